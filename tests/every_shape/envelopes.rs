//! The records of a log in everything else that tools put around them, and in the spellings of earlier years.

use std::collections::BTreeMap;

use provlens::event::ProvisioningEvent;
use serde_json::value::{RawValue, to_raw_value};

use crate::generator::Shape;
use crate::generator::shapes::COLUMNS;
use crate::generator::writing::to_bytes;

/// A record's members as they are written.
type Members = BTreeMap<String, Box<RawValue>>;

/// Records of one page or file of several.
const PAGE: usize = 90;

/// A log in such a form.
pub struct Enveloped {
    pub name: &'static str,
    /// The shape whose records it holds: it says as much of an event.
    pub shape: Shape,
    pub text: String,
}

/// The same events in all of them.
pub fn all(events: &[ProvisioningEvent]) -> Vec<Enveloped> {
    let records = |shape| records(events, shape);
    let (plain, diagnostic, elastic) = (records(Shape::Ndjson), records(Shape::Diagnostic), records(Shape::Elastic));
    let rows = records(Shape::LogAnalytics);
    let pages: Vec<_> = plain.chunks(PAGE).map(page).collect();
    let files: Vec<_> = diagnostic.chunks(PAGE).map(|part| format!("{{\"records\":{}}}", array(part))).collect();
    let each = |of: &[String], to: &dyn Fn(&str) -> String| of.iter().map(|record| to(record)).collect::<Vec<_>>();
    let form = |name, shape, text| Enveloped { name, shape, text };
    vec![
        form("pages one after the other", Shape::Page, pages.join("\n")),
        form("pages in an array", Shape::Page, array(&pages)),
        form("records one after the other without anything between", Shape::Ndjson, plain.concat()),
        form("the spelling of 2019", Shape::Array, array(&each(&plain, &spelled_as_in_2019))),
        form("an array of diagnostic records", Shape::Diagnostic, array(&diagnostic)),
        form("a file of diagnostic records", Shape::Diagnostic, format!("{{\"records\":{}}}", array(&diagnostic))),
        form("the items of an answer", Shape::Ndjson, format!("{{\"count\":2,\"items\":{}}}", array(&plain))),
        form(
            "the rows of the data of an answer",
            Shape::Ndjson,
            format!("{{\"ok\":true,\"data\":{{\"rows\":{}}},\"took\":7}}", array(&plain)),
        ),
        form("in two lists", Shape::Ndjson, {
            let (one, other) = plain.split_at(PAGE);
            format!("{{\"old\":{},\"in\":{{\"new\":{}}}}}", array(one), array(other))
        }),
        form("diagnostic records, many a line", Shape::Diagnostic, files.join("\r\n")),
        form(
            "diagnostic records as the object of a message",
            Shape::Diagnostic,
            each(&diagnostic, &|record| format!("{{\"records\":{record}}}")).join("\n"),
        ),
        form("rows as objects", Shape::LogAnalytics, array(&each(&rows, &row_object))),
        form("frames of a progressive answer", Shape::ExplorerV2, progressive(&rows)),
        form("dotted documents", Shape::Elastic, each(&elastic, &dotted).join("\n")),
        form("a reply of a search", Shape::Elastic, search_reply(&elastic)),
        form("marked by a collector", Shape::Ndjson, each(&plain, &marked).join("\n")),
        form("as text in a collector's message", Shape::Ndjson, each(&plain, &as_message).join("\n")),
        form(
            "as text in a collector's message, diagnostic",
            Shape::Diagnostic,
            each(&diagnostic, &as_message).join("\n"),
        ),
    ]
}

/// The records of a shape that has one a line.
fn records(events: &[ProvisioningEvent], shape: Shape) -> Vec<String> {
    let text = String::from_utf8(to_bytes(events, shape)).expect("JSON is text");
    let lines = text.lines().filter(|line| line.starts_with(['{', '[']) && !line.starts_with("{\"tables\""));
    let records: Vec<_> = lines.map(|line| line.trim_end_matches(',').to_owned()).collect();
    assert_eq!(records.len(), events.len());
    records
}

fn array(records: &[String]) -> String {
    format!("[{}]", records.join(","))
}

fn page(records: &[String]) -> String {
    format!(
        "{{\"@odata.context\":\"https://graph.microsoft.com/beta/$metadata#auditLogs/provisioning\",\"value\":{}}}",
        array(records)
    )
}

fn members(json: &str) -> Members {
    serde_json::from_str(json).expect("an object")
}

fn raw(value: impl serde::Serialize) -> Box<RawValue> {
    to_raw_value(&value).expect("JSON")
}

/// The beta version of Graph when it was new: flat errors, other names, the application in an array.
fn spelled_as_in_2019(record: &str) -> String {
    let mut record = members(record);
    let mut take = |name: &str| record.remove(name).expect("every record has it");
    let action = take("provisioningAction");
    let mut status = members(take("provisioningStatusInfo").get());
    if let Some(error) = status.remove("errorInformation").filter(|error| error.get() != "null") {
        status.extend(members(error.get()));
    }
    let mut initiator = members(take("initiatedBy").get());
    if let Some(kind) = initiator.remove("initiatorType") {
        initiator.insert("initiatingType".to_owned(), kind);
    }
    let application = take("servicePrincipal");
    record.extend([
        ("action".to_owned(), action),
        ("statusInfo".to_owned(), raw(status)),
        ("initiatingUser".to_owned(), raw(initiator)),
        ("servicePrincipal".to_owned(), raw([application])),
    ]);
    raw(record).get().to_owned()
}

fn row_object(row: &str) -> String {
    let values: Vec<Box<RawValue>> = serde_json::from_str(row).expect("an array");
    let members: Vec<_> = COLUMNS.iter().zip(values).map(|(name, value)| format!("{name:?}:{value}")).collect();
    format!("{{{}}}", members.join(","))
}

/// Frames that bring some rows each.
fn progressive(rows: &[String]) -> String {
    let columns = array(&COLUMNS.map(|name| format!("{{\"ColumnName\":{name:?}}}")));
    let mut frames = vec![
        "{\"FrameType\":\"DataSetHeader\",\"IsProgressive\":true}".to_owned(),
        format!(
            "{{\"FrameType\":\"TableHeader\",\"TableId\":1,\"TableKind\":\"PrimaryResult\",\"Columns\":{columns}}}"
        ),
    ];
    frames.extend(rows.chunks(PAGE).map(|part| {
        format!(
            "{{\"FrameType\":\"TableFragment\",\"TableFragmentType\":\"DataAppend\",\"TableId\":1,\"Rows\":{}}}",
            array(part)
        )
    }));
    frames.push("{\"FrameType\":\"TableCompletion\",\"TableId\":1}".to_owned());
    frames.push("{\"FrameType\":\"DataSetCompletion\",\"HasErrors\":false}".to_owned());
    array(&frames)
}

/// A document whose objects were folded into the names of their members, but for what holds names of its own.
fn dotted(document: &str) -> String {
    fn fold(prefix: &str, json: &RawValue, into: &mut Vec<String>) {
        if json.get().starts_with('{') && !prefix.ends_with(".details") {
            for (name, value) in members(json.get()) {
                fold(&format!("{prefix}.{name}"), &value, into);
            }
        } else {
            into.push(format!("{:?}:{json}", prefix.trim_start_matches('.')));
        }
    }
    let mut folded = Vec::new();
    fold("", &raw(members(document)), &mut folded);
    format!("{{{}}}", folded.join(","))
}

fn search_reply(documents: &[String]) -> String {
    let hit = |document: &String| format!("{{\"_index\":\"logs\",\"_id\":\"z\",\"_source\":{document}}}");
    format!("{{\"took\":3,\"hits\":{{\"hits\":[{}]}}}}", documents.iter().map(hit).collect::<Vec<_>>().join(",\n"))
}

fn marked(record: &str) -> String {
    format!("{{\"_logType\":\"Provisioning\",{}", &record[1..])
}

fn as_message(record: &str) -> String {
    format!("{{\"@version\":\"1\",\"host\":\"collector\",\"message\":{}}}", raw(record))
}
