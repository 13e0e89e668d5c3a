//! The provisioning jobs that the log is of: how each fares, and the way to ask its API for that.

use leptos::prelude::*;

use super::detail;
use crate::browser::document;
use crate::live::{JobsStatus, Phase};
use crate::state::signal::Signal;
use crate::state::{Engine, Jobs, Live, Log};
use crate::view::dynamic::{If, text};
use crate::view::widgets::ProgressBar;

/// The id of the view, which takes the focus where a button of it has gone.
pub const JOBS_ID: &str = "pl-jobs";

/// See the module.
#[component]
pub fn JobList() -> impl IntoView {
    let live = expect_context::<Live>();
    let jobs = Jobs::new(expect_context::<Engine>(), expect_context::<Log>(), live);
    let (status, host) = (jobs.status(), jobs.host());
    let phase = Signal::memo(move || status.with(|status| status.as_ref().map(|status| status.phase)));
    let words = Signal::derive(move || {
        status.with(|status| status.as_ref().map(|status| status.words.clone()).unwrap_or_default())
    });
    let is_under_way = Signal::memo(move || matches!(phase.get(), Some(Phase::Reading | Phase::Waiting)));
    let needs_token = Signal::memo(move || phase.get() == Some(Phase::NeedsToken));
    // What is in the way of asking, in whatever it was met.
    let trouble = Signal::memo(move || {
        let is_trouble = matches!(phase.get(), Some(Phase::Troubled | Phase::NeedsToken));
        jobs.trouble().get().or_else(|| is_trouble.then(|| words.get()))
    });
    let can_ask = Signal::memo(move || host.with(Option::is_some) && !is_under_way.get());
    let ask_words = move || match (phase.get(), host.get()) {
        (None, host) => format!("Ask {} how they fare", host.unwrap_or_default()),
        (Some(Phase::Paused), _) => "Go on".to_owned(),
        (Some(Phase::Troubled | Phase::NeedsToken), _) => "Try again".to_owned(),
        _ => "Ask again".to_owned(),
    };
    let note = move || match (host.get(), phase.get()) {
        (None, _) => {
            "How jobs fare is told by the API of a log that is read live, and by files with synchronization jobs."
                .to_owned()
        }
        (Some(_), None) => "That needs Synchronization.Read.All, which is asked for only then.".to_owned(),
        (Some(_), Some(Phase::Complete | Phase::Paused)) => words.get(),
        _ => String::new(),
    };
    let stop = Callback::new(move |()| jobs.stop());
    let percent = Signal::derive(move || {
        let share = |status: &JobsStatus| (u64::from(status.answered) * 100).checked_div(status.all.into());
        status.with(|status| status.as_ref().and_then(share).unwrap_or_default())
    });
    let ask = move || {
        // The button goes away while the API is asked.
        document::focus(JOBS_ID);
        jobs.ask();
    };
    view! {
        <section id=JOBS_ID class="pl-jobs" aria-label="Jobs" tabindex="0">
            <div class="pl-jobs__bar">
                <h2 class="pl-jobs__title">"Jobs"</h2>
                <If when=can_ask>
                    <button class="pl-button pl-button--small" type="button" on:click=move |_| ask()>
                        {text(ask_words)}
                    </button>
                </If>
                <If when=needs_token>
                    <button class="pl-button pl-button--small" type="button" on:click=move |_| live.open_for_jobs()>
                        "Use another token"
                    </button>
                </If>
                <If when=is_under_way>
                    <ProgressBar label="Asking for jobs" percent words cancel_label="Cancel" cancel=stop />
                </If>
                <span class="pl-muted" role="status" aria-label="Asking for jobs">{text(note)}</span>
            </div>
            <If when=move || trouble.with(Option::is_some)>
                <p class="pl-refusal" role="alert">{text(move || trouble.get().unwrap_or_default())}</p>
            </If>
            {detail::blocks(jobs.blocks())}
        </section>
    }
}
