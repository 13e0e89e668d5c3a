//! A status as icon, colour and word.

use leptos::prelude::*;

use super::logged_text::logged_text;
use crate::event::Status;
use crate::view::status::{status_class, status_icon};

/// Draws icon and word.
#[component]
pub fn StatusMark(
    /// The status.
    status: Status,
) -> impl IntoView {
    let label = if status.label().is_empty() { "No status" } else { status.label() };
    view! { <span class=status_class(&status)>{status_icon(&status).view()} {logged_text(label)}</span> }
}
