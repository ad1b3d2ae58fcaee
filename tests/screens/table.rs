//! The one table of commands.

use std::collections::BTreeSet;

use riskward::tui::{
    Keys,
    commands::{self, Command},
    key::Key,
};
use riskward::workbench::actions;

/// No clash, no letter of an escape sequence that acts (a split arrow key arrives as Esc and then letters), no
/// confirmation on a key that asks, no place without a way out.
#[test]
fn the_keys_are_what_keys_may_be() {
    let faults: Vec<String> = Keys::default().faults().into_iter().map(|fault| fault.what).collect();
    assert_eq!(faults, Vec::<String>::new());
}

#[test]
fn every_command_has_a_title_and_a_help_sentence() {
    let mut ids = BTreeSet::new();
    for row in commands::all() {
        assert!(ids.insert(row.id), "{} is there twice", row.id);
        assert!(!row.title.is_empty(), "{}", row.id);
        assert!(row.help.ends_with('.') && row.help.len() > 8, "{}: {:?}", row.id, row.help);
        for (_, keys) in row.bindings() {
            assert!(Key::parse_chord(keys).is_some(), "{}: {keys}", row.id);
        }
    }
}

#[test]
fn no_key_is_one_that_terminals_or_multiplexers_take() {
    let taken = ["Ctrl-a", "Ctrl-b", "Ctrl-s", "Ctrl-q", "Ctrl-h", "Ctrl-i", "Ctrl-m", "Ctrl-Space"];
    for row in commands::all() {
        for (_, keys) in row.bindings() {
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
    let page = Keys::default().page();
    for row in commands::all() {
        assert!(page.contains(&format!("| {} | `{}` |", row.title, row.id)), "{}", row.id);
    }
    let table = Keys::default().first_day();
    assert!(
        table.lines().count() > 12 && table.lines().all(|line| line.starts_with('|') && line.ends_with('|'))
    );
}
