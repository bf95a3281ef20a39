//! All names at once, found where a word of a text begins.
//!
//! A name begins with a word, so only there it is looked for: its first three bytes choose a run of names in the order of
//! the alphabet, and of those only the last one not behind the text, and what it begins with, can stand there. An
//! automaton has to look at every byte and waits for memory at each. The thing easily got wrong: a name that begins with
//! a quotation mark may stand directly behind a letter.

/// Bytes that choose a run of names.
const KEY: usize = 3;
/// Places for keys for each one that is taken, at least: most words of a text end at an empty place.
const ROOM: usize = 8;
/// Of an empty place; no key, since it has more than three bytes.
const EMPTY: u32 = u32::MAX;

/// Folded names in the order of the alphabet.
pub(super) struct Names {
    sorted: Vec<Name>,
    /// Keys by a hash; behind a place that is taken the next one is looked at.
    keys: Vec<u32>,
    /// For each place of `keys` where its names stand.
    runs: Vec<(u32, u32)>,
    /// Whether any name has only one byte, or two.
    has_short: [bool; 2],
    /// Whether any name begins with something else than an ASCII letter or digit.
    any_begins_oddly: bool,
}

struct Name {
    bytes: Box<[u8]>,
    value: u32,
    /// The longest other name that it begins with.
    begins_with: Option<u32>,
}

impl Names {
    /// `names` without doubles, none empty; the value of a name is its place among them.
    pub(super) fn new(names: &[String]) -> Self {
        let mut sorted: Vec<(&[u8], u32)> = names.iter().map(String::as_bytes).zip(0..).collect();
        sorted.sort_unstable();
        let mut open: Vec<(&[u8], u32)> = Vec::new();
        let mut all = Vec::with_capacity(sorted.len());
        for ((bytes, value), place) in sorted.iter().zip(0_u32..) {
            while open.pop_if(|(other, _)| !bytes.starts_with(other)).is_some() {}
            all.push(Name { bytes: (*bytes).into(), value: *value, begins_with: open.last().map(|(_, place)| *place) });
            open.push((bytes, place));
        }
        let runs: Vec<(u32, u32, u32)> = all
            .chunk_by(|one, other| key_of(&one.bytes) == key_of(&other.bytes))
            .scan(0, |start, run| {
                let first = *start;
                *start += run.len() as u32;
                run.first().map(|name| (key_of(&name.bytes), first, *start))
            })
            .collect();
        let places = (runs.len() * ROOM).next_power_of_two().max(64);
        let (mut keys, mut found) = (vec![EMPTY; places], vec![(0, 0); places]);
        for (key, start, end) in runs {
            let mut place = hash(key, places);
            while keys.get(place).is_some_and(|taken| *taken != EMPTY) {
                place = (place + 1) % places;
            }
            if let (Some(slot), Some(run)) = (keys.get_mut(place), found.get_mut(place)) {
                (*slot, *run) = (key, (start, end));
            }
        }
        let begins_oddly = |name: &String| name.bytes().next().is_some_and(|byte| !byte.is_ascii_alphanumeric());
        Self {
            sorted: all,
            keys,
            runs: found,
            has_short: [1, 2].map(|bytes| names.iter().any(|name| name.len() == bytes)),
            any_begins_oddly: names.iter().any(begins_oddly),
        }
    }

    /// The next place from byte `from` of `text` on at which a name may begin.
    pub(super) fn next_start(&self, text: &[u8], from: usize) -> Option<usize> {
        let mut is_inside =
            from.checked_sub(1).and_then(|before| text.get(before)).is_some_and(u8::is_ascii_alphanumeric);
        let rest = text.get(from..)?;
        for (at, byte) in rest.iter().enumerate() {
            let is_letter = byte.is_ascii_alphanumeric();
            let may_begin = if is_letter { !is_inside } else { self.any_begins_oddly };
            if may_begin && rest.get(at..).is_some_and(|here| self.runs_at(here).next().is_some()) {
                return Some(from + at);
            }
            is_inside = is_letter;
        }
        None
    }

    /// The runs of names that may stand at the beginning of `here`, those of the longest names first.
    fn runs_at<'n>(&'n self, here: &'n [u8]) -> impl Iterator<Item = (u32, u32)> + 'n {
        let [one, two] = self.has_short;
        let lengths = [(KEY, true), (2, two), (1, one)];
        lengths
            .into_iter()
            .filter(|(_, is_there)| *is_there)
            .filter_map(|(bytes, _)| self.run(key_of(here.get(..bytes)?)))
    }

    fn run(&self, key: u32) -> Option<(u32, u32)> {
        let mut place = hash(key, self.keys.len());
        loop {
            match *self.keys.get(place)? {
                EMPTY => return None,
                taken if taken == key => return self.runs.get(place).copied(),
                _ => place = (place + 1) % self.keys.len(),
            }
        }
    }

    /// The names that stand at byte `start` of `text`, the longest first: how many bytes, and the value.
    pub(super) fn at<'n>(&'n self, text: &'n [u8], start: usize) -> impl Iterator<Item = (usize, u32)> + 'n {
        let here = text.get(start..).unwrap_or_default();
        self.runs_at(here).flat_map(move |(first, end)| {
            let run = self.sorted.get(first as usize..end as usize).unwrap_or_default();
            let behind = run.partition_point(|name| *name.bytes <= *here);
            let last = behind.checked_sub(1).and_then(|last| run.get(last));
            let shorter = move |name: &&'n Name| {
                let place = name.begins_with.filter(|place| *place >= first)?;
                self.sorted.get(place as usize)
            };
            let stands = std::iter::successors(last, shorter).filter(move |name| here.starts_with(&name.bytes));
            stands.map(|name| (name.bytes.len(), name.value))
        })
    }
}

/// The first three bytes as a number, zeros behind the end.
fn key_of(bytes: &[u8]) -> u32 {
    bytes.iter().take(KEY).fold(0, |key, byte| key << 8 | u32::from(*byte)) << (8 * KEY.saturating_sub(bytes.len()))
}

/// A place among `places`, a power of two.
fn hash(key: u32, places: usize) -> usize {
    // The multiplier of Fibonacci hashing, 2^32 divided by the golden ratio.
    (key.wrapping_mul(0x9E37_79B9) >> 12) as usize & (places - 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_longest_name_comes_first() {
        let names = Names::new(&["new".to_owned(), "new york".to_owned(), "new york times".to_owned(), "n".to_owned()]);
        let found: Vec<_> = names.at("a new york time".as_bytes(), 2).collect();
        assert_eq!(found, [(8, 1), (3, 0), (1, 3)]);
    }

    proptest! {
        #[test]
        fn every_name_at_the_beginning_of_a_word_is_found(
            names in prop::collection::btree_set("[ab“é]{1,3}( [ab]{1,7}){0,2}", 1..12),
            text in "([ab“é .]{0,12}|a b|bab aab){0,6}",
        ) {
            let names: Vec<String> = names.into_iter().collect();
            let finder = Names::new(&names);
            let mut found = Vec::new();
            let mut from = 0;
            while let Some(start) = finder.next_start(text.as_bytes(), from) {
                found.extend(finder.at(text.as_bytes(), start).map(|(bytes, value)| (start, bytes, value)));
                from = start + 1;
            }
            found.sort_unstable();
            let mut expected = Vec::new();
            for (name, value) in names.iter().zip(0_u32..) {
                for start in (0..text.len()).filter(|at| text.is_char_boundary(*at)) {
                    let inside = text.get(..start).and_then(|before| before.chars().next_back());
                    let is_start = !inside.is_some_and(|one| one.is_ascii_alphanumeric())
                        || !name.starts_with(|one: char| one.is_ascii_alphanumeric());
                    if is_start && text.get(start..).is_some_and(|rest| rest.starts_with(name.as_str())) {
                        expected.push((start, name.len(), value));
                    }
                }
            }
            expected.sort_unstable();
            prop_assert_eq!(found, expected);
        }
    }
}
