//! Where bytes come from. A source yields chunks of bytes and knows nothing of JSON.

pub mod crc32;
#[cfg(target_arch = "wasm32")]
pub mod files;
#[cfg(target_arch = "wasm32")]
pub mod live;
#[cfg(target_arch = "wasm32")]
mod pace;
#[cfg(target_arch = "wasm32")]
pub mod private_disk;
#[cfg(target_arch = "wasm32")]
mod searching;
#[cfg(target_arch = "wasm32")]
mod unpacking;
pub mod zip;
