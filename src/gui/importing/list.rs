//! Everything that was handed over, one row each: whether it is taken in, what it is called, what became of it.

use super::words::{Weight, name_of, state_of};
use crate::derive::count_of;
use crate::gui::scale::text;
use crate::gui::theme::{color32, palette_of, section_label};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::truncated;
use crate::gui::widgets::visible::Visible;
use crate::scene::Face;
use crate::session::{Choice, Command, DraftKey, Handed, ImportStage, ImportStep, Likeness, Session};
use egui::accesskit::Role;
use egui::{Rect, ScrollArea, Sense, Ui, pos2, vec2};

const ROW: f32 = 46.0;
const BOX: f32 = 30.0;

/// Draws the list. Returns steps, and the row that was clicked.
pub(super) fn list_ui(ui: &mut Ui, session: &Session, looked_at: Option<DraftKey>) -> (Vec<Command>, Option<DraftKey>) {
    let handed = session.importing().handed();
    let mut asked = Vec::new();
    let mut chosen = None;
    let refused = handed.iter().filter(|handed| matches!(handed.stage, ImportStage::Refused(_))).count();
    let total = count_of(handed.len(), "file or record", "files and records");
    section_label(ui, &if refused == 0 { total } else { format!("{total}, {refused} refused") });
    ScrollArea::vertical().id_salt("handed over").auto_shrink(false).show_rows(ui, ROW, handed.len(), |ui, rows| {
        ui.spacing_mut().item_spacing.y = 0.0;
        for handed in handed.iter().skip(rows.start).take(rows.len()) {
            let (command, clicked) = row_ui(ui, session, handed, looked_at == Some(handed.key));
            asked.extend(command);
            if clicked {
                chosen = Some(handed.key);
            }
        }
    });
    (asked, chosen)
}

fn row_ui(ui: &mut Ui, session: &Session, handed: &Handed, is_looked_at: bool) -> (Option<Command>, bool) {
    let palette = palette_of(ui);
    let spacing = ui.spacing().item_spacing.y;
    let (place, _) = ui.allocate_exact_size(vec2(ui.available_width(), ROW - spacing), Sense::hover());
    let (name, (state, weight)) = (name_of(handed), state_of(session, handed));
    let words = Rect::from_min_max(pos2(place.left() + BOX, place.top()), place.max);
    let response = ui.interact(words, ui.scope_id().with(("handed", handed.key)), Sense::click());
    if is_looked_at || response.hovered() {
        let ground = if is_looked_at { palette.raised } else { palette.card };
        ui.painter().rect_filled(place, 6.0, color32(ground));
    }
    let ink = match weight {
        Weight::Plain | Weight::Notable => palette.weak_ink,
        Weight::Wrong => palette.alarm,
    };
    let name_ink = if matches!(handed.stage, ImportStage::Refused(_)) || handed.choice() == Some(Choice::LeaveOut) {
        palette.weak_ink
    } else {
        palette.ink
    };
    let width = words.width() - 10.0;
    for (text, face, size, ink, y) in
        [(&name, Face::SemiBold, text::TEXT, name_ink, 5.0), (&state, Face::Regular, text::META, ink, 23.0)]
    {
        let galley = truncated(ui, text, face, size, ink, width);
        ui.painter().galley(words.min + vec2(4.0, y), galley, color32(ink));
    }
    let label = format!("{name}: {state}");
    response.named_choice(Role::ListBoxOption, is_looked_at, &label);
    if response.has_focus() {
        ui.painter().rect_stroke(words, 6.0, ui.visuals().selection.stroke, egui::StrokeKind::Inside);
    }
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    let path = handed.input.path().display().to_string();
    let hint = Visible::new(&format!("{path}\n{state}")).words().to_owned();
    let clicked = response.on_hover_text(hint).clicked();
    (tick_ui(ui, handed, place, &name), clicked)
}

/// The box that takes a draft in or leaves it out.
fn tick_ui(ui: &mut Ui, handed: &Handed, place: Rect, name: &str) -> Option<Command> {
    let choice = handed.choice()?;
    let mut is_in = choice != Choice::LeaveOut;
    let corner = pos2(place.left() + 4.0, place.center().y - 13.0);
    let tick = Rect::from_min_size(corner, vec2(24.0, 26.0));
    let label = format!("Take in {name}");
    let response = ui.place(tick, egui::Checkbox::without_text(&mut is_in));
    response.named_choice(Role::CheckBox, is_in, &label);
    if !response.on_hover_text("Take it in, or leave it out").changed() {
        return None;
    }
    let choice = match (is_in, handed.article().map(|article| &article.likeness)) {
        (false, _) => Choice::LeaveOut,
        (true, Some(Likeness::Reprint { .. })) => Choice::AsReprint,
        (true, _) => Choice::TakeIn,
    };
    Some(Command::Import(ImportStep::Choose(handed.key, choice)))
}
