//! Every step that can be taken back, the latest first; a click goes back, or forward again, to after a step.

use crate::gui::ask::{Asks, RightPanel, WindowCommand};
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::gui::widgets::rows::truncated;
use crate::scene::Face;
use crate::session::{Command, HistoryCommand, HistoryEntry, Session};
use egui::accesskit::Role;
use egui::{Align, Layout, Rect, Sense, Ui, pos2, vec2};

const ROW: f32 = 40.0;

/// Draws the panel.
pub(crate) fn history_ui(ui: &mut Ui, session: &Session) -> Asks {
    let mut asked = Asks::none();
    ui.horizontal(|ui| {
        ui.label(words("History", Face::Bold, text::TITLE));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if ui.button("Close").on_hover_text("Back to what was open (Ctrl+H)").clicked() {
                asked.push(WindowCommand::ShowAtRight(RightPanel::Reading));
            }
        });
    });
    let entries: Vec<HistoryEntry> = session.history().collect();
    if entries.is_empty() {
        explain(
            ui,
            "Nothing has been changed yet. Every change of the project, of a setting or of a saved view becomes a step here; browsing does not.",
        );
        return asked;
    }
    explain(ui, "Click a step to go back, or forward again, to after it. Ctrl+Z takes back the last one.");
    ui.add_space(gap::SMALL);
    let done = entries.iter().filter(|entry| !entry.is_undone).count();
    ui.spacing_mut().item_spacing.y = 0.0;
    egui::ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, entries.len() + 1, |ui, rows| {
        for row in rows {
            // The latest step stands at the top, the state before all steps at the bottom.
            let steps = entries.len() - row;
            let entry = steps.checked_sub(1).and_then(|index| entries.get(index));
            if row_ui(ui, entry, steps, steps == done) && steps != done {
                asked.push(Command::History(HistoryCommand::GoToStep(steps)));
            }
        }
    });
    asked
}

/// One step, or the state before all of them; whether it was clicked.
fn row_ui(ui: &mut Ui, entry: Option<&HistoryEntry>, steps: usize, is_now: bool) -> bool {
    let palette = palette_of(ui);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let (label, detail, is_undone) = match entry {
        Some(entry) => {
            let kind = if entry.changes_project { "" } else { "how it is looked at" };
            let detail = if entry.name.detail.is_empty() { kind } else { &entry.name.detail };
            (crate::gui::in_words::capital(entry.name.label), detail.to_owned(), entry.is_undone)
        }
        None => ("As it was opened".to_owned(), String::new(), false),
    };
    let state = if is_undone { ", taken back" } else { "" };
    let name = format!("Step {steps}: {label} {detail}{state}");
    response.named_choice(Role::Button, is_now, name);
    if is_now || response.hovered() || response.has_focus() {
        let fill = if is_now { palette.card } else { palette.raised };
        ui.painter().rect_filled(rect, 6.0, color32(fill));
    }
    if is_now {
        let mark = Rect::from_min_size(rect.min, vec2(3.0, rect.height()));
        ui.painter().rect_filled(mark, 1.5, color32(palette.accent));
    }
    let ink = if is_undone { palette.silent_ring } else { palette.ink };
    let weak = if is_undone { palette.silent_ring } else { palette.weak_ink };
    let room = rect.width() - 20.0;
    let top = if detail.is_empty() { 11.0 } else { 4.0 };
    for (line, face, size, ink, down) in
        [(label.as_str(), Face::Medium, text::TEXT, ink, top), (detail.as_str(), Face::Regular, text::META, weak, 21.0)]
    {
        let galley = truncated(ui, line, face, size, ink, room);
        ui.painter().galley(pos2(rect.left() + 10.0, rect.top() + down), galley, color32(ink));
    }
    response.clicked()
}
