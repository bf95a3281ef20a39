//! Everybody a text mentions, in the order of the text: names, groups, unnamed sources, titles and pronouns.
//!
//! It finds what stands there and leaves open whom a pronoun means. The thing easily got wrong: "Hungarian Foreign
//! Minister Péter Szijjártó" is one mention of a person, not one of Hungary and one of him.

use super::names::{Form, Names, slug};
use super::tokens::{Token, is_initialism, printed, words_of};
use super::words::{is_between, is_described, is_group_head, is_institution, is_quantity, is_source, is_title};
use crate::model::ActorKind;

/// Whom a mention refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Referent {
    /// Somebody by name.
    Entity(usize),
    /// "he" and "she".
    Person,
    /// "it".
    Thing,
    /// "they".
    Several,
    /// "I" and "we".
    Speaker,
    /// "his country".
    CountryOfPerson,
    /// "the ministry": of the country whose organ was named before.
    Institution,
    /// "our country", "my government".
    CountryOfSpeaker,
    /// "the minister", "the Turkish leader": the title, and the country where it stands with it.
    Title(String, Option<usize>),
}

/// A mention.
#[derive(Clone, Debug)]
pub(super) struct Mention {
    /// First token.
    pub(super) start: usize,
    /// Token after the last.
    pub(super) end: usize,
    pub(super) whom: Referent,
    /// "Hungary's": the holder of what follows, no subject.
    pub(super) possessive: bool,
    /// "Hungarian" with nothing that makes it an actor.
    pub(super) adjective: bool,
}

/// Organs that stand for their country once it was named.
fn is_organ(word: &str) -> bool {
    matches!(word, "ministry" | "embassy" | "presidency" | "government" | "parliament")
}

/// Finds mentions in one text.
pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) names: &'a mut Names,
    /// The deciding body.
    pub(super) body: usize,
    /// Its members as a group.
    pub(super) members: usize,
}

impl<'a> Finder<'a> {
    /// All mentions.
    pub(super) fn all(&mut self) -> Vec<Mention> {
        let mut found = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            match self.at(at) {
                Some(mention) => {
                    at = mention.end.max(at + 1);
                    found.push(mention);
                }
                None => at += 1,
            }
        }
        found
    }

    fn word(&self, at: usize) -> &'a str {
        let tokens = self.tokens;
        tokens.get(at).filter(|token| !token.mark).map_or("", |token| token.lower.as_str())
    }

    fn possessive(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| token.possessive)
    }

    fn kind(&self, entity: usize) -> ActorKind {
        self.names.entities.get(entity).map_or(ActorKind::Unnamed, |one| one.kind)
    }

    fn named(&self, at: usize) -> Option<(usize, Form, usize)> {
        let token = self.tokens.get(at)?;
        if token.mark {
            return None;
        }
        let found = self.names.longest(&token.lower, |index| self.word(at + index))?;
        // "turkey" and "may" are words; names begin with a capital, but for "the bloc" and "allies".
        let (entity, _, length) = found;
        let of_lower_case =
            matches!(self.kind(entity), ActorKind::Group | ActorKind::Unnamed | ActorKind::Organisation)
                || matches!(token.lower.as_str(), "the" | "a");
        let capital = (at..at + length).any(|index| self.tokens.get(index).is_some_and(|token| token.capital));
        (capital || of_lower_case).then_some(found)
    }

    fn at(&mut self, at: usize) -> Option<Mention> {
        let lower = self.word(at);
        if lower.is_empty() {
            return None;
        }
        if let Some(group) = self.group(at) {
            return Some(group);
        }
        if let Some((entity, form, length)) = self.named(at) {
            return self.named_mention(at, entity, form, length);
        }
        let plain = |whom: Referent, end: usize, possessive: bool| {
            Some(Mention { start: at, end, whom, possessive, adjective: false })
        };
        match lower {
            "he" | "she" | "he's" | "she's" => plain(Referent::Person, at + 1, false),
            "it" | "it's" => plain(Referent::Thing, at + 1, false),
            "they" => plain(Referent::Several, at + 1, false),
            "i" | "we" | "we're" | "we've" | "i'm" | "we'll" | "i've" | "i'd" => {
                plain(Referent::Speaker, at + 1, false)
            }
            "his" | "her" | "their" if self.is_own_country(at + 1) => {
                plain(Referent::CountryOfPerson, at + 2, self.possessive(at + 1))
            }
            "our" | "my" if self.is_own_country(at + 1) => {
                plain(Referent::CountryOfSpeaker, at + 2, self.possessive(at + 1))
            }
            "his" | "her" => plain(Referent::Person, at + 1, true),
            "its" => plain(Referent::Thing, at + 1, true),
            "our" | "my" => plain(Referent::Speaker, at + 1, true),
            "their" => plain(Referent::Several, at + 1, true),
            "the" if is_organ(self.word(at + 1)) => plain(Referent::Institution, at + 2, self.possessive(at + 1)),
            "the" => self.title(at, at + 1, None),
            _ => None,
        }
    }

    fn is_own_country(&self, at: usize) -> bool {
        matches!(self.word(at), "country" | "government" | "nation" | "administration" | "parliament")
    }

    fn title(&self, start: usize, from: usize, country: Option<usize>) -> Option<Mention> {
        let mut end = from;
        while end < from + 7 && is_between(self.word(end)) && !is_title(self.word(end)) {
            end += 1;
        }
        let title = self.word(end);
        if !is_title(title) || matches!(title, "general" | "counterpart") {
            return None;
        }
        while is_title(self.word(end + 1)) {
            end += 1;
        }
        let title = self.word(end).to_owned();
        let possessive = self.possessive(end);
        Some(Mention { start, end: end + 1, whom: Referent::Title(title, country), possessive, adjective: false })
    }

    fn named_mention(&mut self, at: usize, entity: usize, form: Form, length: usize) -> Option<Mention> {
        let end = at + length;
        let possessive = self.possessive(end.saturating_sub(1));
        let kind = self.kind(entity);
        let mention = |end: usize, whom: Referent, possessive: bool, adjective: bool| {
            Some(Mention { start: at, end, whom, possessive, adjective })
        };
        if (kind == ActorKind::Country && form != Form::Capital || kind == ActorKind::Organisation || possessive)
            && let Some(more) = self.with_title(at, end, entity, possessive || form == Form::Demonym)
        {
            return Some(more);
        }
        if form == Form::Capital && self.is_place(at, end) {
            return None;
        }
        let described = kind == ActorKind::Organisation
            && !possessive
            && is_described(self.word(end))
            && self.word(end + 1) != "that";
        let adjective = form == Form::Demonym && !is_initialism(self.word(at)) || described;
        mention(end, Referent::Entity(entity), possessive, adjective)
    }

    /// "Budapest Memorandum", "the Vilnius summit", "in Madrid".
    fn is_place(&self, at: usize, end: usize) -> bool {
        let after = self.word(end);
        let before = at.checked_sub(1).map_or("", |before| self.word(before));
        let named_thing = self.tokens.get(end).is_some_and(|token| token.capital && !token.mark) && !is_title(after);
        let is_event = matches!(
            after,
            "summit"
                | "memorandum"
                | "treaty"
                | "meeting"
                | "conference"
                | "declaration"
                | "post"
                | "talks"
                | "pact"
                | "agreement"
                | "communique"
                | "process"
        );
        let is_there = matches!(before, "in" | "at" | "near" | "visited" | "visit" | "visiting" | "outside")
            && !self.possessive(end.saturating_sub(1));
        named_thing && !self.possessive(end.saturating_sub(1)) || is_event || is_there
    }

    /// What a country and the words after it make: a person, an institution, a source, a group or a title.
    fn with_title(&mut self, at: usize, end: usize, country: usize, attributive: bool) -> Option<Mention> {
        let mut next = end;
        while next < end + 9 {
            let word = self.word(next);
            let capital = self.tokens.get(next).is_some_and(|token| token.capital);
            let possessive = self.possessive(next);
            let mention = |end: usize, whom: Referent, possessive: bool| {
                Some(Mention { start: at, end, whom, possessive, adjective: false })
            };
            if let Some((person, Form::Name, length)) = self.named(next).filter(|_| capital)
                && self.kind(person) == ActorKind::Person
            {
                let possessive = self.possessive(next + length - 1);
                return mention(next + length, Referent::Entity(person), possessive);
            }
            if is_source(word) && (attributive || next == end || next == end + 1) {
                let entity = self.source(at, next + 1, Some(country));
                return mention(next + 1, Referent::Entity(entity), possessive);
            }
            if is_institution(word)
                && (attributive || self.kind(country) == ActorKind::Country)
                && !matches!(word, "position" | "stance" | "veto")
            {
                // "the Turkish parliament's foreign affairs commission" is the country still.
                let organ = (next + 2..next + 5).find(|at| {
                    possessive && matches!(self.word(*at), "commission" | "committee" | "chamber" | "majority")
                });
                if let Some(organ) = organ {
                    return mention(organ + 1, Referent::Entity(country), self.possessive(organ));
                }
                return mention(next + 1, Referent::Entity(country), possessive || matches!(self.word(next + 1), "'"));
            }
            if is_title(word) {
                let named_next = self.tokens.get(next + 1).is_some_and(|token| token.capital && !token.mark)
                    || is_title(self.word(next + 1))
                    || (matches!(self.word(next + 1), "of" | "for" | "in") && is_between(self.word(next + 2)));
                let chief = next == end && self.kind(country) == ActorKind::Organisation;
                let in_headline = next == end && matches!(word, "pm" | "fm");
                if !named_next && (attributive || chief || in_headline) {
                    return mention(next + 1, Referent::Title(word.to_owned(), Some(country)), possessive);
                }
            } else if !is_between(word) || self.tokens.get(next).is_none_or(|token| token.mark) {
                return None;
            }
            next += 1;
        }
        None
    }

    fn source(&mut self, start: usize, end: usize, country: Option<usize>) -> usize {
        let name = self.phrase(start, end);
        if let Some(there) = self.names.find(&name) {
            return there;
        }
        let printed = self.printed(start, end);
        let entity = self.names.add_entity(&slug(&name), &printed, false, ActorKind::Unnamed);
        if let Some(one) = self.names.entities.get_mut(entity) {
            one.speaks_for = country;
        }
        entity
    }

    /// The words as the text has them, without an article in front.
    fn printed(&self, start: usize, end: usize) -> String {
        let first = (start..end).find(|at| !matches!(self.word(*at), "a" | "an" | "the" | "its")).unwrap_or(start);
        words_of(self.text, self.tokens.get(first..end).unwrap_or_default())
    }

    fn phrase(&self, start: usize, end: usize) -> String {
        let words: Vec<&str> = (start..end)
            .map(|at| self.word(at))
            .filter(|word| !matches!(*word, "a" | "an" | "the" | "of" | "its" | ""))
            .collect();
        words.into_iter().map(printed).collect::<Vec<_>>().join(" ")
    }

    /// "most NATO members", "some countries", "allies", "a senior US official", "two diplomats".
    #[expect(clippy::too_many_lines, reason = "one walk over the words of a group")]
    fn group(&mut self, start: usize) -> Option<Mention> {
        let mut at = start;
        let mut quantity = false;
        let mut of_body = false;
        let mut country = None;
        let mut qualified = false;
        while at < start + 8 {
            let word = self.word(at);
            let after_of_its = matches!(self.word(at.wrapping_sub(1)), "its");
            let one_of = |at: usize| self.word(at) == "of" && self.word(at.wrapping_sub(1)) == "one";
            if word.is_empty() || one_of(at + 1) || one_of(at.wrapping_sub(1)) {
                return None;
            }
            if at == start && word == "of" {
                return None;
            }
            // "any member can …" is nobody.
            if at == start && matches!(word, "any" | "every" | "each") {
                let head =
                    (start + 1..start + 4).find(|at| is_group_head(self.word(*at)) || self.is_one_of_many(*at))?;
                let whom = Referent::Title(String::new(), None);
                return Some(Mention { start, end: head + 1, whom, possessive: false, adjective: false });
            }
            let bare_members = matches!(word, "allies" | "members");
            if is_source(word) && !(self.word(at + 1) == "said" && word == "analysis") {
                if at == start && !matches!(word, "diplomats" | "officials" | "sources" | "analysts") {
                    return None;
                }
                if matches!(self.word(start), "the" | "its") && country.is_none() && !of_body {
                    return None;
                }
                // "Ukrainian diplomat Nataliia …" is a title.
                if self.tokens.get(at + 1).is_some_and(|token| token.capital && !token.mark) {
                    return None;
                }
                let source = self.source(start, at + 1, country.or(of_body.then_some(self.body)));
                let possessive = self.possessive(at);
                // "some analysts and diplomats"
                let end = if self.word(at + 1) == "and" && is_source(self.word(at + 2)) { at + 3 } else { at + 1 };
                let source = if end > at + 1 { self.source(start, end, None) } else { source };
                return Some(Mention { start, end, whom: Referent::Entity(source), possessive, adjective: false });
            }
            if is_group_head(word) {
                if self.word(at) == "members"
                    && self.word(at + 1) == "of"
                    && matches!(self.word(at + 2), "parliament" | "congress")
                {
                    return None;
                }
                // "leaders of the European Union"
                let article = usize::from(self.word(at + 2) == "the");
                if self.word(at + 1) == "of"
                    && !quantity
                    && self.named(at + 2 + article).is_some_and(|(one, ..)| one == self.body)
                {
                    let (_, _, length) = self.named(at + 2 + article)?;
                    let end = at + 2 + article + length;
                    let possessive = self.possessive(end - 1);
                    return Some(Mention {
                        start,
                        end,
                        whom: Referent::Entity(self.members),
                        possessive,
                        adjective: false,
                    });
                }
                let head_ok = quantity
                    || of_body
                    || (bare_members && (at == start || after_of_its))
                    || qualified && !matches!(word, "powers" | "camp");
                if !head_ok || country.is_some() && !quantity {
                    return None;
                }
                if of_body && !quantity && matches!(word, "delegations" | "powers" | "camp") {
                    return None;
                }
                let possessive = self.possessive(at) || word.ends_with('\'');
                let some = (start..at).any(|at| {
                    matches!(
                        self.word(at),
                        "key"
                            | "smaller"
                            | "larger"
                            | "major"
                            | "leading"
                            | "big"
                            | "top"
                            | "other"
                            | "retired"
                            | "former"
                    )
                });
                let whole = !some && (!quantity || matches!(self.word(start), "all"));
                let entity = match self.names.find(&self.phrase(start, at + 1)) {
                    Some(there) => there,
                    None if whole
                        && (of_body
                            || bare_members && !qualified
                            || qualified && self.word(at.wrapping_sub(1)) == "member") =>
                    {
                        self.members
                    }
                    None => {
                        let name = self.phrase(start, at + 1);
                        let printed = self.printed(start, at + 1);
                        self.names.add_entity(&slug(&name), &printed, false, ActorKind::Group)
                    }
                };
                return Some(Mention {
                    start,
                    end: at + 1,
                    whom: Referent::Entity(entity),
                    possessive,
                    adjective: false,
                });
            }
            let abbreviated = is_initialism(word).then(|| self.names.called(word)).flatten();
            let abbreviated = abbreviated.filter(|entity| self.kind(*entity) == ActorKind::Country);
            if is_quantity(word) || at > start && word.parse::<u32>().is_ok() {
                quantity |= is_quantity(word);
            } else if self.is_body(at) {
                of_body = true;
            } else if matches!(
                word,
                "european"
                    | "western"
                    | "eastern"
                    | "baltic"
                    | "nordic"
                    | "member"
                    | "central"
                    | "southern"
                    | "northern"
                    | "balkan"
                    | "allied"
            ) {
                qualified = true;
            } else if let Some((entity, Form::Demonym | Form::Name, 1)) =
                self.named(at).filter(|(entity, ..)| self.kind(*entity) == ActorKind::Country)
            {
                if at == start && self.tokens.get(at).is_some_and(|token| token.possessive) {
                    return None;
                }
                country = Some(entity);
            } else if abbreviated.is_none()
                && !matches!(
                    word,
                    "a" | "an"
                        | "the"
                        | "its"
                        | "of"
                        | "one"
                        | "another"
                        | "senior"
                        | "retired"
                        | "former"
                        | "government"
                        | "alliance"
                        | "bloc"
                        | "key"
                        | "smaller"
                        | "larger"
                        | "major"
                        | "fellow"
                        | "existing"
                        | "current"
                        | "unnamed"
                        | "top"
                        | "high-ranking"
                        | "leading"
                        | "big"
                        | "house"
                        | "white"
                        | "foreign"
                        | "ministry"
                        | "defence"
                        | "defense"
                        | "state"
                        | "department"
                        | "anonymous"
                )
            {
                return None;
            }
            if matches!(word, "alliance" | "bloc") {
                of_body = true;
            }
            country = abbreviated.or(country);
            at += 1;
        }
        None
    }

    fn is_one_of_many(&self, at: usize) -> bool {
        matches!(self.word(at), "member" | "ally" | "country" | "state" | "nation" | "government" | "leader")
            && !is_group_head(self.word(at + 1))
            && !matches!(self.word(at + 1), "state" | "country")
    }

    fn is_body(&self, at: usize) -> bool {
        self.named(at).is_some_and(|(entity, _, length)| entity == self.body && length == 1)
    }
}
