//! The process as pure functions over domain and catalog: coverage, levels, gates, seals, acceptance, what a gap
//! suggests.

pub mod acceptance;
pub mod benefit;
pub mod checks;
pub mod conditions;
pub mod coverage;
pub mod file;
pub mod gates;
pub mod level;
pub mod quality;
pub mod readable;
pub mod relied;
pub mod renewal;
pub mod seal;
pub mod stale;
pub mod suggest;
