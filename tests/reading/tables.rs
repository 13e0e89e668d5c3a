//! Tables: answers of Log Analytics and Data Explorer, and CSV files.

use provlens::event::{Instant, Status};
use provlens::format::{Converter, CsvColumns, Fault, KeptKind, MemberFlaw, ProblemKind, read_event};
use provlens::protocol::{from_bytes, to_bytes};
use serde_json::json;

use crate::collect::{Collected, collect, collect_with};

/// A row of Log Analytics, its inner objects as JSON in strings.
fn cells(id: usize) -> Vec<serde_json::Value> {
    vec![
        json!("2026-11-01T00:00:00.1234567Z"),
        json!(format!("e{id}")),
        json!("workspace"),
        json!("tenant"),
        json!("Failure"),
        json!("EntryConflict"),
        json!("taken, \"already\""),
        json!(828),
        json!(format!(
            r#"{{"Id":"s{id}","Name":"Person {id}","identityType":"User","details":{{"UserPrincipalName":"p{id}@example.com"}}}}"#
        )),
        json!(r#"[{"name":"EntryImport","provisioningStepType":0,"status":0,"details":{"a,b":"[[\"x\"],[1]]"}}]"#),
        json!(""),
    ]
}

const NAMES: [&str; 11] = [
    "TimeGenerated",
    "Id",
    "TenantId",
    "AADTenantId",
    "ResultType",
    "ResultSignature",
    "ResultDescription",
    "DurationMs",
    "SourceIdentity",
    "ProvisioningSteps",
    "ModifiedProperties",
];

fn columns(key: &str) -> serde_json::Value {
    NAMES.iter().map(|name| json!({ key: name })).collect()
}

fn assert_rows(collected: &Collected, ids: &[&str]) {
    assert_eq!(collected.ids(), ids);
    for (fields, place) in &collected.events {
        let field = |name: &str| fields.iter().find(|(known, _)| *known == name).unwrap().1.as_str();
        assert_eq!([field("status"), field("errorCode"), field("duration")], ["Failure", "EntryConflict", "828"]);
        assert_eq!(field("source.upn"), format!("p{}@example.com", &field("id")[1..]));
        let record = &collected.spool[place.offset as usize..][..place.length as usize];
        let (event, flaw) = read_event(record);
        assert_eq!((event.id.as_str(), flaw), (field("id"), None));
        assert_eq!(event.tenant_id, "tenant");
        assert_eq!(event.provisioning_status_info.status, Status::Failure);
        assert_eq!(event.provisioning_status_info.error_information.unwrap().reason, "taken, \"already\"");
        assert_eq!(event.provisioning_steps[0].details.0[0].0, "a,b");
    }
}

#[test]
fn an_answer_of_log_analytics_is_read() {
    let answer = json!({ "tables": [{ "name": "PrimaryResult", "columns": columns("name"), "rows": [cells(1), cells(2)] }],
        "error": { "code": "PartialError", "message": "The query took too long" } });
    for slice in [1, 13, 100_000] {
        let collected = collect(answer.to_string().as_bytes(), slice);
        assert_rows(&collected, &["e1", "e2"]);
        let error = "PartialError: The query took too long".to_owned();
        assert_eq!(
            collected.problems.iter().map(|(kind, ..)| kind.clone()).collect::<Vec<_>>(),
            [ProblemKind::ErrorAnswer { error }]
        );
    }
}

#[test]
fn rows_as_objects_are_read_where_they_lie() {
    let row: serde_json::Map<_, _> = NAMES.iter().map(|name| (*name).to_owned()).zip(cells(1)).collect();
    let text = json!([row]).to_string();
    let collected = collect(text.as_bytes(), 9);
    assert_eq!(collected.ids(), ["e1"]);
    let place = collected.events[0].1;
    let (event, _) = read_event(&text[place.offset as usize..][..place.length as usize]);
    assert_eq!((event.tenant_id.as_str(), event.source_identity.display_name.as_str()), ("tenant", "Person 1"));
}

#[test]
fn an_answer_of_data_explorer_of_the_first_version_is_read() {
    let answer = json!({ "Tables": [
        { "TableName": "Table_0", "Columns": columns("ColumnName"), "Rows": [cells(1), cells(2)] },
        { "TableName": "Table_1", "Columns": [{ "ColumnName": "Value" }], "Rows": [["{}"]] },
        { "TableName": "Table_2", "Columns": [{ "ColumnName": "Timestamp" }, { "ColumnName": "Severity" }, { "ColumnName": "StatusCode" }],
          "Rows": [["2026-11-01T00:00:00Z", 4, 0]] },
        { "TableName": "Table_3", "Columns": [{ "ColumnName": "Ordinal" }, { "ColumnName": "Kind" }, { "ColumnName": "PrettyName" }],
          "Rows": [[0, "QueryResult", "PrimaryResult"]] },
    ] });
    let collected = collect(answer.to_string().as_bytes(), 50);
    assert_rows(&collected, &["e1", "e2"]);
    assert_eq!(collected.problems, []);
}

#[test]
fn frames_of_data_explorer_are_read_and_their_errors_reported() {
    let error = json!({ "error": { "code": "LimitsExceeded", "@message": "Too many rows" } });
    let frames = json!([
        { "FrameType": "DataSetHeader", "IsProgressive": true, "Version": "v2.0" },
        { "FrameType": "DataTable", "TableId": 0, "TableKind": "QueryProperties",
          "Columns": [{ "ColumnName": "TableId" }, { "ColumnName": "Key" }, { "ColumnName": "Value" }], "Rows": [[1, "x", "y"]] },
        { "FrameType": "TableHeader", "TableId": 1, "TableKind": "PrimaryResult", "Columns": columns("ColumnName") },
        { "FrameType": "TableFragment", "TableId": 1, "Rows": [cells(1)] },
        { "FrameType": "TableProgress", "TableId": 1, "TableProgress": 50.0 },
        { "FrameType": "TableFragment", "TableId": 1, "Rows": [cells(2), { "OneApiErrors": [error] }] },
        { "FrameType": "TableCompletion", "TableId": 1, "RowCount": 2 },
        { "FrameType": "DataTable", "TableId": 2, "TableKind": "PrimaryResult", "Columns": columns("ColumnName"), "Rows": [cells(3)] },
        { "FrameType": "DataSetCompletion", "HasErrors": true, "OneApiErrors": [error] },
    ]);
    let collected = collect(frames.to_string().as_bytes(), 77);
    assert_rows(&collected, &["e1", "e2", "e3"]);
    let error = "LimitsExceeded: Too many rows".to_owned();
    let problems: Vec<_> = collected.problems.iter().map(|(kind, _, records)| (kind.clone(), *records)).collect();
    assert_eq!(
        problems,
        [(ProblemKind::ErrorAnswer { error: error.clone() }, 0), (ProblemKind::ErrorAnswer { error }, 0)]
    );
}

#[test]
fn a_damaged_row_costs_that_row() {
    let mut rows: Vec<String> = (0..40).map(|id| json!(cells(id)).to_string()).collect();
    rows[7] = rows[7].replacen("\"tenant\",", "", 1);
    rows[20] = rows[20].replacen("[\"2026", "[2026", 1);
    rows[30].pop();
    let head = json!(columns("name"));
    let text = format!("{{\"tables\":[{{\"columns\":{head},\"rows\":[{}]}}]}}", rows.join(","));
    for slice in [10, 1000, 1 << 20] {
        let collected = collect(text.as_bytes(), slice);
        assert_eq!(collected.events.len(), 37, "{:?}", collected.problems);
        assert_eq!(collected.reported(), 3, "{:?}", collected.problems);
        let offset = text.find(&rows[7]).unwrap() as u64;
        assert_eq!(collected.problems[0], (ProblemKind::BrokenRecord { fault: Fault::ColumnCount }, offset, 1));
    }
}

#[test]
fn rows_of_other_tables_are_counted_and_audits_of_provisioning_kept() {
    let summary = json!({ "tables": [{ "columns": [{ "name": "ResultType" }, { "name": "n" }], "rows": [["Failure", 3], ["Success", 9]] }] });
    let collected = collect(summary.to_string().as_bytes(), 100);
    assert_eq!((collected.events.len(), collected.reported()), (0, 2));
    let audits = json!({ "tables": [{ "columns": [{ "name": "TimeGenerated" }, { "name": "LoggedByService" }, { "name": "OperationName" }],
        "rows": [["2026-11-01T00:00:00Z", "Account Provisioning", "Export"], ["2026-11-01T00:00:00Z", "Core Directory", "Add user"]] }] });
    let collected = collect(audits.to_string().as_bytes(), 100);
    assert_eq!(collected.kept.iter().map(|(kind, _)| *kind).collect::<Vec<_>>(), [KeptKind::Audit]);
    assert_eq!(collected.reported(), 2);
}

/// A value as a cell of a CSV file.
fn cell(value: &serde_json::Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    format!("\"{}\"", text.replace('"', "\"\""))
}

fn csv(headings: &[&str], rows: &[Vec<serde_json::Value>], delimiter: &str, end: &str) -> String {
    let rows = rows.iter().map(|row| row.iter().map(cell).collect::<Vec<_>>().join(delimiter));
    [headings.join(delimiter)].into_iter().chain(rows).map(|row| row + end).collect()
}

#[test]
fn the_csv_of_log_analytics_is_read_with_its_dates_of_any_culture() {
    let mut headings = NAMES;
    headings[0] = "TimeGenerated [UTC]";
    let mut rows: Vec<_> = (1..4).map(cells).collect();
    rows[0][0] = json!("2/25/2027, 9:19:25.391 AM");
    for (delimiter, end) in [(",", "\n"), (";", "\r\n"), ("\t", "\n")] {
        let text = csv(&headings, &rows, delimiter, end);
        for slice in [1, 40, 100_000] {
            let collected = collect(format!("\u{feff}{text}").as_bytes(), slice);
            assert_rows(&collected, &["e1", "e2", "e3"]);
            assert_eq!(collected.problems, []);
        }
    }
}

#[test]
fn a_local_time_column_is_pointed_out() {
    let mut headings = NAMES;
    headings[0] = "TimeGenerated [Local Time]";
    let collected = collect(csv(&headings, &[cells(1)], ",", "\n").as_bytes(), 99);
    let heading = headings[0].to_owned();
    assert_eq!(collected.problems, [(ProblemKind::LocalTimes { heading }, 0, 0)]);
}

#[test]
fn a_damaged_row_of_a_csv_costs_that_row() {
    let rows: Vec<_> = (0..20).map(cells).collect();
    let lines: Vec<String> = csv(&NAMES, &rows, ",", "\n").lines().map(str::to_owned).collect();
    for (damage, fault) in [
        (lines[5].replacen("\"tenant\",", "", 1), Some(Fault::ColumnCount)),
        (lines[5].replacen("\"e4\"", "\"e4", 1), None),
        (lines[5][..60].to_owned(), Some(Fault::ColumnCount)),
    ] {
        let mut lines = lines.clone();
        lines[5] = damage;
        let collected = collect((lines.join("\n") + "\n").as_bytes(), 64);
        assert_eq!((collected.events.len(), collected.reported()), (19, 1), "{}", lines[5]);
        if let Some(fault) = fault {
            assert_eq!(collected.problems[0].0, ProblemKind::BrokenRecord { fault });
        }
    }
}

#[test]
fn damaged_rows_next_to_each_other_are_counted_each_unless_a_quote_may_join_them() {
    let row = |id: usize| format!("2026-11-01T00:00:00Z,e{id},c{id},Create,Success\n");
    let table = |damaged: &str| format!("Date,ID,Change ID,Action,Status\n{}{damaged}{}", row(1), row(2));
    for (damaged, reported) in
        [("x,y\n", 1), ("x,y\n1,2,3,4,5,6\nz\n", 3), ("x,y\r\nz\r\n", 2), ("x,y\nz,\"a\n1,2,3,4,5,6\nb\n", 2)]
    {
        let text = table(damaged);
        for slice in [1, 7, text.len()] {
            let converter = Converter::within();
            let collected = collect_with(&converter, 0, text.as_bytes(), slice);
            assert_eq!((collected.reported(), converter.joined().len()), (reported, 2), "{damaged} {slice}");
        }
    }
}

#[test]
fn rows_that_say_nothing_and_what_is_meant_for_excel_are_no_records() {
    let headings = "Date,ID,Change ID,Action,Status";
    let row = |id: usize| format!("2026-11-01T00:00:00Z,e{id},c{id},Create,Success");
    let lines = [headings, &row(1), ",,,,", headings, &row(2), " , ,,,", ""].join("\r\n");
    for (hint, delimiter) in
        [("", ","), ("sep=,\r\n", ","), ("SEP=;\n", ";"), ("#TYPE Some.Model\r\n", ","), ("\u{feff}sep=\t\r\n", "\t")]
    {
        let text = format!("{hint}{}", lines.replace(',', delimiter));
        for slice in [1, 9, text.len()] {
            let converter = Converter::within();
            let collected = collect_with(&converter, 0, text.as_bytes(), slice);
            assert_eq!(collected.problems, [], "{hint}");
            let joined: Vec<_> = converter.joined().iter().map(|event| read_event(&event.record).0.id).collect();
            assert_eq!(joined, ["e1", "e2"], "{hint}");
        }
    }
}

#[test]
fn a_table_of_powershell_says_that_it_lacks_what_lies_inside_the_events() {
    let text = "#TYPE Microsoft.Graph.PowerShell.Models.MicrosoftGraphProvisioningObjectSummary\n\
        \"ActivityDateTime\",\"Id\",\"ChangeId\",\"ProvisioningAction\",\"InitiatedBy\",\"SourceIdentity\"\n\
        \"11/1/2026 9:00:00 AM\",\"e1\",\"c1\",\"create\",\"Microsoft.Graph.PowerShell.Models.MicrosoftGraphInitiator\",\
        \"System.Collections.Hashtable\"\n";
    let converter = Converter::within();
    let collected = collect_with(&converter, 0, text.as_bytes(), 13);
    assert!(collected.problems.iter().any(|(kind, ..)| *kind == ProblemKind::Collapsed), "{:?}", collected.problems);
    let [joined] = converter.joined().try_into().unwrap();
    // The name of a type is nobody's name.
    let (event, _) = read_event(&joined.record);
    assert_eq!((event.identity_label(), event.initiated_by.display_name.as_str()), ("", ""));
    assert!(joined.record.contains(r#""SourceIdentity":"System.Collections.Hashtable""#), "{}", joined.record);
}

#[test]
fn rows_in_what_powershell_calls_results_are_read() {
    let row = r#"{"TimeGenerated":"2026-11-01T00:00:00Z","Id":"e1","ChangeId":"c1","ProvisioningAction":"create","SourceIdentity":"{}"}"#;
    let text = format!(r#"{{"Results":[{row},{}],"Error":null,"Render":null}}"#, row.replace("e1", "e2"));
    for slice in [1, 50, text.len()] {
        let collected = collect(text.as_bytes(), slice);
        assert_eq!((collected.ids(), collected.problems.len()), (vec!["e1", "e2"], 0), "{:?}", collected.problems);
    }
}

#[test]
fn a_csv_cut_off_in_its_last_row_is_said_to_be() {
    let text = csv(&NAMES, &[cells(1), cells(2)], ",", "\n");
    let collected = collect(&text.as_bytes()[..text.len() - 300], 64);
    assert_eq!((collected.ids(), collected.reported()), (vec!["e1"], 1));
    assert_eq!(collected.problems[0].0, ProblemKind::Truncated);
}

#[test]
fn a_quote_that_is_never_closed_does_not_swallow_a_large_file() {
    let rows: Vec<_> = (0..2000).map(cells).collect();
    let mut text = csv(&NAMES, &rows, ",", "\n");
    text = text.replacen("\"e9\"", "\"e9", 1);
    let collected = collect(text.as_bytes(), 1 << 16);
    assert_eq!((collected.events.len(), collected.reported()), (1999, 1));
}

#[test]
fn a_table_of_something_else_is_named_by_its_headings() {
    for (headings, kind) in [
        ("Item,Price,Quantity,Shop", "a table of something else"),
        ("Date,Action,Status,Amount", "a table of something else"),
        ("id,name,status,date", "a table of something else"),
        ("Date (UTC),Request ID,User,Application,Status,Sign-in error code", "a sign-in log"),
        ("userPrincipalName,displayName,id,userType,createdDateTime", "a list of users"),
        ("Date (UTC),CorrelationId,Service,Category,Activity,Result,ActorType,Target1Type", "a directory audit log"),
    ] {
        let columns = headings.split(',').count();
        let row = vec!["2026-11-01T00:00:00Z"; columns].join(",");
        let converter = Converter::within();
        let collected = collect_with(&converter, 0, format!("{headings}\r\n{row}\r\n{row}\r\n").as_bytes(), 10);
        let looks_like = format!("{kind}, with the columns {}", headings.replace(',', ", "));
        let kinds: Vec<_> = collected.problems.iter().map(|(kind, ..)| kind.clone()).collect();
        assert_eq!(kinds, vec![ProblemKind::OtherTable { looks_like }; 2]);
        assert_eq!((collected.reported(), converter.joined()), (2, vec![]));
    }
}

#[test]
fn a_problem_repeats_little_of_a_tables_headings() {
    let wild = format!("Date,Change ID,Status,{}", vec!["\u{1}".repeat(500); 300].join(","));
    let row = vec!["x"; 303].join(",");
    let other = wild.replace("Change ID", "Charge");
    for headings in [wild, other] {
        let collected = collect(format!("{headings}\n{row}\n").as_bytes(), 4096);
        let told = format!("{:?}", collected.problems);
        assert!(told.chars().filter(|letter| *letter == '\u{FFFD}').count() <= 8 * 40, "{told}");
        assert!(!told.contains("\\u{1}") && told.contains('\u{FFFD}'), "{told}");
    }
}

#[test]
fn the_portals_files_are_joined_by_change_and_attempt() {
    let events = "Date (UTC),Provisioning ID,Change ID,Action,Status,Source System,Identity,Weather\n\
        2026-11-02T00:00:00Z,e2,c1,Create,Success,Entra,Ada,rain\n2026-11-01T00:00:00Z,e1,c1,Create,Failure,Entra,Ada,sun\n\
        2026-11-01T00:00:00Z,e3,c2,Update,Success,Entra,Bo,sun\n";
    let steps = "Change ID,Name,Type,Status,Description,Details\nc1,EntryImport,import,success,second,\n\
        c1,EntryExportAdd,export,success,x,\"{\"\"a\"\":\"\"1\"\"}\"\nc2,EntryImport,import,success,y,some words\nc1,EntryImport,import,failure,first,\n\
        c9,EntryImport,import,success,orphan,\n";
    let properties = "Change ID,Display name,Old value,New value\nc2,mail,,bo@example.com\n";
    let converter = Converter::within();
    // In any order of the files.
    for (file, text) in [(2, properties), (0, events), (1, steps)] {
        let collected = collect_with(&converter, file, text.as_bytes(), 11);
        let unknown = ProblemKind::UnknownColumns { headings: vec!["Weather".to_owned()] };
        assert_eq!(collected.problems.iter().any(|(kind, ..)| *kind == unknown), file == 0);
    }
    let joined = converter.joined();
    assert_eq!(converter.joined(), []);
    let events: Vec<_> = joined.iter().map(|event| read_event(&event.record).0).collect();
    let told: Vec<_> = events
        .iter()
        .map(|event| {
            let steps: Vec<_> = event.provisioning_steps.iter().map(|step| step.description.as_str()).collect();
            (event.id.as_str(), event.change_id.as_str(), steps, event.modified_properties.len())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("e2", "c1", vec!["second", "x"], 0),
            ("e1", "c1", vec!["first"], 0),
            ("e3", "c2", vec!["y"], 1),
            ("", "c9", vec!["orphan"], 0),
        ]
    );
    assert_eq!(events[0].source_system.display_name, "Entra");
    assert_eq!(events[0].provisioning_steps[1].details.get("a").unwrap().as_str(), "1");
    assert_eq!(events[2].provisioning_steps[0].details.get("Details").unwrap().as_str(), "some words");
    assert_eq!((joined[3].file, joined[1].file), (1, 0));
    assert_eq!(joined.iter().map(|event| event.has_event).collect::<Vec<_>>(), [true, true, true, false]);
}

#[test]
fn nothing_that_a_row_of_the_portals_files_holds_is_lost_or_told_twice() {
    let events = "Date,Provisioning ID,Change ID,Action,Status,Time,Weather,Mood \"\"\n\
        2026-11-02T00:00:00Z,e2,c1,Create,Success,noon,\"rain, \"\"heavy\"\"\",\n,,,,,,sun,glad\n";
    let steps = "Provisioning ID,Change ID,Name,Type,Status,Depth\ne2,c1,EntryImport,import,success,3\n\
        e9,c9,EntryImport,import,success,\n";
    let converter = Converter::within();
    for (file, text) in [(0, events), (1, steps)] {
        collect_with(&converter, file, text.as_bytes(), 11);
    }
    let joined = converter.joined();
    let records: Vec<_> = joined.iter().map(|event| event.record.as_str()).collect();
    let expected = [
        r#"{"category":"ProvisioningLogs","id":"e2","changeId":"c1","activityDateTime":"2026-11-02T00:00:00Z","provisioningAction":"Create","provisioningStatusInfo":{"status":"Success"},"otherColumns":{"Time":"noon","Weather":"rain, \"heavy\""},"provisioningSteps":[{"name":"EntryImport","provisioningStepType":"import","status":"success","otherColumns":{"Depth":"3"}}],"modifiedProperties":[]}"#,
        r#"{"category":"ProvisioningLogs","otherColumns":{"Weather":"sun","Mood \"\"":"glad"},"provisioningSteps":[],"modifiedProperties":[]}"#,
        r#"{"category":"ProvisioningLogs","changeId":"c9","eventId":"e9","provisioningSteps":[{"name":"EntryImport","provisioningStepType":"import","status":"success"}],"modifiedProperties":[]}"#,
    ];
    assert_eq!(records, expected);
    // An event that another file may hold is not taken for this one.
    assert_eq!(read_event(records[2]).0.id, "");
}

/// The dates of the events that a table of the portal makes.
fn dates_of(rows: &[&str]) -> Vec<String> {
    let rows = rows.iter().enumerate().map(|(row, date)| format!("{date},c{row},Create,Success\n"));
    let text = format!("Date,Change ID,Action,Status\n{}", rows.collect::<String>());
    let converter = Converter::within();
    collect_with(&converter, 0, text.as_bytes(), 17);
    let joined = converter.joined();
    let date = |record: &str| read_event(record).0.activity_date_time.map(Instant::to_rfc3339).unwrap_or_default();
    joined.iter().map(|event| date(&event.record)).collect()
}

#[test]
fn one_date_that_can_only_begin_with_its_day_decides_for_all() {
    let day_first = dates_of(&["01/02/2026 10:00", "25/02/2026 10:00:00", "2026-03-04T05:06:07Z", "nonsense"]);
    assert_eq!(day_first, ["2026-02-01T10:00:00Z", "2026-02-25T10:00:00Z", "2026-03-04T05:06:07Z", ""]);
    let month_first = dates_of(&["01/02/2026 10:00", "\"2/25/2026, 9:19:25 AM\""]);
    assert_eq!(month_first, ["2026-01-02T10:00:00Z", "2026-02-25T09:19:25Z"]);
}

#[test]
fn what_a_person_says_of_columns_counts_for_tables_with_these_headings() {
    let text = "Wann,Was,Wer,Wetter\n2026-11-01T00:00:00Z,Create,Ada,rain\n2026-11-02T00:00:00Z,Delete,Bo,\n";
    let converter = Converter::within();
    let unsaid = collect_with(&converter, 0, text.as_bytes(), 20);
    assert_eq!((unsaid.events.len(), unsaid.reported()), (0, 2));
    let columns: Option<CsvColumns> = from_bytes(&converter.columns(0)).unwrap();
    let columns = columns.unwrap();
    let told: Vec<_> =
        columns.columns.iter().map(|column| (column.heading.as_str(), column.samples.join(" "))).collect();
    assert_eq!(told[1], ("Was", "Create Delete".to_owned()));
    assert_eq!(told[3], ("Wetter", "rain".to_owned()));
    for key in ["activityDateTime", "provisioningSteps.name", "modifiedProperties.newValue"] {
        assert!(columns.meanings.iter().any(|meaning| meaning == key), "{key}");
    }

    let converter = Converter::within();
    let said =
        ["Wann", "activityDateTime", "Was", "provisioningAction", "Wer", "sourceIdentity.displayName", "Wetter", ""];
    converter.set_known_tables(to_bytes(&vec![said.to_vec()]));
    let collected = collect_with(&converter, 0, text.as_bytes(), 20);
    assert_eq!(collected.problems, []);
    let events: Vec<_> = converter.joined().iter().map(|event| read_event(&event.record).0).collect();
    let names: Vec<_> = events.iter().map(|event| event.source_identity.display_name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bo"]);
    assert_eq!(events[1].provisioning_action.as_str(), "delete");
}

#[test]
fn a_table_of_two_columns_can_be_said_what_it_means() {
    let text = "Wann;Wer\n2026-11-01T00:00:00Z;Ada\n2026-11-02T00:00:00Z;Bo\n";
    let converter = Converter::within();
    let unsaid = collect_with(&converter, 0, text.as_bytes(), 7);
    assert_eq!((unsaid.events.len(), unsaid.reported()), (0, 2));
    assert!(unsaid.problems.iter().all(|(kind, ..)| kind.is_about_columns()));
    let said = ["Wann", "activityDateTime", "Wer", "sourceIdentity.displayName"];
    converter.set_known_tables(to_bytes(&vec![said.to_vec()]));
    assert_eq!(collect_with(&converter, 0, text.as_bytes(), 7).problems, []);
    let events: Vec<_> = converter.joined().iter().map(|event| read_event(&event.record).0).collect();
    let names: Vec<_> = events.iter().map(|event| event.source_identity.display_name.as_str()).collect();
    assert_eq!(names, ["Ada", "Bo"]);
}

#[test]
fn many_rows_are_joined_part_by_part() {
    let count = 20_000;
    let filler = "x".repeat(100);
    let events: String =
        (0..count).map(|row| format!("2026-11-01T00:00:00Z,c{row},Create,Success,{filler}\n")).collect();
    let steps: String = (0..count).map(|row| format!("c{row},EntryImport,import,success,{row}\n")).collect();
    let converter = Converter::within();
    collect_with(&converter, 0, format!("Date,Change ID,Action,Status,Reason\n{events}").as_bytes(), 1 << 20);
    collect_with(&converter, 1, format!("Change ID,Name,Type,Status,Description\n{steps}").as_bytes(), 1 << 20);
    let (mut parts, mut told) = (0, Vec::new());
    loop {
        let part = converter.joined();
        if part.is_empty() {
            break;
        }
        parts += 1;
        told.extend(part.into_iter().map(|event| read_event(&event.record).0));
    }
    assert!(parts > 2, "{parts}");
    assert_eq!(told.len(), count);
    for (row, event) in told.iter().enumerate() {
        assert_eq!(event.change_id, format!("c{row}"));
        assert_eq!(event.provisioning_steps[0].description, row.to_string());
    }
}

/// A row of these columns in an answer, as an object and in a CSV file.
fn in_every_table(cells: &[(&str, &str)]) -> [String; 3] {
    let columns: Vec<_> = cells.iter().map(|(name, _)| json!({ "name": name })).collect();
    let values: Vec<_> = cells.iter().map(|(_, value)| value).collect();
    let object: Vec<_> = cells.iter().map(|(name, value)| format!("{name:?}:{}", json!(value))).collect();
    let names: Vec<_> = cells.iter().map(|(name, _)| *name).collect();
    let quoted: Vec<_> = values.iter().map(|value| format!("\"{}\"", value.replace('"', "\"\""))).collect();
    [
        json!({ "tables": [{ "columns": columns, "rows": [values] }] }).to_string(),
        format!("[{{{}}}]", object.join(",")),
        format!("{}\n{}\n", names.join(","), quoted.join(",")),
    ]
}

/// A column that could not be read was left out without a word, and the event had the name of its other side.
#[test]
fn json_in_a_column_that_is_cut_off_or_damaged_is_told_of_in_every_table() {
    let columns = [
        ("SourceIdentity", "sourceIdentity"),
        ("TargetIdentity", "targetIdentity"),
        ("SourceSystem", "sourceSystem"),
        ("TargetSystem", "targetSystem"),
        ("ServicePrincipal", "servicePrincipal"),
        ("InitiatedBy", "initiatedBy"),
        ("ProvisioningStatusInfo", "provisioningStatusInfo"),
        ("ProvisioningSteps", "provisioningSteps"),
        ("ModifiedProperties", "modifiedProperties"),
    ];
    for (column, member) in columns {
        for (value, flaw) in [
            (r#"[{"id":"s1","name":"A"#, Some(MemberFlaw::CutOff)),
            (r#"{"id":"s1","name":"Ana""#, Some(MemberFlaw::CutOff)),
            (r#"[{"id":"s1" "name":"Ana"}]"#, Some(MemberFlaw::Damaged)),
            (r#"[{"id":"s1","name":"Ana"}]"#, None),
            ("", None),
        ] {
            let cells = [
                ("TimeGenerated", "2026-11-01T00:00:00Z"),
                ("Id", "1"),
                ("ChangeId", "c"),
                ("ResultType", "Success"),
                (column, value),
            ];
            for text in in_every_table(&cells) {
                let collected = collect(text.as_bytes(), 50);
                let told: Vec<_> = collected.problems.iter().map(|(kind, _, count)| (kind.clone(), *count)).collect();
                let expected: Vec<_> = flaw.into_iter().map(|flaw| (ProblemKind::unread(member, flaw), 1)).collect();
                assert_eq!((collected.ids(), told), (vec!["1"], expected), "{text}");
            }
        }
    }
}

/// One such character in a row once took all steps from it, and eight members were said to be of another type.
#[test]
fn a_control_character_in_the_json_of_a_column_costs_nothing_and_is_told_once() {
    let steps = "[{\"name\":\"EntryImport\",\"description\":\"a\u{1}b\",\"details\":{\"c\":\"d\"}}]";
    let identity = r#"{"id":"s1","displayName":"Ana"}"#;
    let cells = [
        ("TimeGenerated", "2026-11-01T00:00:00Z"),
        ("Id", "1"),
        ("ChangeId", "c"),
        ("SourceIdentity", identity),
        ("ProvisioningSteps", steps),
    ];
    for (shape, text) in in_every_table(&cells).into_iter().enumerate() {
        // Written as it is, and not as an escape.
        for text in [text.replace("\\u0001", "\u{1}"), text.replace("\\u0001", "\n"), text] {
            let collected = collect(text.as_bytes(), 50);
            let is_told = shape < 2 && !text.contains("\\u0001");
            let told: Vec<_> = collected.problems.iter().map(|(kind, ..)| kind.clone()).collect();
            let expected = ProblemKind::unread(
                if shape == 0 { "ProvisioningSteps" } else { "provisioningSteps" },
                MemberFlaw::ControlCharacter,
            );
            assert_eq!(told, if is_told { vec![expected] } else { vec![] }, "{text}");
            let place = collected.events[0].1;
            let from = if collected.spooled.is_empty() { text.as_str() } else { collected.spool.as_str() };
            let (event, _) = read_event(&from[place.offset as usize..][..place.length as usize]);
            assert_eq!(event.source_identity.display_name, "Ana");
            assert!(matches!(&event.provisioning_steps[0].description[..], "a\u{1}b" | "a\nb"), "{text}");
        }
    }
}
