//! What a JSON object that is no provisioning event seems to be, so that a person knows which file this is.

use super::members::Members;

/// Names of members that tell a kind, in the order they are tried.
const KINDS: &[(&[&str], &str)] = &[
    (&["targetResources", "activityDisplayName"], "a directory audit event"),
    (&["appDisplayName", "userPrincipalName", "createdDateTime"], "a sign-in event"),
    (&["schedule", "templateId"], "a synchronization job"),
    (&["error"], "an error answer of an API"),
];

/// The same for a diagnostic record, by its category and the provider that wrote it.
const CATEGORIES: &[(&str, &str)] = &[
    ("SignInLogs", "a sign-in event"),
    ("NonInteractiveUserSignInLogs", "a sign-in event"),
    ("ServicePrincipalSignInLogs", "a sign-in event"),
    ("ManagedIdentitySignInLogs", "a sign-in event"),
    ("AuditLogs", "a directory audit event"),
];

/// A few words for what the object is.
#[must_use]
pub fn object_kind(json: &[u8]) -> &'static str {
    let text = String::from_utf8_lossy(json);
    let Ok(members) = Members::parse(&text) else { return "an object that could not be recognised" };
    let category = members.text(&["category"]);
    if category.eq_ignore_ascii_case("ProvisioningLogs") {
        let resource = members.text(&["resourceId"]).to_ascii_uppercase();
        return if resource.contains("MICROSOFT.AADIAM") {
            "a provisioning log record without its event"
        } else {
            "a record of another service that also calls its category ProvisioningLogs"
        };
    }
    let by_category = CATEGORIES.iter().find(|(name, _)| category.eq_ignore_ascii_case(name));
    let by_members = || KINDS.iter().find(|(names, _)| names.iter().all(|name| members.has(name)));
    match by_category.map(|(_, kind)| *kind).or_else(|| by_members().map(|(_, kind)| *kind)) {
        Some(kind) => kind,
        None if !category.is_empty() => "a diagnostic record of another category",
        None => "an object of another kind",
    }
}
