//! What can wait until what is around it is drawn.

use std::time::Duration;

use leptos::prelude::*;

use crate::state::signal::RwSignal;
use crate::view::dynamic::If;

/// Children that are drawn after the next frame, each such part in a task of its own, so that the page answers in between.
/// The room that they take must be there before, so that nothing moves.
#[component]
pub fn Soon(children: ChildrenFn) -> impl IntoView {
    let is_due = RwSignal::new(false);
    request_animation_frame(move || set_timeout(move || is_due.set(true), Duration::ZERO));
    view! { <If when=is_due>{children()}</If> }
}
