//! What changes the register, or reads and writes files.

use super::{
    row::{Command, Place, Row},
    why,
};

const ASSESSMENTS: &[Place] = &[Place::Assessments];
const CHAIN: &[Place] = &[Place::Chain];
const WHOLE: &[Place] = &[Place::Assessments, Place::Chain];
const RISKS: &[Place] = &[Place::Chain, Place::Risks, Place::Risk];
const RISK: &[Place] = &[Place::Chain, Place::Risk];
const CONTROLS: &[Place] = &[Place::Controls, Place::Control];
const BOTH: &[Place] = &[Place::Chain, Place::Risk, Place::Controls, Place::Control];

const fn act(
    name: &'static str,
    title: &'static str,
    keys: &'static [&'static str],
    places: &'static [Place],
    help: &'static str,
) -> Row {
    Row::new(name, Command::Act(name), title, keys, places, help).unless(why::no_subject)
}

pub(super) const ROWS: &[Row] = &[
    act(
        "begin-assessment",
        "Begin an assessment",
        &["a"],
        ASSESSMENTS,
        "One product, its versions and placements.",
    )
    .hint("begin"),
    act("edit-assessment", "Edit the assessment", &["e"], ASSESSMENTS, "Versions, stage, people.")
        .also(&["m e"], CHAIN)
        .hint("edit"),
    act(
        "apply-profile",
        "Apply a profile",
        &["m r"],
        &[Place::Assessments, Place::Chain],
        "Says which capabilities are required for this kind of product.",
    ),
    act(
        "add-placement",
        "Add a placement",
        &["m p"],
        &[Place::Assessments, Place::Chain],
        "Where the product is used.",
    ),
    act(
        "edit-placement",
        "Edit a placement",
        &["m c"],
        &[Place::Assessments, Place::Chain],
        "Changes what is said of a placement.",
    ),
    act(
        "add-risk",
        "Add a risk",
        &["a"],
        RISKS,
        "From a template that fits the capability, or from nothing.",
    )
    .hint("add risk"),
    act(
        "rate-risk",
        "Rate the risk",
        &["r"],
        RISKS,
        "Severity and likelihood for each key property touched.",
    )
    .hint("rate"),
    act("treat-risk", "Treat the risk", &["t"], RISKS, "Reduce, avoid, share or retain, and why.")
        .hint("treat"),
    act("edit-risk", "Edit the risk", &["e"], RISKS, "Its texts, capabilities and owner."),
    act("remove-risk", "Remove the risk", &["d"], RISKS, "Takes a risk out of the assessment; asks first."),
    act("decide", "Decide", &["x"], RISKS, "Records the decision of an accountable person and seals it.")
        .hint("decide"),
    act("withdraw-decision", "Withdraw a decision", &["W"], RISKS, "Takes a decision back, with a reason."),
    act(
        "reconfirm-decision",
        "Re-confirm a decision",
        &["X r"],
        RISKS,
        "A stale or expiring decision, taken again on what holds now.",
    ),
    act(
        "reconfirm-decisions",
        "Re-confirm stale decisions",
        &["X R"],
        &[Place::Assessments, Place::Chain, Place::Risks],
        "Several of them at once; each is listed.",
    ),
    act("renew-decision", "Renew a decision", &["X n"], RISKS, "The same for a further time."),
    act(
        "weigh-benefit",
        "Weigh benefit and risk",
        &["X b"],
        RISKS,
        "What an acceptance above the line needs.",
    ),
    act(
        "meet-condition",
        "Meet a condition",
        &["X c"],
        RISKS,
        "When a condition was met, and what shows it.",
    ),
    act("pass-gate", "Pass a gate", &["z p"], WHOLE, "Lets the assessment take its next step.")
        .hint("pass gate"),
    act(
        "override-gate",
        "Override a gate",
        &["z o"],
        WHOLE,
        "For what cannot wait: a reason, interim measures, a last day.",
    ),
    act(
        "withdraw-gate",
        "Withdraw a passage",
        &["z w"],
        WHOLE,
        "Takes the passage of a gate back, with a reason.",
    ),
    act(
        "overrule-coverage",
        "Overrule the coverage",
        &["o"],
        CHAIN,
        "Says otherwise than the rule, with a reason.",
    ),
    act("record-in-use", "Record what is in use", &["i"], CHAIN, "What is really so at a placement.")
        .hint("in use"),
    act(
        "change-requirement",
        "Change what is required",
        &["w"],
        CHAIN,
        "Whether the capability is wanted here, and why.",
    ),
    act(
        "add-control",
        "Add a control",
        &["c a"],
        RISK,
        "A compensating control, from a template or from nothing.",
    ),
    act(
        "link-control",
        "Link a control to the risk",
        &["c l"],
        RISK,
        "A control that is there serves this risk too.",
    ),
    act(
        "unlink-control",
        "Unlink a control from the risk",
        &["c u"],
        RISK,
        "The control serves this risk no longer.",
    ),
    act("edit-control", "Edit the control", &["c e"], RISK, "Its texts, kind, owner and date.")
        .also(&["e"], CONTROLS),
    act("put-in-place", "Put the control in place", &["p"], BOTH, "At a site: who, when, what shows it.")
        .hint("in place"),
    act(
        "verify-control",
        "Verify the control",
        &["v"],
        BOTH,
        "Is it in place? Does it work? With the evidence.",
    )
    .hint("verify"),
    Row::new(
        "import",
        Command::Import,
        "Import a disclosure",
        &["i", "I"],
        ASSESSMENTS,
        "Reads a manufacturer's file, shows what it holds, and takes it after Y.",
    )
    .also(&["I"], &[Place::Chain, Place::Disclosure])
    .hint("import"),
    Row::new(
        "export",
        Command::Export,
        "Export the risk register",
        &["E"],
        &[Place::Assessments, Place::Chain, Place::Risks],
        "Writes the risks of this assessment to a CSV file.",
    )
    .unless(why::no_assessment),
    act(
        "undo",
        "Undo",
        &["u"],
        &[Place::Anywhere],
        "Takes back the newest change of yours, if nobody changed it since.",
    ),
    act("redo", "Redo", &["Ctrl-r"], &[Place::Anywhere], "Does again what was undone last."),
];
