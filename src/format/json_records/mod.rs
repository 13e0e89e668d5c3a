//! Records in JSON text: an array, pages with `value`, wrappers with `records`, one object a line, or any of them one
//! after the other, since people paste exports together.
//!
//! Between records the decoder walks the brackets itself; each object is handed to [`scan_object`], which says
//! whether it is an event, something else, or a wrapper to walk into. An object that the slice cuts off is kept and
//! scanned again when more has come; after damage, [`resync`](super::resync) finds the next record.

mod rows;
mod strangers;

use super::converter::Converter;
use super::cursor::{Cursor, Stop};
use super::familiar::Familiar;
use super::log_tables::LogTables;
use super::problem::Fault;
use super::resync::{Before, Landmarks, SUSPECT};
use super::scan::{Found, Notes, scan_object};
use super::{Decoder, Fields, Place, ProblemKind, Sink};

/// The most bytes that one record may have. Real ones have a few thousand; a browser's memory must hold one several
/// times over.
const MAX_RECORD: usize = 64 << 20;

/// What may stand before the first bracket of a UTF-8 file.
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// As many bytes of text between records as are looked at to see whether a record has lost its bracket.
const LEFTOVER_WINDOW: usize = 256;

/// Wrappers within wrappers that are walked into.
const MAX_FRAMES: usize = 16;

/// What the decoder stands in, between records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Frame {
    Array,
    /// An object that holds records.
    Envelope,
    /// A wrapper's member that is one record instead of an array of them.
    Single,
    /// The rows of a table.
    Rows,
}

/// See the module.
pub struct JsonRecords {
    /// Asked about what the scanner does not know.
    converter: Converter,
    max_record: usize,
    /// Bytes of an unfinished record, or of what else could not be decided, from the last slices.
    carry: Vec<u8>,
    /// How many bytes `carry` must have before another look at it can be worth its while.
    worth_at: usize,
    /// The byte of the file that the next byte to look at is.
    offset: u64,
    frames: Vec<Frame>,
    landmarks: Landmarks,
    familiar: Familiar,
    /// The bytes of the longest event so far. One that is longer is looked into: brackets that are missing may have made
    /// one of it and the events behind it. That is a handful of records in a log of millions.
    longest: usize,
    /// Damage was met; bytes are passed over up to the next record.
    lost: bool,
    /// While lost: what stands before the slice, passed over for good.
    before: Before,
    /// Nothing but blanks stands behind the last comma or the opening of the array, or, outside of any, behind the end
    /// of a line: what stands here stands for a record.
    fresh: bool,
    /// Records found so far, of any kind.
    records: u64,
    /// Anything but blanks was met.
    any: bool,
    /// Where text stands before the first bracket, if there is any: without a record behind it the file is no JSON.
    preface: Option<u64>,
    tables: LogTables,
    /// Where text was passed over that was not counted as a record.
    uncounted: Option<u64>,
}

impl JsonRecords {
    /// Asks this converter about objects that the scanner does not know.
    pub fn new(converter: Converter) -> Self {
        Self {
            converter,
            max_record: MAX_RECORD,
            carry: Vec::new(),
            worth_at: 0,
            offset: 0,
            frames: Vec::new(),
            landmarks: Landmarks::default(),
            familiar: Familiar::learning(),
            longest: 0,
            lost: false,
            records: 0,
            any: false,
            preface: None,
            tables: LogTables::default(),
            uncounted: None,
            before: Before::default(),
            fresh: true,
        }
    }
}

/// How the walk over a slice goes on.
enum Next {
    /// Go on at this position.
    At(usize),
    /// What begins at this position is not whole yet.
    Wait(usize),
}

impl Decoder for JsonRecords {
    fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        let mut rest = bytes;
        while !self.carry.is_empty() && !rest.is_empty() {
            let before = self.carry.len();
            // Twice as much as there is: each byte is copied and scanned again a constant number of times.
            let (taken, left) = rest.split_at(rest.len().min(before.max(4096)));
            self.carry.extend_from_slice(taken);
            if self.carry.len() < self.worth_at {
                rest = left;
                continue;
            }
            let carry = std::mem::take(&mut self.carry);
            let used = self.walk(&carry, false, sink);
            self.carry = carry;
            if used >= before {
                rest = &rest[used - before..];
                self.carry.clear();
            } else {
                self.carry.drain(..used);
                self.worth_at = self.carry.len() + self.carry.len() / 2;
                rest = left;
            }
        }
        if self.carry.is_empty() {
            let used = self.walk(rest, false, sink);
            self.carry.extend_from_slice(&rest[used..]);
            self.worth_at = 0;
        }
    }

    fn finish(&mut self, sink: &mut dyn Sink) {
        let carry = std::mem::take(&mut self.carry);
        let mut used = self.walk(&carry, true, sink);
        // What is left is cut off, or a wrong bracket made it look so: then a whole record may be inside.
        while used < carry.len() {
            let rest = &carry[used..];
            if self.next_whole(rest, 1).is_some() {
                self.broken(Fault::Unclosed, self.offset, sink);
                self.lost = true;
                let (Next::At(next) | Next::Wait(next)) = self.find_again(rest, 1, true, sink);
                self.offset += next as u64;
                used += next + self.walk(&rest[next..], true, sink);
            } else {
                if !self.lost {
                    self.records += 1;
                    sink.problem(ProblemKind::Truncated, self.offset, 1);
                }
                self.frames.clear();
                break;
            }
        }
        if self.any {
            if !self.frames.is_empty() {
                sink.problem(ProblemKind::Truncated, self.offset, 0);
            }
            match (self.records, self.preface) {
                (0, Some(_)) => sink.problem(ProblemKind::NotJson, 0, 0),
                (0, None) => sink.problem(ProblemKind::NoEvents, 0, 0),
                (_, Some(offset)) => sink.problem(ProblemKind::Leftover, offset, 0),
                (_, None) => {}
            }
        } else {
            sink.problem(ProblemKind::EmptyFile, 0, 0);
        }
    }
}

impl JsonRecords {
    /// Walks a slice as far as it can and says how far that was.
    fn walk(&mut self, bytes: &[u8], at_end: bool, sink: &mut dyn Sink) -> usize {
        let mut at = 0;
        while at < bytes.len() {
            let start = at;
            let next = if self.lost {
                self.find_again(bytes, at, at_end, sink)
            } else {
                self.between(bytes, at, at_end, sink)
            };
            match next {
                Next::At(position) => at = position,
                Next::Wait(position) => {
                    self.offset += (position - start) as u64;
                    return position;
                }
            }
            self.offset += (at - start) as u64;
        }
        at
    }

    /// One step between records; `self.offset` is the file's byte at `at`.
    fn between(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let byte = bytes[at];
        let mark = !self.any && BYTE_ORDER_MARK.contains(&byte);
        if byte.is_ascii_whitespace() || byte == b',' || mark {
            self.fresh |= byte == if self.frames.is_empty() { b'\n' } else { b',' };
            if byte == b',' && !std::mem::replace(&mut self.any, true) {
                self.preface = Some(self.offset);
            }
            return Next::At(at + 1);
        }
        let first = !std::mem::replace(&mut self.any, true);
        let next = self.element(bytes, at, first, at_end, sink);
        if matches!(next, Next::At(_)) {
            self.fresh = byte == b'[' && self.frames.last() == Some(&Frame::Array);
        }
        next
    }

    /// One step over what is neither a blank nor a comma.
    fn element(&mut self, bytes: &[u8], at: usize, first: bool, at_end: bool, sink: &mut dyn Sink) -> Next {
        match (bytes[at], self.frames.last()) {
            (b'{', Some(Frame::Array) | None) => self.object(bytes, at, at_end, sink),
            (b'{', Some(Frame::Single)) => {
                self.frames.pop();
                let next = self.object(bytes, at, at_end, sink);
                if !self.lost && matches!(next, Next::Wait(_)) {
                    self.frames.push(Frame::Single);
                }
                next
            }
            (b'[', Some(Frame::Array) | None) if self.frames.len() < MAX_FRAMES => {
                self.frames.push(Frame::Array);
                Next::At(at + 1)
            }
            (b'[', Some(Frame::Rows)) => self.row(bytes, at, at_end, sink),
            // A bracket too many seemed to end the rows.
            (b'[', Some(Frame::Envelope)) if self.tables.has_columns() => {
                self.enter_rows(sink);
                self.row(bytes, at, at_end, sink)
            }
            // So did one that seemed to end the records.
            (b'{', Some(Frame::Envelope)) => {
                self.frames.push(Frame::Array);
                self.object(bytes, at, at_end, sink)
            }
            (b'{', Some(Frame::Rows)) => self.object(bytes, at, at_end, sink),
            (b']', Some(Frame::Array | Frame::Rows)) | (b'}', Some(Frame::Envelope)) => {
                self.frames.pop();
                Next::At(at + 1)
            }
            // Not behind a comma: a bracket too many stands where the record's own should.
            (b'"', Some(Frame::Envelope)) if !self.fresh => self.damage(Fault::BracketMissing, bytes, at, at_end, sink),
            (b'"', Some(Frame::Envelope)) => self.envelope_member(bytes, at, at_end, sink),
            (_, Some(Frame::Rows)) => self.damage(Fault::BracketMissing, bytes, at, at_end, sink),
            (_, Some(Frame::Array)) => self.other_element(bytes, at, at_end, sink),
            _ if first => {
                self.preface = Some(self.offset);
                self.leftover(bytes, at, at_end, sink)
            }
            _ => self.leftover(bytes, at, at_end, sink),
        }
    }

    /// An object where a record may stand.
    fn object(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let mut cursor = Cursor::new(bytes, at);
        let mut fields = Fields::default();
        let mut notes = Notes::default();
        let found = scan_object(&mut cursor, &mut self.familiar, &mut fields, &mut notes);
        let length = cursor.at - at;
        match found {
            Ok(Found::Envelope) => {
                self.note(&notes, sink);
                if let Some((start, end)) = notes.error {
                    self.error(&bytes[start..end], sink);
                }
                self.frames.push(Frame::Envelope);
                if notes.rows {
                    let head = [&bytes[at..cursor.at], b"[]}"].concat();
                    self.tables.begin(self.converter.table_head(&head));
                    self.frames.push(Frame::Rows);
                    Next::At(cursor.at + 1)
                } else if bytes[cursor.at] == b'[' {
                    self.frames.push(Frame::Array);
                    Next::At(cursor.at + 1)
                } else {
                    self.frames.push(Frame::Single);
                    Next::At(cursor.at)
                }
            }
            Ok(_) if length > self.max_record => self.damage(Fault::TooLarge, bytes, at, at_end, sink),
            Ok(Found::Event)
                if length > self.longest && self.landmarks.next_event(&bytes[at..cursor.at], 1).is_some() =>
            {
                self.damage(Fault::Unclosed, bytes, at, at_end, sink)
            }
            Ok(Found::Event) if !notes.folded => {
                self.longest = self.longest.max(length);
                self.records += 1;
                self.landmarks.learn(&bytes[at..cursor.at]);
                let length = u32::try_from(length).unwrap_or(u32::MAX);
                sink.event(&fields, Place { offset: self.offset, length });
                self.note(&notes, sink);
                Next::At(cursor.at)
            }
            Ok(found) => {
                if self.stranger(found, &fields, &bytes[at..cursor.at], sink) {
                    Next::At(cursor.at)
                } else {
                    self.damage(Fault::Unclosed, bytes, at, at_end, sink)
                }
            }
            Err(Stop::Fault { fault, .. }) => self.damage(fault, bytes, at, at_end, sink),
            Err(Stop::NeedMore) => self.unfinished(bytes, at, at_end, sink),
        }
    }

    /// A record that the slice cuts off, or that only looks so because a bracket or a quote is missing.
    fn unfinished(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let length = bytes.len() - at;
        if length > self.max_record {
            return self.damage(Fault::TooLarge, bytes, at, at_end, sink);
        }
        if !at_end && length >= SUSPECT && self.next_whole(&bytes[at..], 1).is_some() {
            return self.damage(Fault::Unclosed, bytes, at, at_end, sink);
        }
        Next::Wait(at)
    }

    /// A member of a wrapper, behind or before the one that holds the records.
    fn envelope_member(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let mut cursor = Cursor::new(bytes, at);
        let step = (|| {
            let name = cursor.name()?.decode();
            cursor.colon()?;
            let opening = cursor.peek()?;
            let holds_records = name.eq_ignore_ascii_case("value") || name.eq_ignore_ascii_case("records");
            if holds_records && opening == b'[' {
                return Ok(true);
            }
            let is_link = name.eq_ignore_ascii_case("@odata.nextLink") && opening == b'"';
            let is_error = name.eq_ignore_ascii_case("error");
            let start = cursor.at;
            cursor.skip_value()?;
            if is_link {
                sink.problem(ProblemKind::MorePages, self.offset, 0);
            }
            if is_error {
                self.error(&bytes[start..cursor.at], sink);
            }
            Ok(false)
        })();
        match step {
            Ok(true) => {
                self.frames.push(Frame::Array);
                Next::At(cursor.at + 1)
            }
            Ok(false) => Next::At(cursor.at),
            Err(Stop::NeedMore) if !at_end => Next::Wait(at),
            Err(_) => self.leftover(bytes, at, at_end, sink),
        }
    }

    /// An element of the array that is no object.
    fn other_element(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let mut cursor = Cursor::new(bytes, at);
        let step = cursor.skip_value().and_then(|()| cursor.peek());
        match step {
            Ok(b',' | b']') => {
                self.records += 1;
                let looks_like = "a bare value".to_owned();
                sink.problem(ProblemKind::OtherRecord { looks_like }, self.offset, 1);
                Next::At(cursor.at)
            }
            Err(Stop::NeedMore) if !at_end => Next::Wait(at),
            _ => self.leftover(bytes, at, at_end, sink),
        }
    }

    /// A record that breaks the rules: it is counted, and the next one is looked for.
    fn damage(&mut self, fault: Fault, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        self.broken(fault, self.offset, sink);
        self.lost = true;
        self.find_again(bytes, at + 1, at_end, sink)
    }

    fn broken(&mut self, fault: Fault, offset: u64, sink: &mut dyn Sink) {
        self.records += 1;
        sink.problem(ProblemKind::BrokenRecord { fault }, offset, 1);
    }

    /// Text between records. It counts as a record where it stands in the place of one, as an element of the array or
    /// as a line, or where a record's first name is in it, its bracket lost.
    fn leftover(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let window = &bytes[at..bytes.len().min(at + LEFTOVER_WINDOW)];
        if window.len() < LEFTOVER_WINDOW && !at_end {
            return Next::Wait(at);
        }
        let end = self.landmarks.next_start(window, 1, Before::default(), true).unwrap_or(window.len());
        let is_element = self.frames.last() == Some(&Frame::Array) || self.is_by_lines();
        if self.fresh && is_element || self.landmarks.is_named_in(&window[..end]) {
            self.broken(Fault::BracketMissing, self.offset, sink);
        } else {
            self.uncounted = Some(self.offset);
            if self.preface.is_none() {
                sink.problem(ProblemKind::Leftover, self.offset, 0);
            }
        }
        self.lost = true;
        self.find_again(bytes, at + 1, at_end, sink)
    }

    /// Whether each line is a record.
    const fn is_by_lines(&self) -> bool {
        self.frames.is_empty() && self.landmarks.are_compact()
    }

    /// Looks for the start of a record from `from` on.
    fn find_again(&mut self, bytes: &[u8], from: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        // Where each line is a record, damage ends with the line.
        let line =
            if self.is_by_lines() { bytes.get(from..).and_then(|rest| memchr::memchr(b'\n', rest)) } else { None };
        let line_end = line.map(|length| from + length);
        let within = &bytes[..line_end.unwrap_or(bytes.len())];
        match self.next_start(within, from, at_end || line_end.is_some(), sink).or_else(|keep| line_end.ok_or(keep)) {
            Ok(start) => {
                self.lost = false;
                self.uncounted = None;
                Next::At(start)
            }
            Err(keep_from) => {
                let keep_from = keep_from.max(from.min(bytes.len()));
                self.before = self.before.then(bytes, keep_from);
                Next::Wait(keep_from)
            }
        }
    }

    /// The error in a page or an answer.
    fn error(&self, error: &[u8], sink: &mut dyn Sink) {
        if error == b"null" {
            return;
        }
        let error = self.converter.error_in(&[b"{\"error\":", error, b"}"].concat());
        sink.problem(ProblemKind::ErrorAnswer { error: error.unwrap_or_default() }, self.offset, 0);
    }

    fn note(&self, notes: &Notes, sink: &mut dyn Sink) {
        if notes.next_link.is_some() {
            sink.problem(ProblemKind::MorePages, self.offset, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Content, CsvColumns, KeptKind};
    use super::*;

    /// Remembers problems, and counts events.
    #[derive(Default)]
    struct Told(usize, Vec<ProblemKind>);

    impl Sink for Told {
        fn event(&mut self, _: &Fields<'_>, _: Place) {
            self.0 += 1;
        }

        fn kept(&mut self, _: KeptKind, _: Place) {}

        fn spooled(&mut self, _: Content<'_>, _: &[u8], _: u64) {
            self.0 += 1;
        }

        fn columns(&mut self, _: CsvColumns) {}

        fn problem(&mut self, kind: ProblemKind, _: u64, _: u64) {
            self.1.push(kind);
        }
    }

    #[test]
    fn a_record_or_row_larger_than_the_limit_is_reported_and_the_next_one_read() {
        let record = |filling: usize| {
            format!(r#"{{"id":"1","activityDateTime":"","changeId":"c","x":"{}"}}"#, "y".repeat(filling))
        };
        let row = |filling: usize| format!(r#"["2026-11-01T00:00:00Z","c","{}"]"#, "y".repeat(filling));
        let head = r#"{"tables":[{"columns":[{"name":"TimeGenerated"},{"name":"ChangeId"},{"name":"x"}],"rows":["#;
        let texts = [
            format!("[{},{},{}]", record(10), record(5000), record(10)),
            format!("{head}{},{},{}]}}]}}", row(10), row(5000), row(10)),
        ];
        for (text, slice) in texts.iter().flat_map(|text| [(text, 100), (text, 100_000)]) {
            let mut decoder = JsonRecords { max_record: 2000, ..JsonRecords::new(Converter::within()) };
            let mut told = Told::default();
            text.as_bytes().chunks(slice).for_each(|bytes| decoder.push(bytes, &mut told));
            decoder.finish(&mut told);
            assert_eq!((told.0, told.1), (2, vec![ProblemKind::BrokenRecord { fault: Fault::TooLarge }]), "{text}");
        }
    }
}
