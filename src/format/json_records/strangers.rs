//! Elements in which the scan alone finds no event.

use super::super::doubled::doubled;
use super::super::foreign::Foreign;
use super::super::object_kind::{NOTHING_KNOWN, ObjectKind, PIECE, WITHOUT_DATE, may_be_piece};
use super::super::problem::Fault;
use super::super::row_record::fields_of;
use super::super::scan::Found;
use super::super::short::short;
use super::super::spelling::is_sound;
use super::super::{Fields, Place, ProblemKind, Sink};
use super::damage::{LEFTOVER_WINDOW, Last};
use super::{Cursor, Frame, JsonRecords, Next, Stop};

/// As many members of an unknown object as are named.
const NAMED: usize = 3;

/// What has become of such an object.
pub enum Stranger {
    /// It is told.
    Told,
    /// Nobody wrote it: brackets that are missing have made one of a record and the events behind it.
    Swallower,
    /// It is around wrappers of records: the first of its members that holds any has its value here.
    Wrapper { at: usize },
    /// It has lost its middle, and runs on into a later one from here on.
    Joined { kind: ProblemKind, second: usize },
    /// It is a piece of the damaged record before it.
    Piece,
}

/// Whether an object in which no date was found has what every event has beside it.
fn is_whole_but_for_date(fields: &Fields<'_>) -> bool {
    [fields.id, fields.change_id, fields.action, fields.status].iter().all(|field| !field.is_empty())
}

impl JsonRecords {
    /// Tells what an object is of which the scan has found this.
    pub(super) fn stranger(
        &mut self,
        found: Found,
        fields: &Fields<'_>,
        record: &[u8],
        sink: &mut dyn Sink,
    ) -> Stranger {
        let place = Place { offset: self.offset, length: u32::try_from(record.len()).unwrap_or(u32::MAX) };
        let recognised = self.converter.recognise(record);
        let is_record = matches!(recognised, Foreign::Event(_) | Foreign::Other(ObjectKind::Kept(_)));
        if is_record && let Some((kind, second)) = doubled(record) {
            return Stranger::Joined { kind, second };
        }
        match &recognised {
            Foreign::Event(event) => {
                if let Some(fields) = fields_of(event) {
                    self.records += 1;
                    self.settle(sink);
                    self.landmarks.learn_strange(record);
                    sink.event(&fields, place);
                    if fields.is_odd || !is_sound(record) {
                        self.converter.tell_unread(record, self.offset, sink);
                    }
                    return Stranger::Told;
                }
            }
            Foreign::Collapsed => sink.problem(ProblemKind::Collapsed, self.offset, 0),
            Foreign::Other(_) => {}
        }
        if found == Found::Event {
            // The inner objects could not be had; the rest is there.
            self.records += 1;
            self.settle(sink);
            self.landmarks.learn(record);
            sink.event(fields, place);
            if recognised != Foreign::Collapsed {
                self.converter.tell_unread(record, self.offset, sink);
            }
            return Stranger::Told;
        }
        match recognised {
            Foreign::Other(ObjectKind::Kept(kind)) => {
                self.records += 1;
                self.settle(sink);
                sink.kept(kind, place);
            }
            Foreign::Other(ObjectKind::ErrorAnswer(error)) => {
                self.tell(sink);
                self.seen.is_error = true;
                sink.problem(ProblemKind::ErrorAnswer { error }, self.offset, 0);
            }
            Foreign::Other(ObjectKind::Frame) => {
                self.leave_rows();
                self.tables.announce(self.converter.table_head(record));
            }
            // Among rows it is a piece of a damaged one.
            Foreign::Other(ObjectKind::Unknown(_)) if self.frames.last() == Some(&Frame::Rows) => {
                sink.problem(ProblemKind::Leftover, self.offset, 0);
            }
            Foreign::Other(ObjectKind::Unknown(looks_like)) if self.landmarks.next_event(record, 1).is_some() => {
                return match self.wrapped(record, 0, true) {
                    Some(at) if looks_like == NOTHING_KNOWN => Stranger::Wrapper { at },
                    _ => Stranger::Swallower,
                };
            }
            // Nothing else is missing.
            Foreign::Other(ObjectKind::Unknown(looks_like))
                if looks_like == WITHOUT_DATE
                    && matches!(self.last, Last::Whole | Last::Piece)
                    && is_whole_but_for_date(fields) =>
            {
                self.records += 1;
                self.landmarks.learn(record);
                sink.event(fields, place);
                // Where a bracket too many cut it off, what follows is its rest.
                self.last = Last::Piece;
            }
            Foreign::Other(ObjectKind::Unknown(looks_like)) if looks_like == PIECE => {
                self.piece();
                return Stranger::Piece;
            }
            Foreign::Other(ObjectKind::Unknown(looks_like)) if may_be_piece(&looks_like) => {
                // Outside of all brackets a line holds a record of its own.
                let is_found = matches!(self.last, Last::Start { .. });
                if is_found && (self.damaged.is_some() || !self.frames.is_empty()) {
                    return Stranger::Piece;
                }
                let looks_like =
                    if looks_like == NOTHING_KNOWN { self.unknown(record) } else { looks_like.into_owned() };
                self.other(&looks_like, sink);
                self.last = Last::Piece;
            }
            Foreign::Other(ObjectKind::Unknown(looks_like)) => self.other(&looks_like, sink),
            Foreign::Event(_) | Foreign::Collapsed => self.other("a provisioning event that cannot be read", sink),
        }
        Stranger::Told
    }

    /// What an object is called of which nothing is known: by the first members of the first of them, so that all of a
    /// file are told in one line.
    fn unknown(&mut self, record: &[u8]) -> String {
        let stranger = self.seen.stranger.get_or_insert_with(|| {
            let mut cursor = Cursor::new(record, 1);
            let mut names = Vec::new();
            let mut has_more = false;
            while names.len() < NAMED
                && let Ok(name) = cursor.name()
            {
                names.push(short(&name.decode()));
                let passed = cursor.colon().and_then(|()| cursor.skip_value()).and_then(|()| cursor.peek());
                has_more = passed == Ok(b',');
                cursor.at += usize::from(has_more);
            }
            let members = if names.len() == 1 && !has_more { "member" } else { "members" };
            let others = if has_more { " and others" } else { "" };
            match names.as_slice() {
                [] => NOTHING_KNOWN.to_owned(),
                _ => format!("{NOTHING_KNOWN}, with the {members} {}{others}", names.join(", ")),
            }
        });
        stranger.clone()
    }

    pub(super) fn other(&mut self, looks_like: &str, sink: &mut dyn Sink) {
        self.tell(sink);
        self.last = Last::Whole;
        self.records += 1;
        sink.problem(ProblemKind::OtherRecord { looks_like: looks_like.to_owned() }, self.offset, 1);
    }

    /// An element of the array that is no object.
    pub(super) fn other_element(&mut self, bytes: &[u8], at: usize, at_end: bool, sink: &mut dyn Sink) -> Next {
        let mut cursor = Cursor::new(bytes, at);
        match cursor.skip_value().and_then(|()| cursor.peek()) {
            Ok(b',' | b']') => {
                self.other("a bare value", sink);
                self.last = Last::Piece;
                return Next::At(cursor.at);
            }
            Err(Stop::NeedMore) if !at_end => return Next::Wait(at),
            Err(Stop::Fault { at: fault_at, fault: Fault::TooDeep }) => {
                return self.damage((Fault::TooDeep, fault_at), bytes, at, at_end, sink);
            }
            _ => {}
        }
        // Words without quotes, to the next comma.
        let rest = &bytes[at..];
        match rest.iter().position(|byte| br#",]"[{}:"#.contains(byte)) {
            Some(length) if length > 0 && rest[length] == b',' => {
                self.records += 1;
                self.last = Last::Piece;
                sink.problem(ProblemKind::BrokenRecord { fault: Fault::ValueExpected }, self.offset, 1);
                Next::At(at + length)
            }
            None if !at_end && rest.len() < LEFTOVER_WINDOW => Next::Wait(at),
            _ => self.leftover(bytes, at, at_end, sink),
        }
    }
}
