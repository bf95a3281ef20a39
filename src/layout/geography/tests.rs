//! What must be true of the land that the program ships with.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]

use super::*;

/// One of the two maps of the built-in project.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Frame {
    Europe,
    NorthAmerica,
}

impl Frame {
    const ALL: [Self; 2] = [Self::Europe, Self::NorthAmerica];

    fn map(self) -> MapFrame {
        match self {
            Self::Europe => MapFrame::europe(),
            Self::NorthAmerica => MapFrame::north_america(),
        }
    }

    fn land(self) -> Arc<Geography> {
        Geography::of(&self.map())
    }
}

/// Every map that a project can choose.
const ALL_MAPS: [fn() -> MapFrame; 8] = [
    MapFrame::europe,
    MapFrame::north_america,
    MapFrame::atlantic,
    MapFrame::americas,
    MapFrame::africa,
    MapFrame::middle_east,
    MapFrame::asia_pacific,
    MapFrame::world,
];

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

fn code_at(frame: Frame, lon: f64, lat: f64) -> Option<String> {
    code_on(&frame.map(), lon, lat)
}

fn code_on(map: &MapFrame, lon: f64, lat: f64) -> Option<String> {
    Geography::of(map).country_at(map.place(lon, lat)).map(str::to_owned)
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

#[test]
fn the_seven_geographic_points_lie_where_they_are_recognised_on_every_map() {
    for map in ALL_MAPS.map(|map| map()) {
        for (name, lon, lat, expected) in [
            ("Simferopol", 34.1, 45.0, Some("UKR")),
            ("Sevastopol", 33.6, 44.65, Some("UKR")),
            ("Kaliningrad", 20.51, 54.71, Some("RUS")),
            ("Pristina", 21.17, 42.66, Some("XKX")),
            ("inland of Kyrenia", 33.32, 35.25, Some("CYP")),
            ("Norwegian Sea", 0.0, 70.0, None),
            ("Barents Sea", 40.0, 74.0, None),
        ] {
            let place = map.place(lon, lat);
            let found = code_on(&map, lon, lat);
            // A place beyond the sheet is on no land.
            let is_drawn = map.sheet.expanded(-5.0).contains(place);
            assert!(found.as_deref() == expected || !is_drawn && found.is_none(), "{name}: {found:?}");
        }
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
        for map in [MapFrame::europe(), MapFrame::middle_east()] {
            assert_eq!(code_on(&map, lon, lat).as_deref(), expected, "{name}");
        }
    }
    assert_eq!(code_on(&MapFrame::africa(), 45.0, 9.6).as_deref(), Some("SOM"), "Hargeisa");
    assert_eq!(code_on(&MapFrame::africa(), -13.2, 25.0).as_deref(), Some("ESH"), "Western Sahara");
}

#[test]
fn no_band_runs_along_the_antimeridian_or_over_the_ocean() {
    let land = Frame::Europe.land();
    for (x, y) in (3..=23).flat_map(|column| (20..=52).map(move |row| (column * 10, row * 10))) {
        // The room for the inset that `MapFrame::europe` promises.
        let point = Point::new(x as f32, y as f32);
        assert_eq!(land.country_at(point), None, "{point:?}");
    }
    for (lon, lat) in [(-15.0, 72.0), (10.0, 75.0), (40.0, 75.0), (0.0, 84.0), (-25.0, 55.0), (-20.0, 45.0)] {
        assert_eq!(code_at(Frame::Europe, lon, lat), None, "{lon} {lat}");
    }
    for (name, lon, lat) in [("Hudson Bay", -85.0, 59.0), ("Gulf of Alaska", -145.0, 57.0), ("Atlantic", -65.0, 35.0)] {
        assert_eq!(code_at(Frame::NorthAmerica, lon, lat), None, "{name}");
    }
    for map in [MapFrame::world(), MapFrame::asia_pacific()] {
        for lat in (-55..=60).step_by(5) {
            // Nothing but sea at 170° W between Alaska and Antarctica.
            assert_eq!(code_on(&map, -170.0, f64::from(lat) + 0.5), None, "{lat}");
        }
        assert_eq!(code_on(&map, 178.5, 66.5).as_deref(), Some("RUS"), "Chukotka lies on both sides of 180°");
    }
}

#[test]
fn the_world_can_be_panned_around_the_globe_and_no_country_is_lost() {
    let world = MapFrame::world();
    for turn in 0..72 {
        let (turned, _) = world.turned_to(Point::new(world.rect.center().x + turn as f32 * 14.0, 250.0));
        let land = Geography::of(&turned);
        for (lon, lat, code) in [
            (34.1, 45.0, "UKR"),
            (100.0, 60.0, "RUS"),
            (-100.0, 40.0, "USA"),
            (134.0, -25.0, "AUS"),
            (178.0, -17.9, "FJI"),
        ] {
            let found = land.country_at(turned.place(lon, lat));
            assert!(found == Some(code) || code == "FJI" && found.is_none(), "{code} at turn {turn}: {found:?}");
        }
    }
}

#[test]
fn the_inset_shows_north_america() {
    for (name, lon, lat, expected) in [
        ("Anchorage", -149.8, 61.15, Some("USA")),
        ("Denver", -104.99, 39.74, Some("USA")),
        ("Ottawa", -75.70, 45.38, Some("CAN")),
        ("Iqaluit", -68.4, 63.8, Some("CAN")),
    ] {
        assert_eq!(code_at(Frame::NorthAmerica, lon, lat).as_deref(), expected, "{name}");
    }
}

#[test]
fn enclaves_are_holes_in_the_land_around_them() {
    for (name, lon, lat, expected) in
        [("San Marino", 12.46, 43.94, "SMR"), ("Vatican", 12.4393, 41.8984, "VAT"), ("Rimini", 12.4, 44.05, "ITA")]
    {
        assert_eq!(code_at(Frame::Europe, lon, lat).as_deref(), Some(expected), "{name}");
    }
    assert_eq!(Frame::Europe.land().country("ITA").unwrap().polygons()[0].rings.len(), 3);
    assert_eq!(code_on(&MapFrame::africa(), 28.2, -29.5).as_deref(), Some("LSO"));
}

#[test]
fn parts_that_the_source_sets_apart_are_joined_and_their_line_is_disputed() {
    let maps =
        [(MapFrame::europe(), &["CYP"][..]), (MapFrame::africa(), &["SOM"]), (MapFrame::world(), &["CYP", "SOM"])];
    for (map, joined) in maps {
        let land = Geography::of(&map);
        for a3 in ["CYN", "SOL"] {
            assert!(land.country(a3).is_none(), "{a3}");
            let names_it = |line: &MapLine| match &line.sides {
                LineSides::Coast(of) | LineSides::Disputed(of) => of == a3,
                LineSides::Border(one, other) => one == a3 || other == a3,
            };
            assert!(!land.lines().iter().any(names_it), "{a3}");
        }
        let disputed = |of: &str| land.lines().iter().any(|line| line.sides == LineSides::Disputed(of.to_owned()));
        assert!(joined.iter().all(|of| disputed(of)), "{joined:?}");
    }
    assert_eq!(Frame::Europe.land().country("CYP").unwrap().polygons().len(), 1, "the island has no gap");
}

#[test]
fn every_member_of_the_alliance_has_land() {
    for (a3, _, _) in CAPITALS {
        let land = frame_of(a3).land();
        let country = land.country(a3).unwrap();
        let area: f64 = country.polygons().iter().map(polygon_area).sum();
        assert!(area > 10.0, "{a3} has {area} square units");
        assert_eq!(country.role, LandRole::State, "{a3}");
        assert!(frame_of(a3).map().rect.overlaps(country.bounds()), "{a3}");
    }
}

#[test]
fn every_capital_of_the_alliance_lies_in_its_country() {
    for (a3, lon, lat) in CAPITALS {
        let frame = frame_of(a3);
        let place = frame.map().place(lon, lat);
        let land = frame.land();
        let country = land.country(a3).unwrap();
        // Reykjavík lies on a tongue of land that the source leaves out; one unit of the large map is 5.8 km.
        let is_close = frame == Frame::Europe
            && country.polygons().iter().flat_map(|polygon| &polygon.rings).any(|ring| {
                ring.iter().zip(ring.iter().cycle().skip(1)).any(|(a, b)| distance_to_line(place, *a, *b) < 1.0)
            });
        assert!(country.contains(place) || is_close, "{a3}");
    }
}

#[test]
fn areas_agree_with_the_published_ones_in_both_projections() {
    // Thousands of square kilometres of land and inland water, rounded (UN Demographic Yearbook).
    let area = |map: &MapFrame, a3: &str| {
        let unit = map.metres_per_unit / 1000.0;
        let land = Geography::of(map);
        // France also has land in South America.
        let here = land.country(a3).unwrap().polygons().iter().filter(|polygon| polygon.bounds.overlaps(map.rect));
        let units: f64 = here.map(polygon_area).sum();
        units * unit * unit / 1000.0
    };
    for (map, a3, published, tolerance) in [
        (MapFrame::europe(), "UKR", 603.5, 0.02),
        (MapFrame::europe(), "FRA", 551.5, 0.02),
        (MapFrame::europe(), "DEU", 357.4, 0.02),
        (MapFrame::europe(), "HUN", 93.0, 0.02),
        (MapFrame::europe(), "POL", 312.7, 0.02),
        (MapFrame::europe(), "TUR", 783.6, 0.02),
        (MapFrame::europe(), "CYP", 9.25, 0.02),
        (MapFrame::africa(), "NGA", 923.8, 0.02),
        (MapFrame::americas(), "BRA", 8510.3, 0.02),
        (MapFrame::asia_pacific(), "AUS", 7692.0, 0.02),
        // Russia and the United States reach beyond the overlap of the world map and are not drawn twice elsewhere.
        (MapFrame::world(), "BRA", 8510.3, 0.03),
        (MapFrame::world(), "IND", 3287.3, 0.06),
        (MapFrame::world(), "COD", 2344.9, 0.03),
    ] {
        let area = area(&map, a3);
        assert!((area / published - 1.0).abs() < tolerance, "{a3}: {area} instead of {published}");
    }
}

#[test]
fn triangles_cover_each_polygon_and_nothing_else() {
    for map in ALL_MAPS.map(|map| map()) {
        for country in Geography::of(&map).countries() {
            for polygon in country.polygons() {
                let points: Vec<Point> = polygon.points().collect();
                let triangle_area = |corners: &[u32; 3]| ring_area(&corners.map(|corner| points[corner as usize]));
                let filled: f64 = polygon.triangles.as_chunks::<3>().0.iter().map(triangle_area).sum();
                let area = polygon_area(polygon);
                assert!((filled - area).abs() <= 0.005 * area + 0.05, "{}: {filled} of {area}", country.a3);
            }
        }
    }
}

#[test]
fn every_polygon_lies_on_its_sheet_and_inside_its_bounds() {
    for map in ALL_MAPS.map(|map| map()) {
        // The edge of the world is a curve, so its sheet is only an outer bound.
        let sheet = map.sheet.expanded(0.1);
        for country in Geography::of(&map).countries() {
            for polygon in country.polygons() {
                for point in polygon.points() {
                    assert!(sheet.contains(point) && polygon.bounds.contains(point), "{} {point:?}", country.a3);
                }
                assert!(polygon.rings.iter().all(|ring| ring.len() >= 3 && ring.first() != ring.last()));
            }
        }
    }
}

#[test]
fn no_border_is_drawn_twice_and_none_follows_the_edge_of_the_sheet() {
    for frame in Frame::ALL {
        let sheet = frame.map().sheet;
        let mut seen = std::collections::BTreeSet::new();
        for line in frame.land().lines() {
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
fn the_land_reaches_beyond_panels_of_every_shape() {
    for map in ALL_MAPS.map(|map| map()).into_iter().filter(|map| map.sheet != map.rect && !map.is_around_the_globe()) {
        for aspect in [0.5_f32, 0.8, 1.0, 1.6, 2.2, 3.0] {
            let scale = (aspect / map.rect.width()).min(1.0 / map.rect.height());
            let half = Point::new(aspect / scale / 2.0, 1.0 / scale / 2.0);
            let shown = Rect::new(map.rect.center() - half, map.rect.center() + half);
            assert!(map.sheet.contains(shown.min) && map.sheet.contains(shown.max), "{aspect}");
        }
    }
}

#[test]
fn ground_is_told_from_states() {
    let land = Geography::of(&MapFrame::atlantic());
    let role = |a3: &str| land.country(a3).unwrap().role.clone();
    assert_eq!(role("GRL"), LandRole::Ground { part_of: Some("DNK".to_owned()) });
    assert_eq!(role("ESH"), LandRole::Ground { part_of: None });
    assert_eq!(role("XKX"), LandRole::State);
    for topology in [&Atlas::bundled().coarse, &Atlas::bundled().fine] {
        let role = |a3: &str| topology.countries.iter().find(|country| country.a3 == a3).map(|country| &country.role);
        for country in &topology.countries {
            if let LandRole::Ground { part_of: Some(state) } = &country.role {
                assert_eq!(role(state), Some(&LandRole::State), "{}", country.a3);
            }
        }
    }
}

#[test]
fn countries_come_sorted_and_are_found_by_their_code() {
    let land = Geography::of(&MapFrame::world());
    let codes: Vec<&str> = land.countries().map(|country| country.a3.as_str()).collect();
    assert!(codes.is_sorted() && codes.len() > 160, "{codes:?}");
    for code in codes {
        assert_eq!(land.country(code).unwrap().a3, code);
    }
    assert!(land.country("ukr").is_none());
}
