//! Records that are kept beside the log: whatever the text, reading them ends, and what is an object is read.

#![no_main]

use std::collections::HashMap;

use libfuzzer_sys::fuzz_target;
use provlens::format::{read_audit, read_job};
use serde_json::value::RawValue;

fuzz_target!(|json: &str| {
    let is_object = serde_json::from_str::<HashMap<String, Box<RawValue>>>(json).is_ok();
    assert!(!is_object || read_audit(json).is_some());
    assert!(!is_object || read_job(json).is_some());
});
