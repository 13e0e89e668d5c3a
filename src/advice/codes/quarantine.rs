//! Why a whole job is in quarantine: Graph's reasons.

use crate::advice::entry::{Actor, Entry, Fault, Retry};
use crate::advice::sources::{GRAPH_QUARANTINE, QUARANTINE};

/// What every quarantine has in common.
const JOB: Entry =
    Entry { retry: Retry::Quarantine, fault: Fault::Job, sources: &[QUARANTINE, GRAPH_QUARANTINE], ..Entry::BLANK };

const MEND_THE_RECORDS: &[&str] = &[
    "Look for the error codes that most of the failed events share, and mend those first.",
    "Restart provisioning, or wait for the next attempt.",
];

pub const ENTRIES: &[Entry] = &[
    Entry {
        codes: &["EncounteredBaseEscrowThreshold"],
        title: "too many objects failed",
        cause: "The number of objects that could not be provisioned passed the lower limit at which a job is slowed \
                down.",
        actors: &[Actor::Mapping, Actor::SourceData],
        steps: MEND_THE_RECORDS,
        ..JOB
    },
    Entry {
        codes: &["EncounteredTotalEscrowThreshold"],
        title: "too many failures in all",
        cause: "The number of all failures of the job, references included, passed the absolute limit.",
        actors: &[Actor::Mapping, Actor::SourceData],
        steps: MEND_THE_RECORDS,
        ..JOB
    },
    Entry {
        codes: &["EncounteredEscrowProportionThreshold"],
        title: "too large a share of the operations failed",
        cause: "So many of the job's operations failed that something general must be wrong.",
        actors: &[Actor::Mapping, Actor::SourceData],
        steps: MEND_THE_RECORDS,
        ..JOB
    },
    Entry {
        codes: &["EncounteredQuarantineException"],
        title: "a fault stops the whole job",
        cause: "The job cannot work at all: as a rule its credentials are refused or the target cannot be reached.",
        actors: &[Actor::TargetApplication, Actor::Mapping],
        steps: &[
            "Read the error of the quarantine: it says whether credentials, address or application are at fault.",
            "Correct it, test the connection and restart provisioning.",
        ],
        ..JOB
    },
    Entry {
        codes: &["IngestionInterrupted"],
        title: "reading the source was cut off",
        cause: "The job could not read its source to the end.",
        actors: &[Actor::Mapping, Actor::Support],
        steps: &[
            "Restart provisioning.",
            "If it happens again, open a case with Microsoft support and give the job id.",
        ],
        ..JOB
    },
    Entry {
        codes: &["QuarantinedOnDemand"],
        title: "Microsoft has put the job on hold",
        cause: "The operators of the provisioning service placed the job in quarantine.",
        actors: &[Actor::Support],
        steps: &["Open a case with Microsoft support and give the job id."],
        ..JOB
    },
    Entry {
        codes: &["Unknown"],
        title: "the service names no cause",
        cause: "The service could not tell what went wrong. As the reason of a quarantine it means that the job's \
                state names none.",
        actors: &[Actor::Mapping, Actor::Support],
        steps: &[
            "Test the connection, and look at the failed events of the job.",
            "If nothing is found, open a case with Microsoft support and give the job id.",
        ],
        broad: true,
        ..JOB
    },
];
