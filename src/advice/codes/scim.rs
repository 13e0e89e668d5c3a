//! SCIM endpoints: codes of the client, and the error types that endpoints answer with.

use crate::advice::entry::{Actor, Entry, Retry};
use crate::advice::sources::{
    ECMA, FUNCTIONS, LOGS, MAPPING, PUBLISHED_RECORD, SCIM, SCIM_EXAMPLES, SCIM_FLAGS, SCIM_PROTOCOL, SENTRY, WORKDAY,
};

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["BadRequest", "SystemForCrossDomainIdentityManagementBadRequest"],
        title: "the endpoint could not accept the request",
        cause: "The SCIM endpoint refused the form of the request or one of its values.",
        actors: &[Actor::TargetApplication, Actor::Mapping],
        steps: &[
            "Read the detail that the endpoint sent back: it often names the attribute or the operation.",
            "Check the values of that attribute in the mapping.",
            "If the form is refused, compare the endpoint with what the SCIM client sends, and see whether a \
             compatibility flag is needed in the tenant URL.",
        ],
        broad: true,
        sources: &[SCIM_EXAMPLES, SCIM_FLAGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["SystemForCrossDomainIdentityManagementMultipleEntriesInResponse"],
        title: "the endpoint returned several objects where one was expected",
        cause: "A query that should have found one object brought several, or group members came back although they \
                were not asked for.",
        actors: &[Actor::TargetApplication],
        steps: &[
            "Make the endpoint apply the filter on the matching attribute.",
            "Make it leave out members when the query excludes them.",
        ],
        sources: &[LOGS, SCIM],
        ..Entry::BLANK
    },
    Entry {
        codes: &["SystemForCrossDomainIdentityManagementServiceIncompatible"],
        title: "the endpoint's reply could not be understood",
        cause: "The reply is not what the SCIM client can read: the body does not follow the standard, or an \
                operation such as PATCH is handled in another way.",
        actors: &[Actor::TargetApplication],
        steps: &[
            "Show the reply to the developer of the endpoint and compare it with what the SCIM client expects.",
            "Check whether a compatibility flag in the tenant URL helps until the endpoint is corrected.",
        ],
        broad: true,
        sources: &[LOGS, SENTRY, SCIM, SCIM_FLAGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering"],
        title: "the endpoint could not answer a filter query",
        cause: "The query by which the job looks for an existing object is not supported or failed. The code also \
                turns up around a reply that says that a value is already taken.",
        actors: &[Actor::TargetApplication],
        steps: &[
            "Make the endpoint support a filter on the matching attribute.",
            "If the reply speaks of a value that is taken, resolve the duplicate first.",
        ],
        broad: true,
        sources: &[PUBLISHED_RECORD, SCIM],
        ..Entry::BLANK
    },
    Entry {
        codes: &["SystemForCrossDomainIdentityManagementBadResponse"],
        title: "the other side answered with an error that the client could not handle",
        cause: "The endpoint or the agent sent back an unexpected error. With Active Directory it is often a value \
                that is too long or not allowed.",
        actors: &[Actor::TargetApplication, Actor::Directory],
        steps: &[
            "Look in the reason for the error of the directory or application and the attribute it names.",
            "If a value is too long, shorten it in the mapping, for instance with Left() or Mid().",
        ],
        broad: true,
        sources: &[WORKDAY, FUNCTIONS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["SystemForCrossDomainIdentityManagementCredentialValidationUnavailable"],
        title: "the connection could not be tested",
        cause: "The endpoint or the agent in front of it could not be reached, or did not accept the secret or the \
                certificate.",
        actors: &[Actor::TargetApplication, Actor::Directory],
        steps: &[
            "Check that the endpoint is up: for an on-premises application that means the agent and the ECMA \
             connector host service.",
            "Check the tenant URL, the secret token and the dates of the certificate.",
            "Test the connection again and restart provisioning.",
        ],
        retry: Retry::Quarantine,
        sources: &[ECMA],
        ..Entry::BLANK
    },
    Entry {
        codes: &["invalidValue"],
        title: "the endpoint does not accept a value",
        cause: "The endpoint says that a value is missing or is not allowed for its attribute.",
        actors: &[Actor::Mapping, Actor::SourceData],
        steps: &["Find the attribute in the endpoint's detail, and correct the data or the mapping."],
        sources: &[SCIM_PROTOCOL, MAPPING],
        ..Entry::BLANK
    },
    Entry {
        codes: &["mutability"],
        title: "the attribute cannot be changed in the target",
        cause: "The endpoint says that the attribute is read-only, or may be set only when the object is created.",
        actors: &[Actor::Mapping],
        steps: &["Drop the mapping of the attribute, or apply it only when objects are created."],
        sources: &[SCIM_PROTOCOL, MAPPING],
        ..Entry::BLANK
    },
    Entry {
        codes: &["noTarget", "NotFound"],
        title: "the object or attribute to change was not found in the target",
        cause: "The endpoint does not have what the request wants to change. The object may have been deleted there, \
                or have another id now.",
        actors: &[Actor::Mapping, Actor::TargetApplication],
        steps: &[
            "Check whether the object still exists in the target, and restore it if it was deleted by mistake.",
            "Otherwise restart provisioning, so that objects are matched afresh.",
        ],
        sources: &[SCIM_PROTOCOL, LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["invalidFilter", "invalidPath", "invalidSyntax"],
        title: "the endpoint does not understand part of the request",
        cause: "The endpoint does not support the filter, path or form of request that the SCIM client uses.",
        actors: &[Actor::TargetApplication],
        steps: &["Show the reply to the developer of the endpoint and compare it with what the SCIM client sends."],
        sources: &[SCIM_PROTOCOL, SCIM],
        ..Entry::BLANK
    },
    Entry {
        codes: &["tooMany"],
        title: "the query brings more than the endpoint will return",
        cause: "The endpoint found more objects than it is willing to return or to work on.",
        actors: &[Actor::TargetApplication],
        steps: &["Make the endpoint apply the filter on the matching attribute, so that one object is found."],
        sources: &[SCIM_PROTOCOL, SCIM],
        ..Entry::BLANK
    },
];
