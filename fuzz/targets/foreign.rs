//! Objects that other exports write: whatever the object, an event that it is said to be says the same when its record is
//! read again, the filters that look inside find their way, and how the text is sliced makes no difference. The last byte
//! of the input is the size of the slices.

#![no_main]

#[expect(dead_code, reason = "the tests that share it ask it for more")]
#[path = "../../tests/reading/collect.rs"]
mod collect;
mod promises;

use collect::collect;
use libfuzzer_sys::fuzz_target;
use promises::check;
use provlens::format::{Converter, Inside};

fuzz_target!(|input: &[u8]| {
    let Some((size, text)) = input.split_last() else { return };
    if !text.starts_with(b"{") || text.get(1) == Some(&0) {
        return;
    }
    let whole = collect(text, text.len());
    check(&whole, text);
    assert_eq!(collect(text, usize::from(*size) + 1), whole);
    for inside in [Inside::Steps, Inside::Properties] {
        inside.any(text, &Converter::within(), &mut |_, _| false);
    }
});
