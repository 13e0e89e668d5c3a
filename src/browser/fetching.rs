//! One request of an API: nothing is sent along but what is given, no redirect is followed, nothing is cached.

use gloo_net::http::Request;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReadableStream, ReadableStreamDefaultReader, ReferrerPolicy, RequestCache,
    RequestCredentials, RequestInit, RequestRedirect, ResponseType,
};

use super::alarm::Timer;
use super::error::BrowserError;
use super::worker_scope::now;

/// Milliseconds without a single byte, after which a request is given up: an answer of Graph begins within seconds.
const SILENCE: u32 = 20_000;

/// In so many milliseconds a body must bring so many bytes, or it is given up: a slow line brings several times as much,
/// and what drips would keep a person waiting for ever.
const DRIP: f64 = 30_000.0;
const LEAST_BYTES: usize = 16 << 10;

/// The most bytes of one answer: a page of a thousand long records has a tenth of it.
const MOST_BYTES: usize = 256 << 20;

/// So many milliseconds a body may take, whatever it brings: one that never ends would show a person nothing till then, and
/// a page of a thousand records takes a slow line half of it.
const LONGEST: f64 = 60_000.0;

/// What came of a request.
pub enum Fetched {
    Response {
        status: u16,
        retry_after: Option<String>,
        body: Vec<u8>,
        ended: Ended,
    },
    Redirected,
    /// Nothing came, and a browser does not tell why.
    Nothing {
        is_offline: bool,
    },
}

/// Why a body is no longer.
#[derive(Clone, Copy)]
pub enum Ended {
    /// All of it is there.
    Whole,
    /// The connection ended before it.
    Broken,
    /// It stood still or dripped, and was given up.
    Slow,
    /// It went on and on, and was given up.
    Long,
}

/// Ends a request from elsewhere.
#[derive(Clone)]
pub struct Abort(AbortController);

impl Abort {
    pub fn new() -> Result<Self, BrowserError> {
        Ok(Self(AbortController::new()?))
    }

    pub fn abort(&self) {
        self.0.abort();
    }

    /// Ends the request after a time.
    fn after(&self, milliseconds: u32) -> Timer {
        let controller = self.0.clone();
        Timer::after(milliseconds, move || controller.abort())
    }
}

/// Asks an address for JSON, with a header that lets us in.
pub async fn get(address: &str, authorization: &str, abort: &Abort) -> Fetched {
    let silence = abort.after(SILENCE);
    let response = match request(address, authorization, abort) {
        Ok(request) => request.send().await.ok(),
        Err(_) => None,
    };
    let Some(response) = response else { return Fetched::Nothing { is_offline: is_offline() } };
    drop(silence);
    if response.type_() == ResponseType::Opaqueredirect {
        return Fetched::Redirected;
    }
    let mut body = Vec::new();
    let ended = match response.body() {
        // What was ended from elsewhere is given up as a body that stands still is.
        Some(stream) => read(&stream, &mut body, abort)
            .await
            .unwrap_or_else(|_| if abort.0.signal().aborted() { Ended::Slow } else { Ended::Broken }),
        None => Ended::Whole,
    };
    Fetched::Response { status: response.status(), retry_after: response.headers().get("Retry-After"), body, ended }
}

/// The request. The builder of `gloo_net` would change the address, which is to be asked to the letter.
fn request(address: &str, authorization: &str, abort: &Abort) -> Result<Request, BrowserError> {
    let headers = Headers::new()?;
    headers.set("Accept", "application/json")?;
    headers.set("Authorization", authorization)?;
    let init = RequestInit::new();
    init.set_headers(&headers);
    init.set_redirect(RequestRedirect::Manual);
    init.set_credentials(RequestCredentials::Omit);
    init.set_cache(RequestCache::NoStore);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    init.set_signal(Some(&abort.0.signal()));
    Ok(web_sys::Request::new_with_str_and_init(address, &init)?.into())
}

/// Reads a body to its end; what came before a failure is there.
async fn read(stream: &ReadableStream, body: &mut Vec<u8>, abort: &Abort) -> Result<Ended, BrowserError> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let begun = now();
    let (mut since, mut before) = (begun, 0);
    loop {
        let _silence = abort.after(SILENCE);
        let result = JsFuture::from(reader.read()).await?;
        if Reflect::get(&result, &JsValue::from_str("done"))?.is_truthy() {
            return Ok(Ended::Whole);
        }
        let chunk = Uint8Array::new(&Reflect::get(&result, &JsValue::from_str("value"))?);
        let start = body.len();
        if start + chunk.length() as usize > MOST_BYTES || now() - begun >= LONGEST {
            abort.abort();
            return Ok(Ended::Long);
        }
        body.resize(start + chunk.length() as usize, 0);
        chunk.copy_to(&mut body[start..]);
        if now() - since >= DRIP {
            if body.len() - before < LEAST_BYTES {
                abort.abort();
                return Ok(Ended::Slow);
            }
            (since, before) = (now(), body.len());
        }
    }
}

fn is_offline() -> bool {
    let navigator = Reflect::get(&js_sys::global(), &JsValue::from_str("navigator"));
    let is_online = navigator.and_then(|navigator| Reflect::get(&navigator, &JsValue::from_str("onLine")));
    is_online.is_ok_and(|is_online| is_online.as_bool() == Some(false))
}
