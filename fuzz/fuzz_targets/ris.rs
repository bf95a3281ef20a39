//! Records of two letters a field.
#![no_main]

mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| support::read_well("export.ris", &[b"TY  - NEWS\n", bytes].concat()));
