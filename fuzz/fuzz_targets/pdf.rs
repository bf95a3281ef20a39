//! A PDF. Its reader panics by design, which the worker process takes for an answer; what must not happen is an abort, a
//! stack that overflows or memory without end.
#![no_main]

use std::panic::{catch_unwind, set_hook};
use std::sync::Once;

static QUIET: Once = Once::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    // The fuzzer's own hook takes every panic for a crash.
    QUIET.call_once(|| set_hook(Box::new(|_| {})));
    let bytes = [b"%PDF-1.4\n", bytes].concat();
    let _an_answer_like_any_other = catch_unwind(|| demarche::import::read("letter.pdf", &bytes));
});
