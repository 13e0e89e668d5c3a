//! What a table is that is no provisioning log: people have the downloads of several logs side by side.

use super::super::short::few;
use super::headings::letters;

/// What a table with these headings seems to be.
pub fn other_log(headings: &[String]) -> String {
    let letters: Vec<String> = headings.iter().map(|heading| letters(heading)).collect();
    let has = |name: &str| letters.iter().any(|heading| heading == name);
    let begins = |start: &str| letters.iter().any(|heading| heading.starts_with(start));
    let kind = if begins("signin") || has("conditionalaccess") || has("conditionalaccessstatus") {
        "a sign-in log"
    } else if begins("activity") && (begins("actor") || begins("target") || has("service") || has("loggedbyservice")) {
        "a directory audit log"
    } else if has("userprincipalname") {
        "a list of users"
    } else if has("grouptype") || has("membershiptype") {
        "a list of groups"
    } else {
        "a table of something else"
    };
    format!("{kind}, with the columns {}", few(headings.iter().map(String::as_str)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn downloads_of_other_logs_are_called_by_name() {
        for (headings, expected) in [
            ("Date (UTC),Request ID,User,Status,Sign-in error code", "a sign-in log"),
            ("Date (UTC),CorrelationId,Service,Category,Activity,Result,ActorType", "a directory audit log"),
            ("userPrincipalName,displayName,createdDateTime", "a list of users"),
            ("id,displayName,groupType,membershipType,createdDateTime", "a list of groups"),
            ("Date,Action,Status,Amount", "a table of something else"),
        ] {
            let headings: Vec<String> = headings.split(',').map(str::to_owned).collect();
            let expected = format!("{expected}, with the columns {}", headings.join(", "));
            assert_eq!(other_log(&headings), expected);
        }
    }
}
