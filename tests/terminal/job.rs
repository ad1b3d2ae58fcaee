//! The whole job by keys alone.

use crate::{
    home::{Home, sample},
    session::Session,
};

#[test]
fn the_whole_job_is_done_by_keys() {
    let home = Home::new();
    let mut session = Session::open(&home);
    let show = |session: &Session, what: &str| {
        session.wait_quiet(std::time::Duration::from_millis(300));
        eprintln!("==== {what}\n{}", session.model().text());
    };
    show(&session, "start");
    session.press("a");
    session.wait_for("Begin an assessment");
    show(&session, "form");
    session.type_text("ip3\tHemoflow Medical AG\tIP-3\tinfusion-pump\t4.2.x\t\t\t");
    session.press("Right Tab");
    show(&session, "form at profile");
    session.type_text("infusion-p");
    show(&session, "profile list");
    session.press("Enter");
    session.type_text("Main hospital\tICU 2 west");
    show(&session, "form filled");
    session.press("F2");
    session.wait_for("ip3 begun");
    show(&session, "begun");
    session.press("i");
    show(&session, "import for");
    session.type_text("ip3");
    session.press("Enter");
    session.wait_for("File to import for ip3");
    session.type_text(sample("infusion-pump").join("mds2.xlsx").to_str().unwrap());
    session.press("Enter");
    session.wait_for("Import preview");
    show(&session, "preview");
    session.press("Y");
    session.wait_for("statements");
    show(&session, "imported");
    session.press("Enter");
    show(&session, "chain");
    session.press("> > >");
    show(&session, "gap");
    session.press("a");
    show(&session, "risk templates");
    session.press("Enter");
    show(&session, "risk form");
    session.press("F2");
    session.wait_for("R-001");
    show(&session, "risk added");
}
