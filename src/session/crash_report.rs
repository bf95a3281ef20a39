//! What a panic leaves: words for the person, and a report without the texts that can be sent.
//!
//! Easy to get wrong: a panic may happen while locks are held, so nothing here takes one that the rest of the program
//! takes.

use std::fmt::Write as _;
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};

/// What is known of the last panic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CrashReport {
    /// What happened, in a line, with the place in the program's source.
    pub what: String,
    /// Where the report was written; `None` where it could not be.
    pub file: Option<PathBuf>,
}

static LAST: OnceLock<Mutex<Option<CrashReport>>> = OnceLock::new();

fn last() -> &'static Mutex<Option<CrashReport>> {
    LAST.get_or_init(Mutex::default)
}

/// From now on a panic writes a report into `folder` and says so on standard error, instead of the toolkit's dump.
pub fn report_panics_in(folder: Option<PathBuf>) {
    std::panic::set_hook(Box::new(move |info| {
        let report = CrashReport { what: what_happened(info), file: None };
        let file = folder.as_deref().and_then(|folder| write(folder, &report.what).ok());
        let report = CrashReport { file, ..report };
        eprintln!("{}", report.in_words());
        *last().lock().unwrap_or_else(PoisonError::into_inner) = Some(report);
    }));
}

/// The last panic of any thread since this was asked, if there was one.
pub fn take_crash() -> Option<CrashReport> {
    last().lock().unwrap_or_else(PoisonError::into_inner).take()
}

impl CrashReport {
    /// What the report in `file` says.
    pub fn read(file: &Path) -> Self {
        let text = crate::store::read_plain(file, 1 << 20).ok();
        let text = text.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        let what = text.lines().nth(2).unwrap_or("its report cannot be read").to_owned();
        Self { what, file: (!text.is_empty()).then(|| file.to_path_buf()) }
    }

    /// What happened, what is safe, and what to do.
    pub fn in_words(&self) -> String {
        let mut words = format!("Démarche ran into an error that it could not handle: {}.\n", self.what);
        words.push_str(
            "Saved work is safe. Edits since the last save are in the journal; reopen the project to get them back.\n",
        );
        match &self.file {
            Some(file) => {
                let _ = write!(
                    words,
                    "A report that you can send to the developers is at {}; it contains none of your texts.",
                    crate::model::shown_path(file)
                );
            }
            None => words.push_str("No report could be written."),
        }
        words
    }
}

/// The place of a panic and what it says, without foreign text: only the first line, and no quotation in it.
fn what_happened(info: &PanicHookInfo<'_>) -> String {
    let payload = info.payload();
    let said = payload.downcast_ref::<&str>().copied().or_else(|| payload.downcast_ref::<String>().map(String::as_str));
    let said = said.unwrap_or("no message").lines().next().unwrap_or_default();
    let said = without_quotations(said);
    let place = info.location().map_or_else(String::new, |at| {
        let file = Path::new(at.file());
        let parts: Vec<_> = file.components().rev().take(3).collect();
        let file: PathBuf = parts.into_iter().rev().collect();
        format!(" ({}:{})", file.display(), at.line())
    });
    let thread = std::thread::current().name().map_or_else(String::new, |name| format!(" on the thread “{name}”"));
    crate::model::shown(&format!("{said}{place}{thread}"))
}

/// What stands between quotation marks may be a text of the person.
fn without_quotations(said: &str) -> String {
    let mut parts = said.split('"');
    let mut kept = parts.next().unwrap_or_default().to_owned();
    while parts.next().is_some() {
        kept.push_str("\"…\"");
        kept.push_str(parts.next().unwrap_or_default());
    }
    kept
}

fn write(folder: &Path, what: &str) -> std::io::Result<PathBuf> {
    let folder = folder.join("crashes");
    std::fs::create_dir_all(&folder)?;
    let seconds = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let file = folder.join(format!("crash-{seconds}.txt"));
    let text = format!(
        "Démarche {}\n{} {}\n{what}\n\n{}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::OS,
        std::env::consts::ARCH,
        std::backtrace::Backtrace::force_capture()
    );
    std::fs::write(&file, text)?;
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_holds_no_text_of_the_person() {
        assert_eq!(without_quotations("byte 3 of \"secret \" is no boundary"), "byte 3 of \"…\" is no boundary");
        let report = CrashReport { what: "it broke (a/b.rs:1)".to_owned(), file: None };
        assert!(report.in_words().contains("journal") && report.in_words().contains("No report"));
    }
}
