//! What happened, in one sentence, with status and time.

use super::block::{Block, Role};
use super::dates::date;
use super::run::{Run, Style};
use super::status::status_mark;
use super::text::{chip, logged, words};
use crate::advice;
use crate::event::ProvisioningEvent;
use crate::format::Flaw;
use crate::insight::escrow::EscrowRetry;

/// What stands above the tabs; `flaw` is what is wrong with the record.
pub fn header(event: &ProvisioningEvent, flaw: Option<&Flaw>) -> Vec<Block> {
    let action = event.provisioning_action.label();
    let mut facts = vec![status_mark(&event.provisioning_status_info.status)];
    facts.extend((!action.is_empty()).then(|| logged(action)));
    facts.extend(EscrowRetry::of_event(event).map(|_| chip("Retry")));
    facts.push(Run::In(Style::Isolated, date(event)));
    let mut blocks =
        vec![Block::Line(Role::Title, vec![logged(&advice::sentence(event))]), Block::Line(Role::Facts, facts)];
    blocks.extend(flaw.map(|flaw| {
        let (before, behind) = if flaw.is_all_read {
            ("All of this record could be read, but it is not valid JSON (", "). The tab JSON shows it as it is.")
        } else {
            ("Not all of this record could be read (", "): the tabs hold what could, and JSON all of it.")
        };
        Block::Line(Role::Note, vec![words(before), logged(&flaw.said), words(behind)])
    }));
    blocks
}
