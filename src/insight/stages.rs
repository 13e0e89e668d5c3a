//! Which stages an event did not come to.

use crate::event::{ProvisioningEvent, Status, StepType};

/// The stages after the last one that has a step, in their order, for an event that did not succeed. A stage that is
/// merely left out between others is not among them: records leave out what went without saying.
#[must_use]
pub fn not_reached(event: &ProvisioningEvent) -> Vec<StepType> {
    let is_cut_short = matches!(event.provisioning_status_info.status, Status::Failure | Status::Skipped);
    let furthest = event.provisioning_steps.iter().filter_map(|step| rank(&step.provisioning_step_type)).max();
    let (true, Some(furthest)) = (is_cut_short, furthest) else { return Vec::new() };
    // Reference resolution is missing from most records that ran to the end.
    let usual = [StepType::Import, StepType::Matching, StepType::Scoping, StepType::Processing, StepType::Export];
    usual.into_iter().filter(|stage| rank(stage) > Some(furthest)).collect()
}

/// Matching and scoping come in either order.
fn rank(stage: &StepType) -> Option<u8> {
    match stage {
        StepType::Import => Some(0),
        StepType::Matching | StepType::Scoping => Some(1),
        StepType::Processing | StepType::ReferenceResolution => Some(2),
        StepType::Export => Some(3),
        StepType::Unknown(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{ProvisioningStatusInfo, ProvisioningStep};

    fn event(status: Status, stages: &[StepType]) -> ProvisioningEvent {
        let step = |stage: &StepType| ProvisioningStep {
            provisioning_step_type: stage.clone(),
            ..ProvisioningStep::default()
        };
        ProvisioningEvent {
            provisioning_status_info: ProvisioningStatusInfo { status, error_information: None },
            provisioning_steps: stages.iter().map(step).collect(),
            ..ProvisioningEvent::default()
        }
    }

    #[test]
    fn a_failed_event_says_what_it_did_not_come_to() {
        let failed = event(Status::Failure, &[StepType::Import, StepType::Scoping]);
        assert_eq!(not_reached(&failed), [StepType::Processing, StepType::Export]);
        assert_eq!(not_reached(&event(Status::Skipped, &[StepType::Import, StepType::Export])), []);
    }

    #[test]
    fn a_success_and_a_record_without_steps_reached_what_they_reached() {
        assert_eq!(not_reached(&event(Status::Success, &[StepType::Import])), []);
        assert_eq!(not_reached(&event(Status::Failure, &[])), []);
    }
}
