//! The names of members that the scanner knows.
//!
//! They are compared in lower case, since exports differ in theirs.

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

/// The longest name that is known; longer ones are not compared.
const LONGEST: usize = 32;

impl Member {
    /// The member of the name that stands in these bytes.
    #[inline]
    pub fn of(bytes: &[u8], start: usize, end: usize) -> Self {
        let length = end - start;
        if length > LONGEST {
            return Self::Unknown;
        }
        let mut lower = [0_u8; LONGEST];
        if let Some(window) = bytes[start..].first_chunk::<LONGEST>() {
            lower = *window;
        } else {
            lower[..length].copy_from_slice(&bytes[start..end]);
        }
        for byte in &mut lower {
            *byte |= 0x20;
        }
        match &lower[..length] {
            b"id" => Self::Id,
            b"activitydatetime" => Self::ActivityDateTime,
            b"jobid" => Self::JobId,
            b"cycleid" => Self::CycleId,
            b"changeid" => Self::ChangeId,
            b"durationinmilliseconds" => Self::Duration,
            b"provisioningaction" => Self::ProvisioningAction,
            b"action" => Self::Action,
            b"provisioningstatusinfo" => Self::ProvisioningStatusInfo,
            b"statusinfo" => Self::StatusInfo,
            b"status" => Self::Status,
            b"errorinformation" => Self::ErrorInformation,
            b"errorcode" => Self::ErrorCode,
            b"errorcategory" => Self::ErrorCategory,
            b"serviceprincipal" => Self::ServicePrincipal,
            b"initiatedby" | b"initiatinguser" => Self::InitiatedBy,
            b"sourcesystem" => Self::SourceSystem,
            b"targetsystem" => Self::TargetSystem,
            b"sourceidentity" => Self::SourceIdentity,
            b"targetidentity" => Self::TargetIdentity,
            b"displayname" => Self::DisplayName,
            b"name" => Self::Name,
            b"identitytype" => Self::IdentityType,
            b"type" => Self::Type,
            b"details" => Self::Details,
            b"userprincipalname" => Self::UserPrincipalName,
            b"provisioningsteps" => Self::ProvisioningSteps,
            b"properties" => Self::Properties,
            b"additionalproperties" => Self::AdditionalProperties,
            b"time" => Self::Time,
            b"category" => Self::Category,
            b"resourceid" => Self::ResourceId,
            b"resulttype" => Self::ResultType,
            b"resultsignature" => Self::ResultSignature,
            b"durationms" => Self::DurationMs,
            b"correlationid" => Self::CorrelationId,
            b"identity" => Self::Identity,
            b"value" | b"records" | b"hits" | b"tables" => Self::Envelope,
            b"rows" => Self::Rows,
            b"error" => Self::Error,
            b"`odata.nextlink" => Self::NextLink,
            _ => Self::Unknown,
        }
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
