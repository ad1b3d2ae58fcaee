//! Two people on one register.

use riskward::workbench::{
    Ids, Settings, Workbench,
    actions::{Args, action},
};

use crate::register::{sample, settings};

/// The second of two edits made on the same version sees both texts, and nothing is overwritten.
#[test]
fn the_second_edit_on_one_version_is_a_conflict() {
    let directory = tempfile::tempdir().unwrap();
    let mine = settings(directory.path().join("register.db"));
    let mut first = Workbench::open(mine.clone()).unwrap();
    first.load(&sample("infusion-pump")).unwrap();
    let mut theirs = Settings { ids: Ids::Counted(500_000), ..mine };
    theirs.actor.name = "k.lang".into();
    theirs.actor.uid = 1005;
    let mut second = Workbench::open(theirs).unwrap();
    assert!(!first.changed_by_others().unwrap());
    let before = first.risk("ip3/R-001").unwrap().risk.title.clone();
    let edit = action("edit-risk").unwrap();
    let form = (edit.prefill)(&first, "ip3/R-001").unwrap();
    let other: Args = (edit.prefill)(&second, "ip3/R-001").unwrap().with("title", "Their title");
    let request = second.new_request();
    (edit.run)(&mut second, "ip3/R-001", &other, request).unwrap();
    let request = first.new_request();
    let trouble = (edit.run)(&mut first, "ip3/R-001", &form.with("title", "My title"), request).unwrap_err();
    let conflict = trouble.conflict.unwrap();
    assert_eq!(conflict.theirs_by, "k.lang");
    let [title] = conflict.fields.as_slice() else { panic!("{conflict:?}") };
    assert_eq!((title.field.as_str(), title.base.as_str()), ("title", before.as_str()));
    assert_eq!((title.theirs.as_str(), title.mine.as_str()), ("Their title", "My title"));
    assert_eq!(first.risk("ip3/R-001").unwrap().risk.title, "Their title");
    assert!(first.changed_by_others().unwrap());
    assert!(!first.changed_by_others().unwrap());
}

/// Undo refuses, and names who has changed the row since.
#[test]
fn undo_is_refused_when_somebody_else_changed_the_row() {
    let directory = tempfile::tempdir().unwrap();
    let mine = settings(directory.path().join("register.db"));
    let mut first = Workbench::open(mine.clone()).unwrap();
    first.load(&sample("infusion-pump")).unwrap();
    let mut theirs = Settings { ids: Ids::Counted(500_000), ..mine };
    theirs.actor = riskward::domain::events::Actor { uid: 1005, name: "k.lang".into() };
    let mut second = Workbench::open(theirs).unwrap();
    let treat = action("treat-risk").unwrap();
    for (workbench, word) in [(&mut first, "avoid"), (&mut second, "share")] {
        let request = workbench.new_request();
        (treat.run)(workbench, "ip3/R-001", &Args::new().with("treatment", word), request).unwrap();
    }
    let request = first.new_request();
    let refused = (action("undo").unwrap().run)(&mut first, "", &Args::new(), request).unwrap_err();
    assert!(refused.because.contains("k.lang"), "{refused}");
}

/// Who did what to which thing; of one's own other workbenches nothing is told, of one's own other sessions it is.
#[test]
fn news_name_who_did_what_to_which_things() {
    let directory = tempfile::tempdir().unwrap();
    let mine = settings(directory.path().join("register.db"));
    let mut first = Workbench::open(mine.clone()).unwrap();
    first.load(&sample("infusion-pump")).unwrap();
    assert!(first.news().unwrap().is_none());
    let mut theirs = Settings { ids: Ids::Counted(500_000), ..mine.clone() };
    theirs.actor = riskward::domain::events::Actor { uid: 1005, name: "k.lang".into() };
    let mut theirs = Workbench::open(theirs).unwrap();
    let act = |workbench: &mut Workbench, name: &str, subject: &str, args: Args| {
        let request = workbench.new_request();
        (action(name).unwrap().run)(workbench, subject, &args, request).unwrap();
    };
    act(&mut theirs, "treat-risk", "ip3/R-001", Args::new().with("treatment", "avoid"));
    act(&mut theirs, "edit-control", "C-001", Args::new().with("owner", "K. Lang"));
    let news = first.news().unwrap().unwrap();
    let about: Vec<Vec<&str>> =
        news.iter().map(|told| told.about.iter().map(String::as_str).collect()).collect();
    assert_eq!(about, [vec!["ip3/R-001", "ip3"], vec!["C-001"]]);
    assert!(news.iter().all(|told| told.by == "k.lang" && !told.elsewhere && told.gone.is_empty()));
    assert!(news[0].said.starts_with("ip3/R-001"), "{news:?}");
    let mut worker = Workbench::open(Settings { ids: Ids::Counted(600_000), ..mine.clone() }).unwrap();
    act(&mut worker, "treat-risk", "ip3/R-001", Args::new().with("treatment", "share"));
    assert_eq!(first.news().unwrap(), Some(Vec::new()), "a change that was made here");
    let again =
        Settings { ids: Ids::Counted(700_000), written: riskward::workbench::Written::default(), ..mine };
    let mut elsewhere = Workbench::open(again).unwrap();
    act(&mut elsewhere, "treat-risk", "ip3/R-001", Args::new().with("treatment", "avoid"));
    assert!(first.news().unwrap().unwrap()[0].elsewhere);
    // also what was written just before one wrote oneself
    act(&mut theirs, "treat-risk", "ip3/R-002", Args::new().with("treatment", "avoid"));
    act(&mut first, "treat-risk", "ip3/R-001", Args::new().with("treatment", "share"));
    let news = first.news().unwrap().unwrap();
    assert_eq!(news.iter().map(|told| told.about[0].as_str()).collect::<Vec<_>>(), ["ip3/R-002"]);
    act(&mut first, "treat-risk", "ip3/R-001", Args::new().with("treatment", "avoid"));
    assert!(first.news().unwrap().is_none());
    act(&mut theirs, "add-risk", "ip3/MLDP", Args::new().with("template", "MLDP-T1"));
    let added = first.news().unwrap().unwrap().pop().unwrap().about.remove(0);
    act(&mut theirs, "remove-risk", &added, Args::new().with("reason", "a double"));
    assert_eq!(first.news().unwrap().unwrap().last().unwrap().gone[0], added);
}
