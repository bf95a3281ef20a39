//! Views by chance, every field of them.

#![expect(clippy::unwrap_used, reason = "a test may panic")]

use demarche::derive::{Among, Columns, MatrixLook, RowOrder, Slot};
use demarche::layout::camera::Camera;
use demarche::layout::geometry::Point;
use demarche::layout::picture::{Picture, Pin, Sheet};
use demarche::model::{ByteRange, Confidence, Day, PeopleSpeak, Stance, StandingRule, Voice, Weighing};
use demarche::scene::{Page, Target};
use demarche::view::{
    ActorClass, ArticlePlace, Comparison, ComparisonLook, ConditionFilter, Filters, OtherSide, Passage, Seen,
    SeenSource, SeenStanding, ThemeChoice, TimelineLook, VIEW_FORMAT, View, ViewKey,
};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
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
    (demarche::model::YEARS, 1_i8..=12, 1_i8..=28)
        .prop_map(|(year, month, day)| Day::from_ymd(year, month, day).unwrap())
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
        select(&Among::ALL[..]).prop_map(Target::Among),
        (any_id(), any_slot()).prop_map(|(actor, slot)| Target::Cell(actor, slot)),
        select(&[Page::Rule, Page::Comparison, Page::Contradictions][..]).prop_map(Target::Page),
    ]
}

fn any_passage() -> impl Strategy<Value = Passage> {
    prop_oneof![
        Just(Passage::Start),
        any_id().prop_map(Passage::Statement),
        any_id().prop_map(Passage::Relation),
        (0..9_000_usize, 0..9_000_usize).prop_map(|(start, end)| Passage::Words(ByteRange { start, end })),
    ]
}

fn any_pin() -> impl Strategy<Value = Pin> {
    (select(&[Sheet::Main, Sheet::Inset][..]), any_point()).prop_map(|(sheet, at)| Pin { sheet, at })
}

prop_compose! {
    fn any_filters()(
        hidden_stances in prop::collection::btree_set(any_standing(), 0..6),
        hidden_classes in prop::collection::btree_set(select(&ActorClass::ALL[..]), 0..5),
        conditions in select(&ConditionFilter::ALL[..]),
    ) -> Filters {
        Filters { hidden_stances, hidden_classes, conditions }
    }
}

prop_compose! {
    fn any_rule()(
        voices in subsequence(Voice::ALL.to_vec(), 1..=4).prop_shuffle(),
        weighing in prop_oneof![Just(Weighing::Latest), (1..=u16::MAX).prop_map(|days| Weighing::HalfLife { days })],
        least_confidence in select(vec![Confidence::Arguable, Confidence::Likely, Confidence::Sure]),
        people_speak in select(vec![PeopleSpeak::InOffice, PeopleSpeak::Never]),
        contested_within_days in any::<u16>(),
        stale_after_days in any::<u16>(),
    ) -> StandingRule {
        StandingRule { voices, weighing, least_confidence, people_speak, contested_within_days, stale_after_days }
    }
}

fn any_comparison() -> impl Strategy<Value = Comparison> {
    let with = prop_oneof![
        proptest::option::of(any_day()).prop_map(OtherSide::Day),
        proptest::option::of(any_day()).prop_map(OtherSide::KnownOn),
        any_id().prop_map(OtherSide::Question),
        Just(OtherSide::ProjectRule),
        any_rule().prop_map(OtherSide::Rule),
        any::<String>().prop_map(|key| OtherSide::View(ViewKey(key))),
        any_id().prop_map(OtherSide::Without),
    ];
    let look = select(&[ComparisonLook::List, ComparisonLook::SideBySide][..]);
    (with, look).prop_map(|(with, look)| Comparison { with, look })
}

fn any_slot() -> impl Strategy<Value = Slot> {
    prop_oneof![any_id().prop_map(Slot::Source), any_day().prop_map(Slot::month_of)]
}

fn any_matrix_look() -> impl Strategy<Value = MatrixLook> {
    let order = prop_oneof![
        Just(RowOrder::Standing),
        Just(RowOrder::Name),
        Just(RowOrder::Statements),
        any_slot().prop_map(RowOrder::Slot),
    ];
    (select(&[Columns::Sources, Columns::Months][..]), order, any::<bool>())
        .prop_map(|(columns, order, reversed)| MatrixLook { columns, order, reversed })
}

prop_compose! {
    fn any_seen()(
        as_of in any_day(),
        sources in prop::collection::btree_map(any_id(), "[0-9a-f]{12}( [0-9a-f]{12}){0,3}", 0..4),
        standings in prop::collection::btree_map(any_id(), (select(&Stance::ALL[..]), any::<bool>()), 0..4),
    ) -> Seen {
        let sources = sources
            .into_iter()
            .map(|(id, marks)| (id, SeenSource(marks)));
        let standings = standings
            .into_iter()
            .map(|(id, (stance, contested))| (id, SeenStanding { stance, contested }));
        Seen { as_of, sources: sources.collect(), standings: standings.collect() }
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
        (known_on, rule, comparison) in (
            proptest::option::of(any_day()), proptest::option::of(any_rule()), proptest::option::of(any_comparison()),
        ),
        timeline in select(&[TimelineLook::Together, TimelineLook::ByActor, TimelineLook::Hidden][..]),
        matrix in any_matrix_look(),
        seen in proptest::option::of(any_seen()),
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
            known_on,
            rule,
            comparison,
            timeline,
            matrix,
            seen,
        }
    }
}
