//! Scenes: one change of one object in one application, with all its attempts.

use provlens::event::{Action, InitiatorType, Instant, ProvisioningEvent};

use super::super::attempt::{Attempt, Change, Outcome};
use super::super::attributes::{Field, target_name};
use super::super::clock::{END, MINUTE, pause};
use super::super::faults::{Fault, fault_of};
use super::super::reason::Retry;
use super::super::skips::Skip;
use super::super::subject::Subject;
use super::super::world::World;

/// Whom it is about, by number.
#[derive(Clone, Copy, Debug)]
pub enum Who {
    Person(u64),
    Group(u64),
    Roles(u64),
}

/// One change; it succeeds at once unless told otherwise.
pub struct Scene {
    application: &'static str,
    who: Who,
    at: Instant,
    action: Action,
    facts: Vec<(Field, &'static str)>,
    /// A field with its old value; the new one is the subject's.
    writes: Vec<(Field, &'static str)>,
    initiator: InitiatorType,
    outcome: Outcome,
    /// What fails first.
    fault: Option<&'static Fault>,
    /// How often it fails before the outcome; `None` goes on to the end of the log.
    failures: Option<u64>,
}

impl Scene {
    pub fn new(application: &'static str, who: Who, at: Instant, action: Action) -> Self {
        let (facts, writes) = (Vec::new(), Vec::new());
        let initiator = InitiatorType::System;
        Self {
            application,
            who,
            at,
            action,
            facts,
            writes,
            initiator,
            outcome: Outcome::Success,
            fault: None,
            failures: Some(0),
        }
    }

    /// The object has that value by now, on both sides.
    pub fn fact(mut self, field: Field, value: &'static str) -> Self {
        self.facts.push((field, value));
        self
    }

    /// The change writes the field, that had the old value.
    pub fn writes(mut self, field: Field, old: &'static str) -> Self {
        self.writes.push((field, old));
        self
    }

    pub fn by(mut self, initiator: InitiatorType) -> Self {
        self.initiator = initiator;
        self
    }

    pub fn skipped(mut self, skip: Skip) -> Self {
        self.outcome = Outcome::Skipped(skip);
        self
    }

    pub fn warned(mut self) -> Self {
        self.outcome = Outcome::Warning;
        self
    }

    /// It fails so often, and then goes well.
    pub fn heals_after(mut self, failures: u64, code: &str) -> Self {
        self.fault = Some(fault_of(code));
        self.failures = Some(failures);
        self
    }

    /// It fails again and again, and nobody has mended it yet.
    pub fn keeps_failing(mut self, code: &str) -> Self {
        self.fault = Some(fault_of(code));
        self.failures = None;
        self
    }

    /// It fails and is not tried again.
    pub fn fails_once(mut self, code: &str) -> Self {
        self.outcome = Outcome::Failed(fault_of(code));
        self
    }
}

/// Collects the attempts of all scenes.
pub struct Script<'a> {
    world: &'a World,
    attempts: Vec<Attempt<'a>>,
    changes: u64,
}

/// Numbers from here on are the stories'; those below belong to the ordinary events.
const FIRST_NUMBER: u64 = 1_000_000;

impl<'a> Script<'a> {
    pub fn new(world: &'a World) -> Self {
        Self { world, attempts: Vec::new(), changes: FIRST_NUMBER }
    }

    /// Plays a scene: every attempt up to the end of the log.
    pub fn play(&mut self, scene: Scene) {
        let world = self.world;
        let application = world.application(scene.application);
        let mut subject = match scene.who {
            Who::Person(number) => Subject::user(world, application, number),
            Who::Group(number) => Subject::group(world, application, number),
            Who::Roles(number) => Subject::roles(world, application, number),
        };
        for (field, value) in &scene.facts {
            subject.set(application.kind, *field, value);
        }
        let mut changes: Vec<Change> = Vec::new();
        if scene.action == Action::Disable {
            changes.push(Change::disabling(application.kind));
        }
        for (field, old) in &scene.writes {
            let name = target_name(application.kind, *field);
            changes.push(Change { name, old: (*old).to_owned(), new: Some(subject.target_value(name)) });
        }
        let mut at = scene.at;
        for count in 0_u64.. {
            let is_last = scene.failures == Some(count);
            assert!(at <= END || scene.failures.is_none(), "{} ends after the log", scene.application);
            if at > END {
                break;
            }
            let outcome = scene.fault.filter(|_| !is_last).map_or(scene.outcome, Outcome::Failed);
            let next = Instant(at.0 + pause(count, scene.fault.is_some_and(|fault| fault.passing)));
            self.attempts.push(Attempt {
                world,
                application,
                subject: subject.clone(),
                action: scene.action.clone(),
                changes: changes.clone(),
                outcome,
                retry: scene.fault.map(|_| Retry { count, since: scene.at, next }),
                initiator: scene.initiator.clone(),
                at,
                number: FIRST_NUMBER + self.attempts.len() as u64,
                change: self.changes,
            });
            if is_last {
                break;
            }
            // The first cycle after the time that was announced.
            at = Instant(next.0 + (3 + 5 * i64::try_from(count).expect("retries are few")) * MINUTE);
        }
        self.changes += 1;
    }

    /// The events of everything that was played, in the order of playing.
    pub fn events(&self) -> Vec<ProvisioningEvent> {
        self.attempts.iter().map(Attempt::tell).collect()
    }
}
