//! Files that are dragged over the window and dropped on it, and the empty dialog that says so.
//!
//! The thing easily got wrong: on Wayland nothing arrives, and the dialog must not promise it.

use crate::derive::count_of;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, font, icon, palette_of, words};
use crate::scene::Face;
use crate::session::Session;
use egui::{Align, Align2, Context, Layout, Sense, StrokeKind, Ui, vec2};
use egui_material_icons::icons;
use std::sync::OnceLock;

/// While files are held over the window, says what letting go does.
pub(crate) fn hover_ui(ctx: &Context) {
    let count = ctx.input(|input| input.raw.hovered_files.len());
    if count == 0 {
        return;
    }
    let palette = crate::gui::theme::theme_of(ctx).palette();
    let layer = egui::LayerId::new(egui::Order::Foreground, egui::Id::unique("files over the window"));
    let painter = ctx.layer_painter(layer);
    let window = ctx.content_rect();
    painter.rect_filled(window, 0.0, color32(palette.paper.with_alpha(225)));
    let edge = egui::Stroke::new(3.0, color32(palette.accent));
    painter.rect_stroke(window.shrink(14.0), 12.0, edge, StrokeKind::Inside);
    let text = format!("Drop {} to import", count_of(count, "file or folder", "files or folders"));
    painter.text(
        window.center(),
        Align2::CENTER_CENTER,
        text,
        font(Face::SemiBold, text::HEADLINE),
        color32(palette.ink),
    );
}

/// Whether the window is one of Wayland's, where nothing can be dropped on it.
fn is_wayland() -> bool {
    static IS_WAYLAND: OnceLock<bool> = OnceLock::new();
    *IS_WAYLAND.get_or_init(|| std::env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty()))
}

/// Nothing was handed over yet: what can be, and what happens then.
pub(super) fn drop_zone_ui(ui: &mut Ui, session: &Session) {
    let palette = palette_of(ui);
    let (rect, _) = ui.allocate_exact_size(ui.available_size(), Sense::hover());
    let zone = rect.shrink(2.0);
    ui.painter().rect_filled(zone, 12.0, color32(palette.card));
    let dashes = [zone.left_top(), zone.right_top(), zone.right_bottom(), zone.left_bottom(), zone.left_top()];
    let edge = egui::Stroke::new(1.5, color32(palette.silent_ring));
    ui.painter().extend(egui::Shape::dashed_line(&dashes, edge, 8.0, 6.0));
    let inner = egui::Rect::from_center_size(zone.center(), vec2((zone.width() - 40.0).min(560.0), 250.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner).layout(Layout::top_down(Align::Center)), |ui| {
        ui.add(egui::Label::new(icon(icons::ICON_UPLOAD_FILE, 40.0).color(color32(palette.weak_ink))).selectable(false));
        ui.add_space(gap::SMALL);
        let title =
            if is_wayland() { "Choose files or a folder above" } else { "Drop files or folders anywhere in this window" };
        ui.label(words(title, Face::SemiBold, text::LEAD));
        ui.add_space(gap::LINE);
        explain(ui, "Plain text, saved web pages (HTML), Markdown, Word (DOCX), EPUB, PDF; RIS and CSL-JSON for records");
        explain(
            ui,
            "Each file becomes a draft with a preview. Nothing is added to the project before you have looked at it, and \
             the files themselves stay as they are.",
        );
        if is_wayland() {
            explain(ui, "On this desktop (Wayland) files cannot be dropped on the window");
        }
        if session.project().sources.is_empty() {
            explain(ui, "This project holds no article yet");
        }
    });
}
