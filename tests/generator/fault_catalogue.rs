//! Every error code with what it comes with.
//!
//! The codes are the service's; the words are the generator's own, in the structure of real answers.

use super::faults::Answer::{self, Graph, Ldap, Message, Scim};
use super::faults::Fault;
use super::faults::Side::{self, Outside, Service};

const fn fault(code: &'static str, side: Side, passing: bool, answer: Answer) -> Fault {
    Fault { code, side, passing, answer }
}

/// Of SCIM endpoints, one's own or of the gallery. `{key}` is the object, `{app}` the application.
pub const APPLICATION_FAULTS: &[Fault] = &[
    fault(
        "Conflict",
        Outside,
        false,
        Scim("Conflict", 409, "uniqueness", "The e-mail address \"{key}\" belongs to another account."),
    ),
    fault("EntryConflict", Outside, false, Scim("Conflict", 409, "uniqueness", "userName '{key}' is already taken.")),
    fault(
        "{connector}EntryConflict",
        Outside,
        false,
        Message("{app} answered with status 409: an account named '{key}' is there already and was not matched."),
    ),
    fault(
        "TooManyRequests",
        Outside,
        true,
        Scim("TooManyRequests", 429, "", "Rate limit of 600 calls a minute reached; slow down."),
    ),
    fault(
        "InternalServerError",
        Outside,
        true,
        Scim("InternalServerError", 500, "", "Unexpected error. Reference \\\\node-07\\err\\{key}."),
    ),
    fault(
        "SystemForCrossDomainIdentityManagementServiceIncompatible",
        Outside,
        false,
        Scim("BadRequest", 400, "invalidSyntax", "PATCH operation 'Add' on path \"members\" is not understood."),
    ),
    fault(
        "SystemForCrossDomainIdentityManagementBadRequest",
        Outside,
        false,
        Scim("BadRequest", 400, "invalidValue", "phoneNumbers[type eq \"work\"].value must be in E.164 form."),
    ),
    fault(
        "LicenseLimitExceeded",
        Outside,
        false,
        Scim("Forbidden", 403, "", "All 250 seats of the plan are in use; {key} was not added."),
    ),
    fault("Timeout", Outside, true, Message("{app} gave no answer within 100 seconds.")),
    fault("InvalidAnchor", Outside, false, Scim("NotFound", 404, "noTarget", "Resource of '{key}' does not exist.")),
    fault(
        "UnprocessableEntity",
        Outside,
        false,
        Scim("UnprocessableEntity", 422, "invalidValue", "The role given to {key} is not one of: agent, admin, light."),
    ),
    fault(
        "InsufficientRights",
        Outside,
        false,
        Scim("Forbidden", 403, "", "The token may read accounts but not change them."),
    ),
    fault("Unauthorized", Outside, false, Scim("Unauthorized", 401, "", "The bearer token has expired.")),
    fault(
        "MandatoryFieldsMissing",
        Outside,
        false,
        Scim("BadRequest", 400, "invalidValue", "Required: name.familyName of {key}."),
    ),
    fault("MissingValues", Outside, false, Message("{app} needs a value for 'title', and '{key}' has none.")),
    fault(
        "DuplicateTargetEntries",
        Outside,
        false,
        Message("Two accounts in {app} match '{key}'; the right one cannot be told."),
    ),
    fault(
        "DuplicateSourceEntries",
        Outside,
        false,
        Message("Two objects in the source have the matching value '{key}'."),
    ),
    fault(
        "InvalidDomain",
        Outside,
        false,
        Scim("BadRequest", 400, "invalidValue", "Addresses of the domain in '{key}' are not accepted here."),
    ),
    fault("SchemaAttributeNotFound", Outside, false, Message("{app} has no attribute 'costCentre' to write to.")),
    fault(
        "SchemaPropertyCanOnlyAcceptValue",
        Outside,
        false,
        Message("'otherMails' of '{key}' holds 2 values, and its target takes one."),
    ),
    fault(
        "WebExceptionProtocolError",
        Outside,
        true,
        Message("The connection to {app} was closed before the answer was complete."),
    ),
    fault("NotImplemented", Outside, false, Scim("NotImplemented", 501, "", "Bulk operations are not offered.")),
    fault(
        "MethodNotAllowed",
        Outside,
        false,
        Scim("MethodNotAllowed", 405, "", "DELETE is switched off for this directory."),
    ),
    fault(
        "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering",
        Outside,
        false,
        Scim("Conflict", 409, "invalidFilter", "filter=externalId eq \"{key}\" is not supported."),
    ),
    fault(
        "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse",
        Outside,
        false,
        Message("Asked for one account by its id, {app} returned 2."),
    ),
    fault(
        "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
        Outside,
        true,
        Message("The endpoint of {app} could not be reached to test its credentials."),
    ),
    fault(
        "{connector}InvalidCredentials",
        Outside,
        false,
        Message("{app} refused the stored administrator sign-in (<faultcode>INVALID_LOGIN</faultcode>)."),
    ),
    fault("InternalError", Service, true, Message("The service met a fault of its own while it handled '{key}'.")),
];

/// Of another tenant.
pub const CROSS_TENANT_FAULTS: &[Fault] = &[
    fault(
        "AzureActiveDirectoryCannotUpdateObjectsOriginatedInExternalService",
        Outside,
        false,
        Graph("BadRequest", "Request_BadRequest", "showInAddressList of {key} is kept by the mail service."),
    ),
    fault(
        "AzureDirectoryB2BManagementPolicyCheckFailure",
        Outside,
        false,
        Graph("Forbidden", "Authorization_RequestDenied", "Automatic redemption is not switched on for both tenants."),
    ),
    fault(
        "InvitationCreationFailureAmbiguousUser",
        Outside,
        false,
        Graph("BadRequest", "Request_BadRequest", "A proxy address of an internal user equals {key}."),
    ),
    fault(
        "InvitationCreationFailureInvalidPropertyValue",
        Outside,
        false,
        Graph("BadRequest", "Request_BadRequest", "'{key}' is no valid primary SMTP address."),
    ),
    fault(
        "InvitationCreationFailureUserAccountDisabled",
        Outside,
        false,
        Graph("BadRequest", "Request_BadRequest", "The account for {key} is disabled in the other tenant."),
    ),
    fault(
        "AzureActiveDirectoryForbidden",
        Outside,
        false,
        Graph("Forbidden", "Authorization_RequestDenied", "Guests may not be invited here."),
    ),
    fault(
        "AzureActiveDirectoryQuotaLimitExceeded",
        Outside,
        false,
        Graph("BadRequest", "Directory_QuotaExceeded", "The directory holds as many objects as it may."),
    ),
    fault(
        "InvitationCreationFailure",
        Service,
        true,
        Graph("InternalServerError", "Service_InternalServerError", "The invitation could not be made."),
    ),
];

/// Of the on-premises directory that personnel systems write to.
pub const DIRECTORY_FAULTS: &[Fault] = &[
    fault(
        "HybridSynchronizationActiveDirectoryInsufficientAccessRights",
        Outside,
        false,
        Ldap("00002098: SecErr", "INSUFF_ACCESS_RIGHTS on the object of {key}"),
    ),
    fault(
        "HybridSynchronizationActiveDirectoryUserPrincipalNameNotUnique",
        Outside,
        false,
        Ldap("000021C8: AtrErr", "CONSTRAINT_ATT_TYPE, data 0, Att 90290 (userPrincipalName)"),
    ),
    fault(
        "ConstraintViolation-AtrErr",
        Outside,
        false,
        Ldap("00002082: AtrErr", "CONSTRAINT_ATT_TYPE, Att 4 (title), longer than 64"),
    ),
    fault(
        "OperationsError-SvcErr",
        Outside,
        false,
        Ldap("000020D6: SvcErr", "there is no superior reference for the given container"),
    ),
    fault(
        "InvalidAttributeSyntax-LdapErr",
        Outside,
        false,
        Ldap("00000057: LdapErr", "error in attribute conversion, 'telephoneNumber' is blank"),
    ),
    fault(
        "HybridSynchronizationActiveDirectoryCannotFindAttribute",
        Outside,
        false,
        Message("The directory has no attribute 'extensionCrewGrade'."),
    ),
    fault(
        "HybridIdentityServiceNoActiveAgents",
        Outside,
        true,
        Message("No agent of ad.brackwater.example is listening."),
    ),
    fault(
        "EntrySynchronizationError",
        Outside,
        true,
        Message("EndpointUnavailable: the directory could not be read for '{key}'."),
    ),
];

/// Of the bridge from the on-premises directory to the cloud.
pub const CLOUD_SYNC_FAULTS: &[Fault] = &[
    fault("TimeOut", Service, true, Message("The agent did not answer within 10 minutes.")),
    fault(
        "HybridIdentityServiceNoAgentsAssigned",
        Outside,
        false,
        Message("No agent is assigned to ad.brackwater.example."),
    ),
    fault(
        "HybridSynchronizationActiveDirectoryInternalServerError",
        Service,
        true,
        Message("The request could not be made into a search of the directory."),
    ),
    fault(
        "HybridIdentityServiceAgentSignalingError",
        Service,
        true,
        Message("The agent could not be reached over the service bus."),
    ),
    fault("AzureDirectoryServiceServerBusy", Service, true, Message("The directory is busy (error 81).")),
    fault(
        "AzureActiveDirectoryInvalidUserPrincipalName",
        Outside,
        false,
        Graph("BadRequest", "Request_BadRequest", "The domain of '{key}' is not a verified domain."),
    ),
    fault(
        "AzureActiveDirectoryInvalidCredential",
        Outside,
        false,
        Message("AADSTS50034: the account ADToAADSyncServiceAccount does not exist."),
    ),
];
