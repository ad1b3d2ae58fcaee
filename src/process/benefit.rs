//! Whether a decision needs a benefit-risk record: when it accepts what lies above the line of acceptability.

use crate::{
    catalog::scales::Scale,
    domain::decision::{Decision, DecisionKind},
};

/// A level lies above the line of acceptability; one that the scale does not know does too.
pub fn is_above_the_line(scale: &Scale, level: &str) -> bool {
    !level.is_empty() && scale.band(level).is_none_or(|band| !band.acceptable)
}

/// The rule that forbids a decision at a level for want of a benefit-risk record; none when it may be taken. The level is
/// the worst that is left: of the risk over all its placements, or of all risks for the whole.
pub fn forbidden(scale: &Scale, name: &str, level: &str, decision: &Decision) -> Option<String> {
    let accepts = matches!(decision.decision, DecisionKind::Accept | DecisionKind::AcceptWithConditions);
    let needed = accepts && is_above_the_line(scale, level);
    (needed && decision.benefit_risk_id.is_none()).then(|| {
        let short = scale.band(level).map_or(level, |band| &band.short);
        let what = if decision.risk_id.is_some() { "residual risk" } else { "overall residual risk" };
        format!(
            "the {what} of {name} is {short}, above the line of acceptability, and no benefit-risk record \
             says why it is worth bearing"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{catalog::Catalogue, domain::object::Id};

    #[test]
    fn only_an_acceptance_above_the_line_needs_a_record() {
        let scale = Catalogue::embedded().scale("med-5x5").unwrap();
        let decision = |decision, level: &str, record: Option<&str>| Decision {
            assessment_id: Id::default(),
            risk_id: None,
            decision,
            decided_by: Vec::new(),
            roles: Vec::new(),
            recorded_by: String::new(),
            decided_on: "2026-01-01".parse().unwrap(),
            rationale: String::new(),
            conditions: Vec::new(),
            placement_ids: Vec::new(),
            valid_until: None,
            review_on: None,
            evidence: String::new(),
            informed: Vec::new(),
            level: level.into(),
            requested_by: String::new(),
            benefit_risk_id: record.map(Id::from),
            departs_from: String::new(),
            exit_plan: String::new(),
            extensions: 0,
        };
        let table = [
            (DecisionKind::Accept, "medium", None, true),
            (DecisionKind::Accept, "high", None, false),
            (DecisionKind::AcceptWithConditions, "unacceptable", None, false),
            (DecisionKind::AcceptWithConditions, "high", Some("b"), true),
            (DecisionKind::Accept, "a level of another scale", None, false),
            (DecisionKind::Accept, "", None, true),
            (DecisionKind::Reject, "unacceptable", None, true),
            (DecisionKind::Defer, "high", None, true),
        ];
        for (kind, level, record, may) in table {
            let found = forbidden(scale, "ip3/R-003", level, &decision(kind, level, record));
            assert_eq!(found.is_none(), may, "{kind} {level} {found:?}");
        }
    }
}
