//! One plain sentence of what happened.

use std::borrow::Cow;

use crate::event::{Action, ProvisioningEvent, Status, Written};

use super::judge::judge;
use super::reason::Reason;
use super::scope::Scoping;

/// What a name of the record is called in a sentence.
pub type Told<'a> = &'a dyn Fn(&str) -> String;

/// What happened, as one sentence without a full stop: `Created Ana Petrov in ServiceNow`. What comes from the record
/// is in it as written; it is text, and may be in any script and direction.
#[must_use]
pub fn sentence(event: &ProvisioningEvent) -> String {
    sentence_by(event, &str::to_owned)
}

/// The same with other names: of the object, of the target, and of what a scoping filter looks at.
#[must_use]
pub fn sentence_by(event: &ProvisioningEvent, told: Told) -> String {
    let object = object(event, told);
    let target = shortened(&told(target_name(event))).into_owned();
    let action = &event.provisioning_action;
    match &event.provisioning_status_info.status {
        Status::Success => done(action, &object, &target),
        Status::Warning => format!("{}, with a warning", done(action, &object, &target)),
        Status::Failure => with_cause(not_done(action, &object, &target), event, None, told),
        Status::Skipped if *action == Action::StagedDelete => done(action, &object, &target),
        Status::Skipped => {
            let scoping = Scoping::of(event);
            with_cause(format!("Skipped {object} for {target}"), event, scoping.as_ref(), told)
        }
        Status::Unknown(status) => {
            let ended = match status.as_str() {
                "" => "the record does not say how it ended".to_owned(),
                word => format!("it ended with the status {}", shortened(word)),
            };
            match action.label() {
                "" | "Other" if name(event).is_none() => format!("{} in {target}: {ended}", capitalised(&object)),
                "" | "Other" => format!("{object} in {target}: {ended}"),
                label => format!("{} of {object} in {target}: {ended}", shortened(label)),
            }
        }
    }
}

fn done(action: &Action, object: &str, target: &str) -> String {
    match action {
        Action::Create => format!("Created {object} in {target}"),
        Action::Update => format!("Updated {object} in {target}"),
        Action::Disable => format!("Disabled {object} in {target}"),
        Action::Delete => format!("Deleted {object} from {target}"),
        Action::StagedDelete => format!("Held back the deletion of {object} from {target}"),
        Action::Unknown(word) if !word.is_empty() => format!("Processed {object} in {target} ({})", shortened(word)),
        Action::Other | Action::Unknown(_) => format!("Processed {object} in {target}"),
    }
}

fn not_done(action: &Action, object: &str, target: &str) -> String {
    match action {
        Action::Create => format!("Could not create {object} in {target}"),
        Action::Update => format!("Could not update {object} in {target}"),
        Action::Disable => format!("Could not disable {object} in {target}"),
        Action::Delete => format!("Could not delete {object} from {target}"),
        Action::StagedDelete => format!("Could not stage the deletion of {object} from {target}"),
        Action::Unknown(word) if !word.is_empty() => {
            format!("Could not process {object} in {target} ({})", shortened(word))
        }
        Action::Other | Action::Unknown(_) => format!("Could not process {object} in {target}"),
    }
}

/// Adds why: what keeps the object out of scope, else what the knowledge base says for certain, else the code.
fn with_cause(sentence: String, event: &ProvisioningEvent, scoping: Option<&Scoping>, told: Told) -> String {
    let obstacle = scoping.and_then(|scoping| scoping.obstacles().into_iter().next());
    if let Some(obstacle) = obstacle {
        return format!("{sentence}: {}", shortened(&told(&obstacle)));
    }
    let error = event.provisioning_status_info.error_information.as_ref();
    let reason = Reason::parse(error.map_or("", |error| &error.reason));
    let verdict = judge(event, &reason, scoping);
    let code = event.effective_code();
    if verdict.certainty.is_specific() && !verdict.is_general() {
        // One colon is enough for a sentence.
        return format!("{sentence}: {}", verdict.entry.title.replace(": ", ", "));
    }
    if code.is_empty() { sentence } else { format!("{sentence}: {}", shortened(code)) }
}

/// Words of ours as the first of a sentence.
fn capitalised(words: &str) -> String {
    let (first, rest) = words.split_at(words.ceil_char_boundary(1));
    first.to_ascii_uppercase() + rest
}

/// What the object is called, where that is more than an id.
fn name(event: &ProvisioningEvent) -> Option<&str> {
    let label = event.identity_label();
    let is_id = label == event.source_identity.id || label == event.target_identity.id;
    (!label.is_empty() && !is_id).then_some(label)
}

/// The object by its name, else by what people know it by, else by its kind and id.
fn object(event: &ProvisioningEvent, told: Told) -> String {
    if let Some(name) = name(event) {
        return shortened(&told(name)).into_owned();
    }
    let kind = match event.object_type() {
        "" => "object".to_owned(),
        kind @ ("User" | "Group") => kind.to_ascii_lowercase(),
        kind => kind.to_owned(),
    };
    let steps = event.provisioning_steps.iter();
    let mut known_by = steps.filter_map(|step| step.details.get("ReportableIdentifier")).map(Written::as_str);
    match known_by.find(|name| !name.is_empty()).unwrap_or(event.identity_label()) {
        "" => format!("an unnamed {kind}"),
        name => format!("{kind} {}", shortened(&told(name))),
    }
}

/// The target by its own name; by the application's where the name is that of the template for custom applications.
#[must_use]
pub fn target(event: &ProvisioningEvent) -> Cow<'_, str> {
    shortened(target_name(event))
}

fn target_name(event: &ProvisioningEvent) -> &str {
    let system = &event.target_system;
    let in_details = system.details.get("ServicePrincipalDisplayName").map_or("", Written::as_str);
    let own = if system.display_name.eq_ignore_ascii_case("customappsso") { "" } else { &system.display_name };
    let names = [own, &event.service_principal.display_name, in_details];
    names.into_iter().find(|name| !name.is_empty()).unwrap_or("the target system")
}

/// A name of at most 120 characters, which is more than directories hold and less than breaks a page.
fn shortened(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(120) {
        Some((end, _)) => format!("{}…", &name[..end]).into(),
        None => name.into(),
    }
}
