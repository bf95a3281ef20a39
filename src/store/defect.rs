//! What is wrong with a project folder: which file, which line, why, and what to do about it.
//!
//! A defect is told and never mended here. The thing easily got wrong: a defect whose record was left out makes the
//! opened project partial, and a partial project must not be saved over its folder; [`Report`] keeps the two together.

use super::files::RelativePath;
use crate::derive::count_of;
use crate::model::shown;
use std::collections::BTreeMap;
use std::fmt;

/// How bad a defect is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Something was left out, or contradicts itself.
    Error,
    /// Everything was read; a person should look at it.
    Warning,
}

impl Severity {
    /// The word before the reason.
    pub fn label(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// How many defects there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SeverityCounts {
    /// Left out, or contradicting itself.
    pub errors: usize,
    /// Read whole, but to be looked at.
    pub warnings: usize,
}

impl SeverityCounts {
    /// Of `defects`.
    pub fn of<'a>(defects: impl IntoIterator<Item = &'a Defect>) -> Self {
        defects.into_iter().fold(Self::default(), |counts, defect| match defect.severity {
            Severity::Error => Self { errors: counts.errors + 1, ..counts },
            Severity::Warning => Self { warnings: counts.warnings + 1, ..counts },
        })
    }

    /// "2 defects", "1 warning", "2 defects and 1 warning"; `None` where there is neither.
    pub fn in_words(self) -> Option<String> {
        let defects = count_of(self.errors, "defect", "defects");
        let warnings = count_of(self.warnings, "warning", "warnings");
        match (self.errors, self.warnings) {
            (0, 0) => None,
            (_, 0) => Some(defects),
            (0, _) => Some(warnings),
            (_, _) => Some(format!("{defects} and {warnings}")),
        }
    }

    /// How bad the worst of them is.
    pub fn worst(self) -> Option<Severity> {
        match (self.errors, self.warnings) {
            (0, 0) => None,
            (0, _) => Some(Severity::Warning),
            (_, _) => Some(Severity::Error),
        }
    }
}

/// One thing that is wrong. Sorted by file, line and column; what concerns a whole file comes first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Defect {
    /// Path relative to the project folder, with `/` between its parts.
    pub file: String,
    /// Line, from 1; `None` where the whole file is meant.
    pub line: Option<usize>,
    /// Character of the line, from 1, where it is known.
    pub column: Option<usize>,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong and what to do, in plain words without a full stop.
    pub reason: String,
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&shown(&self.file))?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
            if let Some(column) = self.column {
                write!(f, ":{column}")?;
            }
        }
        write!(f, ": {}: {}", self.severity.label(), shown(&self.reason))
    }
}

/// Whether an opened project holds everything that its files hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wholeness {
    /// Yes: writing it back loses nothing.
    Whole,
    /// No: something could not be read or used, and writing it back would lose it.
    Partial,
}

/// A place in a file: a line and a column, both from 1, or the whole file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spot {
    File,
    Line(usize),
    At { line: usize, column: usize },
}

/// More defects than this in one file are counted, not listed.
const MOST_IN_A_FILE: usize = 1_000;

/// Collects defects while files are read.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) defects: Vec<Defect>,
    whole: Wholeness,
    by_file: BTreeMap<String, usize>,
}

impl Report {
    pub(super) fn new() -> Self {
        Self { defects: Vec::new(), whole: Wholeness::Whole, by_file: BTreeMap::new() }
    }

    /// Something of `file` is not in the opened project.
    pub(super) fn left_out(&mut self, file: &RelativePath, spot: Spot, reason: impl Into<String>) {
        self.whole = Wholeness::Partial;
        self.push(file, spot, Severity::Error, reason.into());
    }

    /// Something contradicts itself, but is in the opened project as it is written.
    pub(super) fn error(&mut self, file: &RelativePath, spot: Spot, reason: impl Into<String>) {
        self.push(file, spot, Severity::Error, reason.into());
    }

    /// Something a person should look at.
    pub(super) fn warning(&mut self, file: &RelativePath, spot: Spot, reason: impl Into<String>) {
        self.push(file, spot, Severity::Warning, reason.into());
    }

    /// Whether something is wrong with `file`.
    pub(super) fn names(&self, file: &RelativePath) -> bool {
        self.by_file.contains_key(file.as_str())
    }

    /// All defects, with a last one for each file that has too many to list.
    pub(super) fn finish(self) -> (Vec<Defect>, Wholeness) {
        let Self { mut defects, whole, by_file } = self;
        defects.extend(by_file.into_iter().filter(|(_, count)| *count > MOST_IN_A_FILE).map(|(file, count)| Defect {
            file,
            line: None,
            column: None,
            severity: Severity::Error,
            reason: format!("{} further defects of this file are not listed; mend these first", count - MOST_IN_A_FILE),
        }));
        (defects, whole)
    }

    fn push(&mut self, file: &RelativePath, spot: Spot, severity: Severity, reason: String) {
        let count = self.by_file.entry(file.as_str().to_owned()).or_default();
        *count += 1;
        if *count > MOST_IN_A_FILE {
            return;
        }
        let (line, column) = match spot {
            Spot::File => (None, None),
            Spot::Line(line) => (Some(line), None),
            Spot::At { line, column } => (Some(line), Some(column)),
        };
        self.defects.push(Defect { file: file.as_str().to_owned(), line, column, severity, reason });
    }
}
