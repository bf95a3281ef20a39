//! The one way in which the window keeps something that it worked out.
//!
//! Easily got wrong: a key must hold everything that the value depends on, by value, such as the edition of the project.
//! Then nothing has to be told that the project changed, and nothing stale can be shown.

/// The value that was made last, and the key that it was made for.
#[derive(Debug)]
pub(crate) struct Memo<Key, Value> {
    kept: Option<(Key, Value)>,
}

impl<Key, Value> Default for Memo<Key, Value> {
    fn default() -> Self {
        Self { kept: None }
    }
}

impl<Key: PartialEq, Value> Memo<Key, Value> {
    /// The value for `key`: the one that is kept if it was made for an equal key, else what `make` gives.
    pub(crate) fn get(&mut self, key: Key, make: impl FnOnce() -> Value) -> &mut Value {
        let kept = self.kept.take().filter(|(kept, _)| *kept == key);
        &mut self.kept.insert(kept.unwrap_or_else(|| (key, make()))).1
    }
}

impl<Key, Value> Memo<Key, Value> {
    /// What was made last, and its key; `None` before the first.
    pub(crate) fn last(&self) -> Option<(&Key, &Value)> {
        self.kept.as_ref().map(|(key, value)| (key, value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_value_is_always_that_of_its_key_and_is_made_once_for_equal_keys_in_a_row(keys in prop::collection::vec(0..4_u8, 1..40)) {
            let mut memo = Memo::default();
            let mut made = 0;
            for key in &keys {
                let value = *memo.get(*key, || { made += 1; u32::from(*key) * 10 });
                prop_assert_eq!(value, u32::from(*key) * 10);
            }
            let runs = 1 + keys.iter().zip(keys.iter().skip(1)).filter(|(one, next)| one != next).count();
            prop_assert_eq!(made, runs);
        }
    }
}
