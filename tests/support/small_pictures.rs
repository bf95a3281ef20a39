//! Small pictures that are kept beside the tests and compared with a tolerance.
//!
//! They are written anew where `INSTA_UPDATE` is `always`, as the snapshots in words are. A picture that differs leaves
//! what was drawn (`NAME.new.png`) and where it differs (`NAME.diff.png`) beside it. Easily got wrong: a tolerance must
//! be smaller than one disc in another colour, which a test of this file proves.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use resvg::tiny_skia::{Pixmap, PremultipliedColorU8};
use std::fs;
use std::path::PathBuf;

/// Two pixels are the same if no channel differs by more: processors round in different ways.
const SAME_WITHIN: u8 = 16;
/// Two pictures are the same if no larger share of their pixels differs: a tenth of the smallest disc.
const MOST_DIFFERING: f64 = 0.0001;

fn folder() -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests", "core", "snapshots", "pictures"].iter().collect()
}

fn writes_anew() -> bool {
    std::env::var("INSTA_UPDATE").is_ok_and(|update| update == "always")
}

fn is_same_pixel(one: PremultipliedColorU8, other: PremultipliedColorU8) -> bool {
    let channels = |of: PremultipliedColorU8| [of.red(), of.green(), of.blue(), of.alpha()];
    channels(one).into_iter().zip(channels(other)).all(|(one, other)| one.abs_diff(other) <= SAME_WITHIN)
}

/// Which pixels differ, in rows from the top; `None` where the sizes do.
fn differing(one: &Pixmap, other: &Pixmap) -> Option<Vec<bool>> {
    let is_sized_alike = (one.width(), one.height()) == (other.width(), other.height());
    is_sized_alike
        .then(|| one.pixels().iter().zip(other.pixels()).map(|(one, other)| !is_same_pixel(*one, *other)).collect())
}

/// Why the pictures are not the same.
fn fault(expected: &Pixmap, drawn: &Pixmap) -> Option<String> {
    let Some(differs) = differing(expected, drawn) else {
        return Some(format!(
            "{} × {} pixels instead of {} × {}",
            drawn.width(),
            drawn.height(),
            expected.width(),
            expected.height()
        ));
    };
    let count = differs.iter().filter(|differs| **differs).count();
    let share = count as f64 / differs.len() as f64;
    (share > MOST_DIFFERING).then(|| format!("{count} of {} pixels differ", differs.len()))
}

/// What was expected, faded, with red where something else was drawn.
fn marked(expected: &Pixmap, drawn: &Pixmap) -> Option<Pixmap> {
    let differs = differing(expected, drawn)?;
    let mut marked = expected.clone();
    for (pixel, differs) in marked.pixels_mut().iter_mut().zip(differs) {
        let faded = |channel: u8| 170 + channel / 3;
        let [red, green, blue] =
            if differs { [220, 0, 0] } else { [pixel.red(), pixel.green(), pixel.blue()].map(faded) };
        *pixel = PremultipliedColorU8::from_rgba(red, green, blue, 255)?;
    }
    Some(marked)
}

/// As a PNG file without an alpha channel, which is a third of the size.
fn encoded(picture: &Pixmap) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_compression(png::Compression::Best);
    encoder.set_filter(png::FilterType::NoFilter);
    let colors: Vec<u8> =
        picture.pixels().iter().flat_map(|pixel| [pixel.red(), pixel.green(), pixel.blue()]).collect();
    encoder.write_header().unwrap().write_image_data(&colors).unwrap();
    bytes
}

/// Compares `drawn` with the picture kept under `name`; says what is wrong.
pub(crate) fn compare(name: &str, drawn: &Pixmap) -> Result<(), String> {
    let file = |ending: &str| folder().join(format!("{name}{ending}.png"));
    let expected = fs::read(file("")).ok().and_then(|bytes| Pixmap::decode_png(&bytes).ok());
    let why = match &expected {
        None => "there is no such picture yet".to_owned(),
        Some(expected) => match fault(expected, drawn) {
            None => {
                // What an earlier run left is out of date.
                for ending in [".new", ".diff"] {
                    let _ = fs::remove_file(file(ending));
                }
                return Ok(());
            }
            Some(why) => why,
        },
    };
    let write = |ending: &str, picture: &Pixmap| fs::write(file(ending), encoded(picture)).unwrap();
    fs::create_dir_all(folder()).unwrap();
    if writes_anew() {
        write("", drawn);
        return Ok(());
    }
    write(".new", drawn);
    if let Some(marked) = expected.and_then(|expected| marked(&expected, drawn)) {
        write(".diff", &marked);
    }
    Err(format!("{name}: {why}; see {} and {}", file(".new").display(), file(".diff").display()))
}

#[test]
fn rounding_is_no_difference_and_one_small_disc_in_another_colour_is() {
    let picture = |disc: [u8; 3], shift: u8| {
        let mut picture = Pixmap::new(480, 300).unwrap();
        for (index, pixel) in picture.pixels_mut().iter_mut().enumerate() {
            let (x, y) = (index % 480, index / 480);
            let is_in_disc = x.abs_diff(100).pow(2) + y.abs_diff(100).pow(2) <= 16;
            let [red, green, blue] = if is_in_disc { disc } else { [200, 210, 220] };
            *pixel = PremultipliedColorU8::from_rgba(red, green, blue + shift, 255).unwrap();
        }
        picture
    };
    let (supports, opposes) = ([0x4C, 0x9B, 0xE0], [0x9A, 0x34, 0x12]);
    assert_eq!(fault(&picture(supports, 0), &picture(supports, 3)), None);
    let why = fault(&picture(supports, 0), &picture(opposes, 0)).unwrap();
    assert_eq!(why, "49 of 144000 pixels differ");
    assert!(fault(&picture(supports, 0), &Pixmap::new(480, 299).unwrap()).is_some());
}
