//! Holds a project against the codebook and against itself: dates, offices, scales, notes, doubles.
//!
//! What would dangle was left out before (see [`super::settle`]); nothing here changes the project. A contradiction is
//! an error, something a person should look at is a warning.

use super::defect::{Defect, Severity};
use super::read::{Places, RecordPlace};
use crate::evidence::folding::{Fold, Folded, folded_words};
use crate::model::{
    Actor, ActorId, ActorKind, ByteRange, Confidence, Dated, EdtfDate, Project, Question, QuestionId, Source, SourceId,
    Stance, Statement, StatementId,
};
use crate::view::{OtherSide, View, ViewKey, ViewList};
use std::collections::BTreeMap;

/// Everything in `project` that does not hold, in no particular order.
pub fn check(project: &Project, places: &Places) -> Vec<Defect> {
    let texts = project.sources.iter().map(|(id, source)| (id, Folded::new(&source.text, Fold::Typography))).collect();
    let mut checking = Checking { project, texts, defects: Vec::new() };
    for question in &project.manifest.questions {
        if let Some(place) = places.questions.get(&question.id) {
            checking.question(place, question);
        }
    }
    for (id, actor) in &project.actors {
        if let Some(place) = places.actors.get(id) {
            checking.actor(place, actor);
        }
    }
    for (id, source) in &project.sources {
        if let Some(place) = places.sources.get(id) {
            checking.source(place, source);
        }
    }
    let mut seen = BTreeMap::new();
    for (id, statement) in &project.statements {
        if let Some(place) = places.statements.get(id) {
            checking.statement(place, statement, &mut seen);
        }
    }
    for (id, relation) in &project.relations {
        if let Some(place) = places.relations.get(id) {
            checking.dated(place, &relation.source, "said", &relation.said);
            let printed = project.sources.get(&relation.source).and_then(|source| source.record.published.date);
            checking.said_before_printed(place, relation.said.date, printed);
            if relation.from == relation.to {
                checking.warning(place, format!("the relation {id} ties {} to itself", relation.from));
            }
        }
    }
    checking.defects
}

/// The views that ask, or compare with, a question that `project` does not have, and so cannot be shown.
pub(super) fn check_views(project: &Project, views: &ViewList) -> Vec<Defect> {
    let unasked = |view: &View| {
        let other = view.comparison.as_ref().and_then(|comparison| match &comparison.with {
            OtherSide::Question(question) => Some(question.clone()),
            OtherSide::Day(_)
            | OtherSide::KnownOn(_)
            | OtherSide::ProjectRule
            | OtherSide::Rule(_)
            | OtherSide::View(_)
            | OtherSide::Without(_) => None,
        });
        std::iter::once(view.question.clone()).chain(other).find(|question| project.question(question).is_none())
    };
    let defect = |(key, view): &(ViewKey, View)| {
        let question = unasked(view)?;
        let reason = format!("question: the project asks no question {question}; name one that it asks");
        let file = format!("views/{}.ron", key.0);
        Some(Defect { file, line: None, column: None, severity: Severity::Warning, reason })
    };
    views.iter().filter_map(defect).collect()
}

struct Checking<'p> {
    project: &'p Project,
    texts: BTreeMap<&'p SourceId, Folded>,
    defects: Vec<Defect>,
}

/// A sentence coded for an actor and a question by a coder, and who says it.
type Coding<'p> = (&'p SourceId, ByteRange, &'p ActorId, &'p QuestionId, &'p str);

impl<'p> Checking<'p> {
    fn question(&mut self, place: &RecordPlace, question: &Question) {
        for stance in Stance::ALL {
            match question.scale.iter().filter(|step| step.stance == stance).count() {
                0 => self.warning(place, format!("scale: {} has no label", stance.code())),
                1 => {}
                _ => self.error(place, format!("scale: {} is on it twice; delete one", stance.code())),
            }
        }
        if let Some(body) = self.project.actors.get(&question.decided_by)
            && body.kind != ActorKind::Organisation
        {
            let reason = format!("decided_by: {} is a {}, and an organisation decides", body.id, body.kind.label());
            self.error(place, reason);
        }
    }

    fn actor(&mut self, place: &RecordPlace, actor: &Actor) {
        let id = &actor.id;
        if actor.name.trim().is_empty() {
            self.error(place, format!("the actor {id} has no name"));
        }
        for membership in &actor.memberships {
            self.ends_after_start(place, Some(membership.since), membership.until, "memberships");
            let is_organisation =
                self.project.actors.get(&membership.of).is_some_and(|of| of.kind == ActorKind::Organisation);
            if !is_organisation {
                self.error(place, format!("memberships: {} is not an organisation", membership.of));
            }
        }
        for office in &actor.offices {
            self.ends_after_start(place, office.since, office.until, "offices");
            let person = self.project.actors.get(&office.speaks_for).filter(|body| match body.kind {
                ActorKind::Country | ActorKind::Organisation | ActorKind::Group => false,
                ActorKind::Person | ActorKind::Unnamed => true,
            });
            if let Some(body) = person {
                let reason = format!(
                    "offices: {} is a {}, and only a country or an organisation has offices",
                    body.id,
                    body.kind.label()
                );
                self.error(place, reason);
            }
        }
        let is_code = |code: &str, len: usize, is_letter: fn(&u8) -> bool| {
            code.is_empty() || (code.len() == len && code.bytes().all(|byte| is_letter(&byte)))
        };
        if !is_code(&actor.iso_a3, 3, u8::is_ascii_uppercase) {
            self.error(place, format!("iso_a3: {:?} is not three capital letters, as in HUN", actor.iso_a3));
        }
        if !is_code(&actor.flag, 2, u8::is_ascii_lowercase) {
            self.error(place, format!("flag: {:?} is not two small letters, as in hu", actor.flag));
        }
    }

    fn ends_after_start(&mut self, place: &RecordPlace, since: Option<EdtfDate>, until: Option<EdtfDate>, field: &str) {
        if let (Some(since), Some(until)) = (since, until)
            && since.earliest() > until.latest()
        {
            self.error(place, format!("{field}: the end {until} is before the start {since}"));
        }
    }

    fn source(&mut self, place: &RecordPlace, source: &Source) {
        self.dated(place, &source.record.id, "published", &source.record.published);
        if source.record.title.trim().is_empty() {
            let reason = "title: an article needs one; where the text prints none, take its first sentence";
            self.error(place, reason.to_owned());
        }
    }

    fn statement(
        &mut self,
        place: &RecordPlace,
        statement: &'p Statement,
        seen: &mut BTreeMap<Coding<'p>, &'p StatementId>,
    ) {
        let Statement { id, source, quote, actor, question, said, published, confidence, coder, .. } = statement;
        self.dated(place, source, "said", said);
        if let Some(published) = published {
            self.dated(place, source, "published", published);
        }
        self.said_before_printed(place, said.date, self.project.published(statement).and_then(|printed| printed.date));
        if *confidence == Confidence::Arguable && statement.note.trim().is_empty() {
            self.error(place, format!("the statement {id} could be argued (confidence 1), and then it needs a note"));
        }
        if coder.trim().is_empty() {
            self.warning(place, format!("coder: nobody is named for the statement {id}"));
        }
        self.on_behalf_of(place, statement);
        if let Some(first) = seen.insert((source, quote.bytes, actor, question, coder.as_str()), id) {
            let reason = format!("the sentence is already coded for {actor} and {question}, as {first}");
            self.warning(place, reason);
        }
    }

    fn on_behalf_of(&mut self, place: &RecordPlace, statement: &Statement) {
        let Some(of) = &statement.on_behalf_of else { return };
        if !self.can_be_spoken_for(of) {
            let reason = format!("on_behalf_of: {of} is neither a country nor an organisation");
            self.error(place, reason);
        }
        let Some(actor) = self.project.actors.get(&statement.actor) else { return };
        match actor.kind {
            ActorKind::Country | ActorKind::Organisation => {
                let reason = format!("on_behalf_of: {} speaks for itself; leave the field out", actor.id);
                self.error(place, reason);
            }
            ActorKind::Person | ActorKind::Unnamed => {
                let said = &statement.said;
                let holds_office = actor.offices.iter().any(|office| {
                    office.speaks_for == *of
                        && office.since.is_none_or(|since| said.latest().is_none_or(|said| since.earliest() <= said))
                        && office.until.is_none_or(|until| said.earliest().is_none_or(|said| until.latest() >= said))
                });
                if !holds_office {
                    let reason = format!(
                        "on_behalf_of: {} holds no office of {of} on {}, so this does not colour {of}",
                        actor.id,
                        said.in_words()
                    );
                    self.warning(place, reason);
                }
            }
            ActorKind::Group => {}
        }
    }

    fn can_be_spoken_for(&self, actor: &ActorId) -> bool {
        self.project.actors.get(actor).is_some_and(|actor| match actor.kind {
            ActorKind::Country | ActorKind::Organisation => true,
            ActorKind::Person | ActorKind::Group | ActorKind::Unnamed => false,
        })
    }

    /// The words that give a date stand in the text; several are written with " … " or "; " between them.
    fn dated(&mut self, place: &RecordPlace, source: &SourceId, field: &str, dated: &Dated) {
        let Some(text) = self.texts.get(source) else { return };
        let words = folded_words(&dated.words, Fold::Typography);
        let missing = words
            .split("; ")
            .flat_map(|part| part.split(" ... "))
            .find(|part| !text.text().contains(part.trim()))
            .filter(|_| !text.text().contains(&words));
        if let Some(part) = missing {
            self.warning(place, format!("{field}: the words {part:?} that give the date are not in the text"));
        }
        let is_unexplained = dated.inferred.trim().is_empty() && dated.words.trim().is_empty();
        if let Some(date) = dated.date.filter(|date| date.is_approximate() && is_unexplained) {
            self.warning(place, format!("{field}: the date {date} is inferred, and nothing says from what"));
        }
    }

    fn said_before_printed(&mut self, place: &RecordPlace, said: Option<EdtfDate>, printed: Option<EdtfDate>) {
        let is_certain = |date: EdtfDate| !date.is_approximate() && !date.is_uncertain();
        if let (Some(said), Some(printed)) = (said, printed)
            && is_certain(said)
            && is_certain(printed)
            && said.earliest() > printed.latest()
        {
            self.error(place, format!("said: {said} is after the words were printed, {printed}"));
        }
    }

    fn error(&mut self, place: &RecordPlace, reason: String) {
        self.push(place, Severity::Error, reason);
    }

    fn warning(&mut self, place: &RecordPlace, reason: String) {
        self.push(place, Severity::Warning, reason);
    }

    fn push(&mut self, place: &RecordPlace, severity: Severity, reason: String) {
        let RecordPlace { file, line } = place;
        let file = file.as_str().to_owned();
        self.defects.push(Defect { file, line: Some(*line), column: None, severity, reason });
    }
}
