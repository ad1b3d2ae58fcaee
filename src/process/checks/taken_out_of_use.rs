//! The product is out of use: storage wiped, network rules and accounts gone, each stated by a person with evidence.

use super::Check;
use crate::{
    domain::{attestation::AttestationKind, gate::Missing},
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "taken-out-of-use", run };

const STATED: [(AttestationKind, &str); 3] = [
    (AttestationKind::Sanitised, "the storage of the units is wiped or destroyed"),
    (AttestationKind::RulesRemoved, "network rules, VLAN entries and certificates are taken away"),
    (AttestationKind::AccountsRevoked, "accounts and remote access are taken away"),
];

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let lacking = |(kind, what): (AttestationKind, &str)| {
        let lacks = match file.attestation(kind) {
            None => format!("nobody states that {what}"),
            Some(stated) if stated.evidence.trim().is_empty() => {
                format!("nothing shows that {what}, as {} states", stated.person)
            }
            Some(_) => return None,
        };
        Some(Missing::to_state(lacks, file.reference.as_str(), kind))
    };
    STATED.into_iter().filter_map(lacking).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{assessment::Stage, word::Word as _},
        process::specimen::{complete, misses},
    };

    #[test]
    fn each_statement_is_wanted_with_evidence() {
        for (kind, what) in STATED {
            let missing = misses(&CHECK, Stage::Decommission, |file| {
                file.attestations.retain(|held| held.kind != kind);
            });
            assert_eq!(missing, [format!("! nobody states that {what} → attest ip3")]);
            let mut file = complete(Stage::Decommission);
            file.attestations.retain(|held| held.kind != kind);
            assert_eq!((CHECK.run)(&file)[0].given, Some(("kind", kind.word())));
            let missing = misses(&CHECK, Stage::Decommission, |file| {
                let stated = file.attestations.iter_mut().find(|held| held.kind == kind).unwrap();
                stated.value.evidence = " ".into();
            });
            assert_eq!(missing, [format!("! nothing shows that {what}, as M. Rossi states → attest ip3")]);
        }
    }
}
