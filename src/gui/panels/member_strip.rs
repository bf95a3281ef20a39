//! The members of the deciding body in a row, in order of standing: one cell each, or a bar in proportion where there are
//! many.
//!
//! Easily got wrong: the cells are drawn 14 high and hit 24 high, and the gaps belong to the nearest cell.

use crate::derive::Standing;
use crate::gui::paint::paint_items;
use crate::gui::pictures::hover_card::hover_card_ui;
use crate::gui::theme::{color32, palette_of};
use crate::gui::widgets::named::Named;
use crate::layout::geometry::{Point, Rect as PictureRect};
use crate::model::{ActorId, Stance};
use crate::scene::{Fill, Item, Shape, StanceLooks, Stroke, Target};
use crate::session::{Command, LookCommand, Session};
use egui::accesskit::Role;
use egui::{Rect, Sense, Ui, pos2, vec2};

/// Height of a cell, in logical pixels.
const HEIGHT: f32 = 14.0;
/// Height of what can be hit.
const HIT: f32 = 24.0;
/// Between two cells.
const GAP: f32 = 2.0;
/// A cell is no wider.
const WIDEST: f32 = 44.0;
/// With more members the strip is a bar in proportion.
const MOST_CELLS: usize = 60;

/// Those for it first, then those who ask for it themselves, the silent, the undecided, and those against last: what is
/// missing to consent lies between the two ends.
const ORDER: [Option<Stance>; 6] = [
    Some(Stance::Supports),
    Some(Stance::Requests),
    None,
    Some(Stance::Undecided),
    Some(Stance::NotNow),
    Some(Stance::Opposes),
];

/// A stretch of the strip: what it opens and how it looks.
struct Cell {
    target: Target,
    name: String,
    stance: Option<Stance>,
    contested_by: Option<Stance>,
    /// How many members it stands for.
    members: usize,
}

/// Draws the strip; nothing where the body has no members.
pub(crate) fn member_strip_ui(ui: &mut Ui, session: &Session) -> Option<Command> {
    let tally = &session.standpoint_facts().tally;
    if tally.members.is_empty() {
        return None;
    }
    let cells = if tally.members.len() > MOST_CELLS { by_standing(session) } else { by_member(session) };
    let palette = palette_of(ui);
    let looks = StanceLooks::of(session.question());
    let (row, _) = ui.allocate_exact_size(vec2(ui.available_width(), HIT), Sense::hover());
    let unit = unit_width(row.width(), tally.members.len(), cells.len());
    let (mut items, mut asked, mut left) = (Vec::new(), None, row.left());
    for cell in &cells {
        let width = unit * cell.members as f32;
        let hit = Rect::from_min_size(pos2(left, row.top()), vec2(width + GAP, HIT));
        let drawn = Rect::from_center_size(hit.center() - vec2(GAP / 2.0, 0.0), vec2(width, HEIGHT));
        left += width + GAP;
        // Reached by keyboard through the answer: a tab stop for each member would be in everybody's way.
        let response = ui.interact(hit, ui.scope_id().with(("member", &cell.target)), Sense::CLICK | Sense::HOVER);
        response.named(Role::Button, &cell.name);
        let edge = if response.hovered() {
            Stroke::solid(1.6, palette.ink)
        } else if cell.stance.is_some() {
            Stroke::solid(1.0, palette.outline)
        } else {
            Stroke::solid(1.0, palette.silent_ring)
        };
        items.push(Item::silent(cell_shape(drawn, row, looks.fill(&palette, cell.stance, cell.contested_by), edge)));
        hover_card_ui(&response, session, &cell.target);
        if response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked() {
            asked = Some(Command::Look(LookCommand::Open(cell.target.clone())));
        }
    }
    paint_items(ui.painter(), row, &items);
    let (needed, members) = (tally.needed(), tally.members.len());
    if needed < members {
        // Where consent is reached, counted from those for it.
        let x = row.left() + needed as f32 * (unit * members as f32 + GAP * cells.len() as f32) / members as f32;
        ui.painter().vline(x, row.y_range(), egui::Stroke::new(2.0, color32(palette.ink)));
    }
    asked
}

/// The width of one member, in logical pixels: of all the room but the gaps, and no wider than looks like a cell.
fn unit_width(room: f32, members: usize, cells: usize) -> f32 {
    let widest = if members > MOST_CELLS { f32::INFINITY } else { WIDEST };
    ((room - GAP * cells as f32) / members as f32).clamp(0.5, widest)
}

fn cell_shape(drawn: Rect, row: Rect, fill: Fill, edge: Stroke) -> Shape {
    let corner = |at: egui::Pos2| Point::new(at.x - row.left(), at.y - row.top());
    let rect = PictureRect::new(corner(drawn.min), corner(drawn.max));
    Shape::Box { rect, corner_radius: 2.0, fill, stroke: Some(edge) }
}

fn by_member(session: &Session) -> Vec<Cell> {
    let standpoint_facts = session.standpoint_facts();
    let members = ORDER.into_iter().flat_map(|stance| standpoint_facts.tally.with(stance));
    members.map(|member| cell_of(session, member, standpoint_facts.standings.of(member))).collect()
}

fn cell_of(session: &Session, member: &ActorId, standing: Option<&Standing>) -> Cell {
    let stance = standing.and_then(|standing| standing.stance);
    let contested_by = standing.and_then(|standing| standing.contested_by);
    let contested = if contested_by.is_some() { ", contested" } else { "" };
    let label = session.question().label(stance).to_lowercase();
    Cell {
        target: Target::Actor(member.clone()),
        name: format!("Member: {}, {label}{contested}", session.project().actor_name(member)),
        stance,
        contested_by,
        members: 1,
    }
}

fn by_standing(session: &Session) -> Vec<Cell> {
    let tally = &session.standpoint_facts().tally;
    let held = ORDER.into_iter().filter(|stance| !tally.with(*stance).is_empty());
    held.map(|stance| {
        let members = tally.with(stance).len();
        let label = session.question().label(stance).to_lowercase();
        let name = format!("{members} of {} members: {label}", tally.members.len());
        Cell { target: Target::MembersWith(stance), name, stance, contested_by: None, members }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_cells_and_their_gaps_fit_into_the_row() {
        for (members, cells) in [(1, 1), (32, 32), (60, 60), (61, 6), (193, 4)] {
            for room in [480.0, 816.0, 992.0, 1_900.0] {
                let used = unit_width(room, members, cells) * members as f32 + GAP * cells as f32;
                assert!(used <= room + 0.01, "{members} members in {room}: {used}");
            }
        }
    }
}
