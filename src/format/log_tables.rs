//! Answers of Log Analytics (`tables`) and Data Explorer (`Tables`, or an array of frames): columns are named once,
//! rows are arrays of values. A row is written as an object, so that all that follows need not know of tables.

use super::converter::{TableColumns, TableHead};
use super::cursor::{Cursor, Step};
use super::json_text::push_text;
use super::problem::Fault;
use super::utf8;

/// The table that is being read, and those whose rows are still to come.
#[derive(Default)]
pub struct LogTables {
    columns: TableColumns,
    /// Of Data Explorer's progressive frames: columns that came before their rows, by the table's number.
    announced: Vec<(String, TableColumns)>,
    /// Where the values of the row last read stand, from the row's first byte.
    values: Vec<(usize, usize)>,
}

impl LogTables {
    /// Begins a table with this head; `None` where it could not be read.
    pub fn begin(&mut self, head: Option<TableHead>) {
        let columns = head.and_then(|TableHead { id, columns }| {
            // The number may stand behind the rows; then they are those of the table announced last.
            let announced = || self.announced.iter().rev().find(|(known, _)| id.is_empty() || *known == id);
            columns.or_else(|| announced().map(|(_, columns)| columns.clone()))
        });
        self.columns = columns.unwrap_or_default();
    }

    /// Takes in the head of a table whose rows come in frames of their own.
    pub fn announce(&mut self, head: Option<TableHead>) {
        if let Some(TableHead { id, columns: Some(columns) }) = head {
            self.announced.retain(|(known, _)| *known != id);
            self.announced.push((id, columns));
        }
    }

    /// Whether there is a table whose columns are known.
    pub const fn has_columns(&self) -> bool {
        !self.columns.names.is_empty()
    }

    /// Whether the rows are what was asked for.
    pub const fn holds_results(&self) -> bool {
        self.columns.are_results
    }

    /// Reads a row, on whose opening bracket the cursor stands, and says whether it has a value for each column.
    pub fn read_row(&mut self, cursor: &mut Cursor<'_>) -> Step<bool> {
        let start = cursor.at;
        self.values.clear();
        cursor.at += 1;
        loop {
            match cursor.peek()? {
                b']' => break,
                b',' => cursor.at += 1,
                _ => {
                    let from = cursor.at;
                    cursor.skip_value()?;
                    self.values.push((from - start, cursor.at - start));
                    if !matches!(cursor.peek()?, b',' | b']') {
                        return cursor.fault(Fault::CommaExpected);
                    }
                }
            }
        }
        cursor.at += 1;
        Ok(self.values.len() == self.columns.names.len())
    }

    /// Whether a value of the row last read is an array; the row begins the bytes.
    pub fn has_array(&self, row: &[u8]) -> bool {
        self.values.iter().any(|(start, _)| row[*start] == b'[')
    }

    /// The columns of the row last read and where their values stand in it.
    pub fn values(&self) -> impl Iterator<Item = (&str, (usize, usize))> {
        self.columns.names.iter().map(String::as_str).zip(self.values.iter().copied())
    }

    /// The row last read as an object; `row` are its bytes.
    pub fn record(&self, row: &[u8]) -> String {
        let mut record = String::with_capacity(row.len() + 512);
        let mut separator = '{';
        for (name, (start, end)) in self.values() {
            record.push(separator);
            separator = ',';
            push_text(&mut record, name);
            record.push(':');
            record.push_str(&utf8::text(&row[start..end]));
        }
        record.push('}');
        record
    }
}
