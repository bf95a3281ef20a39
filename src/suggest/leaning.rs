//! Which stance a phrase tells after negation, tense and conditions.
//!
//! The thing easily got wrong: "not" turns support into opposition, but "not yet" only into delay, and a candidate that
//! speaks against something speaks for itself.

use super::lexicon::{Cue, Mode, NEGATORS, Needs, Polarity};
use super::stances::{StanceReader, is_retreat};
use crate::model::Stance;

impl StanceReader<'_> {
    /// "expected to become a member", "would ratify only after": the verb's holder holds it, not who tells it.
    pub(super) fn is_complement(&self, cue: &Cue, cues: &[Cue]) -> bool {
        let limits = (cue.start..cue.end)
            .any(|at| matches!(self.document.word(at), "only" | "until" | "once" | "when" | "before"));
        let governs = |verb: &Cue| {
            verb.mode == Mode::Subject
                && verb.end <= cue.start
                && cue.start - verb.end <= 12
                && (verb.lean == cue.lean || limits)
                && (verb.end..cue.start).all(|at| {
                    self.document.mark(at).is_empty()
                        && !matches!(self.document.word(at), "but" | "because" | "as" | "while")
                })
        };
        cue.mode == Mode::Saying && cues.iter().any(governs)
    }

    /// "promised to vote against": what is promised, wanted or asked for tells the lean, the promise tells whose it is.
    pub(super) fn complement(&self, cue: &Cue, cues: &[Cue]) -> Cue {
        let weak = cue.mode == Mode::Subject && cue.lean == Polarity::For && cue.weight <= 0.7;
        let complement = cues.iter().filter(|_| weak).find(|other| {
            let infinitive = (other.start.saturating_sub(3)..other.start).any(|at| self.document.word(at) == "to");
            let denied = (other.start.saturating_sub(3)..other.start).any(|at| self.document.word(at) == "not");
            other.mode == Mode::Subject
                && (cue.end..cue.end + 18).contains(&other.start)
                && infinitive
                && (matches!(other.lean, Polarity::Against | Polarity::Later) || denied && other.lean == Polarity::For)
                && (cue.end..other.start).all(|at| {
                    !matches!(self.document.word(at), "but" | "while" | "after" | "because")
                        && !matches!(self.document.mark(at), ";" | ":")
                })
        });
        match complement {
            Some(other) if other.lean == Polarity::For => Cue { lean: Polarity::Against, negated: true, ..cue.clone() },
            Some(other) => Cue { lean: other.lean, weight: other.weight, ..cue.clone() },
            None => cue.clone(),
        }
    }

    /// "opposed in 2008", "had previously rejected", "used to support".
    pub(super) fn is_past(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> bool {
        let year_at = |at: usize| {
            let year = self.document.word(at).parse::<u32>().ok().filter(|year| (1900..2100).contains(year));
            let before = self.document.word(at.wrapping_sub(1));
            (1..4).all(|more| self.document.word(at + more).parse() != Ok(self.latest_year))
                && year.is_some_and(|year| {
                    (year < self.latest_year || self.latest_year < 2020)
                        && matches!(before, "in" | "since" | "of" | "summit")
                        && before != "since"
                })
        };
        let after = (cue.start..(cue.end + 12).min(clause.end)).any(year_at);
        let opening = clause.clone().take(4).any(year_at);
        let decade = (cue.start..(cue.end + 12).min(clause.end)).any(|at| {
            let years = self.document.word(at).strip_suffix('s').and_then(|years| years.parse::<u32>().ok());
            years.is_some_and(|years| (1900..2010).contains(&years))
        });
        let once = (cue.start.saturating_sub(4).max(clause.start)..cue.end).any(|at| {
            matches!(
                self.document.word(at),
                "previously" | "formerly" | "once" | "initially" | "originally" | "earlier"
            ) || self.document.word(at) == "used" && self.document.word(at + 1) == "to"
        });
        let nearby = cue.start.saturating_sub(9).max(clause.start)..(cue.end + 10).min(clause.end);
        let long_ago = { nearby }.any(|at| {
            matches!(
                (self.document.word(at), self.document.word(at + 1)),
                ("years" | "decades" | "decade", "ago")
                    | ("at", "first")
                    | ("until", "this" | "last" | "recently" | "now" | "yesterday")
            )
        });
        (after || opening || once || long_ago || decade)
            && !matches!(cue.needs, Needs::Own if once && !after && !opening)
    }

    /// "if Turkey blocks", "whether it would support".
    pub(super) fn is_hypothetical(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> bool {
        let from = cue.start.saturating_sub(7).max(clause.start);
        let opened = (from..cue.start).rev().take_while(|at| self.document.mark(*at).is_empty()).any(|at| {
            matches!(self.document.word(at), "whether" | "unless")
                || self.document.word(at) == "if" && (cue.mode == Mode::Subject || cue.needs == Needs::Own)
        });
        let no_sign = clause.clone().take_while(|at| *at < cue.start).any(|at| {
            matches!(self.document.word(at), "no" | "little")
                && matches!(
                    self.document.word(at + 1),
                    "sign" | "signs" | "indication" | "guarantee" | "evidence" | "chance"
                )
        });
        let imagined =
            cue.mode == Mode::Noun && matches!(self.document.word(cue.end), "could" | "would" | "might" | "may");
        (opened || no_sign || imagined) && cue.mode != Mode::Members
    }

    /// "opposition", not "main argument": what can be dropped.
    pub(super) fn is_resistance(&self, cue: &Cue) -> bool {
        (cue.start..cue.end).any(|at| {
            let word = self.document.word(at);
            ["oppos", "object", "veto", "reserv", "block", "resist", "reject"]
                .iter()
                .any(|start| word.starts_with(start))
        })
    }

    /// "oppose fast-tracking", "not in favour of an accelerated procedure": only the haste is meant.
    fn is_haste(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> bool {
        let haste =
            ["fast", "rapid", "quick", "speed", "hast", "immediate", "rush", "accelerat", "swift", "shortcut", "early"];
        (cue.end..(cue.end + 3).min(clause.end))
            .any(|at| haste.iter().any(|start| self.document.word(at).starts_with(start)))
    }

    /// The lean after negation; `None` if nothing is left of it.
    #[expect(clippy::too_many_lines, reason = "one turn of phrase after another, all of one cue")]
    pub(super) fn lean(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> Option<Polarity> {
        let reach = if cue.mode == Mode::Noun { 2 } else { 4 };
        // Words, not marks; "not the only one" denies nothing.
        let mut before: Vec<&str> = (clause.start..cue.start)
            .rev()
            .filter(|at| !self.document.word(*at).is_empty())
            .take(reach)
            .filter(|at| !(self.document.word(*at) == "not" && matches!(self.document.word(at + 1), "the" | "only")))
            .map(|at| super::lexicon::negation_of(self.document.word(at)))
            .collect();
        before.reverse();
        let has = |words: &[&str]| before.iter().any(|word| words.contains(word));
        let inside = cue.mode == Mode::Saying
            && (cue.start..cue.end)
                .any(|at| matches!(super::lexicon::negation_of(self.document.word(at)), "not" | "never"));
        let negated = !cue.negated
            && (inside
                || before.iter().any(|word| NEGATORS.contains(word) && !matches!(*word, "unwilling"))
                || before.iter().any(|word| word.ends_with("n't")))
            && !(cue.mode == Mode::Noun && has(&["no"]) && cue.lean == Polarity::For);
        let refused = has(&[
            "refuse", "refuses", "refused", "refusing", "rejects", "rejected", "ruled", "against", "opposes", "opposed",
        ]);
        let unable = has(&[
            "yet",
            "fail",
            "fails",
            "failed",
            "failing",
            "unable",
            "declined",
            "declines",
            "reluctant",
            "hesitant",
            "stopped",
            "delay",
            "delayed",
            "delaying",
            "unwilling",
            "reluctance",
        ]);
        let ended = has(&[
            "drop",
            "dropped",
            "drops",
            "lift",
            "lifted",
            "lifts",
            "withdraw",
            "withdrew",
            "withdrawn",
            "end",
            "ended",
            "ends",
            "overcome",
            "abandon",
            "abandoned",
            "dropping",
            "lifting",
            "remove",
            "removed",
        ]);
        let before_topic = cue.lean == Polarity::For
            && cue.mode == Mode::Subject
            && (cue.end..clause.end.min(cue.end + 14)).any(|at| {
                self.document.word(at) == "before"
                    && (at + 1..at + 9).any(|near| {
                        let word = self.document.word(near);
                        word.starts_with("ratif")
                            || word.starts_with("approv")
                            || word.starts_with("join")
                            || word.starts_with("back")
                            || word.starts_with("agree")
                            || word == "it"
                            || word.starts_with("membership")
                            || word.starts_with("accession")
                            || word.starts_with("giv")
                            || word.starts_with("grant")
                            || word.starts_with("support")
                    })
            });
        let only_then = cue.lean == Polarity::For
            && cue.mode == Mode::Subject
            && (cue.end..clause.end).any(|at| {
                let next = self.document.word(at + 1);
                self.document.word(at) == "only" && matches!(next, "after" | "when" | "once" | "if")
                    || self.document.word(at) == "not" && next == "until"
            });
        Some(match cue.lean {
            Polarity::For if before_topic || only_then => Polarity::Later,
            Polarity::For if unable || cue.mode == Mode::Subject && before.last() == Some(&"only") => Polarity::Later,
            Polarity::For if refused && cue.mode == Mode::Subject => Polarity::Against,
            // "does not expect" wishes nothing away.
            Polarity::For
                if negated && matches!(self.document.word(cue.start), "expect" | "hope" | "expects" | "hopes") =>
            {
                return None;
            }
            Polarity::For if negated => {
                let unfinished = has(&["yet", "currently", "has", "have", "had", "having"]);
                if unfinished || self.is_haste(cue, clause) || matches!(cue.mode, Mode::Saying) {
                    Polarity::Later
                } else {
                    Polarity::Against
                }
            }
            Polarity::Against if ended && self.is_resistance(cue) => Polarity::For,
            Polarity::Against if cue.mode == Mode::Subject && !negated && self.is_haste(cue, clause) => Polarity::Later,
            Polarity::Against if negated => {
                let open =
                    (cue.start..cue.end).any(|at| matches!(self.document.word(at), "out" | "rejected" | "reject"));
                if open {
                    Polarity::Open
                } else if cue.mode == Mode::Saying {
                    return None;
                } else {
                    Polarity::For
                }
            }
            Polarity::Later if negated && cue.mode == Mode::Subject => Polarity::For,
            Polarity::Later if negated && cue.mode == Mode::Noun => return None,
            Polarity::Open if negated => return None,
            lean => lean,
        })
    }

    pub(super) fn stance(&self, lean: Polarity, holder: usize, cue: &Cue) -> Option<Stance> {
        let candidate = self.issue.is_candidate(self.document, holder);
        match lean {
            Polarity::For if candidate => Some(Stance::Requests),
            Polarity::For if cue.mode == Mode::Subject && matches!(cue.needs, Needs::Own | Needs::Applicant) => None,
            Polarity::For if cue.mode == Mode::Noun && cue.lean == Polarity::For && !self.is_backing(cue) => None,
            Polarity::For => Some(Stance::Supports),
            Polarity::Against if candidate && cue.mode == Mode::Saying => Some(Stance::Requests),
            Polarity::Later if candidate && cue.mode == Mode::Subject && is_retreat(self.document.word(cue.start)) => {
                Some(Stance::NotNow)
            }
            Polarity::Against | Polarity::Later | Polarity::Open if candidate => None,
            Polarity::Against => Some(Stance::Opposes),
            Polarity::Later => Some(Stance::NotNow),
            Polarity::Open => Some(Stance::Undecided),
        }
    }

    /// "support for", not "bid": a noun that others can have.
    pub(super) fn is_backing(&self, cue: &Cue) -> bool {
        (cue.start..cue.end).any(|at| {
            let word = self.document.word(at);
            ["support", "backing", "endors", "approv", "ratif", "advocate", "champion", "proponent"]
                .iter()
                .any(|start| word.starts_with(start))
        }) || self.document.word(cue.end.wrapping_sub(1)) == "from"
    }
}
