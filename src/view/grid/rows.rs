//! The pool of row elements, placed where the scroll says.

use leptos::prelude::*;

use super::geometry::{CHUNK, Geometry, ROW_HEIGHT, pixels};
use super::row::Row;
use super::spot::Spot;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{ColumnSetting, Window};
use crate::view::dynamic::{each, text};
use crate::view::widgets::Soon;

/// Rows are placed from a multiple of this, so that no coordinate is ever large.
const BASE: u32 = 4096;

/// See the module.
#[component]
pub fn Rows(
    geometry: Signal<Geometry>,
    /// How far into the rows the scroll is, in CSS pixels.
    offset: Signal<f64>,
    columns: Signal<Vec<ColumnSetting>>,
    spot: RwSignal<Spot>,
) -> impl IntoView {
    let window = expect_context::<Window>();
    let pool = Signal::memo(move || geometry.get().pool());
    let first = Signal::memo(move || window.shown().with(|shown| shown.rows.first));
    let base = Signal::memo(move || first.get() / BASE * BASE);
    let shift = move || {
        let there = window.shown().with(|shown| shown.rows.rows.len() as u32);
        let drawn = geometry.get().drawn_offset(offset.get(), first.get(), there);
        format!("translateY({})", pixels(f64::from(base.get()) * ROW_HEIGHT - drawn))
    };
    let rows = move |chunk| {
        let row = |number| view! { <Row number=number pool=pool base=base columns=columns spot=spot /> };
        (chunk * CHUNK..(chunk + 1) * CHUNK).map(row).collect_view().into_any()
    };
    view! {
        <div class="pl-grid__rows" role="presentation" style:transform=text(shift)>
            {each(
                move || (0..pool.get() / CHUNK).collect(),
                // All of them together hold a busy machine up for longer than a person may wait.
                move |chunk| match chunk {
                    0 => rows(chunk),
                    later => view! { <Soon frames=later>{rows(later)}</Soon> }.into_any(),
                },
            )}
        </div>
    }
}
