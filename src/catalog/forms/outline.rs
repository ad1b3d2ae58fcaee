//! What of a form is needed to read a file that answers it: its ids and their order, and nothing of what they mean.
//!
//! It is small, so that it can be handed to the process that reads.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
};

use serde::{Deserialize, Serialize};

use super::{AnswerType, Form};
use crate::catalog::condition::Condition;

/// A form without its meanings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outline {
    /// `mds2-2019`.
    pub id: String,
    /// The form's name.
    pub title: String,
    /// The codes of the sections in the form's order.
    pub sections: Vec<String>,
    /// The items in the form's order.
    pub items: Vec<OutlineItem>,
    places: HashMap<String, usize>,
    order: Vec<usize>,
}

/// One item of an outline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutlineItem {
    /// The form's id, `AUDT-2.10`.
    pub id: String,
    /// The code of its section.
    pub section: String,
    /// What kind of answer it asks for.
    pub answer: AnswerType,
    /// When it is to be answered; always, if there is none.
    pub when: Option<Condition>,
}

impl Form {
    /// What of the form is needed to read a file.
    pub fn outline(&self) -> Outline {
        let items = self.items.iter().map(|item| OutlineItem {
            id: item.id.clone(),
            section: item.section.clone(),
            answer: item.answer,
            when: item.when.clone(),
        });
        Outline {
            id: self.id.clone(),
            title: self.title.clone(),
            sections: self.sections.iter().map(|section| section.code.clone()).collect(),
            items: items.collect(),
            places: self.places.clone(),
            order: self.order.clone(),
        }
    }
}

impl Outline {
    /// The item with exactly this id.
    pub fn item(&self, id: &str) -> Option<&OutlineItem> {
        self.places.get(id).and_then(|place| self.items.get(*place)).filter(|item| item.id == id)
    }

    /// The form's id for an id as a file prints it: blanks around it and case do not matter, and a misprint known
    /// from published files is set right.
    pub fn canonical(&self, printed: &str) -> Option<&str> {
        let printed = printed.trim();
        let is_upper = printed.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_lowercase());
        let upper = if is_upper { printed.into() } else { Cow::from(printed.to_uppercase()) };
        let place = self.places.get(upper.as_ref())?;
        self.items.get(*place).map(|item| item.id.as_str())
    }

    /// Whether the first word of one of its ids, known misprints among them, stands anywhere in a text in upper case.
    pub fn may_stand_in(&self, upper: &str) -> bool {
        let words: HashSet<&str> = self.places.keys().filter_map(|id| id.split('-').next()).collect();
        words.into_iter().any(|word| upper.contains(word))
    }

    /// The items, each after those its condition asks about.
    pub fn items_by_condition(&self) -> impl Iterator<Item = &OutlineItem> {
        self.order.iter().filter_map(|place| self.items.get(*place))
    }
}
