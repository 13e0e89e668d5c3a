//! A button with something to choose below it.

use leptos::prelude::*;

use crate::browser::popover;
use crate::state::signal::RwSignal;
use crate::view::dynamic::If;
use crate::view::icon::Icon;
use crate::view::seldom::{Later, Seldom};

/// The popover that the button of id `{id}-button` opens with `popovertarget`. Its content exists while it is open, so
/// that what is closed asks the engine nothing.
#[component]
pub fn Popover(
    /// Unique in the document.
    #[prop(into)]
    id: String,
    /// What a screen reader calls it.
    label: &'static str,
    /// What it holds.
    holds: Seldom,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let button = format!("{id}-button");
    let before_toggle = move |event: leptos::ev::Event| {
        if popover::is_opening(&event) {
            popover::place_at(&button, &event_target(&event));
            open.set(true);
        }
    };
    let toggled = move |event: leptos::ev::Event| {
        if popover::is_opening(&event) {
            popover::enter(&event_target(&event));
        } else {
            open.set(false);
        }
    };
    view! {
        <div
            id=id
            class="pl-popover"
            popover="auto"
            role="dialog"
            aria-label=label
            tabindex="-1"
            on:beforetoggle=before_toggle
            on:toggle=toggled
        >
            <If when=open>
                <Later what=holds.clone() />
            </If>
        </div>
    }
}

/// A button of the toolbar, and the popover that it opens.
#[component]
pub fn PopoverButton(id: &'static str, name: &'static str, icon: Icon, holds: Seldom) -> impl IntoView {
    view! {
        <div class="pl-opener">
            <button id=format!("{id}-button") class="pl-button pl-button--quiet" type="button" popovertarget=id aria-haspopup="dialog">
                {icon.view()}
                <span class="pl-button__word--optional">{name}</span>
            </button>
            <Popover id=id label=name holds=holds />
        </div>
    }
    .into_any()
}
