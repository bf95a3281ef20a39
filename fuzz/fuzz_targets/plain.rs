//! Text in whatever encoding: decoding, lines put together, the opening read.
#![no_main]

mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| support::read_well("article.txt", bytes));
