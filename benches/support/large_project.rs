//! A project as large as the program is made for, the same on every machine.

#[path = "chance.rs"]
mod chance;

use chance::Chance;
use demarche::model::{
    Actor, ActorId, ActorKind, Confidence, Day, EdtfDate, Office, OfficeProvenance, Project, Stance, Statement,
    StatementId, Voice,
};
use std::collections::BTreeMap;

fn one_of<'a, T>(chance: &mut Chance, all: &'a [T]) -> Option<&'a T> {
    all.get(chance.below(all.len()))
}

/// The first day on which anything is said.
pub(crate) fn start_of_time() -> Day {
    Day::from_ymd(2023, 1, 1).unwrap_or(Day::MIN)
}

/// As many actors and statements as asked for, in the questions of `like`: the countries of `like`, and people who
/// each hold an office of one of them and speak for it most of the time.
pub(crate) fn synthetic(like: &Project, actors: usize, statements: usize) -> Project {
    let mut chance = Chance(7);
    let mut large = Project { statements: BTreeMap::new(), relations: BTreeMap::new(), ..like.clone() };
    large.actors.retain(|_, actor| actor.kind == ActorKind::Country);
    let countries: Vec<ActorId> = large.actors.keys().cloned().collect();
    let persons = like.actors.values().filter(|actor| actor.kind == ActorKind::Person).cycle();
    for (number, person) in persons.take(actors.saturating_sub(countries.len())).enumerate() {
        let (Ok(id), Some(country)) = (format!("person-{number}").parse::<ActorId>(), one_of(&mut chance, &countries))
        else {
            continue;
        };
        let (title, provenance) = (String::new(), OfficeProvenance::Entered);
        let office = Office { speaks_for: country.clone(), title, since: None, until: None, provenance };
        let actor = Actor { id: id.clone(), offices: vec![office], country: Some(country.clone()), ..person.clone() };
        large.actors.insert(id, actor);
    }
    let everybody: Vec<Actor> = large.actors.values().cloned().collect();
    let templates: Vec<Statement> = like.statements.values().cloned().collect();
    for number in 0..statements {
        let id = format!("statement-{number}").parse::<StatementId>();
        let (Ok(id), Some(template), Some(actor)) =
            (id, one_of(&mut chance, &templates), one_of(&mut chance, &everybody))
        else {
            continue;
        };
        let speaks_for = actor.country.clone().filter(|_| chance.below(5) > 0);
        let mut said = template.said.clone();
        said.date = Some(EdtfDate::on(start_of_time().plus_days(i32::try_from(chance.below(700)).unwrap_or(0))));
        let confidences = [Confidence::Arguable, Confidence::Likely, Confidence::Sure];
        let statement = Statement {
            id: id.clone(),
            actor: actor.id.clone(),
            on_behalf_of: speaks_for,
            stance: one_of(&mut chance, &Stance::ALL).copied().unwrap_or(template.stance),
            voice: one_of(&mut chance, &Voice::ALL).copied().unwrap_or(template.voice),
            confidence: one_of(&mut chance, &confidences).copied().unwrap_or(template.confidence),
            said,
            ..template.clone()
        };
        large.statements.insert(id, statement);
    }
    large
}
