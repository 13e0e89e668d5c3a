//! The filter by time: the last day, week or month of the log, or a range of one's own.

use leptos::prelude::*;

use super::pill::Pill;
use super::words::range_label;
use crate::event::Instant;
use crate::event::instant::DAY;
use crate::query::TimeRange;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{Dates, Log, Question};
use crate::view::dynamic::{If, flag, maybe, text};
use crate::view::seldom::Seldom;

/// The ranges to choose from, in days.
const DAYS: [(i64, &str); 3] = [(1, "24 hours"), (7, "7 days"), (30, "30 days (1 month)")];

/// The ids of the words that describe a control.
const COUNTED_BACK: &str = "pl-filter-date-counted-back";
const BACKWARDS: &str = "pl-filter-date-backwards";

/// See the module.
#[component]
pub fn DateFilter() -> impl IntoView {
    let question = expect_context::<Question>();
    let dates = expect_context::<Dates>();
    let range = Signal::derive(move || question.query().with(crate::query::Query::time));
    let ask = Callback::new(move |range: Option<TimeRange>| {
        question.ask(question.query().with_untracked(|query| query.with_time(range)));
    });
    let value = move || range.get().map(|range| range_label(range, dates));
    view! {
        <Pill id="pl-filter-date" name="Date" value=Signal::derive(value) on_clear=move |()| ask.run(None) holds=Seldom::Ranges(range, ask) />
    }
}

/// What the filter opens.
#[component]
pub fn Ranges(range: Signal<Option<TimeRange>>, ask: Callback<Option<TimeRange>>) -> impl IntoView {
    let dates = expect_context::<Dates>();
    let log = expect_context::<Log>();
    // A range of one's own is chosen before it has ends.
    let is_custom = RwSignal::new(matches!(range.get_untracked(), Some(TimeRange::Between { .. })));
    let choice = move |chosen: Option<TimeRange>, label: &'static str| {
        view! {
            <label class="pl-choices__choice">
                <input
                    type="radio"
                    name="pl-filter-date-range"
                    aria-describedby=chosen.map(|_| COUNTED_BACK)
                    prop:checked=flag(move || !is_custom.get() && range.get() == chosen)
                    on:change=move |_| {
                        is_custom.set(false);
                        ask.run(chosen);
                    }
                />
                {label}
            </label>
        }
    };
    // What was written and is not asked for: an end before the start.
    let backwards = RwSignal::new(None::<(Option<Instant>, Option<Instant>)>);
    let ends = move || match (backwards.get(), range.get()) {
        (Some(ends), _) => ends,
        (None, Some(TimeRange::Between { after, before })) => (after, before),
        _ => (None, None),
    };
    let is_backwards = Signal::derive(move || backwards.with(Option::is_some));
    let between = move |after: Option<Instant>, before: Option<Instant>| {
        let is_backwards = matches!((after, before), (Some(after), Some(before)) if before <= after);
        backwards.set(is_backwards.then_some((after, before)));
        if !is_backwards {
            let any = after.is_some() || before.is_some();
            ask.run(any.then_some(TimeRange::Between { after, before }));
        }
    };
    // What was chosen before is what a range of one's own begins with.
    let keep_range = move || {
        let Some(newest) = log.newest() else { return };
        let back = |length| Some(Instant(newest.0.saturating_sub(length)));
        match range.get_untracked() {
            Some(TimeRange::Last(length)) => between(back(length), None),
            Some(TimeRange::BeforeLast(length)) => between(None, back(length)),
            Some(TimeRange::Between { .. }) | None => {}
        }
    };
    view! {
        <fieldset class="pl-choices">
            <legend class="pl-hidden">"Range of time"</legend>
            {choice(None, "Any time")}
            {DAYS
                .into_iter()
                .map(|(days, label)| choice(Some(TimeRange::Last(days * DAY)), label))
                .collect_view()}
            <p id=COUNTED_BACK class="pl-choices__note">"back from the newest event of the log"</p>
            <label class="pl-choices__choice">
                <input
                    type="radio"
                    name="pl-filter-date-range"
                    prop:checked=flag(move || is_custom.get())
                    on:change=move |_| {
                        is_custom.set(true);
                        keep_range();
                    }
                />
                "Custom"
            </label>
        </fieldset>
        <If when=is_custom>
        <label class="pl-field">
            <span class="pl-field__name">"From"</span>
            <input
                class="pl-field__input"
                type="datetime-local"
                prop:value=text(move || ends().0.map(|instant| input_value(dates, instant)).unwrap_or_default())
                on:change=move |event| between(dates.parse(&event_target_value(&event)), untrack(ends).1)
            />
        </label>
        <label class="pl-field">
            <span class="pl-field__name">"Until"</span>
            <input
                class="pl-field__input"
                type="datetime-local"
                aria-invalid=text(move || is_backwards.get().to_string())
                aria-describedby=maybe(move || is_backwards.get().then(|| BACKWARDS.to_owned()))
                prop:value=text(move || ends().1.map(|instant| input_value(dates, instant)).unwrap_or_default())
                on:change=move |event| between(untrack(ends).0, dates.parse(&event_target_value(&event)))
            />
        </label>
        <p id=BACKWARDS class="pl-field__fault" aria-live="polite">
            {text(move || if is_backwards.get() { "This is not after From: no event can lie between them. Nothing is filtered by it." } else { "" }.to_owned())}
        </p>
        </If>
    }
}

/// What the browser's control takes: `2026-11-18T23:59`.
fn input_value(dates: Dates, instant: Instant) -> String {
    let mut text = dates.format(instant).replace(' ', "T");
    text.truncate("2026-11-18T23:59".len());
    text
}
