//! Frameworks of controls that auditors ask for: ids and short titles, no text of theirs.

use super::{
    controls::LONGEST_TITLE,
    fault::Fault,
    fields::Located,
    page::{self, Kind, Page, Part, Source},
};

/// A framework of controls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framework {
    /// Its id: `nist-800-53r5`.
    pub id: String,
    /// The version of this description.
    pub version: String,
    /// Its name.
    pub title: String,
    /// The edition, as far as it is known.
    pub edition: String,
    /// How far to trust it.
    pub basis: String,
    /// Ids that the framework has taken back.
    pub withdrawn: Vec<String>,
    /// Its families, each with its controls in their order.
    pub families: Vec<Family>,
    source: Source,
}

/// A family of controls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    /// Its name.
    pub title: String,
    /// Its controls.
    pub controls: Vec<FrameworkControl>,
}

/// A control of a framework.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameworkControl {
    /// The framework's id of it: `AC-11(1)`.
    pub id: String,
    /// Its short title.
    pub title: String,
}

impl Framework {
    /// Reads a framework from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// Every control, in the order of families and ids.
    pub fn controls(&self) -> impl Iterator<Item = &FrameworkControl> {
        self.families.iter().flat_map(|family| &family.controls)
    }

    /// The control with this id.
    pub fn control(&self, id: &str) -> Option<&FrameworkControl> {
        self.controls().find(|control| control.id == id)
    }

    /// SHA-256 of the TOML text.
    pub fn sha256(&self) -> &str {
        &self.source.sha256
    }

    /// The TOML text.
    pub fn text(&self) -> &str {
        &self.source.text
    }
}

impl Part for Framework {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let id = fields.located("id");
        page.define(Kind::Framework, &id);
        let of_it = |name: &Located<String>| Located { value: full_id(&id.value, &name.value), at: name.at };
        let mut families = Vec::new();
        for mut table in fields.some_tables("family") {
            let title = table.text("title");
            let at = table.at;
            let mut controls = Vec::new();
            for (name, title) in table.named_texts("controls") {
                page.define(Kind::FrameworkControl, &of_it(&name));
                controls.push(FrameworkControl { id: name.value, title });
            }
            if controls.is_empty() {
                page.fault(at, "there is no control in this family");
            }
            controls.sort_by_key(|control| natural(&control.id));
            families.push(Family { title, controls });
            table.finish();
        }
        let withdrawn = fields.list_if_any("withdrawn");
        for name in &withdrawn {
            if page.defines(Kind::FrameworkControl, &of_it(name).value) {
                page.fault(name.at, format!("{} is both withdrawn and a control", name.value));
            }
            page.define(Kind::Withdrawn, &of_it(name));
        }
        let framework = Self {
            version: fields.text("version"),
            title: fields.short_text("title", LONGEST_TITLE),
            edition: fields.text("edition"),
            basis: fields.wording("basis", 40),
            withdrawn: withdrawn.into_iter().map(|name| name.value).collect(),
            families,
            source: page.source(),
            id: id.value,
        };
        fields.finish();
        Some(framework)
    }

    fn file_name(&self) -> String {
        self.id.clone()
    }
}

/// A control's id with that of its framework: `nist-800-53r5:AC-11(1)`.
pub fn full_id(framework: &str, control: &str) -> String {
    format!("{framework}:{control}")
}

/// An id in pieces that sort as a person counts: `AC-2` before `AC-10`, `AC-2(9)` before `AC-2(10)`.
fn natural(id: &str) -> Vec<(u64, String)> {
    let mut pieces: Vec<(u64, String)> = Vec::new();
    let mut rest = id;
    while !rest.is_empty() {
        let words = rest.find(|letter: char| letter.is_ascii_digit()).unwrap_or(rest.len());
        let (word, after) = rest.split_at(words);
        let digits = after.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(after.len());
        let (number, after) = after.split_at(digits);
        // Words before the number, so that `AC-2(` is told from `AC-2.`; a piece without a number comes first.
        pieces.push((0, word.to_owned()));
        if !number.is_empty() {
            pieces.push((number.parse::<u64>().unwrap_or(u64::MAX).saturating_add(1), String::new()));
        }
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "version = \"1\"\nid = \"f\"\ntitle = \"t\"\nedition = \"1\"\nbasis = \"b\"\nWITHDRAWN\n\
        [[family]]\ntitle = \"Access\"\n[family.controls]\n\
        \"AC-10\" = \"ten\"\n\"AC-2\" = \"two\"\n\"AC-2(10)\" = \"two ten\"\n\"AC-2(9)\" = \"two nine\"\n";

    #[test]
    fn controls_are_in_the_order_a_person_counts() {
        let framework =
            Framework::parse("f.toml", &TEXT.replace("WITHDRAWN", "withdrawn = [\"AC-13\"]")).unwrap();
        let ids: Vec<&str> = framework.controls().map(|control| control.id.as_str()).collect();
        assert_eq!(ids, ["AC-2", "AC-2(9)", "AC-2(10)", "AC-10"]);
        assert_eq!(framework.control("AC-10").map(|control| control.title.as_str()), Some("ten"));
        assert_eq!(framework.control("AC-13"), None);
        assert_eq!(framework.sha256().len(), 64);
    }

    #[test]
    fn what_is_withdrawn_is_no_control() {
        let faults =
            Framework::parse("f.toml", &TEXT.replace("WITHDRAWN", "withdrawn = [\"AC-2\"]")).unwrap_err();
        assert_eq!(faults[0].to_string(), "f.toml:6: AC-2 is both withdrawn and a control");
    }
}
