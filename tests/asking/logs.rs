//! Small logs as plain data, with few distinct values so that terms hit and ties happen.

use crate::patterns::found;
use proptest::prelude::*;
use provlens::event::Instant;
use serde_json::{Value, json};

#[derive(Clone, Debug)]
pub struct Entry {
    pub id: String,
    pub date: Option<i64>,
    pub status: String,
    pub action: String,
    pub code: String,
    pub skip: String,
    pub source_name: String,
    pub target_name: String,
    pub upn: String,
    pub source_id: String,
    pub target_id: String,
    pub application: String,
    pub duration: Option<u32>,
    pub initiator: String,
    pub initiator_type: String,
    pub step: Step,
    pub reason: String,
    pub changes: Vec<Change>,
}

/// What a step says beside the skip reason.
#[derive(Clone, Debug)]
pub struct Step {
    pub name: String,
    /// A word, or the number that exports write for it.
    pub stage: String,
    pub status: String,
}

/// A modified property.
#[derive(Clone, Debug)]
pub struct Change {
    pub name: String,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Entry {
    pub fn to_json(&self) -> Value {
        json!({
            "id": self.id,
            "activityDateTime": self.date.map(|date| Instant(date).to_rfc3339()),
            "provisioningAction": self.action,
            "durationInMilliseconds": self.duration,
            "provisioningStatusInfo": {
                "status": self.status, "errorInformation": { "errorCode": self.code, "reason": self.reason },
            },
            "provisioningSteps": [{
                "name": self.step.name, "provisioningStepType": self.step.stage, "status": self.step.status,
                "details": { "SkipReason": self.skip },
            }],
            "modifiedProperties": self.changes.iter().map(Change::to_json).collect::<Vec<_>>(),
            "initiatedBy": { "displayName": self.initiator, "initiatorType": self.initiator_type },
            "servicePrincipal": { "displayName": self.application },
            "sourceIdentity": { "id": self.source_id, "displayName": self.source_name, "details": { "UserPrincipalName": self.upn } },
            "targetIdentity": { "id": self.target_id, "displayName": self.target_name },
        })
    }

    /// The skip reason as the columns have it: of events that did not succeed.
    pub fn skip_reason(&self) -> &str {
        if self.status.eq_ignore_ascii_case("success") { "" } else { &self.skip }
    }

    pub fn effective_code(&self) -> &str {
        if self.code.is_empty() { self.skip_reason() } else { &self.code }
    }

    pub fn identity(&self) -> &str {
        [&self.source_name, &self.target_name, &self.upn]
            .into_iter()
            .find(|name| !name.is_empty())
            .map_or("", |name| name)
    }
}

impl Change {
    fn to_json(&self) -> Value {
        json!({ "displayName": self.name, "oldValue": self.old, "newValue": self.new })
    }
}

fn pick(words: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop::sample::select(words).prop_map(str::to_owned)
}

fn id() -> impl Strategy<Value = String> {
    pick(&["", "0f8fad5b-d9cb-469f-a165-70867728950e", "0F8FAD5B-D9CB-469F-A165-70867728950E", "e-77", "E-77", "e-78"])
}

fn name() -> impl Strategy<Value = String> {
    pick(&["", "Ana Petrov", "ana", "ÁNA", "Bo \"B\" Li", "Łukasz", "e-77"])
}

prop_compose! {
    fn step()(
        name in pick(&["s", "EntryExportUpdate", "EntryEscrowRetry"]),
        stage in pick(&["export", "5", "Import", "odd"]),
        status in pick(&["success", "1"]),
    ) -> Step {
        Step { name, stage, status }
    }
}

prop_compose! {
    fn change()(
        name in pick(&["", "mail", "department", "Ana"]),
        old in prop::option::of(pick(&["", "ana", "Box"])),
        new in prop::option::of(pick(&["", "Ana Petrov", "box 2", "e-77"])),
    ) -> Change {
        Change { name, old, new }
    }
}

prop_compose! {
    pub fn entry()(
        id in prop_oneof![4 => "[a-z]{8}", 1 => id()],
        (source_id, target_id) in (id(), id()),
        (source_name, target_name, upn) in (name(), name(), name()),
        date in prop::option::of((0..6_i64).prop_map(|day| day * 40_000_000_000 - 90_000_000_000)),
        status in pick(&["success", "Failure", "skipped", "warning", "odd", ""]),
        action in pick(&["create", "Update", "stagedDelete", "4"]),
        code in pick(&["", "EntryConflict", "entryconflict", "Timeout"]),
        skip in pick(&["", "RedundantExport", "Timeout"]),
        application in pick(&["", "Service Now", "service now 2", "Box"]),
        duration in prop::option::of(0..4_u32),
        (initiator, initiator_type) in (pick(&["", "Ana", "System", "Azure AD Provisioning Service"]), pick(&["", "system", "2", "User"])),
        (step, changes) in (step(), prop::collection::vec(change(), 0..3)),
        reason in pick(&[
            "", "It was retried 0 times. It will be retried again after this date: soon", "It was retried 12 times so far.",
        ]),
    ) -> Entry {
        Entry {
            id, date, status, action, code, skip, source_name, target_name, upn, source_id, target_id, application, duration,
            initiator, initiator_type, step, reason, changes,
        }
    }
}

/// The rows that count: of those with the same id the last. Of a GUID the case of its letters means nothing.
pub fn is_live(entries: &[Entry], row: usize) -> bool {
    let meant = |id: &str| {
        let low = id.to_lowercase();
        if provlens::table::parse_guid(low.as_bytes()).is_some() { low } else { id.to_owned() }
    };
    let id = meant(&entries[row].id);
    id.is_empty() || entries[row + 1..].iter().all(|later| meant(&later.id) != id)
}

/// Up to a few hundred events: more than a word of a bitset, and sizes at its edges.
pub fn log() -> impl Strategy<Value = Vec<Entry>> {
    prop_oneof![
        prop::collection::vec(entry(), 0..8),
        prop::collection::vec(entry(), 63..66),
        prop::collection::vec(entry(), 120..200),
    ]
}

pub fn to_file(entries: &[Entry]) -> Vec<u8> {
    Value::from(entries.iter().map(Entry::to_json).collect::<Vec<_>>()).to_string().into_bytes()
}

/// Whether any of the words is found in any text of a record: in its strings and numbers, and in the names of its
/// details.
pub fn any_text(record: &Value, words: &[String]) -> bool {
    holds(record, words, false)
}

fn holds(value: &Value, words: &[String], in_details: bool) -> bool {
    let is_found = |text: &str| !text.is_empty() && found(text, words, false);
    match value {
        Value::Null => false,
        Value::Bool(value) => is_found(&value.to_string()),
        Value::Number(number) => is_found(&number.to_string()),
        Value::String(text) => is_found(text),
        Value::Array(values) => values.iter().any(|value| holds(value, words, in_details)),
        Value::Object(members) => members.iter().any(|(name, value)| {
            let says_something = in_details && name != "UserPrincipalName";
            (says_something && is_found(name)) || holds(value, words, name == "details")
        }),
    }
}
