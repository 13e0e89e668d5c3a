//! What a JSON object that is no provisioning event is, so that a person knows which file this is.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::members::Members;

/// A kind of object.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ObjectKind {
    /// A record that other views show.
    Kept(KeptKind),
    /// An answer of an API that says what went wrong.
    ErrorAnswer(String),
    /// A part of an answer of Data Explorer, which is no record.
    Frame,
    /// Anything else: a few words for what it seems to be.
    Unknown(Cow<'static, str>),
}

/// Records that are no provisioning events but tell of provisioning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum KeptKind {
    /// A directory audit record of the service *Account Provisioning*.
    Audit,
    /// A synchronization job.
    Job,
}

/// Names of members that tell a kind, in the order they are tried.
const KINDS: &[(&[&str], &str)] = &[
    (&["provisioningStepType", "status"], PIECE),
    (&["displayName", "newValue", "oldValue"], PIECE),
    (&["provisioningAction"], WITHOUT_DATE),
    (&["provisioningSteps"], WITHOUT_DATE),
    (&["provisioningStatusInfo"], WITHOUT_DATE),
    (&["appDisplayName", "userPrincipalName", "createdDateTime"], "a sign-in event"),
    (&["createdDateTime", "userPrincipalName", "appId"], "a sign-in event"),
    (&["key", "value"], "an answer to provisioning on demand without an event"),
];

/// The same for a diagnostic record, by its category and the provider that wrote it.
const CATEGORIES: &[(&str, &str)] = &[
    ("SignInLogs", "a sign-in event"),
    ("NonInteractiveUserSignInLogs", "a sign-in event"),
    ("ServicePrincipalSignInLogs", "a sign-in event"),
    ("ManagedIdentitySignInLogs", "a sign-in event"),
    ("AuditLogs", DIRECTORY_AUDIT),
];

/// What an object is called of which nothing is known.
pub const NOTHING_KNOWN: &str = "an object of another kind";

/// An object that is not even known to be one of another kind.
pub const UNRECOGNISED: ObjectKind = ObjectKind::Unknown(Cow::Borrowed("an object that could not be recognised"));

/// An event that has a date is recognised before anyone asks what else it could be.
pub const WITHOUT_DATE: &str = "a provisioning event without a date";

/// A step, or a changed property.
pub const PIECE: &str = "a piece of a provisioning event";

const WITHOUT_EVENT: &str = "a provisioning log record without its event or its date";

const DIRECTORY_AUDIT: &str = "a directory audit event";

/// The most letters of an error answer that are repeated.
const MAX_ERROR: usize = 200;

/// Whether what looks like this may be a piece of a damaged event, and not a record of its own.
pub fn may_be_piece(looks_like: &str) -> bool {
    [NOTHING_KNOWN, PIECE, WITHOUT_DATE, WITHOUT_EVENT].contains(&looks_like)
}

/// Says what the object is.
pub fn object_kind(members: &Members<'_>) -> ObjectKind {
    if members.has("FrameType") {
        return frame(members);
    }
    if let Some(audit) = audit(members) {
        return audit;
    }
    if members.has("schedule") && members.has("templateId") {
        return ObjectKind::Kept(KeptKind::Job);
    }
    let category = members.text(&["category"]);
    if category.eq_ignore_ascii_case("ProvisioningLogs") {
        let resource = members.text(&["resourceId"]).to_ascii_uppercase();
        return unknown(if resource.is_empty() || resource.contains("AADIAM") {
            WITHOUT_EVENT
        } else {
            "a record of another service that also calls its category ProvisioningLogs"
        });
    }
    if let Some(error) = error_answer(members) {
        return ObjectKind::ErrorAnswer(error);
    }
    let by_category = CATEGORIES.iter().find(|(name, _)| category.eq_ignore_ascii_case(name));
    let by_members = || KINDS.iter().find(|(names, _)| names.iter().all(|name| members.has(name)));
    unknown(match by_category.map(|(_, kind)| *kind).or_else(|| by_members().map(|(_, kind)| *kind)) {
        Some(kind) => kind,
        None if members.object(&["azure"]).has("auditlogs") || members.has("azure.auditlogs.category") => {
            DIRECTORY_AUDIT
        }
        None if !category.is_empty() => "a diagnostic record of another category",
        None => NOTHING_KNOWN,
    })
}

fn unknown(looks_like: &'static str) -> ObjectKind {
    ObjectKind::Unknown(Cow::Borrowed(looks_like))
}

/// A directory audit record, in Graph's form, in a diagnostic record, or as a row of the table `AuditLogs`.
fn audit(members: &Members<'_>) -> Option<ObjectKind> {
    let properties = members.object(&["properties"]);
    let mut places = [&properties, members].into_iter();
    let record = places.find(|record| record.has("loggedByService") || record.has("targetResources"))?;
    let is_ours = record.text(&["loggedByService"]).eq_ignore_ascii_case("Account Provisioning");
    Some(if is_ours { ObjectKind::Kept(KeptKind::Audit) } else { unknown(DIRECTORY_AUDIT) })
}

fn frame(frame: &Members<'_>) -> ObjectKind {
    let errors = frame.list(&["OneApiErrors"]);
    match errors.iter().find_map(error_answer) {
        Some(error) => ObjectKind::ErrorAnswer(error),
        None if frame.text(&["HasErrors"]) == "true" => ObjectKind::ErrorAnswer("the query failed in part".to_owned()),
        None => ObjectKind::Frame,
    }
}

/// What an answer says went wrong: its `error`, or what Data Explorer puts in the place of a row.
pub fn error_answer(answer: &Members<'_>) -> Option<String> {
    let text = if answer.has("error") {
        let error = answer.object(&["error"]);
        let parts = [error.text(&["code"]), error.text(&["message", "@message"])];
        let said: Vec<_> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        if said.is_empty() { answer.text(&["error"]) } else { said.join(": ") }
    } else if answer.has("OneApiErrors") {
        answer.list(&["OneApiErrors"]).iter().find_map(error_answer)?
    } else {
        let exceptions: Vec<String> = serde_json::from_str(answer.get(&["Exceptions"])?.get()).ok()?;
        exceptions.into_iter().next()?
    };
    let text = if text.is_empty() { "an error without a name".to_owned() } else { text };
    // A sentence is made of it, which ends by itself.
    let text: String = text.chars().filter(|letter| !letter.is_control()).take(MAX_ERROR).collect();
    Some(text.trim_end_matches(['.', ' ']).to_owned())
}
