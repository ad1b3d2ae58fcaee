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
