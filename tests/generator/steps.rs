//! The steps of an attempt, in the order in which they happened.

use provlens::event::{Action, Details, InitiatorType, ProvisioningStep, Status, StepType, Written};

use super::attempt::{Attempt, Outcome, details};
use super::attributes::{group_mappings, mangled, target_name, user_mappings};
use super::faults::Fault;
use super::reason::{Retry, error_code, seven_digits};
use super::scoping::scoping;
use super::skips::Skip;

/// How many values of the target the matching step tells at least.
const KNOWN_BY: usize = 2;

/// What the service did, step by step; a fault or a skip ends it early.
pub fn steps(attempt: &Attempt) -> Vec<ProvisioningStep> {
    let mut steps = import(attempt);
    if let Outcome::Skipped(skip @ Skip::NoMatchingValue) = attempt.outcome {
        steps.push(skipped(attempt, skip));
        return steps;
    }
    if attempt.subject.word == "RolesCompound" {
        steps.push(export(attempt));
        return steps;
    }
    // The older connectors ask for the scope before they look into the target.
    let middle = [matching(attempt), scoping(attempt)];
    if attempt.application.number.is_multiple_of(2) {
        steps.extend(middle);
    } else {
        steps.extend(middle.into_iter().rev());
    }
    match attempt.outcome {
        Outcome::Failed(fault) if fault.code == "EntrySynchronizationError" => {
            steps.push(evaluation_failed(attempt, fault));
        }
        Outcome::Skipped(skip) => {
            if skip == Skip::UnresolvedReference {
                steps.push(reference(attempt, Status::Skipped));
            }
            steps.push(skipped(attempt, skip));
        }
        _ => {
            steps.push(decision(attempt));
            if sets_reference(attempt) {
                let is_warned = matches!(attempt.outcome, Outcome::Warning);
                steps.push(reference(attempt, if is_warned { Status::Warning } else { Status::Success }));
            }
            steps.push(export(attempt));
        }
    }
    steps
}

pub fn step(name: &str, kind: StepType, status: Status, description: String, details: Details) -> ProvisioningStep {
    ProvisioningStep { name: name.to_owned(), provisioning_step_type: kind, status, description, details }
}

/// `Add`, `Update` or `Delete`, as step names and descriptions say it.
fn modification(attempt: &Attempt) -> &'static str {
    match attempt.action {
        Action::Create => "Add",
        Action::Delete | Action::StagedDelete => "Delete",
        _ => "Update",
    }
}

fn import(attempt: &Attempt) -> Vec<ProvisioningStep> {
    let subject = &attempt.subject;
    let (word, key, system) = (subject.word, &subject.reportable, attempt.application.source_system.1);
    let mut steps = Vec::new();
    match attempt.retry {
        Some(retry) if retry.count > 0 => {
            steps.push(step(
                "EntryEscrowRetry",
                StepType::Import,
                Status::Success,
                format!("Took up {word} '{key}' again, that could not be provisioned before"),
                escrow(attempt, retry),
            ));
            let text = format!("Read {word} '{key}' from {system} again");
            steps.push(step(
                "EntryImport",
                StepType::Import,
                Status::Success,
                text,
                source_details(attempt, attempt.action == Action::Create),
            ));
        }
        _ => {
            let text = format!("Read a change ({}) of {word} '{key}' from {system}", modification(attempt));
            // What a person asks for on demand is read whole; a change that the source reports is read as such.
            let is_on_demand = attempt.initiator == InitiatorType::User;
            let name = match is_on_demand {
                true => "EntryImport".to_owned(),
                false => format!("EntryImport{}", modification(attempt)),
            };
            let values = source_details(attempt, is_on_demand || attempt.action == Action::Create);
            steps.push(step(&name, StepType::Import, Status::Success, text, values));
        }
    }
    steps
}

/// The source's values: all of them, or the key and those that the change is about.
fn source_details(attempt: &Attempt, is_whole: bool) -> Details {
    let is_changed = |source: &str| {
        let flows = user_mappings(attempt.application.kind).iter().chain(group_mappings());
        let mut targets = flows.filter(|mapping| mapping.1 == source).map(|mapping| mapping.2);
        targets.any(|target| attempt.changes.iter().any(|change| change.name == target))
    };
    let values = attempt.subject.source.iter().enumerate();
    let read = values.filter(|(position, (name, _))| is_whole || *position == 0 || is_changed(name));
    Details(read.map(|(_, (name, value))| (mangled(name), Written::Text(value.clone()))).collect())
}

fn escrow(attempt: &Attempt, retry: Retry) -> Details {
    details([
        ("CountProcessed", retry.count.to_string().as_str()),
        ("CreationTime", seven_digits(retry.since).as_str()),
        ("Identifier", attempt.subject.source_id.as_str()),
        ("ModificationType", modification(attempt)),
        ("NextAttempt", seven_digits(attempt.at).as_str()),
        ("Origin", "Source"),
        ("TypeName", attempt.subject.word),
    ])
}

fn matching(attempt: &Attempt) -> ProvisioningStep {
    let subject = &attempt.subject;
    let (key, system) = (&subject.reportable, attempt.application.target_system.1);
    if attempt.action == Action::Create {
        let text = format!("No {} like '{key}' in {system}", subject.word);
        return step("EntryImportObjectNotFound", StepType::Matching, Status::Success, text, Details::default());
    }
    let name = match attempt.application.number % 3 {
        0 => "EntryImport",
        1 => "EntryImportByMatchingProperty",
        _ => "EntryImportByJoiningProperty",
    };
    let mut known: Vec<(String, Written)> = vec![("id".into(), Written::Text(subject.target_id.clone()))];
    // Enough to know the object by, and what is about to change.
    let is_changed = |name: &str| attempt.changes.iter().any(|change| change.name == name);
    let before = attempt.target_before().into_iter().enumerate();
    let read = before.filter(|(position, (name, _))| *position < KNOWN_BY || is_changed(name));
    known.extend(read.map(|(_, (name, value))| (mangled(name), Written::Text(value))));
    let text = format!("Found {} '{key}' in {system}", subject.word);
    step(name, StepType::Matching, Status::Success, text, Details(known))
}

fn decision(attempt: &Attempt) -> ProvisioningStep {
    let (word, key) = (attempt.subject.word, &attempt.subject.reportable);
    let system = attempt.application.target_system.1;
    let will = match attempt.action {
        Action::Create => "made",
        Action::Delete => "deleted",
        Action::StagedDelete => {
            "held back from deletion: more deletions are due than the threshold allows; to be decided"
        }
        Action::Disable => "disabled",
        _ => "brought up to date",
    };
    let name = format!("EntrySynchronization{}", modification(attempt));
    let text = format!("{word} '{key}' is to be {will} in {system}");
    step(&name, StepType::Processing, Status::Success, text, Details::default())
}

fn evaluation_failed(attempt: &Attempt, fault: &Fault) -> ProvisioningStep {
    let key = attempt.subject.reportable.as_str();
    let code = error_code(fault, attempt.application);
    let values = details([("ErrorCode", code.as_str()), ("ReportableIdentifier", key)]);
    let text = format!("What to do with {} '{key}' could not be decided", attempt.subject.word);
    step("EntrySynchronizationError", StepType::Processing, Status::Failure, text, values)
}

fn skipped(attempt: &Attempt, skip: Skip) -> ProvisioningStep {
    let (word, key) = (attempt.subject.word, attempt.subject.reportable.as_str());
    let mut values = details([("ReportableIdentifier", key), ("SkipReason", skip.reason())]);
    let (kind, why) = match skip {
        Skip::Redundant | Skip::RedundantAsError => (StepType::Export, "both sides are the same already".to_owned()),
        Skip::NotEntitled => (StepType::Processing, "it is not assigned in a role that counts".to_owned()),
        Skip::OutOfScope => (StepType::Processing, "a scoping filter leaves it out".to_owned()),
        Skip::OtherType => (StepType::Processing, "objects of its sort are not provisioned by this job".to_owned()),
        Skip::UnresolvedReference => (StepType::Export, "an object that it refers to is not in the target".to_owned()),
        Skip::NoMatchingValue => (StepType::Processing, "it has no value to be matched by".to_owned()),
        Skip::InvalidAttribute(field) => {
            let name = target_name(attempt.application.kind, field);
            values.0.insert(0, ("PropertyName".into(), Written::Text(name.into())));
            (StepType::Processing, format!("{name} is missing or not valid in the source"))
        }
    };
    step("EntrySynchronizationSkip", kind, Status::Skipped, format!("{word} '{key}' is passed over: {why}"), values)
}

fn sets_reference(attempt: &Attempt) -> bool {
    let is_reference = |name: &str| name.ends_with("manager") || name == "members";
    matches!(attempt.outcome, Outcome::Warning) || attempt.changes.iter().any(|change| is_reference(change.name))
}

fn reference(attempt: &Attempt, status: Status) -> ProvisioningStep {
    let is_group = attempt.subject.word == "Group";
    let name = if is_group { "members" } else { "manager" };
    let system = attempt.application.target_system.1;
    let mut values = details([("PropertyName", name)]);
    let text = if status == Status::Success {
        format!("Found what '{name}' refers to in {system}")
    } else {
        let skip = ("SkipReason".into(), Written::Text(Skip::UnresolvedReference.reason().into()));
        if status == Status::Warning {
            values.0.push(skip);
        }
        format!("What '{name}' refers to is not in {system} yet")
    };
    step("EntryReferenceResolution", StepType::ReferenceResolution, status, text, values)
}

fn export(attempt: &Attempt) -> ProvisioningStep {
    let subject = &attempt.subject;
    let (word, key, system) = (subject.word, &subject.reportable, attempt.application.target_system.1);
    let mut values = details([("ReportableIdentifier", key.as_str())]);
    let names: Vec<(&str, String)> = match attempt.action {
        Action::Create => subject.target.clone(),
        _ => attempt.changes.iter().map(|change| (change.name, change.new.clone().unwrap_or_default())).collect(),
    };
    values.0.extend(names.into_iter().map(|(name, value)| (mangled(name), Written::Text(value))));
    let done = match attempt.action {
        Action::Create => "made",
        Action::Delete => "deleted",
        Action::StagedDelete => "kept for now",
        Action::Disable => "disabled",
        _ => "updated",
    };
    let text = match attempt.outcome {
        Outcome::Failed(_) => format!("{word} '{key}' could not be {done} in {system}"),
        _ => format!("{word} '{key}' was {done} in {system}"),
    };
    let name = format!("EntryExport{}", modification(attempt));
    step(&name, StepType::Export, attempt.status(), text, values)
}
