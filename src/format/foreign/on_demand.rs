//! The answer to provisioning on demand: `key` and `value` are strings that hold JSON, the outcome and the event.

use super::super::json_text::{push_member, push_text};
use super::super::members::Members;
use crate::event::Instant;

/// Rewrites an answer that tells of an event.
pub fn rewrite(answer: &Members<'_>) -> Option<String> {
    let (key, value) = (answer.string(&["key"])?, answer.string(&["value"])?);
    let (outcome, event) = (Members::parse(&key).ok()?, Members::parse(&value).ok()?);
    if !event.has("provisioningSteps") && !event.has("changeId") {
        return None;
    }
    let details = outcome.object(&["details"]);
    let mut out = String::from("{\"category\":\"ProvisioningLogs\",");
    let [start, end] = ["startTime", "endTime"].map(|name| event.text(&[name]));
    let time = if end.is_empty() { &start } else { &end };
    let texts = [
        ("time", time.clone()),
        ("resultType", outcome.text(&["result"])),
        ("resultSignature", details.text(&["errorCode"])),
        ("resultDescription", details.text(&["errorMessage"])),
        // It has no id of its own; the change it made is as good.
        ("identity", event.text(&["changeId"])),
        ("durationMs", milliseconds_between(&start, &end).unwrap_or_default()),
    ];
    for (name, text) in texts {
        let mut json = String::new();
        push_text(&mut json, &text);
        push_member(&mut out, name, &json);
    }
    push_member(&mut out, "properties", &value);
    out.pop();
    out.push('}');
    Some(out)
}

fn milliseconds_between(start: &str, end: &str) -> Option<String> {
    let (start, end) = (Instant::parse(start.as_bytes())?, Instant::parse(end.as_bytes())?);
    let milliseconds = u64::try_from((end.0 - start.0) / 1000).ok()?;
    Some(milliseconds.to_string())
}
