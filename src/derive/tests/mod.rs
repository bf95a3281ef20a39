//! What the rule promises, sentence by sentence and law by law.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test may panic")]

mod answer;
mod built_in;
mod evidence;
mod laws;
mod oracle;
mod proof;
mod random;
mod reason;
mod standing;
mod tally;
mod tally_days;
mod ties;
mod time;
