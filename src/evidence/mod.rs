//! From text to anchors: sentences, quotations that are found again, search.
