//! The sample log: a week and a day at an invented ferry company, as a few stories with an ordinary week around them.
//!
//! Every scene is an attempt like those of `log`; only who, when and what is set down here.

mod catalogue;
mod crew;
mod incidents;
mod leaver;
mod newcomer;
mod rivals;
mod scene;

use provlens::event::instant::DAY;
use provlens::event::{Instant, ProvisioningEvent};

use super::clock::{END, HOUR, MINUTE};
use super::log::{Log, Settings};
use super::names::CAST;
use super::world::World;
use scene::Script;

/// The seed of the sample log.
const SEED: u64 = 1118;
/// How many events it has.
pub const EVENTS: usize = 300;

/// The events of the sample log, newest first.
pub fn sample() -> Vec<ProvisioningEvent> {
    let world = World::new(SEED, EVENTS as u64);
    let mut script = Script::new(&world);
    newcomer::play(&mut script);
    leaver::play(&mut script);
    rivals::play(&mut script);
    crew::play(&mut script);
    incidents::play(&mut script);
    catalogue::play(&mut script);
    let mut events = script.events();
    let others = EVENTS.checked_sub(events.len()).expect("the stories fit into the log");
    let ordinary = Settings { events: others as u64, seed: SEED, days: 8, reserved: CAST.len() as u64 };
    events.extend(Log::new(ordinary));
    events.sort_by_key(|event| std::cmp::Reverse(event.activity_date_time));
    events
}

/// A moment of November 2026, in UTC.
fn at(day: i64, hour: i64, minute: i64) -> Instant {
    let month = END.0.div_euclid(DAY) * DAY - 18 * DAY;
    // Seconds that differ, as those of real events do.
    let second = (day * 7 + hour * 13 + minute * 29) % 60;
    Instant(month + day * DAY + hour * HOUR + minute * MINUTE + second * 1_000_000)
}
