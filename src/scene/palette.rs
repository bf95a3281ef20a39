//! The colours of the two themes.
//!
//! The stances take their colours from [`super::StanceLooks`], the same in light and dark: the defaults are chosen so
//! that the closest pair stays apart in normal vision and in three kinds of colour blindness (see the tests). Amber on
//! white and navy on near-black lack contrast, so every mark carries [`Palette::outline`]. Easy to get wrong: drawing a
//! stance colour without it.

use super::Color;

/// Light or dark, already resolved from the system's setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Theme {
    /// Dark text on paper.
    Light,
    /// Light text on near-black.
    Dark,
}

/// The colours of one theme.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Ground of panels.
    pub paper: Color,
    /// Ground of cards and fields, slightly off the panel's.
    pub card: Color,
    /// Ground of what is hovered or chosen.
    pub raised: Color,
    /// Hairlines between panels and around cards.
    pub hairline: Color,
    /// Text.
    pub ink: Color,
    /// Secondary text.
    pub weak_ink: Color,
    /// Links, focus and the primary button.
    pub accent: Color,
    /// Text on the accent.
    pub on_accent: Color,
    /// Errors.
    pub alarm: Color,
    /// Ground of a picture; water on the map.
    pub water: Color,
    /// Land of countries that have no part in the question.
    pub land: Color,
    /// Borders and coasts.
    pub border: Color,
    /// Ground of the hatching that stands for silence.
    pub silence: Color,
    /// Lines of the hatching that stands for silence.
    pub silence_ink: Color,
    /// Outline of every mark in a stance colour.
    pub outline: Color,
    /// Ties between actors.
    pub tie: Color,
    /// Ground of a disc with initials or a flag.
    pub disc: Color,
    /// Outline of the disc of an actor without a stance.
    pub silent_ring: Color,
}

impl Theme {
    /// Both themes.
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    /// The theme's colours.
    pub const fn palette(self) -> Palette {
        match self {
            Self::Light => Palette {
                paper: Color::hex(0xFFFFFF),
                card: Color::hex(0xF6F6F3),
                raised: Color::hex(0xECEEF1),
                hairline: Color::hex(0xE1E4E8),
                ink: Color::hex(0x15181E),
                weak_ink: Color::hex(0x586170),
                accent: Color::hex(0x2456C8),
                on_accent: Color::hex(0xFFFFFF),
                alarm: Color::hex(0xB3261E),
                water: Color::hex(0xE9EEF2),
                land: Color::hex(0xDADCDB),
                border: Color::hex(0xFFFFFF),
                silence: Color::hex(0xF3F3F0),
                silence_ink: Color::hex(0xD3D5D2),
                outline: Color::hex(0x47505E),
                tie: Color::hex(0x4B5563),
                disc: Color::hex(0xFFFFFF),
                silent_ring: Color::hex(0x9CA3AD),
            },
            Self::Dark => Palette {
                paper: Color::hex(0x1A1C21),
                card: Color::hex(0x202329),
                raised: Color::hex(0x2B2F37),
                hairline: Color::hex(0x30343B),
                ink: Color::hex(0xF1F3F5),
                weak_ink: Color::hex(0x9DA6B3),
                accent: Color::hex(0x7FA8FF),
                on_accent: Color::hex(0x10131A),
                alarm: Color::hex(0xFF8A80),
                water: Color::hex(0x12151A),
                land: Color::hex(0x2A2E34),
                border: Color::hex(0x14171C),
                silence: Color::hex(0x353A42),
                silence_ink: Color::hex(0x4A515B),
                outline: Color::hex(0xB6C0CC),
                tie: Color::hex(0x9AA6B5),
                disc: Color::hex(0x23272E),
                silent_ring: Color::hex(0x6D7683),
            },
        }
    }
}
