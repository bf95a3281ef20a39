//! What is drawn on a timeline can be seen and read, in both themes and at every size.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use super::*;
use crate::derive::{Change, Ledger, Standpoint};
use crate::layout::timeline::{Grouping, TimelineRequest};
use crate::model::{Approximate, Stance};
use crate::scene::stance_color;
use std::collections::BTreeMap;

struct Drawn {
    project: Project,
    changes: Vec<Change>,
    timeline: Timeline,
}

impl Drawn {
    fn new(project: Project, width: f32, height: f32) -> Self {
        let question = project.manifest.questions.first().unwrap().id.clone();
        let end = project.evidence_end().unwrap().0;
        let standpoint =
            Standpoint::new(question.clone(), crate::derive::Clock::on(end), project.manifest.rule.clone());
        let changes = Ledger::new(&project).changes(&standpoint);
        let size = Size::new(width, height);
        let request = TimelineRequest {
            project: &project,
            question: &question,
            end,
            grouping: Grouping::Together,
            size,
            headroom: HEADROOM,
        };
        let timeline = Timeline::new(&request);
        Self { project, changes, timeline }
    }

    fn builtin(width: f32, height: f32) -> Self {
        Self::new(crate::fixtures::built_in(), width, height)
    }

    fn with<T>(&self, theme: Theme, look: impl FnOnce(&TimelineSceneRequest) -> T) -> T {
        let question = self.project.manifest.questions.first().unwrap();
        let (project, timeline, marked) = (&self.project, &self.timeline, &BTreeSet::new());
        look(&TimelineSceneRequest { project, question, timeline, theme, marked, scrolled: 0.0 })
    }

    fn events(&self) -> Vec<TimelineEvent> {
        self.with(Theme::Light, |request| timeline_events(request, &self.changes))
    }
}

#[test]
fn in_the_dark_every_mark_stands_out_from_the_ground_by_itself_or_by_its_edge() {
    let paper = Theme::Dark.palette().paper;
    for (width, height) in [(900.0, 600.0), (900.0, 200.0), (400.0, 120.0), (300.0, 70.0)] {
        let drawn = Drawn::builtin(width, height);
        let scene = drawn.with(Theme::Dark, timeline_marks);
        let (mut best, mut bars) = (BTreeMap::new(), BTreeMap::new());
        for (_, item) in scene.items() {
            let Some(Target::Statement(of)) = &item.target else { continue };
            let (map, color) = match &item.shape {
                Shape::Disc { fill: Fill::Solid(fill), stroke, .. } => {
                    let edge = stroke.map_or(0.0, |stroke| stroke.color.contrast(paper));
                    (&mut best, edge.max(fill.contrast(paper)))
                }
                Shape::Line { stroke, .. } => (&mut bars, stroke.color.contrast(paper)),
                _ => continue,
            };
            let seen: &mut f32 = map.entry(of.clone()).or_default();
            *seen = seen.max(color);
        }
        assert!(!best.is_empty() || !bars.is_empty());
        for (of, contrast) in best.iter().chain(&bars) {
            assert!(*contrast >= 2.99, "{of} at {width}x{height}: {contrast}");
        }
    }
    for stance in Stance::ALL {
        assert!(bare_color(Theme::Dark, stance_color(stance)).contrast(paper) >= DARK_CONTRAST, "a tick of {stance:?}");
        assert!(
            pale_color(Theme::Dark, stance_color(stance), 0.6).contrast(paper) >= DARK_CONTRAST,
            "a bar of {stance:?}"
        );
    }
}

#[test]
fn a_long_name_is_cut_and_its_stance_is_not() {
    let mut project = crate::fixtures::built_in();
    for actor in project.actors.values_mut() {
        actor.name = format!("{} of the very long name that nobody has room for anywhere", actor.name);
    }
    let drawn = Drawn::new(project, 1280.0, 600.0);
    let question = drawn.project.manifest.questions.first().unwrap();
    for event in drawn.events() {
        let stance = question.label(Some(event.change.to)).to_lowercase();
        assert!(event.label.ends_with(&stance) && event.label.contains('…'), "{}", event.label);
    }
}

#[test]
fn of_the_changes_of_a_day_those_of_members_who_turn_against_are_labelled_first() {
    let drawn = Drawn::builtin(1280.0, 490.0);
    let labelled: Vec<String> =
        drawn.events().into_iter().filter(|event| event.spot.label.is_some()).map(|event| event.label).collect();
    assert!(labelled.iter().any(|label| label == "Hungary: opposes"), "{labelled:?}");
    let low = Drawn::builtin(1280.0, 140.0);
    let last: Vec<String> = low
        .events()
        .into_iter()
        .filter(|event| event.spot.label.is_some() && event.change.day == "2024-12-03".parse().unwrap())
        .map(|event| event.label)
        .collect();
    assert_eq!(last.first().map(String::as_str), Some("Hungary: opposes"), "{last:?}");
}

#[test]
fn the_line_of_the_handle_passes_behind_every_label() {
    let drawn = Drawn::builtin(1280.0, 490.0);
    let events = drawn.events();
    let mut met = 0;
    for day in ["2024-10-20", "2024-11-01", "2024-11-27", "2024-12-04", "2024-12-06"] {
        let handle = Handle::of(&drawn.timeline, day.parse().unwrap(), Approximate::Exact);
        let items = draw_handle(&drawn.timeline, Theme::Light, &handle, &events);
        let labels: Vec<Rect> = events.iter().filter_map(|event| event.spot.label).collect();
        met += labels.iter().filter(|room| (room.min.x..room.max.x).contains(&handle.x)).count();
        for item in &items {
            let Shape::Line { points, .. } = &item.shape else { continue };
            let [from, to] = points.as_slice() else { panic!("a line has two ends") };
            let line = Rect::new(Point::new(from.x - 0.7, from.y), Point::new(to.x + 0.7, to.y));
            assert!(labels.iter().all(|room| !room.overlaps(line)), "{day}");
        }
        let pill = pill_rect(&drawn.timeline, &handle);
        assert!(pill.min.x >= 12.0 && pill.max.x <= 1268.0, "{pill:?}");
    }
    assert!(met > 2, "some label lies on the way");
}

#[test]
fn a_day_of_very_many_changes_says_how_many() {
    let mut project = crate::fixtures::built_in();
    for statement in project.statements.values_mut() {
        statement.said.date = Some("2024-12-03".parse().unwrap());
    }
    let drawn = Drawn::new(project, 1280.0, 300.0);
    let events = drawn.events();
    let scene = drawn.with(Theme::Light, |request| draw_timeline_events(request, &events));
    let told = format!("{} changes", events.len());
    assert!(events.len() > 12);
    let is_told = |item: &Item| matches!(&item.shape, Shape::Text { text, .. } if *text == told);
    assert_eq!(scene.items().filter(|(_, item)| is_told(item)).count(), 1);
    let (left, right) = drawn.timeline.axis.edges_of("2024-12-03".parse().unwrap());
    assert!(events.iter().all(|event| (left..right).contains(&event.spot.x)));
}
