//! From HR systems (Workday, SuccessFactors, the inbound API) to Active Directory and Microsoft Entra ID.

use crate::advice::entry::{Actor, Entry, Retry};
use crate::advice::sources::{
    AD_RIGHTS, FUNCTIONS, HR_CREATE, HR_MANAGER, HR_UPDATE, INBOUND_API, MANAGER_ISSUE, REPORTS, WORKDAY,
};

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["HybridSynchronizationActiveDirectoryInsufficientAccessRights"],
        title: "the agent may not change this object in Active Directory",
        cause: "The agent's account lacks rights on the organisational unit, or the object is protected because it \
                belongs, or once belonged, to an administrative group.",
        actors: &[Actor::Directory],
        steps: &[
            "Give the agent's group managed service account the right to create and change users in the unit.",
            "If the object is protected (inheritance of rights is switched off), take it out of the protected group \
             and switch inheritance on again.",
            "Look after true administrators by hand.",
        ],
        symptoms: &[&["INSUFF_ACCESS_RIGHTS"], &["InsufficientAccessRights"]],
        sources: &[AD_RIGHTS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridSynchronizationActiveDirectoryCannotFindAttribute"],
        title: "the agent does not know an attribute of the mapping",
        cause: "The mapping writes to an Active Directory attribute that is not in the schema as the agent read it.",
        actors: &[Actor::Directory, Actor::Mapping],
        steps: &[
            "Check the spelling of the attribute in the mapping.",
            "If the schema was extended lately, restart the agent so that it reads it again.",
        ],
        sources: &[HR_UPDATE],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridSynchronizationActiveDirectoryUserPrincipalNameNotUnique"],
        title: "the user principal name is already used in the forest",
        cause: "Another account in the Active Directory forest has the same user principal name. It may be the same \
                person, not matched.",
        actors: &[Actor::Mapping, Actor::SourceData],
        steps: &[
            "Search the forest for the user principal name.",
            "If it is the same person, correct the matching attribute on that account.",
            "If not, let the mapping choose a free name with SelectUniqueValue, or change one of the two.",
        ],
        symptoms: &[&["CONSTRAINT_ATT_TYPE", "userPrincipalName"], &["not unique forest"]],
        sources: &[REPORTS, FUNCTIONS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InvalidAttributeSyntax-LdapErr"],
        title: "Active Directory does not accept the form of a value",
        cause: "An empty value, or one that does not suit its attribute, was sent to Active Directory.",
        actors: &[Actor::Mapping, Actor::SourceData],
        steps: &[
            "Find the attribute in the reason or among the modified properties.",
            "Let the mapping leave empty values out, for instance with IgnoreFlowIfNullOrEmpty, or supply a default \
             with IIF or Switch.",
        ],
        symptoms: &[&["InvalidAttributeSyntax"], &["INVALID_ATT_SYNTAX"]],
        sources: &[HR_CREATE, HR_UPDATE, FUNCTIONS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["ConstraintViolation-AtrErr"],
        title: "a value breaks a limit of Active Directory",
        cause: "As a rule the value is longer than its attribute allows, often 64 characters.",
        actors: &[Actor::Mapping],
        steps: &[
            "Find the attribute in the reason.",
            "Shorten the value in the mapping, for instance with Left() or Mid().",
        ],
        symptoms: &[&["ConstraintViolation"], &["CONSTRAINT_ATT_TYPE"]],
        sources: &[WORKDAY, FUNCTIONS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["OperationsError-SvcErr"],
        title: "the organisational unit for the account does not exist",
        cause: "The mapping of parentDistinguishedName yields a unit that is missing or lies in another domain.",
        actors: &[Actor::Mapping, Actor::Directory],
        steps: &[
            "Compare the value of parentDistinguishedName among the modified properties with Active Directory.",
            "Correct the expression or the default unit, or create the unit.",
        ],
        symptoms: &[&["OperationsError"], &["superior reference"]],
        sources: &[HR_CREATE, WORKDAY],
        ..Entry::BLANK
    },
    Entry {
        codes: &["HybridSynchronizationInvalidOperationOnRelativeDistinguishedNameAttribute"],
        title: "an update tried to rename the object",
        cause: "The mapping writes cn or name on update, but these are part of the object's name in Active Directory.",
        actors: &[Actor::Mapping],
        steps: &["Apply the mapping of cn and name only when objects are created."],
        sources: &[REPORTS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["EndpointUnavailable"],
        title: "the agent could not reach Active Directory",
        cause: "The agent is down, or no domain controller answered it.",
        actors: &[Actor::Directory],
        steps: &[
            "Check that the agent's service runs and that it can reach a domain controller.",
            "Restart the agent, then provisioning.",
        ],
        symptoms: &[&["EndpointUnavailable"]],
        sources: &[WORKDAY],
        ..Entry::BLANK
    },
    Entry {
        codes: &["EntrySynchronizationError"],
        title: "the object could not be worked out",
        cause: "The job met a fault while it decided what to do with the object. With Active Directory it often \
                means that the agent could not be reached.",
        actors: &[Actor::Directory, Actor::Mapping],
        steps: &[
            "Read the reason and the step that failed.",
            "For a job to or from Active Directory, check the agent and the domain controllers.",
        ],
        broad: true,
        sources: &[WORKDAY],
        ..Entry::BLANK
    },
    Entry {
        codes: &["ManagerNotSet"],
        title: "the manager could not be set",
        cause: "The manager has not been created in the target yet, or is out of scope. The person's own account is \
                not touched by this: it is a record of its own.",
        actors: &[Actor::Assignment, Actor::SourceData],
        steps: &[
            "Wait for the next cycle: the reference is written once the manager exists.",
            "If it stays, bring the manager into scope, or correct the manager at the source.",
        ],
        retry: Retry::NextCycle,
        symptoms: &[&["manager", "invalid value"]],
        sources: &[HR_MANAGER, MANAGER_ISSUE],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureActiveDirectoryInvalidUserPrincipalName", "DomainNotVerified"],
        title: "the domain of the user principal name is not verified in the tenant",
        cause: "The user principal name ends in a domain that Microsoft Entra ID does not know as yours.",
        actors: &[Actor::Mapping],
        steps: &["Let the mapping end the user principal name in a verified domain, or verify the domain."],
        symptoms: &[&["verified domain"], &["userPrincipalName", "domain", "does not exist"]],
        sources: &[INBOUND_API],
        ..Entry::BLANK
    },
    Entry {
        codes: &["MailNotWritable"],
        title: "the mail address of a cloud user cannot be written",
        cause: "The mapping writes the attribute mail, which Microsoft Entra ID does not let be set for cloud-only \
                users.",
        actors: &[Actor::Mapping],
        steps: &["Drop the mapping of mail; a mailbox in Exchange sets it."],
        symptoms: &[&["'mail'", "read-only"]],
        sources: &[INBOUND_API],
        ..Entry::BLANK
    },
    Entry {
        codes: &["ExtensionAttributeMatching"],
        title: "an extension attribute cannot be used for matching",
        cause: "The job matches by one of the extension attributes, which is not supported.",
        actors: &[Actor::Mapping],
        steps: &["Choose another matching attribute, such as the employee id."],
        symptoms: &[&["extensionAttribute", "matching"]],
        sources: &[INBOUND_API],
        ..Entry::BLANK
    },
    Entry {
        codes: &["BulkUploadRefused", "bulkUpload"],
        title: "the inbound API refused the upload",
        cause: "The client's request was malformed (400), carried no valid token (401), lacked permission (403), or \
                came too often (429: more than 40 calls in 5 seconds or 6,000 in 24 hours).",
        actors: &[Actor::ApiClient],
        steps: &[
            "400: correct the payload so that it is a valid SCIM bulk request.",
            "401: get a fresh token. 403: grant the client the permission to upload.",
            "429: send fewer calls with more users in each.",
        ],
        retry: Retry::BySender,
        symptoms: &[&["bulkUpload"]],
        sources: &[INBOUND_API],
        ..Entry::BLANK
    },
];
