//! The size of an element, told whenever it changes.

use js_sys::Array;
use wasm_bindgen::JsCast as _;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver, ResizeObserverEntry};

use super::error::BrowserError;

/// Watches an element for as long as it is kept.
pub struct SizeWatch {
    observer: ResizeObserver,
    _on_change: Closure<dyn FnMut(Array)>,
}

impl SizeWatch {
    /// Calls `on_change` with width and height of what is inside the padding, in CSS pixels; soon for the first time.
    pub fn start(element: &Element, mut on_change: impl FnMut(f64, f64) + 'static) -> Result<Self, BrowserError> {
        let on_change = Closure::new(move |entries: Array| {
            let size = entries.pop().unchecked_into::<ResizeObserverEntry>().content_rect();
            on_change(size.width(), size.height());
        });
        let observer = ResizeObserver::new(on_change.as_ref().unchecked_ref())?;
        observer.observe(element);
        Ok(Self { observer, _on_change: on_change })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
