//! The bundled fonts and the width of text in them.
//!
//! Widths come from the font files (advance widths, no kerning), so that labels are placed the same in the window, in
//! an export and in a test.

use std::borrow::Cow;
use std::sync::OnceLock;

/// One of the bundled fonts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Face {
    /// Inter Regular, for the interface.
    Regular,
    /// Inter Medium.
    Medium,
    /// Inter `SemiBold`.
    SemiBold,
    /// Inter Bold.
    Bold,
    /// Source Serif 4 Regular, for quoted words.
    Serif,
    /// Source Serif 4 `SemiBold`.
    SerifSemiBold,
}

impl Face {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Regular, Self::Medium, Self::SemiBold, Self::Bold, Self::Serif, Self::SerifSemiBold];

    /// The font file (TrueType).
    pub fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => include_bytes!("../../assets/fonts/Inter-Regular.ttf"),
            Self::Medium => include_bytes!("../../assets/fonts/Inter-Medium.ttf"),
            Self::SemiBold => include_bytes!("../../assets/fonts/Inter-SemiBold.ttf"),
            Self::Bold => include_bytes!("../../assets/fonts/Inter-Bold.ttf"),
            Self::Serif => include_bytes!("../../assets/fonts/SourceSerif4-Regular.ttf"),
            Self::SerifSemiBold => include_bytes!("../../assets/fonts/SourceSerif4-SemiBold.ttf"),
        }
    }

    /// The family as the file names it.
    pub fn family(self) -> &'static str {
        match self {
            Self::Regular | Self::Medium | Self::SemiBold | Self::Bold => "Inter",
            Self::Serif | Self::SerifSemiBold => "Source Serif 4",
        }
    }

    /// CSS font weight.
    pub fn weight(self) -> u16 {
        match self {
            Self::Regular | Self::Serif => 400,
            Self::Medium => 500,
            Self::SemiBold | Self::SerifSemiBold => 600,
            Self::Bold => 700,
        }
    }

    fn units_per_em(self) -> f32 {
        self.parsed().map_or(1.0, |font| f32::from(font.units_per_em()))
    }

    fn parsed(self) -> Option<&'static ttf_parser::Face<'static>> {
        static PARSED: [OnceLock<Option<ttf_parser::Face<'static>>>; 6] = [const { OnceLock::new() }; 6];
        PARSED.get(self as usize)?.get_or_init(|| ttf_parser::Face::parse(self.bytes(), 0).ok()).as_ref()
    }
}

/// More letters are not laid out in one line: they are wider than any picture, and a project's files can hold any number.
const LONGEST_LINE: usize = 2_000;

/// What is laid out of a line: all of it, or the beginning of one that is longer than any picture.
pub fn line_laid_out(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(LONGEST_LINE) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

/// How wide each letter of `text` is, of as many as are laid out, in units of which the em has [`Face::units_per_em`].
/// Letters that the font lacks count half an em.
fn letter_widths(face: Face, text: &str) -> impl Iterator<Item = f32> {
    let font = face.parsed();
    let half_an_em = face.units_per_em() / 2.0;
    text.chars().take(LONGEST_LINE).map(move |letter| {
        #[cfg(test)]
        LETTERS_MEASURED.set(LETTERS_MEASURED.get() + 1);
        font.and_then(|font| font.glyph_hor_advance(font.glyph_index(letter)?)).map_or(half_an_em, f32::from)
    })
}

#[cfg(test)]
thread_local! {
    /// How many letters this thread has measured.
    pub(crate) static LETTERS_MEASURED: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Width of one line of `text` at `size`, in the unit of `size`.
pub fn text_width(face: Face, size: f32, text: &str) -> f32 {
    letter_widths(face, text).sum::<f32>() * size / face.units_per_em()
}

/// The longest beginning of `text` that is at most `width` wide at `size` together with `ending`. Each letter is measured
/// once.
pub fn beginning_within<'t>(face: Face, size: f32, text: &'t str, ending: &str, width: f32) -> &'t str {
    let mut reached = letter_widths(face, ending).sum::<f32>();
    let fitting = letter_widths(face, text).take_while(|letter| {
        reached += letter;
        reached * size / face.units_per_em() <= width
    });
    let letters = fitting.count();
    text.char_indices().nth(letters).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// Height of the font above the baseline at `size`, in the unit of `size`.
pub fn ascent(face: Face, size: f32) -> f32 {
    face.parsed().map_or(size, |font| f32::from(font.ascender()) * size / f32::from(font.units_per_em()))
}
