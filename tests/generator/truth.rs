//! The truth about a log, counted while it is made.

use std::collections::BTreeMap;

use provlens::event::{ProvisioningEvent, short_type};
use serde::Serialize;

/// How many events have each value; the empty text stands for none.
pub type Counts = BTreeMap<String, u64>;

/// What is in a log.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Truth {
    pub events: u64,
    /// RFC 3339.
    pub oldest: Option<String>,
    pub newest: Option<String>,
    pub statuses: Counts,
    pub actions: Counts,
    pub applications: Counts,
    pub source_systems: Counts,
    pub target_systems: Counts,
    /// Of the error information alone.
    pub error_codes: Counts,
    /// The error code, else the skip reason.
    pub effective_codes: Counts,
    pub error_categories: Counts,
    pub skip_reasons: Counts,
    /// The short type of the source identity.
    pub object_types: Counts,
    pub initiator_types: Counts,
    /// Steps, not events.
    pub step_types: Counts,
    /// Steps by name, not events.
    pub step_names: Counts,
}

impl Truth {
    /// Takes an event into account; events come newest first.
    pub fn count(&mut self, event: &ProvisioningEvent) {
        self.events += 1;
        let date = event.activity_date_time.map(provlens::event::Instant::to_rfc3339);
        if self.newest.is_none() {
            self.newest.clone_from(&date);
        }
        self.oldest = date;
        let error = event.provisioning_status_info.error_information.as_ref();
        add(&mut self.statuses, event.provisioning_status_info.status.as_str());
        add(&mut self.actions, event.provisioning_action.as_str());
        add(&mut self.applications, &event.service_principal.display_name);
        add(&mut self.source_systems, &event.source_system.display_name);
        add(&mut self.target_systems, &event.target_system.display_name);
        add(&mut self.error_codes, error.map_or("", |error| &error.error_code));
        add(&mut self.effective_codes, event.effective_code());
        add(&mut self.error_categories, error.map_or("", |error| error.error_category.as_str()));
        add(&mut self.skip_reasons, event.skip_reason());
        add(&mut self.object_types, short_type(&event.source_identity.identity_type));
        add(&mut self.initiator_types, event.initiated_by.initiator_type.as_str());
        for step in &event.provisioning_steps {
            add(&mut self.step_types, step.provisioning_step_type.as_str());
            add(&mut self.step_names, &step.name);
        }
    }

    /// The truth about these events.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a ProvisioningEvent>) -> Self {
        let mut truth = Self::default();
        events.into_iter().for_each(|event| truth.count(event));
        truth
    }
}

fn add(counts: &mut Counts, value: &str) {
    if let Some(count) = counts.get_mut(value) {
        *count += 1;
    } else {
        counts.insert(value.to_owned(), 1);
    }
}
