//! Records that aim at what a scanner could get wrong.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// Texts full of what ends strings, opens brackets and looks like a record.
fn nasty_text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[a-z]{0,12}",
        2 => "[\"\\\\{}\\[\\],: \n\r\t]{0,20}",
        1 => any::<String>(),
        1 => Just("},{\"id\":\"x\",\"activityDateTime\":\"2026-01-01T00:00:00Z\"".to_owned()),
        1 => "\\\\{0,70}",
        1 => "[a-zé\u{1F600}\"]{60,70}",
    ]
}

/// Any JSON value, a few levels deep.
fn nasty_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<i32>().prop_map(|number| Value::from(f64::from(number) / 8.0)),
        nasty_text().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            prop::collection::vec((nasty_text(), inner), 0..6).prop_map(|members| {
                Value::Object(
                    members.into_iter().map(|(name, value)| (format!("x{name}"), value)).collect::<Map<_, _>>(),
                )
            }),
        ]
    })
}

/// A record that is an event, with members of any kind among those that matter, in any order.
pub fn record() -> impl Strategy<Value = Value> {
    let texts = prop::collection::vec(nasty_text(), 20);
    let extras = prop::collection::vec((nasty_text(), nasty_value()), 0..5);
    let steps = prop::collection::vec((nasty_value(), prop::option::of(nasty_text())), 0..4);
    (texts, extras, steps, prop::option::of(0..100_000_u32), any::<u64>()).prop_map(
        |(texts, extras, steps, duration, order)| {
            let identity = |from: usize| {
                json!({ "details": { "other": extras.first().map(|extra| extra.1.clone()), "UserPrincipalName": texts[from] },
                        "displayName": texts[from + 1], "id": texts[from + 2], "identityType": texts[from + 3] })
            };
            let steps: Vec<Value> = steps
                .into_iter()
                .map(|(other, reason)| match reason {
                    Some(reason) => json!({ "name": "EntrySynchronizationSkip", "details": { "a": other, "SkipReason": reason } }),
                    None => json!({ "name": "SkipReason", "details": { "a": other } }),
                })
                .collect();
            let known = [
                ("id", json!(texts[0])),
                ("activityDateTime", json!(texts[1])),
                ("jobId", json!(texts[2])),
                ("cycleId", json!(texts[3])),
                ("changeId", json!(texts[4])),
                ("provisioningAction", json!(texts[5])),
                ("durationInMilliseconds", json!(duration)),
                ("provisioningStatusInfo", json!({ "status": texts[6], "errorInformation":
                    { "errorCode": texts[7], "errorCategory": texts[8], "reason": texts[9] } })),
                ("servicePrincipal", json!({ "id": "1", "displayName": texts[10] })),
                ("initiatedBy", json!({ "displayName": texts[11] })),
                ("sourceSystem", json!({ "details": {}, "displayName": texts[12] })),
                ("targetSystem", json!({ "displayName": texts[13], "details": null })),
                ("sourceIdentity", identity(0)),
                ("targetIdentity", identity(14)),
                ("provisioningSteps", Value::from(steps)),
            ];
            let mut members: Vec<(String, Value)> =
                known.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            members.extend(extras.into_iter().map(|(name, value)| (format!("x{name}"), value)));
            let turn = order as usize % members.len();
            members.rotate_left(turn);
            Value::Object(members.into_iter().collect())
        },
    )
}
