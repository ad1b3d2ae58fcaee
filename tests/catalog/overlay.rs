//! A hospital's own directory over the catalogue.
