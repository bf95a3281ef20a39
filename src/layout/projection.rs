//! From degrees on the globe to metres on a plane, and from there to the units of a map.
//!
//! Knows no country and no screen. Easily got wrong: the plane's `north` grows upwards, the map's `y` downwards, and
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

/// Lambert's azimuthal equal-area projection of the GRS80 ellipsoid, oblique aspect.
///
/// Formulas: J. P. Snyder, *Map Projections: A Working Manual* (USGS Professional Paper 1395, 1987), equations 3-11 to
/// 3-13, 14-15 and 24-17 to 24-20. Without false origin: the centre is (0, 0).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    center_lon_radians: f64,
    /// sin β₁ and cos β₁, β₁ being the authalic latitude of the centre.
    center_beta_sin_cos: (f64, f64),
    /// `R_q`, the radius of the sphere of the same area, in metres.
    authalic_radius: f64,
    /// D, which makes the scale at the centre the same in all directions.
    center_scale: f64,
}

impl Projection {
    /// ETRS89-LAEA, EPSG:3035: centre 10° E, 52° N. EPSG adds a false origin of 4,321,000 m and 3,210,000 m; this does
    /// not.
    pub fn europe() -> Self {
        Self::centered_on(10.0, 52.0)
    }

    /// The same projection centred on North America: 100° W, 45° N.
    pub fn north_america() -> Self {
        Self::centered_on(-100.0, 45.0)
    }

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
    pub fn project(&self, lon_deg: f64, lat_deg: f64) -> PlaneMetres {
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

/// Names one of the two maps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Frame {
    /// The large map of Europe.
    Europe,
    /// The inset with Canada and the United States.
    NorthAmerica,
}

impl Frame {
    /// Both, the large one first.
    pub const ALL: [Self; 2] = [Self::Europe, Self::NorthAmerica];
}

/// A map: a projection, a scale, and the rectangle that is shown.
///
/// Units of both frames are meant to be drawn at the same size, about one logical pixel in a map 1000 pixels wide; the
/// inset then takes a fifth of the width. (0, 0) is the upper left corner of [`MapFrame::rect`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MapFrame {
    /// Which of the two maps it is.
    pub id: Frame,
    /// What "home" shows, in map units, starting at the origin. Europe's is 1000 wide.
    pub rect: Rect,
    /// How far land is drawn, in map units: at least `rect`, and further for Europe, so that a panel of another shape
    /// than `rect` is filled to its edges.
    pub sheet: Rect,
    /// Scale: metres on the projection's plane per map unit.
    pub metres_per_unit: f64,
    projection: Projection,
    /// Where `rect`'s upper left corner lies on the plane.
    origin: PlaneMetres,
}

impl MapFrame {
    /// Europe from the open Atlantic to the Caspian, and from the North Cape to the Levant. Between x 0 and 230 and y 130
    /// and 520 there is only water: room for the inset.
    pub fn europe() -> Self {
        Self {
            id: Frame::Europe,
            rect: Rect::from_min_size(Point::ZERO, Size::new(1000.0, 760.0)),
            sheet: Rect::new(Point::new(-320.0, -260.0), Point::new(1320.0, 1060.0)),
            metres_per_unit: 5_800.0,
            projection: Projection::europe(),
            origin: PlaneMetres { east: -2_750_000.0, north: 2_300_000.0 },
        }
    }

    /// Canada and the United States without Hawaii, 200 units wide. Its sheet ends with its rectangle.
    pub fn north_america() -> Self {
        let rect = Rect::from_min_size(Point::ZERO, Size::new(200.0, 170.0));
        Self {
            id: Frame::NorthAmerica,
            rect,
            sheet: rect,
            metres_per_unit: 37_000.0,
            projection: Projection::north_america(),
            origin: PlaneMetres { east: -4_000_000.0, north: 3_850_000.0 },
        }
    }

    /// The frame with this name.
    pub fn of(id: Frame) -> Self {
        match id {
            Frame::Europe => Self::europe(),
            Frame::NorthAmerica => Self::north_america(),
        }
    }

    /// Where a place on the globe (degrees east, degrees north) is on this map, in map units; often outside `rect`.
    pub fn place(&self, lon_deg: f64, lat_deg: f64) -> Point {
        let (x, y) = self.place_exactly(lon_deg, lat_deg);
        Point::new(x as f32, y as f32)
    }

    /// [`MapFrame::place`] before it is rounded to f32: `(x, y)` in map units. For preparing the map data.
    pub fn place_exactly(&self, lon_deg: f64, lat_deg: f64) -> (f64, f64) {
        let PlaneMetres { east, north } = self.projection.project(lon_deg, lat_deg);
        ((east - self.origin.east) / self.metres_per_unit, (self.origin.north - north) / self.metres_per_unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EPSG_3035_FALSE_EAST: f64 = 4_321_000.0;
    const EPSG_3035_FALSE_NORTH: f64 = 3_210_000.0;

    #[test]
    fn the_published_example_of_epsg_3035_comes_out_to_the_centimetre() {
        // IOGP guidance note 7-2, Lambert azimuthal equal area: 50° N, 5° E.
        let PlaneMetres { east, north } = Projection::europe().project(5.0, 50.0);
        assert!((east + EPSG_3035_FALSE_EAST - 3_962_799.45).abs() < 0.01, "{east}");
        assert!((north + EPSG_3035_FALSE_NORTH - 2_999_718.85).abs() < 0.01, "{north}");
    }

    #[test]
    fn the_centre_of_each_projection_is_its_origin() {
        for (projection, lon, lat) in [(Projection::europe(), 10.0, 52.0), (Projection::north_america(), -100.0, 45.0)]
        {
            let PlaneMetres { east, north } = projection.project(lon, lat);
            assert!(east.abs() < 1e-6 && north.abs() < 1e-6, "{east} {north}");
        }
    }

    #[test]
    fn areas_are_the_same_wherever_they_lie() {
        // The area of a small quadrangle on the ellipsoid, by the authalic sphere, against that on the plane.
        let projection = Projection::europe();
        let step = 0.01_f64;
        for (lon, lat) in [(10.0, 52.0), (-24.0, 65.0), (33.0, 35.0), (60.0, 70.0), (-30.0, 30.0)] {
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
        for id in Frame::ALL {
            let frame = MapFrame::of(id);
            for lon in (-180..=180).step_by(10) {
                for lat in (-90..=90).step_by(1) {
                    assert!(frame.place(f64::from(lon), f64::from(lat)).is_finite(), "{id:?} {lon} {lat}");
                }
            }
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
            ("North Cape", 25.78, 71.17),
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
