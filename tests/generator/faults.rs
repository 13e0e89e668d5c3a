//! What can go wrong, and how the other side words it.

use super::applications::Kind;
use super::fault_catalogue::{APPLICATION_FAULTS, CLOUD_SYNC_FAULTS, CROSS_TENANT_FAULTS, DIRECTORY_FAULTS};

/// Who answered, and in which form.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// A SCIM endpoint: the name of the HTTP status, its number, `scimType` (may be empty) and `detail`.
    Scim(&'static str, u16, &'static str, &'static str),
    /// Microsoft Graph of the other tenant: the name of the HTTP status, Graph's error code and message.
    Graph(&'static str, &'static str, &'static str),
    /// A directory: the LDAP error and what it says.
    Ldap(&'static str, &'static str),
    /// The provisioning service itself.
    Message(&'static str),
}

/// Whose fault it is, as the record says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Service,
    Outside,
}

/// One error code with what comes with it.
#[derive(Debug)]
pub struct Fault {
    /// `{connector}` stands for the connector's name.
    pub code: &'static str,
    pub side: Side,
    /// Heals by itself: the first retries come with the next cycles.
    pub passing: bool,
    pub answer: Answer,
}

/// What can go wrong with an application of that kind.
pub fn faults(kind: Kind) -> &'static [Fault] {
    match kind {
        Kind::Scim | Kind::Gallery | Kind::Roles => APPLICATION_FAULTS,
        Kind::Personnel => DIRECTORY_FAULTS,
        Kind::CrossTenant => CROSS_TENANT_FAULTS,
        Kind::CloudSync => CLOUD_SYNC_FAULTS,
    }
}

/// The fault of that code.
pub fn fault_of(code: &str) -> &'static Fault {
    let all = [APPLICATION_FAULTS, CROSS_TENANT_FAULTS, DIRECTORY_FAULTS, CLOUD_SYNC_FAULTS];
    let found = all.into_iter().flatten().find(|fault| fault.code == code);
    found.expect("the catalogue has every code that a story names")
}
