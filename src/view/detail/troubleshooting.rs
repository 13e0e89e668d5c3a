//! Tab Troubleshooting & Recommendations: why, who acts, what to do, and everything the record says on it.

use std::sync::Arc;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::logged_text::logged_text;
use super::long_text::long_text;
use super::moment::local_time;
use super::value::readable;
use crate::advice::{self, Actor, Explanation, Link, Reason};
use crate::event::{Instant, Status, Written};
use crate::protocol::EventReply;

/// Draws the explanation of an event.
#[component]
pub fn Troubleshooting(
    /// The event.
    reply: Arc<EventReply>,
) -> impl IntoView {
    let explanation = advice::explain(&reply.event);
    let is_skip = reply.event.provisioning_status_info.status == Status::Skipped;
    let findings = &explanation.findings;
    let findings = (!findings.is_empty()).then(|| {
        let finding = |finding: &String| view! { <li>{logged_text(finding)}</li> };
        view! { <ul class="pl-detail__bullets">{findings.iter().map(finding).collect_view()}</ul> }
    });
    view! {
        <section class="pl-detail__section">
            <h3 class="pl-detail__lead">{logged_text(&explanation.headline)}</h3>
            <p>{explanation.cause}</p>
            {findings}
        </section>
        {what_to_do(explanation.steps)}
        {facts(&explanation, is_skip)}
        {links(&explanation.links)}
        {explanation.reason.as_ref().map(reason_parts)}
        {explanation.reason.map(|reason| written_text("Reason, as written", "reason", reason.raw))}
        {written_text("Additional details", "additional details", explanation.additional_details)}
        {written_text("Recommended action", "recommended action", explanation.recommended_action)}
        <p class="pl-detail__footnote">
            {explanation.certainty.sentence()}
            {explanation.is_report.then_some(" Known from reports of users only.")}
        </p>
    }
}

fn what_to_do(steps: &'static [&'static str]) -> impl IntoView {
    (!steps.is_empty()).then(|| {
        let step = |step: &&'static str| view! { <li>{*step}</li> };
        view! {
            <section class="pl-detail__section">
                <h3>"What to do"</h3>
                <ol class="pl-detail__numbers">{steps.iter().map(step).collect_view()}</ol>
            </section>
        }
    })
}

fn facts(explanation: &Explanation, is_skip: bool) -> impl IntoView + use<> {
    let code = (!explanation.code.is_empty()).then(|| {
        let code = explanation.code.clone();
        view! {
            <div>
                <dt>{if is_skip { "Skip reason" } else { "Error code" }}</dt>
                <dd>
                    <code>{logged_text(&code)}</code>
                    <CopyButton of=if is_skip { "skip reason" } else { "error code" } text=move || code.clone() />
                </dd>
            </div>
        }
    });
    let category = explanation.category.as_ref().map(|category| {
        view! {
            <div>
                <dt>"Category"</dt>
                <dd>
                    {logged_text(category.value.label())} " "
                    <span class="pl-muted">
                        {if category.is_stated { "" } else { "(not in the record: usual for this code)" }}
                    </span>
                </dd>
            </div>
        }
    });
    let actor = |actor: &Actor| view! { <li>{actor.label()}</li> };
    let next = explanation.retry.next_attempt.map(|instant| {
        view! { <p>"Not before " {local_time(instant)}</p> }
    });
    view! {
        <section class="pl-detail__section">
            <h3>"At a glance"</h3>
            <dl class="pl-detail__pairs">
                {code}
                {category}
                <div>
                    <dt>"Who acts"</dt>
                    <dd>
                        <ul>{explanation.actors.iter().map(actor).collect_view()}</ul>
                    </dd>
                </div>
                <div>
                    <dt>"Tried again"</dt>
                    <dd>
                        <p>{explanation.retry.sentence.clone()}</p>
                        {next}
                    </dd>
                </div>
            </dl>
        </section>
    }
}

/// The addresses passed the knowledge base's check for https when the explanation was made.
fn links(links: &[Link]) -> impl IntoView + use<> {
    let link = |link: &Link| {
        view! {
            <li>
                <a href=link.url.clone() rel="noopener noreferrer" target="_blank">
                    {link.title.clone()}
                </a>
            </li>
        }
    };
    (!links.is_empty()).then(|| {
        view! {
            <section class="pl-detail__section">
                <h3>"Read more"</h3>
                <ul class="pl-detail__bullets">{links.iter().map(link).collect_view()}</ul>
            </section>
        }
    })
}

/// The parts that could be read; nothing where the text is all message, as it follows whole.
fn reason_parts(reason: &Reason) -> impl IntoView + use<> {
    let mut parts: Vec<(&'static str, String)> = Vec::new();
    if let Some(status) = &reason.status {
        let number = status.number.map(|number| number.to_string());
        let words: Vec<_> = number.iter().map(String::as_str).chain([status.word.as_str()]).collect();
        parts.push(("HTTP status", words.join(" ").trim().to_owned()));
    }
    if reason.message.len() < reason.raw.len() {
        parts.push(("Message", reason.message.clone()));
    }
    if let Some(scim) = &reason.scim {
        parts.push(("SCIM error type", scim.scim_type.clone()));
        parts.push(("SCIM detail", scim.detail.clone()));
    }
    if let Some(ldap) = &reason.ldap {
        parts.push(("LDAP error", format!("{} {}", ldap.kind, ldap.code).trim().to_owned()));
        parts.push(("LDAP problem", ldap.problem.clone()));
        parts.push(("Attribute", ldap.attribute.clone()));
    }
    parts.push(("Sign-in error", reason.sign_in_codes.join(", ")));
    parts.push(("Tried again", reason.retried.map(|times| format!("{times} times")).unwrap_or_default()));
    let next = reason.next_attempt.map(Instant::to_rfc3339);
    parts.push(("Next attempt, UTC", next.unwrap_or_default()));
    let (response, _) = readable(&Written::Text(reason.response.clone()));
    parts.push(("Response", response));
    parts.retain(|(_, value)| !value.is_empty());
    let row = |(name, value): (&'static str, String)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{long_text(value)}</td>
            </tr>
        }
    };
    (!parts.is_empty()).then(|| {
        view! {
            <section class="pl-detail__section">
                <h3>"What the reason says"</h3>
                <table class="pl-detail__table pl-detail__table--pairs">
                    <thead class="pl-hidden">
                        <tr>
                            <th scope="col">"Part"</th>
                            <th scope="col">"Value"</th>
                        </tr>
                    </thead>
                    <tbody>{parts.into_iter().map(row).collect_view()}</tbody>
                </table>
            </section>
        }
    })
}

/// A text of the record, whole.
fn written_text(title: &'static str, of: &'static str, text: String) -> impl IntoView {
    (!text.trim().is_empty()).then(|| {
        let copied = text.clone();
        view! {
            <section class="pl-detail__section">
                <h3 class="pl-detail__with-copy">{title} <CopyButton of text=move || copied.clone() /></h3>
                <div class="pl-detail__code">{long_text(text)}</div>
            </section>
        }
    })
}
