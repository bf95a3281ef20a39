//! What is marked in an article: what is coded, what is open, what a search found, what is being coded.

use crate::gui::panels::reading::card::statement_color;
use crate::model::{ByteRange, Source, Statement};
use crate::scene::{Color, Palette, Target};
use crate::session::Session;
use crate::view::{ArticlePlace, Passage};
use std::collections::BTreeMap;

/// A coded sentence with everything read from it.
pub(super) struct Sentence<'a> {
    pub(super) bytes: ByteRange,
    pub(super) statements: Vec<&'a Statement>,
}

/// What is lit up in an article.
pub(super) struct Lit {
    /// What is open and scrolled to.
    pub(super) open: Option<ByteRange>,
    /// Whether that is words which a search found, not a sentence.
    pub(super) is_words: bool,
    /// Everything that the search found in this article, in order and apart.
    pub(super) found: Vec<ByteRange>,
    /// What is being coded, and the colour of the stance chosen so far.
    pub(super) coding: Option<(ByteRange, Option<Color>)>,
    /// Words that the pointer is drawing over.
    pub(super) choosing: Option<ByteRange>,
    /// Where the sentence would be split.
    pub(super) caret: Option<usize>,
}

impl Lit {
    /// What was found in `paragraph` or reaches into it.
    pub(super) fn found_in(&self, paragraph: ByteRange) -> &[ByteRange] {
        let first = self.found.partition_point(|found| found.end <= paragraph.start);
        let end = self.found.partition_point(|found| found.start < paragraph.end);
        self.found.get(first..end).unwrap_or_default()
    }
}

/// The coded sentences of an article by their place, with the statements on the question asked first.
pub(super) fn coded_sentences<'a>(session: &'a Session, source: &Source) -> Vec<Sentence<'a>> {
    let mut by_place: BTreeMap<ByteRange, Vec<&Statement>> = BTreeMap::new();
    for statement in crate::derive::statements_in_order(session.project(), &source.record.id) {
        by_place.entry(statement.quote.bytes).or_default().push(statement);
    }
    let asked = &session.question().id;
    let mut sentences: Vec<Sentence> = Vec::new();
    for (bytes, mut statements) in by_place {
        statements.sort_by_key(|statement| (statement.question != *asked, statement.id.clone()));
        match sentences.last_mut() {
            // Two quotations that overlap are read as one stretch.
            Some(last) if last.bytes.end > bytes.start => {
                last.bytes.end = last.bytes.end.max(bytes.end);
                last.statements.extend(statements);
            }
            _ => sentences.push(Sentence { bytes, statements }),
        }
    }
    sentences
}

/// What the article is open at.
pub(super) fn open_range(session: &Session, place: &ArticlePlace) -> Option<ByteRange> {
    let project = session.project();
    match &place.passage {
        Passage::Start => None,
        // Of another version of the text they may cut a letter.
        Passage::Words(bytes) => {
            project.sources.get(&place.source).filter(|source| bytes.of(&source.text).is_some()).map(|_| *bytes)
        }
        Passage::Statement(id) => project.statements.get(id).map(|statement| statement.quote.bytes),
        Passage::Relation(id) => project.relations.get(id).map(|relation| relation.quote.bytes),
    }
}

/// The stance on the question asked, of the open actor where the sentence is about it; a faint line for a sentence that
/// answers another question.
pub(super) fn color_of(session: &Session, palette: &Palette, sentence: &Sentence) -> Color {
    let asked = &session.question().id;
    let as_of = session.standpoint_facts().as_of;
    // A sentence that is undated or was said after the day looked at colours nobody, so it has no colour here either.
    let on_question = || {
        let by_day = |statement: &&&Statement| statement.said.latest().is_some_and(|said| said <= as_of);
        sentence.statements.iter().filter(|statement| statement.question == *asked).filter(by_day)
    };
    let open_actor = match &session.view().selection {
        Some(Target::Actor(actor)) => Some(actor),
        _ => None,
    };
    let of_actor = on_question().find(|statement| {
        open_actor.is_some_and(|actor| statement.actor == *actor || statement.on_behalf_of.as_ref() == Some(actor))
    });
    let chosen = of_actor.or_else(|| on_question().next());
    chosen.map_or(palette.silence_ink, |statement| statement_color(session, statement))
}
