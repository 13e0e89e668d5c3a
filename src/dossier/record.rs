//! What a dossier is made of.

use serde::{Deserialize, Serialize};

/// The record of one event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRecord {
    /// The event's own id, as it was when the log was read.
    pub id: String,
    /// As it stands in the file (in UTF-8).
    pub raw: String,
    /// The file it stands in, and the byte it begins at.
    pub file: String,
    pub offset: u64,
}

/// Why there is no dossier of an event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum DossierError {
    /// The record is of another event than the one that was read there.
    #[error("the record could not be read again from {file}: the file has changed since it was opened")]
    Changed { file: String },
}
