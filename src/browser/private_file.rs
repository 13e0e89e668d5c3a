//! A file in the browser's private file system for this page (OPFS), which this worker alone has open.
//!
//! The files lie in one folder. One that nobody has open any more, because its tab is gone, is removed when the next is
//! made; one that is open cannot be removed.

use js_sys::{Array, AsyncIterator, Function, IteratorNext, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{FileSystemReadWriteOptions, FileSystemSyncAccessHandle};

use super::error::BrowserError;

/// Attempts to make a file: between making and opening it, another tab may take it for one that is left over.
const ATTEMPTS: u32 = 3;

/// An open file. It is closed when the worker ends.
pub struct PrivateFile(FileSystemSyncAccessHandle);

impl PrivateFile {
    /// Makes an empty file in a folder, and removes those there that nobody has open. Fails where the browser has no
    /// such file system, or keeps nothing in a private window.
    pub async fn make(folder: &str) -> Result<Self, BrowserError> {
        let storage = member(&member(&js_sys::global(), "navigator")?, "storage")?;
        let root = ask(&storage, "getDirectory", Array::new()).await?;
        let folder = ask(&root, "getDirectoryHandle", named(folder)?).await?;
        clean(&folder).await?;
        let mut made = open(&folder).await;
        for _ in 1..ATTEMPTS {
            if made.is_ok() {
                break;
            }
            made = open(&folder).await;
        }
        made
    }

    /// Writes bytes at a place.
    pub fn write(&self, bytes: &[u8], at: u64) -> Result<(), BrowserError> {
        let written = self.0.write_with_u8_array_and_options(bytes, &place(at))?;
        all_of(bytes.len(), written)
    }

    /// Writes the bytes of an array at a place.
    pub fn write_array(&self, bytes: &Uint8Array, at: u64) -> Result<(), BrowserError> {
        let written = self.0.write_with_js_u8_array_and_options(bytes, &place(at))?;
        all_of(bytes.length() as usize, written)
    }

    /// Fills a buffer with what lies at a place, and says how many bytes there were.
    pub fn read(&self, into: &mut [u8], at: u64) -> Result<usize, BrowserError> {
        Ok(self.0.read_with_u8_array_and_options(into, &place(at))? as usize)
    }

    /// Makes the file empty.
    pub fn clear(&self) -> Result<(), BrowserError> {
        Ok(self.0.truncate_with_u32(0)?)
    }
}

/// Whether all of so many bytes were written.
fn all_of(bytes: usize, written: f64) -> Result<(), BrowserError> {
    if written < bytes as f64 {
        return Err(BrowserError("the disk took only a part".to_owned()));
    }
    Ok(())
}

fn place(at: u64) -> FileSystemReadWriteOptions {
    let options = FileSystemReadWriteOptions::new();
    options.set_at(at as f64);
    options
}

/// Makes and opens a file of a name that no other has.
async fn open(folder: &JsValue) -> Result<PrivateFile, BrowserError> {
    let name = format!("{:x}", (js_sys::Math::random() * 2_f64.powi(52)) as u64);
    let file = ask(folder, "getFileHandle", named(&name)?).await?;
    let opened = ask(&file, "createSyncAccessHandle", Array::new()).await?;
    Ok(PrivateFile(opened.unchecked_into()))
}

/// Removes the files that nobody has open.
async fn clean(folder: &JsValue) -> Result<(), BrowserError> {
    let names: AsyncIterator = call(folder, "keys", Array::new())?.unchecked_into();
    let mut left_over = Vec::new();
    loop {
        let next: IteratorNext = JsFuture::from(names.next()?).await?.unchecked_into();
        if next.done() {
            break;
        }
        left_over.push(next.value());
    }
    for name in left_over {
        // What is open in another tab is refused, and stays.
        let _ = ask(folder, "removeEntry", Array::of1(&name)).await;
    }
    Ok(())
}

/// The arguments that name an entry of a folder, to be made if it is not there.
fn named(name: &str) -> Result<Array, BrowserError> {
    let options = Object::new();
    Reflect::set(&options, &JsValue::from_str("create"), &JsValue::TRUE)?;
    Ok(Array::of2(&JsValue::from_str(name), &options))
}

fn member(of: &JsValue, name: &str) -> Result<JsValue, BrowserError> {
    Ok(Reflect::get(of, &JsValue::from_str(name))?)
}

/// Calls a method that older browsers do not have, which is an error like any other then.
fn call(of: &JsValue, method: &str, given: Array) -> Result<JsValue, BrowserError> {
    let missing = |_| BrowserError(format!("this browser has no {method}"));
    let function: Function = member(of, method)?.dyn_into().map_err(missing)?;
    Ok(function.apply(of, &given)?)
}

/// The same, and waits for what it promises.
async fn ask(of: &JsValue, method: &str, given: Array) -> Result<JsValue, BrowserError> {
    let promise: Promise = call(of, method, given)?.unchecked_into();
    Ok(JsFuture::from(promise).await?)
}
