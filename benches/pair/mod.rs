//! A measure against its bare counterpart: both run by turns in one process, so that what else the machine does weighs
//! on both, and the ratio is what is measured.

use std::time::{Duration, Instant};

use criterion::{
    Criterion, SamplingMode, Throughput,
    measurement::{Measurement, ValueFormatter},
};

/// What is compared.
pub(crate) struct Pair<'a> {
    /// The name of the ratio.
    pub(crate) name: &'a str,
    /// The ratio that it should not exceed; none where the ratio is told for comparison alone.
    pub(crate) budget: Option<f64>,
    /// riskward's way, which says how long it took.
    pub(crate) riskward: &'a mut dyn FnMut() -> Duration,
    /// The bare way, which says how long it took.
    pub(crate) bare: &'a mut dyn FnMut() -> Duration,
}

/// Samples of a measurement; a sample is two turns of both, or one where a turn takes long.
const SAMPLES: u32 = 10;
const LONG: Duration = Duration::from_secs(2);

/// Runs both by turns, lets criterion judge the ratios, and prints that of the medians.
pub(crate) fn compare(pair: Pair<'_>) {
    let Pair { name, budget, riskward, bare } = pair;
    let one_turn = time(|| {
        riskward();
        bare();
    });
    // criterion rounds up to whole turns.
    let turns = if one_turn > LONG { 0.5 } else { 1.5 };
    let mut took: Vec<(Duration, Duration)> = Vec::new();
    let mut criterion = Criterion::default()
        .with_measurement(Ratio)
        .warm_up_time(Duration::from_nanos(1))
        .measurement_time((one_turn * SAMPLES).mul_f64(turns))
        .sample_size(SAMPLES as usize)
        .without_plots()
        .configure_from_args();
    let mut group = criterion.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat).bench_function("against-bare", |bencher| {
        bencher.iter_custom(|turns| {
            let mut ratios = 0.0;
            for turn in 0..turns {
                let both = if turn % 2 == 0 {
                    let riskward = riskward();
                    (riskward, bare())
                } else {
                    let bare = bare();
                    (riskward(), bare)
                };
                took.push(both);
                ratios += both.0.as_secs_f64() / both.1.as_secs_f64();
            }
            ratios
        });
    });
    group.finish();
    if took.is_empty() {
        return;
    }
    let ours = median(took.iter().map(|(riskward, _)| *riskward));
    let theirs = median(took.iter().map(|(_, bare)| *bare));
    let budget = budget.map_or_else(|| "no budget".to_owned(), |most| format!("budget {most}"));
    println!(
        "ratio {name} {:.2} ({budget}): {:.1} ms against {:.1} ms, medians of {} turns\n",
        ours.as_secs_f64() / theirs.as_secs_f64(),
        ours.as_secs_f64() * 1e3,
        theirs.as_secs_f64() * 1e3,
        took.len()
    );
}

/// How long something took.
pub(crate) fn time(what: impl FnOnce()) -> Duration {
    let begun = Instant::now();
    what();
    begun.elapsed()
}

fn median(took: impl Iterator<Item = Duration>) -> Duration {
    let mut took: Vec<Duration> = took.collect();
    took.sort_unstable();
    took[took.len() / 2]
}

/// A number without a unit as criterion's measure.
struct Ratio;

impl Measurement for Ratio {
    type Intermediate = ();
    type Value = f64;

    fn start(&self) {}

    /// Never asked: every turn says how long it took.
    fn end(&self, (): ()) -> f64 {
        f64::NAN
    }

    fn add(&self, one: &f64, other: &f64) -> f64 {
        one + other
    }

    fn zero(&self) -> f64 {
        0.0
    }

    fn to_f64(&self, value: &f64) -> f64 {
        *value
    }

    fn formatter(&self) -> &dyn ValueFormatter {
        self
    }
}

impl ValueFormatter for Ratio {
    fn scale_values(&self, _: f64, _: &mut [f64]) -> &'static str {
        "times"
    }

    fn scale_throughputs(&self, _: f64, _: &Throughput, _: &mut [f64]) -> &'static str {
        "times"
    }

    fn scale_for_machines(&self, _: &mut [f64]) -> &'static str {
        "times"
    }
}
