//! Which addresses may become links.

/// The address, if it is safe to follow: https, plain visible ASCII, a host, and no credentials in front of it.
/// Everything else in a record is text.
#[must_use]
pub fn https_only(url: &str) -> Option<&str> {
    let scheme = url.get(..8)?;
    let is_plain = url.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\\"<>`'{}|^".contains(&byte));
    if !scheme.eq_ignore_ascii_case("https://") || !is_plain {
        return None;
    }
    let authority = url[8..].split(['/', '?', '#']).next()?;
    let host = authority.split(':').next()?;
    let is_host = host.starts_with(|first: char| first.is_ascii_alphanumeric())
        && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    (is_host && !authority.contains('@')).then_some(url)
}

/// Where Microsoft's own help stands, which texts of records point to.
const HELP: [&str; 4] = ["aka.ms", "go.microsoft.com", "learn.microsoft.com", "docs.microsoft.com"];

/// Longer ones are passed over, in bytes.
const LONGEST: usize = 2000;

/// The first address within a text that leads to such help. No other host is called to by what a target has answered.
#[must_use]
pub fn help_in(text: &str) -> Option<&str> {
    text.match_indices("https://").find_map(|(start, _)| {
        let rest = &text[start..];
        let rest = &rest[..rest.floor_char_boundary(LONGEST)];
        let is_end = |letter: char| !letter.is_ascii_graphic() || "\"'<>()[]{},;\\".contains(letter);
        let end = rest.find(is_end).or_else(|| (rest.len() < LONGEST).then_some(rest.len()))?;
        let address = rest[..end].trim_end_matches(['.', ':', '!', '?']);
        let host = address.split('/').nth(2)?;
        https_only(address).filter(|_| HELP.iter().any(|help| host.eq_ignore_ascii_case(help)))
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_web_address_is_a_link() {
        for url in [
            "https://learn.microsoft.com/entra/identity/",
            "HTTPS://go.microsoft.com/fwlink/?LinkId=550986",
            "https://example.test:8443/a@b",
        ] {
            assert_eq!(https_only(url), Some(url));
        }
    }

    #[test]
    fn help_is_found_within_a_text_and_nothing_else_is() {
        for (text, found) in [
            ("See https://aka.ms/DuplicateAttributes for more.", Some("https://aka.ms/DuplicateAttributes")),
            (
                "(https://go.microsoft.com/fwlink/?LinkId=550986).",
                Some("https://go.microsoft.com/fwlink/?LinkId=550986"),
            ),
            ("https://evil.test/ and https://AKA.ms/x.", Some("https://AKA.ms/x")),
            ("https://aka.ms.evil.test/x https://aka.ms@evil.test/ http://aka.ms/x", None),
            ("https://aka.ms\\@evil.test https://aka.ms:x@evil.test/", Some("https://aka.ms")),
            ("javascript:https://evil.test/aka.ms", None),
            ("", None),
        ] {
            assert_eq!(help_in(text), found, "{text}");
        }
    }

    #[test]
    fn what_could_run_or_mislead_is_no_link() {
        for url in [
            "",
            "https://",
            "https:///path",
            "https://.",
            "http://example.test/",
            "javascript:alert(1)",
            "data:text/html,hello",
            " https://example.test/",
            "https://example.test/ see here",
            "https://example.test/\n",
            "https://login.example.test@evil.test/",
            "https://user:word@evil.test/",
            "https:\\\\example.test",
            "https://example.test\\@evil.test",
            "https://ex\u{430}mple.test/",
            "https://example.test/\u{202e}gpj.exe",
            "https://example.test/\"onclick=",
            "https://[::1]/",
        ] {
            assert_eq!(https_only(url), None, "{url:?}");
        }
    }

    proptest! {
        #[test]
        fn a_link_is_the_very_text_and_begins_with_https(url in "(https://)?[ -~\u{80}-\u{200f}@/:.\\\\]{0,40}|\\PC*") {
            if let Some(link) = https_only(&url) {
                prop_assert_eq!(link, url.as_str());
                prop_assert!(link.to_ascii_lowercase().starts_with("https://"));
                prop_assert!(link.bytes().all(|byte| byte.is_ascii_graphic()));
            }
        }
    }
}
