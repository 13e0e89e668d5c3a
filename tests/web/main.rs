//! Tests that need a browser: each runs in a page of a headless one. What does not need it is tested natively.
#![cfg(target_arch = "wasm32")]

mod instant;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
