//! Scales: severity, likelihood, and the matrix that gives a level for both.

use super::{
    fault::Fault,
    fields::Fields,
    page::{self, Kind, Page, Part, Source},
};
use crate::domain::rating::KeyProperty;

/// Severities and likelihoods go from 1 to this.
pub const STEPS: i64 = 5;

/// One severity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Severity {
    /// 1 to 5.
    pub level: i64,
    /// Its name.
    pub name: String,
    /// What it means for people.
    pub safety: String,
    /// What it means for the service.
    pub effectiveness: String,
    /// What it means for data and systems.
    pub security: String,
}

impl Severity {
    /// What it means for one key property.
    pub fn meaning(&self, property: KeyProperty) -> &str {
        match property {
            KeyProperty::Safety => &self.safety,
            KeyProperty::Effectiveness => &self.effectiveness,
            KeyProperty::Security => &self.security,
        }
    }
}

/// One likelihood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Likelihood {
    /// 1 to 5.
    pub level: i64,
    /// Its name.
    pub name: String,
    /// What it means.
    pub meaning: String,
}

/// A level of risk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Its id, as ratings store it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// A tag for tables, of at most six letters.
    pub short: String,
    /// What is to be decided at this level.
    pub decision: String,
    /// Below the line of acceptability.
    pub acceptable: bool,
}

/// A scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scale {
    /// `med-5x5`.
    pub id: String,
    /// The version of this description.
    pub version: String,
    /// Its name.
    pub name: String,
    /// How far to trust it.
    pub basis: String,
    /// The severities, 1 first.
    pub severities: Vec<Severity>,
    /// The likelihoods, 1 first.
    pub likelihoods: Vec<Likelihood>,
    /// The levels, lowest first.
    pub bands: Vec<Band>,
    /// By likelihood, then severity: the place in `bands`.
    matrix: Vec<Vec<usize>>,
    source: Source,
}

impl Scale {
    /// Reads a scale from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// The level that the matrix gives; none outside the matrix.
    pub fn level(&self, severity: i64, likelihood: i64) -> Option<&Band> {
        let place = |step: i64| usize::try_from(step).ok()?.checked_sub(1);
        let band = *self.matrix.get(place(likelihood)?)?.get(place(severity)?)?;
        self.bands.get(band)
    }

    /// The level with this id.
    pub fn band(&self, id: &str) -> Option<&Band> {
        self.bands.iter().find(|band| band.id == id)
    }

    /// The place of a level in the scale, 1 the lowest.
    pub fn rank(&self, id: &str) -> Option<i64> {
        self.bands.iter().position(|band| band.id == id).and_then(|place| i64::try_from(place + 1).ok())
    }

    /// The worst of some levels; none if there are none. An id that the scale does not know counts for nothing.
    pub fn worst<'i>(&self, ids: impl IntoIterator<Item = &'i str>) -> Option<&Band> {
        let place = |id: &str| self.bands.iter().position(|band| band.id == id);
        ids.into_iter().filter_map(place).max().map(|place| &self.bands[place])
    }

    /// SHA-256 of the TOML text.
    pub fn sha256(&self) -> &str {
        &self.source.sha256
    }

    /// The TOML text.
    pub fn text(&self) -> &str {
        &self.source.text
    }
}

impl Part for Scale {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let version = fields.text("version");
        let id = fields.located("id");
        page.define(Kind::Scale, &id);
        let id = id.value;
        let name = fields.text("name");
        let basis = fields.text("basis");
        let severities = steps(page, &mut fields, "severity", "level", |level, table| Severity {
            level,
            name: table.text("name"),
            safety: table.text("safety"),
            effectiveness: table.text("effectiveness"),
            security: table.text("security"),
        });
        let likelihoods = steps(page, &mut fields, "likelihood", "level", |level, table| Likelihood {
            level,
            name: table.text("name"),
            meaning: table.text("meaning"),
        });
        let bands = bands(page, fields.some_tables("band"));
        let matrix = matrix(page, &mut fields, &bands);
        fields.finish();
        Some(Self { id, version, name, basis, severities, likelihoods, bands, matrix, source: page.source() })
    }

    fn file_name(&self) -> String {
        self.id.clone()
    }
}

/// Reads the tables `[[key]]` whose field `number` must count from 1 to 5.
fn steps<T>(
    page: &Page<'_>,
    fields: &mut Fields<'_, '_>,
    key: &'static str,
    number: &str,
    mut make: impl FnMut(i64, &mut Fields<'_, '_>) -> T,
) -> Vec<T> {
    let mut read = Vec::new();
    for (mut table, expected) in fields.some_tables(key).into_iter().zip(1..) {
        let step = table.number(number, 1..=STEPS);
        if step.value != expected {
            page.fault(
                step.at,
                format!("{number} must count from 1 to {STEPS}: {expected} is expected here"),
            );
        }
        read.push(make(step.value, &mut table));
        table.finish();
    }
    let count = read.len();
    if count != 0 && i64::try_from(count) != Ok(STEPS) {
        page.fault(0, format!("a scale needs {STEPS} [[{key}]] and has {count}"));
    }
    read
}

fn bands(page: &Page<'_>, tables: Vec<Fields<'_, '_>>) -> Vec<Band> {
    let mut bands: Vec<Band> = Vec::new();
    for mut table in tables {
        let id = table.located("id");
        page.define(Kind::Band, &id);
        let band = Band {
            id: id.value,
            name: table.text("name"),
            short: table.short_text("short", 6),
            decision: table.text("decision"),
            acceptable: table.truth("acceptable"),
        };
        if band.acceptable && bands.last().is_some_and(|below| !below.acceptable) {
            page.fault(table.at, format!("{} is acceptable although a lower band is not", band.id));
        }
        bands.push(band);
        table.finish();
    }
    bands
}

fn matrix(page: &Page<'_>, fields: &mut Fields<'_, '_>, bands: &[Band]) -> Vec<Vec<usize>> {
    let mut below: Vec<usize> = Vec::new();
    steps(page, fields, "matrix", "likelihood", |likelihood, table| {
        let at = table.at;
        let levels = table.list("levels");
        if i64::try_from(levels.len()) != Ok(STEPS) {
            page.fault(at, format!("the row of likelihood {likelihood} needs {STEPS} levels"));
        }
        let mut row: Vec<usize> = Vec::new();
        for level in &levels {
            match bands.iter().position(|band| band.id == level.value) {
                Some(band) => row.push(band),
                None => page.fault(level.at, format!("the scale has no band {:?}", level.value)),
            }
        }
        if row.len() == levels.len() {
            for (place, level) in levels.iter().enumerate() {
                let before = place.checked_sub(1).map(|place| row[place]);
                if before.max(below.get(place).copied()) > Some(row[place]) {
                    let what =
                        format!("{} is lower than the level of a lesser severity or likelihood", level.value);
                    page.fault(level.at, what);
                }
            }
        }
        below.clone_from(&row);
        row
    })
}
