//! Files that are no log, or the wrong one: each is named for what it is.

use provlens::event::{Instant, ProvisioningEvent};
use provlens::format::{Fault, MemberFlaw, PackFault, ProblemKind, read_event};
use serde_json::json;

use crate::collect::collect;

fn only_problem(bytes: &[u8]) -> ProblemKind {
    let collected = collect(bytes, 10);
    assert!(collected.events.is_empty());
    assert_eq!(collected.problems.len(), 1, "{:?}", collected.problems);
    collected.problems[0].0.clone()
}

#[test]
fn a_file_that_holds_nothing_is_empty() {
    assert_eq!(only_problem(b""), ProblemKind::EmptyFile);
    assert_eq!(only_problem(b"\xEF\xBB\xBF \r\n"), ProblemKind::EmptyFile);
}

#[test]
fn text_that_is_no_json_is_said_to_be_that() {
    assert_eq!(only_problem(b"Dear all, please find attached {the log}"), ProblemKind::NotJson);
}

#[test]
fn pictures_documents_and_pages_are_named() {
    for (bytes, expected) in [
        (&b"\x89PNG\r\n\x1a\n\0\0"[..], "a picture (PNG)"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\n<!DOCTYPE html><html>", "a web page"),
        (
            b"Obj\x01\x04\x14avro.codec\x08null",
            "an Avro file, as the capture of an Event Hub writes; export it as JSON",
        ),
        (b"some\0thing", "binary data"),
        (b"42", "a single JSON value without a record"),
        (b" \"hi\"\n", "a single JSON value without a record"),
        (b"null", "a single JSON value without a record"),
    ] {
        assert_eq!(only_problem(bytes), ProblemKind::NotALog { content: expected.to_owned() });
    }
}

#[test]
fn what_browsers_do_not_unpack_is_said_to_be_packed() {
    for bytes in [
        &b"7z\xBC\xAF\x27\x1C\0\x04"[..],
        b"Rar!\x1A\x07\x01\0",
        b"BZh91AY&SY",
        b"\xFD7zXZ\0\0",
        b"\x28\xB5\x2F\xFD\x24",
    ] {
        assert_eq!(only_problem(bytes), ProblemKind::Packed { fault: PackFault::Method });
    }
}

#[test]
fn a_log_that_was_encoded_twice_is_said_to_be_that() {
    let log = format!("[{}]", vec![r#"{"id":"1","changeId":"2"}"#; 400].join(","));
    let content = "JSON within a JSON string; decode it once and save what comes out".to_owned();
    assert_eq!(only_problem(json!(log).to_string().as_bytes()), ProblemKind::NotALog { content });
}

/// It was once said to be encoded twice, as such text may begin.
#[test]
fn rows_that_have_lost_the_head_of_their_table_are_said_to_be_that() {
    let json = json!(r#"[{"displayName":"mail","newValue":"x"}]"#).to_string();
    let row = format!(r#"["2026-11-01T00:00:00Z","c","5",{json}]"#);
    let quoted = r#""[{""displayName"":""mail"",""newValue"":""x""}]""#;
    let line = format!("2026-11-01T00:00:00.123Z,c,5,6,{quoted}");
    let plain = "2026-11-01T00:00:00Z,1,c,\"Meyer, Ana\",Success,5";
    let content = "rows of a table that has lost its head, which says what its columns are".to_owned();
    for text in [
        format!("{},{row},{row}]}}]}}", &row[row.find(&json).unwrap()..]),
        format!("{},{row},{row}]}}]}}", &row[9..]),
        format!("{}\r\n{line}\r\n{line}\r\n", &line[line.find(quoted).unwrap()..]),
        format!("{}\n{line}\n{line}\n", &line[50..]),
        // Rows that are alike were once taken for a head with rows below it.
        format!("{}\n{plain}\n{plain}\n{plain}\n", &plain[30..]),
    ] {
        assert_eq!(only_problem(text.as_bytes()), ProblemKind::NotALog { content: content.clone() }, "{text}");
    }
}

#[test]
fn what_only_looks_like_rows_is_not_said_to_have_lost_its_head() {
    let page = "<html><script>let a = [[\"x\"],[\"y\"]]</script>";
    let rows = "2026-11-01T00:00:00Z,c,5,6,Success\n".repeat(3);
    let head = "TimeGenerated,ChangeId,Id,ResultType,CycleId,JobId\n";
    for (text, kind) in [
        (page.to_owned(), ProblemKind::NotALog { content: "a web page".to_owned() }),
        (format!("Exported for Ana\n{head}{rows}"), ProblemKind::NotJson),
    ] {
        assert_eq!(only_problem(text.as_bytes()), kind, "{text}");
    }
}

#[test]
fn text_in_utf_32_is_said_to_be_that_and_not_repeated() {
    let text = format!("[{}]", r#"{"id":"1","changeId":"2"}"#.repeat(100));
    for start in ["\u{feff}", ""] {
        let units = || start.chars().chain(text.chars()).map(u32::from);
        for bytes in
            [units().flat_map(u32::to_le_bytes).collect::<Vec<_>>(), units().flat_map(u32::to_be_bytes).collect()]
        {
            let content = "text in UTF-32, which is not read; save it as UTF-8".to_owned();
            assert_eq!(only_problem(&bytes), ProblemKind::NotALog { content });
        }
    }
}

#[test]
fn a_small_table_of_something_else_is_named_by_its_columns() {
    for text in ["Name;Age\nAna;3\n", "Name,Age\r\nAna,3", "Name\tAge\n\"Ana\nAlves\"\t3\n"] {
        let looks_like = "a table of something else, with the columns Name, Age".to_owned();
        assert_eq!(only_problem(text.as_bytes()), ProblemKind::OtherTable { looks_like }, "{text}");
    }
}

#[test]
fn prose_with_commas_is_no_table() {
    for text in [
        "Dear all,\nplease open this, it matters\n",
        "One, two.\nThree, four.\n",
        "Name, age\nAna, 3\nand others who have none\n",
        "},\n{},\n",
    ] {
        assert_eq!(only_problem(text.as_bytes()), ProblemKind::NotJson, "{text}");
    }
}

#[test]
fn what_is_wrong_with_a_file_is_told_once() {
    let error = "Forbidden: ask an administrator".to_owned();
    let answer = br#"{"error":{"code":"Forbidden","message":"ask an administrator"}}"#;
    assert_eq!(only_problem(answer), ProblemKind::ErrorAnswer { error });
    let sentence = br#"{"error":{"code":"Forbidden","message":"Insufficient privileges to complete the operation."}}"#;
    let error = "Forbidden: Insufficient privileges to complete the operation".to_owned();
    assert_eq!(only_problem(sentence), ProblemKind::ErrorAnswer { error });
    assert_eq!(only_problem(b"[[[["), ProblemKind::Truncated);
    let deep = format!("{}{}", "[".repeat(500), "]".repeat(500));
    let too_deep = ProblemKind::BrokenRecord { fault: Fault::TooDeep };
    assert_eq!(only_problem(deep.as_bytes()), too_deep);
    for slice in [1000, 1 << 20] {
        let collected = collect("[".repeat(100_000).as_bytes(), slice);
        // The first sixteen are walked into, and a value may have 120 levels.
        assert_eq!(collected.problems, [(too_deep.clone(), 16 + 120, 1)], "in slices of {slice}");
    }
    assert_eq!(only_problem(format!("{{\"value\":[{{\"id\":{deep}}}]}}").as_bytes()), too_deep);
}

#[test]
fn objects_of_which_nothing_is_known_are_named_by_the_members_of_the_first() {
    let looks_like = "an object of another kind, with the members name, version, scripts and others".to_owned();
    let package = br#"{"name":"x","version":"1.0.0","scripts":{"a":"b"},"type":"module"}"#;
    assert_eq!(only_problem(package), ProblemKind::OtherRecord { looks_like: looks_like.clone() });
    let collected = collect(&[&package[..], b"\n{\"other\":1}"].concat(), 9);
    let told: Vec<_> = collected.problems.into_iter().map(|(kind, ..)| kind).collect();
    assert_eq!(told, vec![ProblemKind::OtherRecord { looks_like }; 2]);
}

#[test]
fn an_object_with_few_members_is_named_by_all_of_them() {
    for (object, members) in
        [(r#"{"colour":1}"#, "the member colour"), (r#"{"colour":1,"size":[{"x":2}]}"#, "the members colour, size")]
    {
        let looks_like = format!("an object of another kind, with {members}");
        assert_eq!(only_problem(object.as_bytes()), ProblemKind::OtherRecord { looks_like });
    }
}

#[test]
fn json_without_records_has_no_events() {
    assert_eq!(only_problem(b"[]"), ProblemKind::NoEvents);
    assert_eq!(only_problem(br#"{"value":[]}"#), ProblemKind::NoEvents);
}

#[test]
fn records_of_other_logs_are_counted_and_named() {
    let sign_in = json!({ "category": "SignInLogs", "properties": { "userPrincipalName": "a@example.com" } });
    let pools = json!({ "category": "ProvisioningLogs", "resourceId": "/SUBSCRIPTIONS/1/PROVIDERS/MICROSOFT.DEVOPSINFRASTRUCTURE/POOLS/2",
        "properties": { "changeId": "7" } });
    let audit =
        json!({ "activityDateTime": "2026-11-01T00:00:00Z", "activityDisplayName": "Add user", "targetResources": [] });
    let bare = json!({ "category": "ProvisioningLogs", "level": 4 });
    let dateless = json!({ "id": "1", "changeId": "2", "provisioningAction": "create", "provisioningSteps": [] });
    let text = json!([sign_in, sign_in, pools, audit, bare, dateless, {}, 7]).to_string();
    let collected = collect(text.as_bytes(), 9);
    assert_eq!(collected.reported(), 8);
    let kinds: Vec<String> = collected
        .problems
        .into_iter()
        .map(|(kind, ..)| match kind {
            ProblemKind::OtherRecord { looks_like } => looks_like,
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        kinds,
        [
            "a sign-in event",
            "a sign-in event",
            "a record of another service that also calls its category ProvisioningLogs",
            "a directory audit event",
            "a provisioning log record without its event or its date",
            "a provisioning event without a date",
            "an object of another kind",
            "a bare value",
        ]
    );
}

#[test]
fn an_event_that_lacks_nothing_but_its_date_is_shown() {
    let event = |id: usize| json!({ "id": id.to_string(), "changeId": "c", "provisioningAction": "create", "provisioningStatusInfo": { "status": "success" } });
    let text = json!([event(1), event(2), { "id": "3", "changeId": "c", "provisioningAction": "create" }]).to_string();
    for slice in [9, 10_000] {
        let collected = collect(text.as_bytes(), slice);
        let looks_like = "a provisioning event without a date".to_owned();
        let kinds: Vec<_> = collected.problems.iter().map(|(kind, ..)| kind.clone()).collect();
        assert_eq!((collected.ids(), kinds), (vec!["1", "2"], vec![ProblemKind::OtherRecord { looks_like }]));
    }
}

#[test]
fn a_document_nested_without_end_in_a_text_or_by_dots_is_read_without_falling() {
    let deep = format!("{}1{}", "[".repeat(200_000), "]".repeat(200_000));
    let event = format!(
        r#"{{"azure":{{"provisioning":{{"properties":{{"id":"1","change_id":"c","x":{deep}}}}}}},"@timestamp":"2026-11-01T00:00:00Z"}}"#
    );
    let folded = json!({ "message": event }).to_string();
    let collected = collect(folded.as_bytes(), 1 << 16);
    assert_eq!(collected.events.len() as u64 + collected.reported(), 1);
    let dotted = format!(
        r#"{{"azure.{}":1,"azure.provisioning.properties.change_id":"c","@timestamp":"2026-11-01T00:00:00Z"}}"#,
        "a.".repeat(200_000)
    );
    assert_eq!(collect(dotted.as_bytes(), 1 << 16).events.len(), 1);
}

#[test]
fn members_that_could_not_be_read_are_told_by_name_and_their_events_shown() {
    let good = json!({ "id": "1", "activityDateTime": "2026-11-01T00:00:00Z", "changeId": "c", "durationInMilliseconds": null,
        "provisioningSteps": [], "modifiedProperties": null, "initiatedBy": [], "targetIdentity": {}, "jobId": 7 });
    let with = |name: &str, value: serde_json::Value| {
        let mut event = good.clone();
        event[name] = value;
        event.to_string().into_bytes()
    };
    let latin = String::from_utf8(with("sourceIdentity", json!({ "displayName": "Ren#" }))).unwrap();
    let records: Vec<Vec<u8>> = vec![
        good.to_string().into_bytes(),
        with("jobId", json!(["x"])),
        with("durationInMilliseconds", json!("soon")),
        with("provisioningSteps", json!(3)),
        with("modifiedProperties", json!({ "a": 1 })),
        with("sourceIdentity", json!({ "id": { "a": 1 }, "displayName": "Ana" })),
        with("sourceSystem", json!("Workday")),
        latin.clone().into_bytes().into_iter().map(|byte| if byte == b'#' { 0xE9 } else { byte }).collect(),
        format!(r#"{{"category":"ProvisioningLogs","properties":{latin}}}"#)
            .into_bytes()
            .into_iter()
            .map(|byte| if byte == b'#' { 0xE9 } else { byte })
            .collect(),
    ];
    let text = [&b"["[..], &records.join(&b",\n"[..]), b"]"].concat();
    let starts: Vec<usize> =
        records.iter().scan(1, |next, record| Some(std::mem::replace(next, *next + record.len() + 2))).collect();
    let collected = collect(&text, 64);
    assert_eq!(collected.events.len(), records.len());
    let told: Vec<String> = collected
        .problems
        .iter()
        .map(|(kind, offset, count)| match kind {
            ProblemKind::UnreadMember { member, flaw } => {
                let record = starts.partition_point(|start| *start <= *offset as usize) - 1;
                format!("{record} {member}: {flaw} ({count})")
            }
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(
        told,
        [
            "1 jobId: it is of another type than in a provisioning event (1)",
            "2 durationInMilliseconds: it is of another type than in a provisioning event (1)",
            "3 provisioningSteps: it is of another type than in a provisioning event (1)",
            "4 modifiedProperties: it is of another type than in a provisioning event (1)",
            "5 sourceIdentity.id: it is of another type than in a provisioning event (1)",
            "6 sourceSystem: it is of another type than in a provisioning event (1)",
            "7 sourceIdentity: it holds bytes that are no characters (1)",
            "8 sourceIdentity: it holds bytes that are no characters (1)",
        ]
    );
}

#[test]
fn bytes_that_are_no_utf_8_in_a_table_are_told_by_column() {
    let answer = b"{\"tables\":[{\"columns\":[{\"name\":\"TimeGenerated\"},{\"name\":\"ChangeId\"},{\"name\":\"Id\"}],\"rows\":[[\"2026-11-01T00:00:00Z\",\"c\xE9\",\"1\"]]}]}";
    let csv = b"TimeGenerated,ChangeId,Id,ResultType,CycleId,JobId\n2026-11-01T00:00:00Z,c\xE9,1,Success,y,j\n";
    // The one was never written so; the other may be saved in another encoding as a whole.
    for (text, flaw) in [(&answer[..], MemberFlaw::NotUtf8), (&csv[..], MemberFlaw::Encoding)] {
        let collected = collect(text, 7);
        let told: Vec<_> = collected.problems.iter().map(|(kind, _, count)| (kind.clone(), *count)).collect();
        let kind = ProblemKind::unread("ChangeId", flaw);
        assert_eq!((collected.ids(), told), (vec!["1"], vec![(kind, 1)]));
    }
}

#[test]
fn control_characters_and_unknown_escapes_inside_quotes_are_told_at_their_byte_in_every_shape() {
    let event = r##"{"id":"1","activityDateTime":"2026-11-01T00:00:00Z","changeId":"c","provisioningStatusInfo":{"status":"failure","errorInformation":{"reason":"#"}},"provisioningSteps":[{"name":"a","details":{"path":"b"}}]}"##;
    let diagnostic = format!(r#"{{"category":"ProvisioningLogs","properties":{event}}}"#);
    let elastic = r##"{"@timestamp":"2026-11-01T00:00:00Z","azure":{"provisioning":{"properties":{"id":"1","changeId":"c","provisioning_action":"create","x":"#"}}}}"##;
    let answer = r##"{"tables":[{"columns":[{"name":"TimeGenerated"},{"name":"ChangeId"},{"name":"Id"},{"name":"JobId"}],"rows":[["2026-11-01T00:00:00Z","c","1","#"]]}]}"##;
    let blanks = event.replace(':', ": ").replace(',', ",\r\n\t").replace("2026-11-01T00: 00: 00Z", "2026-11-01");
    let shapes = [
        (event, "provisioningStatusInfo"),
        (&*diagnostic, "provisioningStatusInfo"),
        (&*blanks, "provisioningStatusInfo"),
        (elastic, "of another name"),
        (answer, "JobId"),
    ];
    for (shape, member) in shapes {
        for (put, flaw) in [
            ("\u{1}", Some(MemberFlaw::ControlCharacter)),
            ("\t", Some(MemberFlaw::ControlCharacter)),
            ("\n", Some(MemberFlaw::ControlCharacter)),
            (r"\x", Some(MemberFlaw::Escape)),
            (r"\u12", Some(MemberFlaw::Escape)),
            (r"\ud83d!", Some(MemberFlaw::NotUtf8)),
            (r"\ud83d\ude00\u00e9\n\\", None),
            ("\u{7f}é", None),
        ] {
            // Where the text stands in a block of the scan is all the same.
            for before in 0..70 {
                let text = shape.replace('#', &format!("{}{put}", "y".repeat(before)));
                let collected = collect(text.as_bytes(), 1 << 16);
                let at = shape.find('#').unwrap() + before;
                let expected: Vec<_> =
                    flaw.into_iter().map(|flaw| (ProblemKind::unread(member, flaw), at as u64, 1)).collect();
                assert_eq!((collected.ids(), &collected.problems), (vec!["1"], &expected), "{text}");
            }
        }
    }
}

#[test]
fn half_a_pair_of_utf_16_units_is_told_and_its_event_shown() {
    let text = r#"[{"id":"1","activityDateTime":"2026-11-01T00:00:00Z","changeId":"c","sourceIdentity":{"displayName":"A?a"}}]"#;
    let units = text.encode_utf16().map(|unit| if unit == u16::from(b'?') { 0xD83D } else { unit });
    let bytes: Vec<u8> = std::iter::once(0xFEFF).chain(units).flat_map(u16::to_le_bytes).collect();
    for slice in [1, 3, 1 << 16] {
        let collected = collect(&bytes, slice);
        let name = collected.events[0].0.iter().find(|(name, _)| *name == "source.displayName").unwrap();
        assert_eq!(name.1, "A\u{FFFD}a");
        let kind = ProblemKind::unread("sourceIdentity", MemberFlaw::NotUtf8);
        assert_eq!(collected.problems, [(kind, text.find('?').unwrap() as u64, 1)]);
    }
}

#[test]
fn steps_and_properties_that_are_none_are_told_and_the_others_shown() {
    let event = |steps: &str, properties: &str| {
        format!(
            r#"{{"id":"1","activityDateTime":"2026-11-01T00:00:00Z","changeId":"c","provisioningSteps":{steps},"modifiedProperties":{properties}}}"#
        )
    };
    for (steps, properties, told, said) in [
        (r#"[{"name":"a"},5]"#, "[]", vec!["provisioningSteps"], Some("1 of its steps could not be read")),
        (r#"[ "x" , {"name":"a"}]"#, "null", vec!["provisioningSteps"], Some("1 of its steps could not be read")),
        (
            r#"[{"name":"a"}]"#,
            r#""y""#,
            vec!["modifiedProperties"],
            Some("1 of its modified properties could not be read"),
        ),
        (r#"[{"name":"a"}]"#, r#""""#, vec![], None),
        (r#"{"value":[{"name":"a"}],"Count":1}"#, "{}", vec![], None),
    ] {
        let record = event(steps, properties);
        let collected = collect(format!("[{record}]").as_bytes(), 50);
        let place = |name: &str| 1 + record.find(&format!("\"{name}\"")).unwrap() as u64;
        let expected: Vec<_> =
            told.into_iter().map(|name| (ProblemKind::unread(name, MemberFlaw::WrongType), place(name), 1)).collect();
        assert_eq!((collected.events.len(), collected.problems), (1, expected), "{record}");
        let (event, flaw) = read_event(&record);
        assert_eq!(
            (event.provisioning_steps.len(), flaw.as_ref().map(|flaw| flaw.said.as_str())),
            (1, said),
            "{record}"
        );
    }
}

#[test]
fn a_duration_is_read_as_json_has_numbers_and_one_that_is_too_large_is_called_that() {
    let flaw = |duration: &str| {
        let record = format!(
            r#"{{"id":"1","activityDateTime":"2026-11-01T00:00:00Z","changeId":"c","durationInMilliseconds":{duration}}}"#
        );
        let collected = collect(format!("[{record}]").as_bytes(), 50);
        let (fields, _) = &collected.events[0];
        let shown = fields.iter().find(|(name, _)| *name == "duration").unwrap().1.clone();
        let read_again = read_event(&record).0.duration_in_milliseconds.map(|number| number.to_string());
        assert_eq!(read_again.unwrap_or_default(), shown, "{record}");
        let flaws: Vec<_> = collected.problems.into_iter().map(|(kind, ..)| kind).collect();
        (shown, flaws)
    };
    let unread = |flaw| vec![ProblemKind::unread("durationInMilliseconds", flaw)];
    for (duration, shown, flaws) in [
        ("1e3", "1000", vec![]),
        ("12.5E1", "125", vec![]),
        ("\"1.2e1\"", "12", vec![]),
        ("99999999999999999999", "", unread(MemberFlaw::TooLarge)),
        ("\"soon\"", "", unread(MemberFlaw::WrongType)),
    ] {
        assert_eq!(flaw(duration), (shown.to_owned(), flaws), "{duration}");
    }
}

#[test]
fn a_record_in_a_text_with_control_characters_says_the_same_when_it_is_read_again() {
    let inner =
        r#"{\"id\":\"1\",\"activityDateTime\":\"2026-11-01T00:00:00Z\",\"changeId\":\"c?\",\"provisioningSteps\":[]}"#;
    let text = format!(r#"{{"_logType":"provisioning","message":"{inner}"}}"#).replace('?', "\0");
    let collected = collect(text.as_bytes(), 9);
    let (event, _) = read_event(&text);
    let change = collected.events[0].0.iter().find(|(name, _)| *name == "changeId").unwrap();
    assert_eq!((event.id.as_str(), &event.change_id), ("1", &change.1));
    assert_eq!(event.change_id, "c\0");
}

#[test]
fn a_date_that_is_none_is_no_other_date_when_its_record_is_read_again() {
    let record = r#"{"time":"2026-11-01T00:00:00Z","category":"ProvisioningLogs","properties":{"id":"1","activityDateTime":"?","changeId":"c","action":"Create"}}"#;
    for (written, expected) in
        [("2026-11-02", "2026-11-02"), ("2026-11-02T00:00_00Z", ""), ("", "2026-11-01T00:00:00Z")]
    {
        let text = record.replace('?', written);
        let collected = collect(text.as_bytes(), 9);
        let (_, date) = collected.events[0].0.iter().find(|(name, _)| *name == "activityDateTime").unwrap();
        let (event, _) = read_event(&text);
        assert_eq!(event.activity_date_time, Instant::parse(expected.as_bytes()), "{written}");
        assert_eq!(event.activity_date_time, Instant::parse(date.as_bytes()), "{written}");
        assert_eq!(event.unread_date, if expected.is_empty() { written } else { "" });
    }
}

#[test]
fn ids_of_the_record_around_an_event_count_where_the_event_has_none_wherever_they_stand() {
    let properties =
        r#""properties":{"id":"inside","changeId":"c","activityDateTime":"2026-11-02","provisioningSteps":[]}"#;
    let around = r#""id":"around","jobId":"j","activityDateTime":"2026-11-01""#;
    for text in [format!("{{{around},{properties}}}"), format!("{{{properties},{around}}}")] {
        let collected = collect(text.as_bytes(), 9);
        let (event, _) = read_event(&text);
        let column = |name| collected.events[0].0.iter().find(|(of, _)| *of == name).unwrap().1.as_str();
        assert_eq!(["id", "jobId", "activityDateTime"].map(column), ["inside", "j", "2026-11-02"], "{text}");
        assert_eq!((event.id.as_str(), event.job_id.as_str()), ("inside", "j"), "{text}");
        assert_eq!(event.activity_date_time, Instant::parse(b"2026-11-02"));
    }
}

#[test]
fn an_escape_that_json_does_not_know_stays_as_it_is_written_in_columns_and_details() {
    let text = r#"[{"id":"c:\x\u12 \q","activityDateTime":"2026-11-01T00:00:00Z","changeId":"c","provisioningAction":"create"}]"#;
    let collected = collect(text.as_bytes(), 5);
    let (event, flaw) = read_event(text.trim_matches(['[', ']']));
    assert_eq!((collected.ids(), event.id.as_str()), (vec![r"c:\x\u12 \q"], r"c:\x\u12 \q"));
    assert!(flaw.is_some());
}

#[test]
fn a_record_that_is_gone_or_no_object_any_more_is_read_as_an_empty_event() {
    for json in ["", " ", "[", "\"x"] {
        let (event, flaw) = read_event(json);
        assert_eq!((event, flaw.is_some()), (ProvisioningEvent::default(), true), "{json:?}");
    }
}
