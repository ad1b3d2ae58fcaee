//! Two hundred risks changed at once, and put back with one key.

use riskward::workbench::{
    Workbench,
    actions::{Args, action},
    questions::risk_order::RisksWanted,
};

use crate::{home::Home, session::Session};

/// How many risks somebody owns, by their owners.
fn owned(workbench: &Workbench, owner: &str) -> usize {
    let order = workbench.risk_order(&RisksWanted::default()).unwrap();
    let page = workbench.risk_page(&order, 0, order.ids.len()).unwrap();
    page.into_iter().filter(|line| line.owner == owner).count()
}

#[test]
fn two_hundred_risks_get_another_owner_and_one_key_puts_all_back() {
    let home = Home::with(&["infusion-pump"]);
    let mut workbench = home.workbench();
    for number in 15..=200 {
        let args = Args::new()
            .with("title", format!("Risk number {number}"))
            .with("hazardous_situation", "Nobody looks")
            .with("owner", "A. Weber");
        let request = workbench.new_request();
        (action("add-risk").unwrap().run)(&mut workbench, "ip3", &args, request).unwrap();
    }
    let before = owned(&workbench, "A. Weber");
    let mut session = Session::open(&home);
    session.wait_for("HIGH (safety)");
    session.press("3");
    session.wait_for("200 risks");
    session.press("m a");
    session.wait_for("200 marked");
    session.press("e");
    session.wait_for("Edit risks · 200 risks");
    session.type_text("K. Lang");
    session.press("F2");
    session.wait_for("Change 200 risks?");
    session.wait_for("to K. Lang");
    assert_eq!(owned(&workbench, "K. Lang"), 0, "nothing is written before the yes");
    session.press("Y");
    session.wait_for("200 risks changed: owner K. Lang.");
    assert_eq!(owned(&workbench, "K. Lang"), 200);
    session.press("u");
    session.wait_for("Undone: 200 risks changed: owner K. Lang.");
    assert_eq!((owned(&workbench, "K. Lang"), owned(&workbench, "A. Weber")), (0, before));
    assert_eq!(workbench.verify().unwrap().findings, []);
}
