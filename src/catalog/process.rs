//! Processes: the gates of an assessment by stage, and what each checks.

use super::{
    fault::Fault,
    page::{self, Kind, Page, Part, Source},
};
use crate::domain::{assessment::Stage, gate::Weight, word::words};

words! {
    /// How far a reference to a clause can be trusted.
    Trust {
        /// Checked against the published text.
        Verified = "verified", "verified";
        /// Not checked against the published text.
        Unverified = "unverified", "unverified";
    }
}

/// A gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// `G0`
    pub id: String,
    /// A short name: `Scope`.
    pub name: String,
    /// What it wants, in riskward's words.
    pub title: String,
    /// The clause with its edition: `IEC 80001-1:2021, 6.1.1`.
    pub clause: String,
    /// How far to trust the clause.
    pub trust: Trust,
    /// The stages that have it.
    pub stages: Vec<Stage>,
    /// What it checks.
    pub checks: Vec<GateCheck>,
}

impl Gate {
    /// The clause, marked where it was not checked against the published text.
    pub fn reference(&self) -> String {
        match self.trust {
            Trust::Verified => self.clause.clone(),
            Trust::Unverified => format!("{} (unverified)", self.clause),
        }
    }
}

/// One check of a gate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GateCheck {
    /// The check's name in riskward.
    pub check: String,
    /// Whether what is missing blocks. `Block` leaves it at the check's own word for each missing thing; `Warn` lets the
    /// gate be passed whatever the check misses.
    pub weight: Weight,
    /// The stages in which it is made; all of the gate's, if none is named.
    pub stages: Vec<Stage>,
}

/// A process.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Process {
    /// Its id: `iec-80001-1`.
    pub id: String,
    /// The version of this description.
    pub version: String,
    /// Its name.
    pub title: String,
    /// How far to trust it.
    pub basis: String,
    /// The gates in their order.
    pub gates: Vec<Gate>,
    source: Source,
}

impl Process {
    /// Reads a process from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// The gate with this id.
    pub fn gate(&self, id: &str) -> Option<&Gate> {
        self.gates.iter().find(|gate| gate.id == id)
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

impl Part for Process {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let mut gates: Vec<Gate> = Vec::new();
        for mut table in fields.some_tables("gate") {
            let id = table.located("id");
            if gates.iter().any(|known| known.id == id.value) {
                page.fault(id.at, format!("the gate {} is already there", id.value));
            }
            let mut checks: Vec<GateCheck> = Vec::new();
            for mut check in table.tables("check") {
                let name = check.located("check");
                page.refer(Kind::Check, &name);
                if checks.iter().any(|known| known.check == name.value) {
                    page.fault(name.at, format!("{} is checked twice", name.value));
                }
                checks.push(GateCheck {
                    check: name.value,
                    weight: check.word("weight"),
                    stages: check.words("stages"),
                });
                check.finish();
            }
            gates.push(Gate {
                id: id.value,
                name: table.text("name"),
                title: table.text("title"),
                clause: table.text("clause"),
                trust: table.word("trust"),
                stages: table.words("stages"),
                checks,
            });
            table.finish();
        }
        let process = Self {
            version: fields.text("version"),
            id: fields.text("id"),
            title: fields.text("title"),
            basis: fields.text("basis"),
            gates,
            source: page.source(),
        };
        fields.finish();
        Some(process)
    }

    fn file_name(&self) -> String {
        self.id.clone()
    }
}
