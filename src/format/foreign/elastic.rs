//! Documents of Elastic's Azure integration: every name in snake case, the event at `azure.provisioning.properties`,
//! the duration in nanoseconds.

use super::super::json_text::push_member;
use super::super::members::Members;
use super::tree::Tree;

/// Rewrites a document that holds an event.
pub fn rewrite(document: &Members<'_>) -> Option<String> {
    if !document.iter().any(|(name, _)| name.starts_with("azure")) {
        return None;
    }
    let tree = Tree::of(document);
    let record = tree.get(&["azure", "provisioning"])?;
    let properties = record.get(&["properties"])?;
    let mut out = String::from("{\"category\":\"ProvisioningLogs\",");
    let around = [
        ("time", tree.get(&["@timestamp"])),
        ("resultType", record.get(&["result_type"])),
        ("resultSignature", record.get(&["result_signature"])),
        ("resultDescription", record.get(&["result_description"])),
        ("identity", record.get(&["identity"])),
        ("correlationId", tree.get(&["azure", "correlation_id"])),
        ("tenantId", tree.get(&["azure", "tenant_id"])),
    ];
    for (name, part) in around {
        if let Some(Tree::Value(json)) = part {
            push_member(&mut out, name, json);
        }
    }
    if let Some(Tree::Value(nanoseconds)) = tree.get(&["event", "duration"]) {
        let milliseconds = nanoseconds.trim_matches('"').parse::<u64>().map(|nanoseconds| nanoseconds / 1_000_000);
        if let Ok(milliseconds) = milliseconds {
            push_member(&mut out, "durationMs", &milliseconds.to_string());
        }
    }
    out.push_str("\"properties\":");
    properties.write(&mut out, "properties", &graph_name);
    out.push('}');
    Some(out)
}

/// Graph's name for a member of this object. Details keep their names, but for those that Elastic's pipeline renames.
fn graph_name(within: &str, name: &str) -> String {
    if within == "details" {
        let renamed = match name {
            "display_name" => "DisplayName",
            "user_principal_name" => "UserPrincipalName",
            "application_id" => "ApplicationId",
            "service_principal_id" => "ServicePrincipalId",
            // The first is how the pipeline spells it.
            "dervice_principal_display_name" | "service_principal_display_name" => "ServicePrincipalDisplayName",
            other => other,
        };
        return renamed.to_owned();
    }
    match name {
        "activity_datetime" => "activityDateTime".to_owned(),
        "duration_ms" => "durationInMilliseconds".to_owned(),
        _ => camel_case(name),
    }
}

fn camel_case(name: &str) -> String {
    let mut parts = name.split('_');
    let mut camel = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rewritten(json: &str) -> serde_json::Value {
        serde_json::from_str(&rewrite(&Members::parse(json).unwrap()).unwrap()).unwrap()
    }

    #[test]
    fn objects_and_dotted_names_say_the_same() {
        let nested = rewritten(
            r#"{"@timestamp":"t","event":{"duration":5000000},"azure":{"tenant_id":"T","provisioning":{"properties":{
                "change_id":"c","provisioning_steps":[{"name":"n","details":{"a.b":"1","Skip_Reason":"x"}}],
                "source_identity":{"details":{"user_principal_name":"u"}}}}}}"#,
        );
        let dotted = rewritten(
            r#"{"@timestamp":"t","event.duration":"5000000","azure.tenant_id":"T",
                "azure.provisioning.properties.change_id":"c","azure.provisioning.properties.provisioning_steps.0.name":"n",
                "azure.provisioning.properties.provisioning_steps.0.details.a.b":"1",
                "azure.provisioning.properties.provisioning_steps.0.details.Skip_Reason":"x",
                "azure.provisioning":{"properties.source_identity.details":{"user_principal_name":"u"}}}"#,
        );
        assert_eq!(nested, dotted);
        assert_eq!(nested["properties"]["provisioningSteps"][0]["details"]["Skip_Reason"], "x");
        assert_eq!(nested["properties"]["sourceIdentity"]["details"]["UserPrincipalName"], "u");
        assert_eq!(nested["durationMs"], 5);
    }
}
