//! The bundled land in degrees: arcs that neighbours share, and the countries made of them.
//!
//! Knows no map. Easy to get wrong: an arc's number is negative (`!n`) where a ring runs along it backwards, and each
//! arc repeats the last point of the one before.

use super::LandRole;
use crate::layout::projection::MapDetail;
use serde::{Deserialize, Serialize};
use std::sync::OnceLock;
use thiserror::Error;

/// The prepared file, made by `examples/prepare_assets` (its first lines give the commands).
static BUNDLED: &[u8] = include_bytes!("../../../assets/geography/atlas.postcard");

/// Version of the layout of the file; raised with every change to it.
const FORMAT: u32 = 2;

/// Steps per degree in the file: about eleven metres at the equator.
const STEPS_PER_DEGREE: f64 = 10_000.0;

/// Why bytes could not be read as an atlas.
#[derive(Debug, Error)]
pub enum AtlasError {
    /// Not the encoding that this program writes, or cut short.
    #[error("the map data cannot be decoded")]
    Encoding(#[from] postcard::Error),
    /// Another version of the layout.
    #[error("the map data has format {0}, this program reads format {FORMAT}")]
    Format(u32),
    /// A list is out of order, or names an arc that does not exist.
    #[error("the map data contradicts itself at {0:?}")]
    Inconsistent(String),
}

/// Points in degrees east and north. A longitude never jumps from one point to the next: an arc across the antimeridian
/// runs on past 180.
pub type AtlasArc = Vec<(f64, f64)>;

/// The land of one country code.
#[derive(Clone, Debug, PartialEq)]
pub struct AtlasCountry {
    /// ISO 3166-1 alpha-3 code; Kosovo is `XKX`.
    pub a3: String,
    /// Whether it may be an actor.
    pub role: LandRole,
    /// Polygons, each its outer ring and then its holes, as arc numbers.
    pub polygons: Vec<Vec<Vec<i32>>>,
    /// Arcs within the country that the source draws as a border.
    pub disputed: Vec<u32>,
}

/// Shared arcs, and the countries made of them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Topology {
    /// Arcs, each bounding one or two countries.
    pub arcs: Vec<AtlasArc>,
    /// Sorted by code, each code once.
    pub countries: Vec<AtlasCountry>,
}

/// The land of the world, at two scales.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Atlas {
    /// 1:110 million.
    pub coarse: Topology,
    /// 1:50 million.
    pub fine: Topology,
}

#[derive(Serialize, Deserialize)]
struct StoredAtlas {
    format: u32,
    coarse: StoredTopology,
    fine: StoredTopology,
}

#[derive(Serialize, Deserialize)]
struct StoredTopology {
    /// Longitude and latitude in turn, each as the difference to the previous point, the first from zero.
    arcs: Vec<Vec<i32>>,
    countries: Vec<StoredCountry>,
}

#[derive(Serialize, Deserialize)]
struct StoredCountry {
    a3: String,
    role: StoredRole,
    polygons: Vec<Vec<Vec<i32>>>,
    disputed: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
enum StoredRole {
    State,
    Ground { part_of: Option<String> },
}

impl Atlas {
    /// The compiled-in atlas, decoded on the first call (a few milliseconds).
    pub fn bundled() -> &'static Self {
        static ATLAS: OnceLock<Atlas> = OnceLock::new();
        ATLAS.get_or_init(|| Self::from_bytes(BUNDLED).unwrap_or_default())
    }

    /// The land at a scale.
    pub fn topology(&self, detail: MapDetail) -> &Topology {
        match detail {
            MapDetail::Coarse => &self.coarse,
            MapDetail::Fine => &self.fine,
        }
    }

    /// Reads what [`Atlas::to_bytes`] wrote. Codes in the result are sorted and unique, and arc numbers name arcs that
    /// exist.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, AtlasError> {
        let (format, _) = postcard::take_from_bytes::<u32>(bytes)?;
        if format != FORMAT {
            return Err(AtlasError::Format(format));
        }
        let StoredAtlas { format: _, coarse, fine } = postcard::from_bytes(bytes)?;
        Ok(Self { coarse: coarse.unpack()?, fine: fine.unpack()? })
    }

    /// The bytes of this atlas; equal atlases give equal bytes. For preparing the map data.
    pub fn to_bytes(&self) -> Result<Vec<u8>, AtlasError> {
        let [coarse, fine] = [&self.coarse, &self.fine].map(StoredTopology::pack);
        Ok(postcard::to_stdvec(&StoredAtlas { format: FORMAT, coarse, fine })?)
    }
}

impl StoredTopology {
    fn pack(topology: &Topology) -> Self {
        let country = |country: &AtlasCountry| StoredCountry {
            a3: country.a3.clone(),
            role: match &country.role {
                LandRole::State => StoredRole::State,
                LandRole::Ground { part_of } => StoredRole::Ground { part_of: part_of.clone() },
            },
            polygons: country.polygons.clone(),
            disputed: country.disputed.clone(),
        };
        Self {
            arcs: topology.arcs.iter().map(|arc| steps_between(arc)).collect(),
            countries: topology.countries.iter().map(country).collect(),
        }
    }

    fn unpack(self) -> Result<Topology, AtlasError> {
        let inconsistent = |what: &str| AtlasError::Inconsistent(what.to_owned());
        let arcs = self.arcs.iter().map(|steps| points_of(steps));
        let arcs: Vec<AtlasArc> = arcs.collect::<Option<_>>().ok_or_else(|| inconsistent("an arc"))?;
        let mut countries: Vec<AtlasCountry> = Vec::with_capacity(self.countries.len());
        for StoredCountry { a3, role, polygons, disputed } in self.countries {
            if countries.last().is_some_and(|before| before.a3 >= a3) {
                return Err(AtlasError::Inconsistent(a3));
            }
            let rings = polygons.iter().flatten().flatten().map(|number| arc_index(*number));
            if rings.chain(disputed.iter().map(|number| *number as usize)).any(|index| index >= arcs.len()) {
                return Err(AtlasError::Inconsistent(a3));
            }
            let role = match role {
                StoredRole::State => LandRole::State,
                StoredRole::Ground { part_of } => LandRole::Ground { part_of },
            };
            countries.push(AtlasCountry { a3, role, polygons, disputed });
        }
        Ok(Topology { arcs, countries })
    }
}

/// The index of the arc with a number.
pub fn arc_index(number: i32) -> usize {
    (if number < 0 { !number } else { number }) as usize
}

fn steps_between(arc: &[(f64, f64)]) -> Vec<i32> {
    let on_grid = |degrees: f64| (degrees * STEPS_PER_DEGREE).round() as i32;
    let mut before = (0, 0);
    let mut steps = Vec::with_capacity(2 * arc.len());
    for (lon, lat) in arc {
        let here = (on_grid(*lon), on_grid(*lat));
        steps.extend([here.0 - before.0, here.1 - before.1]);
        before = here;
    }
    steps
}

/// The inverse of [`steps_between`]; `None` where a latitude is missing or a coordinate leaves the globe.
fn points_of(steps: &[i32]) -> Option<AtlasArc> {
    let (pairs, rest) = steps.as_chunks::<2>();
    let (mut lon, mut lat) = (0_i32, 0_i32);
    let most = 720 * STEPS_PER_DEGREE as i32;
    let mut points = Vec::with_capacity(pairs.len());
    for [east, north] in pairs {
        lon = lon.checked_add(*east).filter(|lon| lon.abs() <= most)?;
        lat = lat.checked_add(*north).filter(|lat| lat.abs() <= most)?;
        points.push((f64::from(lon) / STEPS_PER_DEGREE, f64::from(lat) / STEPS_PER_DEGREE));
    }
    rest.is_empty().then_some(points)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_atlas_can_be_read_and_would_be_written_the_same() {
        let atlas = Atlas::from_bytes(BUNDLED).unwrap();
        assert_eq!(atlas.to_bytes().unwrap(), BUNDLED);
        assert!(atlas.coarse.countries.len() > 160 && atlas.fine.countries.len() > 220);
        assert!(BUNDLED.len() < 1_000_000, "{}", BUNDLED.len());
    }

    #[test]
    fn broken_map_data_is_refused_without_a_panic() {
        assert!(matches!(Atlas::from_bytes(&[]), Err(AtlasError::Encoding(_))));
        assert!(matches!(Atlas::from_bytes(&[99, 0, 0]), Err(AtlasError::Format(99))));
        for length in (0..BUNDLED.len()).step_by(BUNDLED.len() / 20) {
            assert!(Atlas::from_bytes(&BUNDLED[..length]).is_err(), "cut at {length}");
        }
        let mut bytes = BUNDLED.to_vec();
        for index in (0..bytes.len()).step_by(bytes.len() / 30) {
            bytes[index] ^= 0x55;
            if let Ok(atlas) = Atlas::from_bytes(&bytes) {
                let numbers =
                    || atlas.fine.countries.iter().flat_map(|country| country.polygons.iter().flatten().flatten());
                assert!(numbers().all(|number| arc_index(*number) < atlas.fine.arcs.len()));
            }
            bytes[index] ^= 0x55;
        }
    }
}
