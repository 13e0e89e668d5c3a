//! Files that a person dropped, chose or pasted: streamed into the engine, and read again record by record.

use std::cell::{Cell, RefCell};

use super::crc32::Crc32;
use super::pace::Pace;
use crate::browser::blob_stream::{BlobStream, put_together, read_slice, slice};
use crate::browser::worker_scope::IncomingFile;
use crate::engine::{Engine, FileInfo};
use crate::event::Instant;
use crate::format::{Packing, Place};
use crate::protocol::{OpenMode, Opened, Progress};
use crate::table::SourceId;

/// Records are read together up to so many bytes, as one text that has to find its place in memory.
const TOGETHER: u32 = 16 << 20;

/// The files behind the sources of the engine, by their numbers.
#[derive(Default)]
pub struct Files(RefCell<Vec<Option<IncomingFile>>>);

/// What the reading of each file of an opening needs.
pub(super) struct Opening<'a> {
    pub engine: &'a RefCell<Engine>,
    cancelled: &'a Cell<bool>,
    pace: Pace,
    /// Called with levels of progress.
    notice: &'a dyn Fn(Progress),
}

/// How the reading of a file goes on.
pub(super) enum Next {
    GoOn,
    /// Nothing more of it can be read.
    Enough,
    /// Somebody said stop.
    Stopped,
}

impl Opening<'_> {
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.get()
    }

    /// Tells how far it is and lets others have their turn, as often as there is need to.
    pub async fn between(&self) -> Result<Next, String> {
        if self.pace.notice_is_due() {
            (self.notice)(self.engine.borrow().progress());
        }
        self.pace.take_turns().await.map_err(|error| error.to_string())?;
        Ok(match (self.engine.borrow().is_file_refused(), self.is_cancelled()) {
            (true, _) => Next::Enough,
            (false, true) => Next::Stopped,
            (false, false) => Next::GoOn,
        })
    }

    /// Ends the current file as its reading ended.
    pub fn end_file(&self, ended: Result<Next, String>) {
        match ended {
            Ok(Next::Stopped) => self.engine.borrow_mut().stop_file(),
            Ok(Next::GoOn | Next::Enough) => self.engine.borrow_mut().end_file(None),
            Err(why) => self.engine.borrow_mut().end_file(Some(why)),
        }
    }
}

impl Files {
    /// Reads files into the engine, one after the other, until all is read or `cancelled` says stop. `notice` is
    /// called with levels of progress.
    pub async fn open(
        &self,
        engine: &RefCell<Engine>,
        mode: OpenMode,
        files: Vec<IncomingFile>,
        cancelled: &Cell<bool>,
        notice: impl Fn(Progress),
    ) -> Opened {
        if mode == OpenMode::Replace {
            self.0.borrow_mut().clear();
        }
        let infos: Vec<FileInfo> =
            files.iter().map(|file| FileInfo { name: file.name.clone(), size: size_of(file) }).collect();
        engine.borrow_mut().begin_opening(mode, &infos);
        let opening = Opening { engine, cancelled, pace: Pace::new(), notice: &notice };
        for file in files {
            // What cannot be read is told of when it is read.
            let start = read_slice(&file.blob, 0, size_of(&file).min(4) as u32).await.unwrap_or_default();
            match Packing::of(&start) {
                None => self.open_plain(file, None, &opening).await,
                Some(packing) => self.unpack(file, packing, &opening).await,
            }
        }
        while engine.borrow_mut().join() {
            // Whoever said stop sees what was read, and a browser that gives no turn to others goes on all the same.
            let _ = opening.between().await;
        }
        engine.borrow_mut().end_opening(cancelled.get())
    }

    /// Begins the log of an API in place of what is open. There is no file behind it: the engine holds its bytes.
    pub fn begin_live(&self, engine: &RefCell<Engine>, name: &str, asked_for: String) {
        engine.borrow_mut().begin_live(name, asked_for);
        *self.0.borrow_mut() = vec![None];
    }

    /// Reads a file that is not packed. In an archive it has a sum.
    pub(super) async fn open_plain(&self, file: IncomingFile, sum: Option<u32>, opening: &Opening<'_>) {
        opening.engine.borrow_mut().start_file(&file.name, written(&file));
        self.push(file.clone());
        let mut read = sum.map(|_| Crc32::default());
        let ended = stream(&file, read.as_mut(), opening).await;
        let is_whole = matches!(ended, Ok(Next::Enough)) && !opening.engine.borrow().is_file_refused();
        if is_whole && read.map(|read| read.sum()) != sum {
            let why = "its bytes are not those that the archive was made of".to_owned();
            opening.engine.borrow_mut().break_off_file(why);
        } else {
            opening.end_file(ended);
        }
    }

    /// Keeps the file behind the source that the engine has just been told of.
    pub(super) fn push(&self, file: IncomingFile) {
        self.0.borrow_mut().push(Some(file));
    }

    /// The file behind a source.
    pub(super) fn get(&self, source: SourceId) -> Option<IncomingFile> {
        self.0.borrow().get(source.index()).cloned().flatten()
    }

    /// Reads a record's bytes again.
    pub async fn read(&self, source: SourceId, place: Place) -> Result<Vec<u8>, String> {
        let Some(file) = self.get(source) else { return Err("the file is not open any more".to_owned()) };
        read_slice(&file.blob, place.offset, place.length).await.map_err(|error| error.to_string())
    }

    /// Reads the bytes of several records at once, which takes a fraction of the time that one after the other does; `None`
    /// where there is but one, where they are more than [`TOGETHER`], and where not all of them can be read.
    pub async fn read_together(&self, places: &[(SourceId, Place)]) -> Option<Vec<u8>> {
        let mut parts = Vec::new();
        let mut length = 0_u32;
        for (source, place) in places {
            let file = self.get(*source)?;
            parts.push(slice(&file.blob, place.offset, place.offset + u64::from(place.length)).ok()?);
            length = length.checked_add(place.length).filter(|length| *length <= TOGETHER)?;
        }
        if parts.len() < 2 {
            return None;
        }
        let bytes = read_slice(&put_together(&parts).ok()?, 0, length).await.ok()?;
        Some(bytes).filter(|bytes| bytes.len() == length as usize)
    }
}

async fn stream(file: &IncomingFile, mut sum: Option<&mut Crc32>, opening: &Opening<'_>) -> Result<Next, String> {
    if opening.is_cancelled() {
        return Ok(Next::Stopped);
    }
    let mut stream = BlobStream::open(&file.blob).map_err(|error| error.to_string())?;
    while let Some(bytes) = stream.next().await.map_err(|error| error.to_string())? {
        opening.engine.borrow_mut().feed(bytes);
        if let Some(sum) = &mut sum {
            sum.add(bytes);
        }
        let next = opening.between().await?;
        if !matches!(next, Next::GoOn) {
            stream.cancel();
            return Ok(next);
        }
    }
    Ok(Next::Enough)
}

pub(super) fn written(file: &IncomingFile) -> Instant {
    Instant(file.written as i64 * 1000)
}

pub(super) fn size_of(file: &IncomingFile) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of bytes, in a double")]
    let size = file.blob.size() as u64;
    size
}
