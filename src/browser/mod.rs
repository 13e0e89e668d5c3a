//! Every raw browser API behind a small safe face. Knows nothing of logs.

pub mod address;
pub mod alarm;
pub mod beside;
pub mod blob_parts;
pub mod blob_stream;
pub mod clipboard;
pub mod dates;
pub mod document;
pub mod error;
pub mod fetching;
pub mod inflated_stream;
pub mod json;
pub mod panics;
pub mod popover;
pub mod private_file;
pub mod size_watch;
pub mod storage;
pub mod transfer;
pub mod worker_handle;
pub mod worker_scope;
pub mod yielding;
