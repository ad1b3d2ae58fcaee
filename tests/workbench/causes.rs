//! Causes and risks are many to many: picked, shown, and worded anew in every risk that has them.

use riskward::workbench::actions::Pick;

use crate::register::{Register, with};

fn causes(register: &Register, risk: &str) -> Vec<String> {
    register.workbench.risk(&format!("ip3/{risk}")).unwrap().risk.causes.clone()
}

fn shared(register: &Register, risk: &str) -> Vec<(String, Vec<String>)> {
    register.workbench.risk(&format!("ip3/{risk}")).unwrap().shared_causes
}

#[test]
fn causes_in_use_are_picked_several_at_once_and_new_ones_typed() {
    let mut register = with("infusion-pump");
    let offered = register.workbench.choices(Pick::Cause, "ip3/R-002").unwrap();
    let one = causes(&register, "R-001")[0].clone();
    let two = causes(&register, "R-002")[0].clone();
    assert!(
        offered.iter().any(|choice| choice.value == one && choice.label.contains("R-001")),
        "{offered:?}"
    );
    let picked = format!("{one}|{two}");
    let args = [
        ("title", "Shared"),
        ("hazardous_situation", "Somebody uses it."),
        ("causes", "A cause of its own"),
        ("shared_causes", picked.as_str()),
    ];
    let added = register.act("add-risk", "ip3/MLDP", &args).unwrap().subject;
    let added = added.split_once('/').unwrap().1.to_owned();
    assert_eq!(causes(&register, &added), ["A cause of its own".to_owned(), one.clone(), two.clone()]);
    assert!(shared(&register, "R-001").contains(&(one.clone(), vec![added.clone()])));
    let of_added = shared(&register, &added);
    assert!(of_added.contains(&(one.clone(), vec!["R-001".into()])), "{of_added:?}");
    assert!(of_added.iter().all(|(cause, _)| cause != "A cause of its own"));
    // what is there already is not put twice, and what is not named stays
    register.act("edit-risk", &format!("ip3/{added}"), &[("shared_causes", &one.to_uppercase())]).unwrap();
    assert_eq!(causes(&register, &added).len(), 3);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}

/// One action words it anew in all that share it; the decisions that rest on it are stale; one undo takes it back.
#[test]
fn a_cause_is_worded_anew_in_all_that_share_it() {
    let mut register = with("infusion-pump");
    let one = causes(&register, "R-006")[0].clone();
    register.act("edit-risk", "ip3/R-002", &[("shared_causes", &one)]).unwrap();
    let before = (causes(&register, "R-002"), causes(&register, "R-006"));
    let warning = |register: &Register| {
        let risk = register.workbench.risk("ip3/R-006").unwrap();
        risk.decisions.first().map(|decision| decision.said.warning.clone()).unwrap_or_default()
    };
    assert_eq!(warning(&register), "");
    for args in [
        &[("cause", "No such cause"), ("to", "x")][..],
        &[("cause", one.as_str()), ("to", "x"), ("risks", "R-001")],
        &[("cause", one.as_str()), ("to", one.as_str())],
        &[("cause", one.as_str())],
    ] {
        let trouble = register.act("rename-cause", "ip3", args).unwrap_err();
        assert!(!trouble.because.is_empty() && !trouble.try_this.is_empty(), "{trouble}");
    }
    let rename = [("cause", one.as_str()), ("to", "The log is switched off after a restart")];
    let said = register.act("rename-cause", "ip3", &rename).unwrap().said;
    assert!(said.ends_with("“The log is switched off after a restart” now, in R-002, R-006."), "{said}");
    assert!(causes(&register, "R-002").contains(&"The log is switched off after a restart".to_owned()));
    assert!(warning(&register).starts_with("STALE: "), "{}", warning(&register));
    register.act("undo", "", &[]).unwrap();
    assert_eq!((causes(&register, "R-002"), causes(&register, "R-006")), before);
    assert_eq!(warning(&register), "");
    // in some of them only
    let some = [rename[0], rename[1], ("risks", "R-002")];
    register.act("rename-cause", "ip3", &some).unwrap();
    assert_eq!(causes(&register, "R-006"), before.1);
    assert_eq!(register.workbench.verify().unwrap().findings, []);
}
