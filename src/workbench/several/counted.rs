//! A field of several rows: how many change from what to what, how many are so already, and what is left as it is and why.

use std::collections::BTreeMap;

use chrono::NaiveDate;

/// Names listed of those that are left out, and values of those that change.
const LISTED: usize = 4;

/// What becomes of a field in all of the rows.
#[derive(Default)]
pub(super) struct Field {
    pub(super) name: String,
    pub(super) to: String,
    pub(super) changed: usize,
    pub(super) same: usize,
    pub(super) from: BTreeMap<String, usize>,
    pub(super) becomes: BTreeMap<String, usize>,
    pub(super) left: BTreeMap<String, Vec<String>>,
}

impl Field {
    pub(super) fn new(name: impl Into<String>, to: impl Into<String>) -> Self {
        Self { name: name.into(), to: to.into(), ..Self::default() }
    }

    pub(super) fn changes(&mut self, from: String) {
        self.changed += 1;
        *self.from.entry(from).or_default() += 1;
    }

    pub(super) fn leaves(&mut self, why: &str, name: String) {
        self.left.entry(why.to_owned()).or_default().push(name);
    }
}

/// What would be done with fields of what is counted in this word, and what is left out, a sentence each.
pub(super) fn told(fields: &[Field], word: &str) -> (Vec<String>, Vec<String>) {
    let (mut says, mut left) = (Vec::new(), Vec::new());
    for field in fields {
        let same = match field.same {
            0 => String::new(),
            same => format!("; already so: {same}"),
        };
        if field.changed > 0 {
            let to = if field.becomes.is_empty() {
                field.to.clone()
            } else {
                format!("{}: {}", field.to, tallied(&field.becomes))
            };
            let (from, rows) = (tallied(&field.from), counted(field.changed, word));
            says.push(format!("{}: {rows} from {from} to {to}{same}", field.name));
        } else if field.same > 0 {
            says.push(format!("{}: no {word} changes{same}", field.name));
        }
        for (why, names) in &field.left {
            left.push(format!("{}: {} left out ({why}): {}", field.name, names.len(), listed(names)));
        }
    }
    (says, left)
}

/// What was done, in one sentence: `12 risks changed: owner K. Lang.`
pub(super) fn said(fields: &[Field], names: &[String], word: &str) -> String {
    let done: Vec<String> = fields
        .iter()
        .filter(|field| field.changed > 0)
        .map(|field| format!("{} {}", field.name.to_lowercase(), field.to))
        .collect();
    let whose = match names {
        [one] => one.clone(),
        names => counted(names.len(), word),
    };
    format!("{whose} changed: {}.", done.join(", "))
}

/// Puts a value in where nothing is against it, and keeps count.
pub(super) fn set<T: PartialEq + Clone>(
    field: &mut Field,
    place: &mut T,
    value: T,
    left: Option<&str>,
    name: impl Fn() -> String,
    shown: impl Fn(&T) -> String,
) {
    match left {
        Some(why) => field.leaves(why, name()),
        None if *place == value => field.same += 1,
        None => {
            field.changes(shown(place));
            *place = value;
        }
    }
}

/// `HIGH (3), MED (6)`, the most frequent first.
fn tallied(counts: &BTreeMap<String, usize>) -> String {
    let mut all: Vec<(&String, &usize)> = counts.iter().collect();
    all.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let rest = all.len().saturating_sub(LISTED);
    let mut told: Vec<String> =
        all.into_iter().take(LISTED).map(|(value, count)| format!("{value} ({count})")).collect();
    if rest > 0 {
        told.push(format!("{rest} more"));
    }
    told.join(", ")
}

/// The first of these names, and how many more there are.
pub(in crate::workbench) fn listed(names: &[String]) -> String {
    let rest = names.len().saturating_sub(LISTED);
    let more = if rest > 0 { format!(" and {rest} more") } else { String::new() };
    format!("{}{more}", names[..names.len() - rest].join(", "))
}

/// `1 risk`, `2 controls`
pub(super) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

pub(in crate::workbench) fn risks(count: usize) -> String {
    counted(count, "risk")
}

pub(super) fn or_nobody(owner: &str) -> String {
    if owner.is_empty() { "nobody".to_owned() } else { owner.to_owned() }
}

pub(super) fn or_no_date(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "no date".to_owned(), |date| date.to_string())
}

pub(super) fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
