//! An actor: who it is, where it stands, why, and every sentence behind it.

use super::card::{Weight, statement_card_ui};
use crate::derive::{collective_statements, count_of, coverage, reason};
use crate::gui::actor_disc::actor_disc_ui;
use crate::gui::stance_mark::stance_badge_ui;
use crate::gui::theme::{color32, explain, font, palette_of, section_label, words};
use crate::model::{Actor, ActorId, StatementId};
use crate::scene::Face;
use crate::session::{Command, Session};
use egui::Ui;

/// Draws an actor's panel.
pub(crate) fn actor_ui(ui: &mut Ui, session: &Session, id: &ActorId) -> Vec<Command> {
    let Some(actor) = session.project().actors.get(id) else { return Vec::new() };
    let of_question = session.of_question();
    let Some(standing) = of_question.standings.of(id) else { return Vec::new() };
    let palette = palette_of(ui);
    let mut asked = Vec::new();

    header_ui(ui, session, actor);
    ui.add_space(4.0);
    ui.horizontal_wrapped(|ui| {
        stance_badge_ui(ui, session.question(), standing.stance);
        if let Some(rival) = standing.contested_by {
            explain(ui, "contested by");
            stance_badge_ui(ui, session.question(), Some(rival));
        }
    });
    ui.add_space(4.0);
    let why = reason(session.project(), session.question(), standing, session.rule());
    let mut job = egui::text::LayoutJob::default();
    for (text, face) in [("Why this colour? ", Face::SemiBold), (why.as_str(), Face::Regular)] {
        job.append(text, 0.0, egui::TextFormat::simple(font(face, 13.0), color32(palette.ink)));
    }
    ui.add(egui::Label::new(job).wrap());

    let cards = |ui: &mut Ui, ids: &[StatementId], weight: Weight, asked: &mut Vec<Command>| {
        for statement in ids.iter().filter_map(|id| session.project().statements.get(id)) {
            asked.extend(statement_card_ui(ui, session, statement, weight));
        }
    };
    if !standing.statements.is_empty() {
        ui.add_space(8.0);
        section_label(ui, &count_of(standing.statements.len(), "statement gives it", "statements give it"));
        cards(ui, &standing.statements, Weight::Counts, &mut asked);
    }
    if !standing.outvoted.is_empty() {
        ui.add_space(8.0);
        section_label(ui, &count_of(standing.outvoted.len(), "statement says otherwise", "statements say otherwise"));
        cards(ui, &standing.outvoted, Weight::Outvoted, &mut asked);
    }
    let uncounted = uncounted(session, id);
    if !uncounted.is_empty() {
        ui.add_space(8.0);
        section_label(ui, "Not counted");
        explain(ui, "Said after the day looked at, or by somebody who holds no office that speaks for it.");
        cards(ui, &uncounted, Weight::Beside, &mut asked);
    }
    if standing.stance.is_none() {
        let collective = collective_statements(session.project(), &of_question.standings, actor);
        if !collective.is_empty() {
            ui.add_space(10.0);
            section_label(ui, "May or may not include it");
            explain(ui, "Said of groups and bodies it may belong to. These sentences colour nobody but the group.");
            cards(ui, &collective, Weight::Beside, &mut asked);
        }
    }
    asked
}

/// Statements about the actor on this question that the rule does not count.
fn uncounted(session: &Session, id: &ActorId) -> Vec<StatementId> {
    let Some(standing) = session.of_question().standings.of(id) else { return Vec::new() };
    crate::derive::statements_about(session.project(), id, &session.question().id)
        .into_iter()
        .map(|statement| statement.id.clone())
        .filter(|statement| !standing.statements.contains(statement) && !standing.outvoted.contains(statement))
        .collect()
}

fn header_ui(ui: &mut Ui, session: &Session, actor: &Actor) {
    ui.horizontal(|ui| {
        actor_disc_ui(ui, session, actor, 40.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(egui::Label::new(words(&actor.name, Face::Bold, 18.0)).wrap());
            explain(ui, about(session, actor));
        });
    });
}

/// "NATO member since 1999 · 2 statements · 1 source".
fn about(session: &Session, actor: &Actor) -> String {
    let project = session.project();
    let mut parts = Vec::new();
    if actor.role.is_empty() {
        if actor.memberships.is_empty() {
            parts.push(crate::gui::overview::capital(actor.kind.label()));
        }
    } else {
        parts.push(crate::gui::overview::capital(&actor.role));
    }
    if let Some(country) = actor.country.as_ref().filter(|country| **country != actor.id) {
        parts.push(project.actor_name(country).to_owned());
    }
    for membership in &actor.memberships {
        let body = project.actor_name(&membership.of);
        parts.push(format!("{body} member since {}", membership.since.in_words()));
    }
    let statements = crate::derive::statements_about(project, &actor.id, &session.question().id);
    let read = coverage(statements.iter().copied());
    parts.push(count_of(read.statements, "statement", "statements"));
    parts.push(count_of(read.sources, "source", "sources"));
    parts.join(" · ")
}
