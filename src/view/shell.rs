//! The frame around the log: header, filters, the two regions side by side, and the line below.

use leptos::prelude::*;

use super::columns::ColumnChooser;
use super::filters::Filters;
use super::format::{counted, grouped};
use super::grid::{Grid, NothingFound};
use super::open::FileButton;
use super::panel::Panel;
use super::progress::Loading;
use super::report::ImportReport;
use super::search::Searching;
use crate::state::{Dates, Engine, Life, Log, Selection, Window};
use crate::view::dynamic::{If, flag, text};

/// See the module.
#[component]
pub fn Shell() -> impl IntoView {
    let selection = expect_context::<Selection>();
    let dates = expect_context::<Dates>();
    let is_open = selection.is_open();
    view! {
        <div class="pl-shell">
            <header class="pl-header">
                <h1 class="pl-header__name">"provlens"</h1>
                <nav class="pl-views" aria-label="Views">
                    <span class="pl-views__view" aria-current="page">"Events"</span>
                </nav>
                <FileNames />
                <RecordCount />
                <FileButton />
            </header>
            <main class="pl-main">
                <div class="pl-toolbar">
                    <Filters />
                    <ColumnChooser />
                </div>
                <div class="pl-split" class:pl-split--open=flag(move || is_open.get())>
                    <div class="pl-split__log">
                        <Grid />
                        <NothingFound />
                    </div>
                    <If when=is_open>
                        <Panel />
                    </If>
                </div>
            </main>
            <footer class="pl-footer">
                <Loading />
                <Searching />
                <ImportReport />
                <span class="pl-footer__zone" title="The time zone of the dates shown">{dates.zone()}</span>
            </footer>
        </div>
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
        // This form is promised to those who read it by program: `events`, however many.
        let total_words = format!("{} events", grouped(total.into()));
        if matching == total { total_words } else { format!("{} of {total_words}", grouped(matching.into())) }
    };
    view! { <span class="pl-header__count" role="status" aria-label="Record count">{text(words)}</span> }
}

/// Says that the engine has ended, and offers another.
#[component]
pub fn EngineGone() -> impl IntoView {
    let engine = expect_context::<Engine>();
    let log = expect_context::<Log>();
    let why = Memo::new(move |_| match engine.life().get() {
        Life::Gone(why) => Some(why),
        Life::Starting | Life::Ready => None,
    });
    let has_files = move || log.names().with(|names| !names.is_empty());
    view! {
        <If when=move || why.with(Option::is_some)>
            <div class="pl-alert" role="alert">
                <p class="pl-alert__words">"The engine, which reads the log, has stopped: " {text(move || why.get().unwrap_or_default())} "."</p>
                <button class="pl-button" type="button" on:click=move |_| log.restart(false)>
                    "Restart"
                </button>
                <If when=has_files>
                    <button class="pl-button" type="button" on:click=move |_| log.restart(true)>
                        "Reopen files"
                    </button>
                </If>
            </div>
        </If>
    }
}
