//! The bundled fonts under names that the toolkit knows.
//!
//! Knows no text. Easily got wrong: a letter that the first font of a family lacks is looked up in the next one, so
//! every family ends with the font that holds the icons.

use crate::scene::Face;
use egui::{FontData, FontDefinitions, FontFamily};
use std::sync::Arc;

/// The family of a bundled font; words set in it look as they do in an export.
pub fn font_family(face: Face) -> FontFamily {
    FontFamily::Name(Arc::from(family_name(face)))
}

/// All bundled fonts, each as a family of its own, and Inter for everything that the toolkit sets itself.
///
/// Material Symbols stands behind every family, and alone in the families that `egui_material_icons` names.
pub fn font_definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    for face in Face::ALL {
        let data = FontData::from_static(face.bytes());
        fonts.font_data.insert(family_name(face).to_owned(), Arc::new(data));
    }
    let icons = egui_material_icons::font_insert();
    fonts.font_data.insert(icons.name.clone(), Arc::new(icons.data));
    let with_fallbacks = |first: Face| {
        let mut names = vec![family_name(first).to_owned()];
        if first.family() != Face::Regular.family() {
            names.push(family_name(Face::Regular).to_owned());
        }
        names.push(icons.name.clone());
        names
    };
    for face in Face::ALL {
        fonts.families.insert(font_family(face), with_fallbacks(face));
    }
    for family in [FontFamily::Proportional, FontFamily::Monospace] {
        fonts.families.insert(family, with_fallbacks(Face::Regular));
    }
    for insert in &icons.families {
        fonts.families.entry(insert.family.clone()).or_insert_with(|| vec![icons.name.clone()]);
    }
    fonts
}

/// Makes the bundled fonts the only ones of a context, from its next pass on.
pub fn install_fonts(ctx: &egui::Context) {
    ctx.set_fonts(font_definitions());
}

fn family_name(face: Face) -> &'static str {
    match face {
        Face::Regular => "Inter Regular",
        Face::Medium => "Inter Medium",
        Face::SemiBold => "Inter SemiBold",
        Face::Bold => "Inter Bold",
        Face::Serif => "Source Serif 4 Regular",
        Face::SerifSemiBold => "Source Serif 4 SemiBold",
    }
}
