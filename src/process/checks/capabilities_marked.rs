//! Every capability is marked, and a person's word on it has a reason: above all "not applicable", which the form's
//! conditions only propose. Without a disclosure silence is the mark: unknown, which counts as not provided.

use super::Check;
use crate::{
    domain::{
        assessment::CapabilityCoverage, capability::Coverage, gate::Missing, record::Held, word::Word as _,
    },
    process::file::RiskFile,
};

pub(super) const CHECK: Check = Check { name: "capabilities-marked", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let lacking = |code: &String| {
        let what = match file.marked(code) {
            Some(held) => unfounded(held)?,
            None if file.disclosure.is_some() => format!("{code} is not marked"),
            None => return None,
        };
        Some(Missing::blocks(what, file.place(code), "overrule-coverage"))
    };
    file.capabilities.iter().filter_map(lacking).collect()
}

/// What a person still has to say to how a capability is marked.
fn unfounded(held: &Held<CapabilityCoverage>) -> Option<String> {
    let code = &held.capability;
    match held.overruled {
        None if held.by_rule == Coverage::NotApplicable => {
            Some(format!("no person confirms with a reason that {code} is not applicable"))
        }
        Some(said) if held.overruled_reason.trim().is_empty() || held.overruled_by.trim().is_empty() => {
            Some(format!("{code} is marked by hand ({}) without a reason and a name", said.label()))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::assessment::Stage,
        process::specimen::{marked, misses},
    };

    #[test]
    fn every_capability_is_marked() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.coverages.retain(|held| held.capability != "TXIG");
        });
        assert_eq!(missing, ["! TXIG is not marked → overrule-coverage ip3/TXIG"]);
    }

    #[test]
    fn without_a_disclosure_silence_is_unknown() {
        let missing = misses(&CHECK, Stage::Acquisition, |file| {
            file.disclosure = None;
            file.coverages.clear();
        });
        assert_eq!(missing, [""; 0]);
    }

    #[test]
    fn not_applicable_is_confirmed_by_a_person_with_a_reason() {
        let missing = misses(&CHECK, Stage::GoLive, |file| marked(file, "EMRG").overruled = None);
        assert_eq!(
            missing,
            ["! no person confirms with a reason that EMRG is not applicable → overrule-coverage ip3/EMRG"]
        );
        let missing = misses(&CHECK, Stage::GoLive, |file| marked(file, "EMRG").overruled_reason.clear());
        assert_eq!(
            missing,
            [
                "! EMRG is marked by hand (not applicable) without a reason and a name → overrule-coverage ip3/EMRG"
            ]
        );
    }
}
