//! provlens reads Microsoft Entra ID provisioning logs in a browser tab.
//!
//! Data takes one road: bytes are read by `source`, decoded by `format`, kept as columns by `table`, asked about by
//! `query`, all inside the `engine` (a Web Worker); one event whole becomes a `dossier` in the explainer beside it. The
//! page (`state`, `view`) holds only answers to its questions.
//! Rooms name only rooms before them; `tests/rooms.rs` holds the allowed edges.

/// The knowledge base: code -> cause, who acts, what to do, is it retried.
pub mod advice;
/// Every raw browser API behind a small safe face.
#[cfg(target_arch = "wasm32")]
pub mod browser;
/// Everything there is to say of one event, as plain data to be drawn.
pub mod dossier;
/// Owns the log; answers the page's questions. Knows no browser.
pub mod engine;
/// What a log says, in Graph's words: events and their parts.
pub mod event;
/// Takes records and values out of the log in other forms.
pub mod export;
/// Numbers, durations and sizes as people read them.
pub mod figures;
/// Bytes to records: sniffing, one push decoder per family of formats, one record read whole.
pub mod format;
/// What can be worked out from events beyond what they say.
pub mod insight;
/// Characters that cannot be seen, made visible.
pub mod invisible;
/// Letter case, without Rust's tables of it on the page.
pub mod letters;
/// Reading the log from an API: every decision, and no fetch.
pub mod live;
/// The messages between page and engine.
pub mod protocol;
/// One question as plain data, and its evaluation on a table.
pub mod query;
/// Whether texts are the same, some bytes at once.
mod same;
/// Where bytes come from: files, later APIs and host pages.
pub mod source;
/// What the page knows, as signals, and the one who asks the engine for the rest.
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
pub mod state;
/// Columns: immutable rows that grow by appending.
pub mod table;
/// What is drawn: one folder a feature.
#[cfg(all(feature = "ui", target_arch = "wasm32"))]
pub mod view;
