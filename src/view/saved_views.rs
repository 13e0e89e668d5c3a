//! The views that a person has saved: shown, saved, forgotten, taken to another browser as a file.

use std::fmt::Write as _;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::widgets::PopoverButton;
use crate::browser::{document, popover, transfer};
use crate::invisible::bracketed;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{ImportError, Imported, LARGEST, LONGEST_NAME, SavedViews};
use crate::view::dynamic::{If, each, text};
use crate::view::format::counted;
use crate::view::icon::Icon;
use crate::view::seldom::Seldom;

const ID: &str = "pl-saved";
const UNDO_ID: &str = "pl-saved-undo";
const NAME_ID: &str = "pl-saved-name";
/// Said where the browser's storage is full or forbidden.
const NOT_KEPT: &str = " This browser keeps it only until the page is closed; export it to have it longer.";

/// See the module.
#[component]
pub fn SavedViewsMenu() -> impl IntoView {
    view! { <PopoverButton id=ID name="Saved views" icon=Icon::Saved holds=Seldom::SavedViews /> }
}

/// The views, and the ways to more of them.
#[component]
pub fn Content() -> impl IntoView {
    let saved = SavedViews::new(expect_context());
    provide_context(saved);
    let views = saved.all();
    let name = RwSignal::new(String::new());
    let told = RwSignal::new(String::new());
    let has_views = Signal::derive(move || views.with(|views| !views.is_empty()));
    let save = move || {
        let wished = name.get_untracked().trim().to_owned();
        if wished.is_empty() {
            return;
        }
        let (is_taken, is_kept) = saved.save(&wished);
        let replaced = if is_taken { ", in place of the view of that name" } else { "" };
        let lost = if is_kept { "" } else { NOT_KEPT };
        told.set(format!("Saved as “{wished}”{replaced}.{lost}"));
        name.set(String::new());
    };
    let import = move |event: leptos::ev::Event| {
        let input = event_target::<HtmlInputElement>(&event);
        let Some(file) = transfer::files_of(input.files()).pop() else { return };
        input.set_value("");
        spawn_local(async move {
            let added = if file.size() > LARGEST as f64 {
                Some(Err(ImportError::TooLarge))
            } else {
                let content = JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string());
                content.map(|content| saved.add_file(&content))
            };
            told.set(match added {
                Some(Ok(imported)) => words_of(imported, &bracketed(&file.name())),
                Some(Err(why)) => format!("No view was added from {}: {why}.", bracketed(&file.name())),
                None => format!("No view was added from {}: the browser could not read it.", bracketed(&file.name())),
            });
        });
    };
    let undo = move |_| {
        saved.undo();
        told.set("That is taken back.".to_owned());
        // The button goes away.
        document::focus(NAME_ID);
    };
    let file =
        move || format!("data:application/json;charset=utf-8,{}", js_sys::encode_uri_component(&saved.to_file()));
    view! {
        <div class="pl-saved">
            <ul class="pl-choices">
                {each(
                    move || (0..views.with(Vec::len) as u32).collect(),
                    move |index| view! { <Entry index=index as usize told=told /> }.into_any(),
                )}
            </ul>
            <label class="pl-field">
                <span class="pl-field__name">"Save this view as"</span>
                <input
                    id=NAME_ID
                    class="pl-field__input"
                    type="text"
                    maxlength=LONGEST_NAME.to_string()
                    autocomplete="off"
                    prop:value=text(move || name.get())
                    on:input=move |event| name.set(event_target_value(&event))
                    on:keydown=move |event| if event.key() == "Enter" { save() }
                />
            </label>
            <div class="pl-saved__ways">
                <button
                    class="pl-button pl-button--small"
                    type="button"
                    // It keeps the focus when the name is saved and gone.
                    aria-disabled=text(move || name.with(|name| name.trim().is_empty()).to_string())
                    on:click=move |_| save()
                >
                    "Save"
                </button>
                <If when=has_views>
                    <a class="pl-button pl-button--small" download="provlens-views.json" href=text(file)>
                        "Export"
                    </a>
                </If>
                <label class="pl-button pl-button--small">
                    <input class="pl-button__input" type="file" accept=".json,application/json" on:change=import />
                    "Import"
                </label>
            </div>
            <p class="pl-field__note" role="status" aria-label="Saved views">{text(move || told.get())}</p>
            <If when=saved.has_undo()>
                <div>
                    <button id=UNDO_ID class="pl-button pl-button--small" type="button" on:click=undo>
                        "Undo"
                    </button>
                </div>
            </If>
        </div>
    }
}

/// What has become of the views of a file.
fn words_of(Imported { added, renamed, known, is_kept }: Imported, file: &str) -> String {
    if added + known == 0 {
        return format!("No view was added from {file}: it holds none.");
    }
    let views = |count: usize| counted(count as u64, "view", "views");
    let mut words = format!("{} added from {file}.", views(added));
    if renamed > 0 {
        let _ = write!(words, " {} with a number, since the name was taken.", views(renamed));
    }
    if known > 0 {
        let _ = write!(words, " {} there already.", views(known));
    }
    words + if is_kept { "" } else { NOT_KEPT }
}

#[component]
fn Entry(index: usize, told: RwSignal<String>) -> impl IntoView {
    let saved = expect_context::<SavedViews>();
    let name = move || saved.all().with(|views| views.get(index).map(|view| view.name.clone()).unwrap_or_default());
    let show = move |_| {
        popover::close(ID);
        saved.show(&untrack(name));
    };
    let forget = move |_| {
        let name = untrack(name);
        told.set(format!("“{name}” is gone."));
        saved.forget(&name);
        // The button goes away, and another one comes by an effect that is due first.
        request_animation_frame(|| document::focus(UNDO_ID));
    };
    view! {
        <li class="pl-columns__entry">
            <button class="pl-choices__choice pl-menu__item" type="button" on:click=show>
                {text(name)}
            </button>
            <button
                class="pl-button pl-button--icon"
                type="button"
                aria-label=text(move || format!("Forget {}", name()))
                on:click=forget
            >
                {Icon::Delete.view()}
            </button>
        </li>
    }
}
