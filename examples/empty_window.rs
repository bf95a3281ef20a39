//! An empty window of the same toolkit: what a start costs before anything of ours is drawn.
//!
//!     cargo run --release --example empty_window
//!
//! The toolkit shows a window once its first frame is painted, so the time until it is visible can be compared with
//! that of `demarche` on the same machine.

struct Empty;

impl eframe::App for Empty {
    fn ui(&mut self, _ui: &mut egui::Ui, _frame: &mut eframe::Frame) {}
}

fn main() -> Result<(), eframe::Error> {
    let viewport = egui::ViewportBuilder::default().with_inner_size([1440.0, 900.0]);
    let options = eframe::NativeOptions { viewport, ..Default::default() };
    eframe::run_native("empty", options, Box::new(|_| Ok(Box::new(Empty))))
}
