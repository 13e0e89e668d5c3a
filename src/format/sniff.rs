//! What a file is, by its first bytes. The name is never asked.

use super::converter::{Converter, TextContent};
use super::json_records::JsonRecords;
use super::utf16::{ByteOrder, Utf16Reader};
use super::{Decoder, ProblemKind};

/// As many bytes as are looked at, where the file has them: the headings of a table may be long.
pub const SNIFFED_BYTES: usize = 4096;

/// What may stand before the first bracket of a UTF-8 file.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// As many units as there must be before they tell of UTF-16.
const LEAST_UNITS: usize = 8;

/// What the first bytes say.
pub enum Sniffed {
    /// Text in UTF-8, for this decoder.
    Text(Box<dyn Decoder>),
    /// Text in UTF-16: to be turned into UTF-8 first, for this decoder.
    Utf16(Utf16Reader, Box<dyn Decoder>),
    /// Nothing that can be read.
    Refused(ProblemKind),
}

/// Chooses the decoder for a file that begins with these bytes, of which the first [`SNIFFED_BYTES`] decide. Files that
/// make events together are told apart by their numbers.
#[must_use]
pub fn decoder_for(start: &[u8], file: u32, converter: &Converter) -> Sniffed {
    let start = &start[..start.len().min(SNIFFED_BYTES)];
    let order = match start {
        // UTF-32 begins as UTF-16 does.
        [_, _, 0, 0, ..] => None,
        [0xFF, 0xFE, ..] | [b'[' | b'{', 0, ..] => Some(ByteOrder::Little),
        [0xFE, 0xFF, ..] | [0, b'[' | b'{', ..] => Some(ByteOrder::Big),
        _ => order_of_rest(start),
    };
    let rewritten = order.map(|order| {
        let mut text = Vec::new();
        Utf16Reader::new(order).push(start, &mut text);
        text
    });
    match (text_decoder(rewritten.as_deref().unwrap_or(start), file, converter), order) {
        (Ok(decoder), None) => Sniffed::Text(decoder),
        (Ok(decoder), Some(order)) => Sniffed::Utf16(Utf16Reader::new(order), decoder),
        (Err(kind), _) => Sniffed::Refused(kind),
    }
}

/// The byte order of UTF-16 that has lost its beginning: nearly every other byte of a log is zero.
fn order_of_rest(start: &[u8]) -> Option<ByteOrder> {
    let (units, _) = start.as_chunks::<2>();
    let is_most = |count: usize| units.len() >= LEAST_UNITS && count > units.len() / 4 * 3;
    let is_ascii = |byte: &u8| (b' '..=b'~').contains(byte) || byte.is_ascii_whitespace();
    if is_most(units.iter().filter(|[low, high]| *high == 0 && is_ascii(low)).count()) {
        Some(ByteOrder::Little)
    } else if is_most(units.iter().filter(|[high, low]| *high == 0 && is_ascii(low)).count()) {
        Some(ByteOrder::Big)
    } else {
        None
    }
}

/// The decoder for text that begins like this.
fn text_decoder(start: &[u8], file: u32, converter: &Converter) -> Result<Box<dyn Decoder>, ProblemKind> {
    let text = start.strip_prefix(BYTE_ORDER_MARK).unwrap_or(start).trim_ascii_start();
    let content = if matches!(text, [] | [b'[' | b'{', ..]) && !matches!(text, [_, 0, 0, 0, ..]) {
        TextContent::Json
    } else {
        converter.content(start)
    };
    match content {
        TextContent::Json => Ok(Box::new(JsonRecords::new(converter.clone()))),
        TextContent::Table { delimiter } => Ok(converter.table(file, delimiter)),
        TextContent::Refused(kind) => Err(kind),
    }
}
