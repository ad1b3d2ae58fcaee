//! The user's own keys: what they change, and what is refused.

use std::{fs, path::Path, rc::Rc};

use riskward::tui::{
    Keys,
    commands::{Command, Place},
    effects::Effect,
};

use crate::bench::Bench;

/// A bench with these keys.
fn with(text: &str) -> Bench {
    let mut bench = Bench::new(80, 24);
    bench.state.keys = Rc::new(Keys::with_text(text).unwrap_or_else(|(line, what)| panic!("{line}: {what}")));
    bench
}

/// The line and what is said of it.
fn refused(text: &str) -> (usize, String) {
    Keys::with_text(text).err().unwrap_or_else(|| panic!("taken: {text}"))
}

#[test]
fn a_command_has_the_keys_that_the_file_gives_it() {
    let mut bench = with("[risks]\ndecide = [\"F6\", \"v d\"]\n[everywhere]\nundo = [\"U\"]\n");
    bench.press("u");
    assert!(bench.ran().is_none(), "the old key is free");
    bench.press("U");
    assert_eq!(bench.ran().map(|(action, ..)| action), Some("undo"));
    bench.press("3 x");
    assert!(bench.state.overlays.is_empty());
    bench.press("F6");
    assert!(bench.screen().contains("Decide"), "{}", bench.screen());
    // in another place the command keeps its key
    let mut bench = with("[risks]\ndecide = [\"F6\"]\n");
    bench.press("Enter j j j Tab j x");
    assert!(bench.screen().contains("Decide"), "{}", bench.screen());
}

#[test]
fn hint_bar_help_palette_and_chords_show_the_keys_as_they_are() {
    let text = "[risks]\ndecide = [\"F6\"]\nrate-risk = [\"v r\", \"v v\"]\n[everywhere]\nhelp = [\"F1\"]\n\
                palette = [\"F9\"]\nexport = []\n";
    let mut bench = with(text);
    bench.press("3");
    let screen = bench.screen();
    assert!(screen.contains("F6 decide") && !screen.contains("x decide"), "{screen}");
    assert!(screen.contains("F9 commands  F1 help") && !screen.contains("rate  "), "{screen}");
    bench.press("v");
    assert!(bench.screen().contains("Rate the risk"), "{}", bench.screen());
    bench.press("Esc F1");
    bench.type_text("decide");
    assert!(bench.screen().contains("F6"), "{}", bench.screen());
    bench.press("Esc F9");
    bench.type_text("export the risk");
    assert!(bench.screen().contains("Export the risk register"), "a command without a key is in the palette");
    let page = Keys::with_text(text).ok().unwrap().page();
    assert!(page.contains("| `F6` | Decide | `decide` |"), "{page}");
    assert!(page.contains("| palette | Export the risk register | `export` |"));
    assert_eq!(bench.asked(), [] as [Effect; 0]);
}

#[test]
fn what_is_not_known_is_told_with_its_line_and_the_nearest_name() {
    assert_eq!(
        refused("# mine\n\n[riks]\ndecide = [\"x\"]\n"),
        (3, "there is no place \"riks\": the nearest is \"risks\"".to_owned())
    );
    assert_eq!(
        refused("[risks]\nrate-risk = [\"r\"]\ndecied = [\"x\"]\n"),
        (3, "there is no command \"decied\": the nearest is \"decide\"".to_owned())
    );
    let (line, what) = refused("[risks]\ndecide = [\n  \"x\",\n  \"PageUp\",\n]\n");
    assert!(line == 4 && what.starts_with("there is no key \"PageUp\": the nearest is \"PgUp\""), "{what}");
    assert_eq!(
        refused("[risks]\nimport = [\"x\"]\n"),
        (
            2,
            "\"Import a disclosure\" (import) does not work there: write it under [assessments] or [chain] or \
             [disclosure]"
                .to_owned()
        )
    );
    assert_eq!(refused("decide = [\"x\"]\n").0, 1);
    assert_eq!(
        refused("[risks]\ndecide = \"x\"\n"),
        (2, "decide is to be a list: [\"x\", \"F6\"]".to_owned())
    );
    assert_eq!(refused("[risks]\ndecide = [\"x\"\n[chain]\n").0, 3, "what is no TOML is told too");
}

#[test]
fn a_clash_is_told_with_both_names() {
    assert_eq!(
        refused("[risks]\n\ndecide = [\"r\"]\n"),
        (3, "\"Rate the risk\" (rate-risk, r) and \"Decide\" (decide, r) clash in: risks".to_owned())
    );
    let (line, what) = refused("[risk]\ndecide = [\"c\"]\n");
    assert!(line == 2 && what.contains("(decide, c)") && what.contains("add-control, c a"), "{what}");
    let (_, what) = refused("[everywhere]\nundo = [\"g g g\"]\n");
    assert!(what.contains("First row") && what.contains("Undo"), "{what}");
    // a key that is taken away is free for another
    assert!(Keys::with_text("[risks]\ndecide = [\"r\"]\nrate-risk = []\n").is_ok());
}

#[test]
fn keys_that_would_do_harm_are_refused() {
    let told = |text: &str, wanted: &str| {
        let (_, what) = refused(text);
        assert!(what.contains(wanted), "{text}: {what}");
    };
    told("[risks]\nremove-risk = [\"B\"]\n", "arrow key that a slow line cut apart");
    assert!(Keys::with_text("[everywhere]\ngo-people = [\"P\"]\n").is_ok(), "to a screen it may lead");
    told("[form]\nform-save = [\"s\"]\n", "s is text in: form");
    told("[question]\nconfirm = [\"Enter\"]\nconfirm-no = [\"Esc\"]\n", "Enter does not confirm");
    told("[question]\nconfirm = [\"d\"]\n", "d may not both ask and confirm");
    told("[pick-list]\npick-leave = []\n", "no key leads out of: pick list");
    told("[everywhere]\nclose = []\nbreak = []\npalette = []\n", "no key leads out of: assessments");
    told("[everywhere]\nundo = [\"Ctrl-i\"]\n", "terminals send Ctrl-i as another key");
}

#[test]
fn a_file_that_need_not_be_there_may_be_missing_and_one_that_is_named_may_not() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("keys.toml");
    assert!(Keys::with_file(&file, false).is_ok());
    assert!(Keys::with_file(&file, true).is_err_and(|trouble| trouble.because.contains("keys.toml")));
    assert!(Keys::with_file(Path::new("/dev/zero"), true).is_err());
    fs::write(&file, "[risks]\ndecide = [\"F6\"]\n").unwrap();
    let keys = Keys::with_file(&file, false).unwrap();
    assert_eq!(keys.all_of(Command::Act("decide"), Place::Risks), ["F6"]);
    fs::write(&file, "[risks]\nnothing = []\n").unwrap();
    let trouble = Keys::with_file(&file, false).err().unwrap();
    assert!(trouble.because.contains("keys.toml:2: there is no command"), "{}", trouble.because);
}
