//! The rows of a table: arrays of values, each value's name in the table's columns.

use super::super::Sink;
use super::super::problem::Fault;
use super::super::resync::SUSPECT;
use super::super::row_record::tell_row;
use super::super::short::short;
use super::super::spelling::is_sound;
use super::damage::Last;
use super::{Cursor, JsonRecords, Next, Stop};

impl JsonRecords {
    /// A row; `self.offset` is the file's byte at `at`.
    pub(super) fn row(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let mut cursor = Cursor::new(bytes, at);
        match self.tables.read_row(&mut cursor) {
            Ok(_) if cursor.at - at > self.max_record => self.damage((Fault::TooLarge, at), bytes, at, at_end, sink),
            Ok(false) => self.damage((Fault::ColumnCount, at), bytes, at, at_end, sink),
            // A bracket too many has made one of it and the rows behind it.
            Ok(true) if self.holds_rows(&bytes[at..cursor.at]) => {
                self.damage((Fault::Unclosed, at), bytes, at, at_end, sink)
            }
            Ok(true) => {
                if self.last != Last::Whole {
                    self.settle(sink);
                }
                if self.tables.holds_results() {
                    let record = self.tables.record(&bytes[at..cursor.at]);
                    self.records += 1;
                    tell_row(&record, self.converter.recognise(record.as_bytes()), self.offset, &self.converter, sink);
                    let row = &bytes[at..cursor.at];
                    if !is_sound(row) {
                        for (column, (start, end)) in self.tables.values() {
                            let offset = self.offset + start as u64;
                            self.converter.tell_flaws(&short(column), &row[start..end], offset, sink);
                        }
                    }
                }
                Next::At(cursor.at)
            }
            Err(Stop::Fault { at: fault_at, fault }) => self.damage((fault, fault_at), bytes, at, at_end, sink),
            Err(Stop::NeedMore) => self.unfinished(bytes, at, at_end, sink),
        }
    }

    /// Whether rows stand inside of the row last read, which these bytes are.
    fn holds_rows(&mut self, row: &[u8]) -> bool {
        if !self.tables.has_array(row) {
            return false;
        }
        let is_any = self.next_row(row, 1, true).is_ok();
        // The values are those of what was looked at last: now of the row again, which was read to its end before.
        let _ = self.tables.read_row(&mut Cursor::new(row, 0));
        is_any
    }

    /// Where the next record or row starts, from `from` on; or from which byte on the slice must be kept to know.
    pub(super) fn next_start(&mut self, bytes: &[u8], from: usize, at_end: bool) -> Result<usize, usize> {
        let record = self.landmarks.next_start(bytes, from, self.before, at_end);
        if !self.tables.has_columns() {
            return record;
        }
        match (self.next_row(bytes, from, false), record) {
            (Ok(row) | Err(row), Ok(record)) if record < row => Ok(record),
            (Ok(row), Err(keep)) if keep < row => Err(keep),
            (Ok(row), _) => Ok(row),
            (Err(keep), Ok(_)) => Err(keep),
            (Err(keep), Err(keep_too)) => Err(keep.min(keep_too)),
        }
    }

    /// Where a whole event or row starts, from `from` on.
    pub(super) fn next_whole(&mut self, bytes: &[u8], from: usize) -> Option<usize> {
        let row = if self.tables.has_columns() { self.next_row(bytes, from, true).ok() } else { None };
        row.or_else(|| self.landmarks.next_event(bytes, from))
    }

    /// A bracket behind a comma or a bracket at which a row begins that has as many values as there are columns; or
    /// from which byte on the slice must be kept to know. With `only_whole` what the slice cuts off is no row.
    fn next_row(&mut self, bytes: &[u8], from: usize, only_whole: bool) -> Result<usize, usize> {
        let mut at = from;
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr::memchr(b'[', rest)) {
            let start = at + found;
            at = start + 1;
            if !self.before.then(bytes, start).may_be_row() {
                continue;
            }
            match self.tables.read_row(&mut Cursor::new(bytes, start)) {
                Ok(true) => return Ok(start),
                Err(Stop::NeedMore) if !only_whole && bytes.len() - start < SUSPECT => return Err(start),
                _ => {}
            }
        }
        Err(bytes.len())
    }
}
