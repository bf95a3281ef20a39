//! What every target asks of what was read.

use demarche::import::{Draft, read};

/// Reads `bytes` as a file named `name`; what becomes of it must hold together.
pub fn read_well(name: &str, bytes: &[u8]) {
    match read(name, bytes) {
        Ok(drafts) => {
            assert!(!drafts.is_empty(), "a file that is read gives at least one draft");
            for draft in &drafts {
                assert_eq!(Draft::faults(draft), None);
            }
        }
        Err(error) => assert!(!error.to_string().is_empty(), "a refusal says why"),
    }
}

/// An archive with these entries.
#[allow(dead_code, reason = "only some targets pack archives")]
pub fn archive(entries: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        let stored = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        zip.start_file(*name, stored).expect("a name of ours");
        zip.write_all(bytes).expect("memory takes all");
    }
    zip.finish().expect("memory takes all").into_inner()
}
