//! Questions put to a project, answered by pure functions.
//!
//! Nothing here is stored, reads a clock or knows how it is shown. Same project, same standpoint (question, two clocks,
//! rule): the same answer.

mod about;
mod answer;
mod changes;
mod contradictions;
mod difference;
mod disagreement;
mod ledger;
mod matrix;
mod proof;
mod reason;
mod rule_words;
#[cfg(test)]
mod sample;
mod sentences;
mod standing;
mod standpoint;
mod support;
mod tally;
mod tally_days;
#[cfg(test)]
mod tests;
mod tie_book;
mod tie_pair;
mod ties;
mod utterance;
mod weighing;

pub use about::{ActorStatementBook, ActorStatements};
pub use answer::{Answer, AnswerPart, Counts, answer};
pub use changes::{Change, since};
pub use contradictions::Contradictions;
pub use difference::{Cause, Contest, Difference, differences};
pub use disagreement::{Disagreement, Gap, SaidBook, disagreements};
pub use ledger::{Ledger, Silence};
pub use matrix::{Columns, Matrix, MatrixCell, MatrixFrame, MatrixLook, MatrixRow, RowOrder, Slot, cell_name};
pub use proof::{Shown, best_quotation, by_proof, one_sentence_each};
pub use reason::{count_of, join_words, reason};
pub use rule_words::rule_sentences;
pub use sentences::{Coverage, collective_statements, coverage, statements_about, statements_in_order};
pub use standing::{Basis, Decision, Standing, Standings, standings};
pub use standpoint::{Clock, Standpoint};
pub use support::{Support, fragility_in_words, support};
pub use tally::{Among, Tally, members, tally};
pub use tally_days::{TallyDay, tally_days};
pub use tie_book::{TieBook, TieLine, TiesAt};
pub use ties::{Tie, Ties, tie_key, ties};
pub use utterance::{Likeness, Mention, Place, Telling, Utterance, UtteranceBook};
