//! The line above the timeline: play, how much is drawn and who is highlighted, the second clock, and how it is shown.

use super::hands::Hands;
use super::places::Laid;
use super::play::{Player, Speed};
use crate::derive::count_of;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, palette_of, section_label, words};
use crate::gui::widgets::day_field::{DayField, DayWords};
use crate::gui::widgets::named::Named;
use crate::model::ActorId;
use crate::scene::Face;
use crate::session::{Command, LookCommand, Session};
use crate::view::TimelineLook;
use egui::accesskit::Role;
use egui::{Align, Layout, Ui, vec2};
use egui_material_icons::icons;
use std::collections::BTreeSet;

/// What the line says of the timeline below it.
pub(super) struct HeadLine<'a> {
    pub(super) laid: &'a Laid,
    pub(super) marked: &'a BTreeSet<ActorId>,
    /// Sentences, counted as in [`Laid`].
    pub(super) not_yet_known: usize,
    /// Changes that are drawn, of how many.
    pub(super) events: (usize, usize),
}

/// Draws the line.
pub(super) fn head_ui(ui: &mut Ui, session: &Session, hands: &mut Hands, line: &HeadLine) -> Vec<Command> {
    let palette = palette_of(ui);
    let mut asked = Vec::new();
    ui.spacing_mut().item_spacing.x = 6.0;
    ui.spacing_mut().interact_size.y = 22.0;
    ui.spacing_mut().button_padding = vec2(7.0, 3.0);
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        asked.extend(look_ui(ui, session));
        asked.extend(known_on_ui(ui, session, &mut hands.known_words));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            play_ui(ui, session, &mut hands.player);
            ui.add_space(gap::LINE);
            if ui.available_width() > 250.0 {
                section_label(ui, "When they said it");
            }
            let text = line_in_words(session, line);
            let label = egui::Label::new(words(text, Face::Regular, text::META).color(color32(palette.weak_ink)));
            ui.add(label.selectable(false).truncate());
        });
    });
    asked
}

/// "41 sentences · Hungary highlighted".
fn line_in_words(session: &Session, line: &HeadLine) -> String {
    let mut parts = vec![count_of(line.laid.sentences, "sentence", "sentences")];
    let marks = &line.laid.timeline.marks;
    let mut marked = line.marked.iter();
    match (marked.next(), marked.len()) {
        (None, _) => {}
        (Some(one), 0) => {
            let name = session.project().actor_name(one);
            let says = |actor: &ActorId| actor == one;
            let has_said = marks.iter().any(|mark| says(&mark.actor) || mark.on_behalf_of.as_ref().is_some_and(says));
            parts.push(if has_said { format!("{name} highlighted") } else { format!("nothing said by {name}") });
        }
        (Some(_), more) => parts.push(format!("{} highlighted", count_of(more + 1, "actor", "actors"))),
    }
    if line.not_yet_known > 0 {
        parts.push(format!("{} of them not yet known", line.not_yet_known));
    }
    let (drawn, all) = line.events;
    if drawn < all {
        parts.push(format!("{drawn} of {all} changes drawn"));
    }
    parts.join(" · ")
}

fn play_ui(ui: &mut Ui, session: &Session, player: &mut Player) {
    let palette = palette_of(ui);
    let is_playing = player.is_playing();
    let name = if is_playing { "Pause" } else { "Play the timeline" };
    let response = ui.add(egui::Button::new("").min_size(vec2(28.0, 22.0)));
    response.named(Role::Button, name);
    // Drawn rather than written: the letters' font has another sign at the icon's place.
    let (center, ink) = (response.rect.center(), color32(palette.accent));
    let bar = |x: f32| egui::Rect::from_center_size(center + vec2(x, 0.0), vec2(3.0, 10.0));
    if is_playing {
        ui.painter().rect_filled(bar(-3.0), 1.0, ink);
        ui.painter().rect_filled(bar(3.0), 1.0, ink);
    } else {
        let corners = [(-3.5, -5.5), (5.5, 0.0), (-3.5, 5.5)].map(|(x, y)| center + vec2(x, y));
        ui.painter().add(egui::Shape::convex_polygon(corners.to_vec(), ink, egui::Stroke::NONE));
    }
    if response.on_hover_text("Let the day walk to the end of the evidence (Space on the handle)").clicked() {
        player.toggle(session);
        ui.ctx().request_repaint();
    }
    ui.spacing_mut().item_spacing.x = 1.0;
    for (speed, label, name) in
        [(Speed::Slow, "½×", "Play slowly"), (Speed::Medium, "1×", "Play"), (Speed::Fast, "2×", "Play fast")]
    {
        let chosen = player.speed == speed;
        let response = ui.add(quiet_button(ui, label, chosen));
        response.named_choice(Role::RadioButton, chosen, name);
        if response.on_hover_text(name).clicked() {
            player.speed = speed;
        }
    }
    ui.spacing_mut().item_spacing.x = 6.0;
}

fn quiet_button(ui: &Ui, label: &str, chosen: bool) -> egui::Button<'static> {
    let palette = palette_of(ui);
    let (ink, fill) = if chosen { (palette.ink, palette.raised) } else { (palette.weak_ink, palette.paper) };
    let text = words(label, if chosen { Face::SemiBold } else { Face::Regular }, text::META).color(color32(ink));
    egui::Button::new(text).fill(color32(fill)).stroke(egui::Stroke::NONE).min_size(vec2(0.0, 22.0))
}

/// The parent runs from right to left.
fn look_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let mut asked = None;
    let hide = egui::Button::new(icons::ICON_KEYBOARD_ARROW_DOWN.codepoint).frame(false).min_size(vec2(22.0, 22.0));
    let response = ui.add(hide);
    response.named(Role::Button, "Hide the timeline");
    if response.on_hover_text("Hide the timeline").clicked() {
        asked = Some(Command::Look(LookCommand::ShowTimeline(TimelineLook::Hidden)));
    }
    let by_actor = session.view().timeline == TimelineLook::ByActor;
    let response = ui.add(quiet_button(ui, "By actor", by_actor));
    response.named_choice(Role::CheckBox, by_actor, "Timeline by actor");
    if response.on_hover_text("A row for each actor").clicked() {
        let look = if by_actor { TimelineLook::Together } else { TimelineLook::ByActor };
        asked = Some(Command::Look(LookCommand::ShowTimeline(look)));
    }
    asked
}

/// The second clock as a field; the parent runs from right to left.
fn known_on_ui(ui: &mut Ui, session: &Session, written: &mut Option<DayWords>) -> Option<Command> {
    let palette = palette_of(ui);
    let Some(known_on) = session.view().known_on else {
        *written = None;
        let response = ui.add(quiet_button(ui, "As known on…", false));
        let hint = "Leave out what had not been printed by a day: said on Monday and printed on Friday was not known \
                    on Wednesday";
        return response.on_hover_text(hint).clicked().then(|| {
            let as_of = session.standpoint_facts().as_of;
            Command::Look(LookCommand::KnowOn(Some(as_of)))
        });
    };
    let mut asked = None;
    let clear = egui::Button::new(icons::ICON_CLOSE.codepoint).frame(false).min_size(vec2(20.0, 22.0));
    let response = ui.add(clear);
    response.named(Role::Button, "Know everything again");
    if response.on_hover_text("Know everything again").clicked() {
        *written = None;
        return Some(Command::Look(LookCommand::KnowOn(None)));
    }
    let hint = "What was printed later is not yet known. Write another day";
    let field = DayField { name: "As known on the day", hint, day: known_on };
    if let Some(day) = field.ui(ui, written) {
        asked = Some(Command::Look(LookCommand::KnowOn(Some(day))));
    }
    ui.add(
        egui::Label::new(words("As known on", Face::Regular, text::META).color(color32(palette.weak_ink)))
            .selectable(false),
    );
    asked
}
