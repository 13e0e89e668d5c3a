//! The frame around the log: header, filters, the two regions side by side, and the line below.

use leptos::ev::{KeyboardEvent, keydown};
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::Element;

use super::ask::{BOX_ID, FilterBox, Steps};
use super::columns::ColumnChooser;
use super::expected::HideExpected;
use super::facets::{Facets, FacetsButton, FacetsOpen};
use super::filters::Filters;
use super::format::{counted, grouped};
use super::grid::{Grid, NarrowGrid, NothingFound};
use super::groups::Groups;
use super::icon::Icon;
use super::live::ConnectButton;
use super::open::FileButton;
use super::panel::Panel;
use super::progress::Loading;
use super::report::ImportReport;
use super::saved_views::SavedViewsMenu;
use super::search::Searching;
use super::seldom::{Later, Seldom};
use super::timeline::TimelineView;
use super::zone::ZoneChooser;
use crate::browser::document;
use crate::state::signal::Signal;
use crate::state::{Log, Place, Places, Question, Selection, SettingsStore, Window};
use crate::view::dynamic::{If, flag, maybe, text};

/// See the module.
#[component]
pub fn Shell() -> impl IntoView {
    let selection = expect_context::<Selection>();
    let is_open = selection.is_open();
    provide_context(NarrowGrid::default());
    let facets = FacetsOpen::new(expect_context::<SettingsStore>());
    let question = expect_context::<Question>();
    let shown = expect_context::<Places>().shown();
    let has_jobs = Signal::memo(move || shown.get() == Place::Jobs);
    let keys = window_event_listener(keydown, move |event| shortcut(&event, question));
    on_cleanup(move || keys.remove());
    view! {
        <div class="pl-shell">
            <header class="pl-header">
                <h1 class="pl-header__name">"provlens"</h1>
                <Views />
                <FileNames />
                <RecordCount />
                <FileButton />
                <ConnectButton />
            </header>
            <If when=has_jobs>
                <main class="pl-main">
                    <Later what=Seldom::Jobs />
                </main>
            </If>
            <main class="pl-main" hidden=flag(move || has_jobs.get())>
                <div class="pl-question">
                    <div class="pl-question__line">
                        <FilterBox />
                        <Steps />
                        <HideExpected />
                    </div>
                    <div class="pl-toolbar">
                        <FacetsButton open=facets />
                        <Filters />
                        <NextFailure />
                        <SavedViewsMenu />
                        <ColumnChooser />
                    </div>
                    <TimelineView />
                </div>
                <div class="pl-split" class:pl-split--open=flag(move || is_open.get())>
                    <Facets open=facets />
                    <div
                        class="pl-split__log"
                        on:pointerdown=move |_| facets.give_way()
                        on:focusin=move |_| facets.give_way()
                    >
                        <Grid />
                        <div class="pl-grid__ring"></div>
                        <NothingFound />
                        <Groups />
                    </div>
                    <If when=is_open>
                        <Panel facets=facets />
                    </If>
                    // There from the start: what comes with its words is not read aloud everywhere.
                    <p class="pl-said" role="status" aria-label="Search for failures">{text(move || selection.said().get())}</p>
                </div>
            </main>
            <footer class="pl-footer">
                <Loading />
                <Searching />
                <ImportReport />
                <ZoneChooser />
            </footer>
        </div>
    }
}

/// The ways to the places.
#[component]
fn Views() -> impl IntoView {
    let places = expect_context::<Places>();
    let view = move |place: Place| {
        let is_shown = move || places.shown().get() == place;
        view! {
            <button
                class="pl-views__view"
                type="button"
                aria-current=maybe(move || is_shown().then(|| "page".to_owned()))
                on:click=move |_| places.go(place)
            >
                {match place {
                    Place::Events => "Events",
                    Place::Jobs => "Jobs",
                }}
            </button>
        }
        .into_any()
    };
    view! { <nav class="pl-views" aria-label="Views">{Place::ALL.map(view).into_iter().collect_view()}</nav> }
}

/// Keys that work all over the page, but where text is written: in the filter box a step is one of the filter, as it is
/// everywhere.
fn shortcut(event: &KeyboardEvent, question: Question) {
    let has_control = event.ctrl_key() || event.meta_key();
    let on: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let writes = on.is_some_and(|on| document::takes_text(&on) && !(has_control && on.id() == BOX_ID));
    if writes || event.alt_key() {
        return;
    }
    match (event.key().to_ascii_lowercase().as_str(), has_control, event.shift_key()) {
        ("z", true, false) => question.undo(),
        ("y", true, false) | ("z", true, true) => question.redo(),
        ("/", false, _) => {
            document::focus(BOX_ID);
            true
        }
        _ => return,
    };
    event.prevent_default();
}

/// Goes on to the next event that failed.
#[component]
fn NextFailure() -> impl IntoView {
    let selection = expect_context::<Selection>();
    view! {
        <button
            class="pl-button pl-button--quiet"
            type="button"
            title="Next failure (F, and Shift+F for the one before)"
            on:click=move |_| selection.seek_failure(false)
        >
            {Icon::Failure.view()}
            <span class="pl-button__word--optional">"Next failure"</span>
        </button>
    }
}

/// The names of the files; more than one are counted.
#[component]
fn FileNames() -> impl IntoView {
    let log = expect_context::<Log>();
    let words = move || {
        log.names().with(|names| match names.as_slice() {
            [one] => one.clone(),
            many => counted(many.len() as u64, "file", "files"),
        })
    };
    let all = move || log.names().with(|names| names.join("\n"));
    view! { <span class="pl-header__file" title=text(all)>{text(words)}</span> }
}

/// How many events are shown, of how many.
#[component]
fn RecordCount() -> impl IntoView {
    let counts = expect_context::<Window>().counts();
    let words = move || {
        let (matching, total) = counts.get();
        let total_words = counted(total.into(), "event", "events");
        if matching == total { total_words } else { format!("{} of {total_words}", grouped(matching.into())) }
    };
    view! { <span class="pl-header__count" role="status" aria-label="Record count">{text(words)}</span> }
}
