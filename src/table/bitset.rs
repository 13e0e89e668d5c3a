//! A set of rows: one bit each.

/// Which of the first `len` rows are in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bitset {
    words: Vec<u64>,
    len: u32,
}

impl Bitset {
    /// All of the rows.
    #[must_use]
    pub fn full(len: u32) -> Self {
        let mut words = vec![u64::MAX; len.div_ceil(64) as usize];
        if let (Some(last), true) = (words.last_mut(), !len.is_multiple_of(64)) {
            *last = u64::MAX >> (64 - len % 64);
        }
        Self { words, len }
    }

    /// None of the rows.
    #[must_use]
    pub fn empty(len: u32) -> Self {
        Self { words: vec![0; len.div_ceil(64) as usize], len }
    }

    /// Has room for more rows, which are out.
    pub fn grow(&mut self, len: u32) {
        self.len = self.len.max(len);
        self.words.resize(self.len.div_ceil(64) as usize, 0);
    }

    /// Takes a row in.
    pub fn insert(&mut self, row: u32) {
        if row < self.len {
            self.words[row as usize / 64] |= 1 << (row % 64);
        }
    }

    /// Keeps the rows that are in the other too, which may have fewer rows.
    pub fn keep(&mut self, other: &Self) {
        for (index, word) in self.words.iter_mut().enumerate() {
            *word &= other.words.get(index).copied().unwrap_or(0);
        }
    }

    /// Takes in the rows of the other, which has as many rows.
    pub fn unite(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word |= other;
        }
    }

    /// Takes out the rows that are in the other, which may have fewer rows.
    pub fn remove(&mut self, other: &Self) {
        self.remove_all(&other.words);
    }

    /// Takes in the rows whose value passes the test; `values` holds one a row.
    pub fn add<T: Copy>(&mut self, values: &[T], test: impl Fn(T) -> bool) {
        for (word, values) in self.words.iter_mut().zip(values.chunks(64)) {
            let mut passing = 0;
            for (position, value) in values.iter().enumerate() {
                passing |= u64::from(test(*value)) << position;
            }
            *word |= passing;
        }
    }

    /// Takes in the rows that pass the test.
    pub fn add_rows(&mut self, test: impl Fn(u32) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let first = index as u32 * 64;
            for position in 0..(self.len - first).min(64) {
                *word |= u64::from(test(first + position)) << position;
            }
        }
    }

    /// Takes in, of the rows that are out, those that pass the test.
    pub fn add_missing(&mut self, test: impl Fn(u32) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let first = index as u32 * 64;
            let mut left = !*word;
            while left != 0 {
                let position = left.trailing_zeros();
                if first + position >= self.len {
                    break;
                }
                *word |= u64::from(test(first + position)) << position;
                left &= left - 1;
            }
        }
    }

    /// Takes in what is out, and out what is in.
    pub fn invert(&mut self) {
        for (word, all) in self.words.iter_mut().zip(Self::full(self.len).words) {
            *word ^= all;
        }
    }

    /// Keeps the rows that are in the other set too, which is of as many rows.
    pub fn intersect(&mut self, other: &Self) {
        for (word, other) in self.words.iter_mut().zip(&other.words) {
            *word &= other;
        }
    }

    /// Takes out the rows whose bit is set in `words`, 64 rows a word.
    pub fn remove_all(&mut self, words: &[u64]) {
        for (word, removed) in self.words.iter_mut().zip(words) {
            *word &= !removed;
        }
    }

    #[must_use]
    #[inline]
    pub fn contains(&self, row: u32) -> bool {
        row < self.len && self.words[row as usize / 64] >> (row % 64) & 1 == 1
    }

    /// How many rows are in.
    #[must_use]
    pub fn count(&self) -> u32 {
        self.words.iter().map(|word| word.count_ones()).sum()
    }

    /// How many rows there are to be in or out.
    #[must_use]
    pub const fn len(&self) -> u32 {
        self.len
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// Calls for every row that is in, in rising order.
    pub fn visit(&self, mut visit: impl FnMut(u32)) {
        for (index, word) in self.words.iter().enumerate() {
            let first = index as u32 * 64;
            // Most questions let runs of rows through, and a run needs no search for the next bit.
            if *word == u64::MAX {
                (first..first + 64).for_each(&mut visit);
                continue;
            }
            let mut left = *word;
            while left != 0 {
                visit(first + left.trailing_zeros());
                left &= left - 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_is_what_a_list_of_rows_says(values in prop::collection::vec(any::<u8>(), 0..200), limit in any::<u8>()) {
            let rows = values.len() as u32;
            let mut set = Bitset::empty(rows);
            prop_assert!(set.is_empty());
            set.add(&values, |value| value < limit);
            set.add_rows(|row| row % 7 == 0);
            let before = set.clone();
            set.add_missing(|row| {
                assert!(row < rows && !before.contains(row), "it is out");
                row % 11 == 0
            });
            let mut thirds = Bitset::empty(rows);
            thirds.add_rows(|row| row % 3 == 0);
            thirds.invert();
            set.intersect(&thirds);
            set.intersect(&Bitset::full(rows));
            let mut both = set.clone();
            both.unite(&thirds);
            prop_assert_eq!(&both, &thirds, "it holds the other already");
            both = set.clone();
            both.unite(&Bitset::empty(rows));
            prop_assert_eq!(&both, &set);
            let naive: Vec<u32> = (0..rows)
                .filter(|row| (values[*row as usize] < limit || row % 7 == 0 || row % 11 == 0) && row % 3 != 0)
                .collect();
            let mut visited = Vec::new();
            set.visit(|row| visited.push(row));
            prop_assert_eq!(&visited, &naive);
            prop_assert_eq!(set.count() as usize, naive.len());
            prop_assert!((0..300).all(|row| set.contains(row) == naive.contains(&row)));
        }

        #[test]
        fn sets_of_different_lengths_are_put_together_as_lists_of_rows_are(
            rows in prop::collection::vec(0..200_u32, 2 * 40),
            lengths in prop::collection::vec(0..200_u32, 2),
        ) {
            let [mut set, other] = [0, 1].map(|index| {
                let mut set = Bitset::empty(lengths[index]);
                rows[index * 40..][..40].iter().for_each(|row| set.insert(*row));
                set
            });
            set.grow(150);
            let before = set.clone();
            set.keep(&other);
            prop_assert!((0..300).all(|row| set.contains(row) == (before.contains(row) && other.contains(row))));
            let mut set = before.clone();
            set.remove(&other);
            prop_assert!((0..300).all(|row| set.contains(row) == (before.contains(row) && !other.contains(row))));
        }
    }
}
