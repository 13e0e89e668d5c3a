//! Members that stand twice in one object, as hardly any program writes them: most likely the record has lost its middle and
//! runs on into a later one, so that it tells of neither.

use super::cursor::{Cursor, Step};
use super::problem::Fault;
use super::short::short;
use super::{ProblemKind, Text};

/// As many members of one object as are compared with each other; a record has about thirty.
const MOST_NAMES: usize = 64;

/// Tells that a name stands twice in the object that the bytes are, or in one inside of it, and where it does so for the
/// second time.
#[cold]
pub fn doubled(object: &[u8]) -> Option<(ProblemKind, usize)> {
    let mut found = None;
    // It was read to its end before.
    let _ = walk(&mut Cursor::new(object, 0), &mut found);
    found.map(|(name, at)| (ProblemKind::Doubled { member: short(&name.decode()) }, at))
}

/// Moves past a value, and looks at the names of the objects in it.
fn walk<'a>(cursor: &mut Cursor<'a>, found: &mut Option<(Text<'a>, usize)>) -> Step<()> {
    let opening = cursor.peek()?;
    if !matches!(opening, b'{' | b'[') {
        return cursor.skip_value();
    }
    cursor.at += 1;
    let mut names = Vec::new();
    loop {
        match cursor.peek()? {
            b',' => cursor.at += 1,
            b'}' | b']' => {
                cursor.at += 1;
                return Ok(());
            }
            _ if opening == b'[' => walk(cursor, found)?,
            b'"' => {
                let at = cursor.at;
                let name = cursor.string()?;
                if names.contains(&name) {
                    found.get_or_insert((name, at));
                } else if names.len() < MOST_NAMES {
                    names.push(name);
                }
                cursor.colon()?;
                walk(cursor, found)?;
            }
            _ => return cursor.fault(Fault::NameExpected),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(json: &str) -> Option<(String, usize)> {
        doubled(json.as_bytes()).map(|(kind, at)| match kind {
            ProblemKind::Doubled { member } => (member, at),
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn a_name_is_doubled_in_one_object_and_not_in_two() {
        assert_eq!(found(r#"{"a":1,"b":{"a":2},"c":[{"a":3},{"a":4}]}"#), None);
        assert_eq!(found(r#"{"a":"\"a\":","A":1}"#), None);
        assert_eq!(found(r#"{"a":1,,"b":2, "a":3,"b":4}"#), Some(("a".to_owned(), 15)));
        assert_eq!(found(r#"{"b":[1,{"x":{"c":null,"c":null}}]}"#), Some(("c".to_owned(), 23)));
    }

    #[test]
    fn an_object_without_end_in_names_is_looked_through_once() {
        let members: Vec<String> = (0..200_000).map(|number| format!("\"{number}\":1")).collect();
        assert_eq!(found(&format!("{{{}}}", members.join(","))), None);
    }
}
