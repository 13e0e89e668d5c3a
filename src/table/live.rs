//! Which rows count: of the rows with the same event id only the newest reading does.

use super::index::Index;
use super::{Bitset, Identifier, IdentifierColumn};

/// The rows by their event id, and those that another row with the same id has taken the place of.
#[derive(Default)]
pub struct LiveRows {
    by_id: Index<u32>,
    superseded: Vec<u64>,
    superseded_count: u32,
}

impl LiveRows {
    /// Takes in the last row of `ids`; says whether it or an earlier row with its id has gone for the other. A blank id is
    /// no id. `is_newer` says whether the row is a newer reading than another.
    pub fn add(&mut self, ids: &IdentifierColumn, row: u32, is_newer: impl FnOnce(u32) -> bool) -> bool {
        if row.is_multiple_of(64) {
            self.superseded.push(0);
        }
        let id = ids.meant(row);
        if id == Identifier::Text(0) {
            return false;
        }
        let hash = id.hash();
        if let Some(known) = self.by_id.find(hash, |other| ids.meant(*other) == id) {
            let gone = if is_newer(*known) { std::mem::replace(known, row) } else { row };
            self.superseded[gone as usize / 64] |= 1 << (gone % 64);
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

    /// How many rows have gone for a newer one.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blank_ids_are_none_however_they_are_written() {
        let (mut column, mut live) = (IdentifierColumn::default(), LiveRows::default());
        for (row, id) in [" ", "", " ", "\t\n", " ", "", "\u{a0}", "\u{a0}"].iter().enumerate() {
            column.push(id.as_bytes());
            assert!(!live.add(&column, row as u32, |_| true), "{row}");
        }
        assert_eq!(column.text(0), " ");
    }

    #[test]
    fn the_newest_reading_of_an_event_counts_whatever_the_case_of_its_id() {
        let ids = [
            "0f8fad5b-d9cb-469f-a165-70867728950e",
            "EVENT",
            "0F8FAD5B-D9CB-469F-A165-70867728950E",
            "",
            "0f8fad5b-d9cb-469f-a165-70867728950f",
            "EVENT",
            "",
            "0f8FAD5b-d9cb-469f-a165-70867728950e",
        ];
        let mut column = IdentifierColumn::default();
        let mut live = LiveRows::default();
        for (row, id) in ids.iter().enumerate() {
            column.push(id.as_bytes());
            // The last of all was written before the others.
            assert_eq!(live.add(&column, row as u32, |_| row != 7), matches!(row, 2 | 5 | 7), "{id}");
        }
        let counted = live.to_bitset(ids.len() as u32);
        let rows: Vec<u32> = (0..ids.len() as u32).filter(|row| counted.contains(*row)).collect();
        assert_eq!((rows, live.superseded_count()), (vec![2, 3, 4, 5, 6], 3));
    }
}
