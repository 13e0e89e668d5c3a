//! A log as bytes, in the shapes that exports come in. Holds one record at a time.

use std::io::{self, Write};

use provlens::event::ProvisioningEvent;

use super::wire::write_event;

/// What stands around the records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A JSON array, as the portal downloads it; one record a line.
    Array,
    /// A page of Graph, with the records in `value`.
    Page,
    /// One record a line and nothing else.
    Ndjson,
}

impl Shape {
    fn opening(self) -> &'static str {
        match self {
            Self::Array => "[\n",
            Self::Page => {
                "{\"@odata.context\":\"https://graph.microsoft.com/v1.0/$metadata#auditLogs/provisioning\",\"value\":[\n"
            }
            Self::Ndjson => "",
        }
    }

    fn between(self) -> &'static str {
        if self == Self::Ndjson { "\n" } else { ",\n" }
    }

    fn closing(self) -> &'static str {
        match self {
            Self::Array => "\n]\n",
            Self::Page => "\n]}\n",
            Self::Ndjson => "\n",
        }
    }
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
        let is_pretty = is_pretty && shape != Shape::Ndjson;
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
        write_event(&mut self.record, event, self.is_pretty)?;
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
