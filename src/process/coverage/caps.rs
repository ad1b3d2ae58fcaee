//! Caps: what keeps a capability from being provided although every group of it is answered well.

use super::answers::{Answers, Verdict};
use crate::{
    catalog::forms::{Flag, Item},
    domain::word::words,
};

words! {
    /// Why an item caps its capability.
    CapReason {
        /// It is optional, on request or by licence.
        QualifiedYes = "qualified_yes", "says Yes and takes something back";
        /// What it promises is denied in every part.
        PartsDenied = "parts_denied", "says Yes while each of its parts says No";
        /// It says Yes without the remark that would tell what is meant.
        BareYes = "bare_yes", "says Yes without saying how";
        /// It is the only good answer of its group, and half of one.
        HalfAnswer = "half_answer", "is only half an answer";
        /// It is critical and answered badly.
        Critical = "critical", "is critical";
    }
}

/// One cap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cap {
    /// The form's id of the item.
    pub item: String,
    /// Why.
    pub reason: CapReason,
}

/// The caps of one group; `stay` are its items that stay, `good` whether the group is good.
pub(super) fn caps(answers: &Answers<'_>, stay: &[&Item], good: bool) -> Vec<Cap> {
    let good_items = stay.iter().filter(|item| answers.verdict(item) == Verdict::Good).count();
    let mut caps = Vec::new();
    for item in stay {
        let verdict = answers.verdict(item);
        let is_good = good && verdict == Verdict::Good;
        let only = good_items == 1;
        for (holds, reason) in [
            (is_good && answers.is_qualified(item), CapReason::QualifiedYes),
            (is_good && parts_denied(answers, item, stay), CapReason::PartsDenied),
            (is_good && only && answers.is_bare(item), CapReason::BareYes),
            (is_good && only && item.has(Flag::Caps), CapReason::HalfAnswer),
            (verdict == Verdict::Bad && item.has(Flag::Critical), CapReason::Critical),
        ] {
            if holds {
                caps.push(Cap { item: item.id.clone(), reason });
            }
        }
    }
    caps
}

/// Whether the item has children in its group, those asked only after its Yes, and all of them say No.
fn parts_denied(answers: &Answers<'_>, item: &Item, stay: &[&Item]) -> bool {
    let mut children = stay
        .iter()
        .filter(|other| {
            other.when.as_ref().is_some_and(|when| when.terms().any(|term| term.yes && term.item == item.id))
        })
        .peekable();
    children.peek().is_some() && children.all(|child| answers.verdict(child) == Verdict::Bad)
}
