//! What is worth knowing of a story as a whole, and of one event in it.

use super::attempts::{attempt, is_surely_open, last};
use super::{Told, link, link_by_date};
use crate::advice;
use crate::dossier::block::{Block, Points, Role};
use crate::dossier::run::{Run, Style};
use crate::dossier::text::{bare, chip, logged, words};
use crate::figures::counted;
use crate::insight::attempts::End;
use crate::insight::unrest::{Flapping, SharedObject, flapping, object, shared_objects};

/// Points of one kind that are told; a hostile log could make thousands.
const TOLD: usize = 20;

/// The points of the whole story.
pub fn of_story(told: &Told) -> Vec<Block> {
    let mut points = open_changes(told);
    points.extend(flapping(&told.events).iter().take(TOLD).map(|found| to_and_fro(told, found)));
    points.extend(shared_objects(&told.events).iter().take(TOLD).map(|shared| several_jobs(told, shared)));
    if points.is_empty() {
        return Vec::new();
    }
    vec![Block::List(Points::Bullets, points.into_iter().map(|runs| vec![bare(runs)]).collect())]
}

/// The points that concern the event that was asked about.
pub fn on_event(told: &Told) -> Vec<Block> {
    let Some(event) = told.events.get(told.asked) else { return Vec::new() };
    let mut notes: Vec<Vec<Run>> = attempt(told, told.asked).into_iter().collect();
    let is_changed = |name: &str| event.modified_properties.iter().any(|property| property.display_name == name);
    let object = object(event);
    let flaps = flapping(&told.events);
    let flaps = flaps.iter().filter(|found| found.object == object && is_changed(&found.property));
    notes.extend(flaps.take(TOLD).map(|found| to_and_fro(told, found)));
    let shared = shared_objects(&told.events);
    let shared = shared.iter().filter(|shared| shared.object == object);
    notes.extend(shared.map(|shared| several_jobs(told, shared)));
    notes.into_iter().map(|runs| Block::Line(Role::Note, runs)).collect()
}

/// Changes whose last attempt failed.
fn open_changes(told: &Told) -> Vec<Vec<Run>> {
    let is_open_end = |index: &usize| {
        let attempt = told.attempts[*index].as_ref();
        attempt.is_some_and(|attempt| attempt.end == End::Open) && last(told, *index) == *index
    };
    let point = |index: usize| {
        let is_open = told.attempts[index].as_ref().is_some_and(|attempt| is_surely_open(told, attempt));
        let what = if is_open { "still open" } else { "failed last of what was read" };
        let mut runs = vec![chip(what), words(" ")];
        runs.push(link(told, index, vec![logged(&advice::sentence(&told.events[index]))]));
        let of = told.attempts[index].as_ref().map_or(1, |attempt| attempt.of);
        runs.push(words(format!(" ({})", counted(of as u64, "attempt", "attempts"))));
        runs
    };
    (0..told.events.len()).filter(is_open_end).take(TOLD).map(point).collect()
}

fn to_and_fro(told: &Told, found: &Flapping) -> Vec<Run> {
    let quoted = |text: &str| match text {
        "" => chip("no value"),
        text => Run::In(Style::Quoted, vec![logged(super::super::text::beginning(text))]),
    };
    let times = if found.returns == 1 { "once".to_owned() } else { format!("{} times", found.returns) };
    let Some((last, others)) = found.values.split_last() else { return Vec::new() };
    let mut runs = vec![logged(&found.property), words(" in "), logged(&found.system)];
    if found.by_others {
        runs.extend([words(": each time it is set to "), quoted(last), words(", it is found again to be ")]);
    } else {
        runs.push(words(" goes to and fro between "));
    }
    for (place, value) in others.iter().enumerate() {
        if place > 0 {
            runs.push(words(", "));
        }
        runs.push(quoted(value));
    }
    if found.by_others {
        let is_all_read = told.asked_for.is_empty() && !told.has_more;
        let outside = if is_all_read { "of this log" } else { "of what was read" };
        runs.push(words(format!(
            ": the target does not keep what it is set to, or something outside {outside} changes it"
        )));
    } else {
        runs.extend([words(" and "), quoted(last)]);
    }
    runs.extend([words(format!(" (came back {times}, last ")), link_by_date(told, found.last), words(")")]);
    if found.writers.len() > 1 {
        runs.push(words(", written in turn by "));
        runs.extend(writers(told, &found.writers));
    }
    runs.push(words(". "));
    runs
}

fn several_jobs(told: &Told, shared: &SharedObject) -> Vec<Run> {
    let jobs = counted(shared.writers.len() as u64, "job", "jobs");
    let mut runs = vec![words(format!("{jobs} write this object in ")), logged(&shared.system), words(": ")];
    runs.extend(writers(told, &shared.writers));
    runs.push(words(". "));
    runs
}

/// Jobs by their names, each a link to its last event.
fn writers(told: &Told, last_events: &[usize]) -> Vec<Run> {
    let mut runs = Vec::new();
    for last in last_events.iter().take(TOLD) {
        if !runs.is_empty() {
            runs.push(words(", "));
        }
        runs.push(link(told, *last, vec![logged(&told.jobs[*last])]));
    }
    runs
}
