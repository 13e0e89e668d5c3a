//! The knowledge base: what a code means, who must act, what to do, and whether it is tried again.

mod links;
mod reason;
mod scope;
mod text;

pub use links::https_only;
pub use reason::{HttpStatus, LdapError, Reason, ScimError};
pub use scope::{Clause, Scoping, parse_clauses};
