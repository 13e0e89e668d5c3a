//! The head of a table in an answer of Log Analytics or Data Explorer.

use super::super::members::Members;
use super::{TableColumns, TableHead};

/// The columns of tables that Data Explorer puts beside the results: what the tables are, and how the query went.
const ABOUT: [&[&str]; 4] = [
    &["Ordinal", "Kind", "PrettyName"],
    &["Timestamp", "Severity", "StatusCode"],
    &["TableId", "Key", "Value"],
    &["ClientRequestId", "ActivityId", "EventTypeName"],
];

/// Reads a table's object, without its rows.
pub fn table_head(json: &str) -> Option<TableHead> {
    let table = Members::parse(json).ok()?;
    Some(TableHead { id: table.text(&["TableId"]), columns: columns(&table) })
}

fn columns(table: &Members<'_>) -> Option<TableColumns> {
    table.get(&["columns"])?;
    let names: Vec<String> =
        table.list(&["columns"]).iter().map(|column| column.text(&["name", "ColumnName"])).collect();
    let kind = table.text(&["TableKind"]);
    let is_about = ABOUT.iter().any(|about| about.iter().all(|name| names.iter().any(|column| column == name)));
    let is_property = names == ["Value"];
    let are_results = if kind.is_empty() { !is_about && !is_property } else { kind == "PrimaryResult" };
    Some(TableColumns { names, are_results })
}
