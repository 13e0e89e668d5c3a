//! Questions to ask of generated logs.

use proptest::prelude::*;
use provlens::event::Instant;
use provlens::query::{Clock, Field, Term, TimeRange};
use provlens::table::Column;

/// Clocks that are never changed, and those that are put forward or back while the log goes on.
pub fn clock() -> impl Strategy<Value = Clock> {
    const HOUR: i64 = 3_600_000_000;
    let still = prop::sample::select(vec![vec![], vec![(0, 9 * HOUR)], vec![(0, -9 * HOUR / 2)]]);
    let changed = (-20..30_i64, -3..4_i64, prop::bool::ANY).prop_map(|(when, ahead, is_forward)| {
        let then = if is_forward { ahead + 1 } else { ahead - 1 };
        vec![(-90 * 1_000_000_000, ahead * HOUR), (when * HOUR, then * HOUR)]
    });
    let clock = |sets: Vec<(i64, i64)>| Clock(sets.into_iter().map(|(from, ahead)| (Instant(from), ahead)).collect());
    prop_oneof![still, changed].prop_map(clock)
}

/// Terms that let through some of the events and not others.
pub fn term() -> impl Strategy<Value = Term> {
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
        "*a*e*",
        "*7*8*",
        "*-4*f*",
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
