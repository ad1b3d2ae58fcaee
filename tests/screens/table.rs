//! The one table of commands.

use std::collections::BTreeSet;

use riskward::tui::{
    commands::{self, Command},
    key::Key,
    key_table,
};
use riskward::workbench::actions;

#[test]
fn no_two_commands_share_a_key_in_one_place() {
    assert_eq!(commands::clashes(), Vec::<String>::new());
}

#[test]
fn every_command_has_a_title_and_a_help_sentence() {
    let mut ids = BTreeSet::new();
    for row in commands::all() {
        assert!(ids.insert(row.id), "{} is there twice", row.id);
        assert!(!row.title.is_empty(), "{}", row.id);
        assert!(row.help.ends_with('.') && row.help.len() > 8, "{}: {:?}", row.id, row.help);
        for keys in row.all_keys() {
            assert!(Key::parse_chord(keys).is_some(), "{}: {keys}", row.id);
        }
    }
}

/// A split arrow or function key arrives as Esc and then letters.
#[test]
fn no_single_letter_of_an_escape_sequence_does_harm() {
    for row in commands::all() {
        for keys in row.all_keys() {
            let harmless = matches!(row.command, Command::Move(_) | Command::Go(_));
            assert!(harmless || !"[OABCDHFPQRS".contains(keys), "{} is on {keys}", row.id);
        }
    }
}

#[test]
fn no_key_is_one_that_terminals_or_multiplexers_take() {
    let taken = ["Ctrl-a", "Ctrl-b", "Ctrl-s", "Ctrl-q", "Ctrl-h", "Ctrl-i", "Ctrl-m", "Ctrl-Space"];
    for row in commands::all() {
        for keys in row.all_keys() {
            assert!(!keys.split(' ').any(|key| taken.contains(&key)), "{}: {keys}", row.id);
        }
    }
}

#[test]
fn every_action_of_the_workbench_has_a_command() {
    let offered: Vec<Command> = commands::all().map(|row| row.command).collect();
    for action in actions::ACTIONS {
        assert!(offered.contains(&Command::Act(action.name)), "{} is not offered", action.name);
    }
    for command in offered {
        if let Command::Act(name) = command {
            assert!(actions::action(name).is_some(), "{name} is no action");
        }
    }
}

#[test]
fn the_table_of_keys_names_every_command() {
    let table = key_table();
    for row in commands::all() {
        assert!(table.contains(row.title), "{}", row.id);
    }
    assert!(table.lines().all(|line| line.starts_with('|') && line.ends_with('|')));
}
