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
        "there is no display: neither WAYLAND_DISPLAY nor DISPLAY is set. Start Démarche in a desktop session, or use \
         the commands that need no display (demarche --help)"
    )]
    NoScreen,
    /// A display is named, but nothing answers there.
    #[error(
        "no display answers at {0}. Start Démarche in a desktop session, correct the variable, or use the commands \
         that need no display (demarche --help). The system says: {1}"
    )]
    NoAnswer(String, String),
    /// Libraries that the window needs are not installed.
    #[error("the window needs libraries that are not installed: {0}. On Debian: apt-get install {1}")]
    MissingLibraries(String, String),
    /// The display is there, but nothing can draw on it with OpenGL.
    #[error(
        "no OpenGL driver was found, and the window is drawn with OpenGL. On Debian: apt-get install libgl1-mesa-dri \
         (it draws on the processor where there is no graphics card). The system says: {0}"
    )]
    NoOpenGl(String),
    /// The toolkit could not open it.
    #[error("the window could not be opened: {0}")]
    Toolkit(eframe::Error),
}

impl From<eframe::Error> for WindowError {
    fn from(error: eframe::Error) -> Self {
        match error {
            // The template of the configuration that was asked for helps nobody.
            eframe::Error::NoGlutinConfigs(_, cause) => Self::NoOpenGl(cause.to_string()),
            eframe::Error::Glutin(_) | eframe::Error::OpenGL(_) => Self::NoOpenGl(error.to_string()),
            eframe::Error::WinitEventLoop(_) if named_display().is_some() => {
                // Without the place in winit's source.
                let said = error.to_string();
                let cause = said.rsplit(": ").next().unwrap_or(&said);
                Self::NoAnswer(named_display().unwrap_or_default(), cause.to_owned())
            }
            other => Self::Toolkit(other),
        }
    }
}

/// The display that the environment names, as the variable that names it. Wayland comes first, as in winit.
fn named_display() -> Option<String> {
    ["WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DISPLAY"].iter().find_map(|name| {
        let value = std::env::var_os(name).filter(|value| !value.is_empty())?;
        Some(format!("{name}={}", value.to_string_lossy().escape_debug()))
    })
}

/// Libraries that are loaded at run time, and the Debian package of each. One of each group is enough.
#[cfg(target_os = "linux")]
type Libraries = [(&'static [&'static str], &'static str)];

#[cfg(target_os = "linux")]
const X11_LIBRARIES: &Libraries = &[
    (&["libX11.so.6"], "libx11-6"),
    (&["libX11-xcb.so.1"], "libx11-xcb1"),
    (&["libXcursor.so.1"], "libxcursor1"),
    (&["libXi.so.6"], "libxi6"),
    (&["libxkbcommon.so.0"], "libxkbcommon0"),
    (&["libxkbcommon-x11.so.0"], "libxkbcommon-x11-0"),
    (&["libEGL.so.1", "libGL.so.1"], "libegl1"),
];

#[cfg(target_os = "linux")]
const WAYLAND_LIBRARIES: &Libraries = &[
    (&["libwayland-client.so.0"], "libwayland-client0"),
    (&["libwayland-egl.so.1"], "libwayland-egl1"),
    (&["libxkbcommon.so.0"], "libxkbcommon0"),
    (&["libEGL.so.1"], "libegl1"),
];

#[cfg(target_os = "linux")]
fn look_for_libraries() -> Result<(), WindowError> {
    match named_display() {
        None => Err(WindowError::NoScreen),
        Some(display) if display.starts_with("WAYLAND") => missing(WAYLAND_LIBRARIES, is_installed),
        Some(_) => missing(X11_LIBRARIES, is_installed),
    }
}

/// Refuses with all that is missing, so that one installation mends it. A driver for OpenGL goes with it, since a
/// machine without these libraries has none.
#[cfg(target_os = "linux")]
fn missing(libraries: &Libraries, is_installed: impl Fn(&str) -> bool) -> Result<(), WindowError> {
    let missing: Vec<_> = libraries.iter().filter(|(names, _)| !names.iter().any(|name| is_installed(name))).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let names = missing.iter().map(|(names, _)| names.join(" or ")).collect::<Vec<_>>().join(", ");
    let mut packages = missing.iter().map(|(_, package)| *package).collect::<Vec<_>>();
    if packages.contains(&"libegl1") {
        packages.push("libgl1-mesa-dri");
    }
    Err(WindowError::MissingLibraries(names, packages.join(" ")))
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
///
/// # Panics
/// On purpose, in debug builds where `DEMARCHE_FAULT` is set: so the test of what a crash leaves can have one.
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
        #[cfg(debug_assertions)]
        assert!(
            std::env::var_os("DEMARCHE_FAULT").is_none(),
            "a fault on purpose, for the test of what a fault leaves"
        );
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

#[cfg(all(test, target_os = "linux"))]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may panic")]

    use super::*;

    #[test]
    fn a_machine_with_all_libraries_is_let_through() {
        assert!(missing(X11_LIBRARIES, |_| true).is_ok());
        assert!(missing(WAYLAND_LIBRARIES, |_| true).is_ok());
    }

    #[test]
    fn either_of_two_libraries_is_enough() {
        assert!(missing(X11_LIBRARIES, |name| name != "libEGL.so.1").is_ok());
        assert!(missing(X11_LIBRARIES, |name| name != "libGL.so.1").is_ok());
        assert!(missing(X11_LIBRARIES, |name| name != "libEGL.so.1" && name != "libGL.so.1").is_err());
    }

    #[test]
    fn a_missing_library_is_named_with_its_package() {
        for libraries in [X11_LIBRARIES, WAYLAND_LIBRARIES] {
            for (names, package) in libraries {
                let said = missing(libraries, |name| !names.contains(&name)).unwrap_err().to_string();
                assert!(names.iter().all(|name| said.contains(name)), "{said}");
                let install = said.split_once("apt-get install ").unwrap().1;
                let expected =
                    if *package == "libegl1" { "libegl1 libgl1-mesa-dri".to_owned() } else { (*package).to_owned() };
                assert_eq!(install, expected);
            }
        }
    }

    #[test]
    fn the_readme_names_every_package_that_a_message_names() {
        let readme = include_str!("../../../README.md");
        let (_, x11) = readme.split_once("apt-get install libx11-6").unwrap();
        let x11 = format!("libx11-6{}", x11.lines().next().unwrap());
        let (_, wayland) = readme.split_once("apt-get install libwayland-client0").unwrap();
        let wayland = format!("libwayland-client0{}", wayland.lines().next().unwrap());
        for (libraries, line) in [(X11_LIBRARIES, x11), (WAYLAND_LIBRARIES, wayland)] {
            let said = missing(libraries, |_| false).unwrap_err().to_string();
            assert_eq!(said.split_once("apt-get install ").unwrap().1, line);
        }
    }
}
