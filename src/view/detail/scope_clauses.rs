//! The clauses of scoping filters, each met or not.

use leptos::prelude::*;

use super::logged_text::logged_text;
use crate::advice::Clause;
use crate::event::Status;
use crate::view::status::{status_class, status_icon};

/// Draws clauses; says so where there are none.
pub fn scope_clauses(clauses: Vec<Clause>) -> AnyView {
    if clauses.is_empty() {
        return view! { <span class="pl-detail__chip">"no clauses"</span> }.into_any();
    }
    let clause = |clause: Clause| {
        let (status, word) = if clause.met { (Status::Success, "met") } else { (Status::Failure, "not met") };
        view! {
            <li class="pl-detail__clause">
                <span class=status_class(&status)>{status_icon(&status).view()} {word}</span>
                " "
                <span class="pl-mono">{logged_text(&clause.text)}</span>
            </li>
        }
    };
    view! { <ul class="pl-detail__clauses">{clauses.into_iter().map(clause).collect_view()}</ul> }.into_any()
}
