//! The same event as other exports write it.

use std::borrow::Cow;

use provlens::event::{Details, ProvisioningEvent, Written};

use super::reason::seven_digits;
use super::wire::{Node, object, record, written};

/// The columns of the table `AADProvisioningLogs`, in its order.
pub const COLUMNS: [&str; 24] = [
    "TimeGenerated",
    "TenantId",
    "AADTenantId",
    "Category",
    "OperationName",
    "CorrelationId",
    "ResultType",
    "ResultSignature",
    "ResultDescription",
    "DurationMs",
    "Id",
    "JobId",
    "CycleId",
    "ChangeId",
    "ProvisioningAction",
    "InitiatedBy",
    "ServicePrincipal",
    "SourceSystem",
    "TargetSystem",
    "SourceIdentity",
    "TargetIdentity",
    "ProvisioningStatusInfo",
    "ProvisioningSteps",
    "ModifiedProperties",
];

/// A diagnostic record of Azure Monitor.
pub fn diagnostic(event: &ProvisioningEvent) -> Node<'_> {
    let mut around = vec![
        ("time", date(event)),
        ("resourceId", Node::Owned(format!("/tenants/{}/providers/Microsoft.aadiam", event.tenant_id))),
        ("operationName", Node::Text("Provisioning activity")),
        ("category", Node::Text("ProvisioningLogs")),
    ];
    around.extend(results(event));
    around.extend([
        ("durationMs", event.duration_in_milliseconds.map_or(Node::Null, |number| Node::Owned(number.to_string()))),
        ("correlationId", Node::Text(&event.change_id)),
        ("identity", Node::Text(&event.id)),
        ("Level", Node::Number(4)),
        ("properties", diagnostic_properties(event)),
    ]);
    object(around)
}

/// How the record around an event says how it ended.
fn results(event: &ProvisioningEvent) -> [(&str, Node<'_>); 3] {
    let status = &event.provisioning_status_info;
    let error = status.error_information.as_ref();
    [
        ("resultType", Node::Owned(pascal_case(status.status.as_str()))),
        ("resultSignature", Node::Text(error.map_or("None", |error| &error.error_code))),
        ("resultDescription", Node::Text(error.map_or("", |error| &error.reason))),
    ]
}

fn diagnostic_properties(event: &ProvisioningEvent) -> Node<'_> {
    let mut properties = record(event, false);
    properties.rename("", &|within, name| {
        let renamed = match (within, name) {
            ("modifiedProperties" | "", _) => name,
            (_, "displayName") => "Name",
            (_, "id") => "Id",
            (_, "initiatorType") => "Type",
            ("provisioningStatusInfo", "status") => "Status",
            _ => name,
        };
        Cow::Owned(renamed.to_owned())
    });
    let number = |of: Option<usize>| of.map_or(Node::Null, |number| Node::Number(number as u64));
    properties.replace(
        "provisioningSteps",
        Node::Array(
            event
                .provisioning_steps
                .iter()
                .map(|step| {
                    let kind = &step.provisioning_step_type;
                    object([
                        ("name", Node::Text(&step.name)),
                        (
                            "provisioningStepType",
                            number(provlens::event::StepType::ALL.iter().position(|known| known == kind)),
                        ),
                        ("status", number(provlens::event::Status::ALL.iter().position(|known| *known == step.status))),
                        ("description", Node::Text(&step.description)),
                        ("details", Node::Details(&step.details)),
                    ])
                })
                .collect(),
        ),
    );
    properties.replace("activityDateTime", date(event));
    if let Node::Object(members) = &mut properties {
        let status = &event.provisioning_status_info.status;
        let position = provlens::event::Status::ALL.iter().position(|known| known == status);
        members.push((Cow::Borrowed("action"), Node::Owned(pascal_case(event.provisioning_action.as_str()))));
        members.push((Cow::Borrowed("statusInfo"), object([("Status", number(position))])));
        members.push((Cow::Borrowed(""), Node::Text("")));
    }
    properties
}

/// What `ConvertTo-Json -Depth 10` makes of an object of the Graph SDK.
pub fn power_shell(event: &ProvisioningEvent) -> Node<'_> {
    let mut node = record(event, true);
    node.rename("", &|_, name| Cow::Owned(pascal_case(name)));
    node.each_details(&|details| object([("AdditionalProperties", Node::Details(details))]));
    if let Some(date) = event.activity_date_time.filter(|date| date.0 % 1000 == 0) {
        let text = format!("/Date({})/", date.0 / 1000);
        node.replace(
            "ActivityDateTime",
            object([
                ("value", Node::Owned(text)),
                ("DisplayHint", Node::Number(2)),
                ("DateTime", Node::Text("some day")),
            ]),
        );
    }
    if let Node::Object(members) = &mut node {
        members.push((Cow::Borrowed("AdditionalProperties"), object([])));
    }
    node
}

/// A document of Elastic's Azure integration.
pub fn elastic(event: &ProvisioningEvent) -> Node<'_> {
    let mut properties = diagnostic_properties(event);
    properties.each_details(&|details| {
        let members = details.0.iter().filter(|(_, value)| *value != Written::Null).map(|(name, value)| {
            let renamed = match name.as_str() {
                "DisplayName" => "display_name",
                "UserPrincipalName" => "user_principal_name",
                "ApplicationId" => "application_id",
                "ServicePrincipalId" => "service_principal_id",
                "ServicePrincipalDisplayName" => "dervice_principal_display_name",
                other => other,
            };
            (Cow::Borrowed(renamed), written(value))
        });
        Node::Object(members.collect())
    });
    properties.remove_nulls();
    properties.rename("", &|within, name| match (within, name) {
        ("details", _) => Cow::Owned(name.to_owned()),
        (_, "activityDateTime") => Cow::Borrowed("activity_datetime"),
        (_, "durationInMilliseconds") => Cow::Borrowed("duration_ms"),
        _ => Cow::Owned(snake_case(name)),
    });
    let [(_, result), (_, signature), (_, description)] = results(event);
    let provisioning = object([
        ("category", Node::Text("ProvisioningLogs")),
        ("identity", Node::Text(&event.id)),
        ("properties", properties),
        ("result_type", result),
        ("result_signature", signature),
        ("result_description", description),
    ]);
    let duration = event.duration_in_milliseconds.map_or(Node::Null, |number| Node::Number(number * 1_000_000));
    object([
        ("@timestamp", date(event)),
        (
            "azure",
            object([
                ("correlation_id", Node::Text(&event.change_id)),
                ("provisioning", provisioning),
                ("tenant_id", Node::Text(&event.tenant_id)),
            ]),
        ),
        ("event", object([("duration", duration), ("kind", Node::Text("event"))])),
    ])
}

/// The values of a row of Log Analytics, in the order of [`COLUMNS`].
pub fn row(event: &ProvisioningEvent) -> Vec<Node<'_>> {
    let Node::Object(mut properties) = diagnostic_properties(event) else { return Vec::new() };
    let mut folded = |name: &str| {
        let position = properties.iter().position(|(known, _)| known == name).expect("the record has the member");
        let json = serde_json::to_string(&properties.swap_remove(position).1).expect("a node is JSON");
        Node::Owned(json)
    };
    let [(_, result), (_, signature), (_, description)] = results(event);
    vec![
        date(event),
        Node::Text("00000000-0000-4000-8000-00000000a11a"),
        Node::Text(&event.tenant_id),
        Node::Text("ProvisioningLogs"),
        Node::Text("Provisioning activity"),
        Node::Text(&event.change_id),
        result,
        signature,
        description,
        event.duration_in_milliseconds.map_or(Node::Null, Node::Number),
        Node::Text(&event.id),
        Node::Text(&event.job_id),
        Node::Text(&event.cycle_id),
        Node::Text(&event.change_id),
        Node::Text(event.provisioning_action.as_str()),
        folded("initiatedBy"),
        folded("servicePrincipal"),
        folded("sourceSystem"),
        folded("targetSystem"),
        folded("sourceIdentity"),
        folded("targetIdentity"),
        folded("provisioningStatusInfo"),
        folded("provisioningSteps"),
        folded("modifiedProperties"),
    ]
}

fn date(event: &ProvisioningEvent) -> Node<'_> {
    event.activity_date_time.map_or(Node::Null, |date| Node::Owned(seven_digits(date)))
}

pub fn pascal_case(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

fn snake_case(name: &str) -> String {
    let mut snake = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() && !snake.is_empty() {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
    }
    snake
}

impl<'a> Node<'a> {
    /// Renames the members of every object but details; `of` is given the name of the object and that of the member.
    fn rename(&mut self, within: &str, of: &dyn Fn(&str, &str) -> Cow<'static, str>) {
        match self {
            Self::Object(members) => {
                for (name, node) in members {
                    node.rename(name, of);
                    *name = of(within, name);
                }
            }
            Self::Array(nodes) => nodes.iter_mut().for_each(|node| node.rename(within, of)),
            _ => {}
        }
    }

    /// Replaces the value of a member of this object.
    fn replace(&mut self, name: &str, by: Node<'a>) {
        let Self::Object(members) = self else { return };
        if let Some((_, node)) = members.iter_mut().find(|(known, _)| known == name) {
            *node = by;
        }
    }

    fn each_details(&mut self, by: &dyn Fn(&'a Details) -> Node<'a>) {
        match self {
            Self::Object(members) => members.iter_mut().for_each(|(_, node)| node.each_details(by)),
            Self::Array(nodes) => nodes.iter_mut().for_each(|node| node.each_details(by)),
            Self::Details(details) => *self = by(details),
            _ => {}
        }
    }

    fn remove_nulls(&mut self) {
        match self {
            Self::Object(members) => {
                members.retain(|(_, node)| !matches!(node, Self::Null));
                for (_, node) in members {
                    node.remove_nulls();
                }
            }
            Self::Array(nodes) => nodes.iter_mut().for_each(Self::remove_nulls),
            _ => {}
        }
    }
}
