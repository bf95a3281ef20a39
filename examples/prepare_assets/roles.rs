//! Which codes are ground rather than states, and which state is responsible for each abroad.
//!
//! Easy to get wrong: a code that is missing here counts as a state.

use demarche::layout::geography::LandRole;

/// Dependent territories and areas without a recognised state, with the state that is responsible for them abroad.
const GROUND: [(&str, Option<&str>); 41] = [
    ("ABW", Some("NLD")),
    ("AIA", Some("GBR")),
    ("ALA", Some("FIN")),
    ("ASM", Some("USA")),
    ("ATA", None),
    ("ATC", Some("AUS")),
    ("ATF", Some("FRA")),
    ("BLM", Some("FRA")),
    ("BMU", Some("GBR")),
    ("CUW", Some("NLD")),
    ("CYM", Some("GBR")),
    ("ESH", None),
    ("FLK", Some("GBR")),
    ("FRO", Some("DNK")),
    ("GGY", Some("GBR")),
    ("GRL", Some("DNK")),
    ("GUM", Some("USA")),
    ("HKG", Some("CHN")),
    ("HMD", Some("AUS")),
    ("IMN", Some("GBR")),
    ("IOA", Some("AUS")),
    ("IOT", Some("GBR")),
    ("JEY", Some("GBR")),
    ("KAS", None),
    ("MAC", Some("CHN")),
    ("MAF", Some("FRA")),
    ("MNP", Some("USA")),
    ("MSR", Some("GBR")),
    ("NCL", Some("FRA")),
    ("NFK", Some("AUS")),
    ("PCN", Some("GBR")),
    ("PRI", Some("USA")),
    ("PYF", Some("FRA")),
    ("SGS", Some("GBR")),
    ("SHN", Some("GBR")),
    ("SPM", Some("FRA")),
    ("SXM", Some("NLD")),
    ("TCA", Some("GBR")),
    ("VGB", Some("GBR")),
    ("VIR", Some("USA")),
    ("WLF", Some("FRA")),
];

pub(crate) fn role_of(a3: &str) -> LandRole {
    match GROUND.iter().find(|(code, _)| *code == a3) {
        None => LandRole::State,
        Some((_, part_of)) => LandRole::Ground { part_of: part_of.map(str::to_owned) },
    }
}
