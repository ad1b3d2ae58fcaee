//! What the catalogue suggests: risks and controls for an assessment, ranked; on a risk, its next best control.

mod document;
mod update;
mod view;

use crate::{
    tui::widgets::{
        listing::{Listing, Row},
        sheet::value::Value,
        table::Column,
    },
    workbench::questions::{
        next_control::NextLine,
        suggested::{SuggestedControl, SuggestedRisk},
    },
};

/// What the screen knows.
pub struct State {
    /// `ip3`, or `ip3/R-014` for the next best control.
    subject: String,
    list: Listing<Entry>,
    /// The kind of product is not named, so that some suggestions are left out.
    kind_unknown: bool,
    dismissed: usize,
}

/// One suggestion.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// A risk that may arise.
    Risk(Box<SuggestedRisk>),
    /// A control that may answer gaps.
    Control(Box<SuggestedControl>),
    /// A control that may serve the risk one came from.
    Next(Box<NextLine>),
}

impl State {
    /// The suggestions for an assessment or a risk.
    pub fn new(subject: &str) -> Self {
        Self { subject: subject.to_owned(), list: Listing::default(), kind_unknown: false, dismissed: 0 }
    }

    fn is_of_risk(&self) -> bool {
        self.subject.contains('/')
    }

    fn assessment_ref(&self) -> String {
        self.subject.split('/').next().unwrap_or_default().to_owned()
    }
}

impl Entry {
    fn title(&self) -> &str {
        match self {
            Self::Risk(risk) => &risk.title,
            Self::Control(control) => &control.title,
            Self::Next(control) => &control.title,
        }
    }

    fn reasons(&self) -> &[String] {
        match self {
            Self::Risk(risk) => &risk.reasons,
            Self::Control(control) => &control.reasons,
            Self::Next(control) => &control.reasons,
        }
    }

    fn kind(&self) -> &'static str {
        match self {
            Self::Risk(_) => "risk",
            Self::Control(_) | Self::Next(_) => "control",
        }
    }

    /// What it comes to in a word or two: the severities of a risk, order and effort of a control.
    fn weight(&self) -> String {
        let of_control = |order: i64, effort: &str, mends: bool| {
            if mends { "remediation".to_owned() } else { format!("order {order}, {effort}") }
        };
        match self {
            Self::Risk(risk) => {
                let level = |wanted: &str| {
                    let found = risk.severity.iter().find(|(property, ..)| *property == wanted);
                    found.map_or_else(|| "–".to_owned(), |(_, level, _)| level.to_string())
                };
                format!("saf {} eff {} sec {}", level("safety"), level("effectiveness"), level("security"))
            }
            Self::Control(one) => of_control(one.order, one.effort, one.remediation),
            Self::Next(one) => of_control(one.order, one.effort, one.remediation),
        }
    }
}

impl Row for Entry {
    fn key(&self) -> String {
        match self {
            Self::Risk(risk) => risk.template.clone(),
            Self::Control(control) => control.template.clone(),
            Self::Next(control) => control.template.clone(),
        }
    }

    fn words(&self) -> String {
        [&*self.key(), self.kind(), self.title(), &self.reasons().join(" ")].join(" ")
    }

    fn columns() -> &'static [Column] {
        view::COLUMNS
    }

    fn value(&self, column: &str) -> Value {
        match column {
            "id" => Value::text(&self.key()),
            "what" => Value::text(self.kind()),
            "title" => Value::text(self.title()),
            "weight" => Value::text(&self.weight()),
            _ => Value::None,
        }
    }
}
