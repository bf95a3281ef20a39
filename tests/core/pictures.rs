//! What the pictures of the built-in project show, whoever draws them.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::layout::geometry::{Rect, Size};
use demarche::layout::picture::Picture;
use demarche::model::{ActorId, Stance};
use demarche::scene::{Dash, Detail, Fill, Scene, Shape, Target, Theme, stance_color};
use demarche::session::{Command, Look, LookCommand, Origin, Session, ViewHome};
use demarche::store;

fn session(question: &str, picture: Picture) -> Session {
    let mut session = Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    let _ = session.perform(Command::Look(LookCommand::Ask(question.parse().unwrap())));
    let _ = session.perform(Command::Look(LookCommand::Show(picture)));
    session
}

fn scene(session: &Session, width: f32, height: f32) -> Scene {
    Look::of(session).scene(Size::new(width, height), Theme::Light, Detail::Full)
}

fn actor(id: &str) -> ActorId {
    id.parse().unwrap()
}

/// The pictures in which names float beside their discs; a table names its rows.
const FLOATING: [Picture; 3] = [Picture::Map, Picture::Network, Picture::RollCall];

/// The words with a rim: names and words on lines, which are placed where there is room.
fn placed_words(scene: &Scene) -> Vec<(String, Rect)> {
    scene
        .items()
        .filter_map(|(_, item)| match &item.shape {
            shape @ Shape::Text { halo: Some(_), text, .. } => Some((text.clone(), shape.text_rect()?)),
            _ => None,
        })
        .collect()
}

#[test]
fn no_label_covers_another_at_the_default_zoom() {
    for picture in FLOATING {
        for question in ["invite-now", "join-eventually"] {
            for (width, height) in [(640.0, 600.0), (930.0, 800.0), (1700.0, 1240.0)] {
                let scene = scene(&session(question, picture), width, height);
                let words = placed_words(&scene);
                assert!(words.len() > 8, "{picture:?} at {width}: only {} labels", words.len());
                for (index, (text, rect)) in words.iter().enumerate() {
                    for (other, other_rect) in words.iter().skip(index + 1) {
                        assert!(
                            !rect.expanded(-0.5).overlaps(*other_rect),
                            "{picture:?} at {width}: {text} on {other}"
                        );
                    }
                }
            }
        }
    }
}

#[test]
fn no_label_covers_the_disc_of_another_actor_at_the_default_zoom() {
    for picture in FLOATING {
        let scene = scene(&session("invite-now", picture), 930.0, 800.0);
        let covers = scene.items().filter_map(|(_, item)| match (&item.shape, &item.target, &item.name) {
            (Shape::Disc { center, radius, .. }, Some(Target::Actor(id)), Some(_)) => {
                Some((id, *center, *radius - 3.0))
            }
            _ => None,
        });
        let words = placed_words(&scene);
        for (id, center, radius) in covers {
            for (text, rect) in &words {
                let nearest_x = center.x.clamp(rect.min.x, rect.max.x);
                let nearest_y = center.y.clamp(rect.min.y, rect.max.y);
                let distance = (center.x - nearest_x).hypot(center.y - nearest_y);
                assert!(distance > radius, "{picture:?}: the label {text} lies on {id}");
            }
        }
    }
}

#[test]
fn no_two_discs_cover_each_other_in_the_network_and_the_roll_call() {
    for picture in [Picture::Network, Picture::RollCall] {
        let session = session("invite-now", picture);
        let spots: Vec<_> =
            Look::of(&session).arrange(Size::new(930.0, 800.0), Detail::Full).spots.into_iter().collect();
        for (index, (id, spot)) in spots.iter().enumerate() {
            for (other, other_spot) in spots.iter().skip(index + 1) {
                let apart = spot.at.distance(other_spot.at);
                assert!(apart >= spot.radius + other_spot.radius - 0.5, "{picture:?}: {id} on {other}");
            }
        }
    }
}

/// How a country's land is filled and outlined.
fn land_of(scene: &Scene, code: &str) -> (Fill, Vec<Dash>) {
    let areas = || {
        scene.items().filter_map(|(_, item)| match &item.shape {
            Shape::Area { country, fill, stroke, .. } if country == code => Some((*fill, *stroke, item.target.clone())),
            _ => None,
        })
    };
    let fill = areas().find_map(|(fill, _, target)| target.map(|_| fill)).unwrap();
    (fill, areas().filter_map(|(_, stroke, _)| stroke).map(|stroke| stroke.dash).collect())
}

#[test]
fn silence_is_hatched_contested_is_striped_and_a_weak_basis_is_dashed() {
    let session = session("invite-now", Picture::Map);
    let scene = scene(&session, 930.0, 800.0);
    let (czechia, czech_line) = land_of(&scene, "CZE");
    assert_eq!(czechia, Fill::Solid(stance_color(Stance::Supports)));
    assert!(czech_line.iter().all(|dash| *dash == Dash::Solid) && !czech_line.is_empty());
    assert!(matches!(land_of(&scene, "ESP").0, Fill::Hatched { .. }));
    let standing = session.standpoint_facts().standings.of(&actor("united-states")).unwrap();
    let rival = standing.contested_by.unwrap();
    let striped = Fill::Striped { first: stance_color(Stance::NotNow), second: stance_color(rival) };
    assert_eq!(land_of(&scene, "USA").0, striped);
    let (_, russian_line) = land_of(&scene, "RUS");
    assert!(russian_line.contains(&Dash::Dashed), "Russia rests on characterised sentences only");
}

#[test]
fn hidden_stances_leave_the_picture_but_not_the_count() {
    let mut session = session("invite-now", Picture::Map);
    let before = session.standpoint_facts().tally.clone();
    let _ = session.perform(Command::Look(LookCommand::ToggleStance(Some(Stance::Opposes))));
    let scene = scene(&session, 930.0, 800.0);
    let opens = |id: &str| scene.items().any(|(_, item)| item.target == Some(Target::Actor(actor(id))));
    assert!(!opens("hungary") && opens("czechia"));
    assert_eq!(session.standpoint_facts().tally, before);
}

#[test]
fn the_same_picture_is_composed_the_same_twice() {
    for picture in Picture::ALL {
        let one = scene(&session("invite-now", picture), 930.0, 800.0);
        let other = scene(&session("invite-now", picture), 930.0, 800.0);
        assert_eq!(one, other, "{picture:?}");
    }
}

#[test]
fn a_pinned_actor_stays_where_it_was_put_whatever_the_camera() {
    for picture in [Picture::Map, Picture::Network] {
        let mut session = session("invite-now", picture);
        let size = Size::new(930.0, 800.0);
        let home = Look::of(&session).arrange(size, Detail::Full);
        let at = demarche::layout::geometry::Point::new(500.0, 300.0);
        let _ = session.perform(Command::Look(LookCommand::Pin(actor("ukraine"), home.pin_at(at))));
        let pinned = Look::of(&session).arrange(size, Detail::Full);
        let spot = pinned.spots.get(&actor("ukraine")).unwrap();
        assert!(spot.at.distance(at) < 0.1, "{picture:?}: {spot:?}");
        let panel = Size::new(home.area.width(), home.area.height());
        let camera = home.camera().zoomed(2.0, at, panel, home.home);
        let _ = session.perform(Command::Look(LookCommand::LookFrom(Some(camera))));
        let zoomed = Look::of(&session).arrange(size, Detail::Full);
        assert!(zoomed.spots.get(&actor("ukraine")).unwrap().at.distance(at) < 1.0, "{picture:?}");
        let _ = session.perform(Command::Look(LookCommand::ResetLayout));
        assert_eq!(Look::of(&session).arrange(size, Detail::Full), home, "{picture:?}");
    }
}

/// The words of a picture that travels alone, with where each line of them is drawn.
fn poster_words(svg: &str) -> Vec<(f32, String)> {
    svg.lines()
        .filter(|line| line.starts_with("<text"))
        .map(|line| {
            let y = line.split(" y=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
            let text = line.split_once('>').unwrap().1.trim_end_matches("</text>");
            (y, text.to_owned())
        })
        .collect()
}

fn exported(picture: Picture, width: f32) -> Vec<(f32, String)> {
    let size = Size::new(width, 700.0);
    poster_words(&demarche::cli::poster_svg(&session("invite-now", picture), size, Theme::Light))
}

fn says(words: &[(f32, String)], part: &str) -> bool {
    words.iter().any(|(_, text)| text.contains(part))
}

#[test]
fn a_picture_that_travels_alone_explains_its_stripes_outlines_and_hatching() {
    for picture in FLOATING {
        let words = exported(picture, 1280.0);
        for part in ["contested by", "second-hand only", "1, 2, 3 or more statements to change it"] {
            assert!(says(&words, part), "{picture:?}: {part}");
        }
        assert_eq!(says(&words, "silent: no statement"), picture != Picture::Network, "{picture:?}");
    }
    assert!(!says(&exported(Picture::Matrix, 1280.0), "statements to change it"), "a matrix says its own");
    let mut weaker = session("invite-now", Picture::RollCall);
    let _ = weaker.perform(Command::Look(LookCommand::GoTo(Some("2020-01-01".parse().unwrap()))));
    let svg = demarche::cli::poster_svg(&weaker, Size::new(1280.0, 800.0), Theme::Light);
    let words = poster_words(&svg);
    assert!(!says(&words, "contested by") && !says(&words, "to change it") && says(&words, "silent: "));
}

#[test]
fn at_a_narrow_width_legend_and_key_go_on_in_a_further_row() {
    for width in [400.0, 640.0, 900.0, 1600.0] {
        let words = exported(Picture::Map, width);
        let at = |part: &str| words.iter().find(|(_, text)| text.starts_with(part)).map(|(y, _)| *y).unwrap();
        for part in ["Requests ", "Opposes ", "No stance on record ", "members (all actors)", "second-hand only"] {
            assert!(at(part) < 300.0, "{width}: {part}");
        }
        assert_eq!(at("Requests ") < at("members (all actors)") - 5.0, width < 1000.0, "{width}");
    }
}

#[test]
fn only_a_picture_with_land_carries_the_boundary_note_and_the_credit_of_the_map() {
    for picture in Picture::ALL {
        let words = exported(picture, 1280.0);
        let has_land = picture == Picture::Map;
        assert_eq!(says(&words, "Boundaries are generalised"), has_land, "{picture:?}");
        assert_eq!(says(&words, "Natural Earth"), has_land, "{picture:?}");
        assert!(says(&words, "Rule: "), "{picture:?}");
    }
}
