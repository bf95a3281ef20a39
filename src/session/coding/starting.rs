//! What the form starts with for a sentence that nobody has coded and nothing is suggested for.
//!
//! Who is named in it, who is quoted, whose office it is and which day it names are good guesses; they stand in the
//! form to be corrected. The thing easily got wrong: who is asked about is named in nearly every sentence, and is
//! seldom the one whose position it is.

use super::days::said_in;
use super::draft::{Begun, Draft, Follows, Who};
use crate::evidence::mentions::MentionFinder;
use crate::model::{ActorId, ActorKind, ByteRange, Confidence, Project, Question, SourceId, Voice};
use crate::session::edit::speaks_for;
use crate::suggest::Cues;
use std::collections::BTreeSet;

/// Before or after them stands who says it.
const SAYING: [&str; 22] = [
    "said",
    "says",
    "say",
    "saying",
    "told",
    "tells",
    "added",
    "adds",
    "stated",
    "states",
    "wrote",
    "writes",
    "argued",
    "insisted",
    "insists",
    "warned",
    "stressed",
    "reiterated",
    "declared",
    "according",
    "noted",
    "announced",
];

/// Knows the names of a project. Made anew when actors change.
pub struct Starter {
    finder: MentionFinder,
}

/// By what a sentence is known to be about a question.
#[derive(Debug)]
pub(super) struct Topic {
    /// Beginnings of words, in lower case, each with whether it is a whole word.
    words: Vec<(String, bool)>,
    body: ActorId,
    candidates: BTreeSet<ActorId>,
}

impl Topic {
    /// The words and names of `question`.
    pub(super) fn of(project: &Project, question: &Question) -> Self {
        let cues = Cues::of(question, project);
        let words = cues.topics.iter().map(|topic| match topic.strip_suffix('*') {
            Some(start) => (start.to_owned(), false),
            None => (topic.clone(), true),
        });
        let candidates = cues.candidates.iter().filter_map(|name| super::draft::actor_called(project, name)).collect();
        Self { words: words.collect(), body: question.decided_by.clone(), candidates }
    }
}

impl Starter {
    /// For the actors of `project`.
    pub fn new(project: &Project) -> Self {
        Self { finder: MentionFinder::new(project) }
    }

    /// Who is named in `words`, each once, in order.
    pub fn mentioned(&self, words: &str) -> Vec<ActorId> {
        let mut named = Vec::new();
        for mention in self.finder.find(words) {
            if !named.contains(&mention.actor) {
                named.push(mention.actor);
            }
        }
        named
    }

    /// Whether `words` name an actor, and the question: by a word for it, or by who wants in and who decides.
    pub(super) fn names_both(&self, words: &str, topic: &Topic) -> bool {
        let lower = words.to_lowercase();
        let has_word = lower.split(|letter: char| !letter.is_alphanumeric()).any(|word| {
            topic.words.iter().any(|(of, whole)| if *whole { word == of } else { word.starts_with(of.as_str()) })
        });
        let named = self.mentioned(words);
        let is_of = named.contains(&topic.body) && named.iter().any(|actor| topic.candidates.contains(actor));
        !named.is_empty() && (has_word || is_of)
    }

    /// The form for the words at `bytes` of an article; `None` where they do not stand there.
    pub fn draft(&self, project: &Project, source: &SourceId, bytes: ByteRange, question: &Question) -> Option<Draft> {
        let article = project.sources.get(source)?;
        let words = bytes.of(&article.text)?;
        let named = self.mentioned(words);
        let topic = Topic::of(project, question);
        let is_aside = |actor: &&ActorId| **actor == topic.body || topic.candidates.contains(*actor);
        let kind = |actor: &ActorId| project.actors.get(actor).map(|of| of.kind);
        let of_kind = |wanted: ActorKind| named.iter().find(|actor| kind(actor) == Some(wanted));
        let actor = named.iter().find(|actor| !is_aside(actor)).or(named.first()).cloned();
        let said = said_in(article, bytes);
        let is_said = words.split(|letter: char| !letter.is_alphanumeric()).any(|word| SAYING.contains(&word));
        let is_quoted = words.contains(['“', '”', '«', '»', '"']);
        let of_itself = actor.as_ref().filter(|_| is_said);
        let speaker = of_kind(ActorKind::Person).or_else(|| of_kind(ActorKind::Unnamed)).or(of_itself).cloned();
        let voice = match (&speaker, is_quoted) {
            (None, _) => Voice::Characterised,
            (Some(speaker), _) if kind(speaker) == Some(ActorKind::Unnamed) => Voice::Anonymous,
            (Some(speaker), true) if Some(speaker) == actor.as_ref() => Voice::DirectQuote,
            (Some(_), _) => Voice::Reported,
        };
        let on_behalf_of = actor.as_ref().and_then(|actor| speaks_for(project, actor, said.latest()));
        let (actor, speaker) = (actor.map(Who::Known), speaker.map(Who::Known));
        Some(Draft {
            source: source.clone(),
            bytes,
            question: question.id.clone(),
            stance: None,
            follows: Follows::filled_in(project, actor.as_ref(), speaker.as_ref()),
            actor,
            speaker,
            on_behalf_of: on_behalf_of.map(Who::Known),
            voice,
            said,
            condition: String::new(),
            confidence: Confidence::Sure,
            note: String::new(),
            begun: Begun::Sentence,
        })
    }
}
