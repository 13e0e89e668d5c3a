//! Looking inside the records of files: their bytes are read once more, where the engine says.

use std::cell::RefCell;

use super::files::Files;
use super::pace::Pace;
use crate::browser::blob_stream::{BlobStream, read_slice};
use crate::browser::error::BrowserError;
use crate::engine::Engine;
use crate::engine::search::{SearchStep, Stretch};
use crate::protocol::Searching;

/// The longest stretch that is read at once; a stream costs more to open than it saves on less.
const AT_ONCE: u64 = 1 << 20;

impl Files {
    /// Carries the engine's search through, for as long as it is wanted. `notice` is called with levels of progress.
    pub async fn search(
        &self,
        engine: &RefCell<Engine>,
        is_wanted: impl Fn() -> bool,
        notice: impl Fn(Searching),
    ) -> Result<(), BrowserError> {
        let pace = Pace::new();
        while is_wanted() {
            let step = engine.borrow_mut().search_step();
            match step {
                SearchStep::Done => break,
                SearchStep::Worked => {}
                SearchStep::Read(stretch) => {
                    let feed = |bytes: &[u8]| {
                        if is_wanted() {
                            engine.borrow_mut().search_feed(bytes);
                        }
                        if pace.notice_is_due() {
                            notice(engine.borrow().searching());
                        }
                        is_wanted()
                    };
                    if let Err(error) = self.read_stretch(stretch, &pace, feed).await
                        && is_wanted()
                    {
                        engine.borrow_mut().search_lost(&error.to_string());
                    }
                }
            }
            if pace.notice_is_due() {
                notice(engine.borrow().searching());
            }
            pace.take_turns().await?;
        }
        Ok(())
    }

    /// Reads a part of a file, until `feed` says that it wants no more.
    async fn read_stretch(
        &self,
        stretch: Stretch,
        pace: &Pace,
        feed: impl Fn(&[u8]) -> bool,
    ) -> Result<(), BrowserError> {
        let file = self.get(stretch.source);
        let Some(file) = file else { return Err(BrowserError("it is not open any more".to_owned())) };
        let length = stretch.end - stretch.start;
        if length <= AT_ONCE {
            feed(&read_slice(&file.blob, stretch.start, length as u32).await?);
            return Ok(());
        }
        let mut stream = BlobStream::open_part(&file.blob, stretch.start, stretch.end)?;
        while let Some(bytes) = stream.next().await? {
            if !feed(bytes) {
                stream.cancel();
                break;
            }
            pace.take_turns().await?;
        }
        Ok(())
    }
}
