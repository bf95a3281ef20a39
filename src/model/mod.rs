//! What a project says: plain values that serde writes and reads.
//!
//! No input or output, no clock, no randomness. A stance is never stored on an actor; it is derived from statements
//! (see [`crate::derive`]), so nothing here answers "where does Hungary stand?".

mod actor;
mod beside;
mod date;
mod id;
mod patch;
mod project;
mod question;
mod quotation;
mod relation;
mod rule;
mod shown;
mod source;
mod statement;

#[cfg(test)]
pub(crate) use beside::NO_THREADS;
pub(crate) use beside::{Beside, thread_builder};

pub use actor::{Actor, ActorKind, Membership, Office, OfficeProvenance, Place};
pub use date::{DateError, Dated, Day, EdtfDate, Precision, YEARS};
pub use id::{ActorId, IdError, ProjectId, QuestionId, RelationId, SourceId, StatementId};
pub use patch::{Patch, RecordChanges, RecordId};
pub use project::{Approximate, Credit, FORMAT_VERSION, Manifest, MapChoice, Project};
pub use question::{Consent, HexColor, Predicate, Question, ScaleStep, Sign, Stance};
pub use quotation::{ByteRange, CONTEXT_CHARS, Quotation, TextHash};
pub use relation::{Relation, RelationKind};
pub use rule::{PeopleSpeak, RuleFault, StandingRule, Weighing};
pub use shown::{shown, shown_path};
pub use source::{Original, Source, SourceRecord};
pub use statement::{Confidence, Provenance, Speaker, Statement, Voice};
