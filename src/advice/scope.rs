//! Why an object is in or out of scope: what the scoping step of a record says.

use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use crate::event::{ProvisioningEvent, Written};

/// One clause of a scoping filter, such as `Marketing.department EQUALS 'Marketing'`, and whether it was met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    pub text: String,
    pub met: bool,
}

/// What a record says on scope; `None` where it does not say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scoping {
    /// The object is enabled in the source system.
    pub active: Option<bool>,
    /// It is assigned to the application.
    pub assigned: Option<bool>,
    /// It has a role that entitles it.
    pub has_role: Option<bool>,
    /// All scoping filters let it through.
    pub filter_passed: Option<bool>,
    /// In the record's own order; empty where there is no filter or where it could not be read.
    pub clauses: Vec<Clause>,
}

impl Scoping {
    /// Reads the steps of a record; `None` if none of them speaks of scope.
    #[must_use]
    pub fn of(event: &ProvisioningEvent) -> Option<Self> {
        let mut scoping = Self::default();
        for (name, value) in event.provisioning_steps.iter().flat_map(|step| &step.details.0) {
            scoping.take(name, value);
        }
        (scoping != Self::default()).then_some(scoping)
    }

    /// The clauses that were not met.
    pub fn unmet(&self) -> impl Iterator<Item = &Clause> {
        self.clauses.iter().filter(|clause| !clause.met)
    }

    /// What keeps the object out, the plainest cause first: a clause for each, without a full stop.
    #[must_use]
    pub fn obstacles(&self) -> Vec<String> {
        let mut obstacles = Vec::new();
        let no = Some(false);
        if self.assigned == no {
            obstacles.push("not assigned to the application".to_owned());
        }
        if self.active == no {
            obstacles.push("disabled in the source system".to_owned());
        }
        // Newer records say "no role" of everything that is not assigned; said once is enough.
        if self.has_role == no && self.assigned != no && self.active != no {
            obstacles.push("assigned without a role that entitles it".to_owned());
        }
        let clauses = obstacles.len();
        obstacles.extend(self.unmet().map(|clause| format!("scoping filter not met: {}", clause.text)));
        if self.filter_passed == no && obstacles.len() == clauses {
            obstacles.push("a scoping filter is not met".to_owned());
        }
        obstacles
    }

    /// Takes in one named value of a step; the first that speaks of a matter counts.
    fn take(&mut self, name: &str, value: &Written) {
        let is = |known: &str| name.eq_ignore_ascii_case(known);
        let answer = match () {
            () if is("Active in the source system") || is("IsActive") => &mut self.active,
            () if is("Assigned to the application") || is("Assigned") => &mut self.assigned,
            () if ends_with_ignoring_case(name, " has the required role")
                || is("IsEffectivelyEntitledForProvisioning") =>
            {
                &mut self.has_role
            }
            () if is("Scoping filter evaluation passed")
                || is("IsInProvisioningScopeDisplayName")
                || is("IsInProvisioningScope") =>
            {
                &mut self.filter_passed
            }
            () => {
                if is("ScopeEvaluationResult") && self.clauses.is_empty() {
                    self.clauses = parse_clauses(value.as_str()).unwrap_or_default();
                }
                return;
            }
        };
        if answer.is_none() {
            *answer = parse_bool(value.as_str());
        }
    }
}

/// Reads a `ScopeEvaluationResult`, which is JSON inside a text: `{"<filter>.<attribute> EQUALS 'x'": true}`.
/// Keeps order and repeated clauses. `None` if the text is anything else.
#[must_use]
pub fn parse_clauses(text: &str) -> Option<Vec<Clause>> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let clauses = reader.deserialize_map(Clauses).ok()?;
    reader.end().ok()?;
    Some(clauses)
}

/// Collects the members of a JSON object.
struct Clauses;

impl<'de> Visitor<'de> for Clauses {
    type Value = Vec<Clause>;

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("clauses with true or false")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut clauses = Vec::new();
        while let Some((text, value)) = map.next_entry::<String, &RawValue>()? {
            let met = parse_bool(value.get().trim_matches('"'));
            let met = met.ok_or_else(|| serde::de::Error::custom("neither true nor false"))?;
            clauses.push(Clause { text, met });
        }
        Ok(clauses)
    }
}

/// `True` and `False` in any letter case.
fn parse_bool(text: &str) -> Option<bool> {
    let text = text.trim();
    if text.eq_ignore_ascii_case("true") {
        return Some(true);
    }
    text.eq_ignore_ascii_case("false").then_some(false)
}

fn ends_with_ignoring_case(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    start.and_then(|start| text.get(start..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::event::{Details, ProvisioningStep};

    fn event(details: &[(&str, &str)]) -> ProvisioningEvent {
        let details = details.iter().map(|(name, value)| ((*name).to_owned(), Written::Text((*value).to_owned())));
        let step = ProvisioningStep { details: Details(details.collect()), ..ProvisioningStep::default() };
        ProvisioningEvent { provisioning_steps: vec![step], ..ProvisioningEvent::default() }
    }

    #[test]
    fn clauses_keep_their_order_and_say_which_was_not_met() {
        let text = r#"{"Staff.department EQUALS 'R&D'":true,"Staff.city NOT EQUALS 'Lund'":false,"a \"b\"":"False"}"#;
        let clauses = parse_clauses(text).unwrap();
        let shown: Vec<_> = clauses.iter().map(|clause| (clause.text.as_str(), clause.met)).collect();
        assert_eq!(
            shown,
            [("Staff.department EQUALS 'R&D'", true), ("Staff.city NOT EQUALS 'Lund'", false), ("a \"b\"", false)]
        );
        assert_eq!(parse_clauses("{}"), Some(Vec::new()));
    }

    #[test]
    fn what_is_no_list_of_clauses_is_none() {
        for text in ["", "null", "[]", "{", r#"{"a":1}"#, r#"{"a":true} and more"#, r#"{"a":{"b":true}}"#] {
            assert_eq!(parse_clauses(text), None, "{text}");
        }
    }

    #[test]
    fn both_generations_of_names_are_read() {
        let newer = event(&[
            ("Active in the source system", "True"),
            ("Assigned to the application", "False"),
            ("Group has the required role", "False"),
            ("Scoping filter evaluation passed", "True"),
            ("ScopeEvaluationResult", "{}"),
        ]);
        let older = event(&[
            ("IsActive", "True"),
            ("Assigned", "False"),
            ("IsEffectivelyEntitledForProvisioning", "False"),
            ("IsInProvisioningScopeDisplayName", "True"),
        ]);
        let expected = Scoping {
            active: Some(true),
            assigned: Some(false),
            has_role: Some(false),
            filter_passed: Some(true),
            clauses: Vec::new(),
        };
        assert_eq!(Scoping::of(&newer).as_ref(), Some(&expected));
        assert_eq!(Scoping::of(&older).as_ref(), Some(&expected));
        assert_eq!(expected.obstacles(), ["not assigned to the application"]);
    }

    #[test]
    fn each_obstacle_is_named() {
        let role = event(&[("Assigned", "True"), ("User has the required role", "False")]);
        assert_eq!(Scoping::of(&role).unwrap().obstacles(), ["assigned without a role that entitles it"]);
        let disabled = event(&[("IsActive", "False"), ("Assigned", "True"), ("User has the required role", "False")]);
        assert_eq!(Scoping::of(&disabled).unwrap().obstacles(), ["disabled in the source system"]);
        let filter = event(&[
            ("Scoping filter evaluation passed", "False"),
            ("ScopeEvaluationResult", r#"{"HR.country EQUALS 'NL'":false,"HR.active EQUALS 'True'":true}"#),
        ]);
        assert_eq!(Scoping::of(&filter).unwrap().obstacles(), ["scoping filter not met: HR.country EQUALS 'NL'"]);
        let silent = event(&[("IsInProvisioningScope", "false")]);
        assert_eq!(Scoping::of(&silent).unwrap().obstacles(), ["a scoping filter is not met"]);
    }

    #[test]
    fn a_record_that_says_nothing_of_scope_has_none() {
        assert_eq!(Scoping::of(&event(&[("objectId", "1"), ("Assigned", "perhaps")])), None);
        assert_eq!(Scoping::of(&ProvisioningEvent::default()), None);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_a_panic(text in "\\PC*|[{}\":,a-f tru\\\\]{0,60}") {
            let _ = parse_clauses(&text);
        }

        #[test]
        fn what_was_written_is_read_back(members in proptest::collection::vec((".*", any::<bool>()), 0..8)) {
            let written: Vec<_> = members
                .iter()
                .map(|(text, met)| format!("{}:{met}", serde_json::to_string(text).unwrap()))
                .collect();
            let read = parse_clauses(&format!("{{{}}}", written.join(","))).unwrap();
            let read: Vec<_> = read.into_iter().map(|clause| (clause.text, clause.met)).collect();
            prop_assert_eq!(read, members);
        }
    }
}
