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

    /// Takes out the rows that are in the other, which may have fewer rows.
    pub fn remove(&mut self, other: &Self) {
        self.remove_all(&other.words);
    }

    /// Keeps the rows whose value passes the test; `values` holds one a row.
    pub fn retain<T: Copy>(&mut self, values: &[T], test: impl Fn(T) -> bool) {
        for (word, values) in self.words.iter_mut().zip(values.chunks(64)) {
            let mut passing = 0;
            for (position, value) in values.iter().enumerate() {
                passing |= u64::from(test(*value)) << position;
            }
            *word &= passing;
        }
    }

    /// Keeps the rows that pass the test, which is asked only of rows that are still in.
    pub fn retain_rows(&mut self, test: impl Fn(u32) -> bool) {
        for (index, word) in self.words.iter_mut().enumerate() {
            let mut left = *word;
            while left != 0 {
                let position = left.trailing_zeros();
                left &= left - 1;
                if !test(index as u32 * 64 + position) {
                    *word &= !(1 << position);
                }
            }
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

    /// The rows that are in, in rising order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(index, word)| {
            let mut left = *word;
            std::iter::from_fn(move || {
                let position = (left != 0).then(|| left.trailing_zeros())?;
                left &= left - 1;
                Some(index as u32 * 64 + position)
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_set_is_what_a_list_of_rows_says(values in prop::collection::vec(any::<u8>(), 0..200), limit in any::<u8>()) {
            let mut set = Bitset::full(values.len() as u32);
            prop_assert_eq!(set.count() as usize, values.len());
            set.retain(&values, |value| value < limit);
            set.retain_rows(|row| row % 3 != 0);
            let naive: Vec<u32> = (0..values.len() as u32)
                .filter(|row| values[*row as usize] < limit && row % 3 != 0)
                .collect();
            prop_assert_eq!(set.iter().collect::<Vec<_>>(), naive.clone());
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
