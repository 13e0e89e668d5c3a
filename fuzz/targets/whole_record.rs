//! One record read whole: nothing panics, and a flaw is said wherever `serde_json` finds the text to be no object; of one,
//! only what is wrong with its lists.

#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use provlens::format::read_event;
use serde_json::value::RawValue;

fuzz_target!(|json: &str| {
    let (event, flaw) = read_event(json);
    let valid = serde_json::from_str::<HashMap<String, Box<RawValue>>>(json);
    let is_of_lists = flaw.as_deref().is_some_and(|flaw| flaw.ends_with("could not be read"));
    assert!(flaw.is_some() == valid.is_err() || is_of_lists, "{flaw:?}, but serde_json says {valid:?}");
    let _ = (event.identity_label(), event.user_principal_name(), event.effective_code());
});
