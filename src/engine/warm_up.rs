//! A log of the engine's own to practise on.
//!
//! A browser compiles code well only when it has run for a while, and the first hundred megabytes of a log would be
//! read at half the speed. So an engine that has nothing to do yet reads some megabytes of this, and forgets it.

use std::fmt::Write as _;

use super::{Engine, FileInfo};
use crate::event::Instant;
use crate::protocol::{OpenMode, Request, RowsRequest};
use crate::query::{Order, Query};
use crate::table::Column;

/// How often the text is to be read: more made no log quicker to read.
const ROUNDS: u32 = 48;

/// Records of the text.
const RECORDS: u32 = 32;

/// The practice, a part at a time, so that a log that is opened meanwhile does not have to wait.
pub struct WarmUp {
    engine: Engine,
    round: u32,
}

impl Default for WarmUp {
    fn default() -> Self {
        let mut engine = Engine::default();
        engine.begin_opening(OpenMode::Replace, &[FileInfo { name: String::new(), size: 0 }]);
        engine.start_file("", Instant(0));
        Self { engine, round: 0 }
    }
}

impl WarmUp {
    /// Does a part; says whether there is another.
    pub fn go_on(&mut self) -> bool {
        self.engine.feed(text(self.round).as_bytes());
        self.engine.answer(first_question());
        self.round += 1;
        self.round < ROUNDS
    }
}

/// What a page asks as soon as there are rows.
fn first_question() -> Request {
    Request::Rows(RowsRequest {
        query: Query::default(),
        sort: Order::default(),
        columns: Column::DEFAULT.to_vec(),
        first: 0,
        count: 60,
    })
}

/// Records like those of a log, with ids and names of their own each round.
fn text(round: u32) -> String {
    let mut text = String::new();
    for record in round * RECORDS..(round + 1) * RECORDS {
        let id = format!("{record:08x}-0000-4000-8000-{record:012x}");
        let status = if record % 8 == 0 { "failure" } else { "success" };
        let system = |name: &str| format!(r#"{{"id":"{id}","displayName":"{name}","details":{{}}}}"#);
        let side = |name: &str| {
            format!(
                r#"{{"id":"{id}","displayName":"{name} {record}","identityType":"User","details":{{"id":"{id}","UserPrincipalName":"{name}{record}@warm.example"}}}}"#
            )
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            r#"{{"id":"{id}","activityDateTime":"2026-11-01T00:{:02}:00Z","tenantId":"{id}","jobId":"scim.{}","cycleId":"{}","changeId":"{id}","provisioningAction":"update","durationInMilliseconds":{record},"servicePrincipal":{{"id":"{id}","displayName":"App {}"}},"sourceSystem":{},"targetSystem":{},"initiatedBy":{{"id":"","displayName":"Service","initiatorType":"system"}},"sourceIdentity":{},"targetIdentity":{},"provisioningStatusInfo":{{"status":"{status}","errorInformation":{{"errorCode":"Code{}","errorCategory":"failure","reason":"{}"}}}},"provisioningSteps":[{}],"modifiedProperties":[]}}"#,
            record % 60,
            record % 5,
            record % 3,
            record % 4,
            system("Source"),
            system("Target"),
            side("Ana"),
            side("Ben"),
            record % 6,
            "a reason with \\\"quotes\\\" and more ".repeat(3),
            step(record).repeat(6).trim_end_matches(','),
        );
    }
    text
}

fn step(record: u32) -> String {
    let details: String =
        (0..6).map(|detail| format!(r#""Detail{detail}":"Value {detail} of \"{record}\"","#)).collect();
    format!(
        r#"{{"name":"EntryImport","provisioningStepType":"import","status":"success","description":"Read 'ana{record}' from a source","details":{{{}}}}},"#,
        details.trim_end_matches(',')
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_record_of_the_practice_is_read_as_an_event() {
        let mut warm_up = WarmUp::default();
        while warm_up.go_on() {}
        assert_eq!(warm_up.engine.table.events(), ROUNDS * RECORDS);
        assert_eq!(warm_up.engine.progress().problems, 0);
    }
}
