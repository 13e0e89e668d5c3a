//! The log that ships with the page.

use gloo_net::http::Request;
use web_sys::File;

use crate::browser::error::BrowserError;
use crate::browser::transfer;

/// Where it lies, from the page.
const ADDRESS: &str = "sample/provisioning-log.json";
/// What it is called.
const NAME: &str = "provisioning-log.json";

/// Why there is no sample.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    #[error("{0}")]
    Network(#[from] gloo_net::Error),
    #[error("its host answered {0}")]
    Status(u16),
    #[error(transparent)]
    Browser(#[from] BrowserError),
}

/// Fetches the sample from beside the page.
pub async fn fetch() -> Result<File, SampleError> {
    let response = Request::get(ADDRESS).send().await?;
    if !response.ok() {
        return Err(SampleError::Status(response.status()));
    }
    Ok(transfer::file_of_text(&response.text().await?, NAME)?)
}
