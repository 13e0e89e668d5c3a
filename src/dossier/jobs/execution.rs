//! One cycle of a job, and what went wrong with it.

use crate::dossier::block::Block;
use crate::dossier::run::{Run, Style};
use crate::dossier::status::status_in_words;
use crate::dossier::text::{logged, long, paragraph, words};
use crate::event::{JobError, Status, TaskExecution};
use crate::figures::{duration, grouped};

/// When it was, how it ended, what came of it.
pub fn execution(run: &TaskExecution) -> Vec<Block> {
    let (status, word) = match run.state.to_ascii_lowercase().as_str() {
        "succeeded" => (Status::Success, "succeeded"),
        "failed" => (Status::Failure, "failed"),
        "entrylevelerrors" => (Status::Warning, "ended with errors of single objects"),
        _ => (Status::Unknown(String::new()), "ended"),
    };
    let mut runs = vec![status_in_words(status, word)];
    if let Some(moment) = run.time_ended.or(run.time_began) {
        runs.extend([words(" "), Run::Moment(moment)]);
    }
    if let (Some(began), Some(ended)) = (run.time_began, run.time_ended)
        && let Ok(microseconds) = u64::try_from(ended.0 - began.0)
    {
        runs.push(words(format!(", took {}", duration(microseconds / 1000))));
    }
    let mut blocks = vec![paragraph(runs)];
    let counts = counts(&run.counts);
    if !counts.is_empty() {
        blocks.push(paragraph(vec![logged(&counts)]));
    }
    blocks.extend(run.error.iter().flat_map(told_error));
    blocks
}

/// What Graph counts of a cycle, as far as there was any.
fn counts(counts: &[(String, u64)]) -> String {
    let count =
        |name: &str| counts.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or(0, |(_, count)| *count);
    let (exported, expected) = (count("Exported"), count("Exports"));
    let written = match (exported, expected) {
        (0, 0) => String::new(),
        (exported, expected) if exported < expected => {
            format!("{} of {} expected written", grouped(exported), grouped(expected))
        }
        (exported, _) => format!("{} written", grouped(exported)),
    };
    let counted_as = [
        ("Imported", "read"),
        ("ImportedDeltas", "of them changed"),
        ("ImportedReferenceDeltas", "of these in their references"),
        ("Entitled", "assigned"),
        ("EntitledForProvisioning", "in scope"),
        ("Escrowed", "put aside because of errors"),
    ];
    let told = |(name, word): (&str, &str)| (count(name) > 0).then(|| format!("{} {word}", grouped(count(name))));
    let parts = counted_as.into_iter().filter_map(told).chain((!written.is_empty()).then_some(written));
    parts.collect::<Vec<_>>().join(", ")
}

/// An error, and who can mend it.
pub fn told_error(error: &JobError) -> [Block; 2] {
    let mut runs = vec![Run::In(Style::Code, vec![logged(&error.code)])];
    if !error.message.is_empty() {
        runs.extend([words(": "), long(&error.message)]);
    }
    let who = if error.tenant_actionable {
        "An administrator of the tenant can mend this."
    } else {
        "Microsoft does not hold this for something that an administrator of the tenant can mend."
    };
    [paragraph(runs), paragraph(vec![words(who)])]
}
