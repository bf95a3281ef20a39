//! From sentence to sentence: what begins a form, what codes it, and where it goes on.
//!
//! Each step returns the commands that carry it out; the form itself belongs to [`Coding`]. The thing easily got wrong: nothing is
//! left for another sentence before it is known that the first could be coded.

use super::form::{Focus, Form};
use super::state::{Coding, words_open};
use crate::gui::ask::{Asks, CodingRequest, WindowCommand};
use crate::model::{ByteRange, SourceId, StatementId};
use crate::session::coding::{Begun, Draft, Way, Who, coded_in};
use crate::session::{Access, Command, Edit, LookCommand, Session};
use crate::suggest::Suggestion;

/// Where to go after a sentence was coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Then {
    /// To the next sentence.
    GoOn,
    /// Nowhere: the same sentence tells another position.
    Stay,
}

/// Begins to code the words at `bytes`, or says why nothing can be coded.
pub(crate) fn begin(session: &Session, coding: &mut Coding, source: &SourceId, bytes: ByteRange) -> Asks {
    coding.set_form_aside();
    coding.told = None;
    if *session.access() != Access::Editable {
        coding.is_refused = true;
        return Asks::one(Command::Look(LookCommand::ReadWords(source.clone(), bytes)));
    }
    let suggestion = coding.offered_for(session, source, bytes);
    let form = match coding.set_aside.remove(&(source.clone(), bytes)) {
        Some(form) if form.fits(session) => Some(Form { focus: Some(Focus::Article), told: None, ..form }),
        Some(_) | None => new_form(session, coding, source, bytes, suggestion.as_ref()),
    };
    open(coding, form)
}

/// Opens a suggestion in the form.
pub(crate) fn begin_suggestion(
    session: &Session,
    coding: &mut Coding,
    source: &SourceId,
    suggestion: &Suggestion,
) -> Asks {
    coding.set_form_aside();
    let form = new_form(session, coding, source, suggestion.sentence, Some(suggestion));
    open(coding, form)
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

fn open(coding: &mut Coding, form: Option<Form>) -> Asks {
    let Some(form) = form else { return Asks::none() };
    let mut asked = Asks::one(WindowCommand::ShowArticle);
    asked.push(Command::Look(LookCommand::ReadWords(form.draft.source.clone(), form.draft.bytes)));
    coding.form = Some(form);
    asked
}

/// Puts a suggestion that arrived since into a form that nobody has touched.
pub(super) fn take_up_suggestion(session: &Session, coding: &mut Coding) {
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

/// Begins what was asked for somewhere else in the window.
pub(crate) fn take_up(session: &Session, coding: &mut Coding, request: CodingRequest) -> Asks {
    match request {
        CodingRequest::GoOn(way) => {
            coding.wanted = Some(way);
            Asks::one(WindowCommand::ShowArticle)
        }
        CodingRequest::Edit(id) => edit(session, coding, &id),
        CodingRequest::CodeAgain(id) => match session.project().statements.get(&id) {
            Some(statement) => begin(session, coding, &statement.source, statement.quote.bytes),
            None => Asks::none(),
        },
    }
}

/// Opens a statement in the form.
pub(super) fn edit(session: &Session, coding: &mut Coding, id: &StatementId) -> Asks {
    let project = session.project();
    let Some(statement) = project.statements.get(id) else { return Asks::none() };
    coding.set_form_aside();
    let words = project.sources.get(&statement.source).and_then(|of| statement.quote.bytes.of(&of.text));
    let named = coding.starter(session).mentioned(words.unwrap_or_default());
    coding.form = Some(Form::new(Draft::of_statement(session.project(), statement), named));
    let mut asked = Asks::one(WindowCommand::ShowArticle);
    asked.push(Command::Look(LookCommand::ReadInArticle(crate::view::Passage::Statement(id.clone()))));
    asked
}

/// Leaves the form.
pub(super) fn leave(coding: &mut Coding) -> Asks {
    coding.set_form_aside();
    coding.told = None;
    // The article has another place now, and the keyboard goes on in it.
    coding.wants_keyboard = true;
    Asks::one(WindowCommand::ScrollToPassage)
}

/// Codes what stands in the form, or says what is missing.
pub(super) fn code(session: &Session, coding: &mut Coding, then: Then) -> Asks {
    let last = coding.last.clone();
    let Some(form) = &mut coding.form else { return Asks::none() };
    form.take_name(session, &last);
    if !form.take_date() {
        return Asks::none();
    }
    if !form.fits(session) {
        form.told = Some("Somebody or something named here is not in the project any more".to_owned());
        return Asks::none();
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
            return Asks::none();
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
    let mut asked = Asks::one(Command::Edit(Box::new(edit)));
    asked.extend(match (&draft.begun, then) {
        (Begun::Statement(_), _) => Asks::none(),
        (Begun::Sentence | Begun::Suggestion(_), Then::Stay) => again(session, coding, &draft),
        (Begun::Suggestion(_), Then::GoOn) => after_suggestion(session, coding, &draft),
        (Begun::Sentence, Then::GoOn) => next_sentence(session, coding, &draft),
    });
    asked
}

/// The same sentence once more, for another position that it tells.
fn again(session: &Session, coding: &mut Coding, draft: &Draft) -> Asks {
    let form = new_form(session, coding, &draft.source, draft.bytes, None);
    open(
        coding,
        form.map(|form| Form { draft: Draft { question: draft.question.clone(), ..form.draft.clone() }, ..form }),
    )
}

/// The next sentence of the article that nobody has coded on the question.
fn next_sentence(session: &Session, coding: &mut Coding, draft: &Draft) -> Asks {
    let coded = coded_in(session.project(), &draft.source, &draft.question);
    let is_free = |bytes: &ByteRange| coded.iter().all(|one| one.end <= bytes.start || bytes.end <= one.start);
    let sentences = coding.sentences(session, &draft.source);
    let next = sentences.iter().find(|bytes| bytes.start >= draft.bytes.end && is_free(bytes)).copied();
    match next {
        Some(bytes) => begin(session, coding, &draft.source, bytes),
        None => {
            coding.told = Some("That was the last sentence of this article".to_owned());
            Asks::none()
        }
    }
}

/// The next suggestion after the one in `draft`, which is settled.
fn after_suggestion(session: &Session, coding: &mut Coding, draft: &Draft) -> Asks {
    let Begun::Suggestion(settled) = &draft.begun else { return Asks::none() };
    let offered = coding.offered(session, &draft.source);
    let is_other = |one: &&Suggestion| **one != **settled;
    let after = offered.iter().filter(is_other).find(|one| one.sentence >= draft.bytes);
    match after.or_else(|| offered.iter().find(is_other)).cloned() {
        Some(next) => begin_suggestion(session, coding, &draft.source, &next),
        None => {
            coding.told = Some("No suggestion is left in this article".to_owned());
            Asks::none()
        }
    }
}

/// Offers the suggestion in the form no more, and goes to the next one.
pub(super) fn reject(session: &Session, coding: &mut Coding) -> Asks {
    let Some(form) = coding.form.as_ref() else { return Asks::none() };
    let Begun::Suggestion(suggestion) = &form.draft.begun else { return Asks::none() };
    let (draft, suggestion) = (form.draft.clone(), suggestion.clone());
    coding.suggesting.reject(&draft.source, &suggestion);
    coding.form = None;
    after_suggestion(session, coding, &draft)
}

/// Offers again what was rejected last.
pub(super) fn take_back(session: &Session, coding: &mut Coding, source: &SourceId) -> Asks {
    match coding.suggesting.take_back(source) {
        Some(bytes) => begin(session, coding, source, bytes),
        None => Asks::none(),
    }
}

/// To the suggestion after or before what the article is open at.
pub(super) fn to_suggestion(session: &Session, coding: &mut Coding, source: &SourceId, way: Way) -> Asks {
    let offered = coding.offered(session, source);
    let at = session.view().article.as_ref().and_then(|place| words_open(place, session));
    let found = match (at, way) {
        (None, Way::Next) => offered.first(),
        (None, Way::Previous) => offered.last(),
        (Some(at), Way::Next) => offered.iter().find(|one| one.sentence.start > at.start).or(offered.first()),
        (Some(at), Way::Previous) => offered.iter().rev().find(|one| one.sentence.start < at.start).or(offered.last()),
    };
    match found.cloned() {
        Some(suggestion) => begin_suggestion(session, coding, source, &suggestion),
        None => Asks::none(),
    }
}

/// To the sentence after or before the one in the form, coded or not.
pub(super) fn walk(session: &Session, coding: &mut Coding, source: &SourceId, way: Way) -> Asks {
    let sentences = coding.sentences(session, source);
    let at = session.view().article.as_ref().and_then(|place| words_open(place, session));
    let next = match (at, way) {
        (None, Way::Next) => sentences.first(),
        (None, Way::Previous) => sentences.last(),
        (Some(at), Way::Next) => sentences.iter().find(|bytes| bytes.start > at.start),
        (Some(at), Way::Previous) => sentences.iter().rev().find(|bytes| bytes.start < at.start),
    };
    match next.copied() {
        Some(bytes) => begin(session, coding, source, bytes),
        None => Asks::none(),
    }
}
