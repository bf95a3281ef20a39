//! How far apart two colours look, to normal eyes and in three kinds of colour blindness.
//!
//! Distances are those of CAM02-UCS (Luo, Cui, Li 2006, over CIECAM02) under the usual conditions of sRGB: white D65,
//! adapting luminance 64/π/5 cd/m², background 20, average surround. Colour blindness is that of Machado, Oliveira and
//! Fernandes 2009 at severity 1.0, in linear RGB. This module judges colours and chooses none. Easy to get wrong: equal
//! distances are equally visible only up to a few tens.

use super::Color;

type Vector = [f64; 3];
type Matrix = [Vector; 3];

/// Stances whose colours are closer than this are easily confused.
pub const APART: f64 = 20.0;

/// A kind of colour vision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vision {
    /// Normal colour vision.
    Normal,
    /// Deuteranopia, no cones for middle wavelengths: green and red look alike.
    Deutan,
    /// Protanopia, no cones for long wavelengths: red looks dark, and like green.
    Protan,
    /// Tritanopia, no cones for short wavelengths: blue looks like green.
    Tritan,
}

impl Vision {
    /// All four kinds.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Deutan, Self::Protan, Self::Tritan];

    /// Completes "… look alike"; `None` for normal vision.
    pub fn in_words(self) -> Option<&'static str> {
        match self {
            Self::Normal => None,
            Self::Deutan => Some("to people who do not see green (deuteranopia)"),
            Self::Protan => Some("to people who do not see red (protanopia)"),
            Self::Tritan => Some("to people who do not see blue (tritanopia)"),
        }
    }

    fn matrix(self) -> Matrix {
        match self {
            Self::Normal => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Deutan => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Protan => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Tritan => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }
}

/// How far apart two colours look: 0 for equal colours, about 100 for white and black.
pub fn distance(one: Color, other: Color, vision: Vision) -> f64 {
    let ([l1, a1, b1], [l2, a2, b2]) = (uniform(one, vision), uniform(other, vision));
    ((l1 - l2).powi(2) + (a1 - a2).powi(2) + (b1 - b2).powi(2)).sqrt()
}

fn times(matrix: &Matrix, [x, y, z]: Vector) -> Vector {
    matrix.map(|[a, b, c]| a * x + b * y + c * z)
}

fn inverse(&[[a, b, c], [d, e, f], [g, h, i]]: &Matrix) -> Matrix {
    let determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
    [
        [e * i - f * h, c * h - b * i, b * f - c * e],
        [f * g - d * i, a * i - c * g, c * d - a * f],
        [d * h - e * g, b * g - a * h, a * e - b * d],
    ]
    .map(|row| row.map(|minor| minor / determinant))
}

fn linear(color: Color) -> Vector {
    [color.r, color.g, color.b].map(|channel| {
        let value = f64::from(channel) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    })
}

/// CIE XYZ on the scale where white has Y = 100.
fn xyz_of_linear(rgb: Vector) -> Vector {
    const FROM_SRGB: Matrix = [[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]];
    times(&FROM_SRGB, rgb).map(|value| value * 100.0)
}

/// Lightness J, colourfulness M and hue angle h in radians of CIECAM02.
#[derive(Clone, Copy, Debug)]
struct Appearance {
    lightness: f64,
    colourfulness: f64,
    hue: f64,
}

const CAT02: Matrix = [[0.7328, 0.4296, -0.1624], [-0.7036, 1.6975, 0.0061], [0.0030, 0.0136, 0.9834]];
const HUNT_POINTER_ESTEVEZ: Matrix = [[0.38971, 0.68898, -0.07868], [-0.22981, 1.18340, 0.04641], [0.0, 0.0, 1.0]];

/// CIECAM02 (Moroney and others 2002), average surround, background 20.
fn ciecam02(xyz: Vector, white: Vector, adapting_luminance: f64) -> Appearance {
    let surround = (1.0, 0.69, 1.0);
    let degree = (surround.0 * (1.0 - (1.0 / 3.6) * ((-adapting_luminance - 42.0) / 92.0).exp())).clamp(0.0, 1.0);
    let k4 = (1.0 / (5.0 * adapting_luminance + 1.0)).powi(4);
    let luminance_factor =
        0.2 * k4 * (5.0 * adapting_luminance) + 0.1 * (1.0 - k4).powi(2) * (5.0 * adapting_luminance).cbrt();
    let [_, white_y, _] = white;
    let n = 20.0 / white_y;
    let induction = 0.725 * (1.0 / n).powf(0.2);
    let z = 1.48 + n.sqrt();
    let adaptation = times(&CAT02, white).map(|cone| degree * white_y / cone + 1.0 - degree);
    let back = inverse(&CAT02);
    let compressed = |xyz: Vector| -> Vector {
        let ([l, m, s], [of_l, of_m, of_s]) = (times(&CAT02, xyz), adaptation);
        let adapted = [of_l * l, of_m * m, of_s * s];
        times(&HUNT_POINTER_ESTEVEZ, times(&back, adapted)).map(|cone| {
            let power = (luminance_factor * cone.abs() / 100.0).powf(0.42);
            cone.signum() * 400.0 * power / (27.13 + power) + 0.1
        })
    };
    let achromatic = |[r, g, b]: Vector| (2.0 * r + g + b / 20.0 - 0.305) * induction;
    let [r, g, b] = compressed(xyz);
    let (red_green, yellow_blue) = (r - 12.0 * g / 11.0 + b / 11.0, (r + g - 2.0 * b) / 9.0);
    let hue = yellow_blue.atan2(red_green);
    let eccentricity = ((hue + 2.0).cos() + 3.8) / 4.0;
    let lightness = 100.0 * (achromatic([r, g, b]) / achromatic(compressed(white))).powf(surround.1 * z);
    let t = 50_000.0 / 13.0 * surround.2 * induction * eccentricity * red_green.hypot(yellow_blue)
        / (r + g + 21.0 / 20.0 * b);
    let chroma = t.powf(0.9) * (lightness / 100.0).sqrt() * (1.64 - 0.29_f64.powf(n)).powf(0.73);
    Appearance { lightness, colourfulness: chroma * luminance_factor.powf(0.25), hue }
}

/// J′, a′, b′ of CAM02-UCS.
fn uniform(color: Color, vision: Vision) -> Vector {
    let white = [95.047, 100.0, 108.883];
    // Colours that the simulation moves out of sRGB are clamped to it, as a screen would.
    let seen = times(&vision.matrix(), linear(color)).map(|channel| channel.clamp(0.0, 1.0));
    let of = ciecam02(xyz_of_linear(seen), white, 64.0 / std::f64::consts::PI / 5.0);
    let lightness = 1.7 * of.lightness / (1.0 + 0.007 * of.lightness);
    let colourfulness = (1.0 + 0.0228 * of.colourfulness).ln() / 0.0228;
    [lightness, colourfulness * of.hue.cos(), colourfulness * of.hue.sin()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_appearance_model_gives_the_published_values() {
        // Fairchild, Color Appearance Models, table of example CIECAM02 calculations, cases 1, 2 and 3.
        let cases = [
            ([19.01, 20.00, 21.78], [95.05, 100.00, 108.88], 318.31, (41.73, 0.11, 219.0)),
            ([57.06, 43.06, 31.96], [95.05, 100.00, 108.88], 31.83, (65.96, 41.67, 19.6)),
            ([3.53, 6.56, 2.14], [109.85, 100.00, 35.58], 318.31, (21.79, 48.80, 177.1)),
        ];
        for (xyz, white, luminance, (lightness, colourfulness, degrees)) in cases {
            let of = ciecam02(xyz, white, luminance);
            assert!((of.lightness - lightness).abs() < 0.01, "{of:?}");
            assert!((of.colourfulness - colourfulness).abs() < 0.01, "{of:?}");
            assert!((of.hue.to_degrees().rem_euclid(360.0) - degrees).abs() < 0.1, "{of:?}");
        }
    }

    #[test]
    fn white_and_black_are_a_hundred_apart_for_everybody() {
        let (white, black) = (Color::hex(0xFFFFFF), Color::hex(0x000000));
        for vision in Vision::ALL {
            let apart = distance(white, black, vision);
            assert!((apart - 100.0).abs() < 1.0, "{vision:?}: {apart}");
        }
    }
}
