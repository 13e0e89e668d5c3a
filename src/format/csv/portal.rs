//! A row of one of the portal's files as a piece of JSON: an event without its steps, a step, or a changed attribute.

use std::borrow::Cow;

use super::super::foreign::{Tree, is_object_name};
use super::super::json_text::{push_member, push_text};
use super::super::members::Members;
use super::headings::{CsvTable, Mapping, Meaning};

/// Where what columns hold stands that have no other place.
const OTHERS: &str = "otherColumns";

/// A row, to be joined with those of the other files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PortalRow {
    pub table: CsvTable,
    /// The change that the row belongs to.
    pub change_id: String,
    /// The event that the row is or belongs to, where the file says it.
    pub event_id: String,
    /// When it was, as the file writes it; of events alone.
    pub date: String,
    /// An event, a step or a modified property, as JSON in Graph's words.
    pub json: String,
    /// The byte of the file at which the row begins.
    pub offset: u64,
    /// The number of the row, from 1.
    pub number: u64,
}

impl PortalRow {
    /// Makes a row of its values, under the headings of the file. What has no place in it is kept under its heading.
    #[must_use]
    pub fn new(mapping: &Mapping, headings: &[String], values: &[String], offset: u64, number: u64) -> Self {
        let value_of = |wanted: Meaning| {
            let position = mapping.columns.iter().position(|meaning| *meaning == Some(wanted));
            position.and_then(|position| values.get(position)).cloned().unwrap_or_default()
        };
        let mut parts: Vec<(Meaning, String)> = Vec::new();
        let mut others = String::new();
        for ((meaning, heading), value) in mapping.columns.iter().zip(headings).zip(values) {
            match *meaning {
                _ if value.is_empty() => {}
                // These stand in the event as a whole.
                Some(Meaning::Id | Meaning::ChangeId | Meaning::Date) => {}
                Some(meaning) if meaning.table() == mapping.table && !is_object_name(value) => {
                    parts.push((meaning, json_of(meaning, value)));
                }
                _ => push_member(&mut others, heading, &text(value)),
            }
        }
        let mut tree = Tree::default();
        for (meaning, json) in &parts {
            tree.insert(meaning.path(), json);
        }
        let mut json = String::new();
        tree.write(&mut json, "", &|_, name| name.to_owned());
        if others.pop().is_some() {
            json.pop();
            json.push_str(if parts.is_empty() { "" } else { "," });
            push_member(&mut json, OTHERS, &format!("{{{others}}}"));
            json.pop();
            json.push('}');
        }
        let (change_id, event_id) = (value_of(Meaning::ChangeId), value_of(Meaning::Id));
        Self { table: mapping.table, change_id, event_id, date: value_of(Meaning::Date), json, offset, number }
    }
}

/// A value as JSON: details are an object, all else is a text.
fn json_of(meaning: Meaning, value: &str) -> String {
    if meaning == Meaning::StepDetails {
        if Members::parse(value).is_ok() {
            return value.to_owned();
        }
        return object([("Details", Cow::Borrowed(value))].into_iter());
    }
    text(value)
}

fn text(value: &str) -> String {
    let mut json = String::with_capacity(value.len() + 2);
    push_text(&mut json, value);
    json
}

/// An object of texts; empty ones are left out.
pub fn object<'a>(members: impl Iterator<Item = (&'a str, Cow<'a, str>)>) -> String {
    let mut out = String::from("{");
    for (name, value) in members.filter(|(_, value)| !value.is_empty()) {
        push_member(&mut out, name, &text(&value));
    }
    if out.ends_with(',') {
        out.pop();
    }
    out.push('}');
    out
}
