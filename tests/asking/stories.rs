//! The events of one object, compared with a naive twin that ties every event to every other.

use std::collections::BTreeSet;
use std::fs;

use proptest::prelude::*;
use provlens::dossier::{Said, Story};
use provlens::event::ProvisioningEvent;
use provlens::format::read_event;
use provlens::insight::kin::{Place, Tie};
use provlens::protocol::{EngineError, OpenMode, Reply, Request};
use provlens::table::RowId;
use serde_json::json;

use crate::host::Host;

/// A record as far as its object goes: `source system/id`, `target system/id`, sign-in name. The target may be that of an
/// application: `system@application/id`.
fn record(number: usize, [source, target, name]: [&str; 3]) -> String {
    let (source_system, source) = source.split_once('/').unwrap();
    let (target_system, target) = target.split_once('/').unwrap();
    let (target_system, application) = target_system.split_once('@').unwrap_or((target_system, ""));
    json!({
        "id": format!("e{number}"), "activityDateTime": format!("2026-11-{:02}T00:00:00Z", 1 + number % 28),
        "jobId": "job", "servicePrincipal": { "displayName": application }, "provisioningAction": "update", "provisioningStatusInfo": { "status": "success" },
        "sourceSystem": { "displayName": source_system }, "targetSystem": { "displayName": target_system },
        "sourceIdentity": { "id": source, "details": { "UserPrincipalName": name } },
        "targetIdentity": { "id": target },
    })
    .to_string()
}

fn opened(events: &[[&str; 3]]) -> Host {
    let records: Vec<String> = events.iter().enumerate().map(|(number, event)| record(number, *event)).collect();
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", format!("[{}]", records.join(",")).as_bytes())], 4096);
    host
}

fn ids(host: &mut Host, row: u32) -> Vec<String> {
    let mut ids: Vec<String> = host.kindred(row).events.iter().map(|event| event.said(Said::Id).to_owned()).collect();
    ids.sort();
    ids
}

/// The events tied to one, by looking at all of them again and again.
fn naive(events: &[[&str; 3]], asked: usize) -> BTreeSet<String> {
    let is_guid = |id: &str| id.len() == 36;
    // System, application and id of both sides, and the name.
    let marks = |event: usize| {
        let [source, target, name] = events[event].map(str::to_lowercase);
        let side = |side: &str| {
            let (system, id) = side.split_once('/').unwrap();
            let (system, application) = system.split_once('@').unwrap_or((system, ""));
            let [system, application] = if is_guid(id) { [""; 2] } else { [system, application] };
            [system, application, id].map(str::to_owned)
        };
        [side(&source), side(&target), ["@".to_owned(), String::new(), name]]
    };
    let are_tied = |one: usize, other: usize| {
        marks(one).iter().any(|[system, application, id]| {
            marks(other).iter().any(|[its_system, its_application, its_id]| {
                let is_one_application =
                    application == its_application || application.is_empty() || its_application.is_empty();
                !id.is_empty() && id == its_id && system == its_system && is_one_application
            })
        })
    };
    let mut tied = BTreeSet::from([asked]);
    for _ in 0..4 {
        let known = tied.clone();
        tied.extend((0..events.len()).filter(|event| known.iter().any(|known| are_tied(*known, *event))));
    }
    tied.into_iter().map(|event| format!("e{event}")).collect()
}

const GUID: &str = "c34511ef-ca5a-49a3-8cd9-afb4db30fd2b";

#[test]
fn a_person_is_followed_from_the_personnel_system_to_every_application() {
    let hr_to_directory = ["Workday/1001", "AD/a-1", "ana@a.test"];
    let directory_to_cloud = ["AD/a-1", &format!("Entra/{GUID}"), ""];
    let cloud_to_slack = [&format!("Entra/{GUID}"), "Slack/u1", ""];
    let another = ["Slack/1001", "Box/u1", "bo@a.test"];
    let mut host = opened(&[hr_to_directory, directory_to_cloud, another, cloud_to_slack]);
    assert_eq!(ids(&mut host, 3), ["e0", "e1", "e3"]);
    let kindred = host.kindred(3);
    assert!(!kindred.has_more);
    let ties: Vec<_> = kindred.events.iter().map(|event| event.tie).collect();
    let tie = |own, known, direct| Some(Tie { own, known, direct });
    let of_directory = tie(Place::TargetId, Place::SourceId, true);
    assert_eq!(ties, [None, of_directory, tie(Place::TargetId, Place::SourceId, false)]);
    assert_eq!(ids(&mut host, 2), ["e2"]);
}

#[test]
fn ids_in_a_circle_and_ids_that_are_none_come_to_an_end() {
    let circle = [["A/1", "B/2", ""], ["B/2", "C/3", ""], ["C/3", "A/1", ""], ["A/", "B/", ""], ["A/", "B/", ""]];
    let mut host = opened(&circle);
    assert_eq!(ids(&mut host, 0), ["e0", "e1", "e2"]);
    assert_eq!(ids(&mut host, 3), ["e3"]);
}

#[test]
fn two_people_of_one_short_id_in_two_applications_have_a_story_each() {
    let people = [["E/", "customappsso@Payroll/1001", ""], ["E/", "customappsso@Library/1001", ""]];
    let mut host = opened(&[people[0], people[1], people[0]]);
    assert_eq!(ids(&mut host, 0), ["e0", "e2"]);
    assert_eq!(ids(&mut host, 1), ["e1"]);
}

#[test]
fn of_endless_events_a_thousand_are_gathered_and_a_hundred_read_again() {
    let events = vec![["A/1", "B/2", ""]; 1_500];
    let mut host = opened(&events);
    let kindred = host.kindred(700);
    assert!(kindred.has_more);
    assert_eq!(kindred.events.len(), 1_000);
    assert_eq!(kindred.events.iter().filter(|event| !event.raw.is_empty()).count(), 100);
    assert_eq!(kindred.events[0].said(Said::Id), "e700");
    assert!(!kindred.events[0].raw.is_empty());
}

#[test]
fn a_row_that_is_not_there_has_no_story() {
    let reply = Host::default().ask(Request::Story { row: RowId(3) });
    assert_eq!(reply, Reply::Failed(EngineError::NoSuchRow(3)));
}

#[test]
fn the_stories_of_the_sample_log_are_told_whole() {
    let log = fs::read("sample/provisioning-log.json").unwrap();
    let mut host = Host::default();
    let opened = host.open(OpenMode::Replace, &[("log.json", &log)], 1 << 16);
    for row in 0..opened.events {
        let kindred = host.kindred(row);
        let asked: ProvisioningEvent = read_event(&kindred.events[0].raw).0;
        let told = serde_json::to_string(&Story::of(&kindred)).unwrap();
        for event in &kindred.events {
            let (event, _) = read_event(&event.raw);
            assert!(told.contains(&event.id), "{}", event.id);
            let same_source = event.source_identity.id == asked.source_identity.id;
            let same_name = event.user_principal_name() == asked.user_principal_name();
            assert!(
                same_source
                    || same_name
                    || event.target_identity.id == asked.source_identity.id
                    || event.source_identity.id == asked.target_identity.id,
                "{} in the story of {}",
                event.id,
                asked.id
            );
        }
    }
}

#[test]
fn of_a_failure_in_a_log_of_failures_alone_nobody_knows_whether_it_is_still_open() {
    let failure = record(1, ["A/1", "B/2", ""]).replace("\"success\"", "\"failure\"");
    let told = |asked_for: &str| {
        let mut host = Host::default();
        host.engine.begin_live("graph.test", asked_for.to_owned());
        assert_eq!(host.engine.feed_live(format!("{failure}\n").as_bytes()), Some(1));
        let Story { on_event, whole } = Story::of(&host.kindred(0));
        [on_event, whole].map(|blocks| serde_json::to_string(&blocks).unwrap())
    };
    for part in told("") {
        assert!(part.contains("still open") && !part.contains("asked only"), "{part}");
    }
    for part in told("status:failure") {
        assert!(!part.contains("still open") && part.contains("asked only for"), "{part}");
        assert!(part.contains("status:failure"), "{part}");
    }
}

proptest! {
    #[test]
    fn what_is_tied_is_what_a_naive_look_ties(
        events in prop::collection::vec(
            (0_usize..6, 0_usize..8, 0_usize..4).prop_map(|(source, target, name)| {
                let sides = ["A/", "A/1", "B/1", "b/1", "A/2", "C/C34511EF-ca5a-49a3-8cd9-afb4db30fd2b"];
                let guid = "D/c34511ef-ca5a-49a3-8cd9-afb4db30fd2b";
                let others = ["B/", "B@x/1", "A/1", "C@x/2", "C@y/2", "C@x/3", "C/3", guid];
                [sides[source], others[target], ["", "", "ana@a.test", "ANA@a.test"][name]]
            }),
            1..14,
        ),
        asked in any::<prop::sample::Index>(),
    ) {
        let asked = asked.index(events.len());
        let found: BTreeSet<String> = ids(&mut opened(&events), asked as u32).into_iter().collect();
        prop_assert_eq!(found, naive(&events, asked));
    }
}
