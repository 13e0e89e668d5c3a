//! Why an object is passed over.

use super::attributes::Field;

/// One reason for passing an object over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Skip {
    /// Both sides are equal already.
    Redundant,
    /// Not assigned to the application, or not in a role that counts.
    NotEntitled,
    /// A scoping filter says no.
    OutOfScope,
    /// A value that the target needs is missing or of the wrong form.
    InvalidAttribute(Field),
    /// A member or a manager is not in the target.
    UnresolvedReference,
    /// No value to match by.
    NoMatchingValue,
    /// An object of a sort that the job does not provision.
    OtherType,
    /// As redundant, from the older part of the service that writes it as an error of the category `success`.
    RedundantAsError,
}

impl Skip {
    /// The service's word for it.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Redundant | Self::RedundantAsError => "RedundantExport",
            Self::NotEntitled => "NotEffectivelyEntitled",
            Self::OutOfScope => "EntrySynchronizationSkipped",
            Self::InvalidAttribute(_) => "AttributeValidationFailed",
            Self::UnresolvedReference => "UnableToResolveReferenceAttributeValue",
            Self::NoMatchingValue => "ImportSkipped",
            Self::OtherType => "EntityTypeNotSupported",
        }
    }

    /// Whether the object passed the scoping step.
    pub fn in_scope(self) -> bool {
        !matches!(self, Self::NotEntitled | Self::OutOfScope | Self::OtherType)
    }
}
