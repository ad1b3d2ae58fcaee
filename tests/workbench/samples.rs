//! The three sample projects load, verify, and say what their stories tell.

use riskward::domain::capability::Coverage;

use crate::register::{sample, with};

const SAMPLES: [(&str, &str); 3] = [("infusion-pump", "ip3"), ("pacs", "pacs12"), ("patient-monitor", "pm7")];

/// Loading writes one verified register; loading again says so and adds nothing.
#[test]
fn samples_load_once_and_verify() {
    for (name, reference) in SAMPLES {
        let mut register = with(name);
        let events = register.workbench.verify().unwrap();
        assert_eq!(events.findings, [], "{name}");
        let again = register.workbench.load(&sample(name)).unwrap();
        assert!(again.said.contains("nothing was added"), "{}", again.said);
        assert_eq!(register.workbench.verify().unwrap().events, events.events);
        assert_eq!(register.workbench.assessments().unwrap()[0].reference, reference);
    }
}

/// A decision that was just sealed is not stale: what loading sealed is what the register gives.
#[test]
fn nothing_is_stale_after_loading() {
    for (name, reference) in SAMPLES {
        let register = with(name);
        let chain = register.workbench.chain(reference).unwrap();
        let whole = chain.decision.iter().map(|decision| decision.warning.as_str()).collect::<String>();
        assert!(!whole.contains("STALE"), "{name}: {whole}");
        for risk in chain.capabilities.iter().flat_map(|capability| &capability.risks) {
            if let Some(decision) = &risk.decision {
                assert!(
                    !decision.warning.contains("STALE"),
                    "{name} {}: {}",
                    risk.reference,
                    decision.warning
                );
            }
        }
    }
}

/// Every capability is there, with the statements that speak for it.
#[test]
fn the_chain_shows_all_capabilities() {
    let register = with("infusion-pump");
    let chain = register.workbench.chain("ip3").unwrap();
    assert_eq!(chain.capabilities.len(), 22);
    let mldp = chain.capabilities.iter().find(|capability| capability.code == "MLDP").unwrap();
    assert_eq!((mldp.coverage, mldp.overruled_from), (Coverage::NotProvided, Some(Coverage::Unknown)));
    assert!(mldp.gap && mldp.statements.iter().any(|statement| statement.core));
    assert_eq!(register.workbench.standing("ip3").unwrap().risks, 14);
}
