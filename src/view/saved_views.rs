//! The views that a person has saved: shown, saved, forgotten, taken to another browser as a file.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlInputElement;

use super::widgets::PopoverButton;
use crate::browser::{popover, transfer};
use crate::invisible::bracketed;
use crate::state::signal::{RwSignal, Signal};
use crate::state::{ImportError, LARGEST, LONGEST_NAME, SavedViews};
use crate::view::dynamic::{If, each, text};
use crate::view::format::counted;
use crate::view::icon::Icon;
use crate::view::seldom::Seldom;

const ID: &str = "pl-saved";
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
        let lost = if saved.save(&wished) { "" } else { NOT_KEPT };
        told.set(format!("Saved as “{wished}”.{lost}"));
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
                Some(Ok((0, _))) => format!("No view was added from {}: it holds none.", bracketed(&file.name())),
                Some(Ok((count, is_kept))) => {
                    let lost = if is_kept { "" } else { NOT_KEPT };
                    format!("{} added from {}.{lost}", counted(count as u64, "view", "views"), bracketed(&file.name()))
                }
                Some(Err(why)) => format!("No view was added from {}: {why}.", bracketed(&file.name())),
                None => format!("No view was added from {}: the browser could not read it.", bracketed(&file.name())),
            });
        });
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
        </div>
    }
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
