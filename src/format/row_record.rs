//! A row of a table that was written as an object: what it tells.

use super::converter::Converter;
use super::cursor::Cursor;
use super::familiar::Familiar;
use super::foreign::Foreign;
use super::object_kind::{NOTHING_KNOWN, ObjectKind};
use super::scan::{Found, Notes, scan_object};
use super::{Content, Fields, ProblemKind, Sink};

/// Tells of the row that lies at `offset` of the file. It is one record, whatever it turned out to be.
pub fn tell_row(record: &str, foreign: Foreign, offset: u64, converter: &Converter, sink: &mut dyn Sink) {
    let looks_like = match foreign {
        Foreign::Event(event) => match fields_of(&event) {
            Some(fields) => {
                sink.spooled(Content::Event(&fields), record.as_bytes(), offset);
                if fields.is_odd {
                    converter.tell_rewritten(&event, offset, sink);
                }
                return;
            }
            None => "a provisioning event that cannot be read".into(),
        },
        Foreign::Other(ObjectKind::Kept(kind)) => return sink.spooled(Content::Kept(kind), record.as_bytes(), offset),
        Foreign::Other(ObjectKind::Unknown(looks_like)) if looks_like != NOTHING_KNOWN => looks_like,
        Foreign::Other(_) | Foreign::Collapsed => "a row of a table without provisioning events".into(),
    };
    sink.problem(ProblemKind::OtherRecord { looks_like: looks_like.into_owned() }, offset, 1);
}

/// The fields of an event that was rewritten as a diagnostic record.
pub fn fields_of(event: &str) -> Option<Fields<'_>> {
    let mut fields = Fields::default();
    let mut cursor = Cursor::new(event.as_bytes(), 0);
    let found = scan_object(&mut cursor, &mut Familiar::default(), &mut fields, &mut Notes::default());
    (found == Ok(Found::Event)).then_some(fields)
}
