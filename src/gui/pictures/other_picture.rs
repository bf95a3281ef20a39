//! The other side of a comparison as a picture of its own, at the left of the one that is looked at.
//!
//! Both show the same part of the same world. The thing easily got wrong: a click here opens the actor as it stands on
//! the side that is looked at, so each name says first which side it is read from.

use super::matrix_bar::scroll_bars_ui;
use super::matrix_walk::wheel;
use super::pane::{Drawn, Pane};
use super::picture_view::look_around;
use super::two_sides::SharedRoom;
use crate::derive::Standpoint;
use crate::gui::theme::{color32, palette_of, theme_of};
use crate::gui::widgets::named::Named;
use crate::layout::arrange::Fit;
use crate::layout::geometry::{Point, Rect, Size};
use crate::scene::{Detail, Scene, Shape, Target, Theme};
use crate::session::{Command, ComparisonFacts, Edition, Look, LookCommand, Session};
use crate::view::{OtherSide, View};
use egui::accesskit::Role;
use egui::{Sense, Ui, pos2, vec2};

/// What the picture depends on.
#[derive(PartialEq)]
struct Inputs {
    edition: Edition,
    /// What is looked at, which decides what is marked as different.
    this: Standpoint,
    view: View,
    size: Size,
    theme: Theme,
    hovered: Option<Target>,
    side: SharedRoom,
}

/// The other picture and what is kept of it between frames.
#[derive(Default)]
pub(crate) struct OtherPicture {
    pane: Pane<Inputs>,
    hovered: Option<Target>,
}

impl OtherPicture {
    /// What the content of its shelf needs, in picture points.
    pub(crate) fn shelf_needed(&self) -> f32 {
        let drawn = self.pane.last().map(|(_, drawn)| drawn);
        drawn.and_then(|of| of.arrangement.shelf.as_ref()).map_or(0.0, |shelf| shelf.needed)
    }

    /// Draws the other side into the rest of `ui`; nothing without a comparison.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session, side: &SharedRoom) -> Vec<Command> {
        let (Some(of), Some(view)) = (session.comparison_facts(), session.other_view()) else { return Vec::new() };
        let rect = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(rect, Sense::click_and_drag());
        if rect.width() < 40.0 || rect.height() < 40.0 {
            return Vec::new();
        }
        let size = Size::new(rect.width(), rect.height());
        let (theme, hovered) = (theme_of(ui.ctx()), self.hovered.clone());
        let draw = || draw_other(session, of, &view, hovered.clone(), side, (size, theme));
        let inputs = Inputs {
            edition: session.edition(),
            this: session.standpoint_facts().standpoint.clone(),
            view: view.clone(),
            size,
            theme,
            hovered: hovered.clone(),
            side: side.clone(),
        };
        let Some(Drawn { scene, arrangement }) = self.pane.show(ui, rect, inputs, draw) else { return Vec::new() };

        let mut asked = Vec::new();
        let in_picture = |at: egui::Pos2| Point::new(at.x - rect.min.x, at.y - rect.min.y);
        let under = response.hover_pos().and_then(|at| scene.hit(in_picture(at)));
        let hovered = under.and_then(|item| item.target.clone());
        if let Some(name) = under.and_then(|item| item.name.clone()) {
            response.clone().on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text_at_pointer(name);
        }
        if response.clicked() {
            asked.push(
                hovered.clone().map_or(Command::Look(LookCommand::Close), |it| Command::Look(LookCommand::Open(it))),
            );
        }
        // One camera for both: what is moved here moves there.
        match &arrangement.grid {
            Some(grid) => {
                asked.extend(wheel(ui, session, &response, grid));
                asked.extend(scroll_bars_ui(ui, session, grid, rect));
            }
            None => asked.extend(look_around(ui, session, &response, &arrangement, rect)),
        }
        asked.extend(names_ui(ui, &scene, &of.label, rect));
        if self.hovered != hovered {
            self.hovered = hovered;
            ui.ctx().request_repaint();
        }
        asked
    }
}

/// The picture of the other side through `view`; `None` where its question is gone.
fn draw_other(
    session: &Session,
    of: &ComparisonFacts,
    view: &View,
    hovered: Option<Target>,
    side: &SharedRoom,
    (size, theme): (Size, Theme),
) -> Option<Drawn> {
    let question = session.project().question(&view.question)?;
    let marked = of.differences.iter().map(|difference| difference.actor.clone()).collect();
    let through = Look::through(session, view, question, &of.other);
    let (beside, kept_matrix) = (side.beside(), side.matrix.clone());
    let look = Look { marked, hovered, fit: Fit::Scrolled, beside, kept_matrix, ..through };
    Some(Drawn::of(&look, size, theme, Detail::Full))
}

/// What the side that is looked at shows, in the same kind of words as the other side's label.
pub(crate) fn this_side(session: &Session) -> String {
    let clock = session.standpoint_facts().standpoint.clock;
    match session.view().comparison.as_ref().map(|comparison| &comparison.with) {
        Some(OtherSide::Question(_)) => session.question().short.clone(),
        Some(OtherSide::Rule(_) | OtherSide::ProjectRule) if session.view().rule.is_none() => {
            "the project’s rule".to_owned()
        }
        Some(OtherSide::Rule(_) | OtherSide::ProjectRule) => "the rule of this view".to_owned(),
        Some(OtherSide::Without(_)) => "the project with it".to_owned(),
        Some(OtherSide::View(_)) => "what is seen now".to_owned(),
        Some(OtherSide::KnownOn(_)) => match clock.known_on {
            Some(day) => format!("as known on {}", day.in_words()),
            None => "all that is known".to_owned(),
        },
        Some(OtherSide::Day(_)) | None => clock.as_of.in_words(),
    }
}

/// Every disc as a button for keyboard and screen reader.
fn names_ui(ui: &Ui, scene: &Scene, label: &str, rect: egui::Rect) -> Vec<Command> {
    let mut asked = Vec::new();
    for (clip, item) in scene.items() {
        let (Some(target @ Target::Actor(_)), Some(name)) = (&item.target, &item.name) else { continue };
        let Shape::Disc { center, radius, .. } = item.shape else { continue };
        if clip.is_some_and(|clip: Rect| !clip.contains(center)) {
            continue;
        }
        let middle = pos2(center.x + rect.min.x, center.y + rect.min.y);
        let place = egui::Rect::from_center_size(middle, vec2(2.0 * radius, 2.0 * radius)).intersect(rect);
        let response = ui.interact(place, ui.scope_id().with(("other side", target)), Sense::click());
        response.named(Role::Button, format!("{label}: {name}"));
        if response.has_focus() {
            let ink = color32(palette_of(ui).accent);
            ui.painter().rect_stroke(place, 6.0, egui::Stroke::new(2.0, ink), egui::StrokeKind::Outside);
        }
        if response.clicked() {
            asked.push(Command::Look(LookCommand::Open(target.clone())));
        }
    }
    asked
}
