//! The process as pure functions over domain and catalog: coverage, levels, gates, seals, acceptance, what a gap
//! suggests, what a new disclosure says otherwise, which version fits a range, what is due.

pub mod acceptance;
pub mod checks;
pub mod coverage;
pub mod difference;
pub mod due;
pub mod file;
pub mod gates;
pub mod level;
pub mod seal;
pub mod suggest;
pub mod versions;
