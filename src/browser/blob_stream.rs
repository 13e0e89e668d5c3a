//! The bytes of a file or blob, chunk by chunk, through one buffer that is used again and again.

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ReadableStreamByobReader, ReadableStreamGetReaderOptions, ReadableStreamReaderMode};

use super::error::BrowserError;

/// Bytes asked for at a time: larger chunks read no faster, smaller ones do.
const CHUNK: u32 = 4 << 20;

/// The same for the first time: rows are to show soon.
const FIRST: u32 = 128 << 10;

/// Reads a blob from its start to its end. While one chunk is looked at, the next is on its way.
pub struct BlobStream {
    reader: ReadableStreamByobReader,
    pending: Promise,
    chunk: Vec<u8>,
}

impl BlobStream {
    pub fn open(blob: &Blob) -> Result<Self, BrowserError> {
        let options = ReadableStreamGetReaderOptions::new();
        options.set_mode(ReadableStreamReaderMode::Byob);
        let reader: ReadableStreamByobReader = blob.stream().get_reader_with_options(&options).unchecked_into();
        let pending = read_into(&reader, &ArrayBuffer::new(FIRST));
        Ok(Self { reader, pending, chunk: vec![0; FIRST as usize] })
    }

    /// Reads a part of a blob alone.
    pub fn open_part(blob: &Blob, start: u64, end: u64) -> Result<Self, BrowserError> {
        Self::open(&slice(blob, start, end)?)
    }

    /// The next bytes; `None` at the end.
    pub async fn next(&mut self) -> Result<Option<&[u8]>, BrowserError> {
        let result = JsFuture::from(self.pending.clone()).await.map_err(BrowserError::of_file)?;
        let view: Option<Uint8Array> = Reflect::get(&result, &JsValue::from_str("value"))?.dyn_into().ok();
        let done = Reflect::get(&result, &JsValue::from_str("done"))?.is_truthy();
        let (Some(view), false) = (view, done) else { return Ok(None) };
        let length = view.length() as usize;
        view.copy_to(&mut self.chunk[..length]);
        let mut buffer = view.buffer();
        if buffer.byte_length() < CHUNK {
            buffer = ArrayBuffer::new(CHUNK);
            self.chunk.resize(CHUNK as usize, 0);
        }
        self.pending = read_into(&self.reader, &buffer);
        Ok(Some(&self.chunk[..length]))
    }

    /// Gives the file up before its end.
    pub fn cancel(&self) {
        // That the stream ends is all that is wanted; how, nobody asks.
        let _ = self.reader.cancel();
    }
}

fn read_into(reader: &ReadableStreamByobReader, buffer: &ArrayBuffer) -> Promise {
    reader.read_with_array_buffer_view(&Uint8Array::new(buffer)).unchecked_into()
}

/// The bytes of a part of a blob, read.
pub async fn read_slice(blob: &Blob, offset: u64, length: u32) -> Result<Vec<u8>, BrowserError> {
    let part = slice(blob, offset, offset + u64::from(length))?;
    let buffer = JsFuture::from(part.array_buffer()).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Parts of blobs as one blob, which is read at once.
pub fn put_together(parts: &[Blob]) -> Result<Blob, BrowserError> {
    let list = Array::new();
    for part in parts {
        list.push(part.as_ref());
    }
    Ok(Blob::new_with_blob_sequence(&list)?)
}

/// A blob with bytes before and behind it.
pub fn joined(before: &[u8], blob: &Blob, after: &[u8]) -> Result<Blob, BrowserError> {
    let parts = Array::of3(&Uint8Array::from(before), blob, &Uint8Array::from(after));
    Ok(Blob::new_with_blob_sequence(&parts)?)
}

pub fn slice(blob: &Blob, start: u64, end: u64) -> Result<Blob, BrowserError> {
    // The browser counts bytes in doubles; files end far below 2^53.
    Ok(blob.slice_with_f64_and_f64(start as f64, end as f64)?)
}
