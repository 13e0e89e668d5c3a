//! The element with the role, its scroll, and what is drawn in front of it.

use leptos::html::Div;
use leptos::prelude::*;
use leptos_use_element_size::{UseElementSizeReturn, use_element_size};

use super::geometry::{Geometry, ROW_HEIGHT, pixels};
use super::heading::Heading;
use super::ids::{GRID_ID, active_id};
use super::keys;
use super::menu::CellMenu;
use super::rows::Rows;
use super::scrolling::Scrolling;
use super::spot::Spot;
use super::widths::{NARROW, narrowed, template};
use crate::browser::document;
use crate::state::{ColumnLayout, Question, Selection, SettingsStore, SettingsStoreFields as _, Window};
use crate::table::Column;
use crate::view::dynamic::{each, flag, maybe, text};

/// The heading is as tall as a row.
const HEADING_HEIGHT: f64 = ROW_HEIGHT;

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
    let scrolling = Scrolling::new(element, geometry, window);

    let numbers = move || columns.with(|columns| columns.iter().map(|each| each.column.number()).collect());
    let spot = RwSignal::new(Spot::default());
    let key = move |event: leptos::ev::KeyboardEvent| {
        let page = geometry.get_untracked().page();
        let place = keys::Place { selection, settings, question, spot, columns, page };
        if keys::pressed(&event, &place) {
            event.prevent_default();
        }
    };
    let menu = CellMenu::new(question);
    let opened = move |event: leptos::ev::MouseEvent| {
        let columns = columns.with_untracked(|columns| columns.iter().map(|each| each.column).collect::<Vec<_>>());
        menu.open(&event, &window, &selection, spot.get_untracked(), &columns);
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
    view! {
        <div
            node_ref=element
            id=GRID_ID
            class="pl-grid"
            class:pl-grid--narrow=flag(move || is_narrow.get())
            role="grid"
            aria-label="Provisioning log"
            aria-rowcount=text(move || (u64::from(rows.get()) + 1).to_string())
            aria-colcount=text(move || columns.with(Vec::len).to_string())
            aria-activedescendant=maybe(active)
            aria-readonly="true"
            tabindex="0"
            style=("--pl-grid-columns", text(move || template.get()))
            on:scroll=move |_| scrolling.scrolled()
            on:scrollend=move |_| scrolling.settled()
            on:keydown=key
            on:contextmenu=opened
        >
            <div
                class="pl-grid__canvas"
                role="presentation"
                style:height=text(move || pixels(geometry.get().canvas() + HEADING_HEIGHT))
            >
                <div class="pl-grid__hole" role="presentation" style:height=text(move || pixels(height.get()))>
                    <div class="pl-grid__head" role="rowgroup">
                        <div class="pl-grid__headings" role="row" aria-rowindex="1">
                            {each(numbers, move |number| {
                                let column = Column::from_number(number);
                                column.map(|column| view! { <Heading column=column columns=columns spot=spot /> }).into_any()
                            })}
                        </div>
                    </div>
                    <div class="pl-grid__body" role="rowgroup">
                        <Rows geometry=geometry offset=scrolling.offset() columns=columns spot=spot />
                    </div>
                </div>
            </div>
        </div>
        {menu.view()}
    }
}
