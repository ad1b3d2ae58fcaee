//! The index tells what is new, changed and gone, and nothing else.

use std::collections::BTreeMap;

use riskward::{
    catalog::{
        Catalogue,
        index::{Change, EntryKind, Index},
    },
    domain::word::Word as _,
};

use super::small::small;

fn catalogue(files: &BTreeMap<&'static str, String>) -> Catalogue {
    Catalogue::from_files("catalog", files.iter().map(|(path, text)| (*path, text.as_str())))
}

/// What differs from the small catalogue after a replacement in a file.
fn after(path: &'static str, from: &str, to: &str) -> Vec<String> {
    let mut files = small();
    let before = catalogue(&files);
    let text = files.get_mut(path).expect("the file is there");
    assert!(text.contains(from), "{path} has no {from:?}");
    *text = text.replacen(from, to, 1);
    differences(&before, &catalogue(&files))
}

fn differences(before: &Catalogue, after: &Catalogue) -> Vec<String> {
    let found = before.index().differences(after.index());
    found.iter().map(|one| format!("{} {} {}", one.change.word(), one.kind.word(), one.id)).collect()
}

#[test]
fn each_entry_that_says_something_else_is_told_and_no_other() {
    for (path, from, to, expected) in [
        ("controls.toml", "title = \"t\"", "title = \"other\"", "changed control CC-ONE"),
        ("controls.toml", "order = 1", "order = 2", "changed control CC-ONE"),
        ("risks/alof.toml", "[\"off\"]", "[\"off\", \"partly\"]", "changed risk ALOF-T1"),
        ("risks/alof.toml", "level = 4", "level = 5", "changed risk ALOF-T1"),
        ("risks/alof.toml", "application = \"What", "application = \"That", "changed answer ALOF/CC-ONE"),
        ("capabilities.toml", "goal = \"g\"", "goal = \"another\"", "changed capability ALOF"),
        ("standards.toml", "verified = false", "verified = true", "changed standard old"),
        ("forms/form.toml", "meaning = \"m\"", "meaning = \"n\"", "changed form form"),
        ("requirements/land.toml", "clause = \"1\"", "clause = \"2\"", "changed requirement_set land"),
        ("mappings/nist.toml", "\"high\"", "\"low\"", "changed mapping nist"),
        ("traits/networked.toml", "Networked", "On the net", "changed trait networked"),
    ] {
        assert_eq!(after(path, from, to), [expected], "{path}: {from}");
    }
}

#[test]
fn layout_order_and_comments_are_no_change_of_an_entry() {
    assert_eq!(after("controls.toml", "title = \"t\"\nkind", "# why\n\ntitle  =  't'\nkind"), [""; 0]);
    assert_eq!(
        after(
            "risks/alof.toml",
            "severity.safety = { level = 4, why = \"Somebody can be harmed by it for good\" }",
            "severity = { safety = { why = \"Somebody can be harmed by it for good\", level = 4 } }",
        ),
        [""; 0]
    );
}

#[test]
fn what_comes_and_goes_is_told() {
    assert_eq!(
        after("controls.toml", "\"CC-ONE\"", "\"CC-NEW\""),
        ["new control CC-NEW", "gone control CC-ONE"]
    );
    let mut files = small();
    let before = catalogue(&files);
    files.remove("profiles/pacs.toml");
    assert_eq!(differences(&before, &catalogue(&files)), ["gone profile pacs"]);
    let gone = before.index().differences(catalogue(&files).index());
    assert_eq!(
        (gone[0].change, gone[0].kind, gone[0].title.as_str()),
        (Change::Gone, EntryKind::Profile, "t")
    );
}

#[test]
fn an_index_is_kept_as_text_and_read_back() {
    let of_all = Catalogue::embedded().index();
    assert!(of_all.len() > 300);
    let (read, number) = Index::from_text(&of_all.to_text(7)).expect("it is its own text");
    assert_eq!((&read, number), (of_all, 7));
    assert_ne!(of_all.to_text(7), of_all.to_text(8));
    assert_eq!(read.differences(of_all), []);
    assert_eq!(Index::from_text("no index"), None);
    let newer = of_all.to_text(1).replace("[entries.scale]", "[entries.what_is_not_known_yet]");
    assert!(Index::from_text(&newer).is_some_and(|(read, _)| read.len() < of_all.len()));
}
