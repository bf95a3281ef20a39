//! Coding in the article, without its window: what a form starts with, the statement that comes of it, which sentence
//! comes next and where a sentence ends.
//!
//! All of it is worked out from the project and changes nothing: what comes out is an [`super::Edit`] that the session
//! may carry out. The thing easily got wrong: the words that are coded are the bytes that were chosen, never words that
//! look like them somewhere else.

mod bounds;
mod completing;
mod days;
mod draft;
mod next;
mod recoding;
mod starting;
#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test may panic")]
mod tests;

pub use bounds::{joined_with_next, made_one, restored, split_at};
pub use completing::completions;
pub use draft::{Begun, Draft, Follows, NewActor, Who, guessed_kind};
pub use next::{Search, Step, Way, coded_in, next_to_code, reading_order};
pub use recoding::{Recoded, recoded};
pub use starting::Starter;
