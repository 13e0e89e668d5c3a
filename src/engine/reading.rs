//! An opening under way: bytes go through the decoder that the content chose into the table and the report.

use super::FileInfo;
use super::report::{Report, Where};
use super::source::Source;
use super::spool::Spool;
use crate::format::{
    Content, Converter, Decoder, Fields, KeptKind, MemberFlaw, PackFault, Place, ProblemKind, SNIFFED_BYTES, Sink,
    Sniffed, Utf16Reader, decoder_for, fields_of, utf16_units,
};
use crate::table::{NO_DATE, RecordPlace, SourceId, Table};

/// Bytes after which it is judged how many rows an opening will bring: not before the first rows are shown, since making
/// room for millions takes its time.
const JUDGED_BYTES: u64 = 64 << 20;

/// The files that are being read, one after the other.
pub struct Reading {
    bytes_total: u64,
    bytes_read: u64,
    /// Rows that were there before; `None` once it is known about how many will come.
    rows_before: Option<u32>,
    /// Of the current file, unpacked.
    file_bytes: u64,
    /// The current file is packed: its bytes cannot be read again from it, and are not those that are counted.
    is_packed: bool,
    file: String,
    source: SourceId,
    state: State,
    converter: Converter,
    /// All files are read, and what lies in several of them is put together.
    is_joining: bool,
}

/// All that reading adds to.
pub struct Log<'a> {
    pub table: &'a mut Table,
    pub sources: &'a mut Vec<Source>,
    pub spool: &'a mut Spool,
    pub report: &'a mut Report,
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
    pub fn new(files: &[FileInfo], rows: u32, converter: Converter) -> Self {
        Self {
            bytes_total: files.iter().map(|file| file.size).sum(),
            bytes_read: 0,
            rows_before: Some(rows),
            file_bytes: 0,
            is_packed: false,
            file: String::new(),
            source: SourceId(0),
            state: State::Sniffing(Vec::new()),
            converter,
            is_joining: false,
        }
    }

    pub fn start_file(&mut self, name: &str, source: SourceId, is_packed: bool) {
        name.clone_into(&mut self.file);
        self.source = source;
        self.file_bytes = 0;
        self.is_packed = is_packed;
        self.state = State::Sniffing(Vec::new());
        self.converter.try_again();
    }

    /// Takes what comes for JSON without a look at it: it comes record by record.
    pub fn expect_records(&mut self, report: &mut Report) {
        self.state = self.chosen(b"{", report);
        if let State::Text(decoder) = &mut self.state {
            decoder.expect_whole_records();
        }
    }

    pub fn feed(&mut self, bytes: &[u8], log: &mut Log<'_>) {
        if !self.is_packed {
            self.bytes_read += bytes.len() as u64;
        }
        self.file_bytes += bytes.len() as u64;
        if let State::Sniffing(start) = &mut self.state {
            // A slice that is long enough is looked at where it is.
            if start.is_empty() && bytes.len() >= SNIFFED_BYTES {
                self.state = self.chosen(bytes, log.report);
            } else {
                start.extend_from_slice(bytes);
                if start.len() >= SNIFFED_BYTES {
                    self.sniff(log);
                }
                return;
            }
        }
        self.decode(bytes, log);
    }

    /// Counts bytes that were read of a packed file.
    pub const fn count(&mut self, bytes: u64) {
        self.bytes_read += bytes;
    }

    pub fn end_file(&mut self, failure: Option<ProblemKind>, log: &mut Log<'_>) {
        if matches!(self.state, State::Sniffing(_)) {
            self.sniff(log);
        }
        let mut sink = TableSink { log, source: self.source };
        // A file that could not be read at all is not an empty one.
        let is_unread = failure.is_some() && self.file_bytes == 0;
        match &mut self.state {
            _ if is_unread => {}
            State::Text(decoder) => decoder.finish(&mut sink),
            State::Utf16(reader, decoder) => {
                let mut text = Vec::new();
                reader.finish(&mut text);
                sink.keep_wide(&text, reader, self.is_packed);
                decoder.push(&text, &mut sink);
                decoder.finish(&mut sink);
            }
            State::Sniffing(_) | State::Refused => {}
        }
        let unanswered = || self.converter.failure().map(|why| ProblemKind::Unreadable { why });
        if let Some(kind) = failure.or_else(unanswered) {
            log.report.add(self.source, kind, Where::file(self.file_bytes), 0);
        }
        if let Some(why) = log.spool.refusal() {
            log.report.add(self.source, ProblemKind::NoDisk { why: why.to_owned() }, Where::file(0), 0);
        }
    }

    /// Leaves the file where it is: what it cuts in two is nothing that is wrong with it.
    pub fn stop_file(&mut self, report: &mut Report) {
        report.add(self.source, ProblemKind::Stopped, Where::file(self.file_bytes), 0);
    }

    /// Leaves the file where it is, because of how it is packed.
    pub fn refuse_file(&mut self, fault: PackFault, report: &mut Report) {
        report.add(self.source, ProblemKind::Packed { fault }, Where::file(self.file_bytes), 0);
        self.state = State::Refused;
    }

    /// Leaves the file where it is, because there is no memory for more.
    pub fn give_up_file(&mut self, report: &mut Report) {
        if !self.is_file_refused() {
            report.add(self.source, ProblemKind::NoMemory, Where::file(self.file_bytes), 0);
            self.state = State::Refused;
        }
    }

    /// Chooses the decoder by what has been gathered, and gives it that.
    fn sniff(&mut self, log: &mut Log<'_>) {
        if let State::Sniffing(start) = &mut self.state {
            let start = std::mem::take(start);
            self.state = self.chosen(&start, log.report);
            self.decode(&start, log);
        }
    }

    fn chosen(&self, start: &[u8], report: &mut Report) -> State {
        match decoder_for(start, self.source.0, &self.converter) {
            Sniffed::Text(decoder) => State::Text(decoder),
            Sniffed::Utf16(reader, decoder) => State::Utf16(reader, decoder),
            Sniffed::Refused(kind) => {
                report.add(self.source, kind, Where::file(0), 0);
                State::Refused
            }
        }
    }

    fn decode(&mut self, bytes: &[u8], log: &mut Log<'_>) {
        let mut sink = TableSink { log, source: self.source };
        match &mut self.state {
            State::Text(decoder) => {
                if self.is_packed {
                    sink.keep_text(bytes);
                }
                decoder.push(bytes, &mut sink);
            }
            State::Utf16(reader, decoder) => {
                let mut text = Vec::new();
                reader.push(bytes, &mut text);
                sink.keep_wide(&text, reader, self.is_packed);
                decoder.push(&text, &mut sink);
            }
            State::Sniffing(_) | State::Refused => {}
        }
    }

    /// Puts together some of what lies in several files, and says whether there may be more.
    pub fn join(&mut self, log: &mut Log<'_>) -> bool {
        let joined = self.converter.joined();
        self.is_joining = !joined.is_empty();
        for event in &joined {
            let mut sink = TableSink { log, source: SourceId(event.file) };
            if let Some(source) = sink.log.sources.get_mut(event.file as usize) {
                source.records = event.number - 1;
            }
            if let Some(fields) = fields_of(&event.record) {
                if !event.has_event {
                    sink.problem(ProblemKind::WithoutEvents, event.offset, 0);
                }
                sink.spooled(Content::Event(&fields), event.record.as_bytes(), event.offset);
            }
        }
        self.is_joining
    }

    pub fn rows_waiting(&self) -> u64 {
        self.converter.rows_waiting()
    }

    pub const fn is_joining(&self) -> bool {
        self.is_joining
    }

    /// About how many rows are still to come, judged once by the first that came; `rows` are there now.
    pub fn rows_ahead(&mut self, rows: u32) -> Option<usize> {
        let before = self.rows_before.filter(|_| self.bytes_read >= JUDGED_BYTES)?;
        self.rows_before = None;
        let bytes_ahead = self.bytes_total.saturating_sub(self.bytes_read);
        let ahead = u128::from(rows - before) * u128::from(bytes_ahead) / u128::from(self.bytes_read);
        usize::try_from(ahead + ahead / 16).ok()
    }

    pub const fn is_file_refused(&self) -> bool {
        matches!(self.state, State::Refused)
    }

    pub const fn source(&self) -> SourceId {
        self.source
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

/// Puts what a decoder finds where it belongs.
struct TableSink<'a, 'log> {
    log: &'a mut Log<'log>,
    source: SourceId,
}

impl TableSink<'_, '_> {
    fn keep(&mut self, kind: KeptKind, source: SourceId, place: Place, offset: u64) {
        if let Some(entry) = self.log.sources.get_mut(source.index()) {
            entry.kept.push((kind, RecordPlace { source, place }));
        }
        self.passed(1);
        self.tell(ProblemKind::Kept { kind }, offset, 1);
    }

    /// Tells of a problem that the last record has, or, where it concerns none, of one that the file has.
    fn tell(&mut self, kind: ProblemKind, offset: u64, records: u64) {
        let last = self.log.sources.get(self.source.index()).map_or(0, |source| source.records);
        let place = Where { offset, record: if records > 0 { last } else { 0 } };
        if let Some(position) = self.log.report.add(self.source, kind, place, records)
            && let Some(text) = self.log.sources.get(self.source.index()).and_then(|source| source.text.as_ref())
        {
            *position = text.position(offset, self.log.spool);
        }
    }

    /// Keeps text that was made of UTF-16 and ends where the reader stands.
    fn keep_wide(&mut self, text: &[u8], reader: &Utf16Reader, is_packed: bool) {
        if let (Some(source), false) = (self.log.sources.get_mut(self.source.index()), is_packed) {
            source.text.get_or_insert_default().mark_wide(reader.taken().saturating_sub(2 * utf16_units(text)));
        }
        self.keep_text(text);
    }

    /// Keeps text that stands nowhere in the file as it is decoded.
    fn keep_text(&mut self, text: &[u8]) {
        if let Some(source) = self.log.sources.get_mut(self.source.index()) {
            source.text.get_or_insert_default().push(text, self.log.spool);
        }
    }

    fn append(&mut self, fields: &Fields<'_>, source: SourceId, place: Place, offset: u64) {
        self.passed(1);
        if self.log.table.append(fields, source, place) {
            self.tell(ProblemKind::Duplicate, offset, 1);
        }
        if self.log.table.dates().last() == Some(&NO_DATE) {
            let is_there = !fields.activity_date_time.is_empty();
            let flaw = if is_there { MemberFlaw::NoDate } else { MemberFlaw::Missing };
            self.tell(ProblemKind::unread("activityDateTime", flaw), offset, 1);
        }
    }
}

impl Sink for TableSink<'_, '_> {
    fn event(&mut self, fields: &Fields<'_>, place: Place) {
        self.append(fields, self.source, place, place.offset);
    }

    fn kept(&mut self, kind: KeptKind, place: Place) {
        self.keep(kind, self.source, place, place.offset);
    }

    fn spooled(&mut self, content: Content<'_>, record: &[u8], origin: u64) {
        let Some(source) = self.log.sources.get_mut(self.source.index()) else { return };
        let offset = self.log.spool.put(record);
        source.origins.push((offset, origin));
        let place = Place { offset, length: record.len() as u32 };
        match content {
            Content::Event(fields) => self.append(fields, self.source.spool(), place, origin),
            Content::Kept(kind) => self.keep(kind, self.source.spool(), place, origin),
        }
    }

    fn passed(&mut self, records: u64) {
        if let Some(source) = self.log.sources.get_mut(self.source.index()) {
            source.records += records;
        }
    }

    fn problem(&mut self, kind: ProblemKind, offset: u64, records: u64) {
        // A member that could not be read is one of the record before.
        let is_of_next = kind.is_loss();
        if is_of_next {
            self.passed(records.min(1));
        }
        self.tell(kind, offset, records);
        if is_of_next {
            self.passed(records.saturating_sub(1));
        }
    }
}
