//! Everything that opens beside an actor: ties, rows of the tally, a sentence, an article's record.

use super::card::{Weight, relation_card_ui, statement_card_ui};
use crate::derive::{collective_statements, count_of};
use crate::gui::ask::Asks;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, section_label, words};
use crate::gui::widgets::actor_disc::actor_disc_ui;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::model::{ActorId, Stance, StatementId};
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Session, sentence_of};
use egui::accesskit::Role;
use egui::{Sense, Ui};
use std::collections::BTreeSet;

/// Draws what ties two actors.
pub(crate) fn tie_ui(ui: &mut Ui, session: &Session, one: &ActorId, other: &ActorId) -> Asks {
    let project = session.project();
    let mut asked = Asks::none();
    asked.extend(actor_row_ui(ui, session, one));
    asked.extend(actor_row_ui(ui, session, other));
    let Some(tie) = session.standpoint_facts().ties.between(one, other) else {
        explain(ui, "No sentence in these sources ties the two.");
        return asked;
    };
    ui.add_space(gap::MEDIUM);
    section_label(ui, &count_of(tie.sentences, "sentence ties them", "sentences tie them"));
    for relation in tie.relations.iter().filter_map(|id| project.relations.get(id)) {
        asked.extend(relation_card_ui(ui, session, relation));
    }
    if !tie.statements.is_empty() {
        ui.add_space(gap::MEDIUM);
        section_label(ui, "Statements on behalf");
        for statement in tie.statements.iter().filter_map(|id| project.statements.get(id)) {
            asked.extend(statement_card_ui(ui, session, statement, Weight::Counts));
        }
    }
    asked
}

/// Draws the members of the deciding body with one standing.
pub(crate) fn members_with_ui(ui: &mut Ui, session: &Session, stance: Option<Stance>) -> Asks {
    let members = session.standpoint_facts().tally.with(stance).to_vec();
    let title = count_of(members.len(), "member", "members");
    actors_ui(ui, session, &title, stance, &members)
}

/// Draws everybody with one standing.
pub(crate) fn everybody_with_ui(ui: &mut Ui, session: &Session, stance: Option<Stance>) -> Asks {
    let standings = &session.standpoint_facts().standings;
    let actors: Vec<ActorId> = standings
        .by_actor
        .values()
        .filter(|standing| standing.stance == stance)
        .map(|standing| standing.actor.clone())
        .collect();
    let title = count_of(actors.len(), "actor", "actors");
    actors_ui(ui, session, &title, stance, &actors)
}

/// Draws all members, by standing.
pub(crate) fn members_ui(ui: &mut Ui, session: &Session) -> Asks {
    let tally = &session.standpoint_facts().tally;
    let body = session.project().actor_name(&tally.body);
    ui.label(words(format!("The {} members of {body}", tally.members.len()), Face::Bold, text::TITLE));
    let mut asked = Asks::none();
    for (stance, members) in tally.rows.iter().filter(|(_, members)| !members.is_empty()) {
        ui.add_space(gap::MEDIUM);
        ui.horizontal(|ui| {
            stance_badge_ui(ui, session.question(), *stance);
            explain(ui, count_of(members.len(), "member", "members"));
        });
        for member in members {
            asked.extend(actor_row_ui(ui, session, member));
        }
    }
    asked
}

fn actors_ui(ui: &mut Ui, session: &Session, title: &str, stance: Option<Stance>, actors: &[ActorId]) -> Asks {
    let mut asked = Asks::none();
    ui.horizontal_wrapped(|ui| {
        ui.label(words(title, Face::Bold, text::TITLE));
        stance_badge_ui(ui, session.question(), stance);
    });
    let definition = stance.and_then(|stance| session.question().step(stance)).map(|step| step.definition.clone());
    explain(
        ui,
        definition.unwrap_or_else(|| {
            "No counted sentence in these sources gives their position. Nothing follows from that.".to_owned()
        }),
    );
    if actors.is_empty() {
        ui.add_space(gap::MEDIUM);
        let day = session.standpoint_facts().as_of.in_words();
        explain(ui, format!("Nobody on {day} in these sources. The others are listed under “all” in the legend."));
    }
    for actor in actors {
        ui.add_space(gap::MEDIUM);
        asked.extend(actor_row_ui(ui, session, actor));
        let standing = session.standpoint_facts().standings.of(actor);
        let deciding = standing.and_then(|standing| standing.statements.first());
        if let Some(statement) = deciding.and_then(|id| session.project().statements.get(id)) {
            asked.extend(statement_card_ui(ui, session, statement, Weight::Counts));
        }
    }
    if stance.is_none() {
        asked.extend(collective_ui(ui, session, actors));
    }
    asked
}

/// The sentences that may or may not include the silent.
fn collective_ui(ui: &mut Ui, session: &Session, actors: &[ActorId]) -> Asks {
    let mut asked = Asks::none();
    let project = session.project();
    let standings = &session.standpoint_facts().standings;
    let mut seen: BTreeSet<StatementId> = BTreeSet::new();
    for actor in actors.iter().filter_map(|id| project.actors.get(id)) {
        seen.extend(collective_statements(project, standings, actor));
    }
    if !seen.is_empty() {
        ui.add_space(gap::LARGE);
        section_label(ui, "May or may not include them");
        explain(ui, "Said of groups and bodies they may belong to. These sentences colour nobody but the group.");
        for statement in seen.iter().filter_map(|id| project.statements.get(id)) {
            asked.extend(statement_card_ui(ui, session, statement, Weight::Beside));
        }
    }
    asked
}

/// One actor in a row: disc, name, standing; a click opens it.
pub(crate) fn actor_row_ui(ui: &mut Ui, session: &Session, id: &ActorId) -> Option<Command> {
    let actor = session.project().actors.get(id)?;
    let stance = session.standpoint_facts().standings.stance(id);
    let name =
        crate::scene::standing_name(session.project(), session.question(), &session.standpoint_facts().standings, id);
    let response = ui
        .scope_builder(egui::UiBuilder::new().id_salt(("row", id)).sense(Sense::click()), |ui| {
            ui.horizontal(|ui| {
                actor_disc_ui(ui, session, actor, 24.0);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    stance_badge_ui(ui, session.question(), stance);
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        let name = words(&actor.name, Face::SemiBold, text::TEXT);
                        ui.add(egui::Label::new(name).truncate().selectable(false));
                    });
                });
            });
        })
        .response;
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    response.named(Role::Button, format!("Open {name}"));
    response.clicked().then(|| Command::Look(LookCommand::Open(Target::Actor(id.clone()))))
}

/// Draws one sentence: everybody whose position it tells.
pub(crate) fn sentence_ui(ui: &mut Ui, session: &Session, id: &StatementId) -> Asks {
    let project = session.project();
    let Some(statement) = project.statements.get(id) else { return Asks::none() };
    let all = sentence_of(project, statement);
    let mut asked = Asks::none();
    ui.label(words("This sentence", Face::Bold, text::TITLE));
    explain(
        ui,
        format!("It is coded {}.", if all.len() == 1 { "once".to_owned() } else { format!("{} times", all.len()) }),
    );
    for question in &project.manifest.questions {
        let standpoint_facts: Vec<_> = all.iter().filter(|statement| statement.question == question.id).collect();
        if standpoint_facts.is_empty() {
            continue;
        }
        ui.add_space(gap::MEDIUM);
        section_label(ui, &question.short);
        for statement in standpoint_facts {
            asked.extend(actor_row_ui(ui, session, &statement.actor));
            if let Some(spoken_for) = &statement.on_behalf_of {
                asked.extend(actor_row_ui(ui, session, spoken_for));
            }
            asked.extend(statement_card_ui(ui, session, statement, Weight::Counts));
        }
    }
    asked
}
