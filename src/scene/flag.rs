//! The bundled flags.

use include_dir::{Dir, include_dir};

static FLAGS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/flags");

/// The square flag of an ISO 3166-1 alpha-2 code in lower case, or of an organisation (`eu`), as an SVG file whose view
/// box is `0 0 512 512`; `None` if it is not bundled.
pub fn flag_svg(code: &str) -> Option<&'static str> {
    FLAGS.get_file(format!("{code}.svg"))?.contents_utf8()
}

/// The codes of all bundled flags, sorted.
pub fn flag_codes() -> Vec<&'static str> {
    let mut codes: Vec<_> = FLAGS
        .files()
        .filter(|file| file.path().extension().is_some_and(|extension| extension == "svg"))
        .filter_map(|file| file.path().file_stem()?.to_str())
        .collect();
    codes.sort_unstable();
    codes
}
