//! Events over time: bars stacked by status, and a brush that chooses a stretch of it.

pub mod axis;
mod brush;
mod shape;

use leptos::prelude::*;

use crate::event::{Instant, Status};
use crate::protocol::Timeline;
use crate::query::TimeRange;
use crate::state::signal::{RwSignal, Signal, effect};
use crate::state::{Dates, Overview, Question};
use crate::view::dynamic::{If, part, text};
use crate::view::filters::{UNKNOWN, length_label, moment};
use crate::view::format::{counted, grouped};
use crate::view::widgets::Soon;
use brush::Brush;

/// Bars at the most: a dozen pixels each in a wide window.
const BINS: u32 = 120;

/// The class of each layer, in the order of [`shape::STACK`].
const CLASSES: [&str; shape::STACK.len()] = [
    "pl-timeline__bars pl-timeline__bars--failure",
    "pl-timeline__bars pl-timeline__bars--warning",
    "pl-timeline__bars pl-timeline__bars--success",
    "pl-timeline__bars pl-timeline__bars--skipped",
    "pl-timeline__bars",
];

/// See the module.
#[component]
pub fn TimelineView() -> impl IntoView {
    let overview = expect_context::<Overview>();
    let question = expect_context::<Question>();
    let dates = expect_context::<Dates>();
    overview.divide(BINS);
    on_cleanup(move || overview.divide(0));
    let timeline = overview.timeline();
    let drawn = move |draw: &dyn Fn(&Timeline) -> String| {
        timeline.with(|timeline| timeline.as_ref().map(draw).unwrap_or_default())
    };
    let brush = Brush::new(timeline);
    effect(move || question.brush(brush.drawn()));
    let view_box = move || {
        let count = timeline.with(|timeline| timeline.as_ref().map_or(1, |timeline| timeline.bins.count()));
        format!("0 0 {count} {}", shape::HEIGHT)
    };
    let fits = RwSignal::new(false);
    let can_fit = Signal::memo(move || timeline.with(|timeline| timeline.as_ref().is_some_and(shape::can_be_fitted)));
    let top = Signal::memo(move || {
        let is_fitted = fits.get() && can_fit.get();
        timeline.with(|timeline| timeline.as_ref().map_or(1, |timeline| shape::top(timeline, is_fitted)))
    });
    let layer = move |(layer, class)| {
        view! { <path class=class d=text(move || drawn(&|timeline| shape::bars(timeline, layer, top.get()))) /> }
            .into_any()
    };
    let has_range = move || question.query().with(|query| !query.times().is_empty());
    let is_there = move || timeline.with(Option::is_some);
    let ask = move |range: Option<TimeRange>| {
        question.ask(question.query().with_untracked(|query| query.with_times(range.as_slice())));
    };
    view! {
        <figure class="pl-timeline" aria-label="Events over time">
            <div class="pl-timeline__plot">
                <Soon frames=1>
                    <svg class="pl-timeline__drawing" viewBox=text(view_box) preserveAspectRatio="none" aria-hidden="true">
                        <path class="pl-timeline__outline" d=text(move || drawn(&|timeline| shape::outline(timeline, top.get()))) />
                        {CLASSES.into_iter().enumerate().map(layer).collect::<Vec<_>>()}
                    </svg>
                    <If when=is_there>
                        <div
                            class="pl-timeline__tick"
                            aria-hidden="true"
                            style:transform=text(move || format!("translateY(-{}%)", u64::from(shape::round_number(top.get())) * 100 / u64::from(top.get())))
                        >
                            {text(move || grouped(shape::round_number(top.get()).into()))}
                        </div>
                    </If>
                    {brush.view(Callback::new(move |range| ask(Some(range))), Signal::derive(move || words(timeline, brush.chosen(), dates)))}
                </Soon>
            </div>
            <div class="pl-timeline__axis" aria-hidden="true">{part(move || names(timeline, dates))}</div>
            <figcaption class="pl-timeline__caption">
                <span class="pl-timeline__words">
                    {text(move || words(timeline, brush.chosen(), dates))}
                    <span class="pl-timeline__width">{text(move || width(timeline, brush.chosen()))}</span>
                </span>
                <If when=can_fit>
                    <button
                        class="pl-button pl-button--quiet pl-button--small"
                        type="button"
                        aria-pressed=text(move || fits.get().to_string())
                        title="Draws the bars as tall as there is room; the outline of all events behind them is cut off then"
                        on:click=move |_| fits.update(|fits| *fits = !*fits)
                    >
                        "Fit bars"
                    </button>
                </If>
                <If when=move || has_range() && is_there()>
                    <button
                        class="pl-button pl-button--quiet pl-button--small"
                        type="button"
                        on:click=move |_| ask(timeline.with_untracked(|timeline| timeline.as_ref().map(wider)))
                    >
                        "Zoom out"
                    </button>
                </If>
                <If when=has_range>
                    <button class="pl-button pl-button--quiet pl-button--small" type="button" on:click=move |_| ask(None)>
                        "All time"
                    </button>
                </If>
            </figcaption>
        </figure>
    }
}

/// Round times, each below the left edge of its bar.
fn names(timeline: Signal<Option<Timeline>>, dates: Dates) -> AnyView {
    timeline.with(|timeline| {
        let starts = timeline.as_ref().and_then(|timeline| timeline.bins.edges.split_last());
        let starts = starts.map_or(&[][..], |(_, starts)| starts);
        let starts: Vec<String> = starts.iter().map(|start| dates.format(*start)).collect();
        let mut names = Vec::new();
        for (place, name) in axis::names(&starts) {
            let left = format!("calc(100%*{place}/{})", starts.len());
            let name = name.to_owned();
            let name = view! {
                <div class="pl-timeline__name" aria-hidden="true" style:left=text(move || left.clone())>
                    {text(move || name.clone())}
                </div>
            };
            names.push(name.into_any());
        }
        names.into_any()
    })
}

/// The time that some bins take up.
fn range(timeline: &Timeline, (first, last): (u32, u32)) -> (Instant, Instant) {
    let edge = |place: u32| timeline.bins.edges.get(place as usize).copied().unwrap_or(Instant(0));
    (edge(first), edge(last + 1))
}

/// Three times the time that is shown.
fn wider(timeline: &Timeline) -> TimeRange {
    let (Instant(start), Instant(end)) = range(timeline, (0, timeline.bins.count().saturating_sub(1)));
    let length = end - start;
    TimeRange::Between { after: Some(Instant(start - length)), before: Some(Instant(end + length)) }
}

/// How wide the bars are, and what stands behind them where they are not all events, while none is pointed at.
fn width(timeline: Signal<Option<Timeline>>, chosen: Option<(u32, u32)>) -> String {
    timeline.with(|timeline| {
        let Some(timeline) = timeline.as_ref().filter(|_| chosen.is_none()) else { return String::new() };
        let is_filtered =
            timeline.counts.iter().zip(&timeline.all).any(|(counts, all)| counts.iter().sum::<u32>() < *all);
        let behind = if is_filtered { " before the outline of all events" } else { "" };
        format!(" · bars of {}{behind}", length_label(timeline.bins.width))
    })
}

/// `2026-11-18 14:00 to 2026-11-18 15:00: 123 events (3 Failure, 120 Success)`.
fn words(timeline: Signal<Option<Timeline>>, chosen: Option<(u32, u32)>, dates: Dates) -> String {
    timeline.with(|timeline| {
        let Some(timeline) = timeline else { return "No event in this time".to_owned() };
        let (first, last) = chosen.unwrap_or((0, timeline.bins.count().saturating_sub(1)));
        let (from, to) = range(timeline, (first, last));
        let mut sums = [0_u64; shape::STACK.len()];
        for counts in timeline.counts.get(first as usize..=last as usize).unwrap_or_default() {
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum += u64::from(*count);
            }
        }
        let part = |status: usize| {
            let label = Status::ALL.get(status).map_or(UNKNOWN, Status::label).to_ascii_lowercase();
            (sums[status] > 0).then(|| counted(sums[status], &label, &label))
        };
        let parts = shape::STACK.into_iter().filter_map(part).collect::<Vec<_>>().join(", ");
        let sum = counted(sums.iter().sum(), "event", "events");
        let parts = if parts.is_empty() { parts } else { format!(" ({parts})") };
        format!("{} to {}: {sum}{parts}", moment(from, dates), moment(to, dates))
    })
}
