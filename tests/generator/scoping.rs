//! The step that asks whether an object is in scope.

use provlens::event::{Action, ProvisioningStep, Status, StepType};

use super::applications::Kind;
use super::attempt::{Attempt, Outcome, details};
use super::skips::Skip;
use super::steps::step;

pub fn scoping(attempt: &Attempt) -> ProvisioningStep {
    let skip = match attempt.outcome {
        Outcome::Skipped(skip) => Some(skip),
        _ => None,
    };
    let word = attempt.subject.word;
    let is_leaving = matches!(attempt.action, Action::Disable | Action::Delete | Action::StagedDelete);
    let is_assigned = skip != Some(Skip::NotEntitled) && !is_leaving;
    let filter = match (skip, attempt.application.kind) {
        (Some(Skip::OutOfScope), _) => r#"{"Sea staff only.department EQUALS 'Fleet Operations'":false}"#,
        (Some(Skip::OtherType), _) => r#"{"Filter external users.alternativeSecurityIds EQUALS 'None'":false}"#,
        (_, Kind::CrossTenant) => r#"{"Filter external users.alternativeSecurityIds EQUALS 'None'":true}"#,
        (_, Kind::Personnel) => {
            r#"{"Ashore or at sea.WorkerID IS NOT NULL":true,"Ashore or at sea.Active EQUALS '1'":true}"#
        }
        _ => "{}",
    };
    let role = format!("{word} has the required role");
    let truth = |value: bool| if value { "True" } else { "False" };
    let passed = !matches!(skip, Some(Skip::OutOfScope | Skip::OtherType));
    let values = match attempt.application.number {
        // Some jobs still use the older names.
        4 | 11 => details([
            ("Assigned", truth(is_assigned)),
            ("IsActive", truth(attempt.action != Action::Disable)),
            ("IsEffectivelyEntitledForProvisioning", truth(is_assigned)),
            ("IsInProvisioningScopeDisplayName", truth(passed)),
            ("ScopeEvaluationResult", filter),
        ]),
        _ => details([
            ("Active in the source system", truth(attempt.action != Action::Disable)),
            ("Assigned to the application", truth(is_assigned)),
            (role.as_str(), truth(is_assigned)),
            ("ScopeEvaluationResult", filter),
            ("Scoping filter evaluation passed", truth(passed)),
        ]),
    };
    let text = format!("Asked whether {word} is in scope, filter by filter");
    let is_in = skip.is_none_or(Skip::in_scope);
    let status = if is_in { Status::Success } else { Status::Skipped };
    step("EntrySynchronizationScoping", StepType::Scoping, status, text, values)
}
