//! What holds for the whole room.

mod completeness;
mod explanations;
mod reference;
mod summaries;

use crate::event::{
    Action, Details, ProvisioningErrorInfo, ProvisioningEvent, ProvisioningStatusInfo, ProvisioningStep, Status,
    Written,
};

/// An event that ended that way, with an error code and a reason if they are not empty.
fn event(action: &str, status: &str, code: &str, reason: &str) -> ProvisioningEvent {
    let error = ProvisioningErrorInfo {
        error_code: code.to_owned(),
        reason: reason.to_owned(),
        ..ProvisioningErrorInfo::default()
    };
    ProvisioningEvent {
        provisioning_action: Action::from_word(action),
        provisioning_status_info: ProvisioningStatusInfo {
            status: Status::from_word(status),
            error_information: (!code.is_empty() || !reason.is_empty()).then_some(error),
        },
        ..ProvisioningEvent::default()
    }
}

/// Adds a step with those details.
fn with_step(mut event: ProvisioningEvent, details: &[(&str, &str)]) -> ProvisioningEvent {
    let details = details.iter().map(|(name, value)| ((*name).to_owned(), Written::Text((*value).to_owned())));
    let step = ProvisioningStep { details: Details(details.collect()), ..ProvisioningStep::default() };
    event.provisioning_steps.push(step);
    event
}
