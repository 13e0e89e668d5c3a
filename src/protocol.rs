//! The messages between page and engine.
//!
//! The binaries are built from the same source and carry the same [`BUILD`]; what is of another build is refused,
//! because the files of the worker carry no hash in their names and a cache may serve an old one. A request carries a
//! number and its answer repeats it, so that the page can drop answers to questions it no longer asks.
//!
//! On the wire a message is the bytes that [`to_bytes`] writes: values in their order and nothing of their names, which
//! only the same build can read, and which needs little code to be read. So the build travels beside them as a text;
//! beside [`Request::Open`] travel the files.

use postcard::ser_flavors::Flavor;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::dossier::{Dossier, DossierError};
use crate::event::Instant;
pub use crate::format::CsvColumns;
use crate::format::ProblemKind;
use crate::query::{Bins, Clock, Field, Order, Query, STATUSES, Term};
use crate::table::{Column, RowId, SourceId};

/// The build that this binary belongs to: a hash of the sources, made by `build.rs`.
pub const BUILD: &str = env!("PROVLENS_BUILD");

/// Writes a message. It is plain data, so that writing it cannot fail.
#[must_use]
pub fn to_bytes(message: &impl Serialize) -> Vec<u8> {
    postcard::serialize_with_flavor(message, Bytes::default()).unwrap_or_default()
}

/// What a message is written to. A library's own would draw the growing of a list into every place that writes a value.
#[derive(Default)]
struct Bytes(Vec<u8>);

impl Bytes {
    #[inline(never)]
    fn add(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }
}

impl Flavor for Bytes {
    type Output = Vec<u8>;

    fn try_extend(&mut self, bytes: &[u8]) -> postcard::Result<()> {
        self.add(bytes);
        Ok(())
    }

    fn try_push(&mut self, byte: u8) -> postcard::Result<()> {
        self.add(&[byte]);
        Ok(())
    }

    fn finalize(self) -> postcard::Result<Vec<u8>> {
        Ok(self.0)
    }
}

/// Reads a message of the same build.
pub fn from_bytes<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}

/// From the page to the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ToEngine {
    pub number: u32,
    pub request: Request,
}

/// A question or an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Request {
    /// Ends in a panic: the fault that browser tests inject to see the page survive a real one. It stands first, so that
    /// its bytes stay the same.
    Panic,
    /// Reads the files that travel with the message, in their order. Answered by [`Reply::Opened`] when all is read
    /// or cancelled; [`Reply::Progress`] comes unasked meanwhile.
    Open { mode: OpenMode },
    /// Stops reading; what was read stays.
    Cancel,
    /// A window of the rows that a query lets through, in an order. Answered by [`Reply::Rows`].
    Rows(RowsRequest),
    /// What there is to count under a query. Answered by [`Reply::Overview`].
    Overview(OverviewRequest),
    /// One event whole. Answered by [`Reply::Event`], or by [`Reply::Unexplained`].
    Event { row: RowId },
    /// What else happened to the object of an event, over the whole log. Answered by [`Reply::Aside`] with a `Story`, or
    /// with nothing where another event was asked for meanwhile.
    Story { row: RowId },
    /// Two events side by side. Answered by [`Reply::Aside`] with blocks.
    Compare { rows: [RowId; 2] },
    /// What to hand to somebody who helps with an event. Answered by [`Reply::Aside`] with blocks.
    Support { row: RowId },
    /// Where a row stands in a view. Answered by [`Reply::Position`].
    Position { query: Query, sort: Order, row: RowId },
    /// Where in a view the next row is that a term lets through, after (or, with `back`, before) a position, and on
    /// from the other end. Answered by [`Reply::Position`].
    Seek { query: Query, sort: Order, term: Term, from: Option<u32>, back: bool },
    /// The problems met while reading, as far as [`Reply::Report`] holds them.
    Report,
    /// Looks inside the records for what columns cannot answer of a query, in place of what was searched for before.
    /// Answered by [`Reply::Searched`] when all is looked at, or when it is stopped or given up for another;
    /// [`Reply::Searching`] comes unasked meanwhile. What is found shows in [`Reply::Rows`] at once.
    Search { query: Query },
    /// Stops searching; what was found stays. Answered by [`Reply::Searched`]: what is left to be looked at for this query.
    StopSearch { query: Query },
    /// An order for the connector, in bytes that the engine passes on unread. Answered by [`Reply::Live`] when it is
    /// carried out; [`Reply::LiveStatus`] comes unasked meanwhile.
    Live(#[serde(with = "serde_bytes")] Vec<u8>),
    /// Makes a file of the API's log as far as it is read. Answered by [`Reply::Saved`].
    SaveLive,
    /// The bytes around one of a file, for people. Answered by [`Reply::Excerpt`].
    Excerpt { source: SourceId, offset: u64 },
    /// Fetches the programs beside the engine before they are needed, so that they are there even where the host is gone by
    /// then. Not answered.
    FetchAhead,
    /// What a person has said of tables that are opened from now on, in bytes that the engine hands to the converter
    /// unread: of each, heading and key of its meaning in turns. Answered by [`Reply::Progress`].
    KnownTables(#[serde(with = "serde_bytes")] Vec<u8>),
    /// What some of the records that columns let through say in a field that is looked for inside of them. Answered by
    /// [`Reply::Aside`] with a list of words for the filter, the most frequent first.
    Sample { field: Field, query: Query },
    /// The columns of a table that are not all known. Answered by [`Reply::Aside`] with `CsvColumns`.
    Columns { source: SourceId },
    /// What events and files say of jobs. Answered by [`Reply::Aside`] with `KnownJobs`, in bytes for the connector.
    Jobs,
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
    pub sort: Order,
    /// The cells wanted of each row, in this order.
    pub columns: Vec<Column>,
    /// Position in the view of the first row wanted.
    pub first: u32,
    pub count: u32,
}

/// What is to be counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverviewRequest {
    pub query: Query,
    pub facets: Vec<FacetRequest>,
    /// The most bins wanted of the time; 0 where none are.
    pub bins: u32,
    /// The clock by which bins begin.
    pub clock: Clock,
    /// The codes of skips that are expected.
    pub expected: Vec<String>,
}

/// The values of a column, each counted under all conditions but those on the column itself, or under these too.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FacetRequest {
    pub column: Column,
    /// Only values that this word is a part of; the empty word is a part of all.
    pub part: String,
    /// The most values wanted; those that the conditions on the column itself name come beside them, with nought if no
    /// event has them.
    pub limit: u32,
    /// Whether the conditions on the column itself hold; what they name has no place of its own then.
    pub under_own: bool,
}

/// From the engine to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FromEngine {
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
    Overview(Overview),
    Event {
        /// The event's own id.
        id: String,
        explained: ExplainedEvent,
    },
    /// The explainer could not be loaded, or broke down over this event: why, and the event's record as it stands.
    Unexplained {
        id: String,
        why: String,
        raw: String,
    },
    /// What the explainer says beside an event, the converter of a table, or the engine of jobs, in the bytes that they
    /// wrote; or some words.
    Aside(#[serde(with = "serde_bytes")] Vec<u8>),
    /// The position in the view, or `None` where the query does not let the row through.
    Position(Option<u32>),
    Report(ImportReport),
    /// Rows of bytes, as numbers and as letters.
    Excerpt(String),
    /// How far searching has come: levels, not steps, at most ten a second.
    Searching(Searching),
    /// Searching has ended.
    Searched(Searched),
    /// What the connector says of an order, unread, and what the log holds now.
    Live {
        #[serde(with = "serde_bytes")]
        said: Vec<u8>,
        opened: Opened,
    },
    /// Where the browser holds the file for the page, until the page lets go of it.
    Saved {
        address: String,
    },
    /// How the reading of an API stands, in bytes of the connector.
    LiveStatus(#[serde(with = "serde_bytes")] Vec<u8>),
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
    /// Rows of tables that are put together with those of others when all are read.
    pub rows_waiting: u64,
    /// All is read, and such rows are put together.
    pub is_joining: bool,
    /// All events in the table.
    pub events: u32,
    /// All rows of the table, those included that have gone for a newer reading of their event: while this stays the same,
    /// so does all that can be asked.
    pub rows: u32,
    /// Records that could not be read or are not provisioning events, so far.
    pub problems: u64,
}

/// What an opening came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// All events in the table.
    pub events: u32,
    /// All rows of the table, as in [`Progress`].
    pub rows: u32,
    /// The oldest and the newest event of the table.
    pub span: Option<(Instant, Instant)>,
    /// Records of synchronization jobs, which are no events.
    pub jobs: u32,
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
    /// Events that the query rules out by a field with values to choose from, and that were not looked at for the counts
    /// of these.
    pub uncounted: u32,
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
        /// What was looked for and stands in no column in sight: where, and the text that holds it.
        hit: Option<(Column, String)>,
    },
}

/// What was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// In the order asked for.
    pub facets: Vec<Facet>,
    /// `None` where the time asked for holds no event, or none was asked for.
    pub timeline: Option<Timeline>,
    /// Events that are skipped with an expected code and that all other conditions let through: as many are hidden, or
    /// would be.
    pub expected: u32,
}

#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// Most frequent first.
    pub values: Vec<ValueCount>,
    /// How many values there are in all.
    pub distinct: u32,
}

/// The events over time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    pub bins: Bins,
    /// Events that the query lets through, by status, a bin.
    pub counts: Vec<[u32; STATUSES]>,
    /// All events there are, a bin.
    pub all: Vec<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueCount {
    /// The empty string stands for events that have no value there.
    pub value: String,
    pub count: u64,
}

/// An event's dossier, or why there is none, in the bytes that the explainer wrote: the engine passes them on unread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExplainedEvent(#[serde(with = "serde_bytes")] pub Vec<u8>);

impl ExplainedEvent {
    /// The dossier.
    pub fn read(&self) -> Result<Dossier, ExplainError> {
        let answer: Result<Dossier, DossierError> = from_bytes(&self.0)?;
        Ok(answer?)
    }
}

/// Why an explained event holds no dossier.
#[derive(Debug, thiserror::Error)]
pub enum ExplainError {
    #[error("{0}")]
    Dossier(#[from] DossierError),
    #[error("the answer could not be read: {0}")]
    Unreadable(#[from] postcard::Error),
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
    /// The file as the engine knows it.
    pub source: SourceId,
    pub kind: ProblemKind,
    /// Where it was met first: bytes from the start of the file.
    pub offset: u64,
    /// The record it was met in first: its number in the file, from 1; 0 where it is the file and not a record.
    pub record: u64,
    /// Records concerned; 0 where it is the file and not a record.
    pub count: u64,
}

/// From the connector to the engine beside it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FromConnector {
    /// A log of this name begins, in place of what is open. The API was asked for events of this filter alone; empty where
    /// that leaves out nothing that others are told by.
    Begin { name: String, asked_for: String },
    /// More of it: whole records in JSON, one after the other.
    Records(#[serde(with = "serde_bytes")] Vec<u8>),
    /// For the page, which gets it as [`Reply::LiveStatus`]; no bytes where there is no connection any more.
    Status(#[serde(with = "serde_bytes")] Vec<u8>),
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
    /// What reads APIs could not be loaded, or broke down.
    #[error("{why}")]
    NoConnector { why: String },
    /// The explainer could not be loaded, or broke down.
    #[error("it could not be explained: {why}")]
    Unexplained { why: String },
    /// The record's bytes could not be read again.
    #[error("the record could not be read again from {file}: {why}")]
    RecordGone { file: String, why: String },
    /// The file's bytes could not be read again.
    #[error("the file could not be read again: {why}")]
    FileGone { why: String },
}
