//! A problem in a person's words: what was wrong, and what to do. Pure.

use crate::format::{KeptKind, MemberFlaw, PackFault, ProblemKind};
use crate::invisible::bracketed;

/// What was wrong, as a sentence.
#[must_use]
pub fn fault(kind: &ProblemKind) -> String {
    // It may quote what stands in the file.
    bracketed(&words(kind))
}

fn words(kind: &ProblemKind) -> String {
    match kind {
        ProblemKind::EmptyFile => "The file is empty.".to_owned(),
        ProblemKind::NotALog { content } => format!("The file is no log but {content}."),
        ProblemKind::Packed { fault } => format!("The file is packed, and not read further: {fault}."),
        ProblemKind::NotJson => "The file is not JSON, nor a table.".to_owned(),
        ProblemKind::NoEvents => "The file holds no records.".to_owned(),
        ProblemKind::OtherRecord { looks_like } => {
            format!("This is no provisioning event; it seems to be {looks_like}.")
        }
        ProblemKind::OtherTable { looks_like } => {
            format!("This table is no provisioning log; it seems to be {looks_like}.")
        }
        ProblemKind::Kept { kind: KeptKind::Audit } => "A directory audit record of provisioning.".to_owned(),
        ProblemKind::Kept { kind: KeptKind::Job } => "A synchronization job.".to_owned(),
        ProblemKind::BrokenRecord { fault } => format!("A record is broken: {fault}."),
        ProblemKind::Doubled { member } => {
            format!(
                "A record seems to have lost its middle and to run on into a later one: the member {member} stands in it twice."
            )
        }
        ProblemKind::UnreadMember { member, flaw: flaw @ (MemberFlaw::ControlCharacter | MemberFlaw::Escape) } => {
            format!("The member {member} breaks a rule of JSON: {flaw}.")
        }
        ProblemKind::UnreadMember { member, flaw } => format!("The member {member} could not be read: {flaw}."),
        ProblemKind::Duplicate => "The same event stands in the log more than once.".to_owned(),
        ProblemKind::Leftover => "There is text that belongs to no record.".to_owned(),
        ProblemKind::Truncated => "The file ends in the middle, or a bracket or a quote is missing.".to_owned(),
        ProblemKind::ErrorAnswer { error } => format!("An API's answer in the file is an error: {error}."),
        ProblemKind::Collapsed => "PowerShell left out what lies deep inside the events.".to_owned(),
        ProblemKind::UnknownColumns { headings } => format!("Columns that are not known: {}.", headings.join(", ")),
        ProblemKind::WithoutEvents => {
            "Steps or modified properties stand in this file whose events are not in what was opened.".to_owned()
        }
        ProblemKind::LocalTimes { heading } => format!("The dates of the column {heading} are in a local time zone."),
        ProblemKind::MorePages => {
            "This file is partial: it ends with a page of a log that more pages follow.".to_owned()
        }
        ProblemKind::Stopped => "Reading was stopped here; the rest of the file was not read.".to_owned(),
        ProblemKind::NoMemory => "Reading was stopped here: the tab has no memory for more events.".to_owned(),
        ProblemKind::NoDisk { why } => format!("The browser gives no more room on disk: {why}."),
        ProblemKind::Unreadable { why } => format!("The file could not be read: {why}."),
    }
}

const OPEN_A_LOG: &str = "Open a download of the provisioning log as JSON or CSV, or a page of Microsoft Graph.";

/// What to do about it, as a sentence; it depends on whether any event is shown.
#[must_use]
pub fn advice(kind: &ProblemKind, any_shown: bool) -> &'static str {
    match kind {
        ProblemKind::EmptyFile | ProblemKind::NoEvents => {
            "Download it again, over a range of time in which there were events."
        }
        ProblemKind::NotALog { .. } | ProblemKind::NotJson => OPEN_A_LOG,
        ProblemKind::Packed { fault: PackFault::Broken { .. } | PackFault::Damaged } => {
            "It is incomplete or damaged; download it again."
        }
        ProblemKind::Packed { fault: PackFault::Empty } => "Pack the logs again, or open them as they are.",
        ProblemKind::Packed { fault: PackFault::Office } => "Save the table that it holds as CSV, and open that.",
        ProblemKind::Packed { fault: PackFault::Bomb { .. } | PackFault::Name | PackFault::HidingName } => {
            "Unpack it only if you know where it comes from."
        }
        ProblemKind::Packed { .. } => "Unpack it, and open the logs that it holds.",
        ProblemKind::OtherRecord { .. } if !any_shown => OPEN_A_LOG,
        ProblemKind::OtherTable { .. } => {
            "Open the download of the provisioning log: it has columns such as Change ID, Source System, Target System. If this is one under other headings, open the line that counts the problems and say there what its columns mean."
        }
        ProblemKind::UnreadMember { flaw: MemberFlaw::NotUtf8, .. } => {
            "The events are shown, with \u{FFFD} in its place."
        }
        ProblemKind::UnreadMember { flaw: MemberFlaw::ControlCharacter | MemberFlaw::Escape, .. } => {
            "It is read as it stands; nothing is lost."
        }
        ProblemKind::UnreadMember { flaw: MemberFlaw::Encoding, .. } => {
            "The events are shown, with \u{FFFD} in its place; save the file as \"CSV UTF-8\", and open that."
        }
        ProblemKind::UnreadMember { flaw: MemberFlaw::Name, .. } => {
            "What stands under that name may not be shown; the tab JSON has it."
        }
        ProblemKind::UnreadMember { .. } => "The events are shown without it; the tab JSON has what it says.",
        ProblemKind::Duplicate => "The newest reading is shown, once.",
        ProblemKind::OtherRecord { .. } => "Only whole provisioning events are shown.",
        ProblemKind::Kept { .. } if !any_shown => {
            "It belongs to provisioning but is no event; open the provisioning log too."
        }
        ProblemKind::Kept { kind: KeptKind::Job } => "It is no event of the log; the view Jobs tells of it.",
        ProblemKind::Kept { .. } => "It is no event of the log; it is kept.",
        ProblemKind::BrokenRecord { .. }
        | ProblemKind::Doubled { .. }
        | ProblemKind::Leftover
        | ProblemKind::Truncated
            if !any_shown =>
        {
            "Nothing else could be read; download the log again."
        }
        ProblemKind::ErrorAnswer { .. } if !any_shown => "There is nothing else in it; ask the API again.",
        ProblemKind::ErrorAnswer { .. } => "What else the file holds is shown; ask the API again for the rest.",
        ProblemKind::Collapsed => {
            "Export again with ConvertTo-Json -Depth 10, and not with Export-Csv, to see names, steps, errors and details."
        }
        ProblemKind::UnknownColumns { .. } => "What these columns hold stands in the tab JSON alone.",
        ProblemKind::WithoutEvents => {
            "Open the file of the events with it, which has their dates and names: of the portal's three files the one that begins with ProvisioningLogs and ends with neither ProvisioningSteps nor ModifiedProperties."
        }
        ProblemKind::LocalTimes { .. } => "They are read as UTC; export again with UTC to see the right times.",
        ProblemKind::BrokenRecord { .. } | ProblemKind::Doubled { .. } | ProblemKind::Leftover => {
            "The records around it are shown; download the log again if this one matters."
        }
        ProblemKind::Truncated => "What comes before is shown; download the log again for the rest.",
        ProblemKind::MorePages => "Add the files of the pages that follow, if they are not open yet.",
        ProblemKind::Stopped => "Open the file again to read it all.",
        ProblemKind::NoMemory => "What was read is shown; open a log of fewer days to see the rest.",
        ProblemKind::NoDisk { .. } => "What was rewritten is held in memory instead; nothing is lost.",
        ProblemKind::Unreadable { .. } => "Open it again; it must not be moved or changed while it is read.",
    }
}
