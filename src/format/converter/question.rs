//! What the converter is asked, and what it answers. Both travel as postcard bytes between programs of one build.

use serde::{Deserialize, Serialize};

use super::super::ProblemKind;
use super::super::foreign::Foreign;

/// Each arm says what its answer is.
#[derive(Serialize, Deserialize)]
pub enum Question<'a> {
    /// What an object is. [`Foreign`].
    Recognise {
        #[serde(borrow, with = "serde_bytes")]
        json: &'a [u8],
    },
    /// What an answer of an API says went wrong. `Option<String>`.
    ErrorIn {
        #[serde(borrow, with = "serde_bytes")]
        json: &'a [u8],
    },
    /// Which members of an event could not be read, and where in the record. `Vec<(ProblemKind, usize)>`.
    Unread {
        #[serde(borrow, with = "serde_bytes")]
        record: &'a [u8],
    },
    /// Which members of a rewritten event are of another type. `Vec<(ProblemKind, usize)>`, as above.
    OtherTypes { event: &'a str },
    /// What is wrong in the strings of a member's value. `Vec<(ProblemKind, usize)>`, as above.
    Flaws {
        member: &'a str,
        #[serde(borrow, with = "serde_bytes")]
        json: &'a [u8],
    },
    /// What the head of a table says. `Option<TableHead>`.
    TableHead {
        #[serde(borrow, with = "serde_bytes")]
        json: &'a [u8],
    },
    /// What a text is by its beginning. [`TextContent`].
    Content {
        #[serde(borrow, with = "serde_bytes")]
        start: &'a [u8],
    },
    /// A table in text begins; what a person has said of tables is known. `()`.
    Table {
        file: u32,
        delimiter: u8,
        #[serde(borrow, with = "serde_bytes")]
        known: &'a [u8],
    },
    /// More of the table. `Vec<Told>`.
    TableBytes {
        #[serde(borrow, with = "serde_bytes")]
        bytes: &'a [u8],
    },
    /// The table ends. `Vec<Told>`.
    TableEnd,
    /// The columns of a file's table, where not all are known. `Option<CsvColumns>`.
    Columns { file: u32 },
    /// Events that rows of several tables make together. `Vec<Joined>`.
    Join,
}

/// What a text seems to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextContent {
    Json,
    Table { delimiter: u8 },
    Refused(ProblemKind),
}

/// What a table says before its rows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableHead {
    /// The table's number among others, where it says one.
    pub id: String,
    pub columns: Option<TableColumns>,
}

/// Columns of one table.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableColumns {
    pub names: Vec<String>,
    /// Whether the rows are what was asked for.
    pub are_results: bool,
}

/// What was found in a table, in its order.
#[derive(Serialize, Deserialize)]
pub enum Told {
    /// A row as an object, and what that is.
    Row {
        record: String,
        foreign: Foreign,
        offset: u64,
    },
    /// Rows that make events with those of other tables.
    Passed {
        rows: u64,
    },
    Problem {
        kind: ProblemKind,
        offset: u64,
        records: u64,
    },
}

/// An event of rows that stood in several files.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// The number of the file that the event is told of.
    pub file: u32,
    /// The event as a diagnostic record.
    pub record: String,
    /// Whether a file of events tells of it, and not only of what belongs to it.
    pub has_event: bool,
    /// The byte of the file at which its row begins.
    pub offset: u64,
    /// The number of that row, from 1.
    pub number: u64,
}
