//! The window that tells of a crash: what happened, what is safe, and a way back into the project.

use super::window::WindowError;
use crate::gui::scale::{gap, text};
use crate::gui::theme::words;
use crate::scene::Face;
use std::ffi::OsString;

/// Opens a small window with `told`; the button opens the program again with `arguments`.
pub fn open_crash_window(told: &str, arguments: Vec<OsString>) -> Result<(), WindowError> {
    let viewport = egui::ViewportBuilder::default()
        .with_title("Démarche crashed")
        .with_app_id("demarche")
        .with_inner_size([560.0, 280.0]);
    let options = eframe::NativeOptions { viewport, persist_window: false, ..Default::default() };
    let app = CrashWindow { told: told.to_owned(), arguments };
    let start = Box::new(|context: &eframe::CreationContext| -> Result<Box<dyn eframe::App>, _> {
        crate::gui::prepare(&context.egui_ctx);
        Ok(Box::new(app))
    });
    Ok(eframe::run_native("demarche", options, start)?)
}

/// What is told, and how the program is opened again.
struct CrashWindow {
    told: String,
    arguments: Vec<OsString>,
}

impl eframe::App for CrashWindow {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        egui::CentralPanel::default().show(ui, |ui| {
            ui.add_space(gap::MEDIUM);
            ui.label(words("Démarche crashed", Face::Bold, text::TITLE));
            ui.add_space(gap::MEDIUM);
            ui.add(egui::Label::new(words(self.told.as_str(), Face::Regular, text::TEXT)).wrap().selectable(true));
            ui.add_space(gap::LARGE);
            ui.horizontal(|ui| {
                if ui.button("Reopen").clicked() {
                    if let Ok(program) = std::env::current_exe() {
                        // If it cannot be started, this window stays closed and nothing is lost.
                        let _ = std::process::Command::new(program).args(&self.arguments).spawn();
                    }
                    ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
                }
                if ui.button("Close").clicked() {
                    ui.ctx().send_viewport_cmd(egui::ViewportCommand::Close);
                }
            });
        });
    }
}
