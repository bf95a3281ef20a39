//! Finds actors in a text by their names and aliases.
//!
//! Case, accents, kinds of apostrophes, dashes and spaces are folded away first, then all names are searched for at
//! once, and only then each hit is asked whether it is written like a name. It knows no pronouns and no roles. The
//! thing easily got wrong: a word ends at a character and not at a byte, and "US" is not "us".

mod names;
mod plain;
mod spelling;

#[cfg(test)]
mod tests;

use crate::model::{Actor, ActorId, ByteRange, Project};
use names::Names;
use plain::Plain;
use spelling::Spelling;
use std::collections::BTreeMap;
use std::ops::Range;

/// An actor, named in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name, as it stands in the text, without "'s".
    pub bytes: ByteRange,
    /// Who is named. Where two actors share a name, the one that is called so before the one with that alias, then
    /// the first by id.
    pub actor: ActorId,
    /// By what.
    pub named_by: NamedBy,
}

/// What of an actor stands in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NamedBy {
    /// [`Actor::name`].
    Name,
    /// One of [`Actor::aliases`].
    Alias,
}

/// All names and aliases, ready to be found. Made anew when actors change.
pub struct MentionFinder {
    /// Their values are places in `named`.
    names: Names,
    /// Who goes by a folded name, best first.
    named: Vec<Vec<Named>>,
}

/// One name of one actor.
struct Named {
    by: NamedBy,
    actor: ActorId,
    spelling: Spelling,
}

impl MentionFinder {
    /// Finds the actors of `project`.
    pub fn new(project: &Project) -> Self {
        Self::of_actors(project.actors.values())
    }

    /// Finds `actors`.
    pub fn of_actors<'a>(actors: impl IntoIterator<Item = &'a Actor>) -> Self {
        let mut by_name: BTreeMap<String, Vec<Named>> = BTreeMap::new();
        for actor in actors {
            let aliases = actor.aliases.iter().map(|alias| (NamedBy::Alias, alias));
            for (by, name) in std::iter::once((NamedBy::Name, &actor.name)).chain(aliases) {
                let folded = Plain::new(name.trim()).text().to_owned();
                if folded.contains(char::is_alphanumeric) {
                    let spelling = Spelling::new(name.trim(), actor.kind);
                    by_name.entry(folded).or_default().push(Named { by, actor: actor.id.clone(), spelling });
                }
            }
        }
        let (names, mut named): (Vec<String>, Vec<Vec<Named>>) = by_name.into_iter().unzip();
        for those in &mut named {
            those.sort_by(|one, two| (one.by, &one.actor).cmp(&(two.by, &two.actor)));
        }
        Self { names: Names::new(&names), named }
    }

    /// The mentions in `text` in order; none overlap. Where several would, the first counts, and of those that start
    /// together the longest.
    pub fn find(&self, text: &str) -> Vec<Mention> {
        let mut mentions = Vec::new();
        let mut start = 0;
        while let Some(part) = text.get(start..).map(first_part).filter(|part| !part.is_empty()) {
            let folded = Plain::new(part);
            let words = folded.text().as_bytes();
            let mut from = 0;
            while let Some(at) = self.names.next_start(words, from) {
                let longest = self.names.at(words, at).find_map(|(bytes, value)| {
                    let hit = at..at + bytes;
                    let mention = folded.is_word(hit.clone()).then(|| self.mention(text, start, &folded, &hit, value));
                    Some((hit.end, mention.flatten()?))
                });
                from = match longest {
                    Some((end, mention)) => {
                        mentions.push(mention);
                        end
                    }
                    None => at + 1,
                };
            }
            start += part.len();
        }
        mentions
    }

    /// What was found at the `hit` in the part that starts at byte `start`, if it is written like one of the names
    /// that fold to it.
    fn mention(&self, text: &str, start: usize, folded: &Plain, hit: &Range<usize>, value: u32) -> Option<Mention> {
        let part = folded.original_range(text.get(start..)?, hit.clone())?;
        let bytes = ByteRange { start: start + part.start, end: start + part.end };
        let named = self.named.get(value as usize)?.iter().find(|named| named.spelling.fits(text, bytes))?;
        Some(Mention { bytes, actor: named.actor.clone(), named_by: named.by })
    }
}

/// `text` up to a blank line, which no name goes across; all of it where there is none in reach.
fn first_part(text: &str) -> &str {
    /// Folding in parts keeps what is looked up close at hand.
    const LEAST_BYTES: usize = 32 * 1024;
    const BLANK_LINE: &str = "\n\n";
    let least = text.ceil_char_boundary(LEAST_BYTES.min(text.len()));
    let blank = text.get(least..).and_then(|rest| rest.find(BLANK_LINE));
    let end = blank.map_or(text.len(), |blank| least + blank);
    text.get(..end + if blank.is_some() { BLANK_LINE.len() } else { 0 }).unwrap_or(text)
}
