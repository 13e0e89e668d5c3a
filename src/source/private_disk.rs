//! The disk that the engine's spool is lent: a file in the browser's private file system.

use crate::browser::private_file::PrivateFile;
use crate::engine::Disk;

/// The folder of the spools of all tabs.
const FOLDER: &str = "spools";

/// A file of this worker's own.
pub struct PrivateDisk(PrivateFile);

impl PrivateDisk {
    /// Makes one, and removes those of tabs that are gone. There is none in a private window, nor in an old browser.
    pub async fn make() -> Option<Self> {
        PrivateFile::make(FOLDER).await.ok().map(Self)
    }
}

impl Disk for PrivateDisk {
    fn write(&mut self, bytes: &[u8], at: u64) -> Result<(), String> {
        self.0.write(bytes, at).map_err(|error| error.to_string())
    }

    fn read(&self, into: &mut [u8], at: u64) -> Result<usize, String> {
        self.0.read(into, at).map_err(|error| error.to_string())
    }

    fn clear(&mut self) {
        // What stays is written over, or removed with the file.
        let _ = self.0.clear();
    }
}
