//! One explanation for every event: what happened and why, who acts, what to do, and whether it is tried again.
//!
//! All of it is plain text and data for the page to draw; what comes from the record is never trusted to be anything
//! but text, and an address becomes a link only through [`https_only`].

use crate::event::{ErrorCategory, Instant, ModifiedProperty, ProvisioningEvent, Status, Written};

use super::entry::{Actor, Entry, Retry};
use super::judge::{Certainty, Verdict, judge};
use super::links::{help_in, https_only};
use super::reason::Reason;
use super::scope::Scoping;

/// What there is to say about an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// One sentence: what it comes down to.
    pub headline: String,
    /// Why, in general.
    pub cause: &'static str,
    /// What this very record adds, a sentence each.
    pub findings: Vec<String>,
    /// Who must act, the likeliest first.
    pub actors: &'static [Actor],
    /// What to do, in order; empty where there is nothing to do.
    pub steps: &'static [&'static str],
    pub retry: Outlook,
    /// The error code or the skip reason as the record has it; may be empty.
    pub code: String,
    pub category: Option<Category>,
    /// The parts of the record's reason; `None` if it has none.
    pub reason: Option<Reason>,
    /// The record's own further details, as text.
    pub additional_details: String,
    /// The record's own recommendation, as text; an address that is safe stands among the links too.
    pub recommended_action: String,
    pub links: Vec<Link>,
    /// What the record says on scope.
    pub scoping: Option<Scoping>,
    /// What all this rests on.
    pub certainty: Certainty,
    /// The entry is told by users only, and no documentation confirms it.
    pub is_report: bool,
}

/// Whether and when the operation is tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub sentence: String,
    /// How often it has been tried again, if the record says so.
    pub retried: Option<u32>,
    /// It is not tried again before this, if the record says so.
    pub next_attempt: Option<Instant>,
}

/// Where the cause lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Category {
    pub value: ErrorCategory,
    /// The record says so; otherwise it is what the knowledge base takes the code for.
    pub is_stated: bool,
}

/// An address that is safe to follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    pub title: String,
    /// Passed [`https_only`].
    pub url: String,
}

/// Explains an event.
#[must_use]
pub fn explain(event: &ProvisioningEvent) -> Explanation {
    let error = event.provisioning_status_info.error_information.clone().unwrap_or_default();
    let mut reason = Reason::parse(&error.reason);
    // Nobody waits for what was to be before the event itself.
    reason.next_attempt = reason.next_attempt.filter(|next| event.activity_date_time.is_none_or(|at| *next >= at));
    let scoping = Scoping::of(event);
    let verdict = judge(event, &reason, scoping.as_ref());
    Explanation {
        headline: sentence(verdict.entry.title),
        cause: verdict.entry.cause,
        findings: findings(event, &verdict, &reason, scoping.as_ref()),
        actors: verdict.entry.actors,
        steps: verdict.entry.steps,
        retry: outlook(verdict.entry.retry, &reason),
        code: event.effective_code().to_owned(),
        category: category(error.error_category, verdict.entry),
        links: links(&verdict, &error.recommended_action, &error.reason),
        reason: (!reason.raw.is_empty()).then_some(reason),
        additional_details: error.additional_details,
        recommended_action: error.recommended_action,
        scoping,
        certainty: verdict.certainty,
        is_report: verdict.certainty.is_specific() && verdict.entry.rests_on_reports_alone(),
    }
}

fn findings(event: &ProvisioningEvent, verdict: &Verdict, reason: &Reason, scoping: Option<&Scoping>) -> Vec<String> {
    let mut findings = Vec::new();
    if let Some(broader) = verdict.broader {
        findings.push(format!("The code by itself says only: {}.", broader.title));
    }
    if event.provisioning_status_info.status == Status::Skipped {
        let obstacles = scoping.map(Scoping::obstacles).unwrap_or_default();
        findings.extend(obstacles.iter().map(|obstacle| sentence(obstacle)));
    }
    // A step that went well names what it did.
    let mut steps = event.provisioning_steps.iter().filter(|step| step.status != Status::Success);
    let named = steps.find_map(|step| step.details.get("PropertyName")).map_or("", Written::as_str);
    let attribute = reason.ldap.as_ref().map_or("", |ldap| ldap.attribute.as_str());
    let is_at_fault = event.provisioning_status_info.status != Status::Success;
    if let Some(attribute) = [named, attribute].into_iter().find(|attribute| is_at_fault && !attribute.is_empty()) {
        findings.push(format!("The attribute is {attribute}."));
    }
    if event.provisioning_status_info.status == Status::Success && lists_account_disabled_alone(event) {
        findings.push(
            "Only accountDisabled is listed. Jobs from HR systems list it every time, so probably nothing changed."
                .to_owned(),
        );
    }
    findings
}

/// Whether the one property listed is the one that some jobs list whether or not it changed.
fn lists_account_disabled_alone(event: &ProvisioningEvent) -> bool {
    let [ModifiedProperty { display_name, old_value, .. }] = event.modified_properties.as_slice() else {
        return false;
    };
    display_name.eq_ignore_ascii_case("accountDisabled") && old_value.as_str().is_empty()
}

fn outlook(retry: Retry, reason: &Reason) -> Outlook {
    let mut sentence = match reason.retried {
        None => String::new(),
        Some(0) => "By this record it had not been tried again. ".to_owned(),
        Some(1) => "By this record it had been tried again once. ".to_owned(),
        Some(times) => format!("By this record it had been tried again {times} times. "),
    };
    // What came of it since stands in its story, and not in the record. What the record announces goes before what is
    // usual: a code that stands for a skip as a rule can come with a failure that is tried again, and the next attempt can
    // be further off than the next cycle.
    let retry = match retry {
        Retry::WhenItChanges | Retry::AsARule if reason.next_attempt.is_some() => Retry::UntilFixed,
        Retry::NextCycle if reason.next_attempt.is_some() => Retry::Automatic,
        usual => usual,
    };
    sentence.push_str(retry.sentence());
    if !reason.pause.is_empty() {
        for part in [" The target asks for a pause: ", &reason.pause, "."] {
            sentence.push_str(part);
        }
    }
    Outlook { sentence, retried: reason.retried, next_attempt: reason.next_attempt }
}

fn category(stated: ErrorCategory, entry: &Entry) -> Option<Category> {
    match stated {
        ErrorCategory::Unknown(word) if word.is_empty() => {
            entry.fault.category().map(|value| Category { value, is_stated: false })
        }
        value => Some(Category { value, is_stated: true }),
    }
}

/// The record's own links, then those of the entry; general help links to nothing.
fn links(verdict: &Verdict, recommended_action: &str, reason: &str) -> Vec<Link> {
    let link = |title: &str, url: &str| Link { title: title.to_owned(), url: url.to_owned() };
    let own = https_only(recommended_action.trim());
    let named = help_in(reason).filter(|url| own != Some(url));
    let mut links = Vec::new();
    for (title, url) in [("Recommended by the record", own), ("Named in the reason", named)] {
        links.extend(url.map(|url| link(title, url)));
    }
    let sources = if verdict.certainty.is_specific() { verdict.entry.sources } else { &[] };
    for source in sources {
        links.extend(source.page.and_then(https_only).map(|url| link(source.title, url)));
    }
    links
}

/// A clause as a sentence: a capital at its start and a full stop at its end.
fn sentence(clause: &str) -> String {
    let mut sentence = format!("{clause}.");
    if let Some(first) = sentence.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    sentence
}
