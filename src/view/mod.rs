//! A saved view: how to look, never what is true.
//!
//! A view names a question, a day and a picture, and what was hidden, moved and open. It holds no stance and no
//! sentence, so an old view can be wrong about nothing. It is written as RON and reads back exactly.

mod filters;
mod order;

pub use filters::{Circle, Filters};
pub use order::{ViewKey, ViewList, ViewOrder};

use crate::layout::camera::Camera;
use crate::layout::picture::{Picture, Pin};
use crate::model::{ActorId, Day, QuestionId, RelationId, SourceId, StatementId};
use crate::scene::Target;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format this program writes.
pub const VIEW_FORMAT: u32 = 1;

/// Light, dark, or whatever the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system is set.
    #[default]
    System,
    /// Dark ink on paper.
    Light,
    /// Light ink on near-black.
    Dark,
}

impl ThemeChoice {
    /// All of them, in menu order.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The word in the menu.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// What is scrolled to and highlighted in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Passage {
    /// Nothing: the article from its start.
    Start,
    /// The sentence of a statement.
    Statement(StatementId),
    /// The sentence of a relation.
    Relation(RelationId),
}

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticlePlace {
    /// The article.
    pub source: SourceId,
    /// Where in it.
    pub passage: Passage,
}

/// How to look at a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Format of the file.
    pub format: u32,
    /// Its name for readers.
    pub name: String,
    /// The question asked.
    pub question: QuestionId,
    /// How it is drawn.
    pub picture: Picture,
    /// The day looked at; `None` follows the end of the evidence.
    pub as_of: Option<Day>,
    /// Part of the picture looked at; `None` shows it whole.
    pub camera: Option<Camera>,
    /// Who is hidden.
    pub filters: Filters,
    /// What is open beside the picture.
    pub selection: Option<Target>,
    /// The article that is open, and where.
    pub article: Option<ArticlePlace>,
    /// Actors put somewhere by hand, by picture.
    pub pinned: BTreeMap<Picture, BTreeMap<ActorId, Pin>>,
    /// Light or dark.
    pub theme: ThemeChoice,
}

impl View {
    /// The view that a project opens with: the map of `question` with nothing selected.
    pub fn of(question: QuestionId) -> Self {
        Self {
            format: VIEW_FORMAT,
            name: "Untitled".to_owned(),
            question,
            picture: Picture::Map,
            as_of: None,
            camera: None,
            filters: Filters::default(),
            selection: None,
            article: None,
            pinned: BTreeMap::new(),
            theme: ThemeChoice::System,
        }
    }

    /// The actors put by hand in the picture that is shown.
    pub fn pins(&self) -> impl Iterator<Item = (&ActorId, Pin)> {
        self.pinned.get(&self.picture).into_iter().flatten().map(|(actor, pin)| (actor, *pin))
    }

    /// Whether both show the same, whatever their names.
    pub fn shows_same_as(&self, other: &Self) -> bool {
        let Self { format: _, name: _, question, picture, as_of, camera, filters, selection, article, pinned, theme } =
            self;
        *question == other.question
            && *picture == other.picture
            && *as_of == other.as_of
            && *camera == other.camera
            && *filters == other.filters
            && *selection == other.selection
            && *article == other.article
            && *pinned == other.pinned
            && *theme == other.theme
    }
}
