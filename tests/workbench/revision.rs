//! A new disclosure revision as a manufacturer would send it: what the register holds, with some answers changed.

use std::path::{Path, PathBuf};

use riskward::workbench::Workbench;

/// Writes the disclosure of an assessment as TOML with other answers, notes and without some items.
pub(crate) fn revised(
    workbench: &Workbench,
    assessment: &str,
    directory: &Path,
    answers: &[(&str, &str)],
    gone: &[&str],
) -> PathBuf {
    let whole = workbench.disclosure(assessment).unwrap().unwrap();
    let text = |text: &str| toml::Value::String(text.to_owned());
    let mut table = toml::Table::new();
    for statement in whole.statements.iter().filter(|said| !gone.contains(&said.item.as_str())) {
        let other = answers.iter().find(|(item, _)| *item == statement.item).map(|(_, answer)| *answer);
        let mut answer = toml::Table::new();
        answer.insert("answer".into(), text(other.unwrap_or(&statement.raw)));
        answer.insert("note".into(), text(&statement.note));
        table.insert(statement.item.clone(), answer.into());
    }
    let head = &whole.disclosure;
    let file = toml::toml! {
        format = "riskward-disclosure/1"
        form = "mds2-2019"
    };
    let mut file = file;
    let mut product = toml::Table::new();
    product.insert("manufacturer".into(), text(&head.stated_manufacturer));
    product.insert("model".into(), text(&head.stated_model));
    let mut document = toml::Table::new();
    document.insert("id".into(), text(&head.document_id));
    document.insert("issued_on".into(), text("2026-11-20"));
    file.insert("product".into(), product.into());
    file.insert("document".into(), document.into());
    file.insert("answers".into(), table.into());
    let path = directory.join("revised.toml");
    std::fs::write(&path, toml::to_string(&file).unwrap()).unwrap();
    path
}
