//! The way to the dialog.

use leptos::prelude::*;

use crate::state::{Live, Rested};
use crate::view::icon::Icon;

/// See the module.
#[component]
pub fn ConnectButton() -> impl IntoView {
    let live = expect_context::<Live>();
    let rested = expect_context::<Rested>();
    let connect = move |_| {
        // What shows the log is fetched while a person writes, as what reads it is.
        rested.rest();
        live.open(false);
    };
    view! {
        <button class="pl-button" type="button" aria-haspopup="dialog" data-connect="" on:click=connect>
            {Icon::Connect.view()}
            <span class="pl-button__word--optional">"Connect"</span>
        </button>
    }
}
