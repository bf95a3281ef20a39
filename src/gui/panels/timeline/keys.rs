//! Keys of the timeline: for the handle that has the focus, and to go from change to change from anywhere.

use super::clocks;
use super::play::Player;
use crate::gui::gesture::new_gesture;
use crate::gui::keyboard::{pressed, typed_sign};
use crate::model::{Day, StatementId};
use crate::scene::Target;
use crate::session::{Command, LookCommand, Session};
use crate::view::TimelineLook;
use egui::{Context, Key, Modifiers};
use std::collections::BTreeSet;

/// Turns keys into commands. Goes before all other keys: the arrows and Home mean something else without the focus.
pub(super) fn timeline_keys(ctx: &Context, session: &Session, player: &mut Player) -> Vec<Command> {
    let mut asked = Vec::new();
    if pressed(ctx, Modifiers::COMMAND, Key::L) {
        if session.view().timeline == TimelineLook::Hidden {
            asked.push(Command::Look(LookCommand::ShowTimeline(TimelineLook::Together)));
        }
        ctx.memory_mut(|memory| memory.request_focus(clocks::handle_id()));
        // One frame more, in which the handle takes the arrow keys.
        ctx.request_repaint();
    }
    let focused = ctx.memory(egui::Memory::focused);
    if focused == Some(clocks::handle_id()) {
        asked.extend(handle_keys(ctx, session, player));
    } else if focused == Some(clocks::known_id()) {
        asked.extend(known_keys(ctx, session));
    }
    if !ctx.text_edit_focused() {
        for (key, way) in [(Key::OpenBracket, Way::Back), (Key::CloseBracket, Way::On)] {
            if typed_sign(ctx, key) {
                asked.extend(go_to_change(session, way));
            }
        }
    }
    asked
}

/// Back or on in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Back,
    On,
}

fn handle_keys(ctx: &Context, session: &Session, player: &mut Player) -> Vec<Command> {
    let as_of = session.standpoint_facts().as_of;
    let mut asked = Vec::new();
    for (key, way) in [(Key::ArrowLeft, Way::Back), (Key::ArrowRight, Way::On)] {
        if pressed(ctx, Modifiers::COMMAND, key) {
            asked.extend(go_to_change(session, way));
        } else if pressed(ctx, Modifiers::SHIFT, key) {
            asked.push(go_to(session, a_month_from(as_of, way)));
        } else if pressed(ctx, Modifiers::NONE, key) {
            asked.push(step(session, way));
        }
    }
    if pressed(ctx, Modifiers::NONE, Key::Home) {
        asked.extend(said_days(session).first().map(|day| go_to(session, *day)));
    }
    if pressed(ctx, Modifiers::NONE, Key::End) {
        asked.push(Command::Look(LookCommand::GoTo(None)));
    }
    if pressed(ctx, Modifiers::NONE, Key::Space) {
        player.toggle(session);
        ctx.request_repaint();
    }
    asked
}

fn known_keys(ctx: &Context, session: &Session) -> Vec<Command> {
    let Some(known_on) = session.view().known_on else { return Vec::new() };
    let mut asked = Vec::new();
    for (key, days) in [(Key::ArrowLeft, -1), (Key::ArrowRight, 1)] {
        if pressed(ctx, Modifiers::NONE, key) {
            asked.push(Command::Look(LookCommand::KnowOn(Some(known_on.plus_days(days)))));
        }
    }
    if pressed(ctx, Modifiers::NONE, Key::Delete) || pressed(ctx, Modifiers::NONE, Key::Backspace) {
        asked.push(Command::Look(LookCommand::KnowOn(None)));
    }
    asked
}

fn step(session: &Session, way: Way) -> Command {
    let as_of = session.standpoint_facts().as_of;
    let days = said_days(session);
    match way {
        Way::Back => go_to(session, days.range(..as_of).next_back().copied().unwrap_or(as_of)),
        Way::On => match days.range(as_of.plus_days(1)..).next() {
            Some(day) => go_to(session, *day),
            None => Command::Look(LookCommand::GoTo(None)),
        },
    }
}

/// Goes to `day`; the end of the evidence is followed rather than fixed.
pub(super) fn go_to(session: &Session, day: Day) -> Command {
    Command::Look(LookCommand::GoTo((day < session.project_facts().end.0).then_some(day)))
}

/// Days on which something on the question counts from.
fn said_days(session: &Session) -> BTreeSet<Day> {
    let question = &session.view().question;
    let said = session.project().statements.values().filter(|statement| statement.question == *question);
    said.filter_map(|statement| statement.said.latest()).collect()
}

/// The same day of the month before or after, or its last day.
fn a_month_from(day: Day, way: Way) -> Day {
    let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
    let months = match way {
        Way::Back => months - 1,
        Way::On => months + 1,
    };
    let (year, month) = (i16::try_from(months.div_euclid(12)).ok(), i8::try_from(months.rem_euclid(12) + 1).ok());
    let found = (0..4).find_map(|short| Day::from_ymd(year?, month?, day.day_of_month() - short));
    found.unwrap_or(day)
}

/// To the change before or after, with its sentence open; several on a day because of one sentence are one.
fn go_to_change(session: &Session, way: Way) -> Vec<Command> {
    let as_of = session.standpoint_facts().as_of;
    let mut told = BTreeSet::new();
    let changes: Vec<(Day, &StatementId)> = session
        .standing_changes()
        .changes
        .iter()
        .map(|change| (change.day, &change.because))
        .filter(|change| told.insert(*change))
        .collect();
    let here = match &session.view().selection {
        Some(Target::Statement(id)) => changes.iter().position(|change| *change == (as_of, id)),
        _ => None,
    };
    let next = match (way, here) {
        (Way::Back, Some(index)) => index.checked_sub(1),
        (Way::Back, None) => changes.iter().rposition(|(day, _)| *day <= as_of),
        (Way::On, Some(index)) => Some(index + 1),
        (Way::On, None) => changes.iter().position(|(day, _)| *day > as_of),
    };
    let Some((day, because)) = next.and_then(|index| changes.get(index)) else { return Vec::new() };
    let gesture = new_gesture();
    vec![
        Command::During(gesture, Box::new(go_to(session, *day))),
        Command::Look(LookCommand::Open(Target::Statement((*because).clone()))),
    ]
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_month_from_the_last_of_a_month_is_the_last_of_a_shorter_one() {
        let day = |text: &str| text.parse::<Day>().unwrap();
        assert_eq!(a_month_from(day("2024-12-31"), Way::Back), day("2024-11-30"));
        assert_eq!(a_month_from(day("2024-12-31"), Way::On), day("2025-01-31"));
        assert_eq!(a_month_from(day("2024-03-31"), Way::Back), day("2024-02-29"));
    }
}
