//! Who takes which stance in one sentence: each phrase that tells one, with its holder, its topic and its negation.
//!
//! The thing easily got wrong: who holds a position and who tells it are two, and a stance that was held once, or would
//! be held if, is none.

use super::document::{Document, Frame, LONGEST_SENTENCE, Sentence, Turn};
use super::lexicon::{Cue, Lexicon, Mode, NEGATORS, Needs, Polarity};
use super::topic::{Issue, Topic, TopicKind};
use super::words::is_predicate;
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
    pub(super) about: TopicKind,
    pub(super) score: f32,
    /// The words that say so.
    pub(super) words: ByteRange,
    pub(super) condition: Option<ByteRange>,
    pub(super) why: &'static str,
}

/// Reads the sentences of a text for the stances they give on one question.
pub(super) struct StanceReader<'a> {
    pub(super) document: &'a Document,
    pub(super) issue: &'a Issue<'a>,
    pub(super) lexicon: &'a Lexicon,
    /// The latest year the text names.
    pub(super) latest_year: u32,
}

impl StanceReader<'_> {
    /// All findings of the text, in its order.
    ///
    /// Once the document has taken `most_work` it goes no further, and tells from where on the text is unread.
    pub(super) fn findings(&self, most_work: u64) -> (Vec<Finding>, Option<usize>) {
        let mut found: Vec<Finding> = Vec::new();
        let mut topical = 0_u8;
        for (index, sentence) in self.document.sentences.iter().enumerate() {
            if self.document.work() > most_work {
                return (found, Some(sentence.range.start));
            }
            let topics = self.issue.topics(self.document, sentence);
            let context = topical > 0;
            let here = if sentence.turn == Turn::Question || self.is_question(sentence) {
                Vec::new()
            } else {
                self.of_sentence(index, sentence, &topics, context, found.last())
            };
            topical = if topics.is_empty() && here.is_empty() { topical.saturating_sub(1) } else { 2 };
            found.extend(here);
        }
        (found, None)
    }

    fn is_question(&self, sentence: &Sentence) -> bool {
        (sentence.start..sentence.end).rev().take(2).any(|at| self.document.mark(at) == "?")
    }

    fn of_sentence(
        &self,
        index: usize,
        sentence: &Sentence,
        topics: &[Topic],
        context: bool,
        last: Option<&Finding>,
    ) -> Vec<Finding> {
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
        if sentence.end - sentence.start > LONGEST_SENTENCE
            || topics.is_empty() && !context && !self.names_both(sentence)
        {
            return found;
        }
        let tokens = document.tokens.get(sentence.start..sentence.end).unwrap_or_default();
        let cues = self.lexicon.cues(tokens, sentence.start);
        for cue in &cues {
            let noun = self.is_noun(sentence, cue.start);
            let other_reading = |other: &Cue| {
                let (whole, part) = if noun { (Mode::Noun, Mode::Subject) } else { (Mode::Subject, Mode::Noun) };
                other.mode == whole && cue.mode == part && (other.start..other.end).contains(&cue.start)
            };
            // "dropped its objections": the verb says what becomes of the noun.
            let governed = |other: &Cue| {
                other.mode == Mode::Subject
                    && cue.mode == Mode::Noun
                    && (other.start + 1..other.end).contains(&cue.start)
            };
            if cues.iter().any(|other| other_reading(other) || governed(other)) || self.is_complement(cue, &cues) {
                continue;
            }
            // "Turkey's blocking of the bid": whose it is holds it.
            let of_noun = noun && cue.mode == Mode::Subject && !is_predicate(document.word(cue.start));
            if of_noun && self.possessor(sentence, cue.start, cue.end).is_empty() {
                continue;
            }
            let mode = if of_noun { Mode::Noun } else { cue.mode };
            let lean = self.complement(cue, &cues);
            self.judge(index, sentence, &Cue { mode, ..lean }, topics, context, frames, &mut found);
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

    #[expect(clippy::too_many_arguments, reason = "all of them are the sentence's")]
    fn judge(
        &self,
        index: usize,
        sentence: &Sentence,
        cue: &Cue,
        topics: &[Topic],
        context: bool,
        frames: &[Frame],
        found: &mut Vec<Finding>,
    ) {
        let clause = self.clause(sentence, cue);
        let near = topics.iter().filter(|topic| clause.contains(&topic.at));
        let topic = near.min_by_key(|topic| {
            let away = topic.at.abs_diff(cue.start);
            if topic.at < cue.start { away + 6 } else { away }
        });
        let (about, mut score) = match (topic, cue.needs) {
            (Some(topic), _) if self.governs_other(cue, topic.at) => return,
            (Some(topic), _) if self.is_elsewhere(cue, topic.at) || self.has_other_object(cue, topic.at) => return,
            (Some(topic), _) => (topic.about, cue.weight),
            (None, Needs::Near | Needs::Applicant | Needs::Own)
                if self.stands_in(cue, &clause) && (context || !topics.is_empty()) =>
            {
                (topics.last().map_or(TopicKind::Invitation, |topic| topic.about), cue.weight - 0.25)
            }
            (None, Needs::Own) if self.names_both(sentence) => (TopicKind::Membership, cue.weight),
            (None, Needs::Context)
                if (context || !topics.is_empty())
                    && (cue.lean == Polarity::Later || !self.speaks_of_elsewhere(&clause))
                    && !self.names_rival(&clause) =>
            {
                (TopicKind::Invitation, cue.weight - 0.15)
            }
            (None, _) => return,
        };
        // "an extended period", "the proposed plan": no verb.
        let word = self.document.word(cue.start);
        if cue.mode == Mode::Subject
            && cue.end == cue.start + 1
            && (word.ends_with("ed") || word.ends_with("ing"))
            && matches!(
                self.document.word(cue.start.wrapping_sub(1)),
                "a" | "an" | "the" | "this" | "its" | "any" | "their" | "his" | "more" | "of"
            )
        {
            return;
        }
        if self.is_past(cue, &clause) || self.is_hypothetical(cue, &clause) {
            return;
        }
        let Some(lean) = self.lean(cue, &clause) else { return };
        let (holders, speaker) = self.holders(sentence, cue, frames);
        let about = if self.says_now(&clause) && about == TopicKind::Membership && lean == Polarity::For {
            TopicKind::Invitation
        } else {
            about
        };
        let for_itself = lean == Polarity::For && holders.iter().any(|one| self.issue.candidates.contains(one));
        for holder in holders {
            // "Sweden and Finland want in": who wants in with the candidate is not asked about.
            if for_itself
                && self.document.kind(holder) == ActorKind::Country
                && !self.issue.candidates.contains(&holder)
            {
                continue;
            }
            let kind = self.document.kind(holder);
            // "Kyiv wants membership as soon as possible": another country's wish for itself.
            if lean == Polarity::For && kind == ActorKind::Country && self.wishes_for_itself(sentence, cue, holder) {
                continue;
            }
            let Some(stance) = self.stance(lean, holder, cue) else { continue };
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

    /// Whether `holder`, who is not asked about, wants something in a sentence that does not name who is.
    fn wishes_for_itself(&self, sentence: &Sentence, cue: &Cue, holder: usize) -> bool {
        let verb = self.document.word(cue.start);
        let is_wish = cue.mode == Mode::Subject && WISHES.iter().any(|start| verb.starts_with(start));
        let names_candidate = || {
            let mut mentions = self.document.mentions_in(sentence.start, sentence.end);
            mentions.any(|index| {
                let whom = self.document.whom.get(index).copied().flatten();
                whom.is_some_and(|one| self.issue.is_candidate(self.document, one))
            })
        };
        is_wish
            && !self.issue.candidates.is_empty()
            && !self.issue.is_candidate(self.document, holder)
            && !names_candidate()
    }

    /// Who speaks for the candidate and speaks of the topic asks for it, unless something else was found.
    fn own_words_of_a_candidate(
        &self,
        index: usize,
        sentence: &Sentence,
        topics: &[Topic],
        frames: &[Frame],
        found: &mut Vec<Finding>,
    ) {
        let Some(topic) = topics.first() else { return };
        let Some(speaker) = self.speaker(sentence, topic.at, frames) else { return };
        // "will not ask", "no plans to": not "we cannot wait".
        let declines = (sentence.start..sentence.end).any(|at| {
            NEGATORS.contains(&super::lexicon::negation_of(self.document.word(at)))
                && (at + 1..at + 10).any(|near| {
                    let word = self.document.word(near);
                    ["ask", "seek", "want", "push", "plan", "appl", "pursu", "agenda", "intend", "need", "request"]
                        .iter()
                        .any(|start| word.starts_with(start))
                })
        });
        let retreats = (sentence.start..sentence.end).any(|at| is_retreat(self.document.word(at)));
        if self.issue.is_candidate(self.document, speaker) && !declines && !retreats {
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
                || matches!(
                    (word, next),
                    ("as", "long")
                        | ("only", "after" | "when" | "once" | "if")
                        | ("while", "at" | "the")
                        | ("in", "exchange")
                        | ("after" | "during", "the")
                        | ("when", "conditions" | "allies" | "all")
                )
        };
        let start = (sentence.start..sentence.end).find(opens)?;
        let end =
            (start..sentence.end).find(|at| matches!(self.document.mark(*at), "," | "." | ";")).unwrap_or(sentence.end);
        Some(self.bytes(start, end))
    }

    fn bytes(&self, start: usize, end: usize) -> ByteRange {
        let first = self.document.tokens.get(start).map_or(0, |token| token.range.start);
        let last =
            end.checked_sub(1).and_then(|at| self.document.tokens.get(at)).map_or(first, |token| token.range.end);
        ByteRange { start: first, end: last.max(first) }
    }
}

/// How verbs begin with which somebody wants something for himself.
const WISHES: [&str; 10] = ["want", "seek", "sought", "pursu", "aspir", "appl", "hope", "wish", "desir", "push"];

/// Verbs with which even who wants in turns away from it.
pub(super) fn is_retreat(word: &str) -> bool {
    ["suspend", "halt", "freez", "froze", "postpon", "shelv", "abandon", "withdr"]
        .iter()
        .any(|start| word.starts_with(start))
}

fn reason(cue: &Cue, lean: Polarity) -> &'static str {
    match (cue.lean == lean, lean) {
        (true, Polarity::For) => "says it is for it",
        (true, Polarity::Against) => "says it is against it",
        (true, Polarity::Later) => "defers it",
        (true, Polarity::Open) => "has not decided",
        (false, Polarity::For) => "is against it no longer, or not",
        (false, Polarity::Against) => "says it is not for it",
        (false, Polarity::Later) => "says it is not for it yet",
        (false, Polarity::Open) => "does not exclude it",
    }
}

/// What resists outweighs a wish in the same words.
pub(super) fn rank(stance: Stance, score: f32) -> f32 {
    score
        + match stance {
            Stance::NotNow | Stance::Opposes | Stance::Undecided => 0.18,
            Stance::Requests | Stance::Supports => 0.0,
        }
}

/// The strongest finding for each actor; what resists outweighs a wish in the same words.
fn strongest(found: Vec<Finding>) -> Vec<Finding> {
    let rank = |finding: &Finding| rank(finding.stance, finding.score);
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
