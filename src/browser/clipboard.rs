//! The clipboard.

use wasm_bindgen_futures::JsFuture;

use super::error::BrowserError;

/// Puts a text on the clipboard. Fails where the page is not served securely or the person has said no.
pub async fn copy_text(text: &str) -> Result<(), BrowserError> {
    let missing = || BrowserError("there is no clipboard here".to_owned());
    let clipboard = web_sys::window().map(|window| window.navigator().clipboard()).ok_or_else(missing)?;
    if clipboard.is_undefined() {
        return Err(missing());
    }
    JsFuture::from(clipboard.write_text(text)).await?;
    Ok(())
}
