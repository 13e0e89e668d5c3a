//! The pool of row elements, placed where the scroll says.

use leptos::prelude::*;

use super::geometry::{Geometry, ROW_HEIGHT, pixels};
use super::row::Row;
use super::spot::Spot;
use crate::state::{ColumnSetting, Window};
use crate::view::dynamic::text;

/// Rows are placed from a multiple of this, so that no coordinate is ever large.
const BASE: u32 = 4096;

/// See the module.
#[component]
pub fn Rows(
    geometry: Memo<Geometry>,
    /// How far into the rows the scroll is, in CSS pixels.
    offset: Memo<f64>,
    columns: Memo<Vec<ColumnSetting>>,
    spot: RwSignal<Spot>,
) -> impl IntoView {
    let window = expect_context::<Window>();
    let pool = Memo::new(move |_| geometry.get().pool());
    let first = Memo::new(move |_| window.shown().with(|shown| shown.rows.first));
    let base = Memo::new(move |_| first.get() / BASE * BASE);
    let shift = move || {
        let there = window.shown().with(|shown| shown.rows.rows.len() as u32);
        let drawn = geometry.get().drawn_offset(offset.get(), first.get(), there);
        format!("translateY({})", pixels(f64::from(base.get()) * ROW_HEIGHT - drawn))
    };
    view! {
        <div class="pl-grid__rows" role="presentation" style:transform=text(shift)>
            <For each=move || 0..pool.get() key=|number| *number let:number>
                <Row number=number pool=pool base=base columns=columns spot=spot />
            </For>
        </div>
    }
}
