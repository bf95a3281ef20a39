//! The list of statements to be ticked, and the table of what they become.

use crate::gui::scale::text;
use crate::gui::theme::{color32, explain, font, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::truncated;
use crate::gui::widgets::stance_mark::paint_mark;
use crate::model::{Statement, StatementId};
use crate::scene::{Face, StanceLooks};
use crate::session::Session;
use crate::session::coding::Recoded;
use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, pos2, vec2};
use std::collections::BTreeSet;

const ROW: f32 = 22.0;

/// "Hungary, opposes": whose position, and which.
fn position(session: &Session, statement: &Statement) -> String {
    let project = session.project();
    let stance = project.question(&statement.question).map_or("", |question| question.label(Some(statement.stance)));
    format!("{}, {}", project.actor_name(&statement.actor), stance.to_lowercase())
}

fn looks(session: &Session, statement: &Statement) -> StanceLooks {
    session.project().question(&statement.question).map(StanceLooks::of).unwrap_or_default()
}

/// Draws the list; a click ticks a statement or takes the tick away.
pub(super) fn list_ui(
    ui: &mut Ui,
    session: &Session,
    listed: &[&Statement],
    ticked: &mut BTreeSet<StatementId>,
    height: f32,
) {
    let palette = palette_of(ui);
    if listed.is_empty() {
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            explain(ui, "No statement fits");
            ui.allocate_space(ui.available_size());
        });
        return;
    }
    // One sentence may answer several questions the same way.
    let for_question = if session.project().manifest.questions.len() > 1 { 150.0 } else { 0.0 };
    egui::ScrollArea::vertical().id_salt("statements to recode").max_height(height).auto_shrink(false).show_rows(
        ui,
        ROW,
        listed.len(),
        |ui, range| {
            for statement in listed.get(range).unwrap_or_default() {
                let is_ticked = ticked.contains(&statement.id);
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
                if response.hovered() || response.has_focus() {
                    ui.painter().rect_filled(rect, 5.0, color32(palette.raised));
                }
                let sign = if is_ticked {
                    egui_material_icons::icons::ICON_CHECK_BOX
                } else {
                    egui_material_icons::icons::ICON_CHECK_BOX_OUTLINE_BLANK
                };
                let place = Rect::from_center_size(pos2(rect.min.x + 12.0, rect.center().y), vec2(18.0, 18.0));
                let ink = if is_ticked { palette.accent } else { palette.weak_ink };
                let label = crate::gui::theme::icon(sign, text::SIGN).color(color32(ink));
                ui.put(place, egui::Label::new(label).selectable(false));
                let mark = Rect::from_center_size(pos2(rect.min.x + 34.0, rect.center().y), vec2(15.0, 15.0));
                paint_mark(ui, mark, &looks(session, statement), Some(statement.stance));
                let who = position(session, statement);
                text_ui(ui, rect, 46.0, 240.0, &who, Face::Medium);
                text_ui(ui, rect, 292.0, rect.width() - 300.0 - for_question, &statement.quote.exact, Face::Serif);
                if let Some(question) = session.project().question(&statement.question).filter(|_| for_question > 0.0) {
                    let x = rect.width() - for_question + 8.0;
                    text_ui(ui, rect, x, for_question - 8.0, &question.short, Face::Regular);
                }
                response.named_choice(
                    Role::CheckBox,
                    is_ticked,
                    format!("Statement, {who}: {}", statement.quote.exact),
                );
                if response.on_hover_text_at_pointer(&statement.quote.exact).clicked() {
                    if is_ticked {
                        ticked.remove(&statement.id);
                    } else {
                        ticked.insert(statement.id.clone());
                    }
                }
            }
        },
    );
}

/// Draws what each statement is and what it would be.
pub(super) fn table_ui(ui: &mut Ui, session: &Session, rows: &[Recoded], height: f32) {
    let palette = palette_of(ui);
    ui.label(words("Before → after", Face::SemiBold, text::TEXT));
    if rows.is_empty() {
        ui.allocate_ui(vec2(ui.available_width(), height), |ui| {
            explain(ui, "Nothing is ticked");
            ui.allocate_space(ui.available_size());
        });
        return;
    }
    egui::ScrollArea::vertical().id_salt("before and after").max_height(height).auto_shrink(false).show_rows(
        ui,
        ROW,
        rows.len(),
        |ui, range| {
            for row in rows.get(range).unwrap_or_default() {
                let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
                let tell = |statement: &Statement| {
                    format!(
                        "{}, {}, {}",
                        position(session, statement),
                        statement.voice.label(),
                        session.project().question(&statement.question).map_or("", |question| question.short.as_str())
                    )
                };
                let (before, after) = (tell(row.before), tell(&row.after));
                let half = rect.width() / 2.0;
                text_ui(ui, rect, 22.0, half - 30.0, &before, Face::Regular);
                let mark = |x: f32| Rect::from_center_size(pos2(rect.min.x + x, rect.center().y), vec2(15.0, 15.0));
                paint_mark(ui, mark(10.0), &looks(session, row.before), Some(row.before.stance));
                let name = if row.is_changed() {
                    format!("{before} becomes {after}")
                } else {
                    format!("{before} stays as it is")
                };

                if row.is_changed() {
                    paint_mark(ui, mark(half + 10.0), &looks(session, &row.after), Some(row.after.stance));
                    text_ui(ui, rect, half + 22.0, half - 30.0, &after, Face::Medium);
                } else {
                    ui.painter().text(
                        pos2(rect.min.x + half + 22.0, rect.center().y),
                        egui::Align2::LEFT_CENTER,
                        "stays as it is",
                        font(Face::Regular, text::META),
                        color32(palette.weak_ink),
                    );
                }
                response.named(Role::Label, name);
            }
        },
    );
}

/// Paints one line of `text` at `x` of the row, cut at `width`.
fn text_ui(ui: &Ui, row: Rect, x: f32, width: f32, text: &str, face: Face) {
    let palette = palette_of(ui);
    let galley = truncated(ui, text, face, text::TEXT, palette.ink, width.max(30.0));
    let at = pos2(row.min.x + x, row.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, color32(palette.ink));
}
