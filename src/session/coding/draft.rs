//! What stands in the form, and the statement that comes of it.
//!
//! The thing easily got wrong: a name that somebody has already is no new actor, however it was typed.

use crate::evidence::folding::{Fold, folded_words};
use crate::model::{
    Actor, ActorId, ActorKind, ByteRange, Confidence, Dated, Day, Manifest, Project, Provenance, QuestionId, Quotation,
    SourceId, Speaker, Stance, Statement, StatementId, Voice,
};
use crate::session::edit::{speaks_as, speaks_for};
use crate::session::{Edit, Refusal, country_named, fresh_actor_id, fresh_statement_id};
use crate::suggest::Suggestion;
use std::collections::BTreeMap;

/// Somebody who is in the project, or comes into it with the statement.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// In the project.
    Known(ActorId),
    /// Made with the statement.
    New(NewActor),
}

/// An actor to be made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NewActor {
    /// Its name for readers.
    pub name: String,
    /// What it is.
    pub kind: ActorKind,
}

impl Who {
    /// The name for readers.
    pub fn name<'a>(&'a self, project: &'a Project) -> &'a str {
        match self {
            Self::Known(id) => project.actor_name(id),
            Self::New(new) => &new.name,
        }
    }

    /// What it is.
    pub fn kind(&self, project: &Project) -> Option<ActorKind> {
        match self {
            Self::Known(id) => project.actors.get(id).map(|actor| actor.kind),
            Self::New(new) => Some(new.kind),
        }
    }

    /// Whoever of `project` is called `name`, else somebody new.
    pub fn called(project: &Project, name: &str, kind: ActorKind) -> Self {
        match actor_called(project, name) {
            Some(id) => Self::Known(id),
            None => Self::New(NewActor { name: name.trim().to_owned(), kind }),
        }
    }
}

/// What somebody called `name` most likely is, for the first choice.
pub fn guessed_kind(name: &str) -> ActorKind {
    if country_named(name).is_some() {
        return ActorKind::Country;
    }
    let words: Vec<&str> = name.split_whitespace().collect();
    let starts_large = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
    let is_capitals = words.len() == 1 && name.chars().count() > 1 && name.chars().all(char::is_uppercase);
    match words.as_slice() {
        _ if is_capitals => ActorKind::Organisation,
        [_, _] | [_, _, _] if words.iter().all(starts_large) => ActorKind::Person,
        [first, ..] if starts_large(first) => ActorKind::Organisation,
        _ => ActorKind::Group,
    }
}

/// From what a form was begun.
#[derive(Clone, Debug, PartialEq)]
pub enum Begun {
    /// From the sentence alone.
    Sentence,
    /// From a statement that is corrected.
    Statement(StatementId),
    /// From a suggestion.
    Suggestion(Box<Suggestion>),
}

/// What stands in the form.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// The article.
    pub source: SourceId,
    /// The words that are coded.
    pub bytes: ByteRange,
    /// The question that they answer.
    pub question: QuestionId,
    /// The answer; `None` until it is chosen.
    pub stance: Option<Stance>,
    /// Whose position it is; `None` until somebody is named.
    pub actor: Option<Who>,
    /// Who says it; `None` for the article itself.
    pub speaker: Option<Who>,
    /// For whom.
    pub on_behalf_of: Option<Who>,
    /// In whose words.
    pub voice: Voice,
    /// When it was said.
    pub said: Dated,
    /// What it hangs on; empty for nothing.
    pub condition: String,
    /// How sure the coder is.
    pub confidence: Confidence,
    /// Why, where it could be argued.
    pub note: String,
    /// Whether speaker and on behalf of change with the actor.
    pub follows: Follows,
    /// From what it was begun.
    pub begun: Begun,
}

/// Which fields change with the actor: not those that a person has chosen, and not a speaker who is somebody else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Follows {
    /// The speaker is the actor, or speaks for it.
    pub speaker: bool,
    /// Whom the actor speaks for is known from its office.
    pub on_behalf_of: bool,
}

impl Follows {
    /// For a form that the program has filled in.
    pub(super) fn filled_in(project: &Project, actor: Option<&Who>, speaker: Option<&Who>) -> Self {
        Self { speaker: is_own_voice(project, actor, speaker), on_behalf_of: true }
    }
}

/// Whether `speaker` is `actor` or speaks for it.
fn is_own_voice(project: &Project, actor: Option<&Who>, speaker: Option<&Who>) -> bool {
    match (actor, speaker) {
        (Some(Who::Known(actor)), Some(Who::Known(speaker))) => speaks_as(project, speaker, actor),
        (actor, Some(speaker)) => actor == Some(speaker),
        (_, None) => false,
    }
}

impl Draft {
    /// Names another actor, or nobody yet. Speaker and on behalf of change with it unless somebody chose them.
    pub fn set_actor(&mut self, project: &Project, actor: Option<Who>) {
        if self.actor == actor {
            return;
        }
        self.actor = actor;
        let Some(actor) = &self.actor else { return };
        if self.follows.speaker && !is_own_voice(project, Some(actor), self.speaker.as_ref()) {
            self.speaker = Some(actor.clone());
        }
        if self.follows.on_behalf_of {
            self.on_behalf_of = match actor {
                Who::Known(id) => speaks_for(project, id, self.said.latest()).map(Who::Known),
                Who::New(_) => None,
            };
        }
    }

    /// Chooses who says it; `None` for the article itself.
    pub fn set_speaker(&mut self, speaker: Option<Who>) {
        self.follows.speaker &= self.speaker == speaker;
        self.speaker = speaker;
    }

    /// Chooses for whom the actor speaks.
    pub fn set_on_behalf_of(&mut self, on_behalf_of: Option<Who>) {
        self.follows.on_behalf_of &= self.on_behalf_of == on_behalf_of;
        self.on_behalf_of = on_behalf_of;
    }

    /// A statement in the form.
    pub fn of_statement(project: &Project, statement: &Statement) -> Self {
        let known = |id: &ActorId| Who::Known(id.clone());
        let by_office = speaks_for(project, &statement.actor, statement.said.latest());
        let follows = Follows {
            speaker: match &statement.speaker {
                Speaker::Article => false,
                Speaker::Actor(speaker) => speaks_as(project, speaker, &statement.actor),
            },
            on_behalf_of: statement.on_behalf_of == by_office,
        };
        Self {
            follows,
            source: statement.source.clone(),
            bytes: statement.quote.bytes,
            question: statement.question.clone(),
            stance: Some(statement.stance),
            actor: Some(known(&statement.actor)),
            speaker: match &statement.speaker {
                Speaker::Article => None,
                Speaker::Actor(id) => Some(known(id)),
            },
            on_behalf_of: statement.on_behalf_of.as_ref().map(known),
            voice: statement.voice,
            said: statement.said.clone(),
            condition: statement.condition.clone(),
            confidence: statement.confidence,
            note: statement.note.clone(),
            begun: Begun::Statement(statement.id.clone()),
        }
    }

    /// The edit that codes it, or what is missing.
    pub fn edit(&self, project: &Project, coder: &str, today: Day) -> Result<Edit, Refusal> {
        let Some(source) = project.sources.get(&self.source) else {
            return Err(Refusal(format!("There is no article {}", self.source)));
        };
        let Some(stance) = self.stance else {
            return Err(Refusal("Choose a stance with the keys 1 to 5".to_owned()));
        };
        let Some(actor) = &self.actor else {
            return Err(Refusal("Say whose position it is".to_owned()));
        };
        let Some(quote) = Quotation::new(&source.text, self.bytes) else {
            return Err(Refusal("These words do not stand in the article any more".to_owned()));
        };
        let mut new_actors = NewActors::in_project(project);
        let actor = new_actors.id_of(actor);
        let on_behalf_of = self.on_behalf_of.as_ref().map(|who| new_actors.id_of(who)).filter(|id| *id != actor);
        let speaker = match &self.speaker {
            None => Speaker::Article,
            Some(who) => Speaker::Actor(new_actors.id_of(who)),
        };
        let before = match &self.begun {
            Begun::Statement(id) => project.statements.get(id),
            Begun::Sentence | Begun::Suggestion(_) => None,
        };
        let id = match before {
            Some(statement) => statement.id.clone(),
            None => {
                let content = (coder, today, project.statements.len(), self.bytes, &self.question, &actor, stance);
                fresh_statement_id(project, &self.source, &content)
            }
        };
        let mut statement = Statement {
            id,
            source: self.source.clone(),
            quote,
            actor,
            on_behalf_of,
            speaker,
            question: self.question.clone(),
            stance,
            voice: self.voice,
            said: self.said.clone(),
            published: before.and_then(|statement| statement.published.clone()),
            condition: self.condition.trim().to_owned(),
            confidence: self.confidence,
            coder: before.map_or_else(|| coder.to_owned(), |statement| statement.coder.clone()),
            coded_at: before.map_or(today, |statement| statement.coded_at),
            provenance: self.provenance(project, before),
            note: self.note.trim().to_owned(),
        };
        if before.is_some_and(|before| *before != statement) {
            coder.clone_into(&mut statement.coder);
            statement.coded_at = today;
            if statement.provenance == Provenance::Suggested {
                statement.provenance = Provenance::Corrected;
            }
        }
        Ok(Edit::Code { statements: vec![statement], new_actors: new_actors.made })
    }

    fn provenance(&self, project: &Project, before: Option<&Statement>) -> Provenance {
        match (&self.begun, before) {
            (_, Some(before)) => before.provenance,
            (Begun::Suggestion(suggestion), None) => {
                let as_suggested = Self::of_suggestion(project, &self.source, suggestion);
                if as_suggested.is_some_and(|draft| draft == *self) {
                    Provenance::Suggested
                } else {
                    Provenance::Corrected
                }
            }
            (Begun::Sentence | Begun::Statement(_), None) => Provenance::Coded,
        }
    }

    /// A suggestion in the form; `None` where its article is gone.
    pub fn of_suggestion(project: &Project, source: &SourceId, suggestion: &Suggestion) -> Option<Self> {
        /// From this score on the coder is taken to be sure.
        const SURE: f32 = 0.8;
        let article = project.sources.get(source)?;
        let who = |named: &crate::suggest::Named| {
            if named.known && project.actors.contains_key(&named.id) {
                Who::Known(named.id.clone())
            } else {
                Who::called(project, &named.name, named.kind)
            }
        };
        let condition = suggestion.condition.and_then(|bytes| bytes.of(&article.text)).unwrap_or_default();
        let (actor, speaker) = (who(&suggestion.actor), suggestion.speaker.as_ref().map(who));
        Some(Self {
            follows: Follows::filled_in(project, Some(&actor), speaker.as_ref()),
            source: source.clone(),
            bytes: suggestion.sentence,
            question: suggestion.question.clone(),
            stance: Some(suggestion.stance),
            actor: Some(actor),
            speaker,
            on_behalf_of: suggestion.on_behalf_of.as_ref().map(who),
            voice: suggestion.voice,
            said: super::days::said_in(article, suggestion.sentence),
            condition: condition.to_owned(),
            confidence: if suggestion.score >= SURE { Confidence::Sure } else { Confidence::Likely },
            note: String::new(),
            begun: Begun::Suggestion(Box::new(suggestion.clone())),
        })
    }
}

/// Whoever is called so, by name before alias.
pub(super) fn actor_called(project: &Project, name: &str) -> Option<ActorId> {
    let wanted = folded_words(name, Fold::Search);
    let is_called = |other: &String| folded_words(other, Fold::Search) == wanted;
    let by_name = project.actors.values().find(|actor| is_called(&actor.name));
    by_name
        .or_else(|| project.actors.values().find(|actor| actor.aliases.iter().any(is_called)))
        .map(|actor| actor.id.clone())
}

/// The actors that one statement brings with it.
struct NewActors {
    /// The actors of the project and the new ones, with nothing else.
    all: Project,
    made: Vec<Actor>,
}

impl NewActors {
    fn in_project(project: &Project) -> Self {
        let manifest = Manifest { questions: Vec::new(), credits: Vec::new(), ..project.manifest.clone() };
        let all = Project {
            manifest,
            actors: project.actors.clone(),
            sources: BTreeMap::new(),
            statements: BTreeMap::new(),
            relations: BTreeMap::new(),
        };
        Self { all, made: Vec::new() }
    }

    fn id_of(&mut self, who: &Who) -> ActorId {
        let new = match who {
            Who::Known(id) => return id.clone(),
            Who::New(new) => new,
        };
        if let Some(id) = actor_called(&self.all, &new.name) {
            return id;
        }
        let (id, name) = (fresh_actor_id(&self.all, &new.name), new.name.trim().to_owned());
        // A country that the program knows comes with its outline, its flag and its place on the map.
        let facts = country_named(&name).filter(|_| new.kind == ActorKind::Country);
        let actor = match facts {
            Some(mut facts) => {
                if facts.name != name && !facts.aliases.contains(&facts.name) {
                    facts.aliases.push(facts.name);
                }
                facts.aliases.retain(|alias| *alias != name);
                Actor { id, name, ..facts }
            }
            None => Actor::named(id, name, new.kind),
        };
        self.all.actors.insert(actor.id.clone(), actor.clone());
        self.made.push(actor.clone());
        actor.id
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    fn new(name: &str, kind: ActorKind) -> Who {
        Who::New(NewActor { name: name.to_owned(), kind })
    }

    #[test]
    fn a_new_country_comes_with_its_outline_and_its_flag() {
        let project = crate::store::builtin().project;
        let mut new_actors = NewActors::in_project(&project);
        assert_eq!(guessed_kind("Moldova"), ActorKind::Country);
        new_actors.id_of(&new("Moldova", ActorKind::Country));
        let made = new_actors.made.first().unwrap();
        assert_eq!((made.iso_a3.as_str(), made.flag.as_str(), made.name.as_str()), ("MDA", "md", "Moldova"));
        assert!(made.place.is_some());
    }
}
