//! The program's catalogue with files of a test over it.

use std::{collections::BTreeMap, fs, path::Path};

use riskward::catalog::Catalogue;

/// The catalogue with these files added or in the place of those of their names: path within the catalogue, and text.
pub(crate) fn with(files: &[(&str, &str)]) -> &'static Catalogue {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("catalog");
    let mut all: BTreeMap<String, String> = BTreeMap::new();
    for entry in fs::read_dir(&own).unwrap() {
        let path = entry.unwrap().path();
        let inside = if path.is_dir() {
            fs::read_dir(&path).unwrap().map(|inner| inner.unwrap().path()).collect()
        } else {
            vec![path]
        };
        for path in inside {
            let name = path.strip_prefix(&own).unwrap().to_str().unwrap().to_owned();
            all.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    for (name, text) in files {
        all.insert((*name).to_owned(), (*text).to_owned());
    }
    let all = all.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    Box::leak(Box::new(Catalogue::from_files("catalog", all)))
}
