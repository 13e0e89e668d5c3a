//! Where the records of the rows lie.

use serde::{Deserialize, Serialize};

use super::RowId;
use crate::format::Place;

/// The number of a file or other source, in the order of opening.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct SourceId(pub u32);

impl SourceId {
    /// The bit that tells the spool of a source from the source.
    const SPOOL: u32 = 1 << 31;

    /// What was put aside of this source, because it cannot be read again from it. To a table it is another source.
    #[must_use]
    pub const fn spool(self) -> Self {
        Self(self.0 | Self::SPOOL)
    }

    #[must_use]
    pub const fn is_spool(self) -> bool {
        self.0 & Self::SPOOL != 0
    }

    /// The position of the source, or of that whose spool this is, in the order of opening.
    #[must_use]
    pub const fn index(self) -> usize {
        (self.0 & !Self::SPOOL) as usize
    }
}

/// Where a record lies: its source, and the bytes there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecordPlace {
    pub source: SourceId,
    pub place: Place,
}

/// One place a row. Rows of one source stand together, so that the source is kept once a run.
#[derive(Default)]
pub struct Places {
    offsets: Vec<u64>,
    lengths: Vec<u32>,
    /// The first row of each run, and its source.
    runs: Vec<(u32, SourceId)>,
}

impl Places {
    pub fn push(&mut self, source: SourceId, place: Place) {
        if self.runs.last().is_none_or(|(_, last)| *last != source) {
            self.runs.push((self.offsets.len() as u32, source));
        }
        self.offsets.push(place.offset);
        self.lengths.push(place.length);
    }

    /// Makes room for so many rows more; `false` where there is no memory for them.
    pub fn make_room(&mut self, rows: usize) -> bool {
        self.offsets.try_reserve(rows).is_ok() && self.lengths.try_reserve(rows).is_ok()
    }

    /// Gives back the room for all but so many rows more.
    pub fn give_back(&mut self, but: usize) {
        let rows = self.offsets.len() + but;
        self.offsets.shrink_to(rows);
        self.lengths.shrink_to(rows);
    }

    #[inline]
    pub fn get(&self, row: RowId) -> Option<RecordPlace> {
        let index = row.0 as usize;
        let place = Place { offset: *self.offsets.get(index)?, length: *self.lengths.get(index)? };
        let run = self.runs.partition_point(|(first, _)| *first <= row.0).checked_sub(1)?;
        Some(RecordPlace { source: self.runs[run].1, place })
    }

    pub fn memory(&self) -> usize {
        self.offsets.capacity() * 8 + self.lengths.capacity() * 4
    }
}
