//! Whose verb it is: the subject of a verb, over asides and through "and".
//!
//! The thing easily got wrong: what stands nearest to a verb is often no subject ("members of the alliance, including
//! Spain, oppose"), so prepositions, possessives and asides are stepped over.

use super::document::Document;
use super::mentions::Mention;
use super::words::{is_between, is_group_head, is_preposition, is_saying, is_title};
use crate::model::ActorKind;

impl Document {
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
            if quote == 0 && self.quote(at) != 0 && !self.is_scrap(self.quote(at)) {
                // "“…,” the statement said" has a subject of its own; "He said “…” and added" has not.
                let goes_on = (at + 1..verb).any(|near| matches!(self.word(near), "and" | "but" | "then"));
                let Some(open) = self.quote_start(self.quote(at)).filter(|_| goes_on) else { return Vec::new() };
                at = open;
                continue;
            }
            if let Some(index) = self.mention_ending(at + 1)
                && let Some(mention) = self.mentions.get(index)
            {
                // "with Macron leading opposition" has its subject.
                let absolute = mention.end == verb && self.word(verb).ends_with("ing");
                let preposition = self.after_preposition(mention.start, floor)
                    && !(absolute && self.word(mention.start.wrapping_sub(1)) == "with");
                at = mention.start;
                if mention.possessive || mention.adjective || preposition {
                    continue;
                }
                if let Some(copula) = self.copula_before(index, floor) {
                    return self.subjects(copula, floor);
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
            if matches!(word, "who" | "which")
                && let Some(index) = self.mention_ending(at)
                && self.mentions.get(index).is_some_and(|one| !one.possessive && !one.adjective)
            {
                return self.joined_before(index, floor);
            }
            if matches!(word, "who" | "which" | "that")
                && self.mention_ending(at.saturating_sub(usize::from(self.mark(at.saturating_sub(1)) == ","))).is_some()
            {
                continue;
            }
            if self.is_of_thing(at) {
                return Vec::new();
            }
            if word == "that"
                && !(2..6)
                    .any(|back| at.checked_sub(back - 1).is_some_and(|at| at >= floor && is_saying(self.word(at))))
                && !self.mark(at.saturating_sub(1)).eq(",")
            {
                continue;
            }
            if matches!(
                word,
                "that"
                    | "because"
                    | "while"
                    | "whereas"
                    | "although"
                    | "if"
                    | "whether"
                    | "since"
                    | "there"
                    | "when"
                    | "until"
                    | "after"
                    | "before"
                    | "what"
                    | "how"
            ) {
                return Vec::new();
            }
            let other_subject = matches!(word, "but" | "and")
                && matches!(self.word(at + 1), "the" | "a" | "an" | "this" | "any" | "there" | "it" | "no" | "such");
            if other_subject && self.mentions_in(at + 1, verb).is_empty() {
                return Vec::new();
            }
            // "X said so but declined": X declined.
            if is_saying(word) && steps > 1 && matches!(self.word(verb.wrapping_sub(1)), "but" | "and") {
                return self.subjects(at, floor);
            }
            if is_saying(word) && steps > 1 && word != "asked" {
                return Vec::new();
            }
        }
        Vec::new()
    }

    /// "Hungary and Turkey are the only members not to have ratified": the verb before a group that only describes.
    fn copula_before(&self, index: usize, floor: usize) -> Option<usize> {
        let mention = self.mentions.get(index)?;
        let group = self.whom.get(index).copied().flatten().is_some_and(|one| self.kind(one) == ActorKind::Group);
        let earliest = mention.start.saturating_sub(4).max(floor);
        (earliest..mention.start)
            .rev()
            .take_while(|at| self.mark(*at).is_empty())
            .find(|at| matches!(self.word(*at), "are" | "is" | "was" | "were" | "remain" | "remains"))
            .filter(|at| group && *at > floor && !self.mentions_in(at + 1, mention.start).any(|other| other != index))
    }

    /// "a law that would favour": the pronoun at `at` stands for a thing and for nobody.
    fn is_of_thing(&self, at: usize) -> bool {
        let antecedent = self.word(at.wrapping_sub(1));
        self.word(at) == "that"
            && self.mention_ending(at).is_none()
            && !is_group_head(antecedent)
            && !matches!(antecedent, "group" | "camp" | "one" | "those" | "country" | "state" | "member" | "ally")
            && matches!(
                self.word(at + 1),
                "would" | "will" | "could" | "can" | "may" | "has" | "have" | "had" | "is" | "was" | "does"
            )
    }

    /// Whether what starts at `start` follows a preposition, over an article.
    pub(super) fn after_preposition(&self, start: usize, floor: usize) -> bool {
        let leads = |at: &usize| {
            matches!(self.word(*at), "the" | "a" | "an") || self.tokens.get(*at).is_some_and(|token| token.possessive)
        };
        let skipped = (floor..start).rev().take(3).take_while(leads).count();
        let start = start - skipped;
        start > floor && is_preposition(self.word(start - 1))
    }

    /// The first token of a quotation.
    fn quote_start(&self, quote: u32) -> Option<usize> {
        let span = self.quotes.get((quote as usize).wrapping_sub(1))?;
        Some(self.tokens.partition_point(|token| token.range.start < span.range.start))
    }

    /// "Most members, including the United States,": those as well.
    pub(super) fn with_included(&self, mut subjects: Vec<usize>, verb: usize) -> Vec<usize> {
        let last = subjects.first().and_then(|index| self.mentions.get(*index)).map_or(verb, |mention| mention.end);
        if self.mark(last) == "," && self.word(last + 1) == "including" {
            subjects.extend(self.mentions_in(last + 1, verb).filter(|index| {
                let country =
                    self.whom.get(*index).copied().flatten().is_some_and(|one| self.kind(one) == ActorKind::Country);
                country && self.mentions.get(*index).is_some_and(|one| !one.possessive && !one.adjective)
            }));
        }
        subjects
    }

    /// The first subject of the words from `floor` on.
    pub(super) fn first_subject(&self, verb: usize, floor: usize) -> Vec<usize> {
        let first = self.mentions_in(floor, verb).find(|index| {
            self.mentions.get(*index).is_some_and(|one| {
                let after_preposition = self.after_preposition(one.start, floor);
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
        last - first < 7
            && self.mark(last.saturating_sub(1)) != ","
            && self.mark(last.saturating_sub(1)) != "."
            && self.tokens.get(first).is_some_and(|token| !token.capital)
    }

    /// Where the aside opens that closes with the mark at `close`: ", whose government …,".
    pub(super) fn aside(&self, close: usize, floor: usize) -> Option<usize> {
        let opens = |at: &usize| {
            let after = self.word(at + 1);
            let title = (at + 1..at + 7).any(|near| is_title(self.word(near)));
            let starts = matches!(
                after,
                "who"
                    | "whose"
                    | "which"
                    | "where"
                    | "including"
                    | "most"
                    | "mostly"
                    | "notably"
                    | "particularly"
                    | "especially"
                    | "a"
                    | "an"
                    | "the"
                    | "citing"
                    | "speaking"
                    | "along"
                    | "like"
                    | "whom"
                    | "now"
                    | "in"
                    | "on"
                    | "for"
                    | "however"
                    | "meanwhile"
                    | "too"
                    | "also"
                    | "at"
                    | "as"
                    | "briefing"
                    | "himself"
                    | "herself"
                    | "one"
                    | "once"
                    | "president"
                    | "former"
            );
            let holder = self.mention_ending(*at).and_then(|index| self.mentions.get(index));
            let is_object = |one: &Mention| self.after_preposition(one.start, floor);
            matches!(self.mark(*at), "," | "–" | "—" | "(")
                && (starts || title)
                && holder.is_some_and(|one| !is_object(one))
        };
        (floor..close).rev().take(45).find(opens)
    }

    /// "Prime", "Minister": what stands before a name.
    fn is_rank(&self, at: usize) -> bool {
        let word = self.word(at);
        is_title(word) || is_between(word) && !matches!(word, "and" | "of" | "in" | "for")
    }

    /// "Washington and Berlin, which": with what is joined to it, after whatever preposition.
    fn joined_before(&self, index: usize, floor: usize) -> Vec<usize> {
        let mut all = self.joined(index, floor);
        let start = self.mentions.get(index).map_or(0, |one| one.start);
        if all.len() == 1 && start > floor && self.word(start - 1) == "and" {
            all.extend(self.mention_ending(start - 1));
        }
        all
    }

    /// The mention with those joined to it: "Poland, Latvia and Estonia"; in a headline "Paris, Berlin".
    pub(super) fn joined(&self, index: usize, floor: usize) -> Vec<usize> {
        let mut all = vec![index];
        let mut first = index;
        while let Some(mention) = self.mentions.get(first) {
            let mut at = mention.start;
            // "President X and Prime Minister Y"
            while at > floor && self.mark(at - 1).is_empty() && self.is_rank(at - 1) {
                at -= 1;
            }
            let mut links = 0;
            while at > floor
                && (matches!(self.word(at - 1), "and" | "as" | "well" | "both" | "even" | "also" | "the")
                    || self.mark(at - 1) == ",")
            {
                at -= 1;
                links += 1;
            }
            let linked = (at..mention.start).any(|near| self.word(near) == "and") || all.len() > 1;
            let headline = at == floor + 1 && links == 1;
            let previous = self.mention_ending(at).filter(|_| links > 0 && (linked || headline));
            let Some(previous) = previous.filter(|previous| {
                self.mentions.get(*previous).is_some_and(|one| {
                    one.start >= floor && !one.possessive && self.quote(one.start) == self.quote(mention.start)
                })
            }) else {
                break;
            };
            let before = self.mentions.get(previous).map_or(0, |one| one.start);
            if self.after_preposition(before, floor) {
                break;
            }
            all.push(previous);
            first = previous;
        }
        all
    }
}
