//! An object's domain value: its fields by name, and the digest that events carry of it.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

use super::object::{Id, Object, Version};

/// The fields of a domain value: text, integer, flag, or a list of texts. What is absent is left out.
pub type Fields = Map<String, Value>;

/// A value that the register holds as one row of its object's table.
pub trait Record: Serialize + DeserializeOwned + Clone {
    /// The kind of object.
    const OBJECT: Object;

    /// The value as fields, without what is absent or empty, its texts as [`entered`] makes them.
    fn fields(&self) -> Fields {
        match serde_json::to_value(self) {
            Ok(Value::Object(fields)) => fields
                .into_iter()
                .map(|(name, value)| (name, clean(value)))
                .filter(|(_, value)| match value {
                    Value::Null => false,
                    Value::Array(items) => !items.is_empty(),
                    Value::String(text) => !text.is_empty(),
                    _ => true,
                })
                .collect(),
            _ => Fields::new(),
        }
    }

    /// The value that the fields tell.
    ///
    /// # Errors
    /// When a field is missing or of another type.
    fn from_fields(fields: Fields) -> Result<Self, serde_json::Error> {
        serde_json::from_value(Value::Object(fields))
    }
}

fn clean(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(entered(text)),
        Value::Array(items) => Value::Array(items.into_iter().map(clean).collect()),
        other => other,
    }
}

/// Text as it enters the register: CRLF becomes LF, control characters other than TAB and LF become visible
/// (`␛`), all else stays as it came.
pub fn entered(text: String) -> String {
    let acts = |c: char| (c < ' ' && c != '\t' && c != '\n') || c == '\u{7f}';
    if !text.contains(acts) {
        return text;
    }
    text.replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\u{7f}' => '␡',
            c if acts(c) => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
            c => c,
        })
        .collect()
}

/// An object as the register holds it.
#[derive(Debug, Clone, PartialEq)]
pub struct Held<R> {
    /// Its identity.
    pub id: Id,
    /// How often it was changed.
    pub version: Version,
    /// When it was changed last, RFC 3339 UTC.
    pub changed_at: String,
    /// The account that changed it last.
    pub changed_by: String,
    /// Its value.
    pub value: R,
}

impl<R> std::ops::Deref for Held<R> {
    type Target = R;

    fn deref(&self) -> &R {
        &self.value
    }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Bytes as lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |half: u8| char::from(b"0123456789abcdef"[usize::from(half)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 0x0f)]).collect()
}

/// The digest of a row: over its sorted name=value pairs, each length-prefixed, and whether it is gone.
///
/// Row version and who changed it when are not part of it.
pub fn row_digest(object: Object, id: &Id, fields: &Fields, gone: bool) -> String {
    let mut sha = Sha256::new();
    let mut put = |text: &str| {
        sha.update((text.len() as u64).to_be_bytes());
        sha.update(text.as_bytes());
    };
    put("riskward-row-v1");
    put(super::word::Word::word(object));
    put(id.as_str());
    put(if gone { "gone" } else { "here" });
    let mut names: Vec<&String> = fields.keys().collect();
    names.sort();
    for name in names {
        put(name);
        put(&fields[name].to_string());
    }
    hex(&sha.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn control_characters_enter_visibly() {
        assert_eq!(entered("a\0b\u{1b}[1m\r\nc\td".into()), "a␀b␛[1m\nc\td");
    }

    #[test]
    fn a_digest_covers_names_values_and_whether_the_row_is_gone() {
        let id = Id::from("r1");
        let mut fields = Fields::new();
        fields.insert("title".into(), "a".into());
        let here = row_digest(Object::Risk, &id, &fields, false);
        assert_ne!(here, row_digest(Object::Risk, &id, &fields, true));
        assert_ne!(here, row_digest(Object::Control, &id, &fields, false));
        fields.insert("owner".into(), "b".into());
        assert_ne!(here, row_digest(Object::Risk, &id, &fields, false));
    }
}
