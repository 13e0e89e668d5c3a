//! The whole page: what stands in the window, and what listens to it.

use leptos::prelude::*;

use super::engine_gone::EngineGone;
use super::link::LinkNotes;
use super::live::LiveBar;
use super::open::{AddOrReplace, DropTarget, StartPage};
use super::seldom;
use super::shell::Shell;
use super::trouble::Troubles;
use crate::state::signal::Signal;
use crate::state::{self, Log};
use crate::view::dynamic::part;

/// The page.
#[component]
pub fn App() -> impl IntoView {
    state::provide();
    seldom::provide();
    let log = expect_context::<Log>();
    let is_open = Signal::memo(move || log.is_open().get());
    view! {
        <EngineGone />
        <LinkNotes />
        <Troubles />
        <LiveBar />
        {part(move || if is_open.get() { view! { <Shell /> }.into_any() } else { view! { <StartPage /> }.into_any() })}
        <AddOrReplace />
        <DropTarget />
    }
}
