//! Every rule bites: small made-up sources that break it are told, and what looks like a breach is not.

use crate::{rules, source::Source};

fn one(path: &str, text: &str) -> Vec<Source> {
    vec![Source::new(path, text)]
}

/// The rule tells one breach for each of the sources.
#[track_caller]
fn bites(rule: fn(&[Source]) -> Vec<String>, sources: &[(&str, &str)]) {
    for (path, text) in sources {
        let told = rule(&one(path, text));
        assert_eq!(told.len(), 1, "{path} says `{text}`; told: {told:?}");
        assert!(told[0].starts_with(path), "{told:?}");
    }
}

/// The rule has nothing to tell of any of the sources.
#[track_caller]
fn lets_pass(rule: fn(&[Source]) -> Vec<String>, sources: &[(&str, &str)]) {
    for (path, text) in sources {
        let told = rule(&one(path, text));
        assert!(told.is_empty(), "{path} says `{text}`; told: {told:?}");
    }
}

#[test]
fn an_import_against_the_table_is_told() {
    bites(
        rules::imports,
        &[
            ("src/domain/risk.rs", "use crate::ledger::Query;"),
            ("src/domain/risk.rs", "pub(crate) use crate::{domain::risk::Risk, catalog::Catalogue};"),
            (
                "src/ledger/ask.rs",
                "use crate::{domain::{object::Id, word}, process::{level::{self, Level}}};",
            ),
            ("src/cli/mod.rs", "fn f(q: &crate::ledger::Query) {}"),
            ("src/tui/state.rs", "fn f() -> Vec<u8> { Vec::<crate::intake::Format>::new() }"),
            ("src/tui/state.rs", "#[derive(crate::catalog::Page)] struct S;"),
            ("src/process/level.rs", "use super::super::workbench::Workbench;"),
            ("src/process/mod.rs", "use super::workbench::Workbench;"),
            ("src/process/level.rs", "mod tests { use super::super::super::workbench::Workbench; }"),
            ("src/process/level.rs", "use self::super::super::workbench;"),
            ("src/main.rs", "fn main() { riskward::ledger::open() }"),
            ("src/main.rs", "use riskward::{cli, intake};"),
            ("src/os/user.rs", "use {crate::domain::risk::Risk, std::fs};"),
            ("src/os/user.rs", "/* a /* nested */ comment */ use crate :: domain;"),
            ("src/os/user.rs", "const Q: char = '\"'; use crate::domain; const R: &str = \"\";"),
            ("src/os/user.rs", "macro_rules! m { () => { $crate::domain::risk::Risk } }"),
        ],
    );
}

#[test]
fn the_root_of_the_crate_under_another_name_is_told() {
    bites(
        rules::imports,
        &[
            ("src/domain/risk.rs", "use crate as everything;"),
            ("src/domain/risk.rs", "use crate::*;"),
            ("src/domain/risk.rs", "use super::super as everything;"),
            ("src/main.rs", "use riskward as everything;"),
        ],
    );
}

#[test]
fn a_folder_that_is_no_layer_is_told() {
    bites(
        rules::imports,
        &[("src/network/mod.rs", "use std::net;"), ("src/cli/mod.rs", "use crate::network::send;")],
    );
}

#[test]
fn imports_that_the_table_allows_pass() {
    lets_pass(
        rules::imports,
        &[
            ("src/workbench/store.rs", "use super::super::ledger::Row; use crate::{os, domain::risk::Risk};"),
            ("src/domain/events/kind.rs", "use super::super::word::words; use crate::domain::{self, *};"),
            ("src/domain/risk.rs", "mod tests { use super::*; mod more { use super::super::Risk; } }"),
            (
                "src/domain/risk.rs",
                "// use crate::ledger;\n/* crate::ledger */ const S: &str = \"crate::ledger\";",
            ),
            ("src/domain/risk.rs", "const S: &str = r#\"\" use crate::ledger; \"#; const C: u8 = b'\"';"),
            (
                "src/domain/risk.rs",
                "pub(crate) fn f<'a>(s: &'a str) -> impl Fn() + use<'a> { self.ledger::<u8>() }",
            ),
            ("src/main.rs", "use riskward::{cli, tui::run, workbench}; fn main() { riskward::cli::main() }"),
        ],
    );
}

#[test]
fn a_library_outside_its_layer_is_told() {
    bites(
        rules::libraries,
        &[
            ("src/workbench/store.rs", "use rusqlite::Connection;"),
            ("src/workbench/store.rs", "use ::rusqlite as db;"),
            ("src/workbench/store.rs", "extern crate rusqlite;"),
            ("src/domain/shown.rs", "fn f(c: &mut ratatui::buffer::Cell) {}"),
            ("src/cli/run.rs", "use crossterm;"),
            ("src/ledger/open.rs", "use {std::fs, rustix::fs::statfs};"),
            ("src/process/level.rs", "use calamine::{Reader, Xlsx};"),
            ("src/tui/state.rs", "let id = uuid::Uuid::now_v7();"),
        ],
    );
    lets_pass(
        rules::libraries,
        &[
            ("src/ledger/open.rs", "use rusqlite::Connection;"),
            (
                "src/workbench/store.rs",
                "// rusqlite\nlet zip = a.zip(b); zip.next(); crate::ledger::zip::f();",
            ),
            ("tests/ledger/main.rs", "use rusqlite::Connection;"),
        ],
    );
}

#[test]
fn a_clock_that_is_read_elsewhere_is_told() {
    bites(
        rules::clocks,
        &[
            ("src/process/level.rs", "let at = Utc::now();"),
            ("src/process/level.rs", "let at = chrono::Utc::now();"),
            ("src/process/level.rs", "use chrono::Utc as Zone; let at = Zone::now();"),
            ("src/ledger/append.rs", "let at = std::time::Instant::now();"),
            ("src/ledger/append.rs", "let ask = Instant::now;"),
            ("src/workbench/seal.rs", "use chrono::Local;"),
            ("src/workbench/seal.rs", "use std::{fs, time::SystemTime};"),
        ],
    );
    lets_pass(
        rules::clocks,
        &[
            ("src/workbench/settings.rs", "let at = chrono::Utc::now();"),
            ("src/tui/run.rs", "let until = Instant::now() + wait;"),
            ("src/workbench/mod.rs", "let at = self.settings.clock.now(); // Utc::now()"),
        ],
    );
}

#[test]
fn a_layer_handed_out_by_another_is_told() {
    bites(
        rules::re_exports,
        &[
            ("src/workbench/mod.rs", "pub use crate::ledger::Query;"),
            ("src/workbench/mod.rs", "pub use {import::preview, super::process::level};"),
            ("src/workbench/mod.rs", "pub(crate) use crate::domain::{risk::Risk};"),
            ("src/workbench/mod.rs", "pub type Question = crate::ledger::Query;"),
            ("src/workbench/mod.rs", "use crate::ledger::Query;\npub type Question = Query;"),
            ("src/workbench/mod.rs", "use crate::ledger;\npub use ledger::Query;"),
        ],
    );
    lets_pass(
        rules::re_exports,
        &[
            (
                "src/workbench/mod.rs",
                "pub use import::preview; use crate::ledger::Query; type Rows = Vec<Query>;",
            ),
            ("src/ledger/mod.rs", "pub use crate::ledger::ask::Query; pub use self::open::Settings;"),
            (
                "src/tui/worker.rs",
                "pub(super) type Task = Box<dyn FnOnce(&mut crate::workbench::Workbench)>;",
            ),
        ],
    );
}

#[test]
fn a_root_that_holds_more_than_layers_is_told() {
    bites(
        rules::root,
        &[
            ("src/lib.rs", "pub mod domain; mod hidden;"),
            ("src/lib.rs", "pub mod domain; pub use domain::risk::Risk;"),
        ],
    );
    lets_pass(rules::root, &[("src/lib.rs", "//! The library.\n\npub mod domain;\npub mod os;\n")]);
}

#[test]
fn forbidden_words_are_told() {
    bites(
        rules::words,
        &[
            ("src/cli/run.rs", "println!(\"done\");"),
            ("src/cli/run.rs", "std::eprintln ! (\"done\");"),
            ("src/cli/run.rs", "print!(\".\");"),
            ("src/cli/run.rs", "eprint!(\".\");"),
            ("src/cli/run.rs", "dbg!(x);"),
            ("src/cli/run.rs", "todo!();"),
            ("src/cli/run.rs", "unimplemented!();"),
            ("src/cli/run.rs", "include!(\"more.rs\");"),
            ("src/cli/run.rs", "let x = unsafe { *p };"),
            ("src/cli/run.rs", "#[path = \"../ledger/open.rs\"] mod open;"),
        ],
    );
    lets_pass(
        rules::words,
        &[(
            "src/cli/run.rs",
            "// println!\nlet s = \"todo!\"; writeln!(out, \"{s}\")?; let path = s; unsafe_code();",
        )],
    );
}

#[test]
fn a_file_that_does_not_say_what_it_is_is_told() {
    bites(
        rules::first_sentence,
        &[
            ("src/cli/run.rs", "use std::fs;\n"),
            ("src/cli/run.rs", ""),
            ("tests/cli/run.rs", "// Runs.\n"),
            ("tests/cli/run.rs", "//! Runs\n\nuse std::fs;\n"),
            ("benches/run.rs", "\n//! Runs.\n"),
        ],
    );
    lets_pass(
        rules::first_sentence,
        &[
            ("src/cli/run.rs", "//! Runs what is\n//! to be run.\n//!\n//! More\n"),
            ("benches/run.rs", "//! Runs.\n"),
        ],
    );
}

#[test]
fn a_file_that_is_too_long_is_told() {
    let long = "x\n".repeat(601);
    let mut sources: Vec<Source> = (0..9).map(|at| Source::new(format!("src/tui/{at}.rs"), "x\n")).collect();
    sources.push(Source::new("src/tui/long.rs", long));
    assert_eq!(rules::length(&sources), ["src/tui/long.rs:601: it is longer than 600 lines"]);
}

#[test]
fn too_many_long_files_are_told() {
    let mut sources: Vec<Source> = (0..9).map(|at| Source::new(format!("src/tui/{at}.rs"), "x\n")).collect();
    sources.push(Source::new("src/tui/long.rs", "x\n".repeat(351)));
    assert_eq!(rules::length(&sources).len(), 0);
    sources.push(Source::new("src/tui/longer.rs", "x\n".repeat(600)));
    assert_eq!(rules::length(&sources).len(), 2);
}

fn paths(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

#[test]
fn a_name_that_says_nothing_is_told() {
    let bad = [
        "src/tui/util.rs",
        "src/common/mod.rs",
        "tests/helpers/a.rs",
        "src/domain/types.rs",
        "src/model/x.rs",
    ];
    assert_eq!(rules::names(&paths(&bad)).len(), bad.len());
    assert_eq!(rules::names(&paths(&["src/tui/widgets/table.rs", "src/domain/commonplace.rs"])).len(), 0);
}

#[test]
fn a_catalogue_file_that_is_no_toml_is_told() {
    let told = rules::catalogue(&paths(&["catalog/forms/a.toml", "catalog/forms/a.csv", "src/a.rs"]));
    assert_eq!(told, ["catalog/forms/a.csv: the catalogue holds only TOML"]);
}

#[test]
fn a_stranger_at_the_top_is_told() {
    let told =
        rules::top_level(&paths(&["Cargo.toml", "src/a.rs", "scripts/a.sh", "scripts/b.sh", "notes.txt"]));
    assert_eq!(told.len(), 2, "{told:?}");
}

#[test]
fn a_folder_of_one_machine_is_told() {
    for folder in ["work", "root", "home", "tmp", "Users"] {
        let text = format!("a line\nlet file = \"/{folder}/m.rossi/register.db\";");
        let told = rules::machine_paths(&one("src/cli/run.rs", &text));
        assert_eq!(told.len(), 1, "{text}");
        assert!(told[0].starts_with("src/cli/run.rs:2:"), "{told:?}");
        assert_eq!(
            rules::machine_paths(&one("tests/cli/main.rs", &text)).len(),
            usize::from(folder != "tmp")
        );
    }
    for passes in ["https://example.org/home/x", "a work/root thing", "sample/tmp/x", "$HOME/work"] {
        assert_eq!(rules::machine_paths(&one("src/cli/run.rs", passes)).len(), 0, "{passes}");
    }
}
