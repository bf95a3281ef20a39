//! A diplomatic question, who decides it, and the scale of its answers.
//!
//! The five stances are fixed; their labels, colours, glyphs and definitions belong to the project, so that "supports"
//! can read "for a ceasefire" elsewhere. The thing easily got wrong: no stance on record is not a stance.

use super::{ActorId, QuestionId};
use serde::{Deserialize, Serialize};

/// Where an actor stands, in scale order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stance {
    /// Asks for it for itself.
    Requests,
    /// Wants it.
    Supports,
    /// Is waiting, has not said, or is reported both ways.
    Undecided,
    /// Does not reject it, but resists, defers, sidesteps, or does not give it priority.
    NotNow,
    /// Rejects it as such.
    Opposes,
}

impl Stance {
    /// All five, in scale order.
    pub const ALL: [Self; 5] = [Self::Requests, Self::Supports, Self::Undecided, Self::NotNow, Self::Opposes];

    /// The word that stands in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::Requests => "requests",
            Self::Supports => "supports",
            Self::Undecided => "undecided",
            Self::NotNow => "not_now",
            Self::Opposes => "opposes",
        }
    }
}

/// How one stance of a question is named and explained.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScaleStep {
    /// Which stance.
    pub stance: Stance,
    /// One or two words for badges and the legend: "Not now".
    pub label: String,
    /// How the answer sentence counts it, after a number: "not now", "against".
    pub in_count: String,
    /// What it means, from the codebook.
    pub definition: String,
    /// How the answer says it of members by name; `None` for "is" or "are" and [`Self::in_count`] ("says" and "say" for
    /// [`Stance::NotNow`]).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub predicate: Option<Predicate>,
    /// A colour of its own, `#RRGGBB`; `None` for the colour that the program gives the stance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub color: Option<HexColor>,
    /// A sign of its own; `None` for the sign that the program gives the stance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign: Option<Sign>,
}

/// What the answer says of members by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Predicate {
    /// After one name: "says not now".
    pub one: String,
    /// After several: "say not now".
    pub many: String,
}

impl ScaleStep {
    /// What the answer says of as many members, after their names: "is against", "say not now".
    pub fn predicate_of(&self, members: usize) -> String {
        match (&self.predicate, members) {
            (Some(own), 1) => own.one.clone(),
            (Some(own), _) => own.many.clone(),
            (None, _) => {
                let verb = match (self.stance, members) {
                    (Stance::NotNow, 1) => "says",
                    (Stance::NotNow, _) => "say",
                    (_, 1) => "is",
                    _ => "are",
                };
                format!("{verb} {}", self.in_count)
            }
        }
    }
}

/// A colour as a style sheet writes it: `#RRGGBB`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct HexColor(pub [u8; 3]);

impl std::str::FromStr for HexColor {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let number = digits
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        match number.map(u32::to_be_bytes) {
            Some([_, red, green, blue]) => Ok(Self([red, green, blue])),
            None => Err(format!("{text:?} is not a colour: write # and six hexadecimal digits, as in #1F2A80")),
        }
    }
}

impl TryFrom<String> for HexColor {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        text.parse()
    }
}

impl From<HexColor> for String {
    fn from(HexColor([red, green, blue]): HexColor) -> Self {
        format!("#{red:02X}{green:02X}{blue:02X}")
    }
}

/// A sign that says in shape what the colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sign {
    /// A star.
    Star,
    /// A full dot.
    Dot,
    /// A half-filled ring.
    HalfRing,
    /// Two bars.
    Bars,
    /// A cross.
    Cross,
}

impl Sign {
    /// All of them, in the order of the stances that they stand for by default.
    pub const ALL: [Self; 5] = [Self::Star, Self::Dot, Self::HalfRing, Self::Bars, Self::Cross];

    /// The word in a menu.
    pub fn label(self) -> &'static str {
        match self {
            Self::Star => "star",
            Self::Dot => "dot",
            Self::HalfRing => "half ring",
            Self::Bars => "two bars",
            Self::Cross => "cross",
        }
    }
}

/// How many of the deciding body's members must agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Consent {
    /// Every member.
    Unanimity,
    /// More than half.
    Majority,
    /// More than two thirds.
    TwoThirds,
}

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    /// Its name.
    pub id: QuestionId,
    /// The whole question with its question mark.
    pub text: String,
    /// A few words for tabs and exports: "Invite Ukraine now".
    pub short: String,
    /// Completes "1 of 32 members is on record …": "for inviting Ukraine now".
    pub for_phrase: String,
    /// What consent means here, as a whole sentence: "An invitation needs the consent of all 32 members."; `{members}`
    /// stands for the number of members on the day.
    pub consent_note: String,
    /// The organisation whose members decide.
    pub decided_by: ActorId,
    /// How many of them must agree.
    pub consent: Consent,
    /// One step for each stance, in scale order.
    pub scale: Vec<ScaleStep>,
}

impl Question {
    /// The step of the scale that names `stance`; `None` if the project's scale leaves it out.
    pub fn step(&self, stance: Stance) -> Option<&ScaleStep> {
        self.scale.iter().find(|step| step.stance == stance)
    }

    /// The label of a stance, or of silence.
    pub fn label(&self, stance: Option<Stance>) -> &str {
        match stance {
            None => "No stance on record",
            Some(stance) => self.step(stance).map_or(stance.code(), |step| step.label.as_str()),
        }
    }
}
