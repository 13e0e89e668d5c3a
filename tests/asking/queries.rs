//! Filters, orders and counts against the naive twin.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use provlens::event::{Action, InitiatorType, Instant, Status, StepType};
use provlens::protocol::{
    Facet, FacetRequest, OpenMode, Overview, OverviewRequest, Reply, Request, Searched, Timeline, ValueCount,
};
use provlens::query::{Clock, Field, Order, Query, Sort, Term, TimeRange, text};
use provlens::table::{Column, RowId};

use crate::host::Host;
use crate::logs::{Change, Entry, any_text, is_live, log, to_file};
use crate::patterns::found;

fn opened(entries: &[Entry], slice: usize) -> Host {
    let mut host = Host::default();
    let opened = host.open(OpenMode::Replace, &[("log.json", &to_file(entries))], slice);
    let live = (0..entries.len()).filter(|row| is_live(entries, *row)).count();
    assert_eq!(opened.events as usize, live);
    assert_eq!(opened.problems as usize, entries.len() - live, "shown and reported are all there are");
    host
}

/// Looks inside every record for what only that can tell.
fn look_inside(host: &mut Host, query: &Query) {
    host.search(query, 500);
}

fn view(host: &mut Host, query: &Query, sort: impl Into<Order>) -> Vec<RowId> {
    look_inside(host, query);
    host.view(query, sort)
}

fn overview(host: &mut Host, request: OverviewRequest) -> Overview {
    look_inside(host, &request.query);
    host.overview(request)
}

fn whole(value: &str, words: &[String]) -> bool {
    found(value, words, true)
}

fn part(value: &str, words: &[String]) -> bool {
    found(value, words, false)
}

/// Durations as a person would read them.
fn lasts(duration: Option<u32>, word: &str) -> bool {
    let Some(duration) = duration else { return word.is_empty() };
    match word {
        "" => false,
        "*" => true,
        ">1" => duration > 1,
        "<=2" => duration <= 2,
        "1..2" => (1..=2).contains(&duration),
        other => other.parse() == Ok(duration),
    }
}

/// Whether any text of a step is what any of the words looks for.
fn step_says(entry: &Entry, words: &[String]) -> bool {
    let (stage, status) = (StepType::from_written(&entry.step.stage), Status::from_written(&entry.step.status));
    let texts = [&entry.step.name, stage.as_str(), status.as_str(), "SkipReason", &entry.skip];
    texts.iter().any(|text| !text.is_empty() && part(text, words))
}

/// What an event says about being tried again: before, and after.
fn retries(entry: &Entry) -> Vec<&'static str> {
    let was = entry.step.name == "EntryEscrowRetry" || entry.reason.contains("12");
    let will_be = entry.reason.contains("again");
    [(was, "done"), (will_be, "due")].into_iter().filter_map(|(is_so, word)| is_so.then_some(word)).collect()
}

/// Whether a modified property is what a term asks for.
fn property_is(change: &Change, field: Field, words: &[String]) -> bool {
    let (old, new) = (change.old.as_deref().unwrap_or(""), change.new.as_deref().unwrap_or(""));
    match field {
        Field::Attr => part(&change.name, words),
        Field::Old => part(old, words),
        Field::New => part(new, words),
        _ if old.is_empty() && new.is_empty() => part("", words),
        _ => [old, new].into_iter().any(|value| !value.is_empty() && part(value, words)),
    }
}

/// The fields and words that one modified property is to have, for each property that is asked for.
fn asked_of_properties(query: &Query) -> Vec<Vec<(Field, &[String])>> {
    let mut properties: Vec<Vec<(Field, &[String])>> = Vec::new();
    for term in &query.terms {
        let Term::Words { field, words, negated: false } = term else { continue };
        if !field.is_of_property() {
            continue;
        }
        match properties.last_mut() {
            Some(last) if last.iter().all(|(of, _)| of != field) => last.push((*field, words)),
            _ => properties.push(vec![(*field, words)]),
        }
    }
    properties
}

fn passes_all(entry: &Entry, query: &Query, newest: i64) -> bool {
    let has = |asked: &Vec<(Field, &[String])>| {
        entry.changes.iter().any(|change| asked.iter().all(|(field, words)| property_is(change, *field, words)))
    };
    query.terms.iter().all(|term| passes(entry, term, newest)) && asked_of_properties(query).iter().all(has)
}

/// Whether an event passes a term by itself; see [`passes_all`] for terms about properties.
fn passes(entry: &Entry, term: &Term, newest: i64) -> bool {
    match term {
        Term::Time(TimeRange::Last(microseconds)) => entry.date.is_some_and(|date| date >= newest - microseconds),
        Term::Time(TimeRange::BeforeLast(microseconds)) => entry.date.is_some_and(|date| date < newest - microseconds),
        Term::Time(TimeRange::Between { after, before }) => entry.date.is_some_and(|date| {
            after.is_none_or(|after| date >= after.0) && before.is_none_or(|before| date < before.0)
        }),
        Term::Words { field, words, negated } => {
            let found = match field {
                Field::Identity => {
                    part(&entry.source_name, words)
                        || part(&entry.target_name, words)
                        || part(&entry.upn, words)
                        || whole(&entry.source_id, words)
                        || whole(&entry.target_id, words)
                }
                Field::Column(Column::Status) => whole(Status::from_written(&entry.status).as_str(), words),
                Field::Column(Column::Action) => whole(Action::from_written(&entry.action).as_str(), words),
                Field::Column(Column::ErrorCode) => whole(entry.effective_code(), words),
                Field::Column(Column::SkipReason) => whole(entry.skip_reason(), words),
                Field::Column(Column::Application) => part(&entry.application, words),
                Field::Column(Column::SourceId) => whole(&entry.source_id, words),
                Field::Column(Column::Id) => whole(&entry.id, words),
                Field::Column(Column::Duration) => words.iter().any(|word| lasts(entry.duration, word)),
                Field::Column(Column::UserPrincipalName) => part(&entry.upn, words),
                Field::Expected => entry.status.eq_ignore_ascii_case("skipped") && whole(entry.effective_code(), words),
                Field::Column(Column::InitiatorType) => {
                    whole(InitiatorType::from_written(&entry.initiator_type).as_str(), words)
                }
                Field::Column(Column::InitiatedBy) => {
                    let kind = InitiatorType::from_written(&entry.initiator_type);
                    let may_be_kind = |word: &&String| !word.is_empty() && !word.starts_with('=');
                    let kinds: Vec<String> = words.iter().filter(may_be_kind).cloned().collect();
                    part(&entry.initiator, words) || whole(kind.as_str(), &kinds)
                }
                Field::Text => any_text(&entry.to_json(), words),
                Field::Step => step_says(entry, words),
                Field::Retry => {
                    let said = retries(entry);
                    if said.is_empty() { whole("", words) } else { said.iter().any(|word| whole(word, words)) }
                }
                field if field.is_of_property() => {
                    entry.changes.iter().any(|change| property_is(change, *field, words))
                }
                other => panic!("{other:?} is not generated"),
            };
            found != *negated
        }
    }
}

fn naive_rows(entries: &[Entry], query: &Query) -> Vec<u32> {
    let newest = entries.iter().filter_map(|entry| entry.date).max().unwrap_or(0);
    let passing = |row: &usize| is_live(entries, *row) && passes_all(&entries[*row], query, newest);
    (0..entries.len()).filter(passing).map(|row| row as u32).collect()
}

/// Clocks that are never changed, and those that are put forward or back while the log goes on.
fn clock() -> impl Strategy<Value = Clock> {
    const HOUR: i64 = 3_600_000_000;
    let still = prop::sample::select(vec![vec![], vec![(0, 9 * HOUR)], vec![(0, -9 * HOUR / 2)]]);
    let changed = (-20..30_i64, -3..4_i64, prop::bool::ANY).prop_map(|(when, ahead, is_forward)| {
        let then = if is_forward { ahead + 1 } else { ahead - 1 };
        vec![(-90 * 1_000_000_000, ahead * HOUR), (when * HOUR, then * HOUR)]
    });
    let clock = |sets: Vec<(i64, i64)>| Clock(sets.into_iter().map(|(from, ahead)| (Instant(from), ahead)).collect());
    prop_oneof![still, changed].prop_map(clock)
}

fn term() -> impl Strategy<Value = Term> {
    let field = prop::sample::select(vec![
        Field::Identity,
        Field::Column(Column::Status),
        Field::Column(Column::Action),
        Field::Column(Column::ErrorCode),
        Field::Column(Column::SkipReason),
        Field::Column(Column::Application),
        Field::Column(Column::SourceId),
        Field::Column(Column::Id),
        Field::Column(Column::Duration),
        Field::Column(Column::UserPrincipalName),
        Field::Column(Column::InitiatedBy),
        Field::Column(Column::InitiatorType),
        Field::Expected,
        Field::Text,
        Field::Step,
        Field::Attr,
        Field::Value,
        Field::Old,
        Field::New,
        Field::Retry,
    ]);
    let word = prop::sample::select(vec![
        "",
        "ana",
        "ÁN",
        "e-77",
        "0F8FAD5B-d9cb-469f-a165-70867728950e",
        "success",
        "FAILURE",
        "odd",
        "update",
        "stageddelete",
        "entryconflict",
        "timeout",
        "redundantexport",
        "service",
        "now 2",
        "2",
        "łuk",
        "nothing",
        "*",
        "an*",
        "*N*",
        "e-*",
        "*e-7*8",
        "0f8*0E",
        "=ana",
        "=Box",
        "=service now",
        "\\*",
        ">1",
        "<=2",
        "1..2",
        "export",
        "escrow",
        "mail",
        "depart",
        "box",
        "=e-77",
        "done",
        "due",
        "system",
        "=system",
        "reason",
    ]);
    prop_oneof![
        4 => (field, prop::collection::vec(word.prop_map(str::to_owned), 1..3), any::<bool>())
            .prop_map(|(field, words, negated)| Term::Words { field, words, negated }),
        1 => (0..200_000_000_000_i64).prop_map(|length| Term::Time(TimeRange::Last(length))),
        1 => (0..200_000_000_000_i64).prop_map(|length| Term::Time(TimeRange::BeforeLast(length))),
        1 => (prop::option::of(-10..6_i64), prop::option::of(-10..6_i64)).prop_map(|(after, before)| {
            let instant = |day: i64| Instant(day * 20_000_000_000);
            Term::Time(TimeRange::Between { after: after.map(instant), before: before.map(instant) })
        }),
    ]
}

/// The order of two events by a column: those without a value last, whichever way the order runs.
fn compare(left: &Entry, right: &Entry, sort: Sort) -> Ordering {
    fn by<T: Ord>(left: Option<T>, right: Option<T>, descending: bool) -> Ordering {
        match (left, right) {
            (Some(left), Some(right)) => {
                if descending {
                    right.cmp(&left)
                } else {
                    left.cmp(&right)
                }
            }
            (left, right) => right.is_some().cmp(&left.is_some()),
        }
    }
    let text = |text: &str| (!text.is_empty()).then(|| (text.to_lowercase(), text.to_owned()));
    let down = sort.descending;
    match sort.column {
        Column::Date => by(left.date, right.date, down),
        Column::Duration => by(left.duration, right.duration, down),
        Column::Identity => by(text(left.identity()), text(right.identity()), down),
        Column::Status => by(
            text(Status::from_written(&left.status).as_str()),
            text(Status::from_written(&right.status).as_str()),
            down,
        ),
        Column::Application => by(text(&left.application), text(&right.application), down),
        Column::SourceId => by(
            Some(left.source_id.clone()).filter(|id| !id.is_empty()),
            Some(right.source_id.clone()).filter(|id| !id.is_empty()),
            down,
        ),
        other => panic!("{other:?} is not generated"),
    }
}

#[test]
fn a_log_of_one_event_stands_in_the_midst_of_an_hour() {
    let event = br#"[{"id":"1","activityDateTime":"2026-11-18T10:00:30Z","changeId":"c","provisioningAction":"create",
        "provisioningStatusInfo":{"status":"success"},"sourceIdentity":{"id":"a"},"targetIdentity":{"id":"b"}}]"#;
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", event)], 4096);
    let timeline = host.overview(OverviewRequest { bins: 120, ..OverviewRequest::default() }).timeline.unwrap();
    assert_eq!((timeline.bins.width, timeline.bins.count()), (60_000_000, 61));
    assert_eq!(timeline.all.iter().position(|count| *count == 1), Some(30));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_query_lets_through_what_a_look_at_every_event_lets_through(
        entries in log(),
        terms in prop::collection::vec(term(), 0..4),
        slice in 1..3000_usize,
    ) {
        let query = Query { terms };
        let mut host = opened(&entries, slice);
        prop_assert_eq!(host.search(&query, slice), Searched::default());
        let mut rows = view(&mut host, &query, Sort::default());
        rows.sort();
        prop_assert_eq!(rows, naive_rows(&entries, &query).into_iter().map(RowId).collect::<Vec<_>>());
    }

    #[test]
    fn an_order_is_that_of_a_stable_sort(
        entries in log(),
        terms in prop::collection::vec(term(), 0..2),
        by in prop::collection::btree_map(
            prop::sample::select(vec![Column::Date, Column::Duration, Column::Identity, Column::Status, Column::Application, Column::SourceId]),
            any::<bool>(), 1..4,
        ).prop_map(|by| by.into_iter().collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let by = by.into_iter().map(|(column, descending)| Sort { column, descending });
        let order = Order(by.collect());
        let compare_all = |left: &Entry, right: &Entry| {
            order.0.iter().fold(Ordering::Equal, |so_far, sort| so_far.then_with(|| compare(left, right, *sort)))
        };
        let query = Query { terms };
        let mut host = opened(&entries, 500);
        host.search(&query, 500);
        let mut naive = naive_rows(&entries, &query);
        naive.sort_by(|left, right| compare_all(&entries[*left as usize], &entries[*right as usize]));
        let rows: Vec<u32> = view(&mut host, &query, order.clone()).into_iter().map(|row| row.0).collect();
        prop_assert_eq!(&rows, &naive);
        for (position, row) in rows.iter().enumerate() {
            let reply = host.ask(Request::Position { query: query.clone(), sort: order.clone(), row: RowId(*row) });
            prop_assert_eq!(reply, Reply::Position(Some(position as u32)));
        }
    }

    #[test]
    fn a_question_as_text_is_the_same_question(entries in log(), terms in prop::collection::vec(term(), 0..4)) {
        let query = Query { terms };
        let read = text::parse(&text::write(&query));
        // What no text can ask for: a duration that is none, and a time without ends.
        let is_endless = |term: &Term| *term == Term::Time(TimeRange::Between { after: None, before: None });
        prop_assume!(read.flaws.is_empty() && !query.terms.iter().any(is_endless));
        let mut host = opened(&entries, 500);
        prop_assert_eq!(view(&mut host, &query, Sort::default()), view(&mut host, &read.query, Sort::default()));
    }

    #[test]
    fn facets_are_counted_under_all_terms_but_their_own(
        entries in log(),
        terms in prop::collection::vec(term(), 0..4),
        facet_part in prop::sample::select(vec!["", "s", "now"]),
        limit in 0..4_u32,
    ) {
        let query = Query { terms };
        let mut host = opened(&entries, 500);
        let columns = [Column::Status, Column::Application, Column::ErrorCode];
        let value_of = |entry: &Entry, column| match column {
            Column::Status => entry.status.to_lowercase(),
            Column::Application => entry.application.to_lowercase(),
            _ => entry.effective_code().to_lowercase(),
        };
        let request = |limit| OverviewRequest {
            query: query.clone(),
            facets: columns.iter().map(|column| FacetRequest { column: *column, part: facet_part.to_owned(), limit, under_own: false }).collect(),
            ..OverviewRequest::default()
        };
        let facets = overview(&mut host, request(u32::MAX)).facets;
        let shortened = overview(&mut host, request(limit)).facets;
        for (index, column) in columns.into_iter().enumerate() {
            let mut naive: BTreeMap<String, u64> = BTreeMap::new();
            for row in naive_rows(&entries, &query.without(Field::Column(column))) {
                let value = value_of(&entries[row as usize], column);
                if value.contains(facet_part) {
                    *naive.entry(value).or_default() += 1;
                }
            }
            let Facet { values, distinct } = &facets[index];
            let own = Field::Column(column);
            let named: BTreeSet<String> = query.terms.iter().flat_map(|term| match term {
                Term::Words { field, words, .. } if *field == own => words.as_slice(),
                _ => &[],
            }).filter(|word| !word.replace("\\*", "").contains('*') && (own.is_whole() || word.is_empty() || word.starts_with('=')))
            .map(|word| word.strip_prefix('=').unwrap_or(word).replace("\\*", "*").to_lowercase()).collect();
            if facet_part.is_empty() {
                for value in &named {
                    naive.entry(value.clone()).or_default();
                }
            }
            let is_named = |value: &ValueCount| named.contains(&value.value.to_lowercase());
            prop_assert!(values.is_sorted_by(|left, right| left.count >= right.count));
            prop_assert_eq!(*distinct as usize, naive.values().filter(|count| **count > 0).count());
            let (first, rest) = values.split_at(values.len().min(limit as usize));
            let kept: Vec<ValueCount> = first.iter().chain(rest.iter().filter(|value| is_named(value))).cloned().collect();
            prop_assert_eq!(&shortened[index].values, &kept);
            let counted: BTreeMap<String, u64> = values.iter().map(|value| (value.value.to_lowercase(), value.count)).collect();
            prop_assert_eq!(counted, naive);
            // A count is a promise: asked for alone, the value has as many events.
            if let Some(ValueCount { value, count }) = values.first() {
                let field = Field::Column(column);
                let asked = query.without(field).with_word(field, &field.word_for(value), Some(false));
                prop_assert_eq!(view(&mut host, &asked, Sort::default()).len() as u64, *count, "{:?}", value);
            }
        }
    }

    #[test]
    fn events_over_time_are_those_of_each_stretch(
        entries in log(),
        terms in prop::collection::vec(term(), 0..3),
        most in 2..40_u32,
        clock in clock(),
    ) {
        let query = Query { terms };
        let mut host = opened(&entries, 500);
        let overview = overview(&mut host, OverviewRequest { query: query.clone(), bins: most, clock: clock.clone(), ..OverviewRequest::default() });
        let matching = naive_rows(&entries, &query);
        let dated = |row: &u32| entries[*row as usize].date.is_some();
        let Some(Timeline { bins, counts, all }) = overview.timeline else {
            prop_assert!(!matching.iter().any(dated));
            return Ok(());
        };
        let count = bins.count() as usize;
        prop_assert!(count <= most as usize && bins.edges.is_sorted_by(|edge, next| edge < next));
        prop_assert_eq!((counts.len(), all.len()), (count, count));
        let shown = |edge: Instant| {
            let set = clock.0.iter().rev().find(|(from, _)| *from <= edge).or(clock.0.first());
            edge.0 + set.map_or(0, |(_, ahead)| *ahead)
        };
        for edge in &bins.edges[..count] {
            let is_changed_here = clock.0.iter().skip(1).any(|(from, _)| from == edge);
            prop_assert!(is_changed_here || shown(*edge) % bins.width == 0, "{:?} in {:?}", edge, bins);
        }
        let live = naive_rows(&entries, &Query::default());
        for bin in 0..count {
            let (from, to) = (bins.edges[bin].0, bins.edges[bin + 1].0);
            let inside = |row: &&u32| entries[**row as usize].date.is_some_and(|date| (from..to).contains(&date));
            let of = |slot: usize| {
                let slot_of = |row: &&u32| Status::ALL.iter().position(|status| *status == Status::from_written(&entries[**row as usize].status)).unwrap_or(4);
                matching.iter().filter(inside).filter(|row| slot_of(row) == slot).count() as u32
            };
            prop_assert_eq!(counts[bin], [0, 1, 2, 3, 4].map(of));
            prop_assert_eq!(all[bin] as usize, live.iter().filter(inside).count());
        }
        let counted: u32 = counts.iter().flatten().sum();
        prop_assert_eq!(counted as usize, matching.iter().filter(|row| dated(row)).count(), "none is left out");
    }

    #[test]
    fn what_is_expected_is_counted_whether_it_is_hidden_or_not(entries in log(), terms in prop::collection::vec(term(), 0..3)) {
        let expected = vec!["RedundantExport".to_owned(), "timeout".to_owned()];
        let shown = Query { terms }.without(Field::Expected);
        let mut hidden = shown.clone();
        hidden.terms.push(Term::Words { field: Field::Expected, words: expected.clone(), negated: true });
        let mut host = opened(&entries, 500);
        let difference = naive_rows(&entries, &shown).len() - naive_rows(&entries, &hidden).len();
        for query in [shown, hidden] {
            let overview = overview(&mut host, OverviewRequest { query, expected: expected.clone(), ..OverviewRequest::default() });
            prop_assert_eq!(overview.expected as usize, difference);
        }
    }

    #[test]
    fn the_next_event_of_a_kind_is_the_first_on_the_way_around(
        entries in log(),
        terms in prop::collection::vec(term(), 0..2),
        wanted in term(),
        from in prop::option::of(0..70_u32),
        back in any::<bool>(),
    ) {
        let query = Query { terms };
        let mut host = opened(&entries, 500);
        let view = view(&mut host, &query, Sort::default());
        prop_assume!(from.is_none_or(|from| (from as usize) < view.len()));
        let passing = naive_rows(&entries, &Query { terms: vec![wanted.clone()] });
        let is_wanted = |position: &u32| passing.contains(&view[*position as usize].0);
        let end = view.len() as u32;
        let naive = match (from, back) {
            (None, false) => (0..end).find(is_wanted),
            (None, true) => (0..end).rev().find(is_wanted),
            (Some(from), false) => (from + 1..end).chain(0..=from).find(is_wanted),
            (Some(from), true) => (0..from).rev().chain((from..end).rev()).find(is_wanted),
        };
        look_inside(&mut host, &Query { terms: vec![wanted.clone()] });
        let request = Request::Seek { query, sort: Order::default(), term: wanted, from, back };
        prop_assert_eq!(host.ask(request), Reply::Position(naive));
    }

    #[test]
    fn windows_put_together_are_the_view(entries in log(), size in 1..40_u32) {
        let mut host = opened(&entries, 500);
        let query = Query::default();
        let view = view(&mut host, &query, Sort::default());
        let mut together = Vec::new();
        let mut first = 0;
        loop {
            look_inside(&mut host, &query);
            let window = host.rows(&query, Sort::default(), &[Column::Date], first, size);
            prop_assert_eq!((window.total as usize, window.matching as usize), (view.len(), view.len()));
            if window.rows.is_empty() { break; }
            together.extend(window.rows.into_iter().map(|row| row.row));
            first += size;
        }
        prop_assert_eq!(together, view);
    }
}
