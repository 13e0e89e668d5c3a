//! Choosing a stretch of bins: by dragging, or with the arrow keys and Shift. What lies in it is shown meanwhile, and
//! asked for when it is chosen.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use web_sys::Element;

use crate::protocol::Timeline;
use crate::query::TimeRange;
use crate::state::signal::{RwSignal, Signal};
use crate::view::dynamic::{flag, text};

/// What is being chosen; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Brush {
    timeline: Signal<Option<Timeline>>,
    /// Where the choice began, and where it is now, in bins.
    span: RwSignal<Option<(u32, u32)>>,
    /// Whether pointer or keys are drawing it; else the pointer is only above it.
    is_drawn: RwSignal<bool>,
}

impl Brush {
    #[must_use]
    pub fn new(timeline: Signal<Option<Timeline>>) -> Self {
        Self { timeline, span: RwSignal::new(None), is_drawn: RwSignal::new(false) }
    }

    fn bins(self) -> u32 {
        self.timeline.with(|timeline| timeline.as_ref().map_or(0, |timeline| timeline.bins.count()))
    }

    /// The first and the last bin chosen, or under the pointer.
    #[must_use]
    pub fn chosen(self) -> Option<(u32, u32)> {
        let last = self.bins().checked_sub(1)?;
        self.span.get().map(|(from, to)| (from.min(to).min(last), from.max(to).min(last)))
    }

    /// The time that is being drawn over.
    #[must_use]
    pub fn drawn(self) -> Option<TimeRange> {
        let chosen = self.chosen().filter(|_| self.is_drawn.get())?;
        self.timeline.with(|timeline| Some(between(timeline.as_ref()?, chosen)))
    }

    /// The surface that pointer and keys act on; `ask` takes the range when it is chosen, `words` tell what it holds.
    pub fn view(self, ask: Callback<TimeRange>, words: Signal<String>) -> AnyView {
        let share = move |bins: u32| format!("calc(100% * {bins} / {})", self.bins().max(1));
        let left = move || share(self.chosen().map_or(0, |(first, _)| first));
        let width = move || share(self.chosen().map_or(0, |(first, last)| last + 1 - first));
        view! {
            <div
                class="pl-timeline__brush"
                role="slider"
                aria-label="Stretch of time"
                aria-orientation="horizontal"
                aria-valuemin="0"
                aria-valuemax=text(move || self.bins().saturating_sub(1).to_string())
                aria-valuenow=text(move || self.span.get().map_or(0, |(_, to)| to).to_string())
                aria-valuetext=text(move || words.get())
                title="Drag to choose a stretch of time; or use the arrow keys, Shift and Enter"
                tabindex="0"
                on:pointerdown=move |event| self.begin(&event)
                on:pointermove=move |event| self.draw(&event)
                on:pointerup=move |_| self.finish(ask)
                on:pointercancel=move |_| self.forget()
                on:pointerleave=move |_| self.leave()
                on:blur=move |_| self.forget()
                on:keydown=move |event| self.pressed(&event, ask)
            >
                <div
                    class="pl-timeline__chosen"
                    hidden=flag(move || self.chosen().is_none())
                    style:left=text(left)
                    style:width=text(width)
                ></div>
            </div>
        }
        .into_any()
    }

    /// The bin below the pointer.
    fn bin_at(self, event: &PointerEvent) -> u32 {
        let place = event_target::<Element>(event).get_bounding_client_rect();
        let share = (f64::from(event.client_x()) - place.left()) / place.width().max(1.0);
        let bins = f64::from(untrack(|| self.bins()));
        (share * bins).clamp(0.0, (bins - 1.0).max(0.0)) as u32
    }

    fn begin(self, event: &PointerEvent) {
        if event.button() != 0 || untrack(|| self.bins()) == 0 {
            return;
        }
        // A pointer that is gone already cannot be captured, and then draws nothing.
        let _ = event_target::<Element>(event).set_pointer_capture(event.pointer_id());
        let bin = self.bin_at(event);
        self.is_drawn.set(true);
        self.span.set(Some((bin, bin)));
    }

    fn draw(self, event: &PointerEvent) {
        if untrack(|| self.bins()) == 0 {
            return;
        }
        // A pointer that only passes ends what the keys have begun.
        let draws = event.buttons() & 1 == 1 && self.is_drawn.get_untracked();
        self.is_drawn.set(draws);
        let bin = self.bin_at(event);
        let from = self.span.get_untracked().filter(|_| draws).map_or(bin, |(from, _)| from);
        self.span.set(Some((from, bin)));
    }

    fn leave(self) {
        if !self.is_drawn.get_untracked() {
            self.span.set(None);
        }
    }

    fn forget(self) {
        self.is_drawn.set(false);
        self.span.set(None);
    }

    fn finish(self, ask: Callback<TimeRange>) {
        if self.is_drawn.get_untracked() {
            self.ask(ask);
        }
    }

    fn ask(self, ask: Callback<TimeRange>) {
        let chosen = untrack(|| self.chosen());
        let range = self.timeline.with_untracked(|timeline| Some(between(timeline.as_ref()?, chosen?)));
        self.forget();
        if let Some(range) = range {
            ask.run(range);
        }
    }

    fn pressed(self, event: &KeyboardEvent, ask: Callback<TimeRange>) {
        let Some(last) = untrack(|| self.bins()).checked_sub(1) else { return };
        let span = self.span.get_untracked();
        let now = span.map_or(0, |(_, to)| to);
        let target = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => now.saturating_sub(1),
            // The first press comes to the first bin.
            "ArrowRight" | "ArrowUp" => (now + u32::from(span.is_some())).min(last),
            "Home" => 0,
            "End" => last,
            "Enter" | " " => {
                event.prevent_default();
                return self.ask(ask);
            }
            "Escape" => return self.forget(),
            _ => return,
        };
        event.prevent_default();
        let from = span.filter(|_| event.shift_key()).map_or(target, |(from, _)| from);
        self.is_drawn.set(true);
        self.span.set(Some((from, target)));
    }
}

/// The time of a stretch of bins.
fn between(timeline: &Timeline, bins: (u32, u32)) -> TimeRange {
    let (after, before) = super::range(timeline, bins);
    TimeRange::Between { after: Some(after), before: Some(before) }
}
