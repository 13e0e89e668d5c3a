//! What differs between two texts, character by character, with bounded work.
//!
//! The method is Myers' greedy one: the time it takes grows with the number of differences, so two texts that have
//! little in common, or are long, are given up on early; for these a person is served better by the plain texts.

/// A run of characters of the old text, the new text, or both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Run<'a> {
    Same(&'a str),
    Removed(&'a str),
    Added(&'a str),
}

/// Longer texts are not compared, in characters.
const LONGEST: usize = 20_000;
/// Texts with more characters to remove and add are not compared; the memory for the way back grows with the square.
const MOST_DIFFERENCES: usize = 400;
/// What stays the same between two changes must be so long, in characters, or the changes are joined: single letters
/// that happen to agree make a text unreadable.
const SHORTEST_SAME: usize = 3;

/// The runs that turn `old` into `new`; `None` where the texts are too long or have too little in common to be worth
/// it. The texts are the runs without the added, and without the removed ones.
#[must_use]
pub fn runs<'a>(old: &'a str, new: &'a str) -> Option<Vec<Run<'a>>> {
    let old_characters = Characters::of(old)?;
    let new_characters = Characters::of(new)?;
    let kept = kept_pairs(&old_characters.all, &new_characters.all)?;
    let same_runs = worthwhile(&kept, &old_characters.all, &new_characters.all);
    let same: usize = same_runs.iter().map(|(_, _, length)| length).sum();
    let lengths = [old_characters.all.len(), new_characters.all.len()];
    let [shorter, longer] = [lengths[0].min(lengths[1]), lengths[0].max(lengths[1])];
    // Single words that end alike (`Create` and `Update`) are other words all the same.
    let are_words = !old.contains(' ') && !new.contains(' ');
    let is_enough = if are_words { same * 2 > longer } else { same * 3 >= shorter };
    if same == 0 || !is_enough {
        return None;
    }

    let mut runs = Vec::new();
    let (mut old_at, mut new_at) = (0, 0);
    let ends = (old_characters.all.len(), new_characters.all.len(), 0);
    for (old_start, new_start, length) in same_runs.into_iter().chain([ends]) {
        if old_at < old_start {
            runs.push(Run::Removed(old_characters.slice(old_at, old_start)));
        }
        if new_at < new_start {
            runs.push(Run::Added(new_characters.slice(new_at, new_start)));
        }
        if length > 0 {
            runs.push(Run::Same(old_characters.slice(old_start, old_start + length)));
        }
        (old_at, new_at) = (old_start + length, new_start + length);
    }
    Some(runs)
}

/// A text with the byte at which each character begins.
struct Characters<'a> {
    text: &'a str,
    all: Vec<char>,
    offsets: Vec<usize>,
}

impl<'a> Characters<'a> {
    fn of(text: &'a str) -> Option<Self> {
        if text.len() > LONGEST * 4 {
            return None;
        }
        let (mut offsets, all): (Vec<_>, Vec<_>) = text.char_indices().unzip();
        offsets.push(text.len());
        (all.len() <= LONGEST).then_some(Self { text, all, offsets })
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        &self.text[self.offsets[start]..self.offsets[end]]
    }
}

/// Maximal runs of kept characters: position in the old, position in the new, length; in order.
type KeptRuns = Vec<(usize, usize, usize)>;

/// The longest way to keep characters in order, or `None` if it takes too many differences.
fn kept_pairs(old: &[char], new: &[char]) -> Option<KeptRuns> {
    let front = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (old_rest, new_rest) = (&old[front..], &new[front..]);
    let back = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(a, b)| a == b).count();
    let middle = kept_in_middle(&old_rest[..old_rest.len() - back], &new_rest[..new_rest.len() - back])?;

    let mut kept = vec![(0, 0, front)];
    kept.extend(middle.into_iter().map(|(a, b, length)| (a + front, b + front, length)));
    kept.push((old.len() - back, new.len() - back, back));
    kept.retain(|(_, _, length)| *length > 0);
    Some(kept)
}

/// Myers' algorithm. On diagonal `k` (old position minus new position) `reach[k]` is the furthest old position that
/// so many differences lead to; the reaches of every round are kept to find the way back.
fn kept_in_middle(old: &[char], new: &[char]) -> Option<KeptRuns> {
    let (old_length, new_length) = (old.len() as isize, new.len() as isize);
    let most = MOST_DIFFERENCES.min(old.len() + new.len()) as isize;
    let index = |k: isize| (k + most + 1) as usize;
    let mut reach = vec![0_isize; 2 * most as usize + 3];
    let mut rounds: Vec<Vec<isize>> = Vec::new();
    for differences in 0..=most {
        rounds.push(reach[index(-differences - 1)..=index(differences + 1)].to_vec());
        for k in (-differences..=differences).step_by(2) {
            let mut x = step_into(k, differences, |k| reach[index(k)]);
            while x < old_length && x - k < new_length && x - k >= 0 && old[x as usize] == new[(x - k) as usize] {
                x += 1;
            }
            reach[index(k)] = x;
            if x >= old_length && x - k >= new_length {
                return Some(way_back(&rounds, old_length, new_length));
            }
        }
    }
    None
}

/// Where diagonal `k` is entered: from the one above (a character added) or the one below (a character removed).
fn step_into(k: isize, differences: isize, reach: impl Fn(isize) -> isize) -> isize {
    if k == -differences || (k != differences && reach(k - 1) < reach(k + 1)) { reach(k + 1) } else { reach(k - 1) + 1 }
}

fn way_back(rounds: &[Vec<isize>], old_length: isize, new_length: isize) -> KeptRuns {
    let mut kept = Vec::new();
    let (mut x, mut y) = (old_length, new_length);
    for (differences, reach) in rounds.iter().enumerate().rev() {
        let differences = differences as isize;
        let k = x - y;
        let before = |k: isize| reach[(k + differences + 1) as usize];
        let entered = if differences == 0 { 0 } else { step_into(k, differences, before) };
        if x > entered {
            kept.push((entered as usize, (entered - k) as usize, (x - entered) as usize));
        }
        if differences > 0 {
            let is_added = k == -differences || (k != differences && before(k - 1) < before(k + 1));
            let from = if is_added { k + 1 } else { k - 1 };
            x = before(from);
            y = x - from;
        }
    }
    kept.reverse();
    kept
}

/// Drops the short runs that stand between changes; those at either end of the texts stay. No run begins or ends within
/// what is drawn as one.
fn worthwhile(kept: &KeptRuns, old: &[char], new: &[char]) -> KeptRuns {
    let mut runs: KeptRuns = Vec::new();
    for &(old_start, new_start, length) in kept {
        match runs.last_mut() {
            Some((a, b, so_far)) if *a + *so_far == old_start && *b + *so_far == new_start => *so_far += length,
            _ => runs.push((old_start, new_start, length)),
        }
    }
    let is_within = |old_at, new_at| is_joined(old, old_at) || is_joined(new, new_at);
    for (old_start, new_start, length) in &mut runs {
        while *length > 0 && is_within(*old_start, *new_start) {
            (*old_start, *new_start, *length) = (*old_start + 1, *new_start + 1, *length - 1);
        }
        while *length > 0 && is_within(*old_start + *length, *new_start + *length) {
            *length -= 1;
        }
    }
    runs.retain(|&(old_start, new_start, length)| {
        let is_first = old_start == 0 && new_start == 0;
        let is_last = old_start + length == old.len() && new_start + length == new.len();
        length >= SHORTEST_SAME || is_first || is_last
    });
    runs
}

/// Whether a character is drawn as one with that before it: accents and colours of skin are, what a joiner stands before,
/// and the two letters of a flag.
fn is_joined(text: &[char], at: usize) -> bool {
    const JOINER: char = '\u{200d}';
    let is_flag = |letter: char| matches!(letter, '\u{1f1e6}'..='\u{1f1ff}');
    let Some([before, letter]) = at.checked_sub(1).and_then(|before| text.get(before..=at)) else { return false };
    let follows = matches!(letter, &JOINER | '\u{300}'..='\u{36f}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}');
    follows || *before == JOINER || (is_flag(*before) && is_flag(*letter))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn sides(runs: &[Run]) -> (String, String) {
        let (mut old, mut new) = (String::new(), String::new());
        for run in runs {
            match run {
                Run::Same(text) => {
                    old.push_str(text);
                    new.push_str(text);
                }
                Run::Removed(text) => old.push_str(text),
                Run::Added(text) => new.push_str(text),
            }
        }
        (old, new)
    }

    #[test]
    fn a_changed_word_is_found_in_the_middle() {
        assert_eq!(
            runs("Senior clerk, Lund", "Senior lawyer, Lund"),
            Some(vec![Run::Same("Senior "), Run::Removed("clerk"), Run::Added("lawyer"), Run::Same(", Lund")])
        );
    }

    #[test]
    fn what_is_only_added_or_only_removed_is_said_so() {
        assert_eq!(runs("Ana", "Ana Petrov"), Some(vec![Run::Same("Ana"), Run::Added(" Petrov")]));
        assert_eq!(runs("Zoë Ørsted", "Zoë"), Some(vec![Run::Same("Zoë"), Run::Removed(" Ørsted")]));
        assert_eq!(runs("same", "same"), Some(vec![Run::Same("same")]));
    }

    #[test]
    fn what_is_drawn_as_one_is_marked_as_one() {
        for (old, new, gone, come) in [
            ("the 👨‍👩‍👧 of all", "the 👨‍👩‍👦 of all", "👨‍👩‍👧", "👨‍👩‍👦"),
            ("a thumb 👍🏻 for it", "a thumb 👍🏿 for it", "👍🏻", "👍🏿"),
            ("flies 🇳🇱 at sea", "flies 🇳🇴 at sea", "🇳🇱", "🇳🇴"),
            ("a cafe\u{301} there", "a cafe there", "e\u{301}", "e"),
        ] {
            let runs = runs(old, new).unwrap();
            assert_eq!(runs[1..3], [Run::Removed(gone), Run::Added(come)], "{runs:?}");
            assert_eq!(sides(&runs), (old.to_owned(), new.to_owned()));
        }
    }

    #[test]
    fn texts_with_little_in_common_are_left_plain() {
        assert_eq!(runs("Marketing", "R&D"), None);
        assert_eq!(runs("", "anything"), None);
        assert_eq!(runs("the first of many", "then, far away, nobody"), None);
    }

    #[test]
    fn the_work_is_bounded_for_hostile_texts() {
        let old = "ab".repeat(LONGEST / 2);
        let new = "ba c".repeat(LONGEST / 4);
        assert_eq!(runs(&old, &new), None);
        assert_eq!(runs(&"x".repeat(5_000_000), "x"), None);
        let near = format!("{}!{}", &old[..9_999], &old[9_999..LONGEST - 1]);
        assert!(runs(&old, &near).is_some());
    }

    /// The number of characters kept, found the slow and obvious way.
    fn longest_common(old: &[char], new: &[char]) -> usize {
        let mut table = vec![vec![0; new.len() + 1]; old.len() + 1];
        for (i, a) in old.iter().enumerate() {
            for (j, b) in new.iter().enumerate() {
                table[i + 1][j + 1] = if a == b { table[i][j] + 1 } else { table[i][j + 1].max(table[i + 1][j]) };
            }
        }
        table[old.len()][new.len()]
    }

    proptest! {
        #[test]
        fn runs_make_up_both_texts(old in "[ab ü]{0,40}", new in "[ab ü]{0,40}") {
            if let Some(runs) = runs(&old, &new) {
                prop_assert_eq!(sides(&runs), (old, new));
            }
        }

        #[test]
        fn as_much_is_kept_as_can_be(old in "[abc]{0,24}", new in "[abc]{0,24}") {
            let (old, new): (Vec<_>, Vec<_>) = (old.chars().collect(), new.chars().collect());
            let kept = kept_pairs(&old, &new).unwrap();
            for &(a, b, length) in &kept {
                prop_assert_eq!(&old[a..a + length], &new[b..b + length]);
            }
            let total: usize = kept.iter().map(|(_, _, length)| length).sum();
            prop_assert_eq!(total, longest_common(&old, &new));
        }
    }
}
