//! What of a question can only be answered by looking inside records.

use super::{Field, Term};

/// A condition on what a record holds: all of the parts, each of which looks for any of its words in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InsideCondition {
    pub parts: Vec<(Field, Vec<String>)>,
    pub negated: bool,
}

impl InsideCondition {
    /// Whether both ask the same of a record, negated or not.
    #[must_use]
    pub fn asks_as(&self, other: &Self) -> bool {
        self.parts == other.parts
    }
}

/// The conditions of some terms that look inside records.
///
/// Terms about modified properties that stand beside each other speak of one property: `attr:mail new:""` is a mail
/// that was emptied. A field that is named again begins with another property. What is negated stands for itself.
#[must_use]
pub fn inside<'term>(terms: impl IntoIterator<Item = &'term Term>) -> Vec<InsideCondition> {
    let mut conditions: Vec<InsideCondition> = Vec::new();
    // The condition that speaks of a property, and may be asked more of it.
    let mut property = None;
    for term in terms {
        let Term::Words { field, words, negated } = term else { continue };
        if !field.is_inside() {
            continue;
        }
        let part = (*field, words.clone());
        let joins = field.is_of_property() && !negated;
        let open = property.filter(|_| joins).and_then(|place: usize| conditions.get_mut(place));
        match open.filter(|open| open.parts.iter().all(|(of, _)| of != field)) {
            Some(open) => open.parts.push(part),
            None => {
                if joins {
                    property = Some(conditions.len());
                }
                conditions.push(InsideCondition { parts: vec![part], negated: *negated });
            }
        }
    }
    conditions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::text::parse;

    fn told(text: &str) -> Vec<(Vec<&'static str>, bool)> {
        let conditions = inside(&parse(text).query.terms);
        let fields = |condition: &InsideCondition| condition.parts.iter().map(|(field, _)| field.key()).collect();
        conditions.iter().map(|condition| (fields(condition), condition.negated)).collect()
    }

    #[test]
    fn terms_about_a_property_speak_of_one_and_others_stand_for_themselves() {
        assert_eq!(told("status:failure ana"), []);
        assert_eq!(told("text:a text:b -step:c"), [(vec!["text"], false), (vec!["text"], false), (vec!["step"], true)]);
        assert_eq!(told("attr:mail text:x old:a new:b"), [(vec!["attr", "old", "new"], false), (vec!["text"], false)]);
        assert_eq!(told("attr:a new:1 attr:b new:2"), [(vec!["attr", "new"], false), (vec!["attr", "new"], false)]);
        assert_eq!(told("attr:a -value:b value:c"), [(vec!["attr", "value"], false), (vec!["value"], true)]);
    }
}
