//! Tab Troubleshooting & Recommendations: why, who acts, what to do, and everything the record says on it.

use super::block::{Block, Columns, Group, Points, Role, Row, Table};
use super::run::{Run, Style};
use super::text::{bare, copy, logged, long, name, paragraph, section, words};
use super::value::readable;
use crate::advice::{self, Category, Explanation, Link, Reason};
use crate::event::{ProvisioningEvent, Status, Written};

/// The explanation of an event.
pub fn troubleshooting(event: &ProvisioningEvent) -> Vec<Block> {
    let explanation = advice::explain(event);
    let is_skip = event.provisioning_status_info.status == Status::Skipped;
    let reason = explanation.reason.as_ref();
    let blocks = [
        Some(cause(&explanation)),
        reason.and_then(|reason| target_told(event, &reason.told)),
        what_to_do(explanation.steps),
        Some(facts(&explanation, is_skip)),
        links(&explanation.links),
        reason.and_then(reason_parts),
        reason.and_then(|reason| written_text("Reason, as written", "reason", &reason.raw)),
        written_text("Additional details", "additional details", &explanation.additional_details),
        written_text("Recommended action", "recommended action", &explanation.recommended_action),
        Some(footnote(&explanation)),
    ];
    blocks.into_iter().flatten().collect()
}

fn cause(explanation: &Explanation) -> Block {
    let heading = Block::Line(Role::LeadHeading, vec![logged(&explanation.headline)]);
    let mut blocks = vec![heading, paragraph([words(explanation.cause)])];
    if !explanation.findings.is_empty() {
        blocks.push(points(Points::Bullets, &explanation.findings, |finding| logged(finding)));
    }
    Block::Group(Group::Section, blocks)
}

/// What the target has to say, in its own words: nobody knows more of why it refused.
fn target_told(event: &ProvisioningEvent, told: &str) -> Option<Block> {
    let heading = vec![words("What "), logged(&advice::target(event)), words(" said")];
    let blocks = || vec![Block::Line(Role::Heading, heading), paragraph([long(told)])];
    (!told.is_empty()).then(|| Block::Group(Group::Section, blocks()))
}

fn what_to_do(steps: &[&str]) -> Option<Block> {
    let list = || points(Points::Numbers, steps, |step| words(*step));
    (!steps.is_empty()).then(|| section("What to do", [list()]))
}

fn facts(explanation: &Explanation, is_skip: bool) -> Block {
    let mut pairs = Vec::new();
    if !explanation.code.is_empty() {
        let (label, of) = if is_skip { ("Skip reason", "skip reason") } else { ("Error code", "error code") };
        let code = Run::In(Style::Code, vec![name(&explanation.code)]);
        pairs.push((label, vec![bare([code, copy(of, &explanation.code)])]));
    }
    // What is usual for a code that nobody knows, nobody can say.
    let is_known = !explanation.code.is_empty() && explanation.certainty.is_specific();
    let is_told = |category: &&Category| category.is_stated || is_known;
    if let Some(category) = explanation.category.as_ref().filter(is_told) {
        let rest = if category.is_stated { "" } else { "(not in the record: usual for this code)" };
        let rest = Run::In(Style::Muted, vec![words(rest)]);
        pairs.push(("Category", vec![bare([logged(category.value.label()), words(" "), rest])]));
    }
    let actors = points(Points::Plain, explanation.actors, |actor| words(actor.label()));
    pairs.push(("Who acts", vec![actors]));
    let mut outlook = vec![paragraph([words(&*explanation.retry.sentence)])];
    let next = explanation.retry.next_attempt;
    outlook.extend(next.map(|instant| paragraph([words("Not before "), Run::Moment(instant)])));
    pairs.push(("Tried again", outlook));
    let pairs = pairs.into_iter().map(|(label, said)| (label.to_owned(), said)).collect();
    section("At a glance", [Block::Pairs(pairs)])
}

/// The addresses passed the knowledge base's check for https when the explanation was made.
fn links(links: &[Link]) -> Option<Block> {
    let link = |link: &Link| Run::Link { words: link.title.clone(), address: link.url.clone() };
    (!links.is_empty()).then(|| section("Read more", [points(Points::Bullets, links, link)]))
}

/// The parts that could be read; nothing where the text is all message, as it follows whole.
fn reason_parts(reason: &Reason) -> Option<Block> {
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
    }
    if let Some(ldap) = &reason.ldap {
        parts.push(("LDAP error", format!("{} {}", ldap.kind, ldap.code).trim().to_owned()));
        parts.push(("LDAP problem", ldap.problem.clone()));
        parts.push(("Attribute", ldap.attribute.clone()));
    }
    parts.push(("Sign-in error", reason.sign_in_codes.join(", ")));
    parts.push((
        "Tried again",
        reason
            .retried
            .map(|times| if times == 1 { "once".to_owned() } else { format!("{times} times") })
            .unwrap_or_default(),
    ));
    parts.push(("Pause asked for", reason.pause.clone()));
    let (response, _) = readable(&Written::Text(reason.response.clone()));
    parts.push(("Response", response.clone()));
    // What the target told stands above.
    parts.retain(|(_, value)| !value.is_empty() && *value != reason.told);
    let row = |name: &str, value: Run| Row {
        heading: vec![words(name)],
        cells: vec![vec![bare([value])]],
        of_no_account: false,
    };
    let mut rows: Vec<Row> = parts.iter().map(|(name, value)| row(name, long(value))).collect();
    let next = reason.next_attempt.map(|next| row("Next attempt", Run::Moment(next)));
    // What the target has sent back is the longest, and stands last.
    let place = rows.len() - usize::from(!response.is_empty() && response != reason.told);
    rows.splice(place..place, next);
    let table = |rows| Table {
        columns: Columns::NameAndValue,
        names: ["Part", "Value"].map(str::to_owned).into(),
        rows,
        of: "parts".to_owned(),
        hide: String::new(),
    };
    (!rows.is_empty()).then(|| section("What the reason says", [Block::Table(table(rows))]))
}

/// A text of the record, whole.
fn written_text(title: &str, of: &str, text: &str) -> Option<Block> {
    let heading = || Block::Line(Role::CopyHeading, vec![words(title), copy(of, text)]);
    let blocks = || vec![heading(), Block::Line(Role::Code, vec![long(text)])];
    (!text.trim().is_empty()).then(|| Block::Group(Group::Section, blocks()))
}

fn footnote(explanation: &Explanation) -> Block {
    let mut runs = vec![words(explanation.certainty.sentence())];
    runs.extend(explanation.is_report.then(|| words(" Known from reports of users only.")));
    Block::Line(Role::Footnote, runs)
}

fn points<T>(points: Points, of: &[T], point: impl Fn(&T) -> Run) -> Block {
    Block::List(points, of.iter().map(|item| vec![bare([point(item)])]).collect())
}
