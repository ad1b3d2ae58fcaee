//! What a hospital lays over the catalogue: a directory of its own parts and entries.

use std::{io, path::Path};

use super::{Catalogue, fault::Fault, files};

/// Why an overlay is not used.
#[derive(Debug, thiserror::Error)]
pub enum NoOverlay {
    /// The directory or a file in it cannot be read.
    #[error("it cannot be read: {0}")]
    Unreadable(#[from] io::Error),
    /// It has faults. A catalogue is used with the whole of an overlay or without it.
    #[error("it has {} {}", .0.len(), if .0.len() == 1 { "fault" } else { "faults" })]
    Faults(Vec<Fault>),
}

impl Catalogue {
    /// This catalogue with the directory's own parts: a file of a folder replaces the one of its name or is added; of
    /// `controls.toml`, `standards.toml` and the files of `risks/`, each entry replaces the one of its id or is added.
    ///
    /// # Errors
    /// When the directory cannot be read, or the whole has a fault with it.
    pub fn overlaid(&self, dir: &Path) -> Result<Self, NoOverlay> {
        let overlaid = self.laid_under(files::read_dir(dir)?);
        let mut faults = overlaid.check();
        // What stands in the directory comes before what it brings about elsewhere.
        let root = dir.to_string_lossy();
        faults.sort_by_key(|fault| !fault.file.starts_with(&*root));
        if faults.is_empty() { Ok(overlaid) } else { Err(NoOverlay::Faults(faults)) }
    }

    fn laid_under(&self, over: Vec<files::File>) -> Self {
        Self::of(files::laid_over(&self.files.all, over))
    }

    /// Whether a hospital's own directory is laid over it.
    pub fn has_overlay(&self) -> bool {
        self.files.all.iter().any(|file| file.layer == files::Layer::Overlay)
    }
}

/// Whether a directory holds an overlay and no catalogue of its own.
pub fn is_overlay(dir: &Path) -> bool {
    dir.is_dir() && !dir.join("capabilities.toml").exists()
}
