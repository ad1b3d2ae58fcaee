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
basis = "Made up for the tests of the catalogue's check"
[[control]]
id = "CC-ONE"
title = "t"
kind = "technical"
measure = "compensation"
order = 1
effort = "days"
done_by = ["network_team"]
common = false
description = "What is done about it, told at such a length that a reader can do it"
does_not = "What it leaves undone, so that nobody relies on it"
verify_implementation = "Look at the thing itself and see that it is in place"
verify_effectiveness = "Try it on a spare unit and see that it does what it must"
new_risks = ["Somebody trips over it"]
[[control]]
id = "CC-TWO"
title = "t"
kind = "procedural"
measure = "compensation"
order = 3
effort = "hours"
done_by = ["clinical_unit"]
common = true
description = "What is done about it, told at such a length that a reader can do it"
does_not = "What it leaves undone, so that nobody relies on it"
verify_implementation = "Look at the thing itself and see that it is in place"
verify_effectiveness = "Try it on a spare unit and see that it does what it must"
new_risks = ["Somebody forgets to do it"]
"#;

pub(crate) const RISKS: &str = r#"version = "2"
capability = "CODE"
[[risk]]
id = "CODE-T1"
title = "CODE one"
hazard = "Something hazardous"
hazardous_situation = "Somebody is exposed to it in the first of the ways of CODE"
causes = ["Something leads to it"]
consequence = "Something bad follows from it"
arises_when = "absent"
when = "ALOF-1=yes"
coverage = ["not_provided", "unknown"]
in_use = ["off"]
traits = ["networked"]
kinds = ["pacs"]
controls = ["CC-ONE", "CC-TWO"]
severity.safety = { level = 4, why = "Somebody can be harmed by it for good" }
[[risk]]
id = "CODE-T2"
title = "CODE two"
hazard = "Something hazardous"
hazardous_situation = "Somebody is exposed to it in the second of the ways of CODE"
causes = ["Something leads to it"]
consequence = "Something bad follows from it"
arises_when = "control"
from_controls = ["CC-ONE"]
controls = ["CC-ONE", "CC-TWO"]
severity.security = { level = 2, why = "Few data can be lost, and in the house" }
MORE[[answer]]
control = "CC-ONE"
application = "What it means for this capability in a hospital"
when = "ALOF-2=no"
"#;

/// The risks of one capability.
pub(crate) fn risks(code: &str) -> String {
    let start = RISKS.find("[[risk]]").expect("there is one");
    let end = RISKS[start + 1..].find("[[risk]]").expect("there are two") + start + 1;
    let first = &RISKS[start..end];
    let more: String = [("T3", "three"), ("T4", "four"), ("T5", "five")]
        .map(|(id, way)| {
            first
                .replace("T1", id)
                .replace("CODE one", &format!("CODE {way}"))
                .replace("the first", &format!("way {way}"))
        })
        .concat();
    RISKS.replace("MORE", &more).replace("CODE", code)
}

const TRAIT: &str = r#"version = "1"
id = "networked"
title = "Networked"
meaning = "The product is reached over the network of the hospital"
basis = "Made up for the tests of the catalogue's check"
suggested_by = "ALOF-1=yes"
[[require]]
capability = "ALOF"
required = "required"
reason = "Whoever is on the network reaches it"
"#;

pub(crate) const FRAMEWORK: &str = r#"version = "1"
id = "nist"
title = "A framework"
edition = "2025"
basis = "Made up for the tests of the catalogue's check"
withdrawn = ["AC-13"]
[[family]]
title = "Access"
[family.controls]
"AC-1" = "Policy"
"AC-11" = "Lock"
"#;

pub(crate) const MAPPING: &str = r#"version = "1"
framework = "nist"
basis = "Made up for the tests of the catalogue's check"
[[capability]]
from = "ALOF"
to = ["AC-11", "AC-1"]
relation = "primary"
basis = "public_source"
source = "s"
confidence = "high"
[[capability]]
from = "AUDT"
to = ["AC-1"]
relation = "secondary"
basis = "judgement"
confidence = "low"
[[control]]
from = "CC-ONE"
to = ["AC-11"]
relation = "primary"
basis = "judgement"
confidence = "medium"
[[control]]
from = "CC-TWO"
to = ["AC-11"]
relation = "primary"
basis = "judgement"
confidence = "medium"
"#;

const REQUIREMENTS: &str = r#"version = "1"
id = "land"
kind = "region"
title = "A land"
basis = "Made up for the tests of the catalogue's check"
scale = "scale"
roles = ["officer"]
[[source]]
id = "law"
title = "The law"
edition = "2020"
verified = false
[[requirement]]
id = "LAND-1"
capability = "ALOF"
title = "t"
text = "What must be so in every hospital of the land, in own words"
source = "law"
clause = "1"
look_for = "A statement that says so"
traits = ["networked"]
items = ["ALOF-1"]
"#;

const STANDARDS: &str = r#"version = "1"
basis = "Made up for the tests of the catalogue's check"
[[standard]]
id = "old"
title = "The old one"
about = "What it was for, before the new one came"
edition = "1999"
status = "replaced"
replaced_by = "new"
used_for = "Told where it is still cited"
verified = false
[[standard]]
id = "new"
title = "The new one"
about = "What it is for, now that the old one is gone"
edition = "2025"
status = "current"
used_for = "Cited where it is meant"
verified = false
capabilities = ["ALOF"]
traits = ["networked"]
kinds = ["pacs"]
"#;

const ADVICE: &str = r#"version = "1"
form = "form"
basis = "Made up for the tests of the catalogue's check"
[[item]]
id = "ALOF-1"
bad = "What a hospital has to do when the answer is bad or missing"
[[item]]
id = "ALOF-2"
bad = "What a hospital has to do when the answer is bad or missing"
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
        ("risks/alof.toml", risks("ALOF")),
        ("risks/audt.toml", risks("AUDT")),
        ("forms/form.toml", FORM.to_owned()),
        ("scales/scale.toml", scale()),
        ("profiles/pacs.toml", PROFILE.to_owned()),
        ("process/process.toml", PROCESS.to_owned()),
        ("policies/policy.toml", POLICY.to_owned()),
        ("traits/networked.toml", TRAIT.to_owned()),
        ("frameworks/nist.toml", FRAMEWORK.to_owned()),
        ("mappings/nist.toml", MAPPING.to_owned()),
        ("requirements/land.toml", REQUIREMENTS.to_owned()),
        ("standards.toml", STANDARDS.to_owned()),
        ("advice/form.toml", ADVICE.to_owned()),
    ])
}
