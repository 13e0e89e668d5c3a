//! One value: how each kind of column is written.

use leptos::prelude::*;

use super::highlight::{end_of, split};
use super::row::Held;
use crate::event::{Action, Status};
use crate::invisible::bracketed;
use crate::protocol::Cell;
use crate::query::Query;
use crate::state::Dates;
use crate::state::signal::Signal;
use crate::table::Column;
use crate::view::dynamic::{self, flag, maybe};
use crate::view::filters::{UNKNOWN, value_label};
use crate::view::format::{duration, short_id, split_id};
use crate::view::icon::{Icon, drawing};
use crate::view::status::{action_icon, status_class, status_icon};

/// What stands in the place of an identity that has neither name nor id.
const NO_NAME: &str = "no name";

/// Writes a value of a column.
type Write = fn(Column, &Cell, Dates) -> String;

/// A cell of the grid; its element stays, its words change.
#[component]
pub fn CellView(
    column: Column,
    held: Signal<Option<Held>>,
    id: Signal<Option<String>>,
    /// Whether the keyboard stands on it.
    is_active: Signal<bool>,
) -> impl IntoView {
    let dates = expect_context::<Dates>();
    let value = move |write: Write| {
        held.with(|held| {
            let cell = held.as_ref().and_then(|held| held.cell(column));
            cell.map(|cell| write(column, cell, dates)).unwrap_or_default()
        })
    };
    let is_missing = move || held.with(|held| held.as_ref().and_then(|held| held.cell(column)) == Some(&Cell::Empty));
    let has_hit = move || held.with(|held| held.as_ref().and_then(|held| hit(held.cell(column)?)).is_some());
    let marked = move |write: Write, may_be_hit: bool| {
        dynamic::part(move || {
            held.with(|held| {
                let there = held.as_ref().and_then(|held| Some((held, held.cell(column)?)));
                there
                    .map(|(held, cell)| with_marks(column, cell, write(column, cell, dates), held.sought(), may_be_hit))
            })
            .into_any()
        })
        .into_any()
    };
    let class = match kind(column) {
        Kind::Id => "pl-grid__cell pl-grid__cell--first-line pl-mono",
        Kind::Date => "pl-grid__cell pl-grid__cell--first-line",
        Kind::Identity => "pl-grid__cell pl-grid__cell--parts",
        Kind::Text if column == Column::Duration => "pl-grid__cell pl-grid__cell--number",
        _ => "pl-grid__cell",
    };
    let classes = move || {
        let active = if is_active.get() { " pl-grid__cell--active" } else { "" };
        let hit = if kind(column) == Kind::Identity && has_hit() { " pl-grid__cell--hit" } else { "" };
        format!("{class}{active}{hit}")
    };
    let content = match kind(column) {
        Kind::Status => {
            let status = move || Status::from_word(&value(word));
            view! {
                <span class=dynamic::text(move || status_class(&status()).to_owned())>
                    <Drawn icon=Signal::derive(move || status_icon(&status())) has_word=Signal::derive(move || !value(text).is_empty()) />
                    {dynamic::text(move || value(text))}
                </span>
            }
            .into_any()
        }
        Kind::Action => {
            let icon = move || action_icon(&Action::from_word(&value(word)));
            view! {
                <span class="pl-action">
                    <Drawn icon=Signal::derive(icon) has_word=Signal::derive(move || !value(word).is_empty()) />
                    {dynamic::text(move || value(text))}
                </span>
            }
            .into_any()
        }
        Kind::Identity => view! {
            <span class="pl-grid__name" class:pl-muted=flag(is_missing) dir="auto">{marked(text, false)}</span>
            <span class="pl-grid__id pl-mono">{marked(identity_id, true)}</span>
        }
        .into_any(),
        // The seconds are what a narrow column can do without.
        Kind::Date => {
            let part = move |range: std::ops::Range<usize>| value(text).get(range).unwrap_or_default().to_owned();
            view! {
                <span class="pl-grid__unbroken">{dynamic::text(move || part(0..16))}</span>
                <span class="pl-grid__unbroken">{dynamic::text(move || part(16..19))}</span>
            }
            .into_any()
        }
        // One text, to be copied and read aloud whole. In a narrow column the style draws its end over the middle.
        Kind::Id => view! {
            <span
                class="pl-grid__whole-id"
                data-end=dynamic::text(move || split_id(&value(text)).1.to_owned())
                style=("--pl-letters", dynamic::text(move || value(text).chars().count().to_string()))
            >
                {marked(text, false)}
            </span>
        }
        .into_any(),
        Kind::Text => marked(text, false),
    };
    view! {
        <div
            id=maybe(move || id.get())
            class=dynamic::text(classes)
            role="gridcell"
            title=maybe(move || Some(value(full)).filter(|full| !full.is_empty()))
        >
            {content}
        </div>
    }
}

/// The words of a cell, in which what was looked for is marked where it stands.
fn with_marks(column: Column, cell: &Cell, words: String, sought: &Query, may_be_hit: bool) -> AnyView {
    let hit_in = hit(cell).map(|(of, _)| *of).filter(|_| may_be_hit);
    let [before, first, between, next, after] = split(&words, sought, hit_in.unwrap_or(column)).map(str::to_owned);
    if first.is_empty() {
        return words.into_any();
    }
    // There is little room beside a name, and what was looked for must have some.
    let before = if hit_in.is_some() { end_of(&before) } else { before };
    view! {
        {before}
        <mark class="pl-grid__mark">{first}</mark>
        {between}
        <mark class="pl-grid__mark">{next}</mark>
        {after}
    }
    .into_any()
}

/// The drawing before a word, and none where there is no word.
#[component]
fn Drawn(icon: Signal<Icon>, has_word: Signal<bool>) -> impl IntoView {
    view! { <span hidden=flag(move || !has_word.get())>{drawing(move || icon.get())}</span> }
}

/// How a column is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Id,
    Date,
    Identity,
    Status,
    Action,
}

fn kind(column: Column) -> Kind {
    match column {
        Column::Date => Kind::Date,
        Column::Status => Kind::Status,
        Column::Action => Kind::Action,
        Column::Identity => Kind::Identity,
        Column::SourceId | Column::TargetId | Column::JobId | Column::CycleId | Column::ChangeId | Column::Id => {
            Kind::Id
        }
        Column::SourceSystem
        | Column::TargetSystem
        | Column::Application
        | Column::ErrorCode
        | Column::ErrorCategory
        | Column::SkipReason
        | Column::ObjectType
        | Column::UserPrincipalName
        | Column::Duration
        | Column::InitiatedBy
        | Column::InitiatorType => Kind::Text,
    }
}

/// The word as the log has it.
fn word(_: Column, cell: &Cell, _: Dates) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Empty | Cell::Instant(_) | Cell::Duration(_) | Cell::Identity { .. } => String::new(),
    }
}

/// What stands in the cell.
fn text(column: Column, cell: &Cell, dates: Dates) -> String {
    match cell {
        Cell::Empty => match column {
            Column::Status => UNKNOWN,
            Column::Identity => NO_NAME,
            _ => "",
        }
        .to_owned(),
        Cell::Text(word) => value_label(column, word),
        Cell::Instant(instant) => dates.format(*instant),
        Cell::Duration(milliseconds) => duration(*milliseconds),
        Cell::Identity { name, id, .. } => bracketed(if name.is_empty() { id } else { name }),
    }
}

/// What was looked for in an identity and is not in sight otherwise.
fn hit(cell: &Cell) -> Option<&(Column, String)> {
    if let Cell::Identity { hit, .. } = cell { hit.as_ref() } else { None }
}

/// The id beside an identity's name, or what was looked for there.
fn identity_id(_: Column, cell: &Cell, _: Dates) -> String {
    match cell {
        Cell::Identity { hit: Some((_, text)), .. } => bracketed(text),
        Cell::Identity { name, id, .. } if name != id && !name.is_empty() => bracketed(&short_id(id)),
        _ => String::new(),
    }
}

/// All of it, shown when the pointer rests on the cell.
fn full(column: Column, cell: &Cell, dates: Dates) -> String {
    match cell {
        Cell::Instant(instant) => instant.to_rfc3339(),
        Cell::Duration(milliseconds) => format!("{milliseconds} ms"),
        Cell::Identity { name, id, hit } => {
            let mut lines = bracketed(name);
            for line in [Some(id).filter(|id| *id != name), hit.as_ref().map(|(_, text)| text)].into_iter().flatten() {
                lines.push('\n');
                lines.push_str(&bracketed(line));
            }
            lines
        }
        _ => text(column, cell, dates),
    }
}
