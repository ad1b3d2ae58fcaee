//! A small catalogue without a fault.

use std::collections::BTreeMap;

const CAPABILITIES: &str = r#"version = "1"
basis = "b"
[[capability]]
code = "ALOF"
name = "n"
group = "security_capability"
clause = "c"
goal = "g"
user_need = "u"
look_for = ["l"]
responsibility = "shared"
related = ["AUDT"]
[capability.attributes]
confidentiality = "primary"
[[capability]]
code = "AUDT"
name = "n"
group = "supporting_information"
clause = "c"
goal = "g"
user_need = "u"
look_for = ["l"]
responsibility = "hdo"
related = []
"#;

pub(crate) const CONTROLS: &str = r#"version = "1"
basis = "b"
[[control]]
id = "CC-ONE"
title = "t"
kind = "technical"
order = 1
common = false
description = "d"
does_not = "d"
verify_implementation = "v"
verify_effectiveness = "v"
new_risks = ["r"]
framework_refs = ["nist-800-53r5:SC-7"]
"#;

pub(crate) const RISKS: &str = r#"version = "1"
capability = "CODE"
[[risk]]
id = "CODE-T1"
title = "t"
hazard = "h"
hazardous_situation = "s"
causes = ["c"]
consequence = "c"
arises_when = "absent"
when = "ALOF-1=yes"
kinds = ["pacs"]
controls = ["CC-ONE"]
severity = { safety = 4 }
severity_why = "w"
[[risk]]
id = "CODE-T2"
title = "t"
hazard = "h"
hazardous_situation = "s"
causes = ["c"]
consequence = "c"
arises_when = "control"
from_controls = ["CC-ONE"]
controls = ["CC-ONE"]
severity = { security = 2 }
severity_why = "w"
[[answer]]
control = "CC-ONE"
application = "a"
when = "ALOF-2=no"
"#;

pub(crate) const FORM: &str = r#"version = "1"
id = "form"
title = "t"
basis = "b"
[[section]]
code = "ALOF"
title = "t"
[[item]]
id = "ALOF-1"
section = "ALOF"
answer = "yes_no_na"
meaning = "m"
capabilities = ["ALOF"]
good = "yes"
group = "ALOF-lock"
[[item]]
id = "ALOF-2"
section = "ALOF"
answer = "yes_no_na"
meaning = "m"
capabilities = ["ALOF", "AUDT"]
good = "yes"
when = "ALOF-1=yes"
[[contradiction]]
item = "ALOF-1"
answers = ["no"]
against = ["ALOF-2"]
against_answers = ["yes"]
need = "any"
"#;

const SCALE: &str = r#"version = "1"
id = "scale"
name = "n"
basis = "b"
SEVERITIES
LIKELIHOODS
[[band]]
id = "low"
name = "low"
short = "LOW"
decision = "d"
acceptable = true
[[band]]
id = "high"
name = "high"
short = "HIGH"
decision = "d"
acceptable = false
MATRIX
"#;

pub(crate) const PROFILE: &str = r#"version = "1"
id = "pacs"
kind = "pacs"
title = "t"
basis = "b"
[[require]]
capability = "ALOF"
required = "required"
reason = "r"
[[require]]
capability = "AUDT"
required = "desired"
reason = "r"
"#;

/// Its scale.
pub(crate) fn scale() -> String {
    let repeated =
        |text: &str| (1..=5).map(|step| text.replace('#', &step.to_string())).collect::<Vec<_>>().join("\n");
    SCALE
        .replace(
            "SEVERITIES",
            &repeated(
                "[[severity]]\nlevel = #\nname = \"n\"\nsafety = \"s\"\neffectiveness = \"e\"\nsecurity = \"s\"",
            ),
        )
        .replace("LIKELIHOODS", &repeated("[[likelihood]]\nlevel = #\nname = \"n\"\nmeaning = \"m\""))
        .replace(
            "MATRIX",
            &repeated("[[matrix]]\nlikelihood = #\nlevels = [\"low\", \"low\", \"low\", \"high\", \"high\"]"),
        )
}

pub(crate) const PROCESS: &str = r#"version = "1"
id = "process"
title = "t"
basis = "b"
[[gate]]
id = "G0"
name = "Scope"
title = "t"
clause = "c"
trust = "unverified"
stages = ["acquisition"]
[[gate.check]]
check = "product"
weight = "block"
"#;

pub(crate) const POLICY: &str = r#"version = "1"
id = "policy"
title = "t"
basis = "b"
[[role]]
id = "owner"
name = "owner"
duty = "d"
passes_gates = true
overrides_gates = true
approves_policy = true
[[authority]]
band = "low"
accepted_by = ["owner"]
days = 365
[switches]
verifier_is_another = true
accepter_is_another = true
confirmed_from_own_account = false
order_reason = "warn"
expiring_days = 60
override_days = 30
finding_days = 30
trigger_days = 30
support_days = 365
"#;

/// Its files: path within the catalogue, and text.
pub(crate) fn small() -> BTreeMap<&'static str, String> {
    BTreeMap::from([
        ("capabilities.toml", CAPABILITIES.to_owned()),
        ("controls.toml", CONTROLS.to_owned()),
        ("risks/alof.toml", RISKS.replace("CODE", "ALOF")),
        ("risks/audt.toml", RISKS.replace("CODE", "AUDT")),
        ("forms/form.toml", FORM.to_owned()),
        ("scales/scale.toml", scale()),
        ("profiles/pacs.toml", PROFILE.to_owned()),
        ("process/process.toml", PROCESS.to_owned()),
        ("policies/policy.toml", POLICY.to_owned()),
    ])
}
