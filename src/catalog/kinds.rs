//! Kinds of product that the catalogue knows.

/// The kinds that profiles, risks and standards name, each with what a person reads. A profile may bring another.
pub const PRODUCT_KINDS: &[(&str, &str)] = &[
    ("infusion-pump", "infusion pump"),
    ("infusion-pump-server", "infusion pump server"),
    ("ventilator", "ventilator"),
    ("anaesthesia-workstation", "anaesthesia workstation"),
    ("patient-monitor", "patient monitor"),
    ("monitoring-gateway", "monitoring gateway"),
    ("alarm-server", "alarm server"),
    ("imaging-modality", "imaging modality"),
    ("interventional-imaging", "interventional imaging"),
    ("ultrasound", "ultrasound"),
    ("pacs", "PACS"),
    ("radiotherapy", "radiotherapy"),
    ("laboratory-analyser", "laboratory analyser"),
    ("laboratory-middleware", "laboratory middleware"),
    ("point-of-care-meter", "point-of-care meter"),
    ("ehr-interface", "EHR interface"),
    ("cardiology-system", "cardiology system"),
    ("nurse-call", "nurse call"),
    ("wearable", "wearable"),
    ("home-monitoring", "home monitoring"),
    ("dispensing-cabinet", "dispensing cabinet"),
    ("documentation-workstation", "documentation workstation"),
    ("ai-software", "AI software"),
    ("cloud-service", "cloud service"),
];

/// A kind as it is kept: `infusion-pump` where `Infusion pump` is typed; what is no known kind stays as it is.
pub fn kind_named(typed: &str) -> String {
    let typed = typed.trim();
    let same = |one: &str| one.to_lowercase() == typed.to_lowercase();
    let hyphens = typed.split_whitespace().collect::<Vec<_>>().join("-");
    let known =
        PRODUCT_KINDS.iter().find(|(id, name)| same(id) || same(name) || hyphens.eq_ignore_ascii_case(id));
    known.map_or(typed, |(id, _)| id).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_is_known_as_it_is_read_and_as_it_is_kept() {
        for typed in ["infusion-pump", "infusion pump", " Infusion  Pump "] {
            assert_eq!(kind_named(typed), "infusion-pump");
        }
        assert_eq!(kind_named("EHR interface"), "ehr-interface");
        assert_eq!(kind_named("A toaster"), "A toaster");
        assert_eq!(kind_named(""), "");
    }
}
