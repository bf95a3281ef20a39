//! Finds actors by their names and passages by their words, whatever the case, accents and quotation marks.
//!
//! A scan over folded text; no index is kept beyond that. It knows nothing of stances. The thing easily got wrong: a
//! hit stands in the folded text and has to be led back to the original before anybody sees it.

use super::folding::{Fold, Folded, folded_words};
use super::sentences::{sentence_at, sentences};
use crate::model::{Actor, ActorId, ByteRange, Project, SourceId, StatementId};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Passages beyond this many are counted and not listed.
pub const MOST_PASSAGES: usize = 500;

/// A project's names and texts, folded for search. Made anew when the project changes.
#[derive(Clone, Debug)]
pub struct SearchIndex {
    actors: Vec<FoldedActor>,
    sources: Vec<FoldedSource>,
}

/// What a search found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchHits {
    /// Actors with a word that starts with the query: in the name before an alias before the role, then by name.
    pub actors: Vec<ActorId>,
    /// Sentences that hold the query, by source and place; at most [`MOST_PASSAGES`].
    pub passages: Vec<PassageHit>,
    /// How many more there are.
    pub passages_left_out: usize,
}

/// A sentence that holds the query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageHit {
    /// The article.
    pub source: SourceId,
    /// The first hit, in the original text. Where only the single words of the query were found, the first of them.
    pub bytes: ByteRange,
    /// Further hits in the same sentence, in order.
    pub further: Vec<ByteRange>,
    /// The sentence, in the original text.
    pub sentence: ByteRange,
    /// The statements that quote the sentence or a part of it, by place and id.
    pub statements: Vec<StatementId>,
}

#[derive(Clone, Debug)]
struct FoldedActor {
    id: ActorId,
    name: String,
    aliases: Vec<String>,
    role: String,
}

#[derive(Clone, Debug)]
struct FoldedSource {
    id: SourceId,
    original: Arc<str>,
    folded: Folded,
    sentences: Vec<ByteRange>,
    /// By place and id.
    quoted: Vec<(ByteRange, StatementId)>,
}

/// How well an actor matches, best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Match {
    WholeName,
    StartOfName,
    WordOfName,
    WholeAlias,
    WordOfAlias,
    WordOfRole,
}

impl SearchIndex {
    /// Folds the names and texts of `project`.
    pub fn new(project: &Project) -> Self {
        let mut quoted: BTreeMap<&SourceId, Vec<(ByteRange, StatementId)>> = BTreeMap::new();
        for statement in project.statements.values() {
            quoted.entry(&statement.source).or_default().push((statement.quote.bytes, statement.id.clone()));
        }
        let sources = project.sources.iter().map(|(id, source)| {
            let mut quoted = quoted.remove(id).unwrap_or_default();
            quoted.sort();
            FoldedSource {
                id: id.clone(),
                original: Arc::clone(&source.text),
                folded: Folded::new(&source.text, Fold::Search),
                sentences: sentences(&source.text),
                quoted,
            }
        });
        Self { sources: sources.collect(), actors: project.actors.values().map(FoldedActor::new).collect() }
    }

    /// Everything that matches `query`. A query without a letter or digit finds nothing. Where no text holds the
    /// query as it stands, sentences that hold all of its words are found instead.
    pub fn find(&self, query: &str) -> SearchHits {
        let phrase = folded_words(query, Fold::Search);
        if !phrase.contains(char::is_alphanumeric) {
            return SearchHits::default();
        }
        let mut hits = SearchHits { actors: self.find_actors(query), ..SearchHits::default() };
        for source in &self.sources {
            source.push_phrase(&phrase, &mut hits);
        }
        let words: Vec<&str> = phrase.split(' ').collect();
        if hits.passages.is_empty() && words.len() > 1 {
            for source in &self.sources {
                source.push_sentences_with_all(&words, &mut hits);
            }
        }
        hits
    }

    fn find_actors(&self, query: &str) -> Vec<ActorId> {
        let query = folded_name(query);
        let mut found: Vec<(Match, &str, &ActorId)> = self
            .actors
            .iter()
            .filter_map(|actor| actor.matches(&query).map(|best| (best, actor.name.as_str(), &actor.id)))
            .collect();
        found.sort();
        found.into_iter().map(|(_, _, id)| id.clone()).collect()
    }
}

/// Names are also found without their stops: "US" for "U.S.".
fn folded_name(name: &str) -> String {
    folded_words(name, Fold::Search).replace('.', "")
}

fn starts_a_word(name: &str, query: &str) -> bool {
    name.match_indices(query)
        .any(|(at, _)| name.get(..at).is_some_and(|before| !before.ends_with(char::is_alphanumeric)))
}

impl FoldedActor {
    fn new(actor: &Actor) -> Self {
        Self {
            id: actor.id.clone(),
            name: folded_name(&actor.name),
            aliases: actor.aliases.iter().map(|alias| folded_name(alias)).collect(),
            role: folded_name(&actor.role),
        }
    }

    fn matches(&self, query: &str) -> Option<Match> {
        if query.is_empty() {
            None
        } else if self.name == query {
            Some(Match::WholeName)
        } else if self.name.starts_with(query) {
            Some(Match::StartOfName)
        } else if starts_a_word(&self.name, query) {
            Some(Match::WordOfName)
        } else if self.aliases.iter().any(|alias| alias == query) {
            Some(Match::WholeAlias)
        } else if self.aliases.iter().any(|alias| starts_a_word(alias, query)) {
            Some(Match::WordOfAlias)
        } else if starts_a_word(&self.role, query) {
            Some(Match::WordOfRole)
        } else {
            None
        }
    }
}

impl FoldedSource {
    fn push_phrase(&self, phrase: &str, hits: &mut SearchHits) {
        for (at, words) in self.folded.text().match_indices(phrase) {
            if let Some(bytes) = self.folded.original_range(&self.original, at..at + words.len()) {
                self.push_hit(bytes, hits);
            }
        }
    }

    fn push_sentences_with_all(&self, words: &[&str], hits: &mut SearchHits) {
        for sentence in &self.sentences {
            let start = self.folded.folded_offset(sentence.start);
            let Some(folded) = self.folded.text().get(start..self.folded.folded_offset(sentence.end)) else { continue };
            let places: Option<Vec<usize>> = words.iter().map(|word| folded.find(word)).collect();
            let Some(places) = places else { continue };
            let mut found: Vec<ByteRange> = places
                .into_iter()
                .zip(words)
                .map(|(at, word)| start + at..start + at + word.len())
                .filter_map(|folded| self.folded.original_range(&self.original, folded))
                .collect();
            found.sort();
            found.dedup();
            for bytes in found {
                self.push_hit(bytes, hits);
            }
        }
    }

    fn push_hit(&self, bytes: ByteRange, hits: &mut SearchHits) {
        let Some(sentence) = sentence_at(&self.sentences, bytes.start) else { return };
        if let Some(last) = hits.passages.last_mut()
            && last.source == self.id
            && last.sentence == sentence
        {
            last.further.push(bytes);
            return;
        }
        if hits.passages.len() >= MOST_PASSAGES {
            hits.passages_left_out += 1;
            return;
        }
        let statements = self.quoting(sentence);
        hits.passages.push(PassageHit { source: self.id.clone(), bytes, further: Vec::new(), sentence, statements });
    }

    fn quoting(&self, sentence: ByteRange) -> Vec<StatementId> {
        let starts_before_end = self.quoted.partition_point(|(bytes, _)| bytes.start < sentence.end);
        let candidates = self.quoted.iter().take(starts_before_end);
        candidates.filter(|(bytes, _)| bytes.end > sentence.start).map(|(_, id)| id.clone()).collect()
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::store::read_project;
    use crate::store::sample::{TEXT, files, texts};

    fn index() -> SearchIndex {
        SearchIndex::new(&read_project(&files(texts())).project)
    }

    fn actors(query: &str) -> Vec<String> {
        index().find(query).actors.into_iter().map(|id| id.to_string()).collect()
    }

    fn passages(query: &str) -> Vec<(&'static str, &'static str)> {
        let words = |bytes: ByteRange| bytes.of(TEXT).unwrap_or("cut");
        index().find(query).passages.into_iter().map(|hit| (words(hit.bytes), words(hit.sentence))).collect()
    }

    #[test]
    fn actors_are_found_by_every_spelling() {
        for query in ["Szerenyi", "SZÉRÉNYI", "rudolph", "the king", "Rudolf"] {
            assert_eq!(actors(query), ["rudolf"], "{query}");
        }
        assert_eq!(actors("rur"), ["ruritania", "rudolf"]);
        assert_eq!(actors("R.U.R."), ["ruritania", "rudolf"]);
        assert_eq!(actors("grunwald"), ["gruenwald"]);
        assert_eq!(actors("runwald"), [""; 0]);
    }

    #[test]
    fn passages_are_found_whatever_the_quotation_marks() {
        for query in ["“we are ready”", "\"We are ready\"", "'WE ARE READY,'", "we  are\nready"] {
            let found = passages(query);
            assert_eq!(found.len(), 1, "{query}");
            assert_eq!(found[0].1, "“We are ready,” Rudolf, the king of Ruritania, said on 3 May 2021.");
        }
        assert_eq!(passages("grunwalds")[0].0, "Grünwald’s");
        assert_eq!(passages("wait...")[..], []);
        assert_eq!(passages("wait ...")[0].0, "wait …");
    }

    #[test]
    fn hits_come_by_place_with_what_quotes_their_sentence() {
        let hits = index().find("the duke of Grünwald said no.").passages;
        assert_eq!(hits.len(), 2);
        assert!(hits[0].bytes < hits[1].bytes);
        assert_eq!(hits[0].statements, []);
        assert_eq!(hits[1].statements.iter().map(StatementId::as_str).collect::<Vec<_>>(), ["herald-3"]);
    }

    #[test]
    fn several_hits_in_one_sentence_are_one_passage() {
        let hits = index().find("re").passages;
        assert_eq!(
            hits[0].sentence.of(TEXT),
            Some("“We are ready,” Rudolf, the king of Ruritania, said on 3 May 2021.")
        );
        assert_eq!(hits[0].further.len(), 1);
    }

    #[test]
    fn words_that_stand_apart_are_found_where_the_phrase_is_not() {
        let found = passages("neighbours now");
        assert_eq!(found, [("neighbours", "Grünwald’s neighbours wait … for now.")]);
        assert_eq!(passages("neighbours never"), []);
    }

    #[test]
    fn a_query_without_letters_finds_nothing() {
        for query in ["", " ", "“”", "...", "\u{ad}"] {
            assert_eq!(index().find(query), SearchHits::default(), "{query:?}");
        }
    }
}
