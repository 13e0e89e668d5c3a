//! The whole page: what stands in the window, and what listens to it.

use leptos::prelude::*;

use super::open::{AddOrReplace, DropTarget, StartPage};
use super::shell::{EngineGone, Shell};
use crate::state::{self, Log};

/// The page.
#[component]
pub fn App() -> impl IntoView {
    state::provide();
    let log = expect_context::<Log>();
    let is_open = Memo::new(move |_| log.is_open().get());
    view! {
        <EngineGone />
        <Show when=move || is_open.get() fallback=|| view! { <StartPage /> }>
            <Shell />
        </Show>
        <AddOrReplace />
        <DropTarget />
    }
}
