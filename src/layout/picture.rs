//! The kinds of picture.

use serde::{Deserialize, Serialize};

/// A way to draw the same actors.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Picture {
    /// Countries at their places, people beside their country.
    Map,
    /// Actors placed by their ties.
    Network,
    /// The members of the deciding body as seats.
    RollCall,
    /// Actors by article or by month.
    Matrix,
}

impl Picture {
    /// All of them, in the order of their tabs and keys.
    pub const ALL: [Self; 4] = [Self::Map, Self::Network, Self::RollCall, Self::Matrix];

    /// The identifier used in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Map => "map",
            Self::Network => "network",
            Self::RollCall => "roll-call",
            Self::Matrix => "matrix",
        }
    }

    /// The label of its tab.
    pub fn label(self) -> &'static str {
        match self {
            Self::Map => "Map",
            Self::Network => "Network",
            Self::RollCall => "Roll call",
            Self::Matrix => "Matrix",
        }
    }
}

/// The part of a picture that a place belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Sheet {
    /// The main part, which the camera moves over.
    Main,
    /// The framed inset of the map.
    Inset,
}

/// Where a person placed an actor by hand.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pin {
    /// Which part of the picture.
    pub sheet: Sheet,
    /// In world units of that part.
    pub at: super::geometry::Point,
}
