//! What screens show, and how it is told.

use crate::workbench::questions::{
    catalogue::About,
    decisions::Ends,
    matrix::{Whose, Within},
};

/// What a screen shows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The portfolio.
    Assessments,
    /// The chain of an assessment.
    Chain(String),
    /// The risks of an assessment, or of all.
    Risks(Option<String>),
    /// One risk: `ip3/R-014`.
    Risk(String),
    /// The register's controls.
    Controls,
    /// One control: `C-003`.
    Control(String),
    /// What the manufacturer of an assessment's product said.
    Disclosure(String),
    /// The history of a thing; empty = of the register.
    History(String),
    /// The people and the policy.
    People,
    /// The gates of an assessment.
    Gates(String),
    /// What is due in the register.
    Due,
    /// Triggers and findings.
    Inbox,
    /// One trigger: `T-003`.
    Trigger(String),
    /// What the catalogue suggests for an assessment; for a risk its next best control.
    Suggestions(String),
    /// The catalogue.
    Catalogue,
    /// An entry of the catalogue, or what it knows of a thing.
    Entry(About),
    /// Where risks stand in the matrix.
    Matrix(Whose),
    /// The risks that are rated so.
    Within(Within),
    /// The decisions of an assessment, or of all; those that run out then, or all.
    Decisions(Option<String>, Option<Ends>),
    /// The register at a glance.
    Overview,
    /// Long work.
    Jobs,
}

impl Target {
    /// As it is told in a sentence: `the risks of ip3`.
    pub fn told(&self) -> String {
        match self {
            Self::Assessments => "the assessments".to_owned(),
            Self::Chain(reference) => format!("the chain of {reference}"),
            Self::Risks(None) => "the risks of every assessment".to_owned(),
            Self::Risks(Some(reference)) => format!("the risks of {reference}"),
            Self::Risk(reference) | Self::Control(reference) | Self::Trigger(reference) => reference.clone(),
            Self::Controls => "the controls".to_owned(),
            Self::Disclosure(reference) => format!("the disclosure of {reference}"),
            Self::History(subject) if subject.is_empty() => "the history of the register".to_owned(),
            Self::History(subject) => format!("the history of {subject}"),
            Self::People => "people and policy".to_owned(),
            Self::Gates(reference) => format!("the gates of {reference}"),
            Self::Due => "what is due".to_owned(),
            Self::Inbox => "the inbox".to_owned(),
            Self::Suggestions(subject) => format!("the suggestions for {subject}"),
            Self::Catalogue | Self::Entry(_) => "the catalogue".to_owned(),
            Self::Matrix(Whose { all: true, .. }) => "the matrix of every assessment".to_owned(),
            Self::Matrix(Whose { assessment, .. }) => format!("the matrix of {assessment}"),
            Self::Within(within) => format!("the risks that are {within}"),
            Self::Decisions(None, _) => "the decisions of the register".to_owned(),
            Self::Decisions(Some(reference), _) => format!("the decisions of {reference}"),
            Self::Overview => "the overview".to_owned(),
            Self::Jobs => "the jobs".to_owned(),
        }
    }
}
