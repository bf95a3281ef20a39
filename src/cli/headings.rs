//! The headings of text tables, once for all tables: the same thing has the same heading everywhere.

pub(super) const ACTOR: &str = "Actor";
/// The actor whose position a statement expresses.
pub(super) const WHOSE_POSITION: &str = "Whose position";
pub(super) const KIND: &str = "Kind";
pub(super) const MEMBER: &str = "Member";
pub(super) const QUESTION: &str = "Question";
pub(super) const STANCE: &str = "Stance";
pub(super) const STANDING: &str = "Standing";
/// The standing on the one side of a comparison, or before a change.
pub(super) const FROM: &str = "From";
/// The standing on the other side of a comparison, or after a change.
pub(super) const TO: &str = "To";
pub(super) const SINCE: &str = "Since";
pub(super) const DAY: &str = "Day";
pub(super) const SAID: &str = "Said";
pub(super) const PUBLISHED: &str = "Published";
pub(super) const VOICE: &str = "Voice";
pub(super) const STATEMENT: &str = "Statement";
/// How many statements support a stance.
pub(super) const STATEMENTS: &str = "Statements";
/// How many counted statements say otherwise.
pub(super) const OUTVOTED: &str = "Outvoted";
pub(super) const FRAGILITY: &str = "Fragility";
pub(super) const RESTS_ON: &str = "Rests on";
pub(super) const REMARKS: &str = "Remarks";
pub(super) const WHY: &str = "Why";
pub(super) const QUOTATION: &str = "Quotation";
pub(super) const SENTENCE: &str = "Sentence";
/// How many sentences a text has.
pub(super) const SENTENCES: &str = "Sentences";
pub(super) const BYTE: &str = "Byte";
pub(super) const SCORE: &str = "Score";
pub(super) const MEMBERS: &str = "Members";
pub(super) const CONTESTED: &str = "Contested";
pub(super) const STALE: &str = "Stale";
pub(super) const UNNAMED_ONLY: &str = "Unnamed only";
pub(super) const SECOND_HAND: &str = "Second-hand";
pub(super) const CONDITIONAL: &str = "Conditional";
pub(super) const WHO: &str = "Who";
/// How many members are on record in favour.
pub(super) const IN_FAVOUR: &str = "In favour";
pub(super) const MISSING: &str = "Missing";
/// The least and the most members that can be in favour.
pub(super) const RANGE: &str = "Range";
pub(super) const CHANGED: &str = "Changed";
pub(super) const FILE: &str = "File";
pub(super) const OUTCOME: &str = "Outcome";
pub(super) const ID: &str = "Id";
pub(super) const TITLE: &str = "Title";
/// What a person should look at first.
pub(super) const FIRST_PROBLEM: &str = "First problem";
