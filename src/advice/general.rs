//! What can be said where no code leads to an entry: by category and by how the event ended.

use super::entry::{Actor, Entry, Fault, Retry};
use super::sources::{HOW, LOGS};

/// The record says that the cause lies outside of the service.
pub const OUTSIDE: Entry = Entry {
    title: "the target, the data or the set-up stood in the way",
    cause: "The record says that the cause lies outside of the provisioning service, and nothing closer is known here.",
    actors: &[Actor::Mapping, Actor::TargetApplication],
    steps: &[
        "Read the reason, and see in the steps how far it came.",
        "Provision the same object on demand to see the error as it happens.",
        "If the text does not help, ask the vendor of the target application, with the change id at hand.",
    ],
    retry: Retry::AsARule,
    sources: &[LOGS],
    ..Entry::BLANK
};

/// The record says that the service itself failed.
pub const SERVICE: Entry = Entry {
    title: "the provisioning service failed",
    cause: "The record says that the fault lies in the provisioning service, and nothing closer is known here.",
    actors: &[Actor::Nobody, Actor::Support],
    steps: &[
        "Wait for the next cycle.",
        "If it stays, open a case with Microsoft support and give the change id and the job id.",
    ],
    retry: Retry::NextCycle,
    fault: Fault::Service,
    sources: &[LOGS],
    ..Entry::BLANK
};

/// A failure of which the record says next to nothing.
pub const FAILED: Entry = Entry {
    title: "the operation did not succeed",
    cause: "The record does not say where the cause lies.",
    actors: &[Actor::Mapping],
    steps: &[
        "See in the steps how far it came.",
        "Provision the same object on demand to see the error as it happens.",
        "If that does not help, open a case with Microsoft support and give the change id.",
    ],
    retry: Retry::AsARule,
    sources: &[LOGS],
    ..Entry::BLANK
};

/// A skip of which the record gives no reason.
pub const SKIPPED: Entry = Entry {
    title: "passed over",
    cause: "The job looked at the object and changed nothing. As a rule it is out of scope or both sides already \
            match.",
    actors: &[Actor::Nobody],
    steps: &[],
    retry: Retry::WhenItChanges,
    fault: Fault::None,
    sources: &[HOW],
    ..Entry::BLANK
};

/// A skip for a reason that is not known.
pub const SKIPPED_FOR: Entry = Entry {
    title: "passed over for a reason that is not known here",
    cause: "The job looked at the object and changed nothing. Its reason is not in the knowledge base.",
    actors: &[Actor::Untold],
    steps: &[
        "Read the steps, the scoping step before others.",
        "Provision the same object on demand to see what the job says of it now.",
    ],
    retry: Retry::WhenItChanges,
    fault: Fault::None,
    sources: &[HOW],
    ..Entry::BLANK
};

/// A warning that says nothing closer.
pub const WARNED: Entry = Entry {
    title: "done, but not without trouble",
    cause: "The operation ended with a warning: part of it may not have been carried out.",
    actors: &[Actor::Mapping],
    steps: &["Read the steps and see which one is not a success."],
    sources: &[LOGS],
    ..Entry::BLANK
};

/// Success.
pub const DONE: Entry = Entry {
    title: "the target accepted the operation",
    cause: "The record says that it succeeded: the target holds the new state.",
    actors: &[Actor::Nobody],
    steps: &[],
    retry: Retry::Done,
    fault: Fault::None,
    sources: &[HOW],
    ..Entry::BLANK
};

/// Success, though a step or a code says otherwise.
pub const DONE_BUT: Entry = Entry {
    title: "the record says that it succeeded, and also that something failed",
    cause: "The record does not tell what the target holds now.",
    actors: &[Actor::Untold],
    steps: &["Look the object up in the target to know what it holds now."],
    retry: Retry::Untold,
    fault: Fault::Unknown,
    ..DONE
};

/// A record without a status that is known.
pub const UNTOLD: Entry = Entry {
    title: "the record does not say how it ended",
    cause: "Its status is missing or is a word that is not known here, so that it may have gone well or not.",
    actors: &[Actor::Untold],
    steps: &[
        "Look at the steps and at the record itself.",
        "See in the story of the object what came after it.",
        "Look the object up in the target to know what it holds now.",
    ],
    retry: Retry::Untold,
    fault: Fault::Unknown,
    sources: &[HOW],
    ..Entry::BLANK
};

/// All of them.
#[cfg(test)]
pub const ENTRIES: &[Entry] = &[OUTSIDE, SERVICE, FAILED, SKIPPED, SKIPPED_FOR, WARNED, DONE, DONE_BUT, UNTOLD];
