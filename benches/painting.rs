//! Processor time of drawing: what a frame of a picture costs before it goes to the graphics card.
//!
//!     cargo bench --bench painting
//!     cargo bench --bench painting -- --pictures DIR     also writes what was drawn, as PNG
//!
//! One thread, median of 200 frames, each the toolkit's pass and its tessellation in a window of 1600×1000. The goals
//! are those of issue 2: a frame of the map with its panels 4 ms, a network of 10,000 nodes and 30,000 edges 1 ms.

#[path = "support/figures.rs"]
mod figures;

#[path = "../tests/support/cpu_renderer.rs"]
mod cpu_renderer;

use cpu_renderer::CpuRenderer;
use cpu_time::ProcessTime;
use demarche::gui::paint::{ScenePainter, install_fonts};
use demarche::layout::camera::Camera;
use demarche::layout::geometry::{Point, Rect, Size};
use demarche::layout::picture::Picture;
use demarche::scene::{Align, Color, Detail, Face, Fill, Item, Layer, Scene, Shape, Stroke, Theme};
use demarche::session::{Look, Origin, Session, ViewHome};
use figures::Better;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

const FRAMES: usize = 200;
const SIZE: Size = Size::new(1600.0, 1000.0);

fn main() {
    figures::begin("painting");
    let arguments: Vec<String> = std::env::args().collect();
    let pictures = arguments.iter().position(|argument| argument == "--pictures");
    let pictures = pictures.and_then(|index| arguments.get(index + 1)).map(PathBuf::from);
    let opened = demarche::store::builtin();
    let Ok(session) = Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory) else { return };

    println!("{:<52} {:>8} {:>8} {:>8} {:>8}", "CPU ms of a frame", "median", "first", "vertices", "meshes");
    for pixels_per_point in [1.0, 2.0] {
        let at = if pixels_per_point > 1.0 { ", two pixels a point" } else { "" };
        let still = |camera| Arc::new(real(&session, Picture::Map, SIZE, Theme::Light, camera, Detail::Full));
        let home = still(None);
        measure(&format!("map at rest{at}"), pixels_per_point, |_| Arc::clone(&home));
        measure(&format!("map, panned and zoomed each frame{at}"), pixels_per_point, |frame| {
            still(Some(moving_camera(frame)))
        });
        let network = Arc::new(large_network(10_000, 30_000, 200));
        measure(&format!("network of 10,000 and 30,000 at rest{at}"), pixels_per_point, |_| Arc::clone(&network));
        let seats = Arc::new(real(&session, Picture::RollCall, SIZE, Theme::Light, None, Detail::Full));
        measure(&format!("roll call at rest{at}"), pixels_per_point, |_| Arc::clone(&seats));
        measure_thumbnails(&session, &format!("eight thumbnails at rest{at}"), pixels_per_point);
    }
    if let Some(folder) = pictures {
        draw_pictures(&session, &folder);
    }
    figures::finish();
}

/// A camera that goes around and comes closer.
fn moving_camera(frame: usize) -> Camera {
    let turn = frame as f32 / 40.0;
    Camera {
        center: Point::new(500.0 + 120.0 * turn.sin(), 380.0 + 80.0 * turn.cos()),
        points_per_unit: 1.3 * (1.0 + frame as f32 / 100.0),
    }
}

#[expect(clippy::iter_over_hash_type, reason = "every viewport gets the same value")]
fn input(pixels_per_point: f32) -> egui::RawInput {
    let mut input = egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(SIZE.width, SIZE.height))),
        max_texture_side: Some(8192),
        ..egui::RawInput::default()
    };
    for viewport in input.viewports.values_mut() {
        viewport.native_pixels_per_point = Some(pixels_per_point);
    }
    input
}

fn new_context() -> egui::Context {
    let ctx = egui::Context::default();
    install_fonts(&ctx);
    ctx
}

/// The scene is made outside of the time that is measured.
fn measure(name: &str, pixels_per_point: f32, scene: impl Fn(usize) -> Arc<Scene>) {
    let mut painter = ScenePainter::default();
    let scenes: Vec<Arc<Scene>> = (0..FRAMES).map(&scene).collect();
    measure_frames(name, pixels_per_point, |ui, frame| {
        let rect = ui.max_rect();
        if let Some(scene) = scenes.get(frame % FRAMES) {
            painter.paint(ui.painter(), rect, scene);
        }
    });
}

fn measure_thumbnails(session: &Session, name: &str, pixels_per_point: f32) {
    let scenes: Vec<Arc<Scene>> = [None, Some(moving_camera(30))]
        .into_iter()
        .cycle()
        .take(8)
        .map(|camera| {
            Arc::new(real(session, Picture::Map, Size::new(640.0, 400.0), Theme::Light, camera, Detail::Sketch))
        })
        .collect();
    let mut painters: Vec<ScenePainter> = scenes.iter().map(|_| ScenePainter::default()).collect();
    measure_frames(name, pixels_per_point, |ui, _| {
        for (index, (painter, scene)) in painters.iter_mut().zip(&scenes).enumerate() {
            let corner = egui::pos2(10.0, 10.0 + 60.0 * index as f32);
            painter.paint(ui.painter(), egui::Rect::from_min_size(corner, egui::vec2(80.0, 50.0)), scene);
        }
    });
}

fn measure_frames(name: &str, pixels_per_point: f32, mut paint: impl FnMut(&mut egui::Ui, usize)) {
    let ctx = new_context();
    let mut times: Vec<Duration> = Vec::new();
    let (mut vertices, mut meshes) = (0, 0);
    // Two frames for the toolkit to take over the fonts and the size.
    for frame in 0..FRAMES + 2 {
        let start = ProcessTime::now();
        let mut output = ctx.run_ui(input(pixels_per_point), |ui| {
            if frame > 1 {
                paint(ui, frame - 2);
            }
        });
        let shapes = std::mem::take(&mut output.shapes);
        let primitives = ctx.tessellate(shapes, output.pixels_per_point);
        let time = start.elapsed();
        output.textures_delta.clear();
        if frame > 1 {
            times.push(time);
        }
        meshes = primitives.len();
        vertices = primitives.iter().map(vertices_of).sum();
    }
    let first = times.first().copied().unwrap_or_default();
    times.sort_unstable();
    let median = times.get(FRAMES / 2).copied().unwrap_or_default();
    let stored = figures::beside(name, milliseconds(median), Better::Lower);
    println!("{name:<52} {:>8.3} {:>8.2} {vertices:>8} {meshes:>8}{stored}", milliseconds(median), milliseconds(first));
}

fn vertices_of(primitive: &egui::ClippedPrimitive) -> usize {
    match &primitive.primitive {
        egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
        egui::epaint::Primitive::Callback(_) => 0,
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1e3
}

/// A picture of the project that is compiled in.
fn real(
    session: &Session,
    picture: Picture,
    size: Size,
    theme: Theme,
    camera: Option<Camera>,
    detail: Detail,
) -> Scene {
    let look =
        Look { picture, camera, marked: BTreeSet::new(), selected: None, pins: BTreeMap::new(), ..Look::of(session) };
    look.scene(size, theme, detail)
}

/// Discs with rings, lines and labels without any meaning.
fn large_network(nodes: usize, edges: usize, labels: usize) -> Scene {
    let mut state = 7_u64;
    let mut chance = move |end: f32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1_u64 << 24) as f32 * end
    };
    let places: Vec<Point> = (0..nodes).map(|_| Point::new(chance(SIZE.width), chance(SIZE.height))).collect();
    let palette = Theme::Light.palette();
    let fills = [Color::hex(0x1F2A80), Color::hex(0x4C9BE0), Color::hex(0xA9A9A9), Color::hex(0xF2B134)];
    let lines = (0..edges)
        .filter_map(|_| {
            let from = places.get(chance(nodes as f32) as usize)?;
            let to = Point::new(from.x + chance(80.0) - 40.0, from.y + chance(80.0) - 40.0);
            let stroke = Stroke::solid(1.0, palette.tie.with_alpha(60));
            Some(Item::silent(Shape::Line { points: vec![*from, to], stroke }))
        })
        .collect();
    let discs = places
        .iter()
        .zip(fills.into_iter().cycle())
        .map(|(center, color)| {
            let stroke = Some(Stroke::solid(1.0, palette.outline));
            Item::silent(Shape::Disc { center: *center, radius: 3.0, fill: Fill::Solid(color), stroke })
        })
        .collect();
    let words = places
        .iter()
        .take(labels)
        .enumerate()
        .map(|(index, center)| {
            Item::silent(Shape::Text {
                baseline: *center + Point::new(6.0, 4.0),
                align: Align::Left,
                face: Face::Medium,
                size: 11.0,
                color: palette.ink,
                halo: Some(palette.paper),
                text: format!("Actor number {index}"),
            })
        })
        .collect();
    let clip = Some(Rect::from_min_size(Point::ZERO, SIZE));
    let layers = [lines, discs, words].into_iter().map(|items| Layer { clip, items }).collect();
    Scene { size: SIZE, background: palette.paper, layers }
}

/// Writes what is drawn, in both themes and at both densities.
fn draw_pictures(session: &Session, folder: &std::path::Path) {
    let map = |theme, camera| real(session, Picture::Map, Size::new(1000.0, 800.0), theme, camera, Detail::Full);
    let of = |picture, theme| real(session, picture, Size::new(1000.0, 800.0), theme, None, Detail::Full);
    let close = Camera { center: Point::new(560.0, 430.0), points_per_unit: 3.4 };
    let scenes = [
        ("map-light", map(Theme::Light, None)),
        ("map-dark", map(Theme::Dark, None)),
        ("map-close", map(Theme::Light, Some(close))),
        ("map-close-dark", map(Theme::Dark, Some(close))),
        ("network-light", of(Picture::Network, Theme::Light)),
        ("network-dark", of(Picture::Network, Theme::Dark)),
        ("roll-call-light", of(Picture::RollCall, Theme::Light)),
        ("large-network", large_network(10_000, 30_000, 200)),
    ];
    for (name, scene) in scenes {
        let scene = Arc::new(scene);
        for pixels_per_point in [1.0, 2.0] {
            let path = folder.join(format!("{name}@{pixels_per_point}.png"));
            let png = draw(&scene, 1.0, pixels_per_point);
            if let Err(error) = std::fs::write(&path, png) {
                println!("{}: {error}", path.display());
            }
        }
    }
    let sketch = Arc::new(real(session, Picture::Map, Size::new(640.0, 400.0), Theme::Light, None, Detail::Sketch));
    let written = std::fs::write(folder.join("thumbnail.png"), draw(&sketch, 0.2, 2.0));
    if let Err(error) = written {
        println!("{error}");
    }
}

fn draw(scene: &Arc<Scene>, scale: f32, pixels_per_point: f32) -> Vec<u8> {
    let ctx = new_context();
    let mut renderer = CpuRenderer::default();
    let mut painter = ScenePainter::default();
    let size = egui::vec2(scene.size.width * scale, scene.size.height * scale);
    let rect = egui::Rect::from_min_size(egui::Pos2::ZERO, size);
    let input = egui::RawInput { screen_rect: Some(rect), ..input(pixels_per_point) };
    let mut frame = |paints: bool| {
        renderer.frame(&ctx, input.clone(), egui::Color32::BLACK, |ui| {
            if paints {
                painter.paint(ui.painter(), rect, scene);
            }
        })
    };
    frame(false);
    frame(true).png()
}
