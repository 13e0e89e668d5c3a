//! The two ends of a range of time of one's own.

use leptos::prelude::*;

use crate::event::Instant;
use crate::query::Query;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{Dates, Question};
use crate::view::dynamic::{maybe, text};

/// The id of the words on what is wrong.
const FAULT: &str = "pl-filter-date-fault";

/// What was written and is not asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Fault {
    /// An end before the start.
    Backwards,
    /// A time that no clock of the zone has shown, for the start or for the end.
    Never { is_end: bool, text: String },
}

/// What is less is a year that is being written: browsers tell each of its digits, as `0002` and `0020`.
const FIRST_YEAR: &str = "1";

/// See the module. What cannot be asked for is told, and nothing is filtered by it.
#[component]
pub fn Between() -> impl IntoView {
    let question = expect_context::<Question>();
    let dates = expect_context::<Dates>();
    let fault = RwSignal::new(None::<Fault>);
    // The ends as they were written, where they are not asked for.
    let pending = RwSignal::new(None::<(Option<Instant>, Option<Instant>)>);
    let ends = move || pending.get().unwrap_or_else(|| question.query().with(Query::ends));
    let write = move |text: &str, is_end: bool| {
        // Of a time that clocks show twice, a range takes both.
        let moment = dates.parse(text, is_end);
        if moment.is_none() && !text.is_empty() {
            if text < FIRST_YEAR {
                return;
            }
            return fault.set(Some(Fault::Never { is_end, text: text.to_owned() }));
        }
        let (after, before) = untrack(ends);
        let (after, before) = if is_end { (after, moment) } else { (moment, before) };
        let is_backwards = matches!((after, before), (Some(after), Some(before)) if before <= after);
        fault.set(is_backwards.then_some(Fault::Backwards));
        pending.set(is_backwards.then_some((after, before)));
        if !is_backwards {
            question.ask(question.query().with_untracked(|query| query.with_ends(after, before)));
        }
    };
    let end = move |name: &'static str, is_end: bool| {
        let is_at_fault = Signal::derive(move || match fault.get() {
            Some(Fault::Backwards) => is_end,
            Some(Fault::Never { is_end: of, .. }) => is_end == of,
            None => false,
        });
        let value = move || match fault.get() {
            Some(Fault::Never { is_end: of, text }) if is_end == of => text,
            _ => {
                let (after, before) = ends();
                (if is_end { before } else { after }).map(|instant| input_value(dates, instant)).unwrap_or_default()
            }
        };
        view! {
            <label class="pl-field">
                <span class="pl-field__name">{name}</span>
                <input
                    class="pl-field__input"
                    type="datetime-local"
                    aria-invalid=text(move || is_at_fault.get().to_string())
                    aria-describedby=maybe(move || is_at_fault.get().then(|| FAULT.to_owned()))
                    prop:value=text(value)
                    on:change=move |event| write(&event_target_value(&event), is_end)
                />
            </label>
        }
        .into_any()
    };
    let fault_words = move || match fault.get() {
        Some(Fault::Backwards) => {
            "This is not after From: no event can lie between them. Nothing is filtered by it.".to_owned()
        }
        Some(Fault::Never { .. }) => format!(
            "There was no such time in {}: its clocks were put forward over it. Nothing is filtered by it.",
            dates.zone()
        ),
        None => String::new(),
    };
    view! {
        {end("From", false)}
        {end("Until", true)}
        <p id=FAULT class="pl-field__fault" aria-live="polite">{text(fault_words)}</p>
    }
}

/// What the browser's control takes: `2026-11-18T23:59`.
fn input_value(dates: Dates, instant: Instant) -> String {
    let mut text = dates.format(instant).replace(' ', "T");
    text.truncate("2026-11-18T23:59".len());
    text
}
