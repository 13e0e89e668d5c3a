//! What a text is that does not begin as JSON does: a table, JSON that has lost its beginning, or nothing that is read.

use serde::de::IgnoredAny;

use super::super::csv::delimiter_of;
use super::super::{PackFault, ProblemKind};
use super::TextContent;
use crate::event::Instant;

/// Beginnings of files that people drop by mistake, and what they are.
const KNOWN: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xFF\xD8\xFF", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture, sound or film (RIFF)"),
    (b"%PDF", "a PDF document"),
    (b"\xD0\xCF\x11\xE0", "an old Office document"),
    (b"MZ", "a Windows program"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"PAR1", "a Parquet file"),
    (b"Obj\x01", "an Avro file, as the capture of an Event Hub writes; export it as JSON"),
    (b"\xFF\xFE\0\0", UTF_32),
    (b"\0\0\xFE\xFF", UTF_32),
    (b"[\0\0\0", UTF_32),
    (b"{\0\0\0", UTF_32),
    (b"\0\0\0[", UTF_32),
    (b"\0\0\0{", UTF_32),
];

/// Beginnings of files that are packed as browsers do not unpack: 7z, RAR, bzip2, xz, Zstandard.
const PACKED: &[&[u8]] = &[b"7z\xBC\xAF\x27\x1C", b"Rar!\x1A\x07", b"BZh", b"\xFD7zXZ\0", b"\x28\xB5\x2F\xFD"];

/// What is rare enough that whoever has it is asked to write it anew.
const UTF_32: &str = "text in UTF-32, which is not read; save it as UTF-8";

/// Beginnings of text that is not read, in lower case.
const KNOWN_TEXTS: &[(&str, &str)] = &[("<!doctype", "a web page"), ("<html", "a web page"), ("<", "an XML document")];

/// Beginnings of text that a program has made of JSON; the rest of a row may begin so, too.
const TWICE: [&str; 2] = ["\"[{\\\"", "\"{\\\""];

/// What a program writes that turns text into JSON which is JSON already.
const ENCODED_TWICE: &str = "JSON within a JSON string; decode it once and save what comes out";

/// What is left of a table that was cut off in front.
const HEADLESS: &str = "rows of a table that has lost its head, which says what its columns are";

/// Delimiters that a line of a table has at least.
const FEWEST_DELIMITERS: usize = 4;

/// Says what begins like this.
pub fn content(start: &[u8]) -> TextContent {
    let refused = |content: &str| TextContent::Refused(ProblemKind::NotALog { content: content.to_owned() });
    if let Some((_, content)) = KNOWN.iter().find(|(beginning, _)| start.starts_with(beginning)) {
        return refused(content);
    }
    if PACKED.iter().any(|beginning| start.starts_with(beginning)) {
        return TextContent::Refused(ProblemKind::Packed { fault: PackFault::Method });
    }
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if serde_json::from_str::<IgnoredAny>(text).is_ok() {
        return refused("a single JSON value without a record");
    }
    if let Some(delimiter) = delimiter_of(text) {
        return TextContent::Table { delimiter };
    }
    if is_rest_of_json(text) {
        return TextContent::Json;
    }
    if start.contains(&0) {
        return refused("binary data");
    }
    let lower = text.to_lowercase();
    if let Some((_, content)) = KNOWN_TEXTS.iter().find(|(beginning, _)| lower.starts_with(beginning)) {
        return refused(content);
    }
    if is_rest_of_table(text) {
        return refused(HEADLESS);
    }
    if TWICE.iter().any(|beginning| text.starts_with(beginning)) { refused(ENCODED_TWICE) } else { TextContent::Json }
}

/// Whether names of members stand in the text. In a table quotes are doubled.
fn is_rest_of_json(text: &str) -> bool {
    text.match_indices("\":").any(|(at, _)| text[..at].ends_with(|letter: char| letter.is_alphanumeric()))
}

/// Whether the text is the rest of a row and what comes behind it: another row of an answer, or a line with a date first.
/// Where the head stands below other lines it is not lost.
fn is_rest_of_table(text: &str) -> bool {
    let begins_with_date = |line: &str| {
        [',', ';', '\t'].into_iter().any(|delimiter| {
            let date = line.split(delimiter).next().unwrap_or_default().trim_matches('"');
            line.matches(delimiter).count() >= FEWEST_DELIMITERS && Instant::parse(date.as_bytes()).is_some()
        })
    };
    // Rows that are alike are no head.
    let is_head = |rest: &str| delimiter_of(rest).is_some() && !rest.lines().next().is_some_and(begins_with_date);
    let is_head_below = || text.match_indices('\n').any(|(at, _)| is_head(&text[at + 1..]));
    text.contains("],[\"") || text.lines().skip(1).any(begins_with_date) && !is_head_below()
}
