//! What differs between what is looked at and what it is compared with: both tallies, then who differs and
//! because of which sentence.

use super::card::{Weight, statement_card_ui};
use crate::derive::{Cause, Contest, Difference, count_of};
use crate::gui::ask::Asks;
use crate::gui::pictures::other_picture::this_side;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, font, icon, palette_of, section_label, words};
use crate::gui::widgets::actor_disc::actor_disc_ui;
use crate::gui::widgets::named::Named;
use crate::gui::widgets::stance_mark::{paint_mark, stance_badge_ui};
use crate::model::{Question, Stance};
use crate::scene::{Face, StanceLooks, Target, legend_rows};
use crate::session::{Command, ComparisonFacts, LookCommand, Session};
use egui::accesskit::Role;
use egui::{Align2, Sense, Ui, pos2, vec2};
use egui_material_icons::icons;

/// "3 differ", "Nobody differs".
pub(crate) fn how_many_differ(of: &ComparisonFacts) -> String {
    match of.differences.len() {
        0 => "Nobody differs".to_owned(),
        count => count_of(count, "differs", "differ"),
    }
}

/// Draws the page.
pub(super) fn comparison_ui(ui: &mut Ui, session: &Session) -> Asks {
    ui.label(words("Comparison", Face::Bold, text::TITLE));
    let Some(of) = session.comparison_facts() else {
        explain(ui, "Nothing is compared. Choose a day, a question, a rule or a saved view from “Compare with” above.");
        return Asks::none();
    };
    explain(ui, format!("From {} to {}", of.label, this_side(session)));
    ui.add_space(gap::MEDIUM);
    section_label(ui, "Members");
    tallies_ui(ui, session, of);
    ui.add_space(gap::LARGE);
    section_label(ui, &how_many_differ(of));
    let mut asked = Asks::none();
    // Members of the deciding body first: they decide.
    let members = &session.standpoint_facts().tally.members;
    let (of_members, of_others): (Vec<_>, Vec<_>) =
        of.differences.iter().partition(|difference| members.contains(&difference.actor));
    for difference in of_members.into_iter().chain(of_others) {
        asked.extend(difference_ui(ui, session, of, difference));
    }
    asked
}

/// One line for each row of the legend: how many members before and after.
fn tallies_ui(ui: &mut Ui, session: &Session, of: &ComparisonFacts) {
    let palette = palette_of(ui);
    let question = session.question();
    for stance in legend_rows() {
        let (then, now) = (of.other.tally.with(stance).len(), session.standpoint_facts().tally.with(stance).len());
        if then == 0 && now == 0 {
            continue;
        }
        let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), 24.0), Sense::hover());
        let label = question.label(stance);
        response.named(Role::Label, format!("{label}: {then}, then {now} members"));
        let swatch = egui::Rect::from_center_size(pos2(row.left() + 10.0, row.center().y), vec2(18.0, 18.0));
        paint_mark(ui, swatch, &StanceLooks::of(question), stance);
        let write = |x: f32, align: Align2, text: String, face: Face, ink: crate::scene::Color| {
            ui.painter().text(pos2(x, row.center().y), align, text, font(face, text::TEXT), color32(ink));
        };
        let moved = if then == now { palette.weak_ink } else { palette.ink };
        write(row.left() + 27.0, Align2::LEFT_CENTER, label.to_owned(), Face::Regular, palette.ink);
        write(row.right() - 48.0, Align2::RIGHT_CENTER, then.to_string(), Face::Regular, palette.weak_ink);
        write(row.right() - 34.0, Align2::CENTER_CENTER, "→".to_owned(), Face::Regular, palette.weak_ink);
        write(row.right() - 4.0, Align2::RIGHT_CENTER, now.to_string(), Face::Bold, moved);
    }
}

/// One actor that differs: from, to, and the sentence that makes it.
fn difference_ui(ui: &mut Ui, session: &Session, of: &ComparisonFacts, difference: &Difference) -> Asks {
    let project = session.project();
    let Some(actor) = project.actors.get(&difference.actor) else { return Asks::none() };
    let mut asked = Asks::none();
    let name = in_words(session, of, difference);
    ui.add_space(gap::MEDIUM);
    let row = ui
        .scope_builder(egui::UiBuilder::new().id_salt(("difference", &actor.id)).sense(Sense::click()), |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                actor_disc_ui(ui, session, actor, 22.0);
                ui.add(egui::Label::new(words(&actor.name, Face::SemiBold, text::TEXT)).selectable(false));
                stance_badge_ui(ui, other_question(session, of), difference.from);
                let arrow = icon(icons::ICON_ARROW_FORWARD, text::SIGN).color(color32(palette_of(ui).weak_ink));
                ui.add(egui::Label::new(arrow).selectable(false));
                stance_badge_ui(ui, session.question(), difference.to);
            });
        })
        .response
        .on_hover_cursor(egui::CursorIcon::PointingHand);
    row.named(Role::Button, format!("Difference: {name}"));
    if row.clicked() {
        asked.push(Command::Look(LookCommand::Open(Target::Actor(actor.id.clone()))));
    }
    explain(ui, why(difference));
    if let Some(statement) = project.statements.get(&difference.because) {
        asked.extend(statement_card_ui(ui, session, statement, Weight::Counts));
    }
    asked
}

fn other_question<'a>(session: &'a Session, of: &ComparisonFacts) -> &'a Question {
    session.project().question(&of.other.standings.question).unwrap_or(session.question())
}

/// "Spain, from no stance on record to not now".
fn in_words(session: &Session, of: &ComparisonFacts, difference: &Difference) -> String {
    let name = session.project().actor_name(&difference.actor);
    let label = |question: &Question, stance: Option<Stance>| question.label(stance).to_lowercase();
    let from = label(other_question(session, of), difference.from);
    let to = label(session.question(), difference.to);
    if difference.from == difference.to {
        return format!("{name}, {to}, {}", contest_words(difference.contested));
    }
    format!("{name}, from {from} to {to}")
}

fn contest_words(contested: Contest) -> &'static str {
    match contested {
        Contest::Same => "as before",
        Contest::Begins => "contested now",
        Contest::Ends => "no longer contested",
    }
}

fn why(difference: &Difference) -> String {
    let contested = match difference.contested {
        Contest::Same => String::new(),
        Contest::Begins | Contest::Ends => {
            let mut words = contest_words(difference.contested).to_owned();
            if let Some(first) = words.get_mut(..1) {
                first.make_ascii_uppercase();
            }
            words + ". "
        }
    };
    let cause = match difference.cause {
        Cause::Counts => "This sentence counts now, and did not on the other side",
        Cause::CountsNoMore => "This sentence counted on the other side, and does not now",
        Cause::Decides => "This sentence counts on both sides, and decides now",
        Cause::OtherQuestion => "This sentence answers this question",
        Cause::Window => "This sentence counts on both sides, and contests on one",
    };
    contested + cause
}
