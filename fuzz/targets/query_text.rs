//! Any text as a question: what is marked lies within it, what is read is written and read as the same, and an address
//! carries it unchanged.

#![no_main]

use libfuzzer_sys::fuzz_target;
use provlens::query::address::Address;
use provlens::query::completion::completion;
use provlens::query::text::{parse, write};

fuzz_target!(|input: &[u8]| {
    let text = String::from_utf8_lossy(input);
    let parsed = parse(&text);
    for flaw in &parsed.flaws {
        assert!(text.get(flaw.at.clone()).is_some(), "{flaw:?}");
    }
    let written = write(&parsed.query);
    let again = parse(&written);
    assert_eq!(again.flaws, [], "{written}");
    assert_eq!(again.query, parsed.query, "{written}");
    for caret in 0..=text.len().min(64) {
        if let Some(found) = completion(&text, caret) {
            assert!(text.get(found.at.clone()).is_some(), "{found:?}");
        }
    }
    let address = Address { query: text.clone().into_owned(), ..Address::default() };
    assert_eq!(Address::parse(&address.write()), (address, Vec::new()));
    // Nor is any text too odd to be an address.
    let (odd, _) = Address::parse(&text);
    assert_eq!(Address::parse(&odd.write()), (odd, Vec::new()));
});
