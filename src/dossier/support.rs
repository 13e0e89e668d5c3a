//! What to hand to somebody who helps: ids, time, code and steps as text, with names or with pseudonyms.

use super::block::{Block, Group, Role, Variants};
use super::record::EventRecord;
use super::secrets::{LONGEST_SECRET, MOST_STEPS, own_names, secrets, tells_somebody};
use super::text::{copy, long, words};
use crate::advice;
use crate::event::{Instant, ProvisioningEvent};
use crate::export::pseudonyms::{ID, NAME, Pseudonyms};

/// Of a longer text the beginning is handed on, in characters: reasons can hold whole pages, and ids of a file anything.
const LONGEST: usize = 2_000;
/// The same of what a step says.
const LONGEST_OF_STEP: usize = 300;

/// How the text is to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Form {
    markdown: bool,
    without_names: bool,
    without_ids: bool,
}

/// The text in every form.
#[must_use]
pub fn support(record: &EventRecord, pseudonyms: &Pseudonyms) -> Vec<Block> {
    let event = match record.event() {
        Ok((event, _)) => event,
        Err(error) => return vec![Block::Line(Role::Empty, vec![words(format!("Nothing to copy: {error}."))])],
    };
    let form = |bits: u8| Form { markdown: bits & 1 > 0, without_names: bits & 2 > 0, without_ids: bits & 4 > 0 };
    let form = |bits| {
        let text = text(&event, form(bits), pseudonyms);
        let heading = Block::Line(Role::CopyHeading, vec![words("For support"), copy("text for support", &text)]);
        vec![Block::Group(Group::Section, vec![heading, Block::Line(Role::Code, vec![long(&text)])])]
    };
    let switches = ["As Markdown", "Pseudonymise names", "Pseudonymise object ids"];
    vec![
        Block::Variants(Variants { switches: switches.map(str::to_owned).into(), forms: (0..8).map(form).collect() }),
        Block::Line(
            Role::Footnote,
            vec![words(
                "A pseudonym stands for the same value in all that is copied from this tab. Known names, addresses and \
                 what looks like a name in quotes are replaced wherever they stand; read the text before you send it.",
            )],
        ),
    ]
}

fn text(event: &ProvisioningEvent, form: Form, pseudonyms: &Pseudonyms) -> String {
    let mask = pseudonyms.mask(&secrets(event, form.without_names, form.without_ids));
    let mask_to = |text: &str, longest| cut(text, longest, |text, most| mask.apply_to(text, most));
    let mask = |text: &str| mask_to(text, LONGEST);
    let whole = |text: &str| cut(text, LONGEST, beginning);
    let id = |id: &str| match form {
        Form { without_ids: true, .. } => pseudonyms.of(ID, id),
        Form { without_names: true, .. } if tells_somebody(event, id) => mask(id),
        _ => whole(id),
    };
    // A name is replaced whatever it is, also where it could not be told from the words of a text.
    let own_name = |name: &str| if form.without_names { pseudonyms.of(NAME, name) } else { whole(name) };
    let is_own = |name: &str| own_names(event)[..2].contains(&name);
    let error = event.provisioning_status_info.error_information.clone().unwrap_or_default();
    let fields = [
        ("Time (UTC)", event.activity_date_time.map(Instant::to_rfc3339).unwrap_or_default()),
        ("Tenant id", whole(&event.tenant_id)),
        ("Application", mask(&event.service_principal.display_name)),
        ("Service principal id", whole(&event.service_principal.id)),
        ("Job id", whole(&event.job_id)),
        ("Cycle id", whole(&event.cycle_id)),
        ("Change id", whole(&event.change_id)),
        ("Event id", whole(&event.id)),
        ("Source system", mask(&event.source_system.display_name)),
        ("Source id", id(&event.source_identity.id)),
        ("Source name", own_name(&event.source_identity.display_name)),
        ("User principal name", own_name(event.user_principal_name())),
        ("Target system", mask(&event.target_system.display_name)),
        ("Target id", id(&event.target_identity.id)),
        ("Target name", own_name(&event.target_identity.display_name)),
        ("Action", whole(event.provisioning_action.label())),
        ("Status", whole(event.provisioning_status_info.status.label())),
        ("Code", whole(event.effective_code())),
        ("Category", whole(error.error_category.label())),
        ("Reason", mask(&error.reason)),
        ("Additional details", mask(&error.additional_details)),
    ];
    let mut lines = vec![if form.markdown { "## Provisioning event" } else { "Provisioning event" }.to_owned()];
    // Its own words are nobody's name.
    lines.push(advice::sentence_by(event, &|name| if is_own(name) { own_name(name) } else { mask(name) }));
    lines.push(String::new());
    for (name, value) in fields.iter().filter(|(_, value)| !value.is_empty()) {
        lines.push(if form.markdown { format!("- **{name}**: {}", code(value)) } else { format!("{name}: {value}") });
    }
    lines.push(String::new());
    lines.push(if form.markdown { "### Steps" } else { "Steps" }.to_owned());
    let of_step = |text: &str| cut(text, LONGEST_OF_STEP, beginning);
    for (index, step) in event.provisioning_steps.iter().take(MOST_STEPS).enumerate() {
        let (stage, status) = (of_step(step.provisioning_step_type.label()), of_step(step.status.label()));
        let (name, description) = (mask_to(&step.name, LONGEST_OF_STEP), mask_to(&step.description, LONGEST_OF_STEP));
        let said = if form.markdown { code(&description) } else { description };
        lines.push(format!("{}. {stage} {name}: {status}. {said}", index + 1));
    }
    if event.provisioning_steps.len() > MOST_STEPS {
        lines.push(format!("(and {} steps more)", event.provisioning_steps.len() - MOST_STEPS));
    }
    lines.join("\n")
}

/// As much of a text as is handed on, in another form: that of so many characters. What the form looks for may reach over
/// the cut.
fn cut(text: &str, longest: usize, form: impl Fn(&str, usize) -> String) -> String {
    let end_of = |characters| text.char_indices().nth(characters).map(|(end, _)| end);
    if end_of(longest).is_none() {
        return form(text, usize::MAX);
    }
    form(&text[..end_of(longest + LONGEST_SECRET).unwrap_or(text.len())], longest) + "…"
}

/// So many characters of a text.
fn beginning(text: &str, most: usize) -> String {
    text.chars().take(most).collect()
}

/// A value as code of Markdown: in a fence of backticks longer than any in it, on one line.
fn code(value: &str) -> String {
    if value.is_empty() {
        return String::new();
    }
    let (mut longest, mut run) = (0, 0);
    let mut on_one_line = String::new();
    for letter in value.trim().chars() {
        run = if letter == '`' { run + 1 } else { 0 };
        longest = longest.max(run);
        let is_blank = letter.is_whitespace();
        if !is_blank || !on_one_line.ends_with(' ') {
            on_one_line.push(if is_blank { ' ' } else { letter });
        }
    }
    let fence = "`".repeat(longest + 1);
    let pad = if longest > 0 { " " } else { "" };
    [&fence, pad, &on_one_line, pad, &fence].concat()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::{Details, ProvisioningErrorInfo, ProvisioningStep, Status, Written};

    const PSEUDONYMS: Pseudonyms = Pseudonyms::new([1; 16], str::to_lowercase);
    const WITH_NAMES: Form = Form { markdown: false, without_names: false, without_ids: false };

    fn told(event: &ProvisioningEvent, form: Form) -> String {
        text(event, form, &PSEUDONYMS)
    }

    fn event() -> ProvisioningEvent {
        let mut event = ProvisioningEvent {
            change_id: "change-1".to_owned(),
            job_id: "job-1".to_owned(),
            tenant_id: "tenant-1".to_owned(),
            provisioning_steps: vec![ProvisioningStep {
                name: "EntryExportAdd".to_owned(),
                description: "User 'ana@a.test' (Petrov) could not be made in Slack".to_owned(),
                details: Details(vec![("sn".to_owned(), Written::Text("Petrov".to_owned()))]),
                ..ProvisioningStep::default()
            }],
            ..ProvisioningEvent::default()
        };
        event.source_identity.display_name = "Ana Petrov".to_owned();
        event.source_identity.id = "source-1".to_owned();
        event.target_system.display_name = "Slack".to_owned();
        event.provisioning_status_info.status = Status::Failure;
        event.provisioning_status_info.error_information = Some(ProvisioningErrorInfo {
            error_code: "EntryConflict".to_owned(),
            reason: "ANA PETROV and `x` are taken".to_owned(),
            ..ProvisioningErrorInfo::default()
        });
        event
    }

    #[test]
    fn everything_that_support_asks_for_is_there() {
        let text = told(&event(), WITH_NAMES);
        for part in ["Change id: change-1", "Job id: job-1", "Tenant id: tenant-1", "Code: EntryConflict", "Ana Petrov"]
        {
            assert!(text.contains(part), "{part} in {text}");
        }
        assert!(
            text.ends_with("1.  EntryExportAdd: . User 'ana@a.test' (Petrov) could not be made in Slack"),
            "{text}"
        );
    }

    #[test]
    fn without_names_none_is_left_and_ids_and_systems_stay() {
        let text = told(&event(), Form { without_names: true, ..WITH_NAMES }).to_lowercase();
        assert!(!text.contains("petrov") && !text.contains("ana@"), "{text}");
        assert!(text.contains("source-1") && text.contains("slack") && text.contains("change-1"), "{text}");
        let name = PSEUDONYMS.of("name", "Ana Petrov");
        assert_eq!(text.matches(&name).count(), 3, "{text}");
    }

    #[test]
    fn without_names_ids_that_are_names_and_parts_of_names_are_replaced_too() {
        let mut event = event();
        event.source_identity.identity_type = "User".to_owned();
        event.source_identity.id = "ana.petrov@a.test".to_owned();
        event.target_identity.id = "ana.petrov".to_owned();
        event.provisioning_status_info.error_information.as_mut().unwrap().reason =
            "Petrov, Ana exists. ana.petrov is taken; Mrs PETROV must be merged".to_owned();
        let text = told(&event, Form { without_names: true, ..WITH_NAMES }).to_lowercase();
        assert!(!text.contains("petrov") && !text.contains("ana@"), "{text}");
        assert_eq!(text.matches(&PSEUDONYMS.of("name", "ana.petrov")).count(), 2, "{text}");
    }

    #[test]
    fn without_names_no_sign_in_name_is_an_id_and_no_number_is_a_name() {
        let mut event = event();
        event.source_identity.identity_type = "Worker".to_owned();
        event.source_identity.display_name = "Ana Petrov 404".to_owned();
        event
            .source_identity
            .details
            .0
            .push(("UserPrincipalName".to_owned(), Written::Text("apetrov2@a.test".to_owned())));
        event.target_identity.id = "apetrov2".to_owned();
        event.provisioning_status_info.error_information.as_mut().unwrap().reason =
            "apetrov2 is taken (StatusCode 404), by apetrov2@a.test. Petrov, Ana exists".to_owned();
        let text = told(&event, Form { without_names: true, ..WITH_NAMES }).to_lowercase();
        assert!(!text.contains("petrov") && !text.contains("ana exists"), "{text}");
        assert!(text.contains("statuscode 404") && text.contains("source-1"), "{text}");
    }

    #[test]
    fn of_a_name_at_the_cut_no_part_is_left_however_much_shorter_the_text_gets() {
        let mut event = event();
        let name = format!("CN={},OU=Sales", "Ana Petrov the longest of names ".repeat(3).trim());
        event.source_identity.display_name.clone_from(&name);
        for before in 0..LONGEST_OF_STEP {
            event.provisioning_steps[0].description =
                format!("{} {}", "x".repeat(before), format!("{name} | ").repeat(9));
            let text = told(&event, Form { without_names: true, ..WITH_NAMES }).to_lowercase();
            assert!(!text.contains("petrov") && !text.contains("cn="), "{before}: {text}");
        }
    }

    /// Of one that has the object's name and address, and those words.
    fn masked(name: &str, address: &str, change: impl FnOnce(&mut ProvisioningEvent)) -> String {
        let mut event = event();
        event.source_identity.display_name = name.to_owned();
        let details = vec![("UserPrincipalName".to_owned(), Written::Text(address.to_owned()))];
        event.source_identity.details = Details(details);
        change(&mut event);
        told(&event, Form { markdown: false, without_names: true, without_ids: true })
    }

    #[test]
    fn an_application_called_by_a_name_of_the_object_is_called_so_nowhere() {
        let text = masked("van den Berg, Anna-Lena", "al@a.test", |event| {
            event.service_principal.display_name = "Anna-Lena test app".to_owned();
            event.target_system.display_name = "Anna-Lena test app".to_owned();
        });
        assert!(!text.contains("Anna") && text.matches(" test app").count() == 3, "{text}");
    }

    #[test]
    fn values_in_json_and_parts_of_lists_are_names_too_and_names_of_members_are_none() {
        let text = masked("Nora Quist", "nora@a.test", |event| {
            let details = [
                ("PreferredNameData", r#"{"first":"Noor","last":"Quist\u002dHaan","tags":["Zuzu Lee"]}"#),
                ("HomeAddress", "Dorpsstraat 5, Ede"),
                ("Parent", "OU=Staff,DC=corp"),
            ];
            let details = details.map(|(name, value)| (name.to_owned(), Written::Text(value.to_owned())));
            event.provisioning_steps[0].details = Details(details.into());
            event.provisioning_steps[0].description =
                "First Noor Quist-Haan (Zuzu Lee) at Dorpsstraat 5 in EDE, at last in OU=Staff,DC=corp,DC=test"
                    .to_owned();
        });
        for name in ["Noor", "Haan", "Zuzu", "Dorps", "EDE"] {
            assert!(!text.contains(name), "{name} in {text}");
        }
        for words in ["First ", " at last in ", ",DC=test"] {
            assert!(text.contains(words), "{words} in {text}");
        }
    }

    #[test]
    fn names_in_quotes_and_guids_of_others_are_replaced_and_what_helpers_ask_for_stays() {
        let of = |first: &str| format!("{first}7f249b-9061-4ca1-a8b1-258712c3a9fc");
        let (other, tenant, request) = (of("d6"), of("a1"), of("c0"));
        let text = masked("Project Falcon", "", |event| {
            event.tenant_id.clone_from(&tenant);
            event.provisioning_steps[0].description = format!(
                "Could not resolve 'Rita Moreno' ('Spade, Sam', {other}) by 'displayName' in 'Slack'; owner Rita Moreno. \
                 Tenant {tenant}, request id {request}"
            );
        });
        for name in ["Rita", "Moreno", "Spade", "Sam", &other] {
            assert!(!text.contains(name), "{name} in {text}");
        }
        assert!(text.contains("'displayName' in 'Slack'") && text.contains(&request), "{text}");
        assert_eq!(text.matches(&tenant).count(), 2, "{text}");
    }

    #[test]
    fn the_words_of_the_sentence_itself_are_nobodys_name_and_a_long_name_is_replaced_whole() {
        let text = masked("", "a@x.test", |event| {
            event.source_identity.id.clear();
            event.target_identity.id = "create".to_owned();
            event.provisioning_action = crate::event::Action::Create;
        });
        let name = PSEUDONYMS.of(NAME, "a@x.test");
        let sentence =
            format!("Could not create {name} in Slack: a value that must be unique is already taken in the target");
        assert_eq!(text.lines().nth(1), Some(sentence.as_str()));
        let long = format!("CN={},OU=Sales", ["Petrov"; 20].join(" "));
        let text = masked("", "", |event| event.source_identity.id.clone_from(&long));
        assert!(!text.contains("Petrov P") && !text.contains("CN="), "{text}");
    }

    #[test]
    fn without_ids_the_object_is_called_by_another_one() {
        let text = told(&event(), Form { without_ids: true, ..WITH_NAMES });
        assert!(!text.contains("source-1") && text.contains("Ana Petrov") && text.contains("change-1"), "{text}");
    }

    #[test]
    fn values_are_code_in_markdown_whatever_is_in_them() {
        let text = told(&event(), Form { markdown: true, ..WITH_NAMES });
        assert!(text.contains("- **Reason**: `` ANA PETROV and `x` are taken ``"), "{text}");
        assert!(text.starts_with("## Provisioning event\n"));
    }

    #[test]
    fn a_record_of_megabytes_makes_a_text_that_can_be_sent() {
        let mut event = event();
        event.provisioning_status_info.error_information.as_mut().unwrap().reason = "ä".repeat(1_000_000);
        event.provisioning_steps = vec![event.provisioning_steps[0].clone(); 5_000];
        let form = Form { markdown: true, without_names: true, without_ids: true };
        assert!(told(&event, form).len() < 20_000);
    }

    #[test]
    fn ids_and_words_of_megabytes_are_cut_as_well() {
        let mut event = event();
        for long in [&mut event.change_id, &mut event.job_id, &mut event.id, &mut event.target_identity.id] {
            *long = "long ".repeat(200_000);
        }
        event.provisioning_steps[0].status = Status::Unknown("x".repeat(1_000_000));
        assert!(told(&event, WITH_NAMES).len() < 10_000);
    }

    #[test]
    fn a_name_that_is_cut_off_is_no_name_left() {
        let mut event = event();
        let before = "x ".repeat(LONGEST / 2 - 4);
        event.provisioning_status_info.error_information.as_mut().unwrap().reason =
            format!("{before}Ana Petrov and more of it");
        let text = told(&event, Form { without_names: true, ..WITH_NAMES });
        assert!(text.contains("x x name-") && !text.contains("Petr"), "{text}");
    }

    /// Whether a text holds a value, by letters alone where words stand together, else as words.
    fn holds(text: &str, value: &str) -> bool {
        let is_of_word = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_alphanumeric());
        text.match_indices(value).any(|(at, _)| {
            let (before, behind) = (text[..at].chars().next_back(), text[at + value.len()..].chars().next());
            !value.is_ascii() || !(is_of_word(before) || is_of_word(behind))
        })
    }

    /// A text as JSON writes it where only ASCII may stand.
    fn in_ascii(text: &str) -> String {
        let unit = |unit: u16| match u8::try_from(unit) {
            Ok(byte) if byte.is_ascii() => char::from(byte).to_string(),
            _ => format!("\\u{unit:04x}"),
        };
        text.encode_utf16().map(unit).collect()
    }

    proptest! {
        #[test]
        fn nothing_that_tells_who_it_is_about_is_left_in_any_script(
            name in prop_oneof![
                "[B-Z][i-z]", "[B-Z]", "[A-Z][a-zéüß]{3,8} [A-Z][a-z]{4,9}", "[А-Я][а-я]{2,9}", "[李王张娜伟]{1,3}", "[가-힣]{2,4}",
                "[א-ת]{2,6}", "[ب-ي]{3,6}", "[ก-ฮ]{3,6}", "[\u{10428}-\u{1044f}]{2,5}",
            ],
            address in "[b-z]{2,5}\\.[i-z]{3,6}@[a-z]{3,6}\\.test",
            id in prop_oneof!["[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "[0-9]{6,9}"],
        ) {
            let mut event = event();
            event.source_identity.display_name.clone_from(&name);
            event.target_identity.display_name.clone_from(&name);
            event.source_identity.id.clone_from(&id);
            event.source_identity.identity_type = "User".to_owned();
            let details = vec![("UserPrincipalName".to_owned(), Written::Text(address.clone()))];
            event.source_identity.details = Details(details);
            let sticks = if name.is_ascii() { [" ", " "] } else { ["用户", "은"] };
            event.provisioning_status_info.error_information.as_mut().unwrap().reason = format!(
                "'{name}' {}{name}{} {} {address} {} {id} {}",
                sticks[0], sticks[1], in_ascii(&name), address.replace('@', "%40"), id.replace('-', "")
            );
            event.provisioning_steps[0].description = format!("User '{name}' ({address}, {id})");
            let text = told(&event, Form { markdown: false, without_names: true, without_ids: true });
            let text = text.replace("name-", "").replace("id-", "");
            let ids = [id.clone(), id.replace('-', "")];
            for secret in [&name, &in_ascii(&name), &address, &address.replace('@', "%40")].into_iter().chain(&ids) {
                prop_assert!(!holds(&text, secret), "{secret} in {text}");
            }
        }
    }
}
