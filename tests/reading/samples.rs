//! Records that others published, read where their folder is there; they are not part of the project.

use std::fs;
use std::path::Path;

use provlens::event::{Action, Instant, Status};
use provlens::format::{KeptKind, ProblemKind, read_event};

use crate::collect::{Collected, collect};

/// What a sample is to be read as.
enum Expected {
    /// Events: how many; of the first its id, date, action, status, effective code, source and target system; and how
    /// many steps it has.
    Events(usize, &'static str, usize),
    Kept(KeptKind),
    /// A record of another kind, and what it seems to be.
    Other(&'static str),
}

use Expected::{Events, Kept, Other};

const SAMPLES: &[(&str, Expected)] = &[
    ("diag-audit-account-provisioning-sync-rule-2024.json", Kept(KeptKind::Audit)),
    ("diag-audit-core-directory-failure-2022.ndjson", Other("a directory audit event")),
    (
        "diag-provisioning-duration-as-string-2022.ndjson",
        Events(
            1,
            "d6cbb0bd-c3ec-6455-bd3e-4282141ce369 | 2022-08-23T13:36:50.353893Z | create | skipped | AttributeValidationFailed | Azure Active Directory | Dropbox",
            4,
        ),
    ),
    (
        "diag-provisioning-ndjson-dropbox-2022.ndjson",
        Events(
            3,
            "d6cbb0bd-c3ec-6455-bd3e-4282141ce369 | 2022-08-23T13:36:50.353893Z | create | skipped | AttributeValidationFailed | Azure Active Directory | Dropbox",
            4,
        ),
    ),
    (
        "diag-provisioning-no-tenantid-2022.ndjson",
        Events(
            1,
            "d6cbb0bd-c3ec-6455-bd3e-4282141ce369 | 2022-08-23T13:36:50.353893Z | create | skipped | AttributeValidationFailed | Azure Active Directory | Dropbox",
            4,
        ),
    ),
    ("diag-provisioning-time-formats.ndjson", Events(11, " | 2007-01-09T09:41:00Z |  |  |  |  | ", 0)),
    ("diag-signin-records-object-envelope-2025.json", Other("a sign-in event")),
    (
        "diag-unrelated-provisioninglogs-devops-pools.json",
        Other("a record of another service that also calls its category ProvisioningLogs"),
    ),
    ("ecs-auditlogs-elasticsearch-hit-dotted.json", Other("a directory audit event")),
    (
        "ecs-provisioning-sample-event.json",
        Events(
            1,
            "d6cbb0bd-c3ec-6455-bd3e-4282141ce369 | 2022-08-23T13:36:50.353893Z | create | skipped | AttributeValidationFailed | Azure Active Directory | Dropbox",
            4,
        ),
    ),
    ("graph-beta-directoryaudit-page-2021.json", Other("a directory audit event")),
    ("graph-beta-directoryaudit-record-2023.json", Other("a directory audit event")),
    (
        "graph-beta-provisioning-bare-record-failure-2019.json",
        Events(
            1,
            "gc532ff9-r265-ec76-861e-42e2970a8218 | 2019-06-24T20:53:08Z | create | failure | BoxEntryConflict | Azure Active Directory | Box",
            3,
        ),
    ),
    (
        "graph-beta-provisioning-page-failure-2021.json",
        Events(
            1,
            "gc532ff9-r265-ec76-861e-42e2970a8218 | 2019-06-24T20:53:08Z | create | failure | ContosoEntryConflict | Azure Active Directory | Contoso",
            3,
        ),
    ),
    (
        "graph-beta-provisioning-page-success-2020.json",
        Events(
            1,
            "75b5b0ae-9fc5-8d0e-e0a9-7y6a4728de56 | 2019-05-04T03:00:54Z | update | success |  | Contoso | Azure Active Directory",
            2,
        ),
    ),
    (
        "graph-partial-provisioning-record-compact-2026.json",
        Events(
            1,
            "aahf98if-0745-8ii9-fi06-339e193f4544 | 2026-03-07T13:00:00Z | create | success |  | Azure Active Directory | Salesforce",
            3,
        ),
    ),
    ("graph-v1-directoryaudit-page-2021.json", Other("a directory audit event")),
    ("graph-v1-directoryaudit-record-live-approle-grant-2026.json", Other("a directory audit event")),
    ("graph-v1-directoryaudit-record-logtype-2026.json", Other("a directory audit event")),
    (
        "graph-v1-provisioning-page-failure-2021.json",
        Events(
            1,
            "gc532ff9-r265-ec76-861e-42e2970a8218 | 2019-06-24T20:53:08Z | create | failure | ContosoEntryConflict | Azure Active Directory | Contoso",
            3,
        ),
    ),
    (
        "graph-v1-provisioning-page-success-2021.json",
        Events(
            1,
            "75b5b0ae-9fc5-8d0e-e0a9-7y6a4728de56 | 2019-05-04T03:00:54Z | create | success |  | Contoso | Azure Active Directory",
            2,
        ),
    ),
    (
        "graph-v1-provisioning-record-docs-variant-2023.json",
        Events(
            1,
            "75b5b0ae-9fc5-8d0e-e0a9-7y6a4728de56 | 2019-05-09T03:00:54Z | update | failure |  | Contoso | Azure Active Directory",
            2,
        ),
    ),
    (
        "graph-v1-provisioning-record-live-scim-group-skipped-2026.json",
        Events(
            1,
            "baa1c6f1-404b-4eaf-962a-01dec28753f8 | 2026-07-17T12:31:10Z | other | skipped | RedundantExport | Microsoft Entra ID | customappsso",
            4,
        ),
    ),
    ("ondemand-group-empty-2022.json", Other("an answer to provisioning on demand without an event")),
    (
        "ondemand-user-skipped-2020.json",
        Events(
            1,
            "g8ba3be8-1d7f-4a60-ae31-a8980da0a389 | 2020-06-26T13:58:24.768208Z | other | skipped | RedundantExport | Azure Active Directory | customappsso",
            4,
        ),
    ),
    ("syncjob-created-notconfigured-2021.json", Kept(KeptKind::Job)),
    ("syncjob-get-quarantine-empty-dates-2021.json", Kept(KeptKind::Job)),
    ("syncjob-list-2021.json", Kept(KeptKind::Job)),
    ("syncjob-notrun-azure2azure-2023.json", Kept(KeptKind::Job)),
    ("syncjob-quarantine-box-2017.json", Kept(KeptKind::Job)),
];

#[test]
fn every_published_sample_is_read_as_what_it_is() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/samples");
    let folder =
        if folder.is_dir() { folder } else { Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/samples") };
    let Ok(entries) = fs::read_dir(&folder) else {
        println!("the folder of published samples is not there; nothing is read");
        return;
    };
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name != "INDEX.md")
        .collect();
    names.sort_unstable();
    assert_eq!(names, SAMPLES.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    for (name, expected) in SAMPLES {
        let bytes = fs::read(folder.join(name)).unwrap();
        for slice in [7, 1 << 20] {
            assert_sample(name, expected, &bytes, &collect(&bytes, slice));
        }
    }
}

fn assert_sample(name: &str, expected: &Expected, bytes: &[u8], read: &Collected) {
    let others: Vec<_> = read
        .problems
        .iter()
        .filter_map(|(kind, ..)| match kind {
            ProblemKind::OtherRecord { looks_like } => Some(looks_like.as_str()),
            _ => None,
        })
        .collect();
    match expected {
        Events(count, first, steps) => {
            assert_eq!((read.events.len(), others.len()), (*count, 0), "{name}: {:?}", read.problems);
            let (fields, place) = &read.events[0];
            let field =
                |name: &str| fields.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| text.as_str());
            let code = if field("errorCode").is_empty() { field("skipReason") } else { field("errorCode") };
            let columns = [
                field("id").to_owned(),
                Instant::parse(field("activityDateTime").as_bytes()).map(Instant::to_rfc3339).unwrap_or_default(),
                Action::from_written(field("action")).as_str().to_owned(),
                Status::from_written(field("status")).as_str().to_owned(),
                code.to_owned(),
                field("sourceSystem").to_owned(),
                field("targetSystem").to_owned(),
            ];
            assert_eq!(columns.join(" | "), *first, "{name}");
            let record = &bytes[place.offset as usize..][..place.length as usize];
            let (event, _) = read_event(std::str::from_utf8(record).unwrap());
            let whole = [
                event.id.clone(),
                event.activity_date_time.map(Instant::to_rfc3339).unwrap_or_default(),
                event.provisioning_action.as_str().to_owned(),
                event.provisioning_status_info.status.as_str().to_owned(),
                event.effective_code().to_owned(),
                event.source_system.display_name.clone(),
                event.target_system.display_name.clone(),
            ];
            assert_eq!(whole.join(" | "), *first, "{name}, read whole");
            assert_eq!(event.provisioning_steps.len(), *steps, "{name}");
        }
        Kept(kind) => {
            assert_eq!(
                read.kept.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
                [*kind],
                "{name}: {:?}",
                read.problems
            );
        }
        Other(looks_like) => assert_eq!(others, [*looks_like], "{name}: {:?}", read.problems),
    }
}
