//! Stored payloads of any version as today's [`Payload`].

use super::{EventKind, Payload};
use crate::domain::word::Word as _;

/// A stored event that this program cannot read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CannotRead {
    /// Written by a newer program.
    #[error("events of kind {0:?} are not known to this version of riskward")]
    UnknownKind(String),
    /// The payload's text is not what its kind promises.
    #[error("the payload of a {kind} event cannot be read: {because}")]
    Malformed {
        /// The kind.
        kind: String,
        /// Why.
        because: String,
    },
}

/// The kind and payload of a stored event. Every kind is at its first version; an older version's payload is
/// brought up to date here when a second one comes.
///
/// # Errors
/// [`CannotRead`] when the kind is unknown or the text does not fit it.
pub fn read_payload(kind: &str, text: &str) -> Result<(EventKind, Payload), CannotRead> {
    let known = EventKind::parse(kind).map_err(|_| CannotRead::UnknownKind(kind.to_owned()))?;
    let payload = serde_json::from_str(text)
        .map_err(|e| CannotRead::Malformed { kind: kind.to_owned(), because: e.to_string() })?;
    Ok((known, payload))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A payload exactly as the first release writes it; it must be readable for ever.
    const FIRST: &str = r#"{"shown":"ip3/R-001 rated HIGH.","reason":"why","program":"riskward 0.1.0","changes":[{"object":"risk","id":"0199","version":2,"before":{"title":"a"},"after":{"causes":["x"],"title":"b"},"digest":"00"}]}"#;

    #[test]
    fn a_payload_of_the_first_version_is_read() {
        let (kind, payload) = read_payload("risk_rated/1", FIRST).unwrap();
        assert_eq!(kind, EventKind::RiskRated);
        assert_eq!(payload.changes[0].version, 2);
        assert_eq!(serde_json::to_string(&payload).unwrap(), FIRST);
    }

    #[test]
    fn an_event_of_a_newer_program_is_refused() {
        assert_eq!(read_payload("risk_rated/2", FIRST), Err(CannotRead::UnknownKind("risk_rated/2".into())));
    }
}
