//! Text into events: whatever comes, in slices of any size, places are places in the text, an event says the same when
//! its record is read again, and how the text is sliced makes no difference.
//!
//! The last byte of the input is the size of the slices; a byte 0x01 stands for 64 KiB of blanks, so that records of
//! hundreds of kilobytes are met too.

#![no_main]

#[expect(dead_code, reason = "the tests that share it ask it for more")]
#[path = "../../tests/reading/collect.rs"]
mod collect;
mod promises;

use std::borrow::Cow;

use collect::collect;
use libfuzzer_sys::fuzz_target;
use promises::check;
use provlens::format::{Converter, SNIFFED_BYTES, Sniffed, decoder_for};

const BLANKS: u8 = 0x01;

/// As many stretches of blanks as are written out; a text with more of them would only be slow.
const MAX_STRETCHES: usize = 8;

fuzz_target!(|input: &[u8]| {
    let Some((size, text)) = input.split_last() else { return };
    let slice = usize::from(*size) + 1;
    let text = written_out(text);
    // Where UTF-16 is read, places are places in the text that it was turned into.
    if !matches!(decoder_for(&text[..text.len().min(SNIFFED_BYTES)], 0, &Converter::within()), Sniffed::Text(_)) {
        return;
    }
    let whole = collect(&text, text.len().max(1));
    check(&whole, &text);
    match text {
        // Records as large as this are given up when the next one begins, wherever the slice then ends.
        Cow::Owned(text) => check(&collect(&text, slice << 10), &text),
        Cow::Borrowed(text) => assert_eq!(collect(text, slice), whole, "in slices of {slice}"),
    }
});

fn written_out(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&BLANKS) {
        return Cow::Borrowed(text);
    }
    let mut parts = text.splitn(MAX_STRETCHES + 1, |byte| *byte == BLANKS);
    let mut written = parts.next().unwrap_or_default().to_vec();
    for part in parts {
        written.resize(written.len() + (64 << 10), b' ');
        written.extend_from_slice(part);
    }
    Cow::Owned(written)
}
