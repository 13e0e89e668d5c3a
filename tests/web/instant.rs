//! The browser's own clock and calendar say the same as ours.

use provlens::event::Instant;
use wasm_bindgen_test::wasm_bindgen_test;

#[wasm_bindgen_test]
fn the_browser_reads_the_same_moment() {
    for text in ["1970-01-01T00:00:00Z", "2024-02-29T12:30:00.250Z", "2026-11-19T01:59:07+02:00"] {
        let theirs = js_sys::Date::parse(text) as i64 * 1000;
        let ours = Instant::parse(text.as_bytes()).map(|instant| instant.0);
        assert_eq!(ours, Some(theirs), "{text}");
    }
}

#[wasm_bindgen_test]
fn the_browser_reads_what_is_written() {
    let now_in_milliseconds = js_sys::Date::now() as i64;
    let written = Instant(now_in_milliseconds * 1000).to_rfc3339();
    assert_eq!(js_sys::Date::parse(&written) as i64, now_in_milliseconds, "{written}");
}
