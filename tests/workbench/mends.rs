//! What a check says mends a thing is an action of the workbench, or an import.

use std::{fs, path::Path};

use riskward::{
    process::{checks, quality},
    workbench::actions::action,
};

/// The sources that name a mend, without their tests.
fn sources() -> Vec<(String, String)> {
    let process = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/process");
    let mut paths = vec![process.join("relied.rs"), process.join("renewal.rs")];
    for folder in ["checks", "quality"] {
        let entries = fs::read_dir(process.join(folder)).unwrap();
        paths.extend(entries.map(|entry| entry.unwrap().path()));
    }
    paths.retain(|path| !path.ends_with("bench.rs"));
    let without_tests = |text: String| text.split("#[cfg(test)]").next().unwrap_or_default().to_owned();
    paths
        .into_iter()
        .map(|path| (path.display().to_string(), without_tests(fs::read_to_string(&path).unwrap())))
        .collect()
}

fn mends(word: &str) -> bool {
    word == "import" || action(word).is_some()
}

/// The literals of a source; none of these sources escapes a quote.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').skip(1).step_by(2)
}

/// The arguments of each call of this name, as one text.
fn calls<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let of = |(at, _): (usize, &str)| {
        let inner = &text[at + name.len()..];
        let mut depth = 1;
        let end = inner.find(|c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            depth == 0
        });
        &inner[..end.unwrap()]
    };
    text.match_indices(name).map(of).collect()
}

#[test]
fn every_mend_that_a_check_names_is_an_action_or_an_import() {
    let names: Vec<&str> = checks::CHECKS
        .iter()
        .map(|check| check.name)
        .chain(quality::CHECKS.iter().map(|check| check.name))
        .collect();
    let mut seen = 0;
    for (path, text) in sources() {
        // Whatever is spelled like an action is one, wherever it stands.
        for word in literals(&text) {
            let is_spelled_like_one =
                word.contains('-') && word.chars().all(|c| c.is_ascii_lowercase() || c == '-');
            assert!(
                !is_spelled_like_one || names.contains(&word) || mends(word),
                "{path} names {word:?}, which is neither a check nor an action"
            );
        }
        // What is said last of a missing thing is what mends it.
        for call in ["Missing::blocks(", "Missing::warns("].iter().flat_map(|name| calls(&text, name)) {
            let last = call.trim().trim_end_matches(',').rsplit(',').next().unwrap_or_default().trim();
            if let Some(word) = last.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
                assert!(mends(word), "{path} mends by {word:?}, which is no action");
                seen += 1;
            }
        }
    }
    assert!(seen > 30, "only {seen} mends were found");
}
