//! Owns the log and answers the page's questions about it.
//!
//! Plain Rust: a host (the worker's binary, or a test) brings the bytes of files in and takes replies out. What needs
//! the file again, one record's bytes, is asked of the host with [`Answer::Read`]; what the record says is the
//! explainer's business, and reaches it through the host with [`Answer::Record`].

mod cells;
mod excerpt;
mod hits;
mod jobs;
mod kindred;
mod overview;
mod reading;
mod report;
mod sampling;
pub mod search;
mod source;
mod spare;
mod spool;
mod views;
mod warm_up;

use crate::dossier::{EventRecord, Kindred};
use crate::event::Instant;
use crate::format::{Converter, KeptKind, PackFault, Place, ProblemKind};
use crate::protocol::{EngineError, OpenMode, Opened, Progress, Reply, Request, Row, Rows, RowsRequest};
use crate::table::{Column, RecordPlace, RowId, SourceId, Table};
use hits::Hits;
use reading::{Log, Reading};
use report::Report;
use search::{Findings, Search};
use source::{Source, Text};
pub use spool::Disk;
use spool::Spool;
use views::Views;

pub use sampling::Sampling;
pub use warm_up::WarmUp;

/// Bytes that the log may take before reading stops. WebAssembly counts up to four times as many; the columns need twice
/// their size for a moment when they grow, and orders and answers need room too.
const MEMORY_LIMIT: u64 = 1 << 30;

/// The fewest bytes that a record is reckoned to have when room is made for what comes.
const SMALL_RECORD: usize = 64;

/// About the bytes that a row takes in the columns, names aside.
const ROW: u64 = 190;

/// The most bytes that come at once: room is made for what all of them may bring before they are read, so that columns
/// without that room would grow, and be copied, just before the end of the log.
const MOST_AT_ONCE: usize = 4 << 20;

/// See the module.
pub struct Engine {
    table: Table,
    sources: Vec<Source>,
    spool: Spool,
    converter: Converter,
    report: Report,
    views: Views,
    findings: Findings,
    reading: Option<Reading>,
    /// The log of an API, which comes beside whatever is read.
    live: Option<Reading>,
    /// The filter that the API left events of its log out by, in the language of the filter box.
    asked_for: String,
    search: Option<Search>,
    memory_limit: u64,
}

impl Default for Engine {
    fn default() -> Self {
        Self {
            table: Table::default(),
            sources: Vec::new(),
            spool: Spool::default(),
            converter: Converter::default(),
            report: Report::default(),
            views: Views::default(),
            findings: Findings::default(),
            reading: None,
            live: None,
            asked_for: String::new(),
            search: None,
            memory_limit: MEMORY_LIMIT,
        }
    }
}

/// A file to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileInfo {
    pub name: String,
    /// In bytes.
    pub size: u64,
}

/// What a request comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum Answer {
    Reply(Reply),
    /// The bytes at this place of this source are needed; [`Engine::event`] takes them.
    Read {
        row: RowId,
        source: SourceId,
        place: Place,
    },
    /// The bytes at this place of this source are needed, as far as they are there; [`excerpt`](Engine::excerpt) takes
    /// them.
    Peek {
        source: SourceId,
        place: Place,
        position: u64,
    },
    /// The record of the event that was asked for; the host has it explained, and answers with that.
    Record(EventRecord),
    /// The events of one object. The host puts in the records of some of them, has the story told, and answers with
    /// that.
    Kindred {
        kindred: Kindred,
        /// The events whose records are to be read, by their position, and their rows.
        rows: Vec<(u32, RowId)>,
    },
}

impl Engine {
    /// Lends a disk for what files do not hold as it is read. Without one it lies in memory.
    pub fn set_disk(&mut self, disk: Box<dyn Disk>) {
        self.spool.set_disk(disk);
    }

    /// Has this converter asked about shapes that are rarely met. Without one they cannot be read.
    pub fn set_converter(&mut self, converter: Converter) {
        self.converter = converter;
    }

    /// Begins to read files. Their bytes come with [`start_file`](Self::start_file), [`feed`](Self::feed) and
    /// [`end_file`](Self::end_file), file after file; [`end_opening`](Self::end_opening) ends it.
    pub fn begin_opening(&mut self, mode: OpenMode, files: &[FileInfo]) {
        if mode == OpenMode::Replace {
            self.forget();
        }
        self.reading = Some(Reading::new(files, self.table.len(), self.converter.clone()));
    }

    fn forget(&mut self) {
        let mut spool = std::mem::take(&mut self.spool);
        spool.clear();
        let converter = self.converter.clone();
        *self = Self { spool, converter, memory_limit: self.memory_limit, ..Self::default() };
    }

    /// Begins the log of an API in place of what is open. Nobody can read its bytes again, so that they are kept here.
    /// `asked_for` is the filter that leaves events out of it, if there is one.
    pub fn begin_live(&mut self, name: &str, asked_for: String) {
        self.forget();
        // It is told now what it is: nothing is newer.
        let source = self.start_file(name, Instant(i64::MAX));
        let mut live = Reading::new(&[], 0, self.converter.clone());
        live.start_file(name, source, true);
        live.expect_records(&mut self.report);
        self.live = Some(live);
        self.asked_for = asked_for;
    }

    /// Takes more whole records of the API's log, and says how many of them are events; nothing where there is no room for
    /// others.
    pub fn feed_live(&mut self, records: &[u8]) -> Option<u32> {
        let rows = self.table.len();
        std::mem::swap(&mut self.reading, &mut self.live);
        self.feed(records);
        std::mem::swap(&mut self.reading, &mut self.live);
        self.live.as_ref().filter(|live| !live.is_file_refused()).map(|_| self.table.len() - rows)
    }

    /// A part of the API's log as it was read, a record a line; empty behind its end, and where there is none.
    pub fn live_text(&self, offset: u64, length: u32) -> Result<Vec<u8>, String> {
        match self.live.as_ref().map(Reading::source).filter(|source| self.holds(*source)) {
            Some(source) => self.held(source, offset, length),
            None => Ok(Vec::new()),
        }
    }

    /// Begins the next file, and says by which number its records will be asked for.
    /// Of two readings of an event the one counts whose file was `written` later.
    pub fn start_file(&mut self, name: &str, written: Instant) -> SourceId {
        self.start(name, written, false)
    }

    /// The same for a file that is packed: it is fed unpacked, and put aside as it comes. What is read of it is told with
    /// [`count`](Self::count).
    pub fn start_packed_file(&mut self, name: &str, written: Instant) -> SourceId {
        self.start(name, written, true)
    }

    fn start(&mut self, name: &str, written: Instant, is_packed: bool) -> SourceId {
        let source = SourceId(self.sources.len() as u32);
        self.table.begin_source(written);
        self.sources.push(Source { name: name.to_owned(), ..Source::default() });
        if let Some(reading) = &mut self.reading {
            reading.start_file(name, source, is_packed);
        }
        source
    }

    /// Takes the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        self.make_room_ahead();
        let rows = bytes.len() / SMALL_RECORD + 1;
        let mut has_room = self.has_room(bytes.len(), rows);
        if !has_room {
            self.table.give_back(rows);
            has_room = self.has_room(bytes.len(), rows);
        }
        let (reading, mut log) = self.reading_into();
        match reading {
            Some(reading) if has_room => reading.feed(bytes, &mut log),
            Some(reading) => reading.give_up_file(log.report),
            None => {}
        }
    }

    /// Whether there is memory for so many bytes of a file, which bring so many rows at the most. Makes room for these.
    fn has_room(&mut self, bytes: usize, rows: usize) -> bool {
        self.memory() as u64 + 2 * bytes as u64 <= self.memory_limit
            && spare::is_there(spare::for_reading(&self.table))
            && self.table.make_room(rows)
    }

    /// Makes room at once for as many rows as the opening is likely to bring: columns that grow on the way take twice
    /// their size. Where there is no memory for that, it may still do for what really comes.
    fn make_room_ahead(&mut self) {
        if let Some(rows) = self.reading.as_mut().and_then(|reading| reading.rows_ahead(self.table.len()))
            && rows as u64 * ROW <= self.memory_limit
            && spare::is_there(rows * ROW as usize + spare::for_answers(rows))
        {
            let _ = self.table.make_room(rows + MOST_AT_ONCE / SMALL_RECORD);
        }
    }

    /// The reading under way, and all that it adds to.
    fn reading_into(&mut self) -> (Option<&mut Reading>, Log<'_>) {
        let Self { table, sources, spool, report, reading, .. } = self;
        (reading.as_mut(), Log { table, sources, spool, report })
    }

    /// Says that the file has no more bytes, or, with a reason, that they could not be read.
    pub fn end_file(&mut self, failure: Option<String>) {
        if let (Some(reading), mut log) = self.reading_into() {
            reading.end_file(failure.map(|why| ProblemKind::Unreadable { why }), &mut log);
        }
    }

    /// Says that the packed file can be unpacked no further, and why; what came out of it is kept.
    pub fn break_off_file(&mut self, why: String) {
        if let (Some(reading), mut log) = self.reading_into() {
            reading.end_file(Some(ProblemKind::Packed { fault: PackFault::Broken { why } }), &mut log);
        }
    }

    /// Says that so many bytes more were read of a packed file.
    pub fn count(&mut self, bytes: u64) {
        if let Some(reading) = &mut self.reading {
            reading.count(bytes);
        }
    }

    /// Says that the file is not read, or not further, because of how it is packed.
    pub fn refuse_file(&mut self, fault: PackFault) {
        if let Some(reading) = &mut self.reading {
            reading.refuse_file(fault, &mut self.report);
        }
    }

    /// Says that a person has stopped the reading of the file.
    pub fn stop_file(&mut self) {
        if let Some(reading) = &mut self.reading {
            reading.stop_file(&mut self.report);
        }
    }

    /// Whether the rest of the current file needs no reading, because it holds nothing that can be read, or because there
    /// is no memory for it.
    #[must_use]
    pub fn is_file_refused(&self) -> bool {
        self.reading.as_ref().is_some_and(Reading::is_file_refused)
    }

    /// How far reading has come.
    #[must_use]
    pub fn progress(&self) -> Progress {
        let reading = self.reading.as_ref();
        Progress {
            file: reading.map(|reading| reading.file().to_owned()).unwrap_or_default(),
            bytes_read: reading.map_or(0, Reading::bytes_read),
            bytes_total: reading.map_or(0, Reading::bytes_total),
            rows_waiting: reading.map_or(0, Reading::rows_waiting),
            is_joining: reading.is_some_and(Reading::is_joining),
            events: self.table.events(),
            rows: self.table.len(),
            problems: self.report.records(),
        }
    }

    /// Once all files are read: puts together some of what lies in several of them, and says whether there may be more.
    pub fn join(&mut self) -> bool {
        let (reading, mut log) = self.reading_into();
        reading.is_some_and(|reading| reading.join(&mut log))
    }

    /// Ends the opening.
    pub fn end_opening(&mut self, cancelled: bool) -> Opened {
        while self.join() {}
        self.reading = None;
        Opened { cancelled, ..self.opened() }
    }

    /// What the log holds.
    #[must_use]
    pub fn opened(&self) -> Opened {
        Opened {
            events: self.table.events(),
            rows: self.table.len(),
            span: self.table.span(),
            jobs: self.kept(KeptKind::Job).count() as u32,
            cancelled: false,
            problems: self.report.records(),
        }
    }

    /// Answers a question. Orders about reading and searching ([`Request::Open`], [`Request::Search`] and what stops them)
    /// are the host's to carry out, and what needs records alone ([`Request::Compare`], [`Request::Support`],
    /// [`Request::Sample`]) is its to gather.
    ///
    /// # Panics
    /// When [`Request::Panic`] asks for it.
    pub fn answer(&mut self, request: Request) -> Answer {
        if !spare::is_there(spare::for_answers(self.table.len() as usize)) {
            // What is kept to be quick can be made again.
            self.views = Views::default();
        }
        match request {
            Request::Rows(request) => Answer::Reply(Reply::Rows(self.rows(&request))),
            Request::Overview(request) => Answer::Reply(Reply::Overview(self.overview(&request))),
            Request::Event { row } => self.locate(row),
            Request::Story { row } => self.kindred(row),
            Request::Position { query, sort, row } => {
                Answer::Reply(Reply::Position(self.views.position(&self.table, &self.findings, &query, &sort, row)))
            }
            Request::Seek { query, sort, term, from, back } => Answer::Reply(Reply::Position(self.views.seek(
                &self.table,
                &self.findings,
                &query,
                &sort,
                &term,
                from,
                back,
            ))),
            Request::Report => Answer::Reply(Reply::Report(self.report.to_import_report(&self.sources))),
            Request::KnownTables(tables) => {
                self.converter.set_known_tables(tables);
                Answer::Reply(Reply::Progress(self.progress()))
            }
            Request::Columns { source } => Answer::Reply(Reply::Aside(self.converter.columns(source.0))),
            Request::Excerpt { source, offset } => self.peek(source, offset),
            Request::Open { .. }
            | Request::Cancel
            | Request::Search { .. }
            | Request::StopSearch { .. }
            | Request::Live(_)
            | Request::SaveLive
            | Request::FetchAhead
            | Request::Jobs
            | Request::Sample { .. }
            | Request::Compare { .. }
            | Request::Support { .. } => Answer::Reply(Reply::Progress(self.progress())),
            #[expect(clippy::panic, reason = "the fault that browser tests inject")]
            Request::Panic => panic!("a panic was asked for"),
        }
    }

    fn rows(&mut self, request: &RowsRequest) -> Rows {
        let unsearched = self.open(&request.query).map_or(0, |open| open.count());
        let end = request.first.saturating_add(request.count);
        let (view, matching) =
            self.views.view(&self.table, &self.findings, &request.query, &request.sort, end as usize);
        let first = request.first.min(matching);
        let window = &view[first as usize..end.min(matching) as usize];
        let hits = Hits::new(&request.query, &request.columns);
        let cell = |row: u32, column: Column| {
            let mut cell = cells::cell(&self.table, row, column);
            hits.mark(&self.table, row, &mut cell);
            cell
        };
        let rows = window.iter().map(|row| Row {
            row: RowId(*row),
            id: cells::event_id(&self.table, *row),
            cells: request.columns.iter().map(|column| cell(*row, *column)).collect(),
        });
        Rows { matching, total: self.table.events(), unsearched, first, rows: rows.collect() }
    }

    /// Finds out where a record lies; what the engine holds itself is answered at once.
    fn locate(&self, row: RowId) -> Answer {
        let Some(place) = self.table.place(row) else {
            return Answer::Reply(Reply::Failed(EngineError::NoSuchRow(row.0)));
        };
        let RecordPlace { source, place } = place;
        if self.holds(source) {
            let record = self.held(source, place.offset, place.length);
            self.event(row, record.as_deref().map_err(Clone::clone))
        } else {
            Answer::Read { row, source, place }
        }
    }

    /// Finds out where bytes lie; what the engine holds itself is answered at once.
    fn peek(&self, source: SourceId, position: u64) -> Answer {
        let place = excerpt::around(position);
        if !self.holds(source) || self.text(source).is_some_and(Text::is_wide) {
            return Answer::Peek { source, place, position };
        }
        let bytes = self.held(source, place.offset, place.length);
        Self::excerpt(bytes.as_deref().map_err(Clone::clone), place, position)
    }

    /// Takes the bytes around one of a file, or the reason why they could not be read.
    #[must_use]
    pub fn excerpt(bytes: Result<&[u8], String>, place: Place, position: u64) -> Answer {
        Answer::Reply(match bytes {
            Ok(bytes) => Reply::Excerpt(excerpt::excerpt(bytes, place.offset, position)),
            Err(why) => Reply::Failed(EngineError::FileGone { why }),
        })
    }

    /// Whether the engine itself holds the bytes of a source: what was put aside, or the text of a file in another
    /// encoding.
    fn holds(&self, source: SourceId) -> bool {
        source.is_spool() || self.text(source).is_some()
    }

    /// The text of a file that is packed or in another encoding.
    fn text(&self, source: SourceId) -> Option<&Text> {
        self.sources.get(source.index()).filter(|_| !source.is_spool()).and_then(|source| source.text.as_ref())
    }

    /// Bytes of a source that the engine holds itself, as far as they are there.
    fn held(&self, source: SourceId, offset: u64, length: u32) -> Result<Vec<u8>, String> {
        let mut bytes = vec![0; length as usize];
        let read = match self.text(source) {
            Some(text) => text.read(&mut bytes, offset, &self.spool)?,
            None => self.spool.read(&mut bytes, offset)?,
        };
        bytes.truncate(read);
        Ok(bytes)
    }

    /// The records of a kind that the log does not show, in the order of reading.
    pub fn kept(&self, kind: KeptKind) -> impl Iterator<Item = RecordPlace> {
        let kept = self.sources.iter().flat_map(|source| &source.kept);
        kept.filter(move |(of, _)| *of == kind).map(|(_, place)| *place)
    }

    /// Takes the bytes of one event's record, or the reason why they could not be read.
    #[must_use]
    pub fn event(&self, row: RowId, bytes: Result<&[u8], String>) -> Answer {
        let failed = |error| Answer::Reply(Reply::Failed(error));
        let Some(place) = self.table.place(row) else { return failed(EngineError::NoSuchRow(row.0)) };
        let source = self.sources.get(place.source.index());
        let file = source.map(|source| source.name.clone()).unwrap_or_default();
        let bytes = match bytes {
            Ok(bytes) if bytes.len() == place.place.length as usize => bytes,
            Ok(_) => {
                return failed(EngineError::RecordGone { file, why: "the file is shorter than it was".to_owned() });
            }
            Err(why) => return failed(EngineError::RecordGone { file, why }),
        };
        let raw = String::from_utf8_lossy(bytes).into_owned();
        let origin = source.filter(|_| place.source.is_spool()).map(|source| source.origin(place.place.offset));
        let offset = origin.unwrap_or(place.place.offset);
        let text = source.and_then(|source| source.text.as_ref());
        let offset = text.map_or(offset, |text| text.position(offset, &self.spool));
        let (id, is_rewritten) = (cells::event_id(&self.table, row.0), place.source.is_spool());
        Answer::Record(EventRecord { id, raw, is_rewritten, file, offset })
    }

    /// Has reading stop when the log takes so many bytes, by which tests see what is read survive a memory that is full.
    pub fn limit_memory(&mut self, bytes: u64) {
        self.memory_limit = bytes;
    }

    /// Bytes of memory that the log takes.
    #[must_use]
    pub fn memory(&self) -> usize {
        let sources: usize = self.sources.iter().map(Source::memory).sum();
        self.table.memory() + self.views.memory() + self.findings.memory() + self.spool.memory() + sources
    }
}
