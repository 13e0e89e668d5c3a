//! Packed files: inflated by the browser and fed to the engine, which puts aside what comes out.

use web_sys::Blob;

use super::files::{Files, Next, Opening, size_of, written};
use super::zip::{self, Entry, Method};
use crate::browser::blob_stream::{joined, read_slice, slice};
use crate::browser::error::BrowserError;
use crate::browser::inflated_stream::InflatedStream;
use crate::browser::worker_scope::IncomingFile;
use crate::format::{PackBudget, PackFault, Packing};

/// What a gzip file begins with that says nothing of itself. What a zip archive packs is made one, so that the browser
/// checks its sum.
const GZIP_HEAD: [u8; 10] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255];

/// Why an archive's list could not be read.
enum ListError {
    Fault(PackFault),
    Browser(BrowserError),
}

impl From<PackFault> for ListError {
    fn from(fault: PackFault) -> Self {
        Self::Fault(fault)
    }
}

impl From<BrowserError> for ListError {
    fn from(error: BrowserError) -> Self {
        Self::Browser(error)
    }
}

impl Files {
    /// Reads a packed file, or all the files in it.
    pub(super) async fn unpack(&self, file: IncomingFile, packing: Packing, opening: &Opening<'_>) {
        let mut budget = PackBudget::new(size_of(&file));
        if packing == Packing::Gzip {
            return self.inflate(file, "gzip", &mut budget, opening).await;
        }
        match list(&file.blob).await {
            Ok(entries) if entries.is_empty() => self.refuse(file, ListError::Fault(PackFault::Empty), opening),
            Ok(entries) => {
                for entry in entries {
                    if opening.is_cancelled() {
                        break;
                    }
                    self.open_entry(&file, &entry, &mut budget, opening).await;
                }
            }
            Err(error) => self.refuse(file, error, opening),
        }
    }

    /// Reads one file of an archive.
    async fn open_entry(&self, archive: &IncomingFile, entry: &Entry, budget: &mut PackBudget, opening: &Opening<'_>) {
        let name = format!("{}/{}", archive.name, entry.name);
        let part = |blob: Blob| IncomingFile { name: name.clone(), blob, written: archive.written };
        if let Some(fault) = &entry.fault {
            return self.refuse(part(archive.blob.clone()), ListError::Fault(fault.clone()), opening);
        }
        let blob = match content(&archive.blob, entry).await {
            Ok(blob) => blob,
            Err(error) => return self.refuse(part(archive.blob.clone()), error, opening),
        };
        if entry.method == Method::Deflated {
            return match joined(&GZIP_HEAD, &blob, &entry.check) {
                Ok(blob) => self.inflate(part(blob), "deflated", budget, opening).await,
                Err(error) => self.refuse(part(blob), error.into(), opening),
            };
        }
        let start = read_slice(&blob, 0, entry.packed.min(4) as u32).await.unwrap_or_default();
        match Packing::of(&start) {
            None => self.open_plain(part(blob), Some(entry.sum()), opening).await,
            Some(Packing::Gzip) => self.inflate(part(blob), "gzip", budget, opening).await,
            Some(Packing::Zip) => self.refuse(part(blob), ListError::Fault(PackFault::Nested), opening),
        }
    }

    /// Reads what a blob inflates to.
    async fn inflate(&self, file: IncomingFile, formats: &str, budget: &mut PackBudget, opening: &Opening<'_>) {
        opening.engine.borrow_mut().start_packed_file(&file.name, written(&file));
        self.push(file.clone());
        budget.begin(size_of(&file));
        let mut ended = inflated(&file.blob, formats, budget, opening).await;
        if let Ok(Inflated::Gzip) = ended {
            ended = inflated(&file.blob, "deflated gzip", budget, opening).await;
        }
        match ended {
            Ok(Inflated::Ended(next)) => opening.end_file(Ok(next)),
            Ok(Inflated::Gzip) => opening.engine.borrow_mut().refuse_file(PackFault::Nested),
            Ok(Inflated::Refused(fault)) => opening.engine.borrow_mut().refuse_file(fault),
            Ok(Inflated::Broken(why)) => opening.engine.borrow_mut().break_off_file(why),
            Err(why) => opening.end_file(Err(why)),
        }
    }

    /// Tells why a file is not read.
    fn refuse(&self, file: IncomingFile, error: ListError, opening: &Opening<'_>) {
        let mut engine = opening.engine.borrow_mut();
        engine.start_packed_file(&file.name, written(&file));
        self.push(file);
        match error {
            ListError::Fault(fault) => engine.refuse_file(fault),
            ListError::Browser(error) => engine.end_file(Some(error.to_string())),
        }
    }
}

/// How inflating ended.
enum Inflated {
    Ended(Next),
    /// What came out is packed once more, as files in archives may be.
    Gzip,
    Refused(PackFault),
    /// It is cut off or damaged.
    Broken(String),
}

async fn inflated(
    blob: &Blob,
    formats: &str,
    budget: &mut PackBudget,
    opening: &Opening<'_>,
) -> Result<Inflated, String> {
    let mut stream = InflatedStream::open(blob, formats);
    let (mut is_first, mut taken) = (true, 0);
    loop {
        let bytes = match stream.next().await {
            Ok(Some(bytes)) => bytes,
            Ok(None) if opening.is_cancelled() => return Ok(Inflated::Ended(Next::Stopped)),
            Ok(None) => return Ok(Inflated::Ended(Next::Enough)),
            Err(error) => return Ok(Inflated::Broken(error.to_string())),
        };
        if std::mem::take(&mut is_first) {
            match Packing::of(bytes) {
                Some(Packing::Gzip) if formats == "deflated" => return Ok(Inflated::Gzip),
                Some(_) => return Ok(Inflated::Refused(PackFault::Nested)),
                None => {}
            }
        }
        if let Err(fault) = budget.take(bytes.len() as u64) {
            return Ok(Inflated::Refused(fault));
        }
        opening.engine.borrow_mut().feed(bytes);
        opening.engine.borrow_mut().count(stream.taken() - taken);
        taken = stream.taken();
        let next = opening.between().await?;
        if !matches!(next, Next::GoOn) {
            return Ok(Inflated::Ended(next));
        }
    }
}

/// The files of an archive.
async fn list(archive: &Blob) -> Result<Vec<Entry>, ListError> {
    let size = archive.size() as u64;
    let tail = size.min(zip::TAIL);
    let tail = read_slice(archive, size - tail, tail as u32).await?;
    let place = zip::find_list(&tail, size)?;
    Ok(zip::read_list(&read_slice(archive, place.offset, place.length as u32).await?, size)?)
}

/// The bytes of a file in an archive, as they are packed.
async fn content(archive: &Blob, entry: &Entry) -> Result<Blob, ListError> {
    let head = read_slice(archive, entry.offset, zip::HEAD as u32).await?;
    let start = zip::data_offset(entry, &head)?;
    Ok(slice(archive, start, start + entry.packed)?)
}
