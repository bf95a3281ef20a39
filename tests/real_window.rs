//! The real window on a virtual screen: opens, draws the map, closes.
//!
//! Needs Xvfb and a graphics driver. Where one is missing the test says so on standard error and proves nothing.
#![cfg(all(feature = "gui", target_os = "linux"))]
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::model::Stance;
use demarche::scene::{Theme, stance_color};
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Child, Command, Stdio};

/// A virtual screen that ends with the test.
struct Screen {
    server: Child,
    display: String,
}

impl Screen {
    fn start() -> Option<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1500x950x24", "-nolisten", "tcp"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .ok()?;
        let mut number = String::new();
        BufReader::new(server.stdout.take()?).read_line(&mut number).ok()?;
        Some(Self { server, display: format!(":{}", number.trim()) })
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Tells that nothing was proved, past the capture of the test runner.
fn skipped(why: &str) {
    let _ = writeln!(std::io::stderr(), "skipped: the picture of the real window, because {why}");
}

#[test]
fn the_window_opens_and_shows_the_map_in_its_colours() {
    let Some(screen) = Screen::start() else { return skipped("Xvfb is not installed") };
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("window.png");
    let output = Command::new(env!("CARGO_BIN_EXE_demarche"))
        .arg("--picture-of-window")
        .arg(&file)
        .env("DISPLAY", &screen.display)
        .env_remove("WAYLAND_DISPLAY")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("DEMARCHE_DATA_DIR", folder.path())
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    if said.contains("libraries that are not installed") || said.contains("no OpenGL driver") {
        return skipped(said.trim());
    }
    assert!(output.status.success(), "{said}");
    let picture = resvg::tiny_skia::Pixmap::load_png(&file).unwrap();
    let share = |color: demarche::scene::Color| {
        let is = |pixel: &resvg::tiny_skia::PremultipliedColorU8| {
            let near = |one: u8, other: u8| one.abs_diff(other) <= 3;
            near(pixel.red(), color.r) && near(pixel.green(), color.g) && near(pixel.blue(), color.b)
        };
        picture.pixels().iter().filter(|pixel| is(pixel)).count() as f32 / picture.pixels().len() as f32
    };
    let palette = Theme::Light.palette();
    // Russia covers much of the map, Ukraine some of it, water and paper the rest.
    for (what, color, least) in [
        ("opposes", stance_color(Stance::Opposes), 0.02),
        ("requests", stance_color(Stance::Requests), 0.0015),
        ("water", palette.water, 0.08),
        ("paper", palette.paper, 0.15),
    ] {
        assert!(share(color) > least, "{what} fills only {:.4} of the window", share(color));
    }
}
