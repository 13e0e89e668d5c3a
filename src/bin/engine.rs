//! The worker: hosts the engine, carries messages between it and the page, and has records explained. No leptos in it.

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

    use provlens::browser::blob_parts::BlobParts;
    use provlens::browser::inflated_stream::InflatedStream;
    use provlens::browser::worker_scope::{self, Incoming, IncomingFile};
    use provlens::browser::yielding::yield_to_tasks;
    use provlens::dossier::{About, Inquiry, Kindred};
    use provlens::engine::{Answer, Engine, WarmUp};
    use provlens::format::{Converter, Place};
    use provlens::protocol::{
        BUILD, EngineError, ExplainedEvent, FromConnector, FromEngine, OpenMode, Reply, Request, ToEngine, from_bytes,
        to_bytes,
    };
    use provlens::query::{Field, Query};
    use provlens::source::files::Files;
    use provlens::source::private_disk::PrivateDisk;
    use provlens::table::{RowId, SourceId};
    use wasm_bindgen_futures::spawn_local;

    /// How many records are looked at together for what they say.
    const SAMPLED_TOGETHER: usize = 8;

    /// An opening that waits for its turn.
    struct Opening {
        number: u32,
        mode: OpenMode,
        files: Vec<IncomingFile>,
        /// Somebody said stop before its turn came.
        is_cancelled: bool,
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
        /// How many events were asked for.
        events: Cell<u32>,
    }

    pub fn start() {
        std::panic::set_hook(Box::new(|info| {
            console_error_panic_hook::hook(info);
            send(None, Reply::Panicked { message: info.to_string() });
            worker_scope::close();
        }));
        let host = Rc::new(Host::default());
        host.engine.borrow_mut().set_converter(Converter::over(convert));
        spawn_local(lend_disk(Rc::clone(&host)));
        let listening = Rc::clone(&host);
        worker_scope::listen(move |incoming| receive(&listening, incoming));
        let hearing = Rc::clone(&host);
        worker_scope::hear_connector(move |bytes| hear(&hearing, bytes));
        send(None, Reply::Ready);
        spawn_local(async move { warm_up(&host).await });
    }

    /// Has the converter answer a question of the engine. One that breaks down takes the engine along, which it is a part of.
    #[expect(clippy::panic, reason = "a fault of the converter is a fault of the engine")]
    fn convert(question: &[u8]) -> Result<Vec<u8>, String> {
        worker_scope::convert(question, BUILD).unwrap_or_else(|error| panic!("the converter broke down: {error}"))
    }

    /// Practises until there is something to do.
    async fn warm_up(host: &Host) {
        let mut warm_up = WarmUp::default();
        while yield_to_tasks().await.is_ok() && !host.reading.get() && warm_up.go_on() {}
    }

    /// Until the disk is there, and where there is none, memory holds what it would.
    async fn lend_disk(host: Rc<Host>) {
        if let Some(disk) = PrivateDisk::make().await {
            host.engine.borrow_mut().set_disk(Box::new(disk));
        }
    }

    fn receive(host: &Rc<Host>, incoming: Incoming) {
        if incoming.build != BUILD {
            let error = EngineError::OtherBuild { page: incoming.build, engine: BUILD.to_owned() };
            return send(None, Reply::Failed(error));
        }
        let message: ToEngine = match from_bytes(&incoming.body) {
            Ok(message) => message,
            Err(error) => return send(None, Reply::Failed(EngineError::Unreadable { why: error.to_string() })),
        };
        let number = message.number;
        match message.request {
            Request::Open { mode } => {
                let opening = Opening { number, mode, files: incoming.files, is_cancelled: false };
                host.waiting.borrow_mut().push_back(opening);
                if !host.reading.replace(true) {
                    spawn_local(read_waiting(Rc::clone(host)));
                }
            }
            Request::Cancel => {
                host.cancelled.set(host.reading.get());
                InflatedStream::stop();
                host.waiting.borrow_mut().iter_mut().for_each(|opening| opening.is_cancelled = true);
                send(Some(number), Reply::Progress(host.engine.borrow().progress()));
            }
            Request::Search { query } => {
                end_search(host);
                host.engine.borrow_mut().begin_search(query);
                host.search.set(Some(number));
                spawn_local(search(Rc::clone(host), number));
            }
            Request::StopSearch { query } => {
                end_search(host);
                let unsearched = host.engine.borrow_mut().unsearched(&query);
                send(Some(number), Reply::Searched(unsearched));
            }
            Request::FetchAhead => worker_scope::fetch_ahead(BUILD),
            Request::Jobs => spawn_local(tell_jobs(Rc::clone(host), number)),
            Request::SaveLive => send(Some(number), save(host)),
            Request::Sample { field, query } => spawn_local(sample(Rc::clone(host), number, field, query)),
            Request::Live(order) => spawn_local(connect(Rc::clone(host), number, order)),
            request => answer(host, number, request),
        }
    }

    /// Makes a file of the API's log.
    fn save(host: &Host) -> Reply {
        const PART: u32 = 4 << 20;
        let failed = |why| Reply::Failed(EngineError::RecordGone { file: "the log".to_owned(), why });
        let mut parts = BlobParts::default();
        let mut offset = 0;
        loop {
            match host.engine.borrow().live_text(offset, PART) {
                Ok(part) if part.is_empty() => break,
                Ok(part) => {
                    parts.push(&part);
                    offset += part.len() as u64;
                }
                Err(why) => return failed(why),
            }
        }
        match parts.address() {
            Ok(address) => Reply::Saved { address },
            Err(error) => failed(error.to_string()),
        }
    }

    /// Gathers what is known of jobs. A record that cannot be read again is empty.
    async fn tell_jobs(host: Rc<Host>, number: u32) {
        let (mut known, places) = host.engine.borrow().known_jobs();
        for (job, at) in known.kept.iter_mut().zip(places) {
            let held = host.engine.borrow().held_record(at);
            let record = match held {
                Some(held) => held,
                None => host.files.read(at.source, at.place).await,
            };
            job.raw = String::from_utf8_lossy(&record.unwrap_or_default()).into_owned();
        }
        send(Some(number), Reply::Aside(to_bytes(&known)));
    }

    /// Has the connector carry an order out.
    async fn connect(host: Rc<Host>, number: u32, order: Vec<u8>) {
        let reply = match worker_scope::ask("connector", &order, BUILD).await {
            Ok(said) => Reply::Live { said, opened: host.engine.borrow().opened() },
            Err(error) => Reply::Failed(EngineError::NoConnector { why: error.to_string() }),
        };
        send(Some(number), reply);
    }

    /// Takes what the connector brings, and says how many events were in it; nothing where there is no room for more.
    fn hear(host: &Host, bytes: &[u8]) -> Option<u32> {
        match from_bytes(bytes) {
            Ok(FromConnector::Begin { name, asked_for }) => {
                host.files.begin_live(&host.engine, &name, asked_for);
            }
            Ok(FromConnector::Records(records)) => {
                let events = host.engine.borrow_mut().feed_live(&records);
                send(None, Reply::Progress(host.engine.borrow().progress()));
                return events;
            }
            Ok(FromConnector::Status(status)) => send(None, Reply::LiveStatus(status)),
            // Both are of one build.
            Err(_) => return None,
        }
        Some(0)
    }

    fn answer(host: &Rc<Host>, number: u32, request: Request) {
        let mut inquiry = Inquiry { about: About::Event, records: Vec::new(), kindred: Kindred::default() };
        let rows = match request {
            Request::Event { row } => {
                host.events.set(host.events.get().wrapping_add(1));
                vec![(0, row)]
            }
            Request::Support { row } => {
                inquiry.about = About::Support;
                vec![(0, row)]
            }
            Request::Compare { rows: [one, other] } => {
                inquiry.about = About::Comparison;
                vec![(0, one), (1, other)]
            }
            request => match host.engine.borrow_mut().answer(request) {
                Answer::Kindred { kindred, rows } => {
                    (inquiry.about, inquiry.kindred) = (About::Story, kindred);
                    rows
                }
                Answer::Reply(reply) => return send(Some(number), reply),
                Answer::Peek { source, place, position } => {
                    return spawn_local(peek(Rc::clone(host), number, source, place, position));
                }
                Answer::Read { .. } | Answer::Record(_) => return,
            },
        };
        spawn_local(inquire(Rc::clone(host), number, inquiry, rows));
    }

    /// Reads the bytes around a place, and answers with them.
    async fn peek(host: Rc<Host>, number: u32, source: SourceId, place: Place, position: u64) {
        let bytes = host.files.read(source, place).await;
        if let Answer::Reply(reply) = Engine::excerpt(bytes.as_deref().map_err(Clone::clone), place, position) {
            send(Some(number), reply);
        }
    }

    /// Reads the records of rows. What cannot be read together is read one by one, so that a file that is gone takes no
    /// other along.
    async fn read(host: &Host, rows: &[RowId]) -> Vec<Answer> {
        let mut answers = Vec::new();
        let mut places = Vec::new();
        for row in rows.iter().copied() {
            let answer = host.engine.borrow_mut().answer(Request::Event { row });
            if let Answer::Read { source, place, .. } = answer {
                places.push((source, place));
            }
            answers.push(answer);
        }
        let together = host.files.read_together(&places).await;
        let mut from = 0;
        for answer in &mut answers {
            if let Answer::Read { row, source, place } = *answer {
                let to = from + place.length as usize;
                let bytes = match &together {
                    Some(together) => Ok(together[from..to].to_vec()),
                    None => host.files.read(source, place).await,
                };
                from = to;
                *answer = host.engine.borrow().event(row, bytes.as_deref().map_err(Clone::clone));
            }
        }
        answers
    }

    /// Looks at some records, and answers with what they say.
    async fn sample(host: Rc<Host>, number: u32, field: Field, query: Query) {
        let mut sampling = host.engine.borrow_mut().begin_sampling(field, &query);
        // Records may be long, and none of them is needed once it was looked at.
        for rows in std::mem::take(&mut sampling.rows).chunks(SAMPLED_TOGETHER) {
            for answer in Box::pin(read(&host, rows)).await {
                if let Answer::Record(record) = answer {
                    sampling.look_at(record.raw.as_bytes());
                }
            }
        }
        send(Some(number), Reply::Aside(to_bytes(&sampling.finish())));
    }

    /// Reads the records of rows, and answers with what the explainer says of them. A story is told no further once
    /// another event is asked for, whose answer is not to wait for it.
    async fn inquire(host: Rc<Host>, number: u32, mut inquiry: Inquiry, rows: Vec<(u32, RowId)>) {
        let events = host.events.get();
        let wanted: Vec<RowId> = rows.iter().map(|(_, row)| *row).collect();
        let answers = Box::pin(read(&host, &wanted)).await;
        if inquiry.about == About::Story && host.events.get() != events {
            return send(Some(number), Reply::Aside(Vec::new()));
        }
        for ((place, _), answer) in rows.into_iter().zip(answers) {
            match (answer, inquiry.kindred.events.get_mut(place as usize)) {
                (Answer::Record(record), Some(event)) => event.raw = record.raw,
                (Answer::Record(record), None) => inquiry.records.push(record),
                // What of a story cannot be read is told from the columns.
                (_, Some(_)) => {}
                (Answer::Reply(reply), None) => return send(Some(number), reply),
                (Answer::Read { .. } | Answer::Kindred { .. } | Answer::Peek { .. }, None) => return,
            }
        }
        let said = worker_scope::ask("explainer", &to_bytes(&inquiry), BUILD).await.map_err(|error| error.to_string());
        let event = if inquiry.about == About::Event { inquiry.records.pop() } else { None };
        let reply = match (said, event) {
            (Ok(bytes), Some(record)) => Reply::Event { id: record.id, explained: ExplainedEvent(bytes) },
            (Ok(bytes), None) => Reply::Aside(bytes),
            (Err(why), Some(record)) => Reply::Unexplained { id: record.id, why, raw: record.raw },
            (Err(why), None) => Reply::Failed(EngineError::Unexplained { why }),
        };
        send(Some(number), reply);
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
            host.cancelled.set(opening.is_cancelled);
            let notice = |progress| send(None, Reply::Progress(progress));
            let opened = host.files.open(&host.engine, opening.mode, opening.files, &host.cancelled, notice).await;
            send(Some(opening.number), Reply::Opened(opened));
        }
        host.reading.set(false);
    }

    fn send(number: Option<u32>, reply: Reply) {
        let message = FromEngine { number, reply };
        // A page that is gone needs no answer.
        let _ = worker_scope::post(BUILD, &to_bytes(&message));
    }
}
