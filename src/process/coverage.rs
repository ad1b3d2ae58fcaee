//! From the answers of a disclosure to what is claimed for each capability: rule 1.
//!
//! 1. A condition that is false lets its item drop out; true or undecided, the item stays.
//! 2. An item that stays is good or bad by the form's word, otherwise open.
//! 3. A core group is good with one good item, bad when all are bad, otherwise open; gone when all dropped out.
//! 4. All groups good is provided, or partial under a cap; some good, partial; none good and one bad, not provided;
//!    all open, unknown; none left, not applicable until a person confirms or denies it.
//!
//! A capability for which the form has no group is supporting information: provided when everything that stays is
//! answered Yes or No and contradicts nothing, partial when something is answered, unknown when nothing is.

mod answers;
mod caps;
mod problems;

use std::collections::HashSet;

pub use answers::{Answered, Answers, Speaks};
pub use caps::{Cap, CapReason};
pub use problems::{RuleProblem, RuleProblemKind};

use crate::{
    catalog::forms::{Form, Item},
    domain::{capability::Coverage, disclosure::Answer, word::Word},
};
use answers::Verdict;

/// The version of the rule; stored with every coverage it finds.
pub const RULE: i64 = 1;

/// What the rule finds for one capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CapabilityResult {
    /// The capability's code.
    pub code: String,
    /// What is claimed.
    pub coverage: Coverage,
    /// What led to it, in a few words.
    pub because: String,
    /// The items that were counted, in the form's order.
    pub items: Vec<String>,
    /// What keeps it from being provided although it is answered well.
    pub capped: Vec<Cap>,
}

/// What the rule finds in a disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assessed {
    /// One result for each capability asked for, in the order asked.
    pub per_capability: Vec<CapabilityResult>,
    /// What to ask the manufacturer about.
    pub problems: Vec<RuleProblem>,
}

/// Applies rule 1 to the answers of a form, for these capabilities. Total: any answers give a result.
pub fn coverage(form: &Form, capabilities: &[&str], answers: &[Answered<'_>]) -> Assessed {
    let answers = Answers::new(form, answers);
    let mut problems = problems::contradictions(&answers);
    let doubtful = problems::named(&problems);
    let per_capability = capabilities.iter().map(|code| assess(&answers, code, &doubtful)).collect();
    problems.extend(problems::unexplained(&answers));
    Assessed { per_capability, problems }
}

fn assess(answers: &Answers<'_>, capability: &str, doubtful: &HashSet<&str>) -> CapabilityResult {
    let own = |item: &&Item| item.capabilities.first().is_some_and(|first| first == capability);
    let own: Vec<&Item> = answers.form().items.iter().filter(own).collect();
    let core: Vec<&Item> = own.iter().copied().filter(|item| item.group.is_some()).collect();
    if core.is_empty() {
        supporting(answers, capability, &own, doubtful)
    } else {
        by_groups(answers, capability, &core)
    }
}

fn by_groups(answers: &Answers<'_>, capability: &str, core: &[&Item]) -> CapabilityResult {
    let mut groups: Vec<&str> = core.iter().filter_map(|item| item.group.as_deref()).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut verdicts = Vec::new();
    let mut capped = Vec::new();
    for group in groups {
        let stay: Vec<&Item> = core
            .iter()
            .copied()
            .filter(|item| item.group.as_deref() == Some(group) && answers.stays(item))
            .collect();
        if let Some(verdict) = of_group(answers, &stay) {
            capped.extend(caps::caps(answers, &stay, verdict == Verdict::Good));
            verdicts.push(verdict);
        }
    }
    let any = |wanted: Verdict| verdicts.contains(&wanted);
    if !any(Verdict::Good) {
        capped.clear();
    }
    let coverage = if verdicts.is_empty() {
        Coverage::NotApplicable
    } else if verdicts.iter().all(|verdict| *verdict == Verdict::Good) && capped.is_empty() {
        Coverage::Provided
    } else if any(Verdict::Good) {
        Coverage::Partial
    } else if any(Verdict::Bad) {
        Coverage::NotProvided
    } else {
        Coverage::Unknown
    };
    CapabilityResult {
        code: capability.to_owned(),
        coverage,
        because: because(answers, core, &capped),
        items: ids(core.iter().copied().filter(|item| answers.stays(item))),
        capped,
    }
}

/// The verdict of a group; none when all its items dropped out.
fn of_group(answers: &Answers<'_>, stay: &[&Item]) -> Option<Verdict> {
    let mut verdicts = stay.iter().map(|item| answers.verdict(item));
    if stay.is_empty() {
        None
    } else if verdicts.clone().any(|verdict| verdict == Verdict::Good) {
        Some(Verdict::Good)
    } else if verdicts.all(|verdict| verdict == Verdict::Bad) {
        Some(Verdict::Bad)
    } else {
        Some(Verdict::Open)
    }
}

fn supporting(
    answers: &Answers<'_>,
    capability: &str,
    own: &[&Item],
    doubtful: &HashSet<&str>,
) -> CapabilityResult {
    let stay: Vec<&Item> = own.iter().copied().filter(|item| answers.stays(item)).collect();
    let is_answered = |item: &&Item| matches!(answers.answer(&item.id), Some(Answer::Yes | Answer::No));
    let open = ids(stay.iter().copied().filter(|item| !is_answered(item)));
    let doubted = ids(stay.iter().copied().filter(|item| doubtful.contains(item.id.as_str())));
    let answered = stay.len() - open.len();
    let coverage = if answered == 0 {
        Coverage::Unknown
    } else if open.is_empty() && doubted.is_empty() {
        Coverage::Provided
    } else {
        Coverage::Partial
    };
    let mut because = vec![match stay.len() {
        0 => "the form asks nothing of it".to_owned(),
        all => format!("{answered} of {all} answered"),
    }];
    because.extend((!open.is_empty()).then(|| format!("open: {}", open.join(", "))));
    because.extend((!doubted.is_empty()).then(|| format!("contradictory: {}", doubted.join(", "))));
    CapabilityResult {
        code: capability.to_owned(),
        coverage,
        because: because.join("; "),
        items: ids(stay.iter().copied()),
        capped: Vec::new(),
    }
}

/// Which core items are good, bad, open, which dropped out, and what caps.
fn because(answers: &Answers<'_>, core: &[&Item], capped: &[Cap]) -> String {
    let with = |wanted: Option<Verdict>| {
        ids(core.iter().copied().filter(|item| answers.stays(item).then(|| answers.verdict(item)) == wanted))
    };
    let mut parts: Vec<String> = [
        ("good", Some(Verdict::Good)),
        ("bad", Some(Verdict::Bad)),
        ("open", Some(Verdict::Open)),
        ("dropped out", None),
    ]
    .into_iter()
    .map(|(word, verdict)| (word, with(verdict)))
    .filter(|(_, items)| !items.is_empty())
    .map(|(word, items)| format!("{word}: {}", items.join(", ")))
    .collect();
    parts.extend(capped.iter().map(|cap| format!("{} {}", cap.item, cap.reason.label())));
    parts.join("; ")
}

fn ids<'i>(items: impl Iterator<Item = &'i Item>) -> Vec<String> {
    items.map(|item| item.id.clone()).collect()
}
