//! An older register and a newer catalogue: what is new is told, and nothing changes by itself.

use std::{fs, path::Path};

use riskward::{
    catalog::Catalogue,
    domain::{
        export::{Delimiter, Layout},
        word::Word as _,
    },
    workbench::{CatalogueAtHand, Ids, Settings, Workbench, export::Wanted},
};

use crate::register::{Register, sample, settings};

/// riskward's catalogue with another control, another scale and one more risk.
fn newer(directory: &Path) -> CatalogueAtHand {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    copy(&own, directory);
    change(&directory.join("controls.toml"), |text| {
        let (before, rest) = text.split_once("id = \"CC-SEG\"\n").unwrap();
        let (_, after) = rest.split_once('\n').unwrap();
        format!("{before}id = \"CC-SEG\"\ntitle = \"Another title\"\n{after}")
    });
    change(&directory.join("scales/med-5x5.toml"), |text| {
        text.replacen("version = \"1\"", "version = \"2\"", 1)
    });
    change(&directory.join("risks/mldp.toml"), |text| {
        let start = text.find("[[risk]]").unwrap();
        let end = start + 1 + text[start + 1..].find("[[risk]]").unwrap();
        let again = text[start..end].replacen("id = \"MLDP-", "id = \"MLDP-NEW", 1);
        format!("{}{again}{}", &text[..end], &text[end..])
    });
    let catalogue = Catalogue::read_dir(directory).unwrap();
    CatalogueAtHand::of(Box::leak(Box::new(catalogue)))
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

fn change(path: &Path, change: impl FnOnce(&str) -> String) {
    let text = fs::read_to_string(path).unwrap();
    fs::write(path, change(&text)).unwrap();
}

/// Everything that an export tells, and the gates.
fn told(workbench: &Workbench) -> String {
    let layout = Layout { delimiter: Delimiter::Comma, byte_order_mark: false, raw: true };
    let mut bytes = Vec::new();
    workbench.export_to(&Wanted { layout, ..Wanted::native("ip3") }, &mut bytes).unwrap();
    format!("{}\n{:?}", String::from_utf8(bytes).unwrap(), workbench.gates("ip3").unwrap())
}

#[test]
fn a_newer_catalogue_changes_nothing_and_tells_what_is_new() {
    let directory = tempfile::tempdir().unwrap();
    let register = directory.path().join("register.db");
    let mut older = Workbench::open(settings(register.clone())).unwrap();
    older.load(&sample("infusion-pump")).unwrap();
    let same = older.catalogue_diff().unwrap();
    assert!(same.taken.is_some() && same.entries.is_empty() && same.parts.is_empty(), "{same:?}");
    let (before, events) = (told(&older), older.history("", 9999).unwrap().len());
    drop(older);

    let catalogue = newer(&directory.path().join("catalog"));
    let ids = Ids::Counted(500_000);
    let newer = Workbench::open(Settings { catalogue, ids, make: false, ..settings(register) }).unwrap();
    let found = newer.catalogue_diff().unwrap();
    let entries: Vec<String> = found
        .entries
        .iter()
        .map(|one| format!("{} {} {}", one.change.word(), one.kind.word(), one.id))
        .collect();
    assert!(entries.contains(&"changed control CC-SEG".to_owned()), "{entries:?}");
    assert!(entries.contains(&"changed scale med-5x5".to_owned()), "{entries:?}");
    assert!(entries.iter().any(|entry| entry.starts_with("new risk MLDP-NEW")), "{entries:?}");
    assert_eq!(entries.len(), 3, "{entries:?}");
    let [scale] = found.parts.as_slice() else { panic!("{:?}", found.parts) };
    assert_eq!((scale.name.as_str(), scale.used_by.as_slice()), ("med-5x5", ["ip3".to_owned()].as_slice()));
    assert_eq!((scale.version.as_str(), scale.now.as_deref()), ("1", Some("2")));
    assert_eq!(scale.brought_by, "adopt-scale");

    assert_eq!(told(&newer), before, "no rating, text, decision or gate has changed");
    assert_eq!(newer.history("", 9999).unwrap().len(), events);

    let mut register = Register::at(newer, directory);
    let said = register.act("adopt-catalogue", "", &[("reason", "read and right")]).unwrap().said;
    assert_eq!(said, "Catalogue taken up: 1 new, 2 changed, 0 gone.");
    let after = register.workbench.catalogue_diff().unwrap();
    assert!(after.entries.is_empty(), "{:?}", after.entries);
    assert_eq!(after.parts.len(), 1, "taking up the catalogue adopts no scale");
    assert_eq!(told(&register.workbench), before);
    assert!(register.workbench.verify().unwrap().findings.is_empty());
    let refused = register.act("adopt-catalogue", "", &[]).unwrap_err();
    assert!(refused.because.contains("reason"), "{refused}");
}

/// Who loads a second project with a newer catalogue does not take it up by that.
#[test]
fn only_a_person_takes_up_a_newer_catalogue() {
    let directory = tempfile::tempdir().unwrap();
    let register = directory.path().join("register.db");
    let mut older = Workbench::open(settings(register.clone())).unwrap();
    older.load(&sample("infusion-pump")).unwrap();
    drop(older);
    let catalogue = newer(&directory.path().join("catalog"));
    let ids = Ids::Counted(500_000);
    let mut newer = Workbench::open(Settings { catalogue, ids, make: false, ..settings(register) }).unwrap();
    newer.load(&sample("pacs")).unwrap();
    assert_eq!(newer.catalogue_diff().unwrap().entries.len(), 3);
}
