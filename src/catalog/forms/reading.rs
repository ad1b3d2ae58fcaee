//! A form read from its TOML text.

use std::collections::HashMap;

use super::{AnswerType, Contradiction, Flag, Form, Good, Item, Section};
use crate::{
    catalog::{
        condition::Condition,
        fields::{Fields, Located},
        page::{Kind, Page, Part},
    },
    domain::disclosure::Answer,
};

impl Part for Form {
    fn read(page: &Page<'_>) -> Option<Self> {
        let mut fields = page.fields()?;
        let version = fields.text("version");
        let id = fields.located("id");
        page.define(Kind::Form, &id);
        let title = fields.text("title");
        let basis = fields.text("basis");
        let sections = sections(page, fields.some_tables("section"));
        let mut items: Vec<Item> = Vec::new();
        let mut conditions = Vec::new();
        let mut places = HashMap::new();
        for table in fields.some_tables("item") {
            let at = table.at;
            let (item, condition) = item(page, table, &id.value);
            for id in item.printed_as.iter().chain([&item.id]).filter(|id| !id.is_empty()) {
                let taken = places.insert(id.to_uppercase(), items.len());
                let by = taken.map(|place: usize| items.get(place).map_or("itself", |other| &other.id));
                if let Some(by) = by.filter(|by| *by != item.id) {
                    page.fault(at, format!("the id {id} is already taken by {by}"));
                }
            }
            items.push(item);
            conditions.push(condition);
        }
        let known = |id: &str| places.get(id).copied().filter(|place: &usize| items[*place].id == id);
        let contradictions = fields
            .tables("contradiction")
            .into_iter()
            .map(|table| contradiction(page, table, &known))
            .collect();
        fields.finish();
        let order = order(page, &items, &conditions, &known);
        Some(Self {
            id: id.value,
            version,
            title,
            basis,
            sections,
            items,
            contradictions,
            source: page.source(),
            places,
            order,
        })
    }

    fn file_name(&self) -> String {
        self.id.clone()
    }
}

fn sections(page: &Page<'_>, tables: Vec<Fields<'_, '_>>) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    for mut table in tables {
        let code = table.located("code");
        page.define(Kind::Section, &code);
        sections.push(Section { code: code.value, title: table.text("title") });
        table.finish();
    }
    sections
}

fn item(page: &Page<'_>, mut table: Fields<'_, '_>, form: &str) -> (Item, Option<Located<Condition>>) {
    let at = table.at;
    let id = table.located("id");
    page.define(Kind::Item, &id);
    page.define(Kind::FormItem, &Located { value: format!("{form}:{}", id.value), at: id.at });
    let id = id.value;
    let section = table.located("section");
    if !page.defines(Kind::Section, &section.value) {
        page.fault(section.at, format!("{id}: the form has no section {:?}", section.value));
    }
    let answer = table.word("answer");
    let good = table.word("good");
    if (answer == AnswerType::YesNoNa) == (good == Good::Text) {
        page.fault(at, format!("{id}: an answer of type {answer} cannot be good with {good}"));
    }
    let capabilities = page.refer_all(Kind::Capability, table.list("capabilities"));
    let group = table.located_if_any("group");
    let flags: Vec<Flag> = table.words("flags");
    if let Some(group) = &group {
        let first = capabilities.first().map_or("", String::as_str);
        if group.value.split_once('-').is_none_or(|(code, _)| code != first) {
            page.fault(group.at, format!("{id}: the group {} must begin with {first}-", group.value));
        }
        if !matches!(good, Good::Yes | Good::No) {
            page.fault(group.at, format!("{id}: an item counted in a group must be good with yes or no"));
        }
    } else if flags.iter().any(|flag| *flag != Flag::Exposure) {
        page.fault(at, format!("{id}: needs_detail, critical and caps mean nothing without a group"));
    }
    let condition = table.condition("when");
    let item = Item {
        section: section.value,
        answer,
        meaning: table.text("meaning"),
        capabilities,
        good,
        group: group.map(|group| group.value),
        when: condition.as_ref().map(|condition| condition.value.clone()),
        flags,
        printed_as: table.list_if_any("printed_as").into_iter().map(|printed| printed.value).collect(),
        note: table.text_if_any("note"),
        mapping: table.texts_by_name("mapping"),
        id,
    };
    table.finish();
    (item, condition)
}

fn contradiction(
    page: &Page<'_>,
    mut table: Fields<'_, '_>,
    known: &impl Fn(&str) -> Option<usize>,
) -> Contradiction {
    let item = table.located("item");
    let against = table.filled_list("against");
    for name in against.iter().chain([&item]) {
        if known(&name.value).is_none() {
            page.fault(name.at, format!("the form has no item {:?}", name.value));
        }
    }
    let contradiction = Contradiction {
        item: item.value,
        answers: answers(page, &mut table, "answers"),
        against: against.into_iter().map(|name| name.value).collect(),
        against_answers: answers(page, &mut table, "against_answers"),
        need: table.word("need"),
    };
    table.finish();
    contradiction
}

fn answers(page: &Page<'_>, table: &mut Fields<'_, '_>, key: &str) -> Vec<Answer> {
    let at = table.at;
    let answers = table.words(key);
    if answers.is_empty()
        || answers.iter().any(|answer| !matches!(answer, Answer::Yes | Answer::No | Answer::NotApplicable))
    {
        page.fault(at, format!("{key} of a contradiction must be among yes, no and not_applicable"));
    }
    answers
}

/// Puts every item after those its condition asks about. What a condition names must be there, and no condition may
/// come back to its own item.
fn order(
    page: &Page<'_>,
    items: &[Item],
    conditions: &[Option<Located<Condition>>],
    known: &impl Fn(&str) -> Option<usize>,
) -> Vec<usize> {
    let mut asks = vec![Vec::new(); items.len()];
    for (place, condition) in conditions.iter().enumerate() {
        for (condition, term) in condition.iter().flat_map(|c| c.value.terms().map(move |term| (c, term))) {
            match known(&term.item) {
                Some(other) if items[other].answer == AnswerType::YesNoNa => asks[place].push(other),
                Some(_) => {
                    let what = format!("when: {} is not answered with yes or no", term.item);
                    page.fault(condition.at, what);
                }
                None => page.fault(condition.at, format!("when: the form has no item {:?}", term.item)),
            }
        }
    }
    let mut order = Vec::with_capacity(items.len());
    let mut placed = vec![false; items.len()];
    loop {
        let before = order.len();
        for place in 0..items.len() {
            if !placed[place] && asks[place].iter().all(|other| placed[*other]) {
                placed[place] = true;
                order.push(place);
            }
        }
        if order.len() == before {
            break;
        }
    }
    for (place, condition) in conditions.iter().enumerate().filter(|(place, _)| !placed[*place]) {
        let at = condition.as_ref().map_or(0, |condition| condition.at);
        page.fault(at, format!("when: whether {} is asked leads back to itself", items[place].id));
    }
    order
}
