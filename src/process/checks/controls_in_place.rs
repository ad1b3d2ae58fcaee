//! Every control that serves an open risk stands at every site where it counts, with person, date and evidence.

use super::Check;
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "controls-in-place", run };

fn run(file: &RiskFile<'_>) -> Vec<Missing> {
    let mut missing = Vec::new();
    for entry in file.controls_in_use() {
        let reference = &entry.control.reference;
        for site in file.sites_of(entry) {
            let what = match entry.at(site).filter(|_| entry.is_in_place(site)) {
                None => format!("{reference} is not in place at {site}"),
                Some(at) if at.implemented_by.trim().is_empty() || at.implemented_on.is_none() => {
                    format!("{reference} is in place at {site}, and it is not said by whom and since when")
                }
                Some(at) if at.evidence.trim().is_empty() => {
                    format!("{reference} is in place at {site} without evidence")
                }
                Some(_) => continue,
            };
            missing.push(Missing::blocks(what, reference.as_str(), "put-in-place"));
        }
    }
    missing
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{
            assessment::Stage,
            control::{ControlSite, ControlState},
        },
        process::specimen::{misses, retire},
    };

    #[test]
    fn a_control_stands_at_every_site_with_person_date_and_evidence() {
        let missing = |change: fn(&mut ControlSite)| {
            misses(&CHECK, Stage::GoLive, |file| change(&mut file.controls[0].sites[1].value))
        };
        let told = |what: &str| [format!("! C-001 is {what} → put-in-place C-001")];
        assert_eq!(missing(|at| at.state = ControlState::Proposed), told("not in place at Annex"));
        let unsaid = told("in place at Annex, and it is not said by whom and since when");
        assert_eq!(missing(|at| at.implemented_by.clear()), unsaid);
        assert_eq!(missing(|at| at.implemented_on = None), unsaid);
        assert_eq!(missing(|at| at.evidence.clear()), told("in place at Annex without evidence"));
    }

    #[test]
    fn a_control_counts_where_it_is_recorded_and_everywhere_while_it_is_recorded_nowhere() {
        let nowhere = misses(&CHECK, Stage::GoLive, |file| file.controls[1].sites.clear());
        assert_eq!(
            nowhere,
            [
                "! C-002 is not in place at Main hospital → put-in-place C-002",
                "! C-002 is not in place at Annex → put-in-place C-002",
            ]
        );
        let at_one = misses(&CHECK, Stage::GoLive, |file| {
            file.controls[1].sites.truncate(1);
        });
        assert_eq!(at_one, [""; 0]);
        assert_eq!(misses(&CHECK, Stage::GoLive, |file| retire(file, 1, "Annex")), [""; 0]);
    }

    #[test]
    fn a_control_that_serves_no_open_risk_is_not_asked_for() {
        let missing = misses(&CHECK, Stage::GoLive, |file| {
            file.controls[1].sites.clear();
            file.risks.iter_mut().for_each(|entry| entry.controls.retain(|id| id.as_str() != "C-002"));
        });
        assert_eq!(missing, [""; 0]);
    }
}
