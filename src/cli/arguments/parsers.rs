//! Words of the command line that stand for one of a few things.

use crate::export::MAX_PIXELS;
use crate::layout::geometry::Size;
use crate::layout::picture::Picture;
use crate::model::Voice;
use crate::scene::Theme;
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// What can be drawn into a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in super::super) enum Drawing {
    /// One of the pictures with tabs of their own.
    Of(Picture),
    /// The timeline, which stands under them in the window.
    Timeline,
}

impl Drawing {
    fn all() -> impl Iterator<Item = Self> {
        Picture::ALL.into_iter().map(Self::Of).chain([Self::Timeline])
    }

    fn code(self) -> &'static str {
        match self {
            Self::Of(picture) => picture.code(),
            Self::Timeline => "timeline",
        }
    }
}

pub(super) fn drawing_parser() -> impl TypedValueParser<Value = Drawing> {
    PossibleValuesParser::new(Drawing::all().map(Drawing::code))
        .try_map(|code| Drawing::all().find(|drawing| drawing.code() == code).ok_or("no such picture"))
}

pub(super) fn voice_parser() -> impl TypedValueParser<Value = Voice> {
    PossibleValuesParser::new(Voice::ALL.map(Voice::code))
        .try_map(|code| Voice::ALL.into_iter().find(|voice| voice.code() == code).ok_or("no such voice"))
}

fn theme_code(theme: Theme) -> &'static str {
    match theme {
        Theme::Light => "light",
        Theme::Dark => "dark",
    }
}

pub(super) fn theme_parser() -> impl TypedValueParser<Value = Theme> {
    PossibleValuesParser::new(Theme::ALL.map(theme_code))
        .try_map(|code| Theme::ALL.into_iter().find(|theme| theme_code(*theme) == code).ok_or("no such theme"))
}

/// Width in picture points: title and legend need the least, memory sets the most.
const WIDTHS: std::ops::RangeInclusive<u16> = 900..=10_000;
/// Height in picture points: the answer, the legend and the sources leave room for a picture.
const HEIGHTS: std::ops::RangeInclusive<u16> = 600..=10_000;
const _: () = assert!(*WIDTHS.end() as u64 * *HEIGHTS.end() as u64 <= MAX_PIXELS);

pub(super) fn parse_size(text: &str) -> Result<Size, String> {
    let sides = text
        .split_once(['x', 'X', '×'])
        .and_then(|(width, height)| Some((width.trim().parse::<u16>().ok()?, height.trim().parse::<u16>().ok()?)));
    match sides {
        Some((width, height)) if WIDTHS.contains(&width) && HEIGHTS.contains(&height) => {
            Ok(Size::new(f32::from(width), f32::from(height)))
        }
        _ => Err(format!(
            "write width x height, like 1600x1000, the width from {} to {} and the height from {} to {}",
            WIDTHS.start(),
            WIDTHS.end(),
            HEIGHTS.start(),
            HEIGHTS.end()
        )),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "a test may panic")]
mod tests {
    use super::*;

    #[test]
    fn a_size_is_width_by_height_within_limits() {
        assert_eq!(parse_size("1600x1000"), Ok(Size::new(1600.0, 1000.0)));
        assert_eq!(parse_size("900 × 600"), Ok(Size::new(900.0, 600.0)));
        for bad in ["", "x", "1600", "1600x", "0x0", "99999x99999", "10001x1000", "1600x-1", "1e3x1000", "900x600x2"] {
            assert!(parse_size(bad).unwrap_err().contains("the width from 900 to 10000"), "{bad}");
        }
    }
}
