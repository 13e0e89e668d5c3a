//! The box itself, and the list below it.

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::choices::{Choice, choices, facet_for, field_to_sample};
use super::marks::{FLAW_ID, FlawWords, Marks};
use crate::query::Field;
use crate::query::completion::{Part, completion};
use crate::state::signal::{RwSignal, Signal};
use crate::state::{Overview, Question, Sampled};
use crate::view::dynamic::{If, each, flag, maybe, text};

const LIST_ID: &str = "pl-ask-list";
/// The id of the box.
pub const BOX_ID: &str = "pl-ask";

/// What is offered at the moment, and which of it the keys stand on.
#[derive(Clone, Copy)]
struct Offer {
    question: Question,
    overview: Overview,
    sampled: Sampled,
    input: NodeRef<Input>,
    /// Where the caret stands, in bytes, while something is offered.
    caret: RwSignal<Option<usize>>,
    choices: Signal<Vec<Choice>>,
    active: RwSignal<Option<usize>>,
}

/// See the module.
#[component]
pub fn FilterBox() -> impl IntoView {
    let question = expect_context::<Question>();
    let overview = expect_context::<Overview>();
    let sampled = expect_context::<Sampled>();
    let input = NodeRef::<Input>::new();
    let caret = RwSignal::new(None::<usize>);
    let offered = Signal::memo(move || {
        let Some(caret) = caret.get() else { return Vec::new() };
        let draft = question.draft().get();
        match completion(&draft, caret) {
            Some(completion) if completion.of == Part::Value(Field::Expected) => {
                choices(&completion, None, &overview.expected_codes())
            }
            Some(completion) => sampled.words().with(|words| choices(&completion, overview.offered(), words)),
            None if draft.is_empty() => asked_before(question),
            None => Vec::new(),
        }
    });
    let offer = Offer { question, overview, sampled, input, caret, choices: offered, active: RwSignal::new(None) };
    let scrolled = RwSignal::new(0);
    let is_open = Signal::derive(move || offered.with(|offered| !offered.is_empty()));
    let typed = move |event| {
        question.type_in(event_target_value(&event));
        offer.look();
    };
    let has_flaw = move || question.flaws().with(|flaws| !flaws.is_empty());
    view! {
        <div class="pl-ask">
            <div class="pl-ask__line">
                <Marks scrolled=scrolled />
                <input
                    node_ref=input
                    id=BOX_ID
                    class="pl-ask__input"
                    type="search"
                    aria-label="Filter"
                    placeholder="Filter: a name or an ID, or status:failure app:ServiceNow last:7d"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    aria-autocomplete="list"
                    aria-controls=LIST_ID
                    aria-activedescendant=maybe(move || offer.active.get().filter(|_| is_open.get()).map(choice_id))
                    aria-invalid=maybe(move || has_flaw().then(|| "true".to_owned()))
                    aria-describedby=FLAW_ID
                    prop:value=text(move || question.draft().get())
                    on:input=typed
                    on:keydown=move |event| offer.pressed(&event)
                    on:focus=move |_| question.enter()
                    on:click=move |_| offer.look()
                    on:blur=move |_| offer.close()
                    on:scroll=move |event| scrolled.set(event_target::<web_sys::Element>(&event).scroll_left())
                />
                <div id=LIST_ID class="pl-ask__list" role="listbox" aria-label="Suggestions" hidden=flag(move || !is_open.get())>
                    <If when=is_open>
                        {each(
                            move || (0..offered.with(Vec::len) as u32).collect(),
                            move |index| view! { <Entry offer=offer index=index as usize /> }.into_any(),
                        )}
                    </If>
                </div>
            </div>
            <FlawWords />
        </div>
    }
}

#[component]
fn Entry(offer: Offer, index: usize) -> impl IntoView {
    let say = move |of: fn(&Choice) -> &String| {
        text(move || {
            offer.choices.with(|choices| choices.get(index).map(|choice| of(choice).clone()).unwrap_or_default())
        })
    };
    let is_active = move || offer.active.get() == Some(index);
    view! {
        <div
            id=choice_id(index)
            class="pl-ask__choice"
            class:pl-ask__choice--active=flag(is_active)
            role="option"
            aria-selected=text(move || is_active().to_string())
            // Before the box loses the focus, and with it the list.
            on:pointerdown=move |event| {
                event.prevent_default();
                offer.take(index);
            }
        >
            <span>{say(|choice| &choice.label)}</span>
            <span class="pl-ask__note">{say(|choice| &choice.note)}</span>
        </div>
    }
}

impl Offer {
    /// Offers what could stand where the caret is.
    fn look(self) {
        let Some(input) = self.input.get_untracked() else { return };
        let caret = input.selection_start().ok().flatten().unwrap_or_default() as usize;
        let draft = input.value();
        // The browser counts in UTF-16.
        let mut units = 0;
        let position = draft.char_indices().find(|(_, letter)| {
            units += letter.len_utf16();
            units > caret
        });
        let caret = position.map_or(draft.len(), |(position, _)| position);
        let found = completion(&draft, caret);
        self.overview.offer(found.as_ref().and_then(facet_for));
        if let Some(field) = found.as_ref().and_then(field_to_sample) {
            self.sampled.look(field, &draft);
        }
        self.active.set(None);
        self.caret.set(Some(caret));
    }

    fn close(self) {
        self.caret.set(None);
        self.overview.offer(None);
    }

    fn pressed(self, event: &KeyboardEvent) {
        let count = self.choices.with_untracked(Vec::len);
        let active = self.active.get_untracked().filter(|active| *active < count);
        match event.key().as_str() {
            "ArrowDown" if count == 0 => self.look(),
            "ArrowDown" => self.active.set(Some(active.map_or(0, |active| (active + 1) % count))),
            "ArrowUp" if count > 0 => {
                self.active.set(Some(active.map_or(count - 1, |active| (active + count - 1) % count)));
            }
            "Enter" => match active {
                Some(active) => self.take(active),
                None => {
                    self.close();
                    self.question.enter();
                }
            },
            "Tab" if active.is_some() => self.take(active.unwrap_or_default()),
            "Escape" if count > 0 => self.close(),
            _ => return,
        }
        event.prevent_default();
    }

    /// Writes a choice.
    fn take(self, index: usize) {
        let Some(choice) = self.choices.with_untracked(|choices| choices.get(index).cloned()) else { return };
        let mut draft = self.question.draft().get_untracked();
        let caret = self.caret.get_untracked().unwrap_or_default();
        let at = completion(&draft, caret).map_or(0..draft.len(), |completion| completion.at);
        let end = at.start + choice.insert.len();
        draft.replace_range(at, &choice.insert);
        let units = draft[..end].encode_utf16().count() as u32;
        self.question.type_in(draft);
        let Some(input) = self.input.get_untracked() else { return };
        // Behind the effect that writes the text into the box.
        request_animation_frame(move || {
            // A box that is in the document has a selection.
            let _ = input.set_selection_range(units, units);
            if choice.insert.ends_with(':') { self.look() } else { self.close() }
        });
    }
}

fn choice_id(index: usize) -> String {
    format!("{LIST_ID}-{index}")
}

fn asked_before(question: Question) -> Vec<Choice> {
    let texts = question.asked_before().into_iter().take(8);
    texts.map(|text| Choice { insert: text.clone(), label: text, note: "asked before".to_owned() }).collect()
}
