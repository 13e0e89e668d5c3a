//! What the headings of a table mean. The portal's own words are not documented, so that they are guessed from their
//! letters alone; what cannot be guessed is reported, and a [`Mapping`] can be given by a person instead.

use serde::{Deserialize, Serialize};

/// Which table a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CsvTable {
    /// One row an event (`ProvisioningLogs`).
    Events,
    /// One row a step, with the change it belongs to (`ProvisioningLogs_ProvisioningSteps`).
    Steps,
    /// One row a changed attribute, with the change it belongs to (`ProvisioningLogs_ModifiedProperties`).
    ModifiedProperties,
}

/// Declares the meanings: arm, place in the event, table, and the headings that say it, in small letters and digits.
macro_rules! meanings {
    ($($arm:ident = $path:literal in $table:ident: $($heading:literal)+;)+) => {
        /// What a column means.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        pub enum Meaning { $($arm,)+ }

        impl Meaning {
            /// Every meaning.
            pub const ALL: &'static [Self] = &[$(Self::$arm),+];

            /// Where the value belongs: in the event, in a step, or in a modified property, in Graph's words.
            #[must_use]
            pub const fn path(self) -> &'static str { match self { $(Self::$arm => $path),+ } }

            /// The table that such a column stands in; ids of events and changes stand in all.
            #[must_use]
            pub const fn table(self) -> CsvTable { match self { $(Self::$arm => CsvTable::$table),+ } }

            /// The name by which a person chooses it and by which it is remembered, such as `provisioningSteps.name`.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self {
                    $(Self::$arm => match CsvTable::$table {
                        CsvTable::Events => $path,
                        CsvTable::Steps => concat!("provisioningSteps.", $path),
                        CsvTable::ModifiedProperties => concat!("modifiedProperties.", $path),
                    }),+
                }
            }

            const fn headings(self) -> &'static [&'static str] { match self { $(Self::$arm => &[$($heading),+]),+ } }
        }
    };
}

meanings! {
    Id = "id" in Events: "id" "eventid" "provisioningid" "logid" "provisioninglogid";
    ChangeId = "changeId" in Events: "changeid" "correlationid";
    Date = "activityDateTime" in Events: "date" "activitydatetime" "activitydate" "time" "timestamp" "datetime" "timegenerated" "createddatetime";
    TenantId = "tenantId" in Events: "tenantid" "aadtenantid" "tenant";
    JobId = "jobId" in Events: "jobid";
    CycleId = "cycleId" in Events: "cycleid";
    Action = "provisioningAction" in Events: "action" "provisioningaction" "operation";
    Duration = "durationInMilliseconds" in Events: "durationinmilliseconds" "duration" "durationms";
    Status = "provisioningStatusInfo.status" in Events: "status" "provisioningstatus" "provisioningstatusinfostatus" "statusinfostatus" "result" "resulttype";
    ErrorCode = "provisioningStatusInfo.errorInformation.errorCode" in Events:
        "errorcode" "provisioningstatusinfoerrorinformationerrorcode" "errorinformationerrorcode" "statuserrorcode" "resultsignature";
    ErrorCategory = "provisioningStatusInfo.errorInformation.errorCategory" in Events:
        "errorcategory" "provisioningstatusinfoerrorinformationerrorcategory" "errorinformationerrorcategory";
    Reason = "provisioningStatusInfo.errorInformation.reason" in Events:
        "reason" "statusreason" "errorreason" "errormessage" "provisioningstatusinfoerrorinformationreason" "errorinformationreason" "resultdescription" "statusdescription";
    AdditionalDetails = "provisioningStatusInfo.errorInformation.additionalDetails" in Events:
        "additionaldetails" "provisioningstatusinfoerrorinformationadditionaldetails" "errorinformationadditionaldetails";
    RecommendedAction = "provisioningStatusInfo.errorInformation.recommendedAction" in Events:
        "recommendedaction" "provisioningstatusinfoerrorinformationrecommendedaction" "errorinformationrecommendedaction";
    Application = "servicePrincipal.displayName" in Events:
        "application" "applicationname" "applicationdisplayname" "serviceprincipal" "serviceprincipalname" "serviceprincipaldisplayname" "enterpriseapplication" "app";
    ApplicationId = "servicePrincipal.id" in Events: "serviceprincipalid" "applicationid" "appid";
    InitiatedBy = "initiatedBy.displayName" in Events: "initiatedby" "initiatedbydisplayname" "initiatedbyname" "initiator";
    InitiatorId = "initiatedBy.id" in Events: "initiatedbyid" "initiatorid";
    InitiatorType = "initiatedBy.initiatorType" in Events: "initiatedbyinitiatortype" "initiatedbytype" "initiatortype";
    SourceSystem = "sourceSystem.displayName" in Events: "sourcesystem" "sourcesystemname" "sourcesystemdisplayname";
    SourceSystemId = "sourceSystem.id" in Events: "sourcesystemid";
    TargetSystem = "targetSystem.displayName" in Events: "targetsystem" "targetsystemname" "targetsystemdisplayname";
    TargetSystemId = "targetSystem.id" in Events: "targetsystemid";
    SourceName = "sourceIdentity.displayName" in Events:
        "identity" "identityname" "displayname" "sourceidentity" "sourceidentityname" "sourceidentitydisplayname" "sourcename" "sourcedisplayname";
    SourceId = "sourceIdentity.id" in Events: "sourceid" "sourceidentityid" "identityid";
    SourceType = "sourceIdentity.identityType" in Events:
        "sourceidentitytype" "sourceidentityidentitytype" "sourcetype" "identitytype" "objecttype";
    SourceUserPrincipalName = "sourceIdentity.details.UserPrincipalName" in Events:
        "userprincipalname" "sourceuserprincipalname" "sourceidentityuserprincipalname" "sourceidentitydetailsuserprincipalname" "upn";
    TargetName = "targetIdentity.displayName" in Events: "targetidentity" "targetidentityname" "targetidentitydisplayname" "targetname" "targetdisplayname";
    TargetId = "targetIdentity.id" in Events: "targetid" "targetidentityid";
    TargetType = "targetIdentity.identityType" in Events: "targetidentitytype" "targetidentityidentitytype" "targettype";
    TargetUserPrincipalName = "targetIdentity.details.UserPrincipalName" in Events:
        "targetuserprincipalname" "targetidentityuserprincipalname" "targetidentitydetailsuserprincipalname";
    StepName = "name" in Steps: "name" "stepname" "provisioningstepname" "provisioningstepsname";
    StepType = "provisioningStepType" in Steps: "type" "steptype" "provisioningsteptype" "provisioningstepsprovisioningsteptype";
    StepStatus = "status" in Steps: "status" "stepstatus" "provisioningstepsstatus" "result";
    StepDescription = "description" in Steps: "description" "stepdescription" "provisioningstepsdescription";
    StepDetails = "details" in Steps: "details" "stepdetails" "provisioningstepsdetails";
    PropertyName = "displayName" in ModifiedProperties:
        "displayname" "name" "property" "propertyname" "attribute" "attributename" "modifiedproperty" "modifiedpropertyname" "modifiedpropertiesdisplayname";
    OldValue = "oldValue" in ModifiedProperties: "oldvalue" "modifiedpropertiesoldvalue" "previousvalue";
    NewValue = "newValue" in ModifiedProperties: "newvalue" "modifiedpropertiesnewvalue";
}

/// What the columns of a file mean.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    pub table: CsvTable,
    /// Of each column, in their order; `None` where it is not known.
    pub columns: Vec<Option<Meaning>>,
}

/// Headings that must be known for a table of events to be taken for one, beside the date.
const FEWEST_KNOWN: usize = 3;

impl Mapping {
    /// Guesses from the headings; `None` where too few are known, or none that only a provisioning log has.
    #[must_use]
    pub fn guess(headings: &[String]) -> Option<Self> {
        let letters: Vec<String> = headings.iter().map(|heading| letters(heading)).collect();
        if !is_of_provisioning(&letters) {
            return None;
        }
        let says = |meaning: Meaning| letters.iter().any(|heading| meaning.headings().contains(&heading.as_str()));
        let table = if says(Meaning::OldValue) || says(Meaning::NewValue) {
            CsvTable::ModifiedProperties
        } else if !says(Meaning::Date)
            && says(Meaning::StepName)
            && (says(Meaning::StepType) || says(Meaning::StepDescription))
        {
            CsvTable::Steps
        } else {
            CsvTable::Events
        };
        let mapping = Self::of(table, &letters);
        let has = |meaning: Meaning| mapping.columns.contains(&Some(meaning));
        let is_enough = match table {
            CsvTable::Events => {
                let known = mapping.columns.iter().flatten().count();
                known >= FEWEST_KNOWN && (has(Meaning::Date) || has(Meaning::ChangeId))
            }
            CsvTable::Steps | CsvTable::ModifiedProperties => has(Meaning::ChangeId) || has(Meaning::Id),
        };
        is_enough.then_some(mapping)
    }

    /// The mapping that these keys say, column by column; `None` where no column means anything.
    #[must_use]
    pub fn from_keys<'a>(keys: impl Iterator<Item = &'a str>) -> Option<Self> {
        let columns: Vec<Option<Meaning>> =
            keys.map(|key| Meaning::ALL.iter().find(|meaning| meaning.key() == key).copied()).collect();
        // Ids of events and changes stand in all three tables; what else there is says which it is.
        let said = columns.iter().flatten().map(|meaning| meaning.table()).find(|table| *table != CsvTable::Events);
        columns.iter().any(Option::is_some).then(|| Self { table: said.unwrap_or(CsvTable::Events), columns })
    }

    fn of(table: CsvTable, letters: &[String]) -> Self {
        let mut columns: Vec<Option<Meaning>> = Vec::with_capacity(letters.len());
        for heading in letters {
            let fits = |meaning: &&Meaning| meaning.is_in(table) && meaning.headings().contains(&heading.as_str());
            let meaning = Meaning::ALL.iter().find(fits).copied();
            // Of two columns that seem to mean the same the first counts.
            columns.push(meaning.filter(|meaning| !columns.contains(&Some(*meaning))));
        }
        Self { table, columns }
    }

    /// The headings whose meaning is not known.
    pub fn unknown<'a>(&self, headings: &'a [String]) -> impl Iterator<Item = &'a str> {
        let unknown = headings.iter().zip(&self.columns).filter(|(_, meaning)| meaning.is_none());
        unknown.map(|(heading, _)| heading.as_str())
    }
}

impl Meaning {
    /// Whether a column of this meaning can stand in a table.
    #[must_use]
    pub fn is_in(self, table: CsvTable) -> bool {
        matches!(self, Self::Id | Self::ChangeId) || self.table() == table
    }
}

/// What headings begin with that only the tables of a provisioning log have. Dates, states and names are in any list, and
/// a correlation id is in all of Entra's logs.
const OF_PROVISIONING: [&str; 9] = [
    "changeid",
    "cycleid",
    "provisioning",
    "sourcesystem",
    "targetsystem",
    "sourceidentity",
    "targetidentity",
    "modifiedpropert",
    "statusinfo",
];

/// Whether one of the headings is known and stands in no other table.
fn is_of_provisioning(headings: &[String]) -> bool {
    // Every table of Log Analytics has a column of that name for something else.
    let is_workspace = headings.iter().any(|heading| heading == "timegenerated");
    headings.iter().any(|heading| {
        OF_PROVISIONING.iter().any(|beginning| heading.starts_with(beginning))
            && !(is_workspace && heading == "sourcesystem")
            && Meaning::ALL.iter().any(|meaning| meaning.headings().contains(&heading.as_str()))
    })
}

/// How many of the headings are known.
pub fn known_headings<'a>(headings: impl Iterator<Item = &'a str>) -> usize {
    let is_known = |heading: &str| {
        let letters = letters(heading);
        Meaning::ALL.iter().any(|meaning| meaning.headings().contains(&letters.as_str()))
    };
    headings.filter(|heading| is_known(heading)).count()
}

/// Columns of Log Analytics that no file of the portal has beside `TimeGenerated`.
const LOG_ANALYTICS: [&str; 8] = [
    "provisioningsteps",
    "provisioningstatusinfo",
    "resulttype",
    "operationname",
    "sourceidentity",
    "aadtenantid",
    "durationms",
    "resultsignature",
];

/// Whether the headings are columns of a Log Analytics table, such as `TimeGenerated [UTC]`.
pub fn is_log_analytics(headings: &[String]) -> bool {
    let letters: Vec<String> = headings.iter().map(|heading| letters(heading)).collect();
    let has = |name: &str| letters.iter().any(|heading| heading == name);
    has("timegenerated") && LOG_ANALYTICS.iter().any(|name| has(name))
}

/// Whether the heading says that its dates are in a time zone that is not UTC.
pub fn is_local_time(heading: &str) -> bool {
    let Some((name, zone)) = heading.split_once(['[', '(']) else { return false };
    let is_date = Meaning::Date.headings().contains(&letters(name).as_str());
    is_date && !zone.to_ascii_uppercase().contains("UTC")
}

/// The letters and digits of a heading, small, without what stands in brackets.
pub fn letters(heading: &str) -> String {
    let name = heading.split(['[', '(']).next().unwrap_or_default();
    name.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(headings: &str) -> Option<Mapping> {
        Mapping::guess(&headings.split(',').map(str::to_owned).collect::<Vec<_>>())
    }

    #[test]
    fn the_three_files_are_told_apart_by_their_headings() {
        for (headings, table) in [
            ("Date (UTC),Identity,Action,Source System,Target System,Status,Change ID", CsvTable::Events),
            ("activityDateTime,id,changeId,provisioningStatusInfo.status", CsvTable::Events),
            ("Change ID,Name,Type,Status,Description,Details", CsvTable::Steps),
            ("changeId,displayName,oldValue,newValue", CsvTable::ModifiedProperties),
        ] {
            let mapping = guess(headings).unwrap();
            assert_eq!((mapping.table, mapping.columns.contains(&None)), (table, false), "{headings}");
        }
    }

    #[test]
    fn headings_that_are_not_known_are_named_and_too_few_are_no_table() {
        let headings = ["Date", "Status", "Change ID", "Shoe size"].map(str::to_owned);
        assert_eq!(Mapping::guess(&headings).unwrap().unknown(&headings).collect::<Vec<_>>(), ["Shoe size"]);
        assert_eq!(guess("Date,Price,Quantity"), None);
        assert_eq!(guess("Name,Type,Description"), None);
    }

    #[test]
    fn a_table_without_a_heading_that_only_a_provisioning_log_has_is_none() {
        for headings in [
            "Date (UTC),Request ID,User,Username,User ID,Application,Application ID,IP address,Status,Sign-in error code",
            "userPrincipalName,displayName,id,userType,createdDateTime",
            "Date (UTC),CorrelationId,Service,Category,Activity,Result,ResultReason,ActorType,Target1DisplayName",
            "id,name,status,date",
            "id,name,type,description",
            "Id,Property,Old value,New value",
            "Date,Action,Status,Amount",
            "TimeGenerated [UTC],SourceSystem,TenantId,Status",
        ] {
            assert_eq!(guess(headings), None, "{headings}");
        }
    }

    #[test]
    fn only_dates_in_another_zone_are_local() {
        assert!(is_local_time("TimeGenerated [Local Time]"));
        assert!(!is_local_time("TimeGenerated [UTC]"));
        assert!(!is_local_time("Date (UTC)"));
        assert!(!is_local_time("Duration (ms)"));
    }
}
