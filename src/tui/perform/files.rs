//! Files: what a disclosure that is to be imported holds, and the names of files as one types them.

use std::path::{Path, PathBuf};

use crate::{
    domain::{disclosure::Answer as Said, word::Word as _},
    tui::overlays::preview::Preview,
    workbench::{ImportPreview, Workbench, jobs::at_home},
};

/// What was read, in words.
pub(super) fn preview(read: &ImportPreview) -> Preview {
    let disclosure = &read.read;
    let product = format!("{} {}", disclosure.product.manufacturer, disclosure.product.model);
    let document = format!("{} {}", disclosure.document_id, disclosure.document_revision);
    let counts: Vec<String> = Said::ALL
        .iter()
        .map(|answer| (read.count(*answer), answer.label()))
        .filter(|(count, _)| *count > 0)
        .map(|(count, label)| format!("{count} {label}"))
        .collect();
    let fact = |name: &str, value: String| (name.to_owned(), value.trim().to_owned());
    let or_none = |text: &str| if text.trim().is_empty() { "not stated".to_owned() } else { text.to_owned() };
    Preview {
        facts: vec![
            fact("File", read.file_name.clone()),
            fact("Format", disclosure.format.clone()),
            fact("Product", or_none(&product)),
            fact("Document", or_none(&document)),
            fact("Issued", disclosure.issued_on.map_or_else(|| or_none(""), |date| date.to_string())),
            fact("Statements", format!("{}: {}", disclosure.statements.len(), counts.join(", "))),
            fact("Problems", told_below(disclosure.problems.len())),
        ],
        coverages: read.coverage.iter().map(|(code, one)| (code.clone(), one.label().to_owned())).collect(),
        problems: disclosure
            .problems
            .iter()
            .map(|problem| {
                let place = if problem.place.is_empty() { "file" } else { &problem.place };
                format!("{place}: {}; {}", problem.what, problem.done)
            })
            .collect(),
        ..Preview::default()
    }
}

fn told_below(problems: usize) -> String {
    if problems == 0 { "none".to_owned() } else { format!("{problems}, each told below the coverage") }
}

/// How the file stands to the assessment it is for: another product, the same file again, the next revision.
pub(super) fn compare(workbench: &Workbench, reference: &str, read: &ImportPreview, shown: &mut Preview) {
    let lines = workbench.assessments().unwrap_or_default();
    let product = lines.into_iter().find(|line| line.reference == reference).map(|line| line.product);
    let stated = format!("{} {}", read.read.product.manufacturer, read.read.product.model);
    let stated = stated.trim().to_lowercase();
    // A disclosure often names a longer model, or several.
    let other = |product: &String| {
        let product = product.to_lowercase();
        !stated.contains(&product) && !product.contains(&stated)
    };
    if let Some(product) = product.filter(other) {
        shown.facts.push(("Caution".to_owned(), format!("{reference} is about {product}")));
    }
    if let Ok(Some(before)) = workbench.disclosure(reference) {
        let before = before.disclosure;
        let text = if before.file_sha256 == read.file_sha256 {
            format!(
                "the same file was imported before, as revision {}: nothing would be added",
                before.revision
            )
        } else {
            format!("follows revision {} ({})", before.revision, before.document_id)
        };
        shown.facts.push(("Before".to_owned(), text));
    }
}

/// The longest beginning that all files of this beginning share.
pub(super) fn complete(text: &str) -> Option<String> {
    let (directory, start) = match text.rfind('/') {
        Some(slash) => text.split_at(slash + 1),
        None => ("", text),
    };
    let place = if directory.is_empty() { PathBuf::from(".") } else { at_home(Path::new(directory)) };
    let mut names: Vec<String> = std::fs::read_dir(place)
        .ok()?
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let fits = name.starts_with(start) && (!name.starts_with('.') || start.starts_with('.'));
            fits.then(|| if entry.path().is_dir() { format!("{name}/") } else { name })
        })
        .collect();
    names.sort();
    let first = names.first()?;
    let last = names.last()?;
    let shared: String =
        first.chars().zip(last.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a).collect();
    (shared.len() >= start.len()).then(|| format!("{directory}{shared}"))
}
