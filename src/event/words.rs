//! The enumerations of a provisioning event: Graph's words, the numbers that stand for them in diagnostic exports,
//! and an arm that keeps whatever else was written.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Declares an enumeration of Graph: each arm with its word on the wire and its label for people, in the order of
/// the numbers that diagnostic exports use (schema `v1.0`, August 2026).
macro_rules! enumeration {
    ($(#[$doc:meta])* $name:ident { $($(#[$arm_doc:meta])* $arm:ident = $word:literal, $label:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[$arm_doc])* $arm,)+
            /// Anything else, as written; empty where nothing was written.
            Unknown(String),
        }

        impl $name {
            /// Every known arm, in the order of the wire's numbers.
            pub const ALL: &'static [Self] = &[$(Self::$arm),+];

            /// Reads a word in any letter case.
            #[must_use]
            pub fn from_word(word: &str) -> Self {
                $(if word.eq_ignore_ascii_case($word) { return Self::$arm; })+
                Self::Unknown(word.to_owned())
            }

            /// Reads the number that stands for a word in diagnostic exports.
            #[must_use]
            pub fn from_number(number: u64) -> Self {
                let arm = usize::try_from(number).ok().and_then(|index| Self::ALL.get(index));
                arm.cloned().unwrap_or_else(|| Self::Unknown(number.to_string()))
            }

            /// Reads a word, or the digits of a number.
            #[must_use]
            pub fn from_written(written: &str) -> Self {
                number(written).map_or_else(|| Self::from_word(written), Self::from_number)
            }

            /// Graph's word, or what was written.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self { $(Self::$arm => $word,)+ Self::Unknown(word) => word }
            }

            /// The word to show a person.
            #[must_use]
            pub fn label(&self) -> &str {
                match self { $(Self::$arm => $label,)+ Self::Unknown(word) => word }
            }
        }

        impl Default for $name {
            fn default() -> Self { Self::Unknown(String::new()) }
        }

        /// As the word.
        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer).map(|word| Self::from_word(&word))
            }
        }
    };
}

/// The number that digits write. Not made anew for every enumeration.
#[inline(never)]
fn number(written: &str) -> Option<u64> {
    written.parse().ok()
}

enumeration! {
    /// What was done, or was about to be done, in the target system.
    Action {
        Other = "other", "Other";
        Create = "create", "Create";
        Delete = "delete", "Delete";
        Disable = "disable", "Disable";
        Update = "update", "Update";
        /// Held back by the guard against accidental deletions.
        StagedDelete = "stagedDelete", "Staged delete";
    }
}

enumeration! {
    /// How an event, or one step of it, ended.
    Status {
        Success = "success", "Success";
        Failure = "failure", "Failure";
        Skipped = "skipped", "Skipped";
        Warning = "warning", "Warning";
    }
}

enumeration! {
    /// The stage that a step belongs to.
    StepType {
        Import = "import", "Import";
        Scoping = "scoping", "Scoping";
        Matching = "matching", "Matching";
        Processing = "processing", "Processing";
        ReferenceResolution = "referenceResolution", "Reference resolution";
        Export = "export", "Export";
    }
}

enumeration! {
    /// Where the cause of an error lies: in the provisioning service, or outside of it.
    ErrorCategory {
        Failure = "failure", "Provisioning service";
        NonServiceFailure = "nonServiceFailure", "Outside the service";
        Success = "success", "Informational";
    }
}

enumeration! {
    /// Who set the event going.
    InitiatorType {
        User = "user", "User";
        Application = "application", "Application";
        System = "system", "System";
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_in_any_letter_case_and_written_as_graph_writes_it() {
        assert_eq!(Action::from_word("STAGEDDELETE").as_str(), "stagedDelete");
        assert_eq!(StepType::from_word("ReferenceResolution"), StepType::ReferenceResolution);
    }

    #[test]
    fn a_number_is_the_position_in_graphs_schema() {
        assert_eq!(Action::from_number(4), Action::Update);
        assert_eq!(Status::from_number(3), Status::Warning);
        assert_eq!(StepType::from_number(5), StepType::Export);
        assert_eq!(Status::from_number(77), Status::Unknown("77".into()));
        assert_eq!((Action::from_written("1"), Action::from_written("Create")), (Action::Create, Action::Create));
    }

    #[test]
    fn an_unknown_word_is_kept_as_written() {
        assert_eq!(Status::from_word("Paused").label(), "Paused");
    }
}
