//! What can wait until what is around it is drawn.

use std::time::Duration;

use leptos::prelude::*;

use crate::state::Undrawn;
use crate::state::signal::RwSignal;
use crate::view::dynamic::If;

/// Children that are drawn after the next frame, each such part in a task of its own, so that the page answers in between.
/// The room that they take must be there before, so that nothing moves.
#[component]
pub fn Soon(children: ChildrenFn) -> impl IntoView {
    let (is_due, undrawn) = (RwSignal::new(false), expect_context::<Undrawn>());
    undrawn.begin();
    let draw = move || {
        is_due.set(true);
        undrawn.end();
    };
    request_animation_frame(move || set_timeout(draw, Duration::ZERO));
    view! { <If when=is_due>{children()}</If> }
}
