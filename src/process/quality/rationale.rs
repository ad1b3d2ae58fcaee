//! An acceptance says why: in more than a few words, and not in those of the title.

use super::{Around, Check};
use crate::{
    domain::{
        decision::{Decision, DecisionKind},
        gate::Missing,
    },
    process::{
        file::{DecisionEntry, RiskFile},
        seal::plain,
    },
};

pub(super) const CHECK: Check = Check { name: "rationale", run };

/// Fewer words than this say nothing that somebody could judge in three years.
const WORDS: usize = 4;

/// What people write to fill a field.
const FILLERS: &[&str] = &[
    "risk is accepted",
    "the risk is accepted",
    "residual risk is accepted",
    "the residual risk is acceptable",
    "accepted by the management board",
    "see minutes of the meeting",
    "no further measures are needed",
    "as discussed in the meeting",
    "to be completed later on",
    "lorem ipsum dolor sit amet",
];

fn run(file: &RiskFile<'_>, _: &Around) -> Vec<Missing> {
    let of_risks = file.open_risks().filter_map(|entry| {
        let decision = entry.decision.as_ref()?;
        let why = wanting(decision, &entry.risk.title)?;
        let reference = &entry.risk.reference;
        Some(found(reference, file.place(reference), why))
    });
    let mut missing: Vec<Missing> = of_risks.collect();
    if let Some(why) = file.whole.as_ref().and_then(|whole| wanting(whole, &file.reference)) {
        missing.push(found("the whole", file.reference.clone(), why));
    }
    missing
}

fn found(whose: &str, place: String, why: &str) -> Missing {
    Missing::blocks(
        format!("the acceptance of {whose} has a rationale without substance: {why}"),
        place,
        "decide",
    )
}

/// What is wrong with the rationale of an acceptance that stands; none when it will do.
fn wanting(entry: &DecisionEntry, title: &str) -> Option<&'static str> {
    let decision: &Decision = &entry.decision;
    let accepts = matches!(decision.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
    if !accepts || !entry.stands() {
        return None;
    }
    let words = plain(&decision.rationale);
    if words.split_whitespace().count() < WORDS {
        Some("it has fewer than four words")
    } else if words == plain(title) {
        Some("it only repeats the title")
    } else if FILLERS.contains(&words.as_str()) {
        Some("it fills the field and says nothing")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::decision::AcceptanceState,
        process::quality::bench::{Bench, accepted, risk, whats},
    };

    #[test]
    fn few_words_the_title_and_fillers_are_found_where_the_acceptance_stands() {
        let mut bench = Bench::default();
        let table = [
            (1, "Risk is low.", AcceptanceState::InForce, "it has fewer than four words"),
            (2, "pumps use outdated LIBRARY, server", AcceptanceState::Stale, "it only repeats the title"),
            (
                3,
                "The residual risk is acceptable!",
                AcceptanceState::InForce,
                "it fills the field and says nothing",
            ),
            (4, "The drill brought the server back in time.", AcceptanceState::InForce, ""),
            (5, "ok", AcceptanceState::Withdrawn, ""),
        ];
        for (number, rationale, state, _) in table {
            let mut entry = risk(number);
            entry.decision = Some(accepted(rationale, state));
            bench.risks.push(entry);
        }
        let mut whole = accepted("ok", AcceptanceState::InForce);
        whole.decision.value.risk_id = None;
        bench.whole = Some(whole);
        let found = run(&bench.file(), &Around::default());
        let mut wanted: Vec<String> = table
            .iter()
            .filter(|(.., why)| !why.is_empty())
            .map(|(n, .., why)| {
                format!("the acceptance of R-{n:03} has a rationale without substance: {why}")
            })
            .collect();
        wanted.push(
            "the acceptance of the whole has a rationale without substance: it has fewer than four words"
                .into(),
        );
        assert_eq!(whats(&found), wanted);
        assert_eq!(found[3].place, "ip3");
    }
}
