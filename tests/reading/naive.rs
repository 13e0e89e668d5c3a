//! The naive twin: a record parsed whole by `serde_json`, its fields looked up one by one.

use serde_json::Value;

use crate::collect::Decoded;

/// What the scanner is to say of a record in Graph's own spelling.
pub fn naive(record: &Value) -> Decoded {
    let text = |path: &str| match record.pointer(path) {
        Some(Value::String(text)) => text.clone(),
        Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
        _ => String::new(),
    };
    let status = text("/provisioningStatusInfo/status");
    let steps = record.get("provisioningSteps").and_then(Value::as_array).cloned().unwrap_or_default();
    let reason = steps.iter().find_map(|step| step.pointer("/details/SkipReason")).and_then(Value::as_str);
    let skip_reason = if status.eq_ignore_ascii_case("success") { "" } else { reason.unwrap_or_default() };
    vec![
        ("id", text("/id")),
        ("activityDateTime", text("/activityDateTime")),
        ("jobId", text("/jobId")),
        ("cycleId", text("/cycleId")),
        ("changeId", text("/changeId")),
        ("action", text("/provisioningAction")),
        ("status", status),
        ("errorCode", text("/provisioningStatusInfo/errorInformation/errorCode")),
        ("errorCategory", text("/provisioningStatusInfo/errorInformation/errorCategory")),
        ("skipReason", skip_reason.to_owned()),
        ("application", text("/servicePrincipal/displayName")),
        ("initiatedBy", text("/initiatedBy/displayName")),
        ("sourceSystem", text("/sourceSystem/displayName")),
        ("targetSystem", text("/targetSystem/displayName")),
        ("source.id", text("/sourceIdentity/id")),
        ("source.displayName", text("/sourceIdentity/displayName")),
        ("source.identityType", text("/sourceIdentity/identityType")),
        ("source.upn", text("/sourceIdentity/details/UserPrincipalName")),
        ("target.id", text("/targetIdentity/id")),
        ("target.displayName", text("/targetIdentity/displayName")),
        ("target.identityType", text("/targetIdentity/identityType")),
        ("target.upn", text("/targetIdentity/details/UserPrincipalName")),
        ("duration", text("/durationInMilliseconds")),
    ]
}
