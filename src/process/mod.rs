//! The process as pure functions over domain and catalog: coverage, levels, gates, seals, acceptance, what a gap
//! suggests, what a new disclosure says otherwise, which version fits a range, what is due.

pub mod acceptance;
pub mod authority;
pub mod checks;
pub mod coverage;
pub mod deciding;
pub mod difference;
pub mod due;
pub mod failure;
pub mod file;
pub mod gates;
pub mod level;
pub mod revision;
pub mod seal;
pub mod suggest;
pub mod versions;

#[cfg(test)]
mod specimen;
