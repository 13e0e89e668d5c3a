//! The ids of records that were read already: pages overlap at the edges of a range, and after something was in the way.

use std::collections::HashSet;

use crate::table::parse_guid;

/// A set of ids, most of which are GUIDs.
#[derive(Default)]
pub struct Seen {
    guids: HashSet<u128>,
    others: HashSet<Box<str>>,
}

impl Seen {
    /// Whether the id is new; from now on it is not.
    pub fn is_new(&mut self, id: &str) -> bool {
        match parse_guid(id.as_bytes()) {
            Some(guid) => self.guids.insert(guid),
            None => self.others.insert(id.into()),
        }
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
    }
}
