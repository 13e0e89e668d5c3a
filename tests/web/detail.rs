//! The detail tabs: the keyboard, what opens by itself, and hostile records.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that finds nothing to look at has failed")]

use std::sync::Arc;

use leptos::mount::mount_to;
use leptos::prelude::provide_context;
use leptos::task::tick;
use leptos::view;
use leptos::wasm_bindgen::JsCast as _;
use leptos::web_sys::{Element, HtmlElement, KeyboardEvent, KeyboardEventInit};
use provlens::advice::learn;
use provlens::dossier::{Dossier, EventRecord};
use provlens::event::{
    Action, Details, ModifiedProperty, ProvisioningErrorInfo, ProvisioningEvent, ProvisioningStatusInfo,
    ProvisioningStep, Status, StepType, Written,
};
use provlens::state::signal::RwSignal;
use provlens::state::{Dates, Rested, Settings, SettingsStore, Undrawn};
use provlens::view::detail::EventTabs;
use provlens::view::seldom;
use wasm_bindgen_test::wasm_bindgen_test;

const HTML: &str = "<img src=x onerror=\"document.title='broken in'\"><b>bold</b>";

/// The tabs on a page of their own, with the signal that feeds them.
struct Page {
    root: HtmlElement,
    event: RwSignal<Option<Arc<Dossier>>>,
}

impl Page {
    async fn open(event: ProvisioningEvent, raw: &str) -> Self {
        let document = leptos::prelude::document();
        let root: HtmlElement = document.create_element("div").unwrap().unchecked_into();
        document.body().unwrap().append_child(&root).unwrap();
        let signal = RwSignal::new(Some(dossier(&event, raw)));
        mount_to(root.clone(), move || {
            provide_context(Dates::new(SettingsStore::new(Settings::default())));
            let rested = Rested::default();
            rested.rest();
            provide_context(rested);
            provide_context(Undrawn::default());
            seldom::provide();
            view! { <EventTabs event=signal chosen=RwSignal::new(None) /> }
        })
        .forget();
        tick().await;
        Self { root, event: signal }
    }

    async fn show(&self, event: ProvisioningEvent) {
        self.event.set(Some(dossier(&event, "{}")));
        tick().await;
    }

    fn find(&self, selector: &str) -> Option<Element> {
        self.root.query_selector(selector).unwrap()
    }

    fn all(&self, selector: &str) -> Vec<Element> {
        let found = self.root.query_selector_all(selector).unwrap();
        (0..found.length()).map(|index| found.get(index).unwrap().unchecked_into()).collect()
    }

    fn text(&self, selector: &str) -> String {
        self.find(selector).unwrap_or_else(|| panic!("there is no {selector}")).text_content().unwrap()
    }

    fn selected(&self) -> String {
        self.text("[role=tab][aria-selected=true]")
    }

    /// The text of the panel that is shown.
    fn panel(&self) -> String {
        self.text("[role=tabpanel]:not([hidden])")
    }

    async fn click(&self, selector: &str) {
        let element = self.find(selector).unwrap_or_else(|| panic!("there is no {selector}"));
        element.unchecked_into::<HtmlElement>().click();
        tick().await;
    }

    /// Lets an event happen to an element.
    async fn fire(&self, selector: &str, name: &str) {
        let event = leptos::web_sys::Event::new(name).unwrap();
        self.find(selector).unwrap().dispatch_event(&event).unwrap();
        tick().await;
    }

    /// Presses a key in the element that has the focus.
    async fn press(&self, key: &str) {
        let options = KeyboardEventInit::new();
        options.set_key(key);
        options.set_bubbles(true);
        options.set_cancelable(true);
        let event = KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).unwrap();
        leptos::prelude::document().active_element().unwrap().dispatch_event(&event).unwrap();
        tick().await;
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.root.remove();
    }
}

fn dossier(event: &ProvisioningEvent, raw: &str) -> Arc<Dossier> {
    let (id, raw) = (event.id.clone(), raw.to_owned());
    let record = EventRecord { id, raw, is_rewritten: false, file: "log.json".to_owned(), offset: 1234 };
    learn(|| include_str!("../../src/advice/knowledge.txt").to_owned()).unwrap();
    Arc::new(Dossier::of_event(event, &record, None))
}

fn text(text: &str) -> Written {
    Written::Text(text.to_owned())
}

fn step(name: &str, kind: StepType, status: Status, details: &[(&str, &str)]) -> ProvisioningStep {
    let details = details.iter().map(|(name, value)| ((*name).to_owned(), text(value)));
    ProvisioningStep {
        name: name.to_owned(),
        provisioning_step_type: kind,
        status,
        description: format!("What {name} did"),
        details: Details(details.collect()),
    }
}

fn success() -> ProvisioningEvent {
    ProvisioningEvent {
        provisioning_action: Action::Update,
        provisioning_status_info: ProvisioningStatusInfo { status: Status::Success, error_information: None },
        change_id: "the-change".to_owned(),
        provisioning_steps: vec![
            step("EntryImportUpdate", StepType::Import, Status::Success, &[("objectId", "the-object")]),
            step(
                "EntryImportByMatchingProperty",
                StepType::Matching,
                Status::Success,
                &[("namegivenName", "Anna"), ("title", "Clerk")],
            ),
        ],
        modified_properties: vec![
            property("name.givenName", Written::Null, "Ann"),
            property("title", Written::Null, "Clerk"),
            property("mail", text("a@b.test"), "a\u{200b}@b.test"),
            ModifiedProperty { display_name: "manager".into(), old_value: Written::Missing, new_value: Written::Null },
            property("city", Written::Missing, ""),
        ],
        ..ProvisioningEvent::default()
    }
}

fn property(name: &str, old_value: Written, new: &str) -> ModifiedProperty {
    ModifiedProperty { display_name: name.to_owned(), old_value, new_value: text(new) }
}

fn failure() -> ProvisioningEvent {
    let error = ProvisioningErrorInfo {
        error_code: "EntryConflict".to_owned(),
        reason: format!("StatusCode: Conflict\r\nMessage: {HTML}"),
        recommended_action: "javascript:alert(1)".to_owned(),
        ..ProvisioningErrorInfo::default()
    };
    let mut event = success();
    event.provisioning_status_info = ProvisioningStatusInfo { status: Status::Failure, error_information: Some(error) };
    event.provisioning_steps.push(step(
        "EntrySynchronizationUpdate",
        StepType::Processing,
        Status::Failure,
        &[(HTML, HTML)],
    ));
    event
}

#[wasm_bindgen_test]
async fn tabs_have_the_promised_names_and_one_stop_for_the_tab_key() {
    let page = Page::open(success(), "{}").await;
    let names: Vec<_> = page.all("[role=tablist] > [role=tab]").iter().map(|tab| tab.text_content().unwrap()).collect();
    assert_eq!(names, ["Steps", "Troubleshooting & Recommendations", "Modified properties", "Summary", "JSON"]);
    assert_eq!(page.all("[role=tab][tabindex='0']").len(), 1);
    for tab in page.all("[role=tab]") {
        let panel = page.find(&format!("#{}", tab.get_attribute("aria-controls").unwrap())).unwrap();
        assert_eq!(panel.get_attribute("role").as_deref(), Some("tabpanel"));
        assert_eq!(panel.get_attribute("aria-labelledby"), Some(tab.id()));
    }
}

#[wasm_bindgen_test]
async fn arrows_home_and_end_move_between_tabs_and_round_the_ends() {
    let page = Page::open(success(), "{}").await;
    page.click("#event-tab-steps").await;
    page.find("#event-tab-steps").unwrap().unchecked_into::<HtmlElement>().focus().unwrap();
    for (key, expected) in [
        ("ArrowRight", "Troubleshooting & Recommendations"),
        ("End", "JSON"),
        ("ArrowRight", "Steps"),
        ("ArrowLeft", "JSON"),
        ("Home", "Steps"),
        ("x", "Steps"),
    ] {
        page.press(key).await;
        assert_eq!(page.selected(), expected, "after {key}");
        let focused = leptos::prelude::document().active_element().unwrap();
        assert_eq!(focused.text_content().unwrap(), expected, "the focus goes along");
        assert_eq!(page.all("[role=tabpanel]:not([hidden])").len(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_failure_opens_with_help_until_the_person_chooses_a_tab() {
    let page = Page::open(success(), "{}").await;
    assert_eq!(page.selected(), "Steps");
    page.show(failure()).await;
    assert_eq!(page.selected(), "Troubleshooting & Recommendations");
    page.click("#event-tab-summary").await;
    assert!(page.panel().contains("the-change"));
    page.show(success()).await;
    assert_eq!(page.selected(), "Summary");
    page.show(failure()).await;
    assert_eq!(page.selected(), "Summary");
}

#[wasm_bindgen_test]
async fn the_failing_step_is_open_and_the_others_open_on_demand() {
    let page = Page::open(failure(), "{}").await;
    page.click("#event-tab-steps").await;
    let heads = page.all("#event-panel-steps button[aria-expanded]");
    let open: Vec<_> = heads.iter().map(|head| head.get_attribute("aria-expanded").unwrap()).collect();
    assert_eq!(open, ["false", "false", "true"]);
    assert!(!page.panel().contains("the-object"));
    page.click("#event-panel-steps button[aria-expanded]").await;
    assert!(page.panel().contains("the-object"));
    assert!(page.panel().contains("ExportNot reached"), "{}", page.panel());
}

#[wasm_bindgen_test]
async fn a_scoping_result_is_shown_as_clauses() {
    let mut event = success();
    let result = ("ScopeEvaluationResult", r#"{"Staff.city EQUALS 'Lund'":false,"Staff.active EQUALS 'True'":true}"#);
    event.provisioning_steps = vec![step("EntrySynchronizationScoping", StepType::Scoping, Status::Skipped, &[result])];
    let page = Page::open(event, "{}").await;
    let clauses: Vec<_> =
        page.all("#event-panel-steps td li").iter().map(|clause| clause.text_content().unwrap()).collect();
    assert_eq!(clauses, ["not met Staff.city EQUALS 'Lund'", "met Staff.active EQUALS 'True'"]);
}

#[wasm_bindgen_test]
async fn html_in_any_field_is_text() {
    let mut event = failure();
    event.source_identity.display_name = HTML.into();
    event.source_system.display_name = HTML.into();
    event.provisioning_steps[0].description = HTML.into();
    event.modified_properties.push(property(HTML, text(HTML), HTML));
    event.provisioning_status_info.status = Status::Failure;
    let raw = format!("{{\"a\":{}}}", serde_json_text(HTML));
    let page = Page::open(event, &raw).await;
    for tab in ["steps", "troubleshooting", "modified-properties", "summary", "json"] {
        page.click(&format!("#event-tab-{tab}")).await;
        assert!(page.panel().contains("onerror="), "{tab} shows the text");
        assert_eq!(page.all("img, b, script, [onerror], [style]").len(), 0, "{tab}");
    }
}

/// A JSON string of a text without control characters.
fn serde_json_text(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

#[wasm_bindgen_test]
async fn only_https_addresses_are_links() {
    let mut event = failure();
    let page = Page::open(event.clone(), "{}").await;
    assert!(page.panel().contains("javascript:alert(1)"), "shown as text");
    event.provisioning_status_info.error_information.as_mut().unwrap().recommended_action =
        "https://example.test/help".into();
    page.show(event).await;
    let links = page.all("a");
    assert_eq!(links[0].get_attribute("href").as_deref(), Some("https://example.test/help"));
    for link in links {
        assert!(link.get_attribute("href").unwrap().starts_with("https://"));
        assert_eq!(link.get_attribute("rel").as_deref(), Some("noopener noreferrer"));
        assert_eq!(link.get_attribute("target").as_deref(), Some("_blank"));
    }
}

#[wasm_bindgen_test]
async fn changes_show_recovered_values_what_differs_and_what_cannot_be_seen() {
    let page = Page::open(success(), "{}").await;
    page.click("#event-tab-modified-properties").await;
    let rows: Vec<_> = page.all("tbody tr").iter().map(|row| row.text_content().unwrap()).collect();
    assert_eq!(rows.len(), 5);
    assert!(rows[0].contains("Anna") && rows[0].contains("recovered"), "{}", rows[0]);
    assert_eq!(page.text("tbody tr:nth-child(1) del"), "a");
    assert!(rows[1].contains("unchanged"), "{}", rows[1]);
    assert_eq!(page.text("tbody tr:nth-child(3) ins"), "U+200B");
    assert!(rows[3].contains("not given") && rows[3].contains("null"), "{}", rows[3]);
    assert!(rows[4].contains("not given") && rows[4].contains("empty text"), "{}", rows[4]);

    page.click("input[type=checkbox]").await;
    assert_eq!(page.all("tbody tr").len(), 4);
}

#[wasm_bindgen_test]
async fn thousands_of_properties_and_a_long_value_are_drawn_in_part_and_on_demand_whole() {
    let mut event = success();
    event.modified_properties = vec![property("p", Written::Null, "v"); 5_000];
    event.modified_properties[0].new_value = text(&"long ".repeat(200_000));
    let page = Page::open(event, "{}").await;
    page.click("#event-tab-modified-properties").await;
    assert_eq!(page.all("tbody tr").len(), 100);
    assert!(page.panel().len() < 20_000);
    page.click("td button[aria-expanded]").await;
    assert!(page.panel().len() > 1_000_000);
}

#[wasm_bindgen_test]
async fn the_record_is_indented_as_it_was_spelled() {
    let page = Page::open(success(), r#"{"b":1.50,"a":[],"b":"\u00e9"}"#).await;
    page.click("#event-tab-json").await;
    assert_eq!(page.text(".pl-detail__json"), "{\n  \"b\": 1.50,\n  \"a\": [],\n  \"b\": \"\\u00e9\"\n}");
}

#[wasm_bindgen_test]
async fn a_broken_record_is_shown_whole_with_a_note() {
    let page = Page::open(success(), "{\"a\": 1,\n \"b\": ").await;
    page.click("#event-tab-json").await;
    assert_eq!(page.text(".pl-detail__json"), "{\"a\": 1,\n \"b\": ");
    assert!(page.panel().contains("not valid JSON"));
}

#[wasm_bindgen_test]
async fn a_record_of_megabytes_is_drawn_in_part_and_searched_whole() {
    let properties = vec!["{\"displayName\":\"title\",\"newValue\":1.50}"; 50_000].join(",");
    let long = "long ".repeat(200_000);
    let page =
        Page::open(success(), &format!("{{\"a\":[{properties}],\"b\":\"{long}\",\"{long}\":1,\"c\":\"the last\"}}"))
            .await;
    page.click("#event-tab-json").await;
    assert!(page.text(".pl-detail__json").len() < 10_000, "the list is folded and the long value cut");
    page.find("input[type=search]")
        .unwrap()
        .unchecked_into::<leptos::web_sys::HtmlInputElement>()
        .set_value("THE LAST");
    page.fire("input[type=search]", "input").await;
    assert_eq!(page.text(".pl-detail__json"), "{\n  \"c\": \"the last\"\n}");
    assert_eq!(page.text("[role=tabpanel]:not([hidden]) [role=status]"), "1 of 1 line");
}

#[wasm_bindgen_test]
async fn members_fold_by_pointer_and_keyboard_and_lines_are_walked() {
    let page = Page::open(success(), r#"{"a":{"x y":[1,{"z":"\u00e9"}]},"b":2}"#).await;
    page.click("#event-tab-json").await;
    let whole = page.text(".pl-detail__json");
    page.click("[data-line='1']").await;
    assert_eq!(page.text(".pl-detail__json"), "{\n  \"a\": { … },\n  \"b\": 2\n}");
    assert_eq!(page.find("[data-line='1']").unwrap().get_attribute("aria-expanded").as_deref(), Some("false"));
    page.press("ArrowRight").await;
    assert_eq!(page.text(".pl-detail__json"), whole);
    for (key, line) in [("ArrowRight", "2"), ("ArrowDown", "3"), ("End", "9"), ("Home", "0"), ("ArrowUp", "0")] {
        page.press(key).await;
        let focused = leptos::prelude::document().active_element().unwrap();
        assert_eq!(focused.get_attribute("data-line").as_deref(), Some(line), "after {key}");
        assert_eq!(page.all("[role=treeitem][tabindex='0']").len(), 1);
    }
}

#[wasm_bindgen_test]
async fn a_record_that_says_nothing_is_drawn() {
    let page = Page::open(ProvisioningEvent::default(), "").await;
    for tab in ["steps", "troubleshooting", "modified-properties", "summary", "json"] {
        page.click(&format!("#event-tab-{tab}")).await;
        assert!(!page.panel().is_empty(), "{tab}");
    }
    page.event.set(None);
    tick().await;
    assert_eq!(page.root.text_content().unwrap(), "");
}
