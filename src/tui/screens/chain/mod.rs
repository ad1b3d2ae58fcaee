//! The chain of one assessment: the capabilities at the left, all that hangs on the selected one at the right.

mod document;
mod list;
mod subjects;
mod update;
mod view;

use crate::{
    tui::widgets::viewport::Viewport,
    workbench::questions::{
        chain::{Chain, ChainCapability, ChainControl, ChainRisk},
        gates::Gates,
    },
};

/// Which side keys act on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pane {
    /// The capabilities.
    #[default]
    Capabilities,
    /// The chain of the selected one.
    Links,
}

/// A link of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Link {
    /// What the manufacturer said.
    Statements,
    /// A requirement of an adopted set.
    Requirement(String),
    /// A risk.
    Risk(String),
    /// A control, with the risks it serves.
    Control(String, Vec<String>),
    /// The decision on a risk.
    Decision(String),
}

/// What the screen knows.
pub struct State {
    reference: String,
    chain: Option<Box<Chain>>,
    gates: Option<Box<Gates>>,
    pane: Pane,
    capabilities: Viewport,
    links: Viewport,
    wanted: String,
}

impl State {
    /// The chain of this assessment.
    pub fn new(reference: &str) -> Self {
        Self {
            reference: reference.to_owned(),
            chain: None,
            gates: None,
            pane: Pane::default(),
            capabilities: Viewport::default(),
            links: Viewport::default(),
            wanted: String::new(),
        }
    }

    /// The capabilities, and one row more when there are risks that come from none.
    fn len(&self) -> usize {
        self.chain
            .as_ref()
            .map_or(0, |chain| chain.capabilities.len() + usize::from(!chain.other_risks.is_empty()))
    }

    /// The capability one is on; none on the row of the risks that come from none.
    fn capability(&self) -> Option<&ChainCapability> {
        self.chain.as_ref()?.capabilities.get(self.capabilities.at())
    }

    /// The risks of the row one is on.
    fn risks(&self) -> &[ChainRisk] {
        match (self.capability(), &self.chain) {
            (Some(capability), _) => &capability.risks,
            (None, Some(chain)) => &chain.other_risks,
            (None, None) => &[],
        }
    }

    /// Each control once, with the risks here that it serves.
    fn controls(&self) -> Vec<(&ChainControl, Vec<String>)> {
        let mut found: Vec<(&ChainControl, Vec<String>)> = Vec::new();
        for risk in self.risks() {
            for control in &risk.controls {
                match found.iter_mut().find(|(known, _)| known.reference == control.reference) {
                    Some((_, serves)) => serves.push(risk.reference.clone()),
                    None => found.push((control, vec![risk.reference.clone()])),
                }
            }
        }
        found
    }

    /// The link one is on; none while the capabilities are what keys act on.
    fn link(&self) -> Option<Link> {
        match self.pane {
            Pane::Capabilities => None,
            Pane::Links => document::document(self, 80, false, None).link(self.links.at()).cloned(),
        }
    }

    /// `ip3/R-014`
    fn full(&self, risk: &str) -> String {
        format!("{}/{risk}", self.reference)
    }
}
