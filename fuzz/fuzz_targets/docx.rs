//! The XML of a Word document and of its properties.
#![no_main]

mod support;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let middle = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    let (document, properties) = bytes.split_at(middle);
    let bytes = support::archive(&[
        ("word/document.xml", document),
        ("docProps/core.xml", properties),
        ("word/footnotes.xml", document),
    ]);
    support::read_well("letter.docx", &bytes);
});
