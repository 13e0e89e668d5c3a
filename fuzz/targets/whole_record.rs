//! One record read whole: nothing panics, and a flaw is said exactly where `serde_json` finds the text to be no object.

#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use provlens::format::read_event;
use serde_json::value::RawValue;

fuzz_target!(|json: &str| {
    let (event, flaw) = read_event(json);
    let valid = serde_json::from_str::<HashMap<String, Box<RawValue>>>(json);
    assert_eq!(flaw.is_some(), valid.is_err(), "{flaw:?}, but serde_json says {valid:?}");
    let _ = (event.identity_label(), event.user_principal_name(), event.effective_code());
});
