//! A ZIP archive that is not what it says.
#![no_main]

mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    support::read_well("letter.docx", &[b"PK\x03\x04", bytes].concat());
});
