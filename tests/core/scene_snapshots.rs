//! Every picture of the built-in project as it was: its outline in words, and a small picture of it in either theme.
//!
//! The outline tells who is where, in which colour and with which words; the small picture tells what no outline does.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use crate::outline::outline;
use crate::small_pictures::compare;
use demarche::cli::{poster_scene, timeline_poster_scene};
use demarche::export::{SvgDocument, png, svg};
use demarche::layout::arrange::Beside;
use demarche::layout::geometry::Size;
use demarche::layout::picture::Picture;
use demarche::scene::{Detail, Scene, Theme};
use demarche::session::{Command, Look, LookCommand, Origin, Session, ViewHome};
use demarche::store;
use demarche::view::{Comparison, ComparisonLook, OtherSide, TimelineLook};
use resvg::tiny_skia::{Pixmap, PixmapPaint, Transform};

/// Of a poster in words, in picture points.
const POSTER: Size = Size { width: 1000.0, height: 700.0 };
/// Of a small picture before it is drawn at half the size.
const SMALL: Size = Size { width: 960.0, height: 600.0 };

fn session(commands: impl IntoIterator<Item = Command>) -> Session {
    let mut session = Session::open(store::builtin(), Origin::BuiltIn, Vec::new(), ViewHome::Memory).unwrap();
    let _ = session.perform(Command::Look(LookCommand::Ask("invite-now".parse().unwrap())));
    for command in commands {
        let _ = session.perform(command);
    }
    session
}

fn compared(picture: Picture) -> Session {
    let with = OtherSide::Day(Some("2024-11-30".parse().unwrap()));
    let comparison = Comparison { with, look: ComparisonLook::SideBySide };
    session([Command::Look(LookCommand::Show(picture)), Command::Look(LookCommand::Compare(Some(comparison)))])
}

/// Both sides of what is compared, the other one first, as the window draws them beside each other.
fn both_sides(session: &Session, size: Size, theme: Theme) -> [Scene; 2] {
    let of = session.comparison_facts().unwrap();
    let view = session.other_view().unwrap();
    let question = session.project().question(&view.question).unwrap();
    let marked: std::collections::BTreeSet<_> =
        of.differences.iter().map(|difference| difference.actor.clone()).collect();
    let other = Look { marked: marked.clone(), ..Look::through(session, &view, question, &of.other) };
    let this = Look { marked, ..Look::of(session) };
    let shelf_of = |look: &Look<'_>| look.arrange(size, Detail::Full).shelf.map_or(0.0, |shelf| shelf.needed);
    let shelf_height = shelf_of(&other).max(shelf_of(&this));
    let beside = |look: Look<'_>, shown| {
        Look { beside: Beside { shelf_height, shown: Some(shown) }, ..look }.scene(size, theme, Detail::Full)
    };
    [beside(other, &session.standpoint_facts().shown), beside(this, &of.other.shown)]
}

fn pixels(scene: &Scene) -> Pixmap {
    let svg = svg(scene, &SvgDocument { title: "", description: "" });
    Pixmap::decode_png(&png(&svg, 0.5).unwrap()).unwrap()
}

/// Two pictures beside each other.
fn beside(left: &Pixmap, right: &Pixmap) -> Pixmap {
    let mut both = Pixmap::new(left.width() + right.width(), left.height().max(right.height())).unwrap();
    for (picture, x) in [(left, 0), (right, left.width())] {
        both.draw_pixmap(x as i32, 0, picture.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
    }
    both
}

#[test]
fn who_stands_where_in_which_colour_and_with_which_words_is_as_it_was() {
    for picture in Picture::ALL {
        let scene = poster_scene(&session([Command::Look(LookCommand::Show(picture))]), POSTER, Theme::Light);
        insta::assert_snapshot!(picture.code(), outline(&scene, Theme::Light));
    }
    for (name, look) in [("timeline", TimelineLook::Together), ("timeline-by-actor", TimelineLook::ByActor)] {
        let scene =
            timeline_poster_scene(&session([Command::Look(LookCommand::ShowTimeline(look))]), POSTER, Theme::Light);
        insta::assert_snapshot!(name, outline(&scene, Theme::Light));
    }
    let half = Size { width: POSTER.width / 2.0, ..POSTER };
    let [other, this] = both_sides(&compared(Picture::RollCall), half, Theme::Light);
    insta::assert_snapshot!("beside-other", outline(&other, Theme::Light));
    insta::assert_snapshot!("beside-this", outline(&this, Theme::Light));
}

#[test]
fn every_picture_looks_as_it_did_in_either_theme() {
    let mut faults = Vec::new();
    for (theme, of_theme) in [(Theme::Light, "light"), (Theme::Dark, "dark")] {
        let mut check = |name: &str, drawn: &Pixmap| faults.extend(compare(&format!("{name}-{of_theme}"), drawn).err());
        for picture in Picture::ALL {
            let session = session([Command::Look(LookCommand::Show(picture))]);
            check(picture.code(), &pixels(&Look::of(&session).scene(SMALL, theme, Detail::Full)));
        }
        let by_actor = session([Command::Look(LookCommand::ShowTimeline(TimelineLook::ByActor))]);
        check("timeline", &pixels(&timeline_poster_scene(&by_actor, SMALL, theme)));
        let half = Size { width: SMALL.width / 2.0, ..SMALL };
        let [other, this] = both_sides(&compared(Picture::RollCall), half, theme);
        check("side-by-side", &beside(&pixels(&other), &pixels(&this)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
