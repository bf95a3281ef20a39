//! Whose position a phrase tells, who tells it and in which voice.
//!
//! The thing easily got wrong: the grammatical holder counts. "X said Y opposes" is Y's position, told by X.

use super::document::{Frame, Sentence, Turn};
use super::lexicon::{Cue, Mode, Needs, Polarity};
use super::mentions::Referent;
use super::stances::StanceReader;
use super::tokens::is_initialism;
use super::words::{is_judgement, is_resolve};
use crate::model::{ActorKind, Voice};

/// Verbs by which a position is spoken: who holds it tells it.
const SPEAKING: [&str; 22] = [
    "urge", "ask", "call", "insist", "demand", "vow", "pledge", "propose", "reiterat", "reaffirm", "suggest", "warn",
    "express", "declare", "voice", "appeal", "request", "promis", "argue", "says", "said", "threaten",
];

/// Forms of "to be" before a passive.
fn is_being(word: &str) -> bool {
    matches!(word, "is" | "are" | "was" | "were" | "be" | "been" | "being")
}

impl StanceReader<'_> {
    /// Media report; deciding bodies, unions and their organs hold positions.
    pub(super) fn may_hold(&self, entity: usize) -> bool {
        let one = self.document.names.entities.get(entity);
        let id = one.map_or("", |one| one.id.as_str());
        entity == self.issue.body
            || one.is_some_and(|one| one.speaks_for.is_some())
            || self.document.names.organisation(entity).is_some()
            || [
                "union",
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
            // "urged allies to quickly support": theirs is not told.
            let to = (cue.start.saturating_sub(2)..cue.start).rev().find(|at| document.word(*at) == "to");
            // "premature to call for": nobody does it.
            if to.is_some_and(|to| is_judgement(document.word(to.wrapping_sub(1)))) {
                return Vec::new();
            }
            // "so accepting Kyiv would mean war": neither.
            if document.word(cue.start).ends_with("ing")
                && matches!(
                    document.word(cue.start.wrapping_sub(1)),
                    "so" | "that" | "because" | "than" | "whether" | "about" | "of" | "on" | "from" | "against"
                )
            {
                return Vec::new();
            }
            let asked = to.filter(|to| (to + 1..cue.start).all(|at| document.word(at).ends_with("ly")));
            if let Some(to) = asked {
                // "members of the Council (CoE) to postpone"
                let end = if document.mark(to - 1) == ")" { to - 1 } else { to };
                let object = document.mention_ending(end).and_then(|index| document.mentions.get(index));
                if object.is_some_and(|one| one.start > sentence.start && !one.possessive)
                    || matches!(document.word(to.wrapping_sub(1)), "you" | "them" | "him" | "us" | "her")
                {
                    return Vec::new();
                }
            }
            // "Georgia's decision not to pursue": whose decision it is.
            if let Some(to) = to.filter(|to| (to + 1..cue.start).all(|at| document.word(at).ends_with("ly"))) {
                let noun =
                    if document.word(to.wrapping_sub(1)) == "not" { to.wrapping_sub(2) } else { to.wrapping_sub(1) };
                if is_resolve(document.word(noun)) {
                    let own = self.possessor(sentence, noun, noun + 1);
                    if !own.is_empty() {
                        return own;
                    }
                }
            }
            if let Some(left) = self.left_with(sentence, cue) {
                return vec![left];
            }
            if let Some(agents) = self.agents(cue) {
                return entities(agents);
            }
            if let Some(inner) = self.inner_possessor(cue) {
                return vec![inner];
            }
            let clause = self.clause(sentence, cue);
            let before = cue.start.checked_sub(1).filter(|at| *at >= clause.start);
            let joined_on = before.is_some_and(|at| {
                matches!(document.word(at), "and" | "or")
                    || document.mark(at) == "," && document.word(cue.start).ends_with("ing")
            });
            let first = if joined_on { document.first_subject(cue.start, clause.start) } else { Vec::new() };
            let subjects = if first.is_empty() { document.subjects(cue.start, sentence.start) } else { first };
            if subjects.is_empty() {
                return self.quoting_subject(sentence, cue);
            }
            let mut all = entities(subjects);
            // "Others that hesitate include Hungary and Slovakia": those as well.
            let group = all.iter().all(|one| document.kind(*one) == ActorKind::Group);
            let includes = (cue.end..(cue.end + 8).min(sentence.end))
                .find(|at| matches!(document.word(*at), "include" | "includes") && group);
            if let Some(includes) = includes {
                let named = entities(document.mentions_in(includes + 1, sentence.end).collect());
                all.extend(named.into_iter().filter(|one| document.kind(*one) == ActorKind::Country));
            }
            all
        };
        let holders = match cue.mode {
            Mode::Subject => subject(),
            Mode::Members => {
                let of_members = (cue.start..cue.end).any(|at| {
                    let word = document.word(at);
                    [
                        "consensus",
                        "conclud",
                        "decision",
                        "agreement",
                        "unanim",
                        "divid",
                        "consult",
                        "split",
                        "unity",
                        "disagree",
                        "differ",
                        "changes",
                    ]
                    .iter()
                    .any(|start| word.starts_with(start))
                });
                let groups: Vec<usize> = entities(document.subjects(cue.start, sentence.start))
                    .into_iter()
                    .filter(|one| document.kind(*one) == ActorKind::Group)
                    .collect();
                if groups.is_empty() {
                    vec![if of_members { self.issue.members } else { self.issue.body }]
                } else {
                    groups
                }
            }
            Mode::Noun => {
                let own = match self.inner_possessor(cue) {
                    Some(inner) => vec![inner],
                    None => self.possessor(sentence, cue.start, cue.end),
                };
                if own.is_empty() && self.is_carried(sentence, cue) { subject() } else { own }
            }
            Mode::Saying => {
                let is_it =
                    |index: &usize| document.mentions.get(*index).is_some_and(|one| one.whom == Referent::Thing);
                let mut subjects = document.subjects(cue.start, sentence.start);
                subjects.retain(|index| !is_it(index));
                let subjects = entities(subjects);
                let about_others = subjects.iter().all(|one| {
                    self.issue.is_candidate(document, *one)
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
                let body_says = || subjects.iter().copied().filter(|one| *one == self.issue.body).collect::<Vec<_>>();
                match speaker {
                    // "said his country was …": the country holds it.
                    Some(speaker)
                        if subjects.first().is_some_and(|one| {
                            document.speaks_for(speaker) == Some(*one) && !self.issue.is_candidate(document, *one)
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
                        let verb = frames.iter().find(|frame| frame.speaker == speaker).map(|frame| frame.verb);
                        let with = frames.iter().filter(|frame| Some(frame.verb) == verb && frame.speaker != speaker);
                        let with = with.map(|frame| frame.speaker);
                        std::iter::once(speaker).chain(with).chain(quoted.filter(same)).collect()
                    }
                    None if document.word(sentence.start) == "for" => {
                        let near = document.mentions_in(sentence.start + 1, cue.start.min(sentence.start + 9));
                        near.filter_map(|index| document.whom.get(index).copied().flatten())
                            .take(1)
                            .filter(|one| !self.issue.is_candidate(document, *one))
                            .collect()
                    }
                    None if cue.needs == Needs::Own && cue.lean == Polarity::For => body_says(),
                    Some(_) | None => Vec::new(),
                }
            }
        };
        (holders, speaker)
    }

    /// Those by whom it is done, of a passive verb; nobody if it does not say by whom.
    fn agents(&self, cue: &Cue) -> Option<Vec<usize>> {
        let document = self.document;
        let passive = self.is_passive(cue);
        let by = (cue.end..cue.end + if passive { 9 } else { 1 })
            .take_while(|at| document.mark(*at).is_empty())
            .find(|at| document.word(*at) == "by");
        match by {
            Some(by) => {
                let owner = |index: usize| document.mentions.get(index).filter(|one| !one.possessive);
                let mut agents: Vec<usize> =
                    document.mentions_in(by + 1, by + 6).take(1).filter(|index| owner(*index).is_some()).collect();
                // "by Turkey and Hungary"
                while let Some(end) = agents.last().and_then(|index| owner(*index)).map(|one| one.end) {
                    let linked = document.word(end) == "and" || document.mark(end) == ",";
                    let next = document.mentions_in(end + 1, end + 2).next().filter(|index| owner(*index).is_some());
                    let Some(next) = next.filter(|_| linked) else { break };
                    agents.push(next);
                }
                Some(agents)
            }
            None => passive.then(Vec::new),
        }
    }

    /// "was welcomed", "has been granted".
    fn is_passive(&self, cue: &Cue) -> bool {
        let document = self.document;
        let word = document.word(cue.start);
        let stative = [
            "opposed",
            "committed",
            "interested",
            "divided",
            "prepared",
            "determined",
            "convinced",
            "inclined",
            "undecided",
        ];
        if !(word.ends_with("ed") || matches!(word, "given" | "put" | "held" | "let")) || stative.contains(&word) {
            return false;
        }
        (cue.start.saturating_sub(3)..cue.start)
            .rev()
            .take_while(|at| {
                let word = document.word(*at);
                word.ends_with("ly")
                    || matches!(word, "not" | "also" | "then" | "finally" | "yet" | "now" | "still" | "already")
                    || is_being(word)
            })
            .any(|at| is_being(document.word(at)))
    }

    /// "reiterated U.S. support", "lacks Hungary's consent".
    fn inner_possessor(&self, cue: &Cue) -> Option<usize> {
        let document = self.document;
        document.mentions_in(cue.start + 1, cue.end).find_map(|index| {
            let mention = document.mentions.get(index)?;
            let whom = document.whom.get(index).copied().flatten()?;
            let owns = mention.possessive
                && !matches!(mention.whom, Referent::Person | Referent::Thing | Referent::Several)
                || mention.adjective
                || is_initialism(document.word(mention.start));
            let other = whom != self.issue.body && !self.issue.is_candidate(document, whom);
            (owns && other && mention.end < cue.end).then_some(whom)
        })
    }

    /// "leaving Hungary as the last holdout", "the last holdout is Hungary".
    fn left_with(&self, sentence: &Sentence, cue: &Cue) -> Option<usize> {
        let document = self.document;
        let whom = |index: usize| {
            let mention = document.mentions.get(index)?;
            let whom = document.whom.get(index).copied().flatten()?;
            (!mention.possessive && !mention.adjective).then_some(whom)
        };
        if matches!(document.word(cue.end), "is" | "are" | "remains" | "was" | "were")
            && (cue.start..cue.end).any(|at| document.word(at).starts_with("hold"))
        {
            return document.mentions_in(cue.end + 1, cue.end + 3).find_map(whom);
        }
        let earliest = cue.start.saturating_sub(9).max(sentence.start);
        let verb = (earliest..cue.start)
            .rev()
            .find(|at| matches!(document.word(*at), "leaving" | "leaves" | "leave" | "left" | "with"))?;
        let index = document.mentions_in(verb + 1, verb + 3).next()?;
        let mention = document.mentions.get(index)?;
        let described = matches!(document.word(mention.end), "as" | "the" | "remaining" | "being")
            && (mention.end..cue.start).all(|at| document.mark(at).is_empty());
        described.then(|| whom(index)).flatten()
    }

    /// A quotation without a subject of its own has its speaker's.
    pub(super) fn quoting_subject(&self, sentence: &Sentence, cue: &Cue) -> Vec<usize> {
        let quoted = self.document.quote(cue.start) > 0 || sentence.turn != Turn::None;
        let first = self.document.word(sentence.start);
        let speaks = quoted && (cue.needs == Needs::Context || first == self.document.word(cue.start));
        if speaks { self.document.voice_of(cue.start, sentence).into_iter().collect() } else { Vec::new() }
    }

    /// "expressed support for", "has no objection": a verb carries the noun to its subject.
    fn is_carried(&self, sentence: &Sentence, cue: &Cue) -> bool {
        const CARRYING: [&str; 34] = [
            "express", "voic", "declar", "pledg", "offer", "giv", "gave", "reiterat", "announc", "show", "signal",
            "hav", "has", "had", "drop", "lift", "maintain", "withdr", "remov", "lead", "led", "stat", "confirm",
            "repeat", "held", "hold", "rais", "overc", "remain", "is", "are", "was", "reaffirm", "withh",
        ];
        let back = if cue.lean == Polarity::For { 8 } else { 5 };
        (cue.start.saturating_sub(back).max(sentence.start)..=cue.start).any(|at| {
            let word = self.document.word(at);
            CARRYING.iter().any(|start| if start.len() < 4 { word == *start } else { word.starts_with(start) })
                || matches!(
                    word,
                    "have" | "having" | "gives" | "give" | "given" | "giving" | "leads" | "leading" | "led"
                )
        })
    }

    /// Whose the noun from `start` to `end` is.
    pub(super) fn possessor(&self, sentence: &Sentence, start: usize, end: usize) -> Vec<usize> {
        let document = self.document;
        for index in document.mentions_in(start.saturating_sub(6).max(sentence.start), start).rev() {
            let Some(mention) = document.mentions.get(index) else { continue };
            let direct = (mention.possessive || mention.adjective || mention.end == start) && start - mention.end < 4;
            let compound = !mention.possessive && document.whom.get(index).copied().flatten() == Some(self.issue.body);
            let attached = (mention.end..start)
                .all(|at| document.mark(at).is_empty() && !matches!(document.word(at), "the" | "a" | "an"));
            if direct && !compound && attached {
                return document.whom.get(index).copied().flatten().into_iter().collect();
            }
        }
        let of_change = matches!(document.word(end.wrapping_sub(1)), "in" | "of")
            && matches!(document.word(end.wrapping_sub(2)), "shift" | "change");
        if matches!(document.word(end), "from" | "by")
            || of_change
            || matches!(document.word(end.wrapping_sub(1)), "from" | "by" | "in" | "among" | "within")
            || matches!((document.word(start), document.word(end.wrapping_sub(1))), ("pleas" | "appeals", "of"))
        {
            let near = document.mentions_in(end, end + 9);
            // "from Berlin and Paris to the bid": those joined to the first.
            let mut all: Vec<usize> = Vec::new();
            let mut last = None;
            for index in near {
                let Some(mention) = document.mentions.get(index) else { break };
                let joined = last.is_none_or(|last| {
                    (last..mention.start).all(|at| {
                        matches!(document.word(at), "and" | "or" | "the" | "")
                            && !matches!(document.mark(at), "." | ";")
                    })
                });
                if !joined {
                    break;
                }
                last = Some(mention.end);
                all.extend(document.whom.get(index).copied().flatten());
            }
            return all;
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
