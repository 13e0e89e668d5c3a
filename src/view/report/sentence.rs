//! A problem in a person's words: what was wrong, and what to do. Pure.

use crate::format::ProblemKind;

/// What was wrong, as a sentence.
#[must_use]
pub fn fault(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::EmptyFile => "The file is empty.".to_owned(),
        ProblemKind::NotALog { content } => format!("The file is no log but {content}."),
        ProblemKind::NotJson => "The file is not JSON.".to_owned(),
        ProblemKind::NoEvents => "The file holds no records.".to_owned(),
        ProblemKind::OtherRecord { looks_like } if looks_like.is_empty() => "Not a provisioning event.".to_owned(),
        ProblemKind::OtherRecord { looks_like } => format!("Not a provisioning event; it looks like {looks_like}."),
        ProblemKind::BrokenRecord { fault } => format!("A record is broken: {fault}."),
        ProblemKind::Duplicate => "The same event stands in the log more than once.".to_owned(),
        ProblemKind::Leftover => "There is text between two records that belongs to neither.".to_owned(),
        ProblemKind::Truncated => "The file ends in the middle.".to_owned(),
        ProblemKind::MorePages => "There are more pages of this log.".to_owned(),
        ProblemKind::Unreadable { why } => format!("The file could not be read: {why}."),
    }
}

/// What to do about it, as a sentence.
#[must_use]
pub fn advice(kind: &ProblemKind) -> &'static str {
    match kind {
        ProblemKind::EmptyFile | ProblemKind::NoEvents => {
            "Download it again, over a range of time in which there were events."
        }
        ProblemKind::NotALog { .. } | ProblemKind::NotJson => {
            "Open the JSON download of the provisioning log, or a page of Microsoft Graph."
        }
        ProblemKind::Duplicate => "The last of them is shown, once.",
        ProblemKind::OtherRecord { .. } => "Only provisioning events are shown.",
        ProblemKind::BrokenRecord { .. } | ProblemKind::Leftover => {
            "The records around it are shown; download the log again if this one matters."
        }
        ProblemKind::Truncated => "What comes before is shown; download the log again for the rest.",
        ProblemKind::MorePages => "Add the files of the pages that follow.",
        ProblemKind::Unreadable { .. } => "Open it again; it must not be moved or changed while it is read.",
    }
}
