//! Whose position a phrase tells, who tells it and in which voice.
//!
//! The thing easily got wrong: the grammatical holder counts. "X said Y opposes" is Y's position, told by X.

use super::document::{Frame, Sentence, Turn};
use super::lexicon::{Cue, Lean, Mode, Needs};
use super::mentions::Whom;
use super::stances::Judge;
use crate::model::{ActorKind, Voice};

/// Verbs by which a position is spoken: who holds it tells it.
const SPEAKING: [&str; 22] = [
    "urge", "ask", "call", "insist", "demand", "vow", "pledge", "propose", "reiterat", "reaffirm", "suggest", "warn",
    "express", "declare", "voice", "appeal", "request", "promis", "argue", "says", "said", "threaten",
];

impl Judge<'_> {
    /// Media report; deciding bodies, unions and their organs hold positions.
    pub(super) fn may_hold(&self, entity: usize) -> bool {
        let one = self.document.names.entities.get(entity);
        let id = one.map_or("", |one| one.id.as_str());
        entity == self.matter.body
            || one.is_some_and(|one| one.speaks_for.is_some())
            || [
                "nato",
                "european",
                "union",
                "eu",
                "council",
                "parliament",
                "commission",
                "assembly",
                "committee",
                "party",
                "administration",
                "government",
                "nations",
            ]
            .iter()
            .any(|word| id.split('-').any(|part| part == *word))
    }

    /// Whose position it is, and who says so.
    #[expect(clippy::too_many_lines, reason = "one way to hold a position after another")]
    pub(super) fn holders(&self, sentence: &Sentence, cue: &Cue, frames: &[Frame]) -> (Vec<usize>, Option<usize>) {
        let document = self.document;
        let speaker = self.speaker(sentence, cue.start, frames);
        let entities = |indices: Vec<usize>| -> Vec<usize> {
            indices.into_iter().filter_map(|index| document.whom.get(index).copied().flatten()).collect()
        };
        let subject = || {
            // "urged allies to support": theirs is not told.
            if document.word(cue.start.wrapping_sub(1)) == "to"
                && let Some(object) = document.mention_ending(cue.start - 1)
                && document.mentions.get(object).is_some_and(|one| one.start > sentence.start && !one.possessive)
            {
                return Vec::new();
            }
            if matches!(document.word(cue.start.wrapping_sub(2)), "you" | "them" | "him" | "us" | "her")
                && document.word(cue.start.wrapping_sub(1)) == "to"
            {
                return Vec::new();
            }
            if document.word(cue.end) == "by" {
                return entities(document.mentions_in(cue.end + 1, cue.end + 5).take(1).collect());
            }
            let clause = self.clause(sentence, cue);
            let before = cue.start.checked_sub(1).filter(|at| *at >= clause.start);
            let joined_on = before.is_some_and(|at| {
                matches!(document.word(at), "and" | "or")
                    || document.mark(at) == "," && document.word(cue.start).ends_with("ing")
            });
            let first = if joined_on { document.first_subject(cue.start, clause.start) } else { Vec::new() };
            let subjects = if first.is_empty() { document.subjects(cue.start, sentence.start) } else { first };
            if subjects.is_empty() { self.quoting_subject(sentence, cue) } else { entities(subjects) }
        };
        let holders = match cue.mode {
            Mode::Subject => subject(),
            Mode::Members => {
                let of_members = (cue.start..cue.end).any(|at| {
                    let word = document.word(at);
                    ["consensus", "agreement", "unanim", "divid", "split", "unity", "disagree", "differ", "changes"]
                        .iter()
                        .any(|start| word.starts_with(start))
                });
                let groups: Vec<usize> = entities(document.subjects(cue.start, sentence.start))
                    .into_iter()
                    .filter(|one| document.kind(*one) == ActorKind::Group)
                    .collect();
                if groups.is_empty() {
                    vec![if of_members { self.matter.members } else { self.matter.body }]
                } else {
                    groups
                }
            }
            Mode::Noun => {
                let own = self.possessor(sentence, cue);
                if own.is_empty() { subject() } else { own }
            }
            Mode::Saying => {
                let is_it = |index: &usize| document.mentions.get(*index).is_some_and(|one| one.whom == Whom::Thing);
                let mut subjects = document.subjects(cue.start, sentence.start);
                subjects.retain(|index| !is_it(index));
                let subjects = entities(subjects);
                let about_others = subjects.iter().all(|one| {
                    self.matter.is_candidate(document, *one)
                        || matches!(
                            document.kind(*one),
                            ActorKind::Organisation
                                | ActorKind::Person
                                | ActorKind::Group
                                | ActorKind::Country
                                | ActorKind::Unnamed
                        )
                });
                // Without anybody who says so, the body's own words about itself are its position.
                let body_says = || subjects.iter().copied().filter(|one| *one == self.matter.body).collect::<Vec<_>>();
                match speaker {
                    // "said his country was …": the country holds it.
                    Some(speaker)
                        if subjects.first().is_some_and(|one| {
                            document.speaks_for(speaker) == Some(*one) && !self.matter.is_candidate(document, *one)
                        }) =>
                    {
                        subjects
                    }
                    Some(speaker) if about_others => {
                        let quoted = document
                            .voice_of(cue.start, sentence)
                            .filter(|one| *one != speaker && document.quote(cue.start) > 0);
                        let same = |one: &usize| {
                            document.speaks_for(*one).is_some()
                                && document.speaks_for(*one) == document.speaks_for(speaker)
                        };
                        std::iter::once(speaker).chain(quoted.filter(same)).collect()
                    }
                    None if document.word(sentence.start) == "for" => {
                        let near = document.mentions_in(sentence.start + 1, cue.start.min(sentence.start + 9));
                        near.filter_map(|index| document.whom.get(index).copied().flatten())
                            .take(1)
                            .filter(|one| !self.matter.is_candidate(document, *one))
                            .collect()
                    }
                    None if cue.needs == Needs::Own && cue.lean == Lean::For => body_says(),
                    Some(_) | None => Vec::new(),
                }
            }
        };
        (holders, speaker)
    }

    /// A quotation without a subject of its own has its speaker's.
    pub(super) fn quoting_subject(&self, sentence: &Sentence, cue: &Cue) -> Vec<usize> {
        let quoted = self.document.quote(cue.start) > 0 || sentence.turn != Turn::None;
        let first = self.document.word(sentence.start);
        let speaks = quoted && (cue.needs == Needs::Context || first == self.document.word(cue.start));
        if speaks { self.document.voice_of(cue.start, sentence).into_iter().collect() } else { Vec::new() }
    }

    pub(super) fn possessor(&self, sentence: &Sentence, cue: &Cue) -> Vec<usize> {
        let document = self.document;
        for index in document.mentions_in(cue.start.saturating_sub(6).max(sentence.start), cue.start).rev() {
            let Some(mention) = document.mentions.get(index) else { continue };
            let direct =
                (mention.possessive || mention.adjective || mention.end == cue.start) && cue.start - mention.end < 4;
            let compound = !mention.possessive && document.whom.get(index).copied().flatten() == Some(self.matter.body);
            if direct && !compound && (mention.end..cue.start).all(|at| document.mark(at).is_empty()) {
                return document.whom.get(index).copied().flatten().into_iter().collect();
            }
        }
        let of_change = matches!(document.word(cue.end.wrapping_sub(1)), "in" | "of")
            && matches!(document.word(cue.end.wrapping_sub(2)), "shift" | "change");
        if matches!(document.word(cue.end), "from" | "by")
            || of_change
            || matches!(document.word(cue.end.wrapping_sub(1)), "from" | "by")
        {
            let near = document.mentions_in(cue.end, cue.end + 5);
            return near.filter_map(|index| document.whom.get(index).copied().flatten()).take(3).collect();
        }
        Vec::new()
    }

    /// Who says the words at `at`: in a quotation its speaker, else who is said to say so, else nobody.
    pub(super) fn speaker(&self, sentence: &Sentence, at: usize, frames: &[Frame]) -> Option<usize> {
        let document = self.document;
        let covers =
            |frame: &&Frame| !frame.looks_back && (if frame.before { at < frame.verb } else { at > frame.verb });
        let broken = |frame: &&Frame| {
            !frame.before
                && (frame.verb + 1..at).any(|near| {
                    document.mark(near) == ";"
                        || matches!(document.word(near), "while" | "whereas" | "although" | "as")
                            && self.subject_follows(near)
                            && document.word(near) != "although"
                        || document.word(near) == "but"
                            && document.mark(near.wrapping_sub(1)) == ","
                            && self.subject_follows(near)
                })
        };
        let framed = frames
            .iter()
            .filter(covers)
            .filter(|frame| !broken(frame))
            .min_by_key(|frame| frame.verb.abs_diff(at))
            .map(|frame| frame.speaker);
        match document.voice_of(at, sentence) {
            Some(voice) if document.quote(at) > 0 && sentence.turn == Turn::None => {
                let within = frames
                    .iter()
                    .filter(covers)
                    .filter(|frame| document.quote(frame.verb) == document.quote(at))
                    .map(|frame| frame.speaker)
                    .next();
                within.or(Some(voice))
            }
            voice => framed.or(voice),
        }
    }

    pub(super) fn spoken(
        &self,
        sentence: &Sentence,
        cue: &Cue,
        holder: usize,
        speaker: Option<usize>,
    ) -> (Option<usize>, Voice) {
        let document = self.document;
        let quoted = document.quote(cue.start) > 0 && !document.is_scrap(document.quote(cue.start))
            || matches!(sentence.turn, Turn::Of(_));
        match speaker {
            Some(one) if one == holder && quoted => (Some(one), Voice::DirectQuote),
            Some(one) if document.kind(one) == ActorKind::Unnamed => (Some(one), Voice::Anonymous),
            Some(one) if one == holder || document.speaks_for(one) == Some(holder) => (Some(one), Voice::Reported),
            Some(one) => (Some(one), Voice::Characterised),
            None => {
                let speaks =
                    (cue.start..cue.end).any(|at| SPEAKING.iter().any(|start| document.word(at).starts_with(start)));
                let person = document.kind(holder) == ActorKind::Person;
                if document.kind(holder) == ActorKind::Unnamed {
                    (Some(holder), Voice::Anonymous)
                } else if speaks || person {
                    (Some(holder), Voice::Reported)
                } else {
                    (None, Voice::Characterised)
                }
            }
        }
    }
}
