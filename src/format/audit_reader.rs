//! One directory audit record whole, in Graph's form, as a diagnostic record, or as a row of the table `AuditLogs`.

use super::members::Members;
use super::mend::mend;
use super::record_reader::modified_property;
use crate::event::{AuditInitiator, DirectoryAudit, Instant, TargetResource};

/// Reads a record; `None` where its JSON cannot be read.
#[must_use]
pub fn read_audit(json: &str) -> Option<DirectoryAudit> {
    if let Ok(members) = Members::parse(json) {
        return Some(audit(&members));
    }
    let (mended, _) = mend(json)?;
    Members::parse(&mended).ok().map(|members| audit(&members))
}

fn audit(around: &Members<'_>) -> DirectoryAudit {
    let properties = around.object(&["properties"]);
    let record = if properties.is_empty() { around } else { &properties };
    let text = |name: &str, said_around: &str| {
        let said = record.text(&[name]);
        if said.is_empty() { around.text(&[said_around]) } else { said }
    };
    let date = text("activityDateTime", "time");
    let date = if date.is_empty() { around.text(&["TimeGenerated"]) } else { date };
    let initiated_by = unfolded(record, "initiatedBy");
    let resources = unfolded(record, "targetResources");
    let details = unfolded(record, "additionalDetails");
    let details = Members::list_in(&details);
    DirectoryAudit {
        id: record.text(&["id"]),
        activity_date_time: Instant::parse(date.as_bytes()),
        activity_display_name: text("activityDisplayName", "operationName"),
        category: text("category", "category"),
        correlation_id: text("correlationId", "correlationId"),
        logged_by_service: record.text(&["loggedByService"]),
        operation_type: record.text(&["operationType"]),
        result: text("result", "resultType"),
        result_reason: text("resultReason", "resultDescription"),
        initiated_by: initiator(&Members::parse(&initiated_by).unwrap_or_default()),
        target_resources: Members::list_in(&resources).iter().map(resource).collect(),
        additional_details: details.iter().map(|one| (one.text(&["key"]), one.text(&["value"]))).collect(),
    }
}

/// A member's JSON, taken out of the string that a table keeps it in.
fn unfolded(record: &Members<'_>, name: &str) -> String {
    let folded = record.string(&[name]);
    folded.or_else(|| record.get(&[name]).map(|value| value.get().to_owned())).unwrap_or_else(|| "null".to_owned())
}

/// The application that set the activity going, else the person.
fn initiator(members: &Members<'_>) -> AuditInitiator {
    let (app, user) = (members.object(&["app"]), members.object(&["user"]));
    let one = if app.is_empty() { user } else { app };
    AuditInitiator {
        id: one.text(&["id", "servicePrincipalId"]),
        display_name: one.text(&["displayName"]),
        user_principal_name: one.text(&["userPrincipalName"]),
    }
}

fn resource(members: &Members<'_>) -> TargetResource {
    TargetResource {
        id: members.text(&["id"]),
        display_name: members.text(&["displayName"]),
        resource_type: members.text(&["type"]),
        user_principal_name: members.text(&["userPrincipalName"]),
        modified_properties: members.list(&["modifiedProperties"]).iter().map(modified_property).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_forms_say_the_same() {
        let resources = r#"[{"id":"s","displayName":"Payroll","type":"ServicePrincipal","modifiedProperties":[
            {"displayName":"mail","oldValue":null,"newValue":"\"x\""}]}]"#;
        let details = r#"[{"key":"ErrorCode","value":"EntryConflict"}]"#;
        let initiator = r#"{"app":{"displayName":"Cloud Sync","servicePrincipalId":"p"},"user":null}"#;
        let rest = r#""id":"Sync_1","correlationId":"1","loggedByService":"Account Provisioning","result":"failure","resultReason":"taken""#;
        let graph = format!(
            r#"{{{rest},"activityDateTime":"2026-11-01T00:00:00Z","activityDisplayName":"Export","category":"ProvisioningManagement",
            "initiatedBy":{initiator},"targetResources":{resources},"additionalDetails":{details},}}"#
        );
        let diagnostic = format!(
            r#"{{"time":"2026-11-01T00:00:00Z","operationName":"Export","category":"AuditLogs","properties":{{{rest},
            "category":"ProvisioningManagement","initiatedBy":{initiator},"targetResources":{resources},"additionalDetails":{details}}}}}"#
        );
        let quoted = |json: &str| serde_json::to_string(json).unwrap();
        let row = format!(
            r#"{{"TimeGenerated":"2026-11-01T00:00:00Z","OperationName":"Export","Category":"ProvisioningManagement","Id":"Sync_1","CorrelationId":"1",
            "LoggedByService":"Account Provisioning","Result":"failure","ResultReason":"taken","InitiatedBy":{},"TargetResources":{},"AdditionalDetails":{}}}"#,
            quoted(initiator),
            quoted(resources),
            quoted(details)
        );
        let expected = read_audit(&graph).unwrap();
        assert_eq!(expected.activity_display_name, "Export");
        assert_eq!(
            (expected.initiated_by.id.as_str(), expected.initiated_by.display_name.as_str()),
            ("p", "Cloud Sync")
        );
        assert_eq!(expected.target_resources[0].modified_properties[0].new_value.as_str(), "\"x\"");
        assert_eq!(expected.additional_details, [("ErrorCode".to_owned(), "EntryConflict".to_owned())]);
        assert_eq!(read_audit(&diagnostic).unwrap(), expected);
        assert_eq!(read_audit(&row).unwrap(), expected);
        assert_eq!(read_audit("{"), None);
    }
}
