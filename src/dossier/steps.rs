//! Tab Steps: the path of an event, in the record's own order.

use super::block::{Block, Columns, Path, Role, Row, Step, Table};
use super::run::{Run, Style};
use super::status::status_mark;
use super::text::{beginning, chip, logged, long, marked, name, words};
use super::value::detail_value;
use crate::event::{Details, Instant, ProvisioningEvent, ProvisioningStep, Status, Written};
use crate::insight::escrow::EscrowRetry;
use crate::insight::quoted::{self, Piece};
use crate::insight::stages::{Unseen, unseen};

/// The steps, and among them the stages that have none.
pub fn steps(event: &ProvisioningEvent) -> Vec<Block> {
    if event.provisioning_steps.is_empty() {
        return vec![Block::Line(Role::Empty, vec![words("The record lists no steps.")])];
    }
    let taken = event.provisioning_steps.iter().map(|taken| step(taken, event));
    let mut steps: Vec<Step> = taken.collect();
    // From the last on, so that the places before stay what they are.
    for unseen in unseen(event).iter().rev() {
        steps.insert(unseen.place, stage_without_step(unseen));
    }
    vec![Block::Path(Path { steps, of: "steps".to_owned(), here: None })]
}

fn step(step: &ProvisioningStep, event: &ProvisioningEvent) -> Step {
    let stage = step.provisioning_step_type.label();
    let stage = if stage.is_empty() { "Step" } else { stage };
    let head = vec![
        Run::In(Style::Stage, vec![logged(stage)]),
        Run::In(Style::StepName, vec![name(&step.name)]),
        Run::In(Style::StepStatus, vec![status_mark(&step.status)]),
    ];
    let mut body = Vec::new();
    body.extend((!step.description.is_empty()).then(|| description(&step.description)));
    body.extend(EscrowRetry::of_step(step).map(|retry| retry_note(&retry, event)));
    Step {
        status: Some(step.status.clone()),
        head,
        body,
        details: if step.details.0.is_empty() { Vec::new() } else { vec![details_table(&step.details)] },
        // What went another way than planned is what the person came for.
        is_open: matches!(step.status, Status::Failure | Status::Warning | Status::Skipped),
    }
}

fn stage_without_step(unseen: &Unseen) -> Step {
    let why = if unseen.not_reached { "Not reached" } else { "Not in the record" };
    let head = vec![words(unseen.stage.label()), Run::In(Style::StepStatus, vec![words(why)])];
    Step { status: None, head, body: Vec::new(), details: Vec::new(), is_open: false }
}

fn description(text: &str) -> Block {
    if beginning(text).len() < text.len() {
        return Block::Line(Role::Description, vec![long(text)]);
    }
    let pieces = quoted::pieces(text).into_iter().flat_map(|piece| match piece {
        Piece::Words(words) => marked(words),
        Piece::Value(value) => vec![Run::In(Style::Quoted, marked(value))],
    });
    Block::Line(Role::Description, vec![Run::In(Style::Isolated, pieces.collect())])
}

fn retry_note(retry: &EscrowRetry, event: &ProvisioningEvent) -> Block {
    let mut runs = vec![chip("Retry"), words(" This change failed before and was tried again.")];
    runs.extend(retry.processed.map(|times| match times {
        1 => words(" It has been processed once."),
        times => words(format!(" It has been processed {times} times.")),
    }));
    // The attempt that was the next one when this one began is no news, and there is none after what went well.
    let is_ahead = |next: &Instant| event.activity_date_time.is_none_or(|moment| *next > moment);
    let is_done = event.provisioning_status_info.status == Status::Success;
    let next = retry.next_attempt.filter(|next| !is_done && is_ahead(next));
    let moments = [(" Held since ", retry.created), (" Next attempt: ", next)];
    for (before, instant) in moments {
        let Some(instant) = instant else { continue };
        runs.extend([words(before), Run::Moment(instant), words(".")]);
    }
    Block::Line(Role::Note, runs)
}

fn details_table(Details(details): &Details) -> Block {
    let row = |(label, written): &(String, Written)| Row {
        heading: vec![name(label)],
        cells: vec![vec![detail_value(label, written)]],
        of_no_account: false,
    };
    Block::Table(Table {
        columns: Columns::NameAndValue,
        names: ["Detail", "Value"].map(str::to_owned).into(),
        rows: details.iter().map(row).collect(),
        of: "details".to_owned(),
        hide: String::new(),
    })
}
