//! The size of an element, told whenever it changes.

use js_sys::{Array, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use web_sys::{Element, ResizeObserver, ResizeObserverBoxOptions, ResizeObserverEntry, ResizeObserverOptions};

use super::error::BrowserError;

/// Watches an element for as long as it is kept.
pub struct SizeWatch {
    observer: ResizeObserver,
    _on_change: Closure<dyn FnMut(Array)>,
}

impl SizeWatch {
    /// Calls `on_change` with width and height of what is inside the padding, in CSS pixels; soon for the first time, and
    /// also when only the pixels of the screen are others than before.
    pub fn start(element: &Element, mut on_change: impl FnMut(f64, f64) + 'static) -> Result<Self, BrowserError> {
        let on_change = Closure::new(move |entries: Array| {
            let size = entries.pop().unchecked_into::<ResizeObserverEntry>().content_rect();
            on_change(size.width(), size.height());
        });
        let observer = ResizeObserver::new(on_change.as_ref().unchecked_ref())?;
        if knows_device_pixels().unwrap_or(false) {
            let options = ResizeObserverOptions::new();
            options.set_box(ResizeObserverBoxOptions::DevicePixelContentBox);
            observer.observe_with_options(element, &options);
        } else {
            observer.observe(element);
        }
        Ok(Self { observer, _on_change: on_change })
    }
}

impl Drop for SizeWatch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Whether the browser can watch the pixels of the screen; asked for what it does not know, it throws.
fn knows_device_pixels() -> Result<bool, JsValue> {
    let entry = Reflect::get(&js_sys::global(), &JsValue::from_str("ResizeObserverEntry"))?;
    let prototype = Reflect::get(&entry, &JsValue::from_str("prototype"))?;
    Reflect::has(&prototype, &JsValue::from_str("devicePixelContentBoxSize"))
}
