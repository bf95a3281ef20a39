//! The colours stay apart, and every word can be read: in both themes, in normal vision and in three kinds of colour
//! blindness.
//!
//! Distances are those of [`demarche::scene::distance`]. Contrast is that of WCAG 2.2.

#![expect(clippy::indexing_slicing, reason = "a test may panic")]

use demarche::model::Stance;
use demarche::scene::{APART, Color, Palette, StanceLooks, Theme, Vision, distance, stance_color};

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
fn the_closest_stances_are_as_far_apart_as_was_measured() {
    let measured = Vision::ALL.map(|vision| closest_pair(vision).round() as i32);
    assert_eq!(measured, [28, 28, 24, 25]);
}

#[test]
fn stances_stay_apart_in_every_vision() {
    for vision in Vision::ALL {
        let closest = closest_pair(vision);
        assert!(closest >= APART, "{vision:?}: {closest:.1}");
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
        hold("glyph", StanceLooks::default().ink_on(stance), stance.code(), stance_color(stance), 4.5);
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
