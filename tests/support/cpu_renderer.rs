//! Pictures of what the toolkit draws, without a window and without a graphics driver.
//!
//! Fills the triangles that the toolkit would hand to the graphics card, with the same blending: colours premultiplied,
//! multiplied with the texture and mixed as they are stored. Knows no scene. Easily got wrong: two triangles that share
//! an edge must fill each of its pixels once, or see-through shapes show their seams.

use egui::epaint::{ImageDelta, Primitive, Vertex};
use egui::{
    ClippedPrimitive, Color32, ColorImage, Context, FullOutput, ImageData, Mesh, Rect, TextureFilter, TextureId,
    TextureOptions, TextureWrapMode, TexturesDelta, vec2,
};
use std::collections::BTreeMap;

/// A picture of pixels.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Picture {
    /// In pixels.
    pub(crate) width: usize,
    /// In pixels.
    pub(crate) height: usize,
    /// Rows from the top.
    pixels: Vec<[u8; 4]>,
}

impl Picture {
    /// Red, green, blue and alpha of a pixel, premultiplied; all zero outside.
    pub(crate) fn pixel(&self, x: usize, y: usize) -> [u8; 4] {
        if x < self.width { self.pixels.get(y * self.width + x).copied().unwrap_or_default() } else { [0; 4] }
    }

    /// As a PNG file.
    pub(crate) fn png(&self) -> Vec<u8> {
        let rows = (0..self.height).flat_map(|y| (0..self.width).map(move |x| (x, y)));
        let bytes = rows.flat_map(|(x, y)| self.pixel(x, y)).collect();
        let size = resvg::tiny_skia::IntSize::from_wh(self.width as u32, self.height as u32);
        size.and_then(|size| resvg::tiny_skia::Pixmap::from_vec(bytes, size))
            .and_then(|pixmap| pixmap.encode_png().ok())
            .unwrap_or_default()
    }
}

/// Keeps the toolkit's textures from frame to frame and draws its output.
#[derive(Default)]
pub(crate) struct CpuRenderer {
    textures: BTreeMap<TextureId, Texture>,
    /// No longer needed after the next picture.
    outdated: Vec<TextureId>,
}

struct Texture {
    image: ColorImage,
    options: TextureOptions,
}

impl CpuRenderer {
    /// Takes over what changed in the textures. To be called once for every frame, drawn or not.
    #[expect(clippy::iter_over_hash_type, reason = "each texture is set by itself, the order changes nothing")]
    pub(crate) fn update_textures(&mut self, delta: &mut TexturesDelta) {
        for outdated in self.outdated.drain(..) {
            self.textures.remove(&outdated);
        }
        for (id, deltas) in delta.set.drain() {
            for delta in deltas {
                self.set(id, delta);
            }
        }
        self.outdated.extend(delta.free.drain());
    }

    fn set(&mut self, id: TextureId, ImageDelta { image, options, pos }: ImageDelta) {
        let ImageData::Color(part) = image;
        match (pos, self.textures.get_mut(&id)) {
            (Some([left, top]), Some(texture)) => {
                let width = texture.image.width();
                for (row, pixels) in part.pixels.chunks(part.width()).enumerate() {
                    let start = (top + row) * width + left;
                    if let Some(target) = texture.image.pixels.get_mut(start..start + pixels.len()) {
                        target.copy_from_slice(pixels);
                    }
                }
            }
            (Some(_), None) => {}
            (None, _) => {
                self.textures.insert(id, Texture { image: (*part).clone(), options });
            }
        }
    }

    /// Runs one frame and draws it onto `background`. The picture is as large as the input's screen.
    pub(crate) fn frame(
        &mut self,
        ctx: &Context,
        input: egui::RawInput,
        background: Color32,
        run: impl FnMut(&mut egui::Ui),
    ) -> Picture {
        let mut output = ctx.run_ui(input, run);
        self.update_textures(&mut output.textures_delta);
        self.draw(ctx, &output, background)
    }

    /// Draws a frame whose textures were taken over already.
    pub(crate) fn draw(&self, ctx: &Context, output: &FullOutput, background: Color32) -> Picture {
        let pixels_per_point = output.pixels_per_point;
        let size = ctx.viewport_rect().size() * pixels_per_point;
        let primitives = ctx.tessellate(output.shapes.clone(), pixels_per_point);
        self.draw_primitives(
            &primitives,
            [size.x.round() as usize, size.y.round() as usize],
            pixels_per_point,
            background,
        )
    }

    /// Draws triangles given in points.
    pub(crate) fn draw_primitives(
        &self,
        primitives: &[ClippedPrimitive],
        [width, height]: [usize; 2],
        pixels_per_point: f32,
        background: Color32,
    ) -> Picture {
        let mut picture = Picture { width, height, pixels: vec![background.to_array(); width * height] };
        for ClippedPrimitive { clip_rect, primitive } in primitives {
            match primitive {
                Primitive::Mesh(mesh) => {
                    if let Some(texture) = self.textures.get(&mesh.texture_id) {
                        let clip = Clip::new(*clip_rect, pixels_per_point, &picture);
                        fill(&mut picture, mesh, texture, clip, pixels_per_point);
                    }
                }
                Primitive::Callback(_) => {}
            }
        }
        picture
    }
}

/// Whole pixels, the last ones excluded.
#[derive(Clone, Copy)]
struct Clip {
    left: i64,
    top: i64,
    right: i64,
    bottom: i64,
}

impl Clip {
    fn new(rect: Rect, pixels_per_point: f32, picture: &Picture) -> Self {
        let on = |value: f32, most: usize| ((value * pixels_per_point).round() as i64).clamp(0, most as i64);
        Self {
            left: on(rect.min.x, picture.width),
            top: on(rect.min.y, picture.height),
            right: on(rect.max.x, picture.width),
            bottom: on(rect.max.y, picture.height),
        }
    }
}

/// A corner on the lattice of 256ths of pixels, as graphics cards have it.
#[derive(Clone, Copy)]
struct Corner {
    x: i64,
    y: i64,
    vertex: Vertex,
}

const STEPS: i64 = 256;

impl Corner {
    fn new(vertex: Vertex, pixels_per_point: f32) -> Option<Self> {
        let on = |value: f32| {
            let value = value * pixels_per_point * STEPS as f32;
            (value.abs() < 1e9).then_some(value.round() as i64)
        };
        Some(Self { x: on(vertex.pos.x)?, y: on(vertex.pos.y)?, vertex })
    }
}

fn fill(picture: &mut Picture, mesh: &Mesh, texture: &Texture, clip: Clip, pixels_per_point: f32) {
    for [a, b, c] in mesh.triangles() {
        let corner = |index: u32| Corner::new(*mesh.vertices.get(index as usize)?, pixels_per_point);
        if let (Some(a), Some(b), Some(c)) = (corner(a), corner(b), corner(c)) {
            fill_triangle(picture, [a, b, c], texture, clip);
        }
    }
}

/// Positive where the point lies to the right of the way from `from` to `to`, with y downwards.
fn side(from: Corner, to: Corner, x: i64, y: i64) -> i64 {
    (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x)
}

/// A pixel whose middle lies just on an edge belongs to the triangle below or to the right of it.
fn is_top_or_left(from: Corner, to: Corner) -> bool {
    (from.y == to.y && to.x > from.x) || to.y < from.y
}

fn fill_triangle(picture: &mut Picture, corners: [Corner; 3], texture: &Texture, clip: Clip) {
    let [a, mut b, mut c] = corners;
    let mut area = side(a, b, c.x, c.y);
    if area < 0 {
        (b, c, area) = (c, b, -area);
    }
    if area == 0 {
        return;
    }
    let (least_x, most_x) = (a.x.min(b.x).min(c.x), a.x.max(b.x).max(c.x));
    let (least_y, most_y) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
    let left = least_x.div_euclid(STEPS).max(clip.left);
    let right = (most_x.div_euclid(STEPS) + 1).min(clip.right);
    let bias = |from: Corner, to: Corner| if is_top_or_left(from, to) { 0 } else { -1 };
    let (bias_a, bias_b, bias_c) = (bias(b, c), bias(c, a), bias(a, b));
    for y in least_y.div_euclid(STEPS).max(clip.top)..(most_y.div_euclid(STEPS) + 1).min(clip.bottom) {
        let middle_y = y * STEPS + STEPS / 2;
        for x in left..right {
            let middle_x = x * STEPS + STEPS / 2;
            let (to_a, to_b, to_c) =
                (side(b, c, middle_x, middle_y), side(c, a, middle_x, middle_y), side(a, b, middle_x, middle_y));
            if to_a + bias_a < 0 || to_b + bias_b < 0 || to_c + bias_c < 0 {
                continue;
            }
            let shares = [to_a, to_b, to_c].map(|weight| weight as f32 / area as f32);
            let source = shade([&a.vertex, &b.vertex, &c.vertex], shares, texture);
            let index = y as usize * picture.width + x as usize;
            if let Some(pixel) = picture.pixels.get_mut(index) {
                blend(pixel, source);
            }
        }
    }
}

type Channels = [f32; 4];

/// Colour of a point of a triangle, 0 to 1, premultiplied.
fn shade(corners: [&Vertex; 3], shares: [f32; 3], texture: &Texture) -> Channels {
    let mut color = Channels::default();
    let mut uv = vec2(0.0, 0.0);
    for (vertex, share) in corners.into_iter().zip(shares) {
        for (total, channel) in color.iter_mut().zip(vertex.color.to_array()) {
            *total += f32::from(channel) * share / 255.0;
        }
        uv += vertex.uv.to_vec2() * share;
    }
    let texel = texture.sample(uv.x, uv.y);
    for (channel, of_texture) in color.iter_mut().zip(texel) {
        *channel *= of_texture;
    }
    color
}

fn blend(pixel: &mut [u8; 4], source: Channels) {
    let rest = 1.0 - source.last().copied().unwrap_or_default();
    for (target, channel) in pixel.iter_mut().zip(source) {
        *target = (channel * 255.0 + f32::from(*target) * rest).round().clamp(0.0, 255.0) as u8;
    }
}

impl Texture {
    fn sample(&self, u: f32, v: f32) -> Channels {
        let (x, y) = (u * self.image.width() as f32, v * self.image.height() as f32);
        match self.options.magnification {
            TextureFilter::Nearest => self.texel(x.floor() as i64, y.floor() as i64),
            TextureFilter::Linear => {
                let (x, y) = (x - 0.5, y - 0.5);
                let (left, top) = (x.floor(), y.floor());
                let (right_share, lower_share) = (x - left, y - top);
                let mut color = Channels::default();
                for (dx, x_share) in [(0, 1.0 - right_share), (1, right_share)] {
                    for (dy, y_share) in [(0, 1.0 - lower_share), (1, lower_share)] {
                        let texel = self.texel(left as i64 + dx, top as i64 + dy);
                        for (total, channel) in color.iter_mut().zip(texel) {
                            *total += channel * x_share * y_share;
                        }
                    }
                }
                color
            }
        }
    }

    /// 0 to 1.
    fn texel(&self, x: i64, y: i64) -> Channels {
        let wrapped = |at: i64, side: usize| {
            let side = side as i64;
            match self.options.wrap_mode {
                TextureWrapMode::ClampToEdge => at.clamp(0, side - 1),
                TextureWrapMode::Repeat => at.rem_euclid(side),
                TextureWrapMode::MirroredRepeat => {
                    let there_and_back = at.rem_euclid(2 * side);
                    there_and_back.min(2 * side - 1 - there_and_back)
                }
            }
        };
        let (x, y) = (wrapped(x, self.image.width()), wrapped(y, self.image.height()));
        let texel = self.image.pixels.get(y as usize * self.image.width() + x as usize).copied().unwrap_or_default();
        texel.to_array().map(|channel| f32::from(channel) / 255.0)
    }
}
