//! The terminal workbench without a terminal: keys in, state and screens out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod altered;
mod any;
mod any_text;
mod bench;
mod bytes;
mod catalogue;
mod catalogue_sample;
mod danger;
mod decisions;
mod every;
mod everywhere;
mod forms;
mod keys;
mod live_keys;
mod looks;
mod matrix;
mod overview;
mod process_sample;
mod purposes;
mod readme;
mod record_sample;
mod remapped;
mod sample;
mod suggested_sample;
mod suggestions;
mod table;
mod views;
mod views_sample;
