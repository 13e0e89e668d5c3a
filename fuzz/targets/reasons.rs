//! The free texts of a record: a reason's parts are taken from it, and so are the clauses of a scoping filter.

#![no_main]

use libfuzzer_sys::fuzz_target;
use provlens::advice::{Reason, parse_clauses};

fuzz_target!(|text: &str| {
    let reason = Reason::parse(text);
    assert_eq!(reason.raw, text);
    assert!(text.contains(&reason.message), "the message is not in the text: {:?}", reason.message);
    assert!(text.contains(&reason.response), "the response is not in the text: {:?}", reason.response);
    if let Some(ldap) = &reason.ldap {
        assert!([&ldap.code, &ldap.problem, &ldap.attribute].into_iter().all(|part| text.contains(part)), "{ldap:?}");
    }
    if parse_clauses(text).is_some() {
        assert!(text.trim_start().starts_with('{'), "only an object lists clauses");
    }
});
