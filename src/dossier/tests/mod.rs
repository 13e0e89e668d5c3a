//! What dossiers say: of the sample log in snapshots, and of hostile records.

mod hostile;
mod jobs;
mod plain_text;
mod sample;
