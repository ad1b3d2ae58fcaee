//! The fields of a form: dates as one types them, what is wrong with a field, lists of what is known already.

use riskward::tui::{effects::Effect, overlays::Overlay};

use crate::bench::Bench;

/// On the first risk of MLDP, at the right side of its chain.
const RISK: &str = "Enter j j j Tab j";

/// On the date of the form that puts a control in place.
const DATE: &str = "p Right Tab Right Tab Tab";

fn draft(bench: &Bench, field: &str) -> String {
    let kept = bench.effects.take().into_iter().rev().find_map(|effect| match effect {
        Effect::KeepDraft(draft) => Some(draft.values[field].clone()),
        _ => None,
    });
    kept.unwrap_or_else(|| panic!("{}", bench.screen()))
}

/// The field that keys act on.
fn field(bench: &Bench) -> &'static str {
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    form.field().unwrap().field.name
}

#[test]
fn the_date_that_is_meant_is_told_while_it_is_typed() {
    let mut bench = Bench::at(&format!("{RISK} {DATE}"));
    assert!(bench.screen().contains("like 2027-03-31, +90d, end of q1"), "{}", bench.screen());
    bench.type_text("end of q");
    assert!(!bench.screen().contains("no such date"), "what is not whole yet is not wrong");
    bench.press("'1");
    assert!(bench.screen().contains("2027-03-31, in 130 days, Wednesday"), "{}", bench.screen());
    assert_eq!(draft(&bench, "on"), "end of q1", "the draft keeps what was typed");
    bench.press("F2");
    assert_eq!(bench.ran().unwrap().2.text("on"), "2027-03-31");
}

#[test]
fn a_date_in_a_cell_is_told_on_the_message_line() {
    let mut bench = Bench::at("3 j l l l l l l l l l i");
    bench.type_text("+6w");
    assert_eq!(bench.message(), "2027-01-02, in 42 days, Saturday");
    bench.press("Enter");
    assert_eq!(bench.ran().unwrap().2.text("due_on"), "2027-01-02");
}

#[test]
fn a_column_is_narrowed_to_a_date_as_one_types_it() {
    let mut bench = Bench::at("D l |");
    bench.type_text("<= end of q1 2028");
    bench.press("Enter");
    assert!(bench.screen().contains("Date: <= 2028-03-31"), "{}", bench.screen());
    bench.press("|");
    bench.type_text("not > tomorrow");
    bench.press("Enter");
    assert!(bench.screen().contains("Date: not > 2026-11-22"), "{}", bench.screen());
    // what is no date stays as it is typed, and a number is no date
    let mut bench = Bench::at("4 l l l l |");
    bench.type_text("> -2");
    bench.press("Enter");
    assert!(bench.screen().contains("Serves: > -2"), "{}", bench.screen());
}

#[test]
fn a_field_is_checked_as_soon_as_it_is_left_and_again_when_it_is_mended() {
    let mut bench = Bench::at(&format!("{RISK} {DATE}"));
    bench.type_text("2027-02-30");
    bench.press("Tab");
    assert_eq!(bench.message(), "", "nothing was to be saved");
    let wrong = "no such date: that month ends on 2027-02-28";
    assert!(bench.screen().contains(wrong), "{}", bench.screen());
    bench.press("Shift-Tab");
    assert_eq!(field(&bench), "on");
    assert!(bench.screen().contains("2027-02-30") && bench.screen().contains(wrong));
    bench.press("Left");
    assert!(bench.screen().contains(wrong), "moving in it mends nothing");
    bench.press("End Backspace Backspace '28");
    assert!(!bench.screen().contains("no such date"), "{}", bench.screen());
    assert!(bench.screen().contains("2027-02-28, in 99 days, Sunday"));
}

#[test]
fn saving_tells_all_that_is_wrong_and_goes_to_the_first() {
    let mut bench = Bench::at(&format!("{RISK} x"));
    bench.press("Tab Tab Tab Tab Tab Tab 'soon F2");
    assert!(bench.ran().is_none());
    assert_eq!(bench.message(), "Not saved: 4 fields will not do; this is the first.");
    assert_eq!(field(&bench), "decision");
    let screen = bench.screen();
    assert_eq!(screen.matches("this must be filled in").count(), 3, "{screen}");
    assert!(screen.contains("no such date; write 2027-03-31"), "{screen}");
    assert!(screen.contains("soon"), "what was typed stays");
}
