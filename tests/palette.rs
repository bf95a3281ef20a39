//! The colours stay apart, and every word can be read: in both themes, in normal vision and in three kinds of colour
//! blindness.
//!
//! Distances are those of CAM02-UCS (Luo, Cui, Li 2006, over CIECAM02) under the usual conditions of sRGB: white D65,
//! adapting luminance 64/π/5 cd/m², background 20, average surround. Colour blindness is that of Machado, Oliveira and
//! Fernandes 2009 at severity 1.0, in linear RGB. Contrast is that of WCAG 2.2.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use demarche::model::Stance;
use demarche::scene::{Color, Palette, Theme, ink_on, stance_color};

const WHITE: Color = Color { r: 255, g: 255, b: 255, a: 255 };
const BLACK: Color = Color { r: 0, g: 0, b: 0, a: 255 };

type Vector = [f64; 3];
type Matrix = [Vector; 3];

/// How somebody sees.
#[derive(Clone, Copy, Debug)]
enum Vision {
    Normal,
    Deutan,
    Protan,
    Tritan,
}

impl Vision {
    const ALL: [Self; 4] = [Self::Normal, Self::Deutan, Self::Protan, Self::Tritan];

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

fn times(matrix: &Matrix, vector: Vector) -> Vector {
    matrix.map(|row| row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2])
}

fn inverse(m: &Matrix) -> Matrix {
    let minor = |r: usize, c: usize| {
        let (r1, r2, c1, c2) = ((r + 1) % 3, (r + 2) % 3, (c + 1) % 3, (c + 2) % 3);
        m[r1][c1] * m[r2][c2] - m[r1][c2] * m[r2][c1]
    };
    let determinant: f64 = (0..3).map(|column| m[0][column] * minor(0, column)).sum();
    std::array::from_fn(|row| std::array::from_fn(|column| minor(column, row) / determinant))
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
    let n = 20.0 / white[1];
    let induction = 0.725 * (1.0 / n).powf(0.2);
    let z = 1.48 + n.sqrt();
    let white_cones = times(&CAT02, white);
    let back = inverse(&CAT02);
    let compressed = |xyz: Vector| -> Vector {
        let cones = times(&CAT02, xyz);
        let adapted = std::array::from_fn(|cone| (degree * white[1] / white_cones[cone] + 1.0 - degree) * cones[cone]);
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
    // What lies outside of sRGB after the simulation is brought back to it, as on the screen that would show it.
    let seen = times(&vision.matrix(), linear(color)).map(|channel| channel.clamp(0.0, 1.0));
    let of = ciecam02(xyz_of_linear(seen), white, 64.0 / std::f64::consts::PI / 5.0);
    let lightness = 1.7 * of.lightness / (1.0 + 0.007 * of.lightness);
    let colourfulness = (1.0 + 0.0228 * of.colourfulness).ln() / 0.0228;
    [lightness, colourfulness * of.hue.cos(), colourfulness * of.hue.sin()]
}

fn distance(one: Color, other: Color, vision: Vision) -> f64 {
    let (one, other) = (uniform(one, vision), uniform(other, vision));
    (0..3).map(|axis| (one[axis] - other[axis]).powi(2)).sum::<f64>().sqrt()
}

/// Distance of the closest two stance colours.
fn closest_pair(vision: Vision) -> f64 {
    let colors = Stance::ALL.map(stance_color);
    let pairs = (0..colors.len()).flat_map(|one| (0..one).map(move |other| (one, other)));
    pairs.map(|(one, other)| distance(colors[one], colors[other], vision)).fold(f64::INFINITY, f64::min)
}

/// The grounds that a mark can stand on.
fn grounds(palette: &Palette) -> [(&'static str, Color); 4] {
    [("paper", palette.paper), ("water", palette.water), ("land", palette.land), ("silence", palette.silence)]
}

fn hold(name: &str, ink: Color, on: &str, ground: Color, least: f32) {
    let contrast = ink.contrast(ground);
    assert!(contrast >= least, "{name} {ink} on {on} {ground}: {contrast:.2}, and {least} is needed");
}

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
    for vision in Vision::ALL {
        let apart = distance(WHITE, BLACK, vision);
        assert!((apart - 100.0).abs() < 1.0, "{vision:?}: {apart}");
    }
}

#[test]
fn the_closest_stances_are_as_far_apart_as_was_measured() {
    let measured = Vision::ALL.map(|vision| closest_pair(vision).round() as i32);
    assert_eq!(measured, [28, 28, 24, 25]);
}

#[test]
fn stances_stay_apart_in_every_vision() {
    for vision in Vision::ALL {
        let closest = closest_pair(vision);
        assert!(closest >= 20.0, "{vision:?}: {closest:.1}");
    }
}

#[test]
fn outlines_and_ties_stand_out_from_every_ground() {
    for theme in Theme::ALL {
        let palette = theme.palette();
        for (on, ground) in grounds(&palette) {
            hold(&format!("{theme:?} outline"), palette.outline, on, ground, 3.0);
            hold(&format!("{theme:?} tie"), palette.tie, on, ground, 3.0);
        }
    }
}

#[test]
fn words_can_be_read() {
    for theme in Theme::ALL {
        let palette = theme.palette();
        let of = |name: &str| format!("{theme:?} {name}");
        hold(&of("ink"), palette.ink, "paper", palette.paper, 7.0);
        hold(&of("ink"), palette.ink, "card", palette.card, 7.0);
        hold(&of("ink"), palette.ink, "raised", palette.raised, 7.0);
        for (on, ground) in [("paper", palette.paper), ("card", palette.card)] {
            hold(&of("weak ink"), palette.weak_ink, on, ground, 4.5);
            hold(&of("alarm"), palette.alarm, on, ground, 4.5);
        }
        hold(&of("accent"), palette.accent, "paper", palette.paper, 4.5);
        hold(&of("ink on accent"), palette.on_accent, "accent", palette.accent, 4.5);
        for (on, ground) in grounds(&palette) {
            hold(&of("ink"), palette.ink, on, ground, 4.5);
        }
    }
}

#[test]
fn a_glyph_can_be_read_on_its_stance() {
    // All five reach 4.5 with white or near-black, so none needs the lower bound for large signs.
    for stance in Stance::ALL {
        hold("glyph", ink_on(stance), stance.code(), stance_color(stance), 4.5);
    }
}

#[test]
fn silence_is_no_stance() {
    // It is told by its hatch; its ground is far from every stance all the same, and the hatch from its ground.
    for theme in Theme::ALL {
        let palette = theme.palette();
        for vision in Vision::ALL {
            for stance in Stance::ALL {
                let apart = distance(palette.silence, stance_color(stance), vision);
                assert!(apart >= 10.0, "{theme:?} {vision:?}: silence is {apart:.1} from {}", stance.code());
            }
        }
        let lines = distance(palette.silence, palette.silence_ink, Vision::Normal);
        assert!(lines >= 5.0, "{theme:?}: the hatch is {lines:.1} from its ground");
    }
}
