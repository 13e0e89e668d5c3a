//! What the explainer is asked, and what it is given: records, and what the log's columns say of events.

use serde::{Deserialize, Serialize};

use crate::event::{
    Action, Details, Instant, ProvisionedIdentity, ProvisioningErrorInfo, ProvisioningEvent, ProvisioningStatusInfo,
    ProvisioningStep, ProvisioningSystem, Status, Written,
};
use crate::format::{Flaw, read_event};
use crate::insight::kin::Tie;

/// A question to the explainer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inquiry {
    pub about: About,
    /// Two of them for a comparison, none for a story, else one.
    pub records: Vec<EventRecord>,
    /// The events of a story, with their records.
    pub kindred: Kindred,
}

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum About {
    /// Everything there is to say of one event. Answered by a `Dossier`, or by why there is none.
    Event,
    /// What else happened to the object of an event. Answered by a `Story`.
    Story,
    /// Two events side by side. Answered by blocks.
    Comparison,
    /// What to hand to somebody who helps. Answered by blocks.
    Support,
}

/// The record of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    /// The event's own id, as it was when the log was read.
    pub id: String,
    /// As it stands in the file (in UTF-8), or as it was made of what stands there.
    pub raw: String,
    pub is_rewritten: bool,
    /// The file it stands in, and the byte it begins at.
    pub file: String,
    pub offset: u64,
}

/// The events of one object; the first is the one that was asked about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kindred {
    pub events: Vec<KindredEvent>,
    /// Whether there are more than were gathered.
    pub has_more: bool,
    /// The filter that an API left others out by, in the language of the filter box; empty where there was none.
    pub asked_for: String,
}

/// An event of a story.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindredEvent {
    pub date: Option<Instant>,
    /// What the columns of the log say, in the order of [`Said`].
    pub texts: Vec<String>,
    /// Why it belongs; `None` for the event that was asked about.
    pub tie: Option<Tie>,
    /// Its record; empty where it was not read again.
    pub raw: String,
}

/// What is told of an event whose record is not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Id,
    JobId,
    ChangeId,
    Action,
    Status,
    ErrorCode,
    SkipReason,
    Application,
    SourceSystem,
    TargetSystem,
    SourceId,
    TargetId,
    Name,
    SignInName,
    ObjectType,
}

/// Why there is no dossier of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DossierError {
    /// The record is of another event than the one that was read there.
    #[error("the record could not be read again from {file}: the file has changed since it was opened")]
    Changed { file: String },
}

impl EventRecord {
    /// Reads the event, and says what is wrong with its record.
    pub fn event(&self) -> Result<(ProvisioningEvent, Option<Flaw>), DossierError> {
        let (event, flaw) = read_event(&self.raw);
        if event.id == self.id { Ok((event, flaw)) } else { Err(DossierError::Changed { file: self.file.clone() }) }
    }
}

impl KindredEvent {
    /// What the columns say.
    #[must_use]
    pub fn said(&self, what: Said) -> &str {
        self.texts.get(what as usize).map_or("", String::as_str)
    }

    /// The event: whole where its record was read again, else as far as columns tell; and which of both.
    #[must_use]
    pub fn event(&self) -> (ProvisioningEvent, bool) {
        if !self.raw.is_empty() {
            let (event, _) = read_event(&self.raw);
            if event.id == self.said(Said::Id) {
                return (event, true);
            }
        }
        (self.outline(), false)
    }

    fn outline(&self) -> ProvisioningEvent {
        let said = |what| self.said(what).to_owned();
        let details = |name: &str, value: String| match value.as_str() {
            "" => Details::default(),
            _ => Details(vec![(name.to_owned(), Written::Text(value))]),
        };
        let identity = |id, display_name, details| ProvisionedIdentity {
            id,
            display_name,
            identity_type: said(Said::ObjectType),
            details,
        };
        let system = |what| ProvisioningSystem { display_name: said(what), ..ProvisioningSystem::default() };
        let sign_in_name = details("UserPrincipalName", said(Said::SignInName));
        let mut event = ProvisioningEvent {
            id: said(Said::Id),
            activity_date_time: self.date,
            job_id: said(Said::JobId),
            change_id: said(Said::ChangeId),
            provisioning_action: Action::from_word(self.said(Said::Action)),
            source_system: system(Said::SourceSystem),
            target_system: system(Said::TargetSystem),
            source_identity: identity(said(Said::SourceId), said(Said::Name), sign_in_name),
            target_identity: identity(said(Said::TargetId), String::new(), Details::default()),
            ..ProvisioningEvent::default()
        };
        event.service_principal.display_name = said(Said::Application);
        event.provisioning_status_info = ProvisioningStatusInfo {
            status: Status::from_word(self.said(Said::Status)),
            error_information: Some(ProvisioningErrorInfo {
                error_code: said(Said::ErrorCode),
                ..ProvisioningErrorInfo::default()
            }),
        };
        let skip = details("SkipReason", said(Said::SkipReason));
        event.provisioning_steps.push(ProvisioningStep { details: skip, ..ProvisioningStep::default() });
        event
    }
}
