//! The tables of what is decided and led: decisions and their seals, gates, statements of people, triggers, findings.

use super::{
    Table,
    columns::{flag, link, list, maybe_link, needed, number, text},
};
use crate::domain::object::Object;

/// Referenced ones first; they may refer to what is assessed.
pub(super) const TABLES: &[Table] = &[
    Table::new(
        Object::BenefitRisk,
        &[
            link("assessment_id", Object::Assessment),
            maybe_link("risk_id", Object::Risk),
            needed("benefit"),
            needed("alternatives"),
            needed("not_practicable"),
            needed("conclusion"),
            needed("author"),
            needed("written_on"),
        ],
    )
    .indexed(&[&["assessment_id"]]),
    Table::new(
        Object::Proposal,
        &[
            link("assessment_id", Object::Assessment),
            maybe_link("risk_id", Object::Risk),
            needed("decision"),
            needed("proposed_by"),
            needed("proposed_on"),
            list("asked"),
            text("reason"),
            flag("closed"),
        ],
    )
    .indexed(&[&["assessment_id"], &["risk_id"]]),
    Table::new(
        Object::Decision,
        &[
            link("assessment_id", Object::Assessment),
            maybe_link("risk_id", Object::Risk),
            needed("decision"),
            list("decided_by"),
            list("roles"),
            needed("recorded_by"),
            needed("decided_on"),
            needed("rationale"),
            list("conditions"),
            list("placement_ids"),
            text("valid_until"),
            text("review_on"),
            text("evidence"),
            list("informed"),
            text("level"),
            text("requested_by"),
            maybe_link("benefit_risk_id", Object::BenefitRisk),
            text("departs_from"),
            text("exit_plan"),
            number("extensions"),
        ],
    )
    .indexed(&[&["assessment_id"], &["risk_id"]])
    .append_only(),
    Table::new(
        Object::SealRow,
        &[
            link("decision_id", Object::Decision),
            needed("object"),
            needed("object_id"),
            needed("digest"),
            needed("readable"),
        ],
    )
    .indexed(&[&["decision_id"], &["object_id"]])
    .append_only(),
    Table::new(
        Object::DecisionState,
        &[
            link("decision_id", Object::Decision),
            link("assessment_id", Object::Assessment),
            maybe_link("risk_id", Object::Risk),
            flag("accepts"),
            needed("life"),
            text("reason"),
            text("valid_until"),
            list("awaits"),
            list("confirmed"),
        ],
    )
    .unique(&[&["decision_id"]])
    .indexed(&[&["assessment_id", "life"], &["risk_id"]]),
    Table::new(
        Object::Condition,
        &[
            link("decision_id", Object::Decision),
            link("assessment_id", Object::Assessment),
            needed("what"),
            text("owner"),
            text("due"),
            text("met_on"),
            text("met_by"),
            text("evidence"),
        ],
    )
    .indexed(&[&["assessment_id"], &["decision_id"]]),
    Table::new(
        Object::GatePassage,
        &[
            link("assessment_id", Object::Assessment),
            needed("stage"),
            needed("gate"),
            needed("passed_by"),
            text("role"),
            needed("passed_on"),
            needed("process_sha256"),
            list("stood"),
            flag("withdrawn"),
            text("reason"),
            list("missing"),
            text("interim_measures"),
            text("until"),
        ],
    )
    .indexed(&[&["assessment_id"]])
    .append_only(),
    Table::new(
        Object::Disposition,
        &[
            link("assessment_id", Object::Assessment),
            needed("capability"),
            needed("reason"),
            needed("person"),
            needed("judged_on"),
        ],
    )
    .unique(&[&["assessment_id", "capability"]]),
    Table::new(
        Object::SuggestionDismissal,
        &[
            link("assessment_id", Object::Assessment),
            needed("template"),
            list("reasons"),
            needed("digest"),
            needed("reason"),
            needed("person"),
            needed("dismissed_on"),
        ],
    )
    .unique(&[&["assessment_id", "template"]]),
    Table::new(
        Object::Attestation,
        &[
            link("assessment_id", Object::Assessment),
            needed("kind"),
            needed("text"),
            needed("person"),
            needed("stated_on"),
            text("evidence"),
        ],
    )
    .unique(&[&["assessment_id", "kind"]]),
    Table::new(
        Object::Communication,
        &[
            link("assessment_id", Object::Assessment),
            list("risks"),
            needed("told"),
            needed("means"),
            needed("person"),
            needed("told_on"),
            text("evidence"),
        ],
    )
    .indexed(&[&["assessment_id"]]),
    Table::new(
        Object::Agreement,
        &[
            link("product_id", Object::Product),
            needed("title"),
            list("parties"),
            list("duties"),
            needed("signed_on"),
            text("valid_until"),
            text("evidence"),
        ],
    )
    .indexed(&[&["product_id"]]),
    Table::new(
        Object::Question,
        &[
            link("assessment_id", Object::Assessment),
            needed("capability"),
            needed("text"),
            needed("state"),
            needed("person"),
            text("sent_on"),
            text("due"),
            text("answer"),
            text("answered_on"),
        ],
    )
    .indexed(&[&["assessment_id"]]),
    Table::new(
        Object::AcceptedAnswer,
        &[
            link("assessment_id", Object::Assessment),
            link("question_id", Object::Question),
            needed("capability"),
            needed("item"),
            needed("answer"),
            needed("text"),
            needed("accepted_by"),
            needed("accepted_on"),
            needed("evidence"),
            link("disclosure_id", Object::Disclosure),
            text("form_answer"),
            text("dropped_on"),
            text("dropped_by"),
            text("dropped_because"),
        ],
    )
    .indexed(&[&["assessment_id"]]),
    Table::new(
        Object::Trigger,
        &[
            number("number"),
            needed("ref"),
            needed("kind"),
            needed("title"),
            text("external_ref"),
            text("authority_ref"),
            needed("received_on"),
            text("deadline"),
            list("product_ids"),
            list("assessment_ids"),
            list("placement_ids"),
            list("details"),
            number("units_affected"),
            number("units_mended"),
            text("date_key"),
            text("raised_by"),
            needed("triage"),
            text("triage_reason"),
            text("triage_evidence"),
            text("triaged_by"),
            text("triaged_on"),
            list("reopened"),
        ],
    )
    .unique(&[&["number"]])
    .indexed(&[&["number"], &["triage"]])
    .numbered("T-"),
    Table::new(
        Object::Finding,
        &[
            number("number"),
            needed("ref"),
            maybe_link("assessment_id", Object::Assessment),
            needed("about"),
            needed("what"),
            text("test"),
            text("date_key"),
            needed("opened_on"),
            needed("deadline"),
            text("owner"),
            text("interim_measure"),
            maybe_link("trigger_id", Object::Trigger),
            text("closed_on"),
            text("closed_by"),
            text("closed_how"),
        ],
    )
    .unique(&[&["number"]])
    .indexed(&[&["number"], &["assessment_id"], &["about"]])
    .numbered("F-"),
    Table::new(
        Object::Difference,
        &[
            link("assessment_id", Object::Assessment),
            link("placement_id", Object::Placement),
            link("risk_id", Object::Risk),
            needed("phase"),
            needed("reason"),
            number("safety_severity"),
            number("safety_likelihood"),
            number("effectiveness_severity"),
            number("effectiveness_likelihood"),
            number("security_severity"),
            number("security_likelihood"),
            needed("overall"),
            number("overall_rank"),
            needed("scale_sha256"),
            needed("rater"),
            needed("rated_on"),
        ],
    )
    .unique(&[&["placement_id", "risk_id", "phase"]])
    .indexed(&[&["assessment_id"], &["risk_id"]]),
    Table::new(
        Object::RequirementSet,
        &[
            needed("set"),
            link("set_sha256", Object::Knowledge),
            needed("adopted_by"),
            needed("adopted_on"),
            text("reason"),
        ],
    )
    .unique(&[&["set"]]),
    Table::new(
        Object::RequirementAnswer,
        &[
            link("assessment_id", Object::Assessment),
            needed("requirement"),
            needed("capability"),
            link("set_sha256", Object::Knowledge),
            needed("answer"),
            maybe_link("disclosure_id", Object::Disclosure),
            list("statements"),
            text("evidence"),
            needed("person"),
            needed("answered_on"),
            text("remark"),
        ],
    )
    .unique(&[&["assessment_id", "requirement"]]),
];
