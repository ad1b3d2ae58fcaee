//! The hash chain: each event's hash covers its fields and the hash before it.

use sha2::{Digest, Sha256};

use super::Event;

/// A SHA-256.
pub type Hash = [u8; 32];

/// What the first event's `prev` holds.
pub const NO_HASH: Hash = [0; 32];

/// The hash of an event: domain-separated, every field length-prefixed, the stored bytes of the payload, then
/// the hash before it. The event's own `hash` field is not looked at.
pub fn chain_hash(event: &Event) -> Hash {
    let mut sha = Sha256::new();
    sha.update(b"riskward-event-v1\0");
    sha.update(event.seq.to_be_bytes());
    for field in [
        event.id.as_str(),
        event.request.as_str(),
        &event.at,
        &event.actor.uid.to_string(),
        &event.actor.name,
        &event.kind,
        &event.payload,
    ] {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field.as_bytes());
    }
    sha.update(event.prev);
    sha.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{events::Actor, object::Id};

    #[test]
    fn the_first_version_of_the_hash_is_frozen() {
        let event = Event {
            seq: 1,
            id: Id::from("e"),
            request: Id::from("r"),
            at: "2026-01-01T00:00:00.000Z".into(),
            actor: Actor { uid: 7, name: "m.rossi".into() },
            kind: "register_made/1".into(),
            payload: "{}".into(),
            prev: NO_HASH,
            hash: NO_HASH,
        };
        assert_eq!(
            crate::domain::record::hex(&chain_hash(&event)),
            "906412cbbdee21ffba302e912360a78e6561fed9cd89e18e120795f2f86f8867"
        );
    }
}
