//! Tab Steps: the path of an event, in the record's own order.

use std::sync::Arc;

use leptos::prelude::*;

use super::logged_text::{logged_text, marked};
use super::moment::local_time;
use super::status_mark::StatusMark;
use super::value::detail_value;
use crate::event::{Details, ProvisioningStep, Status};
use crate::insight::escrow::EscrowRetry;
use crate::insight::quoted::{self, Piece};
use crate::insight::stages::not_reached;
use crate::protocol::EventReply;
use crate::view::dynamic::each;
use crate::view::format::grouped;
use crate::view::icon::Icon;
use crate::view::status::{status_class, status_icon};

/// Details of one step, or steps, drawn at first; a hostile record may hold thousands.
const SHOWN_AT_FIRST: usize = 200;

/// Draws the steps, and the stages that were not reached.
#[component]
pub fn Steps(
    /// The event.
    reply: Arc<EventReply>,
) -> impl IntoView {
    let count = reply.event.provisioning_steps.len();
    if count == 0 {
        return view! { <p class="pl-detail__empty">"The record lists no steps."</p> }.into_any();
    }
    let missing = not_reached(&reply.event).into_iter().map(|stage| {
        view! {
            <li class="pl-detail__step">
                <span class="pl-detail__step-icon pl-detail__step-icon--not-reached"></span>
                <div class="pl-detail__step-body">
                    <p class="pl-detail__step-head pl-muted">
                        <span>{stage.label().to_owned()}</span>
                        <span class="pl-detail__step-status">"Not reached"</span>
                    </p>
                </div>
            </li>
        }
    });
    let missing = missing.collect_view();
    let shown = RwSignal::new(SHOWN_AT_FIRST);
    let indices = move || (0..count.min(shown.get()) as u32).collect();
    let step = move |index: u32| {
        let index = index as usize;
        view! { <Step step=reply.event.provisioning_steps[index].clone() index /> }.into_any()
    };
    view! {
        <ol class="pl-detail__path">
            {each(indices, step)}
            {missing}
        </ol>
        {more_button(count, shown, "steps")}
    }
    .into_any()
}

/// A button that draws the rest of a long list.
pub fn more_button(count: usize, shown: RwSignal<usize>, of: &'static str) -> impl IntoView {
    let more = move || (shown.get() < count).then(|| format!("Show all {} {of}", grouped(count as u64)));
    move || {
        more().map(|label| {
            view! {
                <button type="button" class="pl-detail__more" on:click=move |_| shown.set(count)>
                    {label}
                </button>
            }
        })
    }
}

#[component]
fn Step(step: ProvisioningStep, index: usize) -> impl IntoView {
    // What went another way than planned is what the person came for.
    let is_open = RwSignal::new(matches!(step.status, Status::Failure | Status::Warning | Status::Skipped));
    let details_id = format!("event-step-{index}");
    let stage = step.provisioning_step_type.label();
    let stage = if stage.is_empty() { "Step" } else { stage };
    let heading = view! {
        <span class="pl-detail__stage">{logged_text(stage)}</span>
        <span class="pl-detail__step-name pl-mono">{logged_text(&step.name)}</span>
        <span class="pl-detail__step-status">
            <StatusMark status=step.status.clone() />
        </span>
    };
    let has_details = !step.details.0.is_empty();
    let head = if has_details {
        view! {
            <button
                type="button"
                class="pl-detail__step-head"
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=details_id.clone()
                on:click=move |_| is_open.update(|open| *open = !*open)
            >
                {heading}
                <span class="pl-detail__chevron">{Icon::Down.view()}</span>
            </button>
        }
        .into_any()
    } else {
        view! { <p class="pl-detail__step-head">{heading}</p> }.into_any()
    };
    let retry = EscrowRetry::of_step(&step).map(retry_note);
    let icon = status_icon(&step.status).view();
    let icon_class = format!("pl-detail__step-icon {}", status_class(&step.status));
    let description = (!step.description.is_empty()).then(|| description(&step.description));
    let details = StoredValue::new(step.details);
    let table = move || is_open.get().then(|| details.with_value(details_table));
    view! {
        <li class="pl-detail__step">
            <span class=icon_class>{icon}</span>
            <div class="pl-detail__step-body">
                {head}
                {description}
                {retry}
                {has_details.then(|| view! { <div id=details_id hidden=move || !is_open.get()>{table}</div> })}
            </div>
        </li>
    }
}

fn description(text: &str) -> impl IntoView + use<> {
    let pieces = quoted::pieces(text).into_iter().map(|piece| match piece {
        Piece::Words(words) => marked(words),
        Piece::Value(value) => view! { <bdi class="pl-detail__quoted">{marked(value)}</bdi> }.into_any(),
    });
    view! { <p class="pl-detail__description"><bdi>{pieces.collect_view()}</bdi></p> }
}

fn retry_note(retry: EscrowRetry) -> impl IntoView {
    let processed = retry.processed.map(|times| {
        let times = if times == 1 { "once".to_owned() } else { format!("{times} times") };
        format!(" It has been processed {times}.")
    });
    let created = retry.created.map(|instant| view! { " Held since " {local_time(instant)} "." });
    let next = retry.next_attempt.map(|instant| view! { " Next attempt: " {local_time(instant)} "." });
    view! {
        <p class="pl-detail__note">
            <span class="pl-detail__chip">"Retry"</span>
            " This change failed before and was tried again."
            {processed}
            {created}
            {next}
        </p>
    }
}

fn details_table(details: &Details) -> impl IntoView + use<> {
    let count = details.0.len();
    let shown = RwSignal::new(SHOWN_AT_FIRST);
    let details = StoredValue::new(details.clone());
    let row = move |index: u32| {
        details.with_value(|Details(details)| {
            let (name, written) = &details[index as usize];
            view! {
                <tr>
                    <th scope="row">{logged_text(name)}</th>
                    <td>{detail_value(name, written)}</td>
                </tr>
            }
            .into_any()
        })
    };
    view! {
        <table class="pl-detail__table pl-detail__table--pairs">
            <thead class="pl-hidden">
                <tr>
                    <th scope="col">"Detail"</th>
                    <th scope="col">"Value"</th>
                </tr>
            </thead>
            <tbody>
                {each(move || (0..count.min(shown.get()) as u32).collect(), row)}
            </tbody>
        </table>
        {more_button(count, shown, "details")}
    }
}
