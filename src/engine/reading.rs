//! An opening under way: bytes go through the decoder that the content chose into the table and the report.

use super::report::Report;
use super::{FileInfo, Source};
use crate::format::{
    Content, Decoder, Fields, KeptKind, Place, PortalJoin, PortalRow, ProblemKind, SNIFFED_BYTES, Sink, Sniffed,
    Utf16Reader, decoder_for, fields_of,
};
use crate::table::{RecordPlace, SourceId, Table};

/// The files that are being read, one after the other.
pub struct Reading {
    bytes_total: u64,
    bytes_read: u64,
    /// Of the current file.
    file_bytes: u64,
    file: String,
    source: SourceId,
    state: State,
    /// Rows of the portal's CSV files, to be joined when all are read.
    portal: PortalJoin<SourceId>,
}

/// What is known of the current file.
enum State {
    /// Too few bytes yet to tell.
    Sniffing(Vec<u8>),
    Text(Box<dyn Decoder>),
    Utf16(Utf16Reader, Box<dyn Decoder>),
    Refused,
}

impl Reading {
    pub fn new(files: &[FileInfo]) -> Self {
        Self {
            bytes_total: files.iter().map(|file| file.size).sum(),
            bytes_read: 0,
            file_bytes: 0,
            file: String::new(),
            source: SourceId(0),
            state: State::Sniffing(Vec::new()),
            portal: PortalJoin::default(),
        }
    }

    pub fn start_file(&mut self, name: &str, source: SourceId) {
        name.clone_into(&mut self.file);
        self.source = source;
        self.file_bytes = 0;
        self.state = State::Sniffing(Vec::new());
    }

    pub fn feed(&mut self, bytes: &[u8], table: &mut Table, sources: &mut [Source], report: &mut Report) {
        self.bytes_read += bytes.len() as u64;
        self.file_bytes += bytes.len() as u64;
        if let State::Sniffing(start) = &mut self.state {
            // A slice that is long enough is looked at where it is.
            if start.is_empty() && bytes.len() >= SNIFFED_BYTES {
                self.state = chosen(bytes, self.source, report);
            } else {
                start.extend_from_slice(bytes);
                if start.len() >= SNIFFED_BYTES {
                    self.sniff(table, sources, report);
                }
                return;
            }
        }
        self.decode(bytes, table, sources, report);
    }

    pub fn end_file(
        &mut self,
        failure: Option<String>,
        table: &mut Table,
        sources: &mut [Source],
        report: &mut Report,
    ) {
        if matches!(self.state, State::Sniffing(_)) {
            self.sniff(table, sources, report);
        }
        let mut sink = TableSink { table, sources, report, source: self.source, portal: &mut self.portal };
        match &mut self.state {
            State::Text(decoder) => decoder.finish(&mut sink),
            State::Utf16(reader, decoder) => {
                let mut text = String::new();
                reader.finish(&mut text);
                decoder.push(text.as_bytes(), &mut sink);
                decoder.finish(&mut sink);
                keep(sink.sources, self.source, text.as_bytes());
            }
            State::Sniffing(_) | State::Refused => {}
        }
        if let Some(why) = failure {
            report.add(self.source, ProblemKind::Unreadable { why }, self.file_bytes, 0);
        }
    }

    /// Leaves the file where it is: what it cuts in two is nothing that is wrong with it.
    pub fn stop_file(&mut self, report: &mut Report) {
        report.add(self.source, ProblemKind::Stopped, self.file_bytes, 0);
    }

    /// Chooses the decoder by what has been gathered, and gives it that.
    fn sniff(&mut self, table: &mut Table, sources: &mut [Source], report: &mut Report) {
        if let State::Sniffing(start) = &mut self.state {
            let start = std::mem::take(start);
            self.state = chosen(&start, self.source, report);
            self.decode(&start, table, sources, report);
        }
    }

    fn decode(&mut self, bytes: &[u8], table: &mut Table, sources: &mut [Source], report: &mut Report) {
        let mut sink = TableSink { table, sources, report, source: self.source, portal: &mut self.portal };
        match &mut self.state {
            State::Text(decoder) => decoder.push(bytes, &mut sink),
            State::Utf16(reader, decoder) => {
                let mut text = String::new();
                reader.push(bytes, &mut text);
                decoder.push(text.as_bytes(), &mut sink);
                keep(sink.sources, self.source, text.as_bytes());
            }
            State::Sniffing(_) | State::Refused => {}
        }
    }

    /// Ends the opening: what lies in several files is put together.
    pub fn finish(self, table: &mut Table, sources: &mut [Source], report: &mut Report) {
        let mut portal = PortalJoin::default();
        for event in self.portal.finish() {
            let mut sink = TableSink { table, sources, report, source: event.source, portal: &mut portal };
            if let Some(fields) = fields_of(&event.record) {
                sink.spooled(Content::Event(&fields), event.record.as_bytes(), event.offset);
            }
        }
    }

    pub const fn is_file_refused(&self) -> bool {
        matches!(self.state, State::Refused)
    }

    pub fn file(&self) -> &str {
        &self.file
    }

    pub const fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    pub const fn bytes_total(&self) -> u64 {
        self.bytes_total
    }
}

fn chosen(start: &[u8], source: SourceId, report: &mut Report) -> State {
    match decoder_for(start) {
        Sniffed::Text(decoder) => State::Text(decoder),
        Sniffed::Utf16(reader, decoder) => State::Utf16(reader, decoder),
        Sniffed::Refused(kind) => {
            report.add(source, kind, 0, 0);
            State::Refused
        }
    }
}

/// Keeps text that stands nowhere in the file as it is decoded.
fn keep(sources: &mut [Source], source: SourceId, text: &[u8]) {
    if let Some(source) = sources.get_mut(source.index()) {
        source.text.get_or_insert_default().extend_from_slice(text);
    }
}

/// Puts what a decoder finds where it belongs.
struct TableSink<'a> {
    table: &'a mut Table,
    sources: &'a mut [Source],
    report: &'a mut Report,
    source: SourceId,
    portal: &'a mut PortalJoin<SourceId>,
}

impl TableSink<'_> {
    fn keep(&mut self, kind: KeptKind, source: SourceId, place: Place, offset: u64) {
        if let Some(entry) = self.sources.get_mut(source.index()) {
            entry.kept.push((kind, RecordPlace { source, place }));
        }
        self.report.add(self.source, ProblemKind::Kept { kind }, offset, 1);
    }
}

impl Sink for TableSink<'_> {
    fn event(&mut self, fields: &Fields<'_>, place: Place) {
        if self.table.append(fields, self.source, place) {
            self.report.add(self.source, ProblemKind::Duplicate, place.offset, 1);
        }
    }

    fn kept(&mut self, kind: KeptKind, place: Place) {
        self.keep(kind, self.source, place, place.offset);
    }

    fn spooled(&mut self, content: Content<'_>, record: &[u8], offset: u64) {
        let Some(source) = self.sources.get_mut(self.source.index()) else { return };
        let place = source.spool.put(record, offset);
        match content {
            Content::Event(fields) => {
                if self.table.append(fields, self.source.spool(), place) {
                    self.report.add(self.source, ProblemKind::Duplicate, offset, 1);
                }
            }
            Content::Kept(kind) => self.keep(kind, self.source.spool(), place, offset),
        }
    }

    fn portal_row(&mut self, row: PortalRow) {
        self.portal.push(self.source, row);
    }

    fn problem(&mut self, kind: ProblemKind, offset: u64, records: u64) {
        self.report.add(self.source, kind, offset, records);
    }
}
