//! The columns of tables: the one keys act on, order, filters, widths; on every table screen alike.

use ratatui::style::Modifier;
use riskward::tui::{commands::Place, overlays::Overlay, plain::Rows, screens::Target, theme::Theme};

use crate::{bench::Bench, views::frame};

/// Every table screen and the keys that lead to it.
const TABLES: &[(&str, Place)] = &[
    ("", Place::Assessments),
    ("3", Place::Risks),
    ("4", Place::Controls),
    ("5", Place::Disclosure),
    ("5 Tab", Place::Disclosure),
    ("7", Place::History),
    ("g p", Place::People),
    ("D", Place::Due),
    ("T i", Place::Inbox),
    ("g u", Place::Suggestions),
];

fn ids(bench: &Bench) -> Vec<&'static str> {
    bench.state.screen().sheet().unwrap().columns().iter().map(|column| column.id).collect()
}

/// The headings that have a look of their own.
fn headed(bench: &Bench, theme: Theme) -> String {
    let buffer = bench.drawn(theme).1;
    let rows = (0..buffer.area.height).map(|y| {
        let cells = (0..buffer.area.width).map(|x| &buffer[(x, y)]);
        let cells = cells.filter(|cell| {
            cell.modifier.contains(Modifier::UNDERLINED) && !cell.modifier.contains(Modifier::REVERSED)
        });
        cells.map(ratatui::buffer::Cell::symbol).collect::<String>()
    });
    rows.collect()
}

/// The text of the cells that are underlined in the reversed row.
fn cell(bench: &Bench, theme: Theme) -> String {
    let buffer = bench.drawn(theme).1;
    let marked = |modifier: Modifier| modifier.contains(Modifier::UNDERLINED | Modifier::REVERSED);
    let cells = buffer.content.iter().filter(|cell| marked(cell.modifier));
    cells.map(ratatui::buffer::Cell::symbol).collect::<String>().trim().to_owned()
}

#[test]
fn h_and_l_move_between_columns_on_every_table_and_enter_opens() {
    for (way, place) in TABLES {
        let mut bench = Bench::at(way);
        assert_eq!(bench.state.screen().place(), *place);
        let all = ids(&bench);
        for (at, id) in all.iter().enumerate() {
            assert_eq!(bench.state.screen().column(), Some(*id), "{way}");
            for theme in [Theme::COLOUR, Theme::MONO] {
                let title = bench.state.screen().sheet().unwrap().columns()[at].title;
                assert_eq!(
                    headed(&bench, theme),
                    title.replace(' ', ""),
                    "{way}: the words of the heading are marked"
                );
            }
            bench.press(if at % 2 == 0 { "l" } else { "Right" });
        }
        assert_eq!(bench.state.screen().column(), all.last().copied(), "{way}: the last one is the end");
        bench.press(&"h Left ".repeat(all.len()));
        assert_eq!(bench.state.screen().column(), all.first().copied(), "{way}");
        assert_eq!(bench.state.screen().place(), *place, "{way}: one is still there");
    }
}

#[test]
fn the_cell_is_told_apart_with_and_without_colour() {
    let mut bench = Bench::at("4 j");
    for theme in [Theme::COLOUR, Theme::MONO] {
        assert_eq!(cell(&bench, theme), "C-009");
    }
    bench.press("l");
    assert_eq!(
        cell(&bench, Theme::MONO),
        bench.state.screen().words(1).split_once(' ').unwrap().1[..21].trim()
    );
}

#[test]
fn a_column_without_room_is_shown_while_one_is_on_it() {
    let mut bench = Bench::at("3");
    assert!(!bench.screen().contains("Owner"));
    bench.press(&"l ".repeat(8));
    assert_eq!(bench.state.screen().column(), Some("owner"));
    assert!(
        bench.screen().contains("Owner") && bench.screen().contains("P. Lindqvist"),
        "{}",
        bench.screen()
    );
    bench.press("h");
    assert!(!bench.screen().contains("Owner"));
}

#[test]
fn s_sorts_by_the_column_and_plus_by_one_more_on_every_table() {
    for (way, _) in TABLES {
        let mut bench = Bench::at(way);
        let rows = bench.state.screen().rows();
        let came: Vec<String> = (0..rows).map(|at| bench.state.screen().words(at)).collect();
        let (first, second) = {
            let columns = bench.state.screen().sheet().unwrap().columns();
            (columns[0].title, columns[1].title)
        };
        bench.press("s");
        let screen = bench.screen();
        assert!(screen.contains(&format!("by {first} rising")) && screen.contains("▲1"), "{way}: {screen}");
        bench.press("s l +");
        let screen = bench.screen();
        assert_eq!(bench.message(), format!("Sorted by {first} falling, then {second} rising."));
        assert!(screen.contains("▼1") && screen.contains("▲2"), "{way}: {screen}");
        let (ascii, _) = bench.drawn(Theme { ascii: true, ..Theme::MONO });
        assert!(ascii.contains("v1") && ascii.contains("^2") && ascii.is_ascii(), "{way}: {ascii}");
        bench.press("+ + h s");
        assert_eq!(bench.message(), "Not sorted by a column any more.", "{way}");
        let again: Vec<String> = (0..rows).map(|at| bench.state.screen().words(at)).collect();
        assert_eq!(again, came, "{way}");
        bench.press(": 'Choose Enter");
        assert!(bench.screen().contains(&format!("{second}, falling")), "{}", bench.screen());
        bench.press("Down Down Down Enter");
        assert_eq!(bench.message(), format!("Sorted by {second} falling."), "{way}");
    }
}

#[test]
fn one_stays_on_the_row_that_one_was_on() {
    let mut bench = Bench::at("D j j");
    let mark = bench.state.screen().mark();
    bench.press("l l l s s");
    assert_eq!(bench.state.screen().mark(), mark);
    let mut bench = Bench::at("3 j j l s");
    assert_eq!(bench.state.screen().mark(), "r3");
    bench.press("| 'Lind Enter");
    assert_eq!(bench.state.screen().mark(), "r3");
}

#[test]
fn dates_and_levels_are_sorted_as_what_they_are() {
    let mut bench = Bench::at("D s");
    let days = |bench: &Bench| {
        let screen = bench.screen();
        let lines = screen.lines().skip(2).take(12).map(|line| line[2..13].trim().to_owned());
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    };
    let first = days(&bench);
    assert!(first[0].starts_with("since"), "{first:?}");
    bench.press("s g g");
    let last = days(&bench);
    assert!(last[0].starts_with("in "), "{last:?}");
    let worst = Bench::at("l l l l l l s s g g").state.screen().mark();
    let least = Bench::at("l l l l l l s g g").state.screen().mark();
    assert_ne!(worst, least);
}

#[test]
fn a_column_is_narrowed_to_values_that_are_picked() {
    let mut bench = Bench::at("D l l |");
    assert!(bench.screen().contains("Kind: only rows with"), "{}", bench.screen());
    let all = bench.state.screen().rows();
    bench.press("'expired Enter");
    let expired = bench.state.screen().rows();
    assert!(expired > 0 && expired < all);
    assert!(bench.screen().contains("Kind: = expired"), "{}", bench.screen());
    bench.press("| Space Space Enter");
    assert!(bench.screen().contains("Kind: = "), "{}", bench.screen());
    // several filters at once; Esc takes the last one away
    bench.press("h | '< '2027-01-01 Enter f 'ip3 Enter");
    let told = |bench: &Bench| bench.state.screen().sheet().unwrap().told_narrowing();
    assert_eq!(told(&bench)[1..], ["Date: < 2027-01-01", "only with \"ip3\""]);
    assert!(bench.screen().contains("Date: < 2027-01-01 · only with"), "{}", bench.screen());
    bench.press("Esc");
    assert_eq!(told(&bench)[1..], ["Date: < 2027-01-01"]);
    bench.press("Esc Esc");
    assert_eq!(bench.state.screen().rows(), all);
    assert_eq!(bench.state.screen().target(), Target::Due);
    bench.press("Esc");
    assert_eq!(bench.state.screen().target(), Target::Assessments);
}

#[test]
fn a_comparison_is_typed_with_its_blanks() {
    let mut bench = Bench::at("4 |");
    bench.type_text("not C-009");
    bench.press("Enter");
    assert!(bench.screen().contains("Ref: not C-009"), "{}", bench.screen());
    assert!((0..bench.state.screen().rows()).all(|at| !bench.state.screen().words(at).contains("C-009")));
    bench.press("|");
    bench.type_text("nothing like it");
    assert!(bench.screen().contains("Enter takes what is typed"), "{}", bench.screen());
    bench.press("Enter");
    assert_eq!(bench.state.screen().rows(), 0);
    assert!(bench.screen().contains("Esc shows all"), "{}", bench.screen());
    bench.press("| 'every Enter");
    assert!(bench.state.screen().rows() > 1);
    bench.press("l l l l |");
    bench.type_text("> 0");
    bench.press("Enter");
    assert!(bench.screen().contains("Serves: > 0"), "{}", bench.screen());
    // a date ahead is the date that it is today
    let mut bench = Bench::at("D l |");
    bench.type_text("< +10d");
    bench.press("Enter");
    assert!(bench.screen().contains("Date: < 2026-12-01"), "{}", bench.screen());
}

#[test]
fn the_risks_are_narrowed_by_the_register_and_live_as_one_types() {
    let mut bench = Bench::at("3 f 'laptop");
    assert_eq!(bench.state.screen().rows(), 1, "while it is typed");
    bench.press("Esc");
    assert_eq!(bench.state.screen().rows(), 60);
    bench.press(&"l ".repeat(8));
    bench.press("|");
    assert!(bench.screen().contains("P. Lindqvist"), "{}", bench.screen());
    bench.press("'empty Enter");
    assert!(bench.screen().contains("Owner: empty"), "{}", bench.screen());
    assert_eq!(bench.state.screen().rows(), 0);
    assert!(bench.screen().contains("No risk is let through."));
}

/// Rows without a value beside rows with this one or that one.
#[test]
fn empty_is_picked_together_with_values() {
    let mut bench = Bench::at("4 l l |");
    let told = |bench: &Bench| bench.state.screen().sheet().unwrap().told_narrowing();
    bench.press("Space Down Space Enter");
    assert_eq!(told(&bench), ["Kind: = procedural or empty"]);
    assert_eq!(bench.state.screen().rows(), 2, "{}", bench.screen());
    // what is picked is marked when the list opens again
    bench.press("|");
    assert_eq!(bench.screen().matches("[x]").count(), 2, "{}", bench.screen());
    bench.press("Esc |");
    bench.type_text("= technical or empty");
    bench.press("Enter");
    assert_eq!(told(&bench), ["Kind: = technical or empty"]);
    assert_eq!(bench.state.screen().rows(), 1);
    bench.press("|");
    bench.type_text("= technical | procedural");
    bench.press("Enter");
    assert_eq!(bench.state.screen().rows(), 3, "several values may be typed");
    // together they are every row, and so nothing is narrowed
    let mut bench = Bench::at("4 l l | Down Down Space Space Enter");
    assert!(told(&bench).is_empty(), "{:?}", told(&bench));
    bench.press("| Space Down Down Space Enter");
    assert_eq!(told(&bench), ["Kind: not empty"], "every value is not empty");
}

#[test]
fn columns_are_chosen_moved_and_sized() {
    let mut bench = Bench::at("4 g t");
    assert!(matches!(bench.state.overlays.last(), Some(Overlay::Columns(_))));
    insta::assert_snapshot!("columns_80x24", bench.screen());
    // hide the titles, put the owner first
    bench.press("j Space G");
    bench.press("j j j j K K K K K K Esc");
    let screen = bench.screen();
    let headings = screen.lines().nth(1).unwrap();
    assert!(!headings.contains("Title") && headings.trim_start().starts_with("Owner"), "{screen}");
    assert_eq!(bench.state.screen().column(), Some("owner"));
    bench.press("> > >");
    assert_eq!(bench.message(), "Owner: 18 columns wide.");
    bench.press("<");
    assert_eq!(bench.message(), "Owner: 16 columns wide.");
    bench.press("g t r Esc");
    assert!(bench.screen().lines().nth(1).unwrap().trim_start().starts_with("Ref"), "{}", bench.screen());
    // the last column cannot be hidden, and one is never on a hidden one
    bench.press(&format!("g t {} Esc", "Space ".repeat(9)));
    assert!(bench.state.screen().column().is_some());
}

#[test]
fn in_the_policy_no_key_acts_on_the_table() {
    let mut bench = Bench::at("g p Tab s");
    assert_eq!(bench.message(), "Sort by this column: go to the table first.");
    assert_eq!(bench.state.screen().column(), None);
    bench.press("h");
    assert_eq!(bench.state.screen().column(), Some("name"));
}

#[test]
fn what_is_remembered_is_there_at_the_next_start_and_the_screen_is_offered() {
    let bench = Bench::at("4 l l s g t j Space Esc | 'technical Enter");
    assert_eq!(bench.state.screen().rows(), 1);
    let memory = bench.state.remembered();
    let mut bench = Bench::new(80, 24);
    bench.state.recall(memory);
    assert_eq!(bench.state.screen().place(), Place::Assessments);
    bench.press("g .");
    let screen = bench.screen();
    assert_eq!((bench.state.screen().place(), bench.state.screen().rows()), (Place::Controls, 1));
    assert!(screen.contains("Kind: = technical") && !screen.contains("Title"), "{screen}");
    // within a session too, from screen to screen
    bench.press("Esc Esc 4");
    assert!(bench.screen().contains("by Kind rising") && !bench.screen().contains("Kind: ="));
    let bench = Bench::at("g .");
    assert_eq!(bench.message(), "Where I was last time: nothing is remembered from a session before.");
}

#[test]
fn whoever_comes_for_a_row_finds_it_whatever_the_filter_of_before() {
    let mut bench = Bench::at("T i f 'nothing Enter 1 D j j j Enter");
    assert_eq!(
        (bench.state.screen().place(), bench.state.screen().mark()),
        (Place::Inbox, "F-001".to_owned())
    );
    assert!(!bench.state.screen().sheet().unwrap().is_narrowed());
    bench.press("Esc");
}

/// Who has the screen read out hears which column one came to, and the row; not the headings again.
#[test]
fn a_step_to_another_column_is_told_in_words_where_cells_cannot_be_seen() {
    let mut bench = Bench::at("3");
    let mut rows = Rows::default();
    let mut sent = |bench: &Bench| {
        let (buffer, cursor) = frame(bench, Theme::PLAIN);
        String::from_utf8(rows.bytes(buffer, cursor, bench.state.said)).unwrap()
    };
    sent(&bench);
    bench.press("l");
    let told = sent(&bench);
    assert!(told.contains("column Title") && told.contains("ip3/R-001"), "{told:?}");
    assert!(!told.contains("Ctrl") && told.len() <= 600, "{told:?}");
}
