//! Leaves out what would dangle: after this, no id of a project leads nowhere.
//!
//! Quotations are settled in [`super::anchors`]. The thing easily got wrong: one missing actor must not cost the whole
//! picture, so the body that decides a question gets a stand-in, and a whole list of questions that could not be read
//! too, each with a defect that says so.

use super::anchors::Anchors;
use super::defect::{Report, Spot};
use super::read::{Places, RecordPlace, constant_path};
use crate::evidence::edit_distance::nearest;
use crate::model::{
    Actor, ActorId, ActorKind, Consent, Project, Question, QuestionId, ScaleStep, Source, SourceId, Speaker, Stance,
    Statement,
};
use std::collections::{BTreeMap, BTreeSet};

/// `draft` without what leads nowhere.
pub(super) fn settle(draft: Project, places: &Places, report: &mut Report) -> Project {
    let Project { mut manifest, mut actors, sources, mut statements, mut relations } = draft;
    let mut settling = Settling { places, report, nearest: BTreeMap::new() };
    if manifest.questions.is_empty() {
        manifest.questions = stand_in_questions(statements.values(), &actors);
        let reason = "no question could be read; its statements are shown under stand-ins without labels";
        settling.report.left_out(&constant_path("project.ron"), Spot::File, reason);
    }
    settling.deciding_bodies(&manifest.questions, &mut actors);
    settling.actors(&mut actors);
    let anchors = Anchors::new(&sources);
    let known = Known { actors: &actors, sources: &sources, questions: &manifest.questions };
    statements.retain(|id, statement| {
        let Some(place) = places.statements.get(id) else { return false };
        let lost = settling.dangling_statement(statement, &known);
        let kept = match lost {
            Some(reason) => Err(reason),
            None => anchors.settle(&statement.source, &mut statement.quote),
        };
        settling.kept(place, &format!("the statement {id}"), kept)
    });
    relations.retain(|id, relation| {
        let Some(place) = places.relations.get(id) else { return false };
        let actors = [("from", &relation.from), ("to", &relation.to)];
        let lost = actors
            .into_iter()
            .find_map(|(field, actor)| settling.missing_actor(field, actor, &known))
            .or_else(|| missing_source(&relation.source, &known));
        let kept = match lost {
            Some(reason) => Err(reason),
            None => anchors.settle(&relation.source, &mut relation.quote),
        };
        settling.kept(place, &format!("the relation {id}"), kept)
    });
    anchors.report_changed_texts(places, settling.report);
    Project { manifest, actors, sources, statements, relations }
}

struct Known<'p> {
    actors: &'p BTreeMap<ActorId, Actor>,
    sources: &'p BTreeMap<SourceId, Source>,
    questions: &'p [Question],
}

struct Settling<'r> {
    places: &'r Places,
    report: &'r mut Report,
    /// What a missing actor's id is spelled most like.
    nearest: BTreeMap<ActorId, String>,
}

impl Settling<'_> {
    /// Reports what happened to a record; whether it stays. `Ok(Some)` stays with a remark, `Err` is left out.
    fn kept(&mut self, place: &RecordPlace, what: &str, kept: Result<Option<String>, String>) -> bool {
        let spot = Spot::Line(place.line);
        match kept {
            Ok(None) => true,
            Ok(Some(remark)) => {
                self.report.left_out(&place.file, spot, format!("{what}: {remark}"));
                true
            }
            Err(reason) => {
                self.report.left_out(&place.file, spot, format!("{what} is left out: {reason}"));
                false
            }
        }
    }

    fn dangling_statement(&mut self, statement: &Statement, known: &Known<'_>) -> Option<String> {
        let speaker = match &statement.speaker {
            Speaker::Article => None,
            Speaker::Actor(actor) => Some(("speaker", actor)),
        };
        let on_behalf_of = statement.on_behalf_of.as_ref().map(|actor| ("on_behalf_of", actor));
        [Some(("actor", &statement.actor)), on_behalf_of, speaker]
            .into_iter()
            .flatten()
            .find_map(|(field, actor)| self.missing_actor(field, actor, known))
            .or_else(|| missing_question(&statement.question, known.questions))
            .or_else(|| missing_source(&statement.source, known))
    }

    fn missing_actor(&mut self, field: &str, actor: &ActorId, known: &Known<'_>) -> Option<String> {
        if known.actors.contains_key(actor) {
            return None;
        }
        let suggestion = self.nearest.entry(actor.clone()).or_insert_with(|| {
            nearest(actor.as_str(), known.actors.keys().map(ActorId::as_str))
                .map_or(String::new(), |meant| format!("; is {meant} meant?"))
        });
        Some(format!("{field}: there is no actor {actor} that could be read from actors.ron{suggestion}"))
    }

    /// A body that decides and is missing gets a stand-in, so that the question can be shown.
    fn deciding_bodies(&mut self, questions: &[Question], actors: &mut BTreeMap<ActorId, Actor>) {
        for question in questions {
            let body = &question.decided_by;
            if actors.contains_key(body) {
                continue;
            }
            let meant = nearest(body.as_str(), actors.keys().map(ActorId::as_str));
            let suggestion = meant.map_or(String::new(), |meant| format!("; is {meant} meant?"));
            let reason = format!(
                "decided_by: there is no actor {body} that could be read from actors.ron, and a stand-in without \
                 members takes its place{suggestion}"
            );
            let place = self.places.questions.get(&question.id);
            let spot = place.map_or(Spot::File, |place| Spot::Line(place.line));
            self.report.left_out(&constant_path("project.ron"), spot, reason);
            actors.insert(body.clone(), stand_in_body(body));
        }
    }

    /// Actors stay; what they refer to and is missing goes.
    fn actors(&mut self, actors: &mut BTreeMap<ActorId, Actor>) {
        let ids: BTreeSet<ActorId> = actors.keys().cloned().collect();
        for (id, actor) in actors.iter_mut() {
            let mut missing: Vec<(&str, ActorId)> = Vec::new();
            let mut is_known = |field: &'static str, other: &ActorId| {
                let known = ids.contains(other);
                if !known {
                    missing.push((field, other.clone()));
                }
                known
            };
            actor.country = actor.country.take().filter(|country| is_known("country", country));
            actor.offices.retain(|office| is_known("speaks_for", &office.speaks_for));
            actor.memberships.retain(|membership| is_known("memberships", &membership.of));
            let Some(place) = self.places.actors.get(id) else { continue };
            for (field, other) in missing {
                let meant = nearest(other.as_str(), ids.iter().map(ActorId::as_str));
                let suggestion = meant.map_or(String::new(), |meant| format!("; is {meant} meant?"));
                let reason = format!(
                    "the actor {id}: {field}: there is no actor {other} that could be read, and this is left out{suggestion}"
                );
                self.report.left_out(&place.file, Spot::Line(place.line), reason);
            }
            let is_on_earth = |degrees: f64, most: f64| (-most..=most).contains(&degrees);
            if let Some(spot) = &actor.place
                && !(is_on_earth(spot.latitude, 90.0) && is_on_earth(spot.longitude, 180.0))
            {
                let reason = format!(
                    "the actor {id}: {} degrees north, {} east is no place on earth, and is left out",
                    spot.latitude, spot.longitude
                );
                self.report.left_out(&place.file, Spot::Line(place.line), reason);
                actor.place = None;
            }
        }
    }
}

fn missing_source(source: &SourceId, known: &Known<'_>) -> Option<String> {
    if known.sources.contains_key(source) {
        return None;
    }
    let meant = nearest(source.as_str(), known.sources.keys().map(SourceId::as_str));
    let suggestion = meant.map_or(String::new(), |meant| format!("; is {meant} meant?"));
    Some(format!("source: there is no article {source} that could be read from sources/{suggestion}"))
}

fn missing_question(question: &QuestionId, questions: &[Question]) -> Option<String> {
    if questions.iter().any(|known| known.id == *question) {
        return None;
    }
    let ids: Vec<&str> = questions.iter().map(|known| known.id.as_str()).collect();
    Some(match nearest(question.as_str(), ids.iter().copied()) {
        Some(meant) => format!("question: project.ron does not ask {question}; is {meant} meant?"),
        None => format!("question: project.ron does not ask {question}; it asks {}", ids.join(", ")),
    })
}

fn stand_in_body(id: &ActorId) -> Actor {
    let note = "A stand-in: this actor could not be read from actors.ron.".to_owned();
    Actor { note, ..Actor::named(id.clone(), id.as_str(), ActorKind::Organisation) }
}

/// One question for each that a statement answers, decided by the organisation with the most members.
fn stand_in_questions<'s>(
    statements: impl Iterator<Item = &'s Statement>,
    actors: &BTreeMap<ActorId, Actor>,
) -> Vec<Question> {
    let mut members: BTreeMap<&ActorId, usize> = BTreeMap::new();
    for membership in actors.values().flat_map(|actor| &actor.memberships) {
        *members.entry(&membership.of).or_default() += 1;
    }
    let largest = members.into_iter().max_by_key(|(body, count)| (*count, std::cmp::Reverse(*body)));
    let Some(decided_by) = largest.map(|(body, _)| body.clone()).or_else(|| "deciding-body".parse().ok()) else {
        return Vec::new();
    };
    let asked: BTreeSet<&QuestionId> = statements.map(|statement| &statement.question).collect();
    let labels = ["Requests", "Supports", "Undecided", "Not now", "Opposes"];
    let scale: Vec<ScaleStep> = Stance::ALL
        .into_iter()
        .zip(labels)
        .map(|(stance, label)| ScaleStep {
            stance,
            label: label.to_owned(),
            in_count: label.to_lowercase(),
            definition: String::new(),
            predicate: None,
            color: None,
            sign: None,
        })
        .collect();
    let question = |id: &QuestionId| Question {
        id: id.clone(),
        text: format!("{id}?"),
        short: id.as_str().to_owned(),
        for_phrase: format!("for {id}"),
        consent_note: String::new(),
        decided_by: decided_by.clone(),
        consent: Consent::Unanimity,
        scale: scale.clone(),
    };
    asked.into_iter().map(question).collect()
}
