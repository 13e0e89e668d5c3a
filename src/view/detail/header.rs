//! What happened, in one sentence, with status and time.

use std::sync::Arc;

use leptos::prelude::*;

use super::logged_text::logged_text;
use super::moment::local_time;
use super::status_mark::StatusMark;
use crate::advice;
use crate::insight::escrow::EscrowRetry;
use crate::protocol::EventReply;

/// Draws the line above the tabs.
#[component]
pub fn Header(
    /// The event.
    reply: Arc<EventReply>,
) -> impl IntoView {
    let event = &reply.event;
    let action = event.provisioning_action.label();
    let is_retry = EscrowRetry::of_event(event).is_some();
    let flaw = reply.flaw.as_ref().map(|flaw| {
        view! {
            <p class="pl-detail__note">
                "This record is damaged (" {logged_text(flaw)}
                "): the tabs hold what could be read of it, and JSON all of it."
            </p>
        }
    });
    view! {
        <header class="pl-detail__header">
            <h2 class="pl-detail__title">{logged_text(&advice::sentence(event))}</h2>
            <p class="pl-detail__facts">
                <StatusMark status=event.provisioning_status_info.status.clone() />
                {(!action.is_empty()).then(|| view! { <span>{logged_text(action)}</span> })}
                {is_retry.then(|| view! { <span class="pl-detail__chip">"Retry"</span> })}
                {event.activity_date_time.map(|instant| view! { <span>{local_time(instant)}</span> })}
            </p>
            {flaw}
        </header>
    }
}
