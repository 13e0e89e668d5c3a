//! The filter by time: the last day, week or month of the log, or a range of one's own.

use leptos::prelude::*;

use super::between::Between;
use super::pill::Pill;
use super::words::range_label;
use crate::event::Instant;
use crate::event::instant::DAY;
use crate::query::{Query, TimeRange};
use crate::state::signal::{RwSignal, Signal};
use crate::state::{Dates, Log, Question};
use crate::view::dynamic::{If, flag};
use crate::view::seldom::Seldom;

/// The ranges to choose from, in days.
const DAYS: [(i64, &str); 3] = [(1, "24 hours"), (7, "7 days"), (30, "30 days (1 month)")];

/// The id of the words that describe a choice.
const COUNTED_BACK: &str = "pl-filter-date-counted-back";

/// See the module.
#[component]
pub fn DateFilter() -> impl IntoView {
    let question = expect_context::<Question>();
    let dates = expect_context::<Dates>();
    let value = move || {
        let ranges = question.query().with(Query::times);
        let labels: Vec<_> = ranges.into_iter().map(|range| range_label(range, dates)).collect();
        (!labels.is_empty()).then(|| labels.join(" and "))
    };
    let clear = move |()| question.ask(question.query().with_untracked(|query| query.with_times(&[])));
    view! { <Pill id="pl-filter-date" name="Date" value=Signal::derive(value) on_clear=clear holds=Seldom::Ranges /> }
}

/// What the filter opens.
#[component]
pub fn Ranges() -> impl IntoView {
    let question = expect_context::<Question>();
    let log = expect_context::<Log>();
    let ranges = Signal::derive(move || question.query().with(Query::times));
    let ask = move |range: Option<TimeRange>| {
        question.ask(question.query().with_untracked(|query| query.with_times(range.as_slice())));
    };
    // A range of one's own is chosen before it has ends.
    let is_between = |range: &TimeRange| matches!(range, TimeRange::Between { .. });
    let is_custom = RwSignal::new(ranges.with_untracked(|ranges| ranges.iter().any(is_between)));
    let choice = move |chosen: Option<TimeRange>, label: &'static str| {
        view! {
            <label class="pl-choices__choice">
                <input
                    type="radio"
                    name="pl-filter-date-range"
                    aria-describedby=chosen.map(|_| COUNTED_BACK)
                    prop:checked=flag(move || !is_custom.get() && ranges.with(|ranges| ranges.as_slice() == chosen.as_slice()))
                    on:change=move |_| {
                        is_custom.set(false);
                        ask(chosen);
                    }
                />
                {label}
            </label>
        }
    };
    // What was chosen before is what a range of one's own begins with.
    let keep_range = move || {
        let ranges = ranges.get_untracked();
        if let (Some(newest), false) = (log.newest(), ranges.iter().any(is_between)) {
            ask(counted_back(&ranges, newest));
        }
    };
    let has_several = move || ranges.with(|ranges| ranges.len() > 1);
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
        <If when=has_several>
            <p class="pl-field__note">"The filter asks for several times at once. A choice above takes the place of all of them; From and Until leave the others as they are."</p>
        </If>
        <If when=is_custom>
            <Between />
        </If>
    }
}

/// Lengths of time up to the newest event as one range with ends.
fn counted_back(lengths: &[TimeRange], newest: Instant) -> Option<TimeRange> {
    let (mut after, mut before) = (None, None);
    for range in lengths {
        let (end, length) = match range {
            TimeRange::Last(length) => (&mut after, length),
            TimeRange::BeforeLast(length) => (&mut before, length),
            TimeRange::Between { .. } => continue,
        };
        *end = Some(Instant(newest.0.saturating_sub(*length)));
    }
    (!lengths.is_empty()).then_some(TimeRange::Between { after, before })
}
