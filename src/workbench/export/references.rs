//! The rows of an export of references: gaps and controls of an assessment, and what its disclosure prints.

use std::collections::BTreeSet;

use super::unwritten;
use crate::{
    domain::{assessment::Assessment, record::Held, trouble::Trouble},
    report::{
        ReferenceRow, References,
        mappings::{by_disclosure, names_something},
    },
    workbench::{
        Workbench,
        questions::{
            catalogue::FrameworkReference,
            chain::{Chain, ChainCapability},
        },
    },
};

/// What references are told of.
struct Object<'o> {
    assessment: &'o str,
    kind: &'o str,
    reference: &'o str,
    title: &'o str,
    catalogue_id: &'o str,
}

impl Workbench {
    /// The references of one assessment; returns how many rows were written.
    pub(super) fn references_to(
        &self,
        assessment: &Held<Assessment>,
        report: &mut dyn References,
    ) -> Result<usize, Trouble> {
        let chain = self.chain(&format!("{}@{}", assessment.reference, assessment.revision))?;
        let mut rows = 0;
        for gap in chain.capabilities.iter().filter(|capability| capability.gap) {
            rows += self.references_of_gap(&chain, gap, report)?;
        }
        let risks = chain.capabilities.iter().flat_map(|one| &one.risks).chain(&chain.other_risks);
        let controls: BTreeSet<&str> =
            risks.flat_map(|risk| &risk.controls).map(|control| control.reference.as_str()).collect();
        for reference in controls {
            let control = self.control_of(reference)?;
            let object = Object {
                assessment: &chain.reference,
                kind: "control",
                reference,
                title: &control.title,
                catalogue_id: &control.template,
            };
            rows += write(&object, &self.references_of_control(reference)?, report)?;
        }
        Ok(rows)
    }

    /// Where a gap leads, and what the disclosure prints beside the statements on it.
    fn references_of_gap(
        &self,
        chain: &Chain,
        gap: &ChainCapability,
        report: &mut dyn References,
    ) -> Result<usize, Trouble> {
        let reference = format!("{}/{}", chain.reference, gap.code);
        let object = Object {
            assessment: &chain.reference,
            kind: "capability",
            reference: &reference,
            title: &gap.name,
            catalogue_id: &gap.code,
        };
        let mut rows = write(&object, &self.references_of_capability(&gap.code), report)?;
        let Some(printed) = self.printed(&chain.reference, &gap.code)? else { return Ok(rows) };
        for cell in printed.columns.iter().filter(|cell| names_something(&cell.text)) {
            let source = format!("{}, {} at {}", printed.document, cell.item, cell.place);
            let row = ReferenceRow {
                framework: &cell.column,
                control_id: &cell.text,
                basis: by_disclosure(),
                source: &source,
                ..object.row()
            };
            report.row(&row).map_err(|e| unwritten(&e))?;
            rows += 1;
        }
        Ok(rows)
    }
}

impl<'o> Object<'o> {
    /// A row of it that names no reference yet.
    fn row(&self) -> ReferenceRow<'o> {
        ReferenceRow {
            assessment: self.assessment,
            object_kind: self.kind,
            object_ref: self.reference,
            object_title: self.title,
            catalogue_id: self.catalogue_id,
            framework: "",
            framework_title: "",
            control_id: "",
            control_title: "",
            relation: "",
            basis: "",
            source: "",
            confidence: "",
        }
    }
}

fn write(
    object: &Object<'_>,
    references: &[FrameworkReference],
    report: &mut dyn References,
) -> Result<usize, Trouble> {
    for reference in references {
        let row = ReferenceRow {
            framework: &reference.framework,
            framework_title: &reference.framework_title,
            control_id: &reference.control,
            control_title: &reference.title,
            relation: &reference.relation,
            basis: &reference.basis,
            source: &reference.source,
            confidence: &reference.confidence,
            ..object.row()
        };
        report.row(&row).map_err(|e| unwritten(&e))?;
    }
    Ok(references.len())
}
