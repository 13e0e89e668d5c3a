//! One event of a story.

use super::attempts::attempt;
use super::{Told, link};
use crate::advice;
use crate::dossier::block::{Block, Role, Step};
use crate::dossier::dates::date;
use crate::dossier::run::{Run, Style};
use crate::dossier::text::{chip, logged, long, name, words};
use crate::dossier::value::nothing;
use crate::event::{ProvisioningEvent, Written};
use crate::figures::grouped;
use crate::insight::changes::{Change, Effect, changes};
use crate::insight::kin::{Place, Tie};

/// Changed properties that are told of one event.
const TOLD: usize = 3;

/// The event at a position as a step of the story.
pub fn entry(told: &Told, index: usize, tie: Option<Tie>) -> Step {
    let event = &told.events[index];
    let sentence = link(told, index, vec![logged(&advice::sentence(event))]);
    let mut head = vec![Run::In(Style::Stage, vec![sentence])];
    head.extend((index == told.asked).then(|| chip("this event")));
    let mut body = vec![Block::Line(Role::Description, facts(event, &told.jobs[index]))];
    body.extend(changed(event));
    body.extend(attempt(told, index).map(|runs| Block::Line(Role::Note, runs)));
    body.extend(tie.map(|tie| Block::Line(Role::Footnote, vec![words(why(tie))])));
    let status = Some(event.provisioning_status_info.status.clone());
    Step { status, head, body, details: Vec::new(), is_open: false }
}

/// How it ended, when, by which job, between what.
fn facts(event: &ProvisioningEvent, job: &str) -> Vec<Run> {
    let status = event.provisioning_status_info.status.label();
    let mut runs = vec![if status.is_empty() { words("No status") } else { logged(status) }, words(" · ")];
    runs.extend(date(event));
    if !event.service_principal.display_name.is_empty() {
        runs.extend([words(" · "), long(job)]);
    }
    let (source, target) = (&event.source_system.display_name, &event.target_system.display_name);
    if !source.is_empty() || !target.is_empty() {
        runs.extend([words(" · "), long(source), words(" → "), long(target)]);
    }
    let code = event.effective_code();
    if !code.is_empty() {
        runs.extend([words(" · "), Run::In(Style::Code, vec![name(code)])]);
    }
    runs
}

/// The first values that really changed.
fn changed(event: &ProvisioningEvent) -> Option<Block> {
    let changes = changes(event);
    let real: Vec<&Change> = changes.iter().filter(|change| change.effect == Effect::Changed).collect();
    let mut runs = Vec::new();
    for change in real.iter().take(TOLD) {
        if !runs.is_empty() {
            runs.push(words("; "));
        }
        runs.extend([name(&change.property.display_name), words(": ")]);
        let old = change.old_value();
        if !old.as_str().is_empty() {
            runs.extend([value(old), words(" → ")]);
        }
        runs.push(value(&change.property.new_value));
    }
    if real.len() > TOLD {
        runs.push(words(format!("; and {} more", grouped((real.len() - TOLD) as u64))));
    }
    if runs.is_empty() { None } else { Some(Block::Line(Role::Description, runs)) }
}

fn value(written: &Written) -> Run {
    match nothing(written) {
        Some(words) => chip(words),
        None => Run::In(Style::Quoted, vec![long(written.as_str())]),
    }
}

/// Why an event belongs.
fn why(tie: Tie) -> String {
    let name = |place| match place {
        Place::SourceId => "source id",
        Place::TargetId => "target id",
        Place::SignInName => "user principal name",
    };
    let own = name(tie.own);
    match (tie.own == tie.known, tie.direct) {
        (true, true) => format!("Belongs here by the same {own}"),
        (false, true) => format!("Belongs here by its {own}, which is the {} of this event", name(tie.known)),
        (true, false) => format!("Belongs here by the same {own} as another event of the story"),
        (false, false) => {
            format!("Belongs here by its {own}, which is the {} of another event of the story", name(tie.known))
        }
    }
}
