//! Names in place of names: the same one for the same value wherever it stands, and none that leads back to it.
//!
//! A pseudonym is made of the value and of a secret that lives as long as the program: two copies made in one tab speak
//! of the same person by the same name, and nobody without the secret can find out by trying names.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Makes small letters of a text in any script. Browsers know how; a table of all letters would weigh 6 KB.
pub type Lower = fn(&str) -> String;

/// Gives pseudonyms of one secret.
#[derive(Clone, Debug)]
pub struct Pseudonyms {
    secret: [u8; 16],
    lower: Lower,
}

/// Puts pseudonyms in the place of secrets.
#[derive(Clone, Debug)]
pub struct Mask<'a> {
    pseudonyms: &'a Pseudonyms,
    /// What each is called, and its letters; in the order of how they begin.
    known: Vec<(&'static str, Vec<char>)>,
    addresses: bool,
}

/// What is to be replaced wherever it stands in a text.
#[derive(Clone, Debug, Default)]
pub struct Secrets<'a> {
    /// Names, and whatever else tells of somebody.
    pub names: Vec<&'a str>,
    pub ids: Vec<&'a str>,
    /// Every sign-in name and mail address as well, whether it is known or not.
    pub addresses: bool,
}

/// What pseudonyms begin with: of names, and of ids.
pub const NAME: &str = "name";
pub const ID: &str = "id";

/// Shorter values are not looked for in texts: they are parts of ordinary words.
const SHORTEST: usize = 3;

impl Pseudonyms {
    /// Of a secret that is to be random.
    #[must_use]
    pub const fn new(secret: [u8; 16], lower: Lower) -> Self {
        Self { secret, lower }
    }

    /// The pseudonym of a value: `name-5f3a91c2`. Letter case and blanks around it make no other; nothing has none.
    #[must_use]
    pub fn of(&self, kind: &str, value: &str) -> String {
        let value = (self.lower)(value.trim());
        if value.is_empty() {
            return String::new();
        }
        let mut hasher = DefaultHasher::new();
        (self.secret, value).hash(&mut hasher);
        format!("{kind}-{:08x}", hasher.finish() as u32)
    }

    /// A mask for these secrets.
    #[must_use]
    pub fn mask(&self, secrets: &Secrets<'_>) -> Mask<'_> {
        let mut known = Vec::new();
        for (kind, values) in [(NAME, &secrets.names), (ID, &secrets.ids)] {
            known.extend(values.iter().map(|value| (kind, self.small_letters(value.trim()))));
        }
        known.retain(|(_, value)| value.len() >= SHORTEST);
        known.sort_by(|(_, one), (_, other)| one[..SHORTEST].cmp(&other[..SHORTEST]));
        Mask { pseudonyms: self, known, addresses: secrets.addresses }
    }

    /// A small letter for each letter of a text; the sigma at the end of words is one like others.
    fn small_letters(&self, text: &str) -> Vec<char> {
        if text.is_ascii() {
            return text.chars().map(|letter| letter.to_ascii_lowercase()).collect();
        }
        let mut small: Vec<char> = (self.lower)(text).chars().collect();
        if small.len() != text.chars().count() {
            // A few letters become two, of which the first is enough to know them by.
            let first = |letter: char| (self.lower)(letter.encode_utf8(&mut [0; 4])).chars().next();
            small = text.chars().map(|letter| first(letter).unwrap_or(letter)).collect();
        }
        for letter in &mut small {
            if *letter == 'ς' {
                *letter = 'σ';
            }
        }
        small
    }
}

impl Mask<'_> {
    /// A text in which a pseudonym stands for each of the secrets, where they stand as words of their own. Letter case
    /// aside; longer values go first.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        let small = self.pseudonyms.small_letters(text);
        let text: Vec<char> = text.chars().collect();
        let mut masked = String::new();
        let mut at = 0;
        while at < text.len() {
            let is_start = at == 0 || !text[at - 1].is_alphanumeric();
            let mut longest = None;
            if is_start && self.addresses {
                longest = address_end(&text, at).map(|end| (end, NAME));
            }
            for (kind, value) in if is_start { self.alike(&small[at..]) } else { &[] } {
                let end = at + value.len();
                // Of those that are as long the last: what is an id stands in a field of its own as one.
                if longest.is_none_or(|(best, _)| end >= best) && stands_at(&small, at, value) {
                    longest = Some((end, kind));
                }
            }
            match longest {
                Some((end, kind)) => {
                    masked += &self.pseudonyms.of(kind, &text[at..end].iter().collect::<String>());
                    at = end;
                }
                None => {
                    masked.push(text[at]);
                    at += 1;
                }
            }
        }
        masked
    }

    /// The secrets that begin as a text does.
    fn alike(&self, text: &[char]) -> &[(&'static str, Vec<char>)] {
        let Some(begins) = text.get(..SHORTEST) else { return &[] };
        let start = self.known.partition_point(|(_, value)| &value[..SHORTEST] < begins);
        let rest = &self.known[start..];
        &rest[..rest.partition_point(|(_, value)| &value[..SHORTEST] == begins)]
    }
}

/// Whether a value stands there, with no letter or digit behind it; both in small letters.
fn stands_at(text: &[char], at: usize, value: &[char]) -> bool {
    text[at..].starts_with(value) && !text.get(at + value.len()).is_some_and(|next| next.is_alphanumeric())
}

/// Behind the mail address or sign-in name that begins there. A quote may stand in one, but not before it.
fn address_end(text: &[char], at: usize) -> Option<usize> {
    if text[at] == '\'' {
        return None;
    }
    let belongs = |letter: &char| letter.is_alphanumeric() || "._%+-#'".contains(*letter);
    let local = text[at..].iter().take_while(|letter| belongs(letter)).count();
    let sign = at + local;
    if local == 0 || text.get(sign) != Some(&'@') {
        return None;
    }
    let domain =
        text[sign + 1..].iter().take_while(|letter| letter.is_alphanumeric() || ".-".contains(**letter)).count();
    (domain > 0).then_some(sign + 1 + domain)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const PSEUDONYMS: Pseudonyms = Pseudonyms::new([7; 16], str::to_lowercase);

    fn people<'a>(names: &[&'a str]) -> Secrets<'a> {
        Secrets { names: names.to_vec(), addresses: true, ..Secrets::default() }
    }

    fn masked(text: &str, secrets: &Secrets<'_>) -> String {
        PSEUDONYMS.mask(secrets).apply(text)
    }

    #[test]
    fn a_value_has_one_pseudonym_and_another_secret_gives_another() {
        let name = PSEUDONYMS.of("name", "Ana Petrov");
        assert_eq!(PSEUDONYMS.of("name", " ana petrov"), name);
        assert_ne!(PSEUDONYMS.of("name", "Ana Petrova"), name);
        assert_ne!(Pseudonyms::new([8; 16], str::to_lowercase).of("name", "Ana Petrov"), name);
        assert_eq!(PSEUDONYMS.of("name", ""), "");
    }

    #[test]
    fn known_values_and_addresses_are_masked_and_words_around_them_are_left() {
        let name = PSEUDONYMS.of("name", "Ana");
        let address = PSEUDONYMS.of("name", "ana.petrov@a.test");
        assert_eq!(
            masked("User 'ANA' ('ana.petrov@a.test') of Banana, Anastasia.", &people(&["Ana"])),
            format!("User '{name}' ('{address}') of Banana, Anastasia.")
        );
        assert_eq!(masked("to be, at @ once", &people(&["be"])), "to be, at @ once");
        let quoted = PSEUDONYMS.of("name", "o'brien@a.test");
        assert_eq!(masked("O'Brien@a.test", &people(&[])), quoted);
    }

    #[test]
    fn an_id_is_called_an_id_in_texts_too() {
        let id = PSEUDONYMS.of("id", "4f2a-11");
        let secrets = Secrets { ids: vec!["4f2a-11"], ..Secrets::default() };
        let text = masked("The object 4F2A-11 of ana@a.test is gone.", &secrets);
        assert_eq!(text, format!("The object {id} of ana@a.test is gone."));
        // Of what is both it is the id, as in the field of its own.
        let id = PSEUDONYMS.of("id", "ana@a.test");
        let secrets = Secrets { ids: vec!["ana@a.test"], names: vec!["ana@a.test"], addresses: true };
        assert_eq!(masked("'ana@a.test'", &secrets), format!("'{id}'"));
    }

    #[test]
    fn letter_case_is_that_of_the_script() {
        for (name, elsewhere) in [("Παππάς", "ΠΑΠΠΆΣ"), ("Ёлкина", "ЁЛКИНА"), ("İpek", "İPEK"), ("Àgnes", "àGNES")]
        {
            let text = masked(&format!("It is {elsewhere}'s."), &people(&[name]));
            assert!(text.starts_with("It is name-") && text.ends_with("'s."), "{text}");
        }
    }

    #[test]
    fn a_longer_value_is_taken_whole() {
        let whole = PSEUDONYMS.of("name", "Ana Petrov");
        assert_eq!(masked("Ana Petrov.", &people(&["Ana", "Ana Petrov"])), format!("{whole}."));
    }

    proptest! {
        #[test]
        fn no_masked_value_is_left(before in "[ ,'(]{0,3}", value in "[A-Za-zéüß]{4,9}( [A-Z][a-z]{3})?", after in "[ ,')]{1,3}") {
            let text = masked(&format!("{before}{value}{after}{value}@a.test"), &people(&[&value]));
            prop_assert!(!text.to_lowercase().contains(&value.to_lowercase()), "{}", text);
        }

        #[test]
        fn what_holds_no_name_is_left_as_it_is(text in "[a-z ,.]{0,40}") {
            prop_assert_eq!(masked(&text, &people(&["Ana Petrov"])), text);
        }
    }
}
