//! How reading stands, and what is in the way of it, as sentences for people: what happened, to what, what to do.

use super::trouble::Trouble;
use crate::figures::{counted, duration, grouped};

/// The roles that may read the log, the least one first (`MicrosoftDocs/entra-docs`:
/// docs/identity/monitoring-health/howto-analyze-provisioning-logs.md).
const ROLES: &str = "Reports Reader, Security Reader, Security Operator, Security Administrator, Global Reader, \
    Application Administrator, Cloud Application Administrator";

/// What is in the way, and what to do about it.
#[must_use]
pub fn sentence(trouble: &Trouble, host: &str) -> String {
    let with = |said: &str| if said.is_empty() { String::new() } else { format!(" It says: {said}") };
    match trouble {
        Trouble::SignedOut => {
            "You have signed out. Use another token to go on where reading stopped: sign in again, or paste one.".to_owned()
        }
        Trouble::TokenExpired => {
            "The access token has expired. Sign in again or paste another, and reading goes on where it stopped.".to_owned()
        }
        Trouble::TokenTooEarly { minutes } => format!(
            "{host} refuses the access token, which by this computer's clock holds only in {}. The clock is probably slow: set it right, then try again.",
            counted(minutes.unsigned_abs(), "minute", "minutes")
        ),
        Trouble::TokenRefused { said } => format!(
            "{host} refuses the access token: it is for another API or cloud, or was withdrawn, or this computer's clock is wrong. Sign in again or paste another.{}",
            with(said)
        ),
        Trouble::NoConsent => {
            "The app that you signed in with may not read this log. An administrator must grant it AuditLog.Read.All and Directory.Read.All.".to_owned()
        }
        Trouble::NoRole => format!("Your account may not read this log. It needs one of these roles: {ROLES}."),
        Trouble::NoLicence => {
            "The tenant has no licence for this log. Reading it through Graph needs Microsoft Entra ID P1 or P2.".to_owned()
        }
        Trouble::Forbidden { said } => format!(
            "{host} forbids reading this log. Ask whether the app has AuditLog.Read.All, and your account a role such as Reports Reader.{}",
            with(said)
        ),
        Trouble::BadQuestion { said } => {
            format!("{host} refuses the question, even without filters. Check the address of the API.{}", with(said))
        }
        Trouble::NotFound => format!(
            "There is no provisioning log at {host}. Check the address of the API, and whether its cloud has this log."
        ),
        Trouble::LogGone => format!("{host} has sent pages of the log, and now says that there is none. Try again later."),
        Trouble::LinkExpired => format!("{host} gives up its own pages before they can be read. Try a shorter range of time."),
        Trouble::Throttled => format!("{host} still says that it is asked too often. Somebody else may use the same app; try again later."),
        Trouble::ServerError { status } => format!("{host} is out of order (it answers {status}). Try again later."),
        Trouble::Offline => "This computer is offline. Try again when it is back.".to_owned(),
        Trouble::Unreachable => format!(
            "{host} cannot be reached. Check the address of the API and the network; an API other than Graph must also allow this page by CORS, and a policy of this page's host may forbid it."
        ),
        Trouble::ConnectionLost => format!("The connection to {host} is lost. Try again when it is back."),
        Trouble::Redirected => format!(
            "{host} sends the browser to another address. The access token was not sent there; check the address of the API."
        ),
        Trouble::OtherOrigin => {
            format!("{host} says that the next page is on another host. The access token is not sent there, so reading ends here.")
        }
        Trouble::BadLink => format!("What {host} names as the next page is no address, so reading ends here."),
        Trouble::LinkRepeats => format!("{host} names a page that was read already as the next one, so reading ends here."),
        Trouble::NoEnd { pages: 0 } => {
            format!("{host} sends more pages than a log has, so reading ends here. Load a shorter range of time.")
        }
        Trouble::NoEnd { pages } => format!(
            "{host} sends page after page, the last {} with nothing new, so reading ends here.",
            grouped((*pages).into())
        ),
        Trouble::Html => format!(
            "What came from {host} is a page for people and not the log. A network may want you to sign in, or the address is that of a website."
        ),
        Trouble::WrongShape => format!("What came from {host} is no page of a provisioning log. Check the address of the API."),
        Trouble::TooLong => format!(
            "A page of {host} does not come to its end. What it held is shown. Try again for the rest, or load a shorter range of time."
        ),
        Trouble::CutOff | Trouble::TooSlow | Trouble::NotJson => {
            let how = match trouble {
                Trouble::CutOff => "ends in the middle",
                Trouble::TooSlow => "comes too slowly",
                _ => "is no JSON",
            };
            format!("A page of {host} {how} each time it is asked for. What it held is shown; try again later.")
        }
        Trouble::Strange { status } => format!("{host} answers {status}, which means nothing here. Check the address of the API."),
    }
}

/// What is in the way of reading jobs, and what to do about it; `holds` is what the token says of itself.
#[must_use]
pub fn jobs_sentence(trouble: &Trouble, host: &str, holds: Option<bool>) -> String {
    match trouble {
        Trouble::NoConsent | Trouble::NoRole | Trouble::Forbidden { .. } if holds == Some(false) => format!(
            "The access token does not hold Synchronization.Read.All, without which {host} tells nothing of jobs. Use one that does; with a token that was pasted, the scope is to be asked for where that comes from."
        ),
        Trouble::NoConsent => format!("{host} tells this app nothing of jobs. {JOB_RIGHTS}"),
        Trouble::NoRole => format!("{host} tells your account nothing of jobs. {JOB_RIGHTS}"),
        Trouble::Forbidden { said } => {
            let said = if said.is_empty() { String::new() } else { format!(" It says: {said}") };
            format!("{host} tells nothing of jobs. {JOB_RIGHTS}{said}")
        }
        Trouble::NotFound => format!("{host} has no such application any more, or it has no jobs."),
        Trouble::BadQuestion { said } if said.is_empty() => {
            format!("{host} does not understand the question for this job.")
        }
        Trouble::BadQuestion { said } => {
            format!("{host} does not understand the question for this job. It says: {said}")
        }
        Trouble::WrongShape => format!("What came from {host} is no list of jobs. Check the address of the API."),
        Trouble::CutOff | Trouble::TooSlow | Trouble::TooLong | Trouble::NotJson => {
            format!("The answer of {host} cannot be read to its end each time it is asked. Try again later.")
        }
        _ => sentence(trouble, host),
    }
}

/// What reading jobs needs (`microsoftgraph/microsoft-graph-docs-contrib`:
/// api-reference/v1.0/api/synchronization-synchronization-list-jobs.md).
const JOB_RIGHTS: &str = "The app needs Synchronization.Read.All, which an administrator must grant, and your account one of \
    these roles: Application Administrator, Cloud Application Administrator, Hybrid Identity Administrator. A role that reads \
    the log, such as Reports Reader, does not suffice.";

/// How many applications have answered.
#[must_use]
pub fn jobs_so_far(answered: u32, all: u32) -> String {
    let all = counted(all.into(), "application", "applications");
    format!("{answered} of {all} asked")
}

/// That the hours of a range, which are counted from now, may be those of the future.
pub const FAST_CLOCK: &str = ". The API takes a token whose time is over by this computer's clock: the clock is probably \
    fast, and newer events than it says may be missing. Set it right, then connect again";

/// That of an answer more came than its page.
pub const FOLLOWED: &str = ". Behind the end of a page stood what is no part of it, and was passed over";

/// That the log of a host is still the one that is shown, where another could not be had.
#[must_use]
pub fn stays_open(host: &str) -> String {
    format!(" The log of {host} stays open; Cancel leads back to it.")
}

/// That a look so many days back came to nothing.
#[must_use]
pub fn nothing_older(days: u64) -> String {
    let days = counted(days, "day", "days");
    format!(
        ". Nothing older of what was asked for is there, {days} back from now: Microsoft keeps this log for 30 days with Entra ID P1 or P2, for 7 days without"
    )
}

/// Why there is a wait, and for how long still.
#[must_use]
pub fn wait(trouble: Option<&Trouble>, host: &str, milliseconds: u64) -> String {
    let left = time(milliseconds.div_ceil(1000).max(1));
    let why = match trouble {
        None => return format!("next page in {left}"),
        Some(Trouble::Throttled) => format!("{host} asks for a pause"),
        Some(Trouble::ServerError { status }) => format!("{host} is out of order ({status})"),
        Some(Trouble::Offline) => "this computer is offline".to_owned(),
        Some(Trouble::CutOff) => format!("a page of {host} ended in the middle"),
        Some(Trouble::TooSlow) => format!("a page of {host} came too slowly"),
        Some(Trouble::NotJson) => format!("a page of {host} was no JSON"),
        Some(_) => format!("{host} does not answer"),
    };
    format!("{why}: trying again in {left}")
}

/// A time to wait: `40 s`, `2 min 5 s`, `1 h 0 min`.
fn time(seconds: u64) -> String {
    if seconds < 60 { format!("{seconds} s") } else { duration(seconds * 1000) }
}

/// What was read: events, and records that the import report tells of.
#[must_use]
pub fn read(events: u64, others: u64) -> String {
    let events = counted(events, "event", "events");
    match others {
        0 => events,
        _ => format!("{events} (and {} that cannot be shown)", counted(others, "record", "records")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_counted_down_to_its_last_second() {
        let words = |milliseconds| wait(Some(&Trouble::Throttled), "graph", milliseconds);
        assert_eq!(words(9_001), "graph asks for a pause: trying again in 10 s");
        assert_eq!(words(1), "graph asks for a pause: trying again in 1 s");
        assert_eq!(words(0), words(1));
        assert_eq!(wait(None, "graph", 1_200), "next page in 2 s");
        let left = |seconds: u64| words(seconds * 1000).rsplit("again in ").next().unwrap().to_owned();
        assert_eq!([59, 60, 125, 3_600].map(left), ["59 s", "1 min 0 s", "2 min 5 s", "1 h 0 min"]);
    }

    #[test]
    fn what_was_read_is_told_with_the_records_that_are_no_events() {
        assert_eq!(read(1_234, 0), "1,234 events");
        assert_eq!(read(1, 1), "1 event (and 1 record that cannot be shown)");
    }
}
