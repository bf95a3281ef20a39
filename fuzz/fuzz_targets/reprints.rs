//! Two texts compared sentence by sentence.
#![no_main]

use demarche::import::{repeated_sentences, reprints};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let (one, other) = text.split_once('\0').unwrap_or((text, text));
    for repeated in repeated_sentences(one, other) {
        assert!(repeated.sentence.of(one).is_some() && repeated.of.of(other).is_some(), "ranges hold whole characters");
    }
    let found = reprints(&[(one, None), (other, None)]);
    assert!(found[0].is_none(), "the first repeats nothing");
});
