//! The catalogue without a register: its check, and its entries to read.

use std::path::Path;

use super::{
    questions::catalogue::{self, Entry, EntryWhole},
    trouble,
};
use crate::{catalog::Catalogue, domain::trouble::Trouble};

/// Every fault of the catalogue in the directory, or of the one in the program: `file:line: what`.
///
/// # Errors
/// When the directory cannot be read.
pub fn catalogue_faults(directory: Option<&Path>) -> Result<Vec<String>, Trouble> {
    let faults = match directory {
        None => Catalogue::embedded().check(),
        Some(directory) => {
            let what = format!("The catalogue in {} was not checked", directory.display());
            let try_this = "a directory laid out as riskward's own catalog/";
            Catalogue::read_dir(directory).map_err(|e| trouble::io(&what, &e, try_this))?.check()
        }
    };
    Ok(faults.iter().map(ToString::to_string).collect())
}

/// Every entry of the catalogue in the program, by kind.
pub fn catalogue_entries() -> Vec<Entry> {
    catalogue::entries(Catalogue::embedded())
}

/// The entry of the catalogue in the program that a person names, `CC-SEG` or `mapping/nist-800-53r5`, with all that
/// leads from it and to it; and what else has this id.
///
/// # Errors
/// When there is none.
pub fn catalogue_entry(name: &str) -> Result<(EntryWhole, Vec<String>), Trouble> {
    let catalogue = Catalogue::embedded();
    let (entry, others) = catalogue::named(catalogue, name)?;
    Ok((catalogue::whole(catalogue, &entry), others))
}
