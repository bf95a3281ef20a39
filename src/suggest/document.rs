//! A text as the engine reads it: sentences, mentions with whom they mean, and who says what.
//!
//! Pronouns are resolved and speakers found in one walk from the first sentence to the last. The thing easily got
//! wrong: a quotation's speaker is often named after it, or only in the sentence before.

use super::mentions::{Finder, Mention, Whom};
use super::names::{Form, Names, slug};
use super::people::{Titles, discover};
use super::tokens::{QuoteSpan, Token, quotations, tokens};
use super::words::{is_preposition, is_saying, is_title};
use crate::evidence::sentences::sentences;
use crate::model::{ActorKind, ByteRange};

/// A sentence with its tokens.
#[derive(Clone, Debug)]
pub(super) struct Sentence {
    pub(super) range: ByteRange,
    /// First token and the one after the last.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it begins a paragraph.
    pub(super) begins: bool,
    /// Whose turn it is, in a transcript.
    pub(super) turn: Turn,
}

/// Whose turn it is to speak, in a transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// This is no transcript.
    None,
    /// Somebody who can hold a position.
    Of(usize),
    /// A question from the audience.
    Question,
}

/// "X said": who speaks, and which tokens of the sentence that covers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Frame {
    pub(super) verb: usize,
    pub(super) speaker: usize,
    /// The words before the verb ("…, he said"), or those after it.
    pub(super) before: bool,
    /// "This was stated by": of the sentence before.
    pub(super) looks_back: bool,
}

/// A text that was read.
pub(super) struct Document {
    pub(super) tokens: Vec<Token>,
    pub(super) quotes: Vec<QuoteSpan>,
    pub(super) sentences: Vec<Sentence>,
    pub(super) mentions: Vec<Mention>,
    /// Whom each mention means.
    pub(super) whom: Vec<Option<usize>>,
    /// For each sentence.
    pub(super) frames: Vec<Vec<Frame>>,
    /// For each quotation.
    pub(super) quote_speakers: Vec<Option<usize>>,
    pub(super) names: Names,
    titles: Titles,
}

/// What the walk remembers.
#[derive(Default)]
struct Focus {
    person: Option<usize>,
    thing: Option<usize>,
    several: Option<usize>,
    recent: Vec<usize>,
}

/// Begin lines that are no part of the article.
const LEFT_OVER: [&str; 12] = [
    "read more", "read also", "also read", "related:", "see also", "subscribe", "start free", "already a", "photo:",
    "file photo", "watch:", "advertisement",
];

impl Document {
    /// Reads `text`. `names` are those known beforehand.
    pub(super) fn read(text: &str, names: &Names, body: usize, members: usize) -> Self {
        let quotes = quotations(text);
        let tokens = tokens(text, &quotes);
        let mut names = names.clone();
        let titles = discover(&tokens, &mut names);
        let sentences = cut(text, &tokens);
        let mentions = Finder { tokens: &tokens, names: &mut names, body, members }.all();
        let whom = vec![None; mentions.len()];
        let quote_speakers = vec![None; quotes.len()];
        let mut document =
            Self { tokens, quotes, sentences, mentions, whom, frames: Vec::new(), quote_speakers, names, titles };
        document.find_turns(text);
        document.walk();
        document.find_quote_speakers();
        document.resolve_speakers();
        document
    }

    /// The word at `at`, empty for a mark or beyond the end.
    pub(super) fn word(&self, at: usize) -> &str {
        self.tokens.get(at).filter(|token| !token.mark).map_or("", |token| token.lower.as_str())
    }

    /// The mark at `at`, empty for a word.
    pub(super) fn mark(&self, at: usize) -> &str {
        self.tokens.get(at).filter(|token| token.mark).map_or("", |token| token.lower.as_str())
    }

    /// The quotation `at` stands in, 0 outside.
    pub(super) fn quote(&self, at: usize) -> u32 {
        self.tokens.get(at).map_or(0, |token| token.quote)
    }

    /// Indices of the mentions between two tokens.
    pub(super) fn mentions_in(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        let first = self.mentions.partition_point(|mention| mention.start < start);
        let last = self.mentions.partition_point(|mention| mention.start < end);
        first..last
    }

    /// The mention that ends at `end`.
    pub(super) fn mention_ending(&self, end: usize) -> Option<usize> {
        let index = self.mentions.partition_point(|mention| mention.end < end);
        self.mentions.get(index).filter(|mention| mention.end == end).map(|_| index)
    }

    pub(super) fn kind(&self, entity: usize) -> ActorKind {
        self.names.entities.get(entity).map_or(ActorKind::Unnamed, |one| one.kind)
    }

    pub(super) fn speaks_for(&self, entity: usize) -> Option<usize> {
        self.names.entities.get(entity).and_then(|one| one.speaks_for)
    }

    /// The subject of the verb at `verb`, with what is joined to it by "and"; empty where it is nobody.
    pub(super) fn subjects(&self, verb: usize, floor: usize) -> Vec<usize> {
        let quote = self.quote(verb);
        let mut at = verb;
        let mut steps = 0;
        while at > floor && steps < 60 {
            at -= 1;
            steps += 1;
            if self.quote(at) != quote && quote != 0 && !self.is_scrap(quote) {
                return Vec::new();
            }
            if let Some(index) = self.mention_ending(at + 1)
                && let Some(mention) = self.mentions.get(index)
            {
                let before = mention.start.checked_sub(1).filter(|before| *before >= floor);
                let preposition = before.is_some_and(|before| is_preposition(self.word(before)));
                at = mention.start;
                if mention.possessive || mention.adjective || preposition {
                    continue;
                }
                return self.with_included(self.joined(index, floor), verb);
            }
            match self.mark(at) {
                ";" | ":" => return Vec::new(),
                "," | "–" | "—" | ")" | "-" => {
                    if let Some(open) = self.aside(at, floor) {
                        at = open;
                    }
                }
                _ => {}
            }
            let word = self.word(at);
            if matches!(word, "who" | "which" | "that") && self.mention_ending(at.saturating_sub(usize::from(self.mark(at.saturating_sub(1)) == ","))).is_some() {
                continue;
            }
            if word == "that" && !(2..6).any(|back| at.checked_sub(back - 1).is_some_and(|at| at >= floor && is_saying(self.word(at)))) && !self.mark(at.saturating_sub(1)).eq(",") {
                continue;
            }
            if matches!(word, "that" | "because" | "while" | "whereas" | "although" | "if" | "whether" | "since" | "there" | "when" | "until" | "after" | "before" | "what" | "how") {
                return Vec::new();
            }
            let other_subject = matches!(word, "but" | "and") && matches!(self.word(at + 1), "the" | "a" | "an" | "this" | "any" | "there" | "it" | "no" | "such");
            if other_subject && self.mentions_in(at + 1, verb).is_empty() {
                return Vec::new();
            }
            if is_saying(word) && steps > 1 && word != "asked" {
                return Vec::new();
            }
        }
        Vec::new()
    }

    /// "Most members, including the United States,": those as well.
    fn with_included(&self, mut subjects: Vec<usize>, verb: usize) -> Vec<usize> {
        let last = subjects.first().and_then(|index| self.mentions.get(*index)).map_or(verb, |mention| mention.end);
        if self.mark(last) == "," && self.word(last + 1) == "including" {
            subjects.extend(self.mentions_in(last + 1, verb).filter(|index| {
                let country = self.whom.get(*index).copied().flatten().is_some_and(|one| self.kind(one) == ActorKind::Country);
                country && self.mentions.get(*index).is_some_and(|one| !one.possessive && !one.adjective)
            }));
        }
        subjects
    }

    /// The first subject of the words from `floor` on.
    pub(super) fn first_subject(&self, verb: usize, floor: usize) -> Vec<usize> {
        let first = self.mentions_in(floor, verb).find(|index| {
            self.mentions.get(*index).is_some_and(|one| {
                let after_preposition = one.start > floor && is_preposition(self.word(one.start - 1));
                !one.possessive && !one.adjective && !after_preposition && self.quote(one.start) == self.quote(verb)
            })
        });
        first.into_iter().collect()
    }

    /// Whether a quotation is only a few words within a sentence.
    pub(super) fn is_scrap(&self, quote: u32) -> bool {
        let Some(span) = self.quotes.get((quote as usize).wrapping_sub(1)) else { return false };
        let first = self.tokens.partition_point(|token| token.range.start < span.range.start);
        let last = self.tokens.partition_point(|token| token.range.start < span.range.end);
        last - first < 7 && self.mark(last.saturating_sub(1)) != "," && self.mark(last.saturating_sub(1)) != "."
            && self.tokens.get(first).is_some_and(|token| !token.capital)
    }

    /// Where the aside opens that closes with the mark at `close`: ", whose government …,".
    fn aside(&self, close: usize, floor: usize) -> Option<usize> {
        let opens = |at: &usize| {
            let after = self.word(at + 1);
            let title = (at + 1..at + 7).any(|near| is_title(self.word(near)));
            let starts = matches!(after, "who" | "whose" | "which" | "where" | "including" | "a" | "an" | "the" | "citing" | "speaking" | "along" | "like" | "whom" | "now" | "in" | "on" | "for" | "however" | "meanwhile" | "too" | "also" | "at" | "as" | "briefing" | "himself" | "herself" | "one" | "once" | "president" | "former");
            let holder = self.mention_ending(*at).and_then(|index| self.mentions.get(index));
            let is_object = |one: &Mention| one.start > floor && is_preposition(self.word(one.start - 1));
            matches!(self.mark(*at), "," | "–" | "—" | "(") && (starts || title) && holder.is_some_and(|one| !is_object(one))
        };
        (floor..close).rev().take(45).find(opens)
    }

    fn joined(&self, index: usize, floor: usize) -> Vec<usize> {
        let mut all = vec![index];
        let mut first = index;
        while let Some(mention) = self.mentions.get(first) {
            let mut at = mention.start;
            let mut links = 0;
            while at > floor && (matches!(self.word(at - 1), "and" | "as" | "well" | "both") || self.mark(at - 1) == ",") {
                at -= 1;
                links += 1;
            }
            let previous = self.mention_ending(at).filter(|_| links > 0 && (self.word(mention.start.saturating_sub(1)) == "and" || all.len() > 1));
            let Some(previous) = previous.filter(|previous| self.mentions.get(*previous).is_some_and(|one| one.start >= floor && !one.possessive)) else { break };
            let before = self.mentions.get(previous).map_or(0, |one| one.start);
            if before > floor && is_preposition(self.word(before - 1)) {
                break;
            }
            all.push(previous);
            first = previous;
        }
        all
    }

    fn find_turns(&mut self, text: &str) {
        let mut labels = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate().filter(|(_, sentence)| sentence.begins) {
            let line = text.get(sentence.range.start..).unwrap_or_default().lines().next().unwrap_or_default();
            if let Some(label) = label(line) {
                labels.push((index, label.to_owned()));
            }
        }
        let turns: Vec<(usize, Turn)> = labels.iter().map(|(index, label)| (*index, self.turn(label))).collect();
        // One line with a colon is no transcript yet.
        let shouted = labels.iter().filter(|(_, label)| !label.chars().any(char::is_lowercase)).count();
        if turns.len() < 2 && shouted == 0 {
            return;
        }
        let mut turns = turns.into_iter().peekable();
        let mut now = Turn::None;
        for (index, sentence) in self.sentences.iter_mut().enumerate() {
            if let Some((_, turn)) = turns.next_if(|(at, _)| *at == index) {
                now = turn;
            }
            sentence.turn = now;
        }
    }

    fn turn(&mut self, label: &str) -> Turn {
        let plain = label.to_lowercase();
        if ["q", "question", "reporter", "journalist", "moderator", "interviewer", "host", "unidentified"].iter().any(|word| plain.split(|one: char| !one.is_alphanumeric()).any(|part| part == *word)) {
            return Turn::Question;
        }
        let words = super::tokens::name_words(label);
        for at in 0..words.len() {
            let word = |index: usize| words.get(at + index).map_or("", String::as_str);
            let found = self.names.longest(word(0), word);
            if let Some((entity, Form::Name, _)) = found
                && self.kind(entity) == ActorKind::Person
            {
                return Turn::Of(entity);
            }
        }
        let name: Vec<&str> = label.split(',').next().unwrap_or_default().split_whitespace().collect();
        let person: Vec<&str> = name.iter().rev().take_while(|word| !is_title(&word.to_lowercase().replace('.', ""))).copied().collect();
        let Some(surname) = person.first() else { return Turn::Question };
        let full = person.iter().rev().copied().collect::<Vec<_>>().join(" ");
        let entity = self.names.add_entity(&slug(surname), &full, false, ActorKind::Person);
        let country = words.iter().enumerate().find_map(|(at, word)| {
            let (entity, ..) = self.names.longest(word, |index| words.get(at + index).map_or("", String::as_str))?;
            matches!(self.kind(entity), ActorKind::Country | ActorKind::Organisation).then_some(entity)
        });
        if let Some(one) = self.names.entities.get_mut(entity)
            && one.speaks_for.is_none()
        {
            one.speaks_for = country;
        }
        Turn::Of(entity)
    }

    fn walk(&mut self) {
        let mut focus = Focus::default();
        for index in 0..self.sentences.len() {
            let Some(sentence) = self.sentences.get(index).cloned() else { break };
            self.resolve(&sentence, &mut focus);
            let frames = self.find_frames(&sentence);
            let spoken = self.outer(&frames).collect::<Vec<_>>().into_iter().rev().map(|frame| frame.speaker).find(|one| self.kind(*one) == ActorKind::Person);
            let mut thing = None;
            let mut person = None;
            for mention in self.mentions_in(sentence.start, sentence.end) {
                let (Some(one), Some(Some(entity))) = (self.mentions.get(mention), self.whom.get(mention)) else { continue };
                let outside = self.quote(one.start) == 0;
                let after_preposition = one.start > sentence.start && is_preposition(self.word(one.start - 1));
                match self.kind(*entity) {
                    ActorKind::Person if outside => {
                        focus.recent.push(*entity);
                        person = person.or((!after_preposition).then_some(*entity));
                    }
                    ActorKind::Country | ActorKind::Organisation if outside && !after_preposition && !one.adjective => {
                        thing = thing.or(Some(*entity));
                    }
                    ActorKind::Group if outside => focus.several = Some(*entity),
                    ActorKind::Person | ActorKind::Country | ActorKind::Organisation | ActorKind::Group | ActorKind::Unnamed => {}
                }
            }
            if let Turn::Of(entity) = sentence.turn {
                person = person.or(Some(entity));
            }
            focus.person = spoken.or(person).or(focus.person);
            focus.thing = thing.or(focus.thing);
            if focus.recent.len() > 64 {
                focus.recent.drain(..32);
            }
            self.frames.push(frames);
        }
    }

    fn resolve(&mut self, sentence: &Sentence, focus: &mut Focus) {
        let (mut person, mut thing, mut several) = (None, None, None);
        for index in self.mentions_in(sentence.start, sentence.end) {
            let Some(mention) = self.mentions.get(index) else { continue };
            let outside = self.quote(mention.start) == 0;
            let resolved = match &mention.whom {
                Whom::Entity(entity) => Some(*entity),
                Whom::Person => person.or(focus.person).filter(|_| outside || sentence.turn != Turn::None),
                Whom::Thing => thing.or(focus.thing),
                Whom::Several => several.or(focus.several),
                Whom::CountryOfPerson => person.or(focus.person).and_then(|one| self.speaks_for(one)),
                Whom::Speaker | Whom::CountryOfSpeaker => None,
                Whom::Title(title, country) => self.titled(title, *country, focus),
            };
            if let Some(entity) = resolved {
                match self.kind(entity) {
                    ActorKind::Person => {
                        person = person.filter(|_| self.quote(mention.start) != 0).or(Some(entity));
                    }
                    ActorKind::Country | ActorKind::Organisation => {
                        let opener = mention.start.checked_sub(1).map_or("", |before| self.word(before));
                        let subject = !mention.adjective && !mention.possessive;
                        if subject && matches!(opener, "while" | "whereas" | "but" | "although" | "that" | "as") {
                            thing = Some(entity);
                        }
                        thing = thing.or((!mention.adjective).then_some(entity));
                    }
                    ActorKind::Group => several = several.or(Some(entity)),
                    ActorKind::Unnamed => {}
                }
            }
            if let Some(slot) = self.whom.get_mut(index) {
                *slot = resolved;
            }
        }
    }

    fn titled(&self, title: &str, country: Option<usize>, focus: &Focus) -> Option<usize> {
        let fits = |person: &usize| {
            let titles = self.titles.get(person);
            let has = titles.is_some_and(|titles| titles.iter().any(|one| one == title)) || title == "leader";
            has && (country.is_none() || self.speaks_for(*person) == country)
        };
        let recent = focus.recent.iter().rev().find(|person| fits(person)).copied();
        let by_country = || country.and_then(|country| focus.recent.iter().rev().find(|one| self.speaks_for(**one) == Some(country)).copied());
        let anybody = || focus.person.filter(|_| matches!(title, "official" | "diplomat" | "spokesman" | "spokeswoman" | "spokesperson" | "leader" | "minister" | "ambassador" | "chief" | "envoy"));
        if country.is_some() { recent.or_else(by_country).or(country) } else { recent.or_else(anybody) }
    }

    fn find_frames(&self, sentence: &Sentence) -> Vec<Frame> {
        let mut found = Vec::new();
        for verb in sentence.start..sentence.end {
            let word = self.word(verb);
            if word == "according" && self.word(verb + 1) == "to" {
                let near = self.mentions_in(verb + 2, verb + 9);
                if let Some(speaker) = near.clone().find_map(|index| self.whom.get(index).copied().flatten()) {
                    found.push(Frame { verb, speaker, before: verb > sentence.start, looks_back: false });
                }
                continue;
            }
            let calls = matches!(word, "called" | "calls" | "described" | "describes" | "branded" | "views" | "viewed" | "considers" | "considered") && !matches!(self.word(verb + 1), "for" | "on" | "upon" | "to" | "by");
            if !(is_saying(word) || calls) || matches!(self.word(verb.wrapping_sub(1)), "to" | "the" | "a") && !word.ends_with('d') {
                continue;
            }
            if self.word(verb + 1) == "by" {
                let looks_back = matches!(self.word(sentence.start), "this" | "it" | "that");
                let speaker = self.mentions_in(verb + 2, verb + 5).find_map(|index| self.whom.get(index).copied().flatten());
                if let Some(speaker) = speaker.filter(|_| looks_back) {
                    found.push(Frame { verb, speaker, before: true, looks_back });
                }
                continue;
            }
            let previous = verb.checked_sub(1).filter(|previous| *previous >= sentence.start);
            let after_quote = previous.is_none_or(|previous| self.quote(previous) != self.quote(verb) || self.mark(previous) == ",");
            let after_quote = after_quote && !word.starts_with("t") && self.word(verb + 1) != "that";
            let inverted = self.mentions_in(verb + 1, verb + 3).next().filter(|index| {
                after_quote && self.mentions.get(*index).is_some_and(|one| {
                    let next = self.word(one.end);
                    let closes = next.is_empty() || is_preposition(next) || next.ends_with("day") || matches!(next, "after" | "before" | "as" | "when" | "last" | "during" | "while" | "and" | "who" | "following" | "earlier");
                    let left = previous.is_some_and(|previous| self.quote(previous) == 0 && self.mention_ending(previous).is_some_and(|index| self.mentions.get(index).is_some_and(|one| self.quote(one.start) == 0 && self.whom.get(index).copied().flatten().is_some_and(|one| self.kind(one) == ActorKind::Person))));
                    !one.possessive && !one.adjective && closes && !left
                })
            });
            let subjects = match inverted {
                Some(index) => vec![index],
                None => self.subjects(verb, sentence.start),
            };
            let Some(speaker) = subjects.first().and_then(|index| self.whom.get(*index).copied().flatten()) else { continue };
            let subject_start = subjects.first().and_then(|index| self.mentions.get(*index)).map_or(verb, |one| one.start);
            let lead = subject_start.min(verb);
            // "…, he said." covers what stands before; "He said …" what stands after.
            let comes_last = lead > sentence.start
                && (inverted.is_some()
                    || self.says_nothing_after(verb, sentence.end)
                    || self.quote(lead - 1) != 0 && lead - 1 > sentence.start);
            found.push(Frame { verb, speaker, before: comes_last, looks_back: false });
        }
        found
    }

    /// The frames of `sentence` that stand outside quotations.
    fn outer<'f>(&self, frames: &'f [Frame]) -> impl Iterator<Item = &'f Frame> {
        frames.iter().filter(|frame| self.quote(frame.verb) == 0)
    }

    /// Whether only an addressee, a day or a place follows.
    fn says_nothing_after(&self, verb: usize, end: usize) -> bool {
        let rest = (verb + 1..end).filter(|at| !self.word(*at).is_empty()).count();
        let tells = (verb + 1..end).any(|at| self.word(at) == "that" || is_saying(self.word(at)));
        let next = self.word(verb + 1);
        let circumstance = next.is_empty()
            || self.word(verb).starts_with("t")
            || is_preposition(next)
            || next.ends_with("day")
            || matches!(next, "after" | "before" | "as" | "when" | "last" | "this" | "earlier" | "late" | "during" | "while" | "following" | "afterwards" | "separately" | "recently" | "ahead" | "without" | "through" | "citing");
        rest < 16 && !tells && circumstance
    }

    fn find_quote_speakers(&mut self) {
        let mut last: Option<usize> = None;
        let mut in_paragraph: Option<usize> = None;
        let mut waiting: Vec<usize> = Vec::new();
        for (index, sentence) in self.sentences.iter().enumerate() {
            if sentence.begins {
                for quote in waiting.drain(..) {
                    assign(&mut self.quote_speakers, quote, in_paragraph.or(last));
                }
                let is_person = |one: &usize| matches!(self.names.entities.get(*one).map(|one| one.kind), Some(ActorKind::Person | ActorKind::Unnamed));
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
                match nearest.or(first) {
                    Some(speaker) => {
                        assign(&mut self.quote_speakers, quote, Some(speaker));
                        in_paragraph = Some(speaker);
                    }
                    None if in_paragraph.is_some() => assign(&mut self.quote_speakers, quote, in_paragraph),
                    None if continues => assign(&mut self.quote_speakers, quote, last),
                    None if !waiting.contains(&quote) => waiting.push(quote),
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

    fn resolve_speakers(&mut self) {
        for (number, sentence) in self.sentences.clone().into_iter().enumerate() {
            let frames = self.frames.get(number).cloned().unwrap_or_default();
            for index in self.mentions_in(sentence.start, sentence.end) {
                let Some(mention) = self.mentions.get(index) else { continue };
                let told = || frames.iter().find(|frame| frame.before && !frame.looks_back && mention.start < frame.verb).map(|frame| frame.speaker);
                let speaker = || self.voice_of(mention.start, &sentence).or_else(told);
                let resolved = match mention.whom {
                    Whom::Speaker => speaker(),
                    Whom::CountryOfSpeaker => speaker().and_then(|one| self.speaks_for(one).or(Some(one))),
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

/// The label of a line of a transcript: "MR PRICE", "Jens Stoltenberg, NATO Secretary General".
fn label(line: &str) -> Option<&str> {
    let (label, rest) = line.split_once(':')?;
    let label = label.trim();
    let words = label.split_whitespace().count();
    if words == 0 || words > 9 || label.len() > 90 || !(rest.is_empty() || rest.starts_with([' ', '\u{a0}'])) {
        return None;
    }
    let lower = label.to_lowercase();
    if LEFT_OVER.iter().any(|start| line.to_lowercase().starts_with(start)) || lower.ends_with("said") || lower.ends_with("added") {
        return None;
    }
    let small = ["of", "the", "and", "for", "van", "von", "de", "der", "al", "to"];
    let capital = |word: &str| small.contains(&word) || word.chars().next().is_some_and(|one| one.is_uppercase() || one == '(' || one == '[');
    label.split_whitespace().all(capital).then_some(label)
}

/// Sentences with their tokens, left-over lines left out.
fn cut(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut end_before = 0;
    let mut found = Vec::new();
    for range in sentences(text) {
        let between = text.get(end_before..range.start).unwrap_or_default();
        let begins = found.is_empty() || between.contains(['\n', '\r', '\u{2029}']);
        end_before = range.end;
        let words = text.get(range.start..range.end).unwrap_or_default();
        let start_words: String = words.chars().take(20).collect::<String>().to_lowercase();
        if LEFT_OVER.iter().any(|start| start_words.starts_with(start)) {
            continue;
        }
        let start = tokens.partition_point(|token| token.range.start < range.start);
        let end = tokens.partition_point(|token| token.range.start < range.end);
        found.push(Sentence { range, start, end, begins, turn: Turn::None });
    }
    found
}
