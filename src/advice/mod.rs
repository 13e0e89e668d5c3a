//! The knowledge base: what a code means, who must act, what to do, and whether it is tried again.

mod codes;
mod entry;
mod links;
mod lookup;
mod reason;
mod scope;
mod sources;
mod text;

pub use codes::entries;
pub use entry::{Actor, Entry, Fault, Retry};
pub use links::https_only;
pub use lookup::{Found, Match, advice_for};
pub use reason::{HttpStatus, LdapError, Reason, ScimError};
pub use scope::{Clause, Scoping, parse_clauses};
pub use sources::Source;
