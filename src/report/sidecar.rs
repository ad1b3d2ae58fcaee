//! What a reader of an export needs beside it: the columns, the words with their labels, and the scales.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Export, Words};
use crate::{catalog::scales::Scale, domain::word::Word};

/// The JSON object beside an export.
#[derive(Serialize)]
struct Sidecar<'s> {
    profile: &'s str,
    as_of: NaiveDate,
    rows: usize,
    tool_version: &'s str,
    columns: Vec<&'static str>,
    words: Words,
    scales: Vec<ScaleTold<'s>>,
}

#[derive(Serialize)]
struct ScaleTold<'s> {
    id: &'s str,
    name: &'s str,
    severities: Vec<Step<'s>>,
    likelihoods: Vec<Step<'s>>,
    /// The lowest first.
    levels: Vec<BandTold<'s>>,
}

#[derive(Serialize)]
struct Step<'s> {
    level: i64,
    name: &'s str,
}

#[derive(Serialize)]
struct BandTold<'s> {
    id: &'s str,
    name: &'s str,
    short: &'s str,
    acceptable: bool,
}

/// The text of the file beside an export.
pub fn sidecar<'s>(
    export: &'s Export,
    as_of: NaiveDate,
    rows: usize,
    tool_version: &'s str,
    scales: impl IntoIterator<Item = &'s Scale>,
) -> String {
    let told = Sidecar {
        profile: export.name,
        as_of,
        rows,
        tool_version,
        columns: (export.columns)(),
        words: (export.words)(),
        scales: scales.into_iter().map(scale).collect(),
    };
    // A value of plain texts, numbers and lists always becomes JSON.
    let mut text = serde_json::to_string_pretty(&told).unwrap_or_default();
    text.push('\n');
    text
}

/// The words of a vocabulary with their labels.
pub(super) fn labels<W: Word>() -> BTreeMap<&'static str, &'static str> {
    W::ALL.iter().map(|word| (word.word(), word.label())).collect()
}

fn scale(scale: &Scale) -> ScaleTold<'_> {
    ScaleTold {
        id: &scale.id,
        name: &scale.name,
        severities: scale.severities.iter().map(|s| Step { level: s.level, name: &s.name }).collect(),
        likelihoods: scale.likelihoods.iter().map(|l| Step { level: l.level, name: &l.name }).collect(),
        levels: scale
            .bands
            .iter()
            .map(|band| BandTold {
                id: &band.id,
                name: &band.name,
                short: &band.short,
                acceptable: band.acceptable,
            })
            .collect(),
    }
}
