//! Everything there is to say of one event, as plain data to be drawn.
//!
//! A [`Dossier`] is a header and five tabs, each a list of [`Block`]s made of [`Run`]s. It says what stands where and
//! what it is, and nothing of elements and colours, which are the page's business; moments are left to the page too,
//! because only the browser knows a person's time zone. One file builds one tab, from what `advice`, `insight` and
//! `export` work out. All of it is done in the explainer, so that the page holds nothing of it but these types.

mod block;
mod comparison;
mod dates;
mod header;
mod jobs;
mod json;
mod json_lines;
mod modified_properties;
mod record;
mod run;
mod secrets;
mod status;
mod steps;
mod story;
mod summary;
mod support;
mod tab;
mod text;
mod troubleshooting;
mod value;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

pub use block::{Block, Columns, Group, Path, Points, Record, Role, Row, Step, Table, Variants};
pub use comparison::comparison;
pub use jobs::{AskedJobs, HeardJob, KeptJob, KnownJobs, jobs};
pub use json_lines::name_length;
pub use record::{About, DossierError, EventRecord, Inquiry, Kindred, KindredEvent, Said};
pub use run::{LongText, Run, Style};
pub use story::Story;
pub use support::support;
pub use tab::Tab;

use crate::event::{ProvisioningEvent, Status};
use crate::format::Flaw;
use text::words;

/// See the module.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dossier {
    pub header: Vec<Block>,
    /// The tab to open with where the person has not chosen.
    pub first: Tab,
    /// In the order of [`Tab::ALL`].
    tabs: [Vec<Block>; Tab::ALL.len()],
}

impl Dossier {
    /// Reads a record and says everything there is to say of its event.
    pub fn of_record(record: &EventRecord) -> Result<Self, DossierError> {
        let (event, flaw) = record.event()?;
        Ok(Self::of_event(&event, record, flaw.as_ref()))
    }

    /// The dossier of an event that was read from a record; `flaw` is what is wrong with the record.
    #[must_use]
    pub fn of_event(event: &ProvisioningEvent, record: &EventRecord, flaw: Option<&Flaw>) -> Self {
        Self {
            header: header::header(event, flaw),
            // A failure calls for help.
            first: match event.provisioning_status_info.status {
                Status::Failure => Tab::Troubleshooting,
                _ => Tab::Steps,
            },
            tabs: Tab::ALL.map(|tab| match tab {
                Tab::Steps => steps::steps(event),
                Tab::Troubleshooting => troubleshooting::troubleshooting(event),
                Tab::ModifiedProperties => modified_properties::modified_properties(event),
                Tab::Summary => summary::summary(event, record),
                Tab::Json => json::json(record),
            }),
        }
    }

    /// What can be shown of an event that nothing can be said of, for a reason: its record.
    #[must_use]
    pub fn unexplained(raw: &str, why: &str) -> Self {
        let note = format!("Its record stands in the tab JSON, unread. What went wrong: {why}.");
        let nothing = || vec![Block::Line(Role::Empty, vec![words("Not explained.")])];
        Self {
            header: vec![
                Block::Line(Role::Title, vec![words("This event could not be explained")]),
                Block::Line(Role::Note, vec![words(note)]),
            ],
            first: Tab::Json,
            tabs: Tab::ALL.map(|tab| if tab == Tab::Json { json::unread(raw) } else { nothing() }),
        }
    }

    /// What stands in a tab.
    #[must_use]
    pub fn tab(&self, tab: Tab) -> &[Block] {
        &self.tabs[tab as usize]
    }
}
