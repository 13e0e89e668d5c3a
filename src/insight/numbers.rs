//! Texts numbered in the order of their first appearance: by them things of one name are found again.
//!
//! The only map here that is made of code of its own, a few kilobytes for every kind of it.

use std::collections::HashMap;

/// See the module.
#[derive(Clone, Debug, Default)]
pub struct Numbers(HashMap<String, usize>);

impl Numbers {
    /// The number of a text: its own, or the next.
    #[inline(never)]
    pub fn of(&mut self, text: &str) -> usize {
        if let Some(number) = self.0.get(text) {
            return *number;
        }
        let number = self.0.len();
        self.0.insert(text.to_owned(), number);
        number
    }

    /// The number of a text that has one.
    #[must_use]
    pub fn get(&self, text: &str) -> Option<usize> {
        self.0.get(text).copied()
    }
}
