//! Takes a picture of the real window: for the README, and for the test that proves that a window opens.

use crate::gui::App;
use egui::{Ui, ViewportCommand};
use std::path::PathBuf;

/// Frames before the picture is taken, so that every panel has found its size.
const SETTLE_FRAMES: u32 = 12;

/// A window that takes a picture of itself and closes.
pub(crate) struct Photographer {
    app: App,
    file: PathBuf,
    frames: u32,
}

impl Photographer {
    /// Will write a PNG to `file`.
    pub(crate) fn new(app: App, file: PathBuf) -> Self {
        Self { app, file, frames: 0 }
    }
}

impl eframe::App for Photographer {
    fn ui(&mut self, ui: &mut Ui, _frame: &mut eframe::Frame) {
        self.app.ui(ui);
        self.frames += 1;
        if self.frames == SETTLE_FRAMES {
            let (file, ctx) = (self.file.clone(), ui.ctx().clone());
            ui.ctx().request_screenshot(move |image| {
                if let Err(reason) = write_png(&file, &image) {
                    eprintln!("no picture was written: {reason}");
                }
                ctx.send_viewport_cmd(ViewportCommand::Close);
                ctx.request_repaint();
            });
        }
        ui.ctx().request_repaint();
    }
}

fn write_png(file: &std::path::Path, image: &egui::ColorImage) -> Result<(), String> {
    let [width, height] = image.size.map(|side| u32::try_from(side).unwrap_or(u32::MAX));
    let bytes: Vec<u8> = image.pixels.iter().flat_map(|pixel| [pixel.r(), pixel.g(), pixel.b(), 255]).collect();
    let png = crate::export::png_of_pixels(width, height, bytes).ok_or("the pixels make no picture")?;
    crate::store::write_file_durably(file, &png).map_err(|error| error.to_string())
}
