//! Attempts at one change in words.

use super::{Told, link_by_date};
use crate::advice::explain;
use crate::dossier::run::{Run, Style};
use crate::dossier::text::{beginning, logged, words};
use crate::event::Status;
use crate::figures::counted;
use crate::insight::attempts::{Attempt, End};

/// What is to be said of an event as one attempt of several; `None` where it is none.
pub fn attempt(told: &Told, index: usize) -> Option<Vec<Run>> {
    let attempt = told.attempts.get(index)?.as_ref()?;
    let mut runs = Vec::new();
    match attempt.end {
        End::Healed(by) if by == index => {
            let failed = attempt.of - 1;
            runs.push(words(format!("Attempt {} of {}: this one healed it, after ", attempt.number, attempt.of)));
            runs.push(words(format!("{}. ", counted(failed as u64, "failure", "failures"))));
        }
        End::Healed(by) => {
            runs.extend([words(number(attempt)), words("healed by "), link_by_date(told, by), words(". ")]);
        }
        End::Overtaken(by) if by == index => runs.push(words(format!("{}nothing more was tried. ", number(attempt)))),
        End::Overtaken(by) => {
            let event = &told.events[by];
            runs.push(words(number(attempt)));
            if event.provisioning_status_info.status == Status::Skipped {
                runs.push(words("skipped since, "));
            } else {
                let action = logged(event.provisioning_action.label());
                runs.extend([words("given up for another action ("), action, words("), ")]);
            }
            runs.extend([link_by_date(told, by), words(". ")]);
        }
        End::Open => {
            runs.push(words(number(attempt)));
            runs.extend(open(told, attempt));
            if !attempt.left.is_empty() {
                runs.extend([words("Not written yet: "), logged(beginning(&attempt.left)), words(". ")]);
            }
            let next = explain(&told.events[last(told, index)]).retry.next_attempt;
            runs.extend(next.into_iter().flat_map(|next| [words("Next: not before "), Run::Moment(next), words(". ")]));
        }
    }
    let others = [("Before: ", attempt.before), ("Then: ", attempt.after)];
    for (before, other) in others {
        // What healed it is named already.
        let Some(other) = other.filter(|other| End::Healed(*other) != attempt.end) else { continue };
        runs.extend([words(before), link_by_date(told, other), words(". ")]);
    }
    Some(runs)
}

/// What is to be said of a change whose last attempt in the log failed: what an API was not asked for may have come since.
fn open(told: &Told, attempt: &Attempt) -> Vec<Run> {
    const UNKNOWN: &str = "whether a later one went well is not known, because ";
    if is_surely_open(told, attempt) {
        return vec![words("still open. ")];
    }
    if !told.asked_for.is_empty() {
        let filter = Run::In(Style::Quoted, vec![logged(&told.asked_for)]);
        return vec![words(UNKNOWN), words("the API was asked only for "), filter, words(". ")];
    }
    vec![words(UNKNOWN), words("not all records of this story were read. ")]
}

/// Whether nothing is in the way of saying that a change is still open.
pub fn is_surely_open(told: &Told, attempt: &Attempt) -> bool {
    told.asked_for.is_empty() && !told.has_more && !attempt.is_in_doubt
}

fn number(attempt: &Attempt) -> String {
    match attempt {
        Attempt { of: 1, .. } => "One attempt in this log: ".to_owned(),
        Attempt { number, of, .. } => format!("Attempt {number} of {of} in this log: "),
    }
}

/// The last attempt of the chain that an event is in.
pub fn last(told: &Told, index: usize) -> usize {
    let mut last = index;
    // A chain is no longer than the story.
    for _ in 0..told.events.len() {
        match told.attempts[last].as_ref().and_then(|attempt| attempt.after) {
            Some(after) => last = after,
            None => break,
        }
    }
    last
}
