//! Maps degrees on the globe to metres on a plane, and those to the units of a map.
//!
//! Knows no country and no screen. Easy to get wrong: the plane's `north` grows upwards, the map's `y` downwards, and
//! longitude comes before latitude everywhere.

use super::geometry::{Point, Rect, Size};

/// Semi-major axis of the GRS80 ellipsoid, in metres.
const GRS80_SEMI_MAJOR_AXIS_METRES: f64 = 6_378_137.0;
/// Inverse flattening of the GRS80 ellipsoid.
const GRS80_INVERSE_FLATTENING: f64 = 298.257_222_101;

/// A place on the projection's plane. In f64, because a metre is lost in f32 a few thousand kilometres out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PlaneMetres {
    /// East of the projection's centre (negative to the west).
    pub east: f64,
    /// North of the projection's centre (negative to the south).
    pub north: f64,
}

/// A projection from degrees to metres on a plane. Both kinds keep areas true.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Projection {
    /// For a region: true in shape around its centre.
    Lambert(LambertAzimuthal),
    /// For the whole world.
    EqualEarth(EqualEarth),
}

impl Projection {
    /// ETRS89-LAEA, EPSG:3035: centre 10° E, 52° N. EPSG adds a false origin of 4,321,000 m and 3,210,000 m; this does
    /// not.
    pub fn europe() -> Self {
        Self::Lambert(LambertAzimuthal::centered_on(10.0, 52.0))
    }

    /// Projects degrees east and degrees north; finite for every finite input.
    pub fn project(&self, lon_deg: f64, lat_deg: f64) -> PlaneMetres {
        match self {
            Self::Lambert(projection) => projection.project(lon_deg, lat_deg),
            Self::EqualEarth(projection) => projection.project(lon_deg, lat_deg),
        }
    }
}

/// Lambert's azimuthal equal-area projection of the GRS80 ellipsoid, oblique aspect.
///
/// Formulas: J. P. Snyder, *Map Projections: A Working Manual* (USGS Professional Paper 1395, 1987), equations 3-11 to
/// 3-13, 14-15 and 24-17 to 24-20. Without false origin: the centre is (0, 0).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LambertAzimuthal {
    center_lon_radians: f64,
    /// sin β₁ and cos β₁, β₁ being the authalic latitude of the centre.
    center_beta_sin_cos: (f64, f64),
    /// `R_q`, the radius of the sphere of the same area, in metres.
    authalic_radius: f64,
    /// D, which makes the scale at the centre the same in all directions.
    center_scale: f64,
}

impl LambertAzimuthal {
    /// Centre in degrees; the latitude lies strictly between the poles.
    fn centered_on(center_lon_deg: f64, center_lat_deg: f64) -> Self {
        let sin_lat = center_lat_deg.to_radians().sin();
        let q_pole = authalic_q(1.0);
        let sin_beta = authalic_q(sin_lat) / q_pole;
        let cos_beta = (1.0 - sin_beta * sin_beta).sqrt();
        let authalic_radius = GRS80_SEMI_MAJOR_AXIS_METRES * (q_pole / 2.0).sqrt();
        let m = center_lat_deg.to_radians().cos() / (1.0 - eccentricity_squared() * sin_lat * sin_lat).sqrt();
        Self {
            center_lon_radians: center_lon_deg.to_radians(),
            center_beta_sin_cos: (sin_beta, cos_beta),
            authalic_radius,
            center_scale: GRS80_SEMI_MAJOR_AXIS_METRES * m / (authalic_radius * cos_beta),
        }
    }

    /// Projects degrees east and degrees north; a longitude may lie outside ±180. Finite for every finite input: the
    /// centre's antipode, which has no place of its own, comes out somewhere very far away.
    fn project(&self, lon_deg: f64, lat_deg: f64) -> PlaneMetres {
        let (sin_center, cos_center) = self.center_beta_sin_cos;
        let sin_beta = authalic_q(lat_deg.to_radians().sin()) / authalic_q(1.0);
        let cos_beta = (1.0 - sin_beta * sin_beta).max(0.0).sqrt();
        let (sin_lon, cos_lon) = (lon_deg.to_radians() - self.center_lon_radians).sin_cos();
        let one_plus_cos_distance = (1.0 + sin_center * sin_beta + cos_center * cos_beta * cos_lon).max(1e-9);
        let b = self.authalic_radius * (2.0 / one_plus_cos_distance).sqrt();
        PlaneMetres {
            east: b * self.center_scale * cos_beta * sin_lon,
            north: b / self.center_scale * (cos_center * sin_beta - sin_center * cos_beta * cos_lon),
        }
    }
}

/// The Equal Earth projection of the GRS80 ellipsoid.
///
/// Formulas: B. Šavrič, T. Patterson, B. Jenny, *The Equal Earth map projection*, International Journal of Geographical
/// Information Science 33 (2019), with the authalic latitude in place of the geodetic one. A longitude may lie further
/// than 180° from the centre: land near the edge of the map is then repeated beyond it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct EqualEarth {
    center_lon_deg: f64,
}

/// The coefficients A1 to A4 of the Equal Earth projection.
const EQUAL_EARTH: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

impl EqualEarth {
    fn radius() -> f64 {
        GRS80_SEMI_MAJOR_AXIS_METRES * (authalic_q(1.0) / 2.0).sqrt()
    }

    /// The parametric latitude θ, in radians.
    fn theta(lat_deg: f64) -> f64 {
        let sin_beta = (authalic_q(lat_deg.to_radians().sin()) / authalic_q(1.0)).clamp(-1.0, 1.0);
        (3.0_f64.sqrt() / 2.0 * sin_beta).asin()
    }

    /// The height of θ above the equator on a sphere of radius 1, and its derivative.
    fn height(theta: f64) -> (f64, f64) {
        let [a1, a2, a3, a4] = EQUAL_EARTH;
        let square = theta * theta;
        let sixth = square * square * square;
        let height = theta * (a1 + a2 * square + sixth * (a3 + a4 * square));
        (height, a1 + 3.0 * a2 * square + sixth * (7.0 * a3 + 9.0 * a4 * square))
    }

    /// Metres of one degree of longitude at θ.
    fn metres_per_degree(theta: f64) -> f64 {
        let slope = Self::height(theta).1;
        Self::radius() * 2.0 * 3.0_f64.sqrt() * theta.cos() / (3.0 * slope) * 1.0_f64.to_radians()
    }

    /// Metres of one degree of longitude at a height above the equator, in metres; the height is found by Newton's
    /// method.
    fn metres_per_degree_at(north: f64) -> f64 {
        let wanted = north / Self::radius();
        let most = Self::theta(90.0);
        let mut theta = wanted.clamp(-most, most);
        for _ in 0..8 {
            let (height, slope) = Self::height(theta);
            theta = (theta - (height - wanted) / slope).clamp(-most, most);
        }
        Self::metres_per_degree(theta)
    }

    fn project(self, lon_deg: f64, lat_deg: f64) -> PlaneMetres {
        let theta = Self::theta(lat_deg);
        PlaneMetres {
            east: (lon_deg - self.center_lon_deg) * Self::metres_per_degree(theta),
            north: Self::radius() * Self::height(theta).0,
        }
    }
}

/// e² of the GRS80 ellipsoid.
fn eccentricity_squared() -> f64 {
    let flattening = GRS80_INVERSE_FLATTENING.recip();
    flattening * (2.0 - flattening)
}

/// q of Snyder's equation 3-12, from the sine of the geodetic latitude.
fn authalic_q(sin_lat: f64) -> f64 {
    let e2 = eccentricity_squared();
    let e = e2.sqrt();
    let e_sin = e * sin_lat;
    (1.0 - e2) * (sin_lat / (1.0 - e_sin * e_sin) - ((1.0 - e_sin) / (1.0 + e_sin)).ln() / (2.0 * e))
}

/// How finely the land of a map is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MapDetail {
    /// Natural Earth at 1:110 million, for the world.
    Coarse,
    /// Natural Earth at 1:50 million, for a region.
    Fine,
}

/// A map: a projection, a scale, and the rectangle that is shown.
///
/// Map units are meant to be drawn at about one logical pixel in a map 1000 pixels wide. (0, 0) is the upper left corner
/// of [`MapFrame::rect`], except for Europe, whose origin stays where saved views expect it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapFrame {
    /// What "home" must show, in map units.
    pub rect: Rect,
    /// How far land is drawn, in map units: far enough beyond `rect` that a panel of another shape is filled to its
    /// edges.
    pub sheet: Rect,
    /// Scale: metres on the projection's plane per map unit.
    pub metres_per_unit: f64,
    /// How finely land is drawn.
    pub detail: MapDetail,
    projection: Projection,
    /// The place on the plane that map unit (0, 0) stands for.
    origin: PlaneMetres,
}

/// A region that is shown may not be smaller than this, in metres.
const LEAST_EXTENT_METRES: f64 = 1_200_000.0;
/// The world map's own centre: it cuts the Bering Strait and no country's mainland.
const WORLD_CENTER_LON_DEG: f64 = 11.0;
/// A world map that is panned is drawn around a new central meridian after this many degrees.
const MERIDIAN_STEP_DEG: f64 = 5.0;
/// Land beyond the edge of the world map is repeated for this many degrees of longitude, so that no gap shows between
/// two steps of the central meridian.
const OVERLAP_DEG: f64 = MERIDIAN_STEP_DEG;

impl MapFrame {
    /// Europe from Portugal to the Caucasus and from Iceland to Crete. Between x 30 and 230 and y 200 and 520 there is
    /// only water: room for an inset.
    pub fn europe() -> Self {
        let rect = Rect::new(Point::new(30.0, 66.0), Point::new(985.0, 716.0));
        Self {
            rect,
            sheet: sheet_around(rect),
            metres_per_unit: 5_800.0,
            detail: MapDetail::Fine,
            projection: Projection::europe(),
            origin: PlaneMetres { east: -2_750_000.0, north: 2_300_000.0 },
        }
    }

    /// Canada and the United States without Hawaii, 200 units wide. Its sheet ends with its rectangle.
    pub fn north_america() -> Self {
        let rect = Rect::from_min_size(Point::ZERO, Size::new(200.0, 170.0));
        Self {
            rect,
            sheet: rect,
            metres_per_unit: 37_000.0,
            detail: MapDetail::Fine,
            projection: Projection::Lambert(LambertAzimuthal::centered_on(-100.0, 45.0)),
            origin: PlaneMetres { east: -4_000_000.0, north: 3_850_000.0 },
        }
    }

    /// A region around a centre in degrees, from `west` to `east` and from `south` to `north` in metres from it.
    fn region((lon, lat): (f64, f64), [west, east]: [f64; 2], [south, north]: [f64; 2]) -> Self {
        let metres_per_unit = (east - west) / 1000.0;
        let rect = Rect::from_min_size(Point::ZERO, Size::new(1000.0, ((north - south) / metres_per_unit) as f32));
        Self {
            rect,
            sheet: sheet_around(rect),
            metres_per_unit,
            detail: MapDetail::Fine,
            projection: Projection::Lambert(LambertAzimuthal::centered_on(lon, lat)),
            origin: PlaneMetres { east: west, north },
        }
    }

    /// The Atlantic with the coasts of North America and Europe.
    pub fn atlantic() -> Self {
        Self::region((-40.0, 48.0), [-4_600_000.0, 4_900_000.0], [-2_700_000.0, 2_700_000.0])
    }

    /// North and South America.
    pub fn americas() -> Self {
        Self::region((-80.0, 8.0), [-4_300_000.0, 4_600_000.0], [-6_700_000.0, 5_200_000.0])
    }

    /// Africa.
    pub fn africa() -> Self {
        Self::region((18.0, 2.0), [-4_100_000.0, 4_100_000.0], [-4_200_000.0, 4_000_000.0])
    }

    /// The Middle East from Egypt to Iran and from Türkiye to Yemen.
    pub fn middle_east() -> Self {
        Self::region((45.0, 28.0), [-2_100_000.0, 2_000_000.0], [-1_800_000.0, 1_500_000.0])
    }

    /// Asia from India eastwards, Australia and the western Pacific.
    pub fn asia_pacific() -> Self {
        Self::region((128.0, 10.0), [-6_400_000.0, 6_400_000.0], [-5_700_000.0, 4_800_000.0])
    }

    /// The whole world without Antarctica.
    pub fn world() -> Self {
        Self::world_around(WORLD_CENTER_LON_DEG)
    }

    fn world_around(center_lon_deg: f64) -> Self {
        let projection = EqualEarth { center_lon_deg };
        let east = projection.project(center_lon_deg + 180.0, 0.0).east;
        let (north, south) = (projection.project(0.0, 83.7).north, projection.project(0.0, -56.5).north);
        let metres_per_unit = 2.0 * east / 1000.0;
        let height = ((north - south) / metres_per_unit) as f32;
        let rect = Rect::from_min_size(Point::ZERO, Size::new(1000.0, height));
        let overlap = (1000.0 / 360.0 * OVERLAP_DEG) as f32;
        Self {
            rect,
            sheet: Rect::new(Point::new(-overlap, -200.0), Point::new(1000.0 + overlap, height + 200.0)),
            metres_per_unit,
            detail: MapDetail::Coarse,
            projection: Projection::EqualEarth(projection),
            origin: PlaneMetres { east: -east, north },
        }
    }

    /// The world map turned so that a camera over `center` looks at the middle of it, and `center` on the turned map.
    /// The camera may be panned any number of times around the globe. Other maps are not turned.
    pub fn turned_to(&self, center: Point) -> (Self, Point) {
        let Projection::EqualEarth(projection) = self.projection else { return (*self, center) };
        let north = self.origin.north - f64::from(center.y) * self.metres_per_unit;
        let per_degree = EqualEarth::metres_per_degree_at(north) / self.metres_per_unit;
        let turn = f64::from(center.x - self.rect.center().x) / per_degree;
        let step = (turn / MERIDIAN_STEP_DEG).round() * MERIDIAN_STEP_DEG;
        let lon = (projection.center_lon_deg + step + 180.0).rem_euclid(360.0) - 180.0;
        let x = f64::from(self.rect.center().x) + (turn - step) * per_degree;
        (
            Self { projection: Projection::EqualEarth(EqualEarth { center_lon_deg: lon }), ..*self },
            Point::new(x as f32, center.y),
        )
    }

    /// The smallest region that shows `places` (degrees east and north) with some room around them; `None` without any
    /// place, or if they lie too far apart for a region.
    pub fn around(places: &[(f64, f64)]) -> Option<Self> {
        let (lon, lat) = center_of(places)?;
        let lat = lat.clamp(-80.0, 80.0);
        if places.iter().any(|place| degrees_between((lon, lat), *place) > WIDEST_REGION_DEG) {
            return None;
        }
        let projection = LambertAzimuthal::centered_on(lon, lat);
        let placed: Vec<PlaneMetres> = places.iter().map(|(lon, lat)| projection.project(*lon, *lat)).collect();
        let extent = |of: fn(&PlaneMetres) -> f64| {
            let least = placed.iter().map(of).fold(f64::INFINITY, f64::min);
            let most = placed.iter().map(of).fold(f64::NEG_INFINITY, f64::max);
            let margin = ((most - least) * 0.1).max(350_000.0).max((LEAST_EXTENT_METRES - (most - least)) / 2.0);
            [least - margin, most + margin]
        };
        Some(Self::region((lon, lat), extent(|place| place.east), extent(|place| place.north)))
    }

    /// The same map with land drawn within its rectangle only: for an inset.
    #[must_use]
    pub fn without_surroundings(self) -> Self {
        Self { sheet: self.rect, ..self }
    }

    /// Whether longitudes repeat: the map can be panned around the globe.
    pub fn is_around_the_globe(&self) -> bool {
        matches!(self.projection, Projection::EqualEarth(_))
    }

    /// The middle of a map of a region and how far land is drawn around it, in map units: what lies further than
    /// [`HORIZON_DEG`] is left out, since near the antipode a country would be turned inside out.
    pub(super) fn horizon(&self) -> (Point, f32) {
        let middle = (-self.origin.east / self.metres_per_unit, self.origin.north / self.metres_per_unit);
        let radius = 2.0 * EqualEarth::radius() * (HORIZON_DEG / 2.0).to_radians().sin() / self.metres_per_unit;
        (Point::new(middle.0 as f32, middle.1 as f32), radius as f32)
    }

    /// The longitudes that are drawn, in degrees east; `None` if the projection needs no cut.
    pub(super) fn longitudes(&self) -> Option<[f64; 2]> {
        match self.projection {
            Projection::Lambert(_) => None,
            Projection::EqualEarth(EqualEarth { center_lon_deg }) => {
                // Not a round number: no corner of a country may lie exactly on the cut.
                let half = 180.000_37 + OVERLAP_DEG;
                Some([center_lon_deg - half, center_lon_deg + half])
            }
        }
    }

    /// Where a place on the globe (degrees east, degrees north) is on this map, in map units; often outside `rect`.
    pub fn place(&self, lon_deg: f64, lat_deg: f64) -> Point {
        // On a map of the whole globe each place is on the copy nearest to the middle.
        let lon_deg = match self.projection {
            Projection::Lambert(_) => lon_deg,
            Projection::EqualEarth(EqualEarth { center_lon_deg }) => {
                lon_deg - 360.0 * ((lon_deg - center_lon_deg) / 360.0).round()
            }
        };
        let (x, y) = self.place_exactly(lon_deg, lat_deg);
        Point::new(x as f32, y as f32)
    }

    /// [`MapFrame::place`] before it is rounded to f32: `(x, y)` in map units, for the longitude as it is given.
    pub(super) fn place_exactly(&self, lon_deg: f64, lat_deg: f64) -> (f64, f64) {
        let PlaneMetres { east, north } = self.projection.project(lon_deg, lat_deg);
        ((east - self.origin.east) / self.metres_per_unit, (self.origin.north - north) / self.metres_per_unit)
    }
}

/// Land further than this from the centre of a region is not drawn.
const HORIZON_DEG: f64 = 105.0;
/// Places further than this from their centre are not shown as one region.
const WIDEST_REGION_DEG: f64 = 65.0;

/// Land is drawn so far around the rectangle that panels between 1:2.5 and 5:1 are filled.
fn sheet_around(rect: Rect) -> Rect {
    let size = Size::new(rect.width().max(5.0 * rect.height()), rect.height().max(2.5 * rect.width()));
    Rect::from_center_size(rect.center(), size)
}

fn unit_vector((lon, lat): (f64, f64)) -> [f64; 3] {
    let ((sin_lon, cos_lon), (sin_lat, cos_lat)) = (lon.to_radians().sin_cos(), lat.to_radians().sin_cos());
    [cos_lat * cos_lon, cos_lat * sin_lon, sin_lat]
}

/// The middle of places on the globe, in degrees; `None` if they have none.
pub fn center_of(places: &[(f64, f64)]) -> Option<(f64, f64)> {
    let mut sum = [0.0; 3];
    for place in places {
        for (sum, part) in sum.iter_mut().zip(unit_vector(*place)) {
            *sum += part;
        }
    }
    let [x, y, z] = sum;
    let length = (x * x + y * y + z * z).sqrt();
    (length > 1e-6).then(|| (y.atan2(x).to_degrees(), (z / length).clamp(-1.0, 1.0).asin().to_degrees()))
}

/// The angle between two places on the globe, in degrees.
pub fn degrees_between(one: (f64, f64), other: (f64, f64)) -> f64 {
    let dot: f64 = unit_vector(one).iter().zip(unit_vector(other)).map(|(a, b)| a * b).sum();
    dot.clamp(-1.0, 1.0).acos().to_degrees()
}

#[cfg(test)]
mod tests {
    use super::*;

    const EPSG_3035_FALSE_EAST: f64 = 4_321_000.0;
    const EPSG_3035_FALSE_NORTH: f64 = 3_210_000.0;

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

    #[test]
    fn the_published_example_of_epsg_3035_comes_out_to_the_centimetre() {
        // IOGP guidance note 7-2, Lambert azimuthal equal area: 50° N, 5° E.
        let PlaneMetres { east, north } = Projection::europe().project(5.0, 50.0);
        assert!((east + EPSG_3035_FALSE_EAST - 3_962_799.45).abs() < 0.01, "{east}");
        assert!((north + EPSG_3035_FALSE_NORTH - 2_999_718.85).abs() < 0.01, "{north}");
    }

    #[test]
    fn the_centre_of_each_projection_is_its_origin() {
        let world = Projection::EqualEarth(EqualEarth { center_lon_deg: 11.0 });
        for (projection, lon, lat) in [(Projection::europe(), 10.0, 52.0), (world, 11.0, 0.0)] {
            let PlaneMetres { east, north } = projection.project(lon, lat);
            assert!(east.abs() < 1e-6 && north.abs() < 1e-6, "{east} {north}");
        }
    }

    #[test]
    fn areas_are_the_same_wherever_they_lie() {
        // The area of a small quadrangle on the ellipsoid, by the authalic sphere, against that on the plane.
        let world = Projection::EqualEarth(EqualEarth { center_lon_deg: 11.0 });
        let step = 0.01_f64;
        for (projection, lon, lat) in [
            (Projection::europe(), 10.0, 52.0),
            (Projection::europe(), -24.0, 65.0),
            (Projection::europe(), 33.0, 35.0),
            (Projection::europe(), 60.0, 70.0),
            (Projection::europe(), -30.0, 30.0),
            (world, 11.0, 0.0),
            (world, -150.0, 62.0),
            (world, 170.0, -45.0),
            (world, 200.0, 20.0),
        ] {
            let corners = [(lon, lat), (lon + step, lat), (lon + step, lat + step), (lon, lat + step)]
                .map(|(lon, lat)| projection.project(lon, lat));
            let mut doubled = 0.0;
            for (a, b) in corners.iter().zip(corners.iter().cycle().skip(1)) {
                doubled += a.east * b.north - b.east * a.north;
            }
            let q = |lat: f64| authalic_q(lat.to_radians().sin());
            let on_ellipsoid =
                GRS80_SEMI_MAJOR_AXIS_METRES.powi(2) / 2.0 * step.to_radians() * (q(lat + step) - q(lat));
            let ratio = doubled / 2.0 / on_ellipsoid;
            assert!((ratio - 1.0).abs() < 1e-5, "{lon} {lat}: {ratio}");
        }
    }

    #[test]
    fn a_longitude_may_be_written_a_turn_further() {
        let projection = Projection::europe();
        let (here, a_turn_on) = (projection.project(-170.0, 66.0), projection.project(190.0, 66.0));
        assert!((here.east - a_turn_on.east).abs() < 1e-5 && (here.north - a_turn_on.north).abs() < 1e-5);
    }

    #[test]
    fn every_place_on_the_globe_has_a_finite_place_on_the_map() {
        for frame in ALL_MAPS.map(|map| map()) {
            for lon in (-180..=180).step_by(10) {
                for lat in (-90..=90).step_by(1) {
                    assert!(frame.place(f64::from(lon), f64::from(lat)).is_finite(), "{frame:?} {lon} {lat}");
                }
            }
        }
    }

    #[test]
    fn the_published_table_of_equal_earth_comes_out() {
        // On the sphere of radius 1 the pole line is 0.59247 of the equator long, and the map 0.4867 times as high as wide.
        let pole = EqualEarth::metres_per_degree(EqualEarth::theta(90.0));
        let equator = EqualEarth::metres_per_degree(0.0);
        assert!((pole / equator - 0.592_47).abs() < 5e-4, "{}", pole / equator);
        let projection = EqualEarth { center_lon_deg: 0.0 };
        let (top, right) = (projection.project(0.0, 90.0).north, projection.project(180.0, 0.0).east);
        assert!((top / right - 0.486_7).abs() < 1e-4, "{}", top / right);
    }

    #[test]
    fn the_turned_world_has_under_the_camera_what_the_camera_asked_for() {
        let world = MapFrame::world();
        for (lon, lat) in [(11.0, 0.0), (100.0, 40.0), (-120.0, -30.0), (179.0, 60.0)] {
            // Pan from the middle by so many degrees at this latitude.
            let y = world.place(11.0, lat).y;
            let per_degree = world.place(12.0, lat).x - world.place(11.0, lat).x;
            let center = Point::new(world.rect.center().x + per_degree * (lon - 11.0) as f32, y);
            let (turned, at) = world.turned_to(center);
            assert!(turned.place(lon, lat).distance(at) < 0.05, "{lon} {lat}: {:?} {at:?}", turned.place(lon, lat));
            assert!((at.x - world.rect.center().x).abs() <= 2.6 * per_degree, "{at:?}");
            let (once_around, _) = turned.turned_to(Point::new(at.x + 360.0 * per_degree, at.y));
            assert!(once_around.place(lon, lat).distance(turned.place(lon, lat)) < 0.05);
        }
    }

    #[test]
    fn a_region_shows_every_place_it_was_made_for_and_the_pacific_is_one() {
        for places in [
            vec![(178.4, -18.1), (-175.2, -21.1), (174.8, -41.3), (-171.8, -13.8)],
            vec![(4.35, 50.85)],
            vec![(-0.1, 51.5), (139.7, 35.7), (-77.0, 38.9)],
        ] {
            let Some(frame) = MapFrame::around(&places) else {
                assert!(places.len() == 3, "only the three of three continents are too far apart");
                continue;
            };
            assert!(places.iter().all(|(lon, lat)| frame.rect.contains(frame.place(*lon, *lat))), "{places:?}");
            assert!(f64::from(frame.rect.width()) * frame.metres_per_unit >= LEAST_EXTENT_METRES * 0.99);
        }
    }

    #[test]
    fn north_is_up_and_east_is_right() {
        for (frame, lon, lat) in [(MapFrame::europe(), 10.0, 52.0), (MapFrame::north_america(), -100.0, 45.0)] {
            let here = frame.place(lon, lat);
            assert!(frame.place(lon, lat + 1.0).y < here.y);
            assert!(frame.place(lon + 1.0, lat).x > here.x);
            assert!(frame.rect.contains(here));
        }
    }

    #[test]
    fn the_far_ends_of_the_alliance_lie_in_the_rectangles() {
        let europe = MapFrame::europe();
        for (name, lon, lat) in [
            ("Bjargtangar", -24.53, 65.50),
            ("Helsinki", 24.94, 60.17),
            ("Cabo da Roca", -9.50, 38.78),
            ("Gavdos", 24.08, 34.80),
            ("Iğdır", 44.79, 39.65),
            ("Milove in Ukraine", 40.13, 49.37),
        ] {
            assert!(europe.rect.contains(europe.place(lon, lat)), "{name}");
        }
        let america = MapFrame::north_america();
        for (name, lon, lat) in
            [("Wales, Alaska", -168.09, 65.61), ("Cape Spear", -52.62, 47.52), ("Key West", -81.8, 24.55)]
        {
            assert!(america.rect.contains(america.place(lon, lat)), "{name}");
        }
    }
}
