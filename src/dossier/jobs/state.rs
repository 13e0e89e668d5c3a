//! What the record of a job says, a label each.

use super::execution::execution;
use crate::dossier::block::{Block, Points};
use crate::dossier::run::Run;
use crate::dossier::text::{bare, logged, paragraph, words};
use crate::event::{Instant, JobProgress, Schedule, SynchronizationJob, TaskExecution};
use crate::figures::{counted, grouped};

/// Where a job has no schedule, Graph writes the longest duration that its library knows.
const NO_INTERVAL: &str = "P10675199D";

/// Schedule, runs, counts and settings.
pub fn state(job: &SynchronizationJob) -> Vec<(String, Vec<Block>)> {
    let status = &job.status;
    let mut pairs = vec![("Schedule", vec![schedule(&job.schedule)])];
    if let Some(last) = &status.last_execution {
        pairs.push(("Last run", execution(last)));
    }
    let [without_errors, with_exports] =
        [&status.last_successful_execution, &status.last_successful_execution_with_exports];
    if let Some(good) = without_errors.as_ref().filter(|good| Some(*good) != status.last_execution.as_ref()) {
        pairs.push(("Last run without errors", execution(good)));
    }
    let is_told =
        |run: &TaskExecution| [&status.last_execution, without_errors].into_iter().flatten().any(|told| told == run);
    if let Some(wrote) = with_exports.as_ref().filter(|wrote| !is_told(wrote)) {
        pairs.push(("Last run that wrote", execution(wrote)));
    }
    pairs.push(("First cycle", first_cycle(status.steady_state_first_achieved_time, &status.progress)));
    if let Some(last) = status.steady_state_last_achieved_time {
        pairs.push(("Had nothing left to do", vec![bare(vec![Run::Moment(last)])]));
    }
    if status.count_successive_complete_failures > 0 {
        let cycles = counted(status.count_successive_complete_failures, "cycle", "cycles");
        pairs.push(("Failed wholly", vec![bare(vec![words(format!("the last {cycles}"))])]));
    }
    if !status.synchronized_entry_count_by_type.is_empty() {
        let counts = status.synchronized_entry_count_by_type.iter();
        let count =
            |(kind, count): &(String, u64)| vec![bare(vec![words(format!("{} ", grouped(*count))), logged(kind)])];
        pairs.push(("In its store", vec![Block::List(Points::Plain, counts.map(count).collect())]));
    }
    if !job.settings.is_empty() {
        let setting = |(name, value): &(String, String)| vec![bare(vec![logged(name), words(": "), logged(value)])];
        pairs.push(("Settings", vec![Block::List(Points::Plain, job.settings.iter().map(setting).collect())]));
    }
    if !status.troubleshooting_url.is_empty() {
        pairs.push(("Help", vec![bare(vec![address(&status.troubleshooting_url)])]));
    }
    if !job.template_id.is_empty() {
        pairs.push(("Template", vec![bare(vec![logged(&job.template_id)])]));
    }
    pairs.into_iter().map(|(label, said)| (label.to_owned(), said)).collect()
}

fn schedule(schedule: &Schedule) -> Block {
    let interval = schedule.interval.as_str();
    let mut runs = match interval_in_words(interval) {
        _ if interval.is_empty() || interval.starts_with(NO_INTERVAL) => vec![words("none")],
        Some(every) => vec![words(every)],
        None => vec![words("every "), logged(interval)],
    };
    if !schedule.state.is_empty() {
        let word = match schedule.state.to_ascii_lowercase().as_str() {
            "active" => Some("on"),
            "disabled" => Some("switched off"),
            "paused" => Some("paused"),
            _ => None,
        };
        runs.push(words(", "));
        runs.push(word.map_or_else(|| logged(&schedule.state), words));
    }
    if let Some(expiration) = schedule.expiration {
        runs.extend([words(", until "), Run::Moment(expiration)]);
    }
    bare(runs)
}

/// `every 40 minutes` of `PT40M`; `None` for what is of several units, or none of these.
fn interval_in_words(interval: &str) -> Option<String> {
    let (unit, rest) = match interval.strip_prefix("PT") {
        Some(rest) => (["S", "M", "H"].into_iter().find(|unit| rest.ends_with(unit))?, rest),
        None => ("D", interval.strip_prefix('P')?),
    };
    let number: u64 = rest.strip_suffix(unit)?.parse().ok()?;
    let (one, many) = match unit {
        "S" => ("second", "seconds"),
        "M" => ("minute", "minutes"),
        "H" => ("hour", "hours"),
        _ => ("day", "days"),
    };
    Some(if number == 1 { format!("every {one}") } else { format!("every {}", counted(number, one, many)) })
}

fn first_cycle(achieved: Option<Instant>, progress: &[JobProgress]) -> Vec<Block> {
    if let Some(achieved) = achieved {
        return vec![bare(vec![words("completed "), Run::Moment(achieved)])];
    }
    let mut blocks = vec![paragraph(vec![words("not completed yet")])];
    for JobProgress { completed_units, total_units, observed, units } in progress {
        let mut runs = vec![words(match total_units {
            0 => grouped(*completed_units),
            _ => format!("{} of {}", grouped(*completed_units), grouped(*total_units)),
        })];
        runs.extend((!units.is_empty()).then(|| [words(" "), logged(units)]).into_iter().flatten());
        runs.extend(observed.map(|observed| [words(", "), Run::Moment(observed)]).into_iter().flatten());
        blocks.push(paragraph(runs));
    }
    blocks
}

/// A link, if the address is one that can be shown as it is.
fn address(address: &str) -> Run {
    let is_plain = address.len() < 2_000 && address.bytes().all(|byte| byte.is_ascii_graphic());
    if is_plain && address.starts_with("https://") {
        Run::Link { words: address.to_owned(), address: address.to_owned() }
    } else {
        logged(address)
    }
}
