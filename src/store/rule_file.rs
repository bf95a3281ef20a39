//! A rule in a file of its own, to try it on a project without changing either.
//!
//! The file holds what stands behind `rule:` in a `project.ron`. The thing easily got wrong: a rule can be read and yet
//! contradict itself, and such a rule colours nobody.

use super::decode::{Flaw, Text, decode};
use super::defect::{Report, Severity};
use super::read::constant_path;
use super::records::fields_of_struct;
use crate::model::{RuleFault, StandingRule, shown_path};
use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

/// No rule is longer, in bytes.
const MOST_BYTES: u64 = 1 << 20;

/// Why a file gives no rule. Names the place and what to do.
#[derive(Debug, thiserror::Error)]
pub enum RuleFileError {
    /// It cannot be opened.
    #[error(
        "the rule cannot be opened ({cause}); name a RON file that holds what stands behind `rule:` in a project.ron: {}",
        shown_path(.file)
    )]
    Unreadable {
        /// The file.
        file: PathBuf,
        /// Why.
        cause: io::Error,
    },
    /// It holds no rule.
    #[error("{}{}: the rule cannot be read: {reason}", shown_path(.file), place(*.line, *.column))]
    Unclear {
        /// The file.
        file: PathBuf,
        /// From 1; `None` where the whole file is meant.
        line: Option<usize>,
        /// From 1, where it is known.
        column: Option<usize>,
        /// What is wrong, and what to do.
        reason: String,
    },
    /// It holds a rule that contradicts itself.
    #[error("{}{}: the rule contradicts itself: {fault}", shown_path(.file), place(*.line, None))]
    Contradiction {
        /// The file.
        file: PathBuf,
        /// Where the field stands.
        line: Option<usize>,
        /// The first contradiction.
        fault: RuleFault,
    },
}

fn place(line: Option<usize>, column: Option<usize>) -> String {
    match (line, column) {
        (None, _) => String::new(),
        (Some(line), None) => format!(":{line}"),
        (Some(line), Some(column)) => format!(":{line}:{column}"),
    }
}

/// The rule in `file`, which does not contradict itself.
pub fn read_rule_file(file: &Path) -> Result<StandingRule, RuleFileError> {
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|opened| opened.take(MOST_BYTES + 1).read_to_end(&mut bytes));
    read.map_err(|cause| RuleFileError::Unreadable { file: file.to_path_buf(), cause })?;
    if bytes.len() as u64 > MOST_BYTES {
        let reason = "the file is too long for a rule".to_owned();
        return Err(RuleFileError::Unclear { file: file.to_path_buf(), line: None, column: None, reason });
    }
    read_rule(file, &bytes)
}

/// The rule in `bytes`, which are the content of `file`.
fn read_rule(file: &Path, bytes: &[u8]) -> Result<StandingRule, RuleFileError> {
    let mut report = Report::new();
    let text = Text::new(&constant_path("rule.ron"), bytes, &mut report);
    // Nothing may be left out of a rule: without one line it would be another rule.
    let left_out = report.finish().0.into_iter().find(|defect| defect.severity == Severity::Error);
    let text = match (text, left_out) {
        (_, Some(defect)) => {
            let (line, column, reason) = (defect.line, defect.column, defect.reason);
            return Err(RuleFileError::Unclear { file: file.to_path_buf(), line, column, reason });
        }
        (Some(text), None) => text,
        (None, None) => return Err(unclear(file, None, "there is nothing in the file".to_owned())),
    };
    let rule: StandingRule = match decode(text.as_str()) {
        Ok(rule) => rule,
        Err(Flaw { at, reason }) => {
            let (at, reason) = match fields_of_struct(text.as_str()) {
                (fields, Some((at, _))) if fields.is_empty() => {
                    (at, "expected only what stands behind `rule:` in a project.ron, a record in ( )".to_owned())
                }
                _ => (at, reason),
            };
            return Err(unclear(file, Some((&text, at)), reason));
        }
    };
    match rule.faults().into_iter().next() {
        None => Ok(rule),
        Some(fault) => {
            let line = line_of(&text, field_of(fault));
            Err(RuleFileError::Contradiction { file: file.to_path_buf(), line, fault })
        }
    }
}

fn unclear(file: &Path, place: Option<(&Text, usize)>, reason: String) -> RuleFileError {
    let (line, column) = match place.map(|(text, at)| text.spot(at)) {
        Some(super::defect::Spot::At { line, column }) => (Some(line), Some(column)),
        Some(super::defect::Spot::Line(line)) => (Some(line), None),
        Some(super::defect::Spot::File) | None => (None, None),
    };
    RuleFileError::Unclear { file: file.to_path_buf(), line, column, reason }
}

/// The field that has to change.
fn field_of(fault: RuleFault) -> &'static str {
    match fault {
        RuleFault::NoVoice | RuleFault::VoiceTwice(_) => "voices",
        RuleFault::NoHalfLife => "weighing",
        RuleFault::StaleContests { .. } => "contested_within_days",
    }
}

fn line_of(text: &Text, field: &str) -> Option<usize> {
    let (fields, _) = fields_of_struct(text.as_str());
    let named = fields.into_iter().find(|of| text.slice(of.name.clone()) == field)?;
    Some(text.line(named.name.start))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    const RULE: &str = "// Named speakers only.\n(\n    voices: [direct_quote, reported],\n    least_confidence: 2,\n    \
        people_speak: Never,\n    contested_within_days: 30,\n    stale_after_days: 90,\n)\n";

    fn refusal(text: &str) -> String {
        read_rule(Path::new("rule.ron"), text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn a_rule_is_read_with_its_comments() {
        let rule = read_rule(Path::new("rule.ron"), RULE.as_bytes()).unwrap();
        assert_eq!((rule.voices.len(), rule.contested_within_days), (2, 30));
        assert_eq!(read_rule(Path::new("rule.ron"), format!("\u{feff}{RULE}").as_bytes()).unwrap(), rule);
    }

    #[test]
    fn whatever_is_wrong_is_told_with_file_place_and_what_to_do() {
        for (old, new, said) in [
            (
                "voices: ",
                "voises: ",
                "rule.ron:3:5: the rule cannot be read: \"voises\" is no field; is `voices` meant?",
            ),
            ("reported", "rumour", "rule.ron:3:28: the rule cannot be read: \"rumour\" is no value here; there are: "),
            (" people_speak: Never,", "", "the field `people_speak` is missing"),
            ("days: 90", "days: 90, stale_after_days: 91", "the field `stale_after_days` is written twice"),
            ("confidence: 2", "confidence: 7", "7 is not a confidence: use 3 sure, 2 likely, 1 could be argued"),
            (
                "reported]",
                "direct_quote]",
                "rule.ron:3: the rule contradicts itself: the voice direct_quote is named twice",
            ),
            ("[direct_quote, reported]", "[]", "rule.ron:3: the rule contradicts itself: no voice counts"),
            ("days: 30", "days: 91", "rule.ron:6: the rule contradicts itself: a statement contests for 91 days"),
            (
                "least",
                "weighing: HalfLife(days: 0),\nleast",
                "rule.ron:4: the rule contradicts itself: a half-life of 0",
            ),
            ("\n)", "\n<<<<<<< ours\n=======\n>>>>>>> theirs\n)", "an unresolved merge conflict"),
            (")\n", "", "is not closed"),
        ] {
            let text = RULE.replacen(old, new, 1);
            assert!(text != RULE && refusal(&text).contains(said), "{new}: {}", refusal(&text));
        }
        assert!(refusal("").contains("there is nothing in the file"));
        assert!(read_rule(Path::new("r"), b"\xff").unwrap_err().to_string().contains("is not UTF-8"));
    }

    #[test]
    fn what_is_no_file_is_told() {
        let folder = tempfile::TempDir::new().unwrap();
        for path in [folder.path().to_path_buf(), folder.path().join("none.ron")] {
            let said = read_rule_file(&path).unwrap_err().to_string();
            assert!(
                said.starts_with("the rule cannot be opened") && said.contains("`rule:` in a project.ron"),
                "{said}"
            );
        }
    }
}
