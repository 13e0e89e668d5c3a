//! One object for every error that an administrator should know, so that the sample can be learnt from.

use provlens::event::Action;

use super::super::attributes::Field;
use super::at;
use super::scene::{Scene, Script, Who};

const WORKDAY: &str = "Workday to Active Directory User Provisioning";
const SUCCESSFACTORS: &str = "SuccessFactors to Active Directory User Provisioning";
const PARTNER: &str = "Skerry Harbour Authority";
const CLOUD: &str = "ad.brackwater.example";

/// Application, code, and the failures before it goes well; `None` where it is today's trouble.
const ERRORS: &[(&str, &str, Option<u64>)] = &[
    ("Timetable SCIM", "EntryConflict", None),
    ("Box", "{connector}EntryConflict", Some(1)),
    ("ServiceNow", "UnprocessableEntity", Some(2)),
    ("Dropbox Business", "InvalidDomain", None),
    ("Slack", "MissingValues", Some(1)),
    ("Airtable", "DuplicateTargetEntries", None),
    ("Zoom", "MandatoryFieldsMissing", Some(1)),
    ("Zendesk", "DuplicateSourceEntries", Some(1)),
    ("GitHub Enterprise", "SchemaPropertyCanOnlyAcceptValue", None),
    ("Old Payroll (do not use)", "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable", Some(2)),
    ("Harbour \"Pilot\" API", "Unauthorized", None),
    ("Φορτωτική / Freight", "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering", None),
    ("Crew Portal", "SchemaAttributeNotFound", Some(2)),
    ("ServiceNow", "InternalError", Some(1)),
    (WORKDAY, "HybridSynchronizationActiveDirectoryInsufficientAccessRights", None),
    (WORKDAY, "HybridSynchronizationActiveDirectoryUserPrincipalNameNotUnique", Some(1)),
    (WORKDAY, "ConstraintViolation-AtrErr", Some(1)),
    (SUCCESSFACTORS, "OperationsError-SvcErr", None),
    (SUCCESSFACTORS, "InvalidAttributeSyntax-LdapErr", Some(1)),
    (SUCCESSFACTORS, "EntrySynchronizationError", Some(1)),
    (PARTNER, "AzureActiveDirectoryCannotUpdateObjectsOriginatedInExternalService", Some(1)),
    (PARTNER, "AzureDirectoryB2BManagementPolicyCheckFailure", None),
    (PARTNER, "InvitationCreationFailureInvalidPropertyValue", Some(1)),
    (PARTNER, "AzureActiveDirectoryForbidden", None),
    (CLOUD, "TimeOut", Some(2)),
    (CLOUD, "AzureDirectoryServiceServerBusy", Some(1)),
    (CLOUD, "AzureActiveDirectoryInvalidUserPrincipalName", None),
    (CLOUD, "HybridIdentityServiceNoAgentsAssigned", Some(1)),
];

pub fn play(script: &mut Script) {
    for ((application, code, failures), position) in ERRORS.iter().zip(0_i64..) {
        // What healed is spread over the working days before.
        let day = if failures.is_some() { [12, 13, 16][remainder(position, 3)] } else { 18 };
        let action = if position % 2 == 0 { Action::Create } else { Action::Update };
        let who = Who::Person(50 + position.unsigned_abs());
        let mut scene = Scene::new(application, who, at(day, 7 + position % 9, (position * 11) % 60), action.clone());
        if action == Action::Update {
            scene = scene.writes(Field::Title, "Trainee");
        }
        script.play(match failures {
            Some(failures) => scene.heals_after(*failures, code),
            None => scene.keeps_failing(code),
        });
    }
}

fn remainder(position: i64, of: i64) -> usize {
    usize::try_from(position.rem_euclid(of)).expect("a remainder is small")
}
