//! Where the API is, and which addresses a token may go to: those of its origin, and no others.
//!
//! Addresses are read strictly. A browser forgives a backslash, a line break or a name before the host; what it would
//! make of such an address is not what stands there, so they are refused.

use std::fmt::Write as _;

/// One of Microsoft's clouds.
pub struct Cloud {
    pub name: &'static str,
    /// Where Microsoft Graph is.
    pub graph: &'static str,
}

/// The clouds, the one of most people first (`microsoftgraph/microsoft-graph-docs-contrib`: concepts/deployments.md).
pub const CLOUDS: [Cloud; 4] = [
    Cloud { name: "Global", graph: "https://graph.microsoft.com" },
    Cloud { name: "US Government L4", graph: "https://graph.microsoft.us" },
    Cloud { name: "US Government L5 (DoD)", graph: "https://dod-graph.microsoft.us" },
    Cloud { name: "China (21Vianet)", graph: "https://microsoftgraph.chinacloudapi.cn" },
];

/// Where the log lies.
const LOG: &str = "/auditLogs/provisioning";

/// The most records that are asked for at once. The log's own maximum is not documented; it is that of its siblings.
const TOP: u32 = 1000;

/// Why an address cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    #[error("this is no address of an API; write it as https://graph.microsoft.com")]
    Unreadable,
    #[error("the address must begin with https://, because a token would be sent to it in the open")]
    NotSecure,
    #[error("the address of the API must end before ? and #")]
    TooLong,
}

/// Why a link of the API's cannot be followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkError {
    /// It leads to another origin.
    Elsewhere,
    /// It is no address.
    Unreadable,
}

/// An API: its origin, and the path on it that its versions lie under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Api {
    origin: String,
    path: String,
    is_beta: bool,
}

/// An address that the token may be sent to.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Target(String);

impl Target {
    #[must_use]
    pub fn address(&self) -> &str {
        &self.0
    }
}

/// How much of the question is put to the API; each refusal makes it less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Asked {
    /// The filter, the range of time, the order and the size of a page.
    All,
    /// The same without the filter.
    Unfiltered,
    /// Nothing but the range of time.
    TimeOnly,
}

impl Api {
    /// Reads the address of an API, with or without its version at the end. Without encryption only the page's own origin
    /// is taken, which is where an API is tried out.
    pub fn parse(text: &str, page_origin: &str) -> Result<Self, AddressError> {
        let text = text.trim();
        if text.contains(['?', '#']) {
            return Err(AddressError::TooLong);
        }
        let (origin, path) = origin_and_path(text).ok_or(AddressError::Unreadable)?;
        if !origin.starts_with("https://") && origin != page_origin {
            return Err(AddressError::NotSecure);
        }
        let path = path.trim_end_matches('/');
        // As it stands where people see the API asked for the log.
        let path = path.strip_suffix(LOG).unwrap_or(path);
        let (path, is_beta) = match path.strip_suffix("/beta") {
            Some(path) => (path, true),
            None => (path.strip_suffix("/v1.0").unwrap_or(path), false),
        };
        Ok(Self { origin, path: path.to_owned(), is_beta })
    }

    /// The host, which people know the API by.
    #[must_use]
    pub fn host(&self) -> &str {
        self.origin.split_once("//").map_or("", |(_, host)| host)
    }

    #[must_use]
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Where the first page is asked for: a range of time as OData, and the rest of the filter.
    #[must_use]
    pub fn first(&self, asked: Asked, time: Option<&str>, filter: Option<&str>) -> Target {
        let mut address = format!("{}{}/{}{LOG}", self.origin, self.path, self.version());
        let filter = filter.filter(|_| asked == Asked::All);
        let parts: Vec<&str> = filter.into_iter().chain(time).collect();
        let mut sign = '?';
        let mut parameter = |name: &str, value: &str| {
            // Writing to a text cannot fail.
            let _ = write!(address, "{sign}{name}={}", encoded(value));
            sign = '&';
        };
        if !parts.is_empty() {
            parameter("$filter", &parts.join(" and "));
        }
        if asked < Asked::TimeOnly {
            parameter("$orderby", "activityDateTime desc");
            parameter("$top", &TOP.to_string());
        }
        Target(address)
    }

    /// Where the jobs of an application are asked for.
    #[must_use]
    pub fn jobs(&self, service_principal: &str) -> Target {
        let version = self.version();
        let of = encoded(service_principal);
        Target(format!("{}{}/{version}/servicePrincipals/{of}/synchronization/jobs", self.origin, self.path))
    }

    const fn version(&self) -> &'static str {
        if self.is_beta { "beta" } else { "v1.0" }
    }

    /// An address that a page of the API has sent. A whole one is followed to the letter; one that begins on the way to it
    /// (RFC 3986, 4.2) begins at the address of the page.
    pub fn follow(&self, page: &Target, link: &str) -> Result<Target, LinkError> {
        let is_clean = link.bytes().all(|byte| byte > b' ' && byte < 0x7F && byte != b'\\');
        if !is_clean {
            return Err(LinkError::Unreadable);
        }
        let page = until_any(&page.0, &['#']);
        let path = until_any(page, &['?']);
        let first = until_any(link, &['/', '?', '#']);
        let start = match link.as_bytes() {
            _ if first.contains(':') => "",
            [b'/', b'/', ..] => until_any(&self.origin, &['/']),
            [b'/', ..] => &self.origin,
            [b'?', ..] => path,
            [b'#', ..] | [] => page,
            _ => path.trim_end_matches(|letter| letter != '/'),
        };
        let target = format!("{start}{link}");
        let before = until_any(&target, &['?', '#']);
        let (origin, _) = origin_and_path(before).ok_or(LinkError::Unreadable)?;
        if origin == self.origin { Ok(Target(target)) } else { Err(LinkError::Elsewhere) }
    }
}

/// A text up to the first of some signs.
fn until_any<'a>(text: &'a str, signs: &[char]) -> &'a str {
    text.split(signs).next().unwrap_or_default()
}

/// The origin in small letters and without the port that goes without saying, and the path behind it.
fn origin_and_path(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let usual_port = match scheme.as_str() {
        "https" => ":443",
        "http" => ":80",
        _ => return None,
    };
    let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let is_path_clean = path.bytes().all(|byte| byte > b' ' && byte < 0x7F && byte != b'\\');
    let (name, port) = host.rsplit_once(':').unwrap_or((host, "1"));
    let is_name = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.';
    let is_host_clean = !name.is_empty() && name.bytes().all(is_name) && port.parse::<u16>().is_ok();
    if !is_path_clean || !is_host_clean {
        return None;
    }
    let host = host.to_ascii_lowercase();
    let host = host.strip_suffix(usual_port).unwrap_or(&host);
    Some((format!("{scheme}://{host}"), path))
}

/// A value as it may stand in an address.
fn encoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    for byte in value.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => text.push(char::from(byte)),
            // Writing to a text cannot fail.
            _ => drop(write!(text, "%{byte:02X}")),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use url::Url;

    use super::*;

    const PAGE: &str = "http://localhost:8080";

    fn api(text: &str) -> Api {
        Api::parse(text, PAGE).unwrap()
    }

    #[test]
    fn an_address_is_known_by_its_origin_and_path() {
        for (text, origin, path) in [
            ("https://graph.microsoft.com", "https://graph.microsoft.com", ""),
            (" https://Graph.Microsoft.com:443/v1.0/ ", "https://graph.microsoft.com", ""),
            ("https://proxy.contoso.test:8443/graph/beta", "https://proxy.contoso.test:8443", "/graph"),
            ("http://localhost:8080/api", PAGE, "/api"),
            ("https://graph.microsoft.com/v1.0/auditLogs/provisioning/", "https://graph.microsoft.com", ""),
        ] {
            let api = api(text);
            assert_eq!((api.origin(), api.path.as_str()), (origin, path), "{text}");
        }
        assert!(api("https://graph.microsoft.com/beta").is_beta);
    }

    #[test]
    fn what_is_no_safe_address_of_an_api_is_refused() {
        for text in [
            "",
            "graph.microsoft.com",
            "https://",
            "https:///v1.0",
            "https:\\\\graph.microsoft.com",
            "https://user@graph.microsoft.com",
            "https://graph.microsoft.com:99999",
            "https://graph.micro\tsoft.com",
            "https://gräph.microsoft.com",
            "javascript://graph.microsoft.com",
        ] {
            assert_eq!(Api::parse(text, PAGE), Err(AddressError::Unreadable), "{text}");
        }
        assert_eq!(Api::parse("http://graph.microsoft.com", PAGE), Err(AddressError::NotSecure));
        assert_eq!(Api::parse("http://localhost:8081", PAGE), Err(AddressError::NotSecure));
        assert_eq!(Api::parse("https://graph.microsoft.com?x=1", PAGE), Err(AddressError::TooLong));
    }

    #[test]
    fn a_link_is_followed_to_the_letter_and_only_on_the_same_origin() {
        let api = api("https://graph.microsoft.com");
        let page = api.first(Asked::All, None, None);
        let link = "https://GRAPH.microsoft.com:443/v1.0/auditLogs/provisioning?$skiptoken=a%2Fb'c://x\\"
            .trim_end_matches('\\');
        assert_eq!(api.follow(&page, link).unwrap().address(), link);
        for other in [
            "https://graph.microsoft.com.evil.test/v1.0",
            "https://graph.microsoft.com@evil.test/",
            "https://evil.test/?https://graph.microsoft.com",
            "http://graph.microsoft.com/v1.0",
            "https://graph.microsoft.com:8443/v1.0",
            "//evil.test/v1.0",
            "///evil.test/v1.0",
            "\\\\evil.test/v1.0",
            "/\t/evil.test/v1.0",
            "https:evil.test/v1.0",
            "javascript:fetch(1)",
            "https://graph.microsoft.com\\@evil.test/",
            "https://graph.microsoft.com/\n",
            "https://evil.test\\.graph.microsoft.com/",
        ] {
            assert!(api.follow(&page, other).is_err(), "{other}");
        }
        assert_eq!(api.follow(&page, "https://evil.test/v1.0"), Err(LinkError::Elsewhere));
        assert_eq!(api.follow(&page, "//evil.test/v1.0"), Err(LinkError::Elsewhere));
        assert_eq!(api.follow(&page, "https://graph.microsoft.com/ü"), Err(LinkError::Unreadable));
    }

    #[test]
    fn a_link_without_its_host_begins_at_the_address_of_the_page() {
        let api = api("https://proxy.contoso.test:8443/graph");
        let page = api.first(Asked::All, Some("activityDateTime gt 2026-11-01T00:00:00Z"), None);
        let log = "https://proxy.contoso.test:8443/graph/v1.0/auditLogs/provisioning";
        for (link, whole) in [
            ("?$skiptoken=a:/b", format!("{log}?$skiptoken=a:/b")),
            ("provisioning?$skiptoken=x", format!("{log}?$skiptoken=x")),
            ("/next?$skiptoken=x", "https://proxy.contoso.test:8443/next?$skiptoken=x".to_owned()),
            ("//proxy.contoso.test:8443/next", "https://proxy.contoso.test:8443/next".to_owned()),
            ("../next", "https://proxy.contoso.test:8443/graph/v1.0/auditLogs/../next".to_owned()),
            ("", page.address().to_owned()),
        ] {
            assert_eq!(api.follow(&page, link).map(|target| target.0), Ok(whole), "{link}");
        }
    }

    #[test]
    fn the_first_address_says_what_is_asked_and_each_refusal_makes_it_less() {
        let api = api("https://graph.microsoft.com");
        let address = |asked| {
            let target = api.first(asked, Some("activityDateTime gt 2026-11-01T00:00:00Z"), Some("jobId eq 'a&b'"));
            target.address().replace("https://graph.microsoft.com/v1.0/auditLogs/provisioning", "…")
        };
        let time = "activityDateTime%20gt%202026-11-01T00%3A00%3A00Z";
        let rest = "&$orderby=activityDateTime%20desc&$top=1000";
        assert_eq!(address(Asked::All), format!("…?$filter=jobId%20eq%20%27a%26b%27%20and%20{time}{rest}"));
        assert_eq!(address(Asked::Unfiltered), format!("…?$filter={time}{rest}"));
        assert_eq!(address(Asked::TimeOnly), format!("…?$filter={time}"));
        let beta = Api::parse("https://graph.microsoft.com/beta", PAGE).unwrap();
        assert!(beta.first(Asked::TimeOnly, None, None).address().ends_with("/beta/auditLogs/provisioning"));
        let jobs = beta.jobs("a/../b");
        assert!(jobs.address().ends_with("/beta/servicePrincipals/a%2F..%2Fb/synchronization/jobs"), "{jobs:?}");
    }

    proptest! {
        #[test]
        fn no_link_leads_a_token_away(
            link in "(https?:)?[/\\\\]{0,3}[a-z.@:\\\\/?#\t ]{0,12}(graph\\.microsoft\\.com)?[a-z.@:\\\\/?#\t ]{0,12}",
        ) {
            let api = api("https://graph.microsoft.com");
            let page = api.first(Asked::All, None, None);
            if let Ok(target) = api.follow(&page, &link) {
                // As browsers read it.
                let as_link = Url::parse(page.address()).unwrap().join(&link).unwrap();
                let as_target = Url::parse(target.address()).unwrap();
                prop_assert_eq!(as_target.origin().ascii_serialization(), api.origin());
                prop_assert_eq!(as_target, as_link);
            }
        }

        #[test]
        fn what_is_encoded_is_decoded_to_the_same(text in ".{0,20}") {
            let mut bytes = Vec::new();
            let written = encoded(&text);
            let mut rest = written.as_bytes();
            while let Some((first, after)) = rest.split_first() {
                if *first == b'%' {
                    bytes.push(u8::from_str_radix(std::str::from_utf8(&after[..2]).unwrap(), 16).unwrap());
                    rest = &after[2..];
                } else {
                    bytes.push(*first);
                    rest = after;
                }
            }
            prop_assert_eq!(String::from_utf8(bytes).unwrap(), text);
        }
    }
}
