//! Names for new articles: a slug of the title that is safe as a folder on every system.
//!
//! The thing easily got wrong: Windows keeps some names for itself ("con", "nul"), whatever stands behind a dot.

use crate::evidence::folding::{Fold, folded_words};
use crate::model::SourceId;
use std::collections::BTreeSet;

/// Of a proposed name; longer titles are cut between words.
const LONGEST_BYTES: usize = 60;
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "clock", "order"];

/// A free name made of `title`, or of the file's name where the title has no Latin letters. The name is taken then.
pub(super) fn propose(title: &str, file_name: &str, taken: &mut BTreeSet<SourceId>) -> Option<SourceId> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let slug = [title, stem].into_iter().map(slug).find(|slug| slug.len() >= 3).unwrap_or_else(|| "article".to_owned());
    let port =
        |name: &str| ["com", "lpt"].iter().any(|port| name.strip_prefix(port).is_some_and(|rest| rest.len() == 1));
    let slug = if RESERVED.contains(&slug.as_str()) || port(&slug) { format!("article-{slug}") } else { slug };
    let names = std::iter::once(slug.clone()).chain((2..).map(|number: usize| format!("{slug}-{number}")));
    let id = names.filter_map(|name| name.parse::<SourceId>().ok()).take(100_000).find(|id| !taken.contains(id))?;
    taken.insert(id.clone());
    Some(id)
}

fn slug(words: &str) -> String {
    let folded = folded_words(words.get(..words.floor_char_boundary(400)).unwrap_or(words), Fold::Search);
    let mut slug = String::new();
    for word in folded.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        if slug.len() + word.len() >= LONGEST_BYTES {
            if slug.is_empty() {
                slug.extend(word.chars().take(LONGEST_BYTES));
            }
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word);
    }
    slug
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn proposed(title: &str, file: &str) -> String {
        propose(title, file, &mut BTreeSet::new()).unwrap().to_string()
    }

    #[test]
    fn a_name_is_made_of_the_title_or_else_of_the_file() {
        assert_eq!(proposed("Szijjártó: “No invitation”", "a.html"), "szijjarto-no-invitation");
        assert_eq!(proposed("", "../Some Page.html"), "some-page");
        assert_eq!(proposed("Київ", "Київ.txt"), "article");
        assert_eq!(proposed("CON", "x"), "article-con");
        assert_eq!(proposed("com1", "x"), "article-com1");
    }

    #[test]
    fn a_name_is_given_once() {
        let mut taken = BTreeSet::new();
        let names: Vec<String> = (0..3).map(|_| propose("The same", "x", &mut taken).unwrap().to_string()).collect();
        assert_eq!(names, ["the-same", "the-same-2", "the-same-3"]);
    }

    proptest! {
        #[test]
        fn whatever_the_title_there_is_a_name(title in any::<String>(), file in any::<String>()) {
            prop_assert!(propose(&title, &file, &mut BTreeSet::new()).is_some());
        }
    }
}
