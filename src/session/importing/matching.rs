//! Which article a bare record is about: the same address, else the same title.
//!
//! The thing easily got wrong: an address is written in many ways, and a title that two articles share names neither.

use super::{Choice, Handed, Importing, Original, Stage};
use crate::evidence::folding::{Fold, folded_words};
use crate::model::Project;
use std::collections::BTreeMap;

/// A title that is shorter may be anybody's.
const LEAST_TITLE_BYTES: usize = 12;

impl Importing {
    /// Finds the articles that the records on the list are about.
    pub(super) fn match_records(&mut self, project: &Project) {
        self.has_records = self.handed.iter().any(|handed| matches!(handed.stage, Stage::Record(_)));
        if !self.has_records {
            return;
        }
        let mut names = Names::default();
        // What is being taken in now is meant before what is there.
        for Handed { key, stage, .. } in &self.handed {
            if let Stage::Article(article) = stage {
                names.add(&article.record.url, &article.record.title, &Original::Draft(*key));
            }
        }
        for (id, source) in &project.sources {
            names.add(&source.record.url, &source.record.title, &Original::Article(id.clone()));
        }
        for handed in &mut self.handed {
            if let Stage::Record(bare) = &mut handed.stage {
                let about = names.find(&bare.record.url, &bare.record.title);
                if about != bare.about {
                    bare.choice = if about.is_some() { Choice::TakeIn } else { Choice::LeaveOut };
                    bare.about = about;
                }
            }
        }
    }
}

/// Addresses and titles, with whom they name; `None` for a title that names several.
#[derive(Default)]
struct Names {
    by_address: BTreeMap<String, Original>,
    by_title: BTreeMap<String, Option<Original>>,
}

impl Names {
    fn add(&mut self, url: &str, title: &str, of: &Original) {
        if let Some(address) = plain_address(url) {
            self.by_address.entry(address).or_insert_with(|| of.clone());
        }
        if let Some(title) = plain_title(title) {
            self.by_title.entry(title).and_modify(|named| *named = None).or_insert_with(|| Some(of.clone()));
        }
    }

    fn find(&self, url: &str, title: &str) -> Option<Original> {
        let by_address = plain_address(url).and_then(|address| self.by_address.get(&address).cloned());
        by_address.or_else(|| self.by_title.get(&plain_title(title)?).cloned().flatten())
    }
}

/// An address without what does not tell where it leads.
fn plain_address(url: &str) -> Option<String> {
    let url = url.trim().to_lowercase();
    let rest = url.split_once("://").map_or(url.as_str(), |(_, rest)| rest);
    let rest = rest.strip_prefix("www.").unwrap_or(rest);
    let rest = rest.split('#').next().unwrap_or_default();
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let path = path.trim_end_matches('/');
    let leads = |pair: &&str| !pair.is_empty() && !TRACKING.iter().any(|name| pair.starts_with(name));
    let query: Vec<&str> = query.split('&').filter(leads).collect();
    (path.contains('/') || !query.is_empty()).then(|| format!("{path}?{}", query.join("&")))
}

/// What shops and letters hang on an address to see who came from where.
const TRACKING: [&str; 5] = ["utm_", "fbclid=", "gclid=", "mc_cid=", "ref="];

fn plain_title(title: &str) -> Option<String> {
    let folded: String = folded_words(title, Fold::Search).chars().filter(|letter| letter.is_alphanumeric()).collect();
    (folded.len() >= LEAST_TITLE_BYTES).then_some(folded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_the_same_with_and_without_what_does_not_lead_there() {
        assert_eq!(plain_address("https://www.Example.org/a/?utm_source=x#top"), plain_address("http://example.org/a"));
        assert_eq!(plain_address("https://example.org/"), None, "the front page is no article");
        assert_ne!(plain_address("https://example.org/a?id=1"), plain_address("https://example.org/a?id=2"));
        assert_eq!(plain_address(""), None);
    }

    #[test]
    fn a_title_that_two_articles_share_names_neither() {
        let key = |number| Original::Draft(super::super::DraftKey(number));
        let mut names = Names::default();
        names.add("", "The morning briefing", &key(1));
        names.add("", "Allies sidestep the call", &key(2));
        assert_eq!(names.find("", "ALLIES “sidestep” the call"), Some(key(2)));
        names.add("", "The Morning Briefing", &key(3));
        assert_eq!(names.find("", "The morning briefing"), None);
    }
}
