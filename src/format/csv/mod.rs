//! Tables in text: what Log Analytics exports as CSV, and the three files that the portal downloads.
//!
//! The first row names the columns. A row that has another number of values is damaged; the next one is looked for
//! line by line, so that a quote that is never closed does not swallow the rest.

mod columns;
mod headings;
mod join;
mod other;
mod portal;
mod rows;

use super::ProblemKind;
use super::converter::Told;
use super::foreign::{is_object_name, recognise};
use super::problem::{Fault, MemberFlaw};
use super::short::{few_of, short};
pub use columns::{CsvColumn, CsvColumns};
pub use headings::{CsvTable, Mapping, Meaning};
use headings::{is_local_time, is_log_analytics};
pub use join::PortalJoin;
use other::other_log;
use portal::PortalRow;
pub use rows::delimiter_of;
use rows::{Parsed, RowParser, is_hint};

/// The most bytes that one row may have.
const MAX_ROW: usize = 64 << 20;

/// From how many bytes on an unfinished row is searched for the start of a next one.
const SUSPECT: usize = 256 << 10;

/// Lines after the start of a suspect row that are tried.
const TRIED_LINES: usize = 16;

/// Rows whose values are looked at for what the columns may mean.
const SHOWN_ROWS: u64 = 1000;

/// What may stand before the first row of a UTF-8 file.
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// What the rows are, by their headings.
enum Table {
    /// The first row has not come yet.
    Headless,
    LogAnalytics,
    Portal(Mapping),
    Unknown,
}

/// Reads a table. See the module.
pub struct CsvRows {
    /// The number of the file.
    file: u32,
    /// What a person has said of tables: of each, heading and key of its meaning in turns.
    known: Vec<Vec<String>>,
    /// The columns, where not all are known.
    columns: Option<CsvColumns>,
    parser: RowParser,
    headings: Vec<String>,
    table: Table,
    /// Bytes of an unfinished row from the last slices, and how many it must have to be worth another look.
    carry: Vec<u8>,
    worth_at: usize,
    /// The byte of the file that the next byte to look at is.
    offset: u64,
    /// Lines that come may be the rest of a damaged row.
    lost: bool,
    rows: u64,
    /// What was found and not told yet.
    told: Vec<Told>,
}

impl CsvRows {
    /// Reads values that stand between these delimiters.
    pub fn new(file: u32, delimiter: u8, known: Vec<Vec<String>>) -> Self {
        Self {
            file,
            known,
            columns: None,
            parser: RowParser::new(delimiter),
            headings: Vec::new(),
            table: Table::Headless,
            carry: Vec::new(),
            worth_at: 0,
            offset: 0,
            lost: false,
            rows: 0,
            told: Vec::new(),
        }
    }

    /// Takes the next bytes. Slices may end anywhere. Rows that make events with those of other files go to `portal`.
    pub fn push(&mut self, bytes: &[u8], portal: &mut PortalJoin) {
        self.carry.extend_from_slice(bytes);
        if self.carry.len() < self.worth_at {
            return;
        }
        let carry = std::mem::take(&mut self.carry);
        let used = self.walk(&carry, false, portal);
        self.carry = carry;
        self.carry.drain(..used);
        // Half as much again: each byte is looked at a constant number of times.
        self.worth_at = self.carry.len() + self.carry.len() / 2;
    }

    /// Says that there are no more bytes.
    pub fn finish(&mut self, portal: &mut PortalJoin) {
        let carry = std::mem::take(&mut self.carry);
        self.walk(&carry, true, portal);
        if self.rows == 0 {
            self.problem(ProblemKind::NoEvents, 0, 0);
        }
    }

    /// The number of the file and its columns, where not all are known.
    pub fn into_columns(self) -> Option<(u32, CsvColumns)> {
        self.columns.map(|columns| (self.file, columns))
    }

    /// What was found since the last time, in its order.
    pub fn take_told(&mut self) -> Vec<Told> {
        std::mem::take(&mut self.told)
    }

    fn problem(&mut self, kind: ProblemKind, offset: u64, records: u64) {
        self.told.push(Told::Problem { kind, offset, records });
    }

    /// Walks a slice as far as it can and says how far that was.
    fn walk(&mut self, bytes: &[u8], at_end: bool, portal: &mut PortalJoin) -> usize {
        let is_start = self.offset == 0;
        if is_start && !at_end && bytes.len() < BYTE_ORDER_MARK.len() {
            return 0;
        }
        let mut at = if is_start && bytes.starts_with(&BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
        loop {
            at += bytes[at..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            if at == bytes.len() {
                break;
            }
            let row_offset = self.offset + at as u64;
            match self.parser.parse(&bytes[at..], at_end) {
                Parsed::Row(length) if self.is_expected() && length <= MAX_ROW => {
                    self.lost = false;
                    self.row(row_offset, portal);
                    at += length;
                }
                Parsed::Row(length) => {
                    let is_last = at_end && at + length == bytes.len() && !bytes.ends_with(b"\n");
                    let fault = if length > MAX_ROW { Fault::TooLarge } else { Fault::ColumnCount };
                    let is_cut = is_last && memchr::memchr(b'\n', &bytes[at..]).is_none();
                    let kind = if is_cut { ProblemKind::Truncated } else { ProblemKind::BrokenRecord { fault } };
                    at += self.damage(kind, &bytes[at..], row_offset);
                }
                Parsed::NeedMore if self.is_suspect(&bytes[at..]) => {
                    let kind = ProblemKind::BrokenRecord { fault: Fault::Unclosed };
                    at += self.damage(kind, &bytes[at..], row_offset);
                }
                Parsed::NeedMore => break,
            }
        }
        self.offset += at as u64;
        at
    }

    /// Whether the row just parsed has a value for each heading.
    fn is_expected(&self) -> bool {
        matches!(self.table, Table::Headless) || self.parser.count() == self.headings.len()
    }

    /// Whether a row that does not end is one that lost its quote: too large, or with a good row inside.
    fn is_suspect(&mut self, bytes: &[u8]) -> bool {
        if bytes.len() < SUSPECT || matches!(self.table, Table::Headless) {
            return false;
        }
        let ends: Vec<usize> = memchr::memchr_iter(b'\n', bytes).take(TRIED_LINES).collect();
        let starts_good = |end: &usize| {
            matches!(self.parser.parse(&bytes[end + 1..], false), Parsed::Row(_))
                && self.parser.count() == self.headings.len()
        };
        ends.iter().any(starts_good) || bytes.len() > MAX_ROW
    }

    /// Reports a damaged row, once for all its lines, and says how long the line is that it begins with. Without a quote
    /// a row is one line.
    fn damage(&mut self, kind: ProblemKind, bytes: &[u8], offset: u64) -> usize {
        // Either ends a line, so that a row never ends before the slice has the end of its first line.
        let end = memchr::memchr2(b'\r', b'\n', bytes);
        let length = end.map_or(bytes.len(), |end| end + 1);
        if !self.lost {
            self.rows += 1;
            self.problem(kind, offset, 1);
        }
        self.lost |= end.is_none() || memchr::memchr(b'"', &bytes[..length]).is_some();
        length
    }

    /// Whether the row just parsed says nothing: its values are empty, or the headings once more, as where two tables
    /// were pasted together.
    fn is_void(&self) -> bool {
        let repeats = || self.parser.values().zip(&self.headings).all(|(value, heading)| value.trim() == heading);
        self.parser.values().all(|value| value.trim().is_empty()) || repeats()
    }

    /// Takes in the row just parsed.
    fn row(&mut self, offset: u64, portal: &mut PortalJoin) {
        if matches!(self.table, Table::Headless) {
            self.head();
            return;
        }
        if self.is_void() {
            return;
        }
        self.rows += 1;
        if let Some(columns) = self.columns.as_mut().filter(|_| self.rows <= SHOWN_ROWS) {
            columns.show(self.parser.values());
        }
        match &self.table {
            Table::LogAnalytics => {
                let record = portal::object(self.headings.iter().map(String::as_str).zip(self.parser.values()));
                let foreign = recognise(&record);
                self.told.push(Told::Row { record, foreign, offset });
            }
            Table::Portal(_) if portal.is_full() => return self.problem(ProblemKind::NoMemory, offset, 1),
            Table::Portal(mapping) => {
                let values: Vec<String> = self.parser.values().map(std::borrow::Cow::into_owned).collect();
                portal.push(self.file, PortalRow::new(mapping, &self.headings, &values, offset, self.rows));
                match self.told.last_mut() {
                    Some(Told::Passed { rows }) => *rows += 1,
                    _ => self.told.push(Told::Passed { rows: 1 }),
                }
            }
            Table::Headless | Table::Unknown => {
                let looks_like = other_log(&self.headings);
                self.problem(ProblemKind::OtherTable { looks_like }, offset, 1);
                return;
            }
        }
        if self.parser.values().any(|value| is_object_name(&value)) {
            self.problem(ProblemKind::Collapsed, offset, 0);
        }
        // The row is told of before what it has that could not be read.
        for number in self.parser.invalid() {
            self.problem(ProblemKind::unread(&short(&self.headings[number]), MemberFlaw::Encoding), offset, 1);
        }
    }

    /// Takes in the headings.
    fn head(&mut self) {
        self.headings = self.parser.values().map(|heading| heading.trim().to_owned()).collect();
        // Its delimiter may have made two values of it.
        if is_hint(&self.headings.join(";")) {
            return;
        }
        if is_log_analytics(&self.headings) {
            self.table = Table::LogAnalytics;
        } else {
            let said = self.known.iter().find(|table| table.iter().step_by(2).eq(&self.headings));
            let said = said.map(|table| Mapping::from_keys(table.iter().skip(1).step_by(2).map(String::as_str)));
            let is_said = said.is_some();
            let mapping = said.unwrap_or_else(|| Mapping::guess(&self.headings));
            let unknown = mapping.as_ref().map(|mapping| few_of(mapping.unknown(&self.headings)));
            if unknown.as_ref().is_none_or(|unknown| !unknown.is_empty()) {
                self.columns = Some(CsvColumns::new(&self.headings, mapping.as_ref()));
            }
            // What a person has left out is known to be left out.
            if let Some(headings) = unknown.filter(|unknown| !unknown.is_empty() && !is_said) {
                self.problem(ProblemKind::UnknownColumns { headings }, 0, 0);
            }
            self.table = mapping.map_or(Table::Unknown, Table::Portal);
        }
        // Of a table of another kind each row is told of, and nothing else.
        if matches!(self.table, Table::Unknown) {
            return;
        }
        if let Some(heading) = self.headings.iter().find(|heading| is_local_time(heading)) {
            self.problem(ProblemKind::LocalTimes { heading: short(heading) }, 0, 0);
        }
    }
}
