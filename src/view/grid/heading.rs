//! A column's heading: a press sorts, a drag moves the column, its right edge makes it wider.

use leptos::ev::PointerEvent;
use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::heading_drag::{self, Drag};
use super::ids::heading_id;
use super::spot::Spot;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{ColumnSetting, Question, SettingsStore, SettingsStoreFields as _};
use crate::table::Column;
use crate::view::dynamic::{If, flag, maybe, text};
use crate::view::icon::{Icon, drawing};

/// See the module.
#[component]
pub fn Heading(column: Column, columns: Signal<Vec<ColumnSetting>>, spot: RwSignal<Spot>) -> impl IntoView {
    let question = expect_context::<Question>();
    let settings = expect_context::<SettingsStore>();
    let index = Signal::memo(move || {
        columns.with(|columns| columns.iter().position(|each| each.column == column).unwrap_or(0))
    });
    let sort = question.sort();
    let place = Signal::memo(move || sort.with(|sort| sort.of(column)));
    let runs_down = move || place.get().is_some_and(|(_, sort)| sort.descending);
    let is_sorted = move || place.with(Option::is_some);
    let aria_sort = move || {
        let order = match (is_sorted(), runs_down()) {
            (false, _) => "none",
            (true, true) => "descending",
            (true, false) => "ascending",
        };
        order.to_owned()
    };
    // Of one column alone there is nothing to number.
    let number = move || {
        let place = place.get().filter(|_| sort.with(|sort| sort.0.len() > 1));
        place.map(|(place, _)| (place + 1).to_string())
    };
    let is_pinned = move || columns.with(|columns| columns.get(index.get()).is_some_and(|each| each.pinned));
    let icon = move || if runs_down() { Icon::Descending } else { Icon::Ascending };

    let element = NodeRef::<Div>::new();
    let drag = RwSignal::new(None::<Drag>);
    let pressed = move |event: PointerEvent| {
        if event.button() == 0 {
            drag.set(Some(Drag::begin(event.client_x())));
            capture(&event);
        }
    };
    let moved = move |event: PointerEvent| {
        let Some(mut now) = drag.get_untracked() else { return };
        now.move_to(event.client_x());
        drag.set(Some(now));
    };
    let released = move |event: PointerEvent| {
        let Some(ended) = drag.try_update(Option::take).flatten() else { return };
        spot.set(Spot::Heading(index.get_untracked()));
        if !ended.is_moving() {
            question.sort_by(column, event.shift_key() || event.ctrl_key() || event.meta_key());
        } else if let Some(target) =
            element.get_untracked().and_then(|element| heading_drag::heading_at(&element, event.client_x()))
            && let Some(target) = columns.with_untracked(|columns| columns.get(target).map(|each| each.column))
        {
            settings.columns().update(|columns| columns.move_to(column, target));
        }
    };

    // Where the drag of the edge began, and the width then.
    let edge = StoredValue::new(None::<(i32, u32)>);
    let edge_pressed = move |event: PointerEvent| {
        event.stop_propagation();
        event.prevent_default();
        heading_drag::keep_widths(settings, columns);
        let width = columns.with_untracked(|columns| columns.get(index.get_untracked()).map(|each| each.width));
        edge.set_value(width.map(|width| (event.client_x(), width)));
        capture(&event);
    };
    let edge_moved = move |event: PointerEvent| {
        if let Some((from, width)) = edge.get_value() {
            let width = width as i32 + event.client_x() - from;
            settings.columns().update(|columns| columns.resize(column, u32::try_from(width).unwrap_or_default()));
        }
    };
    let edge_released = move |event: PointerEvent| {
        event.stop_propagation();
        edge.set_value(None);
    };
    view! {
        <div
            node_ref=element
            id=text(move || heading_id(index.get()))
            class="pl-grid__heading"
            class:pl-grid__heading--active=flag(move || spot.get() == Spot::Heading(index.get()))
            class:pl-grid__heading--dragged=flag(move || drag.get().is_some_and(Drag::is_moving))
            class:pl-grid__cell--number=column == Column::Duration
            role="columnheader"
            aria-sort=text(aria_sort)
            aria-description=maybe(move || is_pinned().then(|| "pinned".to_owned()))
            style:transform=maybe(move || drag.get().map(|drag| format!("translateX({}px)", drag.shift())))
            on:pointerdown=pressed
            on:pointermove=moved
            on:pointerup=released
            on:pointercancel=move |_| drag.set(None)
        >
            <span class="pl-grid__heading-word">{column.heading()}</span>
            <If when=is_sorted>{drawing(icon)}</If>
            <span class="pl-grid__order">{text(move || number().unwrap_or_default())}</span>
            <span
                class="pl-grid__edge"
                aria-hidden="true"
                on:pointerdown=edge_pressed
                on:pointermove=edge_moved
                on:pointerup=edge_released
                on:pointercancel=edge_released
            ></span>
        </div>
    }
}

/// Further moves of the pointer come to the element, wherever they are.
fn capture(event: &PointerEvent) {
    if let Some(element) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
        // A pointer that is gone already cannot be captured, and then drags nothing.
        let _ = element.set_pointer_capture(event.pointer_id());
    }
}
