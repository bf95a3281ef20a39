//! Views by chance, every field of them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::layout::camera::Camera;
use demarche::layout::geometry::Point;
use demarche::layout::picture::{Picture, Pin, Sheet};
use demarche::model::{Day, Stance};
use demarche::scene::Target;
use demarche::view::{ArticlePlace, Circle, Filters, Passage, ThemeChoice, VIEW_FORMAT, View};
use proptest::prelude::*;
use proptest::sample::select;
use std::str::FromStr;

/// Every number but "not a number", which equals nothing, not even itself.
fn any_number() -> impl Strategy<Value = f32> {
    use proptest::num::f32::{INFINITE, NEGATIVE, NORMAL, POSITIVE, SUBNORMAL, ZERO};
    POSITIVE | NEGATIVE | NORMAL | SUBNORMAL | ZERO | INFINITE
}

fn any_id<T: FromStr<Err: std::fmt::Debug> + std::fmt::Debug>() -> impl Strategy<Value = T> {
    "[a-z0-9]{1,8}(-[a-z0-9]{1,8}){0,3}".prop_map(|slug| slug.parse().unwrap())
}

fn any_point() -> impl Strategy<Value = Point> {
    (any_number(), any_number()).prop_map(|(x, y)| Point::new(x, y))
}

fn any_day() -> impl Strategy<Value = Day> {
    (1_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(year, month, day)| Day::from_ymd(year, month, day).unwrap())
}

fn any_standing() -> impl Strategy<Value = Option<Stance>> {
    proptest::option::of(select(&Stance::ALL[..]))
}

fn any_target() -> impl Strategy<Value = Target> {
    prop_oneof![
        any_id().prop_map(Target::Actor),
        (any_id(), any_id()).prop_map(|(one, other)| Target::Tie(one, other)),
        any_standing().prop_map(Target::MembersWith),
        any_standing().prop_map(Target::EverybodyWith),
        Just(Target::Members),
        any_id().prop_map(Target::Statement),
        any_id().prop_map(Target::Source),
    ]
}

fn any_passage() -> impl Strategy<Value = Passage> {
    prop_oneof![Just(Passage::Start), any_id().prop_map(Passage::Statement), any_id().prop_map(Passage::Relation),]
}

fn any_pin() -> impl Strategy<Value = Pin> {
    (select(&[Sheet::Main, Sheet::Inset][..]), any_point()).prop_map(|(sheet, at)| Pin { sheet, at })
}

prop_compose! {
    fn any_filters()(
        hidden_stances in prop::collection::btree_set(any_standing(), 0..6),
        hidden_circles in prop::collection::btree_set(select(&Circle::ALL[..]), 0..5),
    ) -> Filters {
        Filters { hidden_stances, hidden_circles }
    }
}

prop_compose! {
    pub(crate) fn any_view()(
        name in any::<String>(),
        question in any_id(),
        picture in select(&Picture::ALL[..]),
        as_of in proptest::option::of(any_day()),
        camera in proptest::option::of((any_point(), any_number())),
        filters in any_filters(),
        selection in proptest::option::of(any_target()),
        article in proptest::option::of((any_id(), any_passage())),
        pinned in prop::collection::btree_map(
            select(&Picture::ALL[..]), prop::collection::btree_map(any_id(), any_pin(), 0..4), 0..4,
        ),
        theme in select(&ThemeChoice::ALL[..]),
    ) -> View {
        View {
            format: VIEW_FORMAT,
            name,
            question,
            picture,
            as_of,
            camera: camera.map(|(center, points_per_unit)| Camera { center, points_per_unit }),
            filters,
            selection,
            article: article.map(|(source, passage)| ArticlePlace { source, passage }),
            pinned,
            theme,
        }
    }
}
