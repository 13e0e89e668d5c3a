//! The places in the app, of which one is shown.

use super::log::Log;
use super::signal::{RwSignal, Signal, effect};

/// A place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The log.
    Events,
    /// The provisioning jobs that it is of.
    Jobs,
}

impl Place {
    /// In the order shown.
    pub const ALL: [Self; 2] = [Self::Events, Self::Jobs];

    /// The name in an address.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Events => "events",
            Self::Jobs => "jobs",
        }
    }

    /// The place of that name; an address without one is of the first.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        if key.is_empty() { Some(Self::Events) } else { Self::ALL.into_iter().find(|place| place.key() == key) }
    }
}

/// Which place is shown; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Places(RwSignal<Place>);

impl Places {
    /// The log, and again whenever another one is opened; jobs where there is nothing else in it.
    pub(super) fn new(log: Log) -> Self {
        let places = Self(RwSignal::new(Place::Events));
        effect(move || {
            log.epoch().track();
            places.go(Place::Events);
        });
        let has_only_jobs = log.has_only_jobs();
        effect(move || {
            if has_only_jobs.get() {
                places.go(Place::Jobs);
            }
        });
        places
    }

    /// Shows a place.
    pub fn go(self, place: Place) {
        self.0.set(place);
    }

    #[must_use]
    pub fn shown(self) -> Signal<Place> {
        self.0.into()
    }
}
