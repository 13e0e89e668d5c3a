//! The values of each column with few of them, counted, to be let through or ruled out.

mod facet;
mod value;

use leptos::ev::{KeyboardEvent, resize};
use leptos::prelude::*;

use crate::browser::document;
use crate::protocol::FacetRequest;
use crate::state::signal::{RwSignal, Signal, effect};
use crate::state::{Overview, SettingsStore, SettingsStoreFields as _};
use crate::table::Column;
use crate::view::dynamic::{If, flag, text};
use crate::view::icon::Icon;
use crate::view::panel::PANEL_ID;
use crate::view::widgets::Soon;
use facet::FacetView;

/// The id of the region.
const ID: &str = "pl-facets";
/// The id of the button.
const BUTTON_ID: &str = "pl-facets-button";
/// The widest window, in CSS pixels, in which the facets lie over the log as a sheet; the style sheet knows it too.
const NARROW: f64 = 900.0;
/// How wide they are in a wider one, in CSS pixels; the style sheet's too.
const WIDTH: u32 = 232;
/// Values that are listed until more are asked for.
const FEW: u32 = 6;
/// Values that are listed then; what is further down is found by searching.
const MANY: u32 = 200;

/// The columns, and whether they lie open at first: the other ones cost nothing until they are opened.
const COLUMNS: [(Column, bool); 13] = [
    (Column::Status, true),
    (Column::Action, true),
    (Column::Application, true),
    (Column::ErrorCode, true),
    (Column::SourceSystem, true),
    (Column::TargetSystem, true),
    (Column::ErrorCategory, false),
    (Column::SkipReason, false),
    (Column::ObjectType, false),
    (Column::InitiatedBy, false),
    (Column::InitiatorType, false),
    (Column::JobId, false),
    (Column::CycleId, false),
];

/// As many of them are drawn for one frame.
const A_FRAME: u32 = 2;

/// What a person has done to one facet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Arranged {
    is_open: bool,
    shows_many: bool,
    part: String,
}

/// How all facets are arranged.
#[derive(Clone, Copy)]
struct Arrangement(RwSignal<Vec<Arranged>>);

impl Arrangement {
    fn of(self, index: usize) -> Arranged {
        self.0.with(|all| all.get(index).cloned().unwrap_or_default())
    }

    fn change(self, index: usize, change: impl FnOnce(&mut Arranged)) {
        self.0.update(|all| {
            if let Some(arranged) = all.get_mut(index) {
                change(arranged);
            }
        });
    }

    fn requests(self) -> Vec<FacetRequest> {
        let request = |(index, (column, _)): (usize, &(Column, bool))| {
            let Arranged { is_open, shows_many, part } = self.of(index);
            let limit = if shows_many { MANY } else { FEW };
            is_open.then_some(FacetRequest { column: *column, part, limit, under_own: false })
        };
        COLUMNS.iter().enumerate().filter_map(request).collect()
    }
}

/// Whether the facets are in sight.
#[derive(Clone, Copy)]
pub struct FacetsOpen(RwSignal<bool>);

impl FacetsOpen {
    /// As the person left it; on a narrow screen, where they would hide the log, not at first, nor when the window gets
    /// narrow or a person magnifies it.
    #[must_use]
    pub fn new(settings: SettingsStore) -> Self {
        let is_fitting = move || !is_narrow() && !settings.facets_closed().get_untracked();
        let open = RwSignal::new(is_fitting());
        let was_narrow = StoredValue::new(is_narrow());
        let listener = window_event_listener(resize, move |_| {
            if was_narrow.get_value() != is_narrow() {
                was_narrow.set_value(is_narrow());
                if !is_fitting() && document::is_focus_within(".pl-facets") {
                    // They are put away by an effect that is due first. Of the two one can have the focus then.
                    request_animation_frame(|| {
                        document::focus(PANEL_ID);
                        document::focus(BUTTON_ID);
                    });
                }
                open.set(is_fitting());
            }
        });
        on_cleanup(move || listener.remove());
        Self(open)
    }

    #[must_use]
    pub fn get(self) -> bool {
        self.0.get()
    }

    /// As a sheet over the log they go away like every other one.
    fn pressed(self, event: &KeyboardEvent) {
        if event.key() != "Escape" {
            return;
        }
        if document::clear_search(event) {
            event.prevent_default();
        } else if is_narrow() {
            self.0.set(false);
            document::focus(BUTTON_ID);
        }
    }

    /// Puts them away where they lie over the log: what is beside them has been turned to.
    pub fn give_way(self) {
        if is_narrow() && self.0.get_untracked() {
            self.0.set(false);
        }
    }

    /// The room that the log and what is beside it do not have, in CSS pixels.
    #[must_use]
    pub fn width_beside_the_log(self) -> u32 {
        if self.get() && !is_narrow() { WIDTH } else { 0 }
    }
}

/// Whether facets and details are sheets over the log here.
pub fn is_narrow() -> bool {
    document::window_width().is_some_and(|width| width <= NARROW)
}

/// The button that puts the facets away and brings them back.
#[component]
pub fn FacetsButton(open: FacetsOpen) -> impl IntoView {
    let settings = expect_context::<SettingsStore>();
    let toggle = move |_| {
        let is_open = !open.0.get_untracked();
        open.0.set(is_open);
        if !is_narrow() {
            settings.facets_closed().set(!is_open);
        }
    };
    view! {
        <button
            id=BUTTON_ID
            class="pl-button pl-button--quiet"
            type="button"
            aria-expanded=text(move || open.get().to_string())
            aria-controls=ID
            on:click=toggle
            on:keydown=move |event| open.pressed(&event)
        >
            {Icon::Facets.view()}
            <span class="pl-button__word--optional">"Facets"</span>
        </button>
    }
}

/// The region.
#[component]
pub fn Facets(open: FacetsOpen) -> impl IntoView {
    let overview = expect_context::<Overview>();
    let arranged = COLUMNS.iter().map(|(_, is_open)| Arranged { is_open: *is_open, ..Arranged::default() });
    let arrangement = Arrangement(RwSignal::new(arranged.collect()));
    overview.look_at(Signal::derive(move || if open.get() { arrangement.requests() } else { Vec::new() }));
    on_cleanup(move || overview.look_away());
    // A facet that is drawn with its values pushes none of the others away.
    let has_values = RwSignal::new(false);
    effect(move || {
        if overview.has_facets() {
            has_values.set(true);
        }
    });
    let facet = move |index| {
        let frames = 1 + index as u32 / A_FRAME;
        view! { <Soon frames=frames><FacetView index=index arrangement=arrangement /></Soon> }.into_any()
    };
    view! {
        <section id=ID class="pl-facets" aria-label="Facets" hidden=flag(move || !open.get()) on:keydown=move |event| open.pressed(&event)>
            <If when=has_values>{(0..COLUMNS.len()).map(facet).collect::<Vec<_>>()}</If>
        </section>
    }
}
