//! Records that are made to break something.

use proptest::prelude::*;

use super::plain_text::{blocks, plain_text};
use crate::dossier::{Block, Dossier, EventRecord, Kindred, KindredEvent, Run, Story, Tab, comparison, support};
use crate::event::{
    Details, ModifiedProperty, ProvisioningErrorInfo, ProvisioningEvent, ProvisioningStep, Status, Written,
};
use crate::export::pseudonyms::Pseudonyms;
use crate::format::read_event;

fn dossier(event: &ProvisioningEvent, raw: &str) -> Dossier {
    let record = EventRecord {
        id: event.id.clone(),
        raw: raw.to_owned(),
        is_rewritten: false,
        file: "log.json".to_owned(),
        offset: 0,
    };
    Dossier::of_event(event, &record, None)
}

/// An event that says the same in every field.
fn saying(text: &str) -> ProvisioningEvent {
    let written = || Written::Text(text.to_owned());
    let mut event = ProvisioningEvent {
        id: text.to_owned(),
        job_id: text.to_owned(),
        change_id: text.to_owned(),
        modified_properties: vec![ModifiedProperty {
            display_name: text.to_owned(),
            old_value: Written::Text(format!("{text}{text}")),
            new_value: written(),
        }],
        provisioning_steps: vec![ProvisioningStep {
            name: text.to_owned(),
            description: text.to_owned(),
            status: Status::Unknown(text.to_owned()),
            details: Details(vec![(text.to_owned(), written()), ("ScopeEvaluationResult".to_owned(), written())]),
            ..ProvisioningStep::default()
        }],
        ..ProvisioningEvent::default()
    };
    event.source_identity.display_name = text.to_owned();
    event.target_system.display_name = text.to_owned();
    event.provisioning_status_info.status = Status::Failure;
    event.provisioning_status_info.error_information = Some(ProvisioningErrorInfo {
        error_code: text.to_owned(),
        reason: text.to_owned(),
        additional_details: text.to_owned(),
        recommended_action: text.to_owned(),
        ..ProvisioningErrorInfo::default()
    });
    event
}

/// Every address that a dossier, or what stands beside it, would link.
fn addresses(said: &impl serde::Serialize) -> Vec<String> {
    let text = serde_json::to_string(said).unwrap();
    let links = text.split("{\"Link\":").skip(1);
    let address = |rest: &str| {
        let start = rest.find("\"address\":\"").unwrap() + 11;
        rest[start..].split('"').next().unwrap().to_owned()
    };
    links.map(address).collect()
}

proptest! {
    #[test]
    fn no_text_of_a_record_becomes_a_link_that_is_not_https(
        text in "(javascript:|data:|http://|https://|HTTPS://|<a href=|[ -~é\u{202e}\u{200b}\n]){0,12}",
        raw in "\\PC{0,40}",
    ) {
        let dossier = dossier(&saying(&text), &raw);
        for address in addresses(&dossier) {
            prop_assert!(address.to_ascii_lowercase().starts_with("https://"), "{address}");
        }
        let written = postcard::to_allocvec(&dossier).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Dossier>(&written).unwrap(), dossier);
    }
}

proptest! {
    #[test]
    fn no_text_becomes_a_link_beside_an_event_either(
        text in "(javascript:|data:|http://|<a href=|@|[ -~é\u{202e}\u{200b}\n]){0,12}",
        same in any::<bool>(),
    ) {
        let event = |text: &str| {
            let written = serde_json::json!({
                "id": text, "changeId": text, "jobId": text, "activityDateTime": "2026-11-18T23:59:07Z",
                "provisioningStatusInfo": {
                    "status": "failure",
                    "errorInformation": { "errorCode": text, "reason": text, "recommendedAction": text },
                },
                "sourceIdentity": { "id": text, "displayName": text, "details": { "UserPrincipalName": text } },
                "targetIdentity": { "id": text }, "targetSystem": { "displayName": text },
                "provisioningSteps": [{ "name": text, "description": text, "details": { text: text } }],
                "modifiedProperties": [{ "displayName": text, "oldValue": text, "newValue": text }],
            });
            EventRecord { id: text.to_owned(), raw: written.to_string(), is_rewritten: true, file: text.to_owned(), offset: 0 }
        };
        let (one, other) = (event(&text), event(if same { &text } else { "another" }));
        let kindred = |record: &EventRecord| KindredEvent {
            texts: vec![record.id.clone(); 15],
            raw: record.raw.clone(),
            ..KindredEvent::default()
        };
        let of = Kindred { events: vec![kindred(&one), kindred(&other), kindred(&one)], has_more: true, asked_for: String::new() };
        let story = Story::of(&of);
        prop_assert_eq!(addresses(&story), Vec::<String>::new());
        prop_assert_eq!(addresses(&comparison(&one, &other)), Vec::<String>::new());
        prop_assert_eq!(addresses(&support(&one, &Pseudonyms::new([3; 16], str::to_lowercase))), Vec::<String>::new());
        let written = postcard::to_allocvec(&story).unwrap();
        prop_assert_eq!(postcard::from_bytes::<Story>(&written).unwrap(), story);
    }
}

#[test]
fn a_story_and_a_comparison_of_endless_records_are_of_moderate_size() {
    let properties: Vec<_> = (0..5_000)
        .map(|number| serde_json::json!({ "displayName": format!("p{number}"), "newValue": number.to_string() }))
        .collect();
    let raw = serde_json::json!({
        "id": "e", "provisioningStatusInfo": { "status": "success" }, "modifiedProperties": properties,
        "sourceIdentity": { "displayName": "x".repeat(1_000_000) },
    });
    let record = EventRecord {
        id: "e".to_owned(),
        raw: raw.to_string(),
        is_rewritten: false,
        file: "log.json".to_owned(),
        offset: 0,
    };
    let event = KindredEvent { texts: vec!["e".to_owned()], raw: record.raw.clone(), ..KindredEvent::default() };
    let of = Kindred { events: vec![event; 20], has_more: false, asked_for: String::new() };
    let said = postcard::to_allocvec(&Story::of(&of)).unwrap();
    assert!(said.len() < 3_000_000, "{}", said.len());
    let Some(Block::Table(table)) = comparison(&record, &record).pop() else { panic!() };
    assert!(table.rows.len() > 10_000 && table.rows.iter().all(|row| row.of_no_account));
}

#[test]
fn an_https_address_that_a_record_recommends_becomes_a_link() {
    assert!(
        addresses(&dossier(&saying("https://example.test/help"), "{}"))
            .contains(&"https://example.test/help".to_owned())
    );
}

#[test]
fn a_long_value_is_cut_at_first_and_there_in_full() {
    let text = "öäü ".repeat(250_000);
    let dossier = dossier(&saying(&text), "{}");
    let said = plain_text(&dossier);
    assert!(said.contains("… 1000000 characters"));
    let written = serde_json::to_string(&dossier).unwrap();
    assert!(written.contains(&text));
}

#[test]
fn a_million_invisible_characters_are_not_a_million_runs() {
    let dossier = dossier(&saying(&"\u{200b}".repeat(350_000)), "{}");
    let Block::Line(_, runs) = &dossier.header[0] else { panic!() };
    assert!(runs.len() < 10);
    let said = blocks(dossier.tab(Tab::ModifiedProperties), 0);
    assert!(said.contains("⟦U+200B⟧") || said.contains("(U+200B)"));
}

#[test]
fn thousands_of_properties_make_a_message_of_moderate_size() {
    let mut event = saying("x");
    let property = ModifiedProperty {
        display_name: "urn:ietf:params:scim:schemas:core:2.0:User:displayName".to_owned(),
        old_value: Written::Text("Ana Petrov".to_owned()),
        new_value: Written::Text("Anna Petrov".to_owned()),
    };
    event.modified_properties = vec![property; 5_000];
    let said = blocks(dossier(&event, "{}").tab(Tab::ModifiedProperties), 0);
    assert_eq!(said.matches("[+n+]").count(), 5_000);
    let written = postcard::to_allocvec(&dossier(&event, "{}")).unwrap();
    assert!(written.len() < 5_000 * 200, "{}", written.len());
}

#[test]
fn thousands_of_long_values_are_not_all_compared() {
    let mut event = saying("x");
    let property = ModifiedProperty {
        display_name: "notes".to_owned(),
        old_value: Written::Text("a".repeat(10_000)),
        new_value: Written::Text(format!("{}b", "a".repeat(10_000))),
    };
    event.modified_properties = vec![property; 1_000];
    let said = blocks(dossier(&event, "{}").tab(Tab::ModifiedProperties), 0);
    assert_eq!(said.matches("[+b+]").count(), 49);
}

#[test]
fn a_record_that_is_not_json_is_shown_as_it_is() {
    let dossier = dossier(&saying("x"), "{\"a\": 1,\n \"b\": ");
    let [_, Block::Line(_, note), Block::Record(record)] = dossier.tab(Tab::Json) else { panic!() };
    assert!(matches!(&note[0], Run::Words(words) if words.contains("not valid JSON")));
    assert_eq!(record.text, "{\"a\": 1,\n \"b\": ");
}

#[test]
fn an_event_that_cannot_be_explained_shows_its_record_and_says_why() {
    let dossier = Dossier::unexplained("{\"id\":1}", "the explainer could not be loaded");
    assert_eq!(dossier.first, Tab::Json);
    assert!(plain_text(&dossier).contains("the explainer could not be loaded"));
    let Some(Block::Record(record)) = dossier.tab(Tab::Json).last() else { panic!() };
    assert_eq!(record.text, "{\"id\":1}");
}

#[test]
fn a_record_says_how_much_of_it_was_read_and_whether_it_is_that_of_the_file() {
    let head = r#"{"id":"e","provisioningAction":"create","x":"#;
    let told = |rest: &str, is_rewritten| {
        let raw = format!("{head}{rest}");
        // Of what breaks off, the columns know no id either.
        let id = read_event(&raw).0.id;
        let record = EventRecord { id, raw, is_rewritten, file: "log".to_owned(), offset: 0 };
        let dossier = Dossier::of_record(&record).unwrap();
        blocks(&dossier.header, 0) + &blocks(dossier.tab(Tab::Json), 0)
    };
    assert!(!told("1}", false).contains("Note"));
    assert!(told("1}", false).contains("as in the file"));
    assert!(told("1}", true).contains("made of what stands in the file"));
    let control = told("\"a\tb\"}", false);
    let said = "All of this record could be read, but it is not valid JSON (a control character inside quotes at byte";
    assert!(control.contains(said), "{control}");
    for lossy in ["1,\"provisioningSteps\":[7]}", "1,\"provisioningSteps\":[{\"a\" 1}]}"] {
        let lossy = told(lossy, false);
        assert!(lossy.contains("Not all of this record could be read ("), "{lossy}");
    }
}
