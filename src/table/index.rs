//! Finds values again by a hash.
//!
//! A log of gigabytes runs through the processor's caches and takes along whatever else is there, so that a look into a
//! large table waits for memory as often as it touches another place. Here a value lies beside its hash: one place.

/// Marks a place as taken: every hash has this bit.
const TAKEN: u32 = 1 << 31;

/// The least places that there are, once there are any.
const LEAST: usize = 16;

/// Values by their hashes. Whether a value is the one that is looked for, its owner knows.
pub struct Index<T> {
    /// None, or a power of two.
    places: Vec<(u32, T)>,
    taken: usize,
}

impl<T> Default for Index<T> {
    fn default() -> Self {
        Self { places: Vec::new(), taken: 0 }
    }
}

impl<T: Copy + Default> Index<T> {
    /// The value with this hash that is the one looked for.
    #[inline]
    pub fn find(&mut self, hash: u32, is_it: impl Fn(&T) -> bool) -> Option<&mut T> {
        let last = self.places.len().checked_sub(1)?;
        let hash = hash | TAKEN;
        let mut place = hash as usize & last;
        // A place is always free, so that this ends.
        loop {
            let (other, value) = &self.places[place];
            if *other == hash && is_it(value) {
                return Some(&mut self.places[place].1);
            }
            if *other == 0 {
                return None;
            }
            place = (place + 1) & last;
        }
    }

    /// Takes in a value that is not there.
    #[inline(never)]
    pub fn insert(&mut self, hash: u32, value: T) {
        if self.places.len() < places_for(self.taken + 1) {
            self.move_to(vec![Default::default(); places_for(self.taken + 1)]);
        }
        self.put(hash | TAKEN, value);
        self.taken += 1;
    }

    /// Makes room for so many values more; `false` where there is no memory for them.
    #[must_use]
    pub fn make_room(&mut self, more: usize) -> bool {
        let wanted = places_for(self.taken + more);
        if wanted > self.places.len() {
            let mut places = Vec::new();
            if places.try_reserve_exact(wanted).is_err() {
                return false;
            }
            places.resize(wanted, Default::default());
            self.move_to(places);
        }
        true
    }

    fn move_to(&mut self, places: Vec<(u32, T)>) {
        for (hash, value) in std::mem::replace(&mut self.places, places) {
            if hash != 0 {
                self.put(hash, value);
            }
        }
    }

    #[inline]
    fn put(&mut self, hash: u32, value: T) {
        let last = self.places.len() - 1;
        let mut place = hash as usize & last;
        while self.places[place].0 != 0 {
            place = (place + 1) & last;
        }
        self.places[place] = (hash, value);
    }

    /// Bytes of memory held.
    #[must_use]
    pub fn memory(&self) -> usize {
        self.places.capacity() * size_of::<(u32, T)>()
    }
}

/// How many places so many values need: a third of them stay free, so that values stand near where their hash says.
const fn places_for(values: usize) -> usize {
    let places = (values + values / 2 + 1).next_power_of_two();
    if places < LEAST { LEAST } else { places }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_found_is_what_a_list_has(
            steps in prop::collection::vec((0..40_u32, 0..4_u32, 0..300_usize), 0..400), spread in any::<u32>(),
        ) {
            // Few hashes for many values, and some that lie at the end of the places.
            let hash_of = |value: u32| (value % 40).wrapping_mul(spread) | if value.is_multiple_of(7) { 0xFFFF } else { 0 };
            let mut index = Index::default();
            let mut list: Vec<u32> = Vec::new();
            for (value, more, room) in steps {
                let value = value + 40 * more;
                let found = index.find(hash_of(value), |other| *other == value).copied();
                prop_assert_eq!(found, list.contains(&value).then_some(value));
                if found.is_none() {
                    list.push(value);
                    index.insert(hash_of(value), value);
                }
                if room % 50 == 0 {
                    prop_assert!(index.make_room(room));
                }
            }
            prop_assert!(list.iter().all(|value| index.find(hash_of(*value), |other| other == value).is_some()));
        }
    }

    #[test]
    fn a_value_that_is_changed_stays_where_it_is() {
        let mut index = Index::default();
        index.insert(7, 1);
        *index.find(7, |value| *value == 1).unwrap() = 2;
        assert!(index.find(7, |value| *value == 1).is_none());
        assert_eq!(index.find(7, |value| *value == 2), Some(&mut 2));
    }
}
