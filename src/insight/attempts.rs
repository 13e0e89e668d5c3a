//! Retry chains: attempts at the same change of one object, and what became of it.
//!
//! Attempts share a change id where the service gives them one; else they are what one job tried with one object, one
//! action after another, until it went well or was given up. Updates with change ids of their own that have no property in
//! common are changes of their own, too.
//!
//! A change is healed by what does the same thing, and by nothing else: see [`aims`](super::aims).

use super::aims::{Aim, Deed, Outcome};
use super::changes::{is_always_listed, is_redundant};
use super::job_names;
use super::kin::are_kinds_apart;
use super::numbers::Numbers;
use crate::event::{Action, ModifiedProperty, ProvisioningEvent, Status};

/// Pairs of properties that are looked at to tell two updates apart; events with more are not told apart.
const MOST_PAIRS: usize = 10_000;

/// A list of names for people is no longer, in bytes.
const LONGEST_LIST: usize = 500;

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
    /// The properties that are still to be written where others of the change were written since, as a list for people.
    pub left: String,
    /// Whether it may be no longer open, by an event of which too little is known.
    pub is_in_doubt: bool,
}

/// What became of a change that failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Nothing has done the same thing since.
    Open,
    /// It went well with this event.
    Healed(usize),
    /// This event of the same job and object came instead: skipped, disabled, deleted, or enabled again.
    Overtaken(usize),
}

/// A change that failed: its attempts in order, the one that ended it among them if it is one.
struct Run<'a> {
    first: &'a ProvisioningEvent,
    change: &'a str,
    last: &'a ProvisioningEvent,
    attempts: Vec<usize>,
    aim: Aim<'a>,
    end: End,
}

/// For each of the events, which are to be in the order of time, the attempt that it is, if it is one of several or one
/// that failed. `are_read` is whether the record of each was read; without it an event's properties are not known.
#[must_use]
pub fn attempts(events: &[ProvisioningEvent], are_read: &[bool]) -> Vec<Option<Attempt>> {
    let is_read = |index: usize| are_read.get(index).copied().unwrap_or_default();
    let mut changes = Numbers::default();
    let change_of: Vec<usize> = events.iter().map(|event| changes.of(&event.change_id.to_ascii_lowercase())).collect();
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
            let mut open: Vec<&mut Run> = of_object.filter(|run| run.goes_on_with(event)).collect();
            let same_change = open.iter().position(|run| run.is_same_change(event));
            let any_change = || open.iter().position(|run| !is_due_later(run) && !run.is_another_update(event));
            match same_change.or_else(any_change) {
                Some(place) => open[place].go_on(index, event, is_read(index)),
                None => runs.push(Run::new(index, event, is_read(index))),
            }
            continue;
        }
        let deed = matches!(status, Status::Success | Status::Warning).then(|| Deed::of(event, is_read(index)));
        for run in of_object {
            let same_change = run.is_same_change(event);
            if !same_change && is_due_later(run) {
                continue;
            }
            // Somebody who was to lose an account may have it still, unless both sides match.
            let may_be_done = |run: &Run| !run.aim.takes_away() || is_redundant(event);
            let is_passed_over = || may_be_done(run) && (same_change || !run.is_another_update(event));
            let outcome = match &deed {
                Some(deed) => run.aim.meet(deed, same_change),
                None if *status == Status::Skipped && is_passed_over() => Outcome::Overtaken,
                None => Outcome::Open,
            };
            run.end = match outcome {
                Outcome::Open => End::Open,
                Outcome::Healed => End::Healed(index),
                Outcome::Overtaken => End::Overtaken(index),
            };
            let is_another = same_change || (run.end == End::Healed(index) && run.is_same_action(event));
            if is_another && run.end != End::Open {
                run.attempts.push(index);
            }
        }
    }
    numbered(&runs, events.len())
}

impl<'a> Run<'a> {
    fn new(index: usize, event: &'a ProvisioningEvent, is_read: bool) -> Self {
        Self {
            first: event,
            change: &event.change_id,
            last: event,
            attempts: vec![index],
            aim: Aim::of(event, is_read),
            end: End::Open,
        }
    }

    fn is_of(&self, event: &ProvisioningEvent) -> bool {
        job_names::key(self.first) == job_names::key(event) && is_same_object(self.first, event)
    }

    fn is_same_change(&self, event: &ProvisioningEvent) -> bool {
        !self.change.is_empty() && self.change.eq_ignore_ascii_case(&event.change_id)
    }

    fn is_same_action(&self, event: &ProvisioningEvent) -> bool {
        self.first.provisioning_action == event.provisioning_action
    }

    /// Whether an event that failed can be another attempt.
    fn goes_on_with(&self, event: &ProvisioningEvent) -> bool {
        self.is_same_action(event) && !self.aim.is_contrary(event)
    }

    /// Whether both are updates of which each has a change id of its own, and that touch nothing in common.
    fn is_another_update(&self, event: &ProvisioningEvent) -> bool {
        let are_updates = [self.first, event].iter().all(|event| event.provisioning_action == Action::Update);
        let are_told_apart = ![self.change, &event.change_id].contains(&"") && !self.is_same_change(event);
        are_updates && are_told_apart && are_apart(&touched(self.last), &touched(event))
    }

    fn go_on(&mut self, index: usize, event: &'a ProvisioningEvent, is_read: bool) {
        self.attempts.push(index);
        self.change = &event.change_id;
        self.last = event;
        self.aim.grow(event, is_read);
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

/// Whether two events are about one object: by what both know it by, the source's id before others, in any letter case. A group and what is
/// none are two, though they have one id.
fn is_same_object(one: &ProvisioningEvent, other: &ProvisioningEvent) -> bool {
    let pairs = [
        (one.source_identity.id.as_str(), other.source_identity.id.as_str()),
        (&one.target_identity.id, &other.target_identity.id),
        (one.user_principal_name(), other.user_principal_name()),
    ];
    let known = pairs.into_iter().find(|(one, other)| !one.is_empty() && !other.is_empty());
    known.is_some_and(|(one, other)| one.eq_ignore_ascii_case(other))
        && !are_kinds_apart(one.object_type(), other.object_type())
}

/// The first of some names, as many as people read.
fn listed(names: &[&str]) -> String {
    let mut listed = String::new();
    for name in names {
        let separator = if listed.is_empty() { "" } else { ", " };
        if listed.len() + separator.len() + name.len() > LONGEST_LIST {
            listed.push_str(if listed.is_empty() { "some with long names" } else { ", …" });
            break;
        }
        listed.push_str(separator);
        listed.push_str(name);
    }
    listed
}

fn numbered(runs: &[Run], events: usize) -> Vec<Option<Attempt>> {
    let mut attempts = vec![None; events];
    for run in runs {
        let left = listed(run.aim.left());
        for (place, index) in run.attempts.iter().enumerate() {
            attempts[*index] = Some(Attempt {
                number: place + 1,
                of: run.attempts.len(),
                before: place.checked_sub(1).map(|before| run.attempts[before]),
                after: run.attempts.get(place + 1).copied(),
                end: run.end,
                left: left.clone(),
                is_in_doubt: run.aim.is_in_doubt(),
            });
        }
    }
    attempts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::{Details, ProvisioningStatusInfo, ProvisioningStep, Written};

    /// `action status change job properties`, for one object; a property is a name, or a name and its new value.
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
            let property = |text: &str| {
                let (name, value) = text.split_once('=').unwrap_or((text, "new"));
                let new_value = Written::Text(value.to_owned());
                ModifiedProperty { display_name: name.to_owned(), new_value, ..ModifiedProperty::default() }
            };
            event.modified_properties = names.map(property).collect();
            event
        };
        lines.iter().map(event).collect()
    }

    /// The attempts of events whose records were all read.
    fn read(events: &[ProvisioningEvent]) -> Vec<Option<Attempt>> {
        attempts(events, &vec![true; events.len()])
    }

    /// `number/of end` of each event.
    fn told(lines: &[&str]) -> Vec<String> {
        let attempt = |attempt: &Option<Attempt>| match attempt {
            Some(Attempt { number, of, end, .. }) => format!("{number}/{of} {end:?}"),
            None => "-".to_owned(),
        };
        read(&events(lines)).iter().map(attempt).collect()
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
        let joined = read(&events(&lines));
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
    fn somebody_who_was_to_lose_an_account_has_it_until_something_takes_it_away() {
        let after = |failed: &str, then: &str| read(&events(&[failed, then]))[0].clone().unwrap().end;
        let (healed, overtaken) = (End::Healed(1), End::Overtaken(1));
        for (failed, then, end) in [
            ("disable failure a", "update success b job title", End::Open),
            ("disable failure a", "update success b", End::Open),
            ("disable failure a", "other success b", End::Open),
            ("disable failure a", "other skipped b", End::Open),
            ("disable failure a job active=False", "update success a job title", End::Open),
            ("disable failure a", "disable success b", healed),
            ("disable failure a", "delete success b", healed),
            ("disable failure a", "update success b job title,Active=False", healed),
            ("disable failure a", "update success b job accountDisabled=True", healed),
            ("disable failure a", "update success b job isSoftDeleted=True", healed),
            ("disable failure a", "update success b job active=True", overtaken),
            ("disable failure a", "update success b job accountDisabled=False", End::Open),
            ("delete failure a", "update success b job title", End::Open),
            ("delete failure a", "delete success b", healed),
            ("delete failure a", "disable success b", overtaken),
            ("delete failure a", "stagedDelete success b", overtaken),
            ("delete failure a", "update success b job active=False", overtaken),
            ("delete failure a", "create success b", overtaken),
            ("update failure a job active=False", "update success b job title", End::Open),
            ("update failure a job active=False", "update success b", End::Open),
            ("update failure a job active=False", "other skipped b", End::Open),
            ("update failure a job active=False", "disable success b", healed),
            ("update failure a job active=False,title", "disable success b", overtaken),
            ("update failure a job active=False", "update success b job active=True", overtaken),
            ("update failure a job active=True", "update success b job active=False", overtaken),
            ("update failure a job mail", "update success b job accountDisabled=False", End::Open),
            ("update failure a job active=False", "update success b job accountEnabled=False,active=False", healed),
        ] {
            assert_eq!(after(failed, then), end, "{failed}, then {then}");
        }
        // So it is where one id stands for both.
        let lines = ["update failure a job title", "disable failure a", "update success b job title"];
        assert_eq!(told(&lines), ["1/2 Healed(2)", "1/1 Open", "2/2 Healed(2)"]);
    }

    #[test]
    fn an_update_is_healed_when_each_of_its_properties_was_written_since() {
        let lines = ["update failure a job mail,title", "update success b job Title", "update success c job mail"];
        assert_eq!(told(&lines), ["1/2 Healed(2)", "-", "2/2 Healed(2)"]);
        let open = read(&events(&lines[..2]))[0].clone().unwrap();
        assert_eq!((open.end, open.left), (End::Open, "mail".to_owned()));
        let lines = ["update failure a job mail,title", "update success b job dept"];
        assert_eq!(read(&events(&lines))[0].clone().unwrap().left, "");
        // Another attempt at it owes all that it lists, and what the one before did.
        let lines = ["update failure a job mail,title", "update success b job mail", "update failure c job mail"];
        let left = [&lines[..], &["update success d job mail"]].concat();
        assert_eq!(read(&events(&left))[0].clone().unwrap().left, "title");
        // What was so before it failed needs no writing.
        let mut events = events(&["update failure a job mail,title=Clerk", "update success b job mail"]);
        events[0].modified_properties[1].old_value = Written::Text("Clerk".to_owned());
        assert_eq!(read(&events)[0].clone().unwrap().end, End::Healed(1));
    }

    #[test]
    fn of_what_was_not_read_only_the_action_and_the_change_tell_what_it_did() {
        let lines = ["update failure a job mail", "update success b", "update success a"];
        let told = |are_read: [bool; 2], lines: &[&str]| {
            let first = attempts(&events(lines), &are_read)[0].clone().unwrap();
            (first.end, first.is_in_doubt)
        };
        for are_read in [[true, false], [false, true], [false, false]] {
            assert_eq!(told(are_read, &lines[..2]), (End::Open, true), "{are_read:?}");
            assert_eq!(told(are_read, &[lines[0], lines[2]]), (End::Healed(1), false), "{are_read:?}");
            assert_eq!(told(are_read, &["create failure a", "update success b"]), (End::Healed(1), false));
            assert_eq!(told(are_read, &["disable failure a", "disable success b"]), (End::Healed(1), false));
            assert_eq!(told(are_read, &["disable failure a", "update success b"]), (End::Open, true));
        }
        assert_eq!(told([true, true], &["disable failure a", "update success b job title"]), (End::Open, false));
    }

    #[test]
    fn a_long_list_of_what_is_left_is_cut() {
        let names: Vec<String> = (0..1_000).map(|number| format!("property{number}")).collect();
        let failed = format!("update failure a job mail,{}", names.join(","));
        let left = read(&events(&[&failed, "update success b job mail"]))[0].clone().unwrap().left;
        assert!(left.starts_with("property0, property1, ") && left.ends_with(", …") && left.len() < 510, "{left}");
    }

    #[test]
    fn a_group_and_a_user_of_one_id_are_two_objects() {
        let mut events = events(&["update failure a", "update success b"]);
        for (event, kind) in events.iter_mut().zip(["Group", "urn:ietf:params:scim:schemas:core:2.0:User"]) {
            event.source_identity.id.clear();
            event.target_identity.id = "5".to_owned();
            event.target_identity.identity_type = kind.to_owned();
        }
        assert_eq!(read(&events)[0].clone().unwrap().end, End::Open);
        // A worker there is a user here.
        events[0].target_identity.identity_type = "Worker".to_owned();
        assert_eq!(read(&events)[0].clone().unwrap().end, End::Healed(1));
    }

    #[test]
    fn a_skip_because_both_sides_match_overtakes_what_was_to_take_an_account_away_too() {
        for failed in ["disable failure a", "delete failure a", "update failure a job active=False"] {
            let mut events = events(&[failed, "other skipped b"]);
            assert_eq!(read(&events)[0].clone().unwrap().end, End::Open, "{failed}");
            let reason = ("SkipReason".to_owned(), Written::Text("RedundantExport".to_owned()));
            let step = ProvisioningStep { details: Details(vec![reason]), ..ProvisioningStep::default() };
            events[1].provisioning_steps.push(step);
            assert_eq!(read(&events)[0].clone().unwrap().end, End::Overtaken(1), "{failed}");
        }
    }

    #[test]
    fn ids_are_the_same_in_any_letter_case() {
        let mut events = events(&["create failure A", "update failure b", "create success a"]);
        events[1].change_id.clear();
        events[2].source_identity.id = "ANA".to_owned();
        let ends: Vec<_> = read(&events).into_iter().map(|attempt| attempt.unwrap().end).collect();
        assert_eq!(ends, [End::Healed(2); 3]);
    }

    #[test]
    fn an_id_of_the_target_is_none_of_the_source_and_events_without_any_are_of_no_object() {
        let mut events = events(&["update failure a", "update success b"]);
        events[1].source_identity.id.clear();
        events[1].target_identity.id = "ana".to_owned();
        assert_eq!(read(&events)[0].clone().unwrap().end, End::Open);
        events[0].source_identity.id.clear();
        assert_eq!(read(&events)[0].clone().unwrap().end, End::Open);
    }

    /// Whether what failed was done by the events after it, the last of which is said to have healed it: the slow and
    /// obvious way.
    fn is_done_since(failed: &ProvisioningEvent, since: &[ProvisioningEvent]) -> bool {
        let value = |event: &ProvisioningEvent, name: &str| {
            let mut properties = event.modified_properties.iter();
            properties
                .find(|property| property.display_name == name)
                .map(|property| property.new_value.as_str().to_owned())
        };
        let is_off = |event: &ProvisioningEvent| value(event, "active").as_deref() == Some("False");
        let is_gone = |event: &ProvisioningEvent| matches!(event.provisioning_action, Action::Disable | Action::Delete);
        let went_well = |event: &&ProvisioningEvent| event.provisioning_status_info.status == Status::Success;
        let since: Vec<_> = since.iter().filter(went_well).collect();
        let Some(last) = since.last() else { return false };
        match failed.provisioning_action {
            Action::Delete => last.provisioning_action == Action::Delete,
            Action::Disable => is_gone(last) || is_off(last),
            Action::Create => matches!(last.provisioning_action, Action::Create | Action::Update),
            _ => {
                let writes: Vec<_> = since.iter().filter(|event| !is_gone(event)).collect();
                let tells_nothing = |event: &&&&ProvisioningEvent| event.modified_properties.is_empty();
                failed.modified_properties.iter().all(|property| {
                    let name = property.display_name.as_str();
                    if name == "active" && is_off(failed) {
                        return since.iter().any(|event| is_gone(event) || is_off(event));
                    }
                    if name == "active" {
                        // Something else may have been meant by what lists nothing.
                        return writes.iter().any(|event| !is_off(event));
                    }
                    writes.iter().any(|event| {
                        tells_nothing(&event)
                            || event.provisioning_action == Action::Create
                            || value(event, name).is_some()
                    })
                })
            }
        }
    }

    proptest! {
        #[test]
        fn no_change_is_healed_by_what_does_not_do_the_same_thing(
            lines in proptest::collection::vec(
                (
                    prop_oneof![Just("create"), Just("update"), Just("update"), Just("disable"), Just("delete"), Just("other")],
                    prop_oneof![Just("failure"), Just("success"), Just("skipped")],
                    "[a-h]",
                    proptest::sample::subsequence(vec!["mail", "title", "active=False", "active=True"], 0..3),
                ),
                2..9,
            )
        ) {
            let lines: Vec<_> = lines
                .iter()
                .map(|(action, status, change, properties)| format!("{action} {status} {change} job {}", properties.join(",")))
                .collect();
            let events = events(&lines.iter().map(String::as_str).collect::<Vec<_>>());
            for (index, attempt) in read(&events).iter().enumerate() {
                let Some(Attempt { end: End::Healed(by), .. }) = attempt else { continue };
                if events[index].provisioning_status_info.status == Status::Failure {
                    prop_assert!(is_done_since(&events[index], &events[index + 1..=*by]), "{index} by {by} in {lines:?}");
                }
            }
        }
    }

    #[test]
    fn what_went_well_at_once_is_no_attempt() {
        assert_eq!(told(&["create success a", "update warning b", "other skipped c"]), ["-", "-", "-"]);
        assert_eq!(told(&[]), [""; 0]);
    }
}
