//! The answer in one sentence, each number with what it opens.

use super::{Among, Clock, Tally, count_of};
use crate::model::{ActorId, Approximate, Day, Question, Stance};

/// A piece of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerPart {
    /// Words.
    Words(String),
    /// A number of members, with the rows of the tally that it counts; never zero.
    Count {
        /// As it reads: "1".
        text: String,
        /// What it counts.
        of: Counts,
    },
    /// The number of all members.
    Members(String),
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

/// The answer in one sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// In reading order.
    pub parts: Vec<AnswerPart>,
}

impl Answer {
    /// The sentence without its links.
    pub fn to_text(&self) -> String {
        self.parts
            .iter()
            .map(|part| match part {
                AnswerPart::Words(text) | AnswerPart::Count { text, .. } | AnswerPart::Members(text) => text.as_str(),
            })
            .collect()
    }
}

/// "About 10 December 2024, 1 of 32 members is on record for inviting Ukraine now, 1 not now, 1 against; 29 have said
/// nothing in these sources." Stances that nobody holds are left out, except the first number.
pub fn answer(question: &Question, tally: &Tally, clock: Clock, approximate: Approximate) -> Answer {
    let about = match approximate {
        Approximate::About => "About ",
        Approximate::Exact => "On ",
    };
    let day = clock.in_words();
    if tally.members.is_empty() {
        // The beginning of the calendar stands for no day at all: nobody has ever joined or said anything.
        let words = if clock.as_of == Day::MIN {
            "The body that decides has no members in this project.".to_owned()
        } else {
            format!("{about}{day}, the body that decides has no members in this project.")
        };
        return Answer { parts: vec![AnswerPart::Words(words)] };
    }
    let beginning = if clock.as_of == Day::MIN { "Without any day, ".to_owned() } else { format!("{about}{day}, ") };
    let mut parts = vec![AnswerPart::Words(beginning)];
    let count = |of: Counts| match of.members(tally).len() {
        0 => AnswerPart::Words("none".to_owned()),
        count => AnswerPart::Count { text: count.to_string(), of },
    };
    let favour = tally.in_favour();
    parts.push(count(Counts::Among(Among::InFavour)));
    parts.push(AnswerPart::Words(" of ".to_owned()));
    parts.push(AnswerPart::Members(count_of(tally.members.len(), "member", "members")));
    let is = if favour > 1 { "are" } else { "is" };
    parts.push(AnswerPart::Words(format!(" {is} on record {}", question.for_phrase)));
    for stance in [Stance::Undecided, Stance::NotNow, Stance::Opposes] {
        let with = tally.with(Some(stance)).len();
        if with > 0 {
            let words = question.step(stance).map_or(stance.code(), |step| step.in_count.as_str());
            parts.push(AnswerPart::Words(", ".to_owned()));
            parts.push(count(Counts::With(stance)));
            parts.push(AnswerPart::Words(format!(" {words}")));
        }
    }
    parts.extend(silent(tally, count));
    parts.push(AnswerPart::Words(".".to_owned()));
    Answer { parts }
}

/// "; 29 have said nothing in these sources, 1 nothing yet by that day": who is silent, and who only from here.
fn silent(tally: &Tally, count: impl Fn(Counts) -> AnswerPart) -> Vec<AnswerPart> {
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
        let words = match (parts.is_empty(), silent) {
            (false, _) => format!(" {what}"),
            (true, 1) => format!(" has said {what}"),
            (true, _) => format!(" have said {what}"),
        };
        parts.push(AnswerPart::Words(if parts.is_empty() { "; " } else { ", " }.to_owned()));
        parts.push(count(Counts::Among(among)));
        parts.push(AnswerPart::Words(words));
    }
    parts
}
