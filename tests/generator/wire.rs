//! An event as Graph's JSON: which members, in which order.

use std::borrow::Cow;
use std::io;

use provlens::event::{Details, Instant, ProvisionedIdentity, ProvisioningEvent, ProvisioningSystem, Written};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::ser::{CompactFormatter, PrettyFormatter};

use super::escapes::{Escapes, Style};
use super::reason::seven_digits;

/// A piece of JSON that borrows from an event.
pub enum Node<'a> {
    Text(&'a str),
    Owned(String),
    Number(u64),
    Null,
    Object(Vec<(Cow<'a, str>, Node<'a>)>),
    Details(&'a Details),
    Array(Vec<Node<'a>>),
}

/// Writes an event as one JSON object, as Graph does.
///
/// # Errors
/// Those of `out`.
pub fn write_event(out: &mut Vec<u8>, event: &ProvisioningEvent, is_pretty: bool) -> io::Result<()> {
    write_node(out, &record(event, Style::of(event).alphabetical), Style::of(event), is_pretty)
}

/// Writes a piece of JSON.
///
/// # Errors
/// Those of `out`.
pub fn write_node(out: &mut Vec<u8>, node: &Node<'_>, style: Style, is_pretty: bool) -> io::Result<()> {
    if is_pretty {
        node.serialize(&mut serde_json::Serializer::with_formatter(
            out,
            Escapes { style, inner: PrettyFormatter::new() },
        ))?;
    } else {
        node.serialize(&mut serde_json::Serializer::with_formatter(out, Escapes { style, inner: CompactFormatter }))?;
    }
    Ok(())
}

/// An object of these members.
pub fn object<'a>(members: impl IntoIterator<Item = (&'a str, Node<'a>)>) -> Node<'a> {
    Node::Object(members.into_iter().map(|(name, node)| (Cow::Borrowed(name), node)).collect())
}

/// An event in Graph's words.
pub fn record(event: &ProvisioningEvent, alphabetical: bool) -> Node<'_> {
    use Node::{Array, Number, Text};
    let status = &event.provisioning_status_info;
    let error = status.error_information.as_ref().map_or(Node::Null, |error| {
        object([
            ("errorCode", Text(&error.error_code)),
            ("reason", Text(&error.reason)),
            ("additionalDetails", text_or_null(&error.additional_details)),
            ("errorCategory", Text(error.error_category.as_str())),
            ("recommendedAction", text_or_null(&error.recommended_action)),
        ])
    });
    let steps = event.provisioning_steps.iter().map(|step| {
        object([
            ("name", Text(&step.name)),
            ("provisioningStepType", Text(step.provisioning_step_type.as_str())),
            ("status", Text(step.status.as_str())),
            ("description", Text(&step.description)),
            ("details", Node::Details(&step.details)),
        ])
    });
    let properties = event.modified_properties.iter().map(|property| {
        object([
            ("displayName", Text(&property.display_name)),
            ("oldValue", written(&property.old_value)),
            ("newValue", written(&property.new_value)),
        ])
    });
    let initiator = &event.initiated_by;
    let mut node = object([
        ("id", Text(&event.id)),
        ("activityDateTime", event.activity_date_time.map_or(Node::Null, |instant| Node::Owned(date(instant)))),
        ("tenantId", Text(&event.tenant_id)),
        ("jobId", Text(&event.job_id)),
        ("cycleId", Text(&event.cycle_id)),
        ("changeId", Text(&event.change_id)),
        ("provisioningAction", Text(event.provisioning_action.as_str())),
        ("durationInMilliseconds", event.duration_in_milliseconds.map_or(Node::Null, Number)),
        (
            "servicePrincipal",
            object([
                ("id", Text(&event.service_principal.id)),
                ("displayName", Text(&event.service_principal.display_name)),
            ]),
        ),
        ("sourceSystem", system(&event.source_system)),
        ("targetSystem", system(&event.target_system)),
        (
            "initiatedBy",
            object([
                ("id", Text(&initiator.id)),
                ("displayName", Text(&initiator.display_name)),
                ("initiatorType", Text(initiator.initiator_type.as_str())),
            ]),
        ),
        ("sourceIdentity", identity(&event.source_identity)),
        ("targetIdentity", identity(&event.target_identity)),
        ("provisioningStatusInfo", object([("status", Text(status.status.as_str())), ("errorInformation", error)])),
        ("provisioningSteps", Array(steps.collect())),
        ("modifiedProperties", Array(properties.collect())),
    ]);
    if alphabetical {
        node.sort();
    }
    node
}

fn system(system: &ProvisioningSystem) -> Node<'_> {
    object([
        ("id", Node::Text(&system.id)),
        ("displayName", Node::Text(&system.display_name)),
        ("details", Node::Details(&system.details)),
    ])
}

fn identity(identity: &ProvisionedIdentity) -> Node<'_> {
    object([
        ("id", Node::Text(&identity.id)),
        ("displayName", Node::Text(&identity.display_name)),
        ("identityType", Node::Text(&identity.identity_type)),
        ("details", Node::Details(&identity.details)),
    ])
}

fn text_or_null(text: &str) -> Node<'_> {
    if text.is_empty() { Node::Null } else { Node::Text(text) }
}

pub fn written(value: &Written) -> Node<'_> {
    match value {
        Written::Text(text) | Written::Json(text) => Node::Text(text),
        Written::Null | Written::Missing => Node::Null,
    }
}

/// Whole seconds as Graph writes them; seven digits, as diagnostic exports do, where there is a fraction.
fn date(instant: Instant) -> String {
    if instant.0 % 1_000_000 == 0 { instant.to_rfc3339() } else { seven_digits(instant) }
}

impl Node<'_> {
    fn sort(&mut self) {
        match self {
            Self::Object(members) => {
                members.sort_unstable_by(|(one, _), (other, _)| one.cmp(other));
                for (_, node) in members {
                    node.sort();
                }
            }
            Self::Array(nodes) => nodes.iter_mut().for_each(Self::sort),
            _ => {}
        }
    }
}

impl Serialize for Node<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Owned(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u64(*number),
            Self::Null => serializer.serialize_unit(),
            Self::Object(members) => serializer.collect_map(members.iter().map(|(name, node)| (name, node))),
            Self::Array(nodes) => serializer.collect_seq(nodes),
            Self::Details(details) => {
                let mut map = serializer.serialize_map(Some(details.0.len()))?;
                for (name, value) in &details.0 {
                    map.serialize_entry(name, &written(value))?;
                }
                map.end()
            }
        }
    }
}
