//! What is only read: About, the shortcuts, the defects of the project.

use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, explain, palette_of, section_label, words};
use crate::gui::verbs::{GESTURES, Group, Verb};
use crate::layout::geography::{BOUNDARY_NOTE, CREDIT};
use crate::scene::Face;
use crate::session::Session;
use egui::Ui;

/// The licences of everything bundled.
const LICENSES: &str = include_str!("../../../assets/LICENSES.md");

pub(super) fn about_ui(ui: &mut Ui, session: &Session) {
    let palette = palette_of(ui);
    let text = |ui: &mut Ui, text: &str| {
        ui.add(egui::Label::new(words(text, Face::Regular, text::TEXT).color(color32(palette.ink))).wrap());
    };
    text(ui, &format!("Version {}", env!("CARGO_PKG_VERSION")));
    text(
        ui,
        "A diplomacy map you can check: no colour without a sentence, no sentence without its place in an article.",
    );
    ui.add_space(gap::MEDIUM);
    section_label(ui, "This project");
    text(ui, &session.project().manifest.title);
    for credit in &session.project().manifest.credits {
        explain(ui, format!("{}: {}", credit.what, credit.whose));
    }
    ui.add_space(gap::MEDIUM);
    section_label(ui, "Articles");
    for source in session.project().sources.values() {
        let record = &source.record;
        let outlet = if record.outlet.is_empty() { "outlet not named in the text" } else { &record.outlet };
        explain(ui, format!("{} · {outlet} · {}", record.title, record.published.in_words()));
    }
    ui.add_space(gap::MEDIUM);
    section_label(ui, "Boundaries");
    text(ui, BOUNDARY_NOTE);
    explain(ui, CREDIT);
    ui.add_space(gap::MEDIUM);
    section_label(ui, "Licences");
    text(ui, "Démarche: MIT or Apache-2.0, as you choose");
    for line in LICENSES.lines().filter(|line| !line.trim().is_empty() && !line.starts_with("|-")) {
        explain(ui, plain_markdown(line));
    }
}

/// A line of the licence table without its marks.
fn plain_markdown(line: &str) -> String {
    let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect();
    cells.join(" · ").replace(['`', '*'], "").trim_start_matches('#').trim().to_owned()
}

/// The keys of all verbs, and what the hand does besides.
pub(super) fn shortcuts_ui(ui: &mut Ui) {
    let row = |ui: &mut Ui, keys: &str, what: &str| {
        ui.label(words(keys, Face::SemiBold, text::TEXT));
        ui.label(words(what, Face::Regular, text::TEXT));
        ui.end_row();
    };
    for group in Group::ALL {
        section_label(ui, group.label());
        egui::Grid::new(group.label()).num_columns(2).min_col_width(150.0).spacing([20.0, 6.0]).show(ui, |ui| {
            for verb in Verb::ALL.iter().filter(|verb| verb.group() == group && verb.keys().is_some()) {
                row(ui, &verb.keys_in_words(), verb.label().trim_end_matches('…'));
            }
        });
        ui.add_space(gap::MEDIUM);
    }
    section_label(ui, "By hand");
    egui::Grid::new("gestures").num_columns(2).min_col_width(150.0).spacing([20.0, 6.0]).show(ui, |ui| {
        for (gesture, what) in GESTURES {
            row(ui, gesture, what);
        }
    });
}

pub(super) fn defects_ui(ui: &mut Ui, session: &Session) {
    explain(ui, "What could be read is shown; nothing of these files is overwritten.");
    for defect in session.defects() {
        ui.add_space(gap::SMALL);
        ui.add(egui::Label::new(words(defect.to_string(), Face::Regular, text::TEXT)).wrap().selectable(true));
    }
}
