//! Edits of what a project asks, and by which rule it answers.

use super::Refusal;
use crate::model::{Actor, ActorKind, Manifest, Patch, Project, Question, QuestionId, Stance, StandingRule};

fn with_manifest(project: &Project, change: impl FnOnce(&mut Manifest)) -> Patch {
    let mut manifest = project.manifest.clone();
    change(&mut manifest);
    Patch { manifest: Some(Box::new(manifest)), ..Patch::default() }
}

/// Another title.
pub(super) fn describe(project: &Project, title: &str, about: &str) -> Result<Patch, Refusal> {
    let title = title.trim();
    if title.is_empty() {
        return Err(Refusal::new("A project needs a title"));
    }
    Ok(with_manifest(project, |manifest| {
        title.clone_into(&mut manifest.title);
        about.trim().clone_into(&mut manifest.about);
    }))
}

/// Adds or replaces a question.
pub(super) fn put(project: &Project, question: &Question, new_actors: &[Actor]) -> Result<Patch, Refusal> {
    if question.text.trim().is_empty() || question.short.trim().is_empty() {
        return Err(Refusal::new("A question needs its text and a short form"));
    }
    if let Some(twice) =
        Stance::ALL.into_iter().find(|stance| question.scale.iter().filter(|step| step.stance == *stance).count() > 1)
    {
        return Err(Refusal::new(format!("The scale names {} twice", twice.code())));
    }
    if question.scale.iter().any(|step| step.label.trim().is_empty()) {
        return Err(Refusal::new("Every stance of the scale needs a label"));
    }
    let body = project.actors.get(&question.decided_by);
    let body = new_actors.iter().find(|actor| actor.id == question.decided_by).or(body);
    match body {
        Some(body) if body.kind == ActorKind::Organisation => {}
        Some(body) => {
            return Err(Refusal::new(format!("{} is a {}, and an organisation decides", body.name, body.kind.label())));
        }
        None => return Err(Refusal::new("Name the organisation whose members decide")),
    }
    let mut patch =
        with_manifest(project, |manifest| match manifest.questions.iter_mut().find(|other| other.id == question.id) {
            Some(old) => old.clone_from(question),
            None => manifest.questions.push(question.clone()),
        });
    patch.actors = new_actors.iter().map(|actor| (actor.id.clone(), Some(actor.clone()))).collect();
    Ok(patch)
}

/// Takes a question away with everything coded for it.
pub(super) fn remove(project: &Project, question: &QuestionId) -> Result<Patch, Refusal> {
    if project.question(question).is_none() {
        return Err(Refusal::new(format!("This project does not ask {question}")));
    }
    if project.manifest.questions.len() == 1 {
        return Err(Refusal::new("The last question stays: change its words, or add another one first"));
    }
    let mut patch = with_manifest(project, |manifest| manifest.questions.retain(|other| other.id != *question));
    let answers = project.statements.values().filter(|statement| statement.question == *question);
    patch.statements = answers.map(|statement| (statement.id.clone(), None)).collect();
    Ok(patch)
}

/// Moves a question to another place in the list.
pub(super) fn reorder(project: &Project, question: &QuestionId, place: usize) -> Result<Patch, Refusal> {
    let Some(from) = project.manifest.questions.iter().position(|other| other.id == *question) else {
        return Err(Refusal::new(format!("This project does not ask {question}")));
    };
    Ok(with_manifest(project, |manifest| {
        let moved = manifest.questions.remove(from);
        manifest.questions.insert(place.min(manifest.questions.len()), moved);
    }))
}

/// Another rule, unless it contradicts itself.
pub(super) fn set_rule(project: &Project, rule: &StandingRule) -> Result<Patch, Refusal> {
    match rule.faults().first() {
        Some(fault) => Err(Refusal::new(format!("The rule contradicts itself: {fault}. It stays as it was"))),
        None => Ok(with_manifest(project, |manifest| manifest.rule = rule.clone())),
    }
}
