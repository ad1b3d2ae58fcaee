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
