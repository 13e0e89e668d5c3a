//! Answers of Log Analytics and Data Explorer: whatever stands for the rows, an event says the same when its record is read
//! again, and how the text is sliced makes no difference. The last byte of the input is the size of the slices. An input
//! that does not begin an object or an array is the rows of a table whose columns are known.

#![no_main]

#[expect(dead_code, reason = "the tests that share it ask it for more")]
#[path = "../../tests/reading/collect.rs"]
mod collect;
mod promises;

use collect::collect;
use libfuzzer_sys::fuzz_target;
use promises::check;

const HEAD: &[u8] = br#"{"tables":[{"columns":[{"name":"TimeGenerated"},{"name":"Id"},{"name":"ChangeId"},{"name":"ProvisioningSteps"}],"rows":[["#;

fuzz_target!(|input: &[u8]| {
    let Some((size, text)) = input.split_last() else { return };
    // UTF-16 has a target of its own.
    if text.contains(&0) || text.starts_with(b"\xFF\xFE") || text.starts_with(b"\xFE\xFF") {
        return;
    }
    let text = if text.starts_with(b"{") || text.starts_with(b"[") { text.to_vec() } else { [HEAD, text].concat() };
    let whole = collect(&text, text.len());
    check(&whole, &text);
    assert_eq!(collect(&text, usize::from(*size) + 1), whole);
});
