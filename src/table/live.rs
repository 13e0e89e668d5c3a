//! Which rows count: of the rows with the same event id only the newest reading does.

use std::hash::BuildHasher as _;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::{Bitset, Identifier, IdentifierColumn};

/// The rows by their event id, and those that a later row with the same id has taken the place of.
pub struct LiveRows {
    by_id: HashTable<u32>,
    hasher: FixedState,
    superseded: Vec<u64>,
    superseded_count: u32,
}

impl Default for LiveRows {
    fn default() -> Self {
        Self { by_id: HashTable::new(), hasher: FixedState::with_seed(0), superseded: Vec::new(), superseded_count: 0 }
    }
}

impl LiveRows {
    /// Takes in the last row of `ids`; says whether an earlier row with its id has gone for it. An empty id is no id.
    pub fn add(&mut self, ids: &IdentifierColumn, row: u32) -> bool {
        if row.is_multiple_of(64) {
            self.superseded.push(0);
        }
        let id = ids.get(row);
        if id == Identifier::Text(0) {
            return false;
        }
        let hasher = &self.hasher;
        let hash = hash_of(hasher, id);
        if let Some(known) = self.by_id.find_mut(hash, |other| ids.get(*other) == id) {
            let earlier = std::mem::replace(known, row);
            self.superseded[earlier as usize / 64] |= 1 << (earlier % 64);
            self.superseded_count += 1;
            return true;
        }
        self.by_id.insert_unique(hash, row, |other| hash_of(hasher, ids.get(*other)));
        false
    }

    /// Makes room for so many rows more; `false` where there is no memory for them.
    #[must_use]
    pub fn make_room(&mut self, ids: &IdentifierColumn, rows: usize) -> bool {
        let Self { by_id, hasher, .. } = self;
        by_id.try_reserve(rows, |row| hash_of(hasher, ids.get(*row))).is_ok()
    }

    /// How many rows have gone for a later one.
    pub const fn superseded_count(&self) -> u32 {
        self.superseded_count
    }

    /// The rows that count, of the first `len`.
    pub fn to_bitset(&self, len: u32) -> Bitset {
        let mut rows = Bitset::full(len);
        if self.superseded_count > 0 {
            rows.remove_all(&self.superseded);
        }
        rows
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        self.by_id.capacity() * 5 + self.superseded.capacity() * 8
    }
}

fn hash_of(hasher: &FixedState, id: Identifier) -> u64 {
    match id {
        Identifier::Guid(value) => hasher.hash_one(value),
        Identifier::Text(key) => hasher.hash_one(key),
    }
}
