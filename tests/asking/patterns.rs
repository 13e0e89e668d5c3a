//! What the words of a term look for, told letter by letter: the twin of the patterns.

/// What a word says, letter by letter; `None` stands for a wildcard.
fn letters(word: &str) -> Vec<Option<char>> {
    let mut found = Vec::new();
    let mut rest: Vec<char> = word.to_lowercase().chars().rev().collect();
    while let Some(letter) = rest.pop() {
        let escaped = letter == '\\' && rest.last().is_some_and(|next| matches!(next, '*' | '=' | '\\'));
        found.push(match letter {
            '*' => None,
            _ if escaped => rest.pop(),
            _ => Some(letter),
        });
    }
    found
}

/// Whether a value is what the letters say, tried at every length of every wildcard.
fn is(value: &[char], word: &[Option<char>]) -> bool {
    match word.split_first() {
        None => value.is_empty(),
        Some((None, rest)) => (0..=value.len()).any(|length| is(&value[length..], rest)),
        Some((Some(letter), rest)) => value.first() == Some(letter) && is(&value[1..], rest),
    }
}

/// Whether a value is what any of the words looks for.
pub fn found(value: &str, words: &[String], is_whole: bool) -> bool {
    let value: Vec<char> = value.to_lowercase().chars().collect();
    words.iter().any(|word| {
        let bare = word.strip_prefix('=');
        let mut wanted = letters(bare.unwrap_or(word));
        if wanted.is_empty() || value.is_empty() {
            return wanted.is_empty() && value.is_empty();
        }
        if !is_whole && bare.is_none() && !wanted.contains(&None) {
            wanted.insert(0, None);
            wanted.push(None);
        }
        is(&value, &wanted)
    })
}
