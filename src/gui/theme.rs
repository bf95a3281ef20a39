//! How the toolkit's own widgets look: the palettes of [`crate::scene`] as an egui style, and the sizes of words.

use super::paint::font_family;
use crate::gui::scale::text;
use crate::scene::{Color, Face, Palette, Theme};
use egui::accesskit::Role;
use egui::{Color32, CornerRadius, FontId, RichText, Stroke, TextStyle};

/// A scene's colour as the toolkit wants it.
pub(crate) fn color32(color: Color) -> Color32 {
    Color32::from_rgba_unmultiplied(color.r, color.g, color.b, color.a)
}

/// The theme in force.
pub(crate) fn theme_of(ctx: &egui::Context) -> Theme {
    match ctx.theme() {
        egui::Theme::Light => Theme::Light,
        egui::Theme::Dark => Theme::Dark,
    }
}

/// The colours in force.
pub(crate) fn palette_of(ui: &egui::Ui) -> Palette {
    theme_of(ui.ctx()).palette()
}

/// A font of a size in logical pixels.
pub(crate) fn font(face: Face, size: f32) -> FontId {
    FontId::new(size, font_family(face))
}

/// Words in a bundled font.
pub(crate) fn words(text: impl Into<String>, face: Face, size: f32) -> RichText {
    RichText::new(text).font(font(face, size))
}

/// An icon in the font that holds it: the letters' own fonts know other signs by some of the same numbers.
pub(crate) fn icon(icon: egui_material_icons::MaterialIcon, size: f32) -> RichText {
    RichText::new(icon.codepoint).font(FontId::new(size, icon.font_family()))
}

/// The small capitals above a section: they look like "SAVED VIEWS" and are read as "Saved views".
pub(crate) fn section_label(ui: &mut egui::Ui, text: &str) {
    let palette = palette_of(ui);
    let shown = words(text.to_uppercase(), Face::SemiBold, text::SMALL)
        .color(color32(palette.weak_ink))
        .extra_letter_spacing(0.5);
    let response = ui.add(egui::Label::new(shown).selectable(false));
    // Named here and not by `Named`, which stands above this file.
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, text));
}

/// Words that explain, in the weaker ink.
pub(crate) fn explain(ui: &mut egui::Ui, text: impl Into<String>) -> egui::Response {
    let palette = palette_of(ui);
    ui.add(egui::Label::new(words(text, Face::Regular, text::META).color(color32(palette.weak_ink))).wrap())
}

/// Sets fonts, both themes and the sizes; once, before the first frame.
pub fn prepare(ctx: &egui::Context) {
    ctx.set_fonts(super::paint::font_definitions());
    // Where the system does not say, paper.
    ctx.options_mut(|options| options.fallback_theme = egui::Theme::Light);
    for theme in Theme::ALL {
        let (of, mut style) = match theme {
            Theme::Light => (egui::Theme::Light, (*ctx.style_of(egui::Theme::Light)).clone()),
            Theme::Dark => (egui::Theme::Dark, (*ctx.style_of(egui::Theme::Dark)).clone()),
        };
        restyle(&mut style, &theme.palette(), theme);
        ctx.set_style_of(of, style);
    }
}

fn restyle(style: &mut egui::Style, palette: &Palette, theme: Theme) {
    // A caret that blinks draws the whole window again twice a second for as long as a field has the keyboard.
    style.visuals.text_cursor.blink = false;
    style.text_styles = [
        (TextStyle::Heading, font(Face::Bold, text::TITLE)),
        (TextStyle::Body, font(Face::Regular, text::TEXT)),
        (TextStyle::Button, font(Face::Medium, text::TEXT)),
        (TextStyle::Small, font(Face::Regular, text::META)),
        (TextStyle::Monospace, font(Face::Regular, text::TEXT)),
    ]
    .into();
    style.spacing.item_spacing = egui::vec2(8.0, 6.0);
    style.spacing.button_padding = egui::vec2(10.0, 5.0);
    style.spacing.interact_size.y = 26.0;
    style.spacing.scroll = egui::style::ScrollStyle::thin();
    style.interaction.selectable_labels = false;
    style.url_in_tooltip = false;

    let visuals = &mut style.visuals;
    visuals.dark_mode = theme == Theme::Dark;
    visuals.panel_fill = color32(palette.paper);
    visuals.window_fill = color32(palette.paper);
    visuals.extreme_bg_color = color32(palette.card);
    visuals.faint_bg_color = color32(palette.card);
    visuals.text_edit_bg_color = Some(color32(palette.card));
    visuals.window_stroke = Stroke::new(1.0, color32(palette.hairline));
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.hyperlink_color = color32(palette.accent);
    visuals.selection.bg_fill = color32(palette.accent.with_alpha(70));
    visuals.selection.stroke = Stroke::new(1.5, color32(palette.accent));
    visuals.override_text_color = None;
    visuals.error_fg_color = color32(palette.alarm);
    visuals.warn_fg_color = color32(palette.alarm);
    let radius = CornerRadius::same(7);
    let widgets = &mut visuals.widgets;
    for (widget, ground, ink, edge) in [
        (&mut widgets.noninteractive, palette.paper, palette.ink, palette.hairline),
        (&mut widgets.inactive, palette.card, palette.ink, palette.hairline),
        (&mut widgets.hovered, palette.raised, palette.ink, palette.silent_ring),
        (&mut widgets.active, palette.raised, palette.ink, palette.accent),
        (&mut widgets.open, palette.raised, palette.ink, palette.hairline),
    ] {
        widget.bg_fill = color32(ground);
        widget.weak_bg_fill = color32(ground);
        widget.fg_stroke = Stroke::new(1.0, color32(ink));
        widget.bg_stroke = Stroke::new(1.0, color32(edge));
        widget.corner_radius = radius;
        widget.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{Context, RawInput, ViewportId};
    use std::time::Duration;

    /// How long the toolkit waits for its next frame with the caret in a field and nothing happening.
    fn wait_with_caret(ctx: &Context) -> Duration {
        let mut typed = "Hungary".to_owned();
        let mut wait = Duration::ZERO;
        for frame in 0..8_u8 {
            let input = RawInput { time: Some(f64::from(frame)), focused: true, ..RawInput::default() };
            let mut output = ctx.run_ui(input, |ui| {
                let field = ui.text_edit_singleline(&mut typed);
                if frame == 0 {
                    field.request_focus();
                }
                assert!(frame < 2 || field.has_focus());
            });
            output.textures_delta.clear();
            wait = output.viewport_output.get(&ViewportId::ROOT).map_or(Duration::ZERO, |of| of.repaint_delay);
        }
        wait
    }

    #[test]
    fn a_window_with_the_caret_in_a_field_comes_to_rest_in_both_themes() {
        for theme in [egui::Theme::Light, egui::Theme::Dark] {
            let ctx = Context::default();
            prepare(&ctx);
            ctx.set_theme(theme);
            assert_eq!(wait_with_caret(&ctx), Duration::MAX);
            // The toolkit's own caret does not rest, so the line above can fail.
            ctx.all_styles_mut(|style| style.visuals.text_cursor.blink = true);
            assert!(wait_with_caret(&ctx) < Duration::from_secs(2));
        }
    }
}
