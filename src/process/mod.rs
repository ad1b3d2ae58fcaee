//! The process as pure functions over domain and catalog: coverage, levels, seals, acceptance, what a gap suggests.

pub mod acceptance;
pub mod coverage;
pub mod level;
pub mod seal;
pub mod suggest;
