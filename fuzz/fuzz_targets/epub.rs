//! The package of a book and a chapter of it.
#![no_main]

mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let middle = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (package, chapter) = bytes.split_at(middle);
    let container = b"<container><rootfiles><rootfile full-path=\"a/b.opf\"/></rootfiles></container>";
    let whole = b"<package><manifest><item id=\"one\" href=\"one.xhtml\"/></manifest><spine><itemref idref=\"one\"/></spine></package>";
    for package in [package, whole.as_slice()] {
        let bytes = support::archive(&[
            ("META-INF/container.xml", container),
            ("a/b.opf", package),
            ("a/one.xhtml", chapter),
        ]);
        support::read_well("book.epub", &bytes);
    }
});
