//! The columns that a person can show, sort by and filter on.

use serde::{Deserialize, Serialize};

/// Declares the columns: arm, name in an address, heading.
macro_rules! columns {
    ($($(#[$doc:meta])* $arm:ident = $key:literal, $heading:literal;)+) => {
        /// A column of the grid.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Column { $($(#[$doc])* $arm,)+ }

        impl Column {
            /// Every column, in the order of the column chooser.
            pub const ALL: &'static [Self] = &[$(Self::$arm),+];

            /// The name in an address and in saved settings.
            #[must_use]
            pub fn key(self) -> &'static str { match self { $(Self::$arm => $key),+ } }

            /// The heading that people read.
            #[must_use]
            pub fn heading(self) -> &'static str { match self { $(Self::$arm => $heading),+ } }
        }
    };
}

columns! {
    Date = "date", "Date";
    /// Name and id of the object; see `ProvisioningEvent::identity_label`.
    Identity = "identity", "Identity";
    Action = "action", "Action";
    SourceSystem = "source", "Source system";
    TargetSystem = "target", "Target system";
    Status = "status", "Status";
    Application = "app", "Application";
    ErrorCode = "code", "Error code";
    ErrorCategory = "category", "Error category";
    SkipReason = "skip", "Skip reason";
    /// The short type of the source identity, else of the target identity.
    ObjectType = "type", "Object type";
    UserPrincipalName = "upn", "User principal name";
    SourceId = "sourceid", "Source ID";
    TargetId = "targetid", "Target ID";
    /// In milliseconds.
    Duration = "duration", "Duration";
    InitiatedBy = "initiator", "Initiated by";
    /// Whether a user, an application or the service itself began it.
    InitiatorType = "initiatortype", "Initiator type";
    JobId = "job", "Job ID";
    CycleId = "cycle", "Cycle ID";
    ChangeId = "change", "Change ID";
    Id = "id", "Event ID";
}

impl Column {
    /// The place in [`Self::ALL`].
    #[must_use]
    pub fn number(self) -> u32 {
        self as u32
    }

    /// The column at that place of [`Self::ALL`].
    #[must_use]
    pub fn from_number(number: u32) -> Option<Self> {
        Self::ALL.get(number as usize).copied()
    }

    /// Whether its values are few and known, with words of their own for people.
    #[must_use]
    pub const fn is_enumeration(self) -> bool {
        matches!(self, Self::Status | Self::Action | Self::ErrorCategory | Self::InitiatorType)
    }

    /// Whether events can be grouped by it: not by what has too many values to be the same for two events, or is asked for
    /// by ranges.
    #[must_use]
    pub const fn has_groups(self) -> bool {
        !matches!(self, Self::Date | Self::Identity | Self::Duration | Self::Id)
    }

    /// What the grid shows until a person chooses otherwise.
    pub const DEFAULT: [Self; 6] =
        [Self::Date, Self::Identity, Self::Action, Self::SourceSystem, Self::TargetSystem, Self::Status];

    /// The column of that name.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.key() == key)
    }
}
