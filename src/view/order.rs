//! The order of the saved views and their file names.

use super::View;
use serde::{Deserialize, Serialize};

/// Identifies a saved view: the stem of its file name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ViewKey(pub String);

/// The saved views in the order in which they are listed.
pub type ViewList = Vec<(ViewKey, View)>;

/// The content of `order.ron`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewOrder {
    /// Keys from first to last; views that are not listed come at the end.
    pub order: Vec<ViewKey>,
    /// Shipped views that the reader has removed from the list.
    pub hidden: Vec<ViewKey>,
}
