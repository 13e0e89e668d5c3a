//! The names of members that the scanner knows.
//!
//! They are compared in lower case, since exports differ in theirs.

use super::window::{self, LONGEST, Window};

/// The names that matter, at whichever level they stand.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Member {
    Id,
    ActivityDateTime,
    JobId,
    CycleId,
    ChangeId,
    Duration,
    ProvisioningAction,
    Action,
    ProvisioningStatusInfo,
    StatusInfo,
    Status,
    ErrorInformation,
    ErrorCode,
    ErrorCategory,
    ServicePrincipal,
    InitiatedBy,
    InitiatorType,
    SourceSystem,
    TargetSystem,
    SourceIdentity,
    TargetIdentity,
    DisplayName,
    Name,
    IdentityType,
    Type,
    Details,
    UserPrincipalName,
    ProvisioningSteps,
    ModifiedProperties,
    Properties,
    AdditionalProperties,
    Time,
    Category,
    ResourceId,
    ResultType,
    ResultSignature,
    DurationMs,
    CorrelationId,
    Identity,
    Envelope,
    Rows,
    Error,
    NextLink,
    Unknown,
}

/// The bit that makes a letter small.
const LOWER: u8 = 0x20;

/// The names in lower case (`@` in lower case is a grave accent).
const NAMES: [(&str, Member); 49] = [
    ("id", Member::Id),
    ("activitydatetime", Member::ActivityDateTime),
    ("jobid", Member::JobId),
    ("cycleid", Member::CycleId),
    ("changeid", Member::ChangeId),
    ("durationinmilliseconds", Member::Duration),
    ("provisioningaction", Member::ProvisioningAction),
    ("action", Member::Action),
    ("provisioningstatusinfo", Member::ProvisioningStatusInfo),
    ("statusinfo", Member::StatusInfo),
    ("status", Member::Status),
    ("errorinformation", Member::ErrorInformation),
    ("errorcode", Member::ErrorCode),
    ("errorcategory", Member::ErrorCategory),
    ("serviceprincipal", Member::ServicePrincipal),
    ("initiatedby", Member::InitiatedBy),
    ("initiatinguser", Member::InitiatedBy),
    ("initiatortype", Member::InitiatorType),
    ("initiatingtype", Member::InitiatorType),
    ("sourcesystem", Member::SourceSystem),
    ("targetsystem", Member::TargetSystem),
    ("sourceidentity", Member::SourceIdentity),
    ("targetidentity", Member::TargetIdentity),
    ("displayname", Member::DisplayName),
    ("name", Member::Name),
    ("identitytype", Member::IdentityType),
    ("type", Member::Type),
    ("details", Member::Details),
    ("userprincipalname", Member::UserPrincipalName),
    ("provisioningsteps", Member::ProvisioningSteps),
    ("modifiedproperties", Member::ModifiedProperties),
    ("properties", Member::Properties),
    ("additionalproperties", Member::AdditionalProperties),
    ("time", Member::Time),
    ("category", Member::Category),
    ("resourceid", Member::ResourceId),
    ("resulttype", Member::ResultType),
    ("resultsignature", Member::ResultSignature),
    ("durationms", Member::DurationMs),
    ("correlationid", Member::CorrelationId),
    ("identity", Member::Identity),
    ("value", Member::Envelope),
    ("records", Member::Envelope),
    ("results", Member::Envelope),
    ("hits", Member::Envelope),
    ("tables", Member::Envelope),
    ("rows", Member::Rows),
    ("error", Member::Error),
    ("`odata.nextlink", Member::NextLink),
];

/// The slots of [`TABLE`]: some times as many as names, so that a multiplier that keeps them apart is soon found.
const SLOTS: usize = 256;

/// Each name in a slot of its own, which its length and its first sixteen bytes tell.
static TABLE: Table = Table::new();

struct Table {
    multiplier: u64,
    /// The position of each slot's name in `names`; any position where there is none.
    slots: [u8; SLOTS],
    names: [Window; NAMES.len()],
}

impl Table {
    /// Built by the compiler: the first multiplier by which no two names share a slot.
    const fn new() -> Self {
        let mut table = Self { multiplier: 1, slots: [0; SLOTS], names: [[0; LONGEST / 8]; NAMES.len()] };
        let mut index = 0;
        while index < NAMES.len() {
            let name = NAMES[index].0.as_bytes();
            let mut at = 0;
            while at < name.len() {
                table.names[index][at / 8] |= (name[at] as u64) << (at % 8 * 8);
                at += 1;
            }
            index += 1;
        }
        'search: loop {
            table.multiplier =
                table.multiplier.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(0x1405_7B7E_F767_814F) | 1;
            let mut taken = [false; SLOTS];
            let mut index = 0;
            while index < NAMES.len() {
                let slot = table.slot(&table.names[index], NAMES[index].0.len());
                if taken[slot] {
                    continue 'search;
                }
                taken[slot] = true;
                table.slots[slot] = index as u8;
                index += 1;
            }
            return table;
        }
    }

    #[inline]
    const fn slot(&self, name: &Window, length: usize) -> usize {
        ((name[0] ^ name[1].rotate_left(32) ^ length as u64).wrapping_mul(self.multiplier) >> 56) as usize
    }
}

impl Member {
    /// The member of the name that stands in these bytes.
    #[inline]
    pub fn of(bytes: &[u8], start: usize, end: usize) -> Self {
        let length = end - start;
        if length > LONGEST {
            return Self::Unknown;
        }
        let lower = match bytes[start..].first_chunk() {
            Some(bytes) => window::read(bytes, length, LOWER),
            None => lower_at_end(&bytes[start..end]),
        };
        let index = usize::from(TABLE.slots[TABLE.slot(&lower, length)]);
        if TABLE.names[index] == lower { NAMES[index].1 } else { Self::Unknown }
    }

    /// Whether it is a member of the diagnostic record around the event.
    #[inline]
    pub const fn is_around_the_event(self) -> bool {
        matches!(
            self,
            Self::Time
                | Self::Category
                | Self::ResourceId
                | Self::ResultType
                | Self::ResultSignature
                | Self::DurationMs
                | Self::CorrelationId
                | Self::Identity
        )
    }
}

/// The same for a name so near the end of the bytes that no more can be read at once.
#[cold]
#[inline(never)]
fn lower_at_end(name: &[u8]) -> Window {
    let mut bytes = [0_u8; LONGEST];
    bytes[..name.len()].copy_from_slice(name);
    window::read(&bytes, name.len(), LOWER)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same, name by name.
    fn naive(name: &[u8]) -> Member {
        let lower: Vec<u8> = name.iter().map(|byte| byte | 0x20).collect();
        NAMES.iter().find(|(known, _)| known.as_bytes() == lower).map_or(Member::Unknown, |(_, member)| *member)
    }

    #[test]
    fn every_name_is_known_in_any_case_and_at_any_place() {
        for (name, member) in NAMES {
            for spelling in [name.to_owned(), name.to_uppercase().replace('`', "@")] {
                for behind in ["", "\":\"a value that is longer than any name\""] {
                    let text = format!("{{\"{spelling}{behind}");
                    assert!(Member::of(text.as_bytes(), 2, 2 + name.len()) == member, "{text}");
                }
            }
        }
    }

    proptest! {
        #[test]
        fn a_name_is_what_a_look_at_each_says(
            known in 0..NAMES.len(), cut in 0..40_usize, more in "[a-zA-Z@.]{0,34}", put in 0..40_usize,
        ) {
            let mut name = NAMES[known].0.as_bytes().to_vec();
            name.truncate(cut);
            name.splice(put.min(name.len())..put.min(name.len()), more.bytes());
            prop_assert!(Member::of(&name, 0, name.len()) == naive(&name));
        }
    }
}
