//! What becomes of one change, from its first attempt to its last; made from the change's number alone.

use provlens::event::instant::DAY;
use provlens::event::{Action, InitiatorType, Instant};

use super::applications::{Application, Kind};
use super::attempt::{Attempt, Change, Outcome};
use super::attributes::{Field, changing_names};
use super::clock::{END, HOUR, pause};
use super::faults::{Fault, faults};
use super::random::Random;
use super::reason::Retry;
use super::skips::Skip;
use super::subject::Subject;
use super::world::{World, has_groups};

/// What becomes of a change, from its first attempt to its last.
pub struct Plan<'a> {
    application: &'a Application,
    subject: Subject,
    action: Action,
    changes: Vec<Change>,
    initiator: InitiatorType,
    /// How the last attempt ends.
    last: Outcome,
    /// How those before it end.
    fault: &'static Fault,
    /// Retries, up to the newest attempt of the log.
    pub attempts: u64,
    change: u64,
    seed: u64,
}

impl<'a> Plan<'a> {
    /// The plan of a change whose newest attempt was then: the same whichever of its attempts asks.
    pub fn of(world: &'a World, change: u64, newest: Instant) -> Self {
        let mut random = Random::of(&[world.seed, 21, change]);
        let application = world.busy_application(&mut random);
        let is_group = has_groups(application.kind) && random.chance(220);
        let many = if is_group || application.kind == Kind::Roles { world.groups } else { world.people };
        let number = world.reserved + random.long_tail(many - world.reserved);
        let subject = |number: u64| match application.kind {
            Kind::Roles => Subject::roles(world, application, number),
            _ if is_group => Subject::group(world, application, number),
            _ => Subject::user(world, application, number),
        };
        let (subject, other) = (subject(number), subject(world.reserved + (number + 1) % many));
        let action = action(application.kind, &mut random);
        let known = faults(application.kind);
        let incident = incident(world.seed, application, newest);
        // The first faults of the list are the usual ones.
        let usual = usize::try_from(random.long_tail(known.len() as u64)).expect("the list is short");
        let fault = &known[incident.unwrap_or(usual)];
        let failing = if incident.is_some() { 600 } else { 40 };
        let (last, attempts) = if random.chance(failing) {
            let attempts = if random.chance(300) { 0 } else { 1 + random.below(6) };
            // A retry that is overdue at the end of the log went well, unless the object left the scope meanwhile.
            let is_open = newest.0 + pause(attempts, fault.passing) > END.0 || random.chance(150);
            if is_open { (Outcome::Failed(fault), attempts) } else { (Outcome::Success, attempts.max(1)) }
        } else {
            (outcome(&action, is_group, &mut random), 0)
        };
        let (last, attempts) = if application.kind == Kind::Roles { (Outcome::Success, 0) } else { (last, attempts) };
        let action = match last {
            Outcome::Skipped(Skip::Redundant | Skip::RedundantAsError | Skip::NotEntitled | Skip::OutOfScope) => {
                Action::Other
            }
            _ => action,
        };
        let initiator = match (application.source_system.1, random.below(1000)) {
            ("API", 0..700) => InitiatorType::Application,
            (_, 990..) => InitiatorType::User,
            _ => InitiatorType::System,
        };
        let changes = changes(application.kind, &subject, &other, &action, &mut random);
        let seed = world.seed;
        Self { application, subject, action, changes, initiator, last, fault, attempts, change, seed }
    }

    /// The pause before that attempt: until the first cycle after the time that was announced.
    pub fn pause_before(&self, attempt: u64) -> i64 {
        let mut random = Random::of(&[self.seed, 22, self.change, attempt]);
        let late = i64::try_from(random.below(HOUR.unsigned_abs())).expect("an hour is short");
        pause(attempt - 1, self.fault.passing) + late
    }

    pub fn attempt(self, world: &'a World, attempt: u64, at: Instant, number: u64) -> Attempt<'a> {
        let before: i64 = (1..=attempt).map(|attempt| self.pause_before(attempt)).sum();
        let is_last = attempt == self.attempts;
        let outcome = if is_last { self.last } else { Outcome::Failed(self.fault) };
        let is_failing = matches!(outcome, Outcome::Failed(_));
        Attempt {
            world,
            application: self.application,
            subject: self.subject,
            action: self.action,
            changes: self.changes,
            outcome,
            retry: (is_failing || attempt > 0).then(|| Retry {
                count: attempt,
                since: Instant(at.0 - before),
                next: Instant(at.0 + pause(attempt, self.fault.passing)),
            }),
            initiator: self.initiator,
            at,
            number,
            change: self.change,
        }
    }
}

/// The fault that an application suffers from for some hours, where it does: one day in twelve.
fn incident(seed: u64, application: &Application, at: Instant) -> Option<usize> {
    let day = at.0.div_euclid(DAY).unsigned_abs();
    let mut random = Random::of(&[seed, 23, application.number, day]);
    let is_bad_day = random.chance(80);
    let begins = i64::try_from(random.below(20)).expect("a day has few hours");
    let fault = random.index(faults(application.kind).len());
    let hour = at.0.rem_euclid(DAY) / HOUR;
    (is_bad_day && (begins..begins + 3).contains(&hour)).then_some(fault)
}

fn action(kind: Kind, random: &mut Random) -> Action {
    if kind == Kind::Roles {
        return Action::Update;
    }
    match random.below(1000) {
        0..120 => Action::Create,
        120..880 => Action::Update,
        880..940 => Action::Disable,
        940..990 => Action::Delete,
        990..994 => Action::StagedDelete,
        _ => Action::Other,
    }
}

fn outcome(action: &Action, is_group: bool, random: &mut Random) -> Outcome {
    if !matches!(action, Action::Create | Action::Update) {
        return Outcome::Success;
    }
    match random.below(1000) {
        0..280 => Outcome::Skipped(Skip::Redundant),
        280..370 => Outcome::Skipped(Skip::NotEntitled),
        370..420 => Outcome::Skipped(Skip::OutOfScope),
        420..445 if !is_group => {
            Outcome::Skipped(Skip::InvalidAttribute(random.pick(&[Field::Family, Field::Mail, Field::Phone])))
        }
        445..465 => Outcome::Skipped(Skip::UnresolvedReference),
        465..472 => Outcome::Skipped(Skip::NoMatchingValue),
        472..478 => Outcome::Skipped(Skip::OtherType),
        478..500 => Outcome::Skipped(Skip::RedundantAsError),
        500..520 => Outcome::Warning,
        _ => Outcome::Success,
    }
}

/// What an update writes: a few of the target's values, now and then an empty one or none at all. What was there
/// before is what another object has.
fn changes(kind: Kind, subject: &Subject, other: &Subject, action: &Action, random: &mut Random) -> Vec<Change> {
    match action {
        Action::Disable => vec![Change::disabling(kind)],
        Action::Update if subject.word == "RolesCompound" => {
            let whole = subject.target.iter();
            whole.map(|(name, value)| Change { name, old: String::new(), new: Some(value.clone()) }).collect()
        }
        Action::Update => {
            let names = changing_names(kind, subject.word == "Group");
            let first = random.index(names.len());
            let count = 1 + random.index(names.len().min(3));
            let some = (0..count).map(|step| names[(first + step) % names.len()]);
            some.map(|name| Change {
                name,
                old: if random.chance(200) { String::new() } else { other.target_value(name) },
                new: new_value(subject.target_value(name), random),
            })
            .collect()
        }
        _ => Vec::new(),
    }
}

fn new_value(value: String, random: &mut Random) -> Option<String> {
    match random.below(50) {
        0 => None,
        1 => Some(String::new()),
        2 => Some(" ".to_owned()),
        _ => Some(value),
    }
}
