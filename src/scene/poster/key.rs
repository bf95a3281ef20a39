//! The key of a poster: what stripes, hatching and outlines mean, each beside a drawn sample.
//!
//! A reader of the file cannot hover over anything for an explanation. Easy to get wrong: only what the picture uses is
//! explained, so the key is read from the composed scene.

use crate::derive::{Basis, Change, Clock, Standing};
use crate::layout::geometry::{Point, Rect, Size};
use crate::layout::picture::Picture;
use crate::model::{ActorId, EdtfDate, Project, Question, Stance, Statement};
use crate::scene::{Dash, Fill, Item, Palette, Scene, SceneRequest, Shape, StanceLooks, Stroke, Target, outline};
use std::collections::BTreeMap;

/// What a key can explain, in the order of its entries.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Key {
    pub(super) entries: Vec<KeyEntry>,
}

/// Samples and what they mean.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct KeyEntry {
    pub(super) samples: Vec<Sample>,
    /// What the samples mean.
    pub(super) words: String,
}

/// A sample that stands before the words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sample {
    /// Width in picture points, with its padding.
    pub(super) width: f32,
    /// The items, drawn around the origin.
    pub(super) shapes: Vec<Shape>,
}

/// Radius of a sample.
const RADIUS: f32 = 5.0;

impl Sample {
    /// Half the width of a sample that shows a pattern.
    fn patch(fill: Fill, stroke: Stroke) -> Self {
        let rect = Rect::from_center_size(Point::ZERO, Size::new(22.0, 11.0));
        Self { width: 26.0, shapes: vec![Shape::Box { rect, corner_radius: 3.0, fill, stroke: Some(stroke) }] }
    }

    fn disc(radius: f32, fill: Fill, stroke: Option<Stroke>) -> Self {
        Self { width: 15.0, shapes: vec![Shape::Disc { center: Point::ZERO, radius, fill, stroke }] }
    }
}

impl Key {
    /// What `scene` uses of stripes, dashes, thin and thick outlines, and hatching. A matrix explains its own below its
    /// rows.
    pub fn of_picture(request: &SceneRequest, scene: &Scene) -> Self {
        match request.picture {
            Picture::Matrix => return Self::default(),
            Picture::Map | Picture::Network | Picture::RollCall => {}
        }
        let palette = request.theme.palette();
        let mut drawn: BTreeMap<&ActorId, &Standing> = BTreeMap::new();
        let looks = request.looks();
        let mut has_hatching = false;
        for (_, item) in scene.items() {
            let (Shape::Area { fill, .. } | Shape::Disc { fill, .. }) = &item.shape else { continue };
            has_hatching |= matches!(fill, Fill::Hatched { .. });
            if let Some(Target::Actor(actor)) = &item.target {
                drawn.extend(request.standings.of(actor).map(|standing| (&standing.actor, standing)));
            }
        }
        let held = || drawn.values().filter_map(|standing| Some((*standing, standing.basis?)));
        let plain =
            |must_go, basis| Sample::disc(RADIUS, Fill::Solid(palette.disc), Some(outline(&palette, must_go, basis)));
        let mut entries = Vec::new();
        let contested = held().find_map(|(standing, _)| Some((standing.stance, standing.contested_by?)));
        if let Some((stance, rival)) = contested {
            let fill = looks.fill(&palette, stance, Some(rival));
            let sample = Sample::patch(fill, outline(&palette, 2, Basis::Named));
            entries.push(KeyEntry::of(sample, "contested by a recent statement"));
        }
        if held().any(|(_, basis)| basis != Basis::Named) {
            let words = "second-hand only: unnamed sources or the words of others";
            entries.push(KeyEntry::of(plain(2, Basis::SecondHand), words));
        }
        let widths: Vec<(usize, &str)> = [(1, "1"), (2, "2"), (3, "3 or more")]
            .into_iter()
            .filter(|(class, _)| held().any(|(standing, _)| standing.must_go.clamp(1, 3) == *class))
            .collect();
        if !widths.is_empty() {
            let samples = widths.iter().map(|(class, _)| plain(*class, Basis::Named)).collect();
            let numbers: Vec<&str> = widths.iter().map(|(_, number)| *number).collect();
            let unit = if numbers == ["1"] { "statement" } else { "statements" };
            entries.push(KeyEntry { samples, words: format!("{} {unit} to change it", numbers.join(", ")) });
        }
        if has_hatching {
            let fill = looks.fill(&palette, None, None);
            let sample = Sample::patch(fill, Stroke::solid(1.0, palette.silent_ring));
            entries.push(KeyEntry::of(sample, "silent: no statement that counts"));
        }
        Self { entries }
    }

    /// What the marks of a timeline mean, limited to what is drawn for `question`.
    pub fn of_timeline(
        palette: &Palette,
        project: &Project,
        question: &Question,
        clock: Clock,
        changes: &[Change],
    ) -> Self {
        let asked = project.statements.values().filter(|statement| statement.question == question.id);
        let dated: Vec<(EdtfDate, &Statement)> =
            asked.filter_map(|statement| Some((statement.said.date?, statement))).collect();
        let is_day = |(said, _): &(EdtfDate, &Statement)| said.earliest() == said.latest();
        let looks = StanceLooks::of(question);
        let color = looks.color(Stance::Supports);
        let dot = || Sample::disc(RADIUS, Fill::Solid(color), Some(Stroke::solid(0.8, palette.outline)));
        let mut entries = Vec::new();
        if dated.iter().any(|of| is_day(of) && !of.0.is_approximate()) {
            entries.push(KeyEntry::of(dot(), "a statement on its day"));
        }
        if dated.iter().any(|of| is_day(of) && of.0.is_approximate()) {
            let disc =
                |radius, color| Shape::Disc { center: Point::ZERO, radius, fill: Fill::Solid(color), stroke: None };
            let shapes = vec![disc(RADIUS, color.mix(palette.paper, 0.6)), disc(RADIUS * 0.66, color)];
            entries.push(KeyEntry::of(Sample { width: 15.0, shapes }, "about that day"));
        }
        if !dated.iter().all(is_day) {
            let points = vec![Point::new(-11.0, 0.0), Point::new(10.0, 0.0)];
            let bar = Shape::Line { points, stroke: Stroke::solid(3.0, color.mix(palette.paper, 0.6)) };
            let mut shapes = vec![bar];
            let end = Sample::disc(3.0, Fill::Solid(color), Some(Stroke::solid(0.8, palette.outline)));
            shapes.extend(end.shapes.into_iter().map(|shape| shape.moved(Point::new(8.0, 0.0))));
            entries.push(KeyEntry::of(Sample { width: 28.0, shapes }, "said within this time, counts from its end"));
        }
        let is_unknown = |(said, statement): &(EdtfDate, &Statement)| {
            let printed = project.printed_by(statement).unwrap_or(said.latest());
            clock.known_on.is_some_and(|known_on| printed > known_on)
        };
        if dated.iter().any(is_unknown) {
            let hollow = Stroke { width: 0.9, color: palette.silent_ring, dash: Dash::Dashed };
            entries
                .push(KeyEntry::of(Sample::disc(RADIUS, Fill::Solid(palette.paper), Some(hollow)), "not yet printed"));
        }
        if !changes.is_empty() {
            let tick = |x: f32, stance| Shape::Line {
                points: vec![Point::new(x, -4.0), Point::new(x, 4.0)],
                stroke: Stroke::solid(2.8, looks.color(stance)),
            };
            let shapes = vec![tick(-2.0, Stance::Supports), tick(2.0, Stance::NotNow)];
            entries.push(KeyEntry::of(Sample { width: 13.0, shapes }, "somebody’s standing changes"));
        }
        Self { entries }
    }
}

impl KeyEntry {
    fn of(sample: Sample, words: &str) -> Self {
        Self { samples: vec![sample], words: words.to_owned() }
    }

    /// Its samples side by side from `left` on, centred on `y`, and where its words begin.
    pub(super) fn drawn(&self, left: f32, y: f32) -> (Vec<Item>, f32) {
        let mut x = left;
        let mut items = Vec::new();
        for sample in &self.samples {
            let center = Point::new(x + sample.width / 2.0, y);
            items.extend(sample.shapes.iter().map(|shape| Item::silent(shape.clone().moved(center))));
            x += sample.width;
        }
        (items, x + 2.0)
    }

    /// Width of all its samples.
    pub(super) fn samples_width(&self) -> f32 {
        self.samples.iter().map(|sample| sample.width).sum::<f32>() + 2.0
    }
}
