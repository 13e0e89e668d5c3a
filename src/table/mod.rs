//! Columns of events: strings are interned, a row is a few dozen bytes and where its record lies.
//!
//! A table only grows: rows are appended, never changed, so that a reader of the first *n* rows is never wrong.
//! Knows nothing of JSON (`format`) nor of questions (`query`).

mod bitset;
mod column;
mod dictionary;
mod guid;
mod identifier;
mod index;
mod live;
mod places;
mod sorting;
mod words;

use serde::{Deserialize, Serialize};

pub use bitset::Bitset;
pub use column::Column;
pub use dictionary::{Dictionary, fold};
pub use guid::parse as parse_guid;
pub use identifier::{Identifier, IdentifierColumn};
pub use places::{RecordPlace, SourceId};
pub use sorting::sort_by;
pub use words::{WordColumn, Words};

use crate::event::Instant;
use crate::format::{Fields, Place};
use live::LiveRows;
use places::Places;

/// The number of a row of the table, in the order of arrival; not a position in a sorted or filtered view.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct RowId(pub u32);

/// The most rows a table holds.
pub const MAX_ROWS: u32 = u32::MAX - 1;

/// What a row without a date holds in [`Table::dates`]: it sorts before every date.
pub const NO_DATE: i64 = i64::MIN;

/// What a row without a duration holds in [`Table::durations`].
pub const NO_DURATION: u32 = u32::MAX;

/// All events, column by column.
#[derive(Default)]
pub struct Table {
    dates: Vec<i64>,
    durations: Vec<u32>,
    words: Words,
    ids: IdentifierColumn,
    cycle_ids: IdentifierColumn,
    change_ids: IdentifierColumn,
    source_ids: IdentifierColumn,
    target_ids: IdentifierColumn,
    places: Places,
    live: LiveRows,
    /// When each source was written, by its number.
    written: Vec<Instant>,
    span: Option<(Instant, Instant)>,
}

impl Table {
    /// Hears of the next source, which was written at a moment.
    pub fn begin_source(&mut self, written: Instant) {
        self.written.push(written);
    }

    /// When a source was written.
    #[must_use]
    pub fn written(&self, source: SourceId) -> Option<Instant> {
        self.written.get(source.index()).copied()
    }

    /// Adds an event that lies at `place` of a source. Says whether it is another reading of an event that is there: the
    /// one is kept whose source was written later, or that comes later in it.
    pub fn append(&mut self, fields: &Fields<'_>, source: SourceId, place: Place) -> bool {
        let date = Instant::parse(&fields.activity_date_time.decode_bytes());
        if let Some(date) = date {
            let (oldest, newest) = self.span.unwrap_or((date, date));
            self.span = Some((oldest.min(date), newest.max(date)));
        }
        self.dates.push(date.map_or(NO_DATE, |instant| instant.0));
        self.durations.push(fields.duration.unwrap_or(NO_DURATION));
        self.words.append(fields);
        self.ids.push(&fields.id.decode_bytes());
        self.cycle_ids.push(&fields.cycle_id.decode_bytes());
        self.change_ids.push(&fields.change_id.decode_bytes());
        self.source_ids.push(&fields.source.id.decode_bytes());
        self.target_ids.push(&fields.target.id.decode_bytes());
        self.places.push(source, place);
        let (places, written) = (&self.places, &self.written);
        let written = |source: SourceId| written.get(source.index());
        let is_newer = |other| places.get(RowId(other)).is_none_or(|other| written(other.source) <= written(source));
        self.live.add(&self.ids, self.dates.len() as u32 - 1, is_newer)
    }

    /// Makes room for so many rows more; `false` where there is no memory for them.
    #[must_use]
    pub fn make_room(&mut self, rows: usize) -> bool {
        let ids =
            [&mut self.ids, &mut self.cycle_ids, &mut self.change_ids, &mut self.source_ids, &mut self.target_ids];
        ids.into_iter().all(|column| column.make_room(rows))
            && self.words.make_room(rows)
            && self.places.make_room(rows)
            && self.live.make_room(rows)
            && self.dates.try_reserve(rows).is_ok()
            && self.durations.try_reserve(rows).is_ok()
    }

    /// Gives back the room in the columns for all but so many rows more: dictionaries may need it.
    pub fn give_back(&mut self, but: usize) {
        let ids =
            [&mut self.ids, &mut self.cycle_ids, &mut self.change_ids, &mut self.source_ids, &mut self.target_ids];
        for column in ids {
            column.give_back(but);
        }
        self.words.give_back(but);
        self.places.give_back(but);
        let rows = self.dates.len() + but;
        self.dates.shrink_to(rows);
        self.durations.shrink_to(rows);
    }

    /// How many events there are.
    #[must_use]
    pub fn events(&self) -> u32 {
        self.len() - self.live.superseded_count()
    }

    /// The rows that are events: all but those that have gone for a newer reading.
    #[must_use]
    pub fn live(&self) -> Bitset {
        self.live.to_bitset(self.len())
    }

    /// How many rows there are, those included that are no event any more.
    #[must_use]
    pub fn len(&self) -> u32 {
        self.dates.len() as u32
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.dates.is_empty()
    }

    /// Microseconds since 1970 a row, or [`NO_DATE`].
    #[must_use]
    pub fn dates(&self) -> &[i64] {
        &self.dates
    }

    /// Milliseconds a row, or [`NO_DURATION`].
    #[must_use]
    pub fn durations(&self) -> &[u32] {
        &self.durations
    }

    /// The oldest and the newest event.
    #[must_use]
    pub const fn span(&self) -> Option<(Instant, Instant)> {
        self.span
    }

    /// The columns whose values are interned.
    #[must_use]
    pub const fn words(&self) -> &Words {
        &self.words
    }

    /// The column of ids behind a [`Column`], if it is one.
    #[must_use]
    pub const fn identifiers(&self, column: Column) -> Option<&IdentifierColumn> {
        match column {
            Column::Id => Some(&self.ids),
            Column::CycleId => Some(&self.cycle_ids),
            Column::ChangeId => Some(&self.change_ids),
            Column::SourceId => Some(&self.source_ids),
            Column::TargetId => Some(&self.target_ids),
            _ => None,
        }
    }

    /// Where the record of a row lies.
    #[must_use]
    #[inline]
    pub fn place(&self, row: RowId) -> Option<RecordPlace> {
        self.places.get(row)
    }

    /// Bytes that the largest dictionary needs beside what it holds to move all of it to places twice as large.
    #[must_use]
    pub fn growth(&self) -> usize {
        let ids = [&self.ids, &self.cycle_ids, &self.change_ids, &self.source_ids, &self.target_ids];
        let texts = ids.map(|column| column.texts().memory());
        2 * texts.into_iter().chain(self.words.dictionaries().map(Dictionary::memory)).max().unwrap_or_default()
    }

    /// Bytes of memory held.
    #[must_use]
    pub fn memory(&self) -> usize {
        let ids = [&self.ids, &self.cycle_ids, &self.change_ids, &self.source_ids, &self.target_ids];
        self.dates.capacity() * 8
            + self.durations.capacity() * 4
            + self.words.memory()
            + ids.iter().map(|column| column.memory()).sum::<usize>()
            + self.places.memory()
            + self.live.memory()
    }
}
