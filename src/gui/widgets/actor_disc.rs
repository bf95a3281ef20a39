//! An actor's disc among words: the same flag, ring and sign as in the picture.

use crate::gui::paint::paint_items;
use crate::gui::theme::theme_of;
use crate::layout::geometry::{Point, Size};
use crate::layout::picture::Picture;
use crate::model::Actor;
use crate::scene::{Detail, actor_disc};
use crate::session::{Look, Session};
use egui::{Sense, Ui, Vec2};
use std::collections::BTreeSet;

/// Draws the disc of `actor` into a square of `side` logical pixels.
pub(crate) fn actor_disc_ui(ui: &mut Ui, session: &Session, actor: &Actor, side: f32) {
    let (rect, _) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    let look = Look { picture: Picture::RollCall, marked: BTreeSet::new(), selected: None, ..Look::of(session) };
    let request = look.request(Size::new(side, side), theme_of(ui.ctx()), Detail::Full);
    let radius = side / 2.0 - 3.0;
    let items = actor_disc(&request, actor, Point::new(side / 2.0 - 1.0, side / 2.0 + 1.0), radius);
    paint_items(ui.painter(), rect, &items);
}
