//! Where rows lie: from a scroll to the rows in sight and back.
#![expect(clippy::float_cmp, reason = "whole pixels are exact")]

use provlens::view::grid::geometry::{Geometry, MAX_CANVAS, ROW_HEIGHT, Scroll, position_of};
use wasm_bindgen_test::wasm_bindgen_test as test;

const SHORT: Geometry = Geometry { rows: 1_000, viewport: 700.0, tallest: MAX_CANVAS };
const TALL: Geometry = Geometry { rows: 4_000_000_000, viewport: 700.0, tallest: MAX_CANVAS };

#[test]
fn a_log_that_fits_scrolls_pixel_by_pixel() {
    let scroll = SHORT.scrolled(Scroll::default(), 12_345.0);
    assert_eq!(scroll, Scroll { top: 12_345.0, offset: 12_345.0 });
    assert_eq!(SHORT.anchored(12_345.0), scroll);
    assert!(!SHORT.has_drifted(scroll));
    assert_eq!(SHORT.canvas(), 32_000.0);
}

#[test]
fn the_scrolling_element_of_any_log_stays_below_the_limit() {
    for rows in [0, 1, 249_999, 250_000, 250_001, u32::MAX] {
        for tallest in [MAX_CANVAS, 6_700_000.0] {
            let geometry = Geometry { rows, viewport: 700.0, tallest };
            assert!(geometry.canvas() <= tallest, "{rows}");
        }
    }
}

#[test]
fn a_notch_of_the_wheel_moves_a_tall_log_by_as_many_pixels() {
    let start = TALL.anchored(50_000_000_000.0);
    let after = TALL.scrolled(start, start.top + 120.0);
    assert_eq!(after.offset, 50_000_000_120.0);
    assert!(TALL.has_drifted(after));
}

#[test]
fn dragging_the_bar_reaches_both_ends_of_a_tall_log() {
    let end = TALL.scrolled(Scroll::default(), TALL.max_top());
    assert_eq!(end.offset, TALL.max_offset());
    assert_eq!(TALL.scrolled(end, 0.0).offset, 0.0);
    let half = TALL.scrolled(Scroll::default(), TALL.max_top() / 2.0);
    assert!((half.offset / TALL.max_offset() - 0.5).abs() < 1e-9);
}

#[test]
fn there_is_room_to_scroll_on_everywhere_but_at_the_ends() {
    let last_but_one = TALL.anchored(TALL.max_offset() - ROW_HEIGHT);
    assert!(last_but_one.top < TALL.max_top());
    assert!(TALL.anchored(ROW_HEIGHT).top > 0.0);
    assert_eq!(TALL.anchored(0.0).top, 0.0);
    assert_eq!(TALL.anchored(f64::MAX).top, TALL.max_top());
}

#[test]
fn a_wheel_turned_to_an_end_comes_there_row_by_row() {
    let mut scroll = TALL.anchored(50_000.0);
    let mut turned_back = TALL.anchored(TALL.max_offset() - 50_000.0);
    for _ in 0..500 {
        scroll = TALL.scrolled(scroll, (scroll.top - 120.0).max(0.0));
        turned_back = TALL.scrolled(turned_back, (turned_back.top + 120.0).min(TALL.max_top()));
        assert_eq!(scroll.offset, scroll.top);
        assert_eq!(TALL.max_offset() - turned_back.offset, TALL.max_top() - turned_back.top);
    }
    assert_eq!(scroll.offset, 0.0);
    assert_eq!(turned_back.offset, TALL.max_offset());
}

#[test]
fn the_bar_stands_where_a_drag_to_there_leads() {
    for part in 0..=1_000 {
        let offset = TALL.max_offset() / 1_000.0 * f64::from(part);
        let anchored = TALL.anchored(offset);
        let dragged = TALL.scrolled(Scroll { top: -1e9, offset: 0.0 }, anchored.top);
        // A pixel of the bar is so many of the rows.
        assert!((dragged.offset - offset).abs() <= TALL.max_offset() / (TALL.max_top() - 200_000.0), "{part}");
    }
}

#[test]
fn a_row_is_revealed_by_the_shortest_way() {
    assert_eq!(SHORT.revealing(320.0, 5), 160.0);
    assert_eq!(SHORT.revealing(320.0, 15), 320.0);
    assert_eq!(SHORT.revealing(0.0, 40), 41.0 * ROW_HEIGHT - 700.0);
    let flat = Geometry { rows: 9, viewport: 10.0, ..SHORT };
    assert_eq!(flat.revealing(0.0, 3), 96.0);
}

#[test]
fn the_window_holds_every_row_in_sight_and_as_many_rows_always() {
    for step in 0..2_000 {
        let offset = f64::from(step) * 15.7;
        let (first, count) = SHORT.window(offset);
        assert_eq!(count, SHORT.pool());
        assert!(f64::from(first) * ROW_HEIGHT <= offset);
        assert!(f64::from(first + count) * ROW_HEIGHT >= offset + SHORT.viewport);
    }
}

#[test]
fn every_position_of_a_window_has_one_element_and_keeps_it() {
    let pool = 24;
    for first in 0..100 {
        let mut positions = (0..pool).map(|slot| position_of(slot, pool, first)).collect::<Vec<_>>();
        assert!((0..pool).all(|slot| positions[slot as usize] % pool == slot));
        positions.sort_unstable();
        assert_eq!(positions, (first..first + pool).collect::<Vec<_>>());
    }
}

#[test]
fn rows_that_are_not_there_yet_leave_those_before_them_in_sight() {
    assert_eq!(SHORT.drawn_offset(900.0, 0, 60), 900.0);
    assert_eq!(SHORT.drawn_offset(9_000.0, 0, 60), 60.0 * ROW_HEIGHT - 700.0);
    assert_eq!(SHORT.drawn_offset(0.0, 40, 60), 40.0 * ROW_HEIGHT);
    assert_eq!(SHORT.drawn_offset(0.0, 0, 3), 0.0);
}
