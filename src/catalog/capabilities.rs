//! The 22 capabilities: what each is for and what to look for in a disclosure.

use super::{
    fault::Fault,
    fields::Fields,
    page::{self, Kind, Page, Part},
};
use crate::domain::{
    capability::Responsible,
    word::{Word, words},
};

words! {
    /// Which of the two kinds a capability is.
    CapabilityGroup {
        /// Something the product can do.
        SecurityCapability = "security_capability", "security capability";
        /// Something the manufacturer tells.
        SupportingInformation = "supporting_information", "supporting information";
    }
}

words! {
    /// A property of data or system that a capability serves.
    Attribute {
        /// Only those who may know it know it.
        Confidentiality = "confidentiality", "confidentiality";
        /// It is right and complete.
        Integrity = "integrity", "integrity";
        /// It is there when needed.
        Availability = "availability", "availability";
        /// It is what it claims to be.
        Authenticity = "authenticity", "authenticity";
        /// What was done leads to who did it.
        Accountability = "accountability", "accountability";
    }
}

words! {
    /// How much a capability serves an attribute.
    Strength {
        /// It is there for this.
        Primary = "primary", "primary";
        /// It helps.
        Secondary = "secondary", "secondary";
    }
}

/// One capability.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capability {
    /// `ALOF`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Capability or supporting information.
    pub group: CapabilityGroup,
    /// Where it stands in the published document.
    pub clause: String,
    /// What is so when it is there.
    pub goal: String,
    /// Why the people at work need it.
    pub user_need: String,
    /// What to look for in a disclosure.
    pub look_for: Vec<String>,
    /// Who is to provide it.
    pub responsibility: Responsible,
    /// Capabilities to read it together with.
    pub related: Vec<String>,
    /// The attributes it serves; the others it does not.
    pub attributes: Vec<(Attribute, Strength)>,
}

/// The file of capabilities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capabilities {
    /// The version of the file.
    pub version: String,
    /// How far to trust it.
    pub basis: String,
    /// The capabilities in their usual order.
    pub capabilities: Vec<Capability>,
}

impl Capabilities {
    /// Reads the capabilities from their TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }
}

impl Part for Capabilities {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let version = fields.text("version");
        let basis = fields.text("basis");
        let capabilities = fields.some_tables("capability");
        let capabilities = capabilities.into_iter().map(|table| capability(page, table)).collect();
        fields.finish();
        Some(Self { version, basis, capabilities })
    }

    fn file_name(&self) -> String {
        "capabilities".to_owned()
    }
}

fn capability(page: &Page<'_>, mut table: Fields<'_, '_>) -> Capability {
    let code = table.located("code");
    page.define(Kind::Capability, &code);
    let code = code.value;
    let related = table.list("related");
    for other in related.iter().filter(|other| other.value == code) {
        page.fault(other.at, format!("{code} is related to itself"));
    }
    let capability = Capability {
        name: table.text("name"),
        group: table.word("group"),
        clause: table.text("clause"),
        goal: table.text("goal"),
        user_need: table.text("user_need"),
        look_for: table.filled_list("look_for").into_iter().map(|text| text.value).collect(),
        responsibility: table.word("responsibility"),
        related: page.refer_all(Kind::Capability, related),
        attributes: attributes(&mut table),
        code,
    };
    table.finish();
    capability
}

fn attributes(table: &mut Fields<'_, '_>) -> Vec<(Attribute, Strength)> {
    let Some(mut served) = table.table("attributes") else { return Vec::new() };
    let attributes = Attribute::ALL
        .iter()
        .filter_map(|attribute| Some((*attribute, served.word_if_any(attribute.word())?)))
        .collect();
    served.finish();
    attributes
}
