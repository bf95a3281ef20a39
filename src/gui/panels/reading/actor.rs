//! An actor: who it is, where it stands, why, and every sentence behind it.

use super::card::{Weight, statement_card_ui};
use super::contradictions::actor_contradictions_ui;
use crate::derive::{Standing, by_proof, collective_statements, count_of, fragility_in_words, reason, since, support};
use crate::gui::ask::{Asks, OpenDialog};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, font, palette_of, section_label, words};
use crate::gui::widgets::actor_disc::actor_disc_ui;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::model::{Actor, ActorId, StatementId};
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Session};
use egui::Ui;
use egui::accesskit::Role;
use std::collections::BTreeSet;

/// Draws an actor's panel.
pub(crate) fn actor_ui(ui: &mut Ui, session: &Session, fragile: &mut Option<ActorId>, id: &ActorId) -> Asks {
    let Some(actor) = session.project().actors.get(id) else { return Asks::none() };
    let standpoint_facts = session.standpoint_facts();
    let Some(standing) = standpoint_facts.standings.of(id) else { return Asks::none() };
    let palette = palette_of(ui);
    let mut asked = Asks::none();

    header_ui(ui, session, actor);
    asked.extend(links_ui(ui, session, id));
    ui.add_space(gap::SMALL);
    ui.horizontal_wrapped(|ui| {
        stance_badge_ui(ui, session.question(), standing.stance);
        if let Some(rival) = standing.contested_by {
            explain(ui, "contested by");
            stance_badge_ui(ui, session.question(), Some(rival));
        }
        if standing.is_stale {
            explain(ui, "stale");
        }
        if standing.is_conditional {
            explain(ui, "conditional");
        }
    });
    asked.extend(since_ui(ui, session, id));
    ui.add_space(gap::SMALL);
    let why = reason(session.project(), session.question(), standing, session.rule());
    let mut job = egui::text::LayoutJob::default();
    for (text, face) in [("Why this colour? ", Face::SemiBold), (why.as_str(), Face::Regular)] {
        job.append(text, 0.0, egui::TextFormat::simple(font(face, text::TEXT), color32(palette.ink)));
    }
    ui.add(egui::Label::new(job).wrap());
    ui.scope(|ui| trust_ui(ui, session, fragile, standing));
    let must_go = if fragile.as_ref() == Some(id) { standing.fragile_set() } else { &[] };

    let deciding = standing.statements.first();
    let cards = |ui: &mut Ui, ids: &[StatementId], weight: Weight, asked: &mut Asks| {
        for statement in by_proof(session.project(), ids) {
            if Some(&statement.id) == deciding && ids.len() > 1 {
                ui.add_space(gap::LINE);
                let hint = "By the rule, this sentence gives the actor its colour";
                let label = words("Decides", Face::SemiBold, text::META).color(color32(palette.weak_ink));
                ui.label(label).on_hover_text(hint);
            }
            let goes = must_go.contains(&statement.id);
            if goes {
                ui.add_space(gap::LINE);
                ui.label(words("Must go", Face::SemiBold, text::META).color(color32(palette.accent)));
            }
            let card = ui.scope(|ui| statement_card_ui(ui, session, statement, weight));
            if goes {
                mark_ui(ui, card.response.rect);
            }
            asked.extend(card.inner);
        }
    };
    if !standing.statements.is_empty() {
        ui.add_space(gap::MEDIUM);
        section_label(ui, &count_of(standing.statements.len(), "statement gives it", "statements give it"));
        cards(ui, &standing.statements, Weight::Counts, &mut asked);
    }
    if !standing.outvoted.is_empty() {
        ui.add_space(gap::MEDIUM);
        section_label(ui, &count_of(standing.outvoted.len(), "statement says otherwise", "statements say otherwise"));
        cards(ui, &standing.outvoted, Weight::Outvoted, &mut asked);
    }
    asked.extend(actor_contradictions_ui(ui, session, id));
    let uncounted: Vec<StatementId> = session.uncounted(id).into_iter().map(|of| of.id.clone()).collect();
    if !uncounted.is_empty() {
        ui.add_space(gap::MEDIUM);
        section_label(ui, "Not counted");
        let why = "Undated, said after the day looked at, in a voice or with a confidence that the rule leaves out, or by somebody \
                   who holds no office that speaks for it.";
        explain(ui, why);
        cards(ui, &uncounted, Weight::Beside, &mut asked);
    }
    if standing.stance.is_none() {
        let collective = collective_statements(session.project(), &standpoint_facts.standings, actor);
        if !collective.is_empty() {
            ui.add_space(gap::LARGE);
            section_label(ui, "May or may not include it");
            explain(ui, "Said of groups and bodies it may belong to. These sentences colour nobody but the group.");
            cards(ui, &collective, Weight::Beside, &mut asked);
        }
    }
    asked
}

/// What can be done with the actor's record.
fn links_ui(ui: &mut Ui, session: &Session, actor: &ActorId) -> Option<OpenDialog> {
    let name = session.project().actor_name(actor);
    let mut asked = None;
    ui.horizontal(|ui| {
        let mut link = |text: &str, name: String, hint: &str| {
            let response = ui.add(egui::Link::new(words(text, Face::Medium, text::META)));
            response.named(Role::Link, name);
            response.on_hover_text(hint).clicked()
        };
        if link("Edit…", format!("Edit {name}…"), "Names, kind, offices, memberships, place; or delete it") {
            asked = Some(OpenDialog::EditActor(Some(actor.clone())));
        }
        if link("Merge with…", format!("Merge {name} with…"), "Make one actor of two that are the same") {
            asked = Some(OpenDialog::MergeActors(BTreeSet::from([actor.clone()])));
        }
    });
    asked
}

/// Since when the actor has stood there; a click opens the sentence that put it there.
fn since_ui(ui: &mut Ui, session: &Session, id: &ActorId) -> Option<Command> {
    let change = since(&session.standing_changes().changes, id, session.standpoint_facts().as_of)?;
    let statement = session.project().statements.get(&change.because)?;
    let before = match change.from {
        None => "nothing on record before".to_owned(),
        Some(from) => format!("{} before", session.question().label(Some(from)).to_lowercase()),
    };
    let text = format!("Since {}, {before}", statement.said.in_words());
    let link = egui::Link::new(words(text, Face::Medium, text::TEXT).color(color32(palette_of(ui).accent)));
    let clicked = ui.add(link).on_hover_text("Open the sentence that made the change").clicked();
    clicked.then(|| Command::Look(LookCommand::Open(Target::Statement(change.because.clone()))))
}

/// How far the colour can be trusted: how few statements carry it, on how much it rests, how old it is, on what it
/// hangs.
fn trust_ui(ui: &mut Ui, session: &Session, fragile: &mut Option<ActorId>, standing: &Standing) {
    let Some(fragility) = fragility_in_words(standing) else { return };
    ui.add_space(gap::LINE);
    let is_marked = fragile.as_ref() == Some(&standing.actor);
    let palette = palette_of(ui);
    ui.spacing_mut().item_spacing.y = 2.0;
    let text = words(fragility, Face::Medium, text::TEXT).color(color32(palette.accent));
    let hint = if is_marked { "Unmark them" } else { "Mark them below" };
    if ui.add(egui::Link::new(text)).on_hover_text(hint).clicked() {
        *fragile = (!is_marked).then(|| standing.actor.clone());
    }
    if let Some(warning) = support(session.project(), standing).warning() {
        explain(ui, warning);
    }
    if let Some(age) = standing.age_days.filter(|_| standing.is_stale) {
        let age = count_of(usize::try_from(age).unwrap_or_default(), "day", "days");
        let limit = count_of(session.rule().stale_after_days.into(), "day", "days");
        explain(ui, format!("Stale: its latest statement is {age} old, and the rule allows {limit}."));
    }
    let deciding = standing.statements.first().and_then(|id| session.project().statements.get(id));
    if let Some(deciding) = deciding.filter(|_| standing.is_conditional) {
        explain(ui, format!("It hangs on a condition: “{}”.", deciding.condition));
    }
}

/// A frame around the card of a statement that must go.
fn mark_ui(ui: &Ui, card: egui::Rect) {
    let stroke = egui::Stroke::new(2.0, color32(palette_of(ui).accent));
    ui.painter().rect_stroke(card, 8.0, stroke, egui::StrokeKind::Inside);
}

fn header_ui(ui: &mut Ui, session: &Session, actor: &Actor) {
    ui.horizontal(|ui| {
        actor_disc_ui(ui, session, actor, 40.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 2.0;
            ui.add(egui::Label::new(words(&actor.name, Face::Bold, text::TITLE)).wrap());
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
            parts.push(crate::gui::in_words::capital(actor.kind.label()));
        }
    } else {
        parts.push(crate::gui::in_words::capital(&actor.role));
    }
    if let Some(country) = actor.country.as_ref().filter(|country| **country != actor.id) {
        parts.push(project.actor_name(country).to_owned());
    }
    for membership in &actor.memberships {
        let body = project.actor_name(&membership.of);
        parts.push(format!("{body} member since {}", membership.since.in_words()));
    }
    let about = session.project_facts().about(project).of(&actor.id, &session.question().id);
    let read = about.map(|about| about.read).unwrap_or_default();
    let counted = session.standpoint_facts().standings.of(&actor.id).map_or(0, Standing::statement_count);
    let of_them = if counted < read.statements && counted > 0 { format!(", {counted} count") } else { String::new() };
    parts.push(count_of(read.statements, "statement", "statements") + &of_them);
    parts.push(count_of(read.sources, "source", "sources"));
    parts.join(" · ")
}
