//! The tables of what is assessed: products, disclosures, assessments, risks, ratings, controls.

use super::{
    Table,
    columns::{flag, link, list, maybe_link, needed, number, text},
};
use crate::domain::object::Object;

/// Referenced ones first.
pub(super) const TABLES: &[Table] = &[
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
            text("due_on"),
            list("tags"),
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
];
