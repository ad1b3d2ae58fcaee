//! What riskward knows before it is told anything: the TOML files of `catalog/` as typed, cross-checked values.

pub mod condition;
pub mod fault;
mod fields;
pub mod forms;
mod page;
