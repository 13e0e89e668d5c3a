//! The sample log that ships with the page shows everything that a provisioning log can say.

#![allow(clippy::expect_used, reason = "helpers of tests fail as tests do")]

#[path = "generator/mod.rs"]
mod generator;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::LazyLock;

use generator::{Shape, sample, writing};
use provlens::event::instant::DAY;
use provlens::event::{Action, ErrorCategory, InitiatorType, Instant, Status, StepType};
use serde_json::Value;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/sample/provisioning-log.json");

/// The file as any other program reads it.
static SAMPLE: LazyLock<Vec<Value>> = LazyLock::new(|| {
    let text = fs::read_to_string(PATH).expect("the sample log is there");
    serde_json::from_str(&text).expect("the sample log is a JSON array")
});

/// The distinct texts at a pointer.
fn texts(pointer: &str) -> BTreeSet<&'static str> {
    SAMPLE.iter().filter_map(|event| event.pointer(pointer)?.as_str()).collect()
}

fn text<'a>(event: &'a Value, pointer: &str) -> &'a str {
    event.pointer(pointer).and_then(Value::as_str).unwrap_or("")
}

fn steps(event: &Value) -> &[Value] {
    event["provisioningSteps"].as_array().map_or(&[], Vec::as_slice)
}

fn date(event: &Value) -> Instant {
    Instant::parse(text(event, "/activityDateTime").as_bytes()).expect("every event of the sample has a date")
}

/// Events of one person, oldest first: application, action, status.
fn story(name: &str) -> Vec<(&'static str, &'static str, &'static str)> {
    let events = SAMPLE.iter().rev().filter(|event| text(event, "/sourceIdentity/displayName") == name);
    let scene = |event| {
        (
            text(event, "/servicePrincipal/displayName"),
            text(event, "/provisioningAction"),
            text(event, "/provisioningStatusInfo/status"),
        )
    };
    events.map(scene).collect()
}

/// The words of an enumeration that the sample does not show.
fn missing<'a>(words: impl IntoIterator<Item = &'a str>, shown: &BTreeSet<&str>) -> Vec<&'a str> {
    words.into_iter().filter(|word| !shown.contains(word)).collect()
}

#[test]
fn the_file_is_what_the_generator_makes() {
    let made = writing::to_bytes(&sample(), Shape::Array);
    let same = fs::read(PATH).expect("the sample log is there") == made;
    assert!(same, "make it anew: `cargo run --no-default-features --example generate -- --sample`");
}

#[test]
fn it_is_small_and_spans_the_eight_days_up_to_18_november_2026_newest_first() {
    assert_eq!(SAMPLE.len(), 300);
    assert!(fs::metadata(PATH).unwrap().len() < 1_200_000);
    assert!(SAMPLE.is_sorted_by_key(|event| std::cmp::Reverse(date(event))));
    let (newest, oldest) = (date(&SAMPLE[0]), date(&SAMPLE[299]));
    assert!(newest.to_rfc3339().starts_with("2026-11-18T"));
    assert!((7 * DAY..=9 * DAY).contains(&(newest.0 - oldest.0)), "{}", oldest.to_rfc3339());
    assert_eq!(texts("/id").len(), 300);
}

#[test]
fn it_shows_every_action_status_step_type_category_and_initiator() {
    let all_steps: BTreeSet<&str> =
        SAMPLE.iter().flat_map(steps).map(|step| text(step, "/provisioningStepType")).collect();
    let step_states: BTreeSet<&str> = SAMPLE.iter().flat_map(steps).map(|step| text(step, "/status")).collect();
    let statuses = || Status::ALL.iter().map(Status::as_str);
    let nothing: Vec<&str> = Vec::new();
    assert_eq!(missing(Action::ALL.iter().map(Action::as_str), &texts("/provisioningAction")), nothing);
    assert_eq!(missing(statuses(), &texts("/provisioningStatusInfo/status")), nothing);
    assert_eq!(missing(statuses(), &step_states), nothing);
    assert_eq!(missing(StepType::ALL.iter().map(StepType::as_str), &all_steps), nothing);
    let categories = texts("/provisioningStatusInfo/errorInformation/errorCategory");
    assert_eq!(missing(ErrorCategory::ALL.iter().map(ErrorCategory::as_str), &categories), nothing);
    let initiators = texts("/initiatedBy/initiatorType");
    assert_eq!(missing(InitiatorType::ALL.iter().map(InitiatorType::as_str), &initiators), nothing);
}

#[test]
fn it_shows_users_groups_and_roles_of_every_kind_of_application() {
    let types = texts("/sourceIdentity/identityType");
    assert_eq!(missing(["User", "Group", "RolesCompound", "Worker"], &types), Vec::<&str>::new());
    assert!(texts("/targetIdentity/identityType").iter().any(|kind| kind.starts_with("urn:ietf:params:scim:")));
    assert!(texts("/servicePrincipal/displayName").len() >= 6);
    let ways: BTreeSet<(&str, &str)> = SAMPLE
        .iter()
        .map(|event| (text(event, "/sourceSystem/displayName"), text(event, "/targetSystem/displayName")))
        .collect();
    for way in [
        ("Microsoft Entra ID", "customappsso"),
        ("Microsoft Entra ID", "Salesforce"),
        ("Microsoft Entra ID", "Azure Active Directory (target tenant)"),
        ("Workday", "Active Directory"),
        ("SuccessFactors", "Active Directory"),
        ("Active Directory", "Microsoft Entra ID"),
        ("Amazon Web Services", "Azure Active Directory"),
    ] {
        assert!(ways.contains(&way), "{way:?}");
    }
}

#[test]
fn it_shows_at_least_25_error_codes_each_with_a_reason() {
    let codes = texts("/provisioningStatusInfo/errorInformation/errorCode");
    assert!(codes.len() >= 25, "{codes:?}");
    let failed: Vec<&Value> =
        SAMPLE.iter().filter(|event| text(event, "/provisioningStatusInfo/status") == "failure").collect();
    let reasons: Vec<&str> =
        failed.iter().map(|event| text(event, "/provisioningStatusInfo/errorInformation/reason")).collect();
    assert!(reasons.iter().all(|reason| reason.contains("Message: ")));
    let answers: Vec<Value> = reasons
        .iter()
        .filter(|reason| reason.starts_with("StatusCode: "))
        .filter_map(|reason| Some(&reason[reason.find('{')?..=reason.rfind('}')?]))
        .map(|answer| serde_json::from_str(answer).expect("the other side answered in JSON"))
        .collect();
    assert!(answers.iter().any(|answer| answer["scimType"] == "uniqueness" && answer["status"] == "409"));
    assert!(reasons.iter().any(|reason| reason.contains(" retried 3 times")));
}

#[test]
fn it_shows_why_objects_are_passed_over() {
    let reasons: BTreeSet<&str> = SAMPLE.iter().flat_map(steps).map(|step| text(step, "/details/SkipReason")).collect();
    let expected = [
        "RedundantExport",
        "NotEffectivelyEntitled",
        "AttributeValidationFailed",
        "UnableToResolveReferenceAttributeValue",
    ];
    assert_eq!(missing(expected, &reasons), Vec::<&str>::new());
    let is_filtered_out = |step: &Value| {
        step.pointer("/details/Scoping filter evaluation passed").is_some_and(|passed| passed == "False")
            && text(step, "/details/ScopeEvaluationResult").contains("department EQUALS 'Fleet Operations'\":false")
    };
    assert!(SAMPLE.iter().flat_map(steps).any(is_filtered_out));
}

#[test]
fn some_changes_are_retried_and_heal_and_some_are_still_open() {
    let mut changes: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for event in SAMPLE.iter().rev() {
        changes.entry(text(event, "/changeId")).or_default().push(event);
    }
    let retried = changes.values().filter(|attempts| attempts.len() > 1);
    let (mut healed, mut open) = (0, 0);
    for attempts in retried {
        let (last, before) = attempts.split_last().expect("there are attempts");
        assert!(before.iter().all(|event| text(event, "/provisioningStatusInfo/status") == "failure"));
        assert!(attempts[1..].iter().all(|event| text(event, "/provisioningSteps/0/name") == "EntryEscrowRetry"));
        match text(last, "/provisioningStatusInfo/status") {
            "success" => healed += 1,
            _ => open += 1,
        }
    }
    assert!(healed >= 10 && open >= 5, "{healed} healed, {open} open");
}

#[test]
fn a_newcomer_is_created_fails_is_retried_heals_and_moves_to_another_department() {
    let story = story("Ines Okonkwo");
    let applications: BTreeSet<&str> = story.iter().map(|(application, ..)| *application).collect();
    assert!(applications.len() >= 7, "{applications:?}");
    let salesforce: Vec<_> = story.iter().filter(|(application, ..)| *application == "Salesforce").collect();
    let states: Vec<(&str, &str)> = salesforce.iter().map(|(_, action, status)| (*action, *status)).collect();
    let failed = ("create", "failure");
    assert_eq!(states, [failed, failed, failed, ("create", "success"), ("update", "success")]);
    let moved = SAMPLE.iter().find(|event| {
        text(event, "/sourceIdentity/displayName") == "Ines Okonkwo"
            && text(event, "/servicePrincipal/displayName") == "ServiceNow"
            && text(event, "/provisioningAction") == "update"
    });
    let properties = moved.expect("she moves")["modifiedProperties"].as_array().unwrap();
    let names: Vec<&str> = properties.iter().map(|property| text(property, "/displayName")).collect();
    assert_eq!(missing(["department", "manager"], &names.into_iter().collect()), Vec::<&str>::new());
}

#[test]
fn a_leaver_is_disabled_everywhere_but_in_one_application_and_then_deleted() {
    let story = story("Tomasz Zieliński");
    let with = |action: &str, status: &str| {
        story
            .iter()
            .filter(|scene| scene.1 == action && scene.2 == status)
            .map(|scene| scene.0)
            .collect::<BTreeSet<_>>()
    };
    assert!(with("disable", "success").len() >= 5);
    assert_eq!(with("disable", "failure"), BTreeSet::from(["Salesforce"]));
    assert_eq!(with("delete", "success"), BTreeSet::from(["Slack", "Timetable SCIM"]));
}

#[test]
fn two_jobs_write_the_same_object_and_its_department_flaps() {
    let mut written: Vec<(&str, &str, &str)> = Vec::new();
    for event in SAMPLE.iter().rev() {
        let is_directory = text(event, "/targetSystem/displayName") == "Active Directory";
        if is_directory && text(event, "/sourceIdentity/displayName") == "田中 ゆき" {
            let properties = event["modifiedProperties"].as_array().unwrap();
            let department = properties.iter().find(|property| property["displayName"] == "department").unwrap();
            written.push((text(event, "/targetIdentity/id"), text(event, "/jobId"), text(department, "/newValue")));
        }
    }
    assert!(written.len() >= 6);
    for pair in written.windows(2) {
        assert_eq!(pair[0].0, pair[1].0, "one object in the directory");
        assert_ne!(pair[0].1, pair[1].1, "the jobs take turns");
        assert_ne!(pair[0].2, pair[1].2, "and write different values");
    }
    assert_eq!(written.iter().map(|(.., value)| *value).collect::<BTreeSet<_>>().len(), 2);
}
