//! The catalogue that a workbench works with: riskward's own, with or without what a hospital lays over it.

use std::path::Path;

use super::{
    questions::catalogue::{self, Entry, EntryWhole},
    trouble,
};
use crate::{
    catalog::{Catalogue, Count, NoOverlay, is_overlay},
    domain::trouble::Trouble,
};

/// Faults of an overlay that are told at once; `catalog check` tells all.
const TOLD: usize = 5;

/// The catalogue at hand.
#[derive(Debug, Clone)]
pub struct CatalogueAtHand {
    catalogue: &'static Catalogue,
    refused: Option<Trouble>,
}

impl Default for CatalogueAtHand {
    /// The one in the program.
    fn default() -> Self {
        Self { catalogue: Catalogue::embedded(), refused: None }
    }
}

impl CatalogueAtHand {
    /// The one in the program, with a hospital's own directory over it. Where that has a fault, the whole of it is left
    /// away, and [`Self::refused`] says so.
    ///
    /// # Errors
    /// When the directory cannot be read.
    pub fn with(overlay: &Path) -> Result<Self, Trouble> {
        match Catalogue::embedded().overlaid(overlay) {
            // A program has one catalogue, and has it until it ends.
            Ok(catalogue) => Ok(Self { catalogue: Box::leak(Box::new(catalogue)), refused: None }),
            Err(NoOverlay::Unreadable(error)) => {
                let what = format!("The catalogue in {} was not read", overlay.display());
                Err(trouble::io(&what, &error, "a directory laid out as riskward's own catalog/, or none"))
            }
            Err(NoOverlay::Faults(faults)) => {
                let mut told: Vec<String> = faults.iter().take(TOLD).map(ToString::to_string).collect();
                if faults.len() > TOLD {
                    told.push(format!("and {} more", faults.len() - TOLD));
                }
                let refused = Trouble::refused(
                    format!("The catalogue in {} is not used", overlay.display()),
                    told.join("; "),
                    format!(
                        "riskward catalog check {}; until then riskward's own catalogue is used",
                        overlay.display()
                    ),
                );
                Ok(Self { refused: Some(refused), ..Self::default() })
            }
        }
    }

    /// A catalogue that is used as it is.
    pub fn of(catalogue: &'static Catalogue) -> Self {
        Self { catalogue, refused: None }
    }

    /// The catalogue.
    pub(super) fn get(&self) -> &'static Catalogue {
        self.catalogue
    }

    /// Every entry, by kind; the whole catalogue is read for it.
    pub fn entries(&self) -> Vec<Entry> {
        catalogue::entries(self.catalogue)
    }

    /// The entry that a person names, `CC-SEG` or `mapping/nist-800-53r5`, with all that leads from it and to it; and
    /// what else has this id.
    ///
    /// # Errors
    /// When there is none.
    pub fn entry(&self, name: &str) -> Result<(EntryWhole, Vec<String>), Trouble> {
        let (entry, others) = catalogue::named(self.catalogue, name)?;
        Ok((catalogue::whole(self.catalogue, &entry), others))
    }

    /// Why a hospital's own directory is not used, if it is not.
    pub fn refused(&self) -> Option<&Trouble> {
        self.refused.as_ref()
    }
}

/// What a check of a catalogue found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueChecked {
    /// Every fault: `file:line: what`.
    pub faults: Vec<String>,
    /// What the catalogue holds, as far as it could be read.
    pub counts: Vec<Count>,
}

/// Checks the catalogue in a directory, by itself or laid over riskward's own; without one, riskward's own.
///
/// # Errors
/// When the directory cannot be read.
pub fn catalogue_checked(directory: Option<&Path>) -> Result<CatalogueChecked, Trouble> {
    let of = |catalogue: &Catalogue| CatalogueChecked {
        faults: catalogue.check().iter().map(ToString::to_string).collect(),
        counts: catalogue.counts(),
    };
    let Some(directory) = directory else { return Ok(of(Catalogue::embedded())) };
    let unreadable = |error: std::io::Error| {
        let what = format!("The catalogue in {} was not checked", directory.display());
        trouble::io(&what, &error, "a directory laid out as riskward's own catalog/")
    };
    if !is_overlay(directory) {
        return Ok(of(&Catalogue::read_dir(directory).map_err(unreadable)?));
    }
    match Catalogue::embedded().overlaid(directory) {
        Ok(catalogue) => Ok(CatalogueChecked { faults: Vec::new(), counts: catalogue.counts() }),
        Err(NoOverlay::Unreadable(error)) => Err(unreadable(error)),
        Err(NoOverlay::Faults(faults)) => Ok(CatalogueChecked {
            faults: faults.iter().map(ToString::to_string).collect(),
            counts: Vec::new(),
        }),
    }
}
