//! What two pictures side by side have in common, so that they can be read across: one area, one world, and in the
//! matrix the same rows and columns.
//!
//! The thing easily got wrong: the shelf of one side may be higher than that of the other, and is known only after it
//! was laid out; so both are asked again until neither wants more.

use crate::derive::{Matrix, MatrixFrame, MatrixLook, Standpoint};
use crate::gui::memo::Memo;
use crate::gui::scale::{gap, text};
use crate::gui::theme::{color32, palette_of, words};
use crate::gui::widgets::named::Named;
use crate::layout::arrange::Beside;
use crate::layout::picture::Picture;
use crate::model::ActorId;
use crate::scene::Face;
use crate::session::{Edition, Session};
use crate::view::Filters;
use egui::Ui;
use egui::accesskit::Role;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Height of the strip that names a side, in logical pixels.
pub(crate) const STRIP: f32 = 30.0;

/// What one of two pictures keeps room for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct SharedRoom {
    /// That the shelf of either needs, in picture points.
    pub(crate) shelf_height: f32,
    /// Who is shown on the other side.
    pub(crate) shown: BTreeSet<ActorId>,
    /// With the rows and columns of both sides; only where the matrix is shown.
    pub(crate) matrix: Option<Arc<Matrix>>,
}

impl SharedRoom {
    /// For a layout.
    pub(crate) fn beside(&self) -> Beside<'_> {
        Beside { shelf_height: self.shelf_height, shown: Some(&self.shown) }
    }
}

/// Both sides.
pub(crate) struct Sides {
    /// The one that is compared with.
    pub(crate) other: SharedRoom,
    /// The one that is looked at.
    pub(crate) this: SharedRoom,
    /// The matrix of the one that is looked at, with its own rows and columns.
    pub(crate) own_matrix: Option<Arc<Matrix>>,
}

/// What the matrices depend on.
type Inputs = (Edition, [Standpoint; 2], Filters, MatrixLook);

/// The matrices of both sides, kept while nothing changes.
#[derive(Default)]
pub(crate) struct TwoSides {
    kept: Memo<Inputs, [Arc<Matrix>; 3]>,
}

impl TwoSides {
    /// Both sides of what is compared; nothing without a comparison.
    pub(crate) fn of(&mut self, session: &Session, shelf_height: f32) -> Option<Sides> {
        let of = session.comparison_facts()?;
        let [other, this, own] = match session.view().picture {
            Picture::Matrix => self.matrices(session)?.map(Some),
            Picture::Map | Picture::Network | Picture::RollCall => [None, None, None],
        };
        Some(Sides {
            other: SharedRoom { shelf_height, shown: session.standpoint_facts().shown.clone(), matrix: other },
            this: SharedRoom { shelf_height, shown: of.other.shown.clone(), matrix: this },
            own_matrix: own,
        })
    }

    fn matrices(&mut self, session: &Session) -> Option<[Arc<Matrix>; 3]> {
        let (this, other) = (session.standpoint_facts(), &session.comparison_facts()?.other);
        let view = session.view();
        let standpoints = [this.standpoint.clone(), other.standpoint.clone()];
        let inputs = (session.edition(), standpoints, view.filters.clone(), view.matrix.clone());
        let matrices = self.kept.get(inputs, || {
            let ledger = &session.project_facts().ledger;
            let of_this = ledger.matrix(session.project(), &this.standpoint, &this.shown, &view.matrix);
            let of_other = ledger.matrix(session.project(), &other.standpoint, &other.shown, &view.matrix);
            let frame = MatrixFrame::of(session.project(), &of_this, &of_other);
            [frame.filled(&of_other), frame.filled(&of_this), of_this].map(Arc::new)
        });
        Some(matrices.clone())
    }
}

/// The day, rule or view that a side shows, in a strip above it: nothing of the picture is covered.
pub(crate) fn side_label_ui(ui: &mut Ui, label: &str) {
    let palette = palette_of(ui);
    ui.horizontal_centered(|ui| {
        ui.add_space(gap::LARGE);
        let text = words(label, Face::SemiBold, text::TEXT).color(color32(palette.ink));
        let response = ui.add(egui::Label::new(text).selectable(false).truncate());
        response.named(Role::Label, format!("Side: {label}"));
    });
}
