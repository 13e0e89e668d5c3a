//! Unrest: values that go to and fro, and objects that several jobs write.

use super::changes::{changes, letters};
use super::job_names;
use super::kin::{application, is_unique};
use super::numbers::Numbers;
use crate::event::{Action, ProvisioningEvent, Status};

/// A property of one object that went from a value to others and back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flapping {
    /// The object, as [`object`] has it.
    pub object: String,
    /// The name in the target, as the last record writes it.
    pub property: String,
    /// The target system's name.
    pub system: String,
    /// The values between which it goes, some of them where they are many; last the one that came back last.
    pub values: Vec<String>,
    /// Whether what it had in between was each time written by nothing that is known.
    pub by_others: bool,
    /// How often it came back to where it had been.
    pub returns: usize,
    /// The event that brought it back last, by its position.
    pub last: usize,
    /// The last event of each job that wrote it, by its position.
    pub writers: Vec<usize>,
}

/// One object of a target system that several jobs wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SharedObject {
    /// The object, as [`object`] has it.
    pub object: String,
    pub system: String,
    /// The last event of each job that wrote it, by its position.
    pub writers: Vec<usize>,
}

/// So often something unknown must have changed a value that was written before that is told: once may be a slip.
const FEWEST_BY_OTHERS: usize = 2;
/// Values beside the one that came back that are told.
const MOST_VALUES: usize = 5;

/// The values that one property had in turn.
#[derive(Default)]
struct History {
    object: String,
    property: String,
    system: String,
    /// The value and the event that wrote it.
    values: Vec<(String, Option<usize>)>,
    writers: Vec<usize>,
}

/// What went to and fro in events that are about one object and in the order of time.
#[must_use]
pub fn flapping(events: &[ProvisioningEvent]) -> Vec<Flapping> {
    let (mut numbers, mut histories) = (Numbers::default(), Vec::new());
    for (index, event) in events.iter().enumerate().filter(|(_, event)| is_write(event)) {
        let object = object(event);
        for change in changes(event).into_iter().filter(|change| !is_list(&change.property.display_name)) {
            let name = &change.property.display_name;
            let number = numbers.of(&[&object, letters(name).to_ascii_lowercase().as_str()].join("\n"));
            if number == histories.len() {
                histories.push(History { object: object.clone(), ..History::default() });
            }
            let history: &mut History = &mut histories[number];
            history.property.clone_from(name);
            history.system.clone_from(&event.target_system.display_name);
            let (old, new) = (change.old_value().as_str(), change.property.new_value.as_str());
            if !old.is_empty() {
                history.take(old, None);
            }
            history.take(new, Some(index));
            take_writer(&mut history.writers, events, index);
        }
    }
    histories.into_iter().filter_map(History::into_flapping).collect()
}

impl History {
    fn take(&mut self, value: &str, event: Option<usize>) {
        match self.values.last_mut() {
            Some((last, _)) if last.eq_ignore_ascii_case(value) => {}
            _ => self.values.push((value.to_owned(), event)),
        }
    }

    fn into_flapping(self) -> Option<Flapping> {
        let mut numbers = Numbers::default();
        // Of each value the place where it was last.
        let mut places: Vec<usize> = Vec::new();
        let mut last_written = None;
        // The values that came back, with the place before: after what was written here, and after what was not.
        let (mut returns, mut by_others) = (Vec::new(), Vec::new());
        for (place, (value, event)) in self.values.iter().enumerate() {
            let number = numbers.of(&value.to_ascii_lowercase());
            let before = places.get(number).copied();
            match places.get_mut(number) {
                Some(last) => *last = place,
                None => places.push(place),
            }
            let Some(event) = event else { continue };
            if let Some(before) = before {
                let returns = if last_written > Some(before) { &mut returns } else { &mut by_others };
                returns.push((before, place, *event));
            }
            last_written = Some(place);
        }
        let is_by_others = returns.is_empty() && by_others.len() >= FEWEST_BY_OTHERS;
        let returns = if is_by_others { by_others } else { returns };
        let (_, end, last) = *returns.last()?;
        let start = returns.iter().map(|(before, ..)| *before).min()?;
        let one = &self.values[end].0;
        let mut values: Vec<String> = Vec::new();
        for (value, _) in &self.values[start..end] {
            let is_told = value.eq_ignore_ascii_case(one) || values.iter().any(|told| told.eq_ignore_ascii_case(value));
            if !is_told && values.len() < MOST_VALUES {
                values.push(value.clone());
            }
        }
        values.push(one.clone());
        Some(Flapping {
            values,
            by_others: is_by_others,
            returns: returns.len(),
            last,
            object: self.object,
            property: self.property,
            system: self.system,
            writers: self.writers,
        })
    }
}

/// Whether a property's values say who was taken in or put out, and not what it holds.
fn is_list(name: &str) -> bool {
    letters(name).eq_ignore_ascii_case("members")
}

/// The objects that more than one job wrote.
#[must_use]
pub fn shared_objects(events: &[ProvisioningEvent]) -> Vec<SharedObject> {
    let (mut numbers, mut objects) = (Numbers::default(), Vec::new());
    for (index, event) in events.iter().enumerate().filter(|(_, event)| is_write(event)) {
        if event.target_identity.id.is_empty() || event.job_id.is_empty() {
            continue;
        }
        let object = object(event);
        let number = numbers.of(&object);
        if number == objects.len() {
            objects.push((object, &event.target_system.display_name, Vec::new()));
        }
        let writers: &mut Vec<usize> = &mut objects[number].2;
        take_writer(writers, events, index);
    }
    let shared = objects.into_iter().filter(|(_, _, writers)| writers.len() > 1);
    let shared = shared.map(|(object, system, writers)| SharedObject { object, system: system.clone(), writers });
    shared.collect()
}

/// Puts an event in the place of the last one of its job.
fn take_writer(writers: &mut Vec<usize>, events: &[ProvisioningEvent], index: usize) {
    let job = job_names::key(&events[index]);
    match writers.iter_mut().find(|last| job_names::key(&events[**last]) == job) {
        Some(last) => *last = index,
        None => writers.push(index),
    }
}

fn is_write(event: &ProvisioningEvent) -> bool {
    let is_done = matches!(event.provisioning_status_info.status, Status::Success | Status::Warning);
    is_done && !matches!(event.provisioning_action, Action::StagedDelete)
}

/// The object of the target that an event writes, as far as it is known: without an id there is one for each job. An id
/// that may stand twice is one of its application. Letter case makes no other object.
#[must_use]
pub fn object(event: &ProvisioningEvent) -> String {
    let id = event.target_identity.id.as_str();
    let (owner, id) = match id {
        "" => ("", event.job_id.as_str()),
        _ if is_unique(id) => ("", id),
        _ => (application(&event.job_id, &event.service_principal.display_name), id),
    };
    [&event.target_system.display_name, owner, id].join("\n").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::{ModifiedProperty, ProvisioningStatusInfo, Written};

    /// An update of the one object by a job, of `name: old > new`.
    fn update(job: &str, name: &str, old: &str, new: &str) -> ProvisioningEvent {
        let written = |text: &str| if text.is_empty() { Written::Null } else { Written::Text(text.to_owned()) };
        let mut event = ProvisioningEvent {
            provisioning_action: Action::Update,
            provisioning_status_info: ProvisioningStatusInfo { status: Status::Success, error_information: None },
            job_id: job.to_owned(),
            modified_properties: vec![ModifiedProperty {
                display_name: name.to_owned(),
                old_value: written(old),
                new_value: written(new),
            }],
            ..ProvisioningEvent::default()
        };
        event.target_identity.id = "t1".to_owned();
        event.target_system.display_name = "AD".to_owned();
        event
    }

    #[test]
    fn a_value_that_comes_back_is_told_with_those_who_wrote_it() {
        let events = [
            update("one", "department", "", "Sales"),
            update("two", "department", "", "Export"),
            update("one", "Department", "", "Sales"),
            update("two", "department", "", "Export"),
        ];
        let [found] = flapping(&events).try_into().unwrap();
        assert_eq!((found.returns, found.last, found.by_others), (2, 3, false));
        assert_eq!(found.values, ["Sales", "Export"]);
        assert_eq!(found.writers, [2, 3]);
    }

    #[test]
    fn known_old_values_count_as_values_that_were_there() {
        let [found] =
            flapping(&[update("one", "title", "A", "B"), update("one", "title", "", "A")]).try_into().unwrap();
        assert_eq!((found.values, found.last), (vec!["B".to_owned(), "A".to_owned()], 1));
    }

    #[test]
    fn a_value_that_somebody_else_changed_in_between_does_not_flap() {
        let events = [update("one", "title", "", "A"), update("one", "title", "B", "A")];
        assert_eq!(flapping(&events), []);
    }

    #[test]
    fn a_value_that_something_unknown_changes_again_and_again_is_told() {
        let day = || update("one", "title", "Intern", "Manager");
        let [found] = flapping(&[day(), day(), day(), day()]).try_into().unwrap();
        assert_eq!((found.returns, found.last, found.by_others), (3, 3, true));
        assert_eq!(found.values, ["Intern", "Manager"]);
        assert_eq!(flapping(&[day(), day()]), []);
        // What was written here in between says more.
        let [found] = flapping(&[day(), day(), day(), update("two", "title", "", "Intern")]).try_into().unwrap();
        assert_eq!((found.returns, found.by_others), (1, false));
    }

    #[test]
    fn a_value_that_comes_back_by_the_way_it_went_is_told_with_all_between() {
        let values = ["A", "B", "C", "B", "A"].map(|value| update("one", "title", "", value));
        let [found] = flapping(&values).try_into().unwrap();
        assert_eq!((found.returns, found.last), (2, 4));
        assert_eq!(found.values, ["B", "C", "A"]);
        let many: Vec<_> = (0..99).map(|value| update("one", "title", "", &(value % 50).to_string())).collect();
        assert_eq!(flapping(&many)[0].values.len(), MOST_VALUES + 1);
    }

    #[test]
    fn a_value_that_goes_on_or_is_written_again_does_not_flap() {
        let events = [
            update("one", "title", "A", "B"),
            update("one", "title", "B", "C"),
            update("one", "title", "", "C"),
            update("one", "city", "", "C"),
        ];
        assert_eq!(flapping(&events), []);
        let mut failed = [update("one", "title", "A", "B"), update("one", "title", "B", "A")];
        failed[1].provisioning_status_info.status = Status::Failure;
        assert_eq!(flapping(&failed), []);
    }

    #[test]
    fn an_object_that_two_jobs_write_is_told_once_with_the_last_event_of_each() {
        let mut events = vec![update("one", "a", "", "1"), update("two", "b", "", "1"), update("one", "a", "", "2")];
        let expected = SharedObject { object: "ad\n\nt1".into(), system: "AD".into(), writers: vec![2, 1] };
        assert_eq!(shared_objects(&events), [expected]);
        events[1].target_identity.id.clear();
        assert_eq!(shared_objects(&events), []);
    }

    #[test]
    fn ids_that_may_stand_twice_are_objects_of_their_own_in_each_application() {
        let of = |id: &str, applications: [&str; 3]| {
            let values = [("", "A"), ("A", "B"), ("B", "A")];
            let event = |(application, (old, new)): (&str, (&str, &str))| {
                let mut event = update(&["job of ", application].concat(), "title", old, new);
                event.target_identity.id = id.to_owned();
                event.service_principal.display_name = application.to_owned();
                event
            };
            let events: Vec<_> = applications.into_iter().zip(values).map(event).collect();
            (flapping(&events).len(), shared_objects(&events).len())
        };
        assert_eq!(of("1001", ["one", "one", "one"]), (1, 0));
        assert_eq!(of("1001", ["one", "two", "three"]), (0, 0));
        assert_eq!(of("c34511ef-ca5a-49a3-8cd9-afb4db30fd2b", ["one", "two", "three"]), (1, 1));
    }
}
