//! From a code, or from the words of a reason, to an entry.

use super::book::entries;
use super::entry::Entry;
use super::text::{beginning, find};

/// An entry, and how it was come by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found {
    pub entry: &'static Entry,
    pub matched: Match,
}

/// How a code led to an entry, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Match {
    /// Letter for letter.
    Exact,
    /// But for letter case.
    LetterCase,
    /// The documentation's new name for the directory in place of the one on the wire.
    Renamed,
    /// Without the name of a connector at its front, on either side.
    Prefix,
    /// Without the name of an application at its front: `<application>EntryConflict`.
    Application,
}

/// Names of connectors at the front of codes, the longer before the shorter that it begins with.
const PREFIXES: &[&str] = &[
    "SystemForCrossDomainIdentityManagement",
    "HybridSynchronizationActiveDirectory",
    "HybridSynchronization",
    "AzureActiveDirectory",
    "AzureDirectoryService",
    "AzureDirectory",
];

/// What the documentation writes where codes have `AzureActiveDirectory`.
const NEW_NAMES: &[&str] = &["Microsoft Entra ID", "MicrosoftEntraID"];

/// The entry for a code: exact, then in another letter case, then by the directory's new name, then without the
/// connector's name, then without an application's name.
#[must_use]
pub fn advice_for(code: &str) -> Option<Found> {
    let code = code.trim();
    if code.is_empty() {
        return None;
    }
    if let Some(found) = exact_or_letter_case(code) {
        return Some(found);
    }
    for name in NEW_NAMES {
        if let Some(rest) = strip_prefix(code, name) {
            let old = format!("AzureActiveDirectory{}", rest.trim_start());
            let entry = exact_or_letter_case(&old).or_else(|| by_prefix(&old))?.entry;
            return Some(Found { entry, matched: Match::Renamed });
        }
    }
    by_prefix(code).or_else(|| by_application(code))
}

/// The entry whose symptoms a text shows that comes of a job of that id.
#[must_use]
pub(super) fn advice_for_text(text: &str, job: &str) -> Option<&'static Entry> {
    let text = beginning(text);
    let shows = |words: &&[&str]| words.iter().all(|word| find(text, word).is_some());
    entries().find(|entry| entry.symptoms.iter().any(shows) && job.contains(entry.job))
}

fn exact_or_letter_case(code: &str) -> Option<Found> {
    let by = |matched, same: &dyn Fn(&str) -> bool| {
        let entry = entries().find(|entry| entry.codes.iter().any(|known| same(known)))?;
        Some(Found { entry, matched })
    };
    by(Match::Exact, &|known| known == code)
        .or_else(|| by(Match::LetterCase, &|known| known.eq_ignore_ascii_case(code)))
}

/// Compares what is left of the code and of the known ones without the name of a connector.
fn by_prefix(code: &str) -> Option<Found> {
    let bare = without_connector(code);
    if bare.is_empty() {
        return None;
    }
    let known = exact_or_letter_case(bare).map(|found| found.entry);
    let entry = known.or_else(|| {
        entries().find(|entry| entry.codes.iter().any(|known| without_connector(known).eq_ignore_ascii_case(bare)))
    })?;
    Some(Found { entry, matched: Match::Prefix })
}

/// The longest code of a target application that the code ends with.
fn by_application(code: &str) -> Option<Found> {
    let mut longest: Option<(&'static Entry, &str)> = None;
    for entry in entries().filter(|entry| entry.with_application) {
        for known in entry.codes {
            let is_fitting = known.starts_with(|c: char| c.is_ascii_alphabetic()) && code.ends_with(known);
            if is_fitting && longest.is_none_or(|(_, best)| known.len() >= best.len()) {
                longest = Some((entry, known));
            }
        }
    }
    let (entry, _) = longest?;
    Some(Found { entry, matched: Match::Application })
}

fn without_connector(code: &str) -> &str {
    PREFIXES.iter().find_map(|prefix| strip_prefix(code, prefix)).unwrap_or(code)
}

/// What follows an ASCII prefix in any letter case.
fn strip_prefix<'a>(code: &'a str, prefix: &str) -> Option<&'a str> {
    let front = code.get(..prefix.len())?;
    front.eq_ignore_ascii_case(prefix).then(|| &code[prefix.len()..])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn found(code: &str) -> Option<(&'static str, Match)> {
        advice_for(code).map(|found| (found.entry.codes[0], found.matched))
    }

    #[test]
    fn codes_are_found_exactly_before_anything_else() {
        assert_eq!(found("EntryConflict"), Some(("Conflict", Match::Exact)));
        assert_eq!(found(" RedundantExport\n"), Some(("RedundantExport", Match::Exact)));
        // Two codes of different meaning differ by a capital only.
        assert_ne!(advice_for("TimeOut").unwrap().entry, advice_for("Timeout").unwrap().entry);
        assert_eq!(found("AzureActiveDirectoryForbidden"), Some(("AzureActiveDirectoryForbidden", Match::Exact)));
    }

    #[test]
    fn letter_case_does_not_matter() {
        assert_eq!(found("noteffectivelyentitled"), Some(("NotEffectivelyEntitled", Match::LetterCase)));
        assert_eq!(found("TIMEOUT"), Some(("Timeout", Match::LetterCase)));
    }

    #[test]
    fn the_new_name_of_the_directory_is_the_old_one() {
        for code in ["Microsoft Entra IDQuotaLimitExceeded", "microsoft entra id QuotaLimitExceeded"] {
            assert_eq!(found(code), Some(("AzureActiveDirectoryQuotaLimitExceeded", Match::Renamed)));
        }
        assert_eq!(found("Microsoft Entra IDDuplicateSourceEntries"), Some(("DuplicateSourceEntries", Match::Renamed)));
    }

    #[test]
    fn the_connectors_name_may_be_there_or_not() {
        assert_eq!(
            found("SystemForCrossDomainIdentityManagementTooManyRequests"),
            Some(("TooManyRequests", Match::Prefix))
        );
        assert_eq!(found("AzureDirectoryServiceTimeout"), Some(("Timeout", Match::Prefix)));
        assert_eq!(
            found("ServiceIncompatibleFiltering"),
            Some(("SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering", Match::Prefix))
        );
        assert_eq!(
            found("AzureActiveDirectoryCannotFindAttribute"),
            Some(("HybridSynchronizationActiveDirectoryCannotFindAttribute", Match::Prefix))
        );
    }

    #[test]
    fn the_applications_name_may_stand_in_front() {
        assert_eq!(found("BoxEntryConflict"), Some(("Conflict", Match::Application)));
        assert_eq!(found("ZendeskInvalidCredentials"), Some(("InvalidCredentials", Match::Application)));
        assert_eq!(found("SlackInternalServerError"), Some(("InternalServerError", Match::Application)));
    }

    #[test]
    fn an_unknown_code_is_not_found() {
        for code in ["", "  ", "Frobnicated", "AzureActiveDirectory", "Microsoft Entra ID", "42", "Ünknown"] {
            assert_eq!(found(code), None, "{code}");
        }
    }

    #[test]
    fn symptoms_in_a_text_lead_to_the_closest_entry() {
        let of_job = |text, job| advice_for_text(text, job).map(|entry| entry.codes[0]);
        let entry = |text| of_job(text, "scim.1.2");
        assert_eq!(
            entry("problem 1005 (constraint_att_type), Att 90290 (userPrincipalName)"),
            Some("HybridSynchronizationActiveDirectoryUserPrincipalNameNotUnique")
        );
        assert_eq!(entry("problem 1005 (CONSTRAINT_ATT_TYPE), Att 1 (title)"), Some("ConstraintViolation-AtrErr"));
        assert_eq!(entry("nothing of note"), None);
        // The password that is expired may be anybody's, unless it is the job's own.
        let expired = "AADSTS50055: The password is expired";
        assert_eq!(entry(expired), None);
        assert_eq!(of_job(expired, "AD2AADProvisioning.1.2"), Some("AzureActiveDirectoryExpiredCredentials"));
    }

    proptest! {
        #[test]
        fn any_code_is_looked_up_without_a_panic(
            front in prop_oneof![Just("Microsoft Entra ID"), Just("AzureActiveDirectory"), Just("")],
            rest in ".*",
        ) {
            let _ = advice_for(&format!("{front}{rest}"));
            let _ = advice_for_text(&rest, "");
        }
    }
}
