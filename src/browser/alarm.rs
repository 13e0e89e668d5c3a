//! Waiting in a worker for a time, or until somebody rings.

use std::cell::RefCell;

use js_sys::{Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::DedicatedWorkerGlobalScope;

fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Milliseconds since 1970 by this computer's clock.
#[must_use]
pub fn date() -> f64 {
    js_sys::Date::now()
}

/// Calls once, after a time; not at all if it is dropped before.
pub struct Timer {
    number: i32,
    _call: Closure<dyn FnMut()>,
}

impl Timer {
    #[must_use]
    pub fn after(milliseconds: u32, call: impl FnMut() + 'static) -> Self {
        let call = Closure::<dyn FnMut()>::new(call);
        let milliseconds = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        let set =
            scope().set_timeout_with_callback_and_timeout_and_arguments_0(call.as_ref().unchecked_ref(), milliseconds);
        // A worker always takes a timer.
        Self { number: set.unwrap_or_default(), _call: call }
    }
}

impl Drop for Timer {
    fn drop(&mut self) {
        scope().clear_timeout_with_handle(self.number);
    }
}

/// A sleep that can be ended early.
#[derive(Default)]
pub struct Alarm(RefCell<Option<Function>>);

impl Alarm {
    /// Comes back after a time, or when it rings.
    pub async fn sleep(&self, milliseconds: u32) {
        let promise = Promise::new(&mut |resolve, _| {
            *self.0.borrow_mut() = Some(resolve);
        });
        let Some(resolve) = self.0.borrow().clone() else { return };
        let timer = Timer::after(milliseconds, move || {
            // A promise that is kept already takes no harm.
            let _ = resolve.call0(&JsValue::UNDEFINED);
        });
        // It is never broken.
        let _ = JsFuture::from(promise).await;
        drop(timer);
    }

    /// Ends the sleep, if there is one.
    pub fn ring(&self) {
        if let Some(resolve) = self.0.borrow_mut().take() {
            let _ = resolve.call0(&JsValue::UNDEFINED);
        }
    }
}
