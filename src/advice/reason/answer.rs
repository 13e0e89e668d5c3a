//! The sentence for people in what a target sent back.
//!
//! SCIM has it in `detail`, Microsoft Graph in `error.message`, sign-in in `error_description`, and most others in
//! `message`.

use serde::Deserialize;
use serde_json::value::RawValue;

/// The members as targets write them: texts should be texts and the status too, but not everybody keeps to it.
#[derive(Deserialize)]
pub(super) struct Answer<'a> {
    #[serde(borrow)]
    pub detail: Option<&'a RawValue>,
    #[serde(borrow, rename = "scimType")]
    pub scim_type: Option<&'a RawValue>,
    #[serde(borrow)]
    pub status: Option<&'a RawValue>,
    #[serde(borrow)]
    error_description: Option<&'a RawValue>,
    #[serde(borrow)]
    message: Option<&'a RawValue>,
    #[serde(borrow)]
    error: Option<&'a RawValue>,
}

impl<'a> Answer<'a> {
    /// Reads a JSON object.
    pub fn read(json: &'a str) -> Option<Self> {
        serde_json::from_str(json).ok()
    }

    /// The sentence; empty where there is none.
    pub fn sentence(&self) -> String {
        self.own().unwrap_or_else(|| {
            let error = text(self.error);
            Answer::read(&error).map(|inner| inner.own().unwrap_or_default()).unwrap_or(error)
        })
    }

    fn own(&self) -> Option<String> {
        [self.detail, self.error_description, self.message].map(text).into_iter().find(|told| !told.is_empty())
    }
}

/// A text without its quotes; anything else as it is written; nothing for null.
pub(super) fn text(value: Option<&RawValue>) -> String {
    let Some(value) = value.map(RawValue::get).filter(|value| *value != "null") else { return String::new() };
    serde_json::from_str::<String>(value).unwrap_or_else(|_| value.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentence_is_found_where_targets_put_it() {
        for (response, told) in [
            (r#"{"detail":"Name \"a\" is taken.","status":"409"}"#, r#"Name "a" is taken."#),
            (r#"{"error":{"code":"Denied","innerError":null,"message":"Not here."}}"#, "Not here."),
            (
                r#"{"error":"invalid_grant","error_description":"The password has expired."}"#,
                "The password has expired.",
            ),
            (r#"{"message":"No seats left.","errorCode":"LIMIT"}"#, "No seats left."),
            (r#"{"error":"Gone fishing."}"#, "Gone fishing."),
            (r#"{"detail":null,"error":7}"#, "7"),
            (r#"{"code":1}"#, ""),
        ] {
            assert_eq!(Answer::read(response).unwrap().sentence(), told, "{response}");
        }
    }

    #[test]
    fn errors_within_errors_are_not_followed() {
        let deep = format!("{}1{}", "{\"error\":".repeat(100_000), "}".repeat(100_000));
        assert_eq!(Answer::read(&deep).unwrap().sentence(), "");
    }
}
