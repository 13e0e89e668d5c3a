//! What a damaged file is said to hold, and how reading goes on.
//!
//! The records of a file are those that were begun, so that events shown and records reported are all there are:
//!
//! * Between records, each bracket begins one, whatever becomes of it.
//! * After damage, the next bracket begins one that [`Landmarks`](super::Landmarks) know for a record's, if it stands
//!   behind a comma or a line end, whichever parts records, or has the first name of this file's records. An event that
//!   stands elsewhere is inside of the damaged record, and is shown in its place.
//! * Text in the place of a record, an element of the array or a line, is one whose bracket is lost. Where what stands
//!   before it is damaged, or no record that anybody knows, it is the rest of that; what neither a member nor an
//!   element of it can begin with is the next one's. It is the rest of an event, too, where it goes on with the member
//!   that stood behind that event's last one in the records before.
//! * Pieces of events, steps and changed properties, are together the record that has lost what was around them.
//! * Where a list has lost its beginning, what stands before the first comma between records is the rest of one.

use super::super::problem::Fault;
use super::super::resync::{Before, FRAME, rest_behind};
use super::super::{ProblemKind, Sink};
use super::{Cursor, Frame, JsonRecords, Next};

/// As many bytes of text between records as are looked at to see whether a record has lost its bracket.
pub(super) const LEFTOVER_WINDOW: usize = 256;

/// What was read last between records.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Last {
    /// A record that has an end, if any.
    #[default]
    Whole,
    /// An object that may be a piece of a record.
    Piece,
    /// What was damaged.
    Damaged,
    /// The start of a record, found after damage; it may stand inside of what is damaged.
    Start { may_be_inside: bool },
}

/// What there was besides records.
#[derive(Default)]
pub struct Seen {
    /// An array of records.
    pub is_array: bool,
    /// Records in the front of the file that stand on lines of their own, and in no array.
    pub in_lines: bool,
    /// What an API says went wrong.
    pub is_error: bool,
    /// Where the last page says that another one follows.
    pub link: Option<u64>,
    /// Where an array was closed behind a comma: a record may have lost its front there.
    doubtful: Option<u64>,
    /// What the first object of an unknown kind looks like; the others are told as that one.
    pub stranger: Option<String>,
    /// As many objects of an unknown kind had records inside.
    pub wrappers: u32,
}

/// What was passed over since damage was met.
pub struct Damaged {
    kind: ProblemKind,
    /// The byte of the file at which it begins.
    offset: u64,
    /// How many records it is: none or one.
    records: u64,
    /// It is more than stray characters.
    is_quoted: bool,
    /// The byte of the file at which the rule is broken, where it is told.
    fault_at: u64,
}

impl JsonRecords {
    /// A record that begins at `at` and breaks the rules at `fault_at`: the next one is looked for.
    #[cold]
    pub(super) fn damage(
        &mut self,
        (fault, fault_at): (Fault, usize),
        bytes: &[u8],
        at: usize,
        at_end: bool,
        sink: &mut dyn Sink,
    ) -> Next {
        self.lose(ProblemKind::BrokenRecord { fault }, fault_at, bytes, at, at_end, sink)
    }

    /// The same for whatever is wrong.
    #[cold]
    pub(super) fn lose(
        &mut self,
        kind: ProblemKind,
        fault_at: usize,
        bytes: &[u8],
        at: usize,
        at_end: bool,
        sink: &mut dyn Sink,
    ) -> Next {
        let offset = self.offset;
        let fault_at = offset + (fault_at - at) as u64;
        // What is inside of a damaged record is told with it.
        self.damaged.get_or_insert(Damaged { kind, offset, records: 1, is_quoted: false, fault_at });
        self.lost = true;
        self.find_again(bytes, at, at + 1, at_end, sink)
    }

    /// Text between records.
    #[cold]
    pub(super) fn leftover(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let window = &bytes[at..bytes.len().min(at + LEFTOVER_WINDOW)];
        if window.len() < LEFTOVER_WINDOW && !at_end {
            return Next::Wait(at);
        }
        // A record that has lost something else, too, is passed over with the quote, and counts.
        let is_before_record = self.is_quote_before_record(window)
            && match self.next_start(bytes, at + 1, at_end) {
                Err(start) if start == at + 1 && !at_end => return Next::Wait(at),
                Ok(start) => start == at + 1,
                Err(_) => false,
            };
        // It stands outside of all brackets: so the last bracket closed too much.
        let doubtful = if self.frames.is_empty() { self.seen.doubtful.take() } else { None };
        if doubtful.is_some() {
            self.frames.push(Frame::Array);
        }
        let is_rest = self.is_rest(window);
        let is_record = !is_rest && !is_before_record && self.is_lost_record(window);
        let offset = doubtful.filter(|_| !is_record).unwrap_or(self.offset);
        let (kind, records) = if is_rest && doubtful.is_none() {
            (ProblemKind::BrokenRecord { fault: Fault::ClosedEarly }, 0)
        } else if is_record || doubtful.is_some() {
            (ProblemKind::BrokenRecord { fault: Fault::BracketMissing }, 1)
        } else {
            (ProblemKind::Leftover, 0)
        };
        if records > 0 || self.last != Last::Damaged {
            let is_quoted = bytes[at] == b'"' && !is_before_record;
            self.damaged = Some(Damaged { kind, offset, records, is_quoted, fault_at: self.offset });
        }
        self.lost = true;
        self.find_again(bytes, at, at + 1, at_end, sink)
    }

    /// Whether what stands behind the list of the records may be the rest of the last one: it is no record's that has lost
    /// its front.
    pub(super) fn may_be_closed_early(&self) -> bool {
        self.last == Last::Whole && self.records > 0 && self.seen.doubtful.is_none()
    }

    /// A member of an event stands behind the list of the records: brackets too many have closed the event before it, and
    /// the list, too.
    #[cold]
    pub(super) fn closed_early(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let kind = ProblemKind::BrokenRecord { fault: Fault::ClosedEarly };
        self.damaged = Some(Damaged { kind, offset: self.offset, records: 0, is_quoted: true, fault_at: self.offset });
        self.frames.push(Frame::Array);
        self.lost = true;
        self.find_again(bytes, at, at + 1, at_end, sink)
    }

    /// What only stands inside of an event stands where a record should: the record has lost what was around it, unless
    /// damage is told of already that it belongs to.
    pub(super) fn piece(&mut self) {
        let is_told = self.last != Last::Whole && !(self.fresh && self.is_by_lines());
        let kind = ProblemKind::BrokenRecord { fault: Fault::BracketMissing };
        let (offset, records) = (self.offset, u64::from(!is_told));
        self.damaged.get_or_insert(Damaged { kind, offset, records, is_quoted: true, fault_at: offset });
    }

    /// Whether text is the rest of the event before it, which has none of its members.
    fn is_rest(&self, text: &[u8]) -> bool {
        let is_behind_event = self.last == Last::Whole && self.fresh;
        if !is_behind_event || !self.familiar.goes_on(self.ending, text) {
            return false;
        }
        let mut cursor = Cursor::new(text, 0);
        loop {
            if self.familiar.has(&text[cursor.at..]) {
                return false;
            }
            let next = cursor.name().and_then(|_| cursor.colon()).and_then(|()| cursor.skip_value());
            if next.is_err() || cursor.peek() != Ok(b',') {
                return true;
            }
            cursor.at += 1;
            if cursor.peek().is_err() {
                return true;
            }
        }
    }

    /// Whether text is a quote, and behind it what a record begins with.
    fn is_quote_before_record(&self, text: &[u8]) -> bool {
        text.strip_prefix(b"\"{").is_some_and(|record| self.landmarks.has_first_name(record))
    }

    /// Whether text is a record that has lost its bracket.
    fn is_lost_record(&self, text: &[u8]) -> bool {
        // What fills up a file whose end was never written is no record.
        let is_filling = text.iter().all(|byte| *byte == 0 || byte.is_ascii_whitespace());
        let is_closing = is_filling || self.seen.is_array && text.starts_with(b"]");
        let is_line = self.is_by_lines() && !is_closing;
        let is_in_place = self.fresh && (self.frames.last() == Some(&Frame::Array) || is_line);
        match self.last {
            Last::Whole if is_in_place => true,
            Last::Whole if self.fresh => {
                let end = self.landmarks.next_start(text, 1, Before::default(), true).unwrap_or(text.len());
                self.landmarks.is_named_in(&text[..end])
            }
            Last::Whole => self.landmarks.is_nameless_start(text),
            _ => false,
        }
    }

    /// A bracket that closes what stands around records. Behind a comma it may be the rest of a record instead, unless it
    /// is only one too many before the next.
    pub(super) fn close(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        if self.fresh {
            match Cursor::new(bytes, at + 1).peek() {
                Err(_) if !at_end => return Next::Wait(at),
                Ok(b'{') => {}
                _ => self.seen.doubtful = Some(self.offset),
            }
        }
        self.frames.pop();
        // An empty list among records is one that is none; among lists it may be a page without any.
        if self.opened.is_some() && matches!(self.frames.as_slice(), [.., Frame::Envelope, Frame::Array]) {
            self.other("an empty list", sink);
        }
        Next::At(at + 1)
    }

    /// Whether each line is a record.
    const fn is_by_lines(&self) -> bool {
        self.frames.is_empty() && self.landmarks.are_compact() && (self.seen.in_lines || self.longest > 0)
    }

    /// Looks for the start of a record from `from` on; `self.offset` is the file's byte at `at`.
    pub(super) fn find_again(
        &mut self,
        bytes: &[u8],
        at: usize,
        from: usize,
        at_end: bool,
        sink: &mut dyn Sink,
    ) -> Next {
        // Where each line is a record, damage ends with the line.
        let line =
            if self.is_by_lines() { bytes.get(from..).and_then(|rest| memchr::memchr(b'\n', rest)) } else { None };
        let line_end = line.map(|length| from + length);
        let within = &bytes[..line_end.unwrap_or(bytes.len())];
        match self.next_start(within, from, at_end || line_end.is_some()) {
            Ok(start) => {
                self.pass_over(bytes, at, from, start, true, sink);
                self.start_again(bytes, start, sink);
                Next::At(start)
            }
            Err(keep_from) => {
                if let Some(end) = line_end {
                    self.pass_over(bytes, at, from, end, true, sink);
                    self.tell(sink);
                    self.last = Last::Whole;
                    self.lost = false;
                    return Next::At(end);
                }
                let keep_from = keep_from.max(from.min(bytes.len()));
                let keep_from = self.pass_over(bytes, at, from, keep_from, at_end, sink);
                self.before = self.before.then(bytes, keep_from);
                Next::Wait(keep_from)
            }
        }
    }

    /// Takes in what is passed over, and says how far that is: as far as can be told whether the rest of another record
    /// begins there.
    fn pass_over(
        &mut self,
        bytes: &[u8],
        at: usize,
        from: usize,
        to: usize,
        is_all: bool,
        sink: &mut dyn Sink,
    ) -> usize {
        let mut from = from.min(to);
        let is_among_elements = self.frames.last() == Some(&Frame::Array);
        while let Some(damaged) = self.damaged.as_mut().filter(|_| is_among_elements) {
            let Some(close) = memchr::memchr(b'}', &bytes[from..to]).map(|position| from + position) else { break };
            let offset = |position: usize| self.offset + (position - at) as u64;
            let end = if is_all { to } else { bytes.len() };
            let rest =
                if offset(close) < damaged.fault_at { Ok(None) } else { rest_behind(&bytes[..end], close, is_all) };
            let next = match rest {
                Ok(None) => close + 1,
                Ok(Some(start)) => start.min(to),
                Err(()) => close,
            };
            damaged.is_quoted |= memchr::memchr(b'"', &bytes[from..next]).is_some();
            from = next;
            match rest {
                Ok(None) => {}
                Ok(Some(_)) => {
                    let kind = ProblemKind::BrokenRecord { fault: Fault::BracketMissing };
                    let (offset, fault_at) = (offset(next), offset(next));
                    self.tell(sink);
                    self.damaged = Some(Damaged { kind, offset, records: 1, is_quoted: false, fault_at });
                }
                Err(()) => return close,
            }
        }
        if let Some(damaged) = &mut self.damaged {
            damaged.is_quoted |= memchr::memchr(b'"', &bytes[from..to]).is_some();
        }
        to
    }

    /// Goes on at what was found.
    fn start_again(&mut self, bytes: &[u8], start: usize, sink: &mut dyn Sink) {
        let before = self.before.then(bytes, start);
        let is_line = before.is_line_end() && (self.frames.is_empty() || self.landmarks.are_compact());
        let known = self.landmarks.has_first_name(&bytes[start + 1..]);
        self.lost = false;
        if bytes[start] == b'[' {
            self.enter_rows();
        }
        let missing = ProblemKind::BrokenRecord { fault: Fault::BracketMissing };
        // Of a list that has lost its beginning, what stands before the first comma is the rest of a record.
        let is_first = self.longest == 0 && self.frames.is_empty() && !self.seen.in_lines;
        if let Some(damaged) = self.damaged.as_mut().filter(|_| is_first && before.is_behind_comma()) {
            if self.records == 0 {
                damaged.kind = missing.clone();
                damaged.records = 1;
            }
            self.preface = None;
            self.frames.push(Frame::Array);
        }
        let may_be_inside = !known && self.damaged.as_ref().is_some_and(|damaged| damaged.kind != missing);
        let is_separate = is_line || before.is_comma() && !self.is_by_lines();
        if is_separate || known && self.damaged.as_ref().is_some_and(|damaged| damaged.is_quoted) {
            self.tell(sink);
        }
        self.last = Last::Start { may_be_inside };
    }

    /// Tells what was passed over.
    pub(super) fn tell(&mut self, sink: &mut dyn Sink) {
        if let Some(damaged) = self.damaged.take() {
            self.last = Last::Damaged;
            self.records += damaged.records;
            self.preface = self.preface.filter(|offset| damaged.records == 0 || *offset != damaged.offset);
            if damaged.records > 0 || self.preface.is_none() {
                sink.problem(damaged.kind, damaged.fault_at, damaged.records);
            }
        }
    }

    /// Takes in that an event, or what else is kept, has been read where something else came before.
    #[cold]
    pub(super) fn settle(&mut self, sink: &mut dyn Sink) {
        let may_be_inside = self.last == Last::Start { may_be_inside: true };
        let Some(damaged) = self.damaged.take() else {
            self.last = if may_be_inside { Last::Damaged } else { Last::Whole };
            return;
        };
        // It stands inside of the damaged record, and for it; or behind stray characters.
        let kind = if damaged.is_quoted { damaged.kind } else { ProblemKind::Leftover };
        self.last = if damaged.is_quoted { Last::Damaged } else { Last::Whole };
        sink.problem(kind, damaged.fault_at, 0);
    }

    /// Whether what was met last is brackets within brackets without end.
    pub(super) fn is_lost_in_depth(&self) -> bool {
        self.damaged.as_ref().is_some_and(|damaged| damaged.kind == ProblemKind::BrokenRecord { fault: Fault::TooDeep })
    }

    /// The file ends in the middle of a record, or of a frame around the tables of an answer, which is none.
    pub(super) fn cut_off(&mut self, rest: &[u8], sink: &mut dyn Sink) {
        let is_frame = self.tables.has_columns() && rest.iter().zip(FRAME).all(|(byte, expected)| byte == expected);
        if is_frame {
            return;
        }
        if !self.lost && self.damaged.is_none() {
            self.records += 1;
            sink.problem(ProblemKind::Truncated, self.offset, 1);
        }
        self.frames.clear();
    }

    /// A table begins among the rows of another, which were never written to their end: an answer was cut off there.
    pub(super) fn leave_rows(&mut self) {
        if self.frames.last() == Some(&Frame::Rows) {
            self.frames.pop();
            self.frames.pop_if(|frame| *frame == Frame::Envelope);
        }
    }

    /// Goes on with the rows of a table. Where damage seemed to end them, what was passed over was one of them.
    pub(super) fn enter_rows(&mut self) {
        if self.frames.last() == Some(&Frame::Rows) {
            return;
        }
        self.frames.push(Frame::Rows);
        if let Some(damaged) = self.damaged.as_mut().filter(|damaged| damaged.records == 0) {
            damaged.records = 1;
            damaged.kind = ProblemKind::BrokenRecord { fault: Fault::BracketMissing };
        }
    }
}
