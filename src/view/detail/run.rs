//! Draws what stands in a line. Everything from the log becomes a text node, never markup.

use web_sys::Element;

use super::copy_button::copy_button;
use super::long_text::long_text;
use super::path::show_here;
use super::sheet::{Sheet, attribute, put, put_new, put_words};
use crate::dossier::{Run, Style};
use crate::event::Instant;
use crate::query::address::Address;
use crate::query::text::write_word;
use crate::view::status::{status_class, status_icon};

/// Draws runs one after another.
pub fn put_runs(sheet: &Sheet, parent: &Element, runs: &[Run]) {
    for run in runs {
        put_run(sheet, parent, run);
    }
}

fn put_run(sheet: &Sheet, parent: &Element, run: &Run) {
    match run {
        Run::Words(words) => put_words(parent, words),
        Run::In(style, runs) => put_runs(sheet, &put_styled(parent, *style), runs),
        Run::Titled { style, words, title } => {
            let styled = put_styled(parent, *style);
            attribute(&styled, "title", title);
            put_words(&styled, words);
        }
        Run::Long(text) => long_text(sheet, parent, text),
        Run::Link { words, address } => put_link(parent, words, address),
        Run::Event { id, runs } => {
            let (hands, id) = (sheet.hands, id.clone());
            let link = put_way(parent, &Address { event: id.clone(), ..Address::default() });
            put_runs(sheet, &link, runs);
            sheet.listen(&link, "click", move || hands.go_to(&id));
        }
        Run::OfJob { id, words } => {
            let mut query = "job:".to_owned();
            write_word(&mut query, id);
            let address = Address { query, ..Address::default() };
            put_words(&put_way(parent, &address), words);
        }
        Run::Here(words) => {
            let button = sheet.button("pl-detail__more", words, show_here);
            put(parent, &button);
        }
        Run::Break => {
            put_new(parent, "wbr", "");
        }
        Run::Moment(instant) => put_words(&put_moment(parent, *instant), &sheet.hands.dates.format(*instant)),
        Run::MomentWithZone(instant) => {
            put_words(&put_moment(parent, *instant), &sheet.hands.dates.format(*instant));
            put_words(parent, &format!(" ({})", sheet.hands.dates.zone()));
        }
        Run::Copy { of, text } => {
            let text = text.clone();
            put(parent, &copy_button(sheet, of, Box::new(move || text.clone())));
        }
        Run::Status(status, runs) => {
            let mark = put_new(parent, "span", status_class(status));
            put(&mark, &status_icon(status).element());
            put_runs(sheet, &mark, runs);
        }
    }
}

fn put_styled(parent: &Element, style: Style) -> Element {
    let (tag, class) = match style {
        Style::Logged => ("bdi", "pl-detail__text"),
        Style::LoggedJson => ("bdi", "pl-detail__text pl-detail__code"),
        Style::Isolated => ("bdi", ""),
        Style::Quoted => ("bdi", "pl-detail__quoted"),
        Style::Mono => ("span", "pl-mono"),
        Style::Code => ("code", ""),
        Style::Muted => ("span", "pl-muted"),
        Style::Chip => ("span", "pl-detail__chip"),
        Style::RecoveredChip => ("span", "pl-detail__chip pl-detail__chip--recovered"),
        Style::Invisible => ("span", "pl-detail__invisible"),
        Style::Deleted => ("del", ""),
        Style::Inserted => ("ins", ""),
        Style::Stage => ("span", "pl-detail__stage"),
        Style::StepName => ("span", "pl-detail__step-name pl-mono"),
        Style::StepStatus => ("span", "pl-detail__step-status"),
    };
    put_new(parent, tag, class)
}

/// A link to another view of the log.
fn put_way(parent: &Element, address: &Address) -> Element {
    let link = put_new(parent, "a", "");
    attribute(&link, "href", &format!("#{}", address.write()));
    link
}

/// An address of another kind than https is no link, whoever let it through.
fn put_link(parent: &Element, words: &str, address: &str) {
    if !address.get(..8).is_some_and(|scheme| scheme.eq_ignore_ascii_case("https://")) {
        return put_words(parent, words);
    }
    let link = put_new(parent, "a", "");
    attribute(&link, "href", address);
    attribute(&link, "rel", "noopener noreferrer");
    attribute(&link, "target", "_blank");
    put_words(&link, words);
}

/// The element of a moment, with UTC on hover.
fn put_moment(parent: &Element, instant: Instant) -> Element {
    let utc = instant.to_rfc3339();
    let time = put_new(parent, "time", "");
    attribute(&time, "datetime", &utc);
    attribute(&time, "title", &format!("{utc} (UTC)"));
    time
}
