//! Opens the native window, after a look whether this machine can.
//!
//! Some libraries are loaded while the program runs, and a crate below panics when one is missing. So they are looked
//! for first, and a missing one is named with the package that brings it.

use super::photograph::Photographer;
use crate::gui::App;
use crate::session::Session;
use std::path::PathBuf;

/// Why no window opened.
#[derive(Debug, thiserror::Error)]
pub enum WindowError {
    /// There is no screen to open it on.
    #[error(
        "there is no screen: neither WAYLAND_DISPLAY nor DISPLAY is set. Start it in a desktop session, or use the \
         commands that need none (demarche --help)"
    )]
    NoScreen,
    /// Libraries that the window needs are not installed.
    #[error("the window needs libraries that this machine lacks: {0}. On Debian: apt-get install {1}")]
    MissingLibraries(String, String),
    /// The toolkit could not open it.
    #[error("the window could not be opened: {0}")]
    Toolkit(#[from] eframe::Error),
}

/// Libraries that are loaded at run time under X11, and the Debian packages that bring them. One of each group is
/// enough.
#[cfg(target_os = "linux")]
const X11_LIBRARIES: &[(&[&str], &str)] = &[
    (&["libX11.so.6"], "libx11-6"),
    (&["libX11-xcb.so.1"], "libx11-xcb1"),
    (&["libXcursor.so.1"], "libxcursor1"),
    (&["libXi.so.6"], "libxi6"),
    (&["libxkbcommon.so.0"], "libxkbcommon0"),
    (&["libxkbcommon-x11.so.0"], "libxkbcommon-x11-0"),
    (&["libEGL.so.1", "libGL.so.1"], "libegl1"),
];

#[cfg(target_os = "linux")]
fn look_for_libraries() -> Result<(), WindowError> {
    let has = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if has("WAYLAND_DISPLAY") {
        return Ok(());
    }
    if !has("DISPLAY") {
        return Err(WindowError::NoScreen);
    }
    let missing: Vec<_> =
        X11_LIBRARIES.iter().filter(|(names, _)| !names.iter().any(|name| is_installed(name))).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.iter().map(|(names, _)| names.join(" or ")).collect::<Vec<_>>().join(", ");
    let packages = missing.iter().map(|(_, package)| *package).collect::<Vec<_>>().join(" ");
    Err(WindowError::MissingLibraries(names, packages))
}

/// Whether the dynamic loader would find a library: in its search path or in the usual folders.
#[cfg(target_os = "linux")]
fn is_installed(name: &str) -> bool {
    let own = std::env::var_os("LD_LIBRARY_PATH");
    let own = own.iter().flat_map(std::env::split_paths).collect::<Vec<_>>();
    let usual = ["/lib", "/usr/lib", "/lib64", "/usr/lib64", "/usr/local/lib"].map(std::path::PathBuf::from);
    let by_machine = [
        format!("/lib/{}-linux-gnu", std::env::consts::ARCH),
        format!("/usr/lib/{}-linux-gnu", std::env::consts::ARCH),
    ]
    .map(std::path::PathBuf::from);
    let cache = std::fs::read("/etc/ld.so.cache").unwrap_or_default();
    own.iter().chain(&usual).chain(&by_machine).any(|folder| folder.join(name).exists())
        || cache.windows(name.len() + 1).any(|found| found.strip_suffix(&[0]) == Some(name.as_bytes()))
}

/// What a window is opened for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To be used, until it is closed.
    Use,
    /// To write a picture of itself to this file, as PNG, and close.
    Picture(PathBuf),
}

/// Opens the window and stays until it is closed.
pub fn open_window(session: Session, purpose: Purpose) -> Result<(), WindowError> {
    #[cfg(target_os = "linux")]
    look_for_libraries()?;
    let title = super::title::title_of(&session);
    let mut viewport = egui::ViewportBuilder::default()
        .with_title(title)
        .with_app_id("demarche")
        .with_inner_size([1440.0, 900.0])
        .with_min_inner_size([720.0, 480.0])
        .with_clamp_size_to_monitor_size(true);
    if let Some(icon) = icon() {
        viewport = viewport.with_icon(icon);
    }
    // A picture is the same whatever size the window had before.
    let persist_window = purpose == Purpose::Use;
    let options = eframe::NativeOptions { viewport, persist_window, ..Default::default() };
    let start = Box::new(|context: &eframe::CreationContext| -> Result<Box<dyn eframe::App>, _> {
        crate::gui::prepare(&context.egui_ctx);
        let ctx = context.egui_ctx.clone();
        session.desk().wake().listen(move || ctx.request_repaint());
        let app = App::new(session);
        Ok(match purpose {
            Purpose::Use => Box::new(app),
            Purpose::Picture(file) => Box::new(Photographer::new(app, file)),
        })
    });
    Ok(eframe::run_native("demarche", options, start)?)
}

fn icon() -> Option<egui::IconData> {
    let pixels = crate::export::icon_pixels(128)?;
    Some(egui::IconData { rgba: pixels.bytes, width: pixels.width, height: pixels.height })
}
