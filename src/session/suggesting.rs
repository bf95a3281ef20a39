//! Suggestions for one article, worked out beside the interface, and what a person made of them.
//!
//! One thread at a time reads the article that is open; what it finds for a project that has changed since is dropped
//! and asked for again. Until then the suggestions known already are still offered, because the text of an article
//! never changes. The thing easily got wrong: a suggestion is offered only while nobody has coded the same.

use super::{Edition, Session, Wake};
use crate::model::{ByteRange, Project, QuestionId, SourceId, Stance, StatementId};
use crate::suggest::{Engine, Suggested, Suggestion};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// Which suggestion: the sentence, the question, and whose position.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SuggestionKey {
    source: SourceId,
    sentence: ByteRange,
    question: QuestionId,
    /// By name: somebody new has no id yet.
    actor: String,
}

impl SuggestionKey {
    /// Of `suggestion` for `source`.
    pub fn of(source: &SourceId, suggestion: &Suggestion) -> Self {
        Self {
            source: source.clone(),
            sentence: suggestion.sentence,
            question: suggestion.question.clone(),
            actor: suggestion.actor.name.clone(),
        }
    }
}

/// Of which article of which project as it was at which moment.
type Asked = (SourceId, Edition);

/// Whether everything is worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The article is being read.
    Reading,
    /// What is offered is all there is.
    Done,
}

struct Reading {
    asked: Asked,
    is_stopped: Arc<AtomicBool>,
    found: Receiver<Suggested>,
}

/// Reads the article that is open and keeps what was rejected.
#[derive(Default)]
pub struct Suggesting {
    reading: Option<Reading>,
    found: Option<(Asked, Arc<str>, Suggested)>,
    /// Rejected while the program runs, the last one at the end.
    rejected: Vec<SuggestionKey>,
    /// With the statement that came of each, which may have been corrected first.
    accepted: Vec<(SuggestionKey, StatementId)>,
}

impl std::fmt::Debug for Suggesting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Suggesting").field("rejected", &self.rejected).finish_non_exhaustive()
    }
}

/// A thread that reads `asked` for the actors and questions of `project`; `None` where none can be started.
fn begin(project: &Project, asked: Asked, wake: &Wake) -> Option<Reading> {
    let text = Arc::clone(&project.sources.get(&asked.0)?.text);
    // Of statements, only who asks for itself tells the engine anything.
    let asking = project.statements.iter().filter(|(_, statement)| statement.stance == Stance::Requests);
    let known = Project {
        manifest: project.manifest.clone(),
        actors: project.actors.clone(),
        sources: BTreeMap::new(),
        statements: asking.map(|(id, statement)| (id.clone(), statement.clone())).collect(),
        relations: BTreeMap::new(),
    };
    let is_stopped = Arc::new(AtomicBool::new(false));
    let (tell, found) = channel();
    let (stop, wake) = (Arc::clone(&is_stopped), wake.clone());
    let read = move || {
        let engine = Engine::new(&known);
        if !stop.load(Ordering::Relaxed) {
            // Whoever asked may be gone; then nobody waits for it.
            let _ = tell.send(engine.read(&text));
        }
        drop(tell);
        wake.tell();
    };
    let thread = std::thread::Builder::new().name("suggestions".to_owned()).spawn(read);
    thread.ok().map(|_| Reading { asked, is_stopped, found })
}

impl Suggesting {
    /// Sees that `source` is read as the project is now; the face is told when it is.
    pub fn follow(&mut self, session: &Session, source: &SourceId) -> Progress {
        let asked = (source.clone(), session.edition());
        if let Some(reading) = &self.reading {
            match reading.found.try_recv() {
                Ok(found) => {
                    let text = session.project().sources.get(source).map(|of| of.text.clone());
                    if reading.asked == asked
                        && let Some(text) = text
                    {
                        self.found = Some((asked.clone(), text, found));
                    }
                    self.reading = None;
                }
                Err(TryRecvError::Disconnected) => {
                    // The thread could not be started or came to grief; nothing is suggested for this edition.
                    let text = session.project().sources.get(source).map(|of| of.text.clone());
                    self.found = text.map(|text| (asked.clone(), text, Suggested::default()));
                    self.reading = None;
                }
                Err(TryRecvError::Empty) => {}
            }
        }
        if self.found.as_ref().is_some_and(|(of, _, _)| *of == asked) {
            return Progress::Done;
        }
        if let Some(reading) = &self.reading {
            if reading.asked == asked {
                return Progress::Reading;
            }
            reading.is_stopped.store(true, Ordering::Relaxed);
        }
        self.reading = begin(session.project(), asked, session.desk().wake());
        Progress::Reading
    }

    /// Stops reading; what is known is kept.
    pub fn stop(&mut self) {
        if let Some(reading) = self.reading.take() {
            reading.is_stopped.store(true, Ordering::Relaxed);
        }
    }

    /// What is offered for `source`, in the order of the text: not rejected, and not coded by anybody.
    pub fn offered<'a>(&'a self, project: &'a Project, source: &'a SourceId) -> Vec<&'a Suggestion> {
        let Some((_, text, found)) = self.found.as_ref().filter(|((of, _), _, _)| of == source) else {
            return Vec::new();
        };
        let is_same_text =
            project.sources.get(source).is_some_and(|of| Arc::ptr_eq(&of.text, text) || of.text == *text);
        if !is_same_text {
            return Vec::new();
        }
        let coded: Vec<_> = project.statements.values().filter(|statement| statement.source == *source).collect();
        let is_coded = |suggestion: &Suggestion| {
            coded.iter().any(|statement| {
                let bytes = statement.quote.bytes;
                statement.question == suggestion.question
                    && bytes.start < suggestion.sentence.end
                    && suggestion.sentence.start < bytes.end
                    && (statement.actor == suggestion.actor.id
                        || project.actor_name(&statement.actor) == suggestion.actor.name)
            })
        };
        let is_accepted = |key: &SuggestionKey| {
            self.accepted.iter().any(|(of, statement)| of == key && project.statements.contains_key(statement))
        };
        let mut offered: Vec<&Suggestion> = found
            .suggestions
            .iter()
            .filter(|one| project.question(&one.question).is_some())
            .filter(|one| {
                let key = SuggestionKey::of(source, one);
                !self.rejected.contains(&key) && !is_accepted(&key)
            })
            .filter(|one| !is_coded(one))
            .collect();
        offered.sort_by_key(|one| (one.sentence, one.question.clone()));
        offered
    }

    /// The byte from which on nothing was looked for in `source`, because its text is too long or takes too much work;
    /// `None` if all of it was read.
    pub fn unread_from(&self, source: &SourceId) -> Option<usize> {
        self.found.as_ref().filter(|((of, _), _, _)| of == source).and_then(|(_, _, found)| found.unread_from)
    }

    /// Offers `suggestion` no more while the program runs.
    pub fn reject(&mut self, source: &SourceId, suggestion: &Suggestion) {
        let key = SuggestionKey::of(source, suggestion);
        if !self.rejected.contains(&key) {
            self.rejected.push(key);
        }
    }

    /// Remembers which statement came of `suggestion`: while that is there, the suggestion is not offered again.
    pub fn accept(&mut self, source: &SourceId, suggestion: &Suggestion, statement: StatementId) {
        self.accepted.push((SuggestionKey::of(source, suggestion), statement));
    }

    /// How many of `source` were rejected.
    pub fn rejected_in(&self, source: &SourceId) -> usize {
        self.rejected.iter().filter(|key| key.source == *source).count()
    }

    /// Offers again what was rejected last of `source`; tells where it stands.
    pub fn take_back(&mut self, source: &SourceId) -> Option<ByteRange> {
        let last = self.rejected.iter().rposition(|key| key.source == *source)?;
        Some(self.rejected.remove(last).sentence)
    }
}
