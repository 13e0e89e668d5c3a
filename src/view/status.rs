//! How a status and an action look: never by colour alone.

use super::icon::Icon;
use crate::event::{Action, Status};

/// The drawing that stands before a status's word.
#[must_use]
pub fn status_icon(status: &Status) -> Icon {
    match status {
        Status::Success => Icon::Success,
        Status::Failure => Icon::Failure,
        Status::Skipped => Icon::Skipped,
        Status::Warning => Icon::Warning,
        Status::Unknown(_) => Icon::Unknown,
    }
}

/// The class that colours a status.
#[must_use]
pub fn status_class(status: &Status) -> &'static str {
    match status {
        Status::Success => "pl-status pl-status--success",
        Status::Failure => "pl-status pl-status--failure",
        Status::Skipped => "pl-status pl-status--skipped",
        Status::Warning => "pl-status pl-status--warning",
        Status::Unknown(_) => "pl-status",
    }
}

/// The drawing that stands before an action's word.
#[must_use]
pub fn action_icon(action: &Action) -> Icon {
    match action {
        Action::Create => Icon::Create,
        Action::Update => Icon::Update,
        Action::Disable => Icon::Disable,
        Action::Delete | Action::StagedDelete => Icon::Delete,
        Action::Other => Icon::Other,
        Action::Unknown(_) => Icon::Unknown,
    }
}
