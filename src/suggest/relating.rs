//! Whether a phrase and the topic of its sentence belong together, and what a phrase stands for.
//!
//! It looks at words between the two, nothing of who holds them. The thing easily got wrong: a sentence that names the
//! topic may decide something else ("accession talks, and rejected the loan").

use super::cues::matches_topic;
use super::document::Sentence;
use super::lexicon::{Cue, Mode};
use super::stances::StanceReader;
use super::words::{is_elsewhere, is_saying};
use crate::model::ActorKind;

/// What stands for the topic after a sentence that named it.
const STAND_INS: [&str; 21] = [
    "decisions",
    "moves",
    "procedure",
    "prospect",
    "it",
    "this",
    "that",
    "bid",
    "move",
    "decision",
    "issue",
    "proposal",
    "request",
    "step",
    "idea",
    "process",
    "plan",
    "application",
    "demands",
    "issue",
    "question",
];

impl StanceReader<'_> {
    /// "Ankara's veto", "its strong support", "the request": what stands behind a possessor or an article is no verb.
    pub(super) fn is_noun(&self, sentence: &Sentence, at: usize) -> bool {
        let document = self.document;
        let compound =
            matches!(document.word(at + 1), "conference" | "release" | "service" | "secretary" | "briefing" | "office");
        let plural = document.word(at).ends_with('s') && document.word(at + 1) == "of";
        if plural || compound || at == sentence.start && document.word(at) == "asked" {
            return true;
        }
        let mut before = at;
        if at > sentence.start
            && document.word(at + 1) != "that"
            && (matches!(document.word(at - 1), "membership" | "accession" | "entry" | "integration" | "invite")
                || document.names.called(document.word(at - 1)).is_some_and(|of| document.names.is_joinable(of)))
        {
            return true;
        }
        // "a landslide vote"
        if (at.saturating_sub(3).max(sentence.start)..at).any(|near| matches!(document.word(near), "a" | "an"))
            && matches!(
                document.word(at),
                "vote" | "support" | "push" | "call" | "veto" | "block" | "bid" | "hope" | "plan" | "move"
            )
        {
            return true;
        }
        // Over one adjective.
        for _ in 0..2 {
            let Some(previous) = before.checked_sub(1).filter(|previous| *previous >= sentence.start) else {
                return false;
            };
            if matches!(
                document.word(previous),
                "the"
                    | "a"
                    | "an"
                    | "its"
                    | "their"
                    | "his"
                    | "her"
                    | "our"
                    | "my"
                    | "your"
                    | "this"
                    | "any"
                    | "formal"
            ) {
                return true;
            }
            if let Some(index) = document.mention_ending(before)
                && document.mentions.get(index).is_some_and(|one| one.possessive || one.adjective)
            {
                return true;
            }
            let word = document.word(previous);
            let plain = matches!(word, "last" | "latest" | "renewed" | "own" | "first" | "final" | "main" | "key");
            let adjective = ["al", "ive", "ing", "ed", "ous", "ent", "ong", "rm", "ear", "ew", "ic", "ll"];
            if !plain && !adjective.iter().any(|end| word.ends_with(end)) {
                return false;
            }
            before = previous;
        }
        false
    }

    /// The tokens in which cue and topic must stand together.
    pub(super) fn clause(&self, sentence: &Sentence, cue: &Cue) -> std::ops::Range<usize> {
        let breaks = |at: usize| {
            let word = self.document.word(at);
            self.document.mark(at) == ";"
                || matches!(word, "while" | "whereas" | "although" | "though")
                || matches!(word, "but" | "however" | "yet")
                    && self.document.word(at + 1) != "not"
                    && !(word == "however" && self.document.mark(at + 1) == "," && at > sentence.start)
                || word == "as" && self.subject_follows(at)
                || word == "and"
                    && self.subject_follows(at)
                    && (at + 1..at + 9).any(|near| is_saying(self.document.word(near)))
        };
        let start = (sentence.start..cue.start).rev().find(|at| breaks(*at)).map_or(sentence.start, |at| at + 1);
        let end = (cue.end..sentence.end).find(|at| breaks(*at)).unwrap_or(sentence.end);
        start..end
    }

    pub(super) fn subject_follows(&self, at: usize) -> bool {
        self.document.mentions_in(at + 1, at + 3).next().is_some_and(|index| {
            self.document.mentions.get(index).is_some_and(|mention| !mention.possessive && !mention.adjective)
        })
    }

    /// "Congress' approval of the request" after the topic: the noun governs something else.
    pub(super) fn governs_other(&self, cue: &Cue, topic: usize) -> bool {
        let again = (cue.end..cue.end + 4).any(|at| STAND_INS.contains(&self.document.word(at)));
        let elsewhere = cue.mode == Mode::Saying
            && matches!(self.document.word(cue.end.wrapping_sub(1)), "for" | "of" | "to")
            && (cue.end..cue.end + 6)
                .take_while(|at| self.document.mark(*at).is_empty())
                .any(|at| self.is_other_matter(at));
        elsewhere
            || cue.mode == Mode::Noun
                && topic < cue.start
                && matches!(self.document.word(cue.end.wrapping_sub(1)), "of" | "for" | "to")
                && cue.end - cue.start > 1
                && !again
    }

    /// A matter that is neither joining nor what the question asks.
    pub(super) fn is_other_matter(&self, at: usize) -> bool {
        let word = self.document.word(at);
        is_elsewhere(word) && !self.issue.cues.topics.iter().any(|topic| matches_topic(topic, word))
    }

    pub(super) fn is_elsewhere(&self, cue: &Cue, topic: usize) -> bool {
        cue.mode == Mode::Subject
            && topic > cue.end
            && (cue.end..topic).take(5).any(|at| self.is_other_matter(at))
            && !(cue.end..topic).any(|at| matches!(self.document.word(at), "and" | "as"))
    }

    /// "… talks and to reject EU financial support": the object is another matter.
    pub(super) fn has_other_object(&self, cue: &Cue, topic: usize) -> bool {
        let document = self.document;
        let told = (topic + 1..cue.start).any(|at| is_saying(document.word(at)) && document.quote(at) == 0);
        let other =
            (cue.end..cue.end + 5).take_while(|at| document.mark(*at).is_empty()).any(|at| self.is_other_matter(at));
        cue.mode == Mode::Subject && topic < cue.start && (told || other)
    }

    pub(super) fn speaks_of_elsewhere(&self, clause: &std::ops::Range<usize>) -> bool {
        clause.clone().any(|at| self.is_other_matter(at))
    }

    /// Whether the words speak of another body that can be joined.
    pub(super) fn names_rival(&self, clause: &std::ops::Range<usize>) -> bool {
        let bodies: Vec<usize> = self
            .document
            .mentions_in(clause.start, clause.end)
            .filter_map(|index| self.document.whom.get(index).copied().flatten())
            .filter(|one| self.document.kind(*one) == ActorKind::Organisation)
            .collect();
        !bodies.contains(&self.issue.body) && bodies.iter().any(|one| self.issue.is_rival(self.document, *one))
    }

    pub(super) fn stands_in(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> bool {
        let object = cue.mode == Mode::Subject
            && ((cue.end..(cue.end + 6).min(clause.end)).any(|at| {
                let word = self.document.word(at);
                STAND_INS.contains(&word)
                    && (!matches!(word, "that" | "it")
                        || self.document.word(at + 1).is_empty()
                        || matches!(self.document.word(at + 1), "at" | "now" | "in" | "for" | "because"))
            }) || self.document.word(cue.end) == "by"
                && clause
                    .clone()
                    .take_while(|at| *at < cue.start)
                    .any(|at| STAND_INS.contains(&self.document.word(at))));
        let subject = cue.mode == Mode::Saying
            && clause.clone().take_while(|at| *at < cue.start).any(|at| {
                matches!(
                    self.document.word(at),
                    "this" | "it" | "that" | "step" | "decision" | "decisions" | "process" | "move"
                )
            });
        (object || subject) && !self.speaks_of_elsewhere(clause) && !self.names_rival(clause)
    }

    pub(super) fn names_both(&self, sentence: &Sentence) -> bool {
        let named = |wanted: &dyn Fn(usize) -> bool| {
            self.document
                .mentions_in(sentence.start, sentence.end)
                .any(|index| self.document.whom.get(index).copied().flatten().is_some_and(wanted))
        };
        named(&|one| self.issue.candidates.contains(&one))
            && named(&|one| one == self.issue.body || one == self.issue.members)
    }

    pub(super) fn says_now(&self, clause: &std::ops::Range<usize>) -> bool {
        clause.clone().any(|at| matches!(self.document.word(at), "now" | "immediately" | "immediate"))
    }
}
