//! Answers that are asked for again and again, kept for as long as the table does not grow: the rows that each term
//! lets through, the order by a column, and both together.
//!
//! Terms are kept one by one, because the next question differs from the last by one of them: a letter more in the
//! filter box, a brush that moves. A facet's question leaves one out.

use super::search::Findings;
use crate::query::{Order, Query, Term, filter, inside, sort_stably, sort_to_indices};
use crate::table::{Bitset, RowId, Table};

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
    view: Option<(State, Query, Order, Vec<u32>)>,
}

/// How many rows there were, and what was known of the inside of their records.
type State = (u32, u64);

fn state(table: &Table, findings: &Findings, query: &Query) -> State {
    (table.len(), if query.is_inside() { findings.version() } else { 0 })
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

    /// The rows that a query lets through, in an order.
    pub fn view(&mut self, table: &Table, findings: &Findings, query: &Query, sort: &Order) -> &[u32] {
        let now = state(table, findings, query);
        let known = self.view.take().filter(|(then, of, by, _)| *then == now && of == query && by == sort);
        let view = known.unwrap_or_else(|| {
            let position = self.order(table, sort);
            let view = if query.terms.is_empty() && table.events() == table.len() {
                self.orders[position].2.clone()
            } else {
                let set = self.filtered(table, findings, query.terms.iter());
                let order = self.orders[position].2.iter().copied();
                order.filter(|row| set.contains(*row)).collect()
            };
            (now, query.clone(), sort.clone(), view)
        });
        &self.view.insert(view).3
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
        let view = self.view(table, findings, query, sort);
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
        let view = self.view(table, findings, query, sort);
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
            [one] => sort_to_indices(table, *one),
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
        let view = self.view.as_ref().map_or(0, |(_, _, _, view)| view.capacity() * 4);
        let terms: usize = self.terms.iter().map(|(_, _, set)| set.len() as usize / 8).sum();
        orders + view + terms
    }
}
