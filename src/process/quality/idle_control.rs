//! Controls at the assessment's sites that serve no risk: forgotten, or a link is missing.

use super::{Around, Check};
use crate::{domain::gate::Missing, process::file::RiskFile};

pub(super) const CHECK: Check = Check { name: "idle-control", run };

fn run(_: &RiskFile<'_>, around: &Around) -> Vec<Missing> {
    let idle = around.idle_controls.iter();
    idle.map(|control| {
        let reference = &control.reference;
        let what = format!("{reference} {} serves no risk", control.title.trim_end_matches('.'));
        Missing::blocks(what, reference.as_str(), "link-control")
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::quality::bench::{Bench, control, whats};

    #[test]
    fn a_control_that_serves_nothing_is_found() {
        let bench = Bench::default();
        assert_eq!(run(&bench.file(), &Around::default()), []);
        let around = Around { idle_controls: vec![control(7).control], ..Around::default() };
        let found = run(&bench.file(), &around);
        assert_eq!(whats(&found), ["C-007 Control 7 serves no risk"]);
        assert_eq!((found[0].place.as_str(), found[0].mend), ("C-007", "link-control"));
    }
}
