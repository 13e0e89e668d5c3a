//! A button that is drawn and not written. While there is nothing for it to do it stays, and so the focus does.

use leptos::prelude::*;

use crate::state::signal::Signal;
use crate::view::dynamic::{maybe, text};
use crate::view::focus;
use crate::view::icon::Icon;

/// See the module.
#[component]
pub fn IconButton(
    /// What it does.
    #[prop(into)]
    name: String,
    /// The same with its key, where it has one.
    #[prop(optional)]
    title: Option<&'static str>,
    icon: Icon,
    /// Whether there is something to do.
    can: Signal<bool>,
    /// Whether it has been done, where a second press undoes it.
    #[prop(optional)]
    is_pressed: Option<Signal<bool>>,
    press: Callback<()>,
) -> impl IntoView {
    let pressed = move |_| {
        if can.get_untracked() {
            press.run(());
            // What it does may move the button in the document, which takes the focus away.
            focus::keep();
        }
    };
    view! {
        <button
            class="pl-button pl-button--icon"
            type="button"
            aria-label=name
            title=maybe(move || title.map(str::to_owned))
            aria-disabled=text(move || (!can.get()).to_string())
            aria-pressed=maybe(move || is_pressed.map(|is_pressed| is_pressed.get().to_string()))
            on:click=pressed
        >
            {icon.view()}
        </button>
    }
    .into_any()
}
