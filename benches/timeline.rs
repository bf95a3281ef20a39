//! Processor time of the timeline: what a frame with 50,000 marks costs before it goes to the graphics card.
//!
//!     cargo bench --bench timeline
//!
//! One thread, median of 200 frames, each the toolkit's pass and its tessellation. The goal is that of issue 3: 4 ms a
//! frame with 50,000 marks, at rest and while a handle is dragged. What is made only when something changed (where
//! marks lie, their scene) is told below.

#[path = "support/figures.rs"]
mod figures;

#[path = "support/large_project.rs"]
mod large_project;

use cpu_time::ProcessTime;
use demarche::gui::paint::{ScenePainter, install_fonts, paint_items};
use demarche::gui::{App, prepare};
use demarche::layout::geometry::Size;
use demarche::layout::timeline::{Grouping, Timeline, TimelineRequest};
use demarche::model::{ActorId, Approximate, Day};
use demarche::scene::{
    HEADROOM, Handle, Scene, Theme, TimelineEvent, TimelineSceneRequest, draw_handle, draw_timeline_events,
    timeline_events, timeline_marks, timeline_not_yet_known,
};
use demarche::session::{Command, LookCommand, Origin, Session, ViewHome};
use demarche::view::TimelineLook;
use figures::Better;
use large_project::{start_of_time, synthetic};
use std::collections::BTreeSet;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

const FRAMES: usize = 200;
const RUNS: usize = 9;
/// Of the timeline in a window of 1600×1000.
const SIZE: Size = Size::new(940.0, 230.0);
const WINDOW: egui::Vec2 = egui::vec2(1600.0, 1000.0);

fn main() {
    figures::begin("timeline");
    let mut opened = demarche::store::builtin();
    opened.project = synthetic(&opened.project, 2_000, 50_000);
    // All on one question, so that all are drawn.
    if let Some(question) = opened.project.manifest.questions.first().map(|question| question.id.clone()) {
        opened.project.statements.values_mut().for_each(|statement| statement.question = question.clone());
    }
    let mut session = match Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory) {
        Ok(session) => session,
        Err(error) => return eprintln!("the project cannot be opened: {error}"),
    };
    let everybody = BTreeSet::new();
    let said = session.project().statements.values();
    let marks = said.filter(|statement| statement.question == session.question().id).count();
    println!("{marks} marks, {} changes", session.standing_changes().changes.len());

    println!("{:<52} {:>8} {:>8} {:>8}", "CPU ms of a frame", "median", "first", "vertices");
    for (name, size) in [("at 1600×1000", SIZE), ("at 2560×1440", Size::new(1_700.0, 380.0))] {
        let timeline = lay_out(&session, Grouping::Together, size);
        let request = scene_request(&session, &timeline, &everybody);
        let events = timeline_events(&request, &session.standing_changes().changes);
        let scenes = scenes(&request, &events);
        let days = (session.project_facts().end.0, Approximate::Exact);
        frames(
            &format!("timeline at rest {name}"),
            &scenes,
            |_| Handle::of(&timeline, days.0, days.1),
            (&timeline, &events),
        );
        let at = |frame: usize| timeline.axis.day_at(60.0 + 4.0 * frame as f32);
        frames(
            &format!("timeline, handle dragged {name}"),
            &scenes,
            |frame| Handle::of(&timeline, at(frame), days.1),
            (&timeline, &events),
        );
    }
    window(&mut session);

    println!("\n{:<52} {:>8}", "CPU ms when something changed", "median");
    row("marks laid out, in one pile", || drop(black_box(lay_out(&session, Grouping::Together, SIZE))));
    row("marks laid out, by actor", || drop(black_box(lay_out(&session, Grouping::Rows, SIZE))));
    let timeline = lay_out(&session, Grouping::Together, SIZE);
    let request = scene_request(&session, &timeline, &everybody);
    row("scene of the marks", || drop(black_box(timeline_marks(&request))));
    row("changes placed and drawn", || {
        let events = timeline_events(&request, &session.standing_changes().changes);
        drop(black_box(draw_timeline_events(&request, &events)));
    });
    let known_on = session.project_facts().end.0.plus_days(-300);
    row("what is not yet known", || drop(black_box(timeline_not_yet_known(&request, known_on))));
    figures::finish();
}

fn lay_out(session: &Session, grouping: Grouping, size: Size) -> Timeline {
    let end: Day = session.project_facts().end.0;
    let (project, question) = (session.project(), &session.question().id);
    Timeline::new(&TimelineRequest { project, question, end, grouping, size, headroom: HEADROOM })
}

fn scene_request<'a>(
    session: &'a Session,
    timeline: &'a Timeline,
    marked: &'a BTreeSet<ActorId>,
) -> TimelineSceneRequest<'a> {
    let (project, question) = (session.project(), session.question());
    TimelineSceneRequest { project, question, timeline, theme: Theme::Light, marked, scrolled: 0.0 }
}

fn scenes(request: &TimelineSceneRequest, events: &[TimelineEvent]) -> [Arc<Scene>; 2] {
    [Arc::new(timeline_marks(request)), Arc::new(draw_timeline_events(request, events))]
}

/// Paints what is kept and a handle, as the window does.
fn frames(
    name: &str,
    scenes: &[Arc<Scene>; 2],
    handle: impl Fn(usize) -> Handle,
    (timeline, events): (&Timeline, &[TimelineEvent]),
) {
    let ctx = egui::Context::default();
    install_fonts(&ctx);
    let mut painters: [ScenePainter; 2] = Default::default();
    let rect = egui::Rect::from_min_size(egui::pos2(20.0, 20.0), egui::vec2(timeline.size.width, timeline.size.height));
    measure(name, &ctx, |ui, frame| {
        for (painter, scene) in painters.iter_mut().zip(scenes) {
            painter.paint(ui.painter(), rect, scene);
        }
        paint_items(&ui.painter_at(rect), rect, &draw_handle(timeline, Theme::Light, &handle(frame), events));
    });
}

/// The whole window with the timeline and without it.
fn window(session: &mut Session) {
    for (name, look) in
        [("window, timeline put away", TimelineLook::Hidden), ("window, timeline shown", TimelineLook::Together)]
    {
        let _ = session.perform(Command::Look(LookCommand::ShowTimeline(look)));
        let ctx = egui::Context::default();
        prepare(&ctx);
        let project = session.project().clone();
        let mut opened = demarche::store::builtin();
        opened.project = project;
        let Ok(mut own) = Session::open(opened, Origin::BuiltIn, Vec::new(), ViewHome::Memory) else { return };
        let _ = own.perform(Command::Look(LookCommand::ShowTimeline(look)));
        let mut app = App::new(own);
        measure(name, &ctx, |ui, _| app.ui(ui));
        // Places, colours, tally, timeline and panels of another day in every frame.
        measure(&format!("{name}, another day"), &ctx, |ui, frame| {
            app.perform(Command::Look(LookCommand::GoTo(Some(start_of_time().plus_days(300 + frame as i32)))));
            app.ui(ui);
        });
    }
}

fn measure(name: &str, ctx: &egui::Context, mut paint: impl FnMut(&mut egui::Ui, usize)) {
    let mut times: Vec<Duration> = Vec::new();
    let mut vertices = 0;
    // A few frames for the toolkit to take over fonts and sizes.
    for frame in 0..FRAMES + 6 {
        let input = egui::RawInput {
            screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, WINDOW * 1.2)),
            max_texture_side: Some(8192),
            time: Some(frame as f64 / 60.0),
            ..egui::RawInput::default()
        };
        let start = ProcessTime::now();
        let mut output = ctx.run_ui(input, |ui| {
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
        vertices = primitives.iter().map(vertices_of).sum();
    }
    let first = times.first().copied().unwrap_or_default();
    let median = median(times);
    let stored = figures::beside(name, median, Better::Lower);
    println!("{name:<52} {median:>8.3} {:>8.2} {vertices:>8}{stored}", first.as_secs_f64() * 1e3);
}

fn vertices_of(primitive: &egui::ClippedPrimitive) -> usize {
    match &primitive.primitive {
        egui::epaint::Primitive::Mesh(mesh) => mesh.vertices.len(),
        egui::epaint::Primitive::Callback(_) => 0,
    }
}

fn row(name: &str, mut work: impl FnMut()) {
    let times = (0..RUNS).map(|_| {
        let start = ProcessTime::now();
        work();
        start.elapsed()
    });
    let time = median(times.collect());
    println!("{name:<52} {time:>8.2}{}", figures::beside(name, time, Better::Lower));
}

/// In milliseconds.
fn median(mut times: Vec<Duration>) -> f64 {
    times.sort_unstable();
    times.get(times.len() / 2).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
