//! Distinct texts, each kept once and known by its key.

use std::hash::BuildHasher as _;

use super::index::Index;
use super::sorting::sort_by;
use crate::same::{ends, is_same};

/// Values in the order of their first appearance; key 0 is the empty text. Each has a twin in lower case, so that a
/// search folds nothing but what is searched for.
pub struct Dictionary {
    values: Arena,
    folded: Arena,
    index: Index<Entry>,
    hasher: foldhash::fast::FixedState,
    /// The keys that were met last, by some bytes of their texts: most columns have a few values that come again and
    /// again, and a look here is quicker than a search.
    recent: Box<[u32; RECENT]>,
}

/// A text that is there, and where: a look at it needs no other place.
#[derive(Clone, Copy, Default)]
struct Entry {
    key: u32,
    start: u32,
    length: u32,
}

/// The places for keys that were met last, and how many texts a dictionary may have to be worth a look there.
const RECENT: usize = 256;
const FEW: u32 = 1024;

impl Default for Dictionary {
    fn default() -> Self {
        let mut dictionary = Self {
            values: Arena::default(),
            folded: Arena::default(),
            index: Index::default(),
            hasher: foldhash::fast::FixedState::with_seed(0),
            recent: Box::new([0; RECENT]),
        };
        dictionary.add("");
        dictionary
    }
}

impl Dictionary {
    /// The key of a text, which is added if it is new. Bytes that are no UTF-8 become replacement characters.
    pub fn key_of(&mut self, value: &[u8]) -> u32 {
        if value.is_empty() {
            return 0;
        }
        let hash = self.hasher.hash_one(value) as u32;
        let texts = self.values.text.as_bytes();
        let text = |entry: &Entry| texts.get(entry.start as usize..(entry.start + entry.length) as usize);
        let is_it = |entry: &Entry| text(entry).is_some_and(|text| is_same(text, value));
        if let Some(entry) = self.index.find(hash, is_it) {
            return entry.key;
        }
        let Ok(text) = std::str::from_utf8(value) else {
            return self.key_of(String::from_utf8_lossy(value).as_bytes());
        };
        let start = self.values.text.len() as u32;
        let key = self.add(text);
        self.index.insert(hash, Entry { key, start, length: value.len() as u32 });
        key
    }

    fn add(&mut self, text: &str) -> u32 {
        self.folded.push_folded(text);
        self.values.push(text)
    }

    /// The same, quicker where the text is that of the `likely` key (of none, or of one that is not there, it may be),
    /// or came lately and is one of a few.
    pub fn key_of_likely(&mut self, value: &[u8], likely: u32) -> u32 {
        if value.is_empty() {
            return 0;
        }
        if likely != 0 && self.is_text_of(likely, value) {
            return likely;
        }
        if self.len() > FEW {
            return self.key_of(value);
        }
        let slot = slot_of(value);
        if !self.is_text_of(self.recent[slot], value) {
            self.recent[slot] = self.key_of(value);
        }
        self.recent[slot]
    }

    #[inline]
    fn is_text_of(&self, key: u32, value: &[u8]) -> bool {
        key < self.len() && is_same(self.values.bytes(key), value)
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

    /// Calls for each key, in rising order, whose text holds `needle`, letter case aside; the empty text holds nothing.
    /// `needle` is to be [`fold`]ed.
    #[inline(never)]
    pub fn visit_containing(&self, needle: &str, visit: &mut dyn FnMut(u32)) {
        let finder = memchr::memmem::Finder::new(needle);
        let text = self.folded.text.as_bytes();
        let end_of = |key: u32| self.folded.offsets[key as usize + 1] as usize;
        let (mut key, mut from) = (0, 0);
        while from < text.len()
            && let Some(found) = finder.find(&text[from..])
        {
            let position = from + found;
            while end_of(key) <= position {
                key += 1;
            }
            if position + needle.len() <= end_of(key) {
                visit(key);
                from = end_of(key);
            } else {
                // The texts stand without a gap, and this match lies across two of them.
                from = position + 1;
            }
        }
    }

    /// Calls for each key whose text is one of `words`, letter case aside. The words are to be [`fold`]ed.
    #[inline(never)]
    pub fn visit_any(&self, words: &[&str], visit: &mut dyn FnMut(u32)) {
        // Most texts are none of them, and a look at some of their bytes says so.
        let mut is_likely = [false; RECENT];
        let mut places = Index::default();
        let hash = |text: &[u8]| self.hasher.hash_one(text) as u32;
        for (place, word) in words.iter().enumerate() {
            is_likely[slot_of(word.as_bytes())] = true;
            places.insert(hash(word.as_bytes()), place as u32);
        }
        for key in 0..self.len() {
            let text = self.folded.bytes(key);
            let is_it = |place: &u32| is_same(words[*place as usize].as_bytes(), text);
            if is_likely[slot_of(text)] && places.find(hash(text), is_it).is_some() {
                visit(key);
            }
        }
    }

    /// Puts keys in the order of their texts, letter case aside, and only then by it. Most texts are told apart by their
    /// first bytes, as one number.
    pub fn sort(&self, keys: &mut [u32]) {
        let first = |key: &u32| (u64::from_be_bytes(first_bytes(self.folded.bytes(*key))), *key);
        let mut keyed: Vec<(u64, u32)> = keys.iter().map(first).collect();
        keyed.sort_unstable();
        for (key, (_, sorted)) in keys.iter_mut().zip(&keyed) {
            *key = *sorted;
        }
        let mut rest = keys;
        for same in keyed.chunk_by(|left, right| left.0 == right.0) {
            let (run, others) = rest.split_at_mut(same.len());
            sort_by(run, &|left, right| {
                let by_text = self.folded(left).cmp(self.folded(right));
                by_text.then_with(|| self.get(left).cmp(self.get(right)))
            });
            rest = others;
        }
    }

    /// Bytes of memory held.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.values.memory() + self.folded.memory() + self.index.memory()
    }
}

/// The place of a text among those that were met last: its first bytes and its last ones tell most apart.
#[inline]
fn slot_of(text: &[u8]) -> usize {
    let mixed = ends(text).wrapping_add(text.len() as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    (mixed >> 32) as usize % RECENT
}

/// The first bytes of a text; noughts where it has no more.
fn first_bytes(text: &[u8]) -> [u8; 8] {
    let mut bytes = [0; 8];
    let length = text.len().min(8);
    bytes[..length].copy_from_slice(&text[..length]);
    bytes
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
        fn a_text_has_the_same_key_whatever_is_held_likely_and_however_many_there_are(
            numbers in prop::collection::vec((0..3 * FEW, 0..2 * FEW), 0..200), many in any::<bool>(),
        ) {
            let mut dictionary = Dictionary::default();
            let mut list = vec![String::new()];
            let filling = (0..if many { FEW } else { 0 }).map(|number| (number, 0));
            // Texts of all lengths up to that of a job's id, many of which begin and end alike.
            let text = |number: u32| match number % 4 {
                0 => String::new(),
                1 => number.to_string(),
                2 => format!("a text {number} at its end"),
                _ => format!("scim.4f8bcfaaa3ea4e03bee5542a2f6dae83.{number}-b9ef-4c7d-b62e-62391edefcca"),
            };
            for (number, likely) in filling.chain(numbers) {
                let text = text(number);
                let key = dictionary.key_of_likely(text.as_bytes(), likely);
                let expected = list.iter().position(|other| *other == text).unwrap_or(list.len());
                if expected == list.len() {
                    list.push(text);
                }
                prop_assert_eq!(key as usize, expected);
            }
        }

        #[test]
        fn a_search_finds_what_a_look_at_each_text_finds(
            texts in prop::collection::vec("[a-bA-BÄ]{0,6}", 0..60),
            needle in "[a-bA-BÄ]{0,3}",
        ) {
            let mut dictionary = Dictionary::default();
            for text in &texts {
                dictionary.key_of(text.as_bytes());
            }
            let needle = fold(&needle);
            let holds_it = |key: &u32| dictionary.get(*key).to_lowercase().contains(&needle);
            let mut found = Vec::new();
            dictionary.visit_containing(&needle, &mut |key| found.push(key));
            prop_assert_eq!(found, (1..dictionary.len()).filter(holds_it).collect::<Vec<_>>());
        }

        #[test]
        fn texts_that_are_one_of_many_words_are_those_that_a_look_at_each_finds(
            texts in prop::collection::vec("[a-bA-BÄ]{0,3}", 0..60),
            words in prop::collection::vec("[a-bA-BÄ]{0,3}", 0..9),
        ) {
            let mut dictionary = Dictionary::default();
            for text in &texts {
                dictionary.key_of(text.as_bytes());
            }
            let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
            let naive: Vec<u32> =
                (0..dictionary.len()).filter(|key| words.contains(&dictionary.get(*key).to_lowercase())).collect();
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let mut found = Vec::new();
            dictionary.visit_any(&words, &mut |key| found.push(key));
            prop_assert_eq!(found, naive);
        }
    }

    proptest! {
        #[test]
        fn texts_are_put_in_the_order_that_comparing_them_whole_does(
            texts in prop::collection::btree_set("[aAbÄ\\x00]{0,10}", 0..40),
        ) {
            let mut dictionary = Dictionary::default();
            let mut keys: Vec<u32> = texts.iter().map(|text| dictionary.key_of(text.as_bytes())).collect();
            dictionary.sort(&mut keys);
            let mut naive: Vec<&String> = texts.iter().collect();
            naive.sort_by_key(|text| (fold(text), *text));
            prop_assert_eq!(keys.iter().map(|key| dictionary.get(*key)).collect::<Vec<_>>(), naive);
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
