//! A host for the engine without a browser: files are byte strings.

use provlens::dossier::{EventRecord, Kindred};
use provlens::engine::search::SearchStep;
use provlens::engine::{Answer, Engine, FileInfo};
use provlens::event::Instant;
use provlens::format::Converter;
use provlens::protocol::{
    EngineError, OpenMode, Opened, Overview, OverviewRequest, Reply, Request, Rows, RowsRequest, Searched,
};
use provlens::query::{Field, Order, Query};
use provlens::table::{Column, RowId, SourceId};

pub struct Host {
    pub engine: Engine,
    files: Vec<Vec<u8>>,
}

impl Default for Host {
    fn default() -> Self {
        let mut engine = Engine::default();
        engine.set_converter(Converter::within());
        Self { engine, files: Vec::new() }
    }
}

impl Host {
    pub fn open(&mut self, mode: OpenMode, files: &[(&str, &[u8])], slice: usize) -> Opened {
        let infos: Vec<FileInfo> =
            files.iter().map(|(name, bytes)| FileInfo { name: (*name).to_owned(), size: bytes.len() as u64 }).collect();
        self.engine.begin_opening(mode, &infos);
        if mode == OpenMode::Replace {
            self.files.clear();
        }
        for (name, bytes) in files {
            self.engine.start_file(name, Instant(0));
            for part in bytes.chunks(slice) {
                self.engine.feed(part);
            }
            self.engine.end_file(None);
            self.files.push(bytes.to_vec());
        }
        self.engine.end_opening(false)
    }

    /// Opens a file, and stops when so many bytes of it were read.
    pub fn open_and_stop(&mut self, name: &str, bytes: &[u8], read: usize) -> Opened {
        self.engine.begin_opening(OpenMode::Replace, &[FileInfo { name: name.to_owned(), size: bytes.len() as u64 }]);
        self.engine.start_file(name, Instant(0));
        self.engine.feed(&bytes[..read]);
        self.engine.stop_file();
        self.files = vec![bytes.to_vec()];
        self.engine.end_opening(true)
    }

    /// Opens a packed file that can be unpacked no further than to these bytes.
    pub fn open_broken(&mut self, name: &str, unpacked: &[u8], why: &str) {
        self.engine.begin_opening(OpenMode::Replace, &[FileInfo { name: name.to_owned(), size: 1 }]);
        self.engine.start_packed_file(name, Instant(0));
        self.engine.feed(unpacked);
        self.engine.break_off_file(why.to_owned());
        self.engine.end_opening(false);
    }

    /// Whether the bytes around one of a file are asked of the file itself.
    pub fn is_read_from_file(&mut self, file: u32, position: u64) -> bool {
        let answer = self.engine.answer(Request::Excerpt { source: SourceId(file), offset: position });
        matches!(answer, Answer::Peek { place, .. } if (place.offset..place.offset + u64::from(place.length)).contains(&position))
    }

    pub fn ask(&mut self, request: Request) -> Reply {
        match self.engine.answer(request) {
            Answer::Reply(reply) => reply,
            other => panic!("{other:?}"),
        }
    }

    /// The record of an event, read again from where it lies.
    pub fn record(&mut self, row: u32) -> Result<EventRecord, EngineError> {
        let mut answer = self.engine.answer(Request::Event { row: RowId(row) });
        if let Answer::Read { row, source, place } = answer {
            let file = &self.files[source.0 as usize];
            let start = (place.offset as usize).min(file.len());
            let end = (start + place.length as usize).min(file.len());
            answer = self.engine.event(row, Ok(&file[start..end]));
        }
        match answer {
            Answer::Record(record) => Ok(record),
            Answer::Reply(Reply::Failed(error)) => Err(error),
            other => panic!("{other:?}"),
        }
    }

    /// What some of the records that columns let through say in a field.
    pub fn sample(&mut self, field: Field, query: &Query) -> Vec<String> {
        let mut sampling = self.engine.begin_sampling(field, query);
        for row in std::mem::take(&mut sampling.rows) {
            sampling.look_at(self.record(row.0).unwrap().raw.as_bytes());
        }
        sampling.finish()
    }

    /// The events of the object of a row, with the records that are to be read again.
    pub fn kindred(&mut self, row: u32) -> Kindred {
        let answer = self.engine.answer(Request::Story { row: RowId(row) });
        let Answer::Kindred { mut kindred, rows } = answer else { panic!("{answer:?}") };
        for (place, row) in rows {
            kindred.events[place as usize].raw = self.record(row.0).unwrap().raw;
        }
        kindred
    }

    /// Looks inside the records, which are read in slices.
    pub fn search(&mut self, query: &Query, slice: usize) -> Searched {
        self.search_some(query, slice, usize::MAX)
    }

    /// The same, stopped after so many slices.
    pub fn search_some(&mut self, query: &Query, slice: usize, slices: usize) -> Searched {
        self.engine.begin_search(query.clone());
        let mut left = slices;
        while left > 0 {
            let stretch = match self.engine.search_step() {
                SearchStep::Done => break,
                SearchStep::Worked => continue,
                SearchStep::Read(stretch) => stretch,
            };
            let file = &self.files[stretch.source.index()];
            let there = |at: u64| (at as usize).min(file.len());
            for part in file[there(stretch.start)..there(stretch.end)].chunks(slice) {
                if left > 0 {
                    self.engine.search_feed(part);
                    left -= 1;
                }
            }
        }
        self.engine.end_search()
    }

    /// Lets a file of an earlier opening change behind the engine's back.
    pub fn change_file(&mut self, index: usize, bytes: &[u8]) {
        self.files[index] = bytes.to_vec();
    }

    pub fn rows(&mut self, query: &Query, sort: impl Into<Order>, columns: &[Column], first: u32, count: u32) -> Rows {
        let request = RowsRequest { query: query.clone(), sort: sort.into(), columns: columns.to_vec(), first, count };
        match self.ask(Request::Rows(request)) {
            Reply::Rows(rows) => rows,
            other => panic!("{other:?}"),
        }
    }

    pub fn overview(&mut self, request: OverviewRequest) -> Overview {
        match self.ask(Request::Overview(request)) {
            Reply::Overview(overview) => overview,
            other => panic!("{other:?}"),
        }
    }

    /// The row numbers of a whole view.
    pub fn view(&mut self, query: &Query, sort: impl Into<Order>) -> Vec<RowId> {
        self.rows(query, sort, &[], 0, u32::MAX).rows.into_iter().map(|row| row.row).collect()
    }
}
