//! Renders an SVG of ours to pixels, without a display or GPU.
//!
//! Knows no scene; reads no file and no system font, so that equal pictures have equal pixels everywhere. Easy to get
//! wrong: the renderer's default opens the files that an `href` names.

use crate::scene::Face;
use resvg::usvg::fontdb;
use resvg::{tiny_skia, usvg};
use std::sync::{Arc, OnceLock};

/// The most pixels that a picture may have; each takes four bytes while it is drawn.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The longest side of a picture, in pixels.
pub const MAX_SIDE_PX: u32 = 20_000;

/// Why a picture could not be rendered.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The input is not an SVG that can be drawn.
    #[error("the picture cannot be read as SVG")]
    Svg(#[source] usvg::Error),
    /// A scale of zero, below zero, infinite or not a number.
    #[error("a picture cannot be drawn at scale {0}")]
    Scale(f32),
    /// More pixels than [`MAX_PIXELS`], or a side beyond [`MAX_SIDE_PX`].
    #[error(
        "a picture of {width} × {height} pixels is too large: at most {MAX_PIXELS} pixels and {MAX_SIDE_PX} on a side"
    )]
    TooLarge {
        /// Width in pixels, rounded up.
        width: f32,
        /// Height in pixels, rounded up.
        height: f32,
    },
    /// The encoder failed.
    #[error("the picture cannot be written as PNG: {0}")]
    Encode(String),
}

/// Renders an SVG at `scale` pixels per point and encodes it. Text is set in the bundled fonts only; what an `href`
/// names outside the document is left out. A side has at least one pixel, and part of a pixel counts as one.
pub fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PngError> {
    draw(svg, scale)?.encode_png().map_err(|error| PngError::Encode(error.to_string()))
}

/// Encodes pixels, rows from the top, four bytes each: red, green, blue, alpha, colours premultiplied. `None` where the
/// bytes do not fill the size.
pub fn png_of_pixels(width: u32, height: u32, bytes: Vec<u8>) -> Option<Vec<u8>> {
    let size = tiny_skia::IntSize::from_wh(width, height)?;
    tiny_skia::Pixmap::from_vec(bytes, size)?.encode_png().ok()
}

fn draw(svg: &str, scale: f32) -> Result<tiny_skia::Pixmap, PngError> {
    if !(scale.is_finite() && scale > 0.0) {
        return Err(PngError::Scale(scale));
    }
    let options = usvg::Options { fontdb: bundled_fonts(), ..options_without_text() };
    let tree = usvg::Tree::from_str(svg, &options).map_err(PngError::Svg)?;
    let [width, height] = [tree.size().width(), tree.size().height()].map(|side| (side * scale).ceil().max(1.0));
    let too_large = || PngError::TooLarge { width, height };
    let longest = width.max(height);
    if longest > MAX_SIDE_PX as f32 || f64::from(width) * f64::from(height) > MAX_PIXELS as f64 {
        return Err(too_large());
    }
    let mut pixmap = tiny_skia::Pixmap::new(width as u32, height as u32).ok_or_else(too_large)?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap)
}

/// Options of a reader that opens no file and has no fonts yet.
pub(super) fn options_without_text() -> usvg::Options<'static> {
    usvg::Options {
        font_family: Face::Regular.family().to_owned(),
        image_href_resolver: usvg::ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// The fonts that come with the program, read once.
fn bundled_fonts() -> Arc<fontdb::Database> {
    static FONTS: OnceLock<Arc<fontdb::Database>> = OnceLock::new();
    let read = || {
        let mut fonts = fontdb::Database::new();
        for face in Face::ALL {
            fonts.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes())));
        }
        for generic in [fontdb::Database::set_sans_serif_family, fontdb::Database::set_monospace_family] {
            generic(&mut fonts, Face::Regular.family());
        }
        fonts.set_serif_family(Face::Serif.family());
        Arc::new(fonts)
    };
    Arc::clone(FONTS.get_or_init(read))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests may panic")]
mod tests {
    use super::*;
    use crate::export::{SvgDocument, svg};
    use crate::layout::geometry::{Point, Size};
    use crate::scene::{Align, Color, Fill, Item, Layer, Scene, Shape};
    use std::collections::BTreeMap;

    const RED: Color = Color::hex(0xCC_00_00);
    const WHITE: Color = Color::hex(0xFF_FF_FF);
    const BLUE: Color = Color::hex(0x00_00_CC);

    fn picture(shape: Shape) -> String {
        let layers = vec![Layer { clip: None, items: vec![Item::silent(shape)] }];
        let scene = Scene { size: Size::new(60.0, 60.0), background: WHITE, layers };
        svg(&scene, &SvgDocument { title: "", description: "" })
    }

    fn disc(fill: Fill) -> String {
        picture(Shape::Disc { center: Point::new(30.0, 30.0), radius: 25.0, fill, stroke: None })
    }

    fn text(face: Face, text: &str) -> String {
        let (size, color, align) = (20.0, BLUE, Align::Center);
        let baseline = Point::new(30.0, 40.0);
        picture(Shape::Text { baseline, align, face, size, color, halo: None, text: text.to_owned() })
    }

    fn pixel(pixmap: &tiny_skia::Pixmap, x: u32, y: u32) -> Color {
        let pixel = pixmap.pixel(x, y).unwrap().demultiply();
        Color { r: pixel.red(), g: pixel.green(), b: pixel.blue(), a: pixel.alpha() }
    }

    /// How many pixels have which colour.
    fn colors(svg: &str, scale: f32) -> BTreeMap<Color, usize> {
        let pixmap = draw(svg, scale).unwrap();
        let mut counts = BTreeMap::new();
        for (x, y) in (0..pixmap.height()).flat_map(|y| (0..pixmap.width()).map(move |x| (x, y))) {
            *counts.entry(pixel(&pixmap, x, y)).or_default() += 1;
        }
        counts
    }

    /// How dark the letters are, in pixels of full ink.
    fn ink(svg: &str) -> f32 {
        colors(svg, 1.0).iter().map(|(color, count)| (255.0 - f32::from(color.r)) / 255.0 * *count as f32).sum()
    }

    #[test]
    fn a_red_disc_is_red_in_the_middle_and_nowhere_else() {
        let pixmap = draw(&disc(Fill::Solid(RED)), 2.0).unwrap();
        assert_eq!((pixmap.width(), pixmap.height()), (120, 120));
        assert_eq!(pixel(&pixmap, 60, 60), RED);
        assert_eq!(pixel(&pixmap, 2, 2), WHITE);
    }

    #[test]
    fn the_file_is_a_png_of_that_size() {
        let bytes = png(&disc(Fill::Solid(RED)), 1.5).unwrap();
        let read = tiny_skia::Pixmap::decode_png(&bytes).unwrap();
        assert_eq!((read.width(), read.height()), (90, 90));
        assert_eq!(pixel(&read, 45, 45), RED);
        assert_eq!(png(&disc(Fill::Solid(RED)), 1.5).unwrap(), bytes);
    }

    #[test]
    fn a_hatch_is_a_quarter_ink_and_stripes_are_half_and_half() {
        for scale in [1.0, 2.0, 3.0] {
            for (fill, share) in
                [(Fill::Hatched { ground: BLUE, ink: RED }, 0.25), (Fill::Striped { first: RED, second: BLUE }, 0.5)]
            {
                let colors = colors(&disc(fill), scale);
                let amount = |channel: fn(&Color) -> u8| -> f32 {
                    let inside = colors.iter().filter(|(color, _)| color.g < 8);
                    inside.map(|(color, count)| f32::from(channel(color)) / 204.0 * *count as f32).sum()
                };
                let (red, blue) = (amount(|color| color.r), amount(|color| color.b));
                assert!((red / (red + blue) - share).abs() < 0.03, "{fill:?} at {scale}: {red} red, {blue} blue");
            }
        }
    }

    #[test]
    fn a_stripe_rises_to_the_right() {
        let pixmap = draw(&disc(Fill::Striped { first: RED, second: BLUE }), 1.0).unwrap();
        // x + y is 60, five pairs: a stripe of the first colour begins here.
        for step in 0..12 {
            assert_eq!(pixel(&pixmap, 26 + step, 36 - step), RED, "{step}");
            assert_eq!(pixel(&pixmap, 26 + step, 42 - step), BLUE, "{step}");
        }
    }

    #[test]
    fn every_face_is_set_in_its_own_font() {
        let inks: Vec<f32> = Face::ALL.iter().map(|face| ink(&text(*face, "Ham"))).collect();
        let &[regular, medium, semi_bold, bold, serif, serif_semi_bold] = inks.as_slice() else { unreachable!() };
        assert!(regular > 20.0 && regular < medium && medium < semi_bold && semi_bold < bold, "{inks:?}");
        assert!(serif > 20.0 && serif < serif_semi_bold && (serif - regular).abs() > 1.0, "{inks:?}");
    }

    #[test]
    fn cyrillic_letters_are_drawn() {
        assert!((ink(&text(Face::Regular, "Київ")) - ink(&text(Face::Regular, "\u{FFFD}\u{FFFD}"))).abs() > 1.0);
        assert!(ink(&text(Face::Serif, "Київ")) > 20.0);
    }

    #[test]
    fn a_halo_lies_behind_the_letters() {
        let with_halo = |halo| {
            let (size, color, align, face) = (20.0, BLUE, Align::Center, Face::Bold);
            let baseline = Point::new(30.0, 40.0);
            picture(Shape::Text { baseline, align, face, size, color, halo, text: "Ham".to_owned() })
        };
        let (plain, haloed) = (colors(&with_halo(None), 2.0), colors(&with_halo(Some(RED)), 2.0));
        assert!(haloed.get(&RED).is_some_and(|count| *count > 200), "{haloed:?}");
        assert!(haloed.get(&BLUE) == plain.get(&BLUE), "the halo covers letters");
    }

    #[test]
    fn what_a_file_links_to_is_not_opened() {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/assets/flags/ua.svg");
        let inner = "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxMCIgaGVpZ2h0PSIxMCI+PHJlY3Qgd2lkdGg9IjEwIiBoZWlnaHQ9IjEwIi8+PC9zdmc+";
        for href in [file, inner] {
            let svg = format!(
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><image href="{href}" width="20" height="20"/></svg>"#
            );
            let pixmap = draw(&svg, 1.0).unwrap();
            assert!(pixmap.data().iter().all(|byte| *byte == 0), "{href} was drawn");
        }
    }

    #[test]
    fn what_cannot_be_drawn_is_an_error_in_words() {
        let svg = disc(Fill::Solid(RED));
        for scale in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            assert!(matches!(png(&svg, scale), Err(PngError::Scale(_))), "{scale}");
        }
        for scale in [200.0, 1e6, 1e30] {
            let error = png(&svg, scale).unwrap_err();
            assert!(matches!(error, PngError::TooLarge { .. }), "{scale}: {error}");
        }
        assert_eq!(
            png(&svg, 500.0).unwrap_err().to_string(),
            "a picture of 30000 × 30000 pixels is too large: at most 100000000 pixels and 20000 on a side"
        );
        assert!(matches!(png("not a picture", 1.0), Err(PngError::Svg(_))));
    }
}
