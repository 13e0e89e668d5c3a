use proptest::prelude::*;

use super::{event, with_step};
use crate::advice::{Actor, Certainty, Match, explain, https_only};
use crate::event::{
    Action, ErrorCategory, Instant, ModifiedProperty, ProvisioningErrorInfo, ProvisioningEvent, ProvisioningStep,
    Status, Written,
};

#[test]
fn a_known_failure_names_cause_actor_steps_retry_code_and_category() {
    let reason = "StatusCode: Conflict\r\nMessage: No.\r\nThis operation was retried 3 times. It will be retried \
                  again after this date: 2026-03-24T13:23:44Z UTC";
    let explanation = explain(&event("create", "failure", "BoxEntryConflict", reason));
    assert_eq!(explanation.headline, "A value that must be unique is already taken in the target.");
    assert_eq!(explanation.certainty, Certainty::Code(Match::Application));
    assert_eq!(explanation.actors, [Actor::Mapping, Actor::SourceData]);
    assert!(explanation.steps.len() > 1 && !explanation.links.is_empty());
    assert!(explanation.retry.sentence.starts_with("By this record it had been tried again 3 times. As a rule it is"));
    assert_eq!(explanation.retry.next_attempt.unwrap().to_rfc3339(), "2026-03-24T13:23:44Z");
    assert_eq!(explanation.code, "BoxEntryConflict");
    let category = explanation.category.unwrap();
    assert_eq!((category.value, category.is_stated), (ErrorCategory::NonServiceFailure, false));
    assert_eq!(explanation.reason.unwrap().raw, reason);
}

#[test]
fn the_records_own_category_counts() {
    let mut failed = event("create", "failure", "EntryConflict", "");
    failed.provisioning_status_info.error_information.as_mut().unwrap().error_category = ErrorCategory::Failure;
    let category = explain(&failed).category.unwrap();
    assert_eq!((category.value, category.is_stated), (ErrorCategory::Failure, true));
}

#[test]
fn a_reason_that_tells_more_than_a_broad_code_is_followed() {
    let code = "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering";
    let taken = r#"Web Response: {"detail":"taken","status":409,"scimType":"uniqueness"}"#;
    let explanation = explain(&event("create", "failure", code, taken));
    assert_eq!(explanation.headline, "A value that must be unique is already taken in the target.");
    assert_eq!(explanation.certainty, Certainty::ScimType);
    assert_eq!(explanation.findings, ["The code by itself says only: the endpoint could not answer a filter query."]);

    let long =
        "ConstraintViolation: 000020B5: AtrErr: DSID-1, problem 1005 (CONSTRAINT_ATT_TYPE), data 0, Att 1 (title)";
    let explanation = explain(&event("update", "failure", "SystemForCrossDomainIdentityManagementBadResponse", long));
    assert_eq!(explanation.headline, "A value breaks a limit of Active Directory.");
    assert_eq!(explanation.certainty, Certainty::Text);
    assert!(explanation.findings.contains(&"The attribute is title.".to_owned()));

    let throttled = explain(&event("create", "failure", "BadRequest", "StatusCode: TooManyRequests"));
    assert_eq!(throttled.headline, "The target application asked for fewer requests.");
    let refused = explain(&event("create", "failure", "BadRequest", "StatusCode: BadRequest"));
    assert_eq!(refused.certainty, Certainty::Code(Match::Exact));
}

#[test]
fn a_code_that_says_unknown_gives_way_to_what_the_record_tells() {
    let explanation = explain(&event("create", "failure", "Unknown", "StatusCode: Conflict"));
    assert_eq!(explanation.headline, "A value that must be unique is already taken in the target.");
}

#[test]
fn an_exact_code_is_not_overruled_by_its_reason() {
    let explanation = explain(&event("create", "failure", "LicenseLimitExceeded", "StatusCode: Conflict"));
    assert_eq!(explanation.headline, "The target application has no free licence.");
}

#[test]
fn an_unknown_code_gets_help_by_http_status_and_says_so() {
    let explanation = explain(&event("create", "failure", "Frobnicated", "StatusCode: ServiceUnavailable"));
    assert_eq!(explanation.certainty, Certainty::HttpStatus(503));
    assert!(!explanation.certainty.is_specific() && explanation.certainty.sentence().contains("503"));
    assert_eq!(explanation.code, "Frobnicated");
    assert_eq!(explanation.links, []);
    assert!(!explanation.steps.is_empty());
}

#[test]
fn an_unknown_code_without_a_status_gets_help_by_category() {
    let mut failed = event("create", "failure", "Frobnicated", "no idea");
    let headline = |event: &ProvisioningEvent| {
        let explanation = explain(event);
        assert!(!explanation.steps.is_empty() && !explanation.certainty.is_specific());
        explanation.headline
    };
    assert_eq!(headline(&failed), "The operation did not succeed.");
    let error = |event: &mut ProvisioningEvent, category| {
        event.provisioning_status_info.error_information.as_mut().unwrap().error_category = category;
    };
    error(&mut failed, ErrorCategory::Failure);
    assert_eq!(headline(&failed), "The provisioning service failed.");
    error(&mut failed, ErrorCategory::NonServiceFailure);
    assert_eq!(headline(&failed), "The target, the data or the set-up stood in the way.");
}

#[test]
fn a_failure_without_any_error_is_explained_in_general() {
    let explanation = explain(&event("create", "failure", "", ""));
    assert_eq!((explanation.certainty, explanation.reason), (Certainty::Nothing, None));
    assert!(!explanation.steps.is_empty());
}

#[test]
fn a_redundant_skip_asks_for_nothing() {
    let skipped = with_step(event("other", "skipped", "", ""), &[("SkipReason", "RedundantExport")]);
    let explanation = explain(&skipped);
    assert_eq!(explanation.headline, "Nothing to change: both sides already match.");
    assert_eq!(explanation.code, "RedundantExport");
    assert_eq!((explanation.actors, explanation.steps.len()), ([Actor::Nobody].as_slice(), 0));
    assert_eq!(explanation.category.unwrap().value, ErrorCategory::Success);
}

#[test]
fn a_skip_out_of_scope_says_what_keeps_the_object_out() {
    let unassigned = with_step(
        event("other", "skipped", "", ""),
        &[("SkipReason", "NotEffectivelyEntitled"), ("Assigned to the application", "False")],
    );
    let explanation = explain(&unassigned);
    assert_eq!(explanation.findings, ["Not assigned to the application."]);
    assert_eq!(explanation.certainty, Certainty::Code(Match::Exact));
    assert_eq!(explanation.scoping.unwrap().assigned, Some(false));

    let filtered = with_step(
        event("other", "skipped", "", ""),
        &[("ScopeEvaluationResult", r#"{"HR.country EQUALS 'NL'":false,"HR.active EQUALS 'True'":true}"#)],
    );
    let explanation = explain(&filtered);
    assert_eq!(explanation.headline, "Out of scope by a scoping filter.");
    assert_eq!(explanation.findings, ["Scoping filter not met: HR.country EQUALS 'NL'."]);
    assert_eq!(explanation.certainty, Certainty::Record);
}

#[test]
fn the_filter_of_cross_tenant_synchronization_is_recognised() {
    let clause = r#"{"Filter external users.alternativeSecurityIds EQUALS 'None'":false}"#;
    let skipped = with_step(
        event("other", "skipped", "NotEffectivelyEntitled", ""),
        &[("ScopeEvaluationResult", clause), ("Scoping filter evaluation passed", "False")],
    );
    assert_eq!(explain(&skipped).headline, "External users and users who sign in by text message are left out.");
    // Also where the code says as much for certain, and less.
    for code in ["NotInScope", "EntityTypeNotSupported"] {
        let mut skipped = skipped.clone();
        skipped.provisioning_status_info.error_information = None;
        skipped.provisioning_steps[0].details.0.insert(0, ("SkipReason".to_owned(), Written::Text(code.to_owned())));
        let explanation = explain(&skipped);
        assert_eq!(explanation.headline, "External users and users who sign in by text message are left out.");
        assert_eq!(explanation.code, code);
    }
}

#[test]
fn credentials_that_are_refused_are_told_from_rights_that_lack() {
    let expired = r#"StatusCode: Unauthorized Message: Web Response: {"detail":"token expired","status":"401"}"#;
    let of = |code: &str, reason: &str| explain(&event("update", "failure", code, reason)).headline;
    for code in ["Unauthorized", "SystemForCrossDomainIdentityManagementUnauthorized", "Frobnicated"] {
        assert_eq!(of(code, expired), "The target application did not accept the credentials of the job.", "{code}");
    }
    for (code, reason) in [("Frobnicated", "StatusCode: Forbidden"), ("InsufficientRights", ""), ("Forbidden", "No.")] {
        assert_eq!(of(code, reason), "The target application does not permit this change.", "{code}");
    }
    assert_eq!(of("Unauthorized", ""), "The target application refused access.");
}

#[test]
fn a_success_with_a_step_that_failed_promises_nothing() {
    let mut event = event("update", "success", "", "");
    event.provisioning_steps.push(ProvisioningStep { status: Status::Failure, ..ProvisioningStep::default() });
    let explanation = explain(&event);
    assert_eq!(explanation.cause, "The record does not tell what the target holds now.");
    assert_eq!(explanation.retry.sentence, "The record does not tell whether anything is tried again.");
    event.provisioning_steps[0].status = Status::Success;
    assert!(explain(&event).cause.contains("the target holds the new state"));
}

#[test]
fn a_skip_without_a_reason_still_has_a_sentence() {
    let explanation = explain(&event("other", "skipped", "", ""));
    assert_eq!((explanation.headline.as_str(), explanation.certainty), ("Passed over.", Certainty::Record));
    let explanation = explain(&event("other", "skipped", "BrandNewReason", ""));
    assert_eq!((explanation.code.as_str(), explanation.certainty), ("BrandNewReason", Certainty::Nothing));
}

#[test]
fn the_attribute_that_a_skip_names_is_told() {
    let details = [("SkipReason", "AttributeValidationFailed"), ("PropertyName", "mailNickname")];
    let explanation = explain(&with_step(event("other", "skipped", "", ""), &details));
    assert_eq!(explanation.findings, ["The attribute is mailNickname."]);
}

#[test]
fn the_attribute_of_a_step_that_went_well_is_not_the_one_at_fault() {
    let done = with_step(event("update", "failure", "EntryConflict", ""), &[("PropertyName", "department")]);
    let mut failed = with_step(done, &[("PropertyName", "mail")]);
    failed.provisioning_steps[0].status = Status::Success;
    failed.provisioning_steps[1].status = Status::Failure;
    assert_eq!(explain(&failed).findings, ["The attribute is mail."]);
    failed.provisioning_steps.pop();
    assert_eq!(explain(&failed).findings, [""; 0]);
}

#[test]
fn a_skip_reason_on_a_failure_that_is_retried_does_not_deny_it() {
    let reason = "No value. This operation was retried 1 times. It will be retried again after this date: \
                  2026-03-24T13:23:44Z UTC";
    let explanation = explain(&event("create", "failure", "AttributeValidationFailed", reason));
    assert!(explanation.retry.sentence.starts_with("By this record it had been tried again once. As a rule it is"));
}

#[test]
fn an_attempt_that_the_record_announces_is_not_told_to_be_in_the_next_cycle() {
    let next = "It will be retried again after this date: 2026-03-24T13:23:44Z UTC";
    let sentence = |reason: &str| explain(&event("create", "failure", "InternalServerError", reason)).retry.sentence;
    assert!(sentence("HTTP 500").contains("in the next cycle"));
    assert_eq!(sentence(next), "The service tries again by itself.");
    let paused = sentence(&format!("HTTP 503, Retry-After: 120. {next}"));
    assert_eq!(paused, "The service tries again by itself. The target asks for a pause: 120 seconds.");
}

#[test]
fn a_bare_answer_of_the_target_leads_to_help() {
    let taken = r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"scimType":"uniqueness","detail":"taken","status":"409"}"#;
    let explanation = explain(&event("create", "failure", "Frobnicated", taken));
    assert_eq!(explanation.headline, "A value that must be unique is already taken in the target.");
    assert_eq!(explanation.certainty, Certainty::ScimType);
    let unavailable = explain(&event("create", "failure", "Frobnicated", "503 Service Unavailable"));
    assert_eq!(unavailable.certainty, Certainty::HttpStatus(503));
}

#[test]
fn a_success_has_a_sentence_too() {
    let explanation = explain(&event("create", "success", "", ""));
    assert_eq!(explanation.headline, "The target accepted the operation.");
    assert_eq!(explanation.retry.sentence, "It is done: nothing is left to try again.");
    let redundant = explain(&event("update", "success", "RedundantExport", ""));
    assert_eq!(redundant.headline, "Nothing to change: both sides already match.");
}

#[test]
fn an_update_of_account_disabled_alone_is_pointed_out() {
    let mut updated = event("update", "success", "", "");
    updated.modified_properties.push(ModifiedProperty {
        display_name: "accountDisabled".to_owned(),
        new_value: Written::Text("False".to_owned()),
        ..ModifiedProperty::default()
    });
    assert_eq!(explain(&updated).findings.len(), 1);
    updated.modified_properties[0].old_value = Written::Text("True".to_owned());
    assert_eq!(explain(&updated).findings.len(), 0);
}

#[test]
fn deletions_held_back_wait_for_a_decision() {
    for status in ["success", "warning"] {
        let explanation = explain(&event("stagedDelete", status, "", ""));
        assert_eq!(explanation.headline, "More deletions than the guard allows.", "{status}");
        assert_eq!(explanation.retry.sentence, "It waits until an administrator allows or rejects it.");
    }
}

#[test]
fn warnings_and_unknown_endings_are_explained() {
    assert_eq!(explain(&event("create", "warning", "", "")).headline, "Done, but not without trouble.");
    assert_eq!(explain(&event("create", "warning", "Timeout", "")).certainty, Certainty::Code(Match::Exact));
    assert_eq!(explain(&event("", "", "", "")).headline, "The record does not say how it ended.");
    assert_eq!(explain(&event("", "Paused", "Timeout", "")).certainty, Certainty::Code(Match::Exact));
}

#[test]
fn a_recommended_action_is_a_link_only_if_it_is_safe() {
    let mut failed = event("create", "failure", "Timeout", "");
    let mut links = |action: &str| {
        let error = failed.provisioning_status_info.error_information.as_mut().unwrap();
        error.recommended_action = action.to_owned();
        let explanation = explain(&failed);
        assert_eq!(explanation.recommended_action, action);
        explanation.links.into_iter().filter(|link| link.title == "Recommended by the record").count()
    };
    assert_eq!(links("https://example.test/help"), 1);
    assert_eq!(links("Try again later"), 0);
    assert_eq!(links("javascript:alert(1)"), 0);
}

#[test]
fn what_only_users_report_is_marked() {
    assert!(explain(&event("create", "failure", "1789003", "")).is_report);
    assert!(!explain(&event("create", "failure", "Timeout", "")).is_report);
}

proptest! {
    #[test]
    fn every_event_has_an_explanation_whose_links_are_https(
        status in prop_oneof![Just("success"), Just("failure"), Just("skipped"), Just("warning"), Just(""), Just("odd")],
        action in 0_u64..8,
        code in prop_oneof![Just(String::new()), Just("BadRequest".to_owned()), ".{0,20}"],
        reason in ".{0,60}",
        recommended in prop_oneof![".{0,30}", "(https|javascript|data):[/ -~]{0,30}"],
        detail in ".{0,40}",
    ) {
        let mut event = with_step(
            event("create", status, &code, &reason),
            &[("SkipReason", &detail), ("PropertyName", &detail), ("ScopeEvaluationResult", &detail)],
        );
        event.provisioning_action = Action::from_number(action);
        event.provisioning_status_info.error_information = Some(ProvisioningErrorInfo {
            recommended_action: recommended,
            ..event.provisioning_status_info.error_information.unwrap_or_default()
        });
        let explanation = explain(&event);
        prop_assert!(explanation.headline.len() > 2 && !explanation.cause.is_empty());
        prop_assert!(!explanation.actors.is_empty());
        prop_assert!(!explanation.steps.is_empty() || explanation.actors == [Actor::Nobody]);
        prop_assert!(!explanation.retry.sentence.is_empty());
        for link in &explanation.links {
            prop_assert_eq!(https_only(&link.url), Some(link.url.as_str()));
        }
    }
}

#[test]
fn a_success_with_the_code_of_a_failure_is_told_to_contradict_itself() {
    let headline = |code: &str| explain(&event("update", "success", code, "x")).headline;
    for code in ["EntryConflict", "foo"] {
        assert_eq!(headline(code), "The record says that it succeeded, and also that something failed.", "{code}");
    }
    let findings = explain(&event("update", "success", "foo", "x")).findings;
    assert!(findings.is_empty(), "{findings:?}");
    // A code that only informs is in nothing's way.
    assert_eq!(headline("RedundantExport"), explain(&event("update", "skipped", "RedundantExport", "")).headline);
    assert_eq!(headline(""), "The target accepted the operation.");
}

#[test]
fn a_sign_in_error_is_cloud_syncs_only_in_its_own_jobs() {
    let reason = "AADSTS50055: The password is expired";
    let headline = |job: &str| {
        let event = ProvisioningEvent { job_id: job.to_owned(), ..event("update", "failure", "Unauthorized", reason) };
        explain(&event).headline
    };
    let general = explain(&event("update", "failure", "Unauthorized", "")).headline;
    for job in ["serviceNow.1.2", "scim.1.2", ""] {
        assert_eq!(headline(job), general, "{job}");
    }
    assert_ne!(headline("AD2AADProvisioning.1.2"), general);
}

#[test]
fn an_attempt_that_was_to_come_before_the_event_itself_is_none_to_wait_for() {
    let reason =
        "This operation was retried 3 times. It will be retried again after this date: 2026-10-01T08:00:00Z UTC";
    let next = |at: &[u8]| {
        let activity_date_time = Instant::parse(at);
        explain(&ProvisioningEvent { activity_date_time, ..event("update", "failure", "Timeout", reason) }).retry
    };
    assert_eq!(next(b"2026-11-01T08:00:00Z").next_attempt, None);
    assert!(next(b"2026-10-01T08:00:00Z").next_attempt.is_some());
    assert!(next(b"").next_attempt.is_some());
}
