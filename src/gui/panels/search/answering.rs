//! Where the answers come from: texts folded and scanned, beside the interface where that may take longer than a frame.
//!
//! At most one thread folds or searches at a time; what is typed meanwhile is asked when it is done. Texts are folded
//! again only where they changed.

use super::answer::Answer;
use super::field::{Place, SearchField};
use super::filters::Menus;
use super::question::{Asked, Asking};
use crate::evidence::search::{Found, SearchTexts, TextToFold};
use crate::gui::ask::{Asks, SearchStep, WindowCommand};
use crate::model::SourceId;
use crate::session::{Command, Edition, LookCommand, Session};
use egui::Context;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Texts up to this many bytes are folded and searched within the frame.
const WITHIN_A_FRAME: usize = 1_000_000;
/// So many sentences of an article are marked in it.
const MOST_MARKED: usize = 400;
/// The texts, the last answer, and what is still being worked out.
#[derive(Default)]
pub(crate) struct Search {
    texts: Arc<SearchTexts>,
    /// Of which project the texts are, or will be when they are folded.
    texts_of: Option<Edition>,
    folding: Option<Receiver<SearchTexts>>,
    searching: Option<(Asked, Receiver<Found>)>,
    /// What is asked now.
    pub(super) asking: Option<Asking>,
    /// The last answer.
    pub(super) answer: Option<Answer>,
    /// What the menus of the filters keep between frames.
    pub(super) menus: Menus,
    /// A step that was asked for and not taken yet.
    pub(super) wanted: Option<SearchStep>,
    /// What is typed in the search field.
    pub(crate) field: SearchField,
}

/// Whether the answer is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Texts are being folded.
    Folding,
    /// They are being searched.
    Searching,
    /// It is there.
    Ready,
}

impl Search {
    pub(super) fn state(&self) -> State {
        match (&self.folding, &self.searching) {
            (Some(_), _) => State::Folding,
            (None, Some(_)) => State::Searching,
            (None, None) => State::Ready,
        }
    }

    /// The number of the hit that is open.
    pub(crate) fn current(&self) -> Option<usize> {
        self.answer.as_ref()?.at
    }

    /// Brings the answer up to what is typed, or sees to it that it comes, and takes the step that was asked for.
    pub(super) fn follow(&mut self, ctx: &Context, session: &Session) -> Asks {
        self.take_what_is_done();
        if self.folding.is_none() && self.texts_of != Some(session.edition()) {
            self.texts_of = Some(session.edition());
            if !self.texts.is_of(session.project()) {
                self.fold(ctx, session);
            }
        }
        let now = Asked { typed: self.field.query.trim().to_owned(), edition: session.edition() };
        if self.asking.as_ref().is_none_or(|asking| asking.now != now) {
            self.asking = Some(Asking::new(now, session));
        }
        self.search(ctx);
        // A step waits for its answer.
        if self.state() == State::Ready
            && let Some(step) = self.wanted.take()
        {
            return self.step(step);
        }
        Asks::none()
    }

    fn take_what_is_done(&mut self) {
        match self.folding.as_ref().map(Receiver::try_recv) {
            Some(Ok(texts)) => {
                self.texts = Arc::new(texts);
                self.folding = None;
                self.answer = None;
            }
            // The thread ended without a word; it is tried again.
            Some(Err(TryRecvError::Disconnected)) => {
                self.folding = None;
                self.texts_of = None;
            }
            Some(Err(TryRecvError::Empty)) | None => {}
        }
        if let Some((asked, receiver)) = self.searching.take() {
            match receiver.try_recv() {
                Ok(found) => self.answer_with(asked, found),
                Err(TryRecvError::Empty) => self.searching = Some((asked, receiver)),
                Err(TryRecvError::Disconnected) => self.answer_with(asked, Found::default()),
            }
        }
    }

    fn fold(&mut self, ctx: &Context, session: &Session) {
        let texts: Vec<TextToFold> = session.project().sources.values().map(TextToFold::from).collect();
        let before = Arc::clone(&self.texts);
        let bytes: usize = texts.iter().map(TextToFold::bytes).sum();
        let work = move || SearchTexts::of_texts(texts, &before);
        match beside(ctx, "folding texts", bytes, work) {
            Worked::Now(texts) => {
                self.texts = Arc::new(texts);
                self.answer = None;
            }
            Worked::Later(receiver) => self.folding = Some(receiver),
        }
    }

    fn search(&mut self, ctx: &Context) {
        let Some(asking) = &self.asking else { return };
        let is_answered = self.answer.as_ref().is_some_and(|answer| answer.to == asking.now);
        if is_answered || self.folding.is_some() || self.searching.is_some() {
            return;
        }
        let (asked, query, scope) = (asking.now.clone(), asking.query.clone(), asking.scope.clone());
        let texts = Arc::clone(&self.texts);
        let bytes = texts.bytes();
        match beside(ctx, "searching texts", bytes, move || Found::find(&query, &scope, &texts)) {
            Worked::Now(found) => self.answer_with(asked, found),
            Worked::Later(receiver) => self.searching = Some((asked, receiver)),
        }
    }

    fn answer_with(&mut self, to: Asked, found: Found) {
        // After an edit of the project the same sentence stays open.
        let before = self.answer.take().filter(|before| before.to.typed == to.typed);
        let at = before.and_then(|before| before.at).filter(|at| *at < found.len());
        self.answer =
            Some(Answer { to, found, at, reveals: false, asked_for: None, turned_to: None, rows: BTreeMap::new() });
    }

    fn step(&mut self, step: SearchStep) -> Asks {
        let Some(answer) = &self.answer else { return Asks::none() };
        let to = match step {
            SearchStep::Next => answer.found.next(answer.at),
            SearchStep::Previous => answer.found.previous(answer.at),
        };
        to.map(|to| self.go_to(to)).unwrap_or_default()
    }

    /// Opens the hit `at` in its article, with everything else that was found there.
    pub(super) fn go_to(&mut self, at: usize) -> Asks {
        let Some(answer) = &mut self.answer else { return Asks::none() };
        let Some(hit) = answer.found.hit(at) else { return Asks::none() };
        let Some(first) = hit.words.first() else { return Asks::none() };
        answer.at = Some(at);
        answer.reveals = true;
        answer.turned_to = None;
        self.field.place = Place::Shown;
        let marks = marks(&answer.found, at, &hit.source);
        let mut asked = Asks::one(WindowCommand::MarkFound(hit.source.clone(), marks));
        asked.push(Command::Look(LookCommand::ReadWords(hit.source, *first)));
        asked
    }
}

/// What was found in the article of the hit `at`, around it.
fn marks(found: &Found, at: usize, source: &SourceId) -> Vec<crate::model::ByteRange> {
    let Some(count) = found.article_of(at).filter(|count| count.source == *source) else { return Vec::new() };
    let first = at.saturating_sub(MOST_MARKED / 2).max(count.hits.start);
    let hits = (first..count.hits.end).take(MOST_MARKED).filter_map(|number| found.hit(number));
    hits.flat_map(|hit| hit.words).collect()
}

enum Worked<T> {
    Now(T),
    Later(Receiver<T>),
}

/// Does `work` on a thread of that name where `bytes` are many, and here where they are few or no thread is to be had.
fn beside<T: Send + 'static>(
    ctx: &Context,
    name: &str,
    bytes: usize,
    work: impl FnOnce() -> T + Clone + Send + 'static,
) -> Worked<T> {
    if bytes <= WITHIN_A_FRAME {
        return Worked::Now(work());
    }
    let (sender, receiver) = channel();
    let (there, ctx) = (work.clone(), ctx.clone());
    let spawned = std::thread::Builder::new().name(name.to_owned()).spawn(move || {
        // Nobody may be waiting any more.
        let _ = sender.send(there());
        ctx.request_repaint();
    });
    match spawned {
        Ok(_) => Worked::Later(receiver),
        Err(_) => Worked::Now(work()),
    }
}
