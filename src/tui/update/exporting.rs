//! What is exported, in which profile and format: the choices that the command line has.

use std::path::PathBuf;

use crate::{
    domain::export::{Delimiter, Layout},
    tui::{
        commands::Place,
        effects::Effect,
        overlays::{
            Overlay,
            pick::{Pick, Taker},
            prompt::{Exporting, For, Prompt},
        },
        state::State,
    },
    workbench::{
        export::{Wanted, exports},
        jobs::{Export, Job},
        questions::Choice,
    },
};

/// A format: how it is told, how the text is laid out, whether a sidecar stands beside it, the name's ending.
struct Format {
    told: &'static str,
    layout: Layout,
    sidecar: bool,
    ending: &'static str,
}

const PLAIN: Layout = Layout { delimiter: Delimiter::Comma, byte_order_mark: true, raw: false };

const FORMATS: &[Format] = &[
    Format { told: "CSV with commas", layout: PLAIN, sidecar: false, ending: "csv" },
    Format {
        told: "CSV with semicolons",
        layout: Layout { delimiter: Delimiter::Semicolon, ..PLAIN },
        sidecar: false,
        ending: "csv",
    },
    Format {
        told: "text with tabs",
        layout: Layout { delimiter: Delimiter::Tab, ..PLAIN },
        sidecar: false,
        ending: "tsv",
    },
    Format { told: "CSV, and its columns and words beside it", layout: PLAIN, sidecar: true, ending: "csv" },
    Format {
        told: "CSV for programs: no byte order mark, texts as they are",
        layout: Layout { byte_order_mark: false, raw: true, ..PLAIN },
        sidecar: false,
        ending: "csv",
    },
];

/// Offers profiles and formats, of one assessment and, where one sees all of them, of all.
pub(super) fn offer(state: &mut State) -> Vec<Effect> {
    let Some(one) = state.screen().assessment() else { return Vec::new() };
    let sees_all = matches!(state.screen().place(), Place::Assessments | Place::Risks);
    let whose = std::iter::once(one).chain(sees_all.then(|| "all".to_owned()));
    let mut choices = Vec::new();
    for reference in whose {
        for (profile, _) in exports() {
            choices.extend(FORMATS.iter().enumerate().map(|(at, format)| Choice {
                value: format!("{reference}\n{profile}\n{at}"),
                label: format!("{reference}  {profile}, {}", format.told),
            }));
        }
    }
    state.overlays.push(Overlay::Pick(Pick::new("Export", choices, Taker::Export, "")));
    Vec::new()
}

/// What was picked wants the name of a file.
pub(super) fn picked(state: &mut State, value: &str) {
    let mut parts = value.split('\n');
    let (Some(reference), Some(profile), Some(at)) = (parts.next(), parts.next(), parts.next()) else {
        return;
    };
    let Some(format) = at.parse().ok().and_then(|at: usize| FORMATS.get(at)) else { return };
    let what = if profile == "native" { "risks" } else { profile };
    let name = format!("{}-{what}.{}", reference.replace('@', "-"), format.ending);
    let wanted = Wanted { profile: profile.to_owned(), layout: format.layout, ..Wanted::native(reference) };
    let exporting = Exporting { wanted, sidecar: format.sidecar };
    state.overlays.push(Overlay::Prompt(Prompt::new(For::Export(Box::new(exporting)), &name)));
}

/// The file was named.
pub(super) fn begin(exporting: Exporting, path: &str) -> Vec<Effect> {
    let Exporting { wanted, sidecar } = exporting;
    let export = Export { wanted, path: PathBuf::from(path), overwrite: false, sidecar };
    vec![Effect::Job(Job::Export(Box::new(export)))]
}
