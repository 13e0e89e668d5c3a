//! Finding the next record after damage.
//!
//! A record starts with a bracket and the name of its first member. Inside a string a quote is escaped, so that such a
//! place is never inside one; and an object inside a record begins with another name or, as a member's value, stands
//! behind a colon. Records of one file may begin with different members: a name that none has begun with so far counts
//! where the object is an event, or where a cut one stands between records.

use memchr::memchr_iter;
use memchr::memmem::Finder;

use super::Fields;
use super::cursor::{Cursor, Step, Stop};
use super::familiar::Familiar;
use super::scan::{Found, Notes, scan_object};

/// Members that an event may begin with, and that no object in a list inside of one begins with, apart from the id.
const USUAL: [&[u8]; 20] = [
    b"\"activityDateTime\"",
    b"\"id\"",
    b"\"time\"",
    b"\"ActivityDateTime\"",
    b"\"TimeGenerated\"",
    b"\"@timestamp\"",
    b"\"changeId\"",
    b"\"cycleId\"",
    b"\"jobId\"",
    b"\"tenantId\"",
    b"\"durationInMilliseconds\"",
    b"\"initiatedBy\"",
    b"\"modifiedProperties\"",
    b"\"provisioningAction\"",
    b"\"provisioningStatusInfo\"",
    b"\"provisioningSteps\"",
    b"\"servicePrincipal\"",
    b"\"sourceIdentity\"",
    b"\"targetIdentity\"",
    b"\"sourceSystem\"",
];

/// How each frame of an answer of Data Explorer begins.
pub const FRAME: &[u8] = br#"{"FrameType""#;

/// As many bytes behind a bracket as are looked at for the name: blanks and the name itself. So no slice has to be kept
/// for longer.
const LOOK_AHEAD: usize = 256;

/// The longest name that is learned; it must leave room for blanks.
const LONGEST_NAME: usize = 128;

/// As many first names as are learned; exports have one or two.
const MOST_NAMES: usize = 8;

/// As many bytes as are looked at to see whether an object is an event; and from how many bytes on an unfinished record
/// is searched for the start of a next one: a bracket that is missing must not swallow the rest of the file.
pub const SUSPECT: usize = 256 << 10;

/// A name that records begin with.
struct FirstName {
    /// With its quotes.
    text: Vec<u8>,
    /// Records begin with no other name, and it stands nowhere else in the first of them.
    is_unique: bool,
}

/// The names that records of this file begin with, and how they are written.
#[derive(Default)]
pub struct Landmarks {
    first_names: Vec<FirstName>,
    /// The names that events begin with which stand inside of records.
    inner_names: Vec<Vec<u8>>,
    /// The records of this file are events of a shape that the scan alone does not know.
    strange: bool,
    /// Records are written without line ends.
    compact: bool,
}

/// What stands before a slice.
#[derive(Clone, Copy, Default)]
pub struct Before {
    /// The last byte that is no blank.
    byte: Option<u8>,
    /// The very last byte ends a line.
    line_end: bool,
}

impl Before {
    /// What stands before the position in a slice before which this stands.
    pub fn then(self, bytes: &[u8], position: usize) -> Self {
        let Some(last) = position.checked_sub(1) else { return self };
        let byte = bytes[..position].iter().rev().copied().find(|byte| !byte.is_ascii_whitespace());
        Self { byte: byte.or(self.byte), line_end: bytes[last] == b'\n' }
    }

    /// Whether a record may begin here.
    pub const fn may_be_record(self) -> bool {
        self.line_end || matches!(self.byte, None | Some(b',' | b'[' | b'}' | b']'))
    }

    /// Whether a row of a table may begin here.
    pub const fn may_be_row(self) -> bool {
        matches!(self.byte, None | Some(b',' | b'['))
    }

    /// Whether a closing bracket stands before.
    pub const fn is_closing(self) -> bool {
        matches!(self.byte, Some(b']' | b'}'))
    }

    /// Whether a comma stands before.
    pub const fn is_comma(self) -> bool {
        matches!(self.byte, None | Some(b','))
    }

    /// Whether a comma stands before, and not the beginning of the text.
    pub const fn is_behind_comma(self) -> bool {
        matches!(self.byte, Some(b','))
    }

    /// Whether a line begins here.
    pub const fn is_line_end(self) -> bool {
        self.line_end
    }
}

impl Landmarks {
    /// Remembers how a record that was read well begins.
    #[inline]
    pub fn learn(&mut self, record: &[u8]) {
        let text = record[1..].trim_ascii_start();
        self.compact &= !matches!(record[1], b'\r' | b'\n');
        if self.first_names.len() < MOST_NAMES && !self.first_names().any(|name| text.starts_with(name)) {
            self.learn_name(record);
        }
    }

    #[cold]
    fn learn_name(&mut self, record: &[u8]) {
        let name = first_name(record);
        if (1..=LONGEST_NAME).contains(&name.len()) {
            let is_only = self.first_names.is_empty();
            self.first_names.iter_mut().for_each(|name| name.is_unique = false);
            let is_unique = is_only && Finder::new(name).find_iter(record).nth(1).is_none();
            self.first_names.push(FirstName { text: name.to_vec(), is_unique });
            let front = &record[..record.len().min(SUSPECT)];
            let objects = memchr_iter(b'{', front).skip(1).map(|bracket| &front[bracket..]);
            let events = objects.filter(|object| scan(object) == Ok(Found::Event));
            self.inner_names.extend(events.take(MOST_NAMES).map(|event| first_name(event).to_vec()));
        }
        self.compact = memchr::memchr(b'\n', record).is_none();
    }

    /// The same for a record of a shape that the scan alone does not know.
    pub fn learn_strange(&mut self, record: &[u8]) {
        self.strange |= self.first_names.is_empty();
        self.learn(record);
    }

    /// Whether the records that were read are written without line ends.
    pub const fn are_compact(&self) -> bool {
        self.compact
    }

    /// Where the next record starts, from `from` on; or from which byte on the slice must be kept to know. At the end of
    /// the text nothing is kept.
    pub fn next_start(&self, bytes: &[u8], from: usize, before: Before, at_end: bool) -> Result<usize, usize> {
        let rest = bytes.get(from..).unwrap_or_default();
        for bracket in memchr_iter(b'{', rest).map(|position| from + position) {
            match self.begins_record(bytes, bracket, before.then(bytes, bracket), at_end) {
                Some(false) => {}
                Some(true) => return Ok(bracket),
                None => return Err(bracket),
            }
        }
        Err(bytes.len())
    }

    /// Where a whole event starts, from `from` on.
    pub fn next_event(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let rest = bytes.get(from..).unwrap_or_default();
        memchr_iter(b'{', rest).map(|position| from + position).find(|bracket| {
            let before = Before::default().then(bytes, *bracket);
            if matches!(before.byte, Some(b':' | b'"')) && !before.line_end {
                return false;
            }
            self.is_event(&bytes[*bracket..])
        })
    }

    /// Whether the text begins with a whole event.
    pub fn is_event(&self, bytes: &[u8]) -> bool {
        match scan(bytes) {
            Ok(Found::Event) => true,
            Ok(Found::Other) => self.strange && self.is_known(&bytes[1..], true) == Some(true),
            _ => false,
        }
    }

    /// Whether an unfinished record holds the start of another: its own end is missing then.
    pub fn is_another_begun(&self, record: &[u8]) -> bool {
        let mut brackets = memchr_iter(b'{', record).skip(1);
        brackets.any(|bracket| {
            let before = Before::default().then(record, bracket);
            let is_behind = matches!(before.byte, Some(b',' | b'}' | b']')) || before.line_end;
            is_behind && (self.is_nameless_start(&record[bracket + 1..]) || is_begun(&record[bracket..]))
        })
    }

    /// Whether the text begins with a name that stands first in records of this file and nowhere else.
    pub fn is_nameless_start(&self, text: &[u8]) -> bool {
        let text = text.trim_ascii_start();
        self.first_names.iter().any(|name| name.is_unique && text.starts_with(&name.text))
    }

    /// Whether the text begins with a name that records of this file begin with.
    pub fn has_first_name(&self, text: &[u8]) -> bool {
        let text = text.trim_ascii_start();
        self.first_names().any(|name| text.starts_with(name))
    }

    /// Whether a name that records begin with stands in the text.
    pub fn is_named_in(&self, bytes: &[u8]) -> bool {
        self.first_names().chain(USUAL).any(|name| Finder::new(name).find(bytes).is_some())
    }

    /// Whether a record begins with the bracket; `None` where the slice ends too early to know.
    fn begins_record(&self, bytes: &[u8], bracket: usize, before: Before, at_end: bool) -> Option<bool> {
        let rest = &bytes[bracket + 1..];
        if before.line_end {
            match rest.first() {
                None if !at_end => return None,
                // Who ends a line before an object inside a record ends one behind its bracket too.
                Some(b'"' | b'\'') => return Some(true),
                _ => {}
            }
        }
        // Behind a colon stands a member's value; behind a quote, one whose colon is lost, unless a line begins with it.
        // Or the record before was never written to its end, and a whole one stands there.
        let is_value = before.byte == Some(b':') || before.byte == Some(b'"') && !before.line_end;
        let is_known = self.is_known(rest, at_end)?;
        if is_known && !is_value {
            return Some(true);
        }
        if !(if is_value { self.is_of_records_only(rest) } else { before.may_be_record() }) {
            return Some(false);
        }
        let window = &bytes[bracket..bytes.len().min(bracket + SUSPECT)];
        let (mut fields, mut notes) = (Fields::default(), Notes::default());
        match scan_object(&mut Cursor::new(window, 0), &mut Familiar::default(), &mut fields, &mut notes) {
            Ok(Found::Event) => Some(true),
            // A table begins, in an answer behind one that was never written to its end.
            Ok(Found::Envelope) => Some(notes.rows && !is_value),
            Ok(Found::Other) if is_value => Some(self.strange && self.is_nameless_start(rest)),
            Ok(Found::Other) => Some(rest.starts_with(&FRAME[1..])),
            Err(Stop::NeedMore) if window.len() < SUSPECT && !at_end => None,
            Err(_) if is_value => Some(false),
            Err(_) => {
                let text = rest[..rest.len().min(LOOK_AHEAD)].trim_ascii_start();
                Some(before.byte != Some(b'[') && (is_usual(text) || is_begun(window)))
            }
        }
    }

    /// Whether the text begins as records of this file do, and no event inside of one.
    fn is_of_records_only(&self, text: &[u8]) -> bool {
        let text = text.trim_ascii_start();
        self.has_first_name(text) && !self.inner_names.iter().any(|name| text.starts_with(name))
    }

    /// Whether what stands behind a bracket begins with a name that records of this file begin with, or with a usual one
    /// while none is known; `None` where the slice ends too early to know.
    fn is_known(&self, rest: &[u8], at_end: bool) -> Option<bool> {
        let usual = USUAL.into_iter().filter(|_| self.first_names.is_empty());
        let mut names = self.first_names().chain(usual);
        let window = &rest[..rest.len().min(LOOK_AHEAD)];
        let text = window.trim_ascii_start();
        let is_short = window.len() < LOOK_AHEAD && !at_end;
        let mut may_go_on = false;
        let is_known = names.any(|name| {
            // A record that was written with single quotes breaks the rules, but is one.
            let (name, text) = match (name, text) {
                ([b'"', name @ .., b'"'], [b'\'', text @ ..]) => (name, text),
                whole => whole,
            };
            may_go_on |= is_short && name.starts_with(text);
            text.starts_with(name)
        });
        if !is_known && may_go_on { None } else { Some(is_known) }
    }

    fn first_names(&self) -> impl Iterator<Item = &[u8]> {
        self.first_names.iter().map(|name| name.text.as_slice())
    }
}

/// The name of an object's first member, with its quotes.
pub fn first_name(object: &[u8]) -> &[u8] {
    let mut cursor = Cursor::new(object, 1);
    let name = cursor.name().map(|_| object[1..cursor.at].trim_ascii_start());
    name.unwrap_or_default()
}

/// Whether the text begins with a name that events begin with, whoever wrote them.
pub fn is_usual(text: &[u8]) -> bool {
    USUAL.iter().any(|name| text.starts_with(name))
}

/// Where behind a closing bracket and a comma the rest of another record begins: what no member and no element
/// begins with. `Err` where the slice ends too early to know.
pub fn rest_behind(bytes: &[u8], close: usize, at_end: bool) -> Result<Option<usize>, ()> {
    let window = &bytes[close + 1..bytes.len().min(close + 1 + LOOK_AHEAD)];
    let mut cursor = Cursor::new(window, 0);
    match begins_rest(&mut cursor) {
        Ok(start) => Ok(start.map(|start| close + 1 + start)),
        Err(_) if window.len() < LOOK_AHEAD && !at_end => Err(()),
        Err(_) => Ok(None),
    }
}

fn begins_rest(cursor: &mut Cursor<'_>) -> Step<Option<usize>> {
    if cursor.peek()? != b',' {
        return Ok(None);
    }
    cursor.at += 1;
    let byte = cursor.peek()?;
    let start = cursor.at;
    let is_element = match byte {
        b'"' => {
            cursor.string()?;
            // A quote stands behind a name whose colon is lost.
            matches!(cursor.peek()?, b':' | b',' | b']' | b'}' | b'"')
        }
        b'0'..=b'9' | b'-' | b't' | b'f' | b'n' => match cursor.literal() {
            Ok(_) => matches!(cursor.peek()?, b',' | b']' | b'}'),
            Err(Stop::NeedMore) => return Err(Stop::NeedMore),
            Err(Stop::Fault { .. }) => false,
        },
        // A backslash is of JSON in a string; single quotes are those of a record that has no others.
        b'\'' | b'{' | b'[' | b'}' | b']' | b',' | b'\\' => true,
        _ => false,
    };
    Ok((!is_element).then_some(start))
}

/// Whether what begins with a bracket says, before it is cut off, what only an event says.
pub fn is_begun(bytes: &[u8]) -> bool {
    let (mut cursor, mut fields) = (Cursor::new(bytes, 0), Fields::default());
    let found = scan_object(&mut cursor, &mut Familiar::default(), &mut fields, &mut Notes::default());
    let marks = [fields.change_id, fields.cycle_id, fields.action];
    found.is_err() && !fields.activity_date_time.is_empty() && marks.iter().any(|mark| !mark.is_empty())
}

/// Where a wrapper begins.
pub fn next_wrapper(bytes: &[u8]) -> Option<usize> {
    memchr_iter(b'{', bytes).find(|bracket| scan(&bytes[*bracket..]) == Ok(Found::Envelope))
}

fn scan(bytes: &[u8]) -> Result<Found, Stop> {
    let mut cursor = Cursor::new(bytes, 0);
    scan_object(&mut cursor, &mut Familiar::default(), &mut Fields::default(), &mut Notes::default())
}
