//! The file button.

use leptos::prelude::*;
use web_sys::HtmlInputElement;

use crate::browser::transfer;
use crate::state::Log;
use crate::view::icon::Icon;

/// The browser's file picker behind a label that looks like a button.
#[component]
pub fn FileButton(
    /// Whether it is the first thing to do on the page.
    #[prop(optional)]
    primary: bool,
) -> impl IntoView {
    let log = expect_context::<Log>();
    let chosen = move |event: leptos::ev::Event| {
        let input = event_target::<HtmlInputElement>(&event);
        log.bring(transfer::files_of(input.files()));
        // So that choosing the same file again is a change again.
        input.set_value("");
    };
    let class = if primary { "pl-button pl-button--primary" } else { "pl-button" };
    view! {
        <label class=class>
            <input class="pl-button__input" type="file" multiple=true on:change=chosen />
            {Icon::Open.view()}
            <span class:pl-button__word--optional=!primary>"Open files"</span>
        </label>
    }
}
