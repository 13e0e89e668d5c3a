//! Tab Summary: every identifier and name of the event, to read and to copy.

use super::block::{Block, Points, Role};
use super::dates;
use super::record::EventRecord;
use super::run::{Run, Style};
use super::text::{bare, chip, copy, logged, long, name, section, words};
use super::value::value;
use crate::advice::{self, Link};
use crate::event::{
    Details, Instant, ProvisionedIdentity, ProvisioningEvent, ProvisioningSystem, Status, Written, short_type,
};
use crate::figures::{duration, grouped};
use crate::insight::job_id::JobId;

/// A label and its value; what is empty is left out.
type Pair = Option<(&'static str, Block)>;

/// The groups of values.
pub fn summary(event: &ProvisioningEvent, record: &EventRecord) -> Vec<Block> {
    let date = event.activity_date_time;
    let is_skip = event.provisioning_status_info.status == Status::Skipped;
    let (code, of_code) = if is_skip { ("Skip reason", "skip reason") } else { ("Error code", "error code") };
    let job = JobId::parse(&event.job_id);
    let application_id = [&event.target_system, &event.source_system];
    let application_id = application_id.into_iter().find_map(|system| system.details.get("ApplicationId"));
    let groups = [
        group(
            "What happened",
            vec![
                date.map(|instant| ("Local time", bare([Run::MomentWithZone(instant)]))),
                text("UTC", &date.map(Instant::to_rfc3339).unwrap_or_default()),
                date.is_none().then(|| ("Date", bare(dates::date(event)))),
                text("Action", event.provisioning_action.label()),
                Some(text("Status", event.provisioning_status_info.status.label()).unwrap_or_else(|| absent("Status"))),
                id(code, of_code, event.effective_code()),
                text("Duration", &event.duration_in_milliseconds.map(exact_duration).unwrap_or_default()),
                text("Initiated by", &event.initiated_by.display_name),
                text("Initiator type", event.initiated_by.initiator_type.label()),
                id("Initiator id", "initiator id", &event.initiated_by.id),
            ],
        ),
        group(
            "Identifiers",
            vec![
                id("Change id", "change id", &event.change_id),
                id("Event id", "event id", &event.id),
                id("Cycle id", "cycle id", &event.cycle_id),
                id("Tenant id", "tenant id", &event.tenant_id),
            ],
        ),
        group("Object", vec![pages(&advice::object_pages(event))]),
        group("Source", side(&event.source_identity, &event.source_system, &SOURCE)),
        group("Target", side(&event.target_identity, &event.target_system, &TARGET)),
        group(
            "Application",
            vec![
                text("Name", &event.service_principal.display_name),
                id("Service principal id", "service principal id", &event.service_principal.id),
                id("Application id", "application id", application_id.map_or("", Written::as_str)),
                pages(&advice::application_pages(event)),
            ],
        ),
        group(
            "Job",
            vec![
                id("Job id", "job id", &event.job_id),
                text("Template", &job.template),
                id("Tenant", "tenant of the job", &job.tenant),
                id("Service principal", "service principal of the job", &job.service_principal),
            ],
        ),
        group(
            "Record",
            vec![
                text("File", &record.file),
                text("Begins at byte", &grouped(record.offset)),
                text("Length", &format!("{} bytes", grouped(record.raw.len() as u64))),
            ],
        ),
    ];
    let lead = Block::Line(Role::Lead, vec![logged(&advice::sentence(event)), words(".")]);
    std::iter::once(lead).chain(groups.into_iter().flatten()).collect()
}

/// The page of an object in each cloud.
fn pages(pages: &[Link]) -> Pair {
    let mut runs = Vec::new();
    for page in pages {
        if !runs.is_empty() {
            runs.push(words(" · "));
        }
        runs.push(Run::Link { words: page.title.clone(), address: page.url.clone() });
    }
    (!runs.is_empty()).then(|| ("Page in the portal", bare(runs)))
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
    let upn = identity.details.get("UserPrincipalName").map_or("", Written::as_str);
    let kind = short_type(&identity.identity_type);
    vec![
        Some(text("Name", &identity.display_name).unwrap_or_else(|| absent("Name"))),
        Some(id("Id", names.id, &identity.id).unwrap_or_else(|| absent("Id"))),
        text("Type", kind),
        if kind == identity.identity_type { None } else { text("Full type", &identity.identity_type) },
        id("User principal name", names.upn, upn),
        further("Further details", &identity.details, &["id", "DisplayName", "UserPrincipalName", "odatatype"]),
        text("System", &system.display_name),
        id("System id", names.system, &system.id),
        further("System details", &system.details, &["ApplicationId"]),
    ]
}

fn absent(label: &'static str) -> (&'static str, Block) {
    (label, bare([chip("not given")]))
}

/// Details that are not shown by a name of their own.
fn further(label: &'static str, Details(details): &Details, known: &[&str]) -> Pair {
    let is_known = |name: &str| known.iter().any(|known| known.eq_ignore_ascii_case(name));
    let rest = details.iter().filter(|(name, _)| !is_known(name));
    let point = |(name, written): &(String, Written)| {
        vec![bare([Run::In(Style::Muted, vec![logged(name), words(": ")])]), value(written)]
    };
    let rest: Vec<_> = rest.map(point).collect();
    (!rest.is_empty()).then_some((label, Block::List(Points::Plain, rest)))
}

fn group(title: &str, pairs: Vec<Pair>) -> Option<Block> {
    let pairs = pairs.into_iter().flatten().map(|(label, value)| (label.to_owned(), vec![value]));
    let pairs: Vec<_> = pairs.collect();
    (!pairs.is_empty()).then(|| section(title, [Block::Pairs(pairs)]))
}

fn text(label: &'static str, text: &str) -> Pair {
    (!text.is_empty()).then(|| (label, bare([long(text)])))
}

fn id(label: &'static str, of: &str, id: &str) -> Pair {
    (!id.is_empty()).then(|| (label, bare([Run::In(Style::Mono, vec![name(id)]), copy(of, id)])))
}

/// `910 ms`; from a second on in a fitting unit as well.
fn exact_duration(milliseconds: u64) -> String {
    let fitting = duration(milliseconds);
    if milliseconds < 1000 { fitting } else { format!("{fitting} ({} ms)", grouped(milliseconds)) }
}
