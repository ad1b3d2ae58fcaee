//! The ledger on a temporary register.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod basics;
mod refusals;
