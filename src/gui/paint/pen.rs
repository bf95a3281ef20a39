//! Triangles for lines and for convex shapes, with soft edges.
//!
//! Knows no scene; all points are screen points. Easily got wrong: the toolkit smooths nothing for a ready mesh, so each
//! edge here fades over one pixel by itself, lines by their texture and fills by a rim of vertices.

use super::sprites::Profile;
use egui::epaint::Vertex;
use egui::{Color32, Mesh, Pos2, Rect, Vec2, pos2, vec2};

/// A corner of a line reaches at most so many half widths out.
const MITER_LIMIT: f32 = 2.0;

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineBrush {
    /// Its soft edges.
    pub(super) profile: Profile,
    /// From its middle to the edge of what is drawn, in screen points.
    pub(super) half: f32,
    /// Its colour.
    pub(super) color: Color32,
    /// How its two ends look.
    pub(super) ends: Ends,
}

/// How the ends of a line look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Ends {
    /// Cut off between pixels; enough where they lie under something else.
    Cut,
    /// Fading over a pixel of this size (screen points).
    Soft(f32),
}

/// Whether the last point of a line is joined to its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joining {
    /// It ends.
    Open,
    /// It comes back.
    Closed,
}

/// How far and where to each point is to be moved for an outline one unit to the left of the line.
pub(super) fn miters(points: &[Pos2], joining: Joining) -> Vec<Vec2> {
    let count = points.len();
    let normal = |from: Option<&Pos2>, to: Option<&Pos2>| match (from, to) {
        (Some(from), Some(to)) => left_of(*to - *from),
        _ => Vec2::ZERO,
    };
    (0..count)
        .map(|index| {
            let at = points.get(index);
            let (before, after) = match joining {
                Joining::Open => (index.checked_sub(1), Some(index + 1)),
                Joining::Closed => (Some((index + count - 1) % count), Some((index + 1) % count)),
            };
            let arriving = normal(before.and_then(|before| points.get(before)), at);
            let leaving = normal(at, after.and_then(|after| points.get(after)));
            miter(arriving, leaving)
        })
        .collect()
}

/// A step of length 1 to the left of `along`, seen with y downwards turned by 90 degrees; zero for no direction.
fn left_of(along: Vec2) -> Vec2 {
    let length = along.length();
    if length > 0.0 { vec2(-along.y, along.x) / length } else { Vec2::ZERO }
}

fn miter(arriving: Vec2, leaving: Vec2) -> Vec2 {
    let sum = arriving + leaving;
    let length = sum.length();
    if length < 1e-3 {
        return if arriving == Vec2::ZERO { leaving } else { arriving };
    }
    // |sum| is twice the cosine of half the turn, where both are there.
    let stretch = if arriving == Vec2::ZERO || leaving == Vec2::ZERO { 1.0 } else { (2.0 / length).min(MITER_LIMIT) };
    sum / length * stretch
}

/// Twice the area inside; its sign tells which way round the points go.
pub(super) fn double_area(points: &[Pos2]) -> f32 {
    points.iter().zip(points.iter().cycle().skip(1)).map(|(one, two)| one.x * two.y - two.x * one.y).sum()
}

/// A line through points.
pub(super) fn line(mesh: &mut Mesh, points: &[Pos2], brush: &LineBrush) {
    match points {
        [] | [_] => {}
        [from, to] => {
            let left = left_of(*to - *from);
            open_line(mesh, &mut [*from, *to], &[left, left], brush);
        }
        _ => {
            let mut distinct = points.to_vec();
            distinct.dedup();
            let miters = miters(&distinct, Joining::Open);
            open_line(mesh, &mut distinct, &miters, brush);
        }
    }
}

fn open_line(mesh: &mut Mesh, points: &mut [Pos2], miters: &[Vec2], brush: &LineBrush) {
    let ([first_miter, .., last_miter], Ends::Soft(pixel)) = (miters, brush.ends) else {
        return strip(mesh, points.iter().copied().zip(miters.iter().copied()), Joining::Open, brush);
    };
    // Both ends fade from half a pixel before to half a pixel behind the end.
    let start_out = vec2(-first_miter.y, first_miter.x) * (pixel / 2.0);
    let end_out = vec2(last_miter.y, -last_miter.x) * (pixel / 2.0);
    let mut outer = None;
    if let [first, .., last] = points {
        outer = Some((*first + start_out, *last + end_out));
        *first -= start_out;
        *last -= end_out;
    }
    let Some((before, behind)) = outer else { return };
    let base = mesh.vertices.len() as u32;
    pair(mesh, before, *first_miter, Color32::TRANSPARENT, brush);
    bridge(mesh, base, base + 2);
    strip(mesh, points.iter().copied().zip(miters.iter().copied()), Joining::Open, brush);
    let last = mesh.vertices.len() as u32;
    pair(mesh, behind, *last_miter, Color32::TRANSPARENT, brush);
    bridge(mesh, last - 2, last);
}

/// A line whose miters are known.
pub(super) fn strip(mesh: &mut Mesh, path: impl Iterator<Item = (Pos2, Vec2)>, joining: Joining, brush: &LineBrush) {
    let first = mesh.vertices.len() as u32;
    for (at, miter) in path {
        pair(mesh, at, miter, brush.color, brush);
    }
    let end = mesh.vertices.len() as u32;
    let mut before = first;
    while before + 2 < end {
        bridge(mesh, before, before + 2);
        before += 2;
    }
    if joining == Joining::Closed && end > first + 4 {
        bridge(mesh, end - 2, first);
    }
}

fn pair(mesh: &mut Mesh, at: Pos2, miter: Vec2, color: Color32, brush: &LineBrush) {
    let side = miter * brush.half;
    mesh.vertices.extend([
        Vertex { pos: at + side, uv: brush.profile.start, color },
        Vertex { pos: at - side, uv: brush.profile.end, color },
    ]);
}

fn bridge(mesh: &mut Mesh, one: u32, two: u32) {
    mesh.indices.extend([one, one + 1, two, two, one + 1, two + 1]);
}

/// Where a soft edge begins and ends, in screen points from the edge, outwards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fade {
    /// Up to here the colour is full; negative is inside.
    pub(super) from: f32,
    /// From here on there is nothing.
    pub(super) to: f32,
}

/// What an inside is filled with.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint {
    /// To be multiplied with the texture.
    pub(super) color: Color32,
    /// The texture's point for the screen point (0, 0).
    pub(super) uv: Pos2,
    /// What `x + y` in screen points adds to the texture's first coordinate; 0 for one colour everywhere.
    pub(super) slope: f32,
}

impl Paint {
    /// A corner of an inside.
    pub(super) fn at(self, pos: Pos2) -> Vertex {
        Vertex { pos, uv: pos2(self.uv.x + (pos.x + pos.y) * self.slope, self.uv.y), color: self.color }
    }

    /// A corner at which the inside has faded away.
    pub(super) fn faded_at(self, pos: Pos2) -> Vertex {
        Vertex { color: Color32::TRANSPARENT, ..self.at(pos) }
    }
}

/// A filled convex shape.
pub(super) fn convex(mesh: &mut Mesh, points: &[Pos2], fade: Fade, paint: Paint) {
    let area = double_area(points);
    let count = points.len() as u32;
    if count < 3 || area == 0.0 || !area.is_finite() {
        return;
    }
    let base = mesh.vertices.len() as u32;
    for (at, miter) in points.iter().zip(miters(points, Joining::Closed)) {
        let out = miter * -area.signum();
        let (inner, outer) = (*at + out * fade.from, *at + out * fade.to);
        mesh.vertices.extend([paint.at(inner), paint.faded_at(outer)]);
    }
    for corner in 2..count {
        mesh.indices.extend([base, base + 2 * (corner - 1), base + 2 * corner]);
    }
    for corner in 0..count {
        bridge(mesh, base + 2 * corner, base + 2 * ((corner + 1) % count));
    }
}

/// Points around a circle, close enough together that no corner is seen.
pub(super) fn circle(center: Pos2, radius: f32, pixels_per_point: f32) -> Vec<Pos2> {
    let steps = arc_steps(std::f32::consts::TAU, radius, pixels_per_point).max(12);
    (0..steps).map(|step| center + Vec2::angled(std::f32::consts::TAU * step as f32 / steps as f32) * radius).collect()
}

/// Points around a rectangle whose corners are round.
pub(super) fn rounded(rect: Rect, corner_radius: f32, pixels_per_point: f32) -> Vec<Pos2> {
    let radius = corner_radius.min(rect.width() / 2.0).min(rect.height() / 2.0);
    if radius <= 0.0 {
        return vec![rect.left_top(), rect.right_top(), rect.right_bottom(), rect.left_bottom()];
    }
    let quarter = std::f32::consts::FRAC_PI_2;
    let steps = arc_steps(quarter, radius, pixels_per_point).max(2);
    let inner = rect.shrink(radius);
    [(inner.right_bottom(), 0.0), (inner.left_bottom(), 1.0), (inner.left_top(), 2.0), (inner.right_top(), 3.0)]
        .into_iter()
        .flat_map(|(middle, turns)| {
            (0..=steps).map(move |step| middle + Vec2::angled(quarter * (turns + step as f32 / steps as f32)) * radius)
        })
        .collect()
}

/// So many straight pieces stay within a tenth of a pixel of an arc.
fn arc_steps(angle: f32, radius: f32, pixels_per_point: f32) -> usize {
    let radius_px = (radius * pixels_per_point).max(1.0);
    let step = 2.0 * (1.0 - 0.1 / radius_px).acos();
    ((angle / step).ceil() as usize).min(512)
}

/// The dashes of a line, each as its points; those outside of `window` are left out.
pub(super) fn dashes(points: &[Pos2], dash: f32, gap: f32, window: Rect, mut draw: impl FnMut(&[Pos2])) {
    let period = f64::from(dash + gap);
    // How far into a period the next segment begins. In f64, because what is far out of sight counts too.
    let mut phase = 0.0_f64;
    let mut left = MOST_DASHES;
    let mut piece: Vec<Pos2> = Vec::new();
    let mut finish = |piece: &mut Vec<Pos2>| {
        if piece.len() > 1 {
            draw(piece);
        }
        piece.clear();
    };
    for (from, to) in points.iter().zip(points.iter().skip(1)) {
        let length = f64::from((to.x - from.x).hypot(to.y - from.y));
        if let Some((enters, leaves)) = visible_part(*from, *to, window) {
            if enters > 0.0 {
                finish(&mut piece);
            }
            let seen = f64::from(leaves - enters) * length;
            let along = |way: f64| from.lerp(*to, enters + (leaves - enters) * (way / seen) as f32);
            let start = (phase + f64::from(enters) * length) % period;
            let mut way = 0.0;
            while way < seen && left > 0 {
                left -= 1;
                let at = (start + way) % period;
                let is_dash = at < f64::from(dash);
                let rest = if is_dash { f64::from(dash) - at } else { period - at };
                let next = (way + rest.max(period * 1e-4)).min(seen);
                if is_dash {
                    if piece.is_empty() {
                        piece.push(along(way));
                    }
                    piece.push(along(next));
                }
                if next < seen {
                    finish(&mut piece);
                }
                way = next;
            }
            if leaves < 1.0 {
                finish(&mut piece);
            }
        } else {
            finish(&mut piece);
        }
        phase = (phase + length) % period;
    }
    finish(&mut piece);
}

/// A bound for what nobody can look at.
const MOST_DASHES: usize = 100_000;

/// Between which shares of its way a segment lies in `window` (Liang and Barsky 1984).
fn visible_part(from: Pos2, to: Pos2, window: Rect) -> Option<(f32, f32)> {
    let along = to - from;
    let (mut enters, mut leaves) = (0.0_f32, 1.0_f32);
    let sides = [
        (-along.x, from.x - window.left()),
        (along.x, window.right() - from.x),
        (-along.y, from.y - window.top()),
        (along.y, window.bottom() - from.y),
    ];
    for (towards, room) in sides {
        if towards == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if towards < 0.0 {
            enters = enters.max(room / towards);
        } else {
            leaves = leaves.min(room / towards);
        }
    }
    (enters < leaves).then_some((enters, leaves))
}

/// A square of the texture around a point.
pub(super) fn stamp(mesh: &mut Mesh, center: Pos2, side: f32, uv: Rect, color: Color32) {
    mesh.add_rect_with_uv(Rect::from_center_size(center, Vec2::splat(side)), uv, color);
}

/// A rectangle of one colour, without soft edges.
pub(super) fn plain(mesh: &mut Mesh, rect: Rect, paint: Paint) {
    mesh.add_rect_with_uv(rect, Rect::from_min_max(paint.uv, paint.uv), paint.color);
}

/// Moves a segment that runs straight across or down onto whole pixels.
pub(super) fn straightened(points: &mut [Pos2], on_pixels: impl Fn(f32) -> f32) {
    if let [from, to] = points {
        if from.x == to.x {
            let x = on_pixels(from.x);
            (*from, *to) = (pos2(x, from.y), pos2(x, to.y));
        } else if from.y == to.y {
            let y = on_pixels(from.y);
            (*from, *to) = (pos2(from.x, y), pos2(to.x, y));
        }
    }
}
