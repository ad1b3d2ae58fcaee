//! The fields of a form: dates as one types them, what is wrong with a field, lists of what is known already.

use ratatui::buffer::Buffer;
use riskward::tui::{
    effects::{Effect, Event, LongText},
    input::Input,
    overlays::Overlay,
    theme::Theme,
    view,
};

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
    assert_eq!(draft(&bench, "on"), "2027-03-31", "continued on another day it means the same");
    bench.press("F2");
    assert_eq!(bench.ran().unwrap().2.text("on"), "2027-03-31");
}

/// `+90d` means the day that was shown, whatever the day is when the form is left, saved, or continued from its draft.
#[test]
fn a_date_that_counts_from_today_does_not_move_over_midnight() {
    let mut bench = Bench::at(&format!("{RISK} {DATE}"));
    bench.type_text("+90d");
    assert_eq!(draft(&bench, "on"), "2027-02-19");
    bench.state.today = "2026-11-22".parse().unwrap();
    assert!(bench.screen().contains("2027-02-19"), "{}", bench.screen());
    bench.press("F2");
    assert_eq!(bench.ran().unwrap().2.text("on"), "2027-02-19");
    bench.press("Tab Shift-Tab");
    assert_eq!(value(&bench), "2027-02-19", "what is left is written out");
    bench.press("Ctrl-z");
    assert_eq!(value(&bench), "+90d");
    // typed anew it counts from the new day, also when it is pasted
    bench.press("Ctrl-u");
    bench.happen(Event::Input(Input::Paste("+90d".into())));
    assert_eq!(draft(&bench, "on"), "2027-02-20");
    let mut bench = Bench::at("3 j l l l l l l l l l i");
    bench.type_text("+6w");
    bench.state.today = "2026-11-23".parse().unwrap();
    bench.press("Enter");
    assert_eq!(bench.ran().unwrap().2.text("due_on"), "2027-01-02");
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

/// In the reason of a treatment: a text of several lines.
const TEXT: &str = "t Right Tab";

#[test]
fn what_was_typed_is_undone_a_word_at_a_time_and_the_draft_follows() {
    let mut bench = Bench::at(&format!("{RISK} {TEXT}"));
    bench.type_text("the pump stops");
    bench.press("Ctrl-z");
    assert_eq!(draft(&bench, "reason"), "the pump ");
    bench.press("Ctrl-z Ctrl-z Ctrl-z");
    assert_eq!(bench.message(), "There is nothing to undo in this field.");
    bench.press("Ctrl-r Ctrl-y Ctrl-r");
    assert_eq!(draft(&bench, "reason"), "the pump stops");
    bench.press("Ctrl-r");
    assert_eq!(bench.message(), "There is nothing to redo in this field.");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Form(_))));
}

#[test]
fn typing_in_a_cell_is_undone_too() {
    let bench = Bench::at("3 j l l l l l l l l i 'xyz Ctrl-z Enter");
    assert!(bench.ran().is_none(), "nothing is left that was typed");
    assert!(bench.state.overlays.is_empty());
}

/// The letters before the cursor are where it stands, whatever they are wide.
#[test]
fn long_text_wraps_by_the_width_of_its_letters_and_the_cursor_is_in_place() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        for letter in ["a", "医", "e\u{301}", "\u{1f469}\u{1f3fb}\u{200d}\u{1f4bb}", "a "] {
            let mut bench = Bench::new(columns, rows);
            bench.press(&format!("{RISK} {TEXT}"));
            bench.type_text(&letter.repeat(150));
            bench.press("'Z");
            let buffer = bench.drawn(Theme::MONO).1;
            let mut again = Buffer::empty(*buffer.area());
            let cursor = view::draw(&bench.state, Theme::MONO, &mut again).unwrap();
            let before = &again[(cursor.x - 1, cursor.y)];
            assert_eq!(before.symbol(), "Z", "{letter:?} {cursor:?}\n{}", bench.screen());
            assert_eq!(again[(cursor.x, cursor.y)].symbol(), " ");
            let edge = again[(columns - if columns == 80 { 1 } else { 13 }, cursor.y)].symbol().to_owned();
            assert_eq!(edge, "│", "{letter:?}\n{}", bench.screen());
        }
    }
}

#[test]
fn a_paste_that_is_too_long_is_refused_and_what_stands_there_stays() {
    let mut bench = Bench::at(&format!("{RISK} {TEXT} 'kept"));
    bench.happen(Event::Input(Input::Paste("x".repeat(65 * 1024))));
    assert_eq!(bench.message(), "Paste ignored: it is 65 KiB long, and a text here takes 64.");
    bench.happen(Event::Input(Input::Paste("line\r\n".repeat(1700))));
    assert_eq!(draft(&bench, "reason").len(), "kept".len() + 5 * 1700);
    bench.press("Ctrl-z");
    assert_eq!(draft(&bench, "reason"), "kept", "a paste is one step");
}

fn edited(bench: &Bench) -> LongText {
    let effects = bench.effects.take();
    let [.., Effect::KeepDraft(draft), Effect::EditText(text)] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!(draft.values["reason"], text.text, "what stands in the form is kept first");
    (**text).clone()
}

#[test]
fn a_long_text_goes_to_the_editor_and_comes_back_as_one_step() {
    let mut bench = Bench::at(&format!("{RISK} {TEXT} 'before F3"));
    let sent = edited(&bench);
    assert_eq!((sent.field, sent.text.as_str()), ("reason", "before"));
    let came = LongText { text: "first\nsecond".into(), ..sent.clone() };
    bench.happen(Event::Edited(Box::new(came), "The text came back from your editor.".into()));
    assert_eq!(bench.message(), "The text came back from your editor.");
    let effects = bench.effects.take();
    let [Effect::KeepDraft(draft), Effect::PutAway(request, "reason")] = effects.as_slice() else {
        panic!("{effects:?}")
    };
    assert_eq!((draft.values["reason"].as_str(), request), ("first\nsecond", &sent.request));
    assert!(bench.screen().contains("second"), "{}", bench.screen());
    bench.press("Ctrl-z");
    assert_eq!(self::draft(&bench, "reason"), "before");
    // nothing changed, by another key
    bench.press("Ctrl-g");
    let sent = edited(&bench);
    bench.happen(Event::Edited(Box::new(sent), String::new()));
    assert_eq!(bench.message(), "Nothing was changed in your editor.");
}

#[test]
fn a_form_nobody_typed_in_leaves_no_draft_behind_the_editor() {
    let mut bench = Bench::at(&format!("{RISK} t Tab F3"));
    let sent = edited(&bench);
    let request = sent.request.clone();
    bench.happen(Event::Edited(Box::new(sent), String::new()));
    assert_eq!(bench.asked(), [Effect::PutAway(request.clone(), "reason"), Effect::DropUntouched(request)]);
}

#[test]
fn fields_of_one_line_have_no_editor() {
    let bench = Bench::at(&format!("{RISK} {DATE} F3"));
    assert!(bench.message().starts_with("Your editor is for texts of several lines"), "{}", bench.message());
    assert!(!bench.effects.take().iter().any(|effect| matches!(effect, Effect::EditText(_))));
}

#[test]
fn what_a_form_can_do_is_found_by_typing() {
    let mut bench = Bench::at(&format!("{RISK} {TEXT} 'why F1"));
    assert!(bench.screen().contains("Keys of this place"), "{}", bench.screen());
    bench.type_text("vim");
    assert!(bench.screen().contains("Edit in your editor"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(edited(&bench).text, "why");
    bench.press("F1 Esc");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Form(_))));
    bench.press("F1");
    bench.type_text("take back");
    bench.press("Enter");
    assert_eq!(draft(&bench, "reason"), "");
}

fn pick(bench: &Bench) -> String {
    let Some(Overlay::Pick(pick)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    pick.title.clone()
}

fn value(bench: &Bench) -> String {
    let Some(Overlay::Form(form)) = bench.state.overlays.last() else { panic!("{}", bench.screen()) };
    form.field().unwrap().raw()
}

fn go_to(bench: &mut Bench, name: &str) {
    let Some(Overlay::Form(form)) = bench.state.overlays.last_mut() else { panic!("{}", bench.screen()) };
    form.go_to(name);
}

#[test]
fn what_the_register_knows_is_found_by_its_letters_and_put_in() {
    let mut bench = Bench::at(&format!("{RISK} e"));
    go_to(&mut bench, "owner");
    assert!(bench.screen().contains("F4: list"), "{}", bench.screen());
    bench.press("'lnqv F4");
    assert_eq!(pick(&bench), "Owner");
    assert!(bench.screen().contains("1 of 3"), "what is begun is searched for: {}", bench.screen());
    bench.press("Enter");
    assert_eq!(draft(&bench, "owner"), "P. Lindqvist");
    bench.press("Ctrl-z");
    assert_eq!(value(&bench), "lnqv", "it can be undone");
    // what is not known is taken as it is typed
    bench.press("F4 Ctrl-u");
    bench.type_text("A. Newcomer");
    assert!(bench.screen().contains("Enter takes what is typed"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(value(&bench), "A. Newcomer");
    bench.press("F4 Esc");
    assert_eq!(value(&bench), "A. Newcomer", "Esc takes nothing");
}

#[test]
fn tags_and_causes_are_added_to_what_stands_there() {
    let mut bench = Bench::at(&format!("{RISK} e"));
    go_to(&mut bench, "tags");
    bench.type_text("own one, network, nghsh");
    bench.press("F4");
    assert!(bench.screen().contains("1 of 3"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(value(&bench), "own one, network, night shift", "a blank is a part of a tag");
    bench.press("F4 Down Down Space Enter");
    assert_eq!(value(&bench), "own one, network, night shift, vendor");
    bench.press("F4 Space Enter");
    assert_eq!(value(&bench), "own one, network, night shift", "a mark that is taken off takes it away");
    go_to(&mut bench, "causes");
    bench.press("'mine Enter F4 Enter");
    assert_eq!(value(&bench), "mine\nFlat network");
    bench.press("Enter");
    bench.type_text("A cause that nobody has named yet");
    bench.press("F4 Down Space Enter");
    assert_eq!(value(&bench), "mine\nA cause that nobody has named yet\nFlat network\nNo backup");
}

#[test]
fn a_list_also_opens_for_a_cell_and_for_fields_that_are_picked() {
    let mut bench = Bench::at("3 j l l l l l l l l i Ctrl-u 'web F4");
    assert_eq!(pick(&bench), "Owner");
    bench.press("Enter Enter");
    assert_eq!(bench.ran().unwrap().2.text("owner"), "Dr. A. Weber");
    let mut bench = Bench::at(&format!("{RISK} t Ctrl-f"));
    assert_eq!(pick(&bench), "Treatment");
    bench.press("'shr Enter F2");
    assert_eq!(bench.ran().unwrap().2.text("treatment"), "share");
    let mut bench = Bench::at(&format!("{RISK} e"));
    go_to(&mut bench, "title");
    bench.press("F4");
    assert_eq!(bench.message(), "There is no list for this field.");
}

/// The form of a decision, with what is wrong under its fields, the date that is meant, a rationale that wraps and a list.
#[test]
fn a_form_looks_like_this() {
    for (columns, rows) in [(80, 24), (120, 40)] {
        let size = format!("{columns}x{rows}");
        let mut bench = Bench::new(columns, rows);
        bench.press(&format!("{RISK} x"));
        go_to(&mut bench, "rationale");
        bench.type_text(
            "The drill of March brought the Link server back in three hours; 医療機器 and e\u{301} count.",
        );
        insta::assert_snapshot!(format!("form_text_{size}"), bench.screen());
        bench.press("Tab Tab");
        bench.type_text("2027-02-30");
        bench.press("Tab");
        bench.type_text("end of q1");
        insta::assert_snapshot!(format!("form_dates_{size}"), bench.screen());
        bench.press("F2");
        insta::assert_snapshot!(format!("form_faults_{size}"), bench.screen());
        let mut bench = Bench::new(columns, rows);
        bench.press(&format!("{RISK} e"));
        go_to(&mut bench, "tags");
        bench.type_text("vendor, ngh");
        bench.press("F4");
        insta::assert_snapshot!(format!("form_known_{size}"), bench.screen());
        bench.press("Esc F1");
        insta::assert_snapshot!(format!("form_keys_{size}"), bench.screen());
    }
}
