//! Asks the desktop for files or a folder, on a thread of its own: its dialog may stay open for an hour, or never answer.
//!
//! It gives nothing both when it fails and when it is cancelled, so a typed path must always do as well.

use egui::Context;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// A question to the desktop that waits for its answer.
#[derive(Debug)]
pub(crate) struct FilePicker(Receiver<Vec<PathBuf>>);

impl FilePicker {
    /// Lets `choose` ask in the desktop's own dialog; `None` where no thread can be started.
    pub(crate) fn ask(
        ctx: &Context,
        choose: impl FnOnce(rfd::FileDialog) -> Option<Vec<PathBuf>> + Send + 'static,
    ) -> Option<Self> {
        let (answer, answers) = channel();
        let ctx = ctx.clone();
        let ask = move || {
            // The window may be closed by now.
            let _ = answer.send(choose(rfd::FileDialog::new()).unwrap_or_default());
            ctx.request_repaint();
        };
        std::thread::Builder::new().name("file dialog".to_owned()).spawn(ask).ok()?;
        Some(Self(answers))
    }

    /// What was chosen, nothing for a dialog that was cancelled or failed; `None` while it is open.
    pub(crate) fn answer(&self) -> Option<Vec<PathBuf>> {
        match self.0.try_recv() {
            Ok(paths) => Some(paths),
            Err(TryRecvError::Disconnected) => Some(Vec::new()),
            Err(TryRecvError::Empty) => None,
        }
    }
}
