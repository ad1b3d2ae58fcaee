//! An index of a catalogue: each part and entry with its title and a digest, to tell later what has changed.
//!
//! A register keeps the index of the catalogue that it was begun with. It is made from the TOML itself, so that a newer
//! riskward reads no change out of a text that stands as it stood.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::atomic::{AtomicUsize, Ordering},
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use toml::de::{DeTable, DeValue};

use super::{files::File, folder_and_name};
use crate::domain::{
    record::hex,
    word::{Word, words},
};

words! {
    /// What an index tells apart.
    EntryKind {
        /// A capability.
        Capability = "capability", "capability";
        /// A risk template.
        Risk = "risk", "risk";
        /// How a control answers a gap in a capability.
        Answer = "answer", "answer to a gap";
        /// A compensating control.
        Control = "control", "control";
        /// A standard of the shelf.
        Standard = "standard", "standard";
        /// A disclosure form.
        Form = "form", "form";
        /// Advice on a form.
        Advice = "advice", "advice";
        /// A profile of required capabilities.
        Profile = "profile", "profile";
        /// A trait of placements.
        Trait = "trait", "trait";
        /// A framework of controls.
        Framework = "framework", "framework";
        /// A mapping into a framework.
        Mapping = "mapping", "mapping";
        /// A requirement set.
        RequirementSet = "requirement_set", "requirement set";
        /// A rating scale.
        Scale = "scale", "scale";
        /// The gates and their checks.
        Process = "process", "process";
        /// Authority and switches.
        Policy = "policy", "policy";
    }
}

words! {
    /// What has become of a part or entry.
    Change {
        /// It was not there.
        New = "new", "new";
        /// It says something else.
        Changed = "changed", "changed";
        /// It is not there any more.
        Gone = "gone", "gone";
    }
}

/// A part or entry that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What has become of it.
    pub change: Change,
    /// What it is.
    pub kind: EntryKind,
    /// Its id: `MLDP-T1`, `MLDP/CC-SEG`, `med-5x5`.
    pub id: String,
    /// Its title.
    pub title: String,
}

/// The index of a catalogue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Index {
    entries: BTreeMap<(EntryKind, String), Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    digest: String,
    title: String,
}

/// How a register keeps it, as TOML: kind, id, then digest and title.
#[derive(Serialize, Deserialize)]
struct Kept {
    version: String,
    /// 1 the first that a register kept.
    number: u32,
    entries: BTreeMap<String, BTreeMap<String, (String, String)>>,
}

impl Index {
    /// The index of these files; of entries with the same id the later holds, as an overlay's do.
    pub(super) fn of(files: &[File], parsed: &AtomicUsize) -> Self {
        let mut index = Self::default();
        for file in files {
            let (Some((folder, name)), Ok(text)) = (folder_and_name(&file.path), file.text()) else {
                continue;
            };
            parsed.fetch_add(text.len(), Ordering::Relaxed);
            let Ok(table) = DeTable::parse(text) else { continue };
            index.read(folder, name, text, table.get_ref());
        }
        index
    }

    fn read(&mut self, folder: &str, name: &str, text: &str, table: &DeTable<'_>) {
        let code = text_of(table, "capability").unwrap_or_default();
        let entries: &[(EntryKind, &str, &str)] = match (folder, name) {
            ("", "capabilities") => &[(EntryKind::Capability, "capability", "code")],
            ("", "controls") => &[(EntryKind::Control, "control", "id")],
            ("", "standards") => &[(EntryKind::Standard, "standard", "id")],
            ("risks", _) => &[(EntryKind::Risk, "risk", "id"), (EntryKind::Answer, "answer", "control")],
            _ => {
                if let Some(kind) = part(folder) {
                    let title = ["title", "name"].iter().find_map(|key| text_of(table, key)).unwrap_or(name);
                    self.put(kind, name.to_owned(), digest(text), title.to_owned());
                }
                return;
            }
        };
        for (kind, key, id) in entries {
            for one in table.get(*key).and_then(|value| value.get_ref().as_array()).into_iter().flatten() {
                let Some(one) = one.get_ref().as_table() else { continue };
                let Some(named) = text_of(one, id) else { continue };
                let mut content = String::new();
                write_table(one, &mut content);
                let title = ["title", "name"].iter().find_map(|key| text_of(one, key));
                let (id, title) = match kind {
                    EntryKind::Answer => {
                        (format!("{code}/{named}"), format!("how {named} answers a gap in {code}"))
                    }
                    _ => (named.to_owned(), title.unwrap_or(named).to_owned()),
                };
                self.put(*kind, id, digest(&content), title);
            }
        }
    }

    fn put(&mut self, kind: EntryKind, id: String, digest: String, title: String) {
        self.entries.insert((kind, id), Entry { digest, title });
    }

    /// How many parts and entries it tells.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it tells none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What is different in a later index.
    pub fn differences(&self, later: &Self) -> Vec<Difference> {
        let difference = |change, (kind, id): &(EntryKind, String), entry: &Entry| Difference {
            change,
            kind: *kind,
            id: id.clone(),
            title: entry.title.clone(),
        };
        let mut found: Vec<Difference> = Vec::new();
        for (key, now) in &later.entries {
            match self.entries.get(key) {
                None => found.push(difference(Change::New, key, now)),
                Some(then) if then.digest != now.digest => found.push(difference(Change::Changed, key, now)),
                Some(_) => {}
            }
        }
        let gone = self.entries.iter().filter(|(key, _)| !later.entries.contains_key(*key));
        found.extend(gone.map(|(key, then)| difference(Change::Gone, key, then)));
        found.sort_by(|one, other| {
            (one.kind, one.change, &one.id).cmp(&(other.kind, other.change, &other.id))
        });
        found
    }

    /// The text that a register keeps. `number` says which of its indexes it is, so that no two have the same text.
    pub fn to_text(&self, number: u32) -> String {
        let mut kept = Kept { version: "1".to_owned(), number, entries: BTreeMap::new() };
        for ((kind, id), entry) in &self.entries {
            let of_kind = kept.entries.entry(kind.word().to_owned()).or_default();
            of_kind.insert(id.clone(), (entry.digest.clone(), entry.title.clone()));
        }
        toml::to_string(&kept).unwrap_or_default()
    }

    /// The index that a register has kept, and which of its indexes it is; none if it cannot be read.
    pub fn from_text(text: &str) -> Option<(Self, u32)> {
        let kept: Kept = toml::from_str(text).ok()?;
        let mut index = Self::default();
        for (kind, entries) in kept.entries {
            // A newer riskward may tell apart what this one does not know.
            let Ok(kind) = EntryKind::parse(&kind) else { continue };
            for (id, (digest, title)) in entries {
                index.put(kind, id, digest, title);
            }
        }
        Some((index, kept.number))
    }
}

fn part(folder: &str) -> Option<EntryKind> {
    Some(match folder {
        "advice" => EntryKind::Advice,
        "forms" => EntryKind::Form,
        "frameworks" => EntryKind::Framework,
        "mappings" => EntryKind::Mapping,
        "policies" => EntryKind::Policy,
        "process" => EntryKind::Process,
        "profiles" => EntryKind::Profile,
        "requirements" => EntryKind::RequirementSet,
        "scales" => EntryKind::Scale,
        "traits" => EntryKind::Trait,
        _ => return None,
    })
}

fn text_of<'t>(table: &'t DeTable<'_>, key: &str) -> Option<&'t str> {
    table.get(key)?.get_ref().as_str()
}

/// A short digest: an index tells changes apart and proves nothing.
fn digest(text: &str) -> String {
    let mut digest = hex(&Sha256::digest(text.as_bytes()));
    digest.truncate(16);
    digest
}

/// Writes what a table says, whatever its layout, order and comments.
fn write_table(table: &DeTable<'_>, to: &mut String) {
    let mut fields: Vec<(&str, &DeValue<'_>)> =
        table.iter().map(|(key, value)| (key.get_ref().as_ref(), value.get_ref())).collect();
    fields.sort_by_key(|(key, _)| *key);
    to.push('{');
    for (key, value) in fields {
        // Writing to a String does not fail.
        let _ = write!(to, "{key:?}=");
        write_value(value, to);
    }
    to.push('}');
}

fn write_value(value: &DeValue<'_>, to: &mut String) {
    let _ = match value {
        DeValue::String(text) => write!(to, "{text:?};"),
        DeValue::Integer(number) => write!(to, "{number};"),
        DeValue::Float(number) => write!(to, "{number};"),
        DeValue::Boolean(truth) => write!(to, "{truth};"),
        DeValue::Datetime(date) => write!(to, "{date};"),
        DeValue::Array(values) => {
            to.push('[');
            values.iter().for_each(|value| write_value(value.get_ref(), to));
            write!(to, "];")
        }
        DeValue::Table(table) => {
            write_table(table, to);
            Ok(())
        }
    };
}
