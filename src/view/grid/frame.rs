//! The element with the role, its scroll, and what is drawn in front of it.

use leptos::html::Div;
use leptos::prelude::*;

use super::geometry::{Geometry, MAX_CANVAS, ROW_HEIGHT, pixels};
use super::heading::Heading;
use super::ids::{GRID_ID, active_id};
use super::keys;
use super::menu::CellMenu;
use super::rows::Rows;
use super::scrolling::Scrolling;
use super::spot::Spot;
use super::widths::{NARROW, NarrowGrid, drawn, least_width, pins, template};
use crate::browser::document;
use crate::browser::size_watch::SizeWatch;
use crate::state::signal::{RwSignal, Signal, effect};
use crate::state::{Question, Selection, SettingsStore, SettingsStoreFields as _, Window};
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
    let (width, height) = size_of(element);
    let is_narrow = Signal::memo(move || width.get() > 0.0 && width.get() <= NARROW);
    let NarrowGrid(told) = expect_context();
    effect(move || told.set(is_narrow.get()));
    let columns = Signal::memo(move || settings.columns().with(|layout| drawn(layout, is_narrow.get())));
    let template = Signal::memo(move || settings.columns().with(|layout| template(layout, is_narrow.get())));

    let least = move || settings.columns().with(|layout| f64::from(least_width(layout, is_narrow.get())));

    let pins = Signal::memo(move || settings.columns().with(|layout| pins(layout, is_narrow.get())));
    // Where the pinned column of that number ends; where there are fewer, the last.
    let pin = move |place: usize| {
        text(move || pins.with(|pins| pixels(pins.get(place).or(pins.last()).map_or(0.0, |end| f64::from(*end)))))
    };

    let rows = Signal::memo(move || window.counts().get().0);
    // Browsers clamp at so many pixels of the screen, and tell when that is another number of pixels of the page: by the
    // browser's zoom, or on another screen.
    let probe = NodeRef::<Div>::new();
    let (_, clamped) = size_of(probe);
    let geometry = Signal::memo(move || Geometry {
        rows: rows.get(),
        viewport: (height.get() - HEADING_HEIGHT).max(0.0),
        tallest: if clamped.get() > HEADING_HEIGHT { clamped.get() - HEADING_HEIGHT } else { MAX_CANVAS },
    });
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
    let menu = CellMenu::new(question, settings);
    let opened = move |event: leptos::ev::MouseEvent| {
        let columns = columns.with_untracked(|columns| columns.iter().map(|each| each.column).collect::<Vec<_>>());
        menu.open(&event, &window, &selection, spot.get_untracked(), &columns);
    };
    keep_in_sight(spot, selection);
    // What had the focus before there was a grid has gone away with the focus.
    effect(move || {
        if element.get().is_some() {
            // To take the focus an element must be laid out, which the next frame does anyway.
            request_animation_frame(|| document::focus(GRID_ID));
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
            role="grid"
            aria-label="Provisioning log"
            aria-rowcount=text(move || (u64::from(rows.get()) + 1).to_string())
            aria-colcount=text(move || columns.with(Vec::len).to_string())
            aria-activedescendant=maybe(active)
            aria-readonly="true"
            // Groups lie over it.
            inert=flag(move || question.grouping().get().is_some())
            tabindex="0"
            style=("--pl-grid-columns", text(move || template.get()))
            data-pins=text(move || pins.with(Vec::len).to_string())
            style=("--pl-pin-1", pin(0))
            style=("--pl-pin-2", pin(1))
            style=("--pl-pin-3", pin(2))
            style=("--pl-grid-least", text(move || pixels(least())))
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
        <div class="pl-grid__probe" aria-hidden="true">
            <div node_ref=probe style:height=pixels(MAX_CANVAS + HEADING_HEIGHT)></div>
        </div>
    }
}

/// Scrolls sideways to the cell or heading that the keyboard stands on.
fn keep_in_sight(spot: RwSignal<Spot>, selection: Selection) {
    effect(move || {
        if let Spot::Cell(_) | Spot::Heading(_) = spot.get()
            && let Some(active) = active_id(selection.position().get_untracked(), spot.get())
            && let Some(cell) = document::element(&active)
        {
            document::scroll_to(&cell);
        }
    });
}

/// Width and height of an element, in CSS pixels; nought until they are known.
fn size_of(element: NodeRef<Div>) -> (RwSignal<f64>, RwSignal<f64>) {
    let (width, height) = (RwSignal::new(0.0), RwSignal::new(0.0));
    let watch = StoredValue::new_local(None::<SizeWatch>);
    effect(move || {
        let Some(element) = element.get() else { return };
        let started = SizeWatch::start(&element, move |new_width, new_height| {
            width.set(new_width);
            height.set(new_height);
        });
        // Every browser that runs the page can watch; were there one that cannot, the grid would show nothing.
        watch.set_value(started.ok());
    });
    (width, height)
}
