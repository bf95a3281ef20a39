//! From sentence to sentence: what begins a form, what codes it, and where it goes on.
//!
//! Each step returns the commands that carry it out; the form itself is passing. The thing easily got wrong: nothing is
//! left for another sentence before it is known that the first could be coded.

use super::form::{Focus, Form};
use super::state::{Coding, Wish, words_open};
use crate::gui::passing::{Passing, SearchPlace};
use crate::model::{ByteRange, SourceId, StatementId};
use crate::session::coding::{Begun, Draft, Search, Step, Way, Who, coded_in, joined_with_next, restored, split_at};
use crate::session::{Access, Command, Edit, Session};
use crate::suggest::Suggestion;
use std::time::{Duration, Instant};

/// Where to go after a sentence was coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// To the next sentence.
    GoOn,
    /// Nowhere: the same sentence tells another position.
    Stay,
}

/// How the bounds of a sentence are changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bounds {
    /// Made one with the next sentence.
    Join,
    /// Split at the caret.
    Split,
    /// As the rules find them.
    Restore,
}

/// Asks for the next sentence to code, or the one before, from wherever one is.
pub(crate) fn go_on(passing: &mut Passing, way: Way) {
    passing.coding.wanted = Some(way);
}

/// Begins to code the words at `bytes`, or says why nothing can be coded.
pub(crate) fn begin(session: &Session, passing: &mut Passing, source: &SourceId, bytes: ByteRange) -> Vec<Command> {
    let coding = &mut passing.coding;
    coding.set_form_aside();
    coding.told = None;
    if *session.access() != Access::Editable {
        coding.is_refused = true;
        return vec![Command::ReadWords(source.clone(), bytes)];
    }
    let suggestion = coding.offered_for(session, source, bytes);
    let form = match coding.set_aside.remove(&(source.clone(), bytes)) {
        Some(form) => Some(Form { focus: Some(Focus::Article), told: None, ..form }),
        None => new_form(session, coding, source, bytes, suggestion.as_ref()),
    };
    open(passing, form)
}

/// Opens a suggestion in the form.
pub(crate) fn begin_suggestion(
    session: &Session,
    passing: &mut Passing,
    source: &SourceId,
    suggestion: &Suggestion,
) -> Vec<Command> {
    passing.coding.set_form_aside();
    let form = new_form(session, &mut passing.coding, source, suggestion.sentence, Some(suggestion));
    open(passing, form)
}

fn new_form(
    session: &Session,
    coding: &mut Coding,
    source: &SourceId,
    bytes: ByteRange,
    suggestion: Option<&Suggestion>,
) -> Option<Form> {
    let project = session.project();
    let starter = coding.starter(session);
    let named = starter.mentioned(bytes.of(&project.sources.get(source)?.text)?);
    let draft = suggestion
        .and_then(|suggestion| Draft::of_suggestion(project, source, suggestion))
        .or_else(|| starter.draft(project, source, bytes, session.question()))?;
    Some(Form::new(draft, named))
}

fn open(passing: &mut Passing, form: Option<Form>) -> Vec<Command> {
    let Some(form) = form else { return Vec::new() };
    passing.search.place = SearchPlace::Behind;
    passing.scrolled_to = None;
    let at = Command::ReadWords(form.draft.source.clone(), form.draft.bytes);
    passing.coding.form = Some(form);
    vec![at]
}

/// Puts a suggestion that arrived since into a form that nobody has touched.
pub(super) fn take_up_suggestion(session: &Session, passing: &mut Passing) {
    let coding = &mut passing.coding;
    let Some(form) = coding.form.as_ref().filter(|form| form.draft.begun == Begun::Sentence && !form.is_touched())
    else {
        return;
    };
    let (source, bytes, focus) = (form.draft.source.clone(), form.draft.bytes, form.focus);
    if let Some(suggestion) = coding.offered_for(session, &source, bytes)
        && let Some(suggested) = new_form(session, coding, &source, bytes, Some(&suggestion))
    {
        coding.form = Some(Form { focus, ..suggested });
    }
}

/// Carries out what a card asked for.
pub(super) fn follow_wish(session: &Session, passing: &mut Passing, wish: Wish) -> Vec<Command> {
    match wish {
        Wish::Edit(id) => edit(session, passing, &id),
        Wish::CodeAgain(id) => match session.project().statements.get(&id) {
            Some(statement) => begin(session, passing, &statement.source, statement.quote.bytes),
            None => Vec::new(),
        },
    }
}

/// Opens a statement in the form.
pub(super) fn edit(session: &Session, passing: &mut Passing, id: &StatementId) -> Vec<Command> {
    let project = session.project();
    let Some(statement) = project.statements.get(id) else { return Vec::new() };
    passing.coding.set_form_aside();
    let words = project.sources.get(&statement.source).and_then(|of| statement.quote.bytes.of(&of.text));
    let named = passing.coding.starter(session).mentioned(words.unwrap_or_default());
    passing.coding.form = Some(Form::new(Draft::of_statement(statement), named));
    passing.search.place = SearchPlace::Behind;
    passing.scrolled_to = None;
    vec![Command::ReadInArticle(crate::view::Passage::Statement(id.clone()))]
}

/// Leaves the form.
pub(super) fn leave(passing: &mut Passing) {
    passing.coding.set_form_aside();
    passing.coding.told = None;
    // The article has another place now, and the keyboard goes on in it.
    passing.scrolled_to = None;
    passing.coding.wants_keyboard = true;
}

/// Codes what stands in the form, or says what is missing.
pub(super) fn code(session: &Session, passing: &mut Passing, then: Then) -> Vec<Command> {
    let coding = &mut passing.coding;
    let last = coding.last.clone();
    let Some(form) = &mut coding.form else { return Vec::new() };
    form.take_name(session, &last);
    if !form.take_date() {
        return Vec::new();
    }
    let project = session.project();
    let edit = form
        .draft
        .edit(project, session.desk().coder(), session.desk().today())
        .and_then(|edit| edit.patch(project).map(|_| edit));
    let edit = match edit {
        Ok(edit) => edit,
        Err(why) => {
            form.told = Some(why.0);
            return Vec::new();
        }
    };
    let draft = form.draft.clone();
    for who in [&draft.speaker, &draft.on_behalf_of, &draft.actor].into_iter().flatten() {
        if let Who::Known(actor) = who {
            coding.remember(&actor.clone());
        }
    }
    if let (Begun::Suggestion(suggestion), Edit::Code { statements, .. }) = (&draft.begun, &edit)
        && let Some(statement) = statements.first()
    {
        coding.suggesting.accept(&draft.source, suggestion, statement.id.clone());
    }
    coding.form = None;
    let mut asked = vec![Command::Edit(Box::new(edit))];
    asked.extend(match (&draft.begun, then) {
        (Begun::Statement(_), _) => Vec::new(),
        (Begun::Sentence | Begun::Suggestion(_), Then::Stay) => again(session, passing, &draft),
        (Begun::Suggestion(_), Then::GoOn) => after_suggestion(session, passing, &draft),
        (Begun::Sentence, Then::GoOn) => next_sentence(session, passing, &draft),
    });
    asked
}

/// The same sentence once more, for another position that it tells.
fn again(session: &Session, passing: &mut Passing, draft: &Draft) -> Vec<Command> {
    let form = new_form(session, &mut passing.coding, &draft.source, draft.bytes, None);
    open(
        passing,
        form.map(|form| Form { draft: Draft { question: draft.question.clone(), ..form.draft.clone() }, ..form }),
    )
}

/// The next sentence of the article that nobody has coded on the question.
fn next_sentence(session: &Session, passing: &mut Passing, draft: &Draft) -> Vec<Command> {
    let coded = coded_in(session.project(), &draft.source, &draft.question);
    let is_free = |bytes: &ByteRange| coded.iter().all(|one| one.end <= bytes.start || bytes.end <= one.start);
    let sentences = passing.coding.sentences(session, &draft.source);
    let next = sentences.iter().find(|bytes| bytes.start >= draft.bytes.end && is_free(bytes)).copied();
    match next {
        Some(bytes) => begin(session, passing, &draft.source, bytes),
        None => {
            passing.coding.told = Some("That was the last sentence of this article".to_owned());
            Vec::new()
        }
    }
}

/// The next suggestion after the one in `draft`, which is settled.
fn after_suggestion(session: &Session, passing: &mut Passing, draft: &Draft) -> Vec<Command> {
    let Begun::Suggestion(settled) = &draft.begun else { return Vec::new() };
    let offered = passing.coding.offered(session, &draft.source);
    let is_other = |one: &&Suggestion| **one != **settled;
    let after = offered.iter().filter(is_other).find(|one| one.sentence >= draft.bytes);
    match after.or_else(|| offered.iter().find(is_other)).cloned() {
        Some(next) => begin_suggestion(session, passing, &draft.source, &next),
        None => {
            passing.coding.told = Some("No suggestion is left in this article".to_owned());
            Vec::new()
        }
    }
}

/// Offers the suggestion in the form no more, and goes to the next one.
pub(super) fn reject(session: &Session, passing: &mut Passing) -> Vec<Command> {
    let Some(form) = passing.coding.form.as_ref() else { return Vec::new() };
    let Begun::Suggestion(suggestion) = &form.draft.begun else { return Vec::new() };
    let (draft, suggestion) = (form.draft.clone(), suggestion.clone());
    passing.coding.suggesting.reject(&draft.source, &suggestion);
    passing.coding.form = None;
    after_suggestion(session, passing, &draft)
}

/// Offers again what was rejected last.
pub(super) fn take_back(session: &Session, passing: &mut Passing, source: &SourceId) -> Vec<Command> {
    match passing.coding.suggesting.take_back(source) {
        Some(bytes) => begin(session, passing, source, bytes),
        None => Vec::new(),
    }
}

/// To the suggestion after or before what the article is open at.
pub(super) fn to_suggestion(session: &Session, passing: &mut Passing, source: &SourceId, way: Way) -> Vec<Command> {
    let offered = passing.coding.offered(session, source);
    let at = session.view().article.as_ref().and_then(|place| words_open(place, session));
    let found = match (at, way) {
        (None, Way::Next) => offered.first(),
        (None, Way::Previous) => offered.last(),
        (Some(at), Way::Next) => offered.iter().find(|one| one.sentence.start > at.start).or(offered.first()),
        (Some(at), Way::Previous) => offered.iter().rev().find(|one| one.sentence.start < at.start).or(offered.last()),
    };
    match found.cloned() {
        Some(suggestion) => begin_suggestion(session, passing, source, &suggestion),
        None => Vec::new(),
    }
}

/// Looks for the next sentence that is not coded and names an actor and the question, in this article or another.
pub(super) fn look_for_uncoded(session: &Session, passing: &mut Passing, way: Way) {
    let starter = passing.coding.starter(session);
    let place = session.view().article.as_ref();
    let at = place.and_then(|place| words_open(place, session)).map(|bytes| bytes.start);
    let from = place.map(|place| (&place.source, at));
    let search = Search::begin(session.project(), session.question(), &starter, from, way);
    passing.coding.searching = Some((search, session.edition(), way));
}

/// Goes on looking for as long as a frame may take; then to what was found.
pub(super) fn look_further(session: &Session, passing: &mut Passing) -> Vec<Command> {
    const WITHIN_A_FRAME: Duration = Duration::from_millis(12);
    let Some((mut search, edition, way)) = passing.coding.searching.take() else { return Vec::new() };
    if edition != session.edition() {
        look_for_uncoded(session, passing, way);
        return Vec::new();
    }
    let starter = passing.coding.starter(session);
    let began = Instant::now();
    let found = loop {
        match search.read_on(session.project(), &starter) {
            Step::Found(source, bytes) => break Some((source, bytes)),
            Step::Nowhere => break None,
            Step::Further if began.elapsed() < WITHIN_A_FRAME => {}
            Step::Further => {
                passing.coding.searching = Some((search, edition, way));
                return Vec::new();
            }
        }
    };
    match nearer(session, passing, found, way) {
        Some((source, bytes)) => begin(session, passing, &source, bytes),
        None => {
            leave(passing);
            passing.coding.told = Some("Every sentence that names an actor and this question is coded".to_owned());
            Vec::new()
        }
    }
}

/// What is suggested in the open article may come first, though its sentence names nobody.
fn nearer(
    session: &Session,
    passing: &Passing,
    found: Option<(SourceId, ByteRange)>,
    way: Way,
) -> Option<(SourceId, ByteRange)> {
    let Some(place) = session.view().article.as_ref() else { return found };
    let at = words_open(place, session).map(|bytes| bytes.start);
    let is_ahead = |bytes: ByteRange| {
        at.is_none_or(|at| match way {
            Way::Next => bytes.start > at,
            Way::Previous => bytes.start < at,
        })
    };
    let offered = passing.coding.offered(session, &place.source);
    let of_question = offered.iter().filter(|one| one.question == session.question().id).map(|one| one.sentence);
    let ahead = of_question.filter(|bytes| is_ahead(*bytes));
    let suggested = match way {
        Way::Next => ahead.min(),
        Way::Previous => ahead.max(),
    };
    match (found, suggested) {
        (Some((source, bytes)), Some(suggested)) => {
            let is_nearer = match way {
                Way::Next => bytes < suggested,
                Way::Previous => bytes > suggested,
            };
            let stays = source == place.source && is_ahead(bytes) && is_nearer;
            Some(if stays { (source, bytes) } else { (place.source.clone(), suggested) })
        }
        (None, Some(suggested)) => Some((place.source.clone(), suggested)),
        (found, None) => found,
    }
}

/// To the sentence after or before the one in the form, coded or not.
pub(super) fn walk(session: &Session, passing: &mut Passing, source: &SourceId, way: Way) -> Vec<Command> {
    let sentences = passing.coding.sentences(session, source);
    let at = session.view().article.as_ref().and_then(|place| words_open(place, session));
    let next = match (at, way) {
        (None, Way::Next) => sentences.first(),
        (None, Way::Previous) => sentences.last(),
        (Some(at), Way::Next) => sentences.iter().find(|bytes| bytes.start > at.start),
        (Some(at), Way::Previous) => sentences.iter().rev().find(|bytes| bytes.start < at.start),
    };
    match next.copied() {
        Some(bytes) => begin(session, passing, source, bytes),
        None => Vec::new(),
    }
}

/// Moves the caret in the sentence by a word.
pub(super) fn move_caret(session: &Session, form: &mut Form, way: Way) {
    let Some(source) = session.project().sources.get(&form.draft.source) else { return };
    let Some(words) = form.draft.bytes.of(&source.text) else { return };
    let start = form.draft.bytes.start;
    let mut places: Vec<usize> = Vec::new();
    let mut was_space = false;
    for (at, letter) in words.char_indices() {
        if was_space && !letter.is_whitespace() {
            places.push(start + at);
        }
        was_space = letter.is_whitespace();
    }
    let now = form.caret;
    form.caret = match (now, way) {
        (None, Way::Next) => places.first(),
        (None, Way::Previous) => places.last(),
        (Some(now), Way::Next) => places.iter().find(|place| **place > now).or(places.last()),
        (Some(now), Way::Previous) => places.iter().rev().find(|place| **place < now).or(places.first()),
    }
    .copied();
}

/// Changes the bounds of the sentence in the form.
pub(super) fn set_bounds(session: &Session, passing: &mut Passing, bounds: Bounds) -> Vec<Command> {
    let Some(form) = &mut passing.coding.form else { return Vec::new() };
    let id = form.draft.source.clone();
    let Some(source) = session.project().sources.get(&id) else { return Vec::new() };
    let byte = form.draft.bytes.start;
    let (changed, why_not) = match bounds {
        Bounds::Join => (joined_with_next(source, byte), "The next sentence stands in another paragraph"),
        Bounds::Split => (
            form.caret.and_then(|caret| split_at(source, caret)),
            "Choose the place first: click between two words, or press the right arrow key",
        ),
        Bounds::Restore => {
            (restored(source, byte).map(|own| (own, form.draft.bytes)), "Nobody has changed this sentence")
        }
    };
    let Some((own_sentences, stretch)) = changed else {
        form.told = Some(why_not.to_owned());
        return Vec::new();
    };
    let mut of_rules = source.clone();
    of_rules.record.own_sentences.clone_from(&own_sentences);
    let at =
        crate::evidence::sentences::sentences_of(&of_rules).into_iter().find(|bytes| bytes.contains(stretch.start));
    let bytes = at.unwrap_or(stretch);
    form.caret = None;
    form.told = None;
    let edit = Command::Edit(Box::new(Edit::SetSentences { source: id.clone(), own_sentences }));
    // A statement keeps its own words, whatever becomes of the sentence.
    match &form.draft.begun {
        Begun::Statement(_) => vec![edit],
        Begun::Sentence | Begun::Suggestion(_) => {
            form.draft.bytes = bytes;
            form.begun.bytes = bytes;
            vec![edit, Command::ReadWords(id, bytes)]
        }
    }
}
