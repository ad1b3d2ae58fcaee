//! The house stays a house: its law is data in `architecture/law.rs`, held against the text of the sources.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "architecture/bites.rs"]
mod bites;
#[path = "architecture/law.rs"]
mod law;
#[path = "architecture/rules.rs"]
mod rules;
#[path = "architecture/source.rs"]
mod source;

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use riskward::catalog::Catalogue;
use rules::ending;
use source::Source;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The files below these folders, as paths from the top of the repository, in order.
fn files_below(folders: &[&str]) -> Vec<String> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() { walk(&entry, found) } else { found.push(entry) }
        }
    }
    let root = root();
    let mut found = Vec::new();
    for folder in folders.iter().map(|folder| root.join(folder)).filter(|folder| folder.is_dir()) {
        walk(&folder, &mut found);
    }
    let mut paths: Vec<String> =
        found.iter().map(|path| path.strip_prefix(&root).unwrap().to_str().unwrap().to_owned()).collect();
    paths.sort();
    paths
}

/// What the repository holds; without Git, what stands at its top and does not begin with a dot.
fn files_held() -> Vec<String> {
    let asked = Command::new("git").arg("-C").arg(root()).args(["ls-files", "-z"]).output();
    let listed = asked.ok().filter(|said| said.status.success() && !said.stdout.is_empty());
    if let Some(said) = listed {
        return String::from_utf8(said.stdout).unwrap().split_terminator('\0').map(str::to_owned).collect();
    }
    let names = fs::read_dir(root()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| !name.starts_with('.') && name != "target").collect()
}

fn read(path: String) -> Source {
    let text = fs::read(root().join(&path)).unwrap();
    Source::new(path, String::from_utf8_lossy(&text))
}

/// The Rust files below these folders.
fn sources(folders: &[&str]) -> Vec<Source> {
    let found: Vec<Source> =
        files_below(folders).into_iter().filter(|path| ending(path) == "rs").map(read).collect();
    assert!(found.iter().any(|source| source.path == "src/lib.rs"), "the sources were not found");
    found
}

#[track_caller]
fn none(breaches: Vec<String>) {
    assert!(
        breaches.is_empty(),
        "{} breaches of the law of the house:\n{}",
        breaches.len(),
        breaches.join("\n")
    );
}

const CODE: &[&str] = &["src", "tests", "benches"];

#[test]
fn imports_go_only_the_way_the_table_says() {
    none(rules::imports(&sources(&["src"])));
}

#[test]
fn libraries_are_named_only_in_their_layers() {
    none(rules::libraries(&sources(&["src"])));
}

#[test]
fn clocks_are_read_only_where_the_table_says() {
    none(rules::clocks(&sources(&["src"])));
}

#[test]
fn no_layer_hands_out_another_layer_as_its_own() {
    none(rules::re_exports(&sources(&["src"])));
}

#[test]
fn the_root_of_the_library_declares_the_layers_and_nothing_else() {
    none(rules::root(&sources(&["src"])));
}

#[test]
fn forbidden_words_stand_nowhere() {
    none(rules::words(&sources(&["src"])));
}

#[test]
fn every_file_begins_with_a_sentence() {
    none(rules::first_sentence(&sources(CODE)));
}

#[test]
fn every_file_is_read_in_one_sitting() {
    none(rules::length(&sources(CODE)));
}

#[test]
fn every_name_says_what_is_inside() {
    none(rules::names(&files_below(&["src", "tests", "benches", "catalog"])));
}

#[test]
fn the_catalogue_holds_only_toml() {
    none(rules::catalogue(&files_below(&["catalog"])));
}

#[test]
fn the_top_of_the_repository_holds_what_the_list_says() {
    none(rules::top_level(&files_held()));
}

#[test]
fn no_source_names_a_folder_of_one_machine() {
    let texts = files_below(&["src", "tests", "benches", "catalog", "docs", "sample-projects", ".ci"]);
    let pages = files_held()
        .into_iter()
        .filter(|path| !path.contains('/') && matches!(ending(path), "md" | "toml" | "gitignore"));
    none(rules::machine_paths(&texts.into_iter().chain(pages).map(read).collect::<Vec<_>>()));
}

#[test]
fn the_page_tells_the_import_table_as_it_is() {
    let page = read("ARCHITECTURE.md".to_owned()).text;
    let (_, table) = page.split_once("| layer | may import |").unwrap();
    let told: Vec<(String, String)> = table
        .lines()
        .skip(2)
        .map_while(|line| line.trim_matches('|').split_once('|'))
        .map(|(layer, may)| (layer.trim().to_owned(), may.trim().to_owned()))
        .collect();
    let holds: Vec<(String, String)> = law::IMPORTS
        .iter()
        .filter(|(layer, _)| *layer != "lib")
        .map(|(layer, may)| {
            ((*layer).to_owned(), if may.is_empty() { "–".to_owned() } else { may.join(", ") })
        })
        .collect();
    assert_eq!(told, holds);
}

#[test]
fn the_binary_holds_the_catalogue_of_the_folder() {
    let folder = Catalogue::read_dir(&root().join("catalog")).unwrap();
    let parts = |catalogue: &Catalogue| {
        let forms = catalogue.forms().map(|form| (form.id.clone(), form.sha256().to_owned()));
        let scales = catalogue.scales().map(|scale| (scale.id.clone(), scale.sha256().to_owned()));
        let profiles = catalogue.profiles().map(|profile| (profile.id.clone(), String::new()));
        let risks = catalogue.capabilities().iter().filter(|one| catalogue.risks_for(&one.code).is_some());
        let risks = risks.map(|one| (one.code.clone(), String::new()));
        forms.chain(scales).chain(profiles).chain(risks).collect::<Vec<_>>()
    };
    assert_eq!(parts(Catalogue::embedded()), parts(&folder), "touch src/catalog/mod.rs and build again");
}
