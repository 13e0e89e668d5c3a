//! Tables in text that are put together: whatever the text, what comes out are records that can be read, and how the text
//! is sliced makes no difference. The last byte of the input is the size of the slices.

#![no_main]

#[expect(dead_code, reason = "the tests that share it ask it for more")]
#[path = "../../tests/reading/collect.rs"]
mod collect;

use collect::collect_with;
use libfuzzer_sys::fuzz_target;
use provlens::format::{Converter, Joined, read_event};

fuzz_target!(|input: &[u8]| {
    let Some((size, text)) = input.split_last() else { return };
    let joined = read(text, text.len().max(1));
    for event in &joined {
        let (_, flaw) = read_event(&event.record);
        assert_eq!(flaw, None, "{}", event.record);
        assert!(event.offset <= text.len() as u64);
    }
    assert_eq!(read(text, usize::from(*size) + 1), joined);
});

fn read(text: &[u8], slice: usize) -> Vec<Joined> {
    let converter = Converter::within();
    collect_with(&converter, 0, text, slice);
    converter.joined()
}
