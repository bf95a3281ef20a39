//! What coding keeps between frames.

use super::form::Form;
use crate::evidence::sentences::sentences_of;
use crate::model::{Actor, ActorId, ByteRange, SourceId};
use crate::session::coding::{Search, Starter, Way};
use crate::session::{Access, Edition, Progress, Session, Suggesting};
use crate::suggest::Suggestion;
use crate::view::{ArticlePlace, Passage};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Whether suggestions are shown in the article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Suggestions {
    /// In their place.
    #[default]
    Shown,
    /// Not at all.
    Hidden,
}

/// Words that are being chosen with the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choosing {
    /// Where the pointer was pressed.
    pub(crate) from: usize,
    /// Where it is.
    pub(crate) to: usize,
}

impl Choosing {
    /// The words between, without spaces at their ends; `None` where there is nothing else.
    pub(crate) fn words(self, text: &str) -> Option<ByteRange> {
        let (start, end) = (self.from.min(self.to), self.from.max(self.to));
        let piece = ByteRange { start, end }.of(text)?;
        let from_start = piece.trim_start();
        let words = from_start.trim_end();
        let start = start + piece.len() - from_start.len();
        (!words.is_empty()).then_some(ByteRange { start, end: start + words.len() })
    }
}

/// What coding keeps between frames.
#[derive(Debug, Default)]
pub(crate) struct Coding {
    /// The form that is open.
    pub(super) form: Option<Form>,
    /// Forms that were left with something typed into them, by what they code.
    pub(super) set_aside: BTreeMap<(SourceId, ByteRange), Form>,
    /// Who was chosen last, the latest first.
    pub(super) last: Vec<ActorId>,
    /// A step to another sentence that was asked for and not taken yet.
    pub(super) wanted: Option<Way>,
    /// The way to that sentence, while it is looked for.
    pub(super) searching: Option<(Search, Edition, Way)>,
    /// The article is to take the keyboard in the next frame.
    pub(crate) wants_keyboard: bool,
    /// Whether suggestions are shown.
    pub(super) suggestions: Suggestions,
    /// Reads the article that is open.
    pub(super) suggesting: Suggesting,
    /// Whether the article has been read.
    pub(super) progress: Option<Progress>,
    /// Somebody asked to code where nothing can be changed.
    pub(super) is_refused: bool,
    /// What is said at the foot of the article where no form is open.
    pub(super) told: Option<String>,
    /// Words that are being chosen in the open article.
    pub(crate) choosing: Option<Choosing>,
    /// How high the form was when it was drawn last, in logical pixels.
    pub(super) form_height: f32,
    known: Option<Known>,
    sentences: Option<(SourceId, Edition, Arc<[ByteRange]>)>,
}

/// Worked out from the actors.
struct Known {
    edition: Edition,
    actors: BTreeMap<ActorId, Actor>,
    starter: Arc<Starter>,
}

impl std::fmt::Debug for Known {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Known").field("edition", &self.edition).finish_non_exhaustive()
    }
}

impl Coding {
    /// Who begins forms, for the actors as they are now.
    pub(super) fn starter(&mut self, session: &Session) -> Arc<Starter> {
        let (edition, actors) = (session.edition(), &session.project().actors);
        match &mut self.known {
            Some(known) if known.edition == edition => return Arc::clone(&known.starter),
            Some(known) if known.actors == *actors => {
                known.edition = edition;
                return Arc::clone(&known.starter);
            }
            Some(_) | None => {}
        }
        let starter = Arc::new(Starter::new(session.project()));
        self.known = Some(Known { edition, actors: actors.clone(), starter: Arc::clone(&starter) });
        starter
    }

    /// The sentences of an article, in order.
    pub(crate) fn sentences(&mut self, session: &Session, source: &SourceId) -> Arc<[ByteRange]> {
        if let Some((of, edition, sentences)) = &self.sentences
            && of == source
            && *edition == session.edition()
        {
            return Arc::clone(sentences);
        }
        let found = session.project().sources.get(source).map(sentences_of).unwrap_or_default();
        let sentences: Arc<[ByteRange]> = found.into();
        self.sentences = Some((source.clone(), session.edition(), Arc::clone(&sentences)));
        sentences
    }

    /// Sees that the open article is read; tells what is suggested for it and shown.
    pub(crate) fn suggested(&mut self, session: &Session, source: &SourceId) -> Vec<Suggestion> {
        if *session.access() != Access::Editable || self.suggestions == Suggestions::Hidden {
            self.suggesting.stop();
            self.progress = None;
            return Vec::new();
        }
        self.progress = Some(self.suggesting.follow(session, source));
        self.offered(session, source)
    }

    /// What is suggested for an article, as far as it has been read.
    pub(super) fn offered(&self, session: &Session, source: &SourceId) -> Vec<Suggestion> {
        if *session.access() != Access::Editable || self.suggestions == Suggestions::Hidden {
            return Vec::new();
        }
        self.suggesting.offered(session.project(), source).into_iter().cloned().collect()
    }

    /// What is suggested for the words at `bytes` on the question asked.
    pub(super) fn offered_for(&self, session: &Session, source: &SourceId, bytes: ByteRange) -> Option<Suggestion> {
        let asked = &session.question().id;
        self.offered(session, source).into_iter().find(|one| one.sentence == bytes && one.question == *asked)
    }

    /// The form, if it belongs to what the article is open at.
    pub(super) fn form_at(&self, place: Option<&ArticlePlace>) -> Option<&Form> {
        self.form.as_ref().filter(|form| place.is_some_and(|place| form.belongs_to(place)))
    }

    /// Whether words are being coded: then the article has the panel to itself.
    pub(crate) fn is_open(&self, session: &Session) -> bool {
        self.form_at(session.view().article.as_ref()).is_some()
    }

    /// The words that are being coded in `source`, and the stance chosen so far.
    pub(crate) fn at(&self, session: &Session) -> Option<(ByteRange, Option<crate::scene::Color>)> {
        let form = self.form_at(session.view().article.as_ref())?;
        let question = session.project().question(&form.draft.question);
        let looks = question.map(crate::scene::StanceLooks::of).unwrap_or_default();
        Some((form.draft.bytes, form.draft.stance.map(|stance| looks.color(stance))))
    }

    /// Where a sentence would be split.
    pub(crate) fn caret(&self, session: &Session) -> Option<usize> {
        self.form_at(session.view().article.as_ref())?.caret
    }

    /// Puts the bar between two words, near `byte`.
    pub(crate) fn put_caret(&mut self, session: &Session, byte: usize) {
        let Some(form) = &mut self.form else { return };
        let Some(source) = session.project().sources.get(&form.draft.source) else { return };
        let start = form.draft.bytes.start;
        let before = source.text.get(start..byte).unwrap_or_default();
        // The beginning of the word that was clicked.
        let at = before.rfind(char::is_whitespace).map_or(start, |space| {
            start + before.get(space..).unwrap_or_default().chars().next().map_or(0, char::len_utf8) + space
        });
        form.caret = (at > start).then_some(at);
    }

    /// Leaves the form; what was typed is found again at the same words.
    pub(super) fn set_form_aside(&mut self) {
        if let Some(form) = self.form.take()
            && form.is_touched()
        {
            self.set_aside.insert((form.draft.source.clone(), form.draft.bytes), form);
        }
    }

    /// Offers `actor` first from now on.
    pub(super) fn remember(&mut self, actor: &ActorId) {
        const MOST: usize = 12;
        self.last.retain(|one| one != actor);
        self.last.insert(0, actor.clone());
        self.last.truncate(MOST);
    }
}

/// The words that an article is open at, in `source`.
pub(super) fn words_open(place: &ArticlePlace, session: &Session) -> Option<ByteRange> {
    match &place.passage {
        Passage::Start => None,
        Passage::Words(bytes) => Some(*bytes),
        Passage::Statement(id) => session.project().statements.get(id).map(|statement| statement.quote.bytes),
        Passage::Relation(id) => session.project().relations.get(id).map(|relation| relation.quote.bytes),
    }
}
