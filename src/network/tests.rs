//! Small networks with known answers; random ones against Floyd–Warshall and against every subset.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;

const O: Variable = Variable::ORIGIN;

fn stated(n: u32, source: u32, hardness: Hardness) -> Provenance {
    Provenance {
        reason: Reason(n),
        source: Source(source),
        hardness,
    }
}

fn by(n: u32) -> Provenance {
    stated(n, n, Hardness::Hard)
}

/// Every conflict as `short by DAYS: reason reason …`, a line each.
fn show(network: &Network) -> String {
    let mut text = String::new();
    for part in &network.parts() {
        for conflict in part.conflicts() {
            let reasons: Vec<String> = conflict.reasons.iter().map(|r| r.0.to_string()).collect();
            let _ = writeln!(
                text,
                "short by {}: {}",
                conflict.shortfall(),
                reasons.join(" ")
            );
        }
    }
    text
}

/// Onset, ceasefire, withdrawal, and what four articles say of them: any three of them can be true.
fn four_articles() -> (Network, [Variable; 3]) {
    let mut network = Network::new();
    let onset = network.variable();
    let ceasefire = network.variable();
    let withdrawal = network.variable();
    network.between(onset, ceasefire, Some(118), Some(126), by(0));
    network.between(ceasefire, withdrawal, Some(20), Some(22), by(1));
    network.between(O, withdrawal, Some(152), Some(181), by(2));
    network.between(O, onset, Some(60), Some(90), by(3));
    (network, [onset, ceasefire, withdrawal])
}

#[test]
fn four_claims_conflict_where_no_three_do() {
    let (network, [onset, ..]) = four_articles();
    assert_eq!(show(&network), "short by 17: 2 1 0 3\n");
    for left_out in 0..4 {
        for part in &network.parts() {
            let three = part.only(|by| by.reason != Reason(left_out));
            assert_eq!(three.is_consistent(), Some(true));
        }
    }
    let parts = network.parts();
    let part = parts.of(onset).into_iter().next();
    let told = part.map(|part| {
        let repairs = part.conflicts().iter().map(|c| part.repairs(c).len()).sum();
        (part.odd_sources().len(), repairs)
    });
    assert_eq!(
        told,
        Some((4, 4usize)),
        "each of the four sources, and of the four steps, would do"
    );
}

#[test]
fn one_source_against_three_is_the_odd_one_out() {
    let (mut network, [onset, ..]) = four_articles();
    // "the fighting, which began in February", "broke out in late February"
    network.between(O, onset, Some(32), Some(59), by(4));
    network.between(O, onset, Some(40), Some(59), by(5));
    let parts = network.parts();
    let odd = parts.of(onset).map(Part::odd_sources);
    assert_eq!(odd, Some(vec![vec![Source(3)]]));
}

#[test]
fn two_events_with_an_error_each_give_two_conflicts() {
    let mut network = Network::new();
    let (a, b) = (network.variable(), network.variable());
    network.between(O, a, Some(10), Some(20), by(0));
    network.between(O, a, Some(30), Some(40), by(1));
    network.between(O, b, Some(5), Some(5), by(2));
    network.between(O, b, Some(6), Some(6), by(3));
    assert_eq!(show(&network), "short by 10: 0 1\nshort by 1: 2 3\n");
    // Joined to one component they are still two.
    network.not_after(b, a, by(4));
    assert_eq!(show(&network), "short by 10: 0 1\nshort by 1: 2 3\n");
}

#[test]
fn a_firm_claim_is_told_before_one_that_gives_way() {
    let mut network = Network::new();
    let a = network.variable();
    network.between(O, a, Some(10), Some(10), by(7));
    network.between(O, a, Some(30), Some(30), stated(1, 1, Hardness::Soft));
    network.between(O, a, Some(20), Some(20), by(8));
    assert_eq!(show(&network), "short by 10: 7 8\n");
}

#[test]
fn fewer_claims_are_told_before_more() {
    let (mut network, [onset, ..]) = four_articles();
    network.between(O, onset, Some(200), Some(210), by(9));
    assert_eq!(show(&network), "short by 110: 3 9\n");
}

#[test]
fn a_date_out_of_order_is_a_conflict_of_one_claim() {
    let mut network = Network::new();
    let a = network.variable();
    network.constrain(Constraint {
        from: a,
        to: a,
        at_most: -3,
        by: by(0),
    });
    assert_eq!(show(&network), "short by 3: 0\n");
}

#[test]
fn a_date_joins_nothing() {
    let mut network = Network::new();
    let (a, b, c) = (network.variable(), network.variable(), network.variable());
    network.between(O, a, Some(1), Some(1), by(0));
    network.between(O, b, Some(1), Some(1), by(1));
    network.not_after(c, b, by(2));
    let parts = network.parts();
    assert_eq!(parts.iter().count(), 2);
    assert_eq!(parts.number_of(b), parts.number_of(c));
    assert_ne!(parts.number_of(a), parts.number_of(c));
    assert_eq!(parts.number_of(O), None);
}

#[test]
fn last_march_conflicts_only_if_both_years_do() {
    let march = [
        Distance {
            at_least: Some(60),
            at_most: Some(90),
        },
        Distance {
            at_least: Some(425),
            at_most: Some(455),
        },
    ];
    let network = |from, to| {
        let mut network = Network::new();
        let onset = network.variable();
        network.either(O, onset, &march, by(0));
        network.between(O, onset, Some(from), None, by(1));
        network.between(O, onset, None, Some(to), by(2));
        network
    };
    assert_eq!(show(&network(30, 70)), "");
    assert_eq!(show(&network(430, 500)), "");
    assert_eq!(show(&network(32, 59)), "short by 1: 2 0\n");
    assert_eq!(show(&network(456, 500)), "short by 1: 0 1\n");
    // Between the two years: each fails for its own reason, and the proof has both.
    assert_eq!(show(&network(100, 400)), "short by 10: 0 1 2\n");
}

#[test]
fn a_window_names_what_gives_it_and_ignores_claims_in_conflict() {
    let (mut network, [onset, ceasefire, _]) = four_articles();
    let undated = network.variable();
    // "signed on Friday" of an article without a date: the article is a day to a week later.
    network.between(ceasefire, undated, Some(1), Some(7), by(4));
    let parts = network.parts();
    let without = parts.of(onset).map_or_else(
        || Part::of(&[], Vec::new()),
        |part| part.only(|by| by.reason != Reason(2)),
    );
    let window = without.window(O, undated);
    let told = |bound: &Option<Bound>| bound.as_ref().map(|b| (b.days, b.reasons()));
    assert_eq!(
        told(&window.at_least),
        Some((179, vec![Reason(4), Reason(0), Reason(3)]))
    );
    assert_eq!(
        told(&window.at_most),
        Some((223, vec![Reason(3), Reason(0), Reason(4)]))
    );
    assert_eq!(without.windows().of(undated), window);
    // With the fourth claim there is a conflict, and none of its claims bounds anything.
    let open = parts.of(onset).map(|p| p.window(O, undated));
    assert_eq!(open, Some(Window::default()));
}

/// Two ways give the same days: one variable's window and everybody's name the same one.
#[test]
fn of_two_ways_as_short_one_is_told() {
    let mut network = Network::new();
    let [b, c, d] = [(); 3].map(|()| network.variable());
    network.between(c, b, Some(-4), None, by(0));
    network.between(d, b, Some(-2), None, by(1));
    network.between(O, c, Some(-8), Some(-8), by(2));
    network.between(O, d, Some(-10), None, by(3));
    let parts = network.parts();
    let part = parts.of(b);
    let told = part.map(|part| (part.windows().of(b), part.window(O, b)));
    assert!(
        told.is_some_and(|(all, one)| all == one && all.at_least.is_some_and(|b| b.days == -12))
    );
}

#[test]
fn what_nothing_is_said_about_is_open() {
    let mut network = Network::new();
    let a = network.variable();
    assert!(network.parts().of(a).is_none());
    network.either(O, a, &[], by(0));
    assert!(network.parts().of(a).is_none());
}

#[test]
fn conflicts_of_many_copies_stay_few_and_quick() {
    let mut network = Network::new();
    let a = network.variable();
    for n in 0..300 {
        let day = if n == 150 { 90 } else { 50 };
        network.between(O, a, Some(day), Some(day), by(n));
    }
    assert_eq!(show(&network), "short by 40: 0 150\n");
    let odd: Vec<_> = network.parts().iter().map(Part::odd_sources).collect();
    assert_eq!(odd, [vec![vec![Source(150)]]]);
}

#[test]
fn many_open_years_are_decided_or_given_up_but_not_run_through() {
    let mut network = Network::new();
    let years = |n: i64| -> Vec<Distance> {
        (0..4)
            .map(|year| Distance {
                at_least: Some(365 * year + n),
                at_most: Some(365 * year + n + 1),
            })
            .collect()
    };
    let variables: Vec<Variable> = (0..30).map(|_| network.variable()).collect();
    for (n, variable) in (0..).zip(&variables) {
        network.either(O, *variable, &years(7 * i64::from(n)), by(n));
    }
    for (n, pair) in (100..).zip(variables.windows(2)) {
        if let [a, b] = pair {
            network.between(*a, *b, Some(100), Some(300), by(n));
        }
    }
    let first: Vec<Option<bool>> = network.parts().iter().map(Part::is_consistent).collect();
    let again: Vec<Option<bool>> = network.parts().iter().map(Part::is_consistent).collect();
    assert_eq!(first, again);
}

/// A statement of a random network: reason, source, hardness, ends, and the distances it leaves.
#[derive(Debug, Clone)]
struct Statement {
    by: Provenance,
    from: usize,
    to: usize,
    options: Vec<Distance>,
}

const N: usize = 5;

fn hardness() -> impl Strategy<Value = Hardness> {
    prop_oneof![
        4 => Just(Hardness::Hard),
        2 => Just(Hardness::Soft),
        1 => Just(Hardness::Premise),
        1 => Just(Hardness::Given),
    ]
}

/// Statements over the origin and `N − 1` variables; `n_options` is the most possibilities of one.
fn statements(n_options: usize) -> impl Strategy<Value = Vec<Statement>> {
    let distance = (-12i64..12, 0i64..8, 0u8..4).prop_map(|(least, more, open)| Distance {
        at_least: (open != 1).then_some(least),
        at_most: (open != 2).then_some(least + more),
    });
    let options = prop::collection::vec(distance, 1..=n_options);
    let one = (0..N, 1..N, 0u32..4, hardness(), options);
    prop::collection::vec(one, 1..9).prop_map(|all| {
        (0u32..)
            .zip(all)
            .map(|(n, (from, to, source, hardness, options))| Statement {
                by: stated(n, source, hardness),
                from,
                to,
                options,
            })
            .collect()
    })
}

fn network_of<'a>(statements: impl IntoIterator<Item = &'a Statement>) -> Network {
    let mut network = Network::new();
    let mut variables = vec![O];
    variables.extend((1..N).map(|_| network.variable()));
    for s in statements {
        if let (Some(from), Some(to)) = (variables.get(s.from), variables.get(s.to)) {
            network.either(*from, *to, &s.options, s.by);
        }
    }
    network
}

/// Shortest distances by Floyd–Warshall, or `None` where there is a negative cycle.
fn distances(arcs: &[(usize, usize, i64)]) -> Option<[[Option<i64>; N]; N]> {
    let mut d = [[None; N]; N];
    let shorter = |old: Option<i64>, new: i64| Some(old.map_or(new, |old| old.min(new)));
    let get = |d: &[[Option<i64>; N]; N], i: usize, j: usize| -> Option<i64> {
        d.get(i).and_then(|row| row.get(j)).copied().flatten()
    };
    let set = |d: &mut [[Option<i64>; N]; N], i: usize, j: usize, days: i64| {
        if let Some(slot) = d.get_mut(i).and_then(|row| row.get_mut(j)) {
            *slot = shorter(*slot, days);
        }
    };
    for i in 0..N {
        set(&mut d, i, i, 0);
    }
    for (from, to, days) in arcs {
        set(&mut d, *from, *to, *days);
    }
    for k in 0..N {
        for i in 0..N {
            for j in 0..N {
                if let (Some(a), Some(b)) = (get(&d, i, k), get(&d, k, j)) {
                    set(&mut d, i, j, a + b);
                }
            }
        }
    }
    (0..N).all(|i| get(&d, i, i) == Some(0)).then_some(d)
}

fn arcs_of(from: usize, to: usize, distance: Distance) -> Vec<(usize, usize, i64)> {
    let most = distance.at_most.map(|days| (from, to, days));
    let least = distance.at_least.map(|days| (to, from, -days));
    most.into_iter().chain(least).collect()
}

/// Returns whether all statements can be true, by trying every combination of options.
fn brute(statements: &[&Statement]) -> bool {
    fn go(statements: &[&Statement], arcs: &mut Vec<(usize, usize, i64)>) -> bool {
        let Some((first, rest)) = statements.split_first() else {
            return distances(arcs).is_some();
        };
        first.options.iter().any(|option| {
            let before = arcs.len();
            arcs.extend(arcs_of(first.from, first.to, *option));
            let can = go(rest, arcs);
            arcs.truncate(before);
            can
        })
    }
    go(statements, &mut Vec::new())
}

fn chosen<'a>(all: &'a [Statement], keep: impl Fn(&Statement) -> bool + 'a) -> Vec<&'a Statement> {
    all.iter().filter(|s| keep(s)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Found if and only if there is one; each is minimal, proved, and independent of the others.
    #[test]
    fn conflicts_agree_with_trying_everything(all in statements(1)) {
        check_conflicts(&all)?;
    }

    /// The same with several possibilities in a statement.
    #[test]
    fn choices_agree_with_trying_everything(all in statements(3)) {
        check_conflicts(&all)?;
    }

    /// The first conflict told has the fewest claims there are.
    #[test]
    fn the_first_conflict_has_the_fewest_claims(all in statements(1)) {
        let mut least = usize::MAX;
        for set in 0u32..1 << all.len() {
            let some = chosen(&all, |s| set >> s.by.reason.0 & 1 == 1);
            if !brute(&some) {
                least = least.min(some.iter().filter(|s| s.by.hardness.is_claim()).count());
            }
        }
        let parts = network_of(&all).parts();
        let told = parts.iter().filter_map(|part| part.conflicts().first().map(|c| c.claims().len()));
        prop_assert_eq!(told.min().unwrap_or(usize::MAX), least);
    }

    /// Windows are the shortest distances, and their steps add up to them.
    #[test]
    fn windows_are_the_tightest_bounds(all in statements(1)) {
        let arcs: Vec<_> = all
            .iter()
            .flat_map(|s| s.options.iter().flat_map(|o| arcs_of(s.from, s.to, *o)))
            .collect();
        let Some(d) = distances(&arcs) else { return Ok(()) };
        for part in &network_of(&all).parts() {
            let windows = part.windows();
            for variable in part.variables() {
                let at = |i: usize, j: usize| d.get(i).and_then(|row| row.get(j)).copied().flatten();
                let most = at(0, variable.index());
                let least = at(variable.index(), 0).map(|days| -days);
                let window = windows.of(*variable);
                prop_assert_eq!(&window, &part.window(O, *variable));
                prop_assert_eq!(window.at_most.as_ref().map(|b| b.days), most);
                prop_assert_eq!(window.at_least.as_ref().map(|b| b.days), least);
                for (bound, sign) in [(window.at_most, 1), (window.at_least, -1)] {
                    let Some(bound) = bound else { continue };
                    let sum: i64 = bound.steps.iter().map(|s| s.constraint.at_most).sum();
                    prop_assert_eq!(sum, sign * bound.days);
                }
            }
        }
    }

    /// The smallest sets of sources, against every set.
    #[test]
    fn odd_sources_are_the_smallest_sets(all in statements(2)) {
        for part in &network_of(&all).parts() {
            let own: BTreeSet<Reason> = part.reasons();
            let mut expected: Vec<Vec<Source>> = Vec::new();
            for size in 1..=3 {
                for set in 0u32..16 {
                    let set: Vec<Source> = (0..4).filter(|s| set >> s & 1 == 1).map(Source).collect();
                    let rest = chosen(&all, |s| own.contains(&s.by.reason) && !set.contains(&s.by.source));
                    if set.len() == size && brute(&rest) {
                        expected.push(set);
                    }
                }
                if !expected.is_empty() {
                    break;
                }
            }
            expected.sort();
            if brute(&chosen(&all, |s| own.contains(&s.by.reason))) {
                expected.clear();
            }
            prop_assert_eq!(part.odd_sources(), expected);
        }
    }

    /// Nothing hangs on the order in which constraints are added, nor on other parts.
    #[test]
    fn the_order_of_constraints_changes_nothing(all in statements(3).prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle()))) {
        let (sorted, shuffled) = all;
        let (a, b) = (network_of(&sorted).parts(), network_of(&shuffled).parts());
        for (a, b) in a.iter().zip(b.iter()) {
            let conflicts = a.conflicts();
            prop_assert_eq!(&conflicts, &b.conflicts());
            prop_assert_eq!(a.odd_sources(), b.odd_sources());
            for conflict in &conflicts {
                prop_assert_eq!(a.repairs(conflict), b.repairs(conflict));
            }
            let alone = a.only(|_| true);
            prop_assert_eq!(alone.conflicts(), conflicts);
        }
    }

    /// A repair, made, leaves the claims of its conflict consistent.
    #[test]
    fn a_repair_mends(all in statements(1)) {
        for part in &network_of(&all).parts() {
            for conflict in part.conflicts() {
                let set = part.only(|by| conflict.reasons.contains(&by.reason));
                for repair in part.repairs(&conflict) {
                    let mended: Vec<Constraint> = set
                        .constraints()
                        .map(|c| if c == repair.step.constraint {
                            Constraint { at_most: repair.at_most, ..c }
                        } else {
                            c
                        })
                        .collect();
                    prop_assert_eq!(Part::of(&mended, Vec::new()).is_consistent(), Some(true));
                }
            }
        }
    }
}

fn check_conflicts(all: &[Statement]) -> Result<(), TestCaseError> {
    let parts = network_of(all).parts();
    let mut told: BTreeSet<Reason> = BTreeSet::new();
    for part in &parts {
        let own: BTreeSet<Reason> = part.reasons();
        let conflicts = part.conflicts();
        let can = brute(&chosen(all, |s| own.contains(&s.by.reason)));
        prop_assert_eq!(part.is_consistent(), Some(can));
        prop_assert_eq!(conflicts.is_empty(), can);
        for conflict in &conflicts {
            for cycle in &conflict.cycles {
                prop_assert!(cycle.sum() < 0);
                let ends = cycle.steps.iter().map(|s| s.constraint.to);
                let starts = cycle.steps.iter().map(|s| s.constraint.from);
                let next: Vec<Variable> = starts.cycle().skip(1).take(cycle.steps.len()).collect();
                prop_assert_eq!(ends.collect::<Vec<_>>(), next);
            }
            let set = |without: Option<Reason>| {
                chosen(all, move |s| {
                    conflict.reasons.contains(&s.by.reason) && Some(s.by.reason) != without
                })
            };
            prop_assert!(!brute(&set(None)));
            for reason in &conflict.reasons {
                prop_assert!(brute(&set(Some(*reason))), "{reason:?} is not needed");
            }
            let claims = conflict.claims();
            let used = if claims.is_empty() {
                conflict.reasons.clone()
            } else {
                claims
            };
            for reason in used {
                prop_assert!(told.insert(reason), "{reason:?} is told twice");
            }
        }
        let rest = chosen(all, |s| {
            own.contains(&s.by.reason) && !told.contains(&s.by.reason)
        });
        prop_assert!(brute(&rest));
    }
    Ok(())
}
