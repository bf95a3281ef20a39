//! Finds colours and signs of a scale that are hard to tell apart.
//!
//! These are warnings; whoever gives a stance a colour of its own decides. Easy to get wrong: colours that are far
//! apart for most readers look the same to some.

use super::{APART, Color, StanceLooks, Theme, Vision, distance};
use crate::model::{Question, Stance};

/// A colour closer to the ground of silence than this can be taken for silence.
const FROM_SILENCE: f64 = 10.0;
/// A colour closer to its outline than this hides how thick the outline is.
const FROM_OUTLINE: f64 = 8.0;

/// Something that makes a scale hard to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LookFault {
    /// Two colours are easily taken for each other.
    Alike(Stance, Stance, Vision),
    /// Two stances have the same sign.
    SameSign(Stance, Stance),
    /// A colour looks like silence.
    LikeSilence(Stance, Theme),
    /// The outline, whose thickness tells how much supports a standing, cannot be seen on this colour.
    NoOutline(Stance, Theme),
}

impl LookFault {
    /// The fault in words, with the labels of `question`.
    pub fn in_words(self, question: &Question) -> String {
        let label = |stance| question.label(Some(stance));
        let theme = |theme| match theme {
            Theme::Light => "light",
            Theme::Dark => "dark",
        };
        match self {
            Self::Alike(one, other, vision) => {
                let whom = vision.in_words().map(|whom| format!(" {whom}")).unwrap_or_default();
                format!("The colours of “{}” and “{}” look much alike{whom}", label(one), label(other))
            }
            Self::SameSign(one, other) => format!("“{}” and “{}” have one sign", label(one), label(other)),
            Self::LikeSilence(stance, of) => {
                format!("The colour of “{}” looks like silence in the {} theme", label(stance), theme(of))
            }
            Self::NoOutline(stance, of) => {
                let label = label(stance);
                format!("The outline cannot be seen on the colour of “{label}” in the {} theme", theme(of))
            }
        }
    }
}

impl StanceLooks {
    /// What makes the stances hard to tell apart; for two colours, the first kind of vision in which they are too
    /// close.
    pub fn faults(&self) -> Vec<LookFault> {
        let mut faults = Vec::new();
        let mut later = Stance::ALL.as_slice();
        while let [one, others @ ..] = later {
            for other in others {
                let (first, second) = (self.color(*one), self.color(*other));
                let alike = Vision::ALL.into_iter().find(|vision| distance(first, second, *vision) < APART);
                faults.extend(alike.map(|vision| LookFault::Alike(*one, *other, vision)));
                if self.sign(Some(*one)) == self.sign(Some(*other)) {
                    faults.push(LookFault::SameSign(*one, *other));
                }
            }
            later = others;
        }
        for (stance, theme) in Stance::ALL.into_iter().flat_map(|stance| Theme::ALL.map(|theme| (stance, theme))) {
            let palette = theme.palette();
            let is_near = |other: Color, least: f64| distance(self.color(stance), other, Vision::Normal) < least;
            if is_near(palette.silence, FROM_SILENCE) {
                faults.push(LookFault::LikeSilence(stance, theme));
            }
            if is_near(palette.outline, FROM_OUTLINE) {
                faults.push(LookFault::NoOutline(stance, theme));
            }
        }
        faults
    }
}

#[cfg(test)]
#[expect(clippy::indexing_slicing, reason = "a test may panic")]
mod tests {
    use super::*;
    use crate::model::{HexColor, Sign};

    fn with(stance: Stance, color: Option<HexColor>, sign: Option<Sign>) -> (Question, StanceLooks) {
        let mut question = crate::fixtures::built_in().manifest.questions.remove(0);
        for step in question.scale.iter_mut().filter(|step| step.stance == stance) {
            (step.color, step.sign) = (color, sign);
        }
        let looks = StanceLooks::of(&question);
        (question, looks)
    }

    #[test]
    fn the_program_s_own_looks_have_no_fault() {
        assert_eq!(StanceLooks::default().faults(), []);
    }

    #[test]
    fn colours_that_only_some_readers_take_for_each_other_are_told_with_whose_sight() {
        // A green far from rust for most people, and close to it for people who do not see green.
        let (question, looks) = with(Stance::Supports, Some(HexColor([0x5A, 0x6A, 0x10])), None);
        let words: Vec<String> = looks.faults().iter().map(|fault| fault.in_words(&question)).collect();
        assert!(
            words.iter().any(|words| words.contains("“Supports” and “Opposes”") && words.contains("green")),
            "{words:?}"
        );
    }

    #[test]
    fn one_sign_for_two_stances_and_a_colour_of_silence_or_of_the_outline_are_told() {
        let (_, looks) = with(Stance::Opposes, None, Some(Sign::Star));
        assert_eq!(looks.faults(), [LookFault::SameSign(Stance::Requests, Stance::Opposes)]);
        let (_, looks) = with(Stance::NotNow, Some(HexColor([0xF3, 0xF3, 0xF0])), None);
        assert_eq!(looks.faults()[0], LookFault::LikeSilence(Stance::NotNow, Theme::Light));
        let (_, looks) = with(Stance::Requests, Some(HexColor([0x47, 0x50, 0x5E])), None);
        assert!(looks.faults().contains(&LookFault::NoOutline(Stance::Requests, Theme::Light)));
    }
}
