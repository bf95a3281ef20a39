//! Numbers by chance, the same on every machine.

/// `SplitMix64`, begun with a seed.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    /// A number from 0, smaller than `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (((mixed ^ (mixed >> 31)) >> 32) as usize * end) >> 32
    }
}
