//! The time network over 100,000 articles: 1.76 million constraints, all in one component, with and without an error.

use std::time::Duration;

use criterion::Criterion;
use gainsay::network::{Hardness, Network, Parts, Provenance, Reason, Source, Variable};

const ARTICLES: u32 = 100_000;
const EVENTS: u32 = 30_000;

/// Events over ten years; each article dates six of them against its publication and two pairs against each other.
fn archive(error: bool) -> Network {
    let mut state = 88_172_645_463_325_252_u64;
    let mut random = move |below: u64| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        i64::try_from(state % below).unwrap_or(0)
    };
    let mut network = Network::new();
    let days: Vec<i64> = (0..EVENTS).map(|_| random(3650)).collect();
    let events: Vec<Variable> = (0..EVENTS).map(|_| network.variable()).collect();
    let mut reason = 0;
    let mut by = |article: u32| {
        reason += 1;
        Provenance {
            reason: Reason(reason),
            source: Source(article),
            hardness: Hardness::Hard,
        }
    };
    let pick = |n: i64| {
        let at = usize::try_from(n).unwrap_or(0);
        let event = events.get(at).copied().unwrap_or(Variable::ORIGIN);
        (event, days.get(at).copied().unwrap_or(0))
    };
    for article in 0..ARTICLES {
        let published = network.variable();
        let day = pick(random(u64::from(EVENTS))).1 + random(30);
        if random(10) < 8 {
            let date = Provenance {
                hardness: Hardness::Given,
                ..by(article)
            };
            network.between(Variable::ORIGIN, published, Some(day), Some(day), date);
        }
        for _ in 0..6 {
            let (event, of_event) = pick(random(u64::from(EVENTS)));
            let ago = day - of_event;
            let tolerance = 3 + ago.abs() / 20;
            let (least, most) = (ago - tolerance, ago + tolerance);
            network.between(event, published, Some(least), Some(most), by(article));
        }
        for _ in 0..2 {
            let (a, of_a) = pick(random(u64::from(EVENTS)));
            let (b, of_b) = pick(random(u64::from(EVENTS)));
            if a != b {
                let apart = of_b - of_a;
                network.between(a, b, Some(apart - 15), Some(apart + 15), by(article));
            }
        }
    }
    if error {
        let (event, day) = pick(7);
        let wrong = Some(day + 400);
        network.between(Variable::ORIGIN, event, wrong, wrong, by(ARTICLES));
    }
    network
}

/// Returns the number of conflicts, each told in full.
fn conflicts(parts: &Parts) -> usize {
    parts.iter().map(|part| part.conflicts().len()).sum()
}

fn network(c: &mut Criterion) {
    let mut group = c.benchmark_group("network");
    group.sample_size(10);
    group.warm_up_time(Duration::from_secs(1));
    let clean = archive(false);
    let wrong = archive(true);
    assert!(clean.n_constraints() > 1_700_000);
    assert_eq!(clean.parts().iter().count(), 1);
    group.bench_function("parts", |b| b.iter(|| clean.parts().iter().count()));
    let clean_parts = clean.parts();
    let wrong_parts = wrong.parts();
    assert_eq!(conflicts(&clean_parts), 0);
    assert_eq!(conflicts(&wrong_parts), 1);
    group.bench_function("clean", |b| b.iter(|| conflicts(&clean_parts)));
    group.bench_function("one error", |b| b.iter(|| conflicts(&wrong_parts)));
    group.bench_function("windows", |b| {
        b.iter(|| {
            let windows = clean_parts
                .iter()
                .map(|part| part.windows().left_out().len());
            windows.sum::<usize>()
        });
    });
    group.finish();
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    network(&mut criterion);
    criterion.final_summary();
}
