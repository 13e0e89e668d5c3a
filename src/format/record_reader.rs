//! One record whole: its JSON as a [`ProvisioningEvent`], in every spelling that exports use.

use crate::event::{
    Action, ErrorCategory, Initiator, InitiatorType, Instant, ModifiedProperty, ProvisionedIdentity,
    ProvisioningErrorInfo, ProvisioningEvent, ProvisioningStatusInfo, ProvisioningStep, ProvisioningSystem,
    ServicePrincipal, Status, StepType,
};

use serde_json::value::RawValue;

use super::Fields;
use super::cursor::Cursor;
use super::familiar::Familiar;
use super::foreign;
use super::members::Members;
use super::mend::mend;
use super::not_json::place_of;
use super::scan::{Found, Notes, action_of_step, scan_object, whole_number};

/// What is wrong with a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flaw {
    /// In words that go on behind others.
    pub said: String,
    /// Whether everything in it could be read all the same.
    pub is_all_read: bool,
}

/// Reads a record. Where its JSON is not valid it is mended; where it cannot be, the event holds what the columns
/// hold. Either is said as the flaw.
#[must_use]
pub fn read_event(json: &str) -> (ProvisioningEvent, Option<Flaw>) {
    let Err(error) = Members::parse(json) else { return event_of(json) };
    let Some((mended, flaw)) = mend(json) else {
        return (from_columns(json), Some(Flaw { said: place_of(json, &error), is_all_read: false }));
    };
    let (event, left_out) = event_of(&mended);
    let is_all_read = left_out.is_none();
    let said = [Some(flaw.to_string()), left_out.map(|flaw| flaw.said)].into_iter().flatten().collect::<Vec<_>>();
    (event, Some(Flaw { said: said.join(", "), is_all_read }))
}

/// The event of valid JSON, and what of its steps and modified properties it does not hold.
fn event_of(json: &str) -> (ProvisioningEvent, Option<Flaw>) {
    let rewritten = foreign::rewritten(json);
    let json = rewritten.as_deref().unwrap_or(json);
    let around = match Members::parse(json) {
        Ok(around) => around,
        Err(error) => {
            return (from_columns(json), Some(Flaw { said: place_of(json, &error), is_all_read: false }));
        }
    };
    // A diagnostic record wraps the event; what the wrapper says too, the event says better.
    let properties = around.object(&["properties"]);
    let record = if properties.is_empty() { &around } else { &properties };
    (event(record, &around), left_out(record))
}

/// Says how many steps and modified properties are of another type, and so are not among those of the event.
fn left_out(record: &Members<'_>) -> Option<Flaw> {
    let lists = [("provisioningSteps", "steps"), ("modifiedProperties", "modified properties")];
    let said = lists.into_iter().filter_map(|(name, what)| {
        let list = record.get(&[name]).map(RawValue::get).filter(|list| !matches!(*list, "null" | "{}" | "\"\""))?;
        let others = Members::others_in(list);
        (others > 0).then(|| format!("{others} of its {what} could not be read"))
    });
    let said: Vec<_> = said.collect();
    (!said.is_empty()).then(|| Flaw { said: said.join(", "), is_all_read: false })
}

fn event(record: &Members<'_>, around: &Members<'_>) -> ProvisioningEvent {
    let nothing = Members::default();
    let diagnostic = if is_provisioning(around) { around } else { &nothing };
    let else_around = |names: &[&str], said_around: &[&str]| {
        let said = [record.text(names), around.text(names), diagnostic.text(said_around)];
        said.into_iter().find(|text| !text.is_empty()).unwrap_or_default()
    };
    let duration = else_around(&["durationInMilliseconds"], &["durationMs"]);
    let action = record.text(&["provisioningAction"]);
    let action = if action.is_empty() { record.text(&["action"]) } else { action };
    let dates = [(record, "activityDateTime"), (around, "activityDateTime"), (diagnostic, "time")];
    let dates = dates.map(|(members, name)| written_date(members, name));
    // As in the columns: a date that is none is told of, and no other is taken for it.
    let date = dates.into_iter().find(|date| !date.is_empty()).unwrap_or_default();
    let activity_date_time = Instant::parse(date.as_bytes());
    ProvisioningEvent {
        id: else_around(&["id"], &["identity"]),
        activity_date_time,
        unread_date: if activity_date_time.is_none() { date } else { String::new() },
        tenant_id: tenant(record, around),
        job_id: else_around(&["jobId"], &[]),
        cycle_id: else_around(&["cycleId"], &[]),
        change_id: else_around(&["changeId"], &["correlationId"]),
        duration_in_milliseconds: whole_number(&duration),
        provisioning_action: Action::from_written(action_of_step(&action).unwrap_or(&action)),
        provisioning_status_info: status_info(record, diagnostic),
        initiated_by: initiator(&record.object(&["initiatedBy", "initiatingUser"])),
        service_principal: service_principal(&record.object(&["servicePrincipal"])),
        source_system: system(&record.object(&["sourceSystem"])),
        target_system: system(&record.object(&["targetSystem"])),
        source_identity: identity(&record.object(&["sourceIdentity"])),
        target_identity: identity(&record.object(&["targetIdentity"])),
        provisioning_steps: record.list(&["provisioningSteps"]).iter().map(step).collect(),
        modified_properties: record.list(&["modifiedProperties"]).iter().map(modified_property).collect(),
    }
}

/// Whether it is a diagnostic record of the provisioning log, as [`Diagnostic`](super::diagnostic::Diagnostic) says it.
fn is_provisioning(record: &Members<'_>) -> bool {
    let resource = record.text(&["resourceId"]);
    let is_ours = resource.is_empty() || resource.to_ascii_lowercase().contains("aadiam");
    is_ours && record.text(&["category"]).eq_ignore_ascii_case("ProvisioningLogs")
}

/// A date as it is written, by itself or in the object that Windows PowerShell makes of one.
fn written_date(record: &Members<'_>, name: &str) -> String {
    let text = record.text(&[name]);
    if text.is_empty() { record.object(&[name]).text(&["value"]) } else { text }
}

/// The tenant, which some records name only in `/tenants/<id>/providers/...`.
fn tenant(record: &Members<'_>, around: &Members<'_>) -> String {
    let said = [record, around].into_iter().map(|members| members.text(&["tenantId"])).find(|text| !text.is_empty());
    said.unwrap_or_else(|| {
        let resource = around.text(&["resourceId"]);
        let mut parts = resource.split('/').skip_while(|part| !part.eq_ignore_ascii_case("tenants")).skip(1);
        parts.next().unwrap_or_default().to_owned()
    })
}

fn status_info(record: &Members<'_>, around: &Members<'_>) -> ProvisioningStatusInfo {
    let newer = record.object(&["provisioningStatusInfo"]);
    let older = record.object(&["statusInfo"]);
    let written = [&newer, &older].into_iter().map(|info| info.text(&["status"])).find(|word| !word.is_empty());
    // The older form has the members of the error beside the status.
    let errors = [newer.object(&["errorInformation"]), older.object(&["errorInformation"]), newer, older];
    let says = |error: &Members<'_>| ["errorCode", "reason"].iter().any(|name| !error.text(&[name]).is_empty());
    let said = errors.iter().find(|error| says(error)).map(|error| ProvisioningErrorInfo {
        error_code: error.text(&["errorCode"]),
        error_category: ErrorCategory::from_written(&error.text(&["errorCategory"])),
        reason: error.text(&["reason"]),
        additional_details: error.text(&["additionalDetails"]),
        recommended_action: error.text(&["recommendedAction"]),
    });
    ProvisioningStatusInfo {
        status: Status::from_written(&written.unwrap_or_else(|| around.text(&["resultType"]))),
        error_information: said.or_else(|| error_around(around)),
    }
}

/// The error as the record around the event says it.
fn error_around(around: &Members<'_>) -> Option<ProvisioningErrorInfo> {
    let error_code = around.text(&["resultSignature"]);
    let error_code = if error_code.eq_ignore_ascii_case("None") { String::new() } else { error_code };
    let reason = around.text(&["resultDescription"]);
    let says = !error_code.is_empty() || !reason.is_empty();
    says.then(|| ProvisioningErrorInfo { error_code, reason, ..ProvisioningErrorInfo::default() })
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

/// Reads a changed attribute.
pub fn modified_property(members: &Members<'_>) -> ModifiedProperty {
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
    // A file may have changed behind the page's back.
    if !json.starts_with('{') {
        return ProvisioningEvent::default();
    }
    if scan_object(&mut cursor, &mut Familiar::default(), &mut fields, &mut Notes::default()) != Ok(Found::Event) {
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
    let activity_date_time = Instant::parse(&fields.activity_date_time.decode_bytes());
    let unread_date = if activity_date_time.is_none() { fields.activity_date_time.decode() } else { "".into() };
    ProvisioningEvent {
        id: fields.id.decode().into_owned(),
        activity_date_time,
        unread_date: unread_date.into_owned(),
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
