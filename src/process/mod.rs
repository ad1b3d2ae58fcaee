//! The process as pure functions over domain and catalog: coverage, levels, gates, seals, acceptance, what a gap
//! suggests, what is required, what a new disclosure says otherwise, which version fits a range, what is due.

pub mod acceptance;
pub mod as_of;
pub mod authority;
pub mod benefit;
pub mod causes;
pub mod checks;
pub mod conditions;
pub mod coverage;
pub mod deciding;
pub mod difference;
pub mod due;
pub mod failure;
pub mod file;
pub mod gates;
pub mod left;
pub mod level;
pub mod passed;
pub mod quality;
pub mod readable;
pub mod relied;
pub mod renewal;
pub mod required;
pub mod requirements;
pub mod revision;
pub mod seal;
pub mod stale;
pub mod standards;
pub mod suggest;
pub mod versions;

#[cfg(test)]
mod specimen;
