//! The register itself, and what it knows.

use serde::{Deserialize, Serialize};

use super::{object::Object, record::Record, word::words};

/// The register: its time zone decides what "today" is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Register {
    /// IANA name of its time zone, recorded when it was made.
    pub time_zone: String,
    /// The program that made it.
    pub made_with: String,
}

impl Record for Register {
    const OBJECT: Object = Object::Register;
}

words! {
    /// The kinds of catalogue part that a register keeps.
    KnowledgeKind {
        /// A disclosure form.
        Form = "form", "form";
        /// A rating scale.
        Scale = "scale", "scale";
        /// A profile of required capabilities.
        Profile = "profile", "profile";
        /// The gates and their checks.
        Process = "process", "process";
        /// Authority and switches.
        Policy = "policy", "policy";
        /// What is so of a placement, and which capabilities that lifts.
        Trait = "trait", "trait";
        /// Requirements of a region or a hospital.
        RequirementSet = "requirement_set", "requirement set";
        /// What the catalogue held when this register took it up: each part and entry with its digest.
        Catalogue = "catalogue", "index of the catalogue";
    }
}

/// A part of the catalogue as this register uses it; its identity is the SHA-256 of its text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knowledge {
    /// What it is.
    pub kind: KnowledgeKind,
    /// Its id in the catalogue: `med-5x5`.
    pub name: String,
    /// Its text, TOML.
    pub text: String,
}

impl Record for Knowledge {
    const OBJECT: Object = Object::Knowledge;
}
