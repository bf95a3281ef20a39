//! One texture with everything that is drawn often: discs, the soft edges of lines, flags, and a patch of white.
//!
//! Because all of them share a texture, a whole layer of marks is one mesh. Made when first asked for, white, to be
//! tinted by the vertices. Easily got wrong: when the texture is full a new one is begun, so whoever keeps a mesh keeps
//! the texture it was made for.

use super::flags::flag_image;
use egui::{Color32, ColorImage, Context, Pos2, Rect, TextureHandle, TextureOptions, pos2, vec2};
use std::collections::BTreeMap;

/// Of the texture, in texels.
const SIDE: usize = 1024;
/// Of the white patch in the upper left corner, in texels.
const WHITE_SIDE: usize = 4;
/// Texels of a disc per pixel, along each axis: two keep its edge sharp wherever it falls between pixels.
const DISC_TEXELS_PER_PIXEL: f32 = 2.0;
/// Larger discs are better drawn as polygons.
pub(super) const MAX_DISC_RADIUS_PX: f32 = 24.0;
/// Lines up to this width are kept in finer steps, in pixels.
const THIN_LINE_PX: f32 = 4.0;
/// The widest line profile that is kept; a wider line stretches it.
const MAX_LINE_WIDTH_PX: f32 = 64.0;

/// A square part of the texture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stamp {
    /// Where in the texture; the whole texture is 0 to 1.
    pub(super) uv: Rect,
    /// How large it is drawn, in pixels.
    pub(super) side_px: f32,
    /// What the colour is to be multiplied with: less than 1 where a mark is smaller than a pixel.
    pub(super) opacity: f32,
}

/// A row of texels across a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Profile {
    /// Where the row begins in the texture; at the line's left edge.
    pub(super) start: Pos2,
    /// Where it ends.
    pub(super) end: Pos2,
    /// From the middle of the line to the edge of what is drawn, in pixels.
    pub(super) half_px: f32,
}

/// The texture and what is where in it.
pub(super) struct Sprites {
    texture: TextureHandle,
    shelves: Vec<Shelf>,
    discs: BTreeMap<u32, Rect>,
    lines: BTreeMap<u32, Rect>,
    flags: BTreeMap<String, BTreeMap<u32, Rect>>,
    /// Whether the texture was begun anew since the last [`Sprites::begin_build`].
    renewed: bool,
}

/// A row of sprites of about the same height.
struct Shelf {
    top: usize,
    height: usize,
    used: usize,
}

impl Sprites {
    pub(super) fn new(ctx: &Context) -> Self {
        Self {
            texture: blank(ctx),
            shelves: first_shelf(),
            discs: BTreeMap::new(),
            lines: BTreeMap::new(),
            flags: BTreeMap::new(),
            renewed: false,
        }
    }

    /// To be called before anything is built from it: from here on the texture may be begun anew once.
    pub(super) fn begin_build(&mut self) {
        self.renewed = false;
    }

    /// The texture that the last sprite is in.
    pub(super) fn texture(&self) -> &TextureHandle {
        &self.texture
    }

    /// A point in the middle of the white patch.
    pub(super) fn white() -> Pos2 {
        let middle = WHITE_SIDE as f32 / 2.0 / SIDE as f32;
        pos2(middle, middle)
    }

    /// A disc of a radius in pixels, at most [`MAX_DISC_RADIUS_PX`]; none if the texture has no room for it.
    pub(super) fn disc(&mut self, ctx: &Context, radius_px: f32) -> Option<Stamp> {
        let (class, class_radius) = disc_class(radius_px);
        let texels = match self.discs.get(&class) {
            Some(texels) => *texels,
            None => {
                let texels = self.place(ctx, &disc_image(class_radius))?;
                self.discs.insert(class, texels);
                texels
            }
        };
        let shown_radius = radius_px.max(SMALLEST_RADIUS_PX);
        Some(Stamp {
            uv: normalised(texels),
            side_px: texels.width() / DISC_TEXELS_PER_PIXEL * shown_radius / class_radius,
            opacity: (radius_px / shown_radius).powi(2),
        })
    }

    /// The soft edges of a line of a width in pixels; none if the texture has no room for it.
    pub(super) fn line(&mut self, ctx: &Context, width_px: f32) -> Option<Profile> {
        let (class, class_width) = line_class(width_px);
        let texels = match self.lines.get(&class) {
            Some(texels) => *texels,
            None => {
                let texels = self.place(ctx, &line_image(class_width))?;
                self.lines.insert(class, texels);
                texels
            }
        };
        let uv = normalised(texels);
        // A thin line keeps the soft edges of the next wider one: stretched ones would no longer be a pixel wide.
        let stretch = if width_px > THIN_LINE_PX { width_px / class_width } else { 1.0 };
        let half_px = texels.width() / 2.0 / line_texels_per_pixel(class_width) * stretch;
        Some(Profile { start: uv.left_center(), end: uv.right_center(), half_px })
    }

    /// A flag that is shown `side_px` wide, cut to a disc; none if there is no such flag or no room.
    pub(super) fn flag(&mut self, ctx: &Context, code: &str, side_px: f32) -> Option<Stamp> {
        let side = flag_side(side_px);
        let texels = match self.flags.get(code).and_then(|sizes| sizes.get(&side)) {
            Some(texels) => *texels,
            None => {
                let image = flag_image(code, side)?;
                let texels = self.place(ctx, &image)?;
                self.flags.entry(code.to_owned()).or_default().insert(side, texels);
                texels
            }
        };
        Some(Stamp { uv: normalised(texels), side_px, opacity: 1.0 })
    }

    /// Writes an image into the texture and tells where, in texels.
    fn place(&mut self, ctx: &Context, image: &ColorImage) -> Option<Rect> {
        let [width, height] = image.size;
        let corner = match self.room_for(width, height) {
            Some(corner) => corner,
            None if self.renewed => return None,
            None => {
                self.renew(ctx);
                self.room_for(width, height)?
            }
        };
        self.texture.set_partial(corner, image.clone(), TextureOptions::LINEAR);
        let [left, top] = corner;
        Some(Rect::from_min_size(pos2(left as f32, top as f32), vec2(width as f32, height as f32)))
    }

    fn room_for(&mut self, width: usize, height: usize) -> Option<[usize; 2]> {
        // One texel stays empty between two sprites, so that none bleeds into another.
        let (width, height) = (width + 1, height + 1);
        let fits = |shelf: &&mut Shelf| {
            let little_is_lost = height <= shelf.height && shelf.height <= height + height / 4 + 1;
            little_is_lost && shelf.used + width <= SIDE
        };
        if let Some(shelf) = self.shelves.iter_mut().find(fits) {
            let left = shelf.used;
            shelf.used += width;
            return Some([left, shelf.top]);
        }
        let top = self.shelves.last().map_or(0, |shelf| shelf.top + shelf.height);
        if top + height > SIDE || width > SIDE {
            return None;
        }
        self.shelves.push(Shelf { top, height, used: width });
        Some([0, top])
    }

    fn renew(&mut self, ctx: &Context) {
        self.texture = blank(ctx);
        self.shelves = first_shelf();
        self.discs.clear();
        self.lines.clear();
        self.flags.clear();
        self.renewed = true;
    }
}

/// The shelf that the white patch stands on.
fn first_shelf() -> Vec<Shelf> {
    vec![Shelf { top: 0, height: WHITE_SIDE + 1, used: WHITE_SIDE + 1 }]
}

fn blank(ctx: &Context) -> TextureHandle {
    let mut texture =
        ctx.load_texture("marks", ColorImage::filled([SIDE, SIDE], Color32::TRANSPARENT), TextureOptions::LINEAR);
    let white = ColorImage::filled([WHITE_SIDE, WHITE_SIDE], Color32::WHITE);
    texture.set_partial([0, 0], white, TextureOptions::LINEAR);
    texture
}

fn normalised(texels: Rect) -> Rect {
    Rect::from_min_max((texels.min.to_vec2() / SIDE as f32).to_pos2(), (texels.max.to_vec2() / SIDE as f32).to_pos2())
}

/// A disc smaller than this is drawn as large, but fainter.
const SMALLEST_RADIUS_PX: f32 = 0.5;

/// Number and radius of the kept disc that is the next larger one.
fn disc_class(radius_px: f32) -> (u32, f32) {
    let fine_end = 12.0;
    if radius_px <= fine_end {
        let class = (radius_px * 4.0).ceil().max(SMALLEST_RADIUS_PX * 4.0);
        (class as u32, class / 4.0)
    } else {
        let steps = ((radius_px - fine_end) * 2.0).ceil();
        (48 + steps as u32, fine_end + steps / 2.0)
    }
}

fn disc_image(radius_px: f32) -> ColorImage {
    let half = (DISC_TEXELS_PER_PIXEL * (radius_px + 1.0)).ceil() as usize;
    let from_middle = |index: usize| (index as f32 + 0.5 - half as f32) / DISC_TEXELS_PER_PIXEL;
    let side = 2 * half;
    let pixels = (0..side)
        .flat_map(|row| (0..side).map(move |column| (column, row)))
        .map(|(column, row)| {
            let distance = from_middle(column).hypot(from_middle(row));
            white_with_alpha(radius_px + 0.5 - distance)
        })
        .collect();
    ColorImage::new([side, side], pixels)
}

/// Number and width of the kept profile that is the next wider one.
fn line_class(width_px: f32) -> (u32, f32) {
    let width = width_px.clamp(0.05, MAX_LINE_WIDTH_PX);
    if width <= THIN_LINE_PX {
        let class = (width * 8.0).ceil();
        (class as u32, class / 8.0)
    } else if width <= 16.0 {
        let steps = ((width - THIN_LINE_PX) * 4.0).ceil();
        (32 + steps as u32, THIN_LINE_PX + steps / 4.0)
    } else {
        let steps = (width - 16.0).ceil();
        (80 + steps as u32, 16.0 + steps)
    }
}

/// Thin lines need more, or their middle would never be met.
fn line_texels_per_pixel(width_px: f32) -> f32 {
    if width_px <= THIN_LINE_PX { 8.0 } else { 4.0 }
}

fn line_image(width_px: f32) -> ColorImage {
    let texels_per_pixel = line_texels_per_pixel(width_px);
    let half = (texels_per_pixel * (width_px / 2.0 + 1.0)).ceil() as usize;
    // An odd number: the middle of the line is the middle of a texel, so that it is as strong as it should be.
    let count = 2 * half + 1;
    let pixels = (0..count)
        .map(|index| {
            let distance = (index as f32 - half as f32) / texels_per_pixel;
            // How much of a pixel around this point the line covers.
            let covered = (distance + 0.5).min(width_px / 2.0) - (distance - 0.5).max(-width_px / 2.0);
            white_with_alpha(covered)
        })
        .collect();
    ColorImage::new([count, 1], pixels)
}

/// Sides of kept flags lie a quarter of an octave apart. A little more than is shown keeps small emblems sharp between
/// pixels.
fn flag_side(shown_px: f32) -> u32 {
    let wanted = (shown_px * 1.25).clamp(8.0, 1000.0);
    let octave_quarters = ((wanted / 8.0).log2() * 4.0).ceil();
    (8.0 * (octave_quarters / 4.0).exp2()).round().min(1000.0) as u32
}

fn white_with_alpha(alpha: f32) -> Color32 {
    Color32::from_white_alpha((alpha.clamp(0.0, 1.0) * 255.0).round() as u8)
}
