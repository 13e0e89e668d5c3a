//! What the knowledge base says about one code.

use crate::event::ErrorCategory;

use super::sources::Source;

/// One entry of the knowledge base. Everything is plain text for a person; nothing is markup.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    /// The codes it answers for, the usual spelling first. What has no code on the wire carries a name of ours.
    pub codes: &'static [&'static str],
    /// What happened, as a clause that can follow a colon: no capital at its start unless a name stands there, no
    /// full stop.
    pub title: &'static str,
    /// Why it happened: one or two sentences.
    pub cause: &'static str,
    /// Who must act, the likeliest first.
    pub actors: &'static [Actor],
    /// What to do, in order, a sentence each. Empty only where nobody has to act.
    pub steps: &'static [&'static str],
    pub retry: Retry,
    /// Where the fault lies, for records that carry no category of their own. An editorial reading.
    pub fault: Fault,
    /// The code covers many causes, so that what the reason's text tells is worth more than it.
    pub broad: bool,
    /// Legacy connectors write its codes with the application's name in front: `DropboxTooManyRequests`.
    pub with_application: bool,
    /// Words by which the entry is known in the text of a reason: any of these groups, with all of its words, in any
    /// letter case.
    pub symptoms: &'static [&'static [&'static str]],
    /// What stands in the id of a job for whose records the symptoms count; nothing where they do for every job.
    pub job: &'static str,
    /// Where the facts come from.
    pub sources: &'static [Source],
}

impl Entry {
    /// The usual shape: a fault outside of the service that is retried until it is mended.
    pub(super) const BLANK: Self = Self {
        codes: &[],
        title: "",
        cause: "",
        actors: &[],
        steps: &[],
        retry: Retry::UntilFixed,
        fault: Fault::Outside,
        broad: false,
        with_application: false,
        symptoms: &[],
        job: "",
        sources: &[],
    };

    /// Whether nobody but users' reports stands behind it.
    #[must_use]
    pub fn rests_on_reports_alone(&self) -> bool {
        self.sources.iter().all(|source| source.is_report)
    }
}

/// Who must act.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    SourceData,
    Mapping,
    Assignment,
    TargetApplication,
    Directory,
    SourceTenant,
    TargetTenant,
    EntraAdministrator,
    ApiClient,
    Support,
    Nobody,
    /// The record does not tell.
    Untold,
}

impl Actor {
    /// Reads the name of an arm, as the knowledge base writes it.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let named = [
            ("SourceData", Self::SourceData),
            ("Mapping", Self::Mapping),
            ("Assignment", Self::Assignment),
            ("TargetApplication", Self::TargetApplication),
            ("Directory", Self::Directory),
            ("SourceTenant", Self::SourceTenant),
            ("TargetTenant", Self::TargetTenant),
            ("EntraAdministrator", Self::EntraAdministrator),
            ("ApiClient", Self::ApiClient),
            ("Support", Self::Support),
            ("Nobody", Self::Nobody),
        ];
        named.into_iter().find(|(known, _)| *known == name).map(|(_, arm)| arm)
    }

    /// The words to show a person.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::SourceData => "Owner of the source data",
            Self::Mapping => "Provisioning administrator (mapping and scope)",
            Self::Assignment => "Whoever assigns people to the application",
            Self::TargetApplication => "Administrator or developer of the target application",
            Self::Directory => "Administrator of Active Directory and its agent",
            Self::SourceTenant => "Administrator of the source tenant",
            Self::TargetTenant => "Administrator of the target tenant",
            Self::EntraAdministrator => "Microsoft Entra administrator",
            Self::ApiClient => "Developer of the client that sends the data",
            Self::Support => "Microsoft support",
            Self::Nobody => "Nobody",
            Self::Untold => "Not known: the record does not tell",
        }
    }
}

/// Whether, and how, the same operation is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Retry {
    Automatic,
    NextCycle,
    UntilFixed,
    AfterRestart,
    Quarantine,
    Decision,
    WhenItChanges,
    BySender,
    Useless,
    Done,
    /// What happens to a failure of which nothing closer is known.
    AsARule,
    /// The record does not tell.
    Untold,
}

impl Retry {
    /// Reads the name of an arm, as the knowledge base writes it.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let named = [
            ("Automatic", Self::Automatic),
            ("NextCycle", Self::NextCycle),
            ("UntilFixed", Self::UntilFixed),
            ("AfterRestart", Self::AfterRestart),
            ("Quarantine", Self::Quarantine),
            ("Decision", Self::Decision),
            ("WhenItChanges", Self::WhenItChanges),
            ("BySender", Self::BySender),
            ("Useless", Self::Useless),
            ("Done", Self::Done),
        ];
        named.into_iter().find(|(known, _)| *known == name).map(|(_, arm)| arm)
    }

    /// The sentence to show a person.
    #[must_use]
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Automatic => "The service tries again by itself.",
            Self::NextCycle => "It is tried again in the next cycle, usually within about 40 minutes.",
            Self::UntilFixed => {
                "As a rule it is tried again with growing pauses (about 6, 12 and 24 hours, then once a day for up to 28 \
                 days) and fails until the cause is removed."
            }
            Self::AfterRestart => "Trying again does not help by itself: remove the cause, then restart the job.",
            Self::Quarantine => {
                "The whole job slows down to about one cycle a day until the cause is removed; after four weeks it is \
                 switched off."
            }
            Self::Decision => "It waits until an administrator allows or rejects it.",
            Self::WhenItChanges => {
                "Nothing is retried: the object is looked at again when it changes or comes into scope."
            }
            Self::BySender => "The service does not repeat it: the sending client has to send it again.",
            Self::Useless => "Trying again does not help: this job cannot make the change.",
            Self::Done => "It is done: nothing is left to try again.",
            Self::AsARule => {
                "As a rule a change that failed is tried again, with growing pauses for up to 28 days; the code of this \
                 one is not known here."
            }
            Self::Untold => "The record does not tell whether anything is tried again.",
        }
    }
}

/// Where a fault lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// In the target, the data or the set-up.
    Outside,
    /// In the provisioning service.
    Service,
    /// There is none; the code informs.
    None,
    /// It stops a whole job and stands in the job's state; no record carries it, as a rule.
    Job,
    /// Nobody can say whether there is one.
    Unknown,
}

impl Fault {
    /// Reads the name of an arm, as the knowledge base writes it.
    pub(super) fn from_name(name: &str) -> Option<Self> {
        let named = [("Outside", Self::Outside), ("Service", Self::Service), ("None", Self::None), ("Job", Self::Job)];
        named.into_iter().find(|(known, _)| *known == name).map(|(_, arm)| arm)
    }

    /// Graph's category for it; a fault of a whole job has none.
    #[must_use]
    pub fn category(self) -> Option<ErrorCategory> {
        match self {
            Self::Outside => Some(ErrorCategory::NonServiceFailure),
            Self::Service => Some(ErrorCategory::Failure),
            Self::None => Some(ErrorCategory::Success),
            Self::Job | Self::Unknown => None,
        }
    }
}
