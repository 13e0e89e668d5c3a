//! Why a job is held back, since when, and until when.

use super::execution::told_error;
use crate::dossier::block::{Block, Group};
use crate::dossier::run::Run;
use crate::dossier::text::{logged, paragraph, words};
use crate::event::instant::DAY;
use crate::event::{Instant, Quarantine};
use crate::figures::counted;

/// After so many days in quarantine a job is disabled (`MicrosoftDocs/entra-docs`:
/// docs/identity/app-provisioning/application-provisioning-quarantine-status.md).
const DAYS_OF_QUARANTINE: i64 = 28;

/// What holds a job back, since when, until when, and what to do.
pub fn quarantine(quarantine: &Quarantine) -> Block {
    let mut why = vec![words("It is held back")];
    if let Some(began) = quarantine.series_began {
        why.extend([words(" since "), Run::Moment(began)]);
    }
    why.push(words(": "));
    match reason(&quarantine.reason) {
        Some(reason) => why.push(words(format!("{reason}."))),
        None => why.extend([logged(&quarantine.reason), words(".")]),
    }
    let mut lines = vec![paragraph(why)];
    lines.extend(quarantine.error.iter().flat_map(told_error));
    let mut ahead = vec![words("Until the cause is mended it runs about once a day.")];
    if quarantine.series_count > 0 {
        let times = counted(quarantine.series_count, "time", "times");
        ahead.push(words(format!(" It was looked at again {times} and kept back")));
        if let Some(current) = quarantine.current_began {
            ahead.extend([words(", last "), Run::Moment(current)]);
        }
        ahead.push(words("."));
    }
    if let Some(next) = quarantine.next_attempt {
        ahead.extend([words(" It is tried again "), Run::Moment(next), words(".")]);
    }
    lines.push(paragraph(ahead));
    if let Some(began) = quarantine.series_began {
        let end = Instant(began.0 + DAYS_OF_QUARANTINE * DAY);
        let what =
            " the job is disabled. Once it is mended, restart the job in the portal, or wait for the next attempt.";
        lines.push(paragraph(vec![words("Unless that is mended by "), Run::Moment(end), words(","), words(what)]));
    }
    Block::Group(Group::Section, lines)
}

/// Why a job is in quarantine, in words; `None` for a reason that is not known.
fn reason(reason: &str) -> Option<&'static str> {
    const REASONS: [(&str, &str); 8] = [
        ("EncounteredBaseEscrowThreshold", "too many objects failed"),
        ("EncounteredTotalEscrowThreshold", "too many objects failed in all"),
        ("EncounteredEscrowProportionThreshold", "too large a share of the objects failed"),
        ("EncounteredQuarantineException", "the whole job fails, because the target cannot be reached or refuses it"),
        ("Unknown", "the service does not say why"),
        ("QuarantinedOnDemand", "the operators of the service have put it there"),
        (
            "TooManyDeletes",
            "more would be deleted than is allowed; an administrator must allow or reject the deletions",
        ),
        ("IngestionInterrupted", "reading the source was cut off"),
    ];
    REASONS.into_iter().find(|(name, _)| name.eq_ignore_ascii_case(reason)).map(|(_, words)| words)
}
