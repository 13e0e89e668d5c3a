//! The text that tells why a change failed: half structure, half prose, as the service writes it.

use provlens::event::Instant;
use serde_json::json;

use super::applications::Application;
use super::faults::{Answer, Fault};

/// How a change that failed stands with its retries.
#[derive(Clone, Copy, Debug)]
pub struct Retry {
    /// Retries so far; the first attempt is none.
    pub count: u64,
    /// When the change was met first.
    pub since: Instant,
    /// When it is tried again.
    pub next: Instant,
}

/// The code as the record carries it.
pub fn error_code(fault: &Fault, application: &Application) -> String {
    fault.code.replace("{connector}", application.connector)
}

/// The reason of a failure of the object that people know as `key`.
pub fn reason(fault: &Fault, application: &Application, key: &str, retry: Option<Retry>) -> String {
    let filled = |text: &str| text.replace("{key}", key).replace("{app}", application.name);
    let answer = match fault.answer {
        Answer::Scim(name, status, scim_type, detail) => {
            let mut body = json!({
                "schemas": ["urn:ietf:params:scim:api:messages:2.0:Error"],
                "detail": filled(detail),
                "status": status.to_string(),
            });
            if !scim_type.is_empty() {
                body["scimType"] = scim_type.into();
            }
            web_answer(name, &body)
        }
        Answer::Graph(name, code, message) => {
            web_answer(name, &json!({ "error": { "code": code, "message": filled(message), "innerError": null } }))
        }
        Answer::Ldap(error, text) => format!(
            "Message: The directory refused the change.\r\nDetails: {error}: DSID-0315286E, #1: {}, data 0, v4563",
            filled(text)
        ),
        Answer::Message(text) => format!("Message: {}", filled(text)),
    };
    match retry {
        None => answer,
        Some(Retry { count, next, .. }) => format!(
            "{answer}\r\nThis change was retried {count} times so far. It will be retried again after this date: {} UTC",
            seven_digits(next)
        ),
    }
}

fn web_answer(status: &str, body: &serde_json::Value) -> String {
    format!(
        "StatusCode: {status}\r\nMessage: The other side refused the change; its answer follows.\r\nWeb Response: \r\n{body}"
    )
}

/// A date and time with seven digits after the second, as .NET writes it.
pub fn seven_digits(instant: Instant) -> String {
    let whole = Instant(instant.0.div_euclid(1_000_000) * 1_000_000).to_rfc3339();
    format!("{}.{:06}0Z", whole.trim_end_matches('Z'), instant.0.rem_euclid(1_000_000))
}
