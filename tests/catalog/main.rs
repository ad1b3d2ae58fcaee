//! The catalogue as it stands in `catalog/`, and the rules that rest on it.

#![allow(clippy::expect_used, clippy::panic, reason = "a test stops where its premises fail")]

mod answers;
mod check;
mod disclosures;
mod embedded;
mod faults;
mod golden;
mod index;
mod kinds;
mod laws;
mod level;
mod overlay;
mod process;
mod ranked;
mod rule;
mod small;
mod suggest;
