//! Back from Microsoft Entra ID to HR systems.

use crate::advice::entry::{Actor, Entry};
use crate::advice::sources::{FUNCTIONS, HR_WRITE_BACK};

pub const ENTRIES: &[Entry] = &[Entry {
    codes: &["WriteBackEmptyValue"],
    title: "the HR system does not accept an empty value",
    cause: "The mapping sends back an attribute that is empty in Microsoft Entra ID, and the HR system refuses it.",
    actors: &[Actor::Mapping, Actor::SourceData],
    steps: &[
        "Fill in the attribute in Microsoft Entra ID.",
        "Or guard the mapping with an expression that sends the attribute only where it has a value.",
    ],
    symptoms: &[&["writeback", "empty"], &["write-back", "empty"]],
    sources: &[HR_WRITE_BACK, FUNCTIONS],
    ..Entry::BLANK
}];
