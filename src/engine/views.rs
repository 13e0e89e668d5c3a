//! Answers that are asked for again and again, kept for as long as the table does not grow: the rows a query lets
//! through, the order by a column, and both together.

use super::search::Findings;
use crate::query::{Query, Sort, sort_to_indices};
use crate::table::{Bitset, RowId, Table};

/// Orders that are kept; each takes four bytes a row.
const MAX_ORDERS: usize = 6;

#[derive(Default)]
pub struct Views {
    filtered: Option<(State, Query, Bitset, u32)>,
    /// The most recently used last.
    orders: Vec<(u32, Sort, Vec<u32>)>,
    view: Option<(State, Query, Sort, Vec<u32>)>,
}

/// How many rows there were, and what was known of the inside of their records.
type State = (u32, u64);

fn state(table: &Table, findings: &Findings, query: &Query) -> State {
    let looks_inside = query.inside().next().is_some();
    (table.len(), if looks_inside { findings.version() } else { 0 })
}

impl Views {
    /// The rows that a query lets through, as far as is known, and how many more it may let through.
    pub fn filtered(&mut self, table: &Table, findings: &Findings, query: &Query) -> (&Bitset, u32) {
        let now = state(table, findings, query);
        let known = self.filtered.take().filter(|(then, of, _, _)| *then == now && of == query);
        let filtered = known.unwrap_or_else(|| {
            let open = if query.inside().next().is_none() { 0 } else { findings.open(table, query).count() };
            (now, query.clone(), findings.known(table, query), open)
        });
        let (_, _, rows, open) = self.filtered.insert(filtered);
        (rows, *open)
    }

    /// The rows that a query lets through, in an order.
    pub fn view(&mut self, table: &Table, findings: &Findings, query: &Query, sort: Sort) -> &[u32] {
        let now = state(table, findings, query);
        let known = self.view.take().filter(|(then, of, by, _)| *then == now && of == query && *by == sort);
        let view = known.unwrap_or_else(|| {
            let position = self.order(table, sort);
            let view = if query.terms.is_empty() && table.events() == table.len() {
                self.orders[position].2.clone()
            } else {
                self.filtered(table, findings, query);
                let set = self.filtered.as_ref().map(|(_, _, set, _)| set);
                let order = self.orders[position].2.iter().copied();
                order.filter(|row| set.is_none_or(|set| set.contains(*row))).collect()
            };
            (now, query.clone(), sort, view)
        });
        &self.view.insert(view).3
    }

    /// Where a row stands in a view.
    pub fn position(
        &mut self,
        table: &Table,
        findings: &Findings,
        query: &Query,
        sort: Sort,
        row: RowId,
    ) -> Option<u32> {
        let view = self.view(table, findings, query, sort);
        view.iter().position(|candidate| *candidate == row.0).map(|position| position as u32)
    }

    /// Where in `orders` the order stands, which is made if it is not known.
    fn order(&mut self, table: &Table, sort: Sort) -> usize {
        let known = self.orders.iter().position(|(rows, of, _)| *rows == table.len() && *of == sort);
        let order = match known {
            Some(position) => self.orders.remove(position),
            None => {
                self.orders.retain(|(rows, of, _)| *rows == table.len() && *of != sort);
                if self.orders.len() >= MAX_ORDERS {
                    self.orders.remove(0);
                }
                (table.len(), sort, sort_to_indices(table, sort))
            }
        };
        self.orders.push(order);
        self.orders.len() - 1
    }

    /// Bytes of memory held.
    pub fn memory(&self) -> usize {
        let orders: usize = self.orders.iter().map(|(_, _, order)| order.capacity() * 4).sum();
        let view = self.view.as_ref().map_or(0, |(_, _, _, view)| view.capacity() * 4);
        let filtered = self.filtered.as_ref().map_or(0, |(_, _, set, _)| set.len() as usize / 8);
        orders + view + filtered
    }
}
