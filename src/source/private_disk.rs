//! The disk that the engine's spool is lent: a file in the browser's private file system.
//!
//! In a private window that file lies in the memory of another process, and writing it takes longer than reading a log.
//! Of a disk that is slow like this the engine does not wait: what it writes waits in this worker's memory, outside of
//! WebAssembly's, which never shrinks, and is written when nothing more comes. What waits has a limit.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use js_sys::Uint8Array;
use wasm_bindgen_futures::spawn_local;

use crate::browser::alarm::Alarm;
use crate::browser::private_file::PrivateFile;
use crate::browser::worker_scope::now;
use crate::engine::Disk;

/// The folder of the spools of all tabs.
const FOLDER: &str = "spools";

/// Bytes in a millisecond below which a write is slow. A real disk takes ten times as many.
const SLOW: f64 = 400e3;

/// Slow writes in a row that make a slow disk: one alone may have waited for its turn on a busy machine.
const SLOW_WRITES: u32 = 3;

/// The most bytes that wait.
const MAX_WAITING: u64 = 256 << 20;

/// Milliseconds without a write after which one that waits is carried out.
const REST: u32 = 100;

/// A file of this worker's own.
pub struct PrivateDisk(Rc<Shared>);

struct Shared {
    file: PrivateFile,
    /// What was not written yet, and where it belongs: one behind the other, up to the end of all.
    waiting: RefCell<VecDeque<(u64, Uint8Array)>>,
    /// As many of the last writes were slow.
    slow_writes: Cell<u32>,
    /// Writes so far, to know whether there were any meanwhile.
    writes: Cell<u32>,
    is_writing_behind: Cell<bool>,
    /// Why what waits could not be written. It stays where it is.
    failure: RefCell<Option<String>>,
}

impl PrivateDisk {
    /// Makes one, and removes those of tabs that are gone. There is none in an old browser, nor in the private windows
    /// of some.
    pub async fn make() -> Option<Self> {
        let file = PrivateFile::make(FOLDER).await.ok()?;
        Some(Self(Rc::new(Shared {
            file,
            waiting: RefCell::default(),
            slow_writes: Cell::default(),
            writes: Cell::default(),
            is_writing_behind: Cell::default(),
            failure: RefCell::default(),
        })))
    }
}

impl Disk for PrivateDisk {
    fn write(&mut self, bytes: &[u8], at: u64) -> Result<(), String> {
        let shared = &self.0;
        shared.writes.set(shared.writes.get().wrapping_add(1));
        if let Some(why) = &*shared.failure.borrow() {
            return Err(why.clone());
        }
        if shared.waiting.borrow().is_empty() && shared.slow_writes.get() < SLOW_WRITES {
            let start = now();
            shared.file.write(bytes, at).map_err(|error| error.to_string())?;
            let is_slow = (bytes.len() as f64) < SLOW * (now() - start);
            shared.slow_writes.set(if is_slow { shared.slow_writes.get() + 1 } else { 0 });
            return Ok(());
        }
        while shared.waiting_bytes() + bytes.len() as u64 > MAX_WAITING && shared.write_first()? {}
        shared.waiting.borrow_mut().push_back((at, Uint8Array::from(bytes)));
        if !shared.is_writing_behind.replace(true) {
            spawn_local(write_behind(Rc::clone(shared)));
        }
        Ok(())
    }

    fn read(&self, into: &mut [u8], at: u64) -> Result<usize, String> {
        let waiting = self.0.waiting.borrow();
        let written = waiting.front().map_or(u64::MAX, |(start, _)| *start);
        let mut done = written.saturating_sub(at).min(into.len() as u64) as usize;
        if done > 0 {
            let read = self.0.file.read(&mut into[..done], at).map_err(|error| error.to_string())?;
            if read < done {
                return Ok(read);
            }
        }
        for (start, bytes) in &*waiting {
            let from = (at + done as u64).saturating_sub(*start).min(u64::from(bytes.length())) as u32;
            let length = (bytes.length() - from).min((into.len() - done) as u32);
            bytes.subarray(from, from + length).copy_to(&mut into[done..done + length as usize]);
            done += length as usize;
        }
        Ok(done)
    }

    fn clear(&mut self) {
        self.0.waiting.borrow_mut().clear();
        self.0.failure.replace(None);
        self.0.slow_writes.set(0);
        // What stays is written over, or removed with the file.
        let _ = self.0.file.clear();
    }
}

impl Shared {
    fn waiting_bytes(&self) -> u64 {
        self.waiting.borrow().iter().map(|(_, bytes)| u64::from(bytes.length())).sum()
    }

    /// Writes what has waited longest, and says whether there was anything.
    fn write_first(&self) -> Result<bool, String> {
        let first = self.waiting.borrow().front().cloned();
        let Some((at, bytes)) = first else { return Ok(false) };
        self.file.write_array(&bytes, at).map_err(|error| error.to_string())?;
        self.waiting.borrow_mut().pop_front();
        Ok(true)
    }
}

/// Writes what waits, while nothing more comes.
async fn write_behind(disk: Rc<Shared>) {
    let alarm = Alarm::default();
    let mut pause = REST;
    loop {
        let writes = disk.writes.get();
        alarm.sleep(pause).await;
        if disk.writes.get() != writes {
            pause = REST;
            continue;
        }
        pause = 0;
        match disk.write_first() {
            Ok(true) => {}
            Ok(false) => break,
            Err(why) => {
                disk.failure.replace(Some(why));
                break;
            }
        }
    }
    disk.slow_writes.set(0);
    disk.is_writing_behind.set(false);
}
