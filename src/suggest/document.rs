//! A text as the engine reads it: sentences, mentions with whom they mean, and who says what.
//!
//! Pronouns are resolved and speakers found in one walk from the first sentence to the last. The thing easily got
//! wrong: a quotation's speaker is often named after it, or only in the sentence before.

use super::mentions::{Finder, Mention, Referent};
use super::names::Names;
use super::people::{Titles, discover};
use super::tokens::{QuoteSpan, Token, quotations, tokens};
use super::words::{is_institution, is_preposition};
use crate::evidence::sentences::sentences;
use crate::model::{ActorKind, ByteRange};
use std::cell::Cell;

/// A sentence with its tokens.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) range: ByteRange,
    /// First token and the one after the last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it begins a paragraph.
    pub(super) begins: bool,
    /// Whose turn it is, in a transcript.
    pub(super) turn: Turn,
}

/// Whose turn it is to speak, in a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// This is no transcript.
    None,
    /// Somebody who can hold a position.
    Of(usize),
    /// A question from the audience.
    Question,
}

/// "X said": who speaks, and which tokens of the sentence that covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) verb: usize,
    pub(super) speaker: usize,
    /// The words before the verb ("…, he said"), or those after it.
    pub(super) before: bool,
    /// "This was stated by": of the sentence before.
    pub(super) looks_back: bool,
}

/// A text that was read.
pub(super) struct Document {
    pub(super) tokens: Vec<Token>,
    pub(super) quotes: Vec<QuoteSpan>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) mentions: Vec<Mention>,
    /// Whom each mention means.
    pub(super) whom: Vec<Option<usize>>,
    /// For each sentence.
    pub(super) frames: Vec<Vec<Frame>>,
    /// For each quotation.
    pub(super) quote_speakers: Vec<Option<usize>>,
    pub(super) names: Names,
    pub(super) titles: Titles,
    /// Where reading stopped because the work was used up; `None` if all of the text was read.
    pub(super) unread_from: Option<usize>,
    /// How much work reading took so far.
    work: Work,
}

/// How often a word or a mark was looked at: what reading costs, the same on every machine.
#[derive(Debug, Default)]
struct Work(Cell<u64>);

impl Work {
    fn count(&self) {
        self.0.set(self.0.get() + 1);
    }
}

/// What the walk remembers.
#[derive(Default)]
struct Focus {
    person: Option<usize>,
    thing: Option<usize>,
    several: Option<usize>,
    organ: Option<usize>,
    recent: Vec<usize>,
}

/// Words of a sentence; a longer one is a list or no prose.
pub(super) const LONGEST_SENTENCE: usize = 400;

/// How many persons named before a sentence its titles may mean.
const MOST_RECENT: usize = 64;

/// Begin lines that are no part of the article.
pub(super) const LEFT_OVER: [&str; 12] = [
    "read more",
    "read also",
    "also read",
    "related:",
    "see also",
    "subscribe",
    "start free",
    "already a",
    "photo:",
    "file photo",
    "watch:",
    "advertisement",
];

impl Document {
    /// Reads `text`. `names` are those known beforehand.
    ///
    /// After `most_work` looks at words it goes no further, and says from where on the text is unread.
    pub(super) fn read(text: &str, names: &Names, body: usize, members: usize, most_work: u64) -> Self {
        let quotes = quotations(text);
        let tokens = tokens(text, &quotes);
        let mut names = names.clone();
        let titles = discover(text, &tokens, &mut names);
        let sentences = cut(text, &tokens);
        let mentions = Finder { text, tokens: &tokens, names: &mut names, body, members }.all();
        let whom = vec![None; mentions.len()];
        let quote_speakers = vec![None; quotes.len()];
        let mut document = Self {
            tokens,
            quotes,
            sentences,
            mentions,
            whom,
            frames: Vec::new(),
            quote_speakers,
            names,
            titles,
            unread_from: None,
            work: Work::default(),
        };
        document.find_turns(text);
        document.walk(most_work);
        document.find_quote_speakers();
        document.resolve_speakers();
        document
    }

    /// How much work reading took so far.
    pub(super) fn work(&self) -> u64 {
        self.work.0.get()
    }

    /// The word at `at`, empty for a mark or beyond the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.work.count();
        self.tokens.get(at).filter(|token| !token.mark).map_or("", |token| token.lower.as_str())
    }

    /// The mark at `at`, empty for a word.
    pub(super) fn mark(&self, at: usize) -> &str {
        self.work.count();
        self.tokens.get(at).filter(|token| token.mark).map_or("", |token| token.lower.as_str())
    }

    /// The quotation `at` stands in, 0 outside.
    pub(super) fn quote(&self, at: usize) -> u32 {
        self.work.count();
        self.tokens.get(at).map_or(0, |token| token.quote)
    }

    /// Indices of the mentions between two tokens.
    pub(super) fn mentions_in(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.mentions.partition_point(|mention| mention.start < start);
        let last = self.mentions.partition_point(|mention| mention.start < end);
        first..last
    }

    /// The mention that ends at `end`.
    pub(super) fn mention_ending(&self, end: usize) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.end < end);
        self.mentions.get(index).filter(|mention| mention.end == end).map(|_| index)
    }

    pub(super) fn kind(&self, entity: usize) -> ActorKind {
        self.names.entities.get(entity).map_or(ActorKind::Unnamed, |one| one.kind)
    }

    pub(super) fn speaks_for(&self, entity: usize) -> Option<usize> {
        self.names.entities.get(entity).and_then(|one| one.speaks_for)
    }

    fn walk(&mut self, most_work: u64) {
        let mut focus = Focus::default();
        for index in 0..self.sentences.len() {
            let Some(sentence) = self.sentences.get(index).cloned() else { break };
            if self.work() > most_work {
                self.unread_from = Some(sentence.range.start);
                self.sentences.truncate(index);
                return;
            }
            self.resolve(&sentence, &mut focus);
            let frames = self.find_frames(&sentence);
            let spoken = self
                .outer(&frames)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .map(|frame| frame.speaker)
                .find(|one| self.kind(*one) == ActorKind::Person);
            let mut thing = None;
            let mut person = None;
            for mention in self.mentions_in(sentence.start, sentence.end) {
                let (Some(one), Some(Some(entity))) = (self.mentions.get(mention), self.whom.get(mention)) else {
                    continue;
                };
                let outside = self.quote(one.start) == 0;
                let after_preposition = one.start > sentence.start && is_preposition(self.word(one.start - 1));
                match self.kind(*entity) {
                    ActorKind::Person if outside => {
                        focus.recent.push(*entity);
                        person = person.or((!after_preposition).then_some(*entity));
                    }
                    ActorKind::Country | ActorKind::Organisation if outside && !after_preposition && !one.adjective => {
                        thing = thing.or(Some(*entity));
                    }
                    ActorKind::Group if outside => focus.several = Some(*entity),
                    ActorKind::Person
                    | ActorKind::Country
                    | ActorKind::Organisation
                    | ActorKind::Group
                    | ActorKind::Unnamed => {}
                }
            }
            if let Turn::Of(entity) = sentence.turn {
                person = person.or(Some(entity));
            }
            let joint = self.outer(&frames).map(|frame| (frame.verb, frame.speaker)).collect::<Vec<_>>();
            if let [(verb, first), (other, _), ..] = joint.as_slice()
                && verb == other
            {
                focus.several = Some(*first);
            }
            focus.person = spoken.or(person).or(focus.person);
            focus.thing = thing.or(focus.thing);
            let surplus = focus.recent.len().saturating_sub(MOST_RECENT);
            if surplus > 0 {
                focus.recent.drain(..surplus.max(MOST_RECENT / 2));
            }
            self.frames.push(frames);
        }
    }

    fn resolve(&mut self, sentence: &Sentence, focus: &mut Focus) {
        let (mut person, mut thing, mut several, mut outer_thing) = (None, None, None, None);
        for index in self.mentions_in(sentence.start, sentence.end) {
            let Some(mention) = self.mentions.get(index) else { continue };
            let outside = self.quote(mention.start) == 0;
            let resolved = match &mention.whom {
                Referent::Entity(entity) => Some(*entity),
                Referent::Person => person.or(focus.person).filter(|_| outside || sentence.turn != Turn::None),
                Referent::Thing => thing.or(focus.thing),
                Referent::Several if outside => several
                    .or(outer_thing)
                    .or_else(|| person.and_then(|one| self.speaks_for(one)))
                    .or(focus.several)
                    .or(focus.thing),
                Referent::Several => several.or(thing).or(focus.several),
                Referent::Institution => focus.organ,
                Referent::CountryOfPerson => person.or(focus.person).and_then(|one| self.speaks_for(one)),
                Referent::Speaker | Referent::CountryOfSpeaker => None,
                Referent::Title(title, country) => {
                    self.titled(title, *country, focus).or_else(|| self.apposed(title, index, mention.end))
                }
            };
            if let (Referent::Title(..), Some(entity)) = (&mention.whom, resolved) {
                // "Croatia's president said he": the country stands for the person.
                person = person.or(Some(entity));
            }
            if let Some(entity) = resolved {
                match self.kind(entity) {
                    ActorKind::Person => {
                        let keeps = self.quote(mention.start) != 0 || self.is_addressed(mention.start, sentence.start);
                        person = person.filter(|_| keeps).or(Some(entity));
                    }
                    ActorKind::Country | ActorKind::Organisation => {
                        let opener = mention.start.checked_sub(1).map_or("", |before| self.word(before));
                        let subject = !mention.adjective && !mention.possessive;
                        if subject && matches!(opener, "while" | "whereas" | "but" | "although" | "that" | "as") {
                            thing = Some(entity);
                        }
                        thing = thing.or((!mention.adjective).then_some(entity));
                        outer_thing = outer_thing.or((!mention.adjective && outside).then_some(entity));
                        if mention.end - mention.start > 1 && is_institution(self.word(mention.end - 1)) {
                            focus.organ = Some(entity);
                        }
                    }
                    ActorKind::Group => several = several.or(Some(entity)),
                    ActorKind::Unnamed if outside => several = several.or(Some(entity)),
                    ActorKind::Unnamed => {}
                }
            }
            if let Some(slot) = self.whom.get_mut(index) {
                *slot = resolved;
            }
        }
    }

    /// "The new head of the council, President X, …": the person behind the comma.
    fn apposed(&self, title: &str, index: usize, end: usize) -> Option<usize> {
        let next = self.mentions_in(end, end + 12).find(|next| {
            *next > index
                && self.mentions.get(*next).is_some_and(
                    |one| matches!(&one.whom, Referent::Entity(entity) if self.kind(*entity) == ActorKind::Person),
                )
        })?;
        let person = self.mentions.get(next)?;
        let commas = (end..person.start).filter(|at| !self.mark(*at).is_empty()).count();
        let one_comma = commas == 1 && (end..person.start).any(|at| self.mark(at) == ",");
        match &person.whom {
            Referent::Entity(entity) if one_comma && !title.is_empty() => Some(*entity),
            _ => None,
        }
    }

    /// "told X", "met with X": who is spoken to is not whom "he" means.
    fn is_addressed(&self, start: usize, floor: usize) -> bool {
        start > floor
            && (is_preposition(self.word(start - 1))
                || matches!(
                    self.word(start - 1),
                    "told"
                        | "tells"
                        | "telling"
                        | "asked"
                        | "asking"
                        | "urged"
                        | "met"
                        | "called"
                        | "thanked"
                        | "accused"
                        | "assured"
                        | "informed"
                        | "reassured"
                        | "as"
                ))
    }

    fn titled(&self, title: &str, country: Option<usize>, focus: &Focus) -> Option<usize> {
        let fits = |person: &usize| {
            let titles = self.titles.get(person);
            let has = titles.is_some_and(|titles| titles.iter().any(|one| one == title)) || title == "leader";
            has && (country.is_none() || self.speaks_for(*person) == country)
        };
        let recent = focus.recent.iter().rev().find(|person| fits(person)).copied();
        let by_country = || {
            country.and_then(|country| {
                focus.recent.iter().rev().find(|one| self.speaks_for(**one) == Some(country)).copied()
            })
        };
        let anybody = || {
            focus.person.filter(|_| {
                matches!(
                    title,
                    "official"
                        | "diplomat"
                        | "spokesman"
                        | "spokeswoman"
                        | "spokesperson"
                        | "leader"
                        | "minister"
                        | "ambassador"
                        | "chief"
                        | "secretary"
                        | "envoy"
                )
            })
        };
        if country.is_some() { recent.or_else(by_country).or(country) } else { recent.or_else(anybody) }
    }
}

/// Sentences with their tokens, left-over lines left out.
fn cut(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut end_before = 0;
    let mut found = Vec::new();
    for range in sentences(text) {
        let between = text.get(end_before..range.start).unwrap_or_default();
        let begins = found.is_empty() || between.contains(['\n', '\r', '\u{2029}']);
        end_before = range.end;
        let words = text.get(range.start..range.end).unwrap_or_default();
        let start_words: String = words.chars().take(20).collect::<String>().to_lowercase();
        if LEFT_OVER.iter().any(|start| start_words.starts_with(start)) {
            continue;
        }
        let start = tokens.partition_point(|token| token.range.start < range.start);
        let end = tokens.partition_point(|token| token.range.start < range.end);
        found.push(Sentence { range, start, end, begins, turn: Turn::None });
    }
    found
}
