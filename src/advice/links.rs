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
