//! Every code of the reference tables leads to an entry. The tables are kept beside the project; without them these
//! tests say so and pass.

use std::fs;
use std::path::PathBuf;

use crate::advice::{Actor, Found, Match, advice_for};

/// Rows of the tables that describe a symptom and name no code, and the entry for it.
const DESCRIBED: &[(&str, &str)] = &[
    ("DuplicateRoles-type quarantine", "DuplicateRoles"),
    ("Workplace: e-mail missing", "WorkplaceEmailMissing"),
    ("Out of scope by filter", "OutOfScope"),
    ("scoping filter Filter external users.alternativeSecurityIds EQUALS 'None' = false", "SmsSignIn"),
    ("proxyAddresses as target", "ProxyAddressesReadOnly"),
    ("accidental-deletion block", "TooManyDeletes"),
    ("manager \"Invalid value\"", "ManagerNotSet"),
    ("manager not set", "ManagerNotSet"),
    ("domain does not exist", "DomainNotVerified"),
    ("setting mail on Entra user rejected", "MailNotWritable"),
    ("extensionAttribute used for matching", "ExtensionAttributeMatching"),
    ("write-back sends null/empty", "WriteBackEmptyValue"),
    ("bulkUpload HTTP 400/401/403/429", "BulkUploadRefused"),
    ("DLL/cache access errors", "EcmaFileAccess"),
    ("invalid LDAP DN", "EcmaInvalidDn"),
    ("objectClass syntax error", "EcmaObjectClass"),
];

#[test]
fn every_code_of_the_error_tables_has_an_entry() {
    let Some(text) = reference("error-codes.md") else { return };
    let mut looked_up = 0;
    for cell in first_column(&text, &["Code", "Reason", "Symptom"]) {
        for name in names(&cell) {
            let described = DESCRIBED.iter().find(|(words, _)| *words == name);
            let code = described.map_or(name.as_str(), |(_, code)| code);
            let found = advice_for(code);
            assert!(found.is_some(), "no entry for {name:?} of {cell:?}");
            let Some(Found { entry, matched }) = found else { continue };
            // An entry of the code's own, and none that is like it; but for codes that the table writes without the
            // connector's name.
            let is_own = matched == Match::Exact || cell.contains('…') && matched == Match::Prefix;
            assert!(is_own, "{name:?} of {cell:?} leads to {:?} by {matched:?}", entry.codes);
            // In words of our own.
            assert!(
                !text.contains(entry.cause) && !text.contains(entry.title),
                "{name:?} is told in the table's words"
            );
            assert!(!entry.sources.is_empty(), "{name:?} has no source");
            assert!(!entry.steps.is_empty() || entry.actors == [Actor::Nobody], "{name:?} does not say what to do");
            looked_up += 1;
        }
    }
    assert!(looked_up > 80, "only {looked_up} codes found in the tables");
}

#[test]
fn every_quarantine_reason_has_an_entry() {
    let Some(text) = reference("graph-synchronization.md") else { return };
    let cells = first_column(&text, &["Value (number)"]);
    let reasons: Vec<_> = cells.iter().flat_map(|cell| names(cell)).filter(|name| name != "anything else").collect();
    assert!(reasons.len() >= 8, "only {reasons:?}");
    for reason in reasons {
        let found = advice_for(&reason).map(|found| found.matched);
        assert_eq!(found, Some(Match::Exact), "no entry for {reason}");
    }
}

/// A file of the reference, from beside one of the folders that the checkout lies in.
fn reference(name: &str) -> Option<String> {
    let beside = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut folders = beside.ancestors().map(|folder| folder.join("shared/reference"));
    let found = folders.find_map(|folder| fs::read_to_string(folder.join(name)).ok());
    if found.is_none() {
        println!("not checked: the reference tables are not here ({name})");
    }
    found
}

/// The first cells of the tables whose first heading is one of those.
fn first_column(text: &str, headings: &[&str]) -> Vec<String> {
    let mut cells = Vec::new();
    let mut in_table = false;
    for line in text.lines() {
        let cell = line.strip_prefix("| ").or_else(|| line.strip_prefix('|')).and_then(|row| row.split('|').next());
        let Some(cell) = cell.map(str::trim) else {
            in_table = false;
            continue;
        };
        if in_table && !cell.starts_with("---") {
            cells.push(cell.to_owned());
        }
        in_table |= headings.iter().any(|heading| cell.starts_with(heading));
    }
    cells
}

/// The names in a cell, without what stands in brackets.
fn names(cell: &str) -> Vec<String> {
    let mut plain = String::new();
    let mut depth = 0_u32;
    for character in cell.chars().filter(|character| !"`*…".contains(*character)) {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => plain.push(character),
            _ => {}
        }
    }
    let parts = plain.split(", ").flat_map(|part| part.split(" / ")).flat_map(|part| part.split(" + "));
    parts.map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}
