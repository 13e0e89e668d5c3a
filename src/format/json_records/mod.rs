//! Records in JSON text: an array, pages with `value`, wrappers with `records`, one object a line, or any of them one
//! after the other, since people paste exports together.
//!
//! Between records the decoder walks the brackets itself; each object is handed to [`scan_object`], which says
//! whether it is an event, something else, or a wrapper to walk into. An object that the slice cuts off is kept and
//! scanned again when more has come. What a damaged file is said to hold stands in [`damage`].

mod damage;
mod envelope;
mod rows;
mod strangers;
mod survey;

use super::converter::Converter;
use super::cursor::{Cursor, Stop};
use super::doubled::doubled;
use super::familiar::{Familiar, Known};
use super::log_tables::LogTables;
use super::problem::Fault;
use super::resync::{Before, Landmarks, SUSPECT, is_begun, is_usual};
use super::scan::{Found, Notes, scan_object};
use super::{Decoder, Fields, Place, ProblemKind, Sink, utf8};
use damage::{Damaged, Last, Seen};
use strangers::Stranger;
use survey::SURVEYED_BYTES;

/// The most bytes that one record may have. Real ones have a few thousand; a browser's memory must hold one several
/// times over.
const MAX_RECORD: usize = 64 << 20;

/// What may stand before the first bracket of a UTF-8 file, and of each that was put behind another.
const BYTE_ORDER_MARK: [u8; 3] = [0xEF, 0xBB, 0xBF];

/// As many endings of events as are learned; exports have a few.
const MOST_ENDINGS: usize = 8;

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
    /// What stood before the last member of the events so far. One that ends with another member is looked into as well.
    endings: Vec<Known>,
    /// Damage was met; bytes are passed over up to the next record.
    lost: bool,
    /// While lost: what stands before the slice, passed over for good.
    before: Before,
    /// What was passed over since damage was met; it is told when it is known what follows.
    damaged: Option<Damaged>,
    /// What was read last between records.
    last: Last,
    /// The text before the last member of the last object.
    ending: Known,
    /// Nothing but blanks stands behind the last comma or the opening of the array, or, outside of any, behind the end
    /// of a line: what stands here stands for a record.
    fresh: bool,
    /// Where the array was opened, while nothing but blanks stands behind that.
    opened: Option<u64>,
    /// Records found so far, of any kind.
    records: u64,
    /// Anything but blanks was met.
    any: bool,
    /// Where text stands before the first bracket, if there is any: without a record behind it the file is no JSON.
    preface: Option<u64>,
    tables: LogTables,
    seen: Seen,
    /// As many bytes as are looked at before the first record is read; none where every slice holds whole records.
    surveyed_bytes: usize,
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
            endings: Vec::new(),
            lost: false,
            records: 0,
            any: false,
            preface: None,
            tables: LogTables::default(),
            seen: Seen::default(),
            before: Before::default(),
            damaged: None,
            last: Last::default(),
            ending: Known::default(),
            fresh: true,
            opened: None,
            surveyed_bytes: SURVEYED_BYTES,
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
    fn expect_whole_records(&mut self) {
        self.surveyed_bytes = 0;
    }

    fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) {
        let mut rest = bytes;
        if !self.is_surveyed() {
            let Some(behind) = self.front(bytes) else { return };
            rest = behind;
        }
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
        let is_surveyed = self.is_surveyed();
        let carry = std::mem::take(&mut self.carry);
        if !is_surveyed {
            self.survey(&carry);
        }
        let mut used = self.walk(&carry, true, sink);
        // What is left is cut off, or a wrong bracket made it look so: then other records may be inside.
        while used < carry.len() {
            let rest = &carry[used..];
            let is_whole_inside = self.next_whole(rest, 1).is_some();
            if !is_whole_inside && !self.landmarks.is_another_begun(rest) {
                self.cut_off(rest, sink);
                break;
            }
            let (Next::At(next) | Next::Wait(next)) = self.damage((Fault::Unclosed, 0), rest, 0, true, sink);
            self.offset += next as u64;
            used += next + self.walk(&rest[next..], true, sink);
        }
        let is_deep = self.is_lost_in_depth();
        self.tell(sink);
        // While lost, brackets are passed over that close what is open; and in a depth without end they are all missing.
        let is_cut = !(self.frames.is_empty() || self.lost && (is_deep || self.before.is_closing()));
        if is_cut {
            sink.problem(ProblemKind::Truncated, self.offset, 0);
        }
        if let Some(offset) = self.seen.link {
            sink.problem(ProblemKind::MorePages, offset, 0);
        }
        match (self.records, self.preface) {
            _ if !self.any => sink.problem(ProblemKind::EmptyFile, 0, 0),
            (0, Some(_)) => sink.problem(ProblemKind::NotJson, 0, 0),
            // What stands in their place is told already.
            (0, None) if is_cut || self.seen.is_error => {}
            (0, None) => sink.problem(ProblemKind::NoEvents, 0, 0),
            (_, Some(offset)) => sink.problem(ProblemKind::Leftover, offset, 0),
            (_, None) => {}
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
                self.find_again(bytes, at, at, at_end, sink)
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
        if self.frames.is_empty() && byte == BYTE_ORDER_MARK[0] {
            let front = &bytes[at..bytes.len().min(at + BYTE_ORDER_MARK.len())];
            if front == BYTE_ORDER_MARK {
                return Next::At(at + front.len());
            }
            if BYTE_ORDER_MARK.starts_with(front) && !at_end {
                return Next::Wait(at);
            }
        }
        if byte.is_ascii_whitespace() || byte == b',' {
            self.fresh |= byte == if self.frames.is_empty() { b'\n' } else { b',' };
            self.opened = self.opened.filter(|_| byte != b',');
            if byte == b',' && !std::mem::replace(&mut self.any, true) {
                self.preface = Some(self.offset);
            }
            return Next::At(at + 1);
        }
        let first = !std::mem::replace(&mut self.any, true);
        let next = self.element(bytes, at, first, at_end, sink);
        if let Next::At(position) = next {
            self.fresh = bytes[position - 1] == b'[' && self.frames.last() == Some(&Frame::Array);
            self.opened = Some(self.offset).filter(|_| self.fresh);
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
                self.seen.is_array = true;
                Next::At(at + 1)
            }
            (b'[', Some(Frame::Rows)) => self.row(bytes, at, at_end, sink),
            // A bracket too many seemed to end the rows.
            (b'[', Some(Frame::Envelope)) if self.tables.has_columns() => {
                self.enter_rows();
                self.row(bytes, at, at_end, sink)
            }
            // So did one that seemed to end the records.
            (b'{', Some(Frame::Envelope)) => {
                self.frames.push(Frame::Array);
                self.object(bytes, at, at_end, sink)
            }
            (b'{', Some(Frame::Rows)) => self.object(bytes, at, at_end, sink),
            (b']', Some(Frame::Array | Frame::Rows)) | (b'}', Some(Frame::Envelope)) => {
                self.close(bytes, at, at_end, sink)
            }
            // Not behind a comma: a bracket too many stands where the record's own should.
            (b'"', Some(Frame::Envelope)) if !self.fresh => {
                self.damage((Fault::BracketMissing, at), bytes, at, at_end, sink)
            }
            (b'"', Some(Frame::Envelope)) => self.envelope_member(bytes, at, at_end, sink),
            (_, Some(Frame::Rows)) => self.damage((Fault::BracketMissing, at), bytes, at, at_end, sink),
            (_, Some(Frame::Array)) if self.fresh => self.other_element(bytes, at, at_end, sink),
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
        self.ending = notes.last;
        if found == Ok(Found::Event)
            && self.familiar.is_any_doubled()
            && let Some((kind, second)) = doubled(&bytes[at..cursor.at])
        {
            return self.lose(kind, at + second, bytes, at, at_end, sink);
        }
        match found {
            Ok(Found::Envelope) => {
                self.tell(sink);
                self.seen.link = None;
                self.note(&notes);
                if let Some((start, end)) = notes.error {
                    self.error(&bytes[start..end], sink);
                }
                if notes.rows {
                    self.leave_rows();
                }
                self.frames.push(Frame::Envelope);
                if notes.rows {
                    let head = [&bytes[at..cursor.at], b"[]}"].concat();
                    self.tables.begin(self.converter.table_head(&head));
                    self.frames.push(Frame::Rows);
                    Next::At(cursor.at + 1)
                } else {
                    self.enter(bytes, cursor.at)
                }
            }
            Ok(_) if length > self.max_record => self.damage((Fault::TooLarge, at), bytes, at, at_end, sink),
            Ok(Found::Event)
                if (length > self.longest || self.ends_anew())
                    && self.landmarks.next_event(&bytes[at..cursor.at], 1).is_some() =>
            {
                self.damage((Fault::Unclosed, at), bytes, at, at_end, sink)
            }
            Ok(Found::Event) if !notes.folded => {
                self.longest = self.longest.max(length);
                self.records += 1;
                if self.last != Last::Whole {
                    self.settle(sink);
                }
                self.landmarks.learn(&bytes[at..cursor.at]);
                let length = u32::try_from(length).unwrap_or(u32::MAX);
                sink.event(&fields, Place { offset: self.offset, length });
                if fields.is_odd || !utf8::is_plain(&bytes[at..cursor.at]) {
                    self.converter.tell_unread(&bytes[at..cursor.at], self.offset, sink);
                }
                self.note(&notes);
                Next::At(cursor.at)
            }
            Ok(found) => match self.stranger(found, &fields, &bytes[at..cursor.at], sink) {
                Stranger::Told => Next::At(cursor.at),
                Stranger::Wrapper { at: within } => self.enter_wrapper(bytes, at + within, sink),
                Stranger::Joined { kind, second } => self.lose(kind, at + second, bytes, at, at_end, sink),
                Stranger::Swallower => self.damage((Fault::Unclosed, at), bytes, at, at_end, sink),
                Stranger::Piece => {
                    self.lost = true;
                    self.find_again(bytes, at, cursor.at, at_end, sink)
                }
            },
            Err(Stop::Fault { at: fault_at, fault }) => self.damage((fault, fault_at), bytes, at, at_end, sink),
            Err(Stop::NeedMore) => self.unfinished(bytes, at, at_end, sink),
        }
    }

    /// Whether the event ends with a member that none so far has ended with; it is taken in.
    fn ends_anew(&mut self) -> bool {
        let is_new = self.endings.len() < MOST_ENDINGS && !self.endings.contains(&self.ending);
        if is_new {
            self.endings.push(self.ending);
        }
        is_new
    }

    /// A record that the slice cuts off, or that only looks so because a bracket or a quote is missing.
    fn unfinished(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let length = bytes.len() - at;
        if length > self.max_record {
            return self.damage((Fault::TooLarge, at), bytes, at, at_end, sink);
        }
        if (at_end || length >= SUSPECT) && self.next_whole(&bytes[at..], 1).is_some() {
            // A record that was cut off behind such a bracket looks like a wrapper until the end of the file.
            let is_first = self.records == 0 && !is_usual(bytes[at + 1..].trim_ascii_start());
            // An event that was cut off holds what is pasted behind it.
            if !is_begun(&bytes[at..])
                && let Some(within) = self.wrapped(bytes, at, !at_end && (is_first || self.seen.wrappers > 0))
            {
                return self.enter_wrapper(bytes, within, sink);
            }
            if at_end {
                return Next::Wait(at);
            }
            return self.damage((Fault::Unclosed, at), bytes, at, at_end, sink);
        }
        Next::Wait(at)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Content, KeptKind};
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

        fn problem(&mut self, kind: ProblemKind, _: u64, _: u64) {
            self.1.push(kind);
        }
    }

    #[test]
    fn the_converter_is_not_asked_about_escapes_that_json_knows_wherever_in_a_block_they_stand() {
        for before in 0..140 {
            let text = format!(
                r#"[{{"id":"1","activityDateTime":"","changeId":"c","provisioningSteps":[{{"x":"{}\u00e9\ud83d\ude00\\\"\n"}}]}}]"#,
                "y".repeat(before)
            );
            let mut decoder = JsonRecords::new(Converter::over(|_| unreachable!("it is asked")));
            let mut told = Told::default();
            decoder.push(text.as_bytes(), &mut told);
            decoder.finish(&mut told);
            assert_eq!((told.0, told.1), (1, vec![]), "{text}");
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
