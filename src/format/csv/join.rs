//! Joins the rows of the portal's files: steps and modified properties go to the event of their change.
//!
//! A change that is tried again has several events and one change id. Steps of one attempt stand together in their
//! file, so that the first such run belongs to the first event of the change, the second to the second; where runs
//! and events do not match in number, every event of the change is given all of them.

use std::collections::{HashMap, HashSet};

use super::super::converter::Joined;
use super::super::json_text::{push_member, push_text};
use super::headings::CsvTable;
use super::portal::PortalRow;

/// The most bytes that the rows may take. The portal's own files have a fraction of it, since they end after 100,000 rows.
const MAX_HELD: usize = 1 << 30;

/// About the bytes that a row takes beside its texts.
const ROW: usize = 200;

/// Rows of all files of an opening; numbers tell the files apart.
#[derive(Default)]
pub struct PortalJoin {
    events: Vec<(u32, PortalRow)>,
    steps: Pieces,
    properties: Pieces,
    /// Bytes held.
    held: usize,
    /// How far the telling has come, once it has begun.
    telling: Option<Telling>,
}

/// Steps, or modified properties.
#[derive(Default)]
struct Pieces {
    runs: Vec<Run>,
    /// The runs of a change, in their order.
    by_change: HashMap<String, Vec<usize>>,
}

/// Pieces that stand together and belong to one event.
struct Run {
    file: u32,
    change_id: String,
    event_id: String,
    offset: u64,
    number: u64,
    /// The pieces with commas between them.
    json: String,
}

/// What is known when all rows are there.
struct Telling {
    /// Of each change, how many events it has, and how many of them are told.
    attempts: HashMap<String, (usize, usize)>,
    /// Dates begin with the day.
    is_day_first: bool,
    /// The event, then the run of pieces, that comes next.
    next: usize,
    /// Changes without an event that are told.
    orphans: HashSet<String>,
}

impl PortalJoin {
    /// Whether no more rows can be held.
    pub const fn is_full(&self) -> bool {
        self.held >= MAX_HELD
    }

    /// Takes in a row.
    pub fn push(&mut self, file: u32, row: PortalRow) {
        self.held += ROW + row.json.len() + 2 * row.change_id.len() + row.event_id.len();
        match row.table {
            CsvTable::Events => self.events.push((file, row)),
            CsvTable::Steps => self.steps.push(file, row),
            CsvTable::ModifiedProperties => self.properties.push(file, row),
        }
    }

    /// The next event, when all rows are there: those of the file of events, then one for each change that only the other
    /// files tell of. Behind the last nothing is held any more.
    pub fn next(&mut self) -> Option<Joined> {
        let mut telling = self.telling.take().unwrap_or_else(|| self.begin());
        let position = telling.next;
        telling.next += 1;
        let joined = match self.events.get(position) {
            Some(_) => self.event(position, &mut telling),
            None => self.orphan(&mut telling),
        };
        *self =
            if joined.is_some() { Self { telling: Some(telling), ..std::mem::take(self) } } else { Self::default() };
        joined
    }

    fn begin(&self) -> Telling {
        let mut attempts: HashMap<String, (usize, usize)> = HashMap::new();
        for (_, row) in &self.events {
            attempts.entry(row.change_id.clone()).or_default().0 += 1;
        }
        let is_day_first = self.events.iter().any(|(_, row)| begins_with_day(&row.date));
        Telling { attempts, is_day_first, next: 0, orphans: HashSet::new() }
    }

    /// The event at this position.
    fn event(&mut self, position: usize, telling: &mut Telling) -> Option<Joined> {
        let (file, row) = self.events.get_mut(position)?;
        let json = std::mem::take(&mut row.json);
        let (file, row) = (*file, &*row);
        let (of, attempt) = telling.attempts.get_mut(&row.change_id)?;
        let steps = self.steps.of(row, *attempt, *of);
        let properties = self.properties.of(row, *attempt, *of);
        *attempt += 1;
        let date = if telling.is_day_first { month_first(&row.date) } else { None };
        let date = date.as_deref().unwrap_or(&row.date);
        let ids = [("id", row.event_id.as_str()), ("changeId", row.change_id.as_str()), ("activityDateTime", date)];
        let record = record(&ids, Some(&json), &steps, &properties);
        Some(Joined { file, record, has_event: true, offset: row.offset, number: row.number })
    }

    /// The next change that has no event, at its first run.
    fn orphan(&self, telling: &mut Telling) -> Option<Joined> {
        let runs = self.steps.runs.iter().chain(&self.properties.runs);
        for run in runs.skip(telling.next - 1 - self.events.len()) {
            if !telling.attempts.contains_key(&run.change_id) && telling.orphans.insert(run.change_id.clone()) {
                let [steps, properties] =
                    [&self.steps, &self.properties].map(|pieces| pieces.of_change(&run.change_id));
                // Of an event that is not there: as its own id it would be taken for that event.
                let ids = [("changeId", run.change_id.as_str()), ("eventId", &run.event_id)];
                let record = record(&ids, None, &steps, &properties);
                let Run { file, offset, number, .. } = *run;
                return Some(Joined { file, record, has_event: false, offset, number });
            }
            telling.next += 1;
        }
        None
    }
}

impl Pieces {
    fn push(&mut self, file: u32, row: PortalRow) {
        let goes_on = self
            .runs
            .last_mut()
            .filter(|run| run.file == file && run.change_id == row.change_id && run.event_id == row.event_id);
        if let Some(run) = goes_on {
            run.json.push(',');
            run.json.push_str(&row.json);
            return;
        }
        self.by_change.entry(row.change_id.clone()).or_default().push(self.runs.len());
        let PortalRow { change_id, event_id, json, offset, number, .. } = row;
        self.runs.push(Run { file, change_id, event_id, offset, number, json });
    }

    /// The pieces of an event, which is this attempt of so many at its change.
    fn of(&self, event: &PortalRow, attempt: usize, attempts: usize) -> String {
        let Some(runs) = self.by_change.get(&event.change_id) else { return String::new() };
        let named: Vec<&str> = runs
            .iter()
            .filter(|run| !event.event_id.is_empty() && self.runs[**run].event_id == event.event_id)
            .map(|run| self.runs[*run].json.as_str())
            .collect();
        if !named.is_empty() {
            return named.join(",");
        }
        if runs.iter().any(|run| !self.runs[*run].event_id.is_empty()) && !event.event_id.is_empty() {
            return String::new();
        }
        match runs.get(attempt) {
            Some(run) if runs.len() == attempts => self.runs[*run].json.clone(),
            _ => self.of_change(&event.change_id),
        }
    }

    fn of_change(&self, change_id: &str) -> String {
        let runs = self.by_change.get(change_id).map(Vec::as_slice).unwrap_or_default();
        runs.iter().map(|run| self.runs[*run].json.as_str()).collect::<Vec<_>>().join(",")
    }
}

/// The two numbers before the year and what follows them, where slashes or hyphens stand between.
fn day_and_month(date: &str) -> Option<(&str, &str, &str)> {
    let (first, rest) = date.trim().split_once(['/', '-'])?;
    let end = rest.find(['/', '-'])?;
    let (second, rest) = rest.split_at(end);
    let is_number = |text: &str| matches!(text.len(), 1 | 2) && text.bytes().all(|byte| byte.is_ascii_digit());
    (is_number(first) && is_number(second)).then_some((first, second, rest))
}

/// Whether the first number of a date can only be a day: then it is one in all rows.
fn begins_with_day(date: &str) -> bool {
    day_and_month(date).is_some_and(|(first, ..)| first.parse::<u32>().is_ok_and(|number| number > 12))
}

/// A date that begins with its day, with its month before it.
fn month_first(date: &str) -> Option<String> {
    day_and_month(date).map(|(day, month, rest)| format!("{month}{}{day}{rest}", &rest[..1]))
}

/// Writes the whole record.
fn record(ids: &[(&str, &str)], event: Option<&str>, steps: &str, properties: &str) -> String {
    let mut out = String::from("{\"category\":\"ProvisioningLogs\",");
    for (name, text) in ids.iter().filter(|(_, text)| !text.is_empty()) {
        let mut json = String::new();
        push_text(&mut json, text);
        push_member(&mut out, name, &json);
    }
    let members = event.and_then(|event| event.strip_prefix('{')?.strip_suffix('}')).unwrap_or_default();
    if !members.is_empty() {
        out.push_str(members);
        out.push(',');
    }
    push_member(&mut out, "provisioningSteps", &format!("[{steps}]"));
    push_member(&mut out, "modifiedProperties", &format!("[{properties}]"));
    out.pop();
    out.push('}');
    out
}

#[cfg(test)]
mod tests {
    use super::super::CsvRows;
    use super::*;
    use crate::format::ProblemKind;
    use crate::format::converter::Told;

    const HEADINGS: &str = "Date,Change ID,Action,Status\n";
    const STEPS: &str = "Change ID,Name,Type,Status\n";

    /// Reads a table into rows of which others hold some bytes already: how many rows went there, and where those begin
    /// that did not.
    fn read(join: &mut PortalJoin, file: u32, text: &str) -> (u64, Vec<u64>) {
        let mut rows = CsvRows::new(file, b',', Vec::new());
        rows.push(text.as_bytes(), join);
        rows.finish(join);
        let (mut passed, mut refused) = (0, Vec::new());
        for told in rows.take_told() {
            match told {
                Told::Passed { rows } => passed += rows,
                Told::Problem { kind: ProblemKind::NoMemory, offset, records: 1 } => refused.push(offset),
                _ => panic!("nothing else is told"),
            }
        }
        (passed, refused)
    }

    #[test]
    fn rows_for_which_there_is_no_room_are_told_of_one_by_one_and_the_others_joined() {
        let row = |change: u64| format!("2026-11-01T00:00:00Z,c{change},Create,Success\n");
        let text = format!("{HEADINGS}{}", (0..5).map(row).collect::<String>());
        let mut one = PortalJoin::default();
        assert_eq!(read(&mut one, 0, &format!("{HEADINGS}{}", row(0))), (1, vec![]));
        let size = one.held;
        // The last row that is taken may be the one that fills it.
        for (room, taken) in [(0, 0), (1, 1), (2 * size, 2), (2 * size + 1, 3), (5 * size, 5), (9 * size, 5)] {
            let mut join = PortalJoin { held: MAX_HELD - room, ..PortalJoin::default() };
            let (passed, refused) = read(&mut join, 0, &text);
            let offset = |before: u64| HEADINGS.len() as u64 + before * row(0).len() as u64;
            assert_eq!((passed, refused), (taken, (taken..5).map(offset).collect()), "{room}");
            // Steps that come behind find no room either, and each of their rows is told of.
            let steps = format!("{STEPS}c0,EntryImport,Import,Success\nc9,EntryImport,Import,Success\n");
            let (passed, refused) = read(&mut join, 1, &steps);
            let has_room = room > 5 * size;
            assert_eq!((passed, refused.len()), if has_room { (2, 0) } else { (0, 2) }, "{room}");
            let joined: Vec<_> = std::iter::from_fn(|| join.next()).collect();
            assert_eq!(joined.len() as u64, taken + u64::from(has_room), "{room}");
            assert!(!join.is_full(), "what was joined makes room");
        }
    }
}
