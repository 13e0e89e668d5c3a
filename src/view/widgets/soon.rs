//! What can wait until what is around it is drawn.

use std::time::Duration;

use leptos::prelude::*;

use crate::state::Undrawn;
use crate::state::signal::RwSignal;
use crate::view::dynamic::If;

/// Children that are drawn so many frames later, each such part in a task of its own, so that the page answers in between;
/// parts of different frames are not laid out together. The room that they take must be there before, so that nothing
/// moves.
#[component]
pub fn Soon(frames: u32, children: ChildrenFn) -> impl IntoView {
    let (is_due, undrawn) = (RwSignal::new(false), expect_context::<Undrawn>());
    undrawn.begin();
    let draw = move || {
        is_due.set(true);
        undrawn.end();
    };
    after_frames(frames, Box::new(draw));
    view! { <If when=is_due>{children()}</If> }
}

/// Does something in a task of its own behind so many frames.
fn after_frames(frames: u32, work: Box<dyn FnOnce()>) {
    request_animation_frame(move || {
        if frames > 1 {
            after_frames(frames - 1, work);
        } else {
            set_timeout(work, Duration::ZERO);
        }
    });
}
