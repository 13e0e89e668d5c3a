//! The side that answers.

use std::collections::BTreeMap;

use super::super::ProblemKind;
use super::super::csv::{CsvColumns, CsvRows, PortalJoin};
use super::super::foreign::recognise;
use super::super::members::Members;
use super::super::object_kind::error_answer;
use super::super::spelling::flaws_in;
use super::super::unread::{of_other_types, unread};
use super::super::utf8;
use super::content::content;
use super::question::Question;
use super::table_head::table_head;

/// Bytes of joined events that are answered at once, or one event more: as many as leave others their turn.
const BATCH: usize = 1 << 20;

/// What the converter remembers between questions.
#[derive(Default)]
pub struct Conversion {
    table: Option<CsvRows>,
    portal: PortalJoin,
    /// Of the files that were tables, those that are not all known.
    columns: BTreeMap<u32, CsvColumns>,
}

impl Conversion {
    /// Answers a question; fails where the bytes are none.
    pub fn answer(&mut self, question: &[u8]) -> Result<Vec<u8>, postcard::Error> {
        match postcard::from_bytes(question)? {
            Question::Recognise { json } => postcard::to_allocvec(&recognise(&utf8::text(json))),
            Question::ErrorIn { json } => {
                let json = utf8::text(json);
                postcard::to_allocvec(&Members::parse(&json).ok().and_then(|answer| error_answer(&answer)))
            }
            Question::Unread { record } => postcard::to_allocvec(&unread(record)),
            Question::OtherTypes { event } => postcard::to_allocvec(&of_other_types(event)),
            Question::Flaws { member, json } => {
                let flaws = flaws_in(json).into_iter().map(|(flaw, at)| (ProblemKind::unread(member, flaw), at));
                postcard::to_allocvec(&flaws.collect::<Vec<_>>())
            }
            Question::TableHead { json } => postcard::to_allocvec(&table_head(&utf8::text(json))),
            Question::Content { start } => postcard::to_allocvec(&content(start)),
            Question::Table { file, delimiter, known } => {
                let known = if known.is_empty() { Vec::new() } else { postcard::from_bytes(known)? };
                self.table = Some(CsvRows::new(file, delimiter, known));
                postcard::to_allocvec(&())
            }
            Question::TableBytes { bytes } => self.told(|table, portal| table.push(bytes, portal)),
            Question::TableEnd => {
                let told = self.told(CsvRows::finish);
                if let Some((file, columns)) = self.table.take().and_then(CsvRows::into_columns) {
                    self.columns.insert(file, columns);
                }
                told
            }
            Question::Columns { file } => postcard::to_allocvec(&self.columns.get(&file)),
            Question::Join => {
                let mut batch = Vec::new();
                let mut bytes = 0;
                while bytes < BATCH
                    && let Some(event) = self.portal.next()
                {
                    bytes += event.record.len();
                    batch.push(event);
                }
                postcard::to_allocvec(&batch)
            }
        }
    }

    fn told(&mut self, read: impl FnOnce(&mut CsvRows, &mut PortalJoin)) -> Result<Vec<u8>, postcard::Error> {
        let Some(table) = &mut self.table else { return postcard::to_allocvec::<[(); 0]>(&[]) };
        read(table, &mut self.portal);
        postcard::to_allocvec(&table.take_told())
    }
}
