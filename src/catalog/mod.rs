//! What riskward knows before it is told anything: the TOML as typed, cross-checked values.
