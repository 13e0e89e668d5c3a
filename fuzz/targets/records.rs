//! Text into events: whatever comes, in slices of any size, places are places in the text, an event says the same when
//! its record is read again, and how the text is sliced makes no difference.
//!
//! The last byte of the input is the size of the slices; a byte 0x01 stands for 64 KiB of blanks, so that records of
//! hundreds of kilobytes are met too.

#![no_main]

#[expect(dead_code, reason = "the tests that share it ask it for more")]
#[path = "../../tests/reading/collect.rs"]
mod collect;

use std::borrow::Cow;

use collect::{Collected, collect};
use libfuzzer_sys::fuzz_target;
use provlens::event::Instant;
use provlens::format::{Converter, SNIFFED_BYTES, Sniffed, decoder_for, read_event};

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

fn check(collected: &Collected, text: &[u8]) {
    let mut end = 0;
    for (position, (fields, place)) in collected.events.iter().enumerate() {
        let bytes = place.offset as usize..place.offset as usize + place.length as usize;
        let record = if collected.spooled.binary_search(&position).is_ok() {
            Cow::Borrowed(&collected.spool[bytes])
        } else {
            assert!(place.offset >= end, "the record at {} begins before {end}", place.offset);
            end = bytes.end as u64;
            assert!(end <= text.len() as u64, "the record at {} ends behind the text", place.offset);
            String::from_utf8_lossy(&text[bytes])
        };
        let (event, _) = read_event(&record);
        let column = |name| fields.iter().find(|(of, _)| *of == name).map_or("", |(_, value)| value.as_str());
        assert_eq!(event.id, column("id"));
        assert_eq!(event.change_id, column("changeId"));
        assert_eq!(event.cycle_id, column("cycleId"));
        assert_eq!(event.job_id, column("jobId"));
        assert_eq!(event.activity_date_time, Instant::parse(column("activityDateTime").as_bytes()));
    }
    for (kind, offset, _) in &collected.problems {
        assert!(*offset <= text.len() as u64, "{kind:?} stands behind the text, at {offset}");
    }
}
