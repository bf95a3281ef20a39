//! The bundled flags at any size.
//!
//! Drawing a flag from its file takes up to some milliseconds, so each is drawn once, large, and made smaller from that.
//! Easily got wrong: the pixels are premultiplied, and only so may they be averaged.

use crate::export::{Rgba, flag_pixels};
use egui::{Color32, ColorImage};
use std::collections::BTreeMap;

/// Side of the flag that all smaller ones are made from, in pixels.
const SOURCE_SIDE_PX: u32 = 160;

/// The flags that were asked for so far.
#[derive(Default)]
pub(super) struct Flags {
    /// By code; none where there is no such flag.
    sources: BTreeMap<String, Option<Rgba>>,
}

impl Flags {
    /// A flag, cut to a disc that touches the sides; none if it is not bundled.
    pub(super) fn image(&mut self, code: &str, side_px: u32) -> Option<ColorImage> {
        if side_px > SOURCE_SIDE_PX {
            return flag_pixels(code, side_px).map(|flag| whole(&flag));
        }
        if !self.sources.contains_key(code) {
            self.sources.insert(code.to_owned(), flag_pixels(code, SOURCE_SIDE_PX));
        }
        let source = self.sources.get(code)?.as_ref()?;
        Some(if side_px == SOURCE_SIDE_PX { whole(source) } else { shrunk(source, side_px as usize) })
    }
}

fn whole(flag: &Rgba) -> ColorImage {
    ColorImage::from_rgba_premultiplied([flag.width as usize, flag.height as usize], &flag.bytes)
}

type Channels = [f32; 4];

/// Each pixel is the mean of the area it covers: first along the rows, then along the columns.
fn shrunk(flag: &Rgba, side: usize) -> ColorImage {
    let source_side = flag.width as usize;
    let weights = weights(source_side, side);
    let pixels: Vec<Channels> = flag.bytes.as_chunks::<4>().0.iter().map(|pixel| pixel.map(f32::from)).collect();
    let narrow: Vec<Vec<Channels>> = pixels.chunks(source_side).map(|row| averaged(row, &weights)).collect();
    let columns: Vec<Vec<Channels>> = (0..side)
        .map(|x| {
            let column: Vec<Channels> = narrow.iter().filter_map(|row| row.get(x).copied()).collect();
            averaged(&column, &weights)
        })
        .collect();
    let pixels = (0..side)
        .flat_map(|y| columns.iter().map(move |column| column.get(y).copied().unwrap_or_default()))
        .map(|channels| {
            let [red, green, blue, alpha] = channels.map(|channel| channel.round() as u8);
            Color32::from_rgba_premultiplied(red, green, blue, alpha)
        })
        .collect();
    ColorImage::new([side, side], pixels)
}

/// For each pixel of a smaller row: the first pixel of the larger row that it covers, and how much of it and of those
/// that follow; the shares sum up to 1.
fn weights(from: usize, to: usize) -> Vec<(usize, Vec<f32>)> {
    let ratio = from as f32 / to as f32;
    (0..to)
        .map(|index| {
            let (start, end) = (index as f32 * ratio, (index + 1) as f32 * ratio);
            let (first, last) = (start.floor() as usize, (end.ceil() as usize).min(from));
            let shares = (first..last)
                .map(|pixel| ((pixel + 1) as f32).min(end) - (pixel as f32).max(start))
                .map(|share| share / ratio)
                .collect();
            (first, shares)
        })
        .collect()
}

fn averaged(row: &[Channels], weights: &[(usize, Vec<f32>)]) -> Vec<Channels> {
    weights
        .iter()
        .map(|(first, shares)| {
            let mut sum = Channels::default();
            for (pixel, share) in row.iter().skip(*first).zip(shares) {
                for (total, channel) in sum.iter_mut().zip(pixel) {
                    *total += channel * share;
                }
            }
            sum
        })
        .collect()
}
