//! Finding the next record after damage.
//!
//! A record starts with a bracket and the name of its first member. Inside a string a quote is escaped, so that such a
//! place is never inside one; and an object inside a record begins with another name or, as a member's value, stands
//! behind a colon.

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::Fields;
use super::cursor::Cursor;
use super::familiar::Familiar;
use super::scan::{Found, Notes, scan_object};

/// First members seen in exports, used until a record of this file has been read.
const USUAL: [&[u8]; 4] = [b"\"activityDateTime\"", b"\"id\"", b"\"time\"", b"\"ActivityDateTime\""];

/// As many bytes behind a bracket as are looked at for the name: blanks and the name itself. So no slice has to be kept
/// for longer.
const LOOK_AHEAD: usize = 256;

/// The longest name that is learned; it must leave room for blanks.
const LONGEST_NAME: usize = 128;

/// The name that records of this file begin with.
#[derive(Default)]
pub struct Landmarks {
    first_name: Vec<u8>,
    /// The records of this file are events of a shape that the scan alone does not know.
    strange: bool,
}

impl Landmarks {
    /// Remembers how a record that was read well begins.
    #[inline]
    pub fn learn(&mut self, record: &[u8]) {
        if self.first_name.is_empty() {
            let mut cursor = Cursor::new(record, 1);
            let name = cursor.name().map(|_| record[1..cursor.at].trim_ascii_start());
            if let Some(name) = name.ok().filter(|name| name.len() <= LONGEST_NAME) {
                self.first_name = name.to_vec();
            }
        }
    }

    /// The same for a record of a shape that the scan alone does not know.
    pub fn learn_strange(&mut self, record: &[u8]) {
        self.strange |= self.first_name.is_empty();
        self.learn(record);
    }

    /// Where the next record starts, from `from` on; or from which byte on the slice must be kept to know. `before` is
    /// the last byte before the slice that is no blank, if there is one and it matters.
    pub fn next_start(&self, bytes: &[u8], from: usize, before: Option<u8>) -> Result<usize, usize> {
        let rest = bytes.get(from..).unwrap_or_default();
        for bracket in memchr_iter(b'{', rest).map(|position| from + position) {
            match self.is_named_behind(&bytes[bracket + 1..]) {
                Some(false) => {}
                None => return Err(bracket),
                Some(true) => {
                    let before = last_non_blank(bytes, bracket).map(|position| bytes[position]).or(before);
                    // Behind a colon stands a member's value; behind a quote, one whose colon is lost, unless a line
                    // begins with it.
                    let begins_line = bracket.checked_sub(1).is_some_and(|position| bytes[position] == b'\n');
                    if !matches!((before, begins_line), (Some(b':'), _) | (Some(b'"'), false)) {
                        return Ok(bracket);
                    }
                }
            }
        }
        Err(bytes.len())
    }

    /// Where a whole event starts, from `from` on.
    pub fn next_event(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let mut from = from;
        loop {
            let start = self.next_start(bytes, from, None).ok()?;
            let mut cursor = Cursor::new(bytes, start);
            let found =
                scan_object(&mut cursor, &mut Familiar::default(), &mut Fields::default(), &mut Notes::default());
            if found == Ok(Found::Event) || self.strange && found == Ok(Found::Other) {
                return Some(start);
            }
            from = start + 1;
        }
    }

    /// Whether the name that records begin with stands in the text.
    pub fn is_named_in(&self, bytes: &[u8]) -> bool {
        self.names().any(|name| Finder::new(name).find(bytes).is_some())
    }

    /// Whether what stands behind a bracket begins with the name; `None` where the slice ends too early to know.
    fn is_named_behind(&self, rest: &[u8]) -> Option<bool> {
        let window = &rest[..rest.len().min(LOOK_AHEAD)];
        let text = window.trim_ascii_start();
        if self.names().any(|name| text.starts_with(name)) {
            return Some(true);
        }
        let may_go_on = window.len() < LOOK_AHEAD && self.names().any(|name| name.starts_with(text));
        if may_go_on { None } else { Some(false) }
    }

    fn names(&self) -> impl Iterator<Item = &[u8]> {
        let learned = Some(self.first_name.as_slice()).filter(|name| !name.is_empty());
        let usual = USUAL.iter().copied().filter(move |_| learned.is_none());
        learned.into_iter().chain(usual)
    }
}

/// The last byte before `end` that is no blank.
pub fn last_non_blank(bytes: &[u8], end: usize) -> Option<usize> {
    bytes[..end].iter().rposition(|byte| !byte.is_ascii_whitespace())
}
