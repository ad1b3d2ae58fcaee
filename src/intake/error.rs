//! Why a file could not be read, as a sentence, and what to try.

use serde::{Deserialize, Serialize};

/// Why a file gave no disclosure. The message says the cause; [`IntakeError::try_this`] what a person can do.
///
/// Messages may quote the file: they reach a screen only through `Shown`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum IntakeError {
    /// The file has no bytes, or nothing but blanks.
    #[error("the file is empty")]
    Empty,
    /// More bytes than are read of a file of its format.
    #[error("the file has more than {limit} MiB, and no disclosure needs that much")]
    TooLarge {
        /// The limit in MiB.
        limit: u64,
    },
    /// The file is of a kind that riskward knows and does not read.
    #[error("the file is {kind}, which riskward does not read")]
    OtherKind {
        /// What it is, with its article.
        kind: String,
        /// What to do with such a file.
        try_this: String,
    },
    /// The file looks made to harm, or is far beyond what the format needs.
    #[error("the file was refused: {because}")]
    Refused {
        /// What was found.
        because: String,
    },
    /// The file is damaged or not what it claims to be.
    #[error("the file cannot be read: {because}")]
    Broken {
        /// What was found.
        because: String,
    },
    /// The file was read and nothing in it can be used.
    #[error("nothing in the file can be used: {because}")]
    NothingUsable {
        /// What was missing.
        because: String,
        /// What to do.
        try_this: String,
    },
    /// The file answers a form that is not in the catalogue.
    #[error("the file answers the form {form:?}, which is not in the catalogue")]
    UnknownForm {
        /// The form it names.
        form: String,
        /// The forms there are.
        known: Vec<String>,
    },
    /// The process that reads files reached one of its limits.
    #[error("reading the file was stopped because it took more than {limit}")]
    Stopped {
        /// The limit, in words.
        limit: String,
    },
    /// The process that reads files could not do its work.
    #[error("the process that reads files {how}")]
    Worker {
        /// What became of it.
        how: String,
    },
}

impl IntakeError {
    /// What a person can do about it.
    pub fn try_this(&self) -> String {
        match self {
            Self::Empty => "look whether the file was copied or downloaded completely".into(),
            Self::TooLarge { .. } => {
                "save only the sheet or the text of the disclosure as a file of its own".into()
            }
            Self::OtherKind { try_this, .. } | Self::NothingUsable { try_this, .. } => try_this.clone(),
            Self::Refused { .. } | Self::Stopped { .. } => {
                "ask the manufacturer for the original; or open it on a machine you can spare, and save the sheet \
                 as CSV"
                    .into()
            }
            Self::Broken { .. } => {
                "get the file again; if it opens elsewhere, save it from there as .xlsx or CSV".into()
            }
            Self::UnknownForm { known, .. } => format!("write one of {} in its place", known.join(", ")),
            Self::Worker { .. } => {
                "import it once more; if that fails too, report it with the file's name and size".into()
            }
        }
    }

    pub(super) fn refused(because: impl Into<String>) -> Self {
        Self::Refused { because: because.into() }
    }

    pub(super) fn broken(because: impl Into<String>) -> Self {
        Self::Broken { because: because.into() }
    }
}
