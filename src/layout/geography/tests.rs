//! What must be true of the land that the program ships with.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

use super::*;
use crate::layout::projection::MapFrame;

/// The 32 members of NATO with their capitals, in degrees east and north.
const CAPITALS: [(&str, f64, f64); 32] = [
    ("ALB", 19.82, 41.33),
    ("BEL", 4.35, 50.85),
    ("BGR", 23.32, 42.70),
    ("CAN", -75.70, 45.42),
    ("CZE", 14.42, 50.09),
    ("DEU", 13.40, 52.52),
    ("DNK", 12.57, 55.68),
    ("ESP", -3.70, 40.42),
    ("EST", 24.75, 59.44),
    ("FIN", 24.94, 60.17),
    ("FRA", 2.35, 48.86),
    ("GBR", -0.13, 51.51),
    ("GRC", 23.73, 37.98),
    ("HRV", 15.98, 45.81),
    ("HUN", 19.04, 47.50),
    ("ISL", -21.94, 64.15),
    ("ITA", 12.50, 41.90),
    ("LTU", 25.28, 54.69),
    ("LUX", 6.13, 49.61),
    ("LVA", 24.11, 56.95),
    ("MKD", 21.43, 42.00),
    ("MNE", 19.26, 42.44),
    ("NLD", 4.90, 52.37),
    ("NOR", 10.75, 59.91),
    ("POL", 21.01, 52.23),
    ("PRT", -9.14, 38.72),
    ("ROU", 26.10, 44.43),
    ("SVK", 17.11, 48.15),
    ("SVN", 14.51, 46.05),
    ("SWE", 18.07, 59.33),
    ("TUR", 32.85, 39.93),
    ("USA", -77.04, 38.91),
];

fn code_at(frame: Frame, lon: f64, lat: f64) -> Option<&'static str> {
    Geography::bundled().country_at(frame, MapFrame::of(frame).place(lon, lat))
}

fn frame_of(a3: &str) -> Frame {
    if ["CAN", "USA"].contains(&a3) { Frame::NorthAmerica } else { Frame::Europe }
}

fn ring_area(ring: &[Point]) -> f64 {
    let doubled = |(a, b): (&Point, &Point)| f64::from(a.x) * f64::from(b.y) - f64::from(b.x) * f64::from(a.y);
    ring.iter().zip(ring.iter().cycle().skip(1)).map(doubled).sum::<f64>().abs() / 2.0
}

fn distance_to_line(point: Point, a: Point, b: Point) -> f32 {
    let (along, to_point) = (b - a, point - a);
    let share = (along.x * to_point.x + along.y * to_point.y) / (along.x * along.x + along.y * along.y);
    point.distance(a.lerp(b, share.clamp(0.0, 1.0)))
}

fn polygon_area(polygon: &MapPolygon) -> f64 {
    ring_area(&polygon.rings[0]) - polygon.rings[1..].iter().map(|hole| ring_area(hole)).sum::<f64>()
}

fn all_polygons() -> impl Iterator<Item = (&'static str, Frame, &'static MapPolygon)> {
    Geography::bundled().countries().flat_map(|country| {
        Frame::ALL.into_iter().flat_map(move |frame| {
            country.polygons(frame).iter().map(move |polygon| (country.a3.as_str(), frame, polygon))
        })
    })
}

#[test]
fn the_bundled_map_can_be_read_and_would_be_written_the_same() {
    let geography = Geography::from_bytes(BUNDLED).unwrap();
    assert_eq!(geography.to_bytes().unwrap(), BUNDLED);
    assert_eq!(&geography, Geography::bundled());
    assert!(BUNDLED.len() < 1_000_000);
}

#[test]
fn broken_map_data_is_refused_without_a_panic() {
    assert!(matches!(Geography::from_bytes(&[]), Err(GeographyError::Encoding(_))));
    assert!(matches!(Geography::from_bytes(&[99, 0, 0]), Err(GeographyError::Format(99))));
    for length in (0..BUNDLED.len()).step_by(BUNDLED.len() / 20) {
        assert!(Geography::from_bytes(&BUNDLED[..length]).is_err(), "cut at {length}");
    }
    let mut bytes = BUNDLED.to_vec();
    for index in (0..bytes.len()).step_by(bytes.len() / 30) {
        bytes[index] ^= 0x55;
        if let Ok(geography) = Geography::from_bytes(&bytes) {
            for polygon in geography.countries().flat_map(|country| country.polygons(Frame::Europe)) {
                let count = polygon.points().count();
                assert!(polygon.triangles.iter().all(|corner| (*corner as usize) < count));
            }
        }
        bytes[index] ^= 0x55;
    }
}

#[test]
fn map_data_prepared_for_another_frame_is_refused() {
    // The format's number is one byte; then comes the frame's rectangle, whose width is the third f32.
    let mut bytes = BUNDLED.to_vec();
    assert_eq!(bytes[9..13], 1000.0_f32.to_le_bytes());
    bytes[9..13].copy_from_slice(&900.0_f32.to_le_bytes());
    assert!(matches!(Geography::from_bytes(&bytes), Err(GeographyError::Frames)));
}

#[test]
fn the_seven_geographic_points_lie_where_they_are_recognised() {
    for (name, lon, lat, expected) in [
        ("Simferopol", 34.1, 45.0, Some("UKR")),
        ("Sevastopol", 33.5, 44.6, Some("UKR")),
        ("Kaliningrad", 20.51, 54.71, Some("RUS")),
        ("Pristina", 21.17, 42.66, Some("XKX")),
        ("inland of Kyrenia", 33.32, 35.25, Some("CYP")),
        ("Norwegian Sea", 0.0, 70.0, None),
        ("Barents Sea", 40.0, 74.0, None),
    ] {
        assert_eq!(code_at(Frame::Europe, lon, lat), expected, "{name}");
    }
}

#[test]
fn places_under_dispute_lie_where_they_are_recognised() {
    for (name, lon, lat, expected) in [
        ("Kerch", 36.35, 45.32, Some("UKR")),
        ("Donetsk", 37.80, 48.00, Some("UKR")),
        ("Luhansk", 39.30, 48.57, Some("UKR")),
        ("Melitopol", 35.37, 46.85, Some("UKR")),
        ("Rostov", 39.90, 47.40, Some("RUS")),
        ("Tiraspol", 29.63, 46.84, Some("MDA")),
        ("Sukhumi", 41.10, 43.05, Some("GEO")),
        ("Tskhinvali", 43.97, 42.23, Some("GEO")),
        ("Larnaca", 33.55, 34.95, Some("CYP")),
        ("Ramallah", 35.20, 31.90, Some("PSE")),
    ] {
        assert_eq!(code_at(Frame::Europe, lon, lat), expected, "{name}");
    }
}

#[test]
fn no_band_runs_along_the_antimeridian_or_over_the_ocean() {
    let frame = MapFrame::europe();
    for (x, y) in (0..=23).flat_map(|column| (13..=52).map(move |row| (column * 10, row * 10))) {
        // The room for the inset that `MapFrame::europe` promises.
        let point = Point::new(x as f32, y as f32);
        assert_eq!(Geography::bundled().country_at(Frame::Europe, point), None, "{point:?}");
    }
    for (lon, lat) in [(-15.0, 72.0), (10.0, 75.0), (40.0, 75.0), (0.0, 84.0), (-25.0, 55.0), (-20.0, 45.0)] {
        assert_eq!(code_at(Frame::Europe, lon, lat), None, "{lon} {lat}");
        assert!(frame.sheet.contains(frame.place(lon, lat)), "{lon} {lat} is off the sheet");
    }
    for (name, lon, lat) in [("Hudson Bay", -85.0, 59.0), ("Gulf of Alaska", -145.0, 57.0), ("Atlantic", -65.0, 35.0)] {
        assert_eq!(code_at(Frame::NorthAmerica, lon, lat), None, "{name}");
    }
}

#[test]
fn the_inset_shows_north_america() {
    for (name, lon, lat, expected) in [
        ("Anchorage", -149.8, 61.15, Some("USA")),
        ("Denver", -104.99, 39.74, Some("USA")),
        ("Ottawa", -75.70, 45.38, Some("CAN")),
        ("Iqaluit", -68.4, 63.8, Some("CAN")),
        ("Bering Strait", -169.8, 66.1, None),
    ] {
        assert_eq!(code_at(Frame::NorthAmerica, lon, lat), expected, "{name}");
    }
    assert!(Geography::bundled().country("RUS").unwrap().polygons(Frame::NorthAmerica).is_empty());
}

#[test]
fn each_place_is_drawn_in_one_map_only() {
    for a3 in ["USA", "CAN", "SPM"] {
        assert!(Geography::bundled().country(a3).unwrap().bounds(Frame::Europe).is_none(), "{a3}");
    }
}

#[test]
fn enclaves_are_holes_in_the_land_around_them() {
    for (name, lon, lat, expected) in
        [("San Marino", 12.46, 43.94, "SMR"), ("Vatican", 12.4393, 41.8984, "VAT"), ("Rimini", 12.4, 44.05, "ITA")]
    {
        assert_eq!(code_at(Frame::Europe, lon, lat), Some(expected), "{name}");
    }
    let italy = Geography::bundled().country("ITA").unwrap();
    assert_eq!(italy.polygons(Frame::Europe)[0].rings.len(), 3);
}

#[test]
fn parts_that_the_source_sets_apart_are_joined() {
    let geography = Geography::bundled();
    for a3 in ["CYN", "SOL"] {
        assert!(geography.country(a3).is_none(), "{a3}");
        let names_it = |line: &MapLine| match &line.sides {
            LineSides::Coast(of) => of == a3,
            LineSides::Border(one, other) => one == a3 || other == a3,
        };
        assert!(!Frame::ALL.iter().flat_map(|frame| geography.lines(*frame)).any(names_it), "{a3}");
    }
    assert_eq!(geography.country("CYP").unwrap().polygons(Frame::Europe).len(), 1, "the island has no gap");
}

#[test]
fn every_member_of_the_alliance_has_land() {
    for (a3, _, _) in CAPITALS {
        let country = Geography::bundled().country(a3).unwrap();
        let area: f64 = country.polygons(frame_of(a3)).iter().map(polygon_area).sum();
        assert!(area > 10.0, "{a3} has {area} square units");
        assert_eq!(country.role, LandRole::State, "{a3}");
        assert!(MapFrame::of(frame_of(a3)).rect.overlaps(country.bounds(frame_of(a3)).unwrap()), "{a3}");
    }
}

#[test]
fn every_capital_of_the_alliance_lies_in_its_country() {
    for (a3, lon, lat) in CAPITALS {
        let frame = frame_of(a3);
        let place = MapFrame::of(frame).place(lon, lat);
        let country = Geography::bundled().country(a3).unwrap();
        // Reykjavík lies on a tongue of land that the source leaves out; one unit of the large map is 5.8 km.
        let is_close = frame == Frame::Europe
            && country.polygons(frame).iter().flat_map(|polygon| &polygon.rings).any(|ring| {
                ring.iter().zip(ring.iter().cycle().skip(1)).any(|(a, b)| distance_to_line(place, *a, *b) < 1.0)
            });
        assert!(country.contains(frame, place) || is_close, "{a3}");
    }
}

#[test]
fn areas_agree_with_the_published_ones() {
    // Thousands of square kilometres of land and inland water, rounded (UN Demographic Yearbook).
    for (a3, published) in
        [("UKR", 603.5), ("FRA", 551.5), ("DEU", 357.4), ("HUN", 93.0), ("POL", 312.7), ("TUR", 783.6), ("CYP", 9.25)]
    {
        let unit = MapFrame::europe().metres_per_unit / 1000.0;
        let units: f64 =
            Geography::bundled().country(a3).unwrap().polygons(Frame::Europe).iter().map(polygon_area).sum();
        let area = units * unit * unit / 1000.0;
        assert!((area / published - 1.0).abs() < 0.02, "{a3}: {area} instead of {published}");
    }
}

#[test]
fn triangles_cover_each_polygon_and_nothing_else() {
    for (a3, frame, polygon) in all_polygons() {
        let points: Vec<Point> = polygon.points().collect();
        let triangle_area = |corners: &[u32; 3]| ring_area(&corners.map(|corner| points[corner as usize]));
        let filled: f64 = polygon.triangles.as_chunks::<3>().0.iter().map(triangle_area).sum();
        let area = polygon_area(polygon);
        assert!((filled - area).abs() <= 0.001 * area, "{a3} {frame:?}: {filled} of {area}");
    }
}

#[test]
fn every_polygon_lies_on_its_sheet_and_inside_its_bounds() {
    for (a3, frame, polygon) in all_polygons() {
        let sheet = MapFrame::of(frame).sheet;
        for point in polygon.points() {
            assert!(sheet.contains(point) && polygon.bounds.contains(point), "{a3} {frame:?} {point:?}");
        }
        assert!(polygon.rings.iter().all(|ring| ring.len() >= 3 && ring.first() != ring.last()), "{a3}");
    }
}

#[test]
fn no_border_is_drawn_twice_and_none_follows_the_edge_of_the_sheet() {
    for frame in Frame::ALL {
        let sheet = MapFrame::of(frame).sheet;
        let mut seen = std::collections::BTreeSet::new();
        for line in Geography::bundled().lines(frame) {
            if let LineSides::Border(one, other) = &line.sides {
                assert!(one < other, "{one} {other}");
            }
            for pair in line.points.windows(2) {
                let mut ends = [pair[0], pair[1]].map(|point| (point.x.to_bits(), point.y.to_bits()));
                ends.sort_unstable();
                assert!(seen.insert(ends), "{:?} {pair:?}", line.sides);
                let shares = |value: fn(Point) -> f32, edge: f32| {
                    pair.iter().all(|point| (value(*point) - edge).abs() < f32::EPSILON)
                };
                for edge in [sheet.min, sheet.max] {
                    assert!(!shares(|point| point.x, edge.x) && !shares(|point| point.y, edge.y), "{pair:?}");
                }
            }
        }
    }
}

#[test]
fn ground_is_told_from_states() {
    let geography = Geography::bundled();
    let role = |a3: &str| geography.country(a3).unwrap().role.clone();
    assert_eq!(role("GRL"), LandRole::Ground { part_of: Some("DNK".to_owned()) });
    assert_eq!(role("ESH"), LandRole::Ground { part_of: None });
    assert_eq!(role("XKX"), LandRole::State);
    for country in geography.countries() {
        if let LandRole::Ground { part_of: Some(state) } = &country.role {
            assert_eq!(role(state), LandRole::State, "{}", country.a3);
        }
    }
}

#[test]
fn countries_come_sorted_and_are_found_by_their_code() {
    let geography = Geography::bundled();
    let codes: Vec<&str> = geography.countries().map(|country| country.a3.as_str()).collect();
    assert!(codes.is_sorted() && codes.len() > 80, "{codes:?}");
    for code in codes {
        assert_eq!(geography.country(code).unwrap().a3, code);
    }
    assert!(geography.country("ukr").is_none());
}
