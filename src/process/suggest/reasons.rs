//! Why something is suggested, as words: what is claimed, how needed it is, what is so of the placements.

use super::{Fit, Situation, SuggestedRisk};
use crate::{
    catalog::{kinds::PRODUCT_KINDS, risks::ArisesWhen},
    domain::{
        capability::{Coverage, InUseState, Requirement},
        word::Word as _,
    },
};

/// The trait that makes harm to people of a capability's failure likely to be severe.
pub(super) const LIFE_SUPPORTING: &str = "life-supporting";

/// A control that only has to be linked.
pub(super) const IN_PLACE: &str = "common, and in place here: it only has to be linked";
/// A risk of a capability that was disposed of.
pub(super) const NO_RISK: &str = "a person says that the capability brings no risk here";

/// Why a risk is suggested. The same words mean the same situation: a dismissal holds as long as they stay.
pub(super) fn of_risk(capability: &str, found: &SuggestedRisk<'_>, situation: &Situation<'_>) -> Vec<String> {
    let mut reasons = match found.risk.arises_when {
        ArisesWhen::Absent => match lack(capability, situation) {
            // a fact that is told in full
            nothing if nothing.is_empty() => vec!["the product has it".to_owned()],
            lacking => lacking,
        },
        ArisesWhen::Present if situation.coverage == Coverage::Partial => {
            vec!["the product has it in part".to_owned()]
        }
        ArisesWhen::Present if matches!(situation.coverage, Coverage::Unknown | Coverage::NotProvided) => {
            lack(capability, situation)
        }
        ArisesWhen::Present => vec!["the product has it".to_owned()],
        ArisesWhen::Control => vec![format!("brought by {}", found.brought_by.join(", "))],
    };
    if found.risk.arises_when == ArisesWhen::Absent {
        reasons.extend(needed(situation));
    }
    reasons.extend(traits(found, situation));
    if found.fit == Fit::Named {
        let label = PRODUCT_KINDS.iter().find(|(id, _)| *id == situation.kind);
        reasons.push(format!("kind: {}", label.map_or(situation.kind, |(_, label)| label)));
    }
    if let Some(when) = &found.risk.when {
        let open = if found.certain { "" } else { ", which the answers leave open" };
        reasons.push(format!("applies with {when}{open}"));
    }
    reasons
}

/// What is lacking, with the answers that say so.
pub(super) fn lack(capability: &str, situation: &Situation<'_>) -> Vec<String> {
    let items =
        |items: Vec<&str>| if items.is_empty() { String::new() } else { format!(": {}", items.join(", ")) };
    let bad = || items(situation.answers.map(|answers| answers.bad(capability)).unwrap_or_default());
    let open = || items(situation.answers.map(|answers| answers.open(capability)).unwrap_or_default());
    let claimed = match situation.coverage {
        Coverage::NotProvided if situation.overruled => Some("a person says: not provided".to_owned()),
        Coverage::Partial if situation.overruled => Some("a person says: provided in part".to_owned()),
        Coverage::Unknown if situation.overruled => Some("a person says: not known".to_owned()),
        Coverage::NotProvided => Some(format!("maker says no{}", bad())),
        Coverage::Partial => match (bad(), open()) {
            (bad, _) if !bad.is_empty() => Some(format!("claimed in part; maker says no{bad}")),
            (_, open) if !open.is_empty() => Some(format!("claimed in part; left open{open}")),
            _ => Some("claimed in part, on conditions or against other answers".to_owned()),
        },
        Coverage::Unknown if situation.answers.is_none() => Some("no disclosure answers it".to_owned()),
        Coverage::Unknown => Some(format!("not answered{}", open())),
        Coverage::Provided | Coverage::NotApplicable => None,
    };
    let count = |wanted: InUseState| situation.in_use.iter().filter(|state| **state == wanted).count();
    let used = [(InUseState::Off, "switched off"), (InUseState::Partly, "used in part")];
    let used = used.into_iter().filter_map(|(state, word)| match count(state) {
        0 => None,
        1 => Some(format!("{word} at 1 placement")),
        many => Some(format!("{word} at {many} placements")),
    });
    claimed.into_iter().chain(used).collect()
}

/// How needed the capability is.
pub(super) fn needed(situation: &Situation<'_>) -> Option<String> {
    let required = situation.required.filter(|required| *required != Requirement::NotRequired)?;
    Some(required.label().to_owned())
}

/// The traits that the risk asks for, those that make the capability more needed, and that lives hang on it.
fn traits(found: &SuggestedRisk<'_>, situation: &Situation<'_>) -> Vec<String> {
    let speaks = |one: &&&str| {
        found.risk.traits.iter().any(|asked| asked.as_str() == **one)
            || situation.lifted_by.contains(*one)
            || (**one == LIFE_SUPPORTING && found.risk.severity.safety.is_some())
    };
    situation.traits.iter().filter(speaks).map(|one| (*one).to_owned()).collect()
}
