//! What of a record tells who it is about, and must not stand in a text that is handed on under pseudonyms.

use crate::event::{Details, ProvisioningEvent, Written, short_type};
use crate::export::pretty_json::{Kind, pieces};
use crate::export::pseudonyms::Secrets;
use crate::insight::numbers::Numbers;
use crate::insight::quoted::{self, Piece};

/// Longer values of a record are not looked for, in bytes: they are no names.
pub const LONGEST_SECRET: usize = 200;
/// Shorter values are not looked for, in characters, unless they are names: they are parts of ordinary words.
const SHORTEST_VALUE: usize = 3;
/// Steps whose words are looked at: no more are handed on.
pub const MOST_STEPS: usize = 50;

/// Whether an id is one that people know somebody by: an address, letters alone, or a name of theirs.
pub fn tells_somebody(event: &ProvisioningEvent, id: &str) -> bool {
    const GUID: usize = 36;
    let mut names = own_names(event).into_iter();
    let is_name = id.len() != GUID && names.any(|name| name.eq_ignore_ascii_case(id));
    is_name || id.contains('@') || !id.contains(|letter: char| letter.is_ascii_digit())
}

/// What the object is called: on either side, where it signs in, and before the sign of that.
pub fn own_names(event: &ProvisioningEvent) -> [&str; 4] {
    let sign_in_name = event.user_principal_name();
    let local = sign_in_name.split('@').next().unwrap_or_default();
    [&event.source_identity.display_name, &event.target_identity.display_name, sign_in_name, local]
}

/// The values of the record that may tell who it is about, apart from what the text needs: names of systems and states.
pub fn secrets(event: &ProvisioningEvent, without_names: bool, without_ids: bool) -> Secrets<'_> {
    let sides = [&event.source_identity, &event.target_identity];
    let ids = sides.map(|side| side.id.as_str());
    let mut names: Vec<&str> = Vec::new();
    if without_names {
        names.extend(own_names(event));
        for side in sides {
            if tells_somebody(event, &side.id) {
                names.push(&side.id);
            }
            // People are also called by a part of their names; a number in one is none.
            if !short_type(&side.identity_type).eq_ignore_ascii_case("group") {
                let parts = side.display_name.split(NO_LETTER);
                names.extend(parts.filter(|part| part.contains(char::is_alphabetic)));
            }
            take_details(&side.details, &mut names);
        }
        for step in &event.provisioning_steps {
            take_details(&step.details, &mut names);
        }
        for property in &event.modified_properties {
            take_value(&property.old_value, &mut names);
            take_value(&property.new_value, &mut names);
        }
        if let Some(error) = &event.provisioning_status_info.error_information {
            take_quoted(&error.reason, &mut names);
            take_quoted(&error.additional_details, &mut names);
        }
        for step in event.provisioning_steps.iter().take(MOST_STEPS) {
            take_quoted(&step.description, &mut names);
        }
    }
    let needed = [
        event.source_system.display_name.as_str(),
        &event.target_system.display_name,
        &event.service_principal.display_name,
        &event.service_principal.id,
        &event.tenant_id,
        event.effective_code(),
        "User",
        "Group",
        "True",
        "False",
        "Update",
        "Add",
        "Delete",
        "Source",
        "Target",
    ];
    let is_needed = |secret: &str| needed.iter().any(|needed| needed.eq_ignore_ascii_case(secret));
    // Asked once of each id: a name may have a million parts, and this takes a walk through all of them.
    let mut plain_ids = ids.to_vec();
    plain_ids.retain(|id| !tells_somebody(event, id));
    names.retain(|name| !is_needed(name) && name.len() < LONGEST_SECRET && !plain_ids.contains(name));
    // A value that stands in many places is looked for once.
    let (mut seen, mut number) = (Numbers::default(), 0);
    names.retain(|name| {
        let is_new = seen.of(name) == number;
        number += usize::from(is_new);
        is_new
    });
    let mut ids = ids.to_vec();
    ids.retain(|id| without_ids && !is_needed(id));
    let kept: Vec<&str> = vec![
        &event.tenant_id,
        &event.service_principal.id,
        &event.job_id,
        &event.cycle_id,
        &event.change_id,
        &event.id,
    ];
    Secrets { names, ids, addresses: without_names, guids: without_ids, kept }
}

fn take_details<'a>(Details(details): &'a Details, names: &mut Vec<&'a str>) {
    for (_, value) in details {
        take_value(value, names);
    }
}

/// Takes a value of the record, the texts in it if it is JSON, and the parts of lists and of addresses.
fn take_value<'a>(value: &'a Written, names: &mut Vec<&'a str>) {
    let text = value.as_str();
    if text.starts_with(['{', '[']) {
        names.push(text);
        for piece in pieces(text).filter(|piece| piece.kind == Kind::Text) {
            take_parts(piece.text.trim_matches('"'), names);
        }
    } else if let Written::Text(text) = value {
        take_parts(text, names);
    }
}

fn take_parts<'a>(text: &'a str, names: &mut Vec<&'a str>) {
    let is_long_enough = |text: &str| text.chars().nth(SHORTEST_VALUE - 1).is_some();
    if is_long_enough(text) {
        names.push(text);
    }
    for part in text.split(SEPARATOR) {
        let part = part.trim();
        // Of names in a directory the parts are those of others, too.
        if is_long_enough(part) && part.len() < text.len() && !part.contains('=') && part.contains(char::is_alphabetic)
        {
            names.push(part);
        }
    }
}

/// Takes what stands in quotes and is built as names of people are: a few words of letters, the first and the last of
/// which begin with no small one.
fn take_quoted<'a>(text: &'a str, names: &mut Vec<&'a str>) {
    for piece in quoted::pieces(text) {
        let Piece::Value(value) = piece else { continue };
        let (mut words, mut is_capital, mut is_name) = (0, false, true);
        for word in value.split(BLANK) {
            is_capital = word.starts_with(|first: char| first.is_alphabetic() && !first.is_ascii_lowercase());
            is_name &= is_capital || words > 0;
            is_name &= word.chars().all(|letter| letter.is_alphabetic() || "-'.,".contains(letter));
            words += 1;
        }
        if is_name && is_capital && (2..6).contains(&words) {
            names.push(value);
        }
    }
}

/// What texts are split at; one type, so that there is one splitting.
type At = fn(char) -> bool;
const NO_LETTER: At = |letter| !letter.is_alphanumeric();
const SEPARATOR: At = |letter| matches!(letter, ',' | ';' | '|');
const BLANK: At = char::is_whitespace;
