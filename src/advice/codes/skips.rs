//! Why objects are passed over.

use crate::advice::entry::{Actor, Entry, Fault, Retry};
use crate::advice::sources::{CROSS_TENANT, KNOWN_ISSUES, LOG_ANALYTICS, LOGS, NO_USERS, REPORTS, SCOPING};

/// What every skip has in common: no fault, and nothing happens before the object changes.
const SKIP: Entry = Entry { retry: Retry::WhenItChanges, fault: Fault::None, ..Entry::BLANK };

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["NotEffectivelyEntitled"],
        title: "not entitled to the application",
        cause: "The object is not assigned to the application, is assigned with a role that does not entitle it, or \
                is disabled in the source. For people who should not have the application this is as it should be.",
        actors: &[Actor::Assignment],
        steps: &[
            "If the object should be provisioned, assign it, or a group it belongs to, with a role other than the \
             default access.",
            "Check that the account is enabled in the source.",
            "Or widen the scope of the job to all users and groups.",
        ],
        broad: true,
        sources: &[NO_USERS, REPORTS],
        ..SKIP
    },
    Entry {
        codes: &["RedundantExport"],
        title: "nothing to change: both sides already match",
        cause: "The target already has the values that the job would write.",
        actors: &[Actor::Nobody],
        steps: &[],
        sources: &[NO_USERS, REPORTS],
        ..SKIP
    },
    Entry {
        codes: &["OutOfScope", "NotInScope", "OutOfScopeByFilter"],
        title: "out of scope by a scoping filter",
        cause: "At least one clause of the job's scoping filter is not met. For objects that should stay out this is \
                as it should be.",
        actors: &[Actor::Mapping],
        steps: &[
            "See which clause was not met in the details of the scoping step.",
            "If the object should be provisioned, correct its attribute or the filter.",
        ],
        sources: &[LOGS, SCOPING],
        ..SKIP
    },
    Entry {
        codes: &["AttributeValidationFailed"],
        title: "an attribute is missing or not valid for the operation",
        cause: "The attribute that the record names as PropertyName has no value, or one that cannot be used.",
        actors: &[Actor::SourceData, Actor::Mapping],
        steps: &["Fill in or correct the attribute at the source, or give its mapping a default value."],
        sources: &[REPORTS],
        ..SKIP
    },
    Entry {
        codes: &["UnableToResolveReferenceAttributeValue"],
        title: "a referenced object is not in the target",
        cause: "A member or manager that the object refers to has not been provisioned or is out of scope, so the \
                reference cannot be written.",
        actors: &[Actor::Assignment, Actor::Mapping],
        steps: &["Bring the referenced object into scope, or accept that the reference stays empty."],
        sources: &[LOG_ANALYTICS],
        ..SKIP
    },
    Entry {
        codes: &["ImportSkipped"],
        title: "the object has no value to match by",
        cause: "The attribute by which objects are matched is empty in the source, so the job goes no further; scope \
                was not even looked at.",
        actors: &[Actor::SourceData, Actor::Mapping],
        steps: &["Fill in the matching attribute at the source, or match by another attribute."],
        sources: &[LOGS],
        ..SKIP
    },
    Entry {
        codes: &["EntrySynchronizationSkipped", "EntrySynchronizationSkip"],
        title: "the object was looked at and left as it is",
        cause: "The object is out of scope, or both sides already match. The scoping step tells which.",
        actors: &[Actor::Nobody],
        steps: &[],
        broad: true,
        sources: &[LOGS],
        ..SKIP
    },
    Entry {
        codes: &["EntityTypeNotSupported"],
        title: "this job does not provision objects of this kind",
        cause: "The kind of object is not supported by the job. In cross-tenant synchronization that holds for some \
                guests and for users who sign in by text message.",
        actors: &[Actor::Nobody],
        steps: &[],
        sources: &[CROSS_TENANT, KNOWN_ISSUES],
        ..SKIP
    },
    Entry {
        codes: &["SmsSignIn", "Filter external users.alternativeSecurityIds EQUALS 'None'"],
        title: "external users and users who sign in by text message are left out",
        cause: "A filter that cross-tenant synchronization always applies lets no user through who signs in by text \
                message or comes from another organisation.",
        actors: &[Actor::Assignment],
        steps: &[
            "Switch off text message sign-in for the user if the user should be synchronized.",
            "Otherwise take the user out of the assignment, so that the skip goes away.",
        ],
        symptoms: &[&["alternativeSecurityIds"]],
        sources: &[CROSS_TENANT, KNOWN_ISSUES],
        ..SKIP
    },
];
