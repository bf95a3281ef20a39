//! The answer in one sentence, each number with what it opens.

use super::{Tally, count_of};
use crate::model::{Approximate, Day, Question, Stance};

/// A piece of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerPart {
    /// Words.
    Words(String),
    /// A number of members, with the rows of the tally that it counts; never zero.
    Count {
        /// As it reads: "1".
        text: String,
        /// What it counts; several where one number joins stances.
        stances: Vec<Option<Stance>>,
    },
    /// The number of all members.
    Members(String),
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
pub fn answer(question: &Question, tally: &Tally, as_of: Day, approximate: Approximate) -> Answer {
    let about = match approximate {
        Approximate::About => "About ",
        Approximate::Exact => "On ",
    };
    let day = as_of.in_words();
    if tally.members.is_empty() {
        // The beginning of the calendar stands for no day at all: nobody has ever joined or said anything.
        let words = if as_of == Day::MIN {
            "The body that decides has no members in this project.".to_owned()
        } else {
            format!("{about}{day}, the body that decides has no members in this project.")
        };
        return Answer { parts: vec![AnswerPart::Words(words)] };
    }
    let mut parts = vec![AnswerPart::Words(format!("{about}{day}, "))];
    let count = |count: usize, stances: Vec<Option<Stance>>| {
        if count == 0 {
            AnswerPart::Words("none".to_owned())
        } else {
            AnswerPart::Count { text: count.to_string(), stances }
        }
    };
    let favour = tally.in_favour();
    parts.push(count(favour, vec![Some(Stance::Requests), Some(Stance::Supports)]));
    parts.push(AnswerPart::Words(" of ".to_owned()));
    parts.push(AnswerPart::Members(count_of(tally.members.len(), "member", "members")));
    let is = if favour > 1 { "are" } else { "is" };
    parts.push(AnswerPart::Words(format!(" {is} on record {}", question.for_phrase)));
    for stance in [Stance::Undecided, Stance::NotNow, Stance::Opposes] {
        let with = tally.with(Some(stance)).len();
        if with > 0 {
            let words = question.step(stance).map_or(stance.code(), |step| step.in_count.as_str());
            parts.push(AnswerPart::Words(", ".to_owned()));
            parts.push(count(with, vec![Some(stance)]));
            parts.push(AnswerPart::Words(format!(" {words}")));
        }
    }
    let silent = tally.with(None).len();
    if silent > 0 {
        parts.push(AnswerPart::Words("; ".to_owned()));
        parts.push(count(silent, vec![None]));
        let have = if silent == 1 { "has" } else { "have" };
        parts.push(AnswerPart::Words(format!(" {have} said nothing in these sources")));
    }
    parts.push(AnswerPart::Words(".".to_owned()));
    Answer { parts }
}
