//! A wrapper around records: its members beside the one that holds them.

use memchr::memchr_iter;

use super::super::cursor::Step;
use super::super::member::Member;
use super::super::resync::next_wrapper;
use super::super::scan::Notes;
use super::super::{ProblemKind, Sink};
use super::{Cursor, Frame, JsonRecords, Next, Stop};

/// Whether only an event has a member of this name that is a list or an object.
fn is_of_event(name: &str, opening: u8) -> bool {
    let member = Member::of(name.as_bytes(), 0, name.len());
    let is_own = matches!(
        member,
        Member::ProvisioningStatusInfo
            | Member::ProvisioningSteps
            | Member::ModifiedProperties
            | Member::InitiatedBy
            | Member::SourceSystem
            | Member::TargetSystem
            | Member::SourceIdentity
            | Member::TargetIdentity
    );
    is_own && matches!(opening, b'[' | b'{')
}

impl JsonRecords {
    /// A member of a wrapper, behind or before the one that holds the records.
    pub(super) fn envelope_member(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let mut cursor = Cursor::new(bytes, at);
        let mut is_rest = false;
        let step = (|| {
            let name = cursor.name()?.decode();
            cursor.colon()?;
            let opening = cursor.peek()?;
            is_rest = self.may_be_closed_early() && is_of_event(&name, opening);
            if is_rest {
                return Ok(false);
            }
            let holds_records = name.eq_ignore_ascii_case("value") || name.eq_ignore_ascii_case("records");
            if holds_records && opening == b'[' {
                return Ok(true);
            }
            let is_link = name.eq_ignore_ascii_case("@odata.nextLink") && opening == b'"';
            let is_error = name.eq_ignore_ascii_case("error");
            let start = cursor.at;
            let passed = cursor.skip_value();
            if !is_error && self.holds_records(&bytes[start..], passed.map(|()| cursor.at - start), true) {
                cursor.at = start;
                return Ok(true);
            }
            passed?;
            if is_link {
                self.seen.link = Some(self.offset);
            }
            if is_error {
                self.error(&bytes[start..cursor.at], sink);
            }
            Ok(false)
        })();
        match step {
            Ok(_) if is_rest => self.closed_early(bytes, at, at_end, sink),
            Ok(true) => self.enter(bytes, cursor.at),
            Ok(false) => Next::At(cursor.at),
            Err(Stop::NeedMore) if !at_end => Next::Wait(at),
            Err(_) => self.leftover(bytes, at, at_end, sink),
        }
    }

    /// Goes on with the records, or the wrapper, that a member of a wrapper holds.
    pub(super) fn enter(&mut self, bytes: &[u8], at: usize) -> Next {
        let is_array = bytes[at] == b'[';
        self.frames.push(if is_array { Frame::Array } else { Frame::Single });
        Next::At(at + usize::from(is_array))
    }

    /// The same for an object that nobody knows, around wrappers.
    pub(super) fn enter_wrapper(&mut self, bytes: &[u8], at: usize, sink: &mut dyn Sink) -> Next {
        self.tell(sink);
        self.seen.wrappers += 1;
        self.frames.push(Frame::Envelope);
        self.enter(bytes, at)
    }

    /// Where in an object the first member's value stands that holds wrappers of records, or, where there may be such,
    /// lists of them.
    pub(super) fn wrapped(&self, bytes: &[u8], at: usize, may_be_list: bool) -> Option<usize> {
        let mut cursor = Cursor::new(bytes, at + 1);
        loop {
            cursor.name().and_then(|_| cursor.colon()).and_then(|()| cursor.peek()).ok()?;
            let start = cursor.at;
            let passed = cursor.skip_value();
            if self.holds_records(&bytes[start..], passed.map(|()| cursor.at - start), may_be_list) {
                return Some(start);
            }
            passed.ok().filter(|()| cursor.peek() == Ok(b','))?;
            cursor.at += 1;
        }
    }

    /// Whether a value of this length, or one that is not whole yet, holds a wrapper with an event in it, or a list that
    /// begins with one.
    fn holds_records(&self, bytes: &[u8], length: Step<usize>, may_be_list: bool) -> bool {
        let value = match length {
            Ok(length) => &bytes[..length],
            Err(Stop::NeedMore) => bytes,
            Err(Stop::Fault { .. }) => return false,
        };
        let is_wrapper = matches!(value[0], b'{' | b'[');
        let holds_event = |at: usize| self.landmarks.next_event(value, at + 1).is_some();
        let holds_list = || memchr_iter(b'[', value).any(|at| self.is_list_of_events(&value[at..]));
        is_wrapper && (next_wrapper(value).is_some_and(holds_event) || may_be_list && holds_list())
    }

    /// Whether the first element of a list is an event.
    fn is_list_of_events(&self, list: &[u8]) -> bool {
        let mut cursor = Cursor::new(list, 1);
        cursor.peek() == Ok(b'{') && self.landmarks.is_event(&list[cursor.at..])
    }

    /// The error in a page or an answer.
    pub(super) fn error(&mut self, error: &[u8], sink: &mut dyn Sink) {
        if error == b"null" {
            return;
        }
        self.seen.is_error = true;
        let error = self.converter.error_in(&[b"{\"error\":", error, b"}"].concat());
        sink.problem(ProblemKind::ErrorAnswer { error: error.unwrap_or_default() }, self.offset, 0);
    }

    /// Takes in the link to a next page. It is told of when the file ends without that page.
    pub(super) fn note(&mut self, notes: &Notes) {
        if notes.next_link.is_some() {
            self.seen.link = Some(self.offset);
        }
    }
}
