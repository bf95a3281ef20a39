//! Plays time: the handle walks to the end of the evidence by itself.
//!
//! All days of one play are one step to take back. With reduced motion it does not glide but steps from one day on
//! which something was said to the next. At the end it stops and asks for no further frame.

use crate::gui::ask::Motion;
use crate::gui::gesture::new_gesture;
use crate::layout::timeline::Timeline;
use crate::model::Day;
use crate::session::{Command, Gesture, LookCommand, Session};
use egui::Ui;
use std::time::Duration;

/// How fast the timeline is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Speed {
    /// With time to read.
    Slow,
    /// To follow who turns.
    #[default]
    Medium,
    /// To see the whole.
    Fast,
}

/// The timeline on its way.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Playing {
    /// All days of one play are one step to take back.
    gesture: Gesture,
    /// The day that was asked for last; if another is looked at, somebody else moved it.
    shown: Day,
    /// When it was moved last, in seconds since the program started; `None` before the first frame.
    clock: Option<f64>,
    /// Where the handle is, in picture points of the timeline.
    x: f32,
}

impl Speed {
    /// Seconds for the whole axis.
    fn seconds(self) -> f32 {
        match self {
            Self::Slow => 30.0,
            Self::Medium => 15.0,
            Self::Fast => 6.0,
        }
    }

    /// Seconds on each day, where time is stepped through.
    fn pause(self) -> f64 {
        match self {
            Self::Slow => 2.4,
            Self::Medium => 1.2,
            Self::Fast => 0.5,
        }
    }
}

/// That the timeline is played, and how fast.
#[derive(Debug, Default)]
pub(super) struct Player {
    playing: Option<Playing>,
    pub(super) speed: Speed,
}

impl Player {
    /// Whether the day walks by itself.
    pub(super) fn is_playing(&self) -> bool {
        self.playing.is_some()
    }

    /// Stops.
    pub(super) fn stop(&mut self) {
        self.playing = None;
    }

    /// Begins to play, or stops.
    pub(super) fn toggle(&mut self, session: &Session) {
        self.playing = match self.playing {
            Some(_) => None,
            None => {
                let shown = session.standpoint_facts().as_of;
                Some(Playing { gesture: new_gesture(), shown, clock: None, x: 0.0 })
            }
        };
    }

    /// Moves on by the time that went by since the last frame. Returns where the handle is on its way, in picture points.
    pub(super) fn advance(
        &mut self,
        ui: &Ui,
        session: &Session,
        motion: Motion,
        timeline: &Timeline,
    ) -> (Option<f32>, Option<Command>) {
        let Some(playing) = &mut self.playing else { return (None, None) };
        let now = ui.input(|input| input.time);
        let (as_of, end) = (session.standpoint_facts().as_of, session.project_facts().end.0);
        let axis = &timeline.axis;
        let during =
            |gesture, day: Option<Day>| Some(Command::During(gesture, Box::new(Command::Look(LookCommand::GoTo(day)))));
        let Some(before) = playing.clock.replace(now) else {
            // The first frame: from the beginning if it has been played to the end.
            let start = if as_of >= end || as_of < axis.start { axis.start } else { as_of };
            playing.shown = start;
            playing.x = axis.x_of(start);
            ui.ctx().request_repaint();
            return (Some(playing.x), if start == as_of { None } else { during(playing.gesture, Some(start)) });
        };
        if as_of != playing.shown {
            // Somebody else moved the day.
            self.playing = None;
            return (None, None);
        }
        let gesture = playing.gesture;
        let glides = motion == Motion::Full && ui.style().animation_time > 0.0;
        let next = if glides {
            // A frame that took very long does not jump over what it should show.
            let seconds = (now - before).clamp(0.0, 0.25) as f32;
            playing.x += (axis.right() - axis.left()) / self.speed.seconds() * seconds;
            ui.ctx().request_repaint();
            Some(axis.day_at(playing.x))
        } else {
            let pause = self.speed.pause();
            if now - before < pause {
                playing.clock = Some(before);
                ui.ctx().request_repaint_after(Duration::from_secs_f64((pause - (now - before)).max(0.01)));
                return (None, None);
            }
            ui.ctx().request_repaint_after(Duration::from_secs_f64(pause));
            let next = timeline.day_after(playing.shown);
            playing.x = next.map_or(f32::INFINITY, |day| axis.x_of(day));
            next
        };
        if playing.x >= axis.x_of(end) {
            self.playing = None;
            return (None, during(gesture, None));
        }
        let at = glides.then_some(playing.x);
        match next {
            Some(day) if day != playing.shown => {
                playing.shown = day;
                (at, during(gesture, Some(day)))
            }
            Some(_) | None => (at, None),
        }
    }
}
