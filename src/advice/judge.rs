//! Which entry speaks for an event, and how sure that is.

use std::ptr;

use crate::event::{Action, ErrorCategory, ProvisioningErrorInfo, ProvisioningEvent, Status};

use super::entry::{Entry, Fault};
use super::general;
use super::lookup::{Match, advice_for, advice_for_text};
use super::reason::{HttpStatus, Reason};
use super::scope::Scoping;

/// The entry that speaks for an event.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verdict {
    pub entry: &'static Entry,
    pub certainty: Certainty,
    /// The entry of the record's own code, where the record tells more than its code does.
    pub broader: Option<&'static Entry>,
}

impl Verdict {
    /// Whether the entry only repeats how the event ended.
    pub fn is_general(&self) -> bool {
        self.entry.codes.is_empty()
    }
}

/// What an explanation rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// The code is in the knowledge base.
    Code(Match),
    /// The words of the reason, which tell more than the code.
    Text,
    /// The error type in the endpoint's SCIM reply.
    ScimType,
    /// What the steps and the status of the record say.
    Record,
    /// The code is unknown; the HTTP status of the target's answer.
    HttpStatus(u16),
    /// The code is unknown; the record's category.
    Category,
    /// Nothing that is known here.
    Nothing,
}

impl Certainty {
    /// Whether the explanation is for this very code, text or record, and not general help.
    #[must_use]
    pub fn is_specific(self) -> bool {
        !matches!(self, Self::HttpStatus(_) | Self::Category | Self::Nothing)
    }

    /// The sentence to show a person.
    #[must_use]
    pub fn sentence(self) -> String {
        let sentence = match self {
            Self::Code(Match::Exact | Match::LetterCase | Match::Renamed) => "This code is in the knowledge base.",
            Self::Code(Match::Prefix) => {
                "The knowledge base has this code under another connector's name; the meaning should be the same."
            }
            Self::Code(Match::Application) => {
                "The knowledge base has this code without the application's name in front of it."
            }
            Self::Text => "Read from the words of the record, which tell more than its code.",
            Self::ScimType => "Read from the target's SCIM reply, which tells more than the code.",
            Self::Record => "Read from the record's own status and steps.",
            Self::HttpStatus(status) => {
                return format!(
                    "This code is not in the knowledge base. The help is a guess from the HTTP status {status} of the \
                     target's answer."
                );
            }
            Self::Category => {
                "This code is not in the knowledge base. The help is general and goes by the record's category only."
            }
            Self::Nothing => {
                "Neither the code nor the words of the record are in the knowledge base. The help is general."
            }
        };
        sentence.to_owned()
    }
}

/// Finds the entry that speaks for an event.
pub(super) fn judge(event: &ProvisioningEvent, reason: &Reason, scoping: Option<&Scoping>) -> Verdict {
    let code = event.effective_code();
    let error = event.provisioning_status_info.error_information.as_ref();
    match event.provisioning_status_info.status {
        Status::Skipped => skip(code, scoping, &event.job_id),
        Status::Success => success(code, event),
        Status::Warning if code.is_empty() && reason.raw.is_empty() => by_record(&general::WARNED, event),
        Status::Unknown(_) if code.is_empty() && reason.raw.is_empty() => by_record(&general::UNTOLD, event),
        _ => problem(code, error, reason, &event.job_id),
    }
}

fn success(code: &str, event: &ProvisioningEvent) -> Verdict {
    let known = advice_for(code);
    let has_failed_step = event.provisioning_steps.iter().any(|step| step.status == Status::Failure);
    match known {
        // A code that only informs.
        Some(found) if found.entry.fault == Fault::None => verdict(found.entry, Certainty::Code(found.matched)),
        None if code.is_empty() && !has_failed_step => by_record(&general::DONE, event),
        _ => Verdict { broader: known.map(|found| found.entry), ..by_record(&general::DONE_BUT, event) },
    }
}

/// What the status alone says, unless deletions are being held back.
fn by_record(entry: &'static Entry, event: &ProvisioningEvent) -> Verdict {
    let held_back = advice_for("StagedDelete").filter(|_| event.provisioning_action == Action::StagedDelete);
    verdict(held_back.map_or(entry, |found| found.entry), Certainty::Record)
}

fn problem(code: &str, error: Option<&ProvisioningErrorInfo>, reason: &Reason, job: &str) -> Verdict {
    let found = advice_for(code);
    let known = found.map(|found| verdict(found.entry, Certainty::Code(found.matched)));
    if let Some(known) = known.filter(|known| !known.entry.broad) {
        return known;
    }
    let details = error.map_or("", |error| &error.additional_details);
    let from_text = advice_for_text(&reason.raw, job).or_else(|| advice_for_text(details, job));
    let from_scim = reason.scim.as_ref().and_then(|scim| advice_for(scim.code()?));
    let status = reason.status.as_ref();
    let from_status = status.and_then(|status| Some((status.number?, advice_for(status.code()?)?.entry)));
    let told = if let Some(entry) = from_text {
        Some(verdict(entry, Certainty::Text))
    } else if let Some(found) = from_scim {
        Some(verdict(found.entry, Certainty::ScimType))
    } else {
        // A broad code still says more than a broad status.
        let telling = from_status.filter(|(_, entry)| known.is_none() || !entry.broad && is_telling(status));
        telling.map(|(number, entry)| verdict(entry, Certainty::HttpStatus(number)))
    };
    match (told, known) {
        (Some(told), Some(known)) if !ptr::eq(told.entry, known.entry) => {
            let certainty = if told.certainty.is_specific() { told.certainty } else { Certainty::Text };
            Verdict { broader: Some(known.entry), certainty, ..told }
        }
        (_, Some(known)) => known,
        (Some(told), None) => told,
        (None, None) => by_category(error),
    }
}

/// Whether an HTTP status says more than a code that covers many causes.
fn is_telling(status: Option<&HttpStatus>) -> bool {
    status.is_some_and(|status| matches!(status.number, Some(401 | 403 | 409 | 429)))
}

fn by_category(error: Option<&ProvisioningErrorInfo>) -> Verdict {
    match error.map(|error| &error.error_category) {
        Some(ErrorCategory::Failure) => verdict(&general::SERVICE, Certainty::Category),
        Some(ErrorCategory::NonServiceFailure) => verdict(&general::OUTSIDE, Certainty::Category),
        _ => verdict(&general::FAILED, Certainty::Nothing),
    }
}

fn skip(code: &str, scoping: Option<&Scoping>, job: &str) -> Verdict {
    let known = advice_for(code).map(|found| verdict(found.entry, Certainty::Code(found.matched)));
    // A clause that is known by its words says more than any code for being out of scope.
    let clause = scoping.and_then(|scoping| scoping.unmet().find_map(|clause| advice_for_text(&clause.text, job)));
    let clause = clause.filter(|entry| entry.fault == Fault::None);
    let told = match (clause, known) {
        (Some(entry), _) => Some(verdict(entry, Certainty::Text)),
        (None, Some(known)) if !known.entry.broad => return known,
        (None, _) => scoping.and_then(kept_out).map(|entry| verdict(entry, Certainty::Record)),
    };
    match (told, known) {
        (Some(told), Some(known)) if ptr::eq(told.entry, known.entry) => known,
        (Some(told), known) => Verdict { broader: known.map(|known| known.entry), ..told },
        (None, Some(known)) => known,
        (None, None) if code.is_empty() => verdict(&general::SKIPPED, Certainty::Record),
        (None, None) => verdict(&general::SKIPPED_FOR, Certainty::Nothing),
    }
}

/// The entry for what keeps an object out of scope.
fn kept_out(scoping: &Scoping) -> Option<&'static Entry> {
    let no = Some(false);
    let code = if scoping.assigned == no || scoping.active == no || scoping.has_role == no {
        "NotEffectivelyEntitled"
    } else if scoping.filter_passed == no || scoping.unmet().next().is_some() {
        "OutOfScope"
    } else {
        return None;
    };
    advice_for(code).map(|found| found.entry)
}

fn verdict(entry: &'static Entry, certainty: Certainty) -> Verdict {
    Verdict { entry, certainty, broader: None }
}
