//! Answers of Log Analytics (`tables`) and Data Explorer (`Tables`, or an array of frames): columns are named once,
//! rows are arrays of values. A row is written as an object, so that all that follows need not know of tables.

use super::cursor::{Cursor, Step};
use super::json_text::push_text;
use super::members::Members;
use super::problem::Fault;
use super::utf8;

/// The columns of tables that Data Explorer puts beside the results: what the tables are, and how the query went.
const ABOUT: [&[&str]; 4] = [
    &["Ordinal", "Kind", "PrettyName"],
    &["Timestamp", "Severity", "StatusCode"],
    &["TableId", "Key", "Value"],
    &["ClientRequestId", "ActivityId", "EventTypeName"],
];

/// Columns of one table.
#[derive(Clone, Default)]
struct Columns {
    names: Vec<String>,
    /// Whether the rows are what was asked for.
    are_results: bool,
}

/// The table that is being read, and those whose rows are still to come.
#[derive(Default)]
pub struct LogTables {
    columns: Columns,
    /// Of Data Explorer's progressive frames: columns that came before their rows, by the table's number.
    announced: Vec<(String, Columns)>,
    /// Where the values of the row last read stand, from the row's first byte.
    values: Vec<(usize, usize)>,
}

impl LogTables {
    /// Begins a table; `head` is its object up to the bracket that opens its rows.
    pub fn begin(&mut self, head: &[u8]) {
        let whole = format!("{}[]}}", String::from_utf8_lossy(head));
        let Ok(table) = Members::parse(&whole) else {
            self.columns = Columns::default();
            return;
        };
        let id = table.text(&["TableId"]);
        // The number may stand behind the rows; then they are those of the table announced last.
        let announced = self.announced.iter().rev().find(|(known, _)| id.is_empty() || *known == id);
        let announced = announced.map(|(_, columns)| columns.clone());
        self.columns = columns_of(&table).or(announced).unwrap_or_default();
    }

    /// Takes in a frame that holds no rows.
    pub fn take_frame(&mut self, frame: &[u8]) {
        let text = String::from_utf8_lossy(frame);
        let Ok(frame) = Members::parse(&text) else { return };
        if let Some(columns) = columns_of(&frame) {
            let id = frame.text(&["TableId"]);
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

    /// Calls `tell` with the name of each column whose value in the row last read is no UTF-8.
    pub fn each_invalid(&self, row: &[u8], mut tell: impl FnMut(&str)) {
        let values = self.columns.names.iter().zip(&self.values);
        values.filter(|(_, (start, end))| !utf8::is_valid(&row[*start..*end])).for_each(|(name, _)| tell(name));
    }

    /// The row last read as an object; `row` are its bytes.
    pub fn record(&self, row: &[u8]) -> String {
        let mut record = String::with_capacity(row.len() + 512);
        let mut separator = '{';
        for (name, (start, end)) in self.columns.names.iter().zip(&self.values) {
            record.push(separator);
            separator = ',';
            push_text(&mut record, name);
            record.push(':');
            record.push_str(&String::from_utf8_lossy(&row[*start..*end]));
        }
        record.push('}');
        record
    }
}

/// The columns that a table or its header names.
fn columns_of(table: &Members<'_>) -> Option<Columns> {
    table.get(&["columns"])?;
    let names: Vec<String> =
        table.list(&["columns"]).iter().map(|column| column.text(&["name", "ColumnName"])).collect();
    let kind = table.text(&["TableKind"]);
    let is_about = ABOUT.iter().any(|about| about.iter().all(|name| names.iter().any(|column| column == name)));
    let is_property = names == ["Value"];
    let are_results = if kind.is_empty() { !is_about && !is_property } else { kind == "PrimaryResult" };
    Some(Columns { names, are_results })
}
