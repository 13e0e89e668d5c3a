//! What an event changed, property by property, with the old values that its steps remember.
//!
//! The record leaves nearly every old value empty, but the step that looked the object up in the target before the
//! change lists what it found there. Names of details have lost their punctuation (`name.givenName` is written
//! `namegivenName`), so they are compared by their letters and digits.

use crate::event::{Action, Details, ModifiedProperty, ProvisioningEvent, ProvisioningStep, StepType, Written};

/// One modified property and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    pub property: &'a ModifiedProperty,
    /// The old value where the record itself leaves it empty and the matching step has it.
    pub recovered: Option<&'a Written>,
    /// What the import step read for the property of that name in the source, if it did.
    pub source: Option<&'a Written>,
    pub effect: Effect,
}

/// Whether a property was really changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Changed,
    /// Old and new value are the same.
    Unchanged,
    /// Listed by some jobs whether or not it was changed, and the old value is not known.
    Doubtful,
}

impl<'a> Change<'a> {
    /// The old value, written or recovered.
    #[must_use]
    pub fn old_value(&self) -> &'a Written {
        self.recovered.unwrap_or(&self.property.old_value)
    }
}

/// Every modified property of an event, in the record's own order.
#[must_use]
pub fn changes(event: &ProvisioningEvent) -> Vec<Change<'_>> {
    let before = Names::of(target_before(event));
    let source = Names::of(source_before(event));
    event.modified_properties.iter().map(|property| change(event, property, &before, &source)).collect()
}

fn change<'a>(
    event: &ProvisioningEvent,
    property: &'a ModifiedProperty,
    before: &Names<'a>,
    source: &Names<'a>,
) -> Change<'a> {
    let is_open = property.old_value.as_str().is_empty();
    let recovered = if is_open { before.get(&property.display_name) } else { None };
    let old_value = recovered.unwrap_or(&property.old_value);
    let is_known = recovered.is_some() || !is_open;
    let effect = if is_known && is_same(old_value, &property.new_value) {
        Effect::Unchanged
    } else if !is_known && is_always_listed(event, property) {
        Effect::Doubtful
    } else {
        Effect::Changed
    };
    Change { property, recovered, source: source.get(&property.display_name), effect }
}

/// Truth values are written in either letter case by the two sides.
fn is_same(old: &Written, new: &Written) -> bool {
    let (old, new) = (old.as_str(), new.as_str());
    let is_truth = |text: &str| text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false");
    old == new || (is_truth(old) && old.eq_ignore_ascii_case(new))
}

/// Jobs that read an HR system list this property in every update.
fn is_always_listed(event: &ProvisioningEvent, property: &ModifiedProperty) -> bool {
    property.display_name.eq_ignore_ascii_case("accountDisabled")
        && !matches!(event.provisioning_action, Action::Create | Action::Disable)
}

/// The object as it was found in the target. An object that is created was not there: what its step lists is what
/// was looked for.
fn target_before(event: &ProvisioningEvent) -> Option<&Details> {
    if event.provisioning_action == Action::Create {
        return None;
    }
    let names = ["EntryImport", "EntryImportByMatchingProperty", "EntryImportByJoiningProperty"];
    first_details(event, &StepType::Matching, &names)
}

/// The object as it was read from the source.
fn source_before(event: &ProvisioningEvent) -> Option<&Details> {
    first_details(event, &StepType::Import, &["EntryImport", "EntryImportAdd", "EntryImportUpdate"])
}

fn first_details<'a>(event: &'a ProvisioningEvent, kind: &StepType, names: &[&str]) -> Option<&'a Details> {
    let is_wanted = |step: &&ProvisioningStep| {
        step.provisioning_step_type == *kind && names.iter().any(|name| step.name.eq_ignore_ascii_case(name))
    };
    event.provisioning_steps.iter().find(is_wanted).map(|step| &step.details)
}

/// Named values, found by letters and digits alone. Sorted once: a record may list thousands of both.
struct Names<'a> {
    by_letters: Vec<(String, &'a Written)>,
}

impl<'a> Names<'a> {
    fn of(details: Option<&'a Details>) -> Self {
        let values = details.into_iter().flat_map(|details| &details.0);
        let mut by_letters: Vec<_> = values.map(|(name, value)| (letters(name), value)).collect();
        by_letters.sort_by_cached_key(|(name, _)| name.to_lowercase());
        Self { by_letters }
    }

    /// The value of that name in the same letter case, else the only one in any letter case.
    fn get(&self, name: &str) -> Option<&'a Written> {
        let name = letters(name);
        let lower = name.to_lowercase();
        let start = self.by_letters.partition_point(|(key, _)| key.to_lowercase() < lower);
        let rest = &self.by_letters[start..];
        let alike = &rest[..rest.partition_point(|(key, _)| key.to_lowercase() == lower)];
        if name.is_empty() {
            return None;
        }
        match alike {
            [(_, only)] => Some(only),
            several => several.iter().find(|(key, _)| *key == name).map(|(_, value)| *value),
        }
    }
}

/// What is left of a name where punctuation is dropped: `name.givenName` and `namegivenName` are one.
#[must_use]
pub fn letters(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Written {
        Written::Text(text.to_owned())
    }

    fn property(name: &str, old_value: Written, new: &str) -> ModifiedProperty {
        ModifiedProperty { display_name: name.to_owned(), old_value, new_value: text(new) }
    }

    fn step(kind: StepType, name: &str, details: &[(&str, &str)]) -> ProvisioningStep {
        let details = details.iter().map(|(name, value)| ((*name).to_owned(), text(value)));
        ProvisioningStep {
            name: name.to_owned(),
            provisioning_step_type: kind,
            details: Details(details.collect()),
            ..ProvisioningStep::default()
        }
    }

    fn update(found: &[(&str, &str)], properties: Vec<ModifiedProperty>) -> ProvisioningEvent {
        ProvisioningEvent {
            provisioning_action: Action::Update,
            provisioning_steps: vec![
                step(StepType::Import, "EntryImportUpdate", &[("department", "Sales (source)")]),
                step(StepType::Matching, "EntryImportByMatchingProperty", found),
            ],
            modified_properties: properties,
            ..ProvisioningEvent::default()
        }
    }

    #[test]
    fn an_old_value_is_recovered_though_the_step_drops_punctuation() {
        let names = [
            ("name.givenName", "namegivenName"),
            ("emails[type eq \"work\"].value", "emails[type eq work]value"),
            (
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
                "urnietfparamsscimschemasextensionenterprise20Userdepartment",
            ),
        ];
        for (name, mangled) in names {
            let event = update(&[(mangled, "before")], vec![property(name, Written::Null, "after")]);
            let change = changes(&event)[0];
            assert_eq!(change.recovered, Some(&text("before")), "{name}");
            assert_eq!(change.effect, Effect::Changed);
        }
    }

    #[test]
    fn an_old_value_of_the_record_itself_is_left_alone() {
        let event = update(&[("title", "found")], vec![property("title", text("written"), "after")]);
        assert_eq!(changes(&event)[0].recovered, None);
        assert_eq!(changes(&event)[0].old_value(), &text("written"));
    }

    #[test]
    fn names_that_differ_by_letter_case_only_are_told_apart_or_left_open() {
        let found = [("Title", "upper"), ("title", "lower")];
        let event = update(&found, vec![property("title", Written::Null, "x"), property("TITLE", Written::Null, "x")]);
        let changes = changes(&event);
        assert_eq!(changes[0].recovered, Some(&text("lower")));
        assert_eq!(changes[1].recovered, None);
    }

    #[test]
    fn a_value_that_was_there_before_is_marked_as_unchanged() {
        let found = [("active", "True"), ("title", "Clerk"), ("nickName", "")];
        let event = update(
            &found,
            vec![
                property("active", Written::Null, "true"),
                property("title", Written::Missing, "Clerk"),
                property("nickName", Written::Null, ""),
                property("city", Written::Null, ""),
            ],
        );
        let effects: Vec<_> = changes(&event).iter().map(|change| change.effect).collect();
        assert_eq!(effects, [Effect::Unchanged, Effect::Unchanged, Effect::Unchanged, Effect::Changed]);
    }

    #[test]
    fn account_disabled_is_doubtful_in_an_update_whose_old_value_is_not_known() {
        let mut event = update(&[], vec![property("accountDisabled", Written::Null, "False")]);
        assert_eq!(changes(&event)[0].effect, Effect::Doubtful);
        event.provisioning_action = Action::Disable;
        assert_eq!(changes(&event)[0].effect, Effect::Changed);
    }

    #[test]
    fn nothing_is_recovered_for_an_object_that_is_created() {
        let mut event = update(&[("userName", "ana")], vec![property("userName", Written::Null, "ana")]);
        event.provisioning_action = Action::Create;
        assert_eq!(changes(&event)[0].recovered, None);
        assert_eq!(changes(&event)[0].effect, Effect::Changed);
    }

    #[test]
    fn the_value_read_from_the_source_is_found() {
        let event = update(&[], vec![property("department", Written::Null, "Sales")]);
        assert_eq!(changes(&event)[0].source, Some(&text("Sales (source)")));
    }

    #[test]
    fn a_name_without_a_letter_finds_nothing() {
        let event = update(&[("..", "before")], vec![property("::", Written::Null, "x")]);
        assert_eq!(changes(&event)[0].recovered, None);
    }
}
