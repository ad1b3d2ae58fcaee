//! Forms: the items a disclosure answers, what each means, and which answer is good news.

mod outline;
mod reading;

use std::collections::{BTreeMap, HashMap};

pub use outline::{Outline, OutlineItem};

use super::{
    condition::Condition,
    fault::Fault,
    page::{self, Source},
};
use crate::domain::{disclosure::Answer, word::words};

words! {
    /// What kind of answer an item asks for.
    AnswerType {
        /// Yes, No or N/A.
        YesNoNa = "yes_no_na", "yes, no or N/A";
        /// Free text.
        Text = "text", "text";
        /// A date.
        Date = "date", "date";
    }
}

words! {
    /// Which answer is good news.
    Good {
        /// Yes.
        Yes = "yes", "yes";
        /// No.
        No = "no", "no";
        /// A fact, neither good nor bad.
        Informative = "informative", "a fact";
        /// Free text.
        Text = "text", "text";
    }
}

words! {
    /// What else is to be known of an item.
    Flag {
        /// Its answer decides which risks apply.
        Exposure = "exposure", "decides which risks apply";
        /// A bare Yes is worth less than one with a remark.
        NeedsDetail = "needs_detail", "a Yes needs a remark";
        /// Answered badly, it keeps the capability from being provided.
        Critical = "critical", "critical";
        /// As the only good item of its group it is half an answer.
        Caps = "caps", "half an answer by itself";
    }
}

words! {
    /// How many of the items on the other side make a contradiction.
    Need {
        /// One suffices.
        Any = "any", "any";
        /// All of them.
        All = "all", "all";
    }
}

/// A section of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its code, the first part of its items' ids.
    pub code: String,
    /// Its title in riskward's words.
    pub title: String,
}

/// One item of a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The form's id, `AUDT-2.10`.
    pub id: String,
    /// The code of its section.
    pub section: String,
    /// What kind of answer it asks for.
    pub answer: AnswerType,
    /// What it asks, in riskward's words.
    pub meaning: String,
    /// The capabilities it speaks for, its own first.
    pub capabilities: Vec<String>,
    /// Which answer is good news.
    pub good: Good,
    /// The core group it is counted in; without one it is detail, shown and not counted.
    pub group: Option<String>,
    /// When it is to be answered; always, if there is none.
    pub when: Option<Condition>,
    /// What else is to be known of it.
    pub flags: Vec<Flag>,
    /// Misprints of its id in published files.
    pub printed_as: Vec<String>,
    /// A remark for the reader.
    pub note: String,
    /// What the form prints beside it, by name of the other document.
    pub mapping: BTreeMap<String, String>,
}

impl Item {
    /// Whether it carries a flag.
    pub fn has(&self, flag: Flag) -> bool {
        self.flags.contains(&flag)
    }
}

/// Answers that cannot both be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The item on the one side.
    pub item: String,
    /// With one of these answers it contradicts …
    pub answers: Vec<Answer>,
    /// … these items …
    pub against: Vec<String>,
    /// … answered with one of these.
    pub against_answers: Vec<Answer>,
    /// Whether one of them suffices.
    pub need: Need,
}

/// A disclosure form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// `mds2-2019`.
    pub id: String,
    /// The version of this description.
    pub version: String,
    /// The form's name.
    pub title: String,
    /// How far to trust the description.
    pub basis: String,
    /// The sections in the form's order.
    pub sections: Vec<Section>,
    /// The items in the form's order.
    pub items: Vec<Item>,
    /// Pairs of answers that cannot both be right.
    pub contradictions: Vec<Contradiction>,
    source: Source,
    /// Ids and misprints in upper case → place in `items`.
    places: HashMap<String, usize>,
    /// Places in `items`, every item after those its condition asks about.
    order: Vec<usize>,
}

impl Form {
    /// Reads a form from its TOML text; `file` is what the faults call it.
    ///
    /// # Errors
    /// Every fault of the text. Names in other parts of the catalogue are not looked up here.
    pub fn parse(file: &str, text: &str) -> Result<Self, Vec<Fault>> {
        page::parse(file, text)
    }

    /// The item with exactly this id.
    pub fn item(&self, id: &str) -> Option<&Item> {
        self.places.get(id).map(|place| &self.items[*place]).filter(|item| item.id == id)
    }

    /// SHA-256 of the TOML text.
    pub fn sha256(&self) -> &str {
        &self.source.sha256
    }

    /// The TOML text.
    pub fn text(&self) -> &str {
        &self.source.text
    }

    /// The items, each after those its condition asks about.
    pub fn items_by_condition(&self) -> impl Iterator<Item = &Item> {
        self.order.iter().map(|place| &self.items[*place])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "version = \"1\"\nid = \"f\"\ntitle = \"t\"\nbasis = \"b\"\n\
                        [[section]]\ncode = \"ALOF\"\ntitle = \"Automatic logoff\"\n";

    fn form(items: &str) -> Result<Form, Vec<String>> {
        Form::parse("f.toml", &format!("{HEAD}{items}"))
            .map_err(|faults| faults.iter().map(ToString::to_string).collect())
    }

    fn item(id: &str, more: &str) -> String {
        format!(
            "[[item]]\nid = \"{id}\"\nsection = \"ALOF\"\nanswer = \"yes_no_na\"\nmeaning = \"m\"\n\
             capabilities = [\"ALOF\"]\ngood = \"yes\"\n{more}\n"
        )
    }

    #[test]
    fn an_id_is_found_as_it_is_printed() {
        let form = form(&item("ALOF-1", "printed_as = [\"ALFO-1\"]")).unwrap();
        let outline = form.outline();
        for printed in ["ALOF-1", " alof-1 ", "ALFO-1", "alfo-1"] {
            assert_eq!(outline.canonical(printed), Some("ALOF-1"), "{printed}");
        }
        assert_eq!(outline.canonical("ALOF-2"), None);
        assert_eq!(form.item("ALOF-1").map(|item| item.good), Some(Good::Yes));
        assert_eq!(form.item("ALFO-1"), None);
        assert_eq!(form.sha256().len(), 64);
    }

    #[test]
    fn items_come_after_what_their_conditions_ask_about() {
        let text = item("ALOF-1", "when = \"ALOF-2=yes\"") + &item("ALOF-2", "");
        let form = form(&text).unwrap();
        let order: Vec<&str> = form.items_by_condition().map(|item| item.id.as_str()).collect();
        assert_eq!(order, ["ALOF-2", "ALOF-1"]);
        assert_eq!(form.items[0].id, "ALOF-1");
    }

    #[test]
    fn a_circle_of_conditions_is_a_fault_at_each_of_its_items() {
        let text = item("ALOF-1", "when = \"ALOF-2=yes\"") + &item("ALOF-2", "when = \"ALOF-1=no\"");
        assert_eq!(
            form(&text).unwrap_err(),
            [
                "f.toml:15: when: whether ALOF-1 is asked leads back to itself",
                "f.toml:23: when: whether ALOF-2 is asked leads back to itself",
            ]
        );
    }

    #[test]
    fn every_fault_of_a_file_is_found_in_one_pass() {
        let text = "[[item]]\nid = \"ALOF-1\"\nsection = \"NONE\"\nanswer = \"maybe\"\ncolour = 1\n\
                    capabilities = \"ALOF\"\ngood = \"yes\"\nwhen = \"ALOF-9=yes\"\nflags = [\"critical\"]\n";
        assert_eq!(
            form(text).unwrap_err(),
            [
                "f.toml:8: ALOF-1: needs_detail, critical and caps mean nothing without a group",
                "f.toml:8: meaning is missing in this item",
                "f.toml:10: ALOF-1: the form has no section \"NONE\"",
                "f.toml:11: answer: \"maybe\" is not one of yes_no_na, text, date",
                "f.toml:12: colour is not a field of this item",
                "f.toml:13: capabilities must be a list of texts and is a text",
                "f.toml:15: when: the form has no item \"ALOF-9\"",
            ]
        );
    }

    #[test]
    fn what_is_no_toml_is_refused_with_its_lines() {
        let faults = Form::parse("f.toml", "id = \n\ntitle = = 2\n").unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.line).collect::<Vec<_>>(), [1, 3, 3]);
    }

    #[test]
    fn a_contradiction_names_items_of_the_form_and_answers_that_decide() {
        let text = item("ALOF-1", "")
            + "[[contradiction]]\nitem = \"ALOF-1\"\nanswers = [\"text\"]\nagainst = [\"ALOF-7\"]\n\
               against_answers = [\"yes\"]\nneed = \"any\"\n";
        let faults = form(&text).unwrap_err().join("\n");
        assert!(faults.contains("no item \"ALOF-7\""), "{faults}");
        assert!(faults.contains("answers of a contradiction must be among"), "{faults}");
    }
}
