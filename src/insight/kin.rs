//! Which events are about the same object: step by step, from the ids and sign-in names of one event to the others.
//!
//! A GUID is one object's alone, wherever it stands. A long id of letters and digits in disorder counts within the system
//! that gave it, whatever application reads or writes that. Any other id may well stand twice: two systems both have a
//! person 1001, and where the system's name is that of a whole kind of applications, each of these has one. As an id of
//! the target it counts within its system and application, and for a group it is none of a user's. Sign-in names count
//! everywhere, letter case aside.

use serde::{Deserialize, Serialize};

use super::job_id::{is_dashed, service_principal};

/// What an event knows its object by; an id with the name of the system that gave it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks<'a> {
    pub source: Mark<'a>,
    pub target: Mark<'a>,
    pub sign_in_name: &'a str,
    /// What provisioned it, as [`application`] has it.
    pub application: &'a str,
    /// The short type of the object; may be empty.
    pub kind: &'a str,
}

/// An id, and the name of the system that gave it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mark<'a> {
    pub id: &'a str,
    pub system: &'a str,
}

/// Which of an event's marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    SourceId,
    TargetId,
    SignInName,
}

/// Why an event belongs to a story: one of its marks is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tie {
    /// The event's own mark.
    pub own: Place,
    /// Where the same mark stands in the event that it was learned from.
    pub known: Place,
    /// Whether that is the event that the story is told from, and not one found on the way.
    pub direct: bool,
}

/// Objects have a few marks in each system; more are a sign that something else is tied in.
const MOST: usize = 100;

/// The marks of one object, as far as they are known.
#[derive(Clone, Debug, Default)]
pub struct Kin {
    known: Vec<Known>,
    /// How many of `known` were handed out by [`unasked`](Self::unasked).
    asked: usize,
}

#[derive(Clone, Debug)]
struct Known {
    place: Place,
    value: String,
    scope: [String; 3],
    direct: bool,
}

/// A mark, and where it counts: the system, the application, and the kind of object, each empty for all of them.
#[derive(Clone, Copy)]
struct Part<'a> {
    place: Place,
    value: &'a str,
    scope: [&'a str; 3],
}

impl Kin {
    /// The marks of the event that a story is told from.
    #[must_use]
    pub fn of(marks: Marks<'_>) -> Self {
        let mut kin = Self::default();
        kin.take_in(marks, true);
        kin
    }

    /// Learns the marks of an event that belongs.
    pub fn learn(&mut self, marks: Marks<'_>) {
        self.take_in(marks, false);
    }

    fn take_in(&mut self, marks: Marks<'_>, direct: bool) {
        for part in parts(marks) {
            let is_new = self.known.iter().all(|known| !known.is(part));
            if !part.value.is_empty() && is_new && self.known.len() < MOST {
                let Part { place, value, scope } = part;
                self.known.push(Known { place, value: value.to_owned(), scope: scope.map(str::to_owned), direct });
            }
        }
    }

    /// Why an event belongs; `None` if nothing ties it. The marks learned first speak first.
    #[must_use]
    pub fn tie(&self, marks: Marks<'_>) -> Option<Tie> {
        let parts = parts(marks);
        for known in &self.known {
            let mut own = None;
            for part in parts {
                // The same id on the same side is the plainer thing to say.
                if known.ties(part) && (own.is_none() || part.place == known.place) {
                    own = Some(part.place);
                }
            }
            if let Some(own) = own {
                return Some(Tie { own, known: known.place, direct: known.direct });
            }
        }
        None
    }

    /// The ids, and the sign-in names, that were not asked for before.
    #[must_use]
    pub fn unasked(&mut self) -> (Vec<String>, Vec<String>) {
        let (mut ids, mut names) = (Vec::new(), Vec::new());
        for known in &self.known[self.asked..] {
            let values = if known.place == Place::SignInName { &mut names } else { &mut ids };
            values.push(known.value.clone());
        }
        self.asked = self.known.len();
        (ids, names)
    }
}

impl Known {
    /// Whether nothing is new in a part.
    fn is(&self, part: Part<'_>) -> bool {
        let is_alike = |(one, other): (&String, &str)| one.eq_ignore_ascii_case(other);
        is_alike((&self.value, part.value)) && self.scope.iter().zip(part.scope).all(is_alike)
    }

    fn ties(&self, part: Part<'_>) -> bool {
        let ([system, application, kind], [its_system, its_application, its_kind]) = (&self.scope, part.scope);
        let is_everywhere = application.is_empty() || its_application.is_empty();
        self.value.eq_ignore_ascii_case(part.value)
            && system.eq_ignore_ascii_case(its_system)
            && (is_everywhere || application.eq_ignore_ascii_case(its_application))
            && !are_kinds_apart(kind, its_kind)
    }
}

/// The marks. What tells nothing is empty. Names count as if a system had given them, so that none is ever taken for an
/// id.
fn parts(Marks { source, target, sign_in_name, application, kind }: Marks<'_>) -> [Part<'_>; 3] {
    let part = |place, value, scope| Part { place, value: if is_filler(value) { "" } else { value }, scope };
    let in_system = |place, Mark { id, system }, application| match id {
        _ if is_dashed(id) => part(place, id, [""; 3]),
        _ if is_unique(id) => part(place, id, [system, "", ""]),
        _ => part(place, id, [system, application, kind]),
    };
    [
        in_system(Place::SourceId, source, ""),
        in_system(Place::TargetId, target, application),
        part(Place::SignInName, sign_in_name, ["@", "", ""]),
    ]
}

/// The application that a job provisions, by its service principal where the job's id tells it, else by its name.
#[must_use]
pub fn application<'a>(job_id: &'a str, name: &'a str) -> &'a str {
    match service_principal(job_id) {
        "" => name,
        id => id,
    }
}

/// Whether an id is hardly any other object's of its system: a GUID, or long, and going from letters to digits and back.
#[must_use]
pub fn is_unique(id: &str) -> bool {
    const SHORTEST: usize = 16;
    const FEWEST_TURNS: usize = 4;
    let is_digit = |at: usize| id.as_bytes()[at].is_ascii_digit();
    let is_word = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let turns = (1..id.len()).filter(|at| is_digit(*at) != is_digit(at - 1)).count();
    is_dashed(id) || (id.len() >= SHORTEST && is_word && turns >= FEWEST_TURNS)
}

/// Whether an id is none: some records fill it with blanks, zeros, or a word for nothing.
fn is_filler(id: &str) -> bool {
    let is_word = |word: &&str| id.trim().eq_ignore_ascii_case(word);
    id.bytes().all(|byte| matches!(byte, b'0' | b'-' | b' ')) || FILLERS.iter().any(is_word)
}

/// Words that stand where there is nothing.
const FILLERS: [&str; 8] = ["unknown", "null", "(null)", "none", "nil", "undefined", "empty", "n/a"];

/// Whether two objects are of kinds that are never one: a group, and what is none. Other types are words of the two sides
/// for one thing; where one is not given nobody knows.
#[must_use]
pub fn are_kinds_apart(one: &str, other: &str) -> bool {
    let is_group = |kind: &str| kind.eq_ignore_ascii_case("group");
    ![one, other].contains(&"") && is_group(one) != is_group(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GUID: &str = "c34511ef-ca5a-49a3-8cd9-afb4db30fd2b";

    fn marks<'a>(source: (&'a str, &'a str), target: (&'a str, &'a str), sign_in_name: &'a str) -> Marks<'a> {
        let mark = |(system, id)| Mark { id, system };
        Marks { source: mark(source), target: mark(target), sign_in_name, ..Marks::default() }
    }

    fn told(kin: &Kin, marks: Marks<'_>) -> Option<(Place, Place, bool)> {
        kin.tie(marks).map(|tie| (tie.own, tie.known, tie.direct))
    }

    #[test]
    fn a_guid_ties_whatever_the_side_and_the_system_and_the_plainest_tie_is_told() {
        use Place::{SourceId, TargetId};
        let kin = Kin::of(marks(("Entra", GUID), ("Slack", "u1"), "ana@a.test"));
        let upper = GUID.to_uppercase();
        assert_eq!(told(&kin, marks(("Other", &upper), ("Box", "7"), "")), Some((SourceId, SourceId, true)));
        assert_eq!(told(&kin, marks(("Workday", "7"), ("Entra", GUID), "")), Some((TargetId, SourceId, true)));
        assert_eq!(told(&kin, marks(("Entra", GUID), ("Entra", GUID), "")), Some((SourceId, SourceId, true)));
    }

    #[test]
    fn another_id_ties_only_within_its_system_and_a_name_is_no_id() {
        let kin = Kin::of(marks(("Workday", "1001"), ("AD", ""), "Ana@a.test"));
        assert_eq!(told(&kin, marks(("Box", "1001"), ("Slack", "1001"), "")), None);
        assert_eq!(told(&kin, marks(("ana@a.test", "ana@a.test"), ("", ""), "")), None);
        assert!(kin.tie(marks(("AD", "5"), ("workday", "1001"), "")).is_some());
        assert_eq!(
            told(&kin, marks(("", ""), ("", ""), "ana@A.test")),
            Some((Place::SignInName, Place::SignInName, true))
        );
    }

    #[test]
    fn ids_that_may_stand_twice_tie_the_objects_of_one_application_alone() {
        let of = |id, application, kind| Marks { application, kind, ..marks(("", ""), ("customappsso", id), "") };
        let kin = Kin::of(of("1001", "one", "User"));
        assert!(kin.tie(of("1001", "One", "")).is_some());
        assert!(kin.tie(of("1001", "one", "Worker")).is_some());
        assert!(kin.tie(of("1001", "", "user")).is_some());
        assert_eq!(kin.tie(of("1001", "two", "User")), None);
        assert_eq!(kin.tie(of("1001", "one", "Group")), None);
        // In the source it is the system's own, whichever of its applications reads it.
        let source = Marks { application: "two", ..marks(("customappsso", "1001"), ("", ""), "") };
        assert!(kin.tie(source).is_some());
        for id in [GUID, "00u1abcd2EFGh3ijk4l5", "c34511efca5a49a38cd9afb4db30fd2b"] {
            assert!(Kin::of(of(id, "one", "User")).tie(of(id, "two", "User")).is_some(), "{id}");
        }
        for id in ["0000000000001001", "employee-number-1001", "ana.petrov@a.test", "1234567890123456"] {
            assert_eq!(Kin::of(of(id, "one", "User")).tie(of(id, "two", "User")), None, "{id}");
        }
    }

    #[test]
    fn an_application_is_told_by_its_service_principal_where_a_job_names_it() {
        assert_eq!(application(&format!("scim.11111111222233334444555555555555.{GUID}"), "Box"), GUID);
        assert_eq!(application("scim.11111111222233334444555555555555", "Box"), "Box");
    }

    #[test]
    fn ids_that_are_none_tie_nothing() {
        for filler in ["", "00000000-0000-0000-0000-000000000000", "0", "  ", "Unknown", "null", "None", " n/a "] {
            let of = marks(("A", filler), ("A", filler), filler);
            let mut kin = Kin::of(of);
            assert_eq!(kin.unasked(), (Vec::new(), Vec::new()));
            assert_eq!(kin.tie(of), None);
        }
    }

    #[test]
    fn what_is_learned_on_the_way_ties_too_and_is_asked_for_once() {
        let mut kin = Kin::of(marks(("Workday", "1001"), ("AD", GUID), ""));
        assert_eq!(kin.unasked(), (vec!["1001".to_owned(), GUID.to_owned()], Vec::new()));
        kin.learn(marks(("AD", GUID), ("Slack", "u1"), "ana@a.test"));
        assert_eq!(kin.unasked(), (vec!["u1".to_owned()], vec!["ana@a.test".to_owned()]));
        assert_eq!(kin.unasked(), (Vec::new(), Vec::new()));
        let last = marks(("Other", "9"), ("Slack", "u1"), "");
        assert_eq!(told(&kin, last), Some((Place::TargetId, Place::TargetId, false)));
    }

    #[test]
    fn an_object_with_endless_marks_is_bounded() {
        let mut kin = Kin::default();
        for number in 1..10_000 {
            let id = number.to_string();
            kin.learn(marks(("A", &id), ("B", GUID), ""));
        }
        assert_eq!(kin.unasked().0.len(), MOST);
    }
}
