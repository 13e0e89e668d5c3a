//! What an event changed, property by property, with the old values that its steps remember.
//!
//! The record leaves nearly every old value empty, but the step that looked the object up in the target before the
//! change lists what it found there. Names of details have lost their punctuation (`name.givenName` is written
//! `namegivenName`), so they are compared by their letters and digits. The source has names of its own: there a value is
//! known by itself, else by the last part of the property's path.

use super::numbers::Numbers;
use crate::event::{Action, Details, ModifiedProperty, ProvisioningEvent, ProvisioningStep, StepType, Written};

/// One modified property and what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'a> {
    pub property: &'a ModifiedProperty,
    /// The old value where the record itself leaves it empty and the matching step has it.
    pub recovered: Option<&'a Written>,
    /// What the import step read in the source for the property, by the name that it has there.
    pub source: Option<(&'a str, &'a Written)>,
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
    /// Not written, because the target had the value already.
    Redundant,
}

impl<'a> Change<'a> {
    /// The old value, written or recovered.
    #[must_use]
    pub fn old_value(&self) -> &'a Written {
        self.recovered.unwrap_or(&self.property.old_value)
    }
}

/// Whether an event says that both sides match already.
#[must_use]
pub fn is_redundant(event: &ProvisioningEvent) -> bool {
    event.effective_code().eq_ignore_ascii_case("RedundantExport")
}

/// Every modified property of an event, in the record's own order.
#[must_use]
pub fn changes(event: &ProvisioningEvent) -> Vec<Change<'_>> {
    let before = Names::of(target_before(event));
    let source = Names::of(source_before(event));
    let is_redundant = is_redundant(event);
    let change = |property| {
        let mut change = change(event, property, &before, &source);
        if is_redundant && change.effect != Effect::Unchanged {
            change.effect = Effect::Redundant;
        }
        change
    };
    event.modified_properties.iter().map(change).collect()
}

fn change<'a>(
    event: &ProvisioningEvent,
    property: &'a ModifiedProperty,
    before: &Names<'a>,
    source: &Names<'a>,
) -> Change<'a> {
    let is_open = property.old_value.as_str().is_empty();
    let recovered = if is_open { before.get(&property.display_name).map(|(_, value)| value) } else { None };
    let old_value = recovered.unwrap_or(&property.old_value);
    let is_known = recovered.is_some() || !is_open;
    let effect = if is_known && is_same(old_value, &property.new_value) {
        Effect::Unchanged
    } else if !is_known && is_always_listed(event, property) {
        Effect::Doubtful
    } else {
        Effect::Changed
    };
    Change { property, recovered, source: source_of(property, source), effect }
}

/// The value of that name in the source, else the one that is the same, else the one that is named as a SCIM path ends.
fn source_of<'a>(property: &ModifiedProperty, source: &Names<'a>) -> Option<(&'a str, &'a Written)> {
    let by_name = source.get(&property.display_name);
    let by_value = || source.with_value(property.new_value.as_str());
    by_name.or_else(by_value).or_else(|| source.get(last_part(&property.display_name)?))
}

/// The last part of a SCIM path, if it tells what the value is: `department` of `urn:…:User:department`, `city` of
/// `addresses[type eq "work"].city`, and not `value`.
fn last_part(path: &str) -> Option<&str> {
    let (_, last) = path.rsplit_once([':', '.'])?;
    (!["value", "type", "primary", "display"].contains(&last)).then_some(last)
}

/// Truth values are written in either letter case by the two sides.
fn is_same(old: &Written, new: &Written) -> bool {
    let (old, new) = (old.as_str(), new.as_str());
    old == new || (is_truth(old) && old.eq_ignore_ascii_case(new))
}

fn is_truth(text: &str) -> bool {
    text.eq_ignore_ascii_case("true") || text.eq_ignore_ascii_case("false")
}

/// Jobs that read an HR system list this property in every update.
pub(super) fn is_always_listed(event: &ProvisioningEvent, property: &ModifiedProperty) -> bool {
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

/// Named values, found by letters and digits alone, and by what they are. Put in order once: a record may list thousands
/// of both.
struct Names<'a> {
    by_letters: Vec<(String, &'a (String, Written))>,
    /// Values by number, and what bears the value of each number.
    values: Numbers,
    by_value: Vec<&'a (String, Written)>,
}

impl<'a> Names<'a> {
    fn of(details: Option<&'a Details>) -> Self {
        let details = details.map_or(&[][..], |details| &details.0);
        let mut by_letters: Vec<_> = details.iter().map(|detail| (letters(&detail.0), detail)).collect();
        by_letters.sort_by_cached_key(|(name, _)| name.to_ascii_lowercase());
        let (mut values, mut by_value) = (Numbers::default(), Vec::new());
        for detail in details {
            if values.of(detail.1.as_str()) == by_value.len() {
                by_value.push(detail);
            }
        }
        Self { by_letters, values, by_value }
    }

    /// The value of that very name, else of the same letters in the same case, else the only one in any letter case.
    fn get(&self, name: &str) -> Option<(&'a str, &'a Written)> {
        let own_letters = letters(name);
        let lower = own_letters.to_ascii_lowercase();
        let start = self.by_letters.partition_point(|(key, _)| key.to_ascii_lowercase() < lower);
        let rest = &self.by_letters[start..];
        let alike = &rest[..rest.partition_point(|(key, _)| key.to_ascii_lowercase() == lower)];
        if lower.is_empty() {
            return None;
        }
        let (_, (name, value)) = match alike {
            [only] => only,
            several => {
                let is_own = |(_, detail): &&(String, &(String, Written))| detail.0 == name;
                several.iter().find(is_own).or_else(|| several.iter().find(|(key, _)| *key == own_letters))?
            }
        };
        Some((name, value))
    }

    /// The first that has this value. Truth values and short numbers are the same by chance.
    fn with_value(&self, value: &str) -> Option<(&'a str, &'a Written)> {
        let shortest = if value.bytes().all(|byte| byte.is_ascii_digit()) { 5 } else { 3 };
        let is_telling = value.len() >= shortest && !is_truth(value);
        let (name, value) = self.by_value.get(self.values.get(value).filter(|_| is_telling)?)?;
        Some((name, value))
    }
}

/// What is left of a name where punctuation is dropped: `name.givenName` and `namegivenName` are one.
#[must_use]
pub fn letters(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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
    fn the_very_name_goes_before_one_of_the_same_letters() {
        let name = "phoneNumbers[type eq \"work\"].value";
        let event =
            update(&[("phoneNumberstypeeqworkvalue", "1"), (name, "1b")], vec![property(name, Written::Null, "2")]);
        assert_eq!(changes(&event)[0].recovered, Some(&text("1b")));
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
    fn what_the_target_had_already_is_no_change() {
        let mut event = update(&[("title", "Clerk")], vec![property("city", Written::Null, "Lund")]);
        event.modified_properties.push(property("title", Written::Null, "Clerk"));
        event.provisioning_steps[1].details.0.push(("SkipReason".to_owned(), text("RedundantExport")));
        let effects: Vec<_> = changes(&event).iter().map(|change| change.effect).collect();
        assert_eq!(effects, [Effect::Redundant, Effect::Unchanged]);
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
        let of = |name: &str, new: &str| {
            let event = update(&[], vec![property(name, Written::Null, new)]);
            changes(&event)[0].source.map(|(name, value)| (name.to_owned(), value.as_str().to_owned()))
        };
        let found = Some(("department".to_owned(), "Sales (source)".to_owned()));
        for name in [
            "department",
            "Department",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
            "enterprise.department",
        ] {
            assert_eq!(of(name, "Sales"), found, "{name}");
        }
        // By the value alone, whatever the names are.
        assert_eq!(of("emails[type eq \"work\"].value", "Sales (source)"), found);
        assert_eq!(of("emails[type eq \"work\"].value", "Sales"), None);
    }

    #[test]
    fn short_numbers_and_truth_values_are_not_known_by_themselves() {
        for value in ["1001", "True", "NL", ""] {
            let mut event = update(&[], vec![property("code", Written::Null, value)]);
            event.provisioning_steps[0].details = Details(vec![("other".to_owned(), text(value))]);
            assert_eq!(changes(&event)[0].source, None, "{value}");
        }
    }

    #[test]
    fn a_name_without_a_letter_finds_nothing() {
        let event = update(&[("..", "before")], vec![property("::", Written::Null, "x")]);
        assert_eq!(changes(&event)[0].recovered, None);
    }

    /// A SCIM path, and the name of what it ends in where that tells something.
    fn scim_path() -> impl Strategy<Value = (String, Option<String>)> {
        let word = || {
            "[a-z]{3,8}([A-Z][a-z]{2,6})?".prop_filter("a word that says nothing", |word| {
                !["value", "type", "primary", "display"].contains(&word.as_str())
            })
        };
        prop_oneof![
            word().prop_map(|name| (name, None)),
            (word(), word()).prop_map(|(outer, inner)| (format!("{outer}.{inner}"), Some(inner))),
            (word(), word()).prop_map(|(outer, kind)| (format!("{outer}[type eq \"{kind}\"].value"), None)),
            (word(), word(), word())
                .prop_map(|(outer, kind, inner)| (format!("{outer}[type eq \"{kind}\"].{inner}"), Some(inner))),
            ("(core|extension:[a-z]{3,10})", "(User|Group)", word()).prop_map(|(schema, of, name)| {
                (format!("urn:ietf:params:scim:schemas:{schema}:2.0:{of}:{name}"), Some(name))
            }),
        ]
    }

    proptest! {
        #[test]
        fn a_scim_path_finds_its_values_whatever_punctuation_is_dropped(
            (path, last) in scim_path(),
            dropped in proptest::collection::vec(any::<bool>(), 12),
            is_upper in any::<bool>(),
        ) {
            let signs = ['.', ':', '"', '[', ']', ' ', '-', '_', '/', '(', ')', ','];
            let is_kept = |letter: &char| signs.iter().zip(&dropped).all(|(sign, dropped)| letter != sign || !dropped);
            let mut mangled: String = path.chars().filter(is_kept).collect();
            if is_upper {
                mangled.make_ascii_uppercase();
            }
            let mut event = update(&[(&mangled, "before"), ("other", "else")], vec![property(&path, Written::Null, "after")]);
            prop_assert_eq!(changes(&event)[0].recovered, Some(&text("before")));
            event.provisioning_steps[0].details = Details(vec![(mangled.clone(), text("from there"))]);
            prop_assert_eq!(changes(&event)[0].source, Some((mangled.as_str(), &text("from there"))));
            if let Some(last) = last {
                event.provisioning_steps[0].details = Details(vec![(last.clone(), text("from there"))]);
                prop_assert_eq!(changes(&event)[0].source, Some((last.as_str(), &text("from there"))));
            }
        }
    }
}
