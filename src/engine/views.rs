//! Answers that are asked for again and again, kept for as long as the table does not grow: the rows a query lets
//! through, the order by a column, and both together.

use crate::query::{Query, Sort, filter, sort_to_indices};
use crate::table::{Bitset, RowId, Table};

/// Orders that are kept; each takes four bytes a row.
const MAX_ORDERS: usize = 6;

#[derive(Default)]
pub struct Views {
    filtered: Option<(u32, Query, Bitset)>,
    /// The most recently used last.
    orders: Vec<(u32, Sort, Vec<u32>)>,
    view: Option<(u32, Query, Sort, Vec<u32>)>,
}

impl Views {
    /// The rows that a query lets through.
    pub fn filtered(&mut self, table: &Table, query: &Query) -> &Bitset {
        let known = self.filtered.take().filter(|(rows, of, _)| *rows == table.len() && of == query);
        let filtered = known.unwrap_or_else(|| (table.len(), query.clone(), filter(table, query)));
        &self.filtered.insert(filtered).2
    }

    /// The rows that a query lets through, in an order.
    pub fn view(&mut self, table: &Table, query: &Query, sort: Sort) -> &[u32] {
        let known = self.view.take();
        let known = known.filter(|(rows, of, by, _)| *rows == table.len() && of == query && *by == sort);
        let view = known.unwrap_or_else(|| {
            let position = self.order(table, sort);
            let view = if query.terms.is_empty() && table.events() == table.len() {
                self.orders[position].2.clone()
            } else {
                self.filtered(table, query);
                let set = self.filtered.as_ref().map(|(_, _, set)| set);
                let order = self.orders[position].2.iter().copied();
                order.filter(|row| set.is_none_or(|set| set.contains(*row))).collect()
            };
            (table.len(), query.clone(), sort, view)
        });
        &self.view.insert(view).3
    }

    /// Where a row stands in a view.
    pub fn position(&mut self, table: &Table, query: &Query, sort: Sort, row: RowId) -> Option<u32> {
        let view = self.view(table, query, sort);
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
        let filtered = self.filtered.as_ref().map_or(0, |(_, _, set)| set.len() as usize / 8);
        orders + view + filtered
    }
}
