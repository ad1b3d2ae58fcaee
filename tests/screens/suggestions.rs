//! Suggestions: accepted into a form that holds their words, dismissed with a reason, the next best control linked.

use riskward::tui::{effects::Effect, overlays::Overlay, screens::Target};

use crate::bench::Bench;

/// The action, the subject, and each field with its value.
type Filled = (&'static str, String, Vec<(String, String)>);

fn form_values(bench: &Bench) -> Option<Filled> {
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { return None };
    let values = form.draft().values.into_iter().filter(|(_, value)| !value.is_empty());
    Some((form.action.name, form.subject.clone(), values.collect()))
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.into(), value.into())
}

#[test]
fn a_risk_is_accepted_by_a_form_that_holds_its_template() {
    let mut bench = Bench::at("g u Enter");
    let (action, subject, values) = form_values(&bench).unwrap();
    assert_eq!((action, subject.as_str()), ("add-risk", "ip3/MLDP"));
    assert!(values.contains(&pair("template", "MLDP-T5")), "{values:?}");
    assert!(values.contains(&pair("title", "From the catalogue")), "{values:?}");
    bench.press("Esc");
    assert!(bench.state.overlays.is_empty(), "nothing was typed, so nothing is asked");
    assert_eq!(bench.state.screen().target(), Target::Suggestions("ip3".into()));
}

#[test]
fn a_control_asks_which_risk_it_serves_and_links_a_common_one() {
    let mut bench = Bench::at("g u j j j Enter");
    let Some(Overlay::Pick(pick)) = bench.state.overlays.last() else { panic!("no list") };
    assert_eq!(pick.title, "Let a control serve the risk: for which?");
    bench.press("Down Enter");
    let (action, subject, values) = form_values(&bench).unwrap();
    assert_eq!((action, subject.as_str()), ("link-control", "ip3/R-021"));
    assert!(values.contains(&pair("control", "C-003")), "{values:?}");
    bench = Bench::at("g u G Enter");
    assert!(bench.message().contains("add one that comes from CSUP first"), "{}", bench.message());
}

#[test]
fn a_suggestion_is_dismissed_with_a_reason() {
    let mut bench = Bench::at("g u j x");
    let (action, subject, _) = form_values(&bench).unwrap();
    assert_eq!((action, subject.as_str()), ("dismiss-suggestion", "ip3/NAUT-T2"));
    bench.type_text("The pumps have no network port.");
    bench.press("F2");
    let (action, subject, args) = bench.ran().unwrap();
    assert_eq!((action, subject.as_str()), ("dismiss-suggestion", "ip3/NAUT-T2"));
    assert_eq!(args.text("reason"), "The pumps have no network port.");
}

#[test]
fn on_a_risk_the_same_key_leads_to_its_next_control() {
    let mut bench = Bench::at("Enter j j j Tab j Enter s");
    let Target::Suggestions(risk) = bench.state.screen().target() else { panic!("elsewhere") };
    assert!(risk.starts_with("ip3/R-"), "{risk}");
    bench.press("Enter");
    let (action, subject, values) = form_values(&bench).unwrap();
    assert_eq!((action, &subject), ("link-control", &risk));
    assert!(values.contains(&pair("control", "C-003")), "{values:?}");
    bench.press("Esc j Enter");
    let (action, subject, values) = form_values(&bench).unwrap();
    assert_eq!((action, &subject), ("add-control", &risk));
    assert!(values.contains(&pair("template", "CC-OFF")), "{values:?}");
    assert!(!bench.asked().iter().any(|effect| matches!(effect, Effect::Run { .. })));
}

#[test]
fn the_filter_lets_reasons_through() {
    let bench = Bench::at("g u f 'networked Enter");
    assert!(bench.screen().contains("MLDP-T5") && bench.screen().contains("NAUT-T2"));
    assert!(!bench.screen().contains("DTBK-T1"));
}
