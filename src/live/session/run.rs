//! The reading of one stretch: how far it has come, and what is still to be read.

use std::collections::HashSet;

use crate::event::Instant;
use crate::event::instant::SECOND;
use crate::live::api::Target;
use crate::live::seen::Texts;
use crate::live::stretch::Stretch;

/// After so many records, each older than the one before, the log is taken to come in the order that was asked for.
const PROOF: u32 = 8;

/// Why a stretch is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    First,
    Refresh,
    Older,
}

/// What is known of the order in which records come. It is asked for, and not every API does as it is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// So many were older than the one before, and none was newer.
    Descents(u32),
    None,
}

/// The reading of one stretch.
pub struct Run {
    pub purpose: Purpose,
    pub stretch: Stretch,
    pub began: Instant,
    pub next: Target,
    /// Whether `next` begins the stretch, and is no link of the API's.
    pub is_start: bool,
    pub links: HashSet<Target>,
    pub pages: u32,
    pub barren: u32,
    pub failures: u32,
    pub cuts: u32,
    pub restarts: u32,
    /// The oldest record of this stretch, and the newest.
    pub oldest: Option<Instant>,
    pub newest: Option<Instant>,
    /// A record came that was not there before.
    pub has_news: bool,
    order: Order,
    /// Records without an id, up to the page that is asked for, and with it.
    pub texts: [Texts; 2],
}

impl Run {
    pub fn new(purpose: Purpose, stretch: Stretch, began: Instant, next: Target) -> Self {
        Self {
            purpose,
            stretch,
            began,
            links: HashSet::from([next.clone()]),
            next,
            is_start: true,
            pages: 0,
            barren: 0,
            failures: 0,
            cuts: 0,
            restarts: 0,
            oldest: None,
            newest: None,
            has_news: false,
            order: Order::Descents(0),
            texts: [Texts::new(), Texts::new()],
        }
    }

    /// Notes the date of a record, and says whether it is older than all before.
    pub fn note(&mut self, date: Instant) -> bool {
        self.newest = self.newest.max(Some(date));
        let Some(oldest) = self.oldest else {
            self.oldest = Some(date);
            return true;
        };
        self.order = match self.order {
            // A stretch that is begun anew overlaps by a second.
            _ if date.0 > oldest.0 + SECOND => Order::None,
            Order::Descents(count) if date < oldest => Order::Descents(count.saturating_add(1)),
            order => order,
        };
        self.oldest = Some(oldest.min(date));
        date < oldest
    }

    /// The moment from which on all of the stretch is read, where the log comes in order.
    pub fn read_from(&self) -> Option<Instant> {
        self.oldest.filter(|_| matches!(self.order, Order::Descents(PROOF..)))
    }

    /// The moment up to which the stretch is read when its newest end is: what is still to come was not there.
    pub fn read_until(&self) -> Instant {
        self.stretch.before.map_or(self.began, |before| before.min(self.began))
    }

    /// What is not read yet, as far as that can be told.
    pub fn rest(&self) -> Stretch {
        let before = self.read_from().map(|oldest| Instant(oldest.0 + SECOND));
        Stretch { before: before.or(self.stretch.before), ..self.stretch }
    }
}
