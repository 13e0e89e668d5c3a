//! The records that were read already: pages overlap at the edges of a range, and after something was in the way.

use std::collections::HashMap;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::table::parse_guid;

/// How often each text has come, by its sum.
pub type Texts = HashMap<u64, u32>;

/// A set of ids, most of which are GUIDs, and the texts of records that have none.
#[derive(Default)]
pub struct Seen {
    guids: HashSet<u128>,
    others: HashSet<Box<str>>,
    texts: Texts,
}

impl Seen {
    /// Whether the id is new; from now on it is not.
    pub fn is_new(&mut self, id: &str) -> bool {
        match parse_guid(id.as_bytes()) {
            Some(guid) => self.guids.insert(guid),
            None => self.others.insert(id.into()),
        }
    }

    /// Whether a record without an id is new: there are as many of a text as one run had of it, which is counted in `run`.
    pub fn is_new_text(&mut self, text: &[u8], run: &mut Texts) -> bool {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let sum = hasher.finish();
        let times = run.entry(sum).or_default();
        *times += 1;
        let known = self.texts.entry(sum).or_default();
        let is_new = *times > *known;
        *known = (*times).max(*known);
        is_new
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn an_id_is_new_once(ids in prop::collection::vec("[ab]{1,2}|0000000[01]-0000-4000-8000-00000000000[aA]", 0..40)) {
            let (mut seen, mut naive) = (Seen::default(), BTreeSet::new());
            for id in ids {
                prop_assert_eq!(seen.is_new(&id), naive.insert(id));
            }
        }

        #[test]
        fn of_a_text_there_are_as_many_as_the_run_had_that_had_most(
            runs in prop::collection::vec(prop::collection::vec("[ab]", 0..6), 0..6),
        ) {
            let mut seen = Seen::default();
            let (mut new, mut most) = ([0, 0], [0, 0]);
            for run in runs {
                let mut texts = Texts::default();
                for (index, text) in ["a", "b"].iter().enumerate() {
                    most[index] = run.iter().filter(|other| other == text).count().max(most[index]);
                }
                for text in run {
                    new[usize::from(text == "b")] += usize::from(seen.is_new_text(text.as_bytes(), &mut texts));
                }
                prop_assert_eq!(new, most);
            }
        }
    }
}
