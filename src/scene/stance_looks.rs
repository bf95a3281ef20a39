//! How the stances of one question look: the colour and the sign of each.
//!
//! A question may give a stance a colour and a sign of its own; the defaults fill in the rest. Easy to get wrong: two
//! questions of one project may look different, so look a stance up under the question that it answers.

use super::{Color, Fill, Palette};
use crate::model::{HexColor, Question, Sign, Stance};

/// The colour and the sign of every stance of one question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StanceLooks {
    /// In scale order.
    each: [(Color, Sign); 5],
}

/// The default colour of a stance; the same in both themes.
pub const fn stance_color(stance: Stance) -> Color {
    match stance {
        Stance::Requests => Color::hex(0x1F2A80),
        Stance::Supports => Color::hex(0x4C9BE0),
        Stance::Undecided => Color::hex(0xA9A9A9),
        Stance::NotNow => Color::hex(0xF2B134),
        Stance::Opposes => Color::hex(0x9A3412),
    }
}

/// The default sign of a stance.
pub const fn stance_sign(stance: Stance) -> Sign {
    match stance {
        Stance::Requests => Sign::Star,
        Stance::Supports => Sign::Dot,
        Stance::Undecided => Sign::HalfRing,
        Stance::NotNow => Sign::Bars,
        Stance::Opposes => Sign::Cross,
    }
}

impl Default for StanceLooks {
    /// The defaults.
    fn default() -> Self {
        Self { each: Stance::ALL.map(|stance| (stance_color(stance), stance_sign(stance))) }
    }
}

impl From<HexColor> for Color {
    fn from(HexColor([r, g, b]): HexColor) -> Self {
        Self { r, g, b, a: 255 }
    }
}

impl From<Color> for HexColor {
    /// The colour, without its opacity.
    fn from(Color { r, g, b, a: _ }: Color) -> Self {
        Self([r, g, b])
    }
}

impl StanceLooks {
    /// The colours and signs that the scale of `question` gives.
    pub fn of(question: &Question) -> Self {
        let look = |stance| {
            let step = question.step(stance);
            let color = step.and_then(|step| step.color).map_or_else(|| stance_color(stance), Color::from);
            (color, step.and_then(|step| step.sign).unwrap_or_else(|| stance_sign(stance)))
        };
        Self { each: Stance::ALL.map(look) }
    }

    fn each(&self, stance: Stance) -> (Color, Sign) {
        let [requests, supports, undecided, not_now, opposes] = self.each;
        match stance {
            Stance::Requests => requests,
            Stance::Supports => supports,
            Stance::Undecided => undecided,
            Stance::NotNow => not_now,
            Stance::Opposes => opposes,
        }
    }

    /// The colour of `stance`; the same in both themes.
    pub fn color(&self, stance: Stance) -> Color {
        self.each(stance).0
    }

    /// The sign of `stance`; `None` for silence, which is drawn as a dash.
    pub fn sign(&self, stance: Option<Stance>) -> Option<Sign> {
        stance.map(|stance| self.each(stance).1)
    }

    /// White or near-black, whichever reads better on the colour of `stance`.
    pub fn ink_on(&self, stance: Stance) -> Color {
        let (white, black) = (Color::hex(0xFFFFFF), Color::hex(0x15181E));
        let ground = self.color(stance);
        if ground.contrast(white) >= ground.contrast(black) { white } else { black }
    }

    /// How the inside of something with this standing is filled.
    pub fn fill(&self, palette: &Palette, stance: Option<Stance>, contested_by: Option<Stance>) -> Fill {
        match (stance, contested_by) {
            (None, _) => Fill::Hatched { ground: palette.silence, ink: palette.silence_ink },
            (Some(stance), None) => Fill::Solid(self.color(stance)),
            (Some(stance), Some(rival)) => Fill::Striped { first: self.color(stance), second: self.color(rival) },
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn what_a_question_leaves_open_looks_as_the_program_has_it() {
        let mut question = crate::fixtures::built_in().manifest.questions.remove(0);
        assert_eq!(StanceLooks::of(&question), StanceLooks::default());
        let step = question.scale.iter_mut().find(|step| step.stance == Stance::NotNow).unwrap();
        step.color = Some("#00FF00".parse().unwrap());
        step.sign = Some(Sign::Star);
        let looks = StanceLooks::of(&question);
        assert_eq!(
            (looks.color(Stance::NotNow), looks.sign(Some(Stance::NotNow))),
            (Color::hex(0x00FF00), Some(Sign::Star))
        );
        assert_eq!(looks.color(Stance::Opposes), stance_color(Stance::Opposes));
        assert_eq!(looks.ink_on(Stance::NotNow), Color::hex(0x15181E), "near-black reads better on green");
    }
}
