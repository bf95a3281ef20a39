//! Questions put to a project, answered by pure functions.
//!
//! Nothing here is stored, reads a clock or knows how it is shown. Same project, same question, same day, same rule:
//! the same answer.

mod answer;
mod reason;
#[cfg(test)]
mod sample;
mod sentences;
mod standing;
mod tally;
#[cfg(test)]
mod tests;
mod ties;

pub use answer::{Answer, AnswerPart, answer};
pub use reason::{count_of, join_words, reason};
pub use sentences::{Coverage, collective_statements, coverage, statements_about, statements_in_order};
pub use standing::{Basis, Decision, Standing, Standings, standings};
pub use tally::{Tally, members, tally};
pub use ties::{Tie, Ties, tie_key, ties, ties_by};
