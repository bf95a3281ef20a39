//! The hands on the matrix: the row of choices above it, the sign at each column's head that sorts by it, and the bars
//! at its edges that tell how far it is scrolled.
//!
//! A new order starts at the top; the thing easily got wrong is to leave the reader in the middle of other rows.

use crate::derive::{Columns, Matrix, MatrixLook, RowOrder, Slot, count_of};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, font, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::layout::arrange::Grid;
use crate::layout::geometry::Point;
use crate::model::Project;
use crate::scene::{Face, SORT_SIGN, text_width};
use crate::session::{Command, LookCommand, Session};
use egui::accesskit::Role;
use egui::{Align, Align2, CursorIcon, Layout, Rect, Sense, Ui, pos2, vec2};
use egui_material_icons::icons;

/// Height of the row of choices, in logical pixels.
pub(crate) const BAR_HEIGHT: f32 = 40.0;
/// How many silent actors are named under the pointer.
const MOST_NAMED: usize = 60;

/// Draws the row of choices.
pub(crate) fn matrix_bar_ui(ui: &mut Ui, session: &Session, matrix: &Matrix) -> Vec<Command> {
    let look = &session.view().matrix;
    let mut asked = Vec::new();
    ui.horizontal_centered(|ui| {
        ui.spacing_mut().item_spacing.x = 3.0;
        caption_ui(ui, "Columns");
        for (columns, label, hint) in [
            (Columns::Sources, "Articles", "A column for each article, by the day it was printed"),
            (Columns::Months, "Months", "A column for each month in which something was said"),
        ] {
            if choice_ui(ui, &format!("Columns: {}", label.to_lowercase()), label, look.columns == columns, hint) {
                // A column of the other kind sorts nothing.
                let order = match &look.order {
                    RowOrder::Slot(_) => RowOrder::Standing,
                    order @ (RowOrder::Standing | RowOrder::Name | RowOrder::Statements) => order.clone(),
                };
                asked.extend(arrange(MatrixLook { columns, order, reversed: look.reversed }));
            }
        }
        ui.add_space(gap::LARGE);
        caption_ui(ui, "Rows by");
        for (order, label, hint) in [
            (RowOrder::Standing, "Standing", "In the order of the scale, then by name"),
            (RowOrder::Name, "Name", "In the order of the alphabet"),
            (RowOrder::Statements, "Statements", "Who has the most statements first"),
        ] {
            let is_chosen = look.order == order;
            if choice_ui(ui, &format!("Sort rows by {}", label.to_lowercase()), label, is_chosen, hint) && !is_chosen {
                asked.extend(arrange(MatrixLook { columns: look.columns, order, reversed: false }));
            }
        }
        if turn_ui(ui, look.reversed) {
            asked.extend(arrange(MatrixLook { reversed: !look.reversed, ..look.clone() }));
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| silence_ui(ui, session.project(), matrix));
    });
    asked
}

fn arrange(look: MatrixLook) -> [Command; 2] {
    [Command::Look(LookCommand::ArrangeMatrix(look)), Command::Look(LookCommand::LookFrom(None))]
}

fn caption_ui(ui: &mut Ui, text: &str) {
    let palette = palette_of(ui);
    let text = words(text, Face::Regular, text::META).color(color32(palette.weak_ink));
    ui.add(egui::Label::new(text).selectable(false));
    ui.add_space(gap::LINE);
}

fn choice_ui(ui: &mut Ui, name: &str, label: &str, is_chosen: bool, hint: &str) -> bool {
    let palette = palette_of(ui);
    let (ink, fill, edge, face) = if is_chosen {
        (palette.ink, palette.raised, palette.hairline, Face::SemiBold)
    } else {
        (palette.weak_ink, palette.paper, palette.paper, Face::Medium)
    };
    let button = egui::Button::new(words(label, face, text::TEXT).color(color32(ink)))
        .fill(color32(fill))
        .stroke(egui::Stroke::new(1.0, color32(edge)))
        .min_size(vec2(0.0, 26.0));
    let response = ui.add(button);
    response.named_choice(Role::RadioButton, is_chosen, name);
    response.on_hover_text(hint).clicked()
}

fn turn_ui(ui: &mut Ui, is_reversed: bool) -> bool {
    let palette = palette_of(ui);
    let ink = if is_reversed { palette.accent } else { palette.weak_ink };
    let icon = words(icons::ICON_SWAP_VERT.codepoint, Face::Regular, text::SIGN).color(color32(ink));
    let response = ui.add(egui::Button::new(icon).frame(false).min_size(vec2(26.0, 26.0)));
    response.named_choice(Role::CheckBox, is_reversed, "Reverse the rows");
    response.on_hover_text("The other way round").clicked()
}

/// Silence is shown as silence: whoever has no row is counted, and named under the pointer.
fn silence_ui(ui: &mut Ui, project: &Project, matrix: &Matrix) {
    if matrix.silent.is_empty() {
        return;
    }
    let palette = palette_of(ui);
    let count = matrix.silent.len();
    let long = format!("{count} of those shown {} no row", if count == 1 { "has" } else { "have" });
    let short = format!("{count} without a row");
    let fits = text_width(Face::Regular, text::META, &long) + 14.0 < ui.available_width();
    let text = words(if fits { &long } else { &short }, Face::Regular, text::META).color(color32(palette.weak_ink));
    let label = egui::Label::new(text).truncate();
    let mut names: Vec<&str> = matrix.silent.iter().map(|actor| project.actor_name(actor)).collect();
    let others = names.len().saturating_sub(MOST_NAMED);
    names.truncate(MOST_NAMED);
    let beyond = if others > 0 { format!(" and {}", count_of(others, "other", "others")) } else { String::new() };
    let hint = format!(
        "Shown by the filters at the left, but without a counted statement on this question: {}{beyond}",
        names.join(", ")
    );
    ui.add(label.selectable(false)).on_hover_text(hint);
}

/// The signs at the heads of the columns that sort the rows by them. The whole head of a month is one.
pub(crate) fn column_signs_ui(ui: &Ui, session: &Session, grid: &Grid, rect: Rect) -> Vec<Command> {
    let palette = palette_of(ui);
    let look = &session.view().matrix;
    let mut asked = Vec::new();
    let Some(block) = grid.blocks.first() else { return asked };
    let in_window = |of: crate::layout::geometry::Rect| {
        Rect::from_min_max(pos2(of.min.x, of.min.y), pos2(of.max.x, of.max.y)).translate(rect.min.to_vec2())
    };
    let clip = in_window(grid.heads_clip(block));
    let columns = grid.matrix.columns.iter().enumerate().skip(grid.columns.start).take(grid.columns.len());
    for (column, slot) in columns {
        let head = in_window(grid.head_rect(block, column));
        let sign = Rect::from_min_size(head.max - vec2(SORT_SIGN + 5.0, 22.0), vec2(SORT_SIGN, SORT_SIGN));
        let place = match slot {
            Slot::Source(_) => sign,
            Slot::Month { .. } => head.shrink2(vec2(1.0, 4.0)),
        };
        let order = RowOrder::Slot(slot.clone());
        let is_sorted = look.order == order;
        let response = ui.interact(place.intersect(clip), ui.scope_id().with(("sort by", slot)), Sense::click());
        let name = match (is_sorted, look.reversed) {
            (false, _) => format!("Sort by {}", slot.in_words(session.project())),
            (true, false) => format!("Sort by {}, now first to last", slot.in_words(session.project())),
            (true, true) => format!("Sort by {}, now last to first", slot.in_words(session.project())),
        };
        response.named_choice(Role::Button, is_sorted, &name);
        let icon = match (is_sorted, look.reversed) {
            (false, _) => icons::ICON_UNFOLD_MORE,
            (true, false) => icons::ICON_ARROW_DOWNWARD,
            (true, true) => icons::ICON_ARROW_UPWARD,
        };
        let is_meant = response.hovered() || response.has_focus();
        let ink = if is_meant {
            palette.accent
        } else if is_sorted {
            palette.ink
        } else {
            palette.silent_ring
        };
        let painter = ui.painter().with_clip_rect(clip.expand(2.0));
        painter.text(
            sign.center(),
            Align2::CENTER_CENTER,
            icon.codepoint,
            font(Face::Regular, text::SIGN),
            color32(ink),
        );
        if response.has_focus() {
            let stroke = egui::Stroke::new(2.0, color32(palette.accent));
            painter.rect_stroke(place, 5.0, stroke, egui::StrokeKind::Inside);
        }
        if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Sort the rows by this column").clicked() {
            let reversed = is_sorted && !look.reversed;
            asked.extend(arrange(MatrixLook { columns: look.columns, order, reversed }));
        }
    }
    asked
}

/// The bars at the lower and the right edge, where there is something to scroll to.
pub(crate) fn scroll_bars_ui(ui: &Ui, session: &Session, grid: &Grid, rect: Rect) -> Option<Command> {
    let palette = palette_of(ui);
    let now = grid.scroll_of(session.view().camera);
    let mut scroll = now;
    let body = Rect::from_min_max(
        pos2(rect.left() + grid.blocks.first().map_or(0.0, |block| block.left as f32), rect.top() + grid.head.1),
        pos2(rect.right(), rect.top() + grid.bottom),
    );
    let bar = |track: Rect, handle: Rect, name: &str| {
        let response = ui.interact(track, ui.scope_id().with(name), Sense::drag());
        let is_meant = response.hovered() || response.dragged();
        let ink = if is_meant { palette.weak_ink } else { palette.silent_ring };
        ui.painter().rect_filled(handle, 3.0, color32(ink.with_alpha(if is_meant { 220 } else { 130 })));
        response.drag_delta()
    };
    if grid.most_scroll.y > 0.0 {
        let track = Rect::from_min_max(pos2(body.right() - 11.0, body.top() + 3.0), pos2(body.right(), body.bottom()));
        let length = (track.height() * body.height() / (body.height() + grid.most_scroll.y)).max(26.0);
        let way = (track.height() - length).max(1.0);
        let top = track.top() + way * now.y / grid.most_scroll.y;
        let handle = Rect::from_min_size(pos2(track.left() + 3.0, top), vec2(5.0, length));
        scroll.y += bar(track, handle, "scroll rows").y * grid.most_scroll.y / way;
    }
    if grid.most_scroll.x > 0.0 {
        let left = body.left() + grid.name_width;
        let track = Rect::from_min_max(pos2(left, body.bottom() - 11.0), pos2(body.right() - 14.0, body.bottom()));
        let length = (track.width() * track.width() / (track.width() + grid.most_scroll.x)).max(26.0);
        let way = (track.width() - length).max(1.0);
        let handle_left = track.left() + way * now.x / grid.most_scroll.x;
        let handle = Rect::from_min_size(pos2(handle_left, track.top() + 3.0), vec2(length, 5.0));
        scroll.x += bar(track, handle, "scroll columns").x * grid.most_scroll.x / way;
    }
    scrolled(grid, now, scroll)
}

/// What brings the table from one scroll to another, if they differ.
pub(crate) fn scrolled(grid: &Grid, now: Point, scroll: Point) -> Option<Command> {
    let scroll = grid.kept(scroll);
    (scroll != now).then(|| Command::Look(LookCommand::LookFrom(Some(grid.camera_at(scroll)))))
}
