//! The bundled flags.

use include_dir::{Dir, include_dir};

static FLAGS: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/assets/flags");

/// The SVG of a flag; `None` for a code (ISO 3166-1 alpha-2, lower case) that is not bundled.
pub fn flag_svg(code: &str) -> Option<&'static str> {
    FLAGS.get_file(format!("{code}.svg"))?.contents_utf8()
}
