//! Rows copied for a spreadsheet.

use riskward::{
    domain::object::Id,
    tui::{
        effects::{Answer, Effect, Event},
        overlays::Overlay,
        theme::Theme,
    },
};

use crate::{bench::Bench, bytes, sample};

/// What was sent to the clipboard, as the letters that carry it.
fn sent(bench: &Bench) -> Option<String> {
    let sent = bench.asked().into_iter().rev().find_map(|effect| match effect {
        Effect::Clipboard(bytes) => Some(String::from_utf8(bytes).unwrap()),
        _ => None,
    })?;
    let letters = sent.strip_prefix("\u{1b}]52;c;").and_then(|rest| rest.strip_suffix('\u{7}')).unwrap();
    assert!(letters.chars().all(|c| c.is_ascii_alphanumeric() || "+/=".contains(c)), "{letters}");
    Some(decoded(letters))
}

fn decoded(letters: &str) -> String {
    let value = |c: u8| match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let kept: Vec<u8> = letters.bytes().filter(|c| *c != b'=').map(value).collect();
    let bits: Vec<bool> =
        kept.iter().flat_map(|six| (0..6).rev().map(move |at| six >> at & 1 == 1)).collect();
    let bytes = bits.chunks_exact(8).map(|byte| byte.iter().fold(0u8, |all, bit| all << 1 | u8::from(*bit)));
    String::from_utf8(bytes.collect()).unwrap()
}

#[test]
fn the_row_goes_to_the_clipboard_with_headings() {
    let mut bench = Bench::new(80, 24);
    bench.state.clipboard = true;
    bench.press("3 j y");
    let text = sent(&bench).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2);
    assert!(lines[0].starts_with("Risk\tTitle\tFrom\tInitial\tResidual\t"), "{text}");
    assert!(lines[1].starts_with("ip3/R-002\tService laptop infects pumps\t"), "{text}");
    assert!(lines[1].ends_with("\t2027-02-28\tlaptop, service"), "whole, whatever has room: {text}");
    assert_eq!(bench.message(), "1 row copied to the terminal's clipboard, cells parted by TAB.");
    bench.press("Space V j V y");
    assert_eq!(sent(&bench).unwrap().lines().count(), 4, "the marked rows in their order");
}

/// Rows that were never on the screen are asked for.
#[test]
fn marked_decisions_go_to_the_clipboard_whether_they_were_read_or_not() {
    let mut bench = Bench::new(80, 24);
    bench.state.clipboard = true;
    bench.press("9 j y");
    let text = sent(&bench).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 2, "without marks it is the row one is on: {text}");
    assert!(lines[0].starts_with("On\tWhat\tVerdict\tLevel\tBy\tOn day\tUntil\tReview\t"), "{text}");
    assert!(
        lines[1].starts_with("ip3/R-002\tService laptop infects pumps\tasked to accept\tnot rated\t"),
        "{text}"
    );
    bench.press("m a y");
    let text = sent(&bench).unwrap();
    assert_eq!(text.lines().count(), bench.state.screen().rows() + 1);
    assert!(text.lines().last().unwrap().starts_with("pacs12/R-059\t"), "in their order: {text}");
    bench.press("Esc j V j j y");
    let text = sent(&bench).unwrap();
    let on: Vec<&str> = text.lines().skip(1).filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(on, ["ip3/R-001", "pacs12/R-004", "ip3@1/R-007"], "copying ends a range, and takes it");
}

/// Where no clipboard is, the text lies over the screen without a frame.
#[test]
fn without_a_clipboard_the_text_is_shown_for_the_terminals_own_copy() {
    let mut bench = Bench::at("4 Space Space y");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Bare(_))), "{}", bench.screen());
    let screen = bench.screen();
    assert!(screen.contains("\nRef | Title | Kind | Order | Serves | State | Owner | Due\n"), "{screen}");
    assert!(
        screen.contains("\nC-003 | Segment VLAN 212 | technical | 2 protect | 5 | in place 2/2"),
        "{screen}"
    );
    assert!(sent(&bench).is_none());
    bench.press("Esc y");
    assert!(bench.screen().contains("C-009"), "{}", bench.screen());
    for keys in ["y", "D y", "D m a y PgDn"] {
        assert!(matches!(Bench::at(keys).state.overlays.last(), Some(Overlay::Bare(_))), "{keys}");
    }
}

#[test]
fn what_is_copied_acts_neither_on_a_terminal_nor_in_a_spreadsheet() {
    let mut lines = sample::risks();
    lines[0].title = "=1+1\u{1b}]52;c;x\u{7}\u{202e}\ta\nb".into();
    lines[0].owner = "@SUM(A1)".into();
    for clipboard in [true, false] {
        let mut bench = Bench::at("3");
        bench.state.clipboard = clipboard;
        bench.happen(Event::Answered(Answer::RiskRows(vec![lines[0].clone()])));
        if clipboard {
            let text = sent(&bench).unwrap();
            assert!(!text.chars().any(|c| c.is_control() && c != '\t' && c != '\n'), "{text:?}");
            assert!(text.contains("\t'=1+1") && text.contains("\t'@SUM(A1)"), "{text:?}");
            assert_eq!((text.lines().count(), text.lines().nth(1).unwrap().split('\t').count()), (2, 11));
        } else {
            bytes::only_ours(&bytes::first_frame(&bench));
            assert!(bench.drawn(Theme::MONO).0.contains("<U+202E>"));
        }
    }
}

#[test]
fn more_than_a_clipboard_takes_is_refused() {
    let mut bench = Bench::at("3");
    let wanted = match bench.state.screen().question() {
        riskward::tui::effects::Question::RiskOrder(wanted) => wanted,
        other => panic!("{other:?}"),
    };
    let ids = (0..2_000).map(|number| Id(format!("r{}", number % 60 + 1))).collect();
    let order = std::sync::Arc::new(riskward::workbench::questions::risks::Order { ids });
    bench.happen(Event::Answered(Answer::RiskOrder(wanted, order)));
    bench.press("m a y");
    assert_eq!(bench.message(), "2000 rows are more than are copied: at most 1000. E writes a file.");
    let mut bench = Bench::at("3 f");
    bench.type_text("nothing like it");
    bench.press("Enter y");
    assert_eq!(bench.message(), "There is no row to copy here.");
}
