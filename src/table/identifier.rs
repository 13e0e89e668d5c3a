//! Ids: 16 bytes each where they are GUIDs, a dictionary's key where they are not.

use std::cmp::Ordering;

use super::index::Index;
use super::{Bitset, Dictionary, guid};

/// How many ids are told apart by a few of their bits.
const LIKELY: usize = 1024;

/// One id a row.
#[derive(Default)]
pub struct IdentifierColumn {
    values: Vec<u128>,
    /// The rows, in rising order, whose value is a key of `texts` and no GUID.
    is_text: Vec<u64>,
    texts: Dictionary,
}

/// An id to compare with: what the column holds for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Identifier {
    Guid(u128),
    /// A key of the column's dictionary.
    Text(u32),
}

impl Identifier {
    /// A part of it that other ids rarely have too.
    #[must_use]
    pub const fn low_half(self) -> u64 {
        match self {
            Self::Guid(value) => value as u64,
            Self::Text(key) => key as u64,
        }
    }

    /// Ids are random numbers, or count up: one multiplication spreads either.
    #[must_use]
    #[inline]
    pub const fn hash(self) -> u32 {
        let number = match self {
            Self::Guid(value) => value as u64 ^ ((value >> 64) as u64).rotate_left(32),
            Self::Text(key) => key as u64,
        };
        (number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as u32
    }
}

impl IdentifierColumn {
    pub fn push(&mut self, text: &[u8]) {
        let row = self.values.len();
        if row.is_multiple_of(64) {
            self.is_text.push(0);
        }
        let value = guid::parse(text).unwrap_or_else(|| {
            self.is_text[row / 64] |= 1 << (row % 64);
            u128::from(self.texts.key_of(text))
        });
        self.values.push(value);
    }

    /// Makes room for so many rows more; `false` where there is no memory for them.
    #[must_use]
    pub fn make_room(&mut self, rows: usize) -> bool {
        self.values.try_reserve(rows).is_ok()
    }

    /// Gives back the room for all but so many rows more.
    pub fn give_back(&mut self, but: usize) {
        self.values.shrink_to(self.values.len() + but);
    }

    /// The id of a row.
    #[must_use]
    #[inline]
    pub fn get(&self, row: u32) -> Identifier {
        let value = self.values[row as usize];
        let is_text = self.is_text[row as usize / 64] >> (row % 64) & 1 == 1;
        if is_text { Identifier::Text(value as u32) } else { Identifier::Guid(value) }
    }

    /// The id that a row means: a GUID whatever the case of its letters, which some exports raise, and none where it is
    /// blank.
    #[must_use]
    #[inline]
    pub fn meant(&self, row: u32) -> Identifier {
        match self.get(row) {
            Identifier::Text(key) => match self.texts.folded(key) {
                blank if blank.trim().is_empty() => Identifier::Text(0),
                text => guid::parse(text.as_bytes()).map_or(Identifier::Text(key), Identifier::Guid),
            },
            guid @ Identifier::Guid(_) => guid,
        }
    }

    /// The id of a row as it was written.
    #[must_use]
    pub fn text(&self, row: u32) -> String {
        match self.get(row) {
            Identifier::Guid(value) => guid::to_text(value),
            Identifier::Text(key) => self.texts.get(key).to_owned(),
        }
    }

    /// A number that sorts as the rows' ids do, except that different ids may have the same number.
    #[must_use]
    #[inline]
    pub fn sort_key(&self, row: u32) -> u64 {
        let only_guids = self.texts.len() == 1;
        match self.get(row) {
            Identifier::Guid(value) if only_guids => (value >> 64) as u64,
            Identifier::Guid(value) => u64::from_be_bytes(guid::first_digits(value)),
            Identifier::Text(key) => {
                let text = self.texts.get(key).as_bytes();
                let mut bytes = [0; 8];
                let length = text.len().min(8);
                bytes[..length].copy_from_slice(&text[..length]);
                u64::from_be_bytes(bytes)
            }
        }
    }

    /// The order of two rows' ids as written.
    #[must_use]
    pub fn compare(&self, left: u32, right: u32) -> Ordering {
        match (self.get(left), self.get(right)) {
            (left, right) if left == right => Ordering::Equal,
            (Identifier::Guid(left), Identifier::Guid(right)) => left.cmp(&right),
            (Identifier::Text(left), Identifier::Text(right)) => self.texts.get(left).cmp(self.texts.get(right)),
            _ => self.text(left).cmp(&self.text(right)),
        }
    }

    /// How often each id stands in some rows: one of the rows that have it, and how many there are.
    #[must_use]
    pub fn count(&self, rows: &Bitset) -> Vec<(u32, u32)> {
        let mut counted: Vec<(u32, u32)> = Vec::new();
        let mut places = Index::default();
        let mut seen = 0;
        rows.visit(|row| {
            let id = self.get(row);
            // Where most are others, so will be those to come: an index that grows on the way is made many times.
            if seen == LIKELY && counted.len() > LIKELY / 2 {
                let _ = places.make_room(rows.count() as usize);
            }
            seen += 1;
            match places.find(id.hash(), |place: &u32| self.get(counted[*place as usize].0) == id) {
                Some(place) => counted[*place as usize].1 += 1,
                None => {
                    places.insert(id.hash(), counted.len() as u32);
                    counted.push((row, 1));
                }
            }
        });
        counted
    }

    /// Whether a row has an id at all.
    #[must_use]
    #[inline]
    pub fn is_empty_at(&self, row: u32) -> bool {
        self.get(row) == Identifier::Text(0)
    }

    /// Takes in the rows whose id is what a person means by one of these words, which are to be in lower case: the GUID, and
    /// every text that reads the same.
    pub fn add_any(&self, words: &[&str], rows: &mut Bitset) {
        let mut wanted: Vec<Identifier> =
            words.iter().filter_map(|word| guid::parse(word.as_bytes())).map(Identifier::Guid).collect();
        self.texts.visit_any(words, &mut |key| wanted.push(Identifier::Text(key)));
        if wanted.is_empty() {
            return;
        }
        // Most rows are turned away by a look at some bits of their ids.
        let mut bits = [0_u64; LIKELY / 64];
        let mut places = Index::default();
        for (place, id) in wanted.iter().enumerate() {
            bits[id.low_half() as usize % LIKELY / 64] |= 1 << (id.low_half() % 64);
            places.insert(id.hash(), place as u32);
        }
        let mut likely = Bitset::empty(self.values.len() as u32);
        likely.add(&self.values, |value| bits[value as usize % LIKELY / 64] >> (value as u64 % 64) & 1 == 1);
        likely.visit(|row| {
            let id = self.get(row);
            if places.find(id.hash(), |place| wanted[*place as usize] == id).is_some() {
                rows.insert(row);
            }
        });
    }

    /// The ids that are no GUIDs.
    #[must_use]
    pub fn texts(&self) -> &Dictionary {
        &self.texts
    }

    /// Takes in the rows whose id is a text of a key that `texts` says yes to, or a GUID that is what stands between the
    /// wildcards of any of the words; in lower case, and there is a wildcard in each.
    #[inline(never)]
    pub fn add_like(&self, words: &[&[String]], texts: &[bool], rows: &mut Bitset) {
        if words.is_empty() && !texts.contains(&true) {
            return;
        }
        rows.add_missing(|row| match self.get(row) {
            Identifier::Guid(value) => {
                let letters = guid::letters(value);
                words.iter().any(|parts| guid::is_like(&letters, parts))
            }
            Identifier::Text(key) => texts[key as usize],
        });
    }

    /// Bytes of memory held.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.values.capacity() * 16 + self.is_text.capacity() * 8 + self.texts.memory()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::fold;
    use super::*;

    proptest! {
        #[test]
        fn every_id_is_given_back_as_written(ids in prop::collection::vec(prop_oneof![
            any::<u128>().prop_map(guid::to_text),
            any::<u128>().prop_map(|value| guid::to_text(value).to_uppercase()),
            "[0-9a-g-]{34,38}",
            "\\PC{0,8}",
            "[ab]",
            " {1,2}",
        ], 0..200)) {
            let mut column = IdentifierColumn::default();
            for id in &ids {
                column.push(id.as_bytes());
            }
            let rows = ids.len() as u32;
            let mut counted = column.count(&Bitset::full(rows));
            counted.sort_unstable();
            let texts = &ids;
            let same = |row: u32| (0..rows).filter(move |other| texts[*other as usize] == texts[row as usize]);
            let mut naive: Vec<(u32, u32)> = (0..rows).map(|row| (row, same(row).count() as u32)).collect();
            naive.retain(|(row, _)| same(*row).next() == Some(*row));
            prop_assert_eq!(counted, naive);
            for (row, id) in ids.iter().enumerate() {
                prop_assert_eq!(&column.text(row as u32), id);
                prop_assert_eq!(column.is_empty_at(row as u32), id.is_empty());
                let meant = match guid::parse(id.to_lowercase().as_bytes()) {
                    Some(guid) => Identifier::Guid(guid),
                    None if id.trim().is_empty() => Identifier::Text(0),
                    None => column.get(row as u32),
                };
                prop_assert_eq!(column.meant(row as u32), meant);
                let next = (row + 1) % ids.len();
                prop_assert_eq!(column.compare(row as u32, next as u32), id.cmp(&ids[next]));
                if column.sort_key(row as u32) < column.sort_key(next as u32) {
                    prop_assert!(*id < ids[next]);
                }
            }
            for wild in ["*a", "0*", "*1*2*", "*-*0f*", "*e*1*-*", "*", "**4*5", "0f8fad5b-*-*-*-*"] {
                let parts: Vec<String> = wild.split('*').map(str::to_owned).collect();
                let is_like = |text: &str| {
                    let mut rest = text.strip_prefix(&*parts[0]);
                    for part in &parts[1..parts.len() - 1] {
                        rest = rest.and_then(|rest| rest.split_once(&**part)).map(|(_, rest)| rest);
                    }
                    rest.is_some_and(|rest| rest.ends_with(&*parts[parts.len() - 1]))
                };
                let mut texts = vec![false; column.texts().len() as usize];
                for key in 0..column.texts().len() {
                    texts[key as usize] = is_like(column.texts().folded(key));
                }
                let mut set = Bitset::empty(rows);
                column.add_like(&[&parts], &texts, &mut set);
                let naive: Vec<bool> = ids.iter().map(|id| is_like(&fold(id))).collect();
                prop_assert_eq!((0..rows).map(|row| set.contains(row)).collect::<Vec<_>>(), naive, "{}", wild);
            }
            for words in ids.chunks(3) {
                let words: Vec<String> = words.iter().map(|word| fold(word)).collect();
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let mut found = Vec::new();
                let mut set = Bitset::empty(rows);
                column.add_any(&words, &mut set);
                set.visit(|row| found.push(row));
                let is_one = |row: &u32| words.contains(&fold(&ids[*row as usize]).as_str());
                prop_assert_eq!(found, (0..rows).filter(is_one).collect::<Vec<_>>());
            }
        }
    }
}
