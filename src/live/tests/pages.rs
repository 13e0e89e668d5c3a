//! Whatever happens on the way, what is read in the end is what a plain look at the log says.

use proptest::prelude::*;

use super::super::{Phase, Range};
use super::log::{Api0, Fault, Reader};

/// In seconds: a moment that all dates of these tests lie before.
const NOW: i64 = 1_800_000_000;
const HOUR: i64 = 3600;

fn faults() -> impl Strategy<Value = Option<Fault>> {
    prop_oneof![
        4 => Just(None),
        1 => Just(Some(Fault::Status(503, "<html>"))),
        1 => Just(Some(Fault::Throttle(None))),
        1 => Just(Some(Fault::Throttle(Some("2")))),
        1 => (1_usize..400).prop_map(|at| Some(Fault::Cut(at))),
        1 => (1_usize..400).prop_map(|at| Some(Fault::Long(at))),
        1 => Just(Some(Fault::Nothing)),
        1 => Just(Some(Fault::Status(410, ""))),
        1 => Just(Some(Fault::Status(401, ""))),
    ]
}

fn dates() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::vec((0_i64..30 * HOUR).prop_map(|back| NOW - back), 0..60)
}

proptest! {
    #[test]
    fn every_record_of_the_range_is_read_once_whatever_is_in_the_way(
        dates in dates(),
        page in 1_usize..9,
        faults in prop::collection::vec(faults(), 0..40),
        is_ordered in any::<bool>(),
    ) {
        let mut api = Api0::new(&dates, page).with_faults(std::iter::once(None).chain(faults));
        api.is_ordered = is_ordered;
        let expected = api.between(NOW - 24 * HOUR, i64::MAX);
        let mut reader = Reader::new(api, Range::Hours(24), None, NOW);
        let mut resumed = 0;
        while reader.run() != Phase::Complete {
            resumed += 1;
            prop_assert!(resumed < 100, "{}", reader.words());
            reader.session.resume(None);
        }
        let within = reader.read.iter().filter(|(_, date)| **date >= NOW - 24 * HOUR);
        prop_assert_eq!(within.map(|(id, date)| (id.clone(), *date)).collect::<std::collections::BTreeMap<_, _>>(), expected);
        // And nobody was asked too often.
        for (start, _) in &reader.asked {
            let within = reader.asked.iter().filter(|(at, _)| (*start..start + 10_000).contains(at)).count();
            prop_assert!(within <= 5);
        }
    }

    #[test]
    fn pausing_ending_refreshing_and_going_back_lose_nothing(
        dates in dates(),
        page in 1_usize..9,
        stop_after in 0_usize..8,
        is_ended in any::<bool>(),
        late in prop::collection::vec(0_i64..2 * HOUR, 0..10),
    ) {
        let api = Api0::new(&dates, page);
        let mut reader = Reader::new(api, Range::Hours(6), None, NOW);
        // Stopped by the fault that only a person can end, and then for good or not.
        reader.api.faults = std::iter::repeat_n(None, stop_after).chain([Some(Fault::Status(401, ""))]).collect();
        reader.run();
        if is_ended { reader.session.cancel() } else { reader.session.resume(None) }
        reader.run();
        reader.api.faults.clear();
        // Records that come late, as late as they may.
        let now = reader.now.date.0 / 1_000_000;
        for (number, behind) in late.iter().enumerate() {
            reader.api.records.push((format!("late{number}"), now - behind));
        }
        reader.api.records.sort_by_key(|(_, date)| -date);
        for step in 0..20 {
            let now = reader.now;
            if step % 2 == 0 { reader.session.refresh(now) } else { reader.session.older(now) }
            prop_assert_eq!(reader.run(), Phase::Complete);
        }
        prop_assert_eq!(&reader.read, &reader.api.between(i64::MIN, i64::MAX));
    }
}
