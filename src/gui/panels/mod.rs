//! What stands around the picture.

pub(crate) mod actor_table;
pub(crate) mod answer_bar;
pub(crate) mod compare_menu;
pub(crate) mod history;
pub(crate) mod legend;
pub(crate) mod member_strip;
pub(crate) mod overview;
pub(crate) mod reading;
pub(crate) mod rule_strip;
pub(crate) mod saved_views;
pub(crate) mod search;
pub(crate) mod shown;
pub(crate) mod status_strip;
pub(crate) mod tally;
pub(crate) mod timeline;
pub(crate) mod top_bar;
