//! Small projects for tests: should the League admit Ruritania?
//!
//! Nothing here is about the project that ships, so that a test cannot pass by knowing it. The thing easily got wrong:
//! every statement has a sentence of its own unless [`Said::in_sentence`] gives two the same.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

use crate::model::{
    Actor, ActorId, ActorKind, ByteRange, Confidence, Consent, Dated, Day, EdtfDate, FORMAT_VERSION, Manifest,
    Membership, Office, OfficeProvenance, Predicate, Project, ProjectId, Provenance, Question, QuestionId, Quotation,
    Relation, RelationKind, ScaleStep, Source, SourceRecord, Speaker, Stance, StandingRule, Statement, StatementId,
    TextHash, Voice,
};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The article that all sentences come from.
pub(super) const ARTICLE: &str = "evening-courier";
/// As many sentences as the article has.
const SENTENCES: usize = 64;

/// An id of any kind from a literal.
pub(super) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// `2031-05-03`.
pub(super) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

/// A date as a text gives it.
pub(super) fn dated(text: &str) -> Dated {
    Dated::on(text.parse().unwrap())
}

/// Should the League admit Ruritania now?
pub(super) fn admit() -> QuestionId {
    id("admit-now")
}

/// Should Ruritania belong to the League one day?
pub(super) fn belong() -> QuestionId {
    id("belong-one-day")
}

/// A project that is being made up.
pub(super) struct Sample(pub(super) Project);

impl Sample {
    /// The League, its questions and Ruritania, which asks; no member and no statement yet.
    pub(super) fn new() -> Self {
        let mut text = String::new();
        for sentence in 0..SENTENCES {
            writeln!(text, "Sentence {sentence:02} of the Evening Courier.").unwrap();
        }
        let record = SourceRecord {
            imported: None,
            id: id(ARTICLE),
            title: "The League and Ruritania".to_owned(),
            title_note: String::new(),
            outlet: "Evening Courier".to_owned(),
            outlet_note: String::new(),
            author: String::new(),
            place: String::new(),
            published: dated("2031-06-30"),
            text_sha256: TextHash::of(text.as_bytes()),
            url: String::new(),
            original: None,
            own_sentences: Vec::new(),
            note: String::new(),
        };
        let manifest = Manifest {
            format: FORMAT_VERSION,
            id: id::<ProjectId>("ruritania"),
            title: "Should the League admit Ruritania?".to_owned(),
            about: String::new(),
            questions: vec![
                question(admit(), "for admitting Ruritania now"),
                question(belong(), "for Ruritania belonging to the League one day"),
            ],
            rule: StandingRule::default(),
            map: crate::model::MapChoice::default(),
            credits: Vec::new(),
        };
        let project = Project {
            manifest,
            actors: BTreeMap::new(),
            sources: BTreeMap::from([(id(ARTICLE), Source { record, text: text.into() })]),
            statements: BTreeMap::new(),
            relations: BTreeMap::new(),
        };
        Self(project).actor("league", ActorKind::Organisation).actor("ruritania", ActorKind::Country)
    }

    /// With somebody who has no office and belongs to nothing.
    pub(super) fn actor(mut self, name: &str, kind: ActorKind) -> Self {
        self.0.actors.insert(id(name), actor(name, kind));
        self
    }

    /// With a country that has been in the League since `since`.
    pub(super) fn member(mut self, name: &str, since: &str) -> Self {
        let membership = Membership { of: id("league"), since: id(since), until: None };
        let actor = Actor { memberships: vec![membership], ..actor(name, ActorKind::Country) };
        self.0.actors.insert(actor.id.clone(), actor);
        self
    }

    /// With a person who has been holding an office of `country` all the time.
    pub(super) fn minister(self, name: &str, country: &str) -> Self {
        self.office_holder(name, ActorKind::Person, country, (None, None))
    }

    /// With somebody who holds an office of `country` between two dates, where they are given.
    pub(super) fn office_holder(
        mut self,
        name: &str,
        kind: ActorKind,
        country: &str,
        (since, until): (Option<&str>, Option<&str>),
    ) -> Self {
        let date = |text: &str| id::<EdtfDate>(text);
        let office = Office {
            speaks_for: id(country),
            title: "minister".to_owned(),
            since: since.map(date),
            until: until.map(date),
            provenance: OfficeProvenance::Entered,
        };
        let actor = Actor { offices: vec![office], country: Some(id(country)), ..actor(name, kind) };
        self.0.actors.insert(actor.id.clone(), actor);
        self
    }

    /// With a statement; its id is `s` and its number, so that the order of saying is the order of ids.
    pub(super) fn said(mut self, said: Said) -> Self {
        let number = self.0.statements.len();
        let statement = said.into_statement(number, &self.0);
        self.0.statements.insert(statement.id.clone(), statement);
        self
    }

    /// With a relation that sentence `sentence` states.
    pub(super) fn relation(mut self, kind: RelationKind, from: &str, to: &str, sentence: usize) -> Self {
        let relation = Relation {
            id: id(&format!("r{:03}", self.0.relations.len())),
            kind,
            from: id(from),
            to: id(to),
            source: id(ARTICLE),
            quote: quotation(&self.0, sentence),
            said: dated("2031-05-01"),
            note: String::new(),
        };
        self.0.relations.insert(relation.id.clone(), relation);
        self
    }

    /// Where everybody stands on admitting Ruritania now, by the project's own rule.
    pub(super) fn standings(&self, as_of: &str) -> super::Standings {
        super::standings(&self.0, &admit(), day(as_of), &self.0.manifest.rule)
    }

    /// Where one actor stands on admitting Ruritania now.
    pub(super) fn standing(&self, actor: &str, as_of: &str) -> super::Standing {
        self.standings(as_of).of(&id::<ActorId>(actor)).unwrap().clone()
    }

    /// The stance of one actor on admitting Ruritania now.
    pub(super) fn stance(&self, actor: &str, as_of: &str) -> Option<Stance> {
        self.standing(actor, as_of).stance
    }

    /// The question on admitting Ruritania now.
    pub(super) fn question(&self) -> &Question {
        self.0.question(&admit()).unwrap()
    }
}

/// A statement that is being made up: a sure direct quote on admitting Ruritania now, unless said otherwise.
#[derive(Clone, Debug)]
pub(super) struct Said {
    actor: ActorId,
    on_behalf_of: Option<ActorId>,
    speaker: Option<ActorId>,
    question: QuestionId,
    stance: Stance,
    voice: Voice,
    confidence: Confidence,
    date: Option<EdtfDate>,
    printed: Option<String>,
    condition: String,
    sentence: Option<usize>,
}

/// `actor` says `stance` on `date`.
pub(super) fn said(actor: &str, stance: Stance, date: &str) -> Said {
    Said {
        actor: id(actor),
        on_behalf_of: None,
        speaker: None,
        question: admit(),
        stance,
        voice: Voice::DirectQuote,
        confidence: Confidence::Sure,
        date: Some(id(date)),
        printed: None,
        condition: String::new(),
        sentence: None,
    }
}

impl Said {
    pub(super) fn on_behalf_of(self, country: &str) -> Self {
        Self { on_behalf_of: Some(id(country)), ..self }
    }

    pub(super) fn told_by(self, speaker: &str) -> Self {
        Self { speaker: Some(id(speaker)), ..self }
    }

    pub(super) fn on(self, question: QuestionId) -> Self {
        Self { question, ..self }
    }

    pub(super) fn voice(self, voice: Voice) -> Self {
        Self { voice, ..self }
    }

    pub(super) fn confidence(self, confidence: Confidence) -> Self {
        Self { confidence, ..self }
    }

    pub(super) fn in_sentence(self, sentence: usize) -> Self {
        Self { sentence: Some(sentence), ..self }
    }

    /// Printed on a date of its own, not on that of the article.
    pub(super) fn printed(self, date: &str) -> Self {
        Self { printed: Some(date.to_owned()), ..self }
    }

    /// On no day that is known.
    pub(super) fn undated(self) -> Self {
        Self { date: None, ..self }
    }

    pub(super) fn condition(self, words: &str) -> Self {
        Self { condition: words.to_owned(), ..self }
    }

    fn into_statement(self, number: usize, project: &Project) -> Statement {
        Statement {
            id: id::<StatementId>(&format!("s{number:03}")),
            source: id(ARTICLE),
            quote: quotation(project, self.sentence.unwrap_or(number)),
            actor: self.actor,
            on_behalf_of: self.on_behalf_of,
            speaker: self.speaker.map_or(Speaker::Article, Speaker::Actor),
            question: self.question,
            stance: self.stance,
            voice: self.voice,
            said: self.date.map_or_else(Dated::undated, Dated::on),
            published: self.printed.as_deref().map(dated),
            condition: self.condition,
            confidence: self.confidence,
            coder: "test".to_owned(),
            coded_at: day("2031-07-01"),
            provenance: Provenance::Coded,
            note: String::new(),
        }
    }
}

/// The words of one sentence of the article; after the last one it starts over.
fn quotation(project: &Project, sentence: usize) -> Quotation {
    let text = &project.sources[ARTICLE].text;
    let words = text.lines().nth(sentence % SENTENCES).unwrap();
    let start = text.find(words).unwrap();
    Quotation::new(text, ByteRange { start, end: start + words.len() }).unwrap()
}

fn actor(name: &str, kind: ActorKind) -> Actor {
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    Actor::named(id(name), first.chain(letters).collect::<String>().replace('-', " "), kind)
}

fn question(id: QuestionId, for_phrase: &str) -> Question {
    let step = |(stance, label, in_count): (Stance, &str, &str)| ScaleStep {
        stance,
        label: label.to_owned(),
        in_count: in_count.to_owned(),
        definition: String::new(),
        predicate: (stance == Stance::NotNow)
            .then(|| Predicate { one: "wants it later".to_owned(), many: "want it later".to_owned() }),
        color: None,
        sign: None,
    };
    let scale = [
        (Stance::Requests, "Asks", "asking"),
        (Stance::Supports, "In favour", "for it"),
        (Stance::Undecided, "Waiting", "waiting"),
        (Stance::NotNow, "Later", "for later"),
        (Stance::Opposes, "Against", "against"),
    ];
    Question {
        id,
        text: "Should the League admit Ruritania?".to_owned(),
        short: "Admit Ruritania".to_owned(),
        for_phrase: for_phrase.to_owned(),
        consent_note: "It needs all {members} members.".to_owned(),
        decided_by: self::id("league"),
        consent: Consent::Unanimity,
        scale: scale.map(step).to_vec(),
    }
}
