//! The scroll of the grid's element, and what it means for the rows.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::geometry::{Geometry, Scroll};
use crate::state::signal::{RwSignal, Signal, effect};
use crate::state::{Window, WindowRange};

/// A handle; copies are handles to the same.
#[derive(Clone, Copy)]
pub struct Scrolling {
    element: NodeRef<Div>,
    geometry: Signal<Geometry>,
    scroll: RwSignal<Scroll>,
    offset: Signal<f64>,
}

impl Scrolling {
    /// Follows the element, tells the window which rows are in sight, and brings into sight what is wished for.
    #[must_use]
    pub fn new(element: NodeRef<Div>, geometry: Signal<Geometry>, window: Window) -> Self {
        let scroll = RwSignal::new(Scroll::default());
        // A log that has become shorter leaves the scroll behind its end until the browser says so.
        let offset = Signal::memo(move || geometry.get().anchored(scroll.get().offset).offset);
        let scrolling = Self { element, geometry, scroll, offset };
        let in_sight = Signal::memo(move || {
            let (first, count) = geometry.get().window(offset.get());
            WindowRange { first, count }
        });
        window.look_at(in_sight);
        on_cleanup(move || window.look_away());
        scrolling.reveal_what_is_wished(window);
        // Where what scrolls can be less tall than before, the rows stay where they are.
        let tallest = Signal::memo(move || geometry.get().tallest);
        effect(move || {
            let _ = tallest.get();
            scrolling.settled();
        });
        scrolling
    }

    /// How far into the rows, in CSS pixels.
    #[must_use]
    pub fn offset(self) -> Signal<f64> {
        self.offset
    }

    /// The browser has scrolled.
    pub fn scrolled(self) {
        let Some(element) = self.element.get_untracked() else { return };
        let top = f64::from(element.scroll_top());
        let before = self.scroll.get_untracked();
        let moved = self.geometry.get_untracked().scrolled(before, top);
        if moved != before {
            self.scroll.set(moved);
        }
    }

    /// The browser has come to rest.
    pub fn settled(self) {
        let geometry = self.geometry.get_untracked();
        let now = self.scroll.get_untracked();
        if geometry.has_drifted(now) {
            self.scroll_to(geometry.anchored(now.offset));
        }
    }

    fn scroll_to(self, target: Scroll) {
        let Some(element) = self.element.get_untracked() else { return };
        self.scroll.set(target);
        // Behind the effects that are due, one of which makes the canvas as tall as it must be.
        spawn_local(async move {
            element.set_scroll_top(target.top as i32);
            self.scroll.update(|scroll| scroll.top = f64::from(element.scroll_top()));
        });
    }

    fn reveal_what_is_wished(self, window: Window) {
        let mut done = 0;
        effect(move || {
            let Some(reveal) = window.revealed().get() else { return };
            let geometry = self.geometry.get();
            // A position that is not there yet is brought into sight when it is.
            if reveal.number == done || reveal.position >= geometry.rows || geometry.viewport <= 0.0 {
                return;
            }
            let now = self.scroll.get_untracked();
            let target = geometry.anchored(geometry.revealing(now.offset, reveal.position));
            if target != now {
                self.scroll_to(target);
            }
            done = reveal.number;
        });
    }
}
