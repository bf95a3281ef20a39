//! On how much a standing rests: how many statements, sentences, articles and outlets.

use super::standing::Standing;
use super::{count_of, coverage};
use crate::model::Project;
use std::collections::BTreeSet;

/// On how much the stance of one actor rests: only what speaks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Support {
    /// Statements.
    pub statements: usize,
    /// Different sentences.
    pub sentences: usize,
    /// Different articles.
    pub sources: usize,
    /// Different outlets; articles whose outlet is not named count as one each.
    pub outlets: usize,
}

/// On how much `standing` rests.
pub fn support(project: &Project, standing: &Standing) -> Support {
    let statements = || standing.statements.iter().filter_map(|id| project.statements.get(id));
    let read = coverage(statements());
    let outlet = |source| project.sources.get(source).map_or("", |of| of.record.outlet.trim());
    let outlets: BTreeSet<_> = statements()
        .map(|statement| {
            let outlet = outlet(&statement.source);
            (outlet, outlet.is_empty().then_some(&statement.source))
        })
        .collect();
    Support { statements: read.statements, sentences: read.sentences, sources: read.sources, outlets: outlets.len() }
}

impl Support {
    /// "It rests on one sentence."; `None` where it rests on several outlets.
    pub fn warning(self) -> Option<&'static str> {
        match self {
            Self { sentences: 0, .. } => None,
            Self { sentences: 1, .. } => Some("It rests on one sentence."),
            Self { sources: 1, .. } => Some("It rests on one article."),
            Self { outlets: 1, .. } => Some("It rests on one outlet."),
            Self { .. } => None,
        }
    }
}

/// "Take 1 statement away and this colour changes."; `None` without a stance.
pub fn fragility_in_words(standing: &Standing) -> Option<String> {
    let what = count_of(standing.must_go, "statement", "statements");
    (standing.must_go > 0).then(|| format!("Take {what} away and this colour changes."))
}
