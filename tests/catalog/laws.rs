//! Laws of rule 1 that hold for any answers.

use proptest::{collection::vec, prelude::*, sample::select};
use riskward::{
    catalog::forms::{Good, Item},
    domain::{capability::Coverage, disclosure::Answer, word::Word},
};

use super::answers::{Given, assess, codes, form};

/// Answers with what stands in the file beside them: plain, with a remark, and taking something back.
const SAID: &[(Answer, &str, &str)] = &[
    (Answer::Yes, "Yes", ""),
    (Answer::Yes, "Yes", "See note 2"),
    (Answer::Yes, "Yes, optional", ""),
    (Answer::No, "No", ""),
    (Answer::No, "No", ""),
    (Answer::NotApplicable, "N/A", ""),
    (Answer::SeeNote, "See note", "text"),
    (Answer::Unanswered, "__", ""),
    (Answer::Text, "partly", ""),
];

fn given(item: &str, (answer, raw, note): (Answer, &str, &str)) -> Given {
    Given { item: item.to_owned(), answer, raw: raw.to_owned(), note: note.to_owned() }
}

/// An answer, or none, for every item of the form: from any mixture to nearly all good, since full coverage is rare
/// by chance.
fn any_answers() -> impl Strategy<Value = Vec<Given>> {
    let items = form().items.len();
    (0_u8..=9, vec((0_u8..10, proptest::option::weighted(0.9, select(SAID))), items)).prop_map(
        |(good, said)| {
            let answer = |(item, (draw, said)): (&Item, (u8, Option<_>))| match said {
                _ if draw < good => Some(given(&item.id, full_marks(item))),
                said => said.map(|said| given(&item.id, said)),
            };
            form().items.iter().zip(said).filter_map(answer).collect()
        },
    )
}

/// The good answer to an item, with a remark.
fn full_marks(item: &Item) -> (Answer, &'static str, &'static str) {
    match item.good {
        Good::No => (Answer::No, "No", ""),
        _ => (Answer::Yes, "Yes", "See note 2"),
    }
}

/// Not provided and unknown are equally far from provided: nothing is claimed, once in words and once by silence.
fn claimed(coverage: Coverage) -> u8 {
    match coverage {
        Coverage::NotProvided | Coverage::Unknown | Coverage::NotApplicable => 0,
        Coverage::Partial => 1,
        Coverage::Provided => 2,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn any_answers_give_one_result_for_each_capability(
        mut answers in any_answers(),
        strange in vec(("[ -~é]{0,12}", select(Answer::ALL), "\\PC{0,8}", "\\PC{0,8}"), 0..4),
    ) {
        answers.extend(strange.into_iter().map(|(item, answer, raw, note)| Given { item, answer, raw, note }));
        let assessed = assess(&answers, &codes());
        let found: Vec<&str> = assessed.per_capability.iter().map(|result| result.code.as_str()).collect();
        prop_assert_eq!(found, codes());
        for result in &assessed.per_capability {
            prop_assert!(!result.because.is_empty(), "{}", result.code);
            prop_assert!(result.items.iter().all(|id| form().item(id).is_some()));
            let full = result.coverage == Coverage::Provided;
            prop_assert!(!full || result.capped.is_empty(), "{} is provided and capped", result.code);
        }
        for problem in &assessed.problems {
            prop_assert!(problem.items.iter().all(|id| form().item(id).is_some()));
        }
    }

    /// From bad over open to good, the coverage of the item's own capability never sinks, whatever the other answers
    /// are. Good means in full here: a Yes that takes something back caps its group by rule, even beside a full Yes
    /// of another item, and so may end lower than the No it replaces.
    #[test]
    fn a_better_answer_to_a_core_item_never_lowers_its_capability(answers in any_answers()) {
        for item in form().items.iter().filter(|item| item.group.is_some()) {
            let bad = if item.good == Good::No { (Answer::Yes, "Yes", "") } else { (Answer::No, "No", "") };
            let mut before = 0;
            for said in [bad, (Answer::Unanswered, "", ""), full_marks(item)] {
                let mut changed = answers.clone();
                changed.retain(|other| other.item != item.id);
                changed.push(given(&item.id, said));
                let assessed = assess(&changed, &[&item.capabilities[0]]);
                let own = &assessed.per_capability[0];
                let now = claimed(own.coverage);
                prop_assert!(now >= before, "{} by {:?}: {}", item.id, said, own.because);
                before = now;
            }
        }
    }
}
