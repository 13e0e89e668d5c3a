//! What is said where the engine has ended, and the ways on.

use leptos::prelude::*;

use super::focus;
use crate::query::address::Address;
use crate::state::signal::Signal;
use crate::state::{Engine, Fate, Life, Link, Live, Log};
use crate::view::dynamic::{If, flag, text};

/// A line above everything else, there while there is no engine.
#[component]
pub fn EngineGone() -> impl IntoView {
    let engine = expect_context::<Engine>();
    let log = expect_context::<Log>();
    let live = expect_context::<Live>();
    let link = expect_context::<Link>();
    let fate = Signal::memo(move || match engine.life().get() {
        Life::Gone(fate) => Some(fate),
        Life::Starting | Life::Ready => None,
    });
    let last_words = move || match fate.get() {
        Some(Fate::NotStarted(words) | Fate::Failed(words)) => words,
        Some(Fate::OtherBuild) | None => String::new(),
    };
    let has_files = Signal::memo(move || log.has_files().get());
    let host = log.host();
    let is_live = Signal::memo(move || host.with(Option::is_some));
    let restart = move |reopen| {
        let view = link.address();
        log.restart(reopen);
        if reopen {
            // The log need not be the same: it may have been in the middle of being read.
            link.follow(Address { log: String::new(), ..view });
        }
        // The button that was pressed goes away, and what takes its place is drawn first.
        focus::fall_to_the_log();
    };
    let connect = move |_| {
        let view = link.address();
        log.restart(false);
        link.follow(view);
        live.open(true);
    };
    let words =
        move || fate.with(|fate| fate.as_ref().map(|fate| sentence(fate, host.get().as_deref(), has_files.get())));
    view! {
        <If when=move || fate.with(Option::is_some)>
            <div class="pl-alert" role="alert">
                <p class="pl-alert__words">{text(move || words().unwrap_or_default())}</p>
                <div class="pl-alert__ways">
                    <If when=is_live>
                        <button class="pl-button pl-button--primary" type="button" on:click=connect>
                            "Connect again"
                        </button>
                    </If>
                    <If when=has_files>
                        <button class="pl-button pl-button--primary" type="button" on:click=move |_| restart(true)>
                            "Reopen files"
                        </button>
                    </If>
                    <button class="pl-button" type="button" on:click=move |_| restart(false)>
                        {text(move || if has_files.get() || is_live.get() { "Restart without a log" } else { "Restart" }.to_owned())}
                    </button>
                </div>
                <details class="pl-alert__details" hidden=flag(move || last_words().is_empty())>
                    <summary>"Technical details"</summary>
                    <code>{text(last_words)}</code>
                </details>
            </div>
        </If>
    }
}

/// What has happened, and what to do about the log: that of a host's API, files, or both.
fn sentence(fate: &Fate, host: Option<&str>, has_files: bool) -> String {
    let words = match fate {
        Fate::NotStarted(_) => {
            "The engine that reads logs could not be started. Reload the page; if that does not help, a file is missing on its host."
        }
        Fate::Failed(words) => return stopped(words, host, has_files),
        Fate::OtherBuild => {
            "The browser holds an engine of another version than the page. Reload the page without its cache (Ctrl+Shift+R)."
        }
    };
    words.to_owned()
}

/// That the engine has stopped, and what that does to the log.
fn stopped(last_words: &str, host: Option<&str>, has_files: bool) -> String {
    // A fault of its own is told in words; what ends without any has most likely found no memory.
    let (why, way) = if last_words.to_ascii_lowercase().contains("unreachable") {
        (", most likely because the tab had no memory left", " Fewer files at a time, or fewer other tabs, make room.")
    } else {
        ("", "")
    };
    let log = match (host, has_files) {
        (Some(host), false) => {
            return format!(
                "The engine that reads logs has stopped{why}, and what it had read of {host} is gone with it. Connect again to read that once more.{way}"
            );
        }
        (Some(host), true) => {
            format!("Your files are as they were: open them again, or connect again to read {host} once more.")
        }
        (None, _) => "Your files are as they were: open them again to go on.".to_owned(),
    };
    format!("The engine that reads logs has stopped{why}. {log}{way}")
}
