//! The knowledge base: what a code means, who must act, what to do, and whether it is tried again.
//!
//! Everything here is our own wording, works offline, and is plain text. The entries are in `knowledge.txt`; [`advice_for`] finds one, [`explain`] applies it to an event. This room knows events and nothing of tables, files
//! or the page.

mod book;
mod entry;
mod explain;
mod general;
mod judge;
mod links;
mod lookup;
mod portal;
mod reason;
mod scope;
mod sources;
mod summary;
mod text;

#[cfg(test)]
mod tests;

pub use book::{BookError, entries, learn};
pub use entry::{Actor, Entry, Fault, Retry};
pub use explain::{Category, Explanation, Link, Outlook, explain};
pub use judge::Certainty;
pub use links::https_only;
pub use lookup::{Found, Match, advice_for};
pub use portal::{application_pages, object_pages};
pub use reason::{HttpStatus, LdapError, Reason, ScimError};
pub use scope::{Clause, Scoping, parse_clauses};
pub use sources::Source;
pub use summary::{sentence, sentence_by, target};
