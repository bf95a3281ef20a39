//! A PDF to a draft. Its reader panics on bad input by design, so this runs in the worker process only.
//!
//! The thing easily got wrong: a PDF holds letters at places and no words; the text is a reconstruction, and says so.

use super::draft::{Draft, Kind};
use super::error::ImportError;
use super::plain;

pub(super) fn read(bytes: &[u8]) -> Result<Draft, ImportError> {
    let text = pdf_extract::extract_text_from_mem(bytes).map_err(|cause| {
        let why = cause.to_string();
        if ["ncrypt", "assword", "ecrypt"].iter().any(|word| why.contains(word)) {
            ImportError::Encrypted
        } else {
            ImportError::Damaged { kind: Kind::Pdf.in_words().to_owned(), why }
        }
    })?;
    let mut draft = Draft::new(Kind::Pdf, "");
    draft
        .report
        .guess("text", "a PDF holds letters at places: spaces, order and line breaks were worked out from them");
    plain::read(&squeezed(&text), draft)
}

/// Without the spaces at the ends of lines and the runs of empty lines that stand for distances on paper.
fn squeezed(text: &str) -> String {
    let mut squeezed = String::with_capacity(text.len());
    let mut empty = 0;
    for line in text.lines().map(|line| line.trim_matches([' ', '\t', '\u{c}'])) {
        empty = if line.is_empty() { empty + 1 } else { 0 };
        if empty < 2 && !(line.is_empty() && squeezed.is_empty()) {
            squeezed.push_str(line);
            squeezed.push('\n');
        }
    }
    squeezed
}
