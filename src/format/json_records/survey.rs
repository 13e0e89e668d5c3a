//! What the front of a file tells of its records, before the first of them is read: so that damage to the first one is
//! met with as much knowledge as damage to any other.

use memchr::memchr;

use super::super::Fields;
use super::super::foreign::Foreign;
use super::super::resync::{Before, first_name, is_usual};
use super::super::scan::{Found, Notes, scan_object};
use super::{Cursor, JsonRecords};

/// As many bytes as are looked at, where the file has them.
pub(super) const SURVEYED_BYTES: usize = 64 << 10;

/// As many times these bytes may be read: brackets within brackets are each looked into.
const MOST_READINGS: usize = 8;

impl JsonRecords {
    /// Whether the front was looked at; nothing is walked before it was.
    pub(super) const fn is_surveyed(&self) -> bool {
        self.offset > 0 || self.carry.len() >= self.surveyed_bytes
    }

    /// Gathers the front of the file, surveys it once it is there, and says which of the bytes are still to be walked.
    pub(super) fn front<'a>(&mut self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let missing = self.surveyed_bytes - self.carry.len();
        let (taken, rest) = bytes.split_at_checked(missing).unwrap_or((bytes, &[]));
        if taken.len() < missing {
            self.carry.extend_from_slice(taken);
            return None;
        }
        if self.carry.is_empty() {
            self.survey(taken);
            return Some(bytes);
        }
        self.carry.extend_from_slice(taken);
        let carry = std::mem::take(&mut self.carry);
        self.survey(&carry);
        self.carry = carry;
        Some(rest)
    }

    /// Learns from the whole records in the front of a file.
    pub(super) fn survey(&mut self, front: &[u8]) {
        let front = &front[..front.len().min(SURVEYED_BYTES)];
        let mut events = Vec::new();
        let mut others = Vec::new();
        let (mut at, mut read) = (0, 0);
        while let Some(bracket) = memchr(b'{', &front[at..]).map(|position| at + position) {
            at = bracket + 1;
            let before = Before::default().then(front, bracket);
            if read > MOST_READINGS * front.len() || !before.may_be_record() {
                continue;
            }
            let mut cursor = Cursor::new(front, bracket);
            let mut notes = Notes::default();
            let found = scan_object(&mut cursor, &mut self.familiar, &mut Fields::default(), &mut notes);
            read += cursor.at - bracket;
            let record = &front[bracket..cursor.at];
            if matches!(found, Err(_) | Ok(Found::Envelope)) || !stands_apart(&front[cursor.at..]) {
                continue;
            }
            let list = if found == Ok(Found::Event) && !notes.folded { &mut events } else { &mut others };
            list.push((record, before.is_line_end() && !before.may_be_row()));
            at = cursor.at;
        }
        // Events of other shapes are asked for where all are such.
        let is_strange = events.is_empty();
        if is_strange {
            others.retain(|(record, _)| matches!(self.converter.recognise(record), Foreign::Event(_)));
            events = others;
        }
        // One that begins as no other does may be a piece of a damaged record.
        let names: Vec<&[u8]> = events.iter().map(|(event, _)| first_name(event)).collect();
        let is_only = names.len() == 1;
        for ((event, is_line), name) in events.iter().zip(&names) {
            if !(is_only || is_usual(name) || names.iter().filter(|other| *other == name).count() > 1) {
                continue;
            }
            self.seen.in_lines |= is_line;
            if is_strange {
                self.landmarks.learn_strange(event);
            } else {
                self.landmarks.learn(event);
            }
        }
    }
}

/// Whether what stands behind an object may stand behind a record: the next one, or the end of what holds them.
fn stands_apart(behind: &[u8]) -> bool {
    match behind.trim_ascii_start() {
        [b',', next @ ..] => matches!(next.trim_ascii_start(), [] | [b'{', ..]),
        next => matches!(next, [] | [b'{' | b']', ..]),
    }
}
