//! The process as pure functions over domain and catalog: coverage, levels, gates, seals, acceptance, what a gap
//! suggests.

pub mod acceptance;
pub mod checks;
pub mod coverage;
pub mod failure;
pub mod file;
pub mod gates;
pub mod level;
pub mod revision;
pub mod seal;
pub mod suggest;
