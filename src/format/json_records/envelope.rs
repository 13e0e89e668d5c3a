//! A wrapper around records: its members beside the one that holds them.

use super::super::scan::Notes;
use super::super::{ProblemKind, Sink};
use super::{Cursor, Frame, JsonRecords, Next, Stop};

impl JsonRecords {
    /// A member of a wrapper, behind or before the one that holds the records.
    pub(super) fn envelope_member(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
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

    /// The error in a page or an answer.
    pub(super) fn error(&mut self, error: &[u8], sink: &mut dyn Sink) {
        if error == b"null" {
            return;
        }
        self.seen.is_error = true;
        let error = self.converter.error_in(&[b"{\"error\":", error, b"}"].concat());
        sink.problem(ProblemKind::ErrorAnswer { error: error.unwrap_or_default() }, self.offset, 0);
    }

    pub(super) fn note(&self, notes: &Notes, sink: &mut dyn Sink) {
        if notes.next_link.is_some() {
            sink.problem(ProblemKind::MorePages, self.offset, 0);
        }
    }
}
