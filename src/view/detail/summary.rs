//! Tab Summary: every identifier and name of the event, to read and to copy.

use std::sync::Arc;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::logged_text::logged_text;
use super::long_text::long_text;
use super::moment::{local, zone};
use super::value::value;
use crate::advice;
use crate::event::{Details, Instant, ProvisionedIdentity, ProvisioningSystem, Written, short_type};
use crate::insight::job_id::JobId;
use crate::protocol::EventReply;
use crate::view::format::{duration, grouped};

/// A label and its value; what is empty is left out.
type Pair = Option<(&'static str, AnyView)>;

/// Draws the groups of values.
#[component]
pub fn Summary(
    /// The event.
    reply: Arc<EventReply>,
) -> impl IntoView {
    let event = &reply.event;
    let job = JobId::parse(&event.job_id);
    let application_id = [&event.target_system, &event.source_system];
    let application_id = application_id.into_iter().find_map(|system| system.details.get("ApplicationId"));
    view! {
        <p class="pl-detail__lead">{logged_text(&advice::sentence(event))} "."</p>
        {group("What happened", vec![
            event.activity_date_time.and_then(|instant| words("Local time", &local_with_zone(instant))),
            event.activity_date_time.and_then(|instant| words("UTC", &instant.to_rfc3339())),
            words("Action", event.provisioning_action.label()),
            words("Status", event.provisioning_status_info.status.label()),
            id("Error code", "error code", event.effective_code()),
            event.duration_in_milliseconds.and_then(|milliseconds| words("Duration", &exact_duration(milliseconds))),
            words("Initiated by", &event.initiated_by.display_name),
            words("Initiator type", event.initiated_by.initiator_type.label()),
            id("Initiator id", "initiator id", &event.initiated_by.id),
        ])}
        {group("Identifiers", vec![
            id("Change id", "change id", &event.change_id),
            id("Event id", "event id", &event.id),
            id("Cycle id", "cycle id", &event.cycle_id),
            id("Tenant id", "tenant id", &event.tenant_id),
        ])}
        {group("Source", side(&event.source_identity, &event.source_system, &SOURCE))}
        {group("Target", side(&event.target_identity, &event.target_system, &TARGET))}
        {group("Application", vec![
            words("Name", &event.service_principal.display_name),
            id("Service principal id", "service principal id", &event.service_principal.id),
            id("Application id", "application id", application_id.map_or("", Written::as_str)),
        ])}
        {group("Job", vec![
            id("Job id", "job id", &event.job_id),
            words("Template", &job.template),
            id("Tenant", "tenant of the job", &job.tenant),
            id("Service principal", "service principal of the job", &job.service_principal),
        ])}
        {group("Record", vec![
            words("File", &reply.file),
            words("Begins at byte", &grouped(reply.offset)),
            words("Length", &format!("{} bytes", grouped(reply.raw.len() as u64))),
        ])}
    }
}

/// The names of what can be copied, a set for each side, so that each button has a name of its own.
struct SideNames {
    id: &'static str,
    upn: &'static str,
    system: &'static str,
}

const SOURCE: SideNames = SideNames { id: "source id", upn: "source user principal name", system: "source system id" };
const TARGET: SideNames = SideNames { id: "target id", upn: "target user principal name", system: "target system id" };

fn side(identity: &ProvisionedIdentity, system: &ProvisioningSystem, names: &SideNames) -> Vec<Pair> {
    let absent = || view! { <span class="pl-detail__chip">"not given"</span> }.into_any();
    let upn = identity.details.get("UserPrincipalName").map_or("", Written::as_str);
    let kind = short_type(&identity.identity_type);
    let mut pairs = vec![
        Some(words("Name", &identity.display_name).unwrap_or_else(|| ("Name", absent()))),
        Some(id("Id", names.id, &identity.id).unwrap_or_else(|| ("Id", absent()))),
        words("Type", kind),
        if kind == identity.identity_type { None } else { words("Full type", &identity.identity_type) },
        id("User principal name", names.upn, upn),
    ];
    pairs.push(further("Further details", &identity.details, &["id", "DisplayName", "UserPrincipalName", "odatatype"]));
    pairs.push(words("System", &system.display_name));
    pairs.push(id("System id", names.system, &system.id));
    pairs.push(further("System details", &system.details, &["ApplicationId"]));
    pairs
}

/// Details that are not shown by a name of their own.
fn further(label: &'static str, Details(details): &Details, known: &[&str]) -> Pair {
    let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    let rest = details.iter().filter(|(name, _)| !is_known(name));
    let rest: Vec<_> = rest
        .map(|(name, written)| view! { <li><span class="pl-muted">{logged_text(name)} ": "</span> {value(written)}</li> })
        .collect();
    (!rest.is_empty()).then(|| (label, view! { <ul>{rest}</ul> }.into_any()))
}

fn group(title: &'static str, pairs: Vec<Pair>) -> impl IntoView {
    let pairs: Vec<_> = pairs
        .into_iter()
        .flatten()
        .map(|(label, value)| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
        .collect();
    (!pairs.is_empty()).then(|| {
        view! {
            <section class="pl-detail__section">
                <h3>{title}</h3>
                <dl class="pl-detail__pairs">{pairs}</dl>
            </section>
        }
    })
}

fn words(label: &'static str, text: &str) -> Pair {
    (!text.is_empty()).then(|| (label, long_text(text.to_owned())))
}

fn id(label: &'static str, of: &'static str, text: &str) -> Pair {
    let copied = text.to_owned();
    (!text.is_empty()).then(|| {
        let drawn = view! {
            <span class="pl-mono">{long_text(text.to_owned())}</span>
            <CopyButton of text=move || copied.clone() />
        };
        (label, drawn.into_any())
    })
}

fn local_with_zone(instant: Instant) -> String {
    format!("{} ({})", local(instant), zone())
}

/// `910 ms`; from a second on in a fitting unit as well.
fn exact_duration(milliseconds: u64) -> String {
    let fitting = duration(milliseconds);
    if milliseconds < 1000 { fitting } else { format!("{fitting} ({} ms)", grouped(milliseconds)) }
}
