//! Records as the citation style language has them.
#![no_main]

mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| support::read_well("export.json", &[b"[", bytes].concat()));
