//! One and the same event in every shape and generation of exports, as small files.

use provlens::event::{Action, ErrorCategory, InitiatorType, ProvisioningEvent, Status, StepType};
use provlens::format::{KeptKind, ProblemKind, read_audit, read_event, read_job};

use crate::collect::{Collected, collect};

/// What a file does not say of the event.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unsaid {
    Nothing,
    ErrorCategory,
    /// An answer to provisioning on demand: neither ids of job, cycle and tenant, nor the application, nor who began.
    OnDemand,
}

/// The files of tests/fixtures that hold that event.
macro_rules! files {
    ($($name:literal: $unsaid:ident,)+) => {
        &[$(($name, include_str!(concat!("../fixtures/", $name)), Unsaid::$unsaid)),+]
    };
}

const FILES: &[(&str, &str, Unsaid)] = files! {
    "portal-download.json": Nothing,
    "graph-page-v1.json": Nothing,
    "graph-pages-in-an-array.json": Nothing,
    "graph-beta-2019-bare.json": Nothing,
    "graph-beta-2020-step-as-action.json": Nothing,
    "graph-beta-2021.json": Nothing,
    "diagnostic-lines.ndjson": Nothing,
    "diagnostic-event-hub-messages.json": Nothing,
    "diagnostic-records-array.json": ErrorCategory,
    "diagnostic-records-object.json": Nothing,
    "log-analytics-reply.json": Nothing,
    "log-analytics-rows.json": Nothing,
    "log-analytics.csv": Nothing,
    "explorer-v1.json": Nothing,
    "explorer-v2-progressive.json": Nothing,
    "powershell-5.json": Nothing,
    "powershell-7.json": Nothing,
    "elastic-search-reply.json": Nothing,
    "on-demand-reply.json": OnDemand,
    "collector-wrapped.ndjson": Nothing,
};

fn whole(text: &str, collected: &Collected) -> ProvisioningEvent {
    let place = collected.events[0].1;
    let text = if collected.spooled.is_empty() { text } else { &collected.spool };
    read_event(&text[place.offset as usize..][..place.length as usize]).0
}

#[test]
fn every_generation_of_every_export_tells_of_the_same_event() {
    for (name, text, unsaid) in FILES {
        for slice in [5, 100_000] {
            let collected = collect(text.as_bytes(), slice);
            assert_eq!(collected.events.len(), 1, "{name}: {:?}", collected.problems);
            let expected: &[ProblemKind] = if *name == "graph-page-v1.json" { &[ProblemKind::MorePages] } else { &[] };
            assert_eq!(
                collected.problems.iter().map(|(kind, ..)| kind.clone()).collect::<Vec<_>>(),
                expected,
                "{name}"
            );
            assert_columns(name, &collected, *unsaid);
        }
        assert_event(name, &whole(text, &collect(text.as_bytes(), 100_000)), *unsaid);
    }
}

fn assert_columns(name: &str, collected: &Collected, unsaid: Unsaid) {
    let fields = &collected.events[0].0;
    let field = |name: &str| fields.iter().find(|(known, _)| *known == name).unwrap().1.as_str();
    let is_on_demand = unsaid == Unsaid::OnDemand;
    let on_demand = |otherwise: &'static str, text: &'static str| if is_on_demand { otherwise } else { text };
    for (column, expected) in [
        ("id", on_demand("c1", "f1")),
        ("changeId", "c1"),
        ("jobId", on_demand("", "scim.t1.s1")),
        ("cycleId", on_demand("", "y1")),
        ("errorCode", "Unreachable"),
        ("application", on_demand("", "Payroll")),
        ("initiatedBy", on_demand("", "Azure AD Provisioning Service")),
        ("sourceSystem", "Microsoft Entra ID"),
        ("targetSystem", "customappsso"),
        ("source.id", "u1"),
        ("source.displayName", "Ines Moor"),
        ("source.identityType", "User"),
        ("source.upn", on_demand("", "ines@example.com")),
        ("target.identityType", "User"),
        ("duration", "910"),
    ] {
        assert_eq!(field(column), expected, "{name}: {column}");
    }
    let date = provlens::event::Instant::parse(field("activityDateTime").as_bytes()).unwrap().to_rfc3339();
    assert_eq!(date, "2026-10-05T06:07:08Z", "{name}");
    assert_eq!(Action::from_written(field("action")), Action::Disable, "{name}");
    assert_eq!(Status::from_written(field("status")), Status::Failure, "{name}");
}

fn assert_event(name: &str, event: &ProvisioningEvent, unsaid: Unsaid) {
    let is_on_demand = unsaid == Unsaid::OnDemand;
    assert_eq!(event.activity_date_time.unwrap().to_rfc3339(), "2026-10-05T06:07:08Z", "{name}");
    assert_eq!(event.provisioning_action, Action::Disable, "{name}");
    assert_eq!(event.provisioning_status_info.status, Status::Failure, "{name}");
    let error = event.provisioning_status_info.error_information.as_ref().unwrap();
    assert_eq!((error.error_code.as_str(), error.reason.as_str()), ("Unreachable", "no route"), "{name}");
    let category = if unsaid == Unsaid::Nothing { ErrorCategory::Failure } else { ErrorCategory::default() };
    assert_eq!(error.error_category, category, "{name}");
    assert_eq!(event.duration_in_milliseconds, Some(910), "{name}");
    assert_eq!(event.tenant_id, if is_on_demand { "" } else { "t1" }, "{name}");
    let initiator = if is_on_demand { InitiatorType::default() } else { InitiatorType::System };
    assert_eq!(event.initiated_by.initiator_type, initiator, "{name}");
    assert_eq!(event.service_principal.id, if is_on_demand { "" } else { "s1" }, "{name}");
    let step = &event.provisioning_steps[0];
    assert_eq!(
        (step.name.as_str(), &step.status, &step.provisioning_step_type),
        ("EntryImport", &Status::Success, &StepType::Import),
        "{name}"
    );
    assert_eq!(step.details.get("a").unwrap().as_str(), "1", "{name}");
    let changed = &event.modified_properties[0];
    assert_eq!((changed.display_name.as_str(), changed.new_value.as_str()), ("active", "False"), "{name}");
    assert_eq!(event.user_principal_name(), if is_on_demand { "" } else { "ines@example.com" }, "{name}");
}

#[test]
fn what_powershell_cut_off_is_said_and_the_rest_is_read() {
    let text = include_str!("../fixtures/powershell-depth-2.json");
    let collected = collect(text.as_bytes(), 50);
    assert_eq!(collected.ids(), ["f1"]);
    assert_eq!(
        collected.problems.iter().map(|(kind, _, records)| (kind.clone(), *records)).collect::<Vec<_>>(),
        [(ProblemKind::Collapsed, 0)]
    );
    let event = whole(text, &collected);
    assert_eq!((event.provisioning_status_info.status, event.provisioning_steps.len()), (Status::Failure, 0));
}

#[test]
fn audits_of_provisioning_and_jobs_are_kept_and_an_error_answer_is_no_record() {
    let text = include_str!("../fixtures/audits-and-jobs.json");
    let collected = collect(text.as_bytes(), 20);
    assert_eq!(collected.kept.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [KeptKind::Audit, KeptKind::Job]);
    let record = |index: usize| {
        let place = collected.kept[index].1;
        &text[place.offset as usize..][..place.length as usize]
    };
    assert_eq!(read_audit(record(0)).unwrap().activity_display_name, "Export");
    assert_eq!(read_job(record(1)).unwrap().schedule.interval, "PT40M");
    assert_eq!(collected.reported(), 3);
    let error = "TooManyRequests: Wait a little".to_owned();
    assert!(
        collected
            .problems
            .iter()
            .any(|(kind, _, records)| (kind, *records) == (&ProblemKind::ErrorAnswer { error: error.clone() }, 0))
    );
}
