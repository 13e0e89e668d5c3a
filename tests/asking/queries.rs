//! Filters, orders and counts against the naive twin.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use provlens::event::{Instant, Status};
use provlens::protocol::{
    Facet, FacetRequest, OpenMode, Overview, OverviewRequest, Reply, Request, Searched, Timeline, ValueCount,
};
use provlens::query::{Field, Order, Query, Sort, Term, TimeRange, text};
use provlens::table::{Column, RowId};

use crate::host::Host;
use crate::logs::{Entry, is_live, log, to_file};
use crate::naive::{compare, naive_rows};
use crate::questions::{clock, term};

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

#[test]
fn an_object_type_is_found_as_its_record_writes_it() {
    let event = br#"[{"id":"1","activityDateTime":"2026-11-18T10:00:30Z","changeId":"c","provisioningAction":"create",
        "provisioningStatusInfo":{"status":"success"},
        "sourceIdentity":{"id":"a","identityType":"urn:ietf:params:scim:schemas:core:2.0:Device"}}]"#;
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", event)], 4096);
    for (asked, count) in [
        ("type:device", 1),
        ("type:urn:ietf:params:scim:schemas:core:2.0:Device", 1),
        ("type:urn:ietf:params:scim:schemas:core:2.0:User", 0),
        ("type:=urn:ietf:params:scim:schemas:core:2.0:Device", 1),
    ] {
        assert_eq!(view(&mut host, &text::parse(asked).query, Sort::default()).len(), count, "{asked}");
    }
}

#[test]
fn the_empty_word_asks_for_events_that_have_nothing_there_at_all() {
    let event = |id: &str, rest: &str| {
        format!(
            r#"{{"id":"{id}","activityDateTime":"2026-11-18T10:00:30Z","changeId":"c","provisioningAction":"create",
            "provisioningStatusInfo":{{"status":"success"}}{rest}}}"#
        )
    };
    let events = [
        event("nobody", ""),
        event("name", r#","targetIdentity":{"displayName":"Ana"}"#),
        event("id", r#","sourceIdentity":{"id":"a"}"#),
        event(
            "emptied",
            r#","sourceIdentity":{"id":"b"},"modifiedProperties":[{"displayName":"mail","oldValue":"a"}]"#,
        ),
    ];
    let mut host = Host::default();
    host.open(OpenMode::Replace, &[("log.json", format!("[{}]", events.join(",")).as_bytes())], 4096);
    for (asked, rows) in [
        (r#"identity:"""#, vec![0]),
        (r#"-identity:"""#, vec![1, 2, 3]),
        (r#"identity:"",a"#, vec![0, 1, 2]),
        ("identity:*", vec![1, 2, 3]),
        (r#"attr:"""#, vec![0, 1, 2]),
        (r#"-attr:"""#, vec![3]),
        (r#"new:"""#, vec![0, 1, 2, 3]),
        (r#"old:"""#, vec![0, 1, 2]),
        (r#"attr:mail new:"""#, vec![3]),
        (r#"attr:"" new:x"#, vec![]),
        (r#"step:"""#, vec![0, 1, 2, 3]),
        // Some text stands in every record.
        (r#"text:"""#, vec![]),
    ] {
        let mut found = view(&mut host, &text::parse(asked).query, Sort::default());
        found.sort();
        assert_eq!(found, rows.into_iter().map(RowId).collect::<Vec<_>>(), "{asked}");
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
        // The other way round is made of this one.
        if let [one] = order.0.as_slice() {
            let opposite = Sort { descending: !one.descending, ..*one };
            let mut naive = naive_rows(&entries, &query);
            naive.sort_by(|left, right| compare(&entries[*left as usize], &entries[*right as usize], opposite));
            let rows: Vec<u32> = view(&mut host, &query, opposite).into_iter().map(|row| row.0).collect();
            prop_assert_eq!(rows, naive);
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
        // Once all events are counted, those that are left out may be counted instead.
        overview(&mut host, OverviewRequest { query: Query::default(), ..request(1) });
        prop_assert_eq!(&overview(&mut host, request(u32::MAX)).facets, &facets);
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
    fn what_is_expected_is_counted_whether_it_is_hidden_or_not(
        entries in log(),
        terms in prop::collection::vec(term(), 0..3),
        // A link hides what somebody else expects.
        others_list in prop::sample::select(vec!["RedundantExport", "timeout", "*"]),
    ) {
        let own = vec!["RedundantExport".to_owned(), "timeout".to_owned()];
        let mut shown = Query { terms };
        shown.terms.retain(|term| !term.hides_expected());
        let mut host = opened(&entries, 500);
        let all = naive_rows(&entries, &shown).len();
        for (list, hides) in [(own.clone(), false), (own.clone(), true), (vec![others_list.to_owned()], true)] {
            let mut hidden = shown.clone();
            hidden.terms.push(Term::Words { field: Field::Expected, words: list, negated: true });
            let difference = all - naive_rows(&entries, &hidden).len();
            let query = if hides { hidden } else { shown.clone() };
            let overview = overview(&mut host, OverviewRequest { query, expected: own.clone(), ..OverviewRequest::default() });
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
