//! Retry chains: attempts at the same change of one object, and what became of it.
//!
//! Attempts share a change id where the service gives them one; else they are what one job tried with one object, one
//! action after another, until it went well or was given up. Updates with change ids of their own that have no property in
//! common are changes of their own, too.

use super::changes::is_always_listed;
use super::job_names;
use super::numbers::Numbers;
use crate::event::{Action, ModifiedProperty, ProvisioningEvent, Status};

/// Pairs of properties that are looked at to tell two updates apart; events with more are not told apart.
const MOST_PAIRS: usize = 10_000;

/// An event among the attempts at its change; the numbers are positions in what [`attempts`] was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are in the log.
    pub of: usize,
    pub before: Option<usize>,
    pub after: Option<usize>,
    /// What became of the change.
    pub end: End,
}

/// What became of a change that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// The last attempt failed too.
    Open,
    /// It went well with this event.
    Healed(usize),
    /// This event of the same job and object came instead: skipped, disabled or deleted.
    Overtaken(usize),
}

/// A change that failed: its attempts in order, the one that ended it among them if it is one.
struct Run<'a> {
    job: &'a str,
    object: &'a str,
    change: &'a str,
    action: &'a Action,
    last: &'a ProvisioningEvent,
    attempts: Vec<usize>,
    end: End,
}

/// For each of the events, which are to be in the order of time, the attempt that it is, if it is one of several or one
/// that failed.
#[must_use]
pub fn attempts(events: &[ProvisioningEvent]) -> Vec<Option<Attempt>> {
    let mut changes = Numbers::default();
    let change_of: Vec<usize> = events.iter().map(|event| changes.of(&event.change_id)).collect();
    let mut last_of_change = vec![0; events.len()];
    for (index, change) in change_of.iter().enumerate() {
        last_of_change[*change] = index;
    }
    let mut runs: Vec<Run> = Vec::new();
    for (index, event) in events.iter().enumerate() {
        let status = &event.provisioning_status_info.status;
        let is_due_later = |run: &Run| {
            let last = run.attempts.last().map_or(0, |last| last_of_change[change_of[*last]]);
            !run.change.is_empty() && last > index
        };
        let of_object = runs.iter_mut().filter(|run| run.end == End::Open && run.is_of(event));
        if *status == Status::Failure {
            let mut open: Vec<&mut Run> = of_object.collect();
            let same_change = open.iter().position(|run| run.is_same_change(event));
            let same_action = || {
                let is_it = |run: &&mut Run| {
                    *run.action == event.provisioning_action && !is_due_later(run) && !run.is_another_update(event)
                };
                open.iter().position(is_it)
            };
            match same_change.or_else(same_action) {
                Some(place) => open[place].go_on(index, event),
                None => runs.push(Run::new(index, event)),
            }
            continue;
        }
        for run in of_object {
            let same_change = run.is_same_change(event);
            if !same_change && (is_due_later(run) || run.is_another_update(event)) {
                continue;
            }
            let is_done = matches!(status, Status::Success | Status::Warning);
            let writes = matches!(event.provisioning_action, Action::Create | Action::Update);
            let same_action = *run.action == event.provisioning_action;
            if is_done && (same_change || same_action || writes) {
                run.end = End::Healed(index);
            } else if is_done || *status == Status::Skipped {
                run.end = End::Overtaken(index);
            }
            if same_change || (is_done && same_action) {
                run.attempts.push(index);
            }
        }
    }
    numbered(&runs, events.len())
}

impl<'a> Run<'a> {
    fn new(index: usize, event: &'a ProvisioningEvent) -> Self {
        Self {
            job: job_names::key(event),
            object: object(event),
            change: &event.change_id,
            action: &event.provisioning_action,
            last: event,
            attempts: vec![index],
            end: End::Open,
        }
    }

    fn is_of(&self, event: &ProvisioningEvent) -> bool {
        self.job == job_names::key(event) && self.object == object(event)
    }

    fn is_same_change(&self, event: &ProvisioningEvent) -> bool {
        !self.change.is_empty() && self.change == event.change_id
    }

    /// Whether both are updates of which each has a change id of its own, and that touch nothing in common.
    fn is_another_update(&self, event: &ProvisioningEvent) -> bool {
        let are_updates = *self.action == Action::Update && event.provisioning_action == Action::Update;
        let are_told_apart = ![self.change, &event.change_id].contains(&"") && self.change != event.change_id;
        are_updates && are_told_apart && are_apart(&touched(self.last), &touched(event))
    }

    fn go_on(&mut self, index: usize, event: &'a ProvisioningEvent) {
        self.attempts.push(index);
        self.change = &event.change_id;
        self.last = event;
    }
}

/// The properties that an event says something by.
fn touched(event: &ProvisioningEvent) -> Vec<&ModifiedProperty> {
    event.modified_properties.iter().filter(|property| !is_always_listed(event, property)).collect()
}

/// Whether both are known, and none of the one is among the other.
fn are_apart(one: &[&ModifiedProperty], other: &[&ModifiedProperty]) -> bool {
    let is_among = |property: &&ModifiedProperty| {
        other.iter().any(|another| another.display_name.eq_ignore_ascii_case(&property.display_name))
    };
    (1..=MOST_PAIRS).contains(&(one.len() * other.len())) && !one.iter().any(is_among)
}

fn object(event: &ProvisioningEvent) -> &str {
    let names = [event.source_identity.id.as_str(), &event.target_identity.id];
    names.into_iter().find(|id| !id.is_empty()).unwrap_or_else(|| event.user_principal_name())
}

fn numbered(runs: &[Run], events: usize) -> Vec<Option<Attempt>> {
    let mut attempts = vec![None; events];
    for run in runs {
        for (place, index) in run.attempts.iter().enumerate() {
            attempts[*index] = Some(Attempt {
                number: place + 1,
                of: run.attempts.len(),
                before: place.checked_sub(1).map(|before| run.attempts[before]),
                after: run.attempts.get(place + 1).copied(),
                end: run.end,
            });
        }
    }
    attempts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::ProvisioningStatusInfo;

    /// `action status change job properties`, for one object.
    fn events(lines: &[&str]) -> Vec<ProvisioningEvent> {
        let event = |line: &&str| {
            let words: Vec<&str> = line.split(' ').collect();
            let mut event = ProvisioningEvent {
                provisioning_action: Action::from_word(words[0]),
                provisioning_status_info: ProvisioningStatusInfo {
                    status: Status::from_word(words[1]),
                    error_information: None,
                },
                change_id: words.get(2).copied().unwrap_or_default().to_owned(),
                job_id: words.get(3).copied().unwrap_or("job").to_owned(),
                ..ProvisioningEvent::default()
            };
            event.source_identity.id = "ana".to_owned();
            let names = words.get(4).copied().unwrap_or_default().split(',').filter(|name| !name.is_empty());
            let property =
                |name: &str| ModifiedProperty { display_name: name.to_owned(), ..ModifiedProperty::default() };
            event.modified_properties = names.map(property).collect();
            event
        };
        lines.iter().map(event).collect()
    }

    /// `number/of end` of each event.
    fn told(lines: &[&str]) -> Vec<String> {
        let attempt = |attempt: &Option<Attempt>| match attempt {
            Some(Attempt { number, of, end, .. }) => format!("{number}/{of} {end:?}"),
            None => "-".to_owned(),
        };
        attempts(&events(lines)).iter().map(attempt).collect()
    }

    #[test]
    fn attempts_with_one_change_id_are_joined_up_to_the_one_that_goes_well() {
        let lines = ["create failure a", "create failure a", "create success a", "update success b"];
        assert_eq!(told(&lines), ["1/3 Healed(2)", "2/3 Healed(2)", "3/3 Healed(2)", "-"]);
    }

    #[test]
    fn attempts_of_one_job_are_joined_where_each_has_a_change_id_of_its_own() {
        let lines = ["update failure a", "update failure b other", "update failure c", "update success d"];
        assert_eq!(told(&lines), ["1/3 Healed(3)", "1/1 Open", "2/3 Healed(3)", "3/3 Healed(3)"]);
        let joined = attempts(&events(&lines));
        let second = joined[2].clone().unwrap();
        assert_eq!((second.before, second.after), (Some(0), Some(3)));
    }

    #[test]
    fn updates_of_other_properties_are_changes_of_their_own() {
        let lines = ["update failure a job mail", "update failure b job dept", "update success c job Mail,title"];
        assert_eq!(told(&lines), ["1/2 Healed(2)", "1/1 Open", "2/2 Healed(2)"]);
        // What every update lists tells nothing, and neither does a record that lists nothing.
        let lines = ["update failure a job accountDisabled,mail", "update success b job accountDisabled,dept"];
        assert_eq!(told(&lines), ["1/1 Open", "-"]);
        assert_eq!(told(&["update failure a job mail", "update success b job"]), ["1/2 Healed(1)", "2/2 Healed(1)"]);
        // Without change ids nobody knows, and what creates the object writes all of it.
        let lines = ["create failure a job mail", "create failure b job dept", "update success c job title"];
        assert_eq!(told(&lines), ["1/2 Healed(2)", "2/2 Healed(2)", "-"]);
    }

    #[test]
    fn a_change_that_comes_up_again_is_not_healed_by_another_in_between() {
        let lines = ["update failure a", "update success b", "update failure a"];
        assert_eq!(told(&lines), ["1/2 Open", "-", "2/2 Open"]);
    }

    #[test]
    fn a_skip_or_a_deletion_overtakes_what_failed() {
        assert_eq!(told(&["update failure a", "other skipped b"]), ["1/1 Overtaken(1)", "-"]);
        assert_eq!(told(&["update failure a", "delete success b"]), ["1/1 Overtaken(1)", "-"]);
        assert_eq!(told(&["create failure a", "update success b"]), ["1/1 Healed(1)", "-"]);
    }

    #[test]
    fn what_went_well_at_once_is_no_attempt() {
        assert_eq!(told(&["create success a", "update warning b", "other skipped c"]), ["-", "-", "-"]);
        assert_eq!(told(&[]), [""; 0]);
    }
}
