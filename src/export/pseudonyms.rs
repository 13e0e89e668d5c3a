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
    /// What each is called, and its letters; in the order of these.
    known: Vec<(&'static str, Vec<char>)>,
    addresses: bool,
    guids: bool,
}

/// What is to be replaced wherever it stands in a text. Short values are parts of ordinary words: they are found as words
/// of their own, as all are where words stand apart.
#[derive(Clone, Debug, Default)]
pub struct Secrets<'a> {
    /// Names, and whatever else tells of somebody.
    pub names: Vec<&'a str>,
    pub ids: Vec<&'a str>,
    /// Every sign-in name and mail address as well, whether it is known or not.
    pub addresses: bool,
    /// Every GUID as well, but those of `kept` and those by which a request is found again.
    pub guids: bool,
    pub kept: Vec<&'a str>,
}

/// What pseudonyms begin with: of names, and of ids.
pub const NAME: &str = "name";
pub const ID: &str = "id";
/// In place of these, for what stays as it is.
const KEPT: &str = "";

/// Values of which longer ones begin alike are found by so many of their letters.
const BEGINNING: usize = 3;

impl Pseudonyms {
    /// Of a secret that is to be random.
    #[must_use]
    pub const fn new(secret: [u8; 16], lower: Lower) -> Self {
        Self { secret, lower }
    }

    /// The pseudonym of a value: `name-5f3a91c2`. Letter case and blanks around it make no other, nor do the dashes of a
    /// GUID; nothing has none.
    #[must_use]
    pub fn of(&self, kind: &str, value: &str) -> String {
        let mut value = (self.lower)(value.trim());
        if value.is_empty() {
            return String::new();
        }
        if kind == ID {
            value = undashed(&value).unwrap_or(value);
        }
        let mut hasher = DefaultHasher::new();
        (self.secret, value).hash(&mut hasher);
        format!("{kind}-{:08x}", hasher.finish() as u32)
    }

    /// A mask for these secrets.
    #[must_use]
    pub fn mask(&self, secrets: &Secrets<'_>) -> Mask<'_> {
        let mut known = Vec::new();
        let mut take = |kind, value: &str| known.push((kind, self.spelled_out(value.trim()).1));
        for name in &secrets.names {
            take(NAME, name);
        }
        for id in &secrets.kept {
            take(KEPT, id);
        }
        for id in &secrets.ids {
            take(ID, id);
            if let Some(undashed) = undashed(id) {
                take(ID, &undashed);
            }
        }
        known.retain(|(_, value)| value.iter().any(|letter| letter.is_alphanumeric()));
        // By what is sorted elsewhere too, which saves the code of another sort.
        known.sort_by_cached_key(|(_, value)| value.iter().collect::<String>());
        Mask { pseudonyms: self, known, addresses: secrets.addresses, guids: secrets.guids }
    }

    /// The characters that a text stands for, the same in small letters, and where each ends in the text.
    fn spelled_out(&self, text: &str) -> (Vec<char>, Vec<char>, Vec<usize>) {
        let (letters, ends) = spelled_out(text);
        let small = self.small_letters(&letters.iter().collect::<String>());
        (letters, small, ends)
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
    /// aside, and also where the text writes letters by their numbers, as JSON and addresses do; longer values go first.
    #[must_use]
    pub fn apply(&self, text: &str) -> String {
        self.apply_to(text, usize::MAX)
    }

    /// The same for the beginning of a text, of so many characters and what is left of a secret that begins in it.
    #[must_use]
    pub fn apply_to(&self, text: &str, most: usize) -> String {
        let (letters, small, ends) = self.pseudonyms.spelled_out(text);
        let mut masked = String::new();
        let (mut at, mut start) = (0, 0);
        while at < letters.len().min(most) {
            let is_start = at == 0 || are_apart(letters[at - 1], letters[at]) || is_line_break(&letters[..at]);
            let mut longest = None;
            if is_start && self.addresses {
                longest = address_end(&letters, at).map(|end| (end, NAME));
            }
            if is_start && self.guids {
                longest = longest.or_else(|| guid_end(&small, at).map(|end| (end, ID)));
            }
            for length in 1..=if is_start { BEGINNING } else { 0 } {
                for (kind, value) in self.alike(&small[at..], length) {
                    let end = at + value.len();
                    // Of those that are as long the last: what is an id stands in a field of its own as one.
                    if longest.is_none_or(|(best, _)| end >= best) && stands_at(&small, at, value) {
                        longest = Some((end, kind));
                    }
                }
            }
            match longest {
                Some((end, kind)) if kind != KEPT => {
                    masked += &self.pseudonyms.of(kind, &letters[at..end].iter().collect::<String>());
                    at = end;
                }
                kept => {
                    at = kept.map_or(at + 1, |(end, _)| end);
                    masked += &text[start..ends[at - 1]];
                }
            }
            start = ends[at - 1];
        }
        masked
    }

    /// The secrets that begin as a text does: those of so many letters, or of that many and more.
    fn alike(&self, text: &[char], length: usize) -> &[(&'static str, Vec<char>)] {
        let Some(begins) = text.get(..length) else { return &[] };
        let start = self.known.partition_point(|(_, value)| value.as_slice() < begins);
        let rest = &self.known[start..];
        let is_alike = |value: &[char]| {
            if length < BEGINNING { value == begins } else { value.starts_with(begins) }
        };
        &rest[..rest.partition_point(|(_, value)| is_alike(value))]
    }
}

/// A GUID without its dashes.
fn undashed(id: &str) -> Option<String> {
    let plain = id.trim().replace('-', "");
    (id.trim().len() == 36 && plain.len() == 32).then_some(plain)
}

/// Whether a value stands there, with no letter or digit of its word behind it; both in small letters.
fn stands_at(text: &[char], at: usize, value: &[char]) -> bool {
    let end = at + value.len();
    text[at..].starts_with(value) && text.get(end).is_none_or(|next| are_apart(text[end - 1], *next))
}

/// Whether a word can end between two characters. In some scripts it can anywhere: their words stand together, or have
/// smaller ones fixed to them.
fn are_apart(one: char, next: char) -> bool {
    let is_of_a_word = |letter: char| {
        let stand_together = matches!(letter,
            '\u{590}'..='\u{8ff}' | '\u{e00}'..='\u{fff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{11ff}'
            | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{a4cf}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{ff66}'..='\u{ffdc}'
            | '\u{20000}'..='\u{3ffff}');
        letter.is_alphanumeric() && !stand_together
    };
    !is_of_a_word(one) || !is_of_a_word(next)
}

/// Whether a text ends with a break as JSON writes it, which may as well be a name behind that of its domain.
fn is_line_break(text: &[char]) -> bool {
    matches!(text, [.., '\\', 'n' | 'r' | 't'])
}

/// The characters that a text stands for, and where in it each ends: `J\u00fcrgen` and `J%C3%BCrgen` are `Jürgen`.
fn spelled_out(text: &str) -> (Vec<char>, Vec<usize>) {
    let (mut letters, mut ends) = (Vec::new(), Vec::new());
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (letter, length) = match first {
            '\\' => escaped(rest),
            '%' => in_percent(rest),
            _ => None,
        }
        .unwrap_or((first, first.len_utf8()));
        rest = &rest[length..];
        letters.push(letter);
        ends.push(text.len() - rest.len());
    }
    (letters, ends)
}

/// The character that an escape of JSON stands for, at the front, and its length; it may be escaped itself.
fn escaped(text: &str) -> Option<(char, usize)> {
    let code = text.trim_start_matches('\\');
    let slashes = text.len() - code.len();
    let unit = |text: &str| u16::from_str_radix(text.strip_prefix('u')?.get(..4)?, 16).ok();
    let Some(first) = unit(code) else {
        let sign = code.chars().next().filter(|sign| ['"', '\'', '/'].contains(sign))?;
        return Some((sign, slashes + 1));
    };
    // What is beyond the first 65,536 characters is written as two.
    let second = code[5..].strip_prefix(&text[..slashes]).and_then(unit);
    let mut pair = char::decode_utf16([first].into_iter().chain(second));
    let letter = pair.next()?.ok()?;
    let units = letter.len_utf16();
    Some((letter, units * (slashes + 5)))
}

/// The character that is written in percent at the front, and the length of that.
fn in_percent(text: &str) -> Option<(char, usize)> {
    let mut bytes = [0; 4];
    for place in 0..bytes.len() {
        let code = text.get(place * 3..place * 3 + 3)?.strip_prefix('%')?;
        bytes[place] = u8::from_str_radix(code, 16).ok()?;
        if let Ok(letters) = std::str::from_utf8(&bytes[..=place]) {
            return Some((letters.chars().next()?, place * 3 + 3));
        }
    }
    None
}

/// Behind the GUID that begins there, unless a request is found again by it: that is what helpers ask for. In small letters.
fn guid_end(text: &[char], at: usize) -> Option<usize> {
    const LENGTH: usize = 36;
    /// Characters before it that are looked at for what it is of.
    const LOOKED_AT: usize = 24;
    let is_of_one = |(place, letter): (usize, &char)| match place {
        8 | 13 | 18 | 23 => *letter == '-',
        _ => letter.is_ascii_hexdigit(),
    };
    let end = at + LENGTH;
    let guid = text.get(at..end)?;
    if !guid.iter().enumerate().all(is_of_one) || !stands_at(text, at, guid) {
        return None;
    }
    let before: String = text[at.saturating_sub(LOOKED_AT)..at].iter().collect();
    let label = before.trim_end_matches(|letter: char| letter.is_whitespace() || ":='\"([".contains(letter));
    let of = label.strip_suffix("id").unwrap_or(label).trim_end_matches([' ', '-', '_']);
    let of_requests = ["request", "trace", "tracking", "correlation", "activity"];
    (!of_requests.iter().any(|word| of.ends_with(word))).then_some(end)
}

/// Behind the mail address or sign-in name that begins there. A quote, a dot and a dash may stand in one, but neither
/// before it nor behind it.
fn address_end(text: &[char], at: usize) -> Option<usize> {
    if "'.-".contains(text[at]) {
        return None;
    }
    let belongs = |letter: &char| letter.is_alphanumeric() || "._%+-#'".contains(*letter);
    let local = text[at..].iter().take_while(|letter| belongs(letter)).count();
    let sign = at + local;
    if local == 0 || text.get(sign) != Some(&'@') {
        return None;
    }
    let belongs = |letter: &&char| letter.is_alphanumeric() || ".-".contains(**letter);
    let mut domain = text[sign + 1..].iter().take_while(belongs).count();
    while domain > 0 && ".-".contains(text[sign + domain]) {
        domain -= 1;
    }
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
        assert_eq!(masked("to be, at @ once", &people(&["eat", "nce", ""])), "to be, at @ once");
        let end = masked("Used by ana.petrov@a.test. …ana.petrov@a.test-", &people(&[]));
        assert_eq!(end, format!("Used by {address}. …{address}-"));
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
        let secrets =
            Secrets { ids: vec!["ana@a.test"], names: vec!["ana@a.test"], addresses: true, ..Secrets::default() };
        assert_eq!(masked("'ana@a.test'", &secrets), format!("'{id}'"));
    }

    #[test]
    fn every_guid_is_an_id_but_those_that_are_kept_and_those_of_requests() {
        let [other, tenant] = ["d67f249b-9061-4ca1-a8b1-258712c3a9fc", "11111111-2222-3333-4444-555555555555"];
        let id = PSEUDONYMS.of("id", other);
        let secrets = Secrets { guids: true, kept: vec![tenant], ..Secrets::default() };
        let text = format!("({other}), {} of {tenant}; {other}1", other.to_uppercase());
        assert_eq!(masked(&text, &secrets), format!("({id}), {id} of {tenant}; {other}1"));
        for of in ["client-request-id: ", "Trace ID: ", "trackingId=", "Correlation ID: "] {
            let text = format!("{of}{other}");
            assert_eq!(masked(&text, &secrets), text);
        }
        assert_eq!(masked(other, &Secrets::default()), other);
    }

    #[test]
    fn what_json_writes_by_numbers_is_known_as_a_secret_too() {
        let name = PSEUDONYMS.of("name", "Jürgen");
        assert_eq!(masked("It is jürgen.", &people(&["J\\u00fcrgen"])), format!("It is {name}."));
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
    fn short_names_are_found_as_words_and_anywhere_where_words_stand_together() {
        let (bo, person) = (PSEUDONYMS.of("name", "Bo"), PSEUDONYMS.of("name", "李娜"));
        assert_eq!(masked("Bo is about to BO.", &people(&["Bo"])), format!("{bo} is about to {bo}."));
        assert_eq!(masked("用户李娜已存在", &people(&["李娜"])), format!("用户{person}已存在"));
        let ana = PSEUDONYMS.of("name", "Ana");
        assert_eq!(masked("用户Ana已存在", &people(&["Ana"])), format!("用户{ana}已存在"));
        for (name, text) in [("김민준", "김민준은 있다"), ("أحمد", "وأحمد"), ("สมชาย", "คุณสมชายมี")]
        {
            assert!(!masked(text, &people(&[name])).contains(name), "{text}");
        }
    }

    #[test]
    fn names_are_known_by_the_numbers_of_their_letters_too() {
        let name = PSEUDONYMS.of("name", "Jürgen 𐐷");
        for text in [r"J\u00fcrgen \ud801\udc37", r"J\\u00FCrgen \\ud801\\udc37", "J%C3%BCrgen%20%F0%90%90%B7"] {
            let text = format!("\\n{text}\\u00");
            assert_eq!(masked(&text, &people(&["Jürgen 𐐷"])), format!("\\n{name}\\u00"));
        }
        let address = PSEUDONYMS.of("name", "ana@a.test");
        assert_eq!(masked("?user=ana%40a.test&x=%zz%4", &people(&[])), format!("?user={address}&x=%zz%4"));
        assert_eq!(masked(r#"{"a":"Bo \"B\" Li"}"#, &people(&["Bo \"B\" Li"])).matches("name-").count(), 1);
    }

    #[test]
    fn a_guid_is_known_without_its_dashes() {
        let guid = "c34511ef-ca5a-49a3-8cd9-afb4db30fd2b";
        let secrets = Secrets { ids: vec![guid], ..Secrets::default() };
        let text = masked("C34511EFCA5A49A38CD9AFB4DB30FD2B is c34511ef-ca5a-49a3-8cd9-afb4db30fd2b", &secrets);
        let id = PSEUDONYMS.of("id", guid);
        assert_eq!(text, format!("{id} is {id}"));
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
