//! The keyboard's focus, where what has it is moved in the document or goes away.

use leptos::prelude::request_animation_frame;

use super::grid::GRID_ID;
use super::jobs::JOBS_ID;
use super::open::START_ID;
use crate::browser::document;

/// Gives the focus back, in the next frame, to what has it now.
pub fn keep() {
    let Some(focused) = document::focused() else { return };
    request_animation_frame(move || {
        // What is gone for good cannot take it.
        let _ = focused.focus();
    });
}

/// A focus that is lost in the next frame goes to the log, or to what stands in its place: jobs, or the start page.
pub fn fall_to_the_log() {
    request_animation_frame(|| {
        if document::is_focus_lost() {
            document::focus(START_ID);
            document::focus(JOBS_ID);
            document::focus(GRID_ID);
        }
    });
}
