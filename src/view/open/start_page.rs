//! What stands in the window before there is a log.

use leptos::prelude::*;

use super::FileButton;
use crate::state::Log;
use crate::view::dynamic::text;
use crate::view::link::LinkWaits;
use crate::view::live::ConnectButton;
use crate::view::report::{ImportReport, Refusal};

/// The id of the page, which takes the focus where the log before has gone.
pub const START_ID: &str = "pl-start";

/// See the module.
#[component]
pub fn StartPage() -> impl IntoView {
    let log = expect_context::<Log>();
    view! {
        <main id=START_ID class="pl-start" tabindex="-1">
            <h1 class="pl-start__name">"provlens"</h1>
            <p class="pl-start__what">"Reads Microsoft Entra ID provisioning logs in this browser tab."</p>
            <Refusal />
            <LinkWaits />
            <div class="pl-start__drop">
                <p class="pl-start__invitation">"Drop log files here, or paste them"</p>
                <p class="pl-start__kinds">
                    "Downloads of the Entra admin centre, pages of Microsoft Graph, diagnostic exports, Log Analytics, PowerShell"
                </p>
                <div class="pl-start__ways">
                    <FileButton primary=true />
                    <button
                        class="pl-button"
                        type="button"
                        aria-disabled=text(move || log.is_fetching().get().to_string())
                        on:click=move |_| if !log.is_fetching().get_untracked() { log.open_sample() }
                    >
                        "Try the sample log"
                    </button>
                    <ConnectButton />
                </div>
            </div>
            <p class="pl-start__privacy">
                "Nothing leaves this tab: files are read where they are and are sent to nobody. Connect asks the API that you name."
            </p>
            <ImportReport />
        </main>
    }
}
