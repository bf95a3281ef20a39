//! How files and texts are handed over: the desktop's dialogs, a typed path, a pasted text.

use super::state::State;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{explain, font, words};
use crate::gui::widgets::buttons::primary_button;
use crate::gui::widgets::file_picker::FilePicker;
use crate::gui::widgets::named::Named;
use crate::import::Input;
use crate::scene::Face;
use crate::session::{Command, ImportStep};
use egui::accesskit::Role;
use egui::{Key, Ui, vec2};
use std::path::PathBuf;

/// Hands over files and folders.
pub(super) fn hand_over(paths: Vec<PathBuf>) -> Command {
    Command::Import(ImportStep::Start(paths.into_iter().map(Input::File).collect()))
}

/// The row of ways to hand something over.
pub(super) fn handing_ui(ui: &mut Ui, state: &mut State) -> Option<Command> {
    let mut asked = None;
    ui.horizontal(|ui| {
        let may_ask = state.picker.is_none();
        let button = |ui: &mut Ui, label: &str, hint: &str| {
            ui.add_enabled(may_ask, egui::Button::new(label)).on_hover_text(hint).clicked()
        };
        if button(ui, "Files…", "Choose any number of files") {
            state.picker = FilePicker::ask(ui.ctx(), choose_files);
        }
        if button(ui, "Folder…", "Choose a folder; everything below it is read") {
            state.picker =
                FilePicker::ask(ui.ctx(), |dialog| Some(vec![dialog.set_title("Folder of articles").pick_folder()?]));
        }
        let is_pasting = state.pasting.is_some();
        if ui
            .add_enabled(!is_pasting, egui::Button::new("Paste text…"))
            .on_hover_text("Paste or type an article")
            .clicked()
        {
            state.pasting = Some((String::new(), String::new()));
            ui.memory_mut(|memory| memory.request_focus(pasted_words()));
        }
        ui.add_space(gap::MEDIUM);
        let width = (ui.available_width() - 64.0).clamp(80.0, 560.0);
        let field = egui::TextEdit::singleline(&mut state.path)
            .hint_text("Path of a file or folder")
            .font(font(Face::Regular, text::TEXT))
            .margin(vec2(8.0, 5.0))
            .desired_width(width);
        let response = ui.add(field);
        response.named(Role::TextInput, "Path of a file or folder");
        if std::mem::take(&mut state.focus_path) {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let is_empty = state.path.trim().is_empty();
        let clicked = ui.add_enabled(!is_empty, egui::Button::new("Add")).on_hover_text("Read it (Enter)").clicked();
        if entered || clicked {
            asked = typed(&mut state.path);
        }
    });
    if state.picker.is_some() {
        explain(ui, "The desktop’s dialog is open. If none appears, type the path instead");
    }
    asked
}

fn choose_files(dialog: rfd::FileDialog) -> Option<Vec<PathBuf>> {
    const KINDS: [&str; 12] =
        ["txt", "html", "htm", "xhtml", "md", "docx", "epub", "pdf", "ris", "json", "text", "markdown"];
    let dialog = dialog.set_title("Articles to import").add_filter("Articles", &KINDS);
    dialog.add_filter("All files", &["*"]).pick_files()
}

/// A typed path as something to hand over.
fn typed(typed: &mut String) -> Option<Command> {
    let path = typed.trim().trim_matches(['"', '\'']);
    let path = path.strip_prefix("file://").unwrap_or(path);
    if path.is_empty() {
        return None;
    }
    let path = match path.strip_prefix("~/").zip(directories::BaseDirs::new()) {
        Some((rest, dirs)) => dirs.home_dir().join(rest),
        None => path.into(),
    };
    typed.clear();
    Some(hand_over(vec![path]))
}

/// The field for the words of a pasted text.
fn pasted_words() -> egui::Id {
    egui::Id::unique("words of the pasted text")
}

/// The fields for a pasted text. Returns the step that reads it, and what is typed so far unless it is done.
pub(super) fn pasting_ui(ui: &mut Ui, pasting: (String, String)) -> (Option<Command>, Option<(String, String)>) {
    let (mut title, mut text) = pasting;
    ui.label(words("Paste an article", Face::SemiBold, text::LEAD));
    explain(ui, "The words stay exactly as you paste them; only lines left over from a page are dropped and listed");
    let field = egui::TextEdit::singleline(&mut title)
        .hint_text("Title; left empty, it is found in the text")
        .font(font(Face::Regular, text::TEXT))
        .margin(vec2(8.0, 6.0))
        .desired_width(f32::INFINITY);
    let response = ui.add(field);
    response.named(Role::TextInput, "Title of the text");
    let height = (ui.available_height() - 48.0).max(80.0);
    egui::ScrollArea::vertical().id_salt("pasted text").max_height(height).show(ui, |ui| {
        let field = egui::TextEdit::multiline(&mut text)
            .id(pasted_words())
            .hint_text("Paste the text here (Ctrl+V)")
            .font(font(Face::Serif, text::LEAD))
            .margin(vec2(10.0, 8.0))
            .desired_width(f32::INFINITY)
            .min_size(vec2(0.0, height));
        let response = ui.add(field);
        response.named(Role::MultilineTextInput, "Text");
    });
    let mut command = None;
    let mut still = true;
    ui.add_space(gap::SMALL);
    ui.horizontal(|ui| {
        let has_words = !text.trim().is_empty();
        if ui.add_enabled_ui(has_words, |ui| primary_button(ui, "Read this text")).inner.clicked() {
            command = Some(Command::Import(ImportStep::Paste { title: title.clone(), text: text.clone() }));
            still = false;
        }
        still &= !ui.button("Do not paste").clicked();
    });
    (command, still.then_some((title, text)))
}
