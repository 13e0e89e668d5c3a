//! What can be worked out from events beyond what they say.
//!
//! Plain functions of events: old values recovered from steps, differences, the parts of a job's id, which events are
//! about one object and how they hang together. What a code means
//! is the business of `advice`; how anything looks is the business of the page.

pub mod aims;
pub mod attempts;
pub mod changes;
pub mod diff;
pub mod escrow;
pub mod job_id;
pub mod job_names;
pub mod kin;
pub mod numbers;
pub mod quoted;
pub mod stages;
pub mod unrest;
