//! One record whole: its JSON as a [`ProvisioningEvent`], in every spelling that exports use.

use crate::event::{
    Action, ErrorCategory, Initiator, InitiatorType, Instant, ModifiedProperty, ProvisionedIdentity,
    ProvisioningErrorInfo, ProvisioningEvent, ProvisioningStatusInfo, ProvisioningStep, ProvisioningSystem,
    ServicePrincipal, Status, StepType,
};

use super::Fields;
use super::cursor::Cursor;
use super::members::Members;
use super::scan::{Found, Notes, scan_object};

/// Reads a record. Where its JSON is not valid, the event holds what the columns hold, and the flaw is said.
#[must_use]
pub fn read_event(json: &str) -> (ProvisioningEvent, Option<String>) {
    match Members::parse(json) {
        Ok(members) => (event(&members), None),
        Err(error) => (from_columns(json), Some(error.to_string())),
    }
}

fn event(record: &Members<'_>) -> ProvisioningEvent {
    // A diagnostic record wraps the event; what the wrapper says too, the event says better.
    let properties = record.object(&["properties"]);
    let record = if properties.has("activityDateTime") { &properties } else { record };
    let duration = record.text(&["durationInMilliseconds"]);
    ProvisioningEvent {
        id: record.text(&["id"]),
        activity_date_time: Instant::parse(record.text(&["activityDateTime"]).as_bytes()),
        tenant_id: record.text(&["tenantId"]),
        job_id: record.text(&["jobId"]),
        cycle_id: record.text(&["cycleId"]),
        change_id: record.text(&["changeId"]),
        duration_in_milliseconds: duration.split('.').next().and_then(|whole| whole.parse().ok()),
        provisioning_action: Action::from_written(&record.text(&["provisioningAction", "action"])),
        provisioning_status_info: status_info(record),
        initiated_by: initiator(&record.object(&["initiatedBy"])),
        service_principal: service_principal(&record.object(&["servicePrincipal"])),
        source_system: system(&record.object(&["sourceSystem"])),
        target_system: system(&record.object(&["targetSystem"])),
        source_identity: identity(&record.object(&["sourceIdentity"])),
        target_identity: identity(&record.object(&["targetIdentity"])),
        provisioning_steps: record.list(&["provisioningSteps"]).iter().map(step).collect(),
        modified_properties: record.list(&["modifiedProperties"]).iter().map(modified_property).collect(),
    }
}

fn status_info(record: &Members<'_>) -> ProvisioningStatusInfo {
    let newer = record.object(&["provisioningStatusInfo"]);
    let older = record.object(&["statusInfo"]);
    let written = [&newer, &older].into_iter().map(|info| info.text(&["status"])).find(|word| !word.is_empty());
    // The older form has the members of the error beside the status.
    let errors = [newer.object(&["errorInformation"]), older.object(&["errorInformation"]), newer, older];
    ProvisioningStatusInfo {
        status: Status::from_written(&written.unwrap_or_default()),
        error_information: errors.iter().find(|error| error.has("errorCode") || error.has("reason")).map(|error| {
            ProvisioningErrorInfo {
                error_code: error.text(&["errorCode"]),
                error_category: ErrorCategory::from_written(&error.text(&["errorCategory"])),
                reason: error.text(&["reason"]),
                additional_details: error.text(&["additionalDetails"]),
                recommended_action: error.text(&["recommendedAction"]),
            }
        }),
    }
}

fn initiator(members: &Members<'_>) -> Initiator {
    Initiator {
        id: members.text(&["id"]),
        display_name: members.text(&["displayName", "name"]),
        initiator_type: InitiatorType::from_written(&members.text(&["initiatorType", "initiatingType", "type"])),
    }
}

fn service_principal(members: &Members<'_>) -> ServicePrincipal {
    ServicePrincipal { id: members.text(&["id"]), display_name: members.text(&["displayName", "name"]) }
}

fn system(members: &Members<'_>) -> ProvisioningSystem {
    ProvisioningSystem {
        id: members.text(&["id"]),
        display_name: members.text(&["displayName", "name"]),
        details: members.object(&["details"]).into_details(),
    }
}

fn identity(members: &Members<'_>) -> ProvisionedIdentity {
    ProvisionedIdentity {
        id: members.text(&["id"]),
        display_name: members.text(&["displayName", "name"]),
        identity_type: members.text(&["identityType", "type"]),
        details: members.object(&["details"]).into_details(),
    }
}

fn step(members: &Members<'_>) -> ProvisioningStep {
    ProvisioningStep {
        name: members.text(&["name"]),
        provisioning_step_type: StepType::from_written(&members.text(&["provisioningStepType", "type"])),
        status: Status::from_written(&members.text(&["status"])),
        description: members.text(&["description"]),
        details: members.object(&["details"]).into_details(),
    }
}

fn modified_property(members: &Members<'_>) -> ModifiedProperty {
    ModifiedProperty {
        display_name: members.text(&["displayName", "name"]),
        old_value: members.written(&["oldValue"]),
        new_value: members.written(&["newValue"]),
    }
}

/// What the scanner, which is more lenient, makes of a record.
fn from_columns(json: &str) -> ProvisioningEvent {
    let mut cursor = Cursor::new(json.as_bytes(), 0);
    let mut fields = Fields::default();
    if scan_object(&mut cursor, &mut fields, &mut Notes::default()) != Ok(Found::Event) {
        return ProvisioningEvent::default();
    }
    let code = fields.error_code.decode().into_owned();
    let category = ErrorCategory::from_written(&fields.error_category.decode());
    let error_information = (!code.is_empty()).then(|| ProvisioningErrorInfo {
        error_code: code,
        error_category: category,
        ..ProvisioningErrorInfo::default()
    });
    let side = |side: super::fields::Side<'_>| ProvisionedIdentity {
        id: side.id.decode().into_owned(),
        display_name: side.display_name.decode().into_owned(),
        identity_type: side.identity_type.decode().into_owned(),
        ..ProvisionedIdentity::default()
    };
    let system = |name: super::Text<'_>| ProvisioningSystem {
        display_name: name.decode().into_owned(),
        ..ProvisioningSystem::default()
    };
    ProvisioningEvent {
        id: fields.id.decode().into_owned(),
        activity_date_time: Instant::parse(&fields.activity_date_time.decode_bytes()),
        job_id: fields.job_id.decode().into_owned(),
        cycle_id: fields.cycle_id.decode().into_owned(),
        change_id: fields.change_id.decode().into_owned(),
        duration_in_milliseconds: fields.duration.map(u64::from),
        provisioning_action: Action::from_written(&fields.action.decode()),
        provisioning_status_info: ProvisioningStatusInfo {
            status: Status::from_written(&fields.status.decode()),
            error_information,
        },
        service_principal: ServicePrincipal {
            display_name: fields.application.decode().into_owned(),
            ..ServicePrincipal::default()
        },
        source_system: system(fields.source_system),
        target_system: system(fields.target_system),
        source_identity: side(fields.source),
        target_identity: side(fields.target),
        ..ProvisioningEvent::default()
    }
}
