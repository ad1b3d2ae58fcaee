//! The words of riskward as types, and the events. Pure: no I/O, no clock, no SQL, no terminal.

pub mod agreement;
pub mod assessment;
pub mod attestation;
pub mod capability;
pub mod control;
pub mod decision;
pub mod disclosure;
pub mod due;
pub mod events;
pub mod export;
pub mod finding;
pub mod gate;
pub mod object;
pub mod person;
pub mod product;
pub mod question;
pub mod rating;
pub mod record;
pub mod register;
pub mod requirement;
pub mod revision;
pub mod risk;
pub mod shown;
pub mod trouble;
pub mod vulnerability;
pub mod word;
