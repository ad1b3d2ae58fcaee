//! Coverage, levels, seals: pure functions over domain and catalogue.
