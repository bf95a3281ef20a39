//! The list of saved views: their names in files, and their order.

use super::View;
use serde::{Deserialize, Serialize};

/// Names a saved view: the stem of its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ViewKey(pub String);

/// The saved views in the order of the list.
pub type ViewList = Vec<(ViewKey, View)>;

/// The content of `order.ron`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ViewOrder {
    /// Keys from the first to the last; views that are not named stand at the end.
    pub order: Vec<ViewKey>,
    /// Shipped views that are put away.
    pub hidden: Vec<ViewKey>,
}
