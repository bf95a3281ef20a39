//! The other side of a comparison as a picture of its own, at the left of the one that is looked at.
//!
//! Both show the same part of the same world. The thing easily got wrong: a click here opens the actor as it stands on
//! the side that is looked at, so each name says first which side it is read from.

use super::paint::ScenePainter;
use super::theme::{color32, font, palette_of, theme_of};
use crate::layout::arrange::Fit;
use crate::layout::camera::Camera;
use crate::layout::geometry::{Point, Rect, Size};
use crate::scene::{Detail, Face, Scene, Shape, Target, Theme};
use crate::session::{Command, Look, OfComparison, Session};
use crate::view::{OtherSide, View};
use egui::accesskit::Role;
use egui::{Sense, Ui, pos2, vec2};
use std::sync::Arc;

/// What the scene depends on, besides the project and the other side.
#[derive(Clone, PartialEq)]
struct Inputs {
    view: View,
    label: String,
    size: Size,
    theme: Theme,
    hovered: Option<Target>,
}

/// The other picture and what is kept of it between frames.
#[derive(Default)]
pub(crate) struct OtherPicture {
    painter: ScenePainter,
    kept: Option<(Inputs, Arc<Scene>, Camera)>,
    hovered: Option<Target>,
}

impl OtherPicture {
    /// Draws the other side into the rest of `ui`; nothing without a comparison.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Vec<Command> {
        let (Some(of), Some(view)) = (session.of_comparison(), session.other_view()) else { return Vec::new() };
        let rect = ui.available_rect_before_wrap();
        let response = ui.allocate_rect(rect, Sense::click_and_drag());
        if rect.width() < 40.0 || rect.height() < 40.0 {
            return Vec::new();
        }
        let size = Size::new(rect.width(), rect.height());
        let inputs =
            Inputs { view, label: of.label.clone(), size, theme: theme_of(ui.ctx()), hovered: self.hovered.clone() };
        let Some((scene, camera)) = self.scene(session, of, inputs) else { return Vec::new() };
        self.painter.paint(ui.painter(), rect, &scene);
        side_label_ui(ui, rect, &of.label);

        let mut asked = Vec::new();
        let in_picture = |at: egui::Pos2| Point::new(at.x - rect.min.x, at.y - rect.min.y);
        let under = response.hover_pos().and_then(|at| scene.hit(in_picture(at)));
        let hovered = under.and_then(|item| item.target.clone());
        if let Some(name) = under.and_then(|item| item.name.clone()) {
            response.clone().on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text_at_pointer(name);
        }
        if response.clicked() {
            asked.push(hovered.clone().map_or(Command::Close, Command::Open));
        }
        if response.dragged() {
            let by = response.drag_delta();
            asked.push(Command::LookFrom(Some(camera.dragged(Point::new(by.x, by.y)))));
        }
        asked.extend(names_ui(ui, &scene, &of.label, rect));
        if self.hovered != hovered {
            self.hovered = hovered;
            ui.ctx().request_repaint();
        }
        asked
    }

    fn scene(&mut self, session: &Session, of: &OfComparison, inputs: Inputs) -> Option<(Arc<Scene>, Camera)> {
        if let Some((kept, scene, camera)) = &self.kept
            && *kept == inputs
        {
            return Some((scene.clone(), *camera));
        }
        let question = session.project().question(&inputs.view.question)?;
        let marked = of.differences.iter().map(|difference| difference.actor.clone()).collect();
        let through = Look::through(session, &inputs.view, question, &of.other);
        let look = Look { marked, hovered: inputs.hovered.clone(), fit: Fit::Scrolled, ..through };
        let arrangement = look.arrange(inputs.size, Detail::Full);
        let camera = arrangement.camera();
        let scene = crate::scene::compose(&look.request(inputs.size, inputs.theme, Detail::Full), &arrangement);
        let scene = Arc::new(scene);
        self.kept = Some((inputs, scene.clone(), camera));
        Some((scene, camera))
    }
}

/// What the side that is looked at shows, in the same kind of words as the other side's label.
pub(crate) fn this_side(session: &Session) -> String {
    let clock = session.of_question().standpoint.clock;
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

/// The day, rule or view that a side shows, in its upper left corner.
pub(crate) fn side_label_ui(ui: &Ui, rect: egui::Rect, label: &str) {
    let palette = palette_of(ui);
    let galley = ui.painter().layout_no_wrap(label.to_owned(), font(Face::SemiBold, 13.0), color32(palette.ink));
    let place = egui::Rect::from_min_size(rect.min + vec2(12.0, 10.0), galley.size() + vec2(16.0, 8.0));
    ui.painter().rect_filled(place, 6.0, color32(palette.paper.with_alpha(225)));
    ui.painter().galley(place.min + vec2(8.0, 4.0), galley, color32(palette.ink));
    let response = ui.interact(place, ui.scope_id().with(("side", label)), Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, format!("Side: {label}")));
    let edge = pos2(rect.right() - 0.5, rect.top());
    ui.painter().line_segment([edge, pos2(edge.x, rect.bottom())], (1.0, color32(palette.hairline)));
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
        response.widget_info(|| egui::WidgetInfo::labeled(Role::Button, true, format!("{label}: {name}")));
        if response.has_focus() {
            let ink = color32(palette_of(ui).accent);
            ui.painter().rect_stroke(place, 6.0, egui::Stroke::new(2.0, ink), egui::StrokeKind::Outside);
        }
        if response.clicked() {
            asked.push(Command::Open(target.clone()));
        }
    }
    asked
}
