//! Objects in which the scan alone finds no event.

use super::super::foreign::Foreign;
use super::super::object_kind::ObjectKind;
use super::super::row_record::fields_of;
use super::super::scan::Found;
use super::super::{Fields, Place, ProblemKind, Sink};
use super::{Frame, JsonRecords};

impl JsonRecords {
    /// Tells what an object is of which the scan has found this. Says `false`, and tells nothing, where it is no object
    /// that anybody wrote: brackets that are missing have made one of a record and the events behind it.
    pub(super) fn stranger(&mut self, found: Found, fields: &Fields<'_>, record: &[u8], sink: &mut dyn Sink) -> bool {
        let place = Place { offset: self.offset, length: u32::try_from(record.len()).unwrap_or(u32::MAX) };
        let recognised = self.converter.recognise(record);
        match &recognised {
            Foreign::Event(event) => {
                if let Some(fields) = fields_of(event) {
                    self.records += 1;
                    self.landmarks.learn_strange(record);
                    sink.event(&fields, place);
                    return true;
                }
            }
            Foreign::Collapsed => sink.problem(ProblemKind::Collapsed, self.offset, 0),
            Foreign::Other(_) => {}
        }
        if found == Found::Event {
            // The inner objects could not be had; the rest is there.
            self.records += 1;
            self.landmarks.learn(record);
            sink.event(fields, place);
            return true;
        }
        match recognised {
            Foreign::Other(ObjectKind::Kept(kind)) => {
                self.records += 1;
                sink.kept(kind, place);
            }
            Foreign::Other(ObjectKind::ErrorAnswer(error)) => {
                sink.problem(ProblemKind::ErrorAnswer { error }, self.offset, 0);
            }
            Foreign::Other(ObjectKind::Frame) => self.tables.announce(self.converter.table_head(record)),
            // Among rows it is a piece of a damaged one.
            Foreign::Other(ObjectKind::Unknown(_)) if self.frames.last() == Some(&Frame::Rows) => {
                sink.problem(ProblemKind::Leftover, self.offset, 0);
            }
            Foreign::Other(ObjectKind::Unknown(_)) if self.landmarks.next_event(record, 1).is_some() => return false,
            Foreign::Other(ObjectKind::Unknown(looks_like)) => self.other(&looks_like, sink),
            Foreign::Event(_) | Foreign::Collapsed => self.other("a provisioning event that cannot be read", sink),
        }
        true
    }

    fn other(&mut self, looks_like: &str, sink: &mut dyn Sink) {
        self.records += 1;
        sink.problem(ProblemKind::OtherRecord { looks_like: looks_like.to_owned() }, self.offset, 1);
    }
}
