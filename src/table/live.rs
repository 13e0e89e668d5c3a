//! Which rows count: of the rows with the same event id only the newest reading does.

use super::index::Index;
use super::{Bitset, Identifier, IdentifierColumn};

/// The rows by their event id, and those that a later row with the same id has taken the place of.
#[derive(Default)]
pub struct LiveRows {
    by_id: Index<u32>,
    superseded: Vec<u64>,
    superseded_count: u32,
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
        let hash = id.hash();
        if let Some(known) = self.by_id.find(hash, |other| ids.get(*other) == id) {
            let earlier = std::mem::replace(known, row);
            self.superseded[earlier as usize / 64] |= 1 << (earlier % 64);
            self.superseded_count += 1;
            return true;
        }
        self.by_id.insert(hash, row);
        false
    }

    /// Makes room for so many rows more; `false` where there is no memory for them.
    #[must_use]
    pub fn make_room(&mut self, rows: usize) -> bool {
        self.by_id.make_room(rows)
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
        self.by_id.memory() + self.superseded.capacity() * 8
    }
}
