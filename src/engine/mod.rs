//! Owns the log and answers the page's questions about it.
//!
//! Plain Rust: a host (the worker's binary, or a test) brings the bytes of files in and takes replies out. What needs
//! the file again, one record's bytes, is asked of the host with [`Answer::Read`]; what the record says is the
//! explainer's business, and reaches it through the host with [`Answer::Record`].

mod cells;
mod overview;
mod reading;
mod report;
mod spool;
mod views;
mod warm_up;

use crate::dossier::EventRecord;
use crate::format::{KeptKind, Place};
use crate::protocol::{EngineError, OpenMode, Opened, Progress, Reply, Request, Row, Rows, RowsRequest};
use crate::table::{RecordPlace, RowId, SourceId, Table};
use reading::Reading;
use report::Report;
use spool::{Spool, slice};
use views::Views;

pub use warm_up::WarmUp;

/// See the module.
#[derive(Default)]
pub struct Engine {
    table: Table,
    sources: Vec<Source>,
    report: Report,
    views: Views,
    reading: Option<Reading>,
}

/// A file that was opened.
#[derive(Default)]
struct Source {
    name: String,
    /// The file's text in UTF-8, where the file itself is in another encoding; else records are read from the file.
    text: Option<Vec<u8>>,
    /// Records that neither hold as they are read.
    spool: Spool,
    /// Records for other views than the log, in their order.
    kept: Vec<(KeptKind, RecordPlace)>,
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
    /// The record of the event that was asked for; the host has it explained, and answers with that.
    Record(EventRecord),
}

impl Engine {
    /// Begins to read files. Their bytes come with [`start_file`](Self::start_file), [`feed`](Self::feed) and
    /// [`end_file`](Self::end_file), file after file; [`end_opening`](Self::end_opening) ends it.
    pub fn begin_opening(&mut self, mode: OpenMode, files: &[FileInfo]) {
        if mode == OpenMode::Replace {
            *self = Self::default();
        }
        self.reading = Some(Reading::new(files));
    }

    /// Begins the next file, and says by which number its records will be asked for.
    pub fn start_file(&mut self, name: &str) -> SourceId {
        let source = SourceId(self.sources.len() as u32);
        self.sources.push(Source { name: name.to_owned(), ..Source::default() });
        if let Some(reading) = &mut self.reading {
            reading.start_file(name, source);
        }
        source
    }

    /// Takes the next bytes of the file.
    pub fn feed(&mut self, bytes: &[u8]) {
        if let Some(reading) = &mut self.reading {
            reading.feed(bytes, &mut self.table, &mut self.sources, &mut self.report);
        }
    }

    /// Says that the file has no more bytes, or, with a reason, that they could not be read.
    pub fn end_file(&mut self, failure: Option<String>) {
        if let Some(reading) = &mut self.reading {
            reading.end_file(failure, &mut self.table, &mut self.sources, &mut self.report);
        }
    }

    /// Says that a person has stopped the reading of the file.
    pub fn stop_file(&mut self) {
        if let Some(reading) = &mut self.reading {
            reading.stop_file(&mut self.report);
        }
    }

    /// Whether the rest of the current file needs no reading, because it holds nothing that can be read.
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
            events: self.table.events(),
            problems: self.report.records(),
        }
    }

    /// Ends the opening.
    pub fn end_opening(&mut self, cancelled: bool) -> Opened {
        if let Some(reading) = self.reading.take() {
            reading.finish(&mut self.table, &mut self.sources, &mut self.report);
        }
        Opened { events: self.table.events(), span: self.table.span(), cancelled, problems: self.report.records() }
    }

    /// Answers a question. Orders about reading ([`Request::Open`], [`Request::Cancel`]) are the host's to carry out.
    ///
    /// # Panics
    /// When [`Request::Panic`] asks for it.
    pub fn answer(&mut self, request: Request) -> Answer {
        match request {
            Request::Rows(request) => Answer::Reply(Reply::Rows(self.rows(&request))),
            Request::Overview(request) => Answer::Reply(Reply::Overview(self.overview(&request))),
            Request::Event { row } => self.locate(row),
            Request::Position { query, sort, row } => {
                Answer::Reply(Reply::Position(self.views.position(&self.table, &query, sort, row)))
            }
            Request::Seek { query, sort, term, from, back } => {
                Answer::Reply(Reply::Position(self.views.seek(&self.table, &query, sort, &term, from, back)))
            }
            Request::Report => Answer::Reply(Reply::Report(self.report.to_import_report(&self.sources))),
            Request::Open { .. } | Request::Cancel => Answer::Reply(Reply::Progress(self.progress())),
            #[expect(clippy::panic, reason = "the fault that browser tests inject")]
            Request::Panic => panic!("a panic was asked for"),
        }
    }

    fn rows(&mut self, request: &RowsRequest) -> Rows {
        let view = self.views.view(&self.table, &request.query, request.sort);
        let matching = view.len() as u32;
        let first = request.first.min(matching);
        let window = &view[first as usize..first.saturating_add(request.count).min(matching) as usize];
        let rows = window.iter().map(|row| Row {
            row: RowId(*row),
            id: cells::event_id(&self.table, *row),
            cells: request.columns.iter().map(|column| cells::cell(&self.table, *row, *column)).collect(),
        });
        Rows { matching, total: self.table.events(), first, rows: rows.collect() }
    }

    /// Finds out where a record lies; what lies in memory is answered at once.
    fn locate(&self, row: RowId) -> Answer {
        let Some(place) = self.table.place(row) else {
            return Answer::Reply(Reply::Failed(EngineError::NoSuchRow(row.0)));
        };
        match self.in_memory(place) {
            None => Answer::Read { row, source: place.source, place: place.place },
            Some(record) => self.event(row, Ok(record)),
        }
    }

    /// A record that lies in memory: in a spool, or in the text of a file in another encoding.
    fn in_memory(&self, place: RecordPlace) -> Option<&[u8]> {
        let source = self.sources.get(place.source.index())?;
        if place.source.is_spool() {
            return Some(source.spool.get(place.place));
        }
        source.text.as_deref().map(|text| slice(text, place.place))
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
        let origin = source.filter(|_| place.source.is_spool()).map(|source| source.spool.origin(place.place));
        let offset = origin.unwrap_or(place.place.offset);
        Answer::Record(EventRecord { id: cells::event_id(&self.table, row.0), raw, file, offset })
    }

    /// Bytes of memory that the log takes.
    #[must_use]
    pub fn memory(&self) -> usize {
        let of_source = |source: &Source| source.text.as_ref().map_or(0, Vec::capacity) + source.spool.memory();
        self.table.memory() + self.views.memory() + self.sources.iter().map(of_source).sum::<usize>()
    }
}
