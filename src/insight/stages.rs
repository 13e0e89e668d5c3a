//! Which stages an event has no step of.

use crate::event::{ProvisioningEvent, StepType};

/// A stage without a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    pub stage: StepType,
    /// The steps that come before it.
    pub place: usize,
    /// Whether the event came to an end before it. Else the record leaves it out between others, as records do with what
    /// went without saying.
    pub not_reached: bool,
}

/// The stages that an event has no step of, in their order; none where it has no step of a known stage.
#[must_use]
pub fn unseen(event: &ProvisioningEvent) -> Vec<Unseen> {
    let ranks: Vec<_> = event.provisioning_steps.iter().map(|step| rank(&step.provisioning_step_type)).collect();
    let Some(furthest) = ranks.iter().copied().flatten().max() else { return Vec::new() };
    // Reference resolution is missing from most records that ran to the end.
    let usual = [StepType::Import, StepType::Matching, StepType::Scoping, StepType::Processing, StepType::Export];
    let is_unseen =
        |stage: &StepType| event.provisioning_steps.iter().all(|step| step.provisioning_step_type != *stage);
    let unseen = usual.into_iter().filter(is_unseen).map(|stage| {
        let own = rank(&stage);
        Unseen {
            place: ranks.iter().position(|rank| *rank > own).unwrap_or(ranks.len()),
            not_reached: own > Some(furthest),
            stage,
        }
    });
    unseen.collect()
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
    use crate::event::ProvisioningStep;

    /// The stages of a path, in the order in which it shows them.
    fn told(stages: &[StepType]) -> Vec<String> {
        let step = |stage: &StepType| ProvisioningStep {
            provisioning_step_type: stage.clone(),
            ..ProvisioningStep::default()
        };
        let event =
            ProvisioningEvent { provisioning_steps: stages.iter().map(step).collect(), ..ProvisioningEvent::default() };
        let mut told: Vec<_> = stages.iter().map(|stage| stage.label().to_owned()).collect();
        for Unseen { stage, place, not_reached } in unseen(&event).into_iter().rev() {
            told.insert(place, format!("{} {}", if not_reached { "no" } else { "untold" }, stage.label()));
        }
        told
    }

    #[test]
    fn what_an_event_did_not_come_to_follows_its_steps() {
        use StepType::{Export, Import, Matching, Processing, ReferenceResolution, Scoping};
        assert_eq!(told(&[Import, Scoping, Matching]), ["Import", "Scoping", "Matching", "no Processing", "no Export"]);
        assert_eq!(told(&[Import]), ["Import", "no Matching", "no Scoping", "no Processing", "no Export"]);
        let whole = [Import, Matching, Scoping, Processing, ReferenceResolution, Export];
        assert_eq!(told(&whole), whole.map(|stage| stage.label().to_owned()));
    }

    #[test]
    fn what_is_left_out_between_steps_stands_in_its_place() {
        use StepType::{Export, Import, Matching, Processing, ReferenceResolution, Scoping};
        assert_eq!(
            told(&[Import, Matching, Scoping, Export]),
            ["Import", "Matching", "Scoping", "untold Processing", "Export"]
        );
        assert_eq!(
            told(&[Import, Processing]),
            ["Import", "untold Matching", "untold Scoping", "Processing", "no Export"]
        );
        assert_eq!(
            told(&[Matching, ReferenceResolution, Export]),
            ["untold Import", "Matching", "untold Scoping", "Reference resolution", "untold Processing", "Export"]
        );
    }

    #[test]
    fn steps_of_no_known_stage_say_nothing_of_others() {
        assert_eq!(told(&[]), [""; 0]);
        let odd = StepType::from_word("teleport");
        assert_eq!(told(std::slice::from_ref(&odd)), [odd.label()]);
    }
}
