//! How a picture lies on the screen.
//!
//! *Picture points* are those of a scene, *screen points* the toolkit's, *pixels* those of the device. Easily got wrong:
//! a picture that is shown smaller, as a thumbnail, has a scale of its own besides the pixels of the device.

use crate::layout::geometry::{Point, Rect};
use egui::Pos2;

/// From picture points to screen points and pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stage {
    /// Where picture point (0, 0) lies, in screen points.
    pub(super) origin: Pos2,
    /// Screen points per picture point.
    pub(super) scale: f32,
    /// Pixels per screen point.
    pub(super) pixels_per_point: f32,
}

impl Stage {
    /// None if nothing could be seen: a scale that is zero, below, or beyond all screens, or what is not a number.
    pub(super) fn new(origin: Pos2, scale: f32, pixels_per_point: f32) -> Option<Self> {
        let is_on_a_screen = origin.x.abs() < 1e6 && origin.y.abs() < 1e6;
        let is_usable = |value: f32| (1e-4..1e4).contains(&value);
        let all = is_on_a_screen && is_usable(scale) && is_usable(pixels_per_point);
        all.then_some(Self { origin, scale, pixels_per_point })
    }

    /// Screen point of a picture point.
    pub(super) fn point(self, point: Point) -> Pos2 {
        Pos2::new(self.origin.x + point.x * self.scale, self.origin.y + point.y * self.scale)
    }

    /// Screen rectangle of a picture rectangle.
    pub(super) fn rect(self, rect: Rect) -> egui::Rect {
        egui::Rect::from_min_max(self.point(rect.min), self.point(rect.max))
    }

    /// Pixels per picture point.
    pub(super) fn pixels_per_unit(self) -> f32 {
        self.scale * self.pixels_per_point
    }

    /// One pixel, in screen points.
    pub(super) fn pixel(self) -> f32 {
        1.0 / self.pixels_per_point
    }

    /// The nearest edge between two pixels, in screen points.
    pub(super) fn on_pixel_edge(self, value: f32) -> f32 {
        (value * self.pixels_per_point).round() / self.pixels_per_point
    }

    /// Where a line of `width` (screen points) near `value` covers whole pixels: an edge between two for an even number
    /// of pixels, the middle of one for an odd number.
    pub(super) fn line_on_pixels(self, value: f32, width: f32) -> f32 {
        let is_odd = (width * self.pixels_per_point).round().max(1.0) % 2.0 == 1.0;
        let half = if is_odd { 0.5 } else { 0.0 };
        ((value * self.pixels_per_point - half).round() + half) / self.pixels_per_point
    }
}
