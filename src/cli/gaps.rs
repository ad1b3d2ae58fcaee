//! `riskward gaps REF` tells the gaps of an assessment.

use serde_json::json;

use super::{
    Ended, Out, Place,
    table::{short, table},
};
use crate::{
    domain::{capability::InUseState, trouble::Trouble, word::Word},
    workbench::{
        Workbench,
        questions::{
            catalogue::{AsPrinted, FrameworkReference},
            chain::{Chain, ChainCapability},
            requirements::RequirementLine,
        },
    },
};

/// The capabilities that are required and not both claimed and in use, or of which a requirement is unmet
#[derive(clap::Args)]
pub(super) struct Gaps {
    /// The assessment
    #[arg(value_name = "REF")]
    reference: String,
    /// For programs
    #[arg(long)]
    json: bool,
}

impl Gaps {
    pub(super) fn run(self, place: &Place, out: &mut Out) -> Result<Ended, Trouble> {
        let workbench = place.open()?;
        let chain = workbench.chain(&self.reference)?;
        if self.json { out.json(&as_json(&chain, &workbench)?) } else { tell(&chain, out) }?;
        Ok(Ended::Done)
    }
}

/// The gaps of an assessment as a table.
pub(super) fn tell(chain: &Chain, out: &mut Out) -> Result<(), Trouble> {
    let rows: Vec<[String; 5]> = gaps(chain)
        .map(|gap| {
            let risks: Vec<&str> = gap.risks.iter().map(|risk| risk.reference.as_str()).collect();
            [
                gap.code.clone(),
                short(&gap.name, 44),
                gap.coverage.label().to_owned(),
                in_use(gap),
                if risks.is_empty() { "none".to_owned() } else { risks.join(" ") },
            ]
        })
        .collect();
    let found = if chain.knows_what_is_required() {
        format!("{} gaps in {} capabilities", rows.len(), chain.capabilities.len())
    } else {
        Chain::NO_PROFILE.to_owned()
    };
    out.say(&format!("{}: {} {}, {found}", chain.reference, chain.product, chain.versions))?;
    if !chain.knows_what_is_required() {
        out.say(&format!("Try: riskward do apply-profile {} profile=NAME", chain.reference))?;
    }
    if rows.is_empty() {
        return Ok(());
    }
    out.say(&table(["code", "capability", "claimed?", "in use", "risks"], &rows))?;
    let unmet: Vec<[String; 4]> = gaps(chain)
        .flat_map(|gap| unmet(gap).map(|one| (&gap.code, one)))
        .map(|(code, one)| {
            let asked_by = format!("{}: {}", one.set_title, one.reference);
            [code.clone(), format!("{} {}", one.id, short(&one.title, 44)), one.state().to_owned(), asked_by]
        })
        .collect();
    if unmet.is_empty() {
        return Ok(());
    }
    out.say("")?;
    out.say(&table(["code", "requirement", "met?", "asked by"], &unmet))
}

/// The requirements of adopted sets that make it a gap.
fn unmet(gap: &ChainCapability) -> impl Iterator<Item = &RequirementLine> {
    gap.requirements.iter().filter(|one| one.is_unmet())
}

fn gaps(chain: &Chain) -> impl Iterator<Item = &ChainCapability> {
    chain.capabilities.iter().filter(|capability| capability.gap)
}

/// `on`, or how often each state where the placements differ.
pub(super) fn in_use(capability: &ChainCapability) -> String {
    let count = |state| capability.in_use.iter().filter(|(_, is)| *is == state).count();
    let found: Vec<(InUseState, usize)> =
        InUseState::ALL.iter().map(|&state| (state, count(state))).filter(|(_, count)| *count > 0).collect();
    match found.as_slice() {
        [] => "no placement".to_owned(),
        [(state, _)] => state.label().to_owned(),
        several => several
            .iter()
            .map(|(state, count)| format!("{count} {}", state.label()))
            .collect::<Vec<_>>()
            .join(", "),
    }
}

fn as_json(chain: &Chain, workbench: &Workbench) -> Result<serde_json::Value, Trouble> {
    let gaps = gaps(chain).map(|gap| {
        let in_use = gap
            .in_use
            .iter()
            .map(|(placement, state)| json!({ "placement": placement, "state": state.word() }));
        let printed = workbench.as_printed(&chain.reference, &gap.code)?;
        let references = workbench.references_of_capability(&gap.code);
        Ok(json!({
            "capability": gap.code,
            "name": gap.name,
            "coverage": gap.coverage.word(),
            "because": gap.because,
            "required_reason": gap.required_reason,
            "in_use": in_use.collect::<Vec<_>>(),
            "risks": gap.risks.iter().map(|risk| &risk.reference).collect::<Vec<_>>(),
            "unmet": unmet(gap).map(requirement).collect::<Vec<_>>(),
            "references": references.iter().map(reference).collect::<Vec<_>>(),
            "as_printed": printed.iter().map(as_printed).collect::<Vec<_>>(),
        }))
    });
    let gaps: Vec<serde_json::Value> = gaps.collect::<Result<_, Trouble>>()?;
    Ok(json!({
        "assessment": chain.reference,
        "product": chain.product,
        "versions": chain.versions,
        "stage": chain.stage.word(),
        "disclosure": chain.disclosure,
        "required_known": chain.knows_what_is_required(),
        "gaps": gaps,
    }))
}

/// A reference into a framework, with whose word it is.
fn reference(one: &FrameworkReference) -> serde_json::Value {
    json!({
        "framework": one.framework,
        "control": one.control,
        "title": one.title,
        "relation": one.relation,
        "basis": one.basis,
        "source": one.source,
        "confidence": one.confidence,
    })
}

fn requirement(one: &RequirementLine) -> serde_json::Value {
    json!({
        "requirement": one.id,
        "title": one.title,
        "answer": one.answer.map(Word::word),
        "set": one.set,
        "reference": one.reference,
        "verified": one.verified,
        "rests_on": one.rests_on,
    })
}

/// What the disclosure's own column prints.
fn as_printed(one: &AsPrinted) -> serde_json::Value {
    json!({ "item": one.item, "column": one.column, "text": one.text, "place": one.place })
}
