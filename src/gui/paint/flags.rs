//! The bundled flags at any size.
//!
//! Reading a flag's file takes up to some milliseconds, so each is drawn once, large, and made smaller from that; a
//! thread may do so before the window is there. Easily got wrong: the pixels are premultiplied, and only so may they be
//! averaged.

use crate::export::{Rgba, flag_pixels};
use egui::{Color32, ColorImage};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

/// Side of the flag that all smaller ones are made from, in pixels.
const SOURCE_SIDE_PX: u32 = 128;

/// Filled once, by whoever comes first; whoever comes meanwhile waits. None where there is no such flag.
type Source = Arc<OnceLock<Option<Rgba>>>;

/// The flags that were asked for so far, by code.
static SOURCES: Mutex<BTreeMap<String, Source>> = Mutex::new(BTreeMap::new());

fn source(code: &str) -> Source {
    let slot = {
        let mut sources = SOURCES.lock().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(sources.entry(code.to_owned()).or_default())
    };
    slot.get_or_init(|| flag_pixels(code, SOURCE_SIDE_PX));
    slot
}

/// Draws flags (ISO 3166-1 alpha-2 codes in lower case) on a thread of its own, so that the first picture finds them
/// ready; one that it needs earlier is drawn when it is needed. Does nothing where no thread can be started.
pub fn draw_flags_ahead(codes: Vec<String>) {
    let draw = move || {
        for code in &codes {
            source(code);
        }
    };
    // Without the thread all is as it should be, only a little later.
    drop(std::thread::Builder::new().name("flags".to_owned()).spawn(draw));
}

/// A flag, cut to a disc that touches the sides; none if it is not bundled.
pub(super) fn flag_image(code: &str, side_px: u32) -> Option<ColorImage> {
    if side_px > SOURCE_SIDE_PX {
        return flag_pixels(code, side_px).map(|flag| whole(&flag));
    }
    let source = source(code);
    let source = source.get()?.as_ref()?;
    Some(if side_px == SOURCE_SIDE_PX { whole(source) } else { shrunk(source, side_px as usize) })
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
