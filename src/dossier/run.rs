//! What stands in a line: words, texts from the log, and small things among them.

use serde::{Deserialize, Serialize};

use crate::event::{Instant, Status};

/// A part of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Run {
    Words(String),
    /// Runs in a style.
    In(Style, Vec<Run>),
    /// Words in a style that say more when the pointer rests on them.
    Titled {
        style: Style,
        words: String,
        title: String,
    },
    /// A text from the log of any length.
    Long(LongText),
    /// An address that passed the knowledge base's check for https.
    Link {
        words: String,
        address: String,
    },
    /// Words that open an event of the log.
    Event {
        id: String,
        runs: Vec<Run>,
    },
    /// Words that show the events of a job.
    OfJob {
        id: String,
        words: String,
    },
    /// Words that bring the step in sight that a person is at.
    Here(String),
    /// A place where a long name may be broken; it shows nothing.
    Break,
    /// A moment, written in the person's time zone.
    Moment(Instant),
    /// The same, with the name of the zone.
    MomentWithZone(Instant),
    /// A button that copies a text, and what that is in small letters: `change id`.
    Copy {
        of: String,
        text: String,
    },
    /// A status as icon, colour and words.
    Status(Status, Vec<Run>),
}

/// How runs look, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// A text from the log: isolated in its own direction, blanks kept.
    Logged,
    /// A logged text that is JSON.
    LoggedJson,
    /// Words around quoted values: isolated in their own direction.
    Isolated,
    /// A value that a description quotes.
    Quoted,
    /// Ids and names that machines gave.
    Mono,
    /// A code that people search for.
    Code,
    Muted,
    /// Our own word on a value, such as `null`.
    Chip,
    /// The same on a value that the record itself leaves out.
    RecoveredChip,
    /// The number of a character that cannot be seen.
    Invisible,
    Deleted,
    Inserted,
    /// The stage of a step.
    Stage,
    /// The service's name of a step.
    StepName,
    /// How a step ended.
    StepStatus,
}

/// A text of which the beginning is drawn at first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LongText {
    pub beginning: Vec<Run>,
    pub whole: Vec<Run>,
    /// Of the whole.
    pub characters: u64,
}
