//! Reading text into events: every shape, every slice size, every kind of damage. The scanner is compared with a
//! naive twin that parses whole records with `serde_json`.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod collect;
mod damage;
mod fixtures;
mod json_kinds;
mod lost_halves;
mod naive;
mod records;
mod sample_cuts;
mod samples;
mod shapes;
mod strange_files;
mod tables;
mod wrong_bytes;
