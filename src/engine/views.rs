//! Answers that are asked for again and again, kept for as long as the table does not grow: the rows that each term
//! lets through, the order by a column, both together, and the counts of all rows.
//!
//! Terms are kept one by one, because the next question differs from the last by one of them: a letter more in the
//! filter box, a brush that moves. A facet's question leaves one out. Of a view no more rows are looked for than were
//! asked for, which is a window at its beginning most of the time.

use super::search::Findings;
use crate::query::{
    Bins, Order, Query, STATUSES, Sort, Term, count_keys, count_over_time, filter, inside, reversed, sort_stably,
    sort_to_indices,
};
use crate::table::{Bitset, Column, RowId, Table};

/// Orders that are kept; each takes four bytes a row.
const MAX_ORDERS: usize = 6;
/// Terms that are kept; each takes a bit a row.
const MAX_TERMS: usize = 16;

#[derive(Default)]
pub struct Views {
    /// The most recently used last.
    terms: Vec<(u32, Term, Bitset)>,
    /// The most recently used last.
    orders: Vec<(u32, Order, Vec<u32>)>,
    view: Option<View>,
    /// How many of all rows that count have each key of a column.
    totals: Vec<(u32, Column, Vec<u32>)>,
    /// How many of all rows that count lie in each bin.
    outline: Option<(u32, Bins, PerBin)>,
}

/// How many events of each status there are, bin by bin.
type PerBin = Vec<[u32; STATUSES]>;

/// The rows that a query lets through, in an order, as far as they were looked for.
struct View {
    of: (State, Query, Order),
    passing: Bitset,
    rows: Vec<u32>,
    /// How many rows of the order were looked at.
    seen: usize,
}

impl View {
    fn is_of(&self, (state, query, sort): (State, &Query, &Order)) -> bool {
        self.of.0 == state && self.of.1 == *query && self.of.2 == *sort
    }

    /// Looks for the first `wanted` rows.
    fn look_for(&mut self, wanted: usize, order: &[u32]) {
        let missing = wanted.saturating_sub(self.rows.len());
        let mut seen = self.seen;
        let next = order.iter().skip(seen).inspect(|_| seen += 1).copied();
        self.rows.extend(next.filter(|row| self.passing.contains(*row)).take(missing));
        self.seen = seen;
    }
}

/// How many rows there were, and what was known of the inside of their records.
type State = (u32, u64);

fn state(table: &Table, findings: &Findings, query: &Query) -> State {
    (table.len(), if query.is_inside() { findings.version() } else { 0 })
}

/// The rows that count and are not among these.
fn rest(table: &Table, rows: &Bitset) -> Bitset {
    let mut rest = table.live();
    rest.remove(rows);
    rest
}

impl Views {
    /// The rows that all of the terms let through, as far as is known.
    pub fn filtered<'term>(
        &mut self,
        table: &Table,
        findings: &Findings,
        terms: impl Iterator<Item = &'term Term> + Clone,
    ) -> Bitset {
        let mut rows = self.by_columns(table, terms.clone());
        findings.narrow(&mut rows, &inside(terms));
        rows
    }

    /// The rows that all of the terms that columns can answer let through.
    pub fn by_columns<'term>(&mut self, table: &Table, terms: impl Iterator<Item = &'term Term>) -> Bitset {
        let mut rows = table.live();
        for term in terms.filter(|term| !term.is_inside()) {
            rows.intersect(self.term(table, term));
        }
        rows
    }

    fn term(&mut self, table: &Table, term: &Term) -> &Bitset {
        let known = self.terms.iter().position(|(rows, of, _)| *rows == table.len() && of == term);
        let entry = match known {
            Some(position) => self.terms.remove(position),
            None => {
                self.terms.retain(|(rows, ..)| *rows == table.len());
                if self.terms.len() >= MAX_TERMS {
                    self.terms.remove(0);
                }
                (table.len(), term.clone(), filter(table, term))
            }
        };
        let position = self.terms.len();
        self.terms.push(entry);
        &self.terms[position].2
    }

    /// The rows that a query lets through, in an order: the first `wanted` of them at least, and how many there are.
    pub fn view(
        &mut self,
        table: &Table,
        findings: &Findings,
        query: &Query,
        sort: &Order,
        wanted: usize,
    ) -> (&[u32], u32) {
        let now = state(table, findings, query);
        let position = self.order(table, sort);
        let known = self.view.take().filter(|view| view.is_of((now, query, sort)));
        let mut view = known.unwrap_or_else(|| View {
            of: (now, query.clone(), sort.clone()),
            passing: self.filtered(table, findings, query.terms.iter()),
            rows: Vec::new(),
            seen: 0,
        });
        let order = &self.orders[position].2;
        let matching = view.passing.count();
        view.look_for(wanted, order);
        (&self.view.insert(view).rows, matching)
    }

    /// How many of the rows, all of which count, have each key of a column; `None` for a column that has none.
    pub fn count_keys(&mut self, table: &Table, rows: &Bitset, column: Column) -> Option<Vec<u32>> {
        self.totals.retain(|(len, ..)| *len == table.len());
        let rest = rest(table, rows);
        let place = self.totals.iter().position(|(_, of, _)| *of == column);
        if let (Some(place), true) = (place, rest.count() < rows.count()) {
            let mut counts = count_keys(table, &rest, column)?;
            for (count, total) in counts.iter_mut().zip(&self.totals[place].2) {
                *count = total - *count;
            }
            return Some(counts);
        }
        let counts = count_keys(table, rows, column)?;
        if place.is_none() && rest.is_empty() {
            self.totals.push((table.len(), column, counts.clone()));
        }
        Some(counts)
    }

    /// How many of the rows, all of which count, lie in each bin, and how many of all do.
    pub fn count_over_time(&mut self, table: &Table, rows: &Bitset, bins: &Bins) -> (PerBin, PerBin) {
        if self.outline.as_ref().is_none_or(|(len, of, _)| *len != table.len() || of != bins) {
            self.outline = Some((table.len(), bins.clone(), count_over_time(table, &table.live(), bins)));
        }
        let all = self.outline.as_ref().map(|(.., all)| all.clone()).unwrap_or_default();
        let rest = rest(table, rows);
        let is_rest = rest.count() < rows.count();
        let mut counts = count_over_time(table, if is_rest { &rest } else { rows }, bins);
        if is_rest {
            for (count, all) in counts.as_flattened_mut().iter_mut().zip(all.as_flattened()) {
                *count = all - *count;
            }
        }
        (counts, all)
    }

    /// Where a row stands in a view.
    pub fn position(
        &mut self,
        table: &Table,
        findings: &Findings,
        query: &Query,
        sort: &Order,
        row: RowId,
    ) -> Option<u32> {
        let (view, _) = self.view(table, findings, query, sort, usize::MAX);
        view.iter().position(|candidate| *candidate == row.0).map(|position| position as u32)
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of a request, and what it is asked of")]
    /// Where the next row stands that a term lets through, from a position on and around; see
    /// [`Request::Seek`](crate::protocol::Request::Seek).
    pub fn seek(
        &mut self,
        table: &Table,
        findings: &Findings,
        query: &Query,
        sort: &Order,
        term: &Term,
        from: Option<u32>,
        back: bool,
    ) -> Option<u32> {
        let wanted = self.filtered(table, findings, std::iter::once(term));
        let (view, _) = self.view(table, findings, query, sort, usize::MAX);
        let len = view.len();
        // How many steps it is, at the most, to a row again: from nowhere the first step leads to an end.
        let start = from.map_or(if back { 0 } else { len.wrapping_sub(1) }, |from| from as usize);
        let position = |step: usize| if back { (start + len - step) % len } else { (start + step) % len };
        let found = (1..=len).map(position).find(|position| wanted.contains(view[*position]))?;
        Some(found as u32)
    }

    /// Where in `orders` the order stands, which is made if it is not known.
    fn order(&mut self, table: &Table, sort: &Order) -> usize {
        let known = self.orders.iter().position(|(rows, of, _)| *rows == table.len() && of == sort);
        let order = match known {
            Some(position) => self.orders.remove(position),
            None => {
                let order = self.made(table, sort);
                self.orders.retain(|(rows, of, _)| *rows == table.len() && of != sort);
                if self.orders.len() >= MAX_ORDERS {
                    self.orders.remove(0);
                }
                (table.len(), sort.clone(), order)
            }
        };
        self.orders.push(order);
        self.orders.len() - 1
    }

    /// The rows in an order, of which those by each of several columns alone are kept too.
    fn made(&mut self, table: &Table, sort: &Order) -> Vec<u32> {
        match sort.0.as_slice() {
            [] => (0..table.len()).collect(),
            [one] => {
                let opposite = Order::from(Sort { descending: !one.descending, ..*one });
                // Ids are compared where they lie, and that is everywhere: to sort them again takes less.
                let are_ids = table.identifiers(one.column).is_some();
                let is_opposite =
                    |(rows, of, _): &&(u32, Order, Vec<u32>)| !are_ids && *rows == table.len() && *of == opposite;
                let known = self.orders.iter().find(is_opposite);
                known.map_or_else(|| sort_to_indices(table, *one), |(.., rows)| reversed(table, one.column, rows))
            }
            [first, rest @ ..] => {
                let by = self.order(table, &Order::from(*first));
                let by = self.orders[by].2.clone();
                let rest = self.order(table, &Order(rest.to_vec()));
                sort_stably(table, &by, first.column, &self.orders[rest].2)
            }
        }
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        let orders: usize = self.orders.iter().map(|(_, _, order)| order.capacity() * 4).sum();
        let view = self.view.as_ref().map_or(0, |view| view.rows.capacity() * 4 + view.passing.len() as usize / 8);
        let terms: usize = self.terms.iter().map(|(_, _, set)| set.len() as usize / 8).sum();
        let totals: usize = self.totals.iter().map(|(_, _, counts)| counts.capacity() * 4).sum();
        orders + view + terms + totals
    }
}
