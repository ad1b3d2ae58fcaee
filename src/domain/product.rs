//! Products and where they are used.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{
    object::{Id, Object},
    record::Record,
};

/// Manufacturer and model.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Product {
    /// Manufacturer.
    pub manufacturer: String,
    /// Model.
    pub model: String,
    /// Kind of product: `infusion-pump`, `pacs` …
    #[serde(default)]
    pub kind: String,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// Unique device identifier, device part.
    #[serde(default)]
    pub udi_di: String,
    /// Last day on which it is sold.
    pub end_of_sale: Option<NaiveDate>,
    /// Last day of the manufacturer's support.
    pub end_of_support: Option<NaiveDate>,
    /// Last day on which all its components are supported.
    pub end_of_component_support: Option<NaiveDate>,
}

impl Record for Product {
    const OBJECT: Object = Object::Product;
}

/// Where a product is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placement {
    /// The product.
    pub product_id: Id,
    /// The hospital's site; controls are put in place per site.
    pub site: String,
    /// Ward or room.
    pub location: String,
    /// Network zone.
    #[serde(default)]
    pub zone: String,
    /// What it does for patients there.
    #[serde(default)]
    pub clinical_use: String,
    /// How many units.
    pub units: i64,
    /// The hospital's asset tags.
    #[serde(default)]
    pub asset_ids: Vec<String>,
    /// The ids of the maintenance system.
    #[serde(default)]
    pub cmms_ids: Vec<String>,
    /// Versions found on the units.
    #[serde(default)]
    pub versions_found: Vec<String>,
    /// Systems it talks to.
    #[serde(default)]
    pub connected_systems: Vec<String>,
    /// What is so there, by the ids of the catalogue's traits: `networked`, `life-supporting` …
    #[serde(default)]
    pub traits: Vec<String>,
}

impl Record for Placement {
    const OBJECT: Object = Object::Placement;
}
