//! Every raw browser API behind a small safe face. Knows nothing of logs.

pub mod blob_stream;
pub mod error;
pub mod worker_scope;
pub mod yielding;
