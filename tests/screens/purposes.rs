//! Every command is found by typing what it is for, in words that are not riskward's own.

use std::collections::BTreeSet;

use riskward::tui::{commands, overlays::Overlay, widgets::viewport::Move};

use crate::bench::Bench;

/// A command and what somebody types who wants it.
const PURPOSES: &[(&str, &str)] = &[
    ("open", "show details"),
    ("down", "move cursor down"),
    ("up", "move cursor up"),
    ("in", "right"),
    ("out", "left"),
    ("first", "jump to top"),
    ("last", "jump to the end"),
    ("half-down", "scroll half down"),
    ("half-up", "scroll half up"),
    ("page-down", "scroll page down"),
    ("page-up", "scroll page up"),
    ("other-pane", "switch pane"),
    ("next-thing", "next risk"),
    ("previous-thing", "previous risk"),
    ("next-gap", "missing capability"),
    ("previous-gap", "previous missing capability"),
    ("older-revision", "earlier version"),
    ("newer-revision", "later revision"),
    ("standards", "iso norms"),
    ("back", "cancel"),
    ("close", "leave screen"),
    ("quit", "exit"),
    ("break", "abort"),
    ("search", "find text"),
    ("search-next", "find again"),
    ("search-previous", "find backwards"),
    ("go-everywhere", "find in the whole register"),
    ("filter", "hide rows"),
    ("kind", "only one type"),
    ("mark", "select a row"),
    ("mark-range", "select several rows"),
    ("mark-invert", "select the others"),
    ("mark-all", "select everything"),
    ("copy", "clipboard"),
    ("narrow", "only certain values"),
    ("sort", "order by column"),
    ("sort-also", "order by a second column"),
    ("order", "sort ascending"),
    ("columns", "hide a column"),
    ("wider", "column width"),
    ("narrower", "shrink column"),
    ("palette", "menu"),
    ("help", "shortcuts"),
    ("go-assessments", "portfolio"),
    ("go-chain", "overview of assessment"),
    ("go-risks", "list of risks"),
    ("go-controls", "list of measures"),
    ("go-disclosure", "see the mds2"),
    ("go-history", "who changed this"),
    ("go-register-history", "audit trail"),
    ("go-people", "users and roles"),
    ("go-gates", "what is blocked"),
    ("go-due", "deadlines"),
    ("go-inbox", "list of advisories"),
    ("go-suggestions", "recommend"),
    ("go-catalogue", "library"),
    ("go-last", "continue where I was"),
    ("go-entry", "nist reference"),
    ("go-matrix", "heat map"),
    ("go-decisions", "list of acceptances"),
    ("go-overview", "dashboard"),
    ("other-part", "switch to the next chart"),
    ("part-before", "switch back to the chart before"),
    ("other-property", "switch to security"),
    ("property-before", "back to safety"),
    ("this-or-all", "risks of all assessments"),
    ("tour", "getting started"),
    ("redraw", "screen is garbled"),
    ("suspend", "shell"),
    ("begin-assessment", "new project"),
    ("edit-assessment", "change risk manager"),
    ("reassess", "new version of assessment"),
    ("copy-assessment", "duplicate assessment"),
    ("adopt-scale", "change the matrix"),
    ("adopt-process", "switch process"),
    ("adopt-requirements", "add regulation"),
    ("drop-requirements", "remove regulation"),
    ("adopt-catalogue", "update library"),
    ("apply-profile", "required capabilities for device"),
    ("add-placement", "new location"),
    ("edit-placement", "change location"),
    ("add-risk", "new hazard"),
    ("rate-risk", "score the risk"),
    ("record-difference", "one site deviates"),
    ("treat-risk", "mitigate"),
    ("edit-risk", "change risk"),
    ("edit-cell", "change in place"),
    ("copy-down", "fill down"),
    ("edit-risks", "bulk change"),
    ("edit-controls", "change several controls"),
    ("remove-risks", "delete several risks"),
    ("rename-cause", "reword cause"),
    ("remove-risk", "delete risk"),
    ("dismiss-suggestion", "ignore suggestion"),
    ("decide", "accept the risk"),
    ("decide", "sign"),
    ("confirm-decision", "countersign"),
    ("withdraw-decision", "revoke acceptance"),
    ("propose-decision", "ask for approval"),
    ("add-person", "new user"),
    ("edit-person", "deactivate user"),
    ("approve-policy", "who may accept"),
    ("reconfirm-decision", "stale decision"),
    ("reconfirm-decisions", "review all stale"),
    ("renew-decision", "extend acceptance"),
    ("weigh-benefit", "justify high risk"),
    ("meet-condition", "condition done"),
    ("pass-gate", "go live"),
    ("override-gate", "emergency"),
    ("withdraw-gate", "revoke gate"),
    ("attest", "overall residual risk"),
    ("communicate", "inform users"),
    ("add-agreement", "contract with vendor"),
    ("edit-agreement", "end contract"),
    ("dispose", "gap without risk"),
    ("ask-manufacturer", "question to vendor"),
    ("record-answer", "vendor replied"),
    ("recheck-answer", "is the answer still valid"),
    ("overrule-coverage", "disagree with claim"),
    ("record-in-use", "is it switched on"),
    ("change-requirement", "capability is mandatory"),
    ("answer-requirement", "compliance"),
    ("add-control", "new measure"),
    ("link-control", "reuse control"),
    ("unlink-control", "detach control"),
    ("edit-control", "change control owner"),
    ("put-in-place", "implement control"),
    ("verify-control", "test control"),
    ("raise-trigger", "report incident"),
    ("triage-trigger", "handle recall"),
    ("update-trigger", "patched units"),
    ("open-finding", "report a problem"),
    ("edit-finding", "change deadline"),
    ("close-finding", "problem solved"),
    ("import", "load questionnaire"),
    ("export", "excel"),
    ("go-jobs", "what is running"),
    ("verify", "check for tampering"),
    ("backup", "save a copy"),
    ("cancel-job", "abort the task"),
    ("undo", "revert"),
    ("redo", "again what was undone"),
];

/// The first five that the palette finds.
fn found(purpose: &str) -> Vec<&'static str> {
    let mut bench = Bench::at(":");
    bench.type_text(purpose);
    let Some(Overlay::Menu(menu)) = bench.state.overlays.last_mut() else { panic!("no palette") };
    let mut found = Vec::new();
    for _ in 0..5 {
        let id = menu.selected().map(|row| row.id);
        if id.is_some() && found.last().copied() != id {
            found.extend(id);
        }
        menu.step(Move::Down);
    }
    found
}

#[test]
fn every_command_is_among_the_first_five_for_its_purpose() {
    let lost: Vec<String> = PURPOSES
        .iter()
        .filter(|(id, purpose)| !found(purpose).contains(id))
        .map(|(id, purpose)| format!("{id} for {purpose:?}: {:?}", found(purpose)))
        .collect();
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// A new command needs a purpose here, and often a few words in `src/tui/commands/words.rs`.
#[test]
fn every_command_has_a_purpose() {
    let told: BTreeSet<&str> = PURPOSES.iter().map(|(id, _)| *id).collect();
    let missing: Vec<&str> =
        commands::on_screens().map(|row| row.id).filter(|id| !told.contains(id)).collect();
    assert!(missing.is_empty(), "no purpose for {missing:?}");
    for (id, _) in PURPOSES {
        assert!(commands::on_screens().any(|row| row.id == *id), "{id} is no command");
    }
}

/// `?` finds by name and by key, the palette by the words of the help too.
#[test]
fn commands_are_found_by_their_keys() {
    let mut bench = Bench::at("Enter ? 'z Space 'q");
    assert!(bench.screen().contains("> z q"), "{}", bench.screen());
    bench.press("Ctrl-u");
    bench.type_text("Ctrl-r");
    let Some(Overlay::Menu(menu)) = bench.state.overlays.last() else { panic!("no help") };
    assert_eq!(menu.selected().map(|row| row.id), Some("redo"));
    bench.press("Ctrl-u 'newest");
    let Some(Overlay::Menu(menu)) = bench.state.overlays.last() else { panic!("no help") };
    assert_eq!(menu.selected().map(|row| row.id), Some("undo"));
}
