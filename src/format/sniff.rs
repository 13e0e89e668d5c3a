//! What a file is, by its first bytes. The name is never asked.

use super::csv::{CsvRows, delimiter_of};
use super::json_records::JsonRecords;
use super::utf16::{ByteOrder, Utf16Reader};
use super::{Decoder, ProblemKind};

/// As many bytes as are looked at, where the file has them: the headings of a table may be long.
pub const SNIFFED_BYTES: usize = 4096;

/// What the first bytes say.
pub enum Sniffed {
    /// Text in UTF-8, for this decoder.
    Text(Box<dyn Decoder>),
    /// Text in UTF-16: to be turned into UTF-8 first, for this decoder.
    Utf16(Utf16Reader, Box<dyn Decoder>),
    /// Nothing that can be read.
    Refused(ProblemKind),
}

/// Beginnings of files that people drop by mistake, and what they are.
const KNOWN: &[(&[u8], &str)] = &[
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xFF\xD8\xFF", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture, sound or film (RIFF)"),
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\x1F\x8B", "a gzip file"),
    (b"\xD0\xCF\x11\xE0", "an old Office document"),
    (b"MZ", "a Windows program"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"PAR1", "a Parquet file"),
];

/// Beginnings of text that is not read, in lower case.
const KNOWN_TEXTS: &[(&str, &str)] = &[("<!doctype", "a web page"), ("<html", "a web page"), ("<", "an XML document")];

/// Chooses the decoder for a file that begins with these bytes, of which the first [`SNIFFED_BYTES`] decide.
#[must_use]
pub fn decoder_for(start: &[u8]) -> Sniffed {
    let start = &start[..start.len().min(SNIFFED_BYTES)];
    let utf16 = |order| {
        let mut text = String::new();
        Utf16Reader::new(order).push(start, &mut text);
        Sniffed::Utf16(Utf16Reader::new(order), text_decoder(&text))
    };
    match start {
        [0xFF, 0xFE, ..] => return utf16(ByteOrder::Little),
        [0xFE, 0xFF, ..] => return utf16(ByteOrder::Big),
        [b'[' | b'{', 0, ..] => return utf16(ByteOrder::Little),
        [0, b'[' | b'{', ..] => return utf16(ByteOrder::Big),
        _ => {}
    }
    let refused = |content: &str| Sniffed::Refused(ProblemKind::NotALog { content: content.to_owned() });
    if let Some((_, content)) = KNOWN.iter().find(|(beginning, _)| start.starts_with(beginning)) {
        return refused(content);
    }
    let text = String::from_utf8_lossy(start);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    if !text.starts_with(['[', '{']) && delimiter_of(text).is_none() {
        if start.contains(&0) {
            return refused("binary data");
        }
        let text = text.to_lowercase();
        if let Some((_, content)) = KNOWN_TEXTS.iter().find(|(beginning, _)| text.starts_with(beginning)) {
            return refused(content);
        }
    }
    Sniffed::Text(text_decoder(text))
}

/// The decoder for text that begins like this.
fn text_decoder(start: &str) -> Box<dyn Decoder> {
    let text = start.trim_start_matches('\u{feff}').trim_start();
    let delimiter = if text.starts_with(['[', '{']) { None } else { delimiter_of(text) };
    match delimiter {
        Some(delimiter) => Box::new(CsvRows::new(delimiter)),
        None => Box::new(JsonRecords::default()),
    }
}
