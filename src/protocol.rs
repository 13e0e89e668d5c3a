//! The messages between page and engine.
//!
//! Both binaries are built from the same source and carry the same [`BUILD`]; a message of another build is refused,
//! because the worker's file name carries no hash and a cache may serve an old one. A request carries a number and
//! its answer repeats it, so that the page can drop answers to questions it no longer asks. On the wire a message is
//! a JSON text; the files of [`Request::Open`] travel beside it.

use serde::{Deserialize, Serialize};

use crate::event::{Instant, ProvisioningEvent};
use crate::format::ProblemKind;
use crate::query::{Query, Sort};
use crate::table::{Column, RowId};

/// The build that this binary belongs to: a hash of the sources, made by `build.rs`.
pub const BUILD: &str = env!("PROVLENS_BUILD");

/// From the page to the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToEngine {
    pub build: String,
    pub number: u32,
    pub request: Request,
}

/// A question or an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Reads the files that travel with the message, in their order. Answered by [`Reply::Opened`] when all is read
    /// or cancelled; [`Reply::Progress`] comes unasked meanwhile.
    Open { mode: OpenMode },
    /// Stops reading; what was read stays.
    Cancel,
    /// A window of the rows that a query lets through, in an order. Answered by [`Reply::Rows`].
    Rows(RowsRequest),
    /// The values of a column with the number of events each, under a query. Answered by [`Reply::Values`].
    Values { query: Query, column: Column },
    /// One event whole. Answered by [`Reply::Event`].
    Event { row: RowId },
    /// Where a row stands in a view. Answered by [`Reply::Position`].
    Position { query: Query, sort: Sort, row: RowId },
    /// The problems met while reading, as far as [`Reply::Report`] holds them.
    Report,
    /// Looks inside the records for what columns cannot answer of a query, in place of what was searched for before.
    /// Answered by [`Reply::Searched`] when all is looked at, or when it is stopped or given up for another;
    /// [`Reply::Searching`] comes unasked meanwhile. What is found shows in [`Reply::Rows`] at once.
    Search { query: Query },
    /// Stops searching; what was found stays.
    StopSearch,
    /// Ends in a panic: the fault that browser tests inject to see the page survive a real one.
    Panic,
    /// Reading is to stop when the log takes so many bytes: the fault that tests inject to see what is read survive a
    /// memory that is full.
    LimitMemory { bytes: u64 },
}

/// What becomes of the events that are already there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OpenMode {
    Add,
    Replace,
}

/// A window on a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsRequest {
    pub query: Query,
    pub sort: Sort,
    /// The cells wanted of each row, in this order.
    pub columns: Vec<Column>,
    /// Position in the view of the first row wanted.
    pub first: u32,
    pub count: u32,
}

/// From the engine to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FromEngine {
    pub build: String,
    /// The number of the request that this answers; `None` for what comes unasked.
    pub number: Option<u32>,
    pub reply: Reply,
}

/// An answer or a notice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Reply {
    /// The engine listens. Nothing may be sent before.
    Ready,
    /// How far reading has come: levels, not steps, at most ten a second.
    Progress(Progress),
    /// Reading has ended.
    Opened(Opened),
    Rows(Rows),
    Values(Vec<ValueCount>),
    Event(Box<EventReply>),
    /// The position in the view, or `None` where the query does not let the row through.
    Position(Option<u32>),
    Report(ImportReport),
    /// How far searching has come: levels, not steps, at most ten a second.
    Searching(Searching),
    /// Searching has ended.
    Searched(Searched),
    /// A request that could not be answered.
    Failed(EngineError),
    /// The engine is gone; this is its last message. The page may start another.
    Panicked {
        message: String,
    },
}

/// How far reading has come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// The file that is being read.
    pub file: String,
    /// Of all files of this opening.
    pub bytes_read: u64,
    pub bytes_total: u64,
    /// All events in the table.
    pub events: u32,
    /// Records that could not be read or are not provisioning events, so far.
    pub problems: u64,
}

/// What an opening came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// All events in the table.
    pub events: u32,
    /// The oldest and the newest event of the table.
    pub span: Option<(Instant, Instant)>,
    pub cancelled: bool,
    /// Records that could not be read or are not provisioning events, in all.
    pub problems: u64,
}

/// How far looking inside records has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searching {
    /// The share of the bytes that is looked at, in parts of a thousand.
    pub done: u32,
    /// Another number whenever more is known than before.
    pub found: u64,
}

/// What a search came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Searched {
    /// Events that may match and were not looked at.
    pub unsearched: u32,
    /// Why some could not be looked at, after the name of their file.
    pub failure: Option<String>,
}

/// A window of rows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rows {
    /// Events that the query lets through.
    pub matching: u32,
    /// All events in the table.
    pub total: u32,
    /// Events that may match too, but whose records were not looked at yet.
    pub unsearched: u32,
    /// Position in the view of the first of `rows`.
    pub first: u32,
    pub rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub row: RowId,
    /// The event's own id.
    pub id: String,
    /// In the order of the columns asked for.
    pub cells: Vec<Cell>,
}

/// One value of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    Empty,
    /// A text, an id, or an enumeration's word as Graph writes it.
    Text(String),
    Instant(Instant),
    /// Milliseconds.
    Duration(u64),
    Identity {
        name: String,
        id: String,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// The empty string stands for events that have no value there.
    pub value: String,
    pub count: u64,
}

/// One event whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventReply {
    pub row: RowId,
    pub event: ProvisioningEvent,
    /// The record as it stands in the file (in UTF-8).
    pub raw: String,
    /// What is wrong with the record's JSON, if anything: then `event` holds only what the grid shows.
    pub flaw: Option<String>,
    /// The file it stands in, and the byte it begins at.
    pub file: String,
    pub offset: u64,
}

/// What was read and what was not. Events shown plus records reported are the records that are there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    pub problems: Vec<Problem>,
}

/// One kind of problem in one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    pub file: String,
    pub kind: ProblemKind,
    /// Where it was met first: bytes from the start of the file.
    pub offset: u64,
    /// Records concerned; 0 where it is the file and not a record.
    pub count: u64,
}

/// Why a request could not be answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum EngineError {
    /// Page and engine are of different builds.
    #[error("the engine is of build {engine}, the page of build {page}")]
    OtherBuild { page: String, engine: String },
    #[error("the message could not be read: {why}")]
    Unreadable { why: String },
    /// The row is not in the table any more.
    #[error("there is no row {0}")]
    NoSuchRow(u32),
    /// The record's bytes could not be read again.
    #[error("the record could not be read again from {file}: {why}")]
    RecordGone { file: String, why: String },
}
