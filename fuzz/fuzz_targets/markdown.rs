//! Markdown, by its ending whatever it looks like.
#![no_main]

mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| support::read_well("article.md", bytes));
