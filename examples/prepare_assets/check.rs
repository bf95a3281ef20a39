//! Reads every bundled font and flag as the program will, and says what is missing.
//!
//! Easily got wrong: a flag may parse and still paint nothing, so each is rasterised and its pixels counted.

use std::path::{Path, PathBuf};

use anyhow::{Context, ensure};
use resvg::{tiny_skia, usvg};

/// Letters that each font must have, with a name for each group.
const REQUIRED: [(&str, &str); 3] = [
    ("punctuation", "“”‘’„«»–—…·×→←↑↓§°€"),
    ("names", "ÅåÄäÇçÉéÍíÓóÖöØøÜüßŁłŚśŠšŽžČčĆćĐđĢģĶķĻļŅņŪūŐőŰűŢţȚțȘșĂăÂâÎîĞğİıŞşÞþÐðÆæŒœ"),
    ("Ukrainian and Russian", "АБВГҐДЕЄЁЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЪЫЭЮЯабвгґдеєёжзиіїйклмнопрстуфхцчшщьъыэюя"),
];

/// Letters that are welcome: what is missing is printed and left to the next font.
const WELCOME: [(&str, &str); 2] = [("symbols", "▲▼△▽◆◇●○■□✓✕✗↔‑"), ("rare letters", "ĬĭĲĳŦŧŉ")];

pub(crate) fn check(assets: &Path) -> anyhow::Result<()> {
    for path in files(&assets.join("fonts"), "ttf")? {
        check_font(&path)?;
    }
    let flags = files(&assets.join("flags"), "svg")?;
    for path in &flags {
        check_flag(path).with_context(|| format!("{}", path.display()))?;
    }
    println!("{} flags render", flags.len());
    Ok(())
}

fn files(folder: &Path, extension: &str) -> anyhow::Result<Vec<PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<anyhow::Result<Vec<_>>>()?;
    paths.retain(|path| path.extension().is_some_and(|found| found == extension));
    paths.sort();
    Ok(paths)
}

fn check_font(path: &Path) -> anyhow::Result<()> {
    let bytes = std::fs::read(path)?;
    let face = ttf_parser::Face::parse(&bytes, 0).with_context(|| format!("{}", path.display()))?;
    let missing =
        |letters: &str| letters.chars().filter(|letter| face.glyph_index(*letter).is_none()).collect::<String>();
    let range = |name: &str, from: u32, to: u32| {
        let letters: String = (from..=to).filter_map(char::from_u32).collect();
        format!("{name} {} of {}", letters.chars().count() - missing(&letters).chars().count(), letters.chars().count())
    };
    println!("{}: {} glyphs", path.display(), face.number_of_glyphs());
    println!(
        "    {}, {}, {}",
        range("Latin-1", 0xa0, 0xff),
        range("Latin Extended-A", 0x100, 0x17f),
        range("Cyrillic", 0x400, 0x45f)
    );
    for (group, letters) in WELCOME {
        println!("    {group}: missing {:?}", missing(letters));
    }
    for (group, letters) in REQUIRED {
        ensure!(missing(letters).is_empty(), "{}: {group}: missing {:?}", path.display(), missing(letters));
    }
    Ok(())
}

fn check_flag(path: &Path) -> anyhow::Result<()> {
    const SIZE: u32 = 64;
    let tree = usvg::Tree::from_data(&std::fs::read(path)?, &usvg::Options::default())?;
    ensure!((tree.size().width() - tree.size().height()).abs() < 0.1, "not square");
    let mut pixels = tiny_skia::Pixmap::new(SIZE, SIZE).context("no picture")?;
    let scale = SIZE as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixels.as_mut());
    let opaque = pixels.pixels().iter().filter(|pixel| pixel.alpha() > 180).count();
    let share = opaque as f32 / pixels.pixels().len() as f32;
    ensure!(share > 0.95, "paints only {:.0} % of its square", share * 100.0);
    let first = pixels.pixels().first();
    ensure!(pixels.pixels().iter().any(|pixel| Some(pixel) != first), "is all of one colour");
    Ok(())
}
