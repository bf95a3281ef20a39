//! What one actor said in one article or one month.
//!
//! The thing easily got wrong: a statement that does not count by the day and the rule is no part of the cell; it is
//! listed below, apart, so that nobody looks for it in vain.

use super::card::{Weight, statement_card_ui};
use super::lists::actor_row_ui;
use crate::derive::{Slot, count_of};
use crate::gui::ask::Asks;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, section_label, words};
use crate::gui::widgets::rows::two_line_row_ui;
use crate::gui::widgets::stance_mark::stance_badge_ui;
use crate::model::{ActorId, Stance, Statement};
use crate::scene::{Face, Target};
use crate::session::{Command, LookCommand, Session, statements_of};
use egui::Ui;

/// Draws the page.
pub(super) fn cell_ui(ui: &mut Ui, session: &Session, actor: &ActorId, slot: &Slot) -> Asks {
    let project = session.project();
    let target = Target::Cell(actor.clone(), slot.clone());
    let ids = statements_of(project, session.standpoint_facts(), &target);
    let counted: Vec<&Statement> = ids.iter().filter_map(|id| project.statements.get(id)).collect();
    let uncounted: Vec<&Statement> =
        session.uncounted(actor).into_iter().filter(|statement| slot.holds(statement)).collect();

    let mut asked = Asks::none();
    asked.extend(actor_row_ui(ui, session, actor));
    ui.add_space(gap::SMALL);
    asked.extend(slot_ui(ui, session, slot));
    ui.add_space(gap::MEDIUM);
    let stances = stances(&counted);
    if let Some(first) = stances.first() {
        ui.horizontal_wrapped(|ui| {
            explain(ui, "Here");
            stance_badge_ui(ui, session.question(), Some(*first));
            for rival in stances.iter().skip(1) {
                explain(ui, "contested by");
                stance_badge_ui(ui, session.question(), Some(*rival));
            }
        });
        let overall = session.standpoint_facts().standings.stance(actor);
        if overall != Some(*first) {
            let label = session.question().label(overall).to_lowercase();
            explain(ui, format!("Over all it stands elsewhere, at “{label}”: other statements are stronger."));
        }
    }
    ui.add_space(gap::MEDIUM);
    section_label(ui, &count_of(counted.len(), "statement", "statements"));
    if counted.is_empty() {
        explain(ui, "Nothing counts here by the day and the rule that are looked at.");
    }
    for statement in counted {
        let weight = if stances.first() == Some(&statement.stance) { Weight::Counts } else { Weight::Outvoted };
        asked.extend(statement_card_ui(ui, session, statement, weight));
    }
    if !uncounted.is_empty() {
        ui.add_space(gap::MEDIUM);
        section_label(ui, "Not counted");
        explain(
            ui,
            "Undated, said or printed after the day looked at, left out by the rule, or said by somebody who holds no office that \
             speaks for it.",
        );
        for statement in uncounted {
            asked.extend(statement_card_ui(ui, session, statement, Weight::Beside));
        }
    }
    asked
}

/// Which article, which opens it, or which month.
fn slot_ui(ui: &mut Ui, session: &Session, slot: &Slot) -> Option<Command> {
    let project = session.project();
    let title = slot.in_words(project);
    match slot {
        Slot::Source(id) => {
            let record = project.sources.get(id).map(|source| &source.record)?;
            let date = record.published.in_words();
            let about = if record.outlet.is_empty() { date } else { format!("{} · {date}", record.outlet) };
            let response = two_line_row_ui(ui, &title, &about, false, &format!("Open the article {title}"));
            let is_clicked = response.on_hover_text(format!("{title}\n{about}")).clicked();
            is_clicked.then(|| Command::Look(LookCommand::Open(Target::Source(id.clone()))))
        }
        Slot::Month { .. } => {
            ui.label(words(format!("In {title}"), Face::SemiBold, text::TEXT));
            explain(ui, "By the last day on which each statement can have been said");
            None
        }
    }
}

/// The different stances, that of the strongest statement first.
fn stances(statements: &[&Statement]) -> Vec<Stance> {
    let mut stances = Vec::new();
    for statement in statements {
        if !stances.contains(&statement.stance) {
            stances.push(statement.stance);
        }
    }
    stances
}
