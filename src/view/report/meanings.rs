//! The question what the columns of a table mean.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::format::CsvColumn;
use crate::state::signal::effect;
use crate::state::{Log, Meanings, SettingsStore, remember_table};
use crate::view::dynamic::part;

/// A modal dialog, there while a table is asked about.
#[component]
pub fn ColumnMeanings(meanings: Meanings) -> impl IntoView {
    let log = expect_context::<Log>();
    let settings = expect_context::<SettingsStore>();
    let dialog = NodeRef::<Dialog>::new();
    let table = meanings.table();
    effect(move || {
        let is_asked = table.with(|table| !table.columns.is_empty());
        let Some(dialog) = dialog.get() else { return };
        if is_asked && !dialog.open() {
            // Fails only where the dialog is open already.
            let _ = dialog.show_modal();
        } else if !is_asked {
            dialog.close();
        }
    });
    let apply = move |_| {
        let said = meanings.end();
        if !said.is_empty() {
            remember_table(settings, said);
            log.reopen();
        }
    };
    let rows = move || {
        table.with(|table| {
            let columns = table.columns.iter().enumerate();
            columns.map(|(position, column)| row(meanings, position, column, &table.meanings)).collect::<Vec<_>>()
        })
    };
    view! {
        <dialog
            class="pl-dialog pl-meanings"
            node_ref=dialog
            aria-labelledby="pl-meanings-title"
            aria-describedby="pl-meanings-words"
            on:close=move |_| drop(meanings.end())
        >
            <h2 id="pl-meanings-title" class="pl-dialog__title">"What the columns mean"</h2>
            <p id="pl-meanings-words" class="pl-dialog__words">
                "Tables with these headings are read so from now on."
            </p>
            <div class="pl-meanings__table">
                <table class="pl-report__table">
                    <thead>
                        <tr>
                            <th scope="col">"Column"</th>
                            <th scope="col">"Meaning"</th>
                            <th scope="col">"Values"</th>
                        </tr>
                    </thead>
                    <tbody>{part(move || rows().into_any())}</tbody>
                </table>
            </div>
            <div class="pl-dialog__ways">
                <button class="pl-button pl-button--primary" type="button" on:click=apply>
                    "Apply"
                </button>
                <button class="pl-button pl-button--quiet" type="button" on:click=move |_| drop(meanings.end())>
                    "Cancel"
                </button>
            </div>
        </dialog>
    }
}

fn row(meanings: Meanings, position: usize, column: &CsvColumn, all: &[String]) -> AnyView {
    let options = all.iter().map(|key| option(key, key, *key == column.meaning)).collect::<Vec<_>>();
    view! {
        <tr>
            <td class="pl-report__file">{column.heading.clone()}</td>
            <td>
                <select
                    class="pl-meanings__choice"
                    aria-label=column.heading.clone()
                    on:change=move |event| meanings.choose(position, event_target_value(&event))
                >
                    {option("", "in the tab JSON alone", column.meaning.is_empty())}
                    {options}
                </select>
            </td>
            <td class="pl-muted">{column.samples.join(" · ")}</td>
        </tr>
    }
    .into_any()
}

fn option(key: &str, words: &str, selected: bool) -> AnyView {
    view! { <option value=key.to_owned() selected=selected>{words.to_owned()}</option> }.into_any()
}
