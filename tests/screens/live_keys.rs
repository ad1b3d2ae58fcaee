//! What the screens say of keys is true for the keys that one has.

use std::{collections::BTreeMap, fmt::Write as _, rc::Rc};

use riskward::tui::{
    Keys,
    commands::{self, Place},
    effects::Event,
    input::Input,
    key::Key,
    theme::Theme,
};

use crate::{
    bench::Bench,
    every::{VIEWS, View},
    views::{frame, text},
};

/// Another key for every command in every place: on screens chords that begin with F5 to F12, in overlays F-keys.
fn others() -> Keys {
    let mut tables: BTreeMap<&str, String> = BTreeMap::new();
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let mut put = |place: Place, id: &str, key: &str| {
        let table = tables.entry(place.key()).or_default();
        writeln!(table, "{id} = [\"{key}\"]").unwrap();
    };
    for (at, row) in commands::on_screens().enumerate() {
        let second = char::from(b'a' + u8::try_from(at % 26).unwrap());
        let key = format!("F{} {second}", 5 + at / 26);
        row.places().into_iter().for_each(|place| put(place, row.id, &key));
    }
    for row in commands::all().filter(|row| commands::on_screens().all(|other| other.id != row.id)) {
        for place in row.places() {
            let count = taken.entry(place.key()).or_default();
            *count += 1;
            put(place, row.id, &format!("F{count}"));
        }
    }
    let tables = tables.iter().map(|(place, lines)| format!("[{place}]\n{lines}"));
    let file = tables.collect::<Vec<_>>().join("\n");
    Keys::with_text(&file).unwrap_or_else(|(line, what)| panic!("{line}: {what}\n{file}"))
}

/// Goes there by the usual keys, and has others from then on.
fn with_others(view: &View, keys: &Keys) -> Bench {
    let mut bench = view.bench(80, 24);
    bench.state.keys = Rc::new(keys.clone());
    bench
}

/// The text between the title and the message line.
fn body(bench: &Bench) -> String {
    let lines = text(&frame(bench, Theme::PLAIN).0);
    lines[1..lines.len() - 2].join("\n")
}

/// Names of keys as they are written nowhere but for keys.
const NAMES: &[&str] = &["Esc", "Enter", "Tab", "PgDn", "PgUp", "Ctrl-", "Shift-Tab", "Home"];

#[test]
fn no_screen_names_a_key_that_one_does_not_have() {
    let keys = others();
    for view in VIEWS {
        let bench = with_others(view, &keys);
        for theme in [Theme::COLOUR, Theme::PLAIN] {
            let lines = text(&frame(&bench, theme).0);
            // a list of commands was made with the keys of its time, and finds by what they are for
            let made_before = matches!(view.name, "help" | "palette");
            for line in lines.iter().filter(|_| !made_before) {
                let stale = NAMES.iter().find(|name| {
                    line.split(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                        .any(|word| word == **name || name.ends_with('-') && word.starts_with(*name))
                });
                assert_eq!(stale, None, "{}: {line}", view.name);
                assert!(!line.contains('{') && !line.contains('}'), "{}: {line}", view.name);
            }
        }
    }
}

/// In a sentence a letter that stands alone would be a key; under other keys none does but the article.
#[test]
fn every_empty_screen_says_what_to_do_next_with_the_keys_that_one_has() {
    let keys = others();
    for view in VIEWS.iter().filter(|view| view.empty) {
        let (usual, other) = (body(&view.bench(80, 24)), body(&with_others(view, &keys)));
        assert_ne!(usual, other, "{} names no key:\n{usual}", view.name);
        let sentences = other.split_whitespace().collect::<Vec<_>>();
        // lists and maps have letters of their own
        if matches!(
            view.name,
            "empty_matrix" | "empty_risk" | "empty_gates_on_record" | "empty_chain" | "empty_chain_links"
        ) {
            continue;
        }
        for words in sentences.windows(2) {
            let before = words[0].trim_start_matches('(').strip_prefix('F');
            let key_before = before.is_some_and(|number| number.parse::<u8>().is_ok());
            let initial = words[1].len() == 2 && words[1].ends_with('.') && words[1] < "a";
            let word = words[1].trim_matches(|c: char| !c.is_ascii_alphanumeric());
            let alone = word.len() == 1 && word != "a" && word.chars().all(|c| c.is_ascii_alphabetic());
            assert!(!alone || key_before || initial, "{}: {words:?}\n{other}", view.name);
        }
    }
}

#[test]
fn a_command_without_a_key_is_named_as_the_palette_names_it() {
    let keys = Keys::with_text("[everywhere]\nbegin-assessment = []\n").ok().unwrap();
    let bench = with_others(VIEWS.iter().find(|view| view.name == "empty_assessments").unwrap(), &keys);
    assert!(bench.screen().contains("\"Begin an assessment\"  begin"), "{}", bench.screen());
}

#[test]
fn the_tour_is_short_and_leaves_by_any_key_which_does_nothing_else() {
    let keys = others();
    for columns in [80, 120] {
        let mut bench = Bench::new(columns, 24);
        bench.happen(Event::FirstStart);
        let lines = text(&frame(&bench, Theme::COLOUR).0);
        let told = lines.iter().filter(|line| line.contains('│')).count();
        assert!((5..=10).contains(&told), "{}", lines.join("\n"));
        assert!(lines.iter().any(|line| line.contains(": finds every command")), "{}", lines.join("\n"));
        bench.state.keys = Rc::new(keys.clone());
        let lines = text(&frame(&bench, Theme::COLOUR).0).join("\n");
        assert!(!lines.contains(": finds every command") && lines.contains(" F"), "{lines}");
    }
    for key in ["q", "Esc", "Enter", "j", "u", "Ctrl-c", "F9", "Z", ":", "g"] {
        let mut bench = Bench::new(80, 24);
        bench.happen(Event::FirstStart);
        assert!(matches!(bench.state.overlays.as_slice(), [riskward::tui::overlays::Overlay::Tour]));
        bench.press(key);
        assert!(bench.state.overlays.is_empty() && bench.state.pending.is_empty(), "{key}");
        assert_eq!(bench.asked(), [riskward::tui::effects::Effect::TourSeen], "{key}");
        assert_eq!((bench.state.screen().at(), bench.message()), (0, ""), "{key}");
    }
    let mut bench = Bench::new(80, 24);
    bench.happen(Event::FirstStart);
    bench.happen(Event::Input(Input::Paste("dq\n".to_owned())));
    assert!(bench.state.overlays.is_empty() && bench.message().is_empty(), "a paste is many keys");
}

#[test]
fn the_tour_waits_for_what_wants_to_be_answered() {
    let offered = VIEWS.iter().find(|view| view.name == "unsaved_text").unwrap();
    let mut bench = offered.bench(80, 24);
    bench.happen(Event::FirstStart);
    assert!(bench.screen().contains("Unsaved text") && bench.state.overlays.len() == 1, "{}", bench.screen());
    let mut bench = Bench::new(80, 24);
    bench.state.complain("The hospital's catalogue is not used.");
    bench.happen(Event::FirstStart);
    assert!(bench.state.overlays.is_empty());
    bench.press("Esc :");
    "getting started".chars().for_each(|c| bench.happen(Event::Input(Input::Key(Key::char(c)))));
    bench.press("Enter");
    assert!(bench.screen().contains("Welcome to riskward"), "{}", bench.screen());
}
