//! Who says what: "X said", and quotations whose speaker is named later.
//!
//! The thing easily got wrong: "…, X said" covers what stands before it and "X said …" what stands after.

use super::document::{Document, Frame, LONGEST_SENTENCE, Sentence, Turn};
use super::mentions::Referent;
use super::tokens::{QuoteSpan, Token};
use super::words::{is_preposition, is_saying};
use crate::model::ActorKind;

/// More people than this do not speak in one sentence.
const MOST_FRAMES: usize = 64;

impl Document {
    pub(super) fn find_frames(&self, sentence: &Sentence) -> Vec<Frame> {
        let mut found = Vec::new();
        found.extend(self.colon_frame(sentence));
        for verb in sentence.start..sentence.end.min(sentence.start + LONGEST_SENTENCE) {
            if found.len() > MOST_FRAMES {
                break;
            }
            let word = self.word(verb);
            if word == "according" && self.word(verb + 1) == "to" {
                let near = self.mentions_in(verb + 2, verb + 9);
                if let Some(speaker) = near.clone().find_map(|index| self.whom.get(index).copied().flatten()) {
                    found.push(Frame { verb, speaker, before: verb > sentence.start, looks_back: false });
                }
                continue;
            }
            let calls = matches!(
                word,
                "called"
                    | "calls"
                    | "described"
                    | "describes"
                    | "branded"
                    | "brands"
                    | "labels"
                    | "characterized"
                    | "characterised"
                    | "labelled"
                    | "labeled"
                    | "dubbed"
                    | "views"
                    | "viewed"
                    | "considers"
                    | "considered"
                    | "consider"
                    | "regard"
                    | "regards"
                    | "regarded"
                    | "view"
                    | "deem"
                    | "deems"
            ) && !matches!(self.word(verb + 1), "for" | "on" | "upon" | "to" | "by");
            let is_sure = matches!(
                word,
                "adamant"
                    | "resolute"
                    | "confident"
                    | "convinced"
                    | "certain"
                    | "sure"
                    | "hopeful"
                    | "optimistic"
                    | "clear"
                    | "opinion"
                    | "view"
            ) && self.word(verb + 1) == "that";
            let only_agrees = matches!(word, "agree" | "agrees" | "agreed") && self.word(verb + 1) != "that";
            let is_plural = matches!(word, "states" | "reports" | "claims" | "claim" | "notes")
                && self.word(verb + 1) != "that"
                && self.quote(verb + 1) == self.quote(verb);
            if !(is_saying(word) && !only_agrees && !is_plural || calls || is_sure)
                || !is_sure && matches!(self.word(verb.wrapping_sub(1)), "to" | "the" | "a") && !word.ends_with('d')
            {
                continue;
            }
            if self.word(verb + 1) == "by" {
                let looks_back = matches!(self.word(sentence.start), "this" | "it" | "that");
                let speaker =
                    self.mentions_in(verb + 2, verb + 5).find_map(|index| self.whom.get(index).copied().flatten());
                if let Some(speaker) = speaker.filter(|_| looks_back) {
                    found.push(Frame { verb, speaker, before: true, looks_back });
                }
                continue;
            }
            let inverted = self.inverted_subject(verb, sentence);
            let subjects = match inverted {
                Some(index) => vec![index],
                None => self.telling_subject(verb, sentence),
            };
            let Some(speaker) = subjects.first().and_then(|index| self.whom.get(*index).copied().flatten()) else {
                continue;
            };
            let subject_start =
                subjects.first().and_then(|index| self.mentions.get(*index)).map_or(verb, |one| one.start);
            let lead = subject_start.min(verb);
            // "…, he said." covers what stands before; "He said …" what stands after.
            let comes_last = lead > sentence.start
                && (inverted.is_some()
                    || self.says_nothing_after(verb, sentence.end)
                    || self.quote(lead - 1) != 0 && lead - 1 > sentence.start);
            let others = subjects.iter().filter_map(|index| self.whom.get(*index).copied().flatten());
            let mut speakers = vec![speaker];
            speakers.extend(others.filter(|one| *one != speaker));
            for speaker in speakers {
                found.push(Frame { verb, speaker, before: comes_last, looks_back: false });
            }
        }
        found
    }

    /// "NATO chief: Ukraine will join", "Sweden must wait: Erdogan".
    fn colon_frame(&self, sentence: &Sentence) -> Option<Frame> {
        // "Kosovo should join – Albanian president"
        let dash = (sentence.start..sentence.end).rev().find(|at| matches!(self.mark(*at), "–" | "—" | "-"));
        let colon = (sentence.start..sentence.end).find(|at| self.mark(*at) == ":").or(dash)?;
        let frame = |index: usize, before: bool| {
            let mention = self.mentions.get(index).filter(|one| !one.possessive && !one.adjective)?;
            let speaker = self.whom.get(index).copied().flatten()?;
            let verb = if before { mention.start } else { colon };
            Some(Frame { verb, speaker, before, looks_back: false })
        };
        let first = self.mention_ending(colon).filter(|_| self.mark(colon) == ":").filter(|index| {
            self.mentions.get(*index).is_some_and(|one| one.start <= sentence.start + 1 && self.quote(one.start) == 0)
        });
        let last = || {
            let index = self.mentions_in(colon + 1, sentence.end).next()?;
            let mention = self.mentions.get(index)?;
            let closes = (mention.end..sentence.end).all(|at| self.mark(at) == ".") && mention.start == colon + 1;
            closes.then_some(index)
        };
        match first {
            Some(index) => frame(index, false),
            None => frame(last()?, true),
        }
    }

    /// The subject of "said X", after the words that X said.
    fn inverted_subject(&self, verb: usize, sentence: &Sentence) -> Option<usize> {
        let word = self.word(verb);
        let previous = verb.checked_sub(1).filter(|previous| *previous >= sentence.start);
        let after_quote =
            previous.is_none_or(|previous| self.quote(previous) != self.quote(verb) || self.mark(previous) == ",");
        let after_quote = after_quote && !matches!(word, "told" | "tells" | "telling") && self.word(verb + 1) != "that";
        // "said Commission President X"
        let ranks = (verb + 1..verb + 6)
            .take_while(|at| self.tokens.get(*at).is_some_and(|token| token.capital && !token.mark));
        let reach = verb + 3 + ranks.count().min(4);
        self.mentions_in(verb + 1, reach).next().filter(|index| {
            after_quote
                && self.mentions.get(*index).is_some_and(|one| {
                    let next = self.word(one.end);
                    let closes = begins_circumstance(next) || matches!(next, "and" | "who");
                    let left = previous.is_some_and(|previous| {
                        self.quote(previous) == 0
                            && self.mention_ending(previous).is_some_and(|index| {
                                self.mentions.get(index).is_some_and(|one| {
                                    self.quote(one.start) == 0
                                        && self
                                            .whom
                                            .get(index)
                                            .copied()
                                            .flatten()
                                            .is_some_and(|one| self.kind(one) == ActorKind::Person)
                                })
                            })
                    });
                    !one.possessive && !one.adjective && closes && !left
                })
        })
    }

    /// Who says it; of ", stressing that …" the subject of the clause.
    fn telling_subject(&self, verb: usize, sentence: &Sentence) -> Vec<usize> {
        let participle = self.word(verb).ends_with("ing")
            && verb > sentence.start
            && (self.mark(verb - 1) == ","
                || matches!(self.word(verb - 1), "while" | "and") && self.mark(verb.wrapping_sub(2)) == ",");
        let floor = (sentence.start..verb)
            .rev()
            .find(|at| self.mark(*at) == ";" || matches!(self.word(*at), "but" | "whereas"))
            .map_or(sentence.start, |at| at + 1);
        let first = if participle { self.first_subject(verb, floor) } else { Vec::new() };
        if first.is_empty() { self.subjects(verb, sentence.start) } else { first }
    }

    /// The frames of `sentence` that stand outside quotations.
    pub(super) fn outer<'f>(&self, frames: &'f [Frame]) -> impl Iterator<Item = &'f Frame> {
        frames.iter().filter(|frame| self.quote(frame.verb) == 0)
    }

    /// Whether only an addressee, a day or a place follows.
    pub(super) fn says_nothing_after(&self, verb: usize, end: usize) -> bool {
        // Of a sentence as long as a text, each verb looks at the next few words only.
        if (verb + 1..end).filter(|at| !self.word(*at).is_empty()).take(16).count() == 16 {
            return false;
        }
        let tells = (verb + 1..end).any(|at| self.word(at) == "that" || is_saying(self.word(at)));
        let next = self.word(verb + 1);
        let circumstance = begins_circumstance(next)
            || self.word(verb).starts_with('t')
            || matches!(
                next,
                "this" | "late" | "afterwards" | "separately" | "recently" | "ahead" | "without" | "through" | "citing"
            );
        !tells && circumstance
    }

    pub(super) fn find_quote_speakers(&mut self) {
        let mut last: Option<usize> = None;
        let mut in_paragraph: Option<usize> = None;
        let mut waiting: Vec<usize> = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            if sentence.begins {
                for quote in waiting.drain(..) {
                    assign(&mut self.quote_speakers, quote, in_paragraph.or(last));
                }
                let is_person = |one: &usize| {
                    matches!(
                        self.names.entities.get(*one).map(|one| one.kind),
                        Some(ActorKind::Person | ActorKind::Unnamed)
                    )
                };
                last = in_paragraph.filter(|one| is_person(one) || last.is_none()).or(last);
                in_paragraph = None;
            }
            let frames = self.frames.get(index).map(Vec::as_slice).unwrap_or_default();
            let mut here: Vec<usize> = Vec::new();
            for at in sentence.start..sentence.end {
                let quote = self.quote(at) as usize;
                if quote > 0 && here.last() != Some(&(quote - 1)) {
                    here.push(quote - 1);
                }
            }
            let outer: Vec<Frame> = self.outer(frames).copied().collect();
            let frames = outer.as_slice();
            let first = frames.iter().find(|frame| !frame.looks_back).map(|frame| frame.speaker);
            for quote in here {
                let continues = self.quotes.get(quote).is_some_and(|span| span.continues);
                let nearest = nearest_frame(frames, &self.tokens, self.quotes.get(quote));
                match nearest.or(first).or_else(|| self.before_colon(sentence, quote)) {
                    Some(speaker) => {
                        assign(&mut self.quote_speakers, quote, Some(speaker));
                        in_paragraph = Some(speaker);
                    }
                    None if in_paragraph.is_some() => assign(&mut self.quote_speakers, quote, in_paragraph),
                    None if continues => assign(&mut self.quote_speakers, quote, last),
                    // Quotations come in the order of the text: only the last can be waiting already.
                    None if waiting.last() != Some(&quote) => waiting.push(quote),
                    None => {}
                }
            }
            if let Some(speaker) = first {
                for quote in waiting.drain(..) {
                    assign(&mut self.quote_speakers, quote, Some(speaker));
                }
                in_paragraph = Some(speaker);
            }
        }
        for quote in waiting {
            assign(&mut self.quote_speakers, quote, in_paragraph.or(last));
        }
    }

    /// "Rutte put it bluntly: “…”": the subject of what a colon ends.
    fn before_colon(&self, sentence: &Sentence, quote: usize) -> Option<usize> {
        let span = self.quotes.get(quote)?;
        let open = self.tokens.partition_point(|token| token.range.start < span.range.start);
        if open <= sentence.start || self.mark(open - 1) != ":" {
            return None;
        }
        // A sentence may hold thousands of quotations, so each looks back only so far.
        let floor = sentence.start.max(open.saturating_sub(LONGEST_SENTENCE));
        let subject = self.first_subject(open - 1, floor).into_iter().next()?;
        self.whom.get(subject).copied().flatten().filter(|one| self.kind(*one) == ActorKind::Person)
    }

    /// Who says the words at `at`, if they stand in a quotation or in a turn.
    pub(super) fn voice_of(&self, at: usize, sentence: &Sentence) -> Option<usize> {
        let quote = self.quote(at) as usize;
        if quote > 0
            && let Some(Some(speaker)) = self.quote_speakers.get(quote - 1)
        {
            return Some(*speaker);
        }
        match sentence.turn {
            Turn::Of(entity) => Some(entity),
            Turn::None | Turn::Question => None,
        }
    }

    /// "The United States welcomes … We urge …": who issues a statement says "we" outside quotations.
    fn issuer(&self, number: usize, at: usize) -> Option<usize> {
        let sentence = self.sentences.get(number)?;
        if self.quote(at) != 0 || sentence.turn != Turn::None || matches!(self.word(at), "i" | "my" | "i'm" | "i've") {
            return None;
        }
        self.sentences.get(number.saturating_sub(3)..number)?.iter().rev().find_map(|earlier| {
            let first = self.mentions_in(earlier.start, (earlier.start + 3).min(earlier.end)).next()?;
            let mention = self.mentions.get(first).filter(|one| !one.possessive && !one.adjective)?;
            let whom = self.whom.get(first).copied().flatten()?;
            let follows = !self.word(mention.end).is_empty() && !is_preposition(self.word(mention.end));
            (follows && matches!(self.kind(whom), ActorKind::Country | ActorKind::Organisation)).then_some(whom)
        })
    }

    pub(super) fn resolve_speakers(&mut self) {
        for (number, sentence) in self.sentences.clone().into_iter().enumerate() {
            let frames = self.frames.get(number).cloned().unwrap_or_default();
            for index in self.mentions_in(sentence.start, sentence.end) {
                let Some(mention) = self.mentions.get(index) else { continue };
                let told = || {
                    frames
                        .iter()
                        .find(|frame| frame.before && !frame.looks_back && mention.start < frame.verb)
                        .map(|frame| frame.speaker)
                };
                let speaker = || {
                    self.voice_of(mention.start, &sentence).or_else(told).or_else(|| self.issuer(number, mention.start))
                };
                let resolved = match mention.whom {
                    Referent::Speaker => speaker(),
                    Referent::CountryOfSpeaker => speaker().and_then(|one| self.speaks_for(one).or(Some(one))),
                    _ => continue,
                };
                if let Some(slot) = self.whom.get_mut(index) {
                    *slot = resolved;
                }
            }
        }
    }
}

fn assign(speakers: &mut [Option<usize>], quote: usize, speaker: Option<usize>) {
    if let Some(slot) = speakers.get_mut(quote)
        && slot.is_none()
    {
        *slot = speaker;
    }
}

/// The frame whose verb stands nearest to a quotation.
fn nearest_frame(frames: &[Frame], tokens: &[Token], span: Option<&QuoteSpan>) -> Option<usize> {
    let span = span?;
    let distance = |frame: &&Frame| {
        let at = tokens.get(frame.verb).map_or(0, |token| token.range.start);
        if at >= span.range.end { at - span.range.end } else { span.range.start.saturating_sub(at) }
    };
    frames.iter().filter(|frame| !frame.looks_back).min_by_key(distance).map(|frame| frame.speaker)
}

/// Whether an addressee, a day, a place or another circumstance can begin with `word`; no word at all ends everything.
fn begins_circumstance(word: &str) -> bool {
    word.is_empty()
        || is_preposition(word)
        || word.ends_with("day")
        || matches!(word, "after" | "before" | "as" | "when" | "last" | "during" | "while" | "following" | "earlier")
}
