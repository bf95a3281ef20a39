//! Lengths as they are written in a picture file: hundredths of a point.
//!
//! Knows no file format beyond how a decimal number is spelled. Easy to get wrong: numbers are rounded once, to integers,
//! and every step of a path is taken between rounded points, so that no error accumulates along a coast.

use std::fmt;

/// A length in hundredths of a picture point, written like `12.5`, `-.07` or `0`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Hundredths(i64);

impl Hundredths {
    /// Beyond this a coordinate is meaningless, and renderers lose precision.
    const LIMIT: f64 = 1e9;

    /// Rounds half away from zero. NaN becomes 0; values beyond ten million points are clamped.
    pub(super) fn round(points: f32) -> Self {
        Self((f64::from(points) * 100.0).round().clamp(-Self::LIMIT, Self::LIMIT) as i64)
    }

    /// The difference from `start` to this.
    pub(super) fn minus(self, start: Self) -> Self {
        Self(self.0 - start.0)
    }

    /// Clamped to `reach` hundredths on either side of 0.
    pub(super) fn is_within(self, reach: i64) -> bool {
        self.0.abs() <= reach
    }
}

impl fmt::Display for Hundredths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, rest) = (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100);
        match (whole, rest) {
            (_, 0) => write!(f, "{sign}{whole}"),
            (0, _) if rest % 10 == 0 => write!(f, "{sign}.{}", rest / 10),
            (0, _) => write!(f, "{sign}.{rest:02}"),
            _ if rest % 10 == 0 => write!(f, "{sign}{whole}.{}", rest / 10),
            _ => write!(f, "{sign}{whole}.{rest:02}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_at_most_two_decimals_and_no_idle_zero() {
        for (points, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.001, "0"),
            (12.0, "12"),
            (12.5, "12.5"),
            (12.345_6, "12.35"),
            (0.07, ".07"),
            (-0.5, "-.5"),
            (-3.05, "-3.05"),
            (0.999, "1"),
            (100.0, "100"),
        ] {
            assert_eq!(Hundredths::round(points).to_string(), text, "{points}");
        }
    }

    #[test]
    fn what_is_no_place_is_still_a_number() {
        assert_eq!(Hundredths::round(f32::NAN).to_string(), "0");
        assert_eq!(Hundredths::round(f32::INFINITY).to_string(), "10000000");
        assert_eq!(Hundredths::round(f32::NEG_INFINITY).to_string(), "-10000000");
    }
}
