//! Tests that need a browser: each runs in a page of a headless one. What does not need it is tested natively.
#![cfg(target_arch = "wasm32")]

mod axis;
#[expect(dead_code, clippy::unwrap_used, reason = "the native tests ask more of it")]
#[path = "../reading/collect.rs"]
mod collect;
mod columns;
mod detail;
mod format;
#[path = "../generator/mod.rs"]
mod generator;
mod geometry;
mod guid;
mod highlight;
mod instant;
#[path = "../reading/naive.rs"]
mod naive;
mod scanner;
mod settings;
mod text_search;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
