//! One way of looking at a project, ready to be drawn at any size: the same for window, thumbnail and export.

use super::{ProjectFacts, Session, StandpointFacts, marked_actors};
use crate::derive::{Matrix, MatrixLook};
use crate::layout::arrange::{ArrangeRequest, Arrangement, Beside, Fit, MapPlaces, Placeless, arrange};
use crate::layout::camera::Camera;
use crate::layout::geometry::Size;
use crate::layout::picture::{Picture, Pin};
use crate::model::{ActorId, Project, Question};
use crate::scene::{Detail, Scene, SceneRequest, Target, Theme, compose};
use crate::view::View;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What is looked at, and how.
#[derive(Clone)]
pub struct Look<'a> {
    /// The project.
    pub project: &'a Project,
    /// What is asked.
    pub question: &'a Question,
    /// What follows from the project.
    pub project_facts: &'a ProjectFacts,
    /// What follows from the question and the day.
    pub standpoint_facts: &'a StandpointFacts,
    /// How it is drawn.
    pub picture: Picture,
    /// Part of the picture looked at; `None` shows it whole.
    pub camera: Option<Camera>,
    /// How the matrix is laid out.
    pub matrix: MatrixLook,
    /// The matrix that is seen, where somebody has kept it; else it is worked out.
    pub kept_matrix: Option<Arc<Matrix>>,
    /// Where the map had everybody before, to be used where it still fits.
    pub kept_map: Option<Arc<MapPlaces>>,
    /// Whether a table is scrolled or fitted.
    pub fit: Fit,
    /// The other of two pictures side by side.
    pub beside: Beside<'a>,
    /// Who is drawn.
    pub shown: &'a BTreeSet<ActorId>,
    /// Actors put somewhere by hand.
    pub pins: BTreeMap<ActorId, Pin>,
    /// Actors to be marked.
    pub marked: BTreeSet<ActorId>,
    /// What is open beside the picture.
    pub selected: Option<Target>,
    /// What is under the pointer.
    pub hovered: Option<Target>,
}

impl<'a> Look<'a> {
    /// What `session` looks at now.
    pub fn of(session: &'a Session) -> Self {
        let seen = Self::through(session, session.view(), session.question(), session.standpoint_facts());
        Self { marked: session.marked(), ..seen }
    }

    /// What `session` would look at through `view`, whose question and day `standpoint_facts` answers.
    pub fn through(
        session: &'a Session,
        view: &View,
        question: &'a Question,
        standpoint_facts: &'a StandpointFacts,
    ) -> Self {
        Self {
            project: session.project(),
            question,
            project_facts: session.project_facts(),
            standpoint_facts,
            picture: view.picture,
            camera: view.camera,
            matrix: view.matrix.clone(),
            kept_matrix: None,
            kept_map: None,
            fit: Fit::Fitted,
            beside: Beside::default(),
            shown: &standpoint_facts.shown,
            pins: view.pins().map(|(actor, pin)| (actor.clone(), pin)).collect(),
            marked: marked_actors(session.project(), standpoint_facts, view.selection.as_ref()),
            selected: view.selection.clone(),
            hovered: None,
        }
    }

    /// Where everything stands in a picture of `size` picture points.
    pub fn arrange(&self, size: Size, detail: Detail) -> Arrangement {
        let nowhere = BTreeMap::new();
        let network = match self.picture {
            Picture::Network => self.project_facts.network(self.project),
            Picture::Map | Picture::RollCall | Picture::Matrix => &nowhere,
        };
        let matrix = match self.picture {
            Picture::Matrix => Some(self.derive_matrix()),
            Picture::Map | Picture::Network | Picture::RollCall => None,
        };
        arrange(&ArrangeRequest {
            project: self.project,
            standings: &self.standpoint_facts.standings,
            tally: &self.standpoint_facts.tally,
            shown: self.shown,
            placed: self.project_facts.placed(&self.question.id),
            pins: &self.pins,
            network,
            kept_map: self.kept_map.as_ref(),
            matrix: matrix.as_ref(),
            fit: self.fit,
            beside: self.beside,
            picture: self.picture,
            camera: self.camera,
            size,
            placeless: match detail {
                Detail::Full => Placeless::Shelved,
                Detail::Sketch => Placeless::LeftOut,
            },
        })
    }

    /// Who said what where, as far as it is looked at.
    fn derive_matrix(&self) -> Arc<Matrix> {
        let work_out = || {
            let standpoint = &self.standpoint_facts.standpoint;
            Arc::new(self.project_facts.ledger.matrix(self.project, standpoint, self.shown, &self.matrix))
        };
        self.kept_matrix.clone().unwrap_or_else(work_out)
    }

    /// What a scene is composed from.
    pub fn request(&self, size: Size, theme: Theme, detail: Detail) -> SceneRequest<'_> {
        SceneRequest {
            project: self.project,
            question: self.question,
            standings: &self.standpoint_facts.standings,
            tally: &self.standpoint_facts.tally,
            ties: &self.standpoint_facts.ties,
            shown: self.shown,
            picture: self.picture,
            size,
            theme,
            marked: &self.marked,
            selected: self.selected.as_ref(),
            hovered: self.hovered.as_ref(),
            detail,
        }
    }

    /// The picture at `size` picture points.
    pub fn scene(&self, size: Size, theme: Theme, detail: Detail) -> Scene {
        compose(&self.request(size, theme, detail), &self.arrange(size, detail))
    }
}
