//! Who takes which stance in one sentence: each phrase that tells one, with its holder, its topic and its negation.
//!
//! The thing easily got wrong: who holds a position and who tells it are two, and a stance that was held once, or would
//! be held if, is none.

use super::document::{Document, Frame, Sentence, Turn};
use super::lexicon::{Cue, Lean, Lexicon, Mode, NEGATORS, Needs};
use super::topic::{About, Matter, Topic};
use super::words::{is_elsewhere, is_saying};
use crate::model::{ActorKind, ByteRange, Stance, Voice};

/// What one sentence tells of one actor.
#[derive(Clone, Debug)]
pub(super) struct Finding {
    pub(super) sentence: usize,
    pub(super) actor: usize,
    /// `None` for the article itself.
    pub(super) speaker: Option<usize>,
    pub(super) stance: Stance,
    pub(super) voice: Voice,
    pub(super) about: About,
    pub(super) score: f32,
    /// The words that say so.
    pub(super) words: ByteRange,
    pub(super) condition: Option<ByteRange>,
    pub(super) why: &'static str,
}

/// Reads sentences for one question.
pub(super) struct Judge<'a> {
    pub(super) document: &'a Document,
    pub(super) matter: &'a Matter<'a>,
    pub(super) lexicon: &'a Lexicon,
    /// The latest year the text names.
    pub(super) latest_year: u32,
}

/// Verbs by which a position is spoken: who holds it tells it.
const SPEAKING: [&str; 22] = [
    "urge", "ask", "call", "insist", "demand", "vow", "pledge", "propose", "reiterat", "reaffirm", "suggest", "warn",
    "express", "declare", "voice", "appeal", "request", "promis", "argue", "says", "said", "threaten",
];
/// What stands for the topic after a sentence that named it.
const STAND_INS: [&str; 17] = [
    "it", "this", "that", "bid", "move", "decision", "issue", "proposal", "request", "step", "idea", "process", "plan",
    "application", "demands", "matter", "question",
];

impl Judge<'_> {
    /// All findings of the text, in its order.
    pub(super) fn findings(&self) -> Vec<Finding> {
        let mut found: Vec<Finding> = Vec::new();
        let mut topical = 0_u8;
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            let topics = self.matter.topics(self.document, sentence);
            let context = topical > 0;
            let here = if sentence.turn == Turn::Question || self.is_question(sentence) {
                Vec::new()
            } else {
                self.of_sentence(index, sentence, &topics, context, found.last())
            };
            topical = if topics.is_empty() && here.is_empty() { topical.saturating_sub(1) } else { 2 };
            found.extend(here);
        }
        found
    }

    fn is_question(&self, sentence: &Sentence) -> bool {
        (sentence.start..sentence.end).rev().take(2).any(|at| self.document.mark(at) == "?")
    }

    fn of_sentence(&self, index: usize, sentence: &Sentence, topics: &[Topic], context: bool, last: Option<&Finding>) -> Vec<Finding> {
        let document = self.document;
        let frames = document.frames.get(index).map(Vec::as_slice).unwrap_or_default();
        let mut found: Vec<Finding> = Vec::new();
        if let Some(frame) = frames.iter().find(|frame| frame.looks_back)
            && let Some(last) = last.filter(|last| index - last.sentence <= 2)
        {
            let words = self.bytes(frame.verb, frame.verb + 1);
            found.push(Finding {
                sentence: index,
                actor: frame.speaker,
                speaker: Some(frame.speaker),
                voice: Voice::Reported,
                score: 0.5,
                words,
                why: "names who said the sentence before",
                ..last.clone()
            });
        }
        if topics.is_empty() && !context && !self.names_both(sentence) {
            return found;
        }
        let tokens = document.tokens.get(sentence.start..sentence.end).unwrap_or_default();
        let cues = self.lexicon.cues(tokens, sentence.start);
        for cue in &cues {
            let inside = |other: &Cue| other.mode == Mode::Subject && cue.mode == Mode::Noun && (other.start..other.end).contains(&cue.start);
            if cues.iter().any(inside) || self.is_complement(cue, &cues) {
                continue;
            }
            self.judge(index, sentence, cue, topics, context, frames, &mut found);
        }
        if found.is_empty() && !topics.is_empty() {
            self.own_words_of_a_candidate(index, sentence, topics, frames, &mut found);
        }
        let found = strongest(found);
        let said_already = |one: &Finding| {
            let of = document.speaks_for(one.actor).filter(|_| document.kind(one.actor) == ActorKind::Unnamed);
            found.iter().any(|other| Some(other.actor) == of && other.stance == one.stance)
        };
        found.iter().filter(|one| !said_already(one)).cloned().collect()
    }

    /// "expected to become a member", "would ratify only after": the verb's holder holds it, not who tells it.
    fn is_complement(&self, cue: &Cue, cues: &[Cue]) -> bool {
        let limits = (cue.start..cue.end).any(|at| matches!(self.document.word(at), "only" | "until" | "once" | "when" | "before"));
        let governs = |verb: &Cue| {
            verb.mode == Mode::Subject
                && verb.end <= cue.start
                && cue.start - verb.end <= 12
                && (verb.lean == cue.lean || limits)
                && (verb.end..cue.start).all(|at| self.document.mark(at).is_empty() && !matches!(self.document.word(at), "but" | "because" | "as" | "while"))
        };
        cue.mode == Mode::Saying && cues.iter().any(governs)
    }

    #[expect(clippy::too_many_arguments, reason = "all of them are the sentence's")]
    fn judge(&self, index: usize, sentence: &Sentence, cue: &Cue, topics: &[Topic], context: bool, frames: &[Frame], found: &mut Vec<Finding>) {
        let clause = self.clause(sentence, cue);
        let near = topics.iter().filter(|topic| clause.contains(&topic.at));
        let topic = near.min_by_key(|topic| {
            let away = topic.at.abs_diff(cue.start);
            if topic.at < cue.start { away + 6 } else { away }
        });
        let (about, mut score) = match (topic, cue.needs) {
            (Some(topic), _) if self.is_elsewhere(cue, topic.at) => return,
            (Some(topic), _) => (topic.about, cue.weight),
            (None, Needs::Near | Needs::Own) if self.stands_in(cue, &clause) && (context || !topics.is_empty()) => {
                (topics.last().map_or(About::Invitation, |topic| topic.about), cue.weight - 0.25)
            }
            (None, Needs::Own) if self.names_both(sentence) => (About::Membership, cue.weight),
            (None, Needs::Context) if (context || !topics.is_empty()) && (cue.lean == Lean::Later || !self.speaks_of_elsewhere(&clause)) => (About::Invitation, cue.weight - 0.15),
            (None, _) => return,
        };
        // "an extended period", "the proposed plan": no verb.
        let word = self.document.word(cue.start);
        if cue.mode == Mode::Subject && cue.end == cue.start + 1 && (word.ends_with("ed") || word.ends_with("ing"))
            && matches!(self.document.word(cue.start.wrapping_sub(1)), "a" | "an" | "the" | "this" | "its" | "any" | "their" | "his" | "more" | "of")
        {
            return;
        }
        if self.is_past(cue, &clause) || self.is_hypothetical(cue, &clause) {
            return;
        }
        let Some(lean) = self.lean(cue, &clause) else { return };
        let (holders, speaker) = self.holders(sentence, cue, frames);
        let about = if self.says_now(&clause) && about == About::Membership && lean == Lean::For { About::Invitation } else { about };
        for holder in holders {
            let Some(stance) = self.stance(lean, holder, cue) else { continue };
            let kind = document_kind(self.document, holder);
            if kind == ActorKind::Organisation && !self.may_hold(holder) {
                continue;
            }
            let spoken = self.spoken(sentence, cue, holder, speaker);
            if cue.mode == Mode::Noun {
                score = score.min(0.7);
            }
            found.push(Finding {
                sentence: index,
                actor: holder,
                speaker: spoken.0,
                stance,
                voice: spoken.1,
                about,
                score: score.clamp(0.05, 0.95),
                words: self.bytes(cue.start, cue.end),
                condition: self.condition(sentence),
                why: reason(cue, lean),
            });
        }
    }

    /// Media report; deciding bodies, unions and their organs hold positions.
    fn may_hold(&self, entity: usize) -> bool {
        let one = self.document.names.entities.get(entity);
        let id = one.map_or("", |one| one.id.as_str());
        entity == self.matter.body
            || one.is_some_and(|one| one.speaks_for.is_some())
            || ["nato", "european", "union", "eu", "council", "parliament", "commission", "assembly", "committee", "party", "administration", "government", "nations"].iter().any(|word| id.split('-').any(|part| part == *word))
    }

    /// The tokens in which cue and topic must stand together.
    fn clause(&self, sentence: &Sentence, cue: &Cue) -> std::ops::Range<usize> {
        let breaks = |at: usize| {
            let word = self.document.word(at);
            self.document.mark(at) == ";"
                || matches!(word, "while" | "whereas" | "although" | "though")
                || matches!(word, "but" | "however" | "yet") && self.document.word(at + 1) != "not"
                || word == "as" && self.subject_follows(at)
                || word == "and" && self.subject_follows(at) && (at + 1..at + 9).any(|near| is_saying(self.document.word(near)))
        };
        let start = (sentence.start..cue.start).rev().find(|at| breaks(*at)).map_or(sentence.start, |at| at + 1);
        let end = (cue.end..sentence.end).find(|at| breaks(*at)).unwrap_or(sentence.end);
        start..end
    }

    fn subject_follows(&self, at: usize) -> bool {
        self.document.mentions_in(at + 1, at + 3).next().is_some_and(|index| {
            self.document.mentions.get(index).is_some_and(|mention| !mention.possessive && !mention.adjective)
        })
    }

    fn is_elsewhere(&self, cue: &Cue, topic: usize) -> bool {
        cue.mode == Mode::Subject && topic > cue.end && (cue.end..topic).take(5).any(|at| is_elsewhere(self.document.word(at)))
            && !(cue.end..topic).any(|at| matches!(self.document.word(at), "and" | "as"))
    }

    fn speaks_of_elsewhere(&self, clause: &std::ops::Range<usize>) -> bool {
        clause.clone().any(|at| is_elsewhere(self.document.word(at)))
    }

    fn stands_in(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> bool {
        let object = cue.mode == Mode::Subject
            && ((cue.end..(cue.end + 4).min(clause.end)).any(|at| {
                let word = self.document.word(at);
                STAND_INS.contains(&word) && (!matches!(word, "that" | "it") || self.document.word(at + 1).is_empty() || matches!(self.document.word(at + 1), "at" | "now" | "in" | "for" | "because"))
            }) || self.document.word(cue.end) == "by" && clause.clone().take_while(|at| *at < cue.start).any(|at| STAND_INS.contains(&self.document.word(at))));
        let subject = cue.mode == Mode::Saying
            && clause.clone().take_while(|at| *at < cue.start).any(|at| matches!(self.document.word(at), "this" | "it" | "that" | "step" | "decision" | "process" | "move"));
        (object || subject) && !self.speaks_of_elsewhere(clause)
    }

    fn names_both(&self, sentence: &Sentence) -> bool {
        let named = |wanted: &dyn Fn(usize) -> bool| {
            self.document.mentions_in(sentence.start, sentence.end).any(|index| self.document.whom.get(index).copied().flatten().is_some_and(wanted))
        };
        named(&|one| self.matter.candidates.contains(&one)) && named(&|one| one == self.matter.body || one == self.matter.members)
    }

    fn says_now(&self, clause: &std::ops::Range<usize>) -> bool {
        clause.clone().any(|at| matches!(self.document.word(at), "now" | "immediately" | "immediate"))
    }

    /// "opposed in 2008", "had previously rejected", "used to support".
    fn is_past(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> bool {
        let year_at = |at: usize| {
            let year = self.document.word(at).parse::<u32>().ok().filter(|year| (1900..2100).contains(year));
            let before = self.document.word(at.wrapping_sub(1));
            (1..4).all(|more| self.document.word(at + more).parse() != Ok(self.latest_year)) && year.is_some_and(|year| (year < self.latest_year || self.latest_year < 2020) && matches!(before, "in" | "since" | "of" | "summit") && before != "since")
        };
        let after = (cue.start..(cue.end + 12).min(clause.end)).any(year_at);
        let opening = clause.clone().take(4).any(year_at);
        let once = (cue.start.saturating_sub(4).max(clause.start)..cue.end).any(|at| {
            matches!(self.document.word(at), "previously" | "formerly" | "once" | "initially" | "originally" | "earlier")
                || self.document.word(at) == "used" && self.document.word(at + 1) == "to"
        });
        let long_ago = clause.clone().any(|at| matches!((self.document.word(at), self.document.word(at + 1)), ("years" | "decades" | "decade", "ago") | ("at", "first")));
        (after || opening || once || long_ago) && !matches!(cue.needs, Needs::Own if once && !after && !opening)
    }

    /// "if Turkey blocks", "whether it would support".
    fn is_hypothetical(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> bool {
        let from = cue.start.saturating_sub(7).max(clause.start);
        let opened = (from..cue.start).rev().take_while(|at| self.document.mark(*at).is_empty()).any(|at| {
            matches!(self.document.word(at), "whether" | "unless") || self.document.word(at) == "if" && cue.mode == Mode::Subject
        });
        let no_sign = clause.clone().take_while(|at| *at < cue.start).any(|at| {
            matches!(self.document.word(at), "no" | "little") && matches!(self.document.word(at + 1), "sign" | "signs" | "indication" | "guarantee" | "evidence" | "chance")
        });
        (opened || no_sign) && cue.mode != Mode::Members
    }

    /// "opposition", not "main argument": what can be dropped.
    fn is_resistance(&self, cue: &Cue) -> bool {
        (cue.start..cue.end).any(|at| {
            let word = self.document.word(at);
            ["oppos", "object", "veto", "reserv", "block", "resist", "reject"].iter().any(|start| word.starts_with(start))
        })
    }

    /// The lean after negation; `None` if nothing is left of it.
    fn lean(&self, cue: &Cue, clause: &std::ops::Range<usize>) -> Option<Lean> {
        let reach = if cue.mode == Mode::Noun { 2 } else { 4 };
        let from = cue.start.saturating_sub(reach).max(clause.start);
        let before: Vec<&str> = (from..cue.start).map(|at| super::lexicon::negation_of(self.document.word(at))).collect();
        let has = |words: &[&str]| before.iter().any(|word| words.contains(word));
        let negated = !cue.negated && (before.iter().any(|word| NEGATORS.contains(word) && !matches!(*word, "unwilling")) || before.iter().any(|word| word.ends_with("n't")))
            && !(cue.mode == Mode::Noun && has(&["no"]) && cue.lean == Lean::For);
        let refused = has(&["refuse", "refuses", "refused", "refusing", "rejects", "rejected", "ruled", "against", "opposes", "opposed"]);
        let unable = has(&["yet", "fail", "fails", "failed", "failing", "unable", "declined", "declines", "reluctant", "hesitant", "stopped", "delay", "delayed", "delaying", "unwilling", "reluctance"]);
        let ended = has(&["drop", "dropped", "drops", "lift", "lifted", "lifts", "withdraw", "withdrew", "withdrawn", "end", "ended", "ends", "overcome", "abandon", "abandoned", "dropping", "lifting", "remove", "removed"]);
        let before_topic = cue.lean == Lean::For && cue.mode == Mode::Subject && (cue.end..clause.end.min(cue.end + 14)).any(|at| self.document.word(at) == "before" && (at + 1..at + 5).any(|near| { let word = self.document.word(near); word.starts_with("ratif") || word.starts_with("approv") || word.starts_with("join") || word.starts_with("back") || word.starts_with("agree") || word == "it" || word.starts_with("membership") || word.starts_with("accession") }));
        let only_then = cue.lean == Lean::For && cue.mode == Mode::Subject && (cue.end..clause.end).any(|at| {
            let next = self.document.word(at + 1);
            self.document.word(at) == "only" && matches!(next, "after" | "when" | "once" | "if") || self.document.word(at) == "not" && next == "until"
        });
        Some(match cue.lean {
            Lean::For if before_topic || only_then => Lean::Later,
            Lean::For if unable => Lean::Later,
            Lean::For if refused && cue.mode == Mode::Subject => Lean::Against,
            Lean::For if negated => {
                if has(&["yet", "currently"]) || matches!(cue.mode, Mode::Saying) { Lean::Later } else { Lean::Against }
            }
            Lean::Against if ended && self.is_resistance(cue) => Lean::For,
            Lean::Against if cue.mode == Mode::Subject && !negated && (cue.end..(cue.end + 3).min(clause.end)).any(|at| {
                let word = self.document.word(at);
                ["fast", "rapid", "quick", "speed", "hast", "immediate", "rush", "accelerat", "swift", "shortcut", "early"].iter().any(|start| word.starts_with(start))
            }) => Lean::Later,
            Lean::Against if negated => {
                let open = (cue.start..cue.end).any(|at| matches!(self.document.word(at), "out" | "rejected" | "reject"));
                if open { Lean::Open } else if cue.mode == Mode::Saying { return None } else { Lean::For }
            }
            Lean::Later if negated && cue.mode == Mode::Subject => Lean::For,
            Lean::Later if negated && cue.mode == Mode::Noun => return None,
            Lean::Open if negated => return None,
            lean => lean,
        })
    }

    fn stance(&self, lean: Lean, holder: usize, cue: &Cue) -> Option<Stance> {
        let candidate = self.matter.is_candidate(self.document, holder);
        match lean {
            Lean::For if candidate => Some(Stance::Requests),
            Lean::For if cue.mode == Mode::Subject && cue.needs == Needs::Own => None,
            Lean::For if cue.mode == Mode::Noun && cue.lean == Lean::For && !self.is_backing(cue) => None,
            Lean::For => Some(Stance::Supports),
            Lean::Against if candidate && cue.mode == Mode::Saying => Some(Stance::Requests),
            Lean::Against if candidate => None,
            Lean::Against => Some(Stance::Opposes),
            Lean::Later | Lean::Open if candidate => None,
            Lean::Later => Some(Stance::NotNow),
            Lean::Open => Some(Stance::Undecided),
        }
    }

    /// "support for", not "bid": a noun that others can have.
    fn is_backing(&self, cue: &Cue) -> bool {
        (cue.start..cue.end).any(|at| {
            let word = self.document.word(at);
            ["support", "backing", "endors", "approv", "ratif", "advocate", "champion", "proponent"].iter().any(|start| word.starts_with(start))
        })
    }

    /// Whose position it is, and who says so.
    fn holders(&self, sentence: &Sentence, cue: &Cue, frames: &[Frame]) -> (Vec<usize>, Option<usize>) {
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
            if matches!(document.word(cue.start.wrapping_sub(2)), "you" | "them" | "him" | "us" | "her") && document.word(cue.start.wrapping_sub(1)) == "to" {
                return Vec::new();
            }
            if document.word(cue.end) == "by" {
                return entities(document.mentions_in(cue.end + 1, cue.end + 5).take(1).collect());
            }
            let clause = self.clause(sentence, cue);
            let before = cue.start.checked_sub(1).filter(|at| *at >= clause.start);
            let joined_on = before.is_some_and(|at| matches!(document.word(at), "and" | "or") || document.mark(at) == "," && document.word(cue.start).ends_with("ing"));
            let first = if joined_on { document.first_subject(cue.start, clause.start) } else { Vec::new() };
            let subjects = if first.is_empty() { document.subjects(cue.start, sentence.start) } else { first };
            if subjects.is_empty() { self.quoting_subject(sentence, cue) } else { entities(subjects) }
        };
        let holders = match cue.mode {
            Mode::Subject => subject(),
            Mode::Members => {
                let of_members = (cue.start..cue.end).any(|at| {
                    let word = document.word(at);
                    ["consensus", "agreement", "unanim", "divid", "split", "unity", "disagree", "differ", "changes"].iter().any(|start| word.starts_with(start))
                });
                let groups: Vec<usize> = entities(document.subjects(cue.start, sentence.start)).into_iter().filter(|one| document.kind(*one) == ActorKind::Group).collect();
                if groups.is_empty() { vec![if of_members { self.matter.members } else { self.matter.body }] } else { groups }
            }
            Mode::Noun => {
                let own = self.possessor(sentence, cue);
                if own.is_empty() { subject() } else { own }
            }
            Mode::Saying => {
                let subjects = entities(document.subjects(cue.start, sentence.start));
                let about_others = subjects.iter().all(|one| {
                    self.matter.is_candidate(document, *one) || matches!(document.kind(*one), ActorKind::Organisation | ActorKind::Person | ActorKind::Group | ActorKind::Country | ActorKind::Unnamed)
                });
                // Without anybody who says so, the body's own words about itself are its position.
                let body_says = || subjects.iter().copied().filter(|one| *one == self.matter.body).collect::<Vec<_>>();
                match speaker {
                    // "said his country was …": the country holds it.
                    Some(speaker) if subjects.first().is_some_and(|one| document.speaks_for(speaker) == Some(*one) && !self.matter.is_candidate(document, *one)) => subjects,
                    Some(speaker) if about_others => {
                        let quoted = document.voice_of(cue.start, sentence).filter(|one| *one != speaker && document.quote(cue.start) > 0);
                        let same = |one: &usize| document.speaks_for(*one).is_some() && document.speaks_for(*one) == document.speaks_for(speaker);
                        std::iter::once(speaker).chain(quoted.filter(same)).collect()
                    }
                    Some(_) => Vec::new(),
                    None if document.word(sentence.start) == "for" => {
                        let near = document.mentions_in(sentence.start + 1, cue.start.min(sentence.start + 9));
                        near.filter_map(|index| document.whom.get(index).copied().flatten()).take(1).filter(|one| !self.matter.is_candidate(document, *one)).collect()
                    }
                    None if cue.needs == Needs::Own && cue.lean == Lean::For => body_says(),
                    None => Vec::new(),
                }
            }
        };
        (holders, speaker)
    }

    /// A quotation without a subject of its own has its speaker's.
    fn quoting_subject(&self, sentence: &Sentence, cue: &Cue) -> Vec<usize> {
        let quoted = self.document.quote(cue.start) > 0 || sentence.turn != Turn::None;
        let first = self.document.word(sentence.start);
        let speaks = quoted && (cue.needs == Needs::Context || first == self.document.word(cue.start));
        if speaks { self.document.voice_of(cue.start, sentence).into_iter().collect() } else { Vec::new() }
    }

    fn possessor(&self, sentence: &Sentence, cue: &Cue) -> Vec<usize> {
        let document = self.document;
        for index in document.mentions_in(cue.start.saturating_sub(6).max(sentence.start), cue.start).rev() {
            let Some(mention) = document.mentions.get(index) else { continue };
            let direct = (mention.possessive || mention.adjective || mention.end == cue.start) && cue.start - mention.end < 4;
            if direct && (mention.end..cue.start).all(|at| document.mark(at).is_empty()) {
                return document.whom.get(index).copied().flatten().into_iter().collect();
            }
        }
        let of_change = matches!(document.word(cue.end.wrapping_sub(1)), "in" | "of") && matches!(document.word(cue.end.wrapping_sub(2)), "shift" | "change");
        if matches!(document.word(cue.end), "from" | "by") || of_change || matches!(document.word(cue.end.wrapping_sub(1)), "from" | "by") {
            let near = document.mentions_in(cue.end, cue.end + 5);
            return near.filter_map(|index| document.whom.get(index).copied().flatten()).take(3).collect();
        }
        Vec::new()
    }

    /// Who says the words at `at`: in a quotation its speaker, else who is said to say so, else nobody.
    fn speaker(&self, sentence: &Sentence, at: usize, frames: &[Frame]) -> Option<usize> {
        let document = self.document;
        let covers = |frame: &&Frame| !frame.looks_back && (if frame.before { at < frame.verb } else { at > frame.verb });
        let broken = |frame: &&Frame| {
            !frame.before && (frame.verb + 1..at).any(|near| {
                document.mark(near) == ";"
                    || matches!(document.word(near), "while" | "whereas" | "although" | "as") && self.subject_follows(near) && document.word(near) != "although"
                    || document.word(near) == "but" && document.mark(near.wrapping_sub(1)) == "," && self.subject_follows(near)
            })
        };
        let framed = frames.iter().filter(covers).filter(|frame| !broken(frame)).min_by_key(|frame| frame.verb.abs_diff(at)).map(|frame| frame.speaker);
        match document.voice_of(at, sentence) {
            Some(voice) if document.quote(at) > 0 && sentence.turn == Turn::None => {
                let within = frames.iter().filter(covers).filter(|frame| document.quote(frame.verb) == document.quote(at)).map(|frame| frame.speaker).next();
                within.or(Some(voice))
            }
            voice => framed.or(voice),
        }
    }

    fn spoken(&self, sentence: &Sentence, cue: &Cue, holder: usize, speaker: Option<usize>) -> (Option<usize>, Voice) {
        let document = self.document;
        let quoted = document.quote(cue.start) > 0 && !document.is_scrap(document.quote(cue.start)) || matches!(sentence.turn, Turn::Of(_));
        match speaker {
            Some(one) if one == holder && quoted => (Some(one), Voice::DirectQuote),
            Some(one) if document_kind(document, one) == ActorKind::Unnamed => (Some(one), Voice::Anonymous),
            Some(one) if one == holder || document.speaks_for(one) == Some(holder) => (Some(one), Voice::Reported),
            Some(one) => (Some(one), Voice::Characterised),
            None => {
                let speaks = (cue.start..cue.end).any(|at| SPEAKING.iter().any(|start| document.word(at).starts_with(start)));
                let person = document_kind(document, holder) == ActorKind::Person;
                if document_kind(document, holder) == ActorKind::Unnamed {
                    (Some(holder), Voice::Anonymous)
                } else if speaks || person {
                    (Some(holder), Voice::Reported)
                } else {
                    (None, Voice::Characterised)
                }
            }
        }
    }

    /// Who speaks for the candidate and speaks of the topic asks for it, unless something else was found.
    fn own_words_of_a_candidate(&self, index: usize, sentence: &Sentence, topics: &[Topic], frames: &[Frame], found: &mut Vec<Finding>) {
        let Some(topic) = topics.first() else { return };
        let Some(speaker) = self.speaker(sentence, topic.at, frames) else { return };
        let declines = (sentence.start..sentence.end).any(|at| NEGATORS.contains(&super::lexicon::negation_of(self.document.word(at))));
        if self.matter.is_candidate(self.document, speaker) && !declines {
            let quoted = self.document.quote(topic.at) > 0;
            found.push(Finding {
                sentence: index,
                actor: speaker,
                speaker: Some(speaker),
                stance: Stance::Requests,
                voice: if quoted { Voice::DirectQuote } else { Voice::Reported },
                about: topic.about,
                score: 0.45,
                words: self.bytes(topic.at, topic.at + 1),
                condition: self.condition(sentence),
                why: "who wants in speaks of it",
            });
        }
    }

    /// "until the war is over", "once conditions are met".
    fn condition(&self, sentence: &Sentence) -> Option<ByteRange> {
        let opens = |at: &usize| {
            let (word, next) = (self.document.word(*at), self.document.word(at + 1));
            matches!(word, "if" | "unless" | "once" | "until" | "provided") && *at > sentence.start
                || matches!((word, next), ("as", "long") | ("only", "after" | "when" | "once" | "if") | ("while", "at" | "the") | ("in", "exchange") | ("after" | "during", "the") | ("when", "conditions" | "allies" | "all"))
        };
        let start = (sentence.start..sentence.end).find(opens)?;
        let end = (start..sentence.end).find(|at| matches!(self.document.mark(*at), "," | "." | ";")).unwrap_or(sentence.end);
        Some(self.bytes(start, end))
    }

    fn bytes(&self, start: usize, end: usize) -> ByteRange {
        let first = self.document.tokens.get(start).map_or(0, |token| token.range.start);
        let last = end.checked_sub(1).and_then(|at| self.document.tokens.get(at)).map_or(first, |token| token.range.end);
        ByteRange { start: first, end: last.max(first) }
    }
}

fn document_kind(document: &Document, entity: usize) -> ActorKind {
    document.kind(entity)
}

fn reason(cue: &Cue, lean: Lean) -> &'static str {
    match (cue.lean == lean, lean) {
        (true, Lean::For) => "says it is for it",
        (true, Lean::Against) => "says it is against it",
        (true, Lean::Later) => "defers it",
        (true, Lean::Open) => "has not decided",
        (false, Lean::For) => "is against it no longer, or not",
        (false, Lean::Against) => "says it is not for it",
        (false, Lean::Later) => "says it is not for it yet",
        (false, Lean::Open) => "does not exclude it",
    }
}

/// The strongest finding for each actor; what resists outweighs a wish in the same words.
fn strongest(found: Vec<Finding>) -> Vec<Finding> {
    let rank = |finding: &Finding| {
        let resists = matches!(finding.stance, Stance::NotNow | Stance::Opposes | Stance::Undecided);
        finding.score + if resists { 0.12 } else { 0.0 }
    };
    let mut kept: Vec<Finding> = Vec::new();
    for finding in found {
        match kept.iter_mut().find(|one| one.actor == finding.actor && one.about == finding.about) {
            Some(one) if rank(one) >= rank(&finding) => {}
            Some(one) => *one = finding,
            None => kept.push(finding),
        }
    }
    kept
}
