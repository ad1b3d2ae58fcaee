//! What the catalogue suggests for the samples: never what is there, dismissed until its reasons change, accepted with
//! the template remembered; the next best control of a risk.

use riskward::{
    domain::word::Word as _,
    workbench::questions::suggested::{Suggested, SuggestedRisk},
};

use crate::register::{Register, with};

fn suggested(register: &Register, reference: &str) -> Suggested {
    register.workbench.suggested(reference).unwrap()
}

fn risk<'s>(found: &'s Suggested, template: &str) -> Option<&'s SuggestedRisk> {
    found.risks.iter().find(|risk| risk.template == template)
}

/// The first suggested risk that a gap brings.
fn pressing(found: &Suggested) -> SuggestedRisk {
    let lacks = |risk: &&SuggestedRisk| risk.reasons[0].starts_with("maker says no");
    found.risks.iter().find(lacks).expect("the sample has a gap").clone()
}

#[test]
fn every_suggestion_has_reasons_and_none_is_in_the_assessment() {
    for (sample, reference) in [("infusion-pump", "ip3"), ("pacs", "pacs12"), ("patient-monitor", "pm7")] {
        let register = with(sample);
        let found = suggested(&register, reference);
        let chain = register.workbench.chain(reference).unwrap();
        assert!(!found.risks.is_empty() && !found.controls.is_empty(), "{reference}");
        for risk in &found.risks {
            assert!(!risk.reasons.is_empty() && !risk.severity.is_empty(), "{}", risk.template);
            let one = chain.capabilities.iter().find(|one| one.code == risk.capability).unwrap();
            let held = one.risks.iter().map(|held| {
                let name = format!("{reference}/{}", held.reference);
                register.workbench.risk(&name).unwrap().risk.value.template
            });
            assert!(held.into_iter().all(|template| template != risk.template), "{} is there", risk.template);
        }
        for control in &found.controls {
            assert!(!control.reasons.is_empty() && !control.answers.is_empty(), "{}", control.template);
        }
    }
}

#[test]
fn a_capability_that_is_claimed_and_on_is_no_gap_to_suggest_for() {
    for (sample, reference) in [("infusion-pump", "ip3"), ("pacs", "pacs12"), ("patient-monitor", "pm7")] {
        let register = with(sample);
        let chain = register.workbench.chain(reference).unwrap();
        let found = suggested(&register, reference).risks;
        let mut complete_before = false;
        for risk in found {
            let one = chain.capabilities.iter().find(|one| one.code == risk.capability).unwrap();
            let off = one.in_use.iter().any(|(_, state)| matches!(state.word(), "off" | "partly"));
            let brought =
                ["the product has it", "brought by"].iter().any(|by| risk.reasons[0].starts_with(by));
            let complete =
                one.coverage.word() == "provided" && !off && !risk.reasons[0].starts_with("brought by");
            let set_aside = risk.reasons.iter().any(|why| why.contains("brings no risk here"));
            assert!(complete || set_aside || !complete_before, "{}: gaps come first", risk.template);
            complete_before |= complete;
            assert!(
                brought || off || one.coverage.word() != "provided",
                "{}: {:?}",
                risk.template,
                risk.reasons
            );
        }
    }
}

#[test]
fn an_accepted_suggestion_is_remembered_and_not_made_again() {
    let mut register = with("infusion-pump");
    let found = suggested(&register, "ip3");
    let wanted = pressing(&found);
    let subject = format!("ip3/{}", wanted.capability);
    let begun = register.workbench.beginning("add-risk", &subject, &wanted.template).unwrap();
    let mut args: Vec<(&str, &str)> = begun.iter().collect();
    args.retain(|(name, _)| *name != "title");
    args.push(("title", "Our own words"));
    let made = register.act("add-risk", &subject, &args).unwrap();
    let whole = register.workbench.risk(&made.subject).unwrap();
    assert_eq!((&*whole.risk.title, &*whole.risk.template), ("Our own words", &*wanted.template));
    assert!(!whole.risk.causes.is_empty() && !whole.risk.hazard.is_empty());
    assert!(risk(&suggested(&register, "ip3"), &wanted.template).is_none());
    register.act("undo", "", &[]).unwrap();
    assert!(risk(&suggested(&register, "ip3"), &wanted.template).is_some());
}

#[test]
fn a_dismissal_holds_until_its_reasons_change_and_then_says_so() {
    let mut register = with("infusion-pump");
    let wanted = pressing(&suggested(&register, "ip3"));
    let subject = format!("ip3/{}", wanted.template.to_lowercase());
    let trouble = register.act("dismiss-suggestion", &subject, &[]).unwrap_err();
    assert!(trouble.because.contains("reason is empty"), "{trouble}");
    let done = register.act("dismiss-suggestion", &subject, &[("reason", "No such unit here.")]).unwrap();
    assert!(done.said.contains(&format!("ip3/{} is not wanted", wanted.template)), "{}", done.said);
    let found = suggested(&register, "ip3");
    assert!(risk(&found, &wanted.template).is_none());
    let dismissed = found.dismissed.iter().find(|one| one.template == wanted.template).unwrap();
    assert!(dismissed.said.contains("on 2026-11-21: No such unit here"), "{}", dismissed.said);

    let change = [("required", "desired"), ("reason", "r"), ("approved_by", "A. Weber")];
    register.act("change-requirement", &format!("ip3/{}", wanted.capability), &change).unwrap();
    let again = risk(&suggested(&register, "ip3"), &wanted.template).cloned().unwrap();
    assert!(again.again.starts_with("again, for its reasons have changed"), "{}", again.again);
    assert!(again.again.contains("; required"), "the old reasons are told: {}", again.again);

    let reason = [("reason", "Still none.")];
    register.act("dismiss-suggestion", &subject, &reason).unwrap();
    assert!(risk(&suggested(&register, "ip3"), &wanted.template).is_none());
    for _ in 0..3 {
        register.act("undo", "", &[]).unwrap();
    }
    let back = risk(&suggested(&register, "ip3"), &wanted.template).cloned().unwrap();
    assert_eq!(back, wanted, "undone, it is as it was");
    register.workbench.verify().unwrap();
}

#[test]
fn what_is_not_suggested_is_not_dismissed() {
    let mut register = with("infusion-pump");
    for (name, because) in [("ip3/NONE-T1", "has no risk or control"), ("ip3", "has no risk or control")] {
        let trouble = register.act("dismiss-suggestion", name, &[("reason", "r")]).unwrap_err();
        assert!(trouble.because.contains(because), "{trouble}");
    }
    let taken = register.workbench.risk("ip3/R-001").unwrap().risk.value.template;
    let trouble =
        register.act("dismiss-suggestion", &format!("ip3/{taken}"), &[("reason", "r")]).unwrap_err();
    assert!(trouble.because.contains("is not suggested for ip3"), "{trouble}");
}

#[test]
fn a_new_revision_takes_dismissals_over() {
    let mut register = with("patient-monitor");
    let wanted = suggested(&register, "pm7").risks.first().unwrap().clone();
    let subject = format!("pm7/{}", wanted.template);
    register.act("dismiss-suggestion", &subject, &[("reason", "No such unit here.")]).unwrap();
    register.act("reassess", "pm7", &[("reason", "r")]).unwrap();
    let found = suggested(&register, "pm7");
    assert!(found.dismissed.iter().any(|one| one.template == wanted.template));
    let old = register.act("dismiss-suggestion", &format!("pm7@1/{}", wanted.template), &[("reason", "r")]);
    assert!(old.unwrap_err().because.contains("older revision"));
}

#[test]
fn the_next_control_of_a_risk_is_none_that_serves_it_and_tells_how_it_is_verified() {
    let mut register = with("infusion-pump");
    let whole = register.workbench.risk("ip3/R-001").unwrap();
    let served: Vec<String> = whole
        .controls
        .iter()
        .map(|one| register.workbench.control(&one.reference).unwrap().control.value.template)
        .collect();
    let found = register.workbench.next_control("ip3/R-001").unwrap();
    assert!(!found.controls.is_empty());
    for one in &found.controls {
        assert!(!served.contains(&one.template), "{} serves it already", one.template);
        assert!(!one.verify_implementation.is_empty() && !one.verify_effectiveness.is_empty());
        assert!(!one.reasons.is_empty());
    }
    let mends: Vec<bool> = found.controls.iter().map(|one| one.remediation).collect();
    assert!(mends.is_sorted(), "remediation stands last");
    let added = found.controls.iter().find(|one| one.linkable.is_none()).unwrap();
    let begun = register.workbench.beginning("add-control", "ip3/R-001", &added.template).unwrap();
    let args: Vec<(&str, &str)> = begun.iter().collect();
    let made = register.act("add-control", "ip3/R-001", &args).unwrap();
    assert_eq!(register.workbench.control(&made.subject).unwrap().control.value.template, added.template);
    let after = register.workbench.next_control("ip3/R-001").unwrap();
    assert!(after.controls.iter().all(|one| one.template != added.template));
}

#[test]
fn a_common_control_in_place_is_linked_before_anything_is_built() {
    let mut register = with("infusion-pump");
    let before = register.workbench.next_control("ip3/R-001").unwrap();
    let common = before.controls.iter().find(|one| {
        let begun = register.workbench.beginning("add-control", "ip3/R-001", &one.template).unwrap();
        one.linkable.is_none() && begun.text("common") == "yes"
    });
    let template = common.expect("the catalogue has common controls").template.clone();
    let made = register.act("add-control", "ip3/R-002", &[("template", &template)]).unwrap();
    let control = made.subject;
    let at = |register: &Register| {
        let found = register.workbench.next_control("ip3/R-001").unwrap();
        let at = found.controls.iter().position(|one| one.template == template).unwrap();
        (at, found.controls[at].clone())
    };
    let (_, proposed) = at(&register);
    assert_eq!((proposed.linkable.as_deref(), proposed.in_place), (Some(&*control), false));
    let site = register.workbench.control(&control).unwrap().sites[0].site.clone();
    register
        .act("put-in-place", &control, &[("site", &site), ("state", "in_place"), ("by", "K. Lang")])
        .unwrap();
    let (place, standing) = at(&register);
    assert!(standing.in_place && standing.reasons[0].starts_with("common, and in place here"));
    let all = register.workbench.next_control("ip3/R-001").unwrap().controls;
    assert!(all[..place].iter().all(|one| one.in_place), "only what is in place stands before it");
    register.act("link-control", "ip3/R-001", &[("control", &control)]).unwrap();
    let after = register.workbench.next_control("ip3/R-001").unwrap();
    assert!(after.controls.iter().all(|one| one.template != template));
}

/// Whatever fits, the list of a form begins with the templates of the capability that it is opened for, and knows the
/// words of every one.
#[test]
fn the_templates_of_the_capability_come_first() {
    let register = with("infusion-pump");
    for code in ["AUTH", "TXCF", "SAHD"] {
        let all = register.workbench.risk_templates(&format!("ip3/{code}")).unwrap();
        let own = |template: &str| template.split('-').next() == Some(code);
        let first = all.iter().take_while(|one| own(&one.template)).count();
        assert!(first > 0 && all.iter().skip(first).all(|one| !own(&one.template)), "{code}");
        assert!(all.iter().all(|one| !one.title.is_empty() && !one.situation.is_empty()));
    }
    let all = register.workbench.risk_templates("ip3").unwrap();
    assert_eq!(all.len(), register.workbench.risk_templates("ip3/AUTH").unwrap().len());
}
