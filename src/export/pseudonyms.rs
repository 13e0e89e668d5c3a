//! Names in place of names: the same one for the same value wherever it stands, and none that leads back to it.
//!
//! A pseudonym is made of the value and of a secret that lives as long as the program: two copies made in one tab speak
//! of the same person by the same name, and nobody without the secret can find out by trying names.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

/// Gives pseudonyms of one secret.
#[derive(Clone, Debug)]
pub struct Pseudonyms {
    secret: [u8; 16],
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
    pub const fn new(secret: [u8; 16]) -> Self {
        Self { secret }
    }

    /// The pseudonym of a value: `name-5f3a91c2`. Letter case and blanks around it make no other; nothing has none.
    #[must_use]
    pub fn of(&self, kind: &str, value: &str) -> String {
        let value = value.trim().to_lowercase();
        if value.is_empty() {
            return String::new();
        }
        let mut hasher = DefaultHasher::new();
        (self.secret, value).hash(&mut hasher);
        format!("{kind}-{:08x}", hasher.finish() as u32)
    }

    /// A text in which a pseudonym stands for each of these values, where they stand as words of their own. Letter case
    /// aside; longer values go first.
    #[must_use]
    pub fn mask(&self, text: &str, secrets: &Secrets<'_>) -> String {
        let mut known: Vec<(&str, Vec<char>)> = Vec::new();
        for (kind, values) in [(NAME, &secrets.names), (ID, &secrets.ids)] {
            for value in values {
                known.push((kind, value.trim().chars().collect()));
            }
        }
        let text: Vec<char> = text.chars().collect();
        let mut masked = String::new();
        let mut at = 0;
        while at < text.len() {
            let is_start = at == 0 || !text[at - 1].is_alphanumeric();
            let mut longest = None;
            if is_start && secrets.addresses {
                longest = address_end(&text, at).map(|end| (end, NAME));
            }
            for (kind, value) in known.iter().filter(|_| is_start) {
                let end = at + value.len();
                // Of those that are as long the last: what is an id stands in a field of its own as one.
                if value.len() >= SHORTEST && longest.is_none_or(|(best, _)| end >= best) && stands_at(&text, at, value)
                {
                    longest = Some((end, kind));
                }
            }
            match longest {
                Some((end, kind)) => {
                    masked += &self.of(kind, &text[at..end].iter().collect::<String>());
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
}

/// Whether a value stands there, with no letter or digit behind it.
fn stands_at(text: &[char], at: usize, value: &[char]) -> bool {
    let Some(here) = text.get(at..at + value.len()) else { return false };
    let is_same = |(one, other): (&char, &char)| one == other || one.to_lowercase().eq(other.to_lowercase());
    here.iter().zip(value).all(is_same) && !text.get(at + value.len()).is_some_and(|next| next.is_alphanumeric())
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

    const PSEUDONYMS: Pseudonyms = Pseudonyms::new([7; 16]);

    fn people<'a>(names: &[&'a str]) -> Secrets<'a> {
        Secrets { names: names.to_vec(), addresses: true, ..Secrets::default() }
    }

    #[test]
    fn a_value_has_one_pseudonym_and_another_secret_gives_another() {
        let name = PSEUDONYMS.of("name", "Ana Petrov");
        assert_eq!(PSEUDONYMS.of("name", " ana petrov"), name);
        assert_ne!(PSEUDONYMS.of("name", "Ana Petrova"), name);
        assert_ne!(Pseudonyms::new([8; 16]).of("name", "Ana Petrov"), name);
        assert_eq!(PSEUDONYMS.of("name", ""), "");
    }

    #[test]
    fn known_values_and_addresses_are_masked_and_words_around_them_are_left() {
        let name = PSEUDONYMS.of("name", "Ana");
        let address = PSEUDONYMS.of("name", "ana.petrov@a.test");
        assert_eq!(
            PSEUDONYMS.mask("User 'ANA' ('ana.petrov@a.test') of Banana, Anastasia.", &people(&["Ana"])),
            format!("User '{name}' ('{address}') of Banana, Anastasia.")
        );
        assert_eq!(PSEUDONYMS.mask("to be, at @ once", &people(&["be"])), "to be, at @ once");
        let quoted = PSEUDONYMS.of("name", "o'brien@a.test");
        assert_eq!(PSEUDONYMS.mask("O'Brien@a.test", &people(&[])), quoted);
    }

    #[test]
    fn an_id_is_called_an_id_in_texts_too() {
        let id = PSEUDONYMS.of("id", "4f2a-11");
        let secrets = Secrets { ids: vec!["4f2a-11"], ..Secrets::default() };
        let masked = PSEUDONYMS.mask("The object 4F2A-11 of ana@a.test is gone.", &secrets);
        assert_eq!(masked, format!("The object {id} of ana@a.test is gone."));
        // Of what is both it is the id, as in the field of its own.
        let id = PSEUDONYMS.of("id", "ana@a.test");
        let secrets = Secrets { ids: vec!["ana@a.test"], names: vec!["ana@a.test"], addresses: true };
        assert_eq!(PSEUDONYMS.mask("'ana@a.test'", &secrets), format!("'{id}'"));
    }

    #[test]
    fn a_longer_value_is_taken_whole() {
        let whole = PSEUDONYMS.of("name", "Ana Petrov");
        assert_eq!(PSEUDONYMS.mask("Ana Petrov.", &people(&["Ana", "Ana Petrov"])), format!("{whole}."));
    }

    proptest! {
        #[test]
        fn no_masked_value_is_left(before in "[ ,'(]{0,3}", value in "[A-Za-zéüß]{4,9}( [A-Z][a-z]{3})?", after in "[ ,')]{1,3}") {
            let masked = PSEUDONYMS.mask(&format!("{before}{value}{after}{value}@a.test"), &people(&[&value]));
            prop_assert!(!masked.to_lowercase().contains(&value.to_lowercase()), "{}", masked);
        }

        #[test]
        fn what_holds_no_name_is_left_as_it_is(text in "[a-z ,.]{0,40}") {
            prop_assert_eq!(PSEUDONYMS.mask(&text, &people(&["Ana Petrov"])), text);
        }
    }
}
