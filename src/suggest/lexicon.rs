//! The words by which a stance is told, read once from a list and looked up by their first word.
//!
//! It knows words only, nothing of who says them. The thing easily got wrong: a longer phrase outweighs what stands
//! inside it ("not rule out" is no "rule out"), so the longest match wins and covers its words.

use super::tokens::Token;
use super::words::WordMap;
use crate::model::Stance;

/// Which way a phrase points, before any negation around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Polarity {
    /// For it.
    For,
    /// Against it.
    Against,
    /// Deferring.
    Later,
    /// Waiting, or both ways.
    Open,
}

/// Who holds what the phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// The subject of the verb.
    Subject,
    /// Whose noun it is.
    Noun,
    /// Who says it.
    Saying,
    /// The members of the deciding body together.
    Members,
}

/// Where the topic must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Needs {
    /// In the same clause.
    Near,
    /// In the same clause, and nobody but who wants in can hold it: "apply".
    Applicant,
    /// The phrase is the topic.
    Own,
    /// Here or in the sentence before.
    Context,
}

/// A phrase found in a text.
#[derive(Clone, Debug)]
pub(super) struct Cue {
    /// First token.
    pub(super) start: usize,
    /// Token after the last.
    pub(super) end: usize,
    pub(super) lean: Polarity,
    pub(super) mode: Mode,
    pub(super) needs: Needs,
    pub(super) weight: f32,
    /// Whether a negation is already part of it.
    pub(super) negated: bool,
}

enum PhrasePart {
    Words(Vec<String>),
    /// Up to so many words.
    Gap(usize),
}

struct Phrase {
    parts: Vec<PhrasePart>,
    lean: Polarity,
    mode: Mode,
    needs: Needs,
    weight: f32,
    negated: bool,
    words: usize,
}

/// All phrases, by first word.
pub(super) struct Lexicon {
    phrases: Vec<Phrase>,
    by_first: WordMap<Vec<usize>>,
}

/// Words that turn a stance round.
pub(super) const NEGATORS: [&str; 16] = [
    "not",
    "no",
    "never",
    "cannot",
    "neither",
    "nor",
    "without",
    "hardly",
    "unable",
    "unwilling",
    "nobody",
    "none",
    "can't",
    "won't",
    "yet to",
    "fail",
];

impl Lexicon {
    /// The built-in list and `more`.
    pub(super) fn with(more: &[(Stance, String)]) -> Self {
        let mut lexicon = Self::read(include_str!("phrases.txt"));
        for (stance, phrase) in more {
            let lean = match stance {
                Stance::Requests | Stance::Supports => Polarity::For,
                Stance::Undecided => Polarity::Open,
                Stance::NotNow => Polarity::Later,
                Stance::Opposes => Polarity::Against,
            };
            lexicon.add(phrase, (lean, Mode::Subject, Needs::Near, 0.75));
        }
        lexicon.sort();
        lexicon
    }

    fn read(list: &str) -> Self {
        let mut lexicon = Self { phrases: Vec::new(), by_first: WordMap::default() };
        for line in list.lines().filter(|line| !line.starts_with('#')) {
            let mut columns = line.split('|');
            let mut head = columns.next().unwrap_or_default().split_whitespace();
            let lean = match head.next() {
                Some("pos") => Polarity::For,
                Some("neg") => Polarity::Against,
                Some("not") => Polarity::Later,
                _ => Polarity::Open,
            };
            let mode = match head.next() {
                Some("S") => Mode::Subject,
                Some("N") => Mode::Noun,
                Some("B") => Mode::Members,
                _ => Mode::Saying,
            };
            let needs = match head.next() {
                Some("O") => Needs::Own,
                Some("C") => Needs::Context,
                Some("X") => Needs::Applicant,
                _ => Needs::Near,
            };
            let weight = head.next().and_then(|number| number.parse().ok()).unwrap_or(0.5);
            for phrase in columns {
                lexicon.add(phrase.trim(), (lean, mode, needs, weight));
            }
        }
        lexicon
    }

    fn sort(&mut self) {
        let phrases = &self.phrases;
        // One list after another, each for itself: their order does not matter.
        self.by_first.iter_mut().for_each(|(_, list)| {
            list.sort_by_key(|index| std::cmp::Reverse(phrases.get(*index).map_or(0, |phrase| phrase.words)));
        });
    }

    fn add(&mut self, phrase: &str, (lean, mode, needs, weight): (Polarity, Mode, Needs, f32)) {
        let parts: Vec<PhrasePart> = phrase
            .split_whitespace()
            .map(|word| match word {
                "_" => PhrasePart::Gap(3),
                "__" => PhrasePart::Gap(9),
                word => PhrasePart::Words(alternatives(word)),
            })
            .collect();
        let words = parts.iter().filter(|part| matches!(part, PhrasePart::Words(_))).count();
        let negated = phrase.split([' ', '/']).any(|word| {
            matches!(
                word,
                "no" | "not" | "never" | "cannot" | "without" | "yet" | "nothing" | "little" | "can't" | "won't"
            )
        });
        let index = self.phrases.len();
        if let Some(PhrasePart::Words(first)) = parts.first() {
            for word in first {
                self.by_first.entry(word.clone()).or_default().push(index);
            }
            self.phrases.push(Phrase { parts, lean, mode, needs, weight, negated, words });
        }
    }

    /// The phrases in `tokens`, which start at token `offset` of the text. Of two with the same length both are kept.
    pub(super) fn cues(&self, tokens: &[Token], offset: usize) -> Vec<Cue> {
        let mut found: Vec<Cue> = Vec::new();
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| !token.mark) {
            let Some(candidates) = self.by_first.get(negation_of(&token.lower)) else { continue };
            let mut longest = 0;
            for phrase in candidates.iter().filter_map(|index| self.phrases.get(*index)) {
                if phrase.words < longest {
                    break;
                }
                let Some(end) = matched(&phrase.parts, tokens, at) else { continue };
                longest = phrase.words;
                let Phrase { lean, mode, needs, weight, negated, .. } = *phrase;
                found.push(Cue { start: offset + at, end: offset + end, lean, mode, needs, weight, negated });
            }
        }
        let spans: Vec<(usize, usize)> = found.iter().map(|cue| (cue.start, cue.end)).collect();
        found.retain(|cue| {
            let inside = |(start, end): &(usize, usize)| {
                *start <= cue.start && cue.end <= *end && end - start > cue.end - cue.start
            };
            !spans.iter().any(inside)
        });
        found
    }
}

/// "don't" and "isn't" begin what "not" begins.
pub(super) fn negation_of(word: &str) -> &str {
    if word.ends_with("n't") && !matches!(word, "can't" | "won't" | "wouldn't" | "couldn't") { "not" } else { word }
}

fn matched(parts: &[PhrasePart], tokens: &[Token], from: usize) -> Option<usize> {
    let Some((part, rest)) = parts.split_first() else { return Some(from) };
    match part {
        PhrasePart::Words(words) => {
            let token = tokens.get(from)?;
            let word = negation_of(&token.lower);
            let fits = !token.mark && words.iter().any(|one| one == word || *one == token.lower);
            if fits { matched(rest, tokens, from + 1) } else { None }
        }
        PhrasePart::Gap(most) => (0..=*most)
            .take_while(|skipped| *skipped == 0 || tokens.get(from + skipped - 1).is_some_and(may_be_skipped))
            .find_map(|skipped| matched(rest, tokens, from + skipped)),
    }
}

fn may_be_skipped(token: &Token) -> bool {
    !token.mark || matches!(token.lower.as_str(), "…" | "(" | ")")
}

fn alternatives(word: &str) -> Vec<String> {
    match word.strip_prefix('~') {
        None => word.split('/').map(str::to_owned).collect(),
        Some(bases) => bases.split('/').flat_map(inflected).collect(),
    }
}

/// The forms of a verb.
pub(super) fn inflected(base: &str) -> Vec<String> {
    let irregular: &[&str] = match base {
        "seek" => &["seek", "seeks", "sought", "seeking"],
        "give" => &["give", "gives", "gave", "given", "giving"],
        "say" => &["say", "says", "said", "saying"],
        "speak" => &["speak", "speaks", "spoke", "speaking"],
        "put" => &["put", "puts", "putting"],
        "hold" => &["hold", "holds", "held", "holding"],
        "keep" => &["keep", "keeps", "kept", "keeping"],
        "bring" => &["bring", "brings", "brought", "bringing"],
        "throw" => &["throw", "throws", "threw", "thrown", "throwing"],
        "come" => &["come", "comes", "came", "coming"],
        "withdraw" => &["withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"],
        "strive" => &["strive", "strives", "strove", "striving"],
        "freeze" => &["freeze", "freezes", "froze", "frozen", "freezing"],
        "overcome" => &["overcome", "overcomes", "overcame"],
        _ => return regular(base),
    };
    irregular.iter().map(|form| (*form).to_owned()).collect()
}

fn regular(base: &str) -> Vec<String> {
    if let Some(stem) = base.strip_suffix('e') {
        return vec![base.to_owned(), format!("{base}s"), format!("{base}d"), format!("{stem}ing")];
    }
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        return vec![base.to_owned(), format!("{stem}ies"), format!("{stem}ied"), format!("{base}ing")];
    }
    let mut last = base.chars().rev();
    let (end, middle, start) = (last.next(), last.next(), last.next());
    let is_vowel = |one: Option<char>| one.is_some_and(|one| "aeiou".contains(one));
    let doubles = is_vowel(middle) && !is_vowel(start) && end.is_some_and(|one| "bdgklmnprt".contains(one));
    let plural =
        if base.ends_with(['s', 'x', 'z']) || base.ends_with("sh") || base.ends_with("ch") || base.ends_with('o') {
            format!("{base}es")
        } else {
            format!("{base}s")
        };
    let mut forms = vec![base.to_owned(), plural, format!("{base}ed"), format!("{base}ing")];
    if let Some(end) = end.filter(|_| doubles) {
        forms.push(format!("{base}{end}ed"));
        forms.push(format!("{base}{end}ing"));
    }
    forms
}
