//! Files that are no log, or the wrong one: each is named for what it is.

use provlens::format::ProblemKind;
use serde_json::json;

use crate::collect::collect;

fn only_problem(bytes: &[u8]) -> ProblemKind {
    let collected = collect(bytes, 10);
    assert!(collected.events.is_empty());
    assert_eq!(collected.problems.len(), 1, "{:?}", collected.problems);
    collected.problems[0].0.clone()
}

#[test]
fn a_file_that_holds_nothing_is_empty() {
    assert_eq!(only_problem(b""), ProblemKind::EmptyFile);
    assert_eq!(only_problem(b"\xEF\xBB\xBF \r\n"), ProblemKind::EmptyFile);
}

#[test]
fn text_that_is_no_json_is_said_to_be_that() {
    assert_eq!(only_problem(b"Dear all, please find attached {the log}"), ProblemKind::NotJson);
}

#[test]
fn pictures_documents_and_pages_are_named() {
    for (bytes, expected) in [
        (&b"\x89PNG\r\n\x1a\n\0\0"[..], "a picture (PNG)"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\n<!DOCTYPE html><html>", "a web page"),
        (b"some\0thing", "binary data"),
    ] {
        assert_eq!(only_problem(bytes), ProblemKind::NotALog { content: expected.to_owned() });
    }
}

#[test]
fn json_without_records_has_no_events() {
    assert_eq!(only_problem(b"[]"), ProblemKind::NoEvents);
    assert_eq!(only_problem(br#"{"value":[]}"#), ProblemKind::NoEvents);
}

#[test]
fn records_of_other_logs_are_counted_and_named() {
    let sign_in = json!({ "category": "SignInLogs", "properties": { "userPrincipalName": "a@example.com" } });
    let pools = json!({ "category": "ProvisioningLogs", "resourceId": "/SUBSCRIPTIONS/1/PROVIDERS/MICROSOFT.DEVOPSINFRASTRUCTURE/POOLS/2",
        "properties": { "changeId": "7" } });
    let audit =
        json!({ "activityDateTime": "2026-11-01T00:00:00Z", "activityDisplayName": "Add user", "targetResources": [] });
    let bare = json!({ "category": "ProvisioningLogs", "level": 4 });
    let dateless = json!({ "id": "1", "changeId": "2", "provisioningAction": "create", "provisioningSteps": [] });
    let text = json!([sign_in, sign_in, pools, audit, bare, dateless, {}, 7]).to_string();
    let collected = collect(text.as_bytes(), 9);
    assert_eq!(collected.reported(), 8);
    let kinds: Vec<String> = collected
        .problems
        .into_iter()
        .map(|(kind, ..)| match kind {
            ProblemKind::OtherRecord { looks_like } => looks_like,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "a sign-in event",
            "a sign-in event",
            "a record of another service that also calls its category ProvisioningLogs",
            "a directory audit event",
            "a provisioning log record without its event or its date",
            "a provisioning event without a date",
            "an object of another kind",
            "a bare value",
        ]
    );
}

#[test]
fn a_document_nested_without_end_in_a_text_or_by_dots_is_read_without_falling() {
    let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let event = format!(
        r#"{{"azure":{{"provisioning":{{"properties":{{"id":"1","change_id":"c","x":{deep}}}}}}},"@timestamp":"2026-11-01T00:00:00Z"}}"#
    );
    let folded = json!({ "message": event }).to_string();
    let collected = collect(folded.as_bytes(), 1 << 16);
    assert_eq!(collected.events.len() as u64 + collected.reported(), 1);
    let dotted = format!(
        r#"{{"azure.{}":1,"azure.provisioning.properties.change_id":"c","@timestamp":"2026-11-01T00:00:00Z"}}"#,
        "a.".repeat(200_000)
    );
    assert_eq!(collect(dotted.as_bytes(), 1 << 16).events.len(), 1);
}
