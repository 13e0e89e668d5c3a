//! A button that puts a value on the clipboard.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::clipboard::copy_text;
use crate::view::icon::{Icon, drawing};

/// Says to assistive technology what came of copying.
#[derive(Clone, Copy)]
pub struct Announcer(RwSignal<String>);

impl Announcer {
    /// One that has said nothing.
    #[must_use]
    pub fn new() -> Self {
        Self(RwSignal::new(String::new()))
    }

    /// What was said last; tracked.
    #[must_use]
    pub fn last_words(self) -> String {
        self.0.get()
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    None,
    Copied,
    Failed,
}

/// Draws the button. What came of it is shown until pointer and focus leave it.
#[component]
pub fn CopyButton(
    /// What is copied, in small letters: `change id`.
    of: &'static str,
    /// Makes the text to copy.
    text: impl Fn() -> String + 'static,
) -> impl IntoView {
    let outcome = RwSignal::new(Outcome::None);
    let announcer = use_context::<Announcer>();
    let copy = move |_| {
        let text = text();
        spawn_local(async move {
            let copied = copy_text(&text).await;
            // The event may have been closed meanwhile.
            let (now, words) = match copied {
                Ok(()) => (Outcome::Copied, format!("Copied: {of}")),
                Err(error) => (Outcome::Failed, format!("Could not copy: {error}")),
            };
            let _ = outcome.try_set(now);
            if let Some(Announcer(words_signal)) = announcer {
                let _ = words_signal.try_set(words);
            }
        });
    };
    let reset = move || outcome.set(Outcome::None);
    let icon = move || match outcome.get() {
        Outcome::None => Icon::Copy,
        Outcome::Copied => Icon::Success,
        Outcome::Failed => Icon::Failure,
    };
    let title = move || match outcome.get() {
        Outcome::None => format!("Copy {of}"),
        Outcome::Copied => "Copied".to_owned(),
        Outcome::Failed => "Could not copy".to_owned(),
    };
    view! {
        <button
            type="button"
            class="pl-detail__copy"
            aria-label=format!("Copy {of}")
            title=title
            on:click=copy
            on:blur=move |_| reset()
            on:pointerleave=move |_| reset()
        >
            {drawing(icon)}
        </button>
    }
}
