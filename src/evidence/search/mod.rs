//! Finds sentences in all articles by words, phrases and regular expressions, and actors by their names.
//!
//! A scan over folded text; no index is kept beyond that. What is typed is read by [`Query`], where it applies is
//! worked out by [`Scope`], and [`Found`] counts and orders what was found. It knows nothing of how a standing is
//! derived. The thing easily got wrong: a hit stands in the folded text and has to be led back to the original before
//! anybody sees it.

mod actors;
mod expression;
mod filters;
mod found;
mod matcher;
mod query;
mod scope;
mod texts;

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
mod tests;

pub use actors::find_actors;
pub use filters::{FilterKey, set_filter};
pub use found::{ArticleCount, Found, Hit};
pub use query::{Fault, Query};
pub use scope::Scope;
pub use texts::{SearchTexts, TextToFold};
