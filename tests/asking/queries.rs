//! Filters, orders and counts against the naive twin.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use proptest::prelude::*;
use provlens::event::{Action, Instant, Status};
use provlens::protocol::{OpenMode, Reply, Request, Searched};
use provlens::query::{Field, Query, Sort, Term, TimeRange};
use provlens::table::{Column, RowId};

use crate::host::Host;
use crate::logs::{Entry, any_text, is_live, log, to_file};

fn opened(entries: &[Entry], slice: usize) -> Host {
    let mut host = Host::default();
    let opened = host.open(OpenMode::Replace, &[("log.json", &to_file(entries))], slice);
    let live = (0..entries.len()).filter(|row| is_live(entries, *row)).count();
    assert_eq!(opened.events as usize, live);
    assert_eq!(opened.problems as usize, entries.len() - live, "shown and reported are all there are");
    host
}

fn whole(value: &str, words: &[String]) -> bool {
    words.iter().any(|word| value.to_lowercase() == word.to_lowercase())
}

fn part(value: &str, words: &[String]) -> bool {
    words.iter().any(|word| {
        if word.is_empty() { value.is_empty() } else { value.to_lowercase().contains(&word.to_lowercase()) }
    })
}

fn passes(entry: &Entry, term: &Term, newest: i64) -> bool {
    match term {
        Term::Time(TimeRange::Last(microseconds)) => entry.date.is_some_and(|date| date >= newest - microseconds),
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
                Field::Column(Column::Duration) => {
                    entry.duration.is_some_and(|duration| words.contains(&duration.to_string()))
                }
                Field::Text => any_text(&entry.to_json(), words),
                Field::Column(other) => panic!("{other:?} is not generated"),
            };
            found != *negated
        }
    }
}

fn naive_rows(entries: &[Entry], query: &Query) -> Vec<u32> {
    let newest = entries.iter().filter_map(|entry| entry.date).max().unwrap_or(0);
    let passing =
        |row: &usize| is_live(entries, *row) && query.terms.iter().all(|term| passes(&entries[*row], term, newest));
    (0..entries.len()).filter(passing).map(|row| row as u32).collect()
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
        Field::Text,
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
    ]);
    prop_oneof![
        4 => (field, prop::collection::vec(word.prop_map(str::to_owned), 1..3), any::<bool>())
            .prop_map(|(field, words, negated)| Term::Words { field, words, negated }),
        1 => (0..200_000_000_000_i64).prop_map(|length| Term::Time(TimeRange::Last(length))),
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
        let mut rows = host.view(&query, Sort::default());
        rows.sort();
        prop_assert_eq!(rows, naive_rows(&entries, &query).into_iter().map(RowId).collect::<Vec<_>>());
    }

    #[test]
    fn an_order_is_that_of_a_stable_sort(
        entries in log(),
        terms in prop::collection::vec(term(), 0..2),
        column in prop::sample::select(vec![Column::Date, Column::Duration, Column::Identity, Column::Status, Column::Application, Column::SourceId]),
        descending in any::<bool>(),
    ) {
        let sort = Sort { column, descending };
        let query = Query { terms };
        let mut host = opened(&entries, 500);
        host.search(&query, 500);
        let mut naive = naive_rows(&entries, &query);
        naive.sort_by(|left, right| compare(&entries[*left as usize], &entries[*right as usize], sort));
        let rows: Vec<u32> = host.view(&query, sort).into_iter().map(|row| row.0).collect();
        prop_assert_eq!(&rows, &naive);
        for (position, row) in rows.iter().enumerate() {
            let reply = host.ask(Request::Position { query: query.clone(), sort, row: RowId(*row) });
            prop_assert_eq!(reply, Reply::Position(Some(position as u32)));
        }
    }

    #[test]
    fn values_are_counted_under_all_terms_but_their_own(entries in log(), terms in prop::collection::vec(term(), 0..3)) {
        let query = Query { terms };
        let mut host = opened(&entries, 500);
        host.search(&query.without(Field::Column(Column::Status)), 500);
        let reply = host.ask(Request::Values { query: query.clone(), column: Column::Status });
        let Reply::Values(values) = reply else { panic!("{reply:?}") };
        let mut naive: BTreeMap<String, u64> = BTreeMap::new();
        for row in naive_rows(&entries, &query.without(Field::Column(Column::Status))) {
            *naive.entry(Status::from_written(&entries[row as usize].status).as_str().to_owned()).or_default() += 1;
        }
        prop_assert!(values.is_sorted_by(|left, right| left.count >= right.count));
        let counted: BTreeMap<String, u64> = values.into_iter().map(|value| (value.value, value.count)).collect();
        prop_assert_eq!(counted, naive);
    }

    #[test]
    fn windows_put_together_are_the_view(entries in log(), size in 1..40_u32) {
        let mut host = opened(&entries, 500);
        let query = Query::default();
        let view = host.view(&query, Sort::default());
        let mut together = Vec::new();
        let mut first = 0;
        loop {
            let window = host.rows(&query, Sort::default(), &[Column::Date], first, size);
            prop_assert_eq!((window.total as usize, window.matching as usize), (view.len(), view.len()));
            if window.rows.is_empty() { break; }
            together.extend(window.rows.into_iter().map(|row| row.row));
            first += size;
        }
        prop_assert_eq!(together, view);
    }
}
