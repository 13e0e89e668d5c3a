//! The entries of the knowledge base, a file a family.
//!
//! To add a code, add an [`Entry`] to the family it belongs to: in your own words, for an administrator, with its
//! source. A code stands in one entry only.

mod cloud_sync;
mod cross_tenant;
mod ecma;
pub(super) mod general;
mod hr_inbound;
mod hr_write_back;
mod quarantine;
mod saas_answers;
mod saas_values;
mod scim;
mod skips;

use super::entry::Entry;

/// Families whose codes legacy connectors write with the application's name in front: `DropboxTooManyRequests`.
pub(super) const WRITTEN_WITH_APPLICATION: &[&[Entry]] = &[saas_answers::ENTRIES, saas_values::ENTRIES];

/// Every family. Where a code or the text of a reason leads to several entries, the first one counts.
const FAMILIES: &[&[Entry]] = &[
    saas_answers::ENTRIES,
    saas_values::ENTRIES,
    scim::ENTRIES,
    skips::ENTRIES,
    hr_inbound::ENTRIES,
    hr_write_back::ENTRIES,
    cloud_sync::ENTRIES,
    cross_tenant::ENTRIES,
    ecma::ENTRIES,
    quarantine::ENTRIES,
];

/// Every entry that has a code.
pub fn entries() -> impl Iterator<Item = &'static Entry> {
    FAMILIES.iter().flat_map(|family| family.iter())
}
