//! Dates: what is read as one is the same after it was written and read again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use provlens::event::Instant;

fuzz_target!(|text: &[u8]| {
    let Some(instant) = Instant::parse(text) else { return };
    let written = instant.to_rfc3339();
    // An offset from UTC may lead out of the years that are read: 1900 to 9999, which all have four digits.
    if written.as_str() >= "1900" {
        assert_eq!(Instant::parse(written.as_bytes()), Some(instant), "{written}");
    }
});
