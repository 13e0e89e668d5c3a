//! What a file is: the first bytes alone decide, as many as the reader promises to look at.

#![no_main]

use libfuzzer_sys::fuzz_target;
use provlens::format::{Converter, ProblemKind, SNIFFED_BYTES, Sniffed, decoder_for};

#[derive(Debug, PartialEq)]
enum Kind {
    Text,
    Utf16,
    Refused(ProblemKind),
}

fuzz_target!(|bytes: &[u8]| {
    let start = &bytes[..bytes.len().min(SNIFFED_BYTES)];
    assert_eq!(kind(bytes), kind(start));
});

fn kind(bytes: &[u8]) -> Kind {
    match decoder_for(bytes, 0, &Converter::within()) {
        Sniffed::Text(_) => Kind::Text,
        Sniffed::Utf16(..) => Kind::Utf16,
        Sniffed::Refused(problem) => Kind::Refused(problem),
    }
}
