use proptest::prelude::*;

use super::{event, with_step};
use crate::advice::sentence;
use crate::event::{Action, Details, ProvisioningEvent, Status, Written};

/// Ana Petrov in ServiceNow.
fn ana(action: &str, status: &str, code: &str) -> ProvisioningEvent {
    let mut event = event(action, status, code, "");
    event.source_identity.display_name = "Ana Petrov".to_owned();
    event.source_identity.identity_type = "User".to_owned();
    event.target_system.display_name = "ServiceNow".to_owned();
    event
}

#[test]
fn every_action_and_ending_has_its_own_sentence() {
    let mut sentences = Vec::new();
    for status in ["success", "failure", "skipped", "warning", "", "paused"] {
        for action in ["create", "update", "delete", "disable", "stagedDelete", "other", "", "Rename"] {
            sentences.push(sentence(&ana(action, status, "")));
        }
    }
    insta::assert_snapshot!(sentences.join("\n"));
}

#[test]
fn a_failure_says_why_if_that_is_known() {
    assert_eq!(
        sentence(&ana("create", "failure", "EntryConflict")),
        "Could not create Ana Petrov in ServiceNow: a value that must be unique is already taken in the target"
    );
    assert_eq!(
        sentence(&ana("create", "failure", "Frobnicated")),
        "Could not create Ana Petrov in ServiceNow: Frobnicated"
    );
}

#[test]
fn a_skip_says_why() {
    let skipped = |details: &[(&str, &str)]| sentence(&with_step(ana("other", "skipped", ""), details));
    assert_eq!(
        skipped(&[("SkipReason", "NotEffectivelyEntitled"), ("Assigned", "False")]),
        "Skipped Ana Petrov for ServiceNow: not assigned to the application"
    );
    assert_eq!(
        skipped(&[("SkipReason", "RedundantExport")]),
        "Skipped Ana Petrov for ServiceNow: nothing to change, both sides already match"
    );
    assert_eq!(
        skipped(&[("SkipReason", "NotEffectivelyEntitled")]),
        "Skipped Ana Petrov for ServiceNow: not entitled to the application"
    );
    assert_eq!(skipped(&[("SkipReason", "BrandNew")]), "Skipped Ana Petrov for ServiceNow: BrandNew");
    assert_eq!(skipped(&[]), "Skipped Ana Petrov for ServiceNow");
}

#[test]
fn an_object_without_a_name_is_called_by_its_kind_and_what_it_is_known_by() {
    let mut nameless = ProvisioningEvent {
        provisioning_action: Action::Create,
        provisioning_status_info: ana("create", "success", "").provisioning_status_info,
        ..ProvisioningEvent::default()
    };
    assert_eq!(sentence(&nameless), "Created an unnamed object in the target system");
    nameless.target_identity.identity_type = "urn:ietf:params:scim:schemas:core:2.0:Group".to_owned();
    assert_eq!(sentence(&nameless), "Created an unnamed group in the target system");
    assert_eq!(
        sentence(&ProvisioningEvent::default()),
        "An unnamed object in the target system: the record does not say how it ended"
    );
    nameless.source_identity.id = "5e6c9b".to_owned();
    assert_eq!(sentence(&nameless), "Created group 5e6c9b in the target system");
    let known = with_step(nameless.clone(), &[("ReportableIdentifier", "21417")]);
    assert_eq!(sentence(&known), "Created group 21417 in the target system");
    let upn = Details(vec![("UserPrincipalName".to_owned(), Written::Text("ana@contoso.test".to_owned()))]);
    nameless.source_identity.details = upn;
    assert_eq!(sentence(&nameless), "Created ana@contoso.test in the target system");
}

#[test]
fn a_custom_application_is_called_by_its_own_name() {
    let mut created = ana("create", "success", "");
    created.target_system.display_name = "customappsso".to_owned();
    assert_eq!(sentence(&created), "Created Ana Petrov in the target system");
    created.service_principal.display_name = "Dashboards".to_owned();
    assert_eq!(sentence(&created), "Created Ana Petrov in Dashboards");
}

#[test]
fn an_endless_name_is_cut() {
    let mut created = ana("create", "success", "");
    created.source_identity.display_name = "é".repeat(1_000_000);
    assert_eq!(sentence(&created).chars().count(), "Created  in ServiceNow".len() + 121);
}

proptest! {
    #[test]
    fn every_event_has_a_sentence(
        status in 0_u64..6, action in 0_u64..8, name in ".{0,20}", id in ".{0,20}", kind in ".{0,10}", code in ".{0,10}",
    ) {
        let mut event = event("", "failure", &code, "");
        event.provisioning_status_info.status = Status::from_number(status);
        event.provisioning_action = Action::from_number(action);
        event.source_identity.display_name = name;
        event.source_identity.id = id;
        event.target_identity.identity_type = kind;
        prop_assert!(sentence(&event).len() > 8);
    }
}
