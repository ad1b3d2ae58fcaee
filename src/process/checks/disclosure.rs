//! The assessment rests on a disclosure with the hash of its file, or somebody states why none is to be had and when it
//! was asked for. That a newer one is on file is told: it raises a trigger, and throws nothing back.

use super::Check;
use crate::{
    domain::{attestation::AttestationKind, gate::Missing},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "disclosure", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let blocking = match &file.disclosure {
        Some(held) if held.file_sha256.trim().is_empty() => {
            Some("the file of the disclosure it rests on has no SHA-256")
        }
        None if file.attestation(AttestationKind::NoDisclosure).is_none() => {
            Some("it rests on no disclosure, and nobody states why none is to be had")
        }
        _ => None,
    };
    let newest = file.newest_disclosure.as_ref();
    let is_newest = newest.is_none() || newest == file.disclosure.as_ref().map(|held| &held.id);
    let newer = "a newer disclosure of the product is on file than the one it rests on";
    let at = file.reference.as_str();
    let told = (!is_newest).then(|| Missing::warns(newer, at, "import"));
    blocking.map(|what| Missing::blocks(what, at, "import")).into_iter().chain(told).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{attest, misses},
    };

    #[test]
    fn without_a_disclosure_somebody_states_why() {
        let none = misses(&CHECK, Stage::Acquisition, |file| {
            file.disclosure = None;
            file.newest_disclosure = None;
        });
        assert_eq!(
            none,
            ["! it rests on no disclosure, and nobody states why none is to be had → import ip3"]
        );
        let stated = misses(&CHECK, Stage::Acquisition, |file| {
            file.disclosure = None;
            file.newest_disclosure = None;
            attest(file, AttestationKind::NoDisclosure);
        });
        assert_eq!(stated, [""; 0]);
    }

    #[test]
    fn a_disclosure_has_a_hash_and_a_newer_one_is_told() {
        let missing = misses(&CHECK, Stage::ContinuedUse, |file| {
            file.newest_disclosure = Some("another".into());
            file.disclosure.as_mut().unwrap().value.file_sha256.clear();
        });
        assert_eq!(
            missing,
            [
                "! the file of the disclosure it rests on has no SHA-256 → import ip3",
                "- a newer disclosure of the product is on file than the one it rests on → import ip3",
            ]
        );
    }
}
