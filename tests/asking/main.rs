//! Asking the engine: rows, orders, values and whole events, compared with a naive twin that looks at every event.

#![allow(clippy::panic, clippy::unwrap_used, reason = "an answer of the wrong kind is a test that has failed")]

mod events;
mod host;
mod jobs;
mod logs;
mod memory;
mod naive;
mod patterns;
mod queries;
mod questions;
mod samples;
mod searching;
mod stopping;
mod stories;
