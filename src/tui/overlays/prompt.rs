//! A line being typed at the foot: a text to find, a filter, the name of a file.

use crate::{tui::widgets::editor::Editor, workbench::export::Wanted};

/// What the line is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum For {
    /// A text to find; where one was before.
    Search(usize),
    /// A filter; what it was before.
    Filter(String),
    /// The file to import, for this assessment.
    Import(Option<String>),
    /// The file to export to.
    Export(Box<Exporting>),
    /// The file of a backup.
    Backup,
}

/// What is to be exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exporting {
    /// What, and how.
    pub wanted: Wanted,
    /// What readers need stands beside it.
    pub sidecar: bool,
}

impl For {
    /// The words before the line.
    pub fn label(&self) -> String {
        match self {
            Self::Search(_) => "Find: ".to_owned(),
            Self::Filter(_) => "Show only rows with: ".to_owned(),
            Self::Import(None) => "Files or directory to import: ".to_owned(),
            Self::Import(Some(reference)) => format!("File to import for {reference}: "),
            Self::Export(exporting) if exporting.wanted.profile == "native" => {
                format!("File for the risks of {}: ", exporting.wanted.reference)
            }
            Self::Export(exporting) => {
                format!("File for the {} of {}: ", exporting.wanted.profile, exporting.wanted.reference)
            }
            Self::Backup => "File for the copy of the register: ".to_owned(),
        }
    }
}

/// The line.
#[derive(Debug, Clone)]
pub struct Prompt {
    /// What it is for.
    pub what: For,
    /// What has been typed.
    pub editor: Editor,
}

impl Prompt {
    /// An empty line, or one that begins with a text.
    pub fn new(what: For, text: &str) -> Self {
        Self { what, editor: Editor::line(text) }
    }
}
