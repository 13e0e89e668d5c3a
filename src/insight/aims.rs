//! What a change that failed was to do, and which later events do the same thing.
//!
//! Somebody who was to lose an account has it until something takes it away, and no change of a title does. What was to
//! write properties is done when each of them was written since, by one event or by several; an event that lists none
//! counts for all of them but for what switches an account off.

use super::changes::{Change, Effect, changes, is_always_listed};
use super::numbers::Numbers;
use crate::event::Action::{self, Create, Delete, Disable, StagedDelete, Update};
use crate::event::ProvisioningEvent;

/// What a change that failed was to do, as far as nothing has done it since.
#[derive(Clone, Debug)]
pub struct Aim<'a> {
    action: &'a Action,
    /// Names of the properties that nothing has written since.
    owed: Vec<&'a str>,
    /// Whether an account that is there was to be switched on or off.
    switched: Option<bool>,
    /// Whether some of the properties were written since.
    is_part_done: bool,
    /// Whether the records that tell its properties were read.
    is_read: bool,
    /// Whether it may have been done by what is not known well enough.
    is_in_doubt: bool,
}

/// What an event that went well has done.
#[derive(Clone, Debug)]
pub struct Deed<'a> {
    action: &'a Action,
    /// The properties that it says something by, in small letters.
    written: Numbers,
    lists_any: bool,
    /// Whether the record that tells its properties was read.
    is_read: bool,
    /// Whether it switched an account on or off.
    switched: Option<bool>,
}

/// What a deed means for an aim.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    Open,
    /// The same thing was done.
    Healed,
    /// Something else was done that leaves nothing to do.
    Overtaken,
}

impl<'a> Aim<'a> {
    /// What an event was to do; `is_read` is whether its record was read, which tells its properties.
    #[must_use]
    pub fn of(event: &'a ProvisioningEvent, is_read: bool) -> Self {
        let mut aim = Self {
            action: &event.provisioning_action,
            owed: Vec::new(),
            switched: to_switch(event, &changes(event)),
            is_part_done: false,
            is_read: true,
            is_in_doubt: false,
        };
        aim.grow(event, is_read);
        aim
    }

    /// Whether an event was to do the contrary.
    #[must_use]
    pub fn is_contrary(&self, event: &ProvisioningEvent) -> bool {
        self.switched.is_some() && to_switch(event, &changes(event)).is_some_and(|on| self.switched != Some(on))
    }

    /// Takes in what another attempt was to do.
    pub fn grow(&mut self, event: &'a ProvisioningEvent, is_read: bool) {
        self.is_read &= is_read;
        let mut known = Numbers::default();
        for name in &self.owed {
            known.of(name);
        }
        let changes = changes(event);
        self.switched = self.switched.or(to_switch(event, &changes));
        for change in changes.iter().filter(|change| change.effect == Effect::Changed) {
            let name = change.property.display_name.as_str();
            if known.of(name) == self.owed.len() {
                self.owed.push(name);
            }
        }
    }

    /// Whether somebody was to lose an account.
    #[must_use]
    pub fn takes_away(&self) -> bool {
        self.switched == Some(false) || takes_away(self.action)
    }

    /// The properties that are still to be written, where others were written since.
    #[must_use]
    pub fn left(&self) -> &[&'a str] {
        if self.is_part_done { &self.owed } else { &[] }
    }

    /// Whether something may have done it of which too little is known.
    #[must_use]
    pub fn is_in_doubt(&self) -> bool {
        self.is_in_doubt
    }

    /// What a deed means; `is_same` is whether it is another attempt at the very change.
    pub fn meet(&mut self, deed: &Deed, is_same: bool) -> Outcome {
        let is_off = self.switched == Some(false);
        match (self.action, deed.action) {
            (Disable, Disable | Delete)
            | (Delete, Delete)
            | (StagedDelete, StagedDelete | Delete)
            | (Create, Create | Update) => Outcome::Healed,
            (Disable, _) if deed.switched == Some(false) => Outcome::Healed,
            (Disable, StagedDelete) => Outcome::Open,
            // By the properties it is told what an update has done.
            (_, Update) if !(is_same || self.is_read && deed.is_read) => {
                self.is_in_doubt = true;
                Outcome::Open
            }
            (own, other) if takes_away(own) => {
                let is_other = takes_away(other) || *other == Create || deed.switched.is_some();
                if is_other { Outcome::Overtaken } else { Outcome::Open }
            }
            (_, Disable | Delete) if is_off && self.owed.iter().all(|name| switch(name).is_some()) => Outcome::Healed,
            (_, other) if takes_away(other) || self.is_undone_by(deed) => Outcome::Overtaken,
            (_, Create) if !is_off => Outcome::Healed,
            (Create, _) => Outcome::Open,
            (own, other) if is_same || own == other || matches!(other, Create | Update) => self.take_off(deed),
            _ => Outcome::Open,
        }
    }

    /// Whether it was to switch an account on and the deed switched it off, or the other way round.
    fn is_undone_by(&self, deed: &Deed) -> bool {
        self.switched.zip(deed.switched).is_some_and(|(own, other)| own != other)
    }

    /// Takes off what was written.
    fn take_off(&mut self, deed: &Deed) -> Outcome {
        let stays_on = self.switched == Some(false) && deed.switched.is_none();
        let before = self.owed.len();
        self.owed.retain(|name| {
            let is_written = !deed.lists_any || deed.written.get(&name.to_ascii_lowercase()).is_some();
            !is_written || (stays_on && switch(name).is_some())
        });
        self.is_part_done |= self.owed.len() < before;
        if self.owed.is_empty() { Outcome::Healed } else { Outcome::Open }
    }
}

impl<'a> Deed<'a> {
    /// What an event did; `is_read` is whether its record was read.
    #[must_use]
    pub fn of(event: &'a ProvisioningEvent, is_read: bool) -> Self {
        let mut written = Numbers::default();
        for property in event.modified_properties.iter().filter(|property| !is_always_listed(event, property)) {
            written.of(&property.display_name.to_ascii_lowercase());
        }
        let lists_any = !event.modified_properties.is_empty();
        // That an account is on says little where it is listed every time.
        let is_telling = |change: &Change, is_on: &bool| !is_on || change.effect == Effect::Changed;
        let switched = changes(event).iter().find_map(|change| is_on(change).filter(|on| is_telling(change, on)));
        Self { action: &event.provisioning_action, written, lists_any, is_read, switched }
    }
}

/// Whether an event was to switch an account that is there on or off.
fn to_switch(event: &ProvisioningEvent, changes: &[Change]) -> Option<bool> {
    match event.provisioning_action {
        Disable => Some(false),
        Create => None,
        _ => changes.iter().filter(|change| change.effect == Effect::Changed).find_map(is_on),
    }
}

fn takes_away(action: &Action) -> bool {
    matches!(action, Disable | Delete | StagedDelete)
}

/// Properties that switch an account on or off, and the value that switches it on.
const SWITCHES: [(&str, &str); 4] =
    [("active", "true"), ("accountEnabled", "true"), ("accountDisabled", "false"), ("isSoftDeleted", "false")];

/// The value of a property that switches an account on, if it does.
fn switch(name: &str) -> Option<&'static str> {
    SWITCHES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, on)| *on)
}

/// Whether a change switches an account on or off, if it does.
fn is_on(change: &Change) -> Option<bool> {
    let on = switch(&change.property.display_name)?;
    let value = change.property.new_value.as_str();
    let is_truth = ["true", "false"].iter().any(|word| word.eq_ignore_ascii_case(value));
    is_truth.then(|| value.eq_ignore_ascii_case(on))
}
