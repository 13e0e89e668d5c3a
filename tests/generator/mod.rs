//! Makes provisioning logs that look like real ones, of any size, the same on every machine for the same seed.
//!
//! A log is made as [`provlens::event`] types, newest event first, and written by `writing` in the forms that real
//! exports have; [`Truth`] counts what was made, so that a reader can be compared with it without another parser.
//! Nothing here reads a log, a clock or the machine; arithmetic is on integers, so that no platform differs.
//!
//! From coarse to fine: `log` and `plan` (what happens when, and what becomes of it) and `story` (the sample log's
//! scenes) make an [`attempt::Attempt`] out of an application, a subject and an outcome; `steps`, `reason` and
//! `attempt` say it in Graph's words.

#![allow(dead_code, unused_imports, reason = "every test that includes the generator uses another part of it")]
#![allow(clippy::expect_used, reason = "a generator that cannot go on is a test that has failed")]
#![allow(
    clippy::match_bool,
    clippy::struct_field_names,
    reason = "both ways side by side; identifiers as Graph has them"
)]

pub mod applications;
pub mod attempt;
pub mod attributes;
pub mod clock;
pub mod escapes;
pub mod fault_catalogue;
pub mod faults;
pub mod log;
pub mod names;
pub mod people;
pub mod plan;
pub mod random;
pub mod reason;
pub mod scoping;
pub mod shapes;
pub mod skips;
pub mod steps;
pub mod story;
pub mod subject;
pub mod truth;
pub mod wire;
pub mod world;
pub mod writing;

pub use log::{Log, Settings};
pub use story::sample;
pub use truth::Truth;
pub use writing::{LogWriter, Shape};
