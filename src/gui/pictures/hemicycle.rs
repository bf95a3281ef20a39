//! The seats of the deciding body, small, with the number that answers the question; a click opens the roll call.

use super::hover_card::hover_card_ui;
use crate::derive::Standing;
use crate::gui::paint::ScenePainter;
use crate::gui::scale::text;
use crate::gui::theme::{color32, font, palette_of, theme_of};
use crate::gui::widgets::named::Named;
use crate::layout::arrange::Arrangement;
use crate::layout::geometry::{Point, Size};
use crate::layout::picture::Picture;
use crate::model::ActorId;
use crate::scene::{Detail, Face, Scene, StanceLooks, Target, Theme};
use crate::session::{Command, Look, Session};
use egui::accesskit::Role;
use egui::{Align2, Sense, Ui, pos2, vec2};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What the small picture depends on.
type Inputs = (Vec<Standing>, StanceLooks, Size, Theme);

/// The small picture, kept until the standing of a member or its size changes.
#[derive(Default)]
pub(crate) struct Hemicycle {
    painter: ScenePainter,
    kept: Option<(Inputs, Arc<Scene>, Arrangement)>,
}

impl Hemicycle {
    /// Draws the seats and the number.
    pub(crate) fn ui(&mut self, ui: &mut Ui, session: &Session) -> Option<Command> {
        let tally = &session.of_question().tally;
        let palette = palette_of(ui);
        let width = ui.available_width().min(290.0);
        let (row, response) = ui.allocate_exact_size(vec2(ui.available_width(), width * 0.60), Sense::click());
        let rect = egui::Rect::from_center_size(row.center(), vec2(width, row.height()));
        let (count, members) = (tally.in_favour(), tally.members.len());
        let phrase = &session.question().for_phrase;
        let name = format!("Roll call: {count} of {members} members on record {phrase}");
        response.named(Role::Button, name);
        // Not the tally alone: stripes and outlines change while nobody's stance does.
        let standings = &session.of_question().standings;
        let seated = tally.members.iter().filter_map(|member| standings.of(member)).cloned().collect();
        let inputs: Inputs =
            (seated, StanceLooks::of(session.question()), Size::new(rect.width(), rect.height()), theme_of(ui.ctx()));
        if self.kept.as_ref().is_none_or(|(kept, ..)| *kept != inputs) {
            let (scene, arrangement) = seats(session, inputs.2, inputs.3);
            self.kept = Some((inputs, Arc::new(scene), arrangement));
        }
        if let Some((_, scene, _)) = &self.kept {
            self.painter.paint(ui.painter(), rect, scene);
        }
        let middle = pos2(rect.center().x, rect.top() + rect.height() * 0.76);
        let ink = if response.hovered() || response.has_focus() { palette.accent } else { palette.ink };
        let number = format!("{count} of {members}");
        ui.painter().text(middle, Align2::CENTER_CENTER, number, font(Face::Bold, text::TITLE), color32(ink));
        let below = middle + vec2(0.0, width * 0.085);
        let words = format!("on record {phrase}");
        ui.painter().text(
            below,
            Align2::CENTER_CENTER,
            words,
            font(Face::Regular, text::SMALL),
            color32(palette.weak_ink),
        );
        let under = response.hover_pos().and_then(|at| self.seat_at(Point::new(at.x - rect.min.x, at.y - rect.min.y)));
        if let Some(actor) = under {
            let target = Target::Actor(actor);
            hover_card_ui(&response, session, &target);
            return response.clicked().then_some(Command::Open(target));
        }
        response.on_hover_text("Open the roll call").clicked().then_some(Command::Show(Picture::RollCall))
    }
}

impl Hemicycle {
    /// The member whose seat lies at a point of the small picture.
    fn seat_at(&self, at: Point) -> Option<ActorId> {
        let (_, _, arrangement) = self.kept.as_ref()?;
        let seat = arrangement.spots.iter().find(|(_, spot)| spot.at.distance(at) <= spot.radius);
        seat.map(|(actor, _)| actor.clone())
    }
}

/// The members alone: the others are counted in the legend.
fn seats(session: &Session, size: Size, theme: Theme) -> (Scene, Arrangement) {
    let members: BTreeSet<ActorId> = session.of_question().tally.members.iter().cloned().collect();
    let look = Look {
        picture: Picture::RollCall,
        camera: None,
        shown: &members,
        pins: BTreeMap::new(),
        marked: BTreeSet::new(),
        selected: None,
        ..Look::of(session)
    };
    (look.scene(size, theme, Detail::Sketch), look.arrange(size, Detail::Sketch))
}
