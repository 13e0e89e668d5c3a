//! The worker: hosts the engine and carries messages between it and the page. No leptos in it.

#[cfg(target_arch = "wasm32")]
fn main() {
    host::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("the engine runs in a browser's worker");
}

#[cfg(target_arch = "wasm32")]
mod host {
    use std::cell::{Cell, RefCell};
    use std::collections::VecDeque;
    use std::rc::Rc;

    use provlens::browser::worker_scope::{self, Incoming, IncomingFile};
    use provlens::engine::{Answer, Engine};
    use provlens::protocol::{BUILD, EngineError, FromEngine, OpenMode, Reply, Request, ToEngine};
    use provlens::source::files::Files;
    use provlens::source::private_disk::PrivateDisk;
    use wasm_bindgen_futures::spawn_local;

    /// An opening that waits for its turn.
    struct Opening {
        number: u32,
        mode: OpenMode,
        files: Vec<IncomingFile>,
    }

    /// Everything the worker holds.
    #[derive(Default)]
    struct Host {
        engine: RefCell<Engine>,
        files: Files,
        waiting: RefCell<VecDeque<Opening>>,
        reading: Cell<bool>,
        cancelled: Cell<bool>,
        /// The number of the search under way.
        search: Cell<Option<u32>>,
    }

    pub fn start() {
        std::panic::set_hook(Box::new(|info| {
            console_error_panic_hook::hook(info);
            send(None, Reply::Panicked { message: info.to_string() });
        }));
        let host = Rc::new(Host::default());
        spawn_local(lend_disk(Rc::clone(&host)));
        worker_scope::listen(move |incoming| receive(&host, incoming));
        send(None, Reply::Ready);
    }

    /// Until the disk is there, and where there is none, memory holds what it would.
    async fn lend_disk(host: Rc<Host>) {
        if let Some(disk) = PrivateDisk::make().await {
            host.engine.borrow_mut().set_disk(Box::new(disk));
        }
    }

    fn receive(host: &Rc<Host>, incoming: Incoming) {
        let message: ToEngine = match serde_json::from_str(&incoming.message) {
            Ok(message) => message,
            Err(error) => return send(None, Reply::Failed(EngineError::Unreadable { why: error.to_string() })),
        };
        let number = message.number;
        if message.build != BUILD {
            let error = EngineError::OtherBuild { page: message.build, engine: BUILD.to_owned() };
            return send(Some(number), Reply::Failed(error));
        }
        match message.request {
            Request::Open { mode } => {
                host.waiting.borrow_mut().push_back(Opening { number, mode, files: incoming.files });
                if !host.reading.replace(true) {
                    spawn_local(read_waiting(Rc::clone(host)));
                }
            }
            Request::Cancel => {
                host.cancelled.set(host.reading.get());
                send(Some(number), Reply::Progress(host.engine.borrow().progress()));
            }
            Request::Search { query } => {
                end_search(host);
                host.engine.borrow_mut().begin_search(query);
                host.search.set(Some(number));
                spawn_local(search(Rc::clone(host), number));
            }
            Request::StopSearch => {
                end_search(host);
                send(Some(number), Reply::Searching(host.engine.borrow().searching()));
            }
            request => answer(host, number, request),
        }
    }

    fn answer(host: &Rc<Host>, number: u32, request: Request) {
        let answer = host.engine.borrow_mut().answer(request);
        match answer {
            Answer::Reply(reply) => send(Some(number), reply),
            Answer::Read { row, source, place } => {
                let host = Rc::clone(host);
                spawn_local(async move {
                    let bytes = host.files.read(source, place).await;
                    let reply = host.engine.borrow().event(row, bytes.as_deref().map_err(Clone::clone));
                    send(Some(number), reply);
                });
            }
        }
    }

    async fn search(host: Rc<Host>, number: u32) {
        let is_wanted = || host.search.get() == Some(number);
        let notice = |searching| send(None, Reply::Searching(searching));
        // A browser that gives no turn to others cannot go on; what was found is there.
        let _ = host.files.search(&host.engine, is_wanted, notice).await;
        if is_wanted() {
            end_search(&host);
        }
    }

    /// Ends the search under way, if there is one, and says what it came to.
    fn end_search(host: &Host) {
        if let Some(number) = host.search.take() {
            let searched = host.engine.borrow_mut().end_search();
            send(Some(number), Reply::Searched(searched));
        }
    }

    /// Carries out openings until none waits.
    async fn read_waiting(host: Rc<Host>) {
        loop {
            let opening = host.waiting.borrow_mut().pop_front();
            let Some(opening) = opening else { break };
            host.cancelled.set(false);
            let notice = |progress| send(None, Reply::Progress(progress));
            let opened = host.files.open(&host.engine, opening.mode, opening.files, &host.cancelled, notice).await;
            send(Some(opening.number), Reply::Opened(opened));
        }
        host.reading.set(false);
    }

    fn send(number: Option<u32>, reply: Reply) {
        let message = FromEngine { build: BUILD.to_owned(), number, reply };
        // The messages are plain data, so that writing them cannot fail; a page that is gone needs no answer.
        if let Ok(text) = serde_json::to_string(&message) {
            let _ = worker_scope::post(&text);
        }
    }
}
