//! Which codes are ground rather than states, and which state answers for each abroad.
//!
//! Only areas that reach into a frame are listed. Easily got wrong: a code that is missing here counts as a state.

use demarche::layout::geography::LandRole;

/// Dependent territories and areas without a recognised state, with the state that answers for them abroad.
const GROUND: [(&str, Option<&str>); 10] = [
    ("ALA", Some("FIN")),
    ("BMU", Some("GBR")),
    ("ESH", None),
    ("FRO", Some("DNK")),
    ("GGY", Some("GBR")),
    ("GRL", Some("DNK")),
    ("IMN", Some("GBR")),
    ("JEY", Some("GBR")),
    ("SPM", Some("FRA")),
    ("TCA", Some("GBR")),
];

pub(crate) fn role_of(a3: &str) -> LandRole {
    match GROUND.iter().find(|(code, _)| *code == a3) {
        None => LandRole::State,
        Some((_, part_of)) => LandRole::Ground { part_of: part_of.map(str::to_owned) },
    }
}
