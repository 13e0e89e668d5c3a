//! Times along the bars: which of them are named, and how.

use provlens::view::timeline::axis::names;
use wasm_bindgen_test::wasm_bindgen_test as test;

#[test]
fn hours_of_a_day_are_named_by_the_clock_and_its_beginning_by_the_date() {
    let hours: Vec<String> = (0..24).map(|hour| format!("2026-11-18 {hour:02}:00:00")).collect();
    assert_eq!(names(&hours), [(0, "2026-11-18"), (6, "06:00"), (12, "12:00"), (18, "18:00")]);
    let minutes: Vec<String> = (10..40).map(|minute| format!("2026-11-18 14:{minute:02}:00")).collect();
    let fives = ["14:10", "14:15", "14:20", "14:25", "14:30", "14:35"];
    assert_eq!(names(&minutes), [0, 5, 10, 15, 20, 25].into_iter().zip(fives).collect::<Vec<_>>());
}

#[test]
fn of_many_days_each_so_many_th_is_named() {
    let halves = (1..=30).flat_map(|day| [0, 12].map(|hour| format!("2026-11-{day:02} {hour:02}:00:00")));
    let halves: Vec<String> = halves.collect();
    let named = names(&halves);
    assert_eq!(named.len(), 6);
    assert!(named.windows(2).all(|pair| pair[1].0 - pair[0].0 == 10), "{named:?}");
    assert_eq!(named[1], (10, "2026-11-06"));
}

#[test]
fn a_log_of_one_moment_names_it_and_none_names_nothing() {
    assert_eq!(names(&["2026-11-18 14:07:09".to_owned()]), [(0, "14:07:09")]);
    assert_eq!(names(&[]), []);
}
