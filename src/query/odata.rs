//! A query as OData: what the provisioning log of Microsoft Graph can filter itself, and what is left to do here.
//!
//! Only operators that Microsoft documents for this log are written, and a term is sent only if Graph's answer holds at
//! least all that the term lets through here: Graph compares with regard to letter case, and our texts without, so that
//! names stay here but for the application's, whose comparison in lower case Microsoft's own samples show. Ids are the
//! exception: they are nearly always copied, and a job's whole log is too much to ask for instead.
//! [`Split::tells_capitals`] says so.

use super::pattern::Pattern;
use super::{Field, Query, Term, TimeRange, durations};
use crate::event::instant::SECOND;
use crate::event::{Action, Instant, Status};
use crate::table::{Column, NO_DURATION, fold};

/// A query in two parts, which together are all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// What Graph filters: the text of `$filter`, not yet encoded for an address; `None` where it can do nothing.
    pub filter: Option<String>,
    /// The terms that it is made of.
    pub sent: Query,
    /// The terms that Graph cannot answer.
    pub local: Query,
}

/// The most letters of a filter. It stands in an address, where many take up to three, and servers and what stands before
/// them take some thousands of these.
const LONGEST: usize = 2_000;

/// Takes a query apart.
#[must_use]
pub fn split(query: &Query) -> Split {
    let mut parts: Vec<String> = Vec::new();
    let (mut sent, mut local) = (Query::default(), Query::default());
    for term in &query.terms {
        match term_text(term) {
            Some(text) if parts.iter().map(String::len).sum::<usize>() + text.len() <= LONGEST => {
                parts.push(text);
                sent.terms.push(term.clone());
            }
            _ => local.terms.push(term.clone()),
        }
    }
    let filter = (!parts.is_empty()).then(|| parts.join(" and "));
    Split { filter, sent, local }
}

impl Split {
    /// Whether Graph compares ids that may be written with other capitals in the log. Those of GUIDs it has in small letters.
    #[must_use]
    pub fn tells_capitals(&self) -> bool {
        let is_other = |word: &String| {
            id(word).is_some_and(|id| !is_guid(&id) && id.bytes().any(|byte| byte.is_ascii_alphabetic()))
        };
        self.sent.terms.iter().any(|term| match term {
            Term::Words { field: Field::Column(column), words, .. } => {
                id_path(*column).is_some() && words.iter().any(is_other)
            }
            _ => false,
        })
    }

    /// The terms that Graph leaves later events of an object out by, such as its successes. Those of one job come and go
    /// together, and a range of time is one whoever cuts it.
    #[must_use]
    pub fn narrowing(&self) -> Query {
        let is_of_jobs = |term: &Term| match term {
            Term::Time(_) => true,
            Term::Words { field, .. } => {
                [Column::Application, Column::JobId].iter().any(|column| *field == Field::Column(*column))
            }
        };
        Query { terms: self.sent.terms.iter().filter(|term| !is_of_jobs(term)).cloned().collect() }
    }
}

/// A stretch of time as OData: from the first moment on, before the second one. Graph documents only `gt` and `lt`, and
/// its dates are whole seconds.
#[must_use]
pub fn time(after: Option<Instant>, before: Option<Instant>) -> Option<String> {
    let after = after.map(|after| Instant(after.0.div_euclid(SECOND) * SECOND - SECOND));
    let before = before.map(|before| Instant(-(-before.0).div_euclid(SECOND) * SECOND));
    let after = after.map(|after| format!("activityDateTime gt {}", after.to_rfc3339()));
    let before = before.map(|before| format!("activityDateTime lt {}", before.to_rfc3339()));
    let parts: Vec<String> = after.into_iter().chain(before).collect();
    (!parts.is_empty()).then(|| parts.join(" and "))
}

/// One term as OData; `None` where it cannot be said.
fn term_text(term: &Term) -> Option<String> {
    match term {
        Term::Time(TimeRange::Between { after, before }) => time(*after, *before),
        // These count back from the newest event, which nobody knows before it is read.
        Term::Time(TimeRange::Last(_) | TimeRange::BeforeLast(_)) => None,
        // `not` and `ne` are documented for other logs, and not for this one.
        Term::Words { negated: true, .. } => None,
        Term::Words { field, words, .. } => {
            let parts: Option<Vec<String>> = words.iter().map(|word| word_text(*field, word)).collect();
            let parts = parts.filter(|parts| !parts.is_empty())?;
            Some(if parts.len() == 1 { parts.concat() } else { format!("({})", parts.join(" or ")) })
        }
    }
}

fn word_text(field: Field, word: &str) -> Option<String> {
    let Field::Column(column) = field else { return None };
    let equals = |path: &str, value: &str| Some(format!("{path} eq {}", quoted(value)));
    match column {
        // What Graph adds to its words in the future is compared here.
        Column::Status => {
            let status = Status::from_word(&whole(word)?);
            let is_known = !matches!(status, Status::Unknown(_));
            is_known.then(|| equals("provisioningStatusInfo/status", status.as_str())).flatten()
        }
        Column::Action => {
            let action = Action::from_word(&whole(word)?);
            let is_known = !matches!(action, Action::Unknown(_));
            is_known.then(|| equals("provisioningAction", action.as_str())).flatten()
        }
        Column::Application => application(word),
        Column::Duration => duration(word),
        _ => {
            let (path, id) = (id_path(column)?, id(word)?);
            let written = equals(path, &id)?;
            // In small letters, too: so Graph has GUIDs, and most of what else its ids are made of.
            let small = fold(&id);
            if small == id { Some(written) } else { Some(format!("({written} or {})", equals(path, &small)?)) }
        }
    }
}

/// What Graph calls an id.
const fn id_path(column: Column) -> Option<&'static str> {
    Some(match column {
        Column::Id => "id",
        Column::JobId => "jobId",
        Column::CycleId => "cycleId",
        Column::ChangeId => "changeId",
        Column::SourceId => "sourceIdentity/id",
        Column::TargetId => "targetIdentity/id",
        _ => return None,
    })
}

/// The part of the name that every match holds, in lower case; a wildcard is looked at here once more.
fn application(word: &str) -> Option<String> {
    let pattern = Pattern::new(word, false);
    let part = pattern.longest_part();
    // Only of these letters does everybody make the same small ones.
    let is_plain = !part.is_empty() && part.is_ascii();
    is_plain.then(|| format!("contains(tolower(servicePrincipal/displayName), {})", quoted(part)))
}

fn duration(word: &str) -> Option<String> {
    const PATH: &str = "durationInMilliseconds";
    let range = durations::range(word)?;
    let (first, last) = (*range.start(), *range.end());
    if word.is_empty() || word == "*" || first > last {
        return None;
    }
    let is_open = last == NO_DURATION - 1;
    Some(match first {
        _ if first == last => format!("{PATH} eq {first}"),
        0 if is_open => return None,
        0 => format!("{PATH} lt {}", last + 1),
        _ if is_open => format!("{PATH} gt {}", first - 1),
        _ => format!("({PATH} gt {} and {PATH} lt {})", first - 1, last + 1),
    })
}

/// The whole value that a word asks for.
fn whole(word: &str) -> Option<String> {
    let pattern = Pattern::new(word, true);
    pattern.single().filter(|value| !value.is_empty()).map(str::to_owned)
}

/// An id as it was written.
fn id(word: &str) -> Option<String> {
    let folded = whole(word)?;
    // A word with signs that stand for others is no id that anybody copied.
    let written = word.strip_prefix('=').unwrap_or(word);
    if fold(written) != folded {
        return None;
    }
    Some(written.to_owned())
}

fn is_guid(id: &str) -> bool {
    id.len() == 36 && id.bytes().all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::text::{parse, write};

    fn sent(text: &str) -> Option<String> {
        let parsed = parse(text);
        assert_eq!(parsed.flaws, [], "{text}");
        split(&parsed.query).filter
    }

    #[test]
    fn what_the_log_can_filter_is_sent() {
        for (text, filter) in [
            ("status:failure", "provisioningStatusInfo/status eq 'failure'"),
            (
                "status:Failure,warning action:stageddelete",
                "(provisioningStatusInfo/status eq 'failure' or provisioningStatusInfo/status eq 'warning') and \
                 provisioningAction eq 'stagedDelete'",
            ),
            ("app:\"Bob's App\"", "contains(tolower(servicePrincipal/displayName), 'bob''s app')"),
            ("app:Service*Now", "contains(tolower(servicePrincipal/displayName), 'service')"),
            ("job:scim.0a.b", "jobId eq 'scim.0a.b'"),
            ("job:scim.0A.B", "(jobId eq 'scim.0A.B' or jobId eq 'scim.0a.b')"),
            (
                "id:5D1C0000-0000-4000-8000-00000000000A,7",
                "((id eq '5D1C0000-0000-4000-8000-00000000000A' or id eq '5d1c0000-0000-4000-8000-00000000000a') or id eq '7')",
            ),
            ("sourceid:=abc,d", "(sourceIdentity/id eq 'abc' or sourceIdentity/id eq 'd')"),
            ("duration:>500", "durationInMilliseconds gt 500"),
            ("duration:<500", "durationInMilliseconds lt 500"),
            ("duration:500", "durationInMilliseconds eq 500"),
            ("duration:100..500", "(durationInMilliseconds gt 99 and durationInMilliseconds lt 501)"),
            (
                "after:2026-11-01T00:00Z before:2026-11-08",
                "activityDateTime gt 2026-10-31T23:59:59Z and activityDateTime lt 2026-11-08T00:00:00Z",
            ),
        ] {
            assert_eq!(sent(text).as_deref(), Some(filter), "{text}");
        }
    }

    #[test]
    fn what_it_cannot_filter_stays_here() {
        for text in [
            "ana",
            "identity:ana",
            "-status:success",
            "status:failure,fail*",
            "status:newWord",
            "code:EntryConflict",
            "target:\"Active Directory\"",
            "app:Ünlü",
            "app:\"\"",
            "id:\"\"",
            "job:a*",
            "duration:*",
            "duration:>99999999999",
            "last:7d",
            "text:taken",
            "initiator:system",
        ] {
            assert_eq!(sent(text), None, "{text}");
        }
        let split = split(&parse("status:failure ana -app:Now").query);
        assert_eq!(write(&split.sent), "status:failure");
        assert_eq!(write(&split.local), "identity:ana -app:Now");
    }

    #[test]
    fn what_is_too_long_for_an_address_stays_here() {
        let ids = |count: usize| (0..count).map(|id| format!("5d1c0000-0000-4000-8000-{id:012}")).collect::<Vec<_>>();
        for (count, is_sent) in [(30, true), (60, false), (5_000, false)] {
            let query = parse(&format!("id:{} status:failure", ids(count).join(","))).query;
            let split = split(&query);
            assert_eq!(
                (split.sent.terms.len(), split.local.terms.len()),
                if is_sent { (2, 0) } else { (1, 1) },
                "{count}"
            );
            assert!(split.filter.unwrap().ends_with("provisioningStatusInfo/status eq 'failure'"), "{count}");
        }
    }

    #[test]
    fn ids_that_may_be_written_with_other_capitals_are_told() {
        for (text, is_told) in [
            ("job:scim.0a", true),
            ("status:failure cycle:X", true),
            ("job:17 id:5D1C0000-0000-4000-8000-00000000000A status:failure app:Now", false),
            ("-job:scim.0a", false),
            ("job:scim*", false),
        ] {
            assert_eq!(split(&parse(text).query).tells_capitals(), is_told, "{text}");
        }
    }

    #[test]
    fn what_leaves_out_events_of_an_object_is_told_apart_from_what_does_not() {
        for (text, narrowing) in [
            ("app:Now job:a after:2026-11-01 ana", ""),
            ("app:Now status:failure", "status:failure"),
            ("action:create duration:>500 -status:success", "action:create duration:>500"),
        ] {
            assert_eq!(write(&split(&parse(text).query).narrowing()), narrowing, "{text}");
        }
    }

    proptest! {
        #[test]
        fn a_text_never_leaves_its_quotes(value in "[a' )(=]{1,12}") {
            let query = Query::default().with_words(Field::Column(Column::JobId), false, vec![vec![value]]);
            if let Some(filter) = split(&query).filter {
                let inside = filter.strip_prefix("jobId eq '").and_then(|rest| rest.strip_suffix('\'')).unwrap();
                prop_assert!(!inside.replace("''", "").contains('\''));
            }
        }

        #[test]
        fn every_term_goes_one_of_two_ways(text in "(status:failure |-status:success |ana |duration:>5 |last:7d ){0,5}") {
            let query = parse(&text).query;
            let parts = split(&query);
            prop_assert_eq!(parts.sent.terms.len() + parts.local.terms.len(), query.terms.len());
            prop_assert_eq!(parts.filter.is_some(), !parts.sent.terms.is_empty());
        }

        #[test]
        fn the_edges_of_a_range_of_time_are_within(after in 0_i64..4_000_000_000_000_000, length in 1_i64..10_000_000) {
            let (first, end) = (Instant(after), Instant(after + length));
            let text = time(Some(first), Some(end)).unwrap();
            let ends: Vec<i64> = text.split(' ').filter_map(|word| Instant::parse(word.as_bytes())).map(|end| end.0).collect();
            // What Graph lets through is in whole seconds: none of the range is outside, and at most a second more.
            prop_assert!(ends[0] < first.0 && ends[0] + 2 * SECOND > first.0);
            prop_assert!(ends[1] >= end.0 && ends[1] < end.0 + SECOND);
        }
    }
}
