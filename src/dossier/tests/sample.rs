//! What is said of the sample log, in snapshots.

use std::collections::BTreeSet;
use std::fs;

use serde_json::value::RawValue;

use super::plain_text::plain_text;
use crate::dossier::{Dossier, DossierError, EventRecord};
use crate::event::{ProvisioningEvent, Status};
use crate::format::read_event;

fn sample() -> Vec<(ProvisioningEvent, EventRecord)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/sample/provisioning-log.json");
    let text = fs::read_to_string(path).unwrap();
    let records: Vec<&RawValue> = serde_json::from_str(&text).unwrap();
    let read = |raw: &&RawValue| {
        let (event, flaw) = read_event(raw.get());
        assert_eq!(flaw, None);
        let (id, raw, file) = (event.id.clone(), raw.get().to_owned(), "provisioning-log.json".to_owned());
        (event, EventRecord { id, raw, is_rewritten: false, file, offset: 12 })
    };
    records.iter().map(read).collect()
}

fn dossiers(of: impl Fn(&ProvisioningEvent) -> bool) -> String {
    let said = sample().into_iter().filter(|(event, _)| of(event));
    said.map(|(_, record)| format!("{}\n", plain_text(&Dossier::of_record(&record).unwrap()))).collect()
}

#[test]
fn failures_are_explained_like_this() {
    let mut seen = BTreeSet::new();
    let mut first_of_code = Vec::new();
    for (event, _) in sample() {
        let is_failure = event.provisioning_status_info.status == Status::Failure;
        if is_failure && seen.insert(event.effective_code().to_owned()) {
            first_of_code.push(event.id);
        }
    }
    assert!(first_of_code.len() > 20);
    // What is said of each code stands in the snapshots of `advice`; here it is how that is laid out.
    first_of_code.truncate(5);
    insta::assert_snapshot!(dossiers(|event| first_of_code.contains(&event.id)));
}

#[test]
fn one_event_of_each_other_ending_and_action_is_told_like_this() {
    let mut seen = BTreeSet::new();
    let mut first_of_kind = Vec::new();
    for (event, _) in sample() {
        let status = &event.provisioning_status_info.status;
        let kind = (status.as_str().to_owned(), event.provisioning_action.as_str().to_owned());
        if *status != Status::Failure && seen.insert(kind) {
            first_of_kind.push(event.id);
        }
    }
    insta::assert_snapshot!(dossiers(|event| first_of_kind.contains(&event.id)));
}

#[test]
fn every_dossier_survives_its_way_to_the_page() {
    for (_, record) in sample() {
        let dossier = Dossier::of_record(&record).unwrap();
        let bytes = postcard::to_allocvec(&dossier).unwrap();
        assert_eq!(postcard::from_bytes::<Dossier>(&bytes).unwrap(), dossier);
    }
}

#[test]
fn a_record_of_another_event_is_told_to_have_changed() {
    let (_, record) = sample().swap_remove(0);
    let other = EventRecord { id: "another".to_owned(), ..record };
    assert_eq!(Dossier::of_record(&other), Err(DossierError::Changed { file: other.file.clone() }));
}
