//! Which stages an event has no step of.

use crate::event::{ProvisioningEvent, ProvisioningStep, Status, StepType};

/// A stage without a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unseen {
    pub stage: StepType,
    /// The steps that come before it.
    pub place: usize,
    /// Whether the event came to an end before it. Else the record leaves it out, as records do with what went without
    /// saying: between others, or at the end of what went well.
    pub not_reached: bool,
}

/// The stages that an event has no step of, in their order; none where it has no step of a known stage.
#[must_use]
pub fn unseen(event: &ProvisioningEvent) -> Vec<Unseen> {
    let stages: Vec<_> = event.provisioning_steps.iter().map(stage).collect();
    let ranks: Vec<_> = stages.iter().map(|stage| rank(stage)).collect();
    let went_well = event.provisioning_status_info.status == Status::Success;
    let Some(furthest) = ranks.iter().copied().flatten().max() else { return Vec::new() };
    // Reference resolution is missing from most records that ran to the end.
    let usual = [StepType::Import, StepType::Matching, StepType::Scoping, StepType::Processing, StepType::Export];
    let unseen = usual.into_iter().filter(|stage| !stages.contains(&stage)).map(|stage| {
        let own = rank(&stage);
        Unseen {
            place: ranks.iter().position(|rank| *rank > own).unwrap_or(ranks.len()),
            not_reached: own > Some(furthest) && !went_well,
            stage,
        }
    });
    unseen.collect()
}

/// The stage of a step. What writes to the target is the export by its name, whatever stage the record gives it.
fn stage(step: &ProvisioningStep) -> &StepType {
    let is_export = step.name.get(..EXPORT.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(EXPORT));
    if is_export { &StepType::Export } else { &step.provisioning_step_type }
}

/// How the names of such steps begin.
const EXPORT: &str = "EntryExport";

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
    fn a_step_that_exports_by_its_name_is_an_export() {
        let step = |name: &str, stage: &str| ProvisioningStep {
            name: name.to_owned(),
            provisioning_step_type: StepType::from_word(stage),
            ..ProvisioningStep::default()
        };
        let of = |steps: Vec<ProvisioningStep>| {
            let event = ProvisioningEvent { provisioning_steps: steps, ..ProvisioningEvent::default() };
            unseen(&event).iter().any(|unseen| unseen.stage == StepType::Export)
        };
        assert!(of(vec![step("EntryImport", "import"), step("Escrow", "processing")]));
        assert!(!of(vec![step("EntryImport", "import"), step("EntryExportAdd", "processing")]));
        assert!(!of(vec![step("EntryImport", "import"), step("entryExport", "")]));
    }

    #[test]
    fn what_went_well_has_reached_its_end() {
        let step = ProvisioningStep { provisioning_step_type: StepType::Matching, ..ProvisioningStep::default() };
        let mut event = ProvisioningEvent { provisioning_steps: vec![step], ..ProvisioningEvent::default() };
        assert_eq!(unseen(&event).iter().filter(|unseen| unseen.not_reached).count(), 2);
        event.provisioning_status_info.status = Status::Success;
        assert!(unseen(&event).iter().all(|unseen| !unseen.not_reached));
    }

    #[test]
    fn steps_of_no_known_stage_say_nothing_of_others() {
        assert_eq!(told(&[]), [""; 0]);
        let odd = StepType::from_word("teleport");
        assert_eq!(told(std::slice::from_ref(&odd)), [odd.label()]);
    }
}
