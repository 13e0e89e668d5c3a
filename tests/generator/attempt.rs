//! One attempt to bring one object to its target, and the event that tells of it.

use provlens::event::{
    Action, Details, ErrorCategory, Initiator, InitiatorType, Instant, ModifiedProperty, ProvisionedIdentity,
    ProvisioningErrorInfo, ProvisioningEvent, ProvisioningStatusInfo, ProvisioningSystem, ServicePrincipal, Status,
    Written,
};

use super::applications::{Application, Kind};
use super::attributes::{Field, target_name};
use super::clock::CYCLE;
use super::faults::{Answer, Fault, Side};
use super::people::{DOMAIN, Person};
use super::random::Random;
use super::reason::{Retry, error_code, reason};
use super::skips::Skip;
use super::steps::steps;
use super::subject::{Subject, Values};
use super::world::World;

/// How an attempt ended.
#[derive(Clone, Copy, Debug)]
pub enum Outcome {
    Success,
    /// Done, but a reference could not be set.
    Warning,
    Skipped(Skip),
    Failed(&'static Fault),
}

/// A value that the target is to get, under the target's name.
#[derive(Clone, Debug)]
pub struct Change {
    pub name: &'static str,
    pub old: String,
    /// `None` clears the value.
    pub new: Option<String>,
}

/// Everything that decides an event.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    pub world: &'a World,
    pub application: &'a Application,
    pub subject: Subject,
    pub action: Action,
    /// What an update changes; empty for everything else.
    pub changes: Vec<Change>,
    pub outcome: Outcome,
    pub retry: Option<Retry>,
    pub initiator: InitiatorType,
    pub at: Instant,
    /// The number of the event in its log: makes its id.
    pub number: u64,
    /// The number of the change: attempts at the same change share it.
    pub change: u64,
}

impl Attempt<'_> {
    /// The event that the log holds of it.
    pub fn tell(&self) -> ProvisioningEvent {
        let mut random = Random::of(&[self.world.seed, 10, self.number]);
        let application = self.application;
        ProvisioningEvent {
            id: random.guid(),
            activity_date_time: Some(self.at),
            unread_date: String::new(),
            tenant_id: self.world.tenant.clone(),
            job_id: application.job_id.clone(),
            cycle_id: self.cycle_id(),
            change_id: Random::of(&[self.world.seed, 11, self.change]).guid(),
            duration_in_milliseconds: Some(duration(&mut random)),
            provisioning_action: self.action.clone(),
            provisioning_status_info: self.status_info(),
            initiated_by: self.initiated_by(),
            service_principal: ServicePrincipal {
                id: application.service_principal.clone(),
                display_name: application.name.to_owned(),
            },
            source_system: system(&application.source_system, Details::default()),
            target_system: system(
                &application.target_system,
                details([
                    ("ApplicationId", application.application_id.as_str()),
                    ("ServicePrincipalDisplayName", application.name),
                    ("ServicePrincipalId", application.service_principal.as_str()),
                ]),
            ),
            source_identity: self.source_identity(),
            target_identity: self.target_identity(),
            provisioning_steps: steps(self),
            modified_properties: self.modified_properties(&mut random),
        }
    }

    /// The status of the whole.
    pub fn status(&self) -> Status {
        match self.outcome {
            Outcome::Success => Status::Success,
            Outcome::Warning => Status::Warning,
            Outcome::Skipped(_) => Status::Skipped,
            Outcome::Failed(_) => Status::Failure,
        }
    }

    /// Whether the object is known in the target when the attempt is over.
    pub fn has_target(&self) -> bool {
        self.action != Action::Create || matches!(self.outcome, Outcome::Success | Outcome::Warning)
    }

    /// Every attempt of a job within one cycle has the cycle's id.
    fn cycle_id(&self) -> String {
        let phase = CYCLE / 24 * i64::try_from(self.application.number).expect("there are few applications");
        let cycle = (self.at.0 + phase).div_euclid(CYCLE).unsigned_abs();
        Random::of(&[self.world.seed, 12, self.application.number, cycle]).guid()
    }

    fn status_info(&self) -> ProvisioningStatusInfo {
        let error_information = match self.outcome {
            Outcome::Failed(fault) => Some(ProvisioningErrorInfo {
                error_code: error_code(fault, self.application),
                error_category: match fault.side {
                    Side::Service => ErrorCategory::Failure,
                    Side::Outside => ErrorCategory::NonServiceFailure,
                },
                reason: reason(fault, self.application, &self.subject.reportable, self.retry),
                additional_details: match fault.answer {
                    Answer::Graph(..) => {
                        format!("request-id: {}", Random::of(&[self.world.seed, 13, self.number]).guid())
                    }
                    _ => String::new(),
                },
                recommended_action: match fault.side {
                    Side::Outside if !fault.passing => {
                        "Put the value right on either side, or take the object out of scope.".into()
                    }
                    _ => String::new(),
                },
            }),
            Outcome::Skipped(Skip::RedundantAsError) => Some(ProvisioningErrorInfo {
                error_code: Skip::RedundantAsError.reason().into(),
                error_category: ErrorCategory::Success,
                reason: format!("Nothing to write: {} is the same on both sides.", self.subject.reportable),
                additional_details: String::new(),
                recommended_action: String::new(),
            }),
            _ => None,
        };
        ProvisioningStatusInfo { status: self.status(), error_information }
    }

    fn initiated_by(&self) -> Initiator {
        let (id, display_name) = match self.initiator {
            InitiatorType::User => {
                let person = Person::new(self.world.seed, 4);
                (person.object_id.clone(), person.user_principal_name())
            }
            InitiatorType::Application => (self.application.application_id.clone(), format!("crew-feed.{DOMAIN}")),
            _ => (String::new(), "Azure AD Provisioning Service".to_owned()),
        };
        Initiator { id, display_name, initiator_type: self.initiator.clone() }
    }

    fn source_identity(&self) -> ProvisionedIdentity {
        let subject = &self.subject;
        let mut known = Details::default();
        if subject.word != "RolesCompound" {
            known = details([
                ("DisplayName", subject.name.as_str()),
                ("id", subject.source_id.as_str()),
                ("odatatype", subject.source_type),
            ]);
            if let Some(upn) = &subject.user_principal_name {
                known.0.push(("UserPrincipalName".into(), Written::Text(upn.clone())));
            }
        }
        // What is deleted in the on-premises directory comes without its name.
        let is_nameless = self.application.kind == Kind::CloudSync && self.action == Action::Delete;
        if is_nameless {
            known.0.iter_mut().filter(|(name, _)| name == "DisplayName").for_each(|(_, value)| *value = Written::Null);
        }
        ProvisionedIdentity {
            id: subject.source_id.clone(),
            display_name: if is_nameless { String::new() } else { subject.name.clone() },
            identity_type: subject.source_type.to_owned(),
            details: known,
        }
    }

    fn target_identity(&self) -> ProvisionedIdentity {
        let named = self.has_target() && self.application.kind == Kind::CrossTenant;
        ProvisionedIdentity {
            id: if self.has_target() { self.subject.target_id.clone() } else { String::new() },
            display_name: if named { self.subject.name.clone() } else { String::new() },
            identity_type: self.subject.target_type.to_owned(),
            details: Details::default(),
        }
    }

    fn modified_properties(&self, random: &mut Random) -> Vec<ModifiedProperty> {
        // The old value is hardly ever written, even where it is known.
        let with_old = random.chance(120);
        let mut properties: Vec<ModifiedProperty> = match (&self.outcome, &self.action) {
            (Outcome::Skipped(_), _) => Vec::new(),
            (_, Action::Create) => {
                let whole = self.subject.target.iter();
                whole.map(|(name, value)| modified(name, Written::Null, Written::Text(value.clone()))).collect()
            }
            _ => self
                .changes
                .iter()
                .map(|change| modified(change.name, change.written_old(with_old), change.written_new()))
                .collect(),
        };
        // The personnel connectors list it every time, changed or not.
        let noise = "accountDisabled";
        let is_listed = properties.iter().any(|property| property.display_name == noise);
        if self.application.kind == Kind::Personnel && !matches!(self.outcome, Outcome::Skipped(_)) && !is_listed {
            properties.push(modified(noise, Written::Null, Written::Text(self.subject.target_value(noise))));
        }
        properties
    }

    /// What the target holds before the attempt.
    pub fn target_before(&self) -> Values {
        let mut values = self.subject.target.clone();
        for (name, value) in &mut values {
            if let Some(change) = self.changes.iter().find(|change| change.name == *name) {
                value.clone_from(&change.old);
            }
        }
        values
    }
}

impl Change {
    /// What disabling an account writes.
    pub fn disabling(kind: Kind) -> Self {
        let name = target_name(kind, Field::Active);
        let (old, new) = if name == "accountDisabled" { ("False", "True") } else { ("True", "False") };
        Self { name, old: old.to_owned(), new: Some(new.to_owned()) }
    }

    fn written_old(&self, is_written: bool) -> Written {
        if is_written && !self.old.is_empty() { Written::Text(self.old.clone()) } else { Written::Null }
    }

    fn written_new(&self) -> Written {
        self.new.clone().map_or(Written::Null, Written::Text)
    }
}

/// Details of these names and values.
pub fn details<const N: usize>(values: [(&str, &str); N]) -> Details {
    Details(values.map(|(name, value)| (name.to_owned(), Written::Text(value.to_owned()))).into())
}

fn system((id, name): &(String, &str), details: Details) -> ProvisioningSystem {
    ProvisioningSystem { id: id.clone(), display_name: (*name).to_owned(), details }
}

fn modified(name: &str, old_value: Written, new_value: Written) -> ModifiedProperty {
    ModifiedProperty { display_name: name.to_owned(), old_value, new_value }
}

/// Milliseconds: most are short, some are not, a few are nothing at all.
fn duration(random: &mut Random) -> u64 {
    match random.below(100) {
        0 => 0,
        1..=79 => 90 + random.below(1900),
        80..=96 => 2_000 + random.below(8_000),
        _ => 10_000 + random.below(87_000),
    }
}
