//! Two events side by side, field by field.

use super::block::{Block, Columns, Role, Row, Table};
use super::dates::{apart, date};
use super::modified_properties::{COMPARED_AT_MOST, old_and_new};
use super::record::EventRecord;
use super::run::Run;
use super::text::{self, bare, logged, muted, words};
use crate::advice;
use crate::event::{Details, ProvisionedIdentity, ProvisioningEvent, ProvisioningSystem, Written};
use crate::figures::grouped;
use crate::insight::numbers::Numbers;

/// The fields of one event by name, in their order.
struct Fields(Vec<(String, Written)>);

/// Both events; equal fields can be hidden.
#[must_use]
pub fn comparison(one: &EventRecord, other: &EventRecord) -> Vec<Block> {
    let events = match (one.event(), other.event()) {
        (Ok((one, _)), Ok((other, _))) => [one, other],
        (Err(error), _) | (_, Err(error)) => {
            return vec![Block::Line(Role::Empty, vec![words(format!("Not compared: {error}."))])];
        }
    };
    let dates = dates(&events);
    let [one, other] = events.each_ref().map(Fields::of);
    let mut left_to_compare = COMPARED_AT_MOST;
    let rows: Vec<Row> = std::iter::once(dates)
        .chain(one.beside(other).into_iter().map(|(name, one, other)| {
            let (first, second) = old_and_new(&one, &other, &mut left_to_compare);
            Row {
                heading: vec![text::name(&name)],
                cells: vec![vec![first], vec![second]],
                of_no_account: one == other,
            }
        }))
        .collect();
    let equal = rows.iter().filter(|row| row.of_no_account).count();
    let named = |label: &str, event: &ProvisioningEvent| {
        let mut runs =
            vec![words(label), Run::Event { id: event.id.clone(), runs: vec![logged(&advice::sentence(event))] }];
        runs.push(words(", "));
        runs.extend(date(event));
        Block::Line(Role::Paragraph, runs)
    };
    vec![
        named("First: ", &events[0]),
        named("Second: ", &events[1]),
        Block::Table(Table {
            columns: Columns::Changes,
            names: ["Field", "First", "Second"].map(str::to_owned).into(),
            rows,
            of: "fields".to_owned(),
            hide: if equal > 0 { format!("Hide equal ({})", grouped(equal as u64)) } else { String::new() },
        }),
    ]
}

/// When both happened, in the person's time zone as everywhere, and how far that is apart.
fn dates(events: &[ProvisioningEvent; 2]) -> Row {
    let [one, other] = events.each_ref().map(|event| event.activity_date_time);
    let [first, mut second] = events.each_ref().map(date);
    if let (Some(one), Some(other)) = (one, other) {
        second.extend([words(" "), muted(apart(one, other))]);
    }
    let is_same = one == other && events[0].unread_date == events[1].unread_date;
    Row { heading: vec![words("Date")], cells: vec![vec![bare(first)], vec![bare(second)]], of_no_account: is_same }
}

impl Fields {
    fn of(event: &ProvisioningEvent) -> Self {
        let error = event.provisioning_status_info.error_information.clone().unwrap_or_default();
        let mut fields = Self(Vec::new());
        let duration = event.duration_in_milliseconds.map(|duration| duration.to_string());
        for (name, text) in [
            ("Action", event.provisioning_action.label()),
            ("Status", event.provisioning_status_info.status.label()),
            ("Error code", error.error_code.as_str()),
            ("Error category", error.error_category.label()),
            ("Reason", &error.reason),
            ("Additional details", &error.additional_details),
            ("Recommended action", &error.recommended_action),
            ("Duration in ms", duration.as_deref().unwrap_or_default()),
            ("Initiated by", &event.initiated_by.display_name),
            ("Initiator type", event.initiated_by.initiator_type.label()),
            ("Application", &event.service_principal.display_name),
            ("Service principal id", &event.service_principal.id),
            ("Job id", &event.job_id),
            ("Cycle id", &event.cycle_id),
            ("Change id", &event.change_id),
            ("Event id", &event.id),
            ("Tenant id", &event.tenant_id),
        ] {
            fields.text(name, text);
        }
        fields.identity("Source", &event.source_identity);
        fields.system("Source system", &event.source_system);
        fields.identity("Target", &event.target_identity);
        fields.system("Target system", &event.target_system);
        for property in &event.modified_properties {
            let name = format!("Property {}", property.display_name);
            fields.add(format!("{name}, old"), property.old_value.clone());
            fields.add(format!("{name}, new"), property.new_value.clone());
        }
        for step in &event.provisioning_steps {
            let name = format!("Step {}", step.name);
            fields.text(&format!("{name}: stage"), step.provisioning_step_type.label());
            fields.text(&format!("{name}: status"), step.status.label());
            fields.text(&format!("{name}: description"), &step.description);
            fields.details(&format!("{name}: "), &step.details);
        }
        fields
    }

    fn identity(&mut self, side: &str, identity: &ProvisionedIdentity) {
        self.text(&format!("{side} name"), &identity.display_name);
        self.text(&format!("{side} id"), &identity.id);
        self.text(&format!("{side} type"), &identity.identity_type);
        self.further(side, &identity.details);
    }

    fn system(&mut self, name: &str, system: &ProvisioningSystem) {
        self.text(name, &system.display_name);
        self.text(&format!("{name} id"), &system.id);
        self.further(name, &system.details);
    }

    /// Details of what has an id, a name and a type of its own: what bears one of these names is told apart.
    fn further(&mut self, of: &str, Details(details): &Details) {
        for (name, value) in details {
            let is_taken = ["id", "name", "type"].iter().any(|own| name.eq_ignore_ascii_case(own));
            self.add(format!("{of} {}{name}", if is_taken { "detail " } else { "" }), value.clone());
        }
    }

    fn details(&mut self, before: &str, Details(details): &Details) {
        for (name, value) in details {
            self.add(format!("{before}{name}"), value.clone());
        }
    }

    /// A text that the event may lack.
    fn text(&mut self, name: &str, text: &str) {
        if !text.is_empty() {
            self.add(name.to_owned(), Written::Text(text.to_owned()));
        }
    }

    fn add(&mut self, name: String, value: Written) {
        self.0.push((name, value));
    }

    /// Each field with its value here and there: the fields of both in the order of this event, then those that only
    /// the other has. The second field of a name is the second there.
    fn beside(self, other: Self) -> Vec<(String, Written, Written)> {
        let mut numbers = Numbers::default();
        let mut values: Vec<Vec<Option<(String, Written)>>> = Vec::new();
        for (name, value) in other.0 {
            let number = numbers.of(&name);
            if number == values.len() {
                values.push(Vec::new());
            }
            values[number].push(Some((name, value)));
        }
        let mut taken = vec![0; values.len()];
        let mut rows: Vec<_> = Vec::new();
        for (name, value) in self.0 {
            let there = numbers.get(&name).and_then(|number| {
                taken[number] += 1;
                values[number].get_mut(taken[number] - 1)?.take()
            });
            rows.push((name, value, there.map_or(Written::Missing, |(_, value)| value)));
        }
        rows.extend(values.into_iter().flatten().flatten().map(|(name, value)| (name, Written::Missing, value)));
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn details_that_bear_the_name_of_a_field_are_told_apart_from_it() {
        let mut event = ProvisioningEvent::default();
        event.source_identity.id = "7".to_owned();
        event.source_system.id = "s".to_owned();
        let text = |name: &str, value: &str| (name.to_owned(), Written::Text(value.to_owned()));
        event.source_identity.details = Details(vec![text("id", "7"), text("Type", "User"), text("title", "Clerk")]);
        event.source_system.details = Details(vec![text("Id", "other")]);
        let fields = Fields::of(&event).0;
        let told: Vec<_> = fields.iter().filter(|(name, _)| name.starts_with("Source")).map(|(name, _)| name).collect();
        assert_eq!(
            told,
            [
                "Source id",
                "Source detail id",
                "Source detail Type",
                "Source title",
                "Source system id",
                "Source system detail Id"
            ]
        );
    }
}
