//! What any store of the register must hold, proved against its public face, and that every proof can fail.
//!
//! `suite` knows [`riskward::ledger::Ledger`] alone and holds for another store too; `sqlite` holds what only a
//! SQLite file can be asked; `canaries` takes one protection away at a time and requires the check to fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod canaries;
mod chance;
mod process_sample;
mod report;
mod sabotage;
mod sample;
mod sqlite;
mod store;
mod suite;
mod worker;
