//! The way to the dialog.

use leptos::prelude::*;

use crate::state::Live;
use crate::view::icon::Icon;

/// See the module.
#[component]
pub fn ConnectButton() -> impl IntoView {
    let live = expect_context::<Live>();
    view! {
        <button class="pl-button" type="button" aria-haspopup="dialog" data-connect="" on:click=move |_| live.open()>
            {Icon::Connect.view()}
            <span class="pl-button__word--optional">"Connect"</span>
        </button>
    }
}
