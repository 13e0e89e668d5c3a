//! A log as bytes, in the shapes that exports come in. Holds one record at a time.

use std::io::{self, Write};

use provlens::event::ProvisioningEvent;

use super::escapes::Style;
use super::shapes;
use super::wire::{Node, write_event, write_node};

/// Which export the log looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A JSON array, as the portal downloads it; one record a line.
    Array,
    /// A page of Graph, with the records in `value`.
    Page,
    /// One record a line and nothing else.
    Ndjson,
    /// Diagnostic records, one a line, as a storage account holds them.
    Diagnostic,
    /// What PowerShell's `ConvertTo-Json` writes.
    PowerShell,
    /// Documents of Elastic, one a line.
    Elastic,
    /// An answer of Log Analytics.
    LogAnalytics,
    /// An answer of Data Explorer.
    ExplorerV1,
    /// An answer of Data Explorer in frames.
    ExplorerV2,
    /// The CSV file of Log Analytics.
    Csv,
}

impl Shape {
    /// Every shape, with its name.
    pub const ALL: [(&'static str, Self); 10] = [
        ("array", Self::Array),
        ("page", Self::Page),
        ("ndjson", Self::Ndjson),
        ("diagnostic", Self::Diagnostic),
        ("powershell", Self::PowerShell),
        ("elastic", Self::Elastic),
        ("log-analytics", Self::LogAnalytics),
        ("explorer-v1", Self::ExplorerV1),
        ("explorer-v2", Self::ExplorerV2),
        ("csv", Self::Csv),
    ];

    fn opening(self) -> String {
        match self {
            Self::Array | Self::PowerShell => "[\n".to_owned(),
            Self::Page => {
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning\",\"value\":[\n"
                    .to_owned()
            }
            Self::Ndjson | Self::Diagnostic | Self::Elastic => String::new(),
            Self::LogAnalytics => {
                format!("{{\"tables\":[{{\"name\":\"PrimaryResult\",\"columns\":{},\"rows\":[\n", columns("name"))
            }
            Self::ExplorerV1 => {
                format!("{{\"Tables\":[{{\"TableName\":\"Table_0\",\"Columns\":{},\"Rows\":[\n", columns("ColumnName"))
            }
            Self::ExplorerV2 => format!(
                "[{{\"FrameType\":\"DataSetHeader\"}},{{\"FrameType\":\"DataTable\",\"TableKind\":\"PrimaryResult\",\"Columns\":{},\"Rows\":[\n",
                columns("ColumnName")
            ),
            Self::Csv => format!("{}\r\n", shapes::COLUMNS.join(",").replacen("TimeGenerated", "TimeGenerated [UTC]", 1)),
        }
    }

    fn between(self) -> &'static str {
        match self {
            Self::Ndjson | Self::Elastic => "\n",
            Self::Diagnostic | Self::Csv => "\r\n",
            _ => ",\n",
        }
    }

    fn closing(self) -> &'static str {
        match self {
            Self::Array | Self::PowerShell => "\n]\n",
            Self::Page => "\n]}\n",
            Self::Ndjson | Self::Elastic => "\n",
            Self::Diagnostic | Self::Csv => "\r\n",
            Self::LogAnalytics | Self::ExplorerV1 => "\n]}]}\n",
            Self::ExplorerV2 => "\n]},{\"FrameType\":\"DataSetCompletion\",\"HasErrors\":false}]\n",
        }
    }

    /// Whether a record may have more than one line.
    fn may_be_pretty(self) -> bool {
        matches!(self, Self::Array | Self::Page | Self::PowerShell)
    }
}

/// The columns of a table, each with its name in this member.
fn columns(member: &str) -> String {
    let columns = shapes::COLUMNS.iter().map(|name| format!("{{\"{member}\":\"{name}\"}}"));
    format!("[{}]", columns.collect::<Vec<_>>().join(","))
}

/// Writes one event in a shape.
fn write_record(out: &mut Vec<u8>, event: &ProvisioningEvent, shape: Shape, is_pretty: bool) -> io::Result<()> {
    let style = Style::of(event);
    match shape {
        Shape::Array | Shape::Page | Shape::Ndjson => write_event(out, event, is_pretty),
        Shape::Diagnostic => write_node(out, &shapes::diagnostic(event), style, false),
        Shape::PowerShell => write_node(out, &shapes::power_shell(event), style, is_pretty),
        Shape::Elastic => write_node(out, &shapes::elastic(event), style, false),
        Shape::LogAnalytics | Shape::ExplorerV1 | Shape::ExplorerV2 => {
            write_node(out, &Node::Array(shapes::row(event)), style, false)
        }
        Shape::Csv => write_csv_row(out, &shapes::row(event)),
    }
}

fn write_csv_row(out: &mut Vec<u8>, row: &[Node<'_>]) -> io::Result<()> {
    for (position, node) in row.iter().enumerate() {
        if position > 0 {
            out.push(b',');
        }
        match node {
            Node::Text(text) => write!(out, "\"{}\"", text.replace('"', "\"\""))?,
            Node::Owned(text) => write!(out, "\"{}\"", text.replace('"', "\"\""))?,
            Node::Number(number) => write!(out, "{number}")?,
            _ => {}
        }
    }
    Ok(())
}

/// Writes events one after the other.
pub struct LogWriter<W> {
    out: W,
    shape: Shape,
    is_pretty: bool,
    is_first: bool,
    record: Vec<u8>,
}

impl<W: Write> LogWriter<W> {
    /// Begins a log; with `is_pretty` records are indented (which one record a line cannot be).
    ///
    /// # Errors
    /// Those of `out`.
    pub fn new(mut out: W, shape: Shape, is_pretty: bool) -> io::Result<Self> {
        out.write_all(shape.opening().as_bytes())?;
        let is_pretty = is_pretty && shape.may_be_pretty();
        Ok(Self { out, shape, is_pretty, is_first: true, record: Vec::new() })
    }

    /// Appends an event.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn write(&mut self, event: &ProvisioningEvent) -> io::Result<()> {
        if !self.is_first {
            self.out.write_all(self.shape.between().as_bytes())?;
        }
        self.is_first = false;
        self.record.clear();
        write_record(&mut self.record, event, self.shape, self.is_pretty)?;
        self.out.write_all(&self.record)
    }

    /// Ends the log.
    ///
    /// # Errors
    /// Those of the writer.
    pub fn finish(mut self) -> io::Result<W> {
        self.out.write_all(self.shape.closing().as_bytes())?;
        self.out.flush()?;
        Ok(self.out)
    }
}

/// A whole log in memory.
pub fn to_bytes<'a>(events: impl IntoIterator<Item = &'a ProvisioningEvent>, shape: Shape) -> Vec<u8> {
    let mut writer = LogWriter::new(Vec::new(), shape, false).expect("memory takes every write");
    for event in events {
        writer.write(event).expect("memory takes every write");
    }
    writer.finish().expect("memory takes every write")
}
