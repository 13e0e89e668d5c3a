//! Files that a person dropped, chose or pasted: streamed into the engine, and read again record by record.

use std::cell::{Cell, RefCell};

use super::pace::Pace;
use crate::browser::blob_stream::{BlobStream, read_slice};
use crate::browser::worker_scope::IncomingFile;
use crate::engine::{Engine, FileInfo};
use crate::format::Place;
use crate::protocol::{OpenMode, Opened, Progress};
use crate::table::SourceId;

/// The files behind the sources of the engine, by their numbers.
#[derive(Default)]
pub struct Files(RefCell<Vec<Option<IncomingFile>>>);

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
        let pace = Pace::new();
        for file in files {
            engine.borrow_mut().start_file(&file.name);
            self.0.borrow_mut().push(Some(file.clone()));
            match stream(&file, engine, cancelled, &pace, &notice).await {
                Ok(Ended::Read) => engine.borrow_mut().end_file(None),
                Ok(Ended::Stopped) => engine.borrow_mut().stop_file(),
                Err(why) => engine.borrow_mut().end_file(Some(why)),
            }
        }
        engine.borrow_mut().end_opening(cancelled.get())
    }

    /// Begins the log of an API in place of what is open. There is no file behind it: the engine holds its bytes.
    pub fn begin_live(&self, engine: &RefCell<Engine>, name: &str) {
        engine.borrow_mut().begin_live(name);
        *self.0.borrow_mut() = vec![None];
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
}

/// How the reading of a file ended.
enum Ended {
    /// All that can be read of it is read.
    Read,
    /// Somebody said stop.
    Stopped,
}

async fn stream(
    file: &IncomingFile,
    engine: &RefCell<Engine>,
    cancelled: &Cell<bool>,
    pace: &Pace,
    notice: &impl Fn(Progress),
) -> Result<Ended, String> {
    if cancelled.get() {
        return Ok(Ended::Stopped);
    }
    let mut stream = BlobStream::open(&file.blob).map_err(|error| error.to_string())?;
    while let Some(bytes) = stream.next().await.map_err(|error| error.to_string())? {
        engine.borrow_mut().feed(bytes);
        if pace.notice_is_due() {
            notice(engine.borrow().progress());
        }
        pace.take_turns().await.map_err(|error| error.to_string())?;
        if engine.borrow().is_file_refused() {
            stream.cancel();
            break;
        }
        if cancelled.get() {
            stream.cancel();
            return Ok(Ended::Stopped);
        }
    }
    Ok(Ended::Read)
}

fn size_of(file: &IncomingFile) -> u64 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of bytes, in a double")]
    let size = file.blob.size() as u64;
    size
}
