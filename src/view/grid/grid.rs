//! The element with the role, its scroll, and what is drawn in front of it.

use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_use_element_size::{UseElementSizeReturn, use_element_size};

use super::geometry::{Geometry, ROW_HEIGHT, Scroll};
use super::heading::Heading;
use super::keys;
use super::row::Row;
use super::spot::Spot;
use crate::browser::document;
use crate::state::{
    ColumnLayout, ColumnSetting, Question, Selection, SettingsStore, SettingsStoreFields as _, Window, WindowRange,
};
use crate::table::Column;

/// The id of the grid, which takes the focus back when the details close.
pub const GRID_ID: &str = "pl-grid";
/// The heading is as tall as a row.
const HEADING_HEIGHT: f64 = ROW_HEIGHT;
/// Rows are placed from a multiple of this, so that no coordinate is ever large.
const BASE: u32 = 4096;
/// What stays on a window too narrow for more, in CSS pixels.
const NARROW: f64 = 600.0;
const NARROW_COLUMNS: [Column; 3] = [Column::Date, Column::Identity, Column::Status];

/// See the module.
#[component]
pub fn Grid() -> impl IntoView {
    let window = expect_context::<Window>();
    let selection = expect_context::<Selection>();
    let settings = expect_context::<SettingsStore>();
    let question = expect_context::<Question>();

    let element = NodeRef::<Div>::new();
    let UseElementSizeReturn { width, height } = use_element_size(element);
    let is_narrow = Memo::new(move |_| width.get() > 0.0 && width.get() <= NARROW);
    let columns = Memo::new(move |_| {
        let chosen = settings.columns().with(|columns| columns.shown().copied().collect::<Vec<_>>());
        if is_narrow.get() { narrowed(&chosen) } else { chosen }
    });
    let is_fitted = Memo::new(move |_| settings.columns().with(ColumnLayout::is_fitted));
    let template = Memo::new(move |_| columns.with(|columns| template(columns, is_fitted.get(), is_narrow.get())));

    let rows = Memo::new(move |_| window.counts().get().0);
    let geometry =
        Memo::new(move |_| Geometry { rows: rows.get(), viewport: (height.get() - HEADING_HEIGHT).max(0.0) });
    let scroll = RwSignal::new(Scroll::default());
    // A log that has become shorter leaves the scroll behind its end until the browser says so.
    let offset = Memo::new(move |_| geometry.get().anchored(scroll.get().offset).offset);
    let in_sight = Memo::new(move |_| {
        let (first, count) = geometry.get().window(offset.get());
        WindowRange { first, count }
    });
    window.look_at(in_sight.into());
    on_cleanup(move || window.look_away());

    let scrolled = move |_| {
        let Some(element) = element.get_untracked() else { return };
        let top = f64::from(element.scroll_top());
        let before = scroll.get_untracked();
        if top != before.top {
            scroll.set(geometry.get_untracked().scrolled(before, top));
        }
    };
    let scroll_to = move |target: Scroll| {
        let Some(element) = element.get_untracked() else { return };
        scroll.set(target);
        // Behind the effects that are due, one of which makes the canvas as tall as it must be.
        spawn_local(async move {
            element.set_scroll_top(target.top as i32);
            scroll.update(|scroll| scroll.top = f64::from(element.scroll_top()));
        });
    };
    let settled = move |_| {
        let geometry = geometry.get_untracked();
        let now = scroll.get_untracked();
        if geometry.has_drifted(now) {
            scroll_to(geometry.anchored(now.offset));
        }
    };
    Effect::new(move |done: Option<u32>| {
        let done = done.unwrap_or_default();
        let Some(reveal) = window.revealed().get() else { return done };
        let geometry = geometry.get();
        // A position that is not there yet is brought into sight when it is.
        if reveal.number == done || reveal.position >= geometry.rows || geometry.viewport <= 0.0 {
            return done;
        }
        let now = scroll.get_untracked().offset;
        let target = geometry.revealing(now, reveal.position);
        if target != now {
            scroll_to(geometry.anchored(target));
        }
        reveal.number
    });

    let spot = RwSignal::new(Spot::default());
    let key = move |event: leptos::ev::KeyboardEvent| {
        let place =
            keys::Place { selection, window, settings, question, spot, columns, page: geometry.get_untracked().page() };
        if keys::pressed(&event, place) {
            event.prevent_default();
        }
    };
    Effect::new(move || {
        if let Spot::Cell(_) | Spot::Heading(_) = spot.get()
            && let Some(active) = active_id(selection.position().get_untracked(), spot.get())
            && let Some(cell) = document::element(&active)
        {
            document::scroll_sideways_to(&cell);
        }
    });
    let active = move || {
        let spot = spot.get();
        let position = selection.position().get();
        let is_there = || window.shown().with(|shown| position.is_some_and(|position| shown.row(position).is_some()));
        active_id(position, spot).filter(|_| matches!(spot, Spot::Heading(_)) || is_there())
    };

    let pool = Memo::new(move |_| geometry.get().pool());
    let first = Memo::new(move |_| window.shown().with(|shown| shown.rows.first));
    let base = Memo::new(move |_| first.get() / BASE * BASE);
    let shift = move || {
        let there = window.shown().with(|shown| shown.rows.rows.len() as u32);
        let drawn = geometry.get().drawn_offset(offset.get(), first.get(), there);
        format!("translateY({}px)", f64::from(base.get()) * ROW_HEIGHT - drawn)
    };
    view! {
        <div
            node_ref=element
            id=GRID_ID
            class="pl-grid"
            class:pl-grid--narrow=move || is_narrow.get()
            role="grid"
            aria-label="Provisioning log"
            aria-rowcount=move || u64::from(rows.get()) + 1
            aria-colcount=move || columns.with(Vec::len)
            aria-activedescendant=active
            aria-readonly="true"
            tabindex="0"
            style=("--pl-grid-columns", move || template.get())
            on:scroll=scrolled
            on:scrollend=settled
            on:keydown=key
        >
            <div
                class="pl-grid__canvas"
                role="presentation"
                style:height=move || format!("{}px", geometry.get().canvas() + HEADING_HEIGHT)
            >
                <div class="pl-grid__hole" role="presentation" style:height=move || format!("{}px", height.get())>
                    <div class="pl-grid__head" role="rowgroup">
                        <div class="pl-grid__headings" role="row" aria-rowindex="1">
                            <For each=move || columns.get() key=|setting| setting.column let:setting>
                                <Heading column=setting.column columns=columns spot=spot />
                            </For>
                        </div>
                    </div>
                    <div class="pl-grid__body" role="rowgroup">
                        <div class="pl-grid__rows" role="presentation" style:transform=shift>
                            <For each=move || 0..pool.get() key=|slot| *slot let:slot>
                                <Row number=slot pool=pool base=base columns=columns spot=spot />
                            </For>
                        </div>
                    </div>
                </div>
            </div>
        </div>
    }
}

/// The id of what the keyboard stands on.
fn active_id(position: Option<u32>, spot: Spot) -> Option<String> {
    match spot {
        Spot::Row => position.map(row_id),
        Spot::Cell(index) => position.map(|position| cell_id(position, index)),
        Spot::Heading(index) => Some(heading_id(index)),
    }
}

pub(super) fn row_id(position: u32) -> String {
    format!("pl-row-{position}")
}

pub(super) fn cell_id(position: u32, index: usize) -> String {
    format!("pl-cell-{position}-{index}")
}

pub(super) fn heading_id(index: usize) -> String {
    format!("pl-heading-{index}")
}

/// The columns of a narrow window: those that tell when, who and how it ended, as far as they are chosen.
fn narrowed(chosen: &[ColumnSetting]) -> Vec<ColumnSetting> {
    let kept = chosen.iter().filter(|setting| NARROW_COLUMNS.contains(&setting.column)).copied().collect::<Vec<_>>();
    if kept.is_empty() { chosen.iter().take(NARROW_COLUMNS.len()).copied().collect() } else { kept }
}

/// The widths, for the style sheet's grid. What room is left over goes to all columns alike, or, where a person has
/// given them widths, to the last.
fn template(columns: &[ColumnSetting], is_fitted: bool, is_narrow: bool) -> String {
    let last = columns.len().saturating_sub(1);
    let mut template = String::new();
    for (index, setting) in columns.iter().enumerate() {
        let width = setting.width;
        template += &match (is_narrow, setting.column) {
            (true, Column::Date) => "112px ".to_owned(),
            (true, Column::Status) => "104px ".to_owned(),
            (true, _) => "minmax(0, 1fr) ".to_owned(),
            (false, _) if is_fitted => format!("minmax({width}px, {width}fr) "),
            (false, _) if index == last => format!("minmax({width}px, 1fr)"),
            (false, _) => format!("{width}px "),
        };
    }
    template
}
