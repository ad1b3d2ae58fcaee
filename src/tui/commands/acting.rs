//! What changes the register, or reads and writes files.

use super::{
    row::{Command, Place, Row},
    why,
};

const ASSESSMENTS: &[Place] = &[Place::Assessments];
const CHAIN: &[Place] = &[Place::Chain];
const CHAIN_OR_GATES: &[Place] = &[Place::Chain, Place::Gates];
const WHOLE: &[Place] = &[Place::Assessments, Place::Chain];
const WHOLE_OR_GATES: &[Place] = &[Place::Assessments, Place::Chain, Place::Gates];
const GATES: &[Place] = &[Place::Gates];
const RISKS: &[Place] = &[Place::Chain, Place::Risks, Place::Risk];
const DECIDED: &[Place] = &[Place::Chain, Place::Risks, Place::Risk, Place::Decisions];
const RISK: &[Place] = &[Place::Chain, Place::Risk];
const CONTROLS: &[Place] = &[Place::Controls, Place::Control];
const PEOPLE: &[Place] = &[Place::People];
const MATTERS: &[Place] = &[Place::Inbox, Place::Due];
const THINGS: &[Place] =
    &[Place::Assessments, Place::Chain, Place::Risks, Place::Risk, Place::Controls, Place::Control];
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
        .also(&["m e"], CHAIN_OR_GATES)
        .hint("edit"),
    act(
        "reassess",
        "Begin a new revision",
        &["L r"],
        WHOLE,
        "Starts from the decided one, which stays readable; its decisions hold until the new ones.",
    ),
    act(
        "copy-assessment",
        "Copy for another version",
        &["L c"],
        WHOLE,
        "Risks keep refs, controls, ratings.",
    ),
    act(
        "adopt-scale",
        "Adopt a scale",
        &["L s"],
        WHOLE,
        "Rates by another scale from now on; no rating that is there changes.",
    ),
    act(
        "adopt-process",
        "Adopt the process",
        &["L p"],
        WHOLE,
        "Goes through the gates of the process that this riskward brings.",
    ),
    act(
        "adopt-requirements",
        "Adopt requirement sets",
        &["M r"],
        &[Place::Anywhere],
        "Asks what a region's law or the hospital's own specification asks for, in every assessment.",
    ),
    act(
        "drop-requirements",
        "Drop requirement sets",
        &["M d"],
        &[Place::Anywhere],
        "They are asked no more; answers stay.",
    ),
    act(
        "adopt-catalogue",
        "Take up the catalogue",
        &[],
        ASSESSMENTS,
        "What it holds now is what the next comparison starts from; nothing else changes.",
    ),
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
    act(
        "record-difference",
        "Rate a placement apart",
        &["L d"],
        RISKS,
        "What differs at one placement, with a reason and its own level.",
    ),
    act("treat-risk", "Treat the risk", &["t"], RISKS, "Reduce, avoid, share or retain, and why.")
        .hint("treat"),
    act("edit-risk", "Edit the risk", &["e"], RISKS, "Its texts, capabilities, owner, due date and tags."),
    Row::new(
        "edit-cell",
        Command::EditCell,
        "Edit the cell",
        &["i", "F2"],
        &[Place::Risks, Place::Controls],
        "In its place: it is saved, also with going to the next cell, or left as it was.",
    )
    .unless(why::no_row),
    Row::new(
        "copy-down",
        Command::CopyDown,
        "Copy down",
        &["="],
        &[Place::Risks, Place::Controls],
        "The cell of the row above into this one; of the first marked row into all that are marked.",
    )
    .unless(why::no_row),
    act(
        "edit-risks",
        "Edit the marked risks",
        &["m e"],
        &[Place::Risks],
        "Owner, due date, tags, treatment, status or a rating of all that are marked, at once.",
    ),
    act(
        "remove-risks",
        "Remove the marked risks",
        &["m d"],
        &[Place::Risks],
        "Takes all that are marked out of their assessments; tells how many and asks first.",
    ),
    act(
        "rename-cause",
        "Word a cause anew",
        &["L n"],
        &[Place::Chain, Place::Risks, Place::Risk],
        "In every risk that has it, at once.",
    ),
    act("remove-risk", "Remove the risk", &["d"], RISKS, "Takes a risk out of the assessment; asks first."),
    act(
        "dismiss-suggestion",
        "Dismiss the suggestion",
        &["x"],
        &[Place::Suggestions],
        "With a reason; it is shown again only when its own reasons change.",
    )
    .hint("dismiss"),
    act("decide", "Decide", &["x"], DECIDED, "Records the decision of an accountable person and seals it.")
        .hint("decide"),
    act(
        "confirm-decision",
        "Confirm a decision",
        &["X y"],
        DECIDED,
        "One that somebody else recorded for you, from your own account.",
    ),
    act("withdraw-decision", "Withdraw a decision", &["W"], DECIDED, "Takes a decision back, with a reason."),
    act("propose-decision", "Propose a decision", &["X p"], DECIDED, "Asks accountable people to decide."),
    act(
        "add-person",
        "Add a person",
        &["M a"],
        &[Place::Anywhere],
        "Name, roles, account, active from and to.",
    )
    .also(&["a"], PEOPLE)
    .hint("add person"),
    act("edit-person", "Edit the person", &["e", "M e"], PEOPLE, "Name, roles, account, active from and to.")
        .hint("edit"),
    act(
        "approve-policy",
        "Approve a policy",
        &["M p"],
        &[Place::Anywhere],
        "Who may accept which level, and what is switched on.",
    )
    .also(&["p"], PEOPLE)
    .hint("approve policy"),
    act(
        "reconfirm-decision",
        "Re-confirm a decision",
        &["X r"],
        DECIDED,
        "A stale or expiring decision, taken again on what holds now.",
    ),
    act(
        "reconfirm-decisions",
        "Re-confirm stale decisions",
        &["X R"],
        &[Place::Assessments, Place::Chain, Place::Risks, Place::Decisions],
        "Several of them at once; each is listed.",
    ),
    act("renew-decision", "Renew a decision", &["X n"], DECIDED, "The same for a further time."),
    act(
        "weigh-benefit",
        "Weigh benefit and risk",
        &["X b"],
        DECIDED,
        "What an acceptance above the line needs.",
    ),
    act(
        "meet-condition",
        "Meet a condition",
        &["X c"],
        DECIDED,
        "When a condition was met, and what shows it.",
    ),
    act("pass-gate", "Pass a gate", &["z p"], WHOLE, "Lets the assessment take its next step.")
        .also(&["p"], GATES)
        .hint("pass"),
    act(
        "override-gate",
        "Override a gate",
        &["z o"],
        WHOLE,
        "For what cannot wait: a reason, interim measures, a last day.",
    )
    .also(&["o"], GATES)
    .hint("override"),
    act(
        "withdraw-gate",
        "Withdraw a passage",
        &["z w"],
        WHOLE,
        "Takes the passage of a gate back, with a reason.",
    )
    .also(&["w"], GATES)
    .hint("withdraw"),
    act(
        "attest",
        "State something of the whole",
        &["z a"],
        WHOLE_OR_GATES,
        "Overall residual risk, monitoring, no agreement and why: what gates want a person to state.",
    ),
    act(
        "communicate",
        "Record who was told",
        &["z c"],
        WHOLE_OR_GATES,
        "Residual risks told to users and owners: to whom, how, when.",
    ),
    act(
        "add-agreement",
        "Add a responsibility agreement",
        &["z g"],
        WHOLE_OR_GATES,
        "For the product: parties, duties by capability, dates.",
    ),
    act(
        "edit-agreement",
        "Edit a responsibility agreement",
        &["z e"],
        WHOLE_OR_GATES,
        "Changes what is said of an agreement, or ends it.",
    ),
    act(
        "dispose",
        "Say why it brings no risk",
        &["z d"],
        CHAIN_OR_GATES,
        "For a capability that is not fully provided and has no risk.",
    ),
    act(
        "ask-manufacturer",
        "Ask the manufacturer",
        &["z q"],
        CHAIN_OR_GATES,
        "A question on the capability, as a draft or sent with a date.",
    ),
    act(
        "record-answer",
        "Record the manufacturer's answer",
        &["z r"],
        CHAIN_OR_GATES,
        "What came back to a question, and whether it suffices.",
    ),
    act(
        "recheck-answer",
        "Look at an accepted answer again",
        &["z k"],
        CHAIN_OR_GATES,
        "After a new disclosure: it goes on to count, or is dropped.",
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
        "answer-requirement",
        "Answer a requirement",
        &["z m"],
        CHAIN_OR_GATES,
        "Whether a requirement of an adopted set is met, and what that rests on.",
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
    act(
        "edit-controls",
        "Edit the marked controls",
        &["m e"],
        &[Place::Controls],
        "Owner, due date, kind, order or who is responsible, of all that are marked, at once.",
    ),
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
    act(
        "raise-trigger",
        "Raise a trigger",
        &["T r"],
        &[Place::Anywhere],
        "An advisory, a recall, an incident: it reaches every product, assessment and placement it matches.",
    ),
    act(
        "triage-trigger",
        "Triage the trigger",
        &["T t"],
        &[Place::Inbox, Place::Due, Place::Trigger],
        "What came of looking at it, once for all it reaches.",
    )
    .also(&["t"], &[Place::Inbox, Place::Trigger])
    .hint("triage"),
    act(
        "update-trigger",
        "Update the trigger",
        &["T u"],
        &[Place::Inbox, Place::Due, Place::Trigger],
        "How many units are mended, and by when the rest must be.",
    ),
    act("open-finding", "Open a finding", &["T o"], THINGS, "Something wrong in what is in operation."),
    act("edit-finding", "Edit the finding", &["T e"], MATTERS, "Deadline, owner and interim measure.")
        .also(&["e"], &[Place::Inbox])
        .hint("edit finding"),
    act("close-finding", "Close the finding", &["T c"], MATTERS, "How it was mended.")
        .also(&["c"], &[Place::Inbox])
        .hint("close finding"),
    Row::new(
        "import",
        Command::Import,
        "Import a disclosure",
        &["i", "I"],
        ASSESSMENTS,
        "Shows what a manufacturer's file holds and takes it once confirmed; several names, *.csv or a directory become a job.",
    )
    .also(&["I"], &[Place::Chain, Place::Disclosure])
    .hint("import"),
    Row::new(
        "export",
        Command::Export,
        "Export the risk register",
        &["E"],
        &[Place::Assessments, Place::Chain, Place::Risks, Place::Risk],
        "Writes the risks of this assessment, or of all, to a file: profile and format are picked.",
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
