//! The bundled fonts and the width of text in them.
//!
//! Widths come from the font files (advance widths, no kerning), so that labels are placed the same in the window, in
//! an export and in a test.

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

    fn parsed(self) -> Option<&'static ttf_parser::Face<'static>> {
        static PARSED: [OnceLock<Option<ttf_parser::Face<'static>>>; 6] = [const { OnceLock::new() }; 6];
        PARSED.get(self as usize)?.get_or_init(|| ttf_parser::Face::parse(self.bytes(), 0).ok()).as_ref()
    }
}

/// Width of one line of `text` at `size`, in the unit of `size`. Letters that the font lacks count half an em.
pub fn text_width(face: Face, size: f32, text: &str) -> f32 {
    let Some(font) = face.parsed() else { return text.chars().count() as f32 * size / 2.0 };
    let em = f32::from(font.units_per_em());
    text.chars()
        .map(|letter| {
            font.glyph_index(letter).and_then(|glyph| font.glyph_hor_advance(glyph)).map_or(em / 2.0, f32::from)
        })
        .sum::<f32>()
        * size
        / em
}

/// Height of the font above the baseline at `size`, in the unit of `size`.
pub fn ascent(face: Face, size: f32) -> f32 {
    face.parsed().map_or(size, |font| f32::from(font.ascender()) * size / f32::from(font.units_per_em()))
}
