//! The bundled flags, as files and as pixels.
//!
//! Knows no window and no scene; keeps nothing it has drawn. Easy to get wrong: the pixels are premultiplied, which is
//! what a texture wants and a PNG encoder does not.

use super::png::options_without_text;
use crate::scene::flag_svg;
use resvg::{tiny_skia, usvg};

/// The largest side that [`flag_pixels`] draws.
pub const MAX_FLAG_SIDE_PX: u32 = 2048;

/// A picture of pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rgba {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// Rows from the top, pixels from the left, four bytes each: red, green, blue, alpha; sRGB, colours premultiplied
    /// with alpha.
    pub bytes: Vec<u8>,
}

/// A flag clipped to the circle inscribed in a square, with a soft edge. Takes up to a few milliseconds, so keep the
/// result; `None` if the flag is not bundled or `side_px` is 0 or above [`MAX_FLAG_SIDE_PX`].
pub fn flag_pixels(code: &str, side_px: u32) -> Option<Rgba> {
    if !(1..=MAX_FLAG_SIDE_PX).contains(&side_px) {
        return None;
    }
    let tree = usvg::Tree::from_str(flag_svg(code)?, &options_without_text()).ok()?;
    let mut pixmap = tiny_skia::Pixmap::new(side_px, side_px)?;
    let side = side_px as f32;
    let scale = tiny_skia::Transform::from_scale(side / tree.size().width(), side / tree.size().height());
    resvg::render(&tree, scale, &mut pixmap.as_mut());
    let circle = tiny_skia::PathBuilder::from_circle(side / 2.0, side / 2.0, side / 2.0)?;
    let mut mask = tiny_skia::Mask::new(side_px, side_px)?;
    mask.fill_path(&circle, tiny_skia::FillRule::Winding, true, tiny_skia::Transform::identity());
    pixmap.apply_mask(&mask);
    Some(Rgba { width: side_px, height: side_px, bytes: pixmap.take() })
}

/// The program's icon, `side_px` wide and high, with straight alpha (not premultiplied), as window systems want it.
pub fn icon_pixels(side_px: u32) -> Option<Rgba> {
    let tree = usvg::Tree::from_str(include_str!("../../assets/icon.svg"), &options_without_text()).ok()?;
    let mut pixmap = tiny_skia::Pixmap::new(side_px, side_px)?;
    let scale = side_px as f32 / tree.size().width();
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    let straight = pixmap.pixels().iter().map(tiny_skia::PremultipliedColorU8::demultiply);
    let bytes = straight.flat_map(|color| [color.red(), color.green(), color.blue(), color.alpha()]).collect();
    Some(Rgba { width: side_px, height: side_px, bytes })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "tests may panic")]
mod tests {
    use super::*;
    use crate::scene::flag_codes;

    fn pixel(picture: &Rgba, x: u32, y: u32) -> [u8; 4] {
        let start = ((y * picture.width + x) * 4) as usize;
        picture.bytes.get(start..start + 4).unwrap().try_into().unwrap()
    }

    #[test]
    fn every_bundled_flag_fills_a_disc() {
        assert!(flag_codes().len() >= 36, "{:?}", flag_codes());
        for code in flag_codes() {
            let flag = flag_pixels(code, 24).unwrap();
            // Where two colours meet slantwise, a seam lets a little through.
            assert!(pixel(&flag, 12, 12)[3] > 128, "the middle of {code} is see-through");
            assert_eq!(pixel(&flag, 0, 0), [0; 4], "the corner of {code} is not cut off");
            assert!(
                flag.bytes.chunks_exact(4).any(|other| other[3] == 255 && other != pixel(&flag, 12, 12)),
                "{code} is one colour"
            );
        }
    }

    #[test]
    fn the_edge_of_a_flag_is_soft_and_premultiplied() {
        let flag = flag_pixels("ua", 24).unwrap();
        let soft: Vec<_> = flag.bytes.chunks_exact(4).filter(|pixel| (1..255).contains(&pixel[3])).collect();
        assert!(soft.len() > 20, "{}", soft.len());
        assert!(soft.iter().all(|pixel| pixel[..3].iter().all(|channel| *channel <= pixel[3])));
    }

    #[test]
    fn the_flag_of_ukraine_is_blue_over_yellow() {
        let flag = flag_pixels("ua", 24).unwrap();
        let [red, _, blue, _] = pixel(&flag, 12, 6);
        assert!(blue > red, "above");
        let [red, _, blue, _] = pixel(&flag, 12, 18);
        assert!(red > blue, "below");
    }

    #[test]
    fn no_flag_is_made_up() {
        assert_eq!(flag_svg("zz"), None);
        assert_eq!(flag_svg("../fonts/LICENSE"), None);
        assert_eq!(flag_pixels("ua", 0), None);
        assert_eq!(flag_pixels("ua", MAX_FLAG_SIDE_PX + 1), None);
    }
}
