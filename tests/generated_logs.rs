//! Made-up logs are the same everywhere, and as awkward as real ones.

#![allow(clippy::expect_used, reason = "helpers of tests fail as tests do")]

#[path = "generator/mod.rs"]
mod generator;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use generator::random::Random;
use generator::{Log, LogWriter, Settings, Shape, Truth, writing};
use provlens::event::{Instant, ProvisioningEvent, Status, Written, short_type};
use serde_json::Value;

const EVENTS: u64 = 4000;

static LOG: LazyLock<Vec<ProvisioningEvent>> = LazyLock::new(|| Log::new(Settings::new(EVENTS, 7)).collect());
static LINES: LazyLock<String> = LazyLock::new(|| utf8(writing::to_bytes(&*LOG, Shape::Ndjson)));

fn utf8(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("a log is UTF-8")
}

fn records() -> Vec<Value> {
    LINES.lines().map(|line| serde_json::from_str(line).expect("a line is a record")).collect()
}

#[test]
fn the_random_numbers_are_those_of_splitmix64() {
    let mut random = Random::new(1_234_567);
    let expected = [6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423];
    assert_eq!([random.number(), random.number(), random.number()], expected);
}

#[test]
fn draws_stay_within_their_bounds_and_reach_them() {
    let mut random = Random::new(5);
    let drawn: BTreeSet<u64> = (0..2000).map(|_| random.long_tail(10)).collect();
    assert_eq!(drawn, (0..10).collect());
    let heavy: BTreeSet<usize> = (0..500).map(|_| random.weighted(&[3, 0, 1])).collect();
    assert_eq!(heavy, BTreeSet::from([0, 2]));
}

#[test]
fn one_seed_makes_one_log_and_another_seed_another() {
    let log = |seed| writing::to_bytes(&Log::new(Settings::new(50, seed)).collect::<Vec<_>>(), Shape::Array);
    assert_eq!(log(1), log(1));
    assert_ne!(log(1), log(2));
}

#[test]
fn every_shape_holds_the_same_records() {
    let few = &LOG[..40];
    let expected = &records()[..40];
    let array: Vec<Value> = serde_json::from_slice(&writing::to_bytes(few, Shape::Array)).unwrap();
    let page: Value = serde_json::from_slice(&writing::to_bytes(few, Shape::Page)).unwrap();
    assert_eq!(array, expected);
    assert_eq!(page["value"].as_array().unwrap(), expected);
    assert!(page["@odata.context"].as_str().unwrap().ends_with("#auditLogs/provisioning"));
    let mut pretty = LogWriter::new(Vec::new(), Shape::Array, true).unwrap();
    for event in few {
        pretty.write(event).unwrap();
    }
    let pretty = utf8(pretty.finish().unwrap());
    assert!(pretty.contains("\n  \"provisioningSteps\": ["));
    assert_eq!(serde_json::from_str::<Vec<Value>>(&pretty).unwrap(), expected);
}

#[test]
fn an_empty_log_is_valid_in_every_shape() {
    assert_eq!(utf8(writing::to_bytes(&[], Shape::Array)).split_whitespace().collect::<String>(), "[]");
    let page: Value = serde_json::from_slice(&writing::to_bytes(&[], Shape::Page)).unwrap();
    assert_eq!(page["value"], Value::Array(Vec::new()));
}

#[test]
fn the_truth_is_what_a_plain_count_of_the_json_finds() {
    let truth = Truth::of(&*LOG);
    let records = records();
    let count = |pointer: &str| {
        let mut counts: BTreeMap<String, u64> = BTreeMap::new();
        for record in &records {
            let value = record.pointer(pointer).and_then(Value::as_str).unwrap_or("");
            *counts.entry(value.to_owned()).or_default() += 1;
        }
        counts
    };
    assert_eq!(truth.events, EVENTS);
    assert_eq!(truth.statuses, count("/provisioningStatusInfo/status"));
    assert_eq!(truth.actions, count("/provisioningAction"));
    assert_eq!(truth.applications, count("/servicePrincipal/displayName"));
    assert_eq!(truth.source_systems, count("/sourceSystem/displayName"));
    assert_eq!(truth.target_systems, count("/targetSystem/displayName"));
    assert_eq!(truth.error_codes, count("/provisioningStatusInfo/errorInformation/errorCode"));
    assert_eq!(truth.error_categories, count("/provisioningStatusInfo/errorInformation/errorCategory"));
    assert_eq!(truth.initiator_types, count("/initiatedBy/initiatorType"));
    let mut types: BTreeMap<String, u64> = BTreeMap::new();
    for (identity_type, events) in count("/sourceIdentity/identityType") {
        *types.entry(short_type(&identity_type).to_owned()).or_default() += events;
    }
    assert_eq!(truth.object_types, types);
    let mut skips: BTreeMap<String, u64> = BTreeMap::new();
    for record in &records {
        let mut steps = record["provisioningSteps"].as_array().unwrap().iter();
        let reason = steps.find_map(|step| step.pointer("/details/SkipReason")?.as_str()).unwrap_or("");
        *skips.entry(reason.to_owned()).or_default() += 1;
    }
    assert_eq!(truth.skip_reasons, skips);
    let first = records[0]["activityDateTime"].as_str().unwrap();
    assert_eq!(truth.newest.as_deref(), Some(first));
}

#[test]
fn a_record_is_as_long_as_a_real_one_on_average() {
    let average = LINES.len() as u64 / EVENTS;
    assert!((2800..3400).contains(&average), "{average}");
}

#[test]
fn ids_are_unique_and_attempts_at_one_change_share_its_id() {
    let ids: BTreeSet<&str> = LOG.iter().map(|event| event.id.as_str()).collect();
    let changes: BTreeSet<&str> = LOG.iter().map(|event| event.change_id.as_str()).collect();
    assert_eq!(ids.len(), LOG.len());
    assert!(changes.len() < LOG.len());
}

#[test]
fn dates_never_rise_some_are_equal_and_both_precisions_occur() {
    let dates: Vec<Instant> = LOG.iter().map(|event| event.activity_date_time.unwrap()).collect();
    assert!(dates.is_sorted_by_key(|date| std::cmp::Reverse(*date)));
    assert!(dates.windows(2).any(|pair| pair[0] == pair[1]));
    let lengths: BTreeSet<usize> =
        records().iter().map(|record| record["activityDateTime"].as_str().unwrap().len()).collect();
    assert_eq!(lengths, BTreeSet::from(["2026-11-18T17:42:09Z".len(), "2026-11-18T17:42:09.0000000Z".len()]));
}

#[test]
fn a_retry_comes_after_the_time_that_the_failure_before_it_announced() {
    let mut attempts: BTreeMap<&str, Vec<&ProvisioningEvent>> = BTreeMap::new();
    for event in LOG.iter().rev() {
        attempts.entry(&event.change_id).or_default().push(event);
    }
    let mut checked = 0;
    for pair in attempts.values().flat_map(|attempts| attempts.windows(2)) {
        let error = pair[0].provisioning_status_info.error_information.as_ref().expect("what is retried had failed");
        let (_, announced) = error.reason.split_once("after this date: ").expect("a retry was announced");
        let announced = Instant::parse(announced.trim_end_matches(" UTC").as_bytes()).unwrap();
        // Dates are cut to the second when they are written.
        assert!(pair[1].activity_date_time.unwrap().0 + 1_000_000 >= announced.0);
        assert_ne!(pair[0].cycle_id, pair[1].cycle_id);
        checked += 1;
    }
    assert!(checked > 100, "{checked}");
}

#[test]
fn applications_follow_zipfs_law_and_people_have_a_long_tail() {
    let truth = Truth::of(&*LOG);
    let mut sizes: Vec<u64> = truth.applications.values().copied().collect();
    sizes.sort_unstable_by(|one, other| other.cmp(one));
    assert!(sizes.len() >= 20);
    assert!(sizes[0] > 8 * sizes[sizes.len() - 1], "{sizes:?}");
    let mut people: BTreeMap<&str, u64> = BTreeMap::new();
    LOG.iter().for_each(|event| *people.entry(event.source_identity.id.as_str()).or_default() += 1);
    let rare = people.values().filter(|events| **events == 1).count();
    assert!(rare * 4 > people.len(), "{rare} of {}", people.len());
    assert!(people.values().any(|events| *events > 30));
}

#[test]
fn texts_hold_every_script_and_every_escape() {
    let scripts = ["Παπαδόπουλος", "Шевченко", "田中", "حداد", "u\u{308}", "Łukasz"];
    let escapes = [r#"\""#, r"\\", r"\/", r"\u00", r"\r\n"];
    for text in scripts.iter().chain(&escapes) {
        assert!(LINES.contains(text), "{text}");
    }
}

#[test]
fn members_come_in_both_orders_and_values_in_every_kind_of_nothing() {
    assert!(LINES.lines().any(|line| line.starts_with(r#"{"activityDateTime""#)));
    assert!(LINES.lines().any(|line| line.starts_with(r#"{"id""#)));
    for part in [
        r#""errorInformation":null"#,
        r#""newValue":null"#,
        r#""newValue":"""#,
        r#""newValue":" ""#,
        r#""additionalDetails":null"#,
        r#""details":{}"#,
        r#""modifiedProperties":[]"#,
    ] {
        assert!(LINES.contains(part), "{part}");
    }
    assert!(LOG.iter().any(|event| event.target_identity.id.is_empty()));
    assert!(LOG.iter().any(|event| event.source_identity.display_name.is_empty()));
    assert!(LOG.iter().any(|event| !event.target_identity.id.is_empty() && event.target_identity.id.len() != 36));
}

#[test]
fn details_hold_names_with_blanks_mangled_names_and_names_that_differ_by_case_only() {
    let steps = || LOG.iter().flat_map(|event| &event.provisioning_steps);
    let has = |name: &str| steps().any(|step| step.details.0.iter().any(|(key, _)| key == name));
    assert!(has("Scoping filter evaluation passed"));
    assert!(has("urnietfparamsscimschemasextensionenterprise20Userdepartment"));
    assert!(has("emails[type eq \"work\"]value"));
    let folds = |step: &provlens::event::ProvisioningStep| {
        let lower: BTreeSet<String> = step.details.0.iter().map(|(key, _)| key.to_lowercase()).collect();
        lower.len() < step.details.0.len()
    };
    assert!(steps().any(folds));
    let scopes = steps().filter_map(|step| step.details.get("ScopeEvaluationResult"));
    for scope in scopes.map(Written::as_str) {
        assert!(serde_json::from_str::<BTreeMap<String, bool>>(scope).is_ok(), "{scope}");
    }
}

#[test]
fn durations_reach_from_nothing_to_a_minute_and_a_half() {
    let durations: BTreeSet<u64> = LOG.iter().filter_map(|event| event.duration_in_milliseconds).collect();
    assert!(durations.contains(&0));
    assert!(durations.last().is_some_and(|longest| *longest > 90_000));
}

#[test]
fn a_job_id_is_made_of_template_tenant_and_service_principal() {
    for event in LOG.iter() {
        let parts: Vec<&str> = event.job_id.splitn(3, '.').collect();
        assert_eq!(parts[1], event.tenant_id.replace('-', ""));
        assert_eq!(parts[2], event.service_principal.id);
    }
}

#[test]
fn a_failed_event_has_a_failed_step_and_only_that() {
    for event in LOG.iter() {
        let failed = event.provisioning_steps.iter().filter(|step| step.status == Status::Failure).count();
        let is_failure = event.provisioning_status_info.status == Status::Failure;
        assert_eq!(failed, usize::from(is_failure), "{}", event.id);
    }
}
