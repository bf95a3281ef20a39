//! The answer: who stands where by name, then how many are silent and what is told of groups; each part with what it opens.
//!
//! It is made from standings alone, by rules that hold for any project. Easily got wrong: what a group or an unnamed source
//! is told to want counts for no member, so it stands apart and says so.

use super::{Among, Clock, Standings, Tally};
use crate::model::{Actor, ActorId, ActorKind, Approximate, Day, Project, Question, Stance};

/// A part of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerPart {
    /// Words.
    Words(String),
    /// An actor by name.
    Actor {
        /// As it reads here: "the United States".
        text: String,
        /// Who it is.
        actor: ActorId,
    },
    /// A number of members, with the rows of the tally that it counts; never zero.
    Count {
        /// As it reads: "29".
        text: String,
        /// What it counts.
        of: Counts,
    },
    /// The number of all members.
    Members(String),
}

impl AnswerPart {
    /// Its words.
    pub fn text(&self) -> &str {
        match self {
            Self::Words(text) | Self::Actor { text, .. } | Self::Count { text, .. } | Self::Members(text) => text,
        }
    }
}

/// What a number of the answer counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// The members that are picked.
    Among(Among),
    /// The members with one standing.
    With(Stance),
}

impl Counts {
    /// The members that are counted.
    pub fn members(self, tally: &Tally) -> &[ActorId] {
        match self {
            Self::Among(among) => tally.among(among),
            Self::With(stance) => tally.with(Some(stance)),
        }
    }
}

/// The answer to a question on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// "About 10 December 2024"; empty where there is no day.
    pub day: String,
    /// "Hungary is against, the United States says not now, Czechia is for it."
    pub headline: Vec<AnswerPart>,
    /// "29 of 32 members have said nothing in these sources." Empty where the body has no members.
    pub rest: Vec<AnswerPart>,
}

impl Answer {
    /// All of it with its day and without its links.
    pub fn to_text(&self) -> String {
        let day = if self.day.is_empty() { String::new() } else { format!("{}: ", self.day) };
        let headline: String = self.headline.iter().map(AnswerPart::text).collect();
        let rest: String = self.rest.iter().map(AnswerPart::text).collect();
        let space = if rest.is_empty() { "" } else { " " };
        format!("{day}{headline}{space}{rest}")
    }
}

/// So many members of one stance are named; more are counted.
const NAMED_OF_A_STANCE: usize = 3;
/// So many members are named in all; stances that would exceed it are counted.
const NAMED_IN_ALL: usize = 6;
/// So many groups are named.
const GROUPS: usize = 2;
/// Longer names are cut: a project from elsewhere may hold any.
const LONGEST_NAME: usize = 48;

/// The answer of `project` to `question`, from `tally` and the `standings` that it was made of. Those who are against
/// come first, since consent fails with them; stances that no member holds are left out.
pub fn answer(
    project: &Project,
    question: &Question,
    standings: &Standings,
    tally: &Tally,
    approximate: Approximate,
) -> Answer {
    let clock = standings.clock();
    let day = day_in_words(clock, approximate);
    if tally.members.is_empty() {
        let words = "The body that decides has no members in this project.".to_owned();
        return Answer { day, headline: vec![AnswerPart::Words(words)], rest: Vec::new() };
    }
    let mut rest = silent(tally);
    rest.extend(groups(project, question, standings, tally));
    Answer { day, headline: headline(project, question, tally), rest }
}

fn day_in_words(clock: Clock, approximate: Approximate) -> String {
    // The beginning of the calendar stands for no day at all: nobody has ever joined or said anything.
    if clock.as_of == Day::MIN {
        return String::new();
    }
    let about = match approximate {
        Approximate::About => "About",
        Approximate::Exact => "On",
    };
    format!("{about} {}", clock.in_words())
}

fn headline(project: &Project, question: &Question, tally: &Tally) -> Vec<AnswerPart> {
    let mut parts = Vec::new();
    let mut named = 0;
    for stance in Stance::ALL.into_iter().rev() {
        let members = tally.with(Some(stance));
        if members.is_empty() {
            continue;
        }
        if !parts.is_empty() {
            parts.push(words(", "));
        }
        if members.len() <= NAMED_OF_A_STANCE && named + members.len() <= NAMED_IN_ALL {
            named += members.len();
            parts.extend(names(project, members));
        } else {
            parts.push(AnswerPart::Count { text: members.len().to_string(), of: Counts::With(stance) });
        }
        let predicate =
            question.step(stance).map_or_else(|| stance.code().to_owned(), |of| of.predicate_of(members.len()));
        parts.push(words(&format!(" {predicate}")));
    }
    if parts.is_empty() {
        parts.push(words("No member has a stance on record"));
    }
    parts.push(words("."));
    if let Some(AnswerPart::Words(text) | AnswerPart::Actor { text, .. }) = parts.first_mut() {
        *text = capitalised(text);
    }
    parts
}

/// "Hungary", "Hungary and Slovakia", "Hungary, Slovakia and Türkiye", in this order.
fn names(project: &Project, actors: &[ActorId]) -> Vec<AnswerPart> {
    let mut parts = Vec::new();
    for (index, actor) in actors.iter().enumerate() {
        if index > 0 {
            parts.push(words(if index + 1 == actors.len() { " and " } else { ", " }));
        }
        let name = project.actors.get(actor).map_or(actor.as_str(), Actor::name_in_sentence);
        parts.push(AnswerPart::Actor { text: shortened(name), actor: actor.clone() });
    }
    parts
}

/// "29 of 32 members have said nothing in these sources, 1 nothing by that day.": who is silent, and who only from here.
fn silent(tally: &Tally) -> Vec<AnswerPart> {
    let all = tally.members.len();
    let of_members = |count: usize| if count == 1 { "member" } else { "members" };
    let mut parts = Vec::new();
    for (among, what) in [
        (Among::Unheard, "nothing in these sources"),
        (Among::NotYet, "nothing by that day"),
        (Among::Undated, "nothing that is dated"),
        (Among::Uncounted, "nothing that counts by this rule"),
    ] {
        let silent = tally.among(among).len();
        if silent == 0 {
            continue;
        }
        let is_first = parts.is_empty();
        if !is_first {
            parts.push(words(", "));
        }
        parts.push(AnswerPart::Count { text: silent.to_string(), of: Counts::Among(among) });
        if is_first {
            parts.push(words(" of "));
            parts.push(AnswerPart::Members(format!("{all} {}", of_members(all))));
            parts.push(words(if silent == 1 { " has said" } else { " have said" }));
        }
        parts.push(words(&format!(" {what}")));
    }
    if parts.is_empty() {
        parts.push(words(if all == 1 { "The only " } else { "All " }));
        parts.push(AnswerPart::Members(if all == 1 { "member".to_owned() } else { format!("{all} members") }));
        parts.push(words(if all == 1 { " has a stance on record" } else { " have a stance on record" }));
    }
    parts.push(words("."));
    parts
}

/// " Groups, not counted: NATO members and most NATO members not now.": the stance of which most is told of groups and
/// unnamed sources within the deciding body, and of whom.
fn groups(project: &Project, question: &Question, standings: &Standings, tally: &Tally) -> Vec<AnswerPart> {
    let is_of_body = |actor: &&Actor| {
        matches!(actor.kind, ActorKind::Group | ActorKind::Unnamed) && actor.country.as_ref() == Some(&tally.body)
    };
    let told = project.actors.values().filter(is_of_body).filter_map(|actor| {
        let standing = standings.of(&actor.id)?;
        Some((standing.stance?, standing.statements.len(), &actor.id))
    });
    let told: Vec<(Stance, usize, &ActorId)> = told.collect();
    let told_of =
        |stance: Stance| told.iter().filter(|(of, ..)| *of == stance).map(|(_, count, _)| count).sum::<usize>();
    let stances = Stance::ALL.into_iter().rev().filter(|stance| told_of(*stance) > 0);
    // The first of several, from those against.
    let Some(most) = stances.min_by_key(|stance| std::cmp::Reverse(told_of(*stance))) else { return Vec::new() };
    let mut named: Vec<(usize, &ActorId)> =
        told.iter().filter(|(of, ..)| *of == most).map(|(_, count, actor)| (*count, *actor)).collect();
    named.sort_by_key(|(count, actor)| (std::cmp::Reverse(*count), *actor));
    let named: Vec<ActorId> = named.into_iter().take(GROUPS).map(|(_, actor)| actor.clone()).collect();
    let said = question.step(most).map_or(most.code(), |step| step.in_count.as_str());
    let mut parts = vec![words(" Groups, not counted: ")];
    parts.extend(names(project, &named));
    parts.push(words(&format!(" {said}.")));
    parts
}

fn words(text: &str) -> AnswerPart {
    AnswerPart::Words(text.to_owned())
}

fn shortened(name: &str) -> String {
    if name.chars().nth(LONGEST_NAME).is_none() {
        return name.to_owned();
    }
    name.chars().take(LONGEST_NAME - 1).chain(std::iter::once('…')).collect()
}

/// With its first letter in upper case.
fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}
