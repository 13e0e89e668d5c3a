//! Shapes that are rarely met are read by another program, the converter, which is loaded when the first of them is met:
//! whoever opens the usual ones never needs it.
//!
//! This is the side that asks: it hands [`Question`]s over as bytes, and the answers come back at once. [`Conversion`]
//! is the side that answers. Tests have both in one program.

mod content;
mod conversion;
mod far_table;
mod question;
mod table_head;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde::de::DeserializeOwned;

use super::foreign::Foreign;
use super::object_kind::UNRECOGNISED;
use super::{Decoder, ProblemKind, Sink};
pub use conversion::Conversion;
use far_table::FarTable;
use question::Question;
pub use question::{Joined, TableColumns, TableHead, TextContent, Told};

/// Carries a question over and its answer back; or says why nobody answers.
type Line = dyn Fn(&[u8]) -> Result<Vec<u8>, String>;

/// Asks the converter; copies ask the same one.
#[derive(Clone)]
pub struct Converter(Rc<Shared>);

struct Shared {
    line: Box<Line>,
    /// Why nobody answers: nobody is asked again until [`Converter::try_again`].
    failure: RefCell<Option<String>>,
    /// What a person has said of tables, for the other side to read.
    known: RefCell<Vec<u8>>,
    /// Rows of tables may wait to be joined.
    has_tables: Cell<bool>,
    /// How many do.
    rows_waiting: Cell<u64>,
}

impl Default for Converter {
    /// Nobody answers.
    fn default() -> Self {
        Self::over(|_| Err("there is no converter".to_owned()))
    }
}

impl Converter {
    /// Asks whoever is at the other end of this line.
    pub fn over(line: impl Fn(&[u8]) -> Result<Vec<u8>, String> + 'static) -> Self {
        Self(Rc::new(Shared {
            line: Box::new(line),
            failure: RefCell::new(None),
            known: RefCell::default(),
            has_tables: Cell::new(false),
            rows_waiting: Cell::new(0),
        }))
    }

    /// Answers within this program.
    #[must_use]
    pub fn within() -> Self {
        let conversion = RefCell::new(Conversion::default());
        Self::over(move |question| conversion.borrow_mut().answer(question).map_err(|error| error.to_string()))
    }

    /// Takes in what a person has said of tables, in bytes: of each, heading and key of its meaning in turns.
    pub fn set_known_tables(&self, tables: Vec<u8>) {
        self.0.known.replace(tables);
    }

    /// Why the last questions have no answers: what they were about was not read.
    #[must_use]
    pub fn failure(&self) -> Option<String> {
        self.0.failure.borrow().clone()
    }

    /// Forgets that nobody answered.
    pub fn try_again(&self) {
        self.0.failure.replace(None);
    }

    /// What an object is that the scanner does not know.
    #[must_use]
    pub fn recognise(&self, json: &[u8]) -> Foreign {
        self.ask(&Question::Recognise { json }).unwrap_or(Foreign::Other(UNRECOGNISED))
    }

    /// What the object `{"error":...}` says went wrong.
    #[must_use]
    pub fn error_in(&self, json: &[u8]) -> Option<String> {
        self.ask(&Question::ErrorIn { json }).flatten()
    }

    /// Tells the members of an event at `offset` of the file that could not be read, or not as JSON has it.
    pub fn tell_unread(&self, record: &[u8], offset: u64, sink: &mut dyn Sink) {
        self.tell_members(&Question::Unread { record }, offset, sink);
    }

    /// Tells the members of an event that are of another type, where the event was rewritten.
    pub fn tell_rewritten(&self, event: &str, offset: u64, sink: &mut dyn Sink) {
        self.tell_members(&Question::OtherTypes { event }, offset, sink);
    }

    /// Tells what is wrong in the strings of a member's value at `offset`.
    pub fn tell_flaws(&self, member: &str, json: &[u8], offset: u64, sink: &mut dyn Sink) {
        self.tell_members(&Question::Flaws { member, json }, offset, sink);
    }

    #[cold]
    fn tell_members(&self, question: &Question<'_>, offset: u64, sink: &mut dyn Sink) {
        let unread: Option<Vec<(ProblemKind, usize)>> = self.ask(question);
        for (kind, place) in unread.unwrap_or_default() {
            sink.problem(kind, offset + place as u64, 1);
        }
    }

    /// What the head of a table says: its object without the rows.
    #[must_use]
    pub fn table_head(&self, json: &[u8]) -> Option<TableHead> {
        self.ask(&Question::TableHead { json }).flatten()
    }

    /// What a text is that does not begin as JSON does.
    #[must_use]
    pub fn content(&self, start: &[u8]) -> TextContent {
        self.ask(&Question::Content { start }).unwrap_or_else(|| {
            let why = self.failure().unwrap_or_default();
            TextContent::Refused(ProblemKind::Unreadable { why })
        })
    }

    /// A decoder for a table in text. Rows that are put together with those of other files bear the number of this one.
    #[must_use]
    pub fn table(&self, file: u32, delimiter: u8) -> Box<dyn Decoder> {
        self.0.has_tables.set(true);
        let _: Option<()> = self.ask(&Question::Table { file, delimiter, known: &self.0.known.borrow() });
        Box::new(FarTable(self.clone()))
    }

    /// Some of the events that rows of several tables make together, once all are read; none when all are told.
    #[must_use]
    pub fn joined(&self) -> Vec<Joined> {
        if !self.0.has_tables.get() {
            return Vec::new();
        }
        let joined: Vec<Joined> = self.ask(&Question::Join).unwrap_or_default();
        self.0.has_tables.set(!joined.is_empty());
        self.0.rows_waiting.set(0);
        joined
    }

    /// How many rows wait to be put together with those of other tables.
    #[must_use]
    pub fn rows_waiting(&self) -> u64 {
        self.0.rows_waiting.get()
    }

    /// The columns of a file's table, where not all are known: `Option<CsvColumns>` in bytes.
    #[must_use]
    pub fn columns(&self, file: u32) -> Vec<u8> {
        self.send(&Question::Columns { file }).unwrap_or_default()
    }

    fn send(&self, question: &Question<'_>) -> Result<Vec<u8>, String> {
        let question = postcard::to_allocvec(question).map_err(|error| error.to_string());
        question.and_then(|question| (self.0.line)(&question))
    }

    fn ask<T: DeserializeOwned>(&self, question: &Question<'_>) -> Option<T> {
        if self.0.failure.borrow().is_some() {
            return None;
        }
        let answer = self.send(question);
        match answer.and_then(|answer| postcard::from_bytes(&answer).map_err(|error| error.to_string())) {
            Ok(answer) => Some(answer),
            Err(why) => {
                self.0.failure.replace(Some(why));
                None
            }
        }
    }
}
