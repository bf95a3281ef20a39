//! A saved page.
#![no_main]

mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // So that it is a page whatever the bytes are.
    support::read_well("page.html", &[b"<!doctype html><html><body>", bytes].concat());
});
