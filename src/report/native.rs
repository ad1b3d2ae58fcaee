//! The register as riskward itself tells it: one row per risk and placement, raw words, ISO dates.
//!
//! Rules of the columns:
//!
//! - Severity and likelihood of a rating are those of the key property that gives its overall level, the first of
//!   safety, effectiveness and security that has it; of a level that a floor has lifted, those of the gravest harm.
//!   `*_levels` tells every property touched, as the matrix gives it.
//! - Where a placement was rated apart, its row carries the severity, likelihood and levels of that rating.
//! - Lists that describe the same things run side by side: `capability_coverage` as `capability_codes`;
//!   `control_kinds`, `control_owners`, `control_due` and the two `*_verified_on` as `controls`, an empty place where
//!   there is nothing to tell.
//! - A verification counts where its latest result is a pass. A control that stands at the placement's site is looked
//!   at there; one that stands only elsewhere (a server in another building) at every site where it stands, and the
//!   oldest date is told.
//! - `new_risks_from_controls` tells the refs of the risks that the controls brought; of a control that is said to bring
//!   one which is not in the register, its ref and what is said.
//! - The columns of acceptance tell the newest decision that covers the placement and was taken by the date asked for.
//! - `benefit_risk_ref` names the benefit-risk record that this decision rests on: `BR`, the risk's ref and the day on
//!   which it was written.

use std::{borrow::Cow, collections::BTreeMap, io};

use super::{
    Begin, Export, Report, Words,
    delimited::{Delimited, joined},
    row::{ControlAt, RegisterRow},
    sidecar::labels,
};
use crate::domain::{
    assessment::Stage,
    capability::Coverage,
    control::ControlKind,
    decision::{AcceptanceState, Decision},
    export::Layout,
    rating::{Basis, KeyProperty, Rating},
    risk::{RiskStatus, Treatment},
    word::Word as _,
};

/// The list's entry.
pub(super) const EXPORT: Export = Export {
    name: "native",
    help: "the register as riskward tells it: CSV, one row per risk and placement",
    columns: || COLUMNS.iter().map(|column| column.name).collect(),
    words,
    begin: Begin::Risks(|to, layout| Ok(Box::new(Native::begin(to, layout)?))),
};

/// One column: its heading, whether its cells are typed, and what stands in it.
struct Column {
    name: &'static str,
    typed: bool,
    cell: for<'r> fn(&'r RegisterRow<'r>) -> Cow<'r, str>,
}

/// Numbers, dates, words of a vocabulary, refs that the register gives.
const fn typed(name: &'static str, cell: for<'r> fn(&'r RegisterRow<'r>) -> Cow<'r, str>) -> Column {
    Column { name, typed: true, cell }
}

/// What people wrote.
const fn text(name: &'static str, cell: for<'r> fn(&'r RegisterRow<'r>) -> Cow<'r, str>) -> Column {
    Column { name, typed: false, cell }
}

const COLUMNS: &[Column] = &[
    text("risk_ref", |row| format!("{}/{}", row.assessment.reference, row.risk.reference).into()),
    text("assessment_ref", |row| row.assessment.reference.as_str().into()),
    typed("assessment_revision", |row| row.assessment.revision.to_string().into()),
    typed("assessment_state", |row| row.assessment.stage.word().into()),
    text("organization", |row| row.assessment.organization.as_str().into()),
    text("site", |row| row.placement.map_or("", |placement| &placement.site).into()),
    text("location", |row| row.placement.map_or("", |placement| &placement.location).into()),
    text("network_zone", |row| row.placement.map_or("", |placement| &placement.zone).into()),
    text("manufacturer", |row| row.product.manufacturer.as_str().into()),
    text("product_model", |row| row.product.model.as_str().into()),
    text("product_version", |row| row.assessment.versions.as_str().into()),
    text("udi_di", |row| row.product.udi_di.as_str().into()),
    typed("unit_count", |row| shown(row.placement.map(|placement| placement.units))),
    text("asset_tags", |row| row.placement.map(|p| joined(&p.asset_ids)).unwrap_or_default().into()),
    text("cmms_ids", |row| row.placement.map(|p| joined(&p.cmms_ids)).unwrap_or_default().into()),
    text("disclosure_kind", |row| row.disclosure.map_or("", |disclosure| &disclosure.form).into()),
    typed("disclosure_revision", |row| shown(row.disclosure.map(|disclosure| disclosure.revision))),
    typed("disclosure_date", |row| shown(row.disclosure.and_then(|disclosure| disclosure.issued_on))),
    typed("capability_codes", |row| joined(&row.risk.capabilities).into()),
    typed("capability_coverage", |row| {
        let held = row.coverages.iter().map(|held| {
            held.map_or(Coverage::Unknown, super::super::domain::assessment::CapabilityCoverage::holds)
        });
        joined(held.map(Coverage::word)).into()
    }),
    typed("question_ids", |row| {
        let mut items: Vec<&str> = Vec::new();
        for item in row.coverages.iter().flatten().flat_map(|coverage| &coverage.items) {
            if !items.contains(&item.as_str()) {
                items.push(item);
            }
        }
        joined(items).into()
    }),
    text("title", |row| row.risk.title.as_str().into()),
    text("statement", |row| statement(row).into()),
    text("hazard", |row| row.risk.hazard.as_str().into()),
    text("hazardous_situation", |row| row.risk.hazardous_situation.as_str().into()),
    text("causes", |row| joined(&row.risk.causes).into()),
    text("unintended_consequences", |row| row.risk.consequence.as_str().into()),
    typed("key_properties", |row| {
        let ratings = [row.initial, row.target, row.residual];
        let touched = |property: KeyProperty| ratings.iter().flatten().any(|r| r.of(property).is_some());
        joined(KeyProperty::ALL.iter().filter(|&&p| touched(p)).map(|p| p.word())).into()
    }),
    typed("attributes", |row| joined(&row.attributes).into()),
    text("vulnerability_refs", |row| joined(&row.risk.vulnerability_refs).into()),
    typed("likelihood_basis", |row| row.initial.map_or("", |rating| rating.basis.word()).into()),
    typed("initial_severity", |row| shown(deciding(row.initial).map(|(severity, _)| severity))),
    typed("initial_likelihood", |row| shown(deciding(row.initial).map(|(_, likelihood)| likelihood))),
    typed("initial_level", |row| overall(row.initial)),
    typed("treatment", |row| row.risk.treatment.map_or("", |treatment| treatment.word()).into()),
    text("controls", |row| {
        side_by_side(row, |at| format!("{} {}", at.control.reference, at.control.title).into())
    }),
    typed("control_kinds", |row| side_by_side(row, |at| at.control.kind.word().into())),
    text("control_owners", |row| side_by_side(row, |at| at.control.owner.as_str().into())),
    typed("control_due", |row| side_by_side(row, |at| shown(at.control.due))),
    typed("implementation_verified_on", |row| side_by_side(row, |at| shown(at.implementation_verified_on))),
    typed("effectiveness_verified_on", |row| side_by_side(row, |at| shown(at.effectiveness_verified_on))),
    typed("target_level", |row| overall(row.target)),
    typed("residual_severity", |row| shown(deciding(row.residual).map(|(severity, _)| severity))),
    typed("residual_likelihood", |row| shown(deciding(row.residual).map(|(_, likelihood)| likelihood))),
    typed("residual_level", |row| overall(row.residual)),
    text("new_risks_from_controls", |row| joined(&row.new_risks).into()),
    typed("benefit_risk_ref", |row| row.benefit_risk.into()),
    typed("acceptance_state", |row| row.acceptance.word().into()),
    text("accepted_by", |row| decided(row, |decision| joined(&decision.decided_by).into())),
    text("accepter_role", |row| decided(row, |decision| joined(&decision.roles).into())),
    typed("accepted_on", |row| decided(row, |decision| shown(Some(decision.decided_on)))),
    text("acceptance_rationale", |row| decided(row, |decision| decision.rationale.as_str().into())),
    text("acceptance_conditions", |row| decided(row, |decision| joined(&decision.conditions).into())),
    typed("valid_until", |row| decided(row, |decision| shown(decision.valid_until))),
    typed("review_on", |row| decided(row, |decision| shown(decision.review_on))),
    text("risk_owner", |row| row.risk.owner.as_str().into()),
    typed("status", |row| row.risk.status.word().into()),
    text("framework_refs", |row| {
        let mut refs: Vec<&str> = Vec::new();
        for one in row.controls.iter().flat_map(|at| &at.control.framework_refs) {
            if !refs.contains(&one.as_str()) {
                refs.push(one);
            }
        }
        joined(refs).into()
    }),
    typed("last_changed_on", |row| shown(Some(row.last_change.on))),
    text("last_changed_by", |row| row.last_change.by.into()),
    typed("scale_id", |row| row.scale.id.as_str().into()),
    typed("catalogue_version", |row| row.catalogue_version.into()),
    typed("tool_version", |row| row.tool_version.into()),
    typed("initial_levels", |row| levels(row.initial)),
    typed("target_levels", |row| levels(row.target)),
    typed("residual_levels", |row| levels(row.residual)),
];

fn words() -> Words {
    BTreeMap::from([
        ("acceptance_state", labels::<AcceptanceState>()),
        ("assessment_state", labels::<Stage>()),
        ("capability_coverage", labels::<Coverage>()),
        ("control_kinds", labels::<ControlKind>()),
        ("key_properties", labels::<KeyProperty>()),
        ("likelihood_basis", labels::<Basis>()),
        ("status", labels::<RiskStatus>()),
        ("treatment", labels::<Treatment>()),
    ])
}

/// The export while it is written.
struct Native<'w>(Delimited<'w>);

impl<'w> Native<'w> {
    fn begin(to: &'w mut dyn io::Write, layout: Layout) -> io::Result<Self> {
        let mut delimited = Delimited::new(to, layout)?;
        for column in COLUMNS {
            delimited.typed(column.name)?;
        }
        delimited.end_row()?;
        Ok(Self(delimited))
    }
}

impl Report for Native<'_> {
    fn row(&mut self, row: &RegisterRow<'_>) -> io::Result<()> {
        for column in COLUMNS {
            let cell = (column.cell)(row);
            if column.typed { self.0.typed(&cell) } else { self.0.text(&cell) }?;
        }
        self.0.end_row()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.finish()
    }
}

fn shown<'r>(value: Option<impl ToString>) -> Cow<'r, str> {
    value.map(|value| value.to_string()).unwrap_or_default().into()
}

/// The whole chain of one risk in one text.
fn statement(row: &RegisterRow<'_>) -> String {
    let risk = row.risk;
    let causes = risk.causes.iter().map(|cause| plain(cause)).collect::<Vec<_>>().join("; ");
    let parts = [
        ("", plain(&risk.hazardous_situation)),
        ("Causes: ", &causes),
        ("Consequence: ", plain(&risk.consequence)),
    ];
    let told = parts.iter().filter(|(_, part)| !part.is_empty());
    told.map(|(name, part)| format!("{name}{part}.")).collect::<Vec<_>>().join(" ")
}

fn plain(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// Severity and likelihood of the key property that gives the overall level.
fn deciding(rating: Option<&Rating>) -> Option<(i64, i64)> {
    let rating = rating?;
    rating.of(rating.deciding()?).map(|(severity, likelihood, _)| (severity, likelihood))
}

fn overall(rating: Option<&Rating>) -> Cow<'_, str> {
    rating.map_or("", |rating| &rating.overall).into()
}

/// `safety:high|security:low`
fn levels<'r>(rating: Option<&Rating>) -> Cow<'r, str> {
    let Some(rating) = rating else { return "".into() };
    let each = KeyProperty::ALL.iter().filter_map(|&property| {
        let (_, _, level) = rating.of(property)?;
        Some(format!("{property}:{level}"))
    });
    joined(each).into()
}

/// One thing of each control, in the order of the controls.
fn side_by_side<'r>(
    row: &'r RegisterRow<'r>,
    cell: impl Fn(&'r ControlAt<'r>) -> Cow<'r, str>,
) -> Cow<'r, str> {
    joined(row.controls.iter().map(cell)).into()
}

fn decided<'r>(row: &'r RegisterRow<'r>, cell: impl Fn(&'r Decision) -> Cow<'r, str>) -> Cow<'r, str> {
    row.decision.map(cell).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_stable_names_each_once() {
        let mut names = (EXPORT.columns)();
        assert_eq!(names.len(), 66);
        let plain = |name: &str| name.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        assert!(names.iter().all(|name| plain(name)));
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), 66);
    }
}
