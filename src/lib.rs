//! riskward: from a manufacturer's security disclosure to signed residual-risk decisions.
//!
//! ARCHITECTURE.md tells where everything lives.

pub mod catalog;
pub mod cli;
pub mod domain;
pub mod intake;
pub mod ledger;
pub mod os;
pub mod process;
pub mod report;
pub mod tui;
pub mod workbench;
