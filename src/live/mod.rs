//! Reading the provisioning log, and jobs, from an API that is like Microsoft Graph: every decision, and no fetch.
//!
//! Plain Rust with the clock passed in. [`Session`] says what to do next (ask for an address, wait until a moment, rest)
//! and is told what came of it; the program `connector` does it. A [`Target`] is an address that may see the token, and
//! only an [`Api`] makes one.

mod api;
mod backoff;
mod jobs;
mod limiter;
mod order;
mod page;
mod seen;
mod session;
mod stretch;
mod token;
mod trouble;
mod words;

#[cfg(test)]
mod tests;

pub use api::{AddressError, Api, CLOUDS, Cloud, Target};
pub use jobs::JobRound;
pub use limiter::Limiter;
pub use order::{Fresh, JobsStatus, Load, Order, Phase, Range, Said, Status};
pub use session::{Now, Session, Step, Taken};
pub use token::Token;
pub use trouble::{Answer, Ended, Trouble};
