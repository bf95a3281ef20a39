//! What a change of many statements would do, statement by statement, before it is done.

use crate::model::{Project, Statement, StatementId};
use crate::session::Recoding;
use std::collections::BTreeSet;

/// A statement as it is and as it would be.
#[derive(Clone, Debug, PartialEq)]
pub struct Recoded<'a> {
    /// As it is.
    pub before: &'a Statement,
    /// As it would be; the same where nothing changes.
    pub after: Statement,
}

impl Recoded<'_> {
    /// Whether anything changes.
    pub fn is_changed(&self) -> bool {
        *self.before != self.after
    }
}

/// Each of `statements` before and after `recoding`, in the order of the text.
pub fn recoded<'a>(project: &'a Project, statements: &BTreeSet<StatementId>, recoding: &Recoding) -> Vec<Recoded<'a>> {
    let mut rows: Vec<Recoded> = statements
        .iter()
        .filter_map(|id| project.statements.get(id))
        .map(|before| Recoded { before, after: recoding.of(project, before) })
        .collect();
    rows.sort_by_key(|row| (row.before.source.clone(), row.before.quote.bytes, row.before.id.clone()));
    rows
}
