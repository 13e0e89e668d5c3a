//! Objects that the scanner does not take for an event at one look: events folded into strings, renamed, wrapped, and
//! records of other kinds.
//!
//! An event is rewritten as a diagnostic record, which the scanner and the reader of whole records know; so both see
//! it alike. Slower than the scan by far, and only met where the scan finds no event of the usual shape.

mod elastic;
mod folded;
mod on_demand;
mod tree;

pub use folded::is_object_name;
pub use tree::Tree;

use serde::{Deserialize, Serialize};

use super::Fields;
use super::cursor::Cursor;
use super::familiar::Familiar;
use super::members::Members;
use super::mend::mend;
use super::object_kind::{NOTHING_KNOWN, ObjectKind, UNRECOGNISED, object_kind};
use super::scan::{Found, Notes, scan_object};

/// What such an object turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Foreign {
    /// An event, rewritten as a diagnostic record.
    Event(String),
    /// An event in the usual shape whose inner objects were cut off when it was written.
    Collapsed,
    Other(ObjectKind),
}

/// Members in which collectors carry a record, as an object or as text.
const WRAPPERS: [&str; 12] =
    ["_source", "_raw", "original", "message", "event", "body", "data", "result", "record", "payload", "raw", "log"];

/// Wrappers within wrappers that are unwrapped.
const MAX_WRAPPERS: u32 = 4;

/// Recognises a whole object.
pub fn recognise(json: &str) -> Foreign {
    if let Ok(members) = Members::parse(json) {
        return unwrap(&members, MAX_WRAPPERS);
    }
    let mended = mend(json).map(|(mended, _)| mended);
    let members = mended.as_deref().and_then(|mended| Members::parse(mended).ok());
    members.map_or(Foreign::Other(UNRECOGNISED), |members| unwrap(&members, MAX_WRAPPERS))
}

/// The event of valid JSON as a diagnostic record, where it does not have the usual shape.
pub fn rewritten(json: &str) -> Option<String> {
    if is_plain_event(json) {
        return None;
    }
    match recognise(json) {
        Foreign::Event(event) => Some(event),
        _ => None,
    }
}

fn unwrap(members: &Members<'_>, wrappers: u32) -> Foreign {
    if folded::is_collapsed(members) {
        return Foreign::Collapsed;
    }
    let event = on_demand::rewrite(members).or_else(|| elastic::rewrite(members)).or_else(|| folded::rewrite(members));
    if let Some(event) = event {
        return Foreign::Event(event);
    }
    let mut kind = object_kind(members);
    if wrappers > 0 {
        for inner in WRAPPERS.iter().filter_map(|name| inner_object(members, name)) {
            match unwrap_inner(inner, wrappers - 1) {
                Foreign::Other(ObjectKind::Unknown(inner)) => {
                    if matches!(&kind, ObjectKind::Unknown(known) if known == NOTHING_KNOWN) {
                        kind = ObjectKind::Unknown(inner);
                    }
                }
                found => return found,
            }
        }
    }
    Foreign::Other(kind)
}

fn unwrap_inner(json: String, wrappers: u32) -> Foreign {
    // The text around it may have held what no JSON may: then that has come to stand in here.
    let is_valid = Members::parse(&json).is_ok();
    let mended = if is_valid { None } else { mend(&json).map(|(mended, _)| mended) };
    let json = mended.unwrap_or(json);
    if is_plain_event(&json) {
        return Foreign::Event(json);
    }
    Members::parse(&json).map_or(Foreign::Other(UNRECOGNISED), |members| unwrap(&members, wrappers))
}

/// The object in a member, or in the text that the member is.
fn inner_object(members: &Members<'_>, name: &str) -> Option<String> {
    let raw = members.get(&[name])?.get();
    if raw.starts_with('{') {
        return Some(raw.to_owned());
    }
    members.string(&[name]).filter(|text| text.trim_start().starts_with('{')).map(|text| text.trim().to_owned())
}

fn is_plain_event(json: &str) -> bool {
    let mut notes = Notes::default();
    let mut cursor = Cursor::new(json.as_bytes(), 0);
    let found = scan_object(&mut cursor, &mut Familiar::default(), &mut Fields::default(), &mut notes);
    found == Ok(Found::Event) && !notes.folded
}
