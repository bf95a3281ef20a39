//! A saved view: how to look, never what is true.
//!
//! A view names a question, a day and a picture, and what was hidden, moved and open. It holds no stance and no
//! sentence, so an old view cannot state anything false. It is written as RON and reads back exactly.

mod comparison;
mod filters;
mod moved;
mod order;
mod seen;

pub use comparison::{Comparison, ComparisonLook, OtherSide};
pub use filters::{ActorClass, ConditionFilter, Filters};
pub use moved::{Moved, MovedStanding};
pub use order::{ViewKey, ViewList, ViewOrder};
pub use seen::{Seen, SeenSource, SeenStanding};

use crate::derive::MatrixLook;
use crate::layout::camera::Camera;
use crate::layout::picture::{Picture, Pin};
use crate::model::{ActorId, ByteRange, Day, QuestionId, RelationId, SourceId, StandingRule, StatementId};
use crate::scene::Target;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The format that this program writes. Format 1 had one clock, no rule of its own, no comparison and no matrix; such a
/// view is read as one that leaves all of these to the project.
pub const VIEW_FORMAT: u32 = 2;

/// Light, dark, or whatever the system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThemeChoice {
    /// As the system is set.
    #[default]
    System,
    /// Dark text on paper.
    Light,
    /// Light text on near-black.
    Dark,
}

impl ThemeChoice {
    /// All choices, in menu order.
    pub const ALL: [Self; 3] = [Self::System, Self::Light, Self::Dark];

    /// The label in the menu.
    pub fn label(self) -> &'static str {
        match self {
            Self::System => "System",
            Self::Light => "Light",
            Self::Dark => "Dark",
        }
    }
}

/// How the timeline under the picture is drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TimelineLook {
    /// All statements in one pile.
    #[default]
    Together,
    /// A row for each actor.
    ByActor,
    /// Hidden.
    Hidden,
}

/// What is scrolled to and highlighted in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Passage {
    /// Nothing: the article is shown from its start.
    Start,
    /// The sentence of a statement.
    Statement(StatementId),
    /// The sentence of a relation.
    Relation(RelationId),
    /// A byte range of the text, coded or not: what a search found.
    Words(ByteRange),
}

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ArticlePlace {
    /// The article.
    pub source: SourceId,
    /// The passage in it.
    pub passage: Passage,
}

/// How to look at a project.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct View {
    /// Format version of the file.
    pub format: u32,
    /// The name that readers see.
    pub name: String,
    /// The question asked.
    pub question: QuestionId,
    /// Which picture it is drawn as.
    pub picture: Picture,
    /// The as-of date; `None` follows the end of the evidence.
    pub as_of: Option<Day>,
    /// The day of knowledge: what was printed later is not known yet. `None` counts all that the project holds.
    #[serde(default)]
    pub known_on: Option<Day>,
    /// A rule of its own; `None` follows the project's.
    #[serde(default)]
    pub rule: Option<StandingRule>,
    /// What it is compared with.
    #[serde(default)]
    pub comparison: Option<Comparison>,
    /// How the timeline is drawn.
    #[serde(default)]
    pub timeline: TimelineLook,
    /// How the matrix is laid out.
    #[serde(default)]
    pub matrix: MatrixLook,
    /// The visible part of the picture; `None` shows all of it.
    pub camera: Option<Camera>,
    /// Who is hidden.
    pub filters: Filters,
    /// What is open beside the picture.
    pub selection: Option<Target>,
    /// The article that is open, and the passage in it.
    pub article: Option<ArticlePlace>,
    /// Actors placed by hand, by picture.
    pub pinned: BTreeMap<Picture, BTreeMap<ActorId, Pin>>,
    /// Light or dark.
    pub theme: ThemeChoice,
    /// What the project held when the view was saved; `None` for a view that is not saved, or was shipped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<Seen>,
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
            known_on: None,
            rule: None,
            comparison: None,
            timeline: TimelineLook::default(),
            matrix: MatrixLook::default(),
            camera: None,
            filters: Filters::default(),
            selection: None,
            article: None,
            pinned: BTreeMap::new(),
            theme: ThemeChoice::System,
            seen: None,
        }
    }

    /// The actors placed by hand in the picture that is shown.
    pub fn pins(&self) -> impl Iterator<Item = (&ActorId, Pin)> {
        self.pinned.get(&self.picture).into_iter().flatten().map(|(actor, pin)| (actor, *pin))
    }

    /// Whether both show the same, regardless of their names.
    pub fn shows_same_as(&self, other: &Self) -> bool {
        let Self {
            format: _,
            name: _,
            question,
            picture,
            as_of,
            known_on,
            rule,
            comparison,
            timeline,
            matrix,
            camera,
            filters,
            selection,
            article,
            pinned,
            theme,
            seen: _,
        } = self;
        *question == other.question
            && *picture == other.picture
            && *as_of == other.as_of
            && *known_on == other.known_on
            && *rule == other.rule
            && *comparison == other.comparison
            && *timeline == other.timeline
            && *matrix == other.matrix
            && *camera == other.camera
            && *filters == other.filters
            && *selection == other.selection
            && *article == other.article
            && *pinned == other.pinned
            && *theme == other.theme
    }
}
