//! Everything that a log is about: one tenant, its people and its applications.

use super::applications::{Application, Kind, applications, weights};
use super::random::Random;

#[derive(Clone, Debug)]
pub struct World {
    pub seed: u64,
    pub tenant: String,
    pub applications: Vec<Application>,
    pub weights: Vec<u64>,
    /// How many people there are.
    pub people: u64,
    pub groups: u64,
    /// How many of the first people and groups are left alone.
    pub reserved: u64,
}

impl World {
    /// The world of a log of so many events: more events, more people.
    pub fn new(seed: u64, events: u64) -> Self {
        let tenant = Random::of(&[seed, 8]).guid();
        let applications = applications(seed, &tenant);
        let (people, groups) = (60 + events / 8, 20 + events / 60);
        Self { seed, applications, weights: weights(), people, groups, reserved: 0, tenant }
    }

    /// The application of that name in the catalogue.
    pub fn application(&self, name: &str) -> &Application {
        let found = self.applications.iter().find(|application| application.name == name);
        found.expect("the catalogue has every application that a story names")
    }

    /// One application, as often as it is busy.
    pub fn busy_application(&self, random: &mut Random) -> &Application {
        &self.applications[random.weighted(&self.weights)]
    }
}

/// Whether groups are provisioned there, too.
pub fn has_groups(kind: Kind) -> bool {
    matches!(kind, Kind::Scim | Kind::Gallery | Kind::CloudSync)
}
