//! The picture in the middle: composes its scene when an input changed, paints it, and turns pointer and keys into
//! commands.
//!
//! What is drawn depends only on [`Inputs`]; they are compared by value, so that a window at rest composes nothing.

use super::flight::Flight;
use super::hover_card::hover_card_ui;
use super::matrix_bar::{BAR_HEIGHT, column_signs_ui, matrix_bar_ui, scroll_bars_ui};
use super::matrix_walk::{Walk, item_id, wheel};
use super::pane::{Drawn, Pane};
use super::two_sides::SharedRoom;
use crate::derive::{Matrix, MatrixLook, Standpoint};
use crate::gui::ask::{Asks, Motion, OpenDialog};
use crate::gui::memo::Memo;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, theme_of};
use crate::gui::widgets::named::Named;
use crate::layout::arrange::{Arrangement, Fit};
use crate::layout::camera::Camera;
use crate::layout::geography::{BOUNDARY_NOTE, CREDIT};
use crate::layout::geometry::{Point, Size};
use crate::layout::picture::{Picture, Pin};
use crate::model::ActorId;
use crate::scene::{Detail, Face, Scene, Shape, Target, Theme};
use crate::session::{Command, Edition, Look, LookCommand, Session};
use crate::view::Filters;
use egui::accesskit::Role;
use egui::{CursorIcon, Key, Rect, Response, Sense, Ui, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// More discs than this are not offered to the keyboard one by one; the table is.
const MOST_FOCUSABLE: usize = 400;
/// As many cells as a large screen holds.
const MOST_FOCUSABLE_CELLS: usize = 4000;

/// Everything that a scene depends on.
#[derive(Clone, PartialEq)]
struct Inputs {
    edition: Edition,
    standpoint: Standpoint,
    filters: Filters,
    picture: Picture,
    camera: Option<Camera>,
    pins: BTreeMap<ActorId, Pin>,
    size: Size,
    theme: Theme,
    marked: BTreeSet<ActorId>,
    hovered: Option<Target>,
    matrix: MatrixLook,
    side: Option<SharedRoom>,
}

impl Inputs {
    /// Whether the same actors have other places in `other`: another picture, or one that is ordered by standing.
    fn is_elsewhere(&self, other: &Self) -> bool {
        let by_standing = match other.picture {
            Picture::Map | Picture::Network => self.standpoint.question != other.standpoint.question,
            Picture::RollCall | Picture::Matrix => self.standpoint != other.standpoint,
        };
        self.picture != other.picture || by_standing
    }
}

/// What a frame shows: the inputs, and what moves by itself or by hand.
#[derive(PartialEq)]
struct Moment {
    inputs: Inputs,
    /// The toolkit's time in seconds, while actors fly to other places.
    flies_at: Option<f64>,
    dragged: Option<(ActorId, Point)>,
}

/// What the matrix depends on.
type MatrixInputs = (Edition, Standpoint, Filters, MatrixLook);

/// The picture and what is kept of it between frames.
#[derive(Default)]
pub(crate) struct PictureView {
    pane: Pane<Moment>,
    flight: Option<Flight>,
    /// An actor that is being dragged, and where it is, in picture points.
    dragged: Option<(ActorId, Point)>,
    matrix: Memo<MatrixInputs, Arc<Matrix>>,
    walk: Walk,
    /// What is kept room for, where another picture stands beside.
    side: Option<SharedRoom>,
    /// Whom the arrow keys have reached.
    cursor: Option<ActorId>,
    /// What is under the pointer.
    hovered: Option<Target>,
    /// The pointer has lain still since something else was shown: cards wait until it moves.
    pointer_rests: bool,
}

impl PictureView {
    /// Whom the arrow keys have reached.
    pub(crate) fn cursor(&self) -> Option<&ActorId> {
        self.cursor.as_ref()
    }

    /// From now on the arrow keys start from `actor`, or from the middle.
    pub(crate) fn put_cursor(&mut self, actor: Option<ActorId>) {
        self.cursor = actor;
    }

    /// Lets the arrow keys start from what is open, unless they have reached somebody else who is still in the project.
    pub(crate) fn follow_selection(&mut self, session: &Session) {
        self.cursor.take_if(|cursor| !session.project().actors.contains_key(cursor));
        if let Some(Target::Actor(actor)) = &session.view().selection
            && self.cursor.is_none()
        {
            self.cursor = Some(actor.clone());
        }
    }

    /// Forgets where the arrow keys were, and that another picture stood beside.
    pub(crate) fn leave(&mut self) {
        self.cursor = None;
        self.walk.place = None;
        self.side = None;
    }

    /// Shows no card beside the pointer until it moves.
    pub(crate) fn rest_pointer(&mut self, rests: bool) {
        self.pointer_rests = rests;
    }

    /// What the content of its shelf needs, in picture points.
    pub(crate) fn shelf_needed(&self) -> f32 {
        let drawn = self.pane.last().map(|(_, drawn)| drawn);
        drawn.and_then(|of| of.arrangement.shelf.as_ref()).map_or(0.0, |shelf| shelf.needed)
    }

    /// Draws the picture into the rest of `ui`, as one of two where `side` tells of another; what is chosen for both of
    /// them stands above both then.
    pub(crate) fn side_ui(&mut self, ui: &mut Ui, session: &Session, motion: Motion, side: Option<SharedRoom>) -> Asks {
        self.side = side;
        self.ui(ui, session, motion)
    }

    /// Draws the picture into the rest of `ui`.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session, motion: Motion) -> Asks {
        let is_matrix = session.view().picture == Picture::Matrix;
        let mut rect = ui.available_rect_before_wrap();
        let bar = rect.with_max_y(rect.min.y + BAR_HEIGHT);
        let has_bar = is_matrix && self.side.is_none();
        if has_bar {
            rect.min.y += BAR_HEIGHT;
        }
        let response = ui.allocate_rect(rect, Sense::click_and_drag());
        if rect.width() < 40.0 || rect.height() < 40.0 {
            return Asks::none();
        }
        let Some(Drawn { scene, arrangement }) = self.show(ui, session, motion, rect) else { return Asks::none() };

        let mut asked = Asks::none();
        if session.view().picture == Picture::Map {
            asked.extend(boundary_note_ui(ui, rect, arrangement.area));
        }
        if let Some(grid) = arrangement.grid.as_ref().filter(|_| has_bar) {
            let bar = egui::UiBuilder::new().id_salt("matrix bar").max_rect(bar.shrink2(vec2(16.0, 0.0)));
            asked.extend(ui.scope_builder(bar, |ui| matrix_bar_ui(ui, session, &grid.matrix)).inner);
        }
        self.walk.has_focus = false;
        let mut hovered = None;
        asked.extend(self.items_ui(ui, session, rect, &scene, &arrangement, &mut hovered));
        let in_picture = |at: egui::Pos2| Point::new(at.x - rect.min.x, at.y - rect.min.y);
        if let (None, Some(at), false) = (&hovered, response.hover_pos(), self.pointer_rests) {
            hovered = scene.hit(in_picture(at)).and_then(|item| item.target.clone());
        }
        if response.clicked() {
            let under = response.interact_pointer_pos().and_then(|at| scene.hit(in_picture(at)));
            match under.and_then(|item| item.target.clone()) {
                Some(target) => asked.push(Command::Look(LookCommand::Open(target))),
                None => {
                    self.cursor = None;
                    self.walk.place = None;
                    asked.push(Command::Look(LookCommand::Close));
                }
            }
        }
        match &arrangement.grid {
            Some(grid) => {
                asked.extend(column_signs_ui(ui, session, grid, rect));
                asked.extend(wheel(ui, session, &response, grid));
                asked.extend(scroll_bars_ui(ui, session, grid, rect));
                asked.extend(self.walk.keys(ui, session, &mut self.cursor, grid));
            }
            None => {
                asked.extend(look_around(ui, session, &response, &arrangement, rect));
                asked.extend(walk(ui, &mut self.cursor, &arrangement));
            }
        }
        if let Some(target) = &hovered {
            response.clone().on_hover_cursor(CursorIcon::PointingHand);
            if !ui.input(|input| input.pointer.any_down()) {
                hover_card_ui(&response, session, target);
            }
        }
        if self.hovered != hovered {
            self.hovered = hovered;
            ui.ctx().request_repaint();
        }
        asked
    }

    /// Paints the picture, drawn anew where anything that it depends on changed.
    fn show(&mut self, ui: &Ui, session: &Session, motion: Motion, rect: Rect) -> Option<Drawn> {
        let now = ui.input(|input| input.time);
        let view = session.view();
        let standpoint_facts = session.standpoint_facts();
        let cursor = match view.picture {
            Picture::Matrix => self.walk.place.clone(),
            Picture::Map | Picture::Network | Picture::RollCall => self.cursor.clone().map(Target::Actor),
        };
        let inputs = Inputs {
            edition: session.edition(),
            standpoint: standpoint_facts.standpoint.clone(),
            filters: view.filters.clone(),
            picture: view.picture,
            camera: view.camera,
            pins: session.pins(),
            size: Size::new(rect.width(), rect.height()),
            theme: theme_of(ui.ctx()),
            marked: session.marked(),
            hovered: self.hovered.clone().or(cursor),
            matrix: view.matrix.clone(),
            side: self.side.clone(),
        };
        self.move_on(&inputs, motion == Motion::Full && ui.style().animation_time > 0.0, now);
        if self.flight.is_some() {
            ui.ctx().request_repaint();
        }
        let of_both = inputs.side.as_ref().and_then(|side| side.matrix.clone());
        let kept_matrix = of_both.or_else(|| (view.picture == Picture::Matrix).then(|| self.matrix_of(session)));
        // Where the map had everybody still holds, unless actors came or went.
        let before = self.pane.last().filter(|(moment, _)| moment.inputs.edition == inputs.edition);
        let kept_map = before.and_then(|(_, drawn)| drawn.arrangement.map.clone());
        let (flight, dragged) = (&self.flight, &self.dragged);
        let shown = inputs.clone();
        let draw = || {
            let beside = shown.side.as_ref().map(SharedRoom::beside).unwrap_or_default();
            let hovered = shown.hovered.clone();
            let look = Look { hovered, fit: Fit::Scrolled, beside, kept_matrix, kept_map, ..Look::of(session) };
            let to = look.arrange(shown.size, Detail::Full);
            let mut arrangement = match flight {
                Some(flight) => flight.blend(&to, now),
                None => to,
            };
            if let Some((actor, at)) = dragged
                && let Some(spot) = arrangement.spots.get_mut(actor)
            {
                spot.at = *at;
            }
            Some(Drawn::arranged(&look, arrangement, shown.size, shown.theme, Detail::Full))
        };
        let moment = Moment { inputs, flies_at: flight.as_ref().map(|_| now), dragged: dragged.clone() };
        self.pane.show(ui, rect, moment, draw)
    }

    /// Begins and ends the flight of actors to other places. In a project that has changed nobody flies or is dragged.
    fn move_on(&mut self, inputs: &Inputs, is_animated: bool, now: f64) {
        let Some((before, drawn)) = self.pane.last() else { return };
        if before.inputs.edition != inputs.edition {
            self.flight = None;
            self.dragged = None;
        } else if before.inputs.is_elsewhere(inputs) && is_animated {
            self.flight = Some(Flight::new(&drawn.arrangement, now));
        }
        self.flight.take_if(|flight| flight.is_over(now));
    }

    fn matrix_of(&mut self, session: &Session) -> Arc<Matrix> {
        let (standpoint_facts, view) = (session.standpoint_facts(), session.view());
        let key = (session.edition(), standpoint_facts.standpoint.clone(), view.filters.clone(), view.matrix.clone());
        let make = || {
            let ledger = &session.project_facts().ledger;
            Arc::new(ledger.matrix(
                session.project(),
                &standpoint_facts.standpoint,
                &standpoint_facts.shown,
                &view.matrix,
            ))
        };
        self.matrix.get(key, make).clone()
    }

    /// A widget for each named item: for the pointer, the keyboard and the screen reader.
    fn items_ui(
        &mut self,
        ui: &Ui,
        session: &Session,
        rect: Rect,
        scene: &Scene,
        arrangement: &Arrangement,
        hovered: &mut Option<Target>,
    ) -> Vec<Command> {
        let mut asked = Vec::new();
        let named = scene.items().filter_map(|(clip, item)| {
            let bounds = handle_of(&item.shape)?;
            let is_seen = clip.is_none_or(|clip| clip.contains(bounds.center()));
            let (target, name) = (item.target.as_ref()?, item.name.as_ref()?);
            is_seen.then_some((bounds, clip, target, name))
        });
        let is_matrix = arrangement.grid.is_some();
        let in_window = |of: crate::layout::geometry::Rect| {
            Rect::from_min_max(pos2(of.min.x, of.min.y), pos2(of.max.x, of.max.y)).translate(rect.min.to_vec2())
        };
        for (bounds, clip, target, name) in named.take(if is_matrix { MOST_FOCUSABLE_CELLS } else { MOST_FOCUSABLE }) {
            let place = in_window(bounds);
            let seen = clip.filter(|_| is_matrix).map_or(rect, |clip| in_window(clip).intersect(rect));
            let sense = match target {
                Target::Actor(_) if !is_matrix => Sense::click_and_drag(),
                Target::Actor(_)
                | Target::Tie(..)
                | Target::MembersWith(_)
                | Target::EverybodyWith(_)
                | Target::Members
                | Target::Statement(_)
                | Target::Source(_)
                | Target::Among(_)
                | Target::Cell(..)
                | Target::Page(_) => Sense::click(),
            };
            let response = ui.interact(place.intersect(seen), item_id(ui, target), sense);
            let chosen = session.view().selection.as_ref() == Some(target);
            response.named_choice(Role::Button, chosen, name);
            if response.hovered() && !self.pointer_rests {
                *hovered = Some(target.clone());
                hover_card_ui(&response, session, target);
            }
            if response.has_focus() {
                let ink = color32(palette_of(ui).accent);
                ui.painter().rect_stroke(place, 6.0, egui::Stroke::new(2.0, ink), egui::StrokeKind::Outside);
                if is_matrix {
                    self.walk.hold_focus(ui, &response, target);
                }
            }
            if response.clicked() {
                self.walk.place = Some(target.clone());
                asked.push(Command::Look(LookCommand::Open(target.clone())));
            }
            if let Target::Actor(actor) = target {
                if response.has_focus() {
                    self.cursor = Some(actor.clone());
                }
                if !is_matrix {
                    asked.extend(self.drag(&response, actor, arrangement, rect));
                }
            }
        }
        asked
    }

    fn drag(&mut self, response: &Response, actor: &ActorId, arrangement: &Arrangement, rect: Rect) -> Option<Command> {
        if response.dragged() {
            let at = response.interact_pointer_pos()?;
            let inside = rect.shrink(6.0).clamp(at);
            self.dragged = Some((actor.clone(), Point::new(inside.x - rect.min.x, inside.y - rect.min.y)));
            response.ctx.request_repaint();
        }
        if response.drag_stopped() {
            let (actor, at) = self.dragged.take()?;
            return Some(Command::Look(LookCommand::Pin(actor, arrangement.pin_at(at))));
        }
        None
    }
}

/// What the boundaries mean and whose they are, in the lower right corner of the map; a click tells more.
fn boundary_note_ui(ui: &Ui, rect: Rect, area: crate::layout::geometry::Rect) -> Option<OpenDialog> {
    let palette = palette_of(ui);
    // In a low picture two long lines hide less land than four short ones.
    let width = if area.height() < 420.0 { area.width() - 24.0 } else { (area.width() * 0.5).min(430.0) };
    let format = egui::TextFormat::simple(font(Face::Regular, text::SMALL), color32(palette.weak_ink));
    let mut job = egui::text::LayoutJob::single_section(format!("{BOUNDARY_NOTE} {CREDIT}."), format);
    job.wrap.max_width = width;
    job.halign = egui::Align::RIGHT;
    let galley = ui.painter().layout_job(job);
    let corner = pos2(rect.min.x + area.max.x - 8.0, rect.min.y + area.max.y - 6.0);
    let place = Rect::from_min_max(corner - galley.size(), corner);
    ui.painter().rect_filled(place.expand(3.0), 4.0, color32(palette.water.with_alpha(205)));
    ui.painter().galley(pos2(corner.x, place.min.y), galley, color32(palette.weak_ink));
    let response = ui.interact(place, ui.scope_id().with("boundary note"), Sense::click());
    response.named(Role::Link, "Boundary note");
    response.on_hover_cursor(CursorIcon::PointingHand).clicked().then_some(OpenDialog::About)
}

/// The rectangle that stands for a named shape.
fn handle_of(shape: &Shape) -> Option<crate::layout::geometry::Rect> {
    use crate::layout::geometry::Rect as SceneRect;
    match shape {
        Shape::Disc { center, radius, .. } | Shape::Flag { center, radius, .. } => {
            Some(SceneRect::from_center_size(*center, Size::new(2.0 * radius, 2.0 * radius)))
        }
        Shape::Line { points, .. } => {
            let middle = match points.as_slice() {
                [] => return None,
                [from, to] => from.lerp(*to, 0.5),
                many => *many.get(many.len() / 2)?,
            };
            Some(SceneRect::from_center_size(middle, Size::new(14.0, 14.0)))
        }
        Shape::Box { rect, .. } => Some(*rect),
        Shape::Text { .. } => shape.text_rect(),
        Shape::Area { .. } | Shape::Boundaries { .. } | Shape::Polygon { .. } => None,
    }
}

/// Drag pans, the wheel and a pinch zoom to the pointer.
pub(super) fn look_around(
    ui: &Ui,
    session: &Session,
    response: &Response,
    arrangement: &Arrangement,
    rect: Rect,
) -> Option<Command> {
    let panel = Size::new(arrangement.area.width(), arrangement.area.height());
    let now = session.view().camera.unwrap_or_else(|| arrangement.camera());
    let mut camera = now;
    if response.dragged() {
        let by = response.drag_delta();
        camera = camera.dragged(Point::new(by.x, by.y));
    }
    // Over a disc too: its widget lies above the picture's.
    let pointer = ui.input(|input| input.pointer.hover_pos()).filter(|at| rect.contains(*at));
    if let Some(at) = pointer.filter(|_| ui.rect_contains_pointer(rect)) {
        let (scroll, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let factor = pinch * (scroll / 240.0).exp();
        if (factor - 1.0).abs() > 1e-4 {
            let at = Point::new(at.x - rect.min.x, at.y - rect.min.y) - arrangement.area.min;
            camera = camera.zoomed(factor, at, panel, arrangement.home);
        }
    }
    let camera = camera.kept_over(arrangement.world);
    (camera != now).then_some(Command::Look(LookCommand::LookFrom(Some(camera))))
}

/// Arrow keys walk to the nearest actor in their direction, Enter opens it.
fn walk(ui: &Ui, cursor: &mut Option<ActorId>, arrangement: &Arrangement) -> Option<Command> {
    if ui.ctx().text_edit_focused() || egui::Popup::is_any_open(ui.ctx()) {
        return None;
    }
    let steps = [
        (Key::ArrowLeft, vec2(-1.0, 0.0)),
        (Key::ArrowRight, vec2(1.0, 0.0)),
        (Key::ArrowUp, vec2(0.0, -1.0)),
        (Key::ArrowDown, vec2(0.0, 1.0)),
    ];
    for (key, direction) in steps {
        if ui.input(|input| input.key_pressed(key) && input.modifiers.is_none()) {
            let direction = Point::new(direction.x, direction.y);
            *cursor = nearest(arrangement, cursor.as_ref(), direction);
            ui.ctx().request_repaint();
        }
    }
    let enter = ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none());
    let cursor = cursor.as_ref().filter(|_| enter && ui.memory(|memory| memory.focused().is_none()))?;
    Some(Command::Look(LookCommand::Open(Target::Actor(cursor.clone()))))
}

/// The actor nearest to `from` in `direction`; distance across counts double. Without a start, the one nearest to the
/// middle.
fn nearest(arrangement: &Arrangement, from: Option<&ActorId>, direction: Point) -> Option<ActorId> {
    let start = from.and_then(|actor| arrangement.spots.get(actor)).map(|spot| spot.at);
    let Some(start) = start else {
        let middle = arrangement.area.center();
        let by_distance = |spot: &crate::layout::arrange::Spot| spot.at.distance(middle);
        return arrangement
            .spots
            .iter()
            .min_by(|(_, one), (_, other)| by_distance(one).total_cmp(&by_distance(other)))
            .map(|(actor, _)| actor.clone());
    };
    let cost = |at: Point| {
        let way = at - start;
        let along = way.x * direction.x + way.y * direction.y;
        let across = (way.x * direction.y - way.y * direction.x).abs();
        (along > 1.0).then_some(along + 2.0 * across)
    };
    arrangement
        .spots
        .iter()
        .filter_map(|(actor, spot)| Some((cost(spot.at)?, actor)))
        .min_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, actor)| actor.clone())
        .or_else(|| from.cloned())
}
