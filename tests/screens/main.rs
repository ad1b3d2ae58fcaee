//! The terminal workbench without a terminal: keys in, state and screens out.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod any;
mod bench;
mod bytes;
mod catalogue;
mod catalogue_sample;
mod cells;
mod copying;
mod counts;
mod danger;
mod decisions;
mod everywhere;
mod fields;
mod forms;
mod keys;
mod looks;
mod marks;
mod matrix;
mod overview;
mod pages;
mod process_sample;
mod purposes;
mod readme;
mod record_sample;
mod remapped;
mod sample;
mod sheet;
mod suggested_sample;
mod suggestions;
mod table;
mod views_sample;
