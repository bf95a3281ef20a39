//! One actor's position on one question, as one sentence of one article tells it.

use super::{ActorId, Dated, Day, QuestionId, Quotation, SourceId, Stance, StatementId};
use serde::{Deserialize, Serialize};

/// In whose words a position reaches the reader, strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Voice {
    /// The actor's own words.
    DirectQuote,
    /// A named speaker, paraphrased.
    Reported,
    /// An unnamed source.
    Anonymous,
    /// Said of the actor by somebody else, or by the article.
    Characterised,
}

impl Voice {
    /// All four, strongest first.
    pub const ALL: [Self; 4] = [Self::DirectQuote, Self::Reported, Self::Anonymous, Self::Characterised];

    /// The word that stands in files and on the command line.
    pub fn code(self) -> &'static str {
        match self {
            Self::DirectQuote => "direct_quote",
            Self::Reported => "reported",
            Self::Anonymous => "anonymous",
            Self::Characterised => "characterised",
        }
    }

    /// The word that stands on a card.
    pub fn label(self) -> &'static str {
        match self {
            Self::DirectQuote => "direct quote",
            Self::Reported => "reported",
            Self::Anonymous => "unnamed source",
            Self::Characterised => "characterised",
        }
    }

    /// What it means, from the codebook.
    pub fn definition(self) -> &'static str {
        match self {
            Self::DirectQuote => "The actor’s own words",
            Self::Reported => "A named speaker, paraphrased",
            Self::Anonymous => "An unnamed source",
            Self::Characterised => "Said of the actor by somebody else, or by the article",
        }
    }

    /// Whether a standing that rests on such statements alone is drawn with a dashed outline.
    pub fn is_weak(self) -> bool {
        match self {
            Self::DirectQuote | Self::Reported => false,
            Self::Anonymous | Self::Characterised => true,
        }
    }
}

/// How sure the coder is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Confidence {
    /// 1: could be argued, and then has a note.
    Arguable,
    /// 2: likely.
    Likely,
    /// 3: sure.
    Sure,
}

impl Confidence {
    /// The word that stands on a card.
    pub fn label(self) -> &'static str {
        match self {
            Self::Arguable => "could be argued",
            Self::Likely => "likely",
            Self::Sure => "sure",
        }
    }
}

impl From<Confidence> for u8 {
    fn from(confidence: Confidence) -> Self {
        match confidence {
            Confidence::Arguable => 1,
            Confidence::Likely => 2,
            Confidence::Sure => 3,
        }
    }
}

impl TryFrom<u8> for Confidence {
    type Error = String;
    fn try_from(number: u8) -> Result<Self, String> {
        match number {
            1 => Ok(Self::Arguable),
            2 => Ok(Self::Likely),
            3 => Ok(Self::Sure),
            _ => Err(format!("{number} is not a confidence: use 3 sure, 2 likely, 1 could be argued")),
        }
    }
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Speaker {
    /// The article itself: a headline, the reporter's own words.
    Article,
    /// A person, an organisation, a newspaper, or an unnamed source as the text calls it.
    Actor(ActorId),
}

/// How a statement came to be coded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Provenance {
    /// A person read the sentence and coded it.
    #[default]
    Coded,
    /// The program suggested it and a person accepted it as it was.
    Suggested,
    /// The program suggested it and a person corrected it before accepting.
    Corrected,
}

impl Provenance {
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands over a reference")]
    fn is_coded(&self) -> bool {
        *self == Self::Coded
    }
}

/// One actor's position on one question in one sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// Its name.
    pub id: StatementId,
    /// The article.
    pub source: SourceId,
    /// The sentence and its place.
    pub quote: Quotation,
    /// Whose position it is.
    pub actor: ActorId,
    /// The country or organisation for which a person speaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<ActorId>,
    /// Who says it.
    pub speaker: Speaker,
    /// The question it answers.
    pub question: QuestionId,
    /// The answer.
    pub stance: Stance,
    /// In whose words.
    pub voice: Voice,
    /// When it was said; undated where neither the sentence nor its article has a date.
    #[serde(default, skip_serializing_if = "Dated::is_blank")]
    pub said: Dated,
    /// When it was printed, where that differs from the article's own date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<Dated>,
    /// What the stance hangs on, in the text's words; empty if on nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub condition: String,
    /// How sure the coder is.
    pub confidence: Confidence,
    /// Who coded it.
    pub coder: String,
    /// When it was coded.
    pub coded_at: Day,
    /// Whether the program suggested it.
    #[serde(default, skip_serializing_if = "Provenance::is_coded")]
    pub provenance: Provenance,
    /// Why, where it could be argued; else empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
