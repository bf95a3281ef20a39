//! A project in which one file holds anything: it is read, and what of it was read can be written and read again.
#![no_main]

use demarche::store::{LastRead, ProjectFiles, RelativePath, builtin, read_project, write_project};
use std::collections::BTreeMap;
use std::sync::OnceLock;

static WHOLE: OnceLock<BTreeMap<RelativePath, Vec<u8>>> = OnceLock::new();

fn whole() -> BTreeMap<RelativePath, Vec<u8>> {
    write_project(&builtin().project, &LastRead::nothing()).expect("the built-in project can be written")
}

libfuzzer_sys::fuzz_target!(|input: (u8, &[u8])| {
    let (which, bytes) = input;
    let mut files = WHOLE.get_or_init(whole).clone();
    let name = files.keys().nth(usize::from(which) % files.len()).cloned().expect("there are files");
    files.insert(name, bytes.to_vec());
    let opened = read_project(&ProjectFiles::in_memory(files));
    if let Ok(written) = write_project(&opened.project, &opened.last_read) {
        let again = read_project(&ProjectFiles::in_memory(written));
        assert_eq!(again.project, opened.project, "what was read can be written and read again");
    }
});
