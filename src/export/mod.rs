//! Writes scenes to files and rows to tables: returns bytes, touches no disk, opens no dialog.

mod flag;
mod number;
mod outline;
mod png;
mod svg;
mod svg_defs;
mod table;
mod xml;

pub use flag::{MAX_FLAG_SIDE_PX, Rgba, flag_pixels, icon_pixels};
pub use png::{MAX_PIXELS, MAX_SIDE_PX, PngError, png, png_of_pixels};
pub use svg::{HALO_WIDTH, SvgDocument, svg};
pub use table::{Cells, TextTable, csv, field_names, formula_cells};
pub use xml::legible;
