//! Which lines differ between two JSON values that are indented as [`pretty_json`](crate::export::pretty_json) does.
//!
//! Members are compared by name and the values of lists by what they hold: the order of either tells nothing. Whatever
//! differs otherwise has a line that is marked, on one side at least.

use crate::insight::numbers::Numbers;

/// A value, and the lines that it takes.
struct Value<'a> {
    /// With its quotes and the colon; empty in a list.
    name: &'a str,
    /// `{` or `[` where there is something inside, else the whole value.
    said: &'a str,
    inside: Vec<Value<'a>>,
    /// The same for all values that hold the same, in whatever order.
    number: String,
    first: usize,
    last: usize,
}

/// For each line of both whether it differs; none does where both hold the same in another order.
#[must_use]
pub fn differing_lines(old: &str, new: &str) -> [Vec<bool>; 2] {
    let mut numbers = Numbers::default();
    let lines = [old, new].map(|text| text.lines().map(str::trim).collect::<Vec<_>>());
    let [old, new] = lines.each_ref().map(|lines| value(lines, &mut 0, false, &mut numbers));
    let mut marks = lines.map(|lines| vec![false; lines.len()]);
    compare(&old, &new, &mut marks);
    marks
}

fn value<'a>(lines: &[&'a str], at: &mut usize, is_member: bool, numbers: &mut Numbers) -> Value<'a> {
    let first = *at;
    *at += 1;
    let line = lines.get(first).copied().unwrap_or_default();
    let line = line.strip_suffix(',').unwrap_or(line);
    let (name, said) = line.split_at(if is_member { name_length(line) } else { 0 });
    let mut inside = Vec::new();
    if matches!(said, "{" | "[") {
        while lines.get(*at).is_some_and(|line| !line.starts_with(['}', ']'])) {
            inside.push(value(lines, at, said == "{", numbers));
        }
        *at += 1;
    }
    // No whole value begins so and ends in a digit.
    let mut all = said.to_owned();
    for (part, _) in sorted(&inside, &|value| [value.name, &value.number].concat()) {
        all = all + " " + &part;
    }
    let number = numbers.of(&all).to_string();
    Value { name, said, inside, number, first, last: (*at).min(lines.len()).saturating_sub(1) }
}

/// The places of values, in the order of a key: the one sort that is here anyway.
fn sorted(values: &[Value], key: &dyn Fn(&Value) -> String) -> Vec<(String, usize)> {
    let mut keys: Vec<_> = values.iter().map(key).zip(0_usize..).collect();
    keys.sort_unstable();
    keys
}

fn compare(old: &Value, new: &Value, marks: &mut [Vec<bool>; 2]) {
    if old.number == new.number {
        return;
    }
    if old.inside.is_empty() || new.inside.is_empty() || old.said != new.said {
        mark(&mut marks[0], old);
        mark(&mut marks[1], new);
        return;
    }
    let is_list = old.said == "[";
    let key = |value: &Value| if is_list { &value.number } else { value.name }.to_owned();
    let mut there = sorted(&new.inside, &key).into_iter().peekable();
    let mut alone = [vec![true; old.inside.len()], vec![true; new.inside.len()]];
    for (key, place) in sorted(&old.inside, &key) {
        while there.next_if(|(other, _)| *other < key).is_some() {}
        if let Some((_, other)) = there.next_if(|(other, _)| *other == key) {
            compare(&old.inside[place], &new.inside[other], marks);
            (alone[0][place], alone[1][other]) = (false, false);
        }
    }
    // What a list holds on one side alone is compared in its order.
    let mut others = (0..new.inside.len()).filter(|place| alone[1][*place]);
    for value in (0..old.inside.len()).filter(|place| alone[0][*place]).map(|place| &old.inside[place]) {
        match if is_list { others.next() } else { None } {
            Some(other) => compare(value, &new.inside[other], marks),
            None => mark(&mut marks[0], value),
        }
    }
    for other in others {
        mark(&mut marks[1], &new.inside[other]);
    }
}

fn mark(marks: &mut [bool], value: &Value) {
    if let Some(marks) = marks.get_mut(value.first..=value.last) {
        marks.fill(true);
    }
}

/// The length of a member's name at the front, with its quotes, colon and blank; 0 where there is none.
#[must_use]
pub fn name_length(said: &str) -> usize {
    if !said.starts_with('"') {
        return 0;
    }
    let mut is_escaped = false;
    for (at, byte) in said.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return if said[at..].starts_with("\": ") { at + 3 } else { 0 },
            _ => {}
        }
    }
    0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::export::pretty_json::pretty;

    /// The lines of both that are marked, without blanks and commas.
    fn marked(old: &str, new: &str) -> [Vec<String>; 2] {
        let texts = [pretty(old), pretty(new)];
        let marks = differing_lines(&texts[0], &texts[1]);
        let of = |(text, marks): (&String, &Vec<bool>)| {
            assert_eq!(text.lines().count(), marks.len());
            let marked = text.lines().zip(marks).filter(|(_, is_marked)| **is_marked);
            marked.map(|(line, _)| line.trim().trim_end_matches(',').to_owned()).collect()
        };
        [of((&texts[0], &marks[0])), of((&texts[1], &marks[1]))]
    }

    #[test]
    fn what_differs_is_marked_where_it_stands() {
        for (old, new, removed, added) in [
            (r#"["a","b"]"#, r#"["b","c"]"#, &[r#""a""#][..], &[r#""c""#][..]),
            (r#"["a","a","b"]"#, r#"["b","a"]"#, &[r#""a""#], &[]),
            // The lines are the same on both sides, and what they say is not.
            (
                r#"{"a":{"x":1},"b":{"x":2}}"#,
                r#"{"a":{"x":2},"b":{"x":1}}"#,
                &["\"x\": 1", "\"x\": 2"],
                &["\"x\": 2", "\"x\": 1"],
            ),
            (
                r#"[{"x":1,"y":2},{"x":3,"y":4}]"#,
                r#"[{"x":1,"y":4},{"x":3,"y":2}]"#,
                &["\"y\": 2", "\"y\": 4"],
                &["\"y\": 4", "\"y\": 2"],
            ),
            (r#"{"a":[]}"#, r#"{"a":[1]}"#, &["\"a\": []"], &["\"a\": [", "1", "]"]),
            (r#"{"\": ":{"x":1}}"#, r#"{"\": ":{"x":2}}"#, &["\"x\": 1"], &["\"x\": 2"]),
            (r#"{"a":1,"b":2}"#, r#"{"b":2}"#, &["\"a\": 1"], &[]),
            (r#"{"a":"b\": c"}"#, r#"{"a":"b\": d"}"#, &[r#""a": "b\": c""#], &[r#""a": "b\": d""#]),
        ] {
            assert_eq!(
                marked(old, new),
                [removed, added].map(|lines| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>()),
                "{old} {new}"
            );
        }
    }

    #[test]
    fn another_order_is_no_difference() {
        let none = [Vec::new(), Vec::<String>::new()];
        assert_eq!(marked(r#"["a","b",["c","d"]]"#, r#"[["d","c"],"b","a"]"#), none);
        assert_eq!(marked(r#"{"a":1,"b":[{"c":2,"d":3}]}"#, r#"{"b":[{"d":3,"c":2}],"a":1}"#), none);
    }

    /// JSON with lists and objects in one another.
    fn json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![(0..4_i32).prop_map(Into::into), "[ab{\\[\": ,]{0,3}".prop_map(Into::into)];
        leaf.prop_recursive(4, 24, 4, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Into::into),
                prop::collection::btree_map("[ab\": ]{0,3}", inner, 0..4)
                    .prop_map(|members| serde_json::Value::Object(members.into_iter().collect())),
            ]
        })
    }

    /// The same with every list in one order.
    fn in_order(value: &serde_json::Value) -> serde_json::Value {
        match value {
            serde_json::Value::Array(values) => {
                let mut values: Vec<_> = values.iter().map(in_order).collect();
                values.sort_by_key(ToString::to_string);
                values.into()
            }
            serde_json::Value::Object(members) => {
                let mut members: Vec<_> = members.iter().map(|(name, value)| (name.clone(), in_order(value))).collect();
                members.sort_by(|(left, _), (right, _)| left.cmp(right));
                serde_json::Value::Object(members.into_iter().collect())
            }
            other => other.clone(),
        }
    }

    proptest! {
        #[test]
        fn nothing_is_marked_where_only_the_order_differs_and_something_wherever_more_does(old in json(), new in json()) {
            let is_same = in_order(&old) == in_order(&new);
            let none = [Vec::new(), Vec::<String>::new()];
            prop_assert_eq!(marked(&old.to_string(), &new.to_string()) == none, is_same);
            prop_assert_eq!(marked(&old.to_string(), &in_order(&old).to_string()), none);
        }
    }
}
