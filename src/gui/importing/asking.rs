//! Asks the desktop for files or a folder, on a thread of its own: a dialog of the system may stay open for an hour, or
//! never answer.

use egui::Context;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, TryRecvError, channel};

/// A question to the desktop that waits for its answer.
#[derive(Debug)]
pub(crate) struct Asking(Receiver<Vec<PathBuf>>);

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Any number of files.
    Files,
    /// One folder.
    Folder,
}

impl Asking {
    /// Asks; `None` where no thread can be started.
    pub(crate) fn begin(ctx: &Context, wanted: Wanted) -> Option<Self> {
        let (answer, answers) = channel();
        let ctx = ctx.clone();
        let ask = move || {
            let dialog = rfd::FileDialog::new();
            let paths = match wanted {
                Wanted::Files => dialog
                    .set_title("Articles to import")
                    .add_filter(
                        "Articles",
                        &[
                            "txt", "html", "htm", "xhtml", "md", "docx", "epub", "pdf", "ris", "json", "text",
                            "markdown",
                        ],
                    )
                    .add_filter("All files", &["*"])
                    .pick_files(),
                Wanted::Folder => dialog.set_title("Folder of articles").pick_folder().map(|folder| vec![folder]),
            };
            // The window may be closed by now.
            let _ = answer.send(paths.unwrap_or_default());
            ctx.request_repaint();
        };
        std::thread::Builder::new().name("file dialog".to_owned()).spawn(ask).ok()?;
        Some(Self(answers))
    }

    /// What was chosen, nothing for a dialog that was cancelled or failed; `None` while it is open.
    pub(crate) fn answer(&mut self) -> Option<Vec<PathBuf>> {
        match self.0.try_recv() {
            Ok(paths) => Some(paths),
            Err(TryRecvError::Disconnected) => Some(Vec::new()),
            Err(TryRecvError::Empty) => None,
        }
    }
}
