//! Draws the prepared map as it is, for a person to look at.
//!
//! Everything here is thrown away: colours and widths say nothing about the program's own pictures.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::Context;
use demarche::layout::geography::{Geography, LandRole, LineSides, MapPolygon};
use demarche::layout::geometry::Point;
use demarche::layout::projection::MapFrame;
use resvg::{tiny_skia, usvg};

/// Width of the picture in pixels.
const WIDTH: f32 = 2400.0;

pub(crate) fn write(frame: &MapFrame, path: &Path) -> anyhow::Result<()> {
    let svg = svg(frame)?;
    let tree = usvg::Tree::from_str(&svg, &usvg::Options::default())?;
    let size = tree.size();
    let mut pixels =
        tiny_skia::Pixmap::new(size.width() as u32, size.height() as u32).context("the picture is empty")?;
    resvg::render(&tree, tiny_skia::Transform::identity(), &mut pixels.as_mut());
    pixels.save_png(path).with_context(|| format!("cannot write {}", path.display()))
}

/// Triangles in one colour a country, borders and coasts over them, and the home rectangle.
fn svg(frame: &MapFrame) -> anyhow::Result<String> {
    let geography = Geography::of(frame);
    let sheet = frame.sheet;
    let scale = WIDTH / sheet.width();
    let mut svg = String::new();
    writeln!(
        svg,
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{}" viewBox="{} {} {} {}">
<rect x="-9999" y="-9999" width="99999" height="99999" fill="#e8edf1"/>"##,
        (sheet.height() * scale).round(),
        sheet.min.x,
        sheet.min.y,
        sheet.width(),
        sheet.height()
    )?;
    for (number, country) in geography.countries().enumerate() {
        let color = match country.role {
            LandRole::State => format!("hsl({}, 35%, {}%)", (number * 47) % 360, 60 + (number * 7) % 15),
            LandRole::Ground { .. } => "#d8d8d4".to_owned(),
        };
        for polygon in country.polygons() {
            writeln!(
                svg,
                r#"<path fill="{color}" stroke="{color}" stroke-width="0.05" d="{}"/>"#,
                triangles(polygon)?
            )?;
        }
    }
    for line in geography.lines() {
        let (color, width) = match line.sides {
            LineSides::Coast(_) => ("#5b6b7a", 0.5 / scale),
            LineSides::Border(..) => ("#ffffff", 1.5 / scale),
            LineSides::Disputed(_) => ("#dd3333", 1.5 / scale),
        };
        writeln!(svg, r#"<path fill="none" stroke="{color}" stroke-width="{width}" d="{}"/>"#, path(&line.points)?)?;
    }
    let home = frame.rect;
    writeln!(
        svg,
        r##"<rect x="{}" y="{}" width="{}" height="{}" fill="none" stroke="#d33" stroke-width="{}"/></svg>"##,
        home.min.x,
        home.min.y,
        home.width(),
        home.height(),
        2.0 / scale
    )?;
    Ok(svg)
}

fn triangles(polygon: &MapPolygon) -> anyhow::Result<String> {
    let points: Vec<Point> = polygon.points().collect();
    let mut data = String::new();
    for corners in polygon.triangles.as_chunks::<3>().0 {
        let corners: Vec<Point> = corners.iter().filter_map(|index| points.get(*index as usize)).copied().collect();
        write!(data, "{}Z", path(&corners)?)?;
    }
    Ok(data)
}

fn path(points: &[Point]) -> anyhow::Result<String> {
    let mut data = String::new();
    for (number, point) in points.iter().enumerate() {
        write!(data, "{}{} {}", if number == 0 { 'M' } else { 'L' }, point.x, point.y)?;
    }
    Ok(data)
}
