//! The story of an identity: everything that happened to the object of an event, over all applications.
//!
//! Which events belong is decided before (see `insight::kin`); here they are put in words: what happened in turn, how
//! attempts hang together, and what is worth knowing of the whole.

mod attempts;
mod entry;
mod findings;

use serde::{Deserialize, Serialize};

use super::block::{Block, Path, Role};
use super::record::Kindred;
use super::run::{Run, Style};
use super::text::{long, narrowed, section, words};
use crate::event::{Action, ProvisioningEvent, Status};
use crate::figures::{counted, grouped};
use crate::insight::attempts::{Attempt, attempts};
use crate::insight::job_names::job_names;

/// See the module.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    /// What of it is to be said on the event itself.
    pub on_event: Vec<Block>,
    /// All of it.
    pub whole: Vec<Block>,
}

/// The events of a story and what is worked out of them.
struct Told {
    events: Vec<ProvisioningEvent>,
    attempts: Vec<Option<Attempt>>,
    /// What the job of each is called.
    jobs: Vec<String>,
    /// The position of the event that was asked about.
    asked: usize,
    /// The filter that an API left others out by; empty where there was none.
    asked_for: String,
    /// Whether more events belong to it than were gathered.
    has_more: bool,
}

impl Story {
    /// Tells the story of an object.
    #[must_use]
    pub fn of(kindred: &Kindred) -> Self {
        let order = order(kindred);
        let (events, are_read): (Vec<_>, Vec<_>) = order.iter().map(|index| kindred.events[*index].event()).unzip();
        let attempts = attempts(&events, &are_read);
        let asked = order.iter().position(|index| *index == 0).unwrap_or(0);
        let jobs = job_names(&events);
        let told =
            Told { events, attempts, jobs, asked, asked_for: kindred.asked_for.clone(), has_more: kindred.has_more };
        if told.events.is_empty() {
            return Self::default();
        }
        let findings = findings::of_story(&told);
        let entries = order.iter().enumerate();
        let entries = entries.map(|(place, index)| entry::entry(&told, place, kindred.events[*index].tie)).collect();
        let path = Path { steps: entries, of: "events".to_owned(), here: Some(asked as u32) };
        let mut whole = vec![Block::Line(Role::Lead, lead(&told))];
        whole.extend(note(kindred, told.events.len()));
        whole.extend(narrowed(&told.asked_for));
        whole.extend((!findings.is_empty()).then(|| section("To note", findings)));
        whole.extend(place(&told));
        whole.push(section("What happened in turn", [Block::Path(path)]));
        Self { on_event: findings::on_event(&told), whole }
    }
}

/// The events in the order of time: positions in what was gathered. They are a thousand at the most.
fn order(kindred: &Kindred) -> Vec<usize> {
    let mut order: Vec<usize> = Vec::new();
    for (index, event) in kindred.events.iter().enumerate() {
        // Of one moment, the one that was asked about first, then as in the log.
        let place = order.partition_point(|other| kindred.events[*other].date <= event.date);
        order.insert(place, index);
    }
    order
}

/// Where in the story the event is that was asked about, and the way to it.
fn place(told: &Told) -> Option<Block> {
    let of = told.events.len();
    let place = format!("{} of {}", grouped(told.asked as u64 + 1), counted(of as u64, "event", "events"));
    let runs = vec![words(format!("This one is number {place}. ")), Run::Here("Show it".to_owned())];
    (of > 1).then_some(Block::Line(Role::Place, runs))
}

/// Who it is about, and what happened how often.
fn lead(told: &Told) -> Vec<Run> {
    let events = &told.events;
    let asked = &events[told.asked.min(events.len() - 1)];
    let name = asked.identity_label();
    let mut applications: Vec<&str> = Vec::new();
    for event in events {
        let application = event.service_principal.display_name.as_str();
        if !application.is_empty() && !applications.contains(&application) {
            applications.push(application);
        }
    }
    let mut runs = vec![words(format!("{} of ", counted(events.len() as u64, "event", "events")))];
    runs.push(if name.is_empty() { words("this object") } else { long(name) });
    if applications.len() > 1 {
        runs.push(words(format!(" in {} applications", applications.len())));
    }
    let counts: Vec<String> = counts(events).into_iter().map(|(number, word)| format!("{number} {word}")).collect();
    runs.push(words(format!(": {}.", counts.join(", "))));
    runs
}

fn counts(events: &[ProvisioningEvent]) -> Vec<(usize, &'static str)> {
    let what = |event: &ProvisioningEvent| match (&event.provisioning_status_info.status, &event.provisioning_action) {
        (Status::Failure, _) => "failed",
        (Status::Skipped, _) => "skipped",
        (Status::Unknown(_), _) => "without a known end",
        (_, Action::Create) => "created",
        (_, Action::Update) => "changed",
        (_, Action::Disable) => "disabled",
        (_, Action::Delete) => "deleted",
        (_, Action::StagedDelete) => "held back from deletion",
        _ => "processed",
    };
    let order = [
        "created",
        "changed",
        "disabled",
        "deleted",
        "held back from deletion",
        "processed",
        "skipped",
        "failed",
        "without a known end",
    ];
    let count = |word: &'static str| (events.iter().filter(|event| what(event) == word).count(), word);
    order.into_iter().map(count).filter(|(number, _)| *number > 0).collect()
}

/// What the story leaves out.
fn note(kindred: &Kindred, events: usize) -> Option<Block> {
    let unread = kindred.events.iter().filter(|event| event.raw.is_empty()).count();
    let mut said = Vec::new();
    if kindred.has_more {
        said.push(format!("More events belong here than the {} gathered.", counted(events as u64, "one", "that were")));
    }
    if unread > 0 {
        said.push(format!(
            "The records nearest to this event were read again; of {} only what the log shows in columns is told.",
            counted(unread as u64, "other", "others")
        ));
    }
    (!said.is_empty()).then(|| Block::Line(Role::Note, vec![words(said.join(" "))]))
}

/// A link to an event of the story; what has no id is words alone.
fn link(told: &Told, index: usize, runs: Vec<Run>) -> Run {
    match told.events.get(index).map(|event| event.id.as_str()) {
        Some(id) if !id.is_empty() => Run::Event { id: id.to_owned(), runs },
        _ => Run::In(Style::Isolated, runs),
    }
}

/// A link by the moment of the event.
fn link_by_date(told: &Told, index: usize) -> Run {
    let date = told.events.get(index).and_then(|event| event.activity_date_time);
    link(told, index, vec![date.map_or_else(|| words("an event without a date"), Run::Moment)])
}
