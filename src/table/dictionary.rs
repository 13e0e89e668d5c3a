//! Distinct texts, each kept once and known by its key.

use std::hash::BuildHasher as _;

use hashbrown::HashTable;

use super::same::is_same;

/// Values in the order of their first appearance; key 0 is the empty text. Each has a twin in lower case, so that a
/// search folds nothing but what is searched for.
pub struct Dictionary {
    values: Arena,
    folded: Arena,
    index: HashTable<u32>,
    hasher: foldhash::fast::FixedState,
}

impl Default for Dictionary {
    fn default() -> Self {
        let mut dictionary = Self {
            values: Arena::default(),
            folded: Arena::default(),
            index: HashTable::new(),
            hasher: foldhash::fast::FixedState::with_seed(0),
        };
        dictionary.key_of(b"");
        dictionary
    }
}

impl Dictionary {
    /// The key of a text, which is added if it is new. Bytes that are no UTF-8 become replacement characters.
    pub fn key_of(&mut self, value: &[u8]) -> u32 {
        let hash = self.hasher.hash_one(value);
        if let Some(key) = self.index.find(hash, |key| is_same(self.values.bytes(*key), value)) {
            return *key;
        }
        let Ok(text) = std::str::from_utf8(value) else {
            return self.key_of(String::from_utf8_lossy(value).as_bytes());
        };
        let key = self.values.push(text);
        self.folded.push_folded(text);
        let (values, hasher) = (&self.values, &self.hasher);
        self.index.insert_unique(hash, key, |key| hasher.hash_one(values.bytes(*key)));
        key
    }

    /// The same, quicker where the text is that of the `likely` key.
    pub fn key_of_likely(&mut self, value: &[u8], likely: u32) -> u32 {
        if value.is_empty() {
            0
        } else if is_same(self.values.bytes(likely), value) {
            likely
        } else {
            self.key_of(value)
        }
    }

    /// The text of a key.
    #[must_use]
    #[inline]
    pub fn get(&self, key: u32) -> &str {
        self.values.get(key)
    }

    /// The text of a key in lower case.
    #[must_use]
    #[inline]
    pub fn folded(&self, key: u32) -> &str {
        self.folded.get(key)
    }

    /// How many distinct texts there are, the empty one included.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.values.len()
    }

    /// Never: the empty text is always there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        false
    }

    /// The keys whose text holds `needle`, letter case aside. `needle` is to be [`fold`]ed and not empty.
    #[must_use]
    pub fn keys_containing(&self, needle: &str) -> Vec<u32> {
        let finder = memchr::memmem::Finder::new(needle);
        let text = self.folded.text.as_bytes();
        let mut keys = Vec::new();
        let mut from = 0;
        while let Some(found) = finder.find(&text[from..]) {
            let position = from + found;
            let key = self.folded.key_at(position);
            let end = self.folded.offsets[key as usize + 1] as usize;
            if position + needle.len() <= end {
                keys.push(key);
                from = end;
            } else {
                // The texts stand without a gap, and this match lies across two of them.
                from = position + 1;
            }
        }
        keys
    }

    /// Puts keys in the order of their texts, letter case aside, and only then by it.
    pub fn sort(&self, keys: &mut [u32]) {
        keys.sort_by(|left, right| {
            let by_text = self.folded(*left).cmp(self.folded(*right));
            by_text.then_with(|| self.get(*left).cmp(self.get(*right)))
        });
    }

    /// Bytes of memory held.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.values.memory() + self.folded.memory() + self.index.capacity() * 5
    }
}

/// A text as searches compare it: in lower case.
#[must_use]
#[inline(never)]
pub fn fold(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { text.to_lowercase() }
}

/// Texts one behind the other, and where each begins.
struct Arena {
    text: String,
    /// One more than there are texts.
    offsets: Vec<u32>,
}

impl Default for Arena {
    fn default() -> Self {
        Self { text: String::new(), offsets: vec![0] }
    }
}

impl Arena {
    fn push(&mut self, value: &str) -> u32 {
        let key = self.len();
        self.text.push_str(value);
        self.offsets.push(self.text.len() as u32);
        key
    }

    /// The same as [`fold`] makes of it.
    fn push_folded(&mut self, value: &str) {
        if value.is_ascii() {
            let start = self.text.len();
            self.push(value);
            self.text[start..].make_ascii_lowercase();
        } else {
            self.push(&fold(value));
        }
    }

    #[inline]
    fn get(&self, key: u32) -> &str {
        let range = self.offsets[key as usize] as usize..self.offsets[key as usize + 1] as usize;
        &self.text[range]
    }

    /// The same without a look at where characters begin.
    #[inline]
    fn bytes(&self, key: u32) -> &[u8] {
        let range = self.offsets[key as usize] as usize..self.offsets[key as usize + 1] as usize;
        &self.text.as_bytes()[range]
    }

    fn len(&self) -> u32 {
        self.offsets.len() as u32 - 1
    }

    /// The key of the text that holds the byte at `position`.
    fn key_at(&self, position: usize) -> u32 {
        self.offsets.partition_point(|offset| *offset as usize <= position) as u32 - 1
    }

    fn memory(&self) -> usize {
        self.text.capacity() + self.offsets.capacity() * 4
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_text_has_one_key_and_a_key_its_text(texts in prop::collection::vec("[a-cÄé]{0,3}", 0..60)) {
            let mut dictionary = Dictionary::default();
            let keys: Vec<u32> = texts.iter().map(|text| dictionary.key_of(text.as_bytes())).collect();
            for (text, key) in texts.iter().zip(&keys) {
                prop_assert_eq!(dictionary.get(*key), text);
                prop_assert_eq!(dictionary.key_of(text.as_bytes()), *key);
            }
            let distinct: std::collections::BTreeSet<&str> =
                texts.iter().map(String::as_str).chain([""]).collect();
            prop_assert_eq!(dictionary.len() as usize, distinct.len());
        }

        #[test]
        fn a_search_finds_what_a_look_at_each_text_finds(
            texts in prop::collection::vec("[a-bA-BÄ]{0,6}", 0..60),
            needle in "[a-bA-BÄ]{1,3}",
        ) {
            let mut dictionary = Dictionary::default();
            for text in &texts {
                dictionary.key_of(text.as_bytes());
            }
            let needle = fold(&needle);
            let naive: Vec<u32> =
                (0..dictionary.len()).filter(|key| dictionary.get(*key).to_lowercase().contains(&needle)).collect();
            prop_assert_eq!(dictionary.keys_containing(&needle), naive);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_kept_as_replacement_characters() {
        let mut dictionary = Dictionary::default();
        let key = dictionary.key_of(b"a\xFFb");
        assert_eq!(dictionary.get(key), "a\u{fffd}b");
        assert_eq!(dictionary.key_of(b"a\xFFb"), key);
    }
}
