//! What jobs are called: by their application, and where several of one application meet, by what tells them apart too.

use super::job_id::JobId;
use super::numbers::Numbers;
use crate::event::ProvisioningEvent;

/// A job as the first of its events tells of it.
struct Job<'a> {
    id: &'a str,
    application: &'a str,
    /// What may tell it from another one, the plainest first.
    marks: [String; 3],
}

/// For each of the events the name of its job: `Contoso`, or `Contoso (scim)` where another `Contoso` is among them.
/// Empty where neither application nor job is told.
#[must_use]
pub fn job_names(events: &[ProvisioningEvent]) -> Vec<String> {
    let (mut numbers, mut jobs) = (Numbers::default(), Vec::new());
    let of_event: Vec<usize> = events
        .iter()
        .map(|event| {
            let number = numbers.of(key(event));
            if number == jobs.len() {
                jobs.push(Job::of(event));
            }
            number
        })
        .collect();
    let names: Vec<String> = jobs.iter().map(|job| job.name(&jobs)).collect();
    of_event.into_iter().map(|job| names[job].clone()).collect()
}

/// What an event knows its job by: the job's id, else the application.
#[must_use]
pub fn key(event: &ProvisioningEvent) -> &str {
    if event.job_id.is_empty() { &event.service_principal.display_name } else { &event.job_id }
}

impl<'a> Job<'a> {
    fn of(event: &'a ProvisioningEvent) -> Self {
        let systems = [event.source_system.display_name.as_str(), &event.target_system.display_name];
        Self {
            id: &event.job_id,
            application: &event.service_principal.display_name,
            marks: [JobId::parse(&event.job_id).template, systems.join(" → "), event.job_id.clone()],
        }
    }

    fn name(&self, jobs: &[Job]) -> String {
        if self.application.is_empty() {
            return self.id.to_owned();
        }
        let mut others = jobs.iter().filter(|other| other.application == self.application && other.id != self.id);
        if others.next().is_none() {
            return self.application.to_owned();
        }
        let is_its_own = |mark: &usize| {
            let is_same = |other: &Job| other.id != self.id && other.marks[*mark] == self.marks[*mark];
            !jobs.iter().any(|other| other.application == self.application && is_same(other))
        };
        let mark = (0..self.marks.len()).find(is_its_own).map_or("", |mark| &self.marks[mark]);
        if mark.is_empty() { self.application.to_owned() } else { format!("{} ({mark})", self.application) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TENANT: &str = "11111111222233334444555555555555";

    /// The names of the jobs of `job application source target`.
    fn told(events: &[[&str; 4]]) -> Vec<String> {
        let event = |[job, application, source, target]: &[&str; 4]| {
            let mut event = ProvisioningEvent { job_id: (*job).to_owned(), ..ProvisioningEvent::default() };
            event.service_principal.display_name = (*application).to_owned();
            event.source_system.display_name = (*source).to_owned();
            event.target_system.display_name = (*target).to_owned();
            event
        };
        job_names(&events.iter().map(event).collect::<Vec<_>>())
    }

    #[test]
    fn a_job_is_called_by_its_application_alone_as_long_as_that_says_enough() {
        assert_eq!(
            told(&[["a", "Box", "Entra", "Box"], ["b", "Slack", "Entra", "Slack"], ["a", "Box", "", ""]]),
            ["Box", "Slack", "Box"]
        );
        assert_eq!(told(&[["a", "", "", ""], ["", "", "", ""], ["", "Box", "", ""]]), ["a", "", "Box"]);
    }

    #[test]
    fn jobs_of_one_application_are_told_apart_by_template_by_systems_or_by_id() {
        let [scim, between] = ["scim", "Azure2Azure"].map(|template| format!("{template}.{TENANT}"));
        assert_eq!(
            told(&[[&scim, "Contoso", "A", "B"], [&between, "Contoso", "A", "B"], [&scim, "Contoso", "A", "B"]]),
            ["Contoso (scim)", "Contoso (Azure2Azure)", "Contoso (scim)"]
        );
        let other = format!("scim.{}", TENANT.replace('1', "9"));
        assert_eq!(
            told(&[[&scim, "Contoso", "HR", "AD"], [&other, "Contoso", "HR", "Entra"]]),
            ["Contoso (HR → AD)", "Contoso (HR → Entra)"]
        );
        assert_eq!(
            told(&[[&scim, "Contoso", "HR", "AD"], [&other, "Contoso", "HR", "AD"]]),
            [format!("Contoso ({scim})"), format!("Contoso ({other})")]
        );
    }

    #[test]
    fn an_event_that_names_no_job_keeps_to_the_application() {
        assert_eq!(told(&[["", "Contoso", "", ""], ["job", "Contoso", "", ""]]), ["Contoso", "Contoso (job)"]);
    }
}
