//! One row after the other: where it ends, and its values.

use std::borrow::Cow;

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::super::utf8;
use super::headings::known_headings;

/// What became of the attempt to parse a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// A row, and how many bytes it has with the end of its line.
    Row(usize),
    /// The slice ends before the row does.
    NeedMore,
}

/// Parses rows; holds the values of the last one.
pub struct RowParser {
    reader: Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
}

impl RowParser {
    pub fn new(delimiter: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(delimiter).build();
        Self { reader, text: vec![0; 4096], ends: vec![0; 64], count: 0 }
    }

    /// Parses the row that begins the slice. `at_end` says that the file ends with the slice.
    pub fn parse(&mut self, bytes: &[u8], at_end: bool) -> Parsed {
        self.reader.reset();
        self.count = 0;
        let (mut used, mut filled) = (0, 0);
        loop {
            // To the reader an empty slice says that the file ends.
            if used == bytes.len() && !at_end {
                return Parsed::NeedMore;
            }
            let (result, read, written, values) =
                self.reader.read_record(&bytes[used..], &mut self.text[filled..], &mut self.ends[self.count..]);
            used += read;
            filled += written;
            self.count += values;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                ReadRecordResult::Record | ReadRecordResult::End => return Parsed::Row(used),
            }
        }
    }

    /// How many values the row has.
    pub const fn count(&self) -> usize {
        self.count
    }

    /// The numbers of the values that hold bytes that are no UTF-8.
    pub fn invalid(&self) -> Vec<usize> {
        let end = self.count.checked_sub(1).map_or(0, |last| self.ends[last]);
        if utf8::is_valid(&self.text[..end]) {
            return Vec::new();
        }
        let values = self.values().enumerate();
        values.filter(|(_, value)| matches!(value, Cow::Owned(_))).map(|(number, _)| number).collect()
    }

    /// The values of the row.
    pub fn values(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let mut start = 0;
        self.ends[..self.count].iter().map(move |end| {
            let value = utf8::text(&self.text[start..*end]);
            start = *end;
            value
        })
    }
}

/// The delimiter of a text that is a table: its first row has headings that are known, or all rows at its start have the
/// same number of values. `start` may end within a row.
#[must_use]
pub fn delimiter_of(start: &str) -> Option<u8> {
    let start =
        start.split_once('\n').filter(|(line, _)| is_hint(line.trim_end_matches('\r'))).map_or(start, |(_, rest)| rest);
    let first = start.lines().next()?;
    // A colon behind a quote is JSON that has lost its beginning.
    if first.contains("\":") {
        return None;
    }
    let candidates = [b',', b';', b'\t'];
    let known = candidates.into_iter().find(|delimiter| {
        let headings = first.split(char::from(*delimiter)).map(|heading| heading.trim_matches(['"', ' ']));
        known_headings(headings) >= 2
    });
    known.or_else(|| candidates.into_iter().find(|delimiter| is_regular(start, *delimiter)))
}

/// Whether a line says what stands between values, as Excel reads it from the first one: `sep=;`.
pub fn is_hint(line: &str) -> bool {
    line.len() == 5 && line.is_char_boundary(4) && line[..4].eq_ignore_ascii_case("sep=")
}

/// Values in a row from which on two rows that have as many are no chance.
const MANY: usize = 4;

/// Whether the rows at the start of a text have the same number of values: of many the first two tell, of few all must.
fn is_regular(start: &str, delimiter: u8) -> bool {
    let mut parser = RowParser::new(delimiter);
    let (mut rest, mut rows, mut columns) = (start.as_bytes(), 0, 0);
    while !rest.is_empty()
        && let Parsed::Row(length) = parser.parse(rest, rows < 2)
    {
        if rows == 0 {
            columns = parser.count();
            let is_prose = |heading: &str| {
                heading.is_empty() || heading.contains(['{', '<']) || heading.ends_with(['.', ':', '}', ']'])
            };
            // A quote that no heading has closed reaches further than a line.
            let reaches_on = memchr::memchr(b'\n', &rest[..length]).is_some_and(|end| end + 1 < length);
            if columns < 2 || reaches_on || columns < MANY && parser.values().any(|heading| is_prose(heading.trim())) {
                return false;
            }
        }
        let is_blank = parser.count() == 1 && rest[..length].trim_ascii().is_empty();
        if parser.count() != columns && !is_blank {
            return false;
        }
        rows += 1;
        if rows == 2 && columns >= MANY {
            return true;
        }
        rest = &rest[length..];
    }
    rows >= 2
}
