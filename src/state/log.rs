//! The log that is open: its files, how far they are read, and what was wrong with them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DataTransfer, File};

use super::engine::{Engine, Fate, Life};
use super::question::Question;
use super::sample;
use super::settings::{SettingsStore, SettingsStoreFields as _};
use super::signal::{RwSignal, Signal};
use crate::browser::json::Json;
use crate::browser::storage;
use crate::browser::transfer::{self, Unread};
use crate::event::Instant;
use crate::invisible::bracketed;
use crate::live::Order;
use crate::protocol::{ImportReport, OpenMode, Opened, Progress, Reply, Request, to_bytes};

/// What this tab keeps of the log of an API; src/connect.js writes it.
const CONNECTION: &str = "provlens.connection";

/// A handle to the open log; copies are handles to the same one.
#[derive(Clone, Copy)]
pub struct Log {
    engine: Engine,
    question: Question,
    settings: SettingsStore,
    /// Held so that they can be read again by another engine.
    files: StoredValue<Vec<File>, LocalStorage>,
    /// Files that wait for a person to say whether they are added or replace.
    undecided: leptos::prelude::RwSignal<Vec<File>, LocalStorage>,
    names: RwSignal<Vec<String>>,
    /// The host of the API whose log it is, files beside it aside.
    host: RwSignal<Option<String>>,
    /// Openings that have not ended.
    reading: RwSignal<u32>,
    fetching: RwSignal<bool>,
    opened: RwSignal<Opened>,
    report: RwSignal<ImportReport>,
    trouble: RwSignal<Option<String>>,
    /// Which log this is: another one after every replacement.
    epoch: RwSignal<u32>,
    /// Whether the log came back, because there was no event in what was to replace it.
    came_back: RwSignal<bool>,
}

impl Log {
    pub(super) fn new(engine: Engine, question: Question, settings: SettingsStore) -> Self {
        Self {
            engine,
            question,
            settings,
            files: StoredValue::new_local(Vec::new()),
            undecided: leptos::prelude::RwSignal::new_local(Vec::new()),
            names: RwSignal::new(Vec::new()),
            host: RwSignal::new(None),
            reading: RwSignal::new(0),
            fetching: RwSignal::new(false),
            opened: RwSignal::new(Opened::default()),
            report: RwSignal::new(ImportReport::default()),
            trouble: RwSignal::new(None),
            epoch: RwSignal::new(0),
            came_back: RwSignal::new(false),
        }
    }

    /// Takes files that a person brought. Where a log is open already, they wait for [`decide`](Self::decide), beside
    /// those that wait already.
    pub fn bring(self, files: Vec<File>) {
        if files.is_empty() {
            return self.trouble.set(Some("There is nothing to open in that: no file, and no text.".to_owned()));
        }
        self.trouble.set(None);
        if self.is_open().get_untracked() {
            self.undecided.update(|undecided| undecided.extend(files));
        } else {
            self.take(files, OpenMode::Replace);
        }
    }

    /// Takes what a person dropped or pasted: files, folders, or a text, which goes by the name given.
    pub fn bring_dropped(self, transfer: Option<DataTransfer>, name: &'static str) {
        let brought = transfer::files_or_text(transfer, name);
        self.fetching.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let trouble = match brought.await {
                Ok(brought) => {
                    let trouble = unread(&brought.unread, brought.files.len());
                    self.bring(brought.files);
                    trouble
                }
                Err(error) => Some(format!("What was dropped could not be read: {error}.")),
            };
            if trouble.is_some() {
                self.trouble.set(trouble);
            }
            self.fetching.set(false);
        });
    }

    /// Forgets what went wrong before any file was there.
    pub fn dismiss(self) {
        self.trouble.set(None);
    }

    /// What becomes of the files that wait; `None` forgets them.
    pub fn decide(self, mode: Option<OpenMode>) {
        let files = self.undecided.try_update(std::mem::take).unwrap_or_default();
        if let Some(mode) = mode
            && !files.is_empty()
        {
            self.take(files, mode);
        }
    }

    /// Opens files with the engine that there is, or with another one if that is gone.
    fn take(self, files: Vec<File>, mode: OpenMode) {
        if !self.engine.life().with_untracked(|life| matches!(life, Life::Gone(_))) {
            return self.open(files, mode);
        }
        if mode == OpenMode::Replace {
            self.engine.restart();
            return self.open(files, mode);
        }
        self.files.update_value(|held| held.extend(files));
        self.restart(true);
    }

    /// The host of the API whose log was open when the page was left, until another log is opened.
    #[must_use]
    pub fn former_host() -> Option<String> {
        Json::parse(&storage::load_of_tab(CONNECTION)?)?.member("host").text()
    }

    /// Opens the log that ships with the page.
    pub fn open_sample(self) {
        self.fetching.set(true);
        spawn_local(async move {
            match sample::fetch().await {
                Ok(file) => self.bring(vec![file]),
                Err(error) => self.trouble.set(Some(format!("The sample log could not be fetched: {error}."))),
            }
            self.fetching.set(false);
        });
    }

    /// Stops reading; what was read stays.
    pub fn cancel(self) {
        spawn_local(async move {
            // The answer says how far reading came, which the end of the opening says too.
            let _ = self.engine.ask(Request::Cancel).await;
        });
    }

    /// Starts another engine in place of one that is gone, with the files and the question of the old one or with none.
    pub fn restart(self, reopen: bool) {
        let files = self.files.with_value(Clone::clone);
        let query = self.question.query().get_untracked();
        self.engine.restart();
        self.trouble.set(None);
        self.forget();
        if reopen && !files.is_empty() {
            self.open(files, OpenMode::Replace);
            self.question.ask(query);
        }
    }

    /// Reads all files once more.
    pub fn reopen(self) {
        self.open(self.files.with_value(Clone::clone), OpenMode::Replace);
    }

    fn open(self, given: Vec<File>, mode: OpenMode) {
        // What belongs together is told by the order in which it was written.
        let mut files: Vec<File> = Vec::new();
        for file in given {
            let place = files.partition_point(|other| other.last_modified() <= file.last_modified());
            files.insert(place, file);
        }
        self.came_back.set(false);
        let tables = self.settings.tables().get_untracked();
        if !tables.is_empty() {
            // There is nothing to wait for: what is asked first is heard first.
            drop(self.engine.ask(Request::KnownTables(to_bytes(&tables))));
        }
        let mut former = Vec::new();
        let query = self.question.query().get_untracked();
        let events = self.events().get_untracked();
        if mode == OpenMode::Replace {
            storage::forget_of_tab(CONNECTION);
            former = self.files.with_value(Clone::clone);
            if self.reading.get_untracked() > 0 {
                self.cancel();
            }
            self.end_live();
            self.forget();
        }
        if self.reading.get_untracked() == 0 {
            let file = files.first().map(File::name).unwrap_or_default();
            let rows = self.rows().get_untracked();
            self.engine.expect_file(file, if mode == OpenMode::Add { (events, rows) } else { (0, 0) });
        }
        self.hold([self.files.with_value(Clone::clone), files.clone()].concat());
        self.reading.update(|reading| *reading += 1);
        let epoch = self.epoch.get_untracked();
        spawn_local(async move {
            let reply = self.engine.ask_with(Request::Open { mode }, files).await;
            if self.epoch.get_untracked() != epoch {
                return;
            }
            self.reading.update(|reading| *reading = reading.saturating_sub(1));
            // An engine that is gone is told of by its own life.
            if let Ok(Reply::Opened(opened)) = reply {
                let is_nothing = opened.events == 0 && opened.jobs == 0 && !opened.cancelled;
                self.opened.set(opened);
                if is_nothing && events > 0 && !former.is_empty() {
                    // A log is not given up for files that hold nothing; the report goes on to tell of them.
                    self.files.update_value(Vec::clear);
                    self.open(former, OpenMode::Add);
                    self.question.ask(query);
                    self.came_back.set(true);
                    return;
                }
                if let Ok(Reply::Report(report)) = self.engine.ask(Request::Report).await {
                    self.tell(report);
                }
            } else if self.engine.life().with_untracked(|life| matches!(life, Life::Gone(Fate::NotStarted(_)))) {
                // Nobody has looked at these files, so that those before are not given up for them.
                self.hold([former, self.files.with_value(Clone::clone)].concat());
            }
        });
    }

    /// Keeps files to be read again, and shows their names.
    fn hold(self, files: Vec<File>) {
        self.names.set(names(&files));
        self.files.set_value(files);
    }

    /// Becomes the log of an API, which the engine has begun.
    pub(super) fn begin_live(self, host: String) {
        self.forget();
        self.trouble.set(None);
        self.host.set(Some(host));
    }

    /// Takes what the engine holds when the reading of an API rests.
    pub(super) fn rest_live(self, opened: Opened) {
        self.opened.set(opened);
        let epoch = self.epoch.get_untracked();
        spawn_local(async move {
            if let Ok(Reply::Report(report)) = self.engine.ask(Request::Report).await
                && self.epoch.get_untracked() == epoch
            {
                self.tell(report);
            }
        });
    }

    /// Tells of what was wrong, with names as they can be shown.
    fn tell(self, mut report: ImportReport) {
        for problem in &mut report.problems {
            problem.file = bracketed(&problem.file);
        }
        self.report.set(report);
    }

    /// Has the connector end its work for this log, if there is any.
    fn end_live(self) {
        if self.engine.live().with_untracked(Option::is_none) {
            return;
        }
        let end = to_bytes(&Order::End);
        spawn_local(async move {
            // What comes of it belongs to a log that is gone.
            let _ = self.engine.ask(Request::Live(end)).await;
            self.engine.forget_live();
        });
    }

    /// Becomes a log of which nothing is known.
    fn forget(self) {
        self.epoch.update(|epoch| *epoch += 1);
        self.files.update_value(Vec::clear);
        self.names.set(Vec::new());
        self.host.set(None);
        self.reading.set(0);
        self.opened.set(Opened::default());
        self.report.set(ImportReport::default());
        self.question.forget();
    }

    /// What the log is made of: the host of its API, and the names of the files in the order of opening.
    #[must_use]
    pub fn names(self) -> Signal<Vec<String>> {
        Signal::derive(move || self.host.get().into_iter().chain(self.names.get()).collect())
    }

    /// Whether there are files that can be read again.
    #[must_use]
    pub fn has_files(self) -> Signal<bool> {
        Signal::derive(move || self.names.with(|names| !names.is_empty()))
    }

    /// The host of the API whose log it is.
    #[must_use]
    pub fn host(self) -> Signal<Option<String>> {
        self.host.into()
    }

    /// The names of the files that are open.
    #[must_use]
    pub fn file_names(self) -> Signal<Vec<String>> {
        self.names.into()
    }

    /// The names of the files that wait for a decision.
    #[must_use]
    pub fn undecided(self) -> Signal<Vec<String>> {
        Signal::derive(move || self.undecided.with(|files| names(files)))
    }

    #[must_use]
    pub fn is_reading(self) -> Signal<bool> {
        Signal::derive(move || self.reading.get() > 0)
    }

    /// Whether the sample is on its way.
    #[must_use]
    pub fn is_fetching(self) -> Signal<bool> {
        self.fetching.into()
    }

    /// Whether there is anything to show a grid for.
    #[must_use]
    pub fn is_open(self) -> Signal<bool> {
        let has_any = |opened: &Opened| opened.events > 0 || opened.jobs > 0;
        Signal::derive(move || self.reading.get() > 0 || self.is_live() || self.opened.with(has_any))
    }

    /// Whether there are records of jobs, and no event.
    #[must_use]
    pub fn has_only_jobs(self) -> Signal<bool> {
        let has_only_jobs = |opened: &Opened| opened.events == 0 && opened.jobs > 0;
        Signal::memo(move || self.reading.get() == 0 && !self.is_live() && self.opened.with(has_only_jobs))
    }

    /// Events in the table, as far as known.
    #[must_use]
    pub fn events(self) -> Signal<u32> {
        self.counted(|progress| progress.events, |opened| opened.events)
    }

    /// Rows of the table, as far as known: whenever there are more, there is something else to see.
    #[must_use]
    pub fn rows(self) -> Signal<u32> {
        self.counted(|progress| progress.rows, |opened| opened.rows)
    }

    fn counted(self, told: fn(&Progress) -> u32, held: fn(&Opened) -> u32) -> Signal<u32> {
        Signal::derive(move || {
            let told = self.engine.progress().with(told);
            let held = self.opened.with(held);
            if self.reading.get() > 0 {
                told
            } else if self.is_live() {
                // Either may be the newer one, and neither ever falls.
                told.max(held)
            } else {
                held
            }
        })
    }

    /// Whether it is the log of an API, with files beside it if some were added.
    fn is_live(self) -> bool {
        self.host.with(Option::is_some)
    }

    /// Whether the last opening ended without a single event, though nobody stopped it.
    #[must_use]
    pub fn is_refused(self) -> Signal<bool> {
        Signal::derive(move || {
            let ended = self.reading.get() == 0 && self.names.with(|names| !names.is_empty());
            let alive = self.engine.life().with(|life| *life == Life::Ready);
            let is_nothing = |opened: &Opened| opened.events == 0 && opened.jobs == 0 && !opened.cancelled;
            ended && alive && !self.is_live() && self.opened.with(is_nothing)
        })
    }

    #[must_use]
    pub fn report(self) -> Signal<ImportReport> {
        self.report.into()
    }

    /// Whether the log came back, because there was no event in what was to replace it.
    #[must_use]
    pub fn came_back(self) -> Signal<bool> {
        self.came_back.into()
    }

    /// Something that went wrong before any file was there, in a sentence. It is told until a person brings something else.
    #[must_use]
    pub fn trouble(self) -> Signal<Option<String>> {
        self.trouble.into()
    }

    /// A mark that another log hardly has too: how many events, the oldest and the newest of them. `None` until all is
    /// read.
    #[must_use]
    pub fn mark(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            let is_there = self.reading.get() == 0;
            self.opened.with(|opened| {
                let (oldest, newest) = opened.span.filter(|_| is_there)?;
                Some(format!("{}.{:x}", opened.events, oldest.0.rotate_left(32) ^ newest.0))
            })
        })
    }

    /// The date of the newest event; `None` until all is read.
    #[must_use]
    pub fn newest(self) -> Option<Instant> {
        untrack(|| self.span()).map(|(_, newest)| newest)
    }

    /// The dates of the oldest and of the newest event; `None` until all is read.
    #[must_use]
    pub fn span(self) -> Option<(Instant, Instant)> {
        self.opened.with(|opened| opened.span)
    }

    /// Another number for every log that replaces the one before.
    #[must_use]
    pub fn epoch(self) -> Signal<u32> {
        self.epoch.into()
    }
}

/// Names as they can be shown: one with a mark of direction in it would read as another.
fn names(files: &[File]) -> Vec<String> {
    files.iter().map(|file| bracketed(&file.name())).collect()
}

/// What could not be had of what was dropped, beside so many files that could.
fn unread(unread: &[Unread], files: usize) -> Option<String> {
    let rest = if files == 0 { "" } else { " What else was dropped is opened." };
    let Unread { name, why } = unread.first()?;
    let (name, why) = (bracketed(name), why.trim_end_matches('.'));
    Some(match unread.len() {
        1 => format!("{name} could not be read: {why}.{rest}"),
        many => format!("{many} files could not be read, the first of them {name}: {why}.{rest}"),
    })
}
