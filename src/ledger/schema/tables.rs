//! Every object's table with its columns, keys and indexes.

use super::{Column, ColumnKind, Table};
use crate::domain::object::Object;

const fn column(name: &'static str, kind: ColumnKind, needed: bool) -> Column {
    Column { name, kind, needed }
}
const fn text(name: &'static str) -> Column {
    column(name, ColumnKind::Text, false)
}
const fn needed(name: &'static str) -> Column {
    column(name, ColumnKind::Text, true)
}
const fn number(name: &'static str) -> Column {
    column(name, ColumnKind::Integer, false)
}
const fn flag(name: &'static str) -> Column {
    column(name, ColumnKind::Flag, false)
}
const fn list(name: &'static str) -> Column {
    column(name, ColumnKind::List, false)
}
const fn link(name: &'static str, to: Object) -> Column {
    column(name, ColumnKind::Link(to), true)
}
const fn maybe_link(name: &'static str, to: Object) -> Column {
    column(name, ColumnKind::Link(to), false)
}

/// Every object's table, referenced ones first.
pub(in crate::ledger) const TABLES: &[Table] = &[
    Table::new(Object::Register, &[needed("time_zone"), needed("made_with")]),
    Table::new(Object::Knowledge, &[needed("kind"), needed("name"), needed("text")]),
    Table::new(
        Object::Person,
        &[needed("name"), list("roles"), text("account"), text("active_from"), text("active_to")],
    )
    .indexed(&[&["account"]]),
    Table::new(
        Object::PolicyApproval,
        &[
            link("policy_sha256", Object::Knowledge),
            needed("policy"),
            number("number"),
            needed("approved_by"),
            text("role"),
            needed("approved_on"),
            text("evidence"),
        ],
    )
    .unique(&[&["number"]])
    .append_only(),
    Table::new(
        Object::Product,
        &[
            needed("manufacturer"),
            needed("model"),
            text("kind"),
            text("description"),
            text("udi_di"),
            text("end_of_sale"),
            text("end_of_support"),
            text("end_of_component_support"),
        ],
    )
    .unique(&[&["manufacturer", "model"]]),
    Table::new(
        Object::Placement,
        &[
            link("product_id", Object::Product),
            needed("site"),
            needed("location"),
            text("zone"),
            text("clinical_use"),
            number("units"),
            list("asset_ids"),
            list("cmms_ids"),
            list("versions_found"),
            list("connected_systems"),
            list("traits"),
        ],
    )
    .indexed(&[&["product_id"]]),
    Table::new(
        Object::Disclosure,
        &[
            list("product_ids"),
            needed("form"),
            needed("form_sha256"),
            needed("format"),
            text("document_id"),
            text("document_revision"),
            number("revision"),
            maybe_link("supersedes", Object::Disclosure),
            text("issued_on"),
            needed("received_on"),
            text("source"),
            needed("file_sha256"),
            text("file_name"),
            text("stated_manufacturer"),
            text("stated_model"),
            text("stated_description"),
            text("contact"),
            text("networked_use"),
        ],
    )
    .indexed(&[&["file_sha256"]]),
    Table::new(
        Object::Statement,
        &[
            link("disclosure_id", Object::Disclosure),
            number("position"),
            needed("item"),
            needed("printed_id"),
            text("question"),
            needed("answer"),
            text("raw"),
            text("note"),
            needed("place"),
            list("mapping"),
        ],
    )
    .unique(&[&["disclosure_id", "position"]]),
    Table::new(
        Object::Problem,
        &[
            link("disclosure_id", Object::Disclosure),
            number("position"),
            text("place"),
            needed("what"),
            text("done"),
        ],
    )
    .unique(&[&["disclosure_id", "position"]]),
    Table::new(
        Object::Assessment,
        &[
            needed("ref"),
            number("revision"),
            link("product_id", Object::Product),
            needed("versions"),
            text("versions_reason"),
            list("placement_ids"),
            maybe_link("disclosure_id", Object::Disclosure),
            text("intended_use"),
            needed("stage"),
            text("risk_manager"),
            text("clinical_owner"),
            text("organization"),
            needed("scale_sha256"),
            text("profile_sha256"),
            list("trait_sha256s"),
            text("process_sha256"),
            maybe_link("begun_from", Object::Assessment),
            needed("begun_on"),
            text("frozen_on"),
        ],
    )
    .unique(&[&["ref", "revision"]])
    .indexed(&[&["product_id"]]),
    Table::new(
        Object::CapabilityCoverage,
        &[
            link("assessment_id", Object::Assessment),
            needed("capability"),
            needed("by_rule"),
            number("rule"),
            maybe_link("disclosure_id", Object::Disclosure),
            text("because"),
            list("items"),
            text("overruled"),
            text("overruled_reason"),
            text("overruled_by"),
            text("overruled_on"),
        ],
    )
    .unique(&[&["assessment_id", "capability"]]),
    Table::new(
        Object::Requirement,
        &[
            link("assessment_id", Object::Assessment),
            needed("capability"),
            needed("required"),
            text("reason"),
            text("profile"),
            text("approved_by"),
        ],
    )
    .unique(&[&["assessment_id", "capability"]]),
    Table::new(
        Object::InUse,
        &[
            link("placement_id", Object::Placement),
            needed("capability"),
            needed("state"),
            text("person"),
            text("checked_on"),
            text("evidence"),
        ],
    )
    .unique(&[&["placement_id", "capability"]]),
    Table::new(
        Object::Control,
        &[
            number("number"),
            needed("ref"),
            needed("title"),
            needed("kind"),
            number("order"),
            text("description"),
            flag("common"),
            text("template"),
            text("owner"),
            needed("responsible"),
            text("due"),
            flag("brings_new_risk"),
            text("new_risk_note"),
            text("verify_implementation"),
            text("verify_effectiveness"),
            list("framework_refs"),
        ],
    )
    .unique(&[&["number"]])
    .indexed(&[&["number"]])
    .numbered("C-"),
    Table::new(
        Object::Risk,
        &[
            link("assessment_id", Object::Assessment),
            number("number"),
            needed("ref"),
            needed("title"),
            text("hazard"),
            needed("hazardous_situation"),
            list("causes"),
            text("consequence"),
            list("capabilities"),
            list("vulnerability_refs"),
            text("template"),
            maybe_link("new_risk_of", Object::Control),
            text("owner"),
            needed("status"),
            text("treatment"),
            text("treatment_reason"),
            text("order_reason"),
            maybe_link("begun_from", Object::Risk),
        ],
    )
    .unique(&[&["assessment_id", "number"]])
    .indexed(&[&["assessment_id", "number"]])
    .numbered_within("R-", "assessment_id", (Object::Assessment, "ref")),
    Table::new(
        Object::Rating,
        &[
            link("assessment_id", Object::Assessment),
            link("risk_id", Object::Risk),
            needed("phase"),
            number("safety_severity"),
            number("safety_likelihood"),
            text("safety_level"),
            number("effectiveness_severity"),
            number("effectiveness_likelihood"),
            text("effectiveness_level"),
            number("security_severity"),
            number("security_likelihood"),
            text("security_level"),
            needed("overall"),
            number("overall_rank"),
            needed("basis"),
            needed("unit"),
            needed("rater"),
            needed("rated_on"),
            text("reason"),
            list("relies_on"),
            needed("scale_sha256"),
            text("lifted"),
        ],
    )
    .unique(&[&["risk_id", "phase"]])
    .indexed(&[&["assessment_id", "phase", "overall_rank"]]),
    Table::new(
        Object::ControlSite,
        &[
            link("control_id", Object::Control),
            needed("site"),
            needed("state"),
            text("implemented_by"),
            text("implemented_on"),
            text("evidence"),
        ],
    )
    .unique(&[&["control_id", "site"]]),
    Table::new(Object::RiskControl, &[link("risk_id", Object::Risk), link("control_id", Object::Control)])
        .unique(&[&["risk_id", "control_id"]])
        .indexed(&[&["control_id"]]),
    Table::new(
        Object::Verification,
        &[
            link("control_id", Object::Control),
            needed("site"),
            needed("kind"),
            needed("result"),
            text("method"),
            needed("person"),
            needed("verified_on"),
            text("evidence"),
            text("next_test"),
        ],
    )
    .indexed(&[&["control_id", "site"]]),
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
