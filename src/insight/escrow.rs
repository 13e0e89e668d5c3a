//! Retries: a change that failed is held in escrow and tried again in later cycles.

use crate::event::{Instant, ProvisioningEvent, ProvisioningStep, Written};

/// What the step that takes a change out of escrow says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EscrowRetry {
    /// How often the change has been processed.
    pub processed: Option<u32>,
    /// When it was put in escrow.
    pub created: Option<Instant>,
    /// When it is tried next, should it fail again.
    pub next_attempt: Option<Instant>,
}

impl EscrowRetry {
    /// Reads a step; `None` if it is of another kind.
    #[must_use]
    pub fn of_step(step: &ProvisioningStep) -> Option<Self> {
        if !step.name.eq_ignore_ascii_case("EntryEscrowRetry") {
            return None;
        }
        let text = |name| step.details.get(name).map_or("", Written::as_str).trim();
        let instant = |name| Instant::parse(text(name).as_bytes());
        Some(Self {
            processed: text("CountProcessed").parse().ok(),
            created: instant("CreationTime"),
            next_attempt: instant("NextAttempt"),
        })
    }

    /// The first such step of an event.
    #[must_use]
    pub fn of_event(event: &ProvisioningEvent) -> Option<Self> {
        event.provisioning_steps.iter().find_map(Self::of_step)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Details;

    #[test]
    fn a_retry_says_how_often_and_when() {
        let details = [("CountProcessed", "3"), ("CreationTime", "2026-11-01T08:00:00Z"), ("NextAttempt", "soon")];
        let details = details.map(|(name, value)| (name.to_owned(), Written::Text(value.to_owned())));
        let step = ProvisioningStep {
            name: "EntryEscrowRetry".into(),
            details: Details(details.into()),
            ..ProvisioningStep::default()
        };
        let event = ProvisioningEvent {
            provisioning_steps: vec![ProvisioningStep::default(), step],
            ..ProvisioningEvent::default()
        };
        let expected =
            EscrowRetry { processed: Some(3), created: Instant::parse(b"2026-11-01T08:00:00Z"), next_attempt: None };
        assert_eq!(EscrowRetry::of_event(&event), Some(expected));
        assert_eq!(EscrowRetry::of_event(&ProvisioningEvent::default()), None);
    }
}
