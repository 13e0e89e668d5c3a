use proptest::prelude::*;

use super::*;
use crate::query::Pattern;

fn words(field: Field, words: &[&str]) -> Term {
    Term::Words { field, words: words.iter().map(|word| (*word).to_owned()).collect(), negated: false }
}

fn negated(term: Term) -> Term {
    match term {
        Term::Words { field, words, .. } => Term::Words { field, words, negated: true },
        time @ Term::Time(_) => time,
    }
}

fn read(text: &str) -> Vec<Term> {
    let parsed = parse(text);
    assert_eq!(parsed.flaws, [], "{text}");
    parsed.query.terms
}

/// What is marked in a text, and why.
fn flaws(text: &str) -> Vec<(&str, FlawKind)> {
    parse(text).flaws.into_iter().map(|flaw| (&text[flaw.at], flaw.kind)).collect()
}

fn instant(text: &str) -> Instant {
    Instant::parse(text.as_bytes()).unwrap()
}

#[test]
fn every_field_is_asked_by_its_name() {
    for field in Field::all() {
        let text = format!("{}:\"\"", field.key());
        assert_eq!(read(&text), [words(field, &[""])], "{text}");
    }
    assert_eq!(
        read("Status:failure,warning source:Workday target:\"Active Directory\" sourceid:\"a,b\""),
        [
            words(Field::Column(Column::Status), &["failure", "warning"]),
            words(Field::Column(Column::SourceSystem), &["Workday"]),
            words(Field::Column(Column::TargetSystem), &["Active Directory"]),
            words(Field::Column(Column::SourceId), &["a,b"]),
        ]
    );
    assert_eq!(
        read("step:export attr:department value:\"R&D\" text:\"already taken\" duration:>500"),
        [
            words(Field::Step, &["export"]),
            words(Field::Attr, &["department"]),
            words(Field::Value, &["R&D"]),
            words(Field::Text, &["already taken"]),
            words(Field::Column(Column::Duration), &[">500"]),
        ]
    );
}

#[test]
fn a_word_without_a_field_is_a_name_or_an_id() {
    assert_eq!(
        read(" ana  \"Bo \"\"B\"\" Li\" -svc* 12:30 \"-x\" \"a:b\" -\":c\""),
        [
            words(Field::Identity, &["ana"]),
            words(Field::Identity, &["Bo \"B\" Li"]),
            negated(words(Field::Identity, &["svc*"])),
            words(Field::Identity, &["12:30"]),
            words(Field::Identity, &["-x"]),
            words(Field::Identity, &["a:b"]),
            negated(words(Field::Identity, &[":c"])),
        ]
    );
}

#[test]
fn a_range_that_leaves_nothing_takes_no_part_and_the_one_before_it_does() {
    let query = |text| parse(text).query;
    for (text, left) in [
        ("after:2026-11-08 before:2026-11-01", "after:2026-11-08"),
        ("before:2026-11-01 ana after:2026-11-08 after:2026-10-01", "before:2026-11-01 ana after:2026-10-01"),
        ("last:1d -last:7d", "last:1d"),
        ("retry:yes,done status:failure", "status:failure"),
    ] {
        assert_eq!(query(text), query(left), "{text}");
    }
    assert_eq!(read("last:7d -last:1d").len(), 2);
    assert_eq!(read("retry:DONE,=due,*,\"\""), [words(Field::Retry, &["DONE", "=due", "*", ""])]);
    assert_eq!(read("duration:100..100"), [words(Field::Column(Column::Duration), &["100..100"])]);
}

#[test]
fn a_sign_for_the_whole_value_stands_before_the_quotes() {
    assert_eq!(
        read("app:=Box,=\"Service Now\",\"=x\",\\=y"),
        [words(Field::Column(Column::Application), &["=Box", "=Service Now", "\\=x", "\\=y"])]
    );
}

#[test]
fn a_space_behind_a_comma_is_no_end() {
    assert_eq!(read("status:failure, warning"), [words(Field::Column(Column::Status), &["failure", "warning"])]);
}

#[test]
fn time_is_asked_for_by_its_ends_or_its_length() {
    let between = |after, before| Term::Time(TimeRange::Between { after, before });
    let (november, eighth) = (Some(instant("2026-11-01T00:00:00Z")), Some(instant("2026-11-08T00:00:00Z")));
    assert_eq!(read("after:2026-11-01T00:00Z before:2026-11-08"), [between(november, eighth)]);
    assert_eq!(read("-before:2026-11-01T02:00+02:00"), [between(november, None)]);
    assert_eq!(read("-after:2026-11-08"), [between(None, eighth)]);
    assert_eq!(read("after:2026-10-01 ana after:2026-11-01").len(), 2);
    assert_eq!(read("after:2026-10-01 after:2026-11-01"), [between(november, None)]);
    assert_eq!(read("before:2026-12-01 before:2026-11-08"), [between(None, eighth)]);
    for (text, length) in [("7d", 7 * DAY), ("24h", DAY), ("30d", 30 * DAY), ("1mo", 30 * DAY), ("90min", DAY / 16)] {
        assert_eq!(read(&format!("last:{text}")), [Term::Time(TimeRange::Last(length))]);
    }
    assert_eq!(read("last:7d last:2w last:1d"), [Term::Time(TimeRange::Last(DAY))]);
    assert_eq!(read("-last:1d -last:7d"), [Term::Time(TimeRange::BeforeLast(7 * DAY))]);
}

#[test]
fn what_cannot_be_read_is_marked_and_the_rest_is_asked() {
    let parsed = parse("status:failure colour:red after:2026-02-30 ana");
    assert_eq!(
        parsed.query.terms,
        [words(Field::Column(Column::Status), &["failure"]), words(Field::Identity, &["ana"])]
    );
    for (text, marked, kind) in [
        ("colour:red", "colour:", FlawKind::UnknownField),
        ("status:", ":", FlawKind::NoValue),
        ("status:a,", ",", FlawKind::NoValue),
        ("status:,a", ":", FlawKind::NoValue),
        (",", "", FlawKind::NoValue),
        ("app:\"Service Now", "\"Service Now", FlawKind::OpenQuote),
        ("app:\"a\" \"", "\"", FlawKind::OpenQuote),
        ("id:5\"6", "\"", FlawKind::StrayQuote),
        ("id:\"5\"6", "6", FlawKind::NoSpace),
        ("before:2026-13-01", "2026-13-01", FlawKind::NoDate),
        ("after:yesterday", "yesterday", FlawKind::NoDate),
        ("after:2026-11-01,2026-11-02", "2026-11-01,2026-11-02", FlawKind::TooMany),
        ("last:soon", "soon", FlawKind::NoLength),
        ("last:d", "d", FlawKind::NoLength),
        ("last:7", "7", FlawKind::NoLength),
        ("last:99999999999999999999d", "99999999999999999999d", FlawKind::NoLength),
        ("last:999999999999999d", "999999999999999d", FlawKind::NoLength),
        ("duration:500,quick", "quick", FlawKind::NoDuration),
        ("date:2026-11-01", "date:", FlawKind::DateField),
        ("-", "-", FlawKind::LoneMinus),
        ("- ana", "-", FlawKind::LoneMinus),
        ("--status:failure", "--", FlawKind::SecondMinus),
        ("---", "--", FlawKind::SecondMinus),
        (":", ":", FlawKind::NoField),
        (":failure", ":", FlawKind::NoField),
        ("-:failure", ":", FlawKind::NoField),
        ("error_code:x", "error_code:", FlawKind::UnknownField),
        ("code2:x", "code2:", FlawKind::UnknownField),
        ("after:2026-11-08 before:2026-11-01", "before:2026-11-01", FlawKind::Backwards),
        ("before:2026-11-01 after:2026-11-08", "after:2026-11-08", FlawKind::Backwards),
        ("after:2026-11-01 before:2026-11-01", "before:2026-11-01", FlawKind::Backwards),
        ("before:2026-11-08 -before:2026-11-08", "-before:2026-11-08", FlawKind::Backwards),
        ("last:1d -last:7d", "-last:7d", FlawKind::Backwards),
        ("-last:7d last:2d", "last:2d", FlawKind::Backwards),
        ("-last:1d last:7d -last:8d", "-last:8d", FlawKind::Backwards),
        ("last:0d", "0d", FlawKind::NoTime),
        ("duration:500..100", "500..100", FlawKind::LargerFirst),
        ("duration:5,500..100", "500..100", FlawKind::LargerFirst),
        ("duration:<0", "<0", FlawKind::NoDuration),
        ("retry:yes", "yes", FlawKind::NoRetry),
        ("retry:done,maybe", "maybe", FlawKind::NoRetry),
    ] {
        assert_eq!(flaws(text), [(marked, kind)], "{text}");
    }
}

#[test]
fn nothing_is_filtered_by_half_a_term() {
    for text in
        ["status:failure,\"warning", "app:\"a\"b c\"", "id:x\"y z\" ana", "before:2026-11-01,x \"y z\"", "-app:a,"]
    {
        let parsed = parse(text);
        assert!(!parsed.flaws.is_empty(), "{text}");
        let about_names = |term: &Term| matches!(term, Term::Words { field: Field::Identity, .. });
        assert!(parsed.query.terms.iter().all(about_names), "{text}");
    }
    assert_eq!(parse("id:x\"y z\" ana").query.terms, [words(Field::Identity, &["ana"])]);
    for text in ["retry:yes, done", "duration:5s, 100", "last:7d, 2d", "retry:yes ,done"] {
        assert!(!parse(text).flaws.is_empty(), "{text}");
    }
    assert_eq!(parse("retry:yes, done bo duration:5s, 100").query.terms, [words(Field::Identity, &["bo"])]);
}

#[test]
fn one_term_that_would_come_to_mean_something_takes_no_other_with_it() {
    let text = "colour:red last:1d -last:7d";
    let query = parse("ana").query;
    assert_eq!(write_over(text, &parse(text).flaws, &query), "identity:ana colour:red");
}

#[test]
fn what_is_ruled_out_is_so_in_one_term() {
    let app = Field::Column(Column::Application);
    let query = parse("-app:Box -app:Slack").query;
    assert_eq!(write(&query.with_word(app, "Teams", Some(true))), "-app:Box,Teams -app:Slack");
}

#[test]
fn a_value_behind_a_blank_is_no_name_to_look_for() {
    for (text, left, at_fault) in [
        ("status: failure", "", "status: failure"),
        ("status: failure ana", "identity:ana", "status: failure"),
        ("-status: failure, success ana", "identity:ana", "-status: failure, success"),
        ("app: \"Service Now\" ana", "identity:ana", "app: \"Service Now\""),
        ("status:  app:Box", "app:Box", "status:"),
        ("status: -ana", "-identity:ana", "status:"),
        ("ana status: ", "identity:ana", "status:"),
        ("status:a, ", "", "status:a, "),
    ] {
        let parsed = parse(text);
        assert_eq!(write(&parsed.query), left, "{text}");
        let [flaw] = parsed.flaws.as_slice() else { panic!("{text}: {:?}", parsed.flaws) };
        assert_eq!((flaw.kind, &text[flaw.term.clone()]), (FlawKind::NoValue, at_fault), "{text}");
        assert_eq!(write_over(text, &parsed.flaws, &parse("app:x").query), format!("app:x {at_fault}"), "{text}");
    }
}

#[test]
fn a_value_longer_than_any_word_is_asked_for_by_its_beginning() {
    let long = "é*".repeat(MAX_WORD);
    for field in [Column::Application, Column::ErrorCode].map(Field::Column) {
        let word = field.word_for(&long);
        let query = Query::default().with_word(field, &word, Some(false));
        assert_eq!(parse(&write(&query)), Parsed { query: query.clone(), flaws: Vec::new() });
        assert!(Pattern::new(&word, field.is_whole()).matches(&long));
        assert!(query.has_word(field, &word, false));
    }
}

#[test]
fn what_is_asked_for_is_ruled_out_no_more_whatever_word_did_it() {
    let [app, status] = [Column::Application, Column::Status].map(Field::Column);
    for (text, field, value, asked) in [
        ("-status:failure", status, "failure", "status:failure"),
        ("-status:FAILURE,skipped status:success", status, "failure", "-status:skipped status:success,failure"),
        ("-app:=box", app, "=box", "-app:=box app:=\\=box"),
        // What wildcards stand for is for the engine to know.
        ("-app:s*k", app, "Slack", "-app:s*k app:=Slack"),
        ("-app:slack", app, "Slack", "app:=Slack"),
        ("-app:=slac,box", app, "Slack", "-app:=slac,box app:=Slack"),
        ("-app:ΤΙΚΉ,box", app, "Φορτωτική", "-app:box app:=Φορτωτική"),
        ("app:=φορτωτική", app, "Φορτωτική", "app:=Φορτωτική"),
        ("-app:\\*k ana", app, "a*k", "identity:ana app:=a\\*k"),
        ("-app:*", app, "", "-app:* app:\"\""),
    ] {
        let query = parse(text).query.with_word(field, &field.word_for(value), Some(false));
        assert_eq!(write(&query), asked, "{text}");
        assert!(query.has_word(field, &field.word_for(&value.to_uppercase()), false));
    }
    let query = parse("-app:slack,box app:a").query;
    assert_eq!(write(&query.admitting(app, "=Slack")), "-app:box app:a");
    // Only a whole value is known to be ruled out.
    assert_eq!(query.admitting(app, "lac"), query);
}

#[test]
fn in_a_box_of_its_own_commas_part_words_and_blanks_do_not() {
    let app = Field::Column(Column::Application);
    for (text, words) in [
        ("", &[][..]),
        (" ", &[]),
        (",", &[]),
        ("Service Now", &["Service Now"]),
        (" ana , Bo  Li,", &["ana", "Bo  Li"]),
        ("\"Li, Bo\" ,=Box Two", &["Li, Bo", "=Box Two"]),
        ("a:b -c", &["a:b -c"]),
        ("\"\"", &[""]),
    ] {
        assert_eq!(parse_words(app, text), Ok(words.iter().map(|word| (*word).to_owned()).collect()), "{text}");
    }
    for (field, text, kind) in [
        (app, "\"Service", FlawKind::OpenQuote),
        (app, "a,,b", FlawKind::NoValue),
        (app, "Bo \"B\" Li", FlawKind::StrayQuote),
        (app, "\"a\" b", FlawKind::NoSpace),
        (Field::Column(Column::Duration), "5,500..100", FlawKind::LargerFirst),
    ] {
        assert_eq!(parse_words(field, text), Err(kind), "{text}");
    }
}

#[test]
fn what_cannot_be_read_stays_where_the_rest_is_written_anew() {
    for (text, asked, written) in [
        ("colour:red ana", "status:failure", "status:failure colour:red"),
        ("colour:red", "", "colour:red"),
        ("ana app:\"Service N", "bo", "identity:bo app:\"Service N"),
        ("retry:yes ana -", "ana last:7d", "identity:ana last:7d retry:yes -"),
        // The end would be one of another range now.
        ("after:2026-11-08 before:2026-11-01", "last:7d", "last:7d"),
        (
            "after:2026-11-08 before:2026-11-01",
            "after:2026-11-08 ana",
            "after:2026-11-08 identity:ana before:2026-11-01",
        ),
    ] {
        let query = parse(asked).query;
        let now = write_over(text, &parse(text).flaws, &query);
        assert_eq!((now.as_str(), parse(&now).query), (written, query));
    }
}

#[test]
fn each_term_of_a_field_is_shown_and_changed_by_itself() {
    let query = parse("ana status:failure petrov,bo -app:Box -app:Slack last:7d before:2026-11-08").query;
    let app = Field::Column(Column::Application);
    assert_eq!(query.words_of(Field::Identity, false), [vec!["ana"], vec!["petrov", "bo"]]);
    assert_eq!(query.words_of(app, true), [vec!["Box", "Slack"]]);
    let names = |lists: &[&str]| {
        let lists = lists.iter().map(|words| words.split_whitespace().map(str::to_owned).collect()).collect();
        write(&query.with_words(Field::Identity, false, lists))
    };
    let rest = "-app:Box -app:Slack last:7d before:2026-11-08";
    assert_eq!(names(&["ana", "bo"]), format!("identity:ana status:failure identity:bo {rest}"));
    assert_eq!(names(&["", "bo"]), format!("status:failure identity:bo {rest}"));
    assert_eq!(names(&[]), format!("status:failure {rest}"));
    assert_eq!(names(&["", "", "li"]), format!("identity:li status:failure {rest}"));
    let out = query.with_words(app, true, vec![vec!["Box".to_owned()]]);
    assert_eq!(write(&out), "identity:ana status:failure identity:petrov,bo -app:Box last:7d before:2026-11-08");
    assert_eq!(query.times().len(), 2);
    let (_, before) = query.ends();
    assert!(write(&query.with_ends(None, None)).ends_with("-app:Slack last:7d"));
    assert!(write(&query.with_ends(before, None)).ends_with("-app:Slack last:7d after:2026-11-08"));
    // What is let through besides has to pass all of the terms.
    let or_li = query.with_word(Field::Identity, "li", Some(false));
    assert_eq!(or_li.words_of(Field::Identity, false), [vec!["ana", "li"], vec!["petrov", "bo", "li"]]);
}

#[test]
fn a_word_of_ten_thousand_characters_is_too_long_and_one_of_a_thousand_is_not() {
    let long = "é".repeat(10_000);
    for text in [long.clone(), format!("app:\"{long}\""), format!("id:x,{long}")] {
        let parsed = parse(&text);
        assert_eq!(parsed.query, Query::default());
        assert_eq!(parsed.flaws.len(), 1);
        assert_eq!(parsed.flaws[0].kind, FlawKind::TooLong);
    }
    assert_eq!(read(&"é".repeat(MAX_WORD)).len(), 1);
}

#[test]
fn a_query_is_written_as_people_would() {
    for text in [
        "status:failure,warning -app:\"Service Now\" identity:ana*",
        "app:=\"Service \"\"Now\"\"\" code:\"\"",
        "after:2026-11-01 before:2026-11-08T14:30Z",
        "after:2026-11-01T00:00:00.500Z last:7d",
        "last:36h -last:90min",
        "expected:RedundantExport duration:>500,<20,100..200",
    ] {
        assert_eq!(write(&parse(text).query), text);
    }
    assert_eq!(write(&parse("ana last:24h last:1mo").query), "identity:ana last:1d");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_text_that_was_read_is_written_and_read_as_the_same(
        terms in prop::collection::vec(
            "-{0,2}((status|app|id|step|duration|retry|after|before|last|nosuch|no-such|identity|expected)?:)?(=?\"[a\\\\*=\",: é]{0,6}\"|[=a\\\\*>5d-]{0,6}|2026-11-0[1-9]|[1-9](d|h|s))(,(=?\"[a,]{0,2}\"|b))?",
            0..6,
        ),
    ) {
        let parsed = parse(&terms.join(" "));
        let written = write(&parsed.query);
        let again = parse(&written);
        prop_assert_eq!(&again.query, &parsed.query, "{}", written);
        prop_assert_eq!(again.flaws, []);
        prop_assert_eq!(write(&again.query), written);
    }

    #[test]
    fn any_words_are_written_and_read_as_they_are(
        terms in prop::collection::vec(
            (prop::sample::select(Field::all().filter(|field| !matches!(field, Field::Column(Column::Duration) | Field::Retry)).collect::<Vec<_>>()),
             prop::collection::vec("[ -~éŁ*\\\\\"=]{0,8}", 1..4), any::<bool>()),
            0..5,
        ),
    ) {
        let terms = terms.into_iter().map(|(field, words, negated)| {
            let words = words.iter().map(|word| field.word_for(word)).collect();
            Term::Words { field, words, negated }
        });
        let query = Query { terms: terms.collect() };
        prop_assert_eq!(parse(&write(&query)), Parsed { query, flaws: Vec::new() });
    }

    #[test]
    fn any_words_are_written_for_a_box_and_read_as_they_are(words in prop::collection::vec("[ -~é\n*\\\\\"=,]{0,8}", 0..4)) {
        let words: Vec<String> = words.iter().map(|word| Field::Text.word_for(word)).collect();
        prop_assert_eq!(parse_words(Field::Text, &write_words(&words)), Ok(words));
    }

    #[test]
    fn any_text_is_read_or_marked_within_its_bounds(text in "\\PC{0,80}") {
        for flaw in parse(&text).flaws {
            prop_assert!(text.get(flaw.at.clone()).is_some() && text.get(flaw.term.clone()).is_some(), "{:?}", flaw);
            prop_assert!(!flaw.kind.to_string().is_empty());
        }
    }
}
