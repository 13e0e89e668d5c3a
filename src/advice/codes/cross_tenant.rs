//! Cross-tenant synchronization.

use crate::advice::entry::{Actor, Entry, Retry};
use crate::advice::sources::{CROSS_TENANT, KNOWN_ISSUES, LOGS};

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["AzureActiveDirectoryCannotUpdateObjectsOriginatedInExternalService"],
        title: "another service owns the property in the target tenant",
        cause: "Some properties, such as mail, the visibility in address lists and the extension attributes, belong \
                to Exchange in the target tenant and can be changed only there.",
        actors: &[Actor::TargetTenant, Actor::Mapping],
        steps: &[
            "See whether a later record of the same user succeeded: the service often tries again without the \
             property.",
            "Set the property in Exchange of the target tenant.",
            "Or drop its mapping.",
        ],
        sources: &[LOGS, KNOWN_ISSUES],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureDirectoryB2BManagementPolicyCheckFailure"],
        title: "automatic redemption is not switched on in both tenants",
        cause: "Users can be synchronized only if both tenants have agreed to redeem invitations automatically, and \
                at least one has not.",
        actors: &[Actor::SourceTenant, Actor::TargetTenant],
        steps: &[
            "In the target tenant, open the cross-tenant access settings for the source tenant and switch on \
             automatic redemption for inbound access.",
            "In the source tenant, do the same for the target tenant and outbound access.",
            "Restart provisioning if the job is in quarantine.",
        ],
        symptoms: &[&["auto-redemption"]],
        sources: &[LOGS, CROSS_TENANT],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureActiveDirectoryQuotaLimitExceeded"],
        title: "the target tenant holds as many objects as it may",
        cause: "The number of directory objects in the target tenant has reached its quota.",
        actors: &[Actor::TargetTenant],
        steps: &["Delete objects that are not needed in the target tenant, or have its quota raised."],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InvitationCreationFailure"],
        title: "the invitation into the target tenant failed",
        cause: "The target tenant could not create the invitation and gave no closer cause.",
        actors: &[Actor::TargetTenant, Actor::Support],
        steps: &[
            "Check the external collaboration settings of the target tenant.",
            "If they allow the invitation, open a case with Microsoft support and give the change id.",
        ],
        broad: true,
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InvitationCreationFailureUserAccountDisabled"],
        title: "the matching account in the target tenant is disabled",
        cause: "The target tenant already has an account for this user, and it is disabled.",
        actors: &[Actor::TargetTenant],
        steps: &["Enable the account in the target tenant, or remove it so that a new one can be made."],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureActiveDirectoryForbidden"],
        title: "the target tenant does not allow the change",
        cause: "As a rule its external collaboration settings forbid to invite guests. It also happens when somebody \
                else changes the object at the same moment, or when the object is managed on-premises.",
        actors: &[Actor::TargetTenant],
        steps: &[
            "Allow guest invitations in the external collaboration settings of the target tenant.",
            "If they are allowed already, wait for the next attempt.",
        ],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InvitationCreationFailureInvalidPropertyValue"],
        title: "a property of the user does not suit an invitation",
        cause: "The primary mail address is not valid or is also the address of a group, or the user type is neither \
                Guest nor Member.",
        actors: &[Actor::SourceData, Actor::Mapping],
        steps: &[
            "Correct the user's primary mail address, and see that no group in the target has the same.",
            "See that the mapping of the user type yields Guest or Member.",
        ],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["InvitationCreationFailureAmbiguousUser"],
        title: "an internal user of the target tenant has the same address",
        cause: "One of the user's addresses also belongs to an internal user of the target tenant.",
        actors: &[Actor::TargetTenant, Actor::SourceData],
        steps: &[
            "Take the address away from the internal user, or remove that user, if it is the same person.",
            "Otherwise take this user out of scope.",
        ],
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["AzureActiveDirectoryCannotUpdateObjectsMasteredOnPremises"],
        title: "the user in the target tenant is managed from its own Active Directory",
        cause: "The user was turned from an internal into an external one but still follows an on-premises directory, \
                so nothing else may change it.",
        actors: &[Actor::TargetTenant],
        steps: &["Change the user in that on-premises directory, or take it out of scope here."],
        retry: Retry::Useless,
        sources: &[LOGS],
        ..Entry::BLANK
    },
    Entry {
        codes: &["ProxyAddressesReadOnly"],
        title: "proxyAddresses cannot be written",
        cause: "The attribute proxyAddresses is mapped as a target, but Microsoft Graph lets it be read only.",
        actors: &[Actor::Mapping],
        steps: &["Remove proxyAddresses from the target attributes of the mapping."],
        symptoms: &[&["proxyAddresses", "read-only"]],
        sources: &[KNOWN_ISSUES],
        ..Entry::BLANK
    },
];
