#![expect(clippy::unwrap_used, reason = "tests may panic")]

use super::*;
use crate::export::png;
use crate::layout::geography::LineKind;
use crate::layout::projection::MapFrame;
use crate::scene::flag_codes;
use resvg::tiny_skia::Pixmap;
use resvg::usvg::roxmltree;
use std::collections::BTreeSet;

const RED: Color = Color::hex(0xCC_00_00);
const BLUE: Color = Color::hex(0x00_00_CC);
const WHITE: Color = Color::hex(0xFF_FF_FF);
const THIN: Stroke = Stroke::solid(0.75, BLUE);
const DASHED: Stroke = Stroke { width: 2.0, color: RED, dash: Dash::Dashed };
const HATCH: Fill = Fill::Hatched { ground: WHITE, ink: BLUE };
const STRIPES: Fill = Fill::Striped { first: RED, second: BLUE };

fn layer(items: Vec<Item>) -> Layer {
    Layer { clip: None, items }
}

fn scene(layers: Vec<Layer>) -> Scene {
    Scene { size: Size::new(200.0, 100.0), background: WHITE, layers }
}

fn silent_scene(shapes: Vec<Shape>) -> Scene {
    scene(vec![layer(shapes.into_iter().map(Item::silent).collect())])
}

fn write(scene: &Scene) -> String {
    svg(scene, &SvgDocument { title: "Who stands where", description: "About 10 December 2024" })
}

fn disc(center: Point, fill: Fill) -> Shape {
    Shape::Disc { center, radius: 10.0, fill, stroke: None }
}

fn words(text: &str) -> Shape {
    Shape::Text {
        baseline: Point::new(100.0, 50.0),
        align: Align::Center,
        face: Face::SemiBold,
        size: 13.0,
        color: BLUE,
        halo: Some(WHITE),
        text: text.to_owned(),
    }
}

/// A frame of the map, whole, in a picture of 1600 by 1000.
fn map_placement() -> Placement {
    Placement { scale: 1.6, offset: Point::ZERO }
}

fn every_country(size: Size) -> Scene {
    let fills = [Fill::Solid(RED), HATCH, STRIPES];
    let items = Geography::of(&MapFrame::europe())
        .countries()
        .zip(fills.into_iter().cycle())
        .map(|(country, fill)| {
            Item::silent(Shape::Area {
                country: country.a3.clone(),
                frame: MapFrame::europe(),
                place: map_placement(),
                fill,
                stroke: Some(THIN),
            })
        })
        .chain([Item::silent(Shape::Boundaries {
            frame: MapFrame::europe(),
            lines: LineKind::Recognised,
            place: map_placement(),
            stroke: THIN,
        })])
        .collect();
    Scene { size, ..scene(vec![layer(items)]) }
}

#[test]
fn every_kind_of_shape_is_written() {
    let shapes = vec![
        disc(Point::new(20.0, 20.0), HATCH),
        Shape::Disc { center: Point::new(50.0, 20.0), radius: 10.25, fill: STRIPES, stroke: Some(DASHED) },
        Shape::Polygon {
            points: vec![Point::new(70.0, 10.0), Point::new(90.0, 10.0), Point::new(80.0, 30.0)],
            fill: RED.with_alpha(128),
        },
        Shape::Line { points: vec![Point::new(0.0, 0.0), Point::new(100.0, 0.5)], stroke: THIN },
        Shape::Box {
            rect: Rect::new(Point::new(5.0, 40.0), Point::new(60.0, 60.0)),
            corner_radius: 4.0,
            fill: Fill::Solid(BLUE),
            stroke: Some(THIN),
        },
        words("Zelenskyy"),
        Shape::Text {
            baseline: Point::new(5.0, 90.0),
            align: Align::Left,
            face: Face::Serif,
            size: 15.0,
            color: BLUE,
            halo: None,
            text: "“No,”  he said.".to_owned(),
        },
        Shape::Flag { center: Point::new(150.0, 20.0), radius: 10.0, code: "zz".to_owned() },
    ];
    insta::assert_snapshot!(write(&silent_scene(shapes)));
}

#[test]
fn a_named_item_is_a_group_under_its_title() {
    let actor = Target::Actor("hungary".parse().unwrap());
    let name = "Hungary, opposes, 2 statements".to_owned();
    let items = vec![
        Item::named(disc(Point::new(20.0, 20.0), Fill::Solid(RED)), actor.clone(), name),
        Item::opening(words("Hungary"), actor),
        Item::opening(words("said"), Target::Statement("s1".parse().unwrap())),
        Item::opening(words("Reuters"), Target::Source("reuters".parse().unwrap())),
        Item::opening(words("tie"), Target::Tie("a".parse().unwrap(), "b".parse().unwrap())),
        Item::opening(words("29"), Target::MembersWith(None)),
        Item::opening(words("1"), Target::EverybodyWith(Some(Stance::NotNow))),
        Item::opening(words("32"), Target::Members),
    ];
    let clip = Some(Rect::new(Point::ZERO, Point::new(120.0, 100.0)));
    insta::assert_snapshot!(write(&scene(vec![Layer { clip, items }])));
}

#[test]
fn the_same_scene_gives_the_same_bytes() {
    let size = Size::new(1600.0, 1000.0);
    assert_eq!(write(&every_country(size)), write(&every_country(size)));
}

#[test]
fn foreign_words_stay_words() {
    let nasty = "</text><script>alert('&')</script>\u{1}\u{202E}";
    let target = Target::Members;
    let items = vec![Item::named(words(nasty), target, nasty.to_owned())];
    let text = svg(&scene(vec![layer(items)]), &SvgDocument { title: nasty, description: nasty });
    let document = roxmltree::Document::parse(&text).unwrap();
    let shown = "</text><script>alert('&')</script>\u{FFFD}[U+202E]";
    let read: Vec<_> = document.descendants().filter(roxmltree::Node::is_text).filter_map(|node| node.text()).collect();
    assert_eq!(read.iter().filter(|text| **text == shown).count(), 4, "{read:?}");
    assert!(!document.descendants().any(|node| node.has_tag_name("script")));
}

#[test]
fn a_pattern_is_written_once_for_each_pair_of_colours() {
    let at = |x| Point::new(x, 50.0);
    let other = Fill::Hatched { ground: RED, ink: BLUE };
    let faint = Fill::Hatched { ground: RED, ink: BLUE.with_alpha(100) };
    let discs =
        [HATCH, HATCH, other, STRIPES, faint, Fill::Solid(RED)].into_iter().zip([20.0, 40.0, 60.0, 80.0, 90.0, 100.0]);
    let text = write(&silent_scene(discs.map(|(fill, x)| disc(at(x), fill)).collect()));
    assert_eq!(text.matches("<pattern ").count(), 4, "{text}");
    assert_eq!(text.matches("url(#hatch-0000CC-FFFFFF)").count(), 2, "{text}");
    assert_eq!(text.matches("url(#stripe-CC0000-0000CC)").count(), 1, "{text}");
}

#[test]
fn what_cannot_be_seen_is_left_out() {
    let clip = Some(Rect::new(Point::new(50.0, 0.0), Point::new(100.0, 100.0)));
    let at = |x| disc(Point::new(x, 50.0), Fill::Solid(RED));
    let items = [10.0, 45.0, 75.0, 120.0].into_iter().map(at).map(Item::silent).collect();
    let text = write(&scene(vec![Layer { clip, items }, layer(vec![Item::silent(at(500.0))])]));
    assert_eq!(text.matches("<circle ").count(), 2, "{text}");
    assert_eq!(text.matches("<g ").count() + text.matches("<g>").count(), 1, "{text}");
}

#[test]
fn every_reference_finds_its_definition_and_no_two_ids_are_equal() {
    let flags = flag_codes().into_iter().enumerate().map(|(index, code)| Shape::Flag {
        center: Point::new(5.0 + index as f32, 50.0),
        radius: 10.0,
        code: code.to_owned(),
    });
    let mut scene = silent_scene(flags.chain([disc(Point::new(20.0, 20.0), HATCH)]).collect());
    scene.size.width = 2000.0;
    scene.layers.first_mut().unwrap().clip = Some(Rect::new(Point::new(0.5, 0.0), Point::new(1999.0, 100.0)));
    let text = write(&scene);
    let document = roxmltree::Document::parse(&text).unwrap();
    let ids: Vec<&str> = document.descendants().filter_map(|node| node.attribute("id")).collect();
    let distinct: BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(distinct.len(), ids.len());
    let mut references = 0;
    for attribute in document.descendants().flat_map(|node| node.attributes()) {
        let value = attribute.value();
        let named = if attribute.name() == "href" { value.strip_prefix('#') } else { None }
            .or_else(|| value.split_once("url(#")?.1.split_once(')').map(|(id, _)| id));
        if let Some(id) = named {
            references += 1;
            assert!(distinct.contains(id), "{id}");
        }
        assert!(attribute.name() != "href" || value.starts_with('#'), "{value} is outside of the file");
    }
    assert!(references > flag_codes().len(), "{references}");
}

#[test]
fn a_flag_used_twice_is_contained_once() {
    let flag = |x| Shape::Flag { center: Point::new(x, 50.0), radius: 10.0, code: "ua".to_owned() };
    let text = write(&silent_scene(vec![flag(20.0), flag(60.0)]));
    assert_eq!(text.matches("<symbol ").count(), 1);
    assert_eq!(text.matches("xlink:href=\"#flag-ua\"").count(), 2);
}

#[test]
fn a_country_is_drawn_where_it_is_placed() {
    let place = map_placement();
    let bounds = placed(Geography::of(&MapFrame::europe()).country("HUN").unwrap().bounds(), place);
    let area =
        |fill| Shape::Area { country: "HUN".to_owned(), frame: MapFrame::europe(), place, fill, stroke: Some(DASHED) };
    let mut scene = silent_scene(vec![area(HATCH)]);
    scene.size = Size::new(1600.0, 1000.0);
    let tree = resvg::usvg::Tree::from_str(&write(&scene), &resvg::usvg::Options::default()).unwrap();
    // The first child is the ground.
    let drawn = tree.root().children().get(1).unwrap().bounding_box();
    for (drawn, expected) in [
        (drawn.left(), bounds.min.x),
        (drawn.right(), bounds.max.x),
        (drawn.top(), bounds.min.y),
        (drawn.bottom(), bounds.max.y),
    ] {
        assert!((drawn - expected).abs() < 0.2, "{drawn} {expected}");
    }
}

#[test]
fn an_unknown_country_is_not_drawn() {
    let area = Shape::Area {
        country: "ZZZ".to_owned(),
        frame: MapFrame::europe(),
        place: map_placement(),
        fill: HATCH,
        stroke: None,
    };
    assert!(!write(&silent_scene(vec![area])).contains("<path"));
}

#[test]
fn the_map_stays_small_however_far_it_is_magnified() {
    let map = every_country(Size::new(1600.0, 1000.0));
    let text = write(&map);
    assert!(text.matches("<path ").count() > 50, "{}", text.matches("<path ").count());
    assert!(text.len() < 600_000, "{}", text.len());
    let mut close = map;
    for item in close.layers.iter_mut().flat_map(|layer| &mut layer.items) {
        if let Shape::Area { place, .. } | Shape::Boundaries { place, .. } = &mut item.shape {
            *place = Placement { scale: 40.0, offset: Point::new(-20_000.0, -20_000.0) };
        }
    }
    let close = write(&close);
    assert!(close.len() < 200_000, "{}", close.len());
}

#[test]
fn land_is_coloured_and_water_is_not() {
    let place = map_placement();
    let (width, height) = (1600_u16, 1000_u16);
    let mut scene = every_country(Size::new(f32::from(width), f32::from(height)));
    for item in scene.layers.iter_mut().flat_map(|layer| &mut layer.items) {
        if let Shape::Area { fill, stroke, .. } = &mut item.shape {
            (*fill, *stroke) = (Fill::Solid(RED), None);
        } else if let Shape::Boundaries { stroke, .. } = &mut item.shape {
            *stroke = Stroke::solid(0.1, RED);
        }
    }
    let picture = Pixmap::decode_png(&png(&write(&scene), 1.0).unwrap()).unwrap();
    let geography = Geography::of(&MapFrame::europe());
    let land_at = |x: u16, y: u16| {
        let point = place.invert(Point::new(f32::from(x) + 0.5, f32::from(y) + 0.5));
        geography.country_at(point).is_some()
    };
    let (mut land, mut water) = (0, 0);
    for (x, y) in (10..height).step_by(18).flat_map(|y| (10..width).step_by(18).map(move |x| (x, y))) {
        let around = [(x - 2, y), (x + 2, y), (x, y - 2), (x, y + 2), (x, y)].map(|(x, y)| land_at(x, y));
        let drawn = picture.pixel(x.into(), y.into()).unwrap().demultiply();
        if around == [true; 5] {
            land += 1;
            // Two countries that share a pixel let some of the ground through.
            assert!(drawn.green() < 100, "land at {x}, {y}: {drawn:?}");
        } else if around == [false; 5] {
            water += 1;
            assert!(drawn.green() > 200, "water at {x}, {y}: {drawn:?}");
        }
    }
    assert!(land > 1000 && water > 1000, "{land} {water}");
}
