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

/// What came of a request.
pub enum Fetched {
    Response {
        status: u16,
        retry_after: Option<String>,
        body: Vec<u8>,
        is_whole: bool,
    },
    Redirected,
    /// Nothing came, and a browser does not tell why.
    Nothing {
        is_offline: bool,
    },
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
    let is_whole = match response.body() {
        Some(stream) => read(&stream, &mut body, abort).await.is_ok(),
        None => true,
    };
    Fetched::Response { status: response.status(), retry_after: response.headers().get("Retry-After"), body, is_whole }
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
async fn read(stream: &ReadableStream, body: &mut Vec<u8>, abort: &Abort) -> Result<(), BrowserError> {
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    let (mut since, mut before) = (now(), 0);
    loop {
        let _silence = abort.after(SILENCE);
        let result = JsFuture::from(reader.read()).await?;
        if Reflect::get(&result, &JsValue::from_str("done"))?.is_truthy() {
            return Ok(());
        }
        let chunk = Uint8Array::new(&Reflect::get(&result, &JsValue::from_str("value"))?);
        let start = body.len();
        if start + chunk.length() as usize > MOST_BYTES {
            abort.abort();
            return Err(BrowserError("the answer is too long".to_owned()));
        }
        body.resize(start + chunk.length() as usize, 0);
        chunk.copy_to(&mut body[start..]);
        if now() - since >= DRIP {
            if body.len() - before < LEAST_BYTES {
                abort.abort();
                return Err(BrowserError("the answer only drips".to_owned()));
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
