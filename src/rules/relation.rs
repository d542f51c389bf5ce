//! The named relations that rules are made of. What needs code lives here; YAML never grows into a language.

use super::relation_pictures::PICTURE_RELATIONS;
use super::{Operand, Var};
use crate::calendar::Interval;
use crate::claims::{Claim, Polarity, alike};
use crate::graph::{ClaimGraph, ClaimId};
use crate::lexicon::status::Status;
use crate::mentions::entity::one_spelling;
use crate::mentions::quantity::{Bound, Quantity, Unit};
use crate::mentions::time::When;
use crate::tokens::{Relation, Upos};

/// What an operand of a relation must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OperandKind {
    /// A claim: `a`.
    Claim,
    /// A claim's time: `a.time`.
    Time,
    /// The fillers of one of its roles: `a.party`.
    Role,
}

/// A relation, as rule authors see it.
#[derive(Debug)]
pub struct RelationDoc {
    /// Its name in rule files.
    pub name: &'static str,
    /// What it holds between.
    pub operands: &'static [OperandKind],
    /// Whether it brings two claims together (each rule of two claims has exactly one that does).
    pub binds: bool,
    /// When it holds.
    pub doc: &'static str,
    pub(super) holds: fn(&Scene<'_>, &[Operand]) -> Option<Vec<String>>,
}

impl RelationDoc {
    /// Returns the premises it adds where it holds.
    pub(super) fn holds(&self, scene: &Scene<'_>, of: &[Operand]) -> Option<Vec<String>> {
        (self.holds)(scene, of)
    }
}

/// The claims bound so far.
pub(super) struct Scene<'g> {
    pub(super) graph: &'g ClaimGraph<'g>,
    pub(super) a: ClaimId,
    pub(super) b: Option<ClaimId>,
}

impl<'g> Scene<'g> {
    pub(super) fn id(&self, var: Var) -> ClaimId {
        match var {
            Var::A => self.a,
            Var::B => self.b.unwrap_or(self.a),
        }
    }

    pub(super) fn claim(&self, var: Var) -> &'g Claim {
        self.graph.claim(self.id(var))
    }

    pub(super) fn fillers(&self, operand: &Operand) -> Vec<&'g str> {
        self.each_filler(operand).collect()
    }

    fn each_filler<'s>(
        &'s self,
        operand: &'s Operand,
    ) -> impl Iterator<Item = &'g str> + use<'s, 'g> {
        let role = operand.part.as_deref().unwrap_or_default();
        let roles = self.claim(operand.var).roles.iter();
        roles
            .filter(move |r| r.name == role)
            .map(|r| r.key.as_str())
    }
}

/// Every relation there is.
pub static RELATIONS: &[RelationDoc] = &[
    RelationDoc {
        name: "same_event",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: true,
        doc: "the two claims are joined by a same-event edge; its reasons are the premises",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let reasons = scene
                .graph
                .same_event_reasons(scene.id(x.var), scene.id(y.var))?;
            Some(reasons.to_vec())
        },
    },
    RelationDoc {
        name: "same_article",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: true,
        doc: "the two claims stand in one article",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let same = scene.graph.source(scene.id(x.var)) == scene.graph.source(scene.id(y.var));
            (same && x.var != y.var).then(Vec::new)
        },
    },
    RelationDoc {
        name: "same_sentence",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the two claims stand in one sentence of one article",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let same = scene.graph.source(scene.id(x.var)) == scene.graph.source(scene.id(y.var))
                && scene.claim(x.var).sentence == scene.claim(y.var).sentence;
            same.then(Vec::new)
        },
    },
    RelationDoc {
        name: "different_articles",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the two claims stand in different articles",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            (scene.graph.source(scene.id(x.var)) != scene.graph.source(scene.id(y.var)))
                .then(Vec::new)
        },
    },
    RelationDoc {
        name: "disjoint",
        operands: &[OperandKind::Time, OperandKind::Time],
        binds: false,
        doc: "the two times share no day, whatever the years and publication dates that are not stated; single days must lie two days apart, for nobody states the zone",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            disjoint(scene.claim(x.var), scene.claim(y.var)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "overlap",
        operands: &[OperandKind::Time, OperandKind::Time],
        binds: false,
        doc: "both times are known, and share a day",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let p = resolved(scene.claim(x.var))?;
            let q = resolved(scene.claim(y.var))?;
            (p.n_days().is_some() && q.n_days().is_some() && !p.is_disjoint(q)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "different",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "both roles are filled, and no filler of one fills the other (a surname is its full name)",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.fillers(x), scene.fillers(y));
            let differ = !p.is_empty()
                && !q.is_empty()
                && !p.iter().any(|a| q.iter().any(|b| one_filler(a, b)));
            differ.then(Vec::new)
        },
    },
    RelationDoc {
        name: "same",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "some filler of one role fills the other",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.fillers(x), scene.fillers(y));
            p.iter()
                .any(|a| q.iter().any(|b| one_filler(a, b)))
                .then(Vec::new)
        },
    },
    RelationDoc {
        name: "party_elsewhere",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "who is named in the one role there is named in the other role here, by the clauses themselves or by their articles throughout",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.fillers(x), scene.fillers(y));
            let both: Vec<String> = p
                .iter()
                .filter(|k| q.contains(k))
                .map(|k| scene.graph.lexicon().names.display(k))
                .collect();
            // One who is both in one article says nothing.
            let own = |operand: &Operand, role: &Option<String>| {
                let claim = scene.claim(operand.var);
                role.as_deref().is_some_and(|r| {
                    claim.roles.iter().any(|f| {
                        f.name == r && p.contains(&f.key.as_str()) && q.contains(&f.key.as_str())
                    })
                })
            };
            if both.is_empty() || own(x, &y.part) || own(y, &x.part) {
                return None;
            }
            Some(vec![format!(
                "{} cannot be {} and {} of one agreement",
                both.join(" and "),
                with_article(x.part.as_deref().unwrap_or("party")),
                with_article(y.part.as_deref().unwrap_or("party")),
            )])
        },
    },
    RelationDoc {
        name: "opposite_polarity",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "one claim asserts what the other denies",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.claim(x.var).polarity, scene.claim(y.var).polarity);
            (p != Polarity::Unknown && p.negated() == q).then(Vec::new)
        },
    },
    RelationDoc {
        name: "different_speakers",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "both claims are attributed, and to no common speaker",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (
                &scene.claim(x.var).attribution,
                &scene.claim(y.var).attribution,
            );
            let differ = !p.is_empty()
                && !q.is_empty()
                && !p
                    .iter()
                    .any(|a| q.iter().any(|b| one_filler(&a.speaker, &b.speaker)));
            differ.then(Vec::new)
        },
    },
    RelationDoc {
        name: "near_miss",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "the two strings are of one length of at least four and differ in exactly one letter, neither the first nor the last: an acronym that its name does not give",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let p = scene.each_filler(x).next()?;
            let q = scene.each_filler(y).next()?;
            near_miss(p, q).then(Vec::new)
        },
    },
    RelationDoc {
        name: "alike",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "the two contents share nearly all of their content words (four of five, at least four)",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let p = scene.each_filler(x).next()?;
            let q = scene.each_filler(y).next()?;
            alike(p, q).then(Vec::new)
        },
    },
    RelationDoc {
        name: "births_apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "two ages, or an age and a birth, leave no day on which one person can have been born; where an article states no date, its ages differ",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.claim(x.var), scene.claim(y.var));
            let ages = [p, q].map(|c| c.role("age").next().map(|r| r.key.as_str()));
            let one_article =
                scene.graph.source(scene.id(x.var)) == scene.graph.source(scene.id(y.var));
            let apart = match (birth_window(p), birth_window(q), ages) {
                (Some(p), Some(q), [a, b]) if !(one_article && a.is_some() && b.is_some()) => {
                    p.is_disjoint(q)
                }
                (_, _, [Some(a), Some(b)]) => one_article && a != b,
                _ => false,
            };
            apart.then(Vec::new)
        },
    },
    RelationDoc {
        name: "greater",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "the first number is greater than the second",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let number = |operand| scene.fillers(operand).first()?.parse::<f64>().ok();
            (number(x)? > number(y)?).then(Vec::new)
        },
    },
    RelationDoc {
        name: "numbers_apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "both claims count, and no number satisfies both, rounding and hedges granted",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (quantity(scene, x.var)?, quantity(scene, y.var)?);
            numbers_apart(p, q).then(Vec::new)
        },
    },
    RelationDoc {
        name: "lengths_apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "both claims' time expressions are lengths, and no number of days fits both, a few days granted for the words they are told in",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let ((p, q), (r, s)) = (length(scene, x.var)?, length(scene, y.var)?);
            (q < r || s < p).then(Vec::new)
        },
    },
    RelationDoc {
        name: "strengths_apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "both claims give a magnitude, and they differ by more than those of two agencies do (0.4), and by less than two shocks where an article knows of several (1.0)",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (quantity(scene, x.var)?, quantity(scene, y.var)?);
            let exact = p.bound == Bound::Exact && q.bound == Bound::Exact;
            let several = |at: Var| scene.claim(at).role("shocks").next().is_some();
            let apart = (p.low - q.low).abs();
            let of_two = apart >= SHOCKS_DIFFER && (several(x.var) || several(y.var));
            (exact && apart > AGENCIES_DIFFER && !of_two).then(Vec::new)
        },
    },
    RelationDoc {
        name: "neither_gives_both",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "neither article has the other's number anywhere in its text: one that has both tells what became of it",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (quantity(scene, x.var)?, quantity(scene, y.var)?);
            let gives = |at: Var, of: &Quantity| {
                let mentions = &scene.graph.extraction(scene.id(at)).mentions;
                mentions.quantities.iter().any(|other| {
                    let bare = matches!(&other.unit, Unit::Count(noun) if noun.is_empty());
                    let same = |a: f64, b: f64| (a - b).abs() <= f64::EPSILON * a.abs().max(1.0);
                    (bare || other.unit == of.unit)
                        && same(other.low, of.low)
                        && same(other.high, of.high)
                })
            };
            (!gives(x.var, q) && !gives(y.var, p)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "no_place_of_each",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "not each of the two names a place that the other lacks: two towns of one state tell of two events",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.fillers(x), scene.fillers(y));
            let own = |a: &[&str], b: &[&str]| a.iter().any(|k| !b.contains(k));
            (!(own(&p, &q) && own(&q, &p))).then(Vec::new)
        },
    },
    RelationDoc {
        name: "same_counted",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "both claims count, and the same: nouns that differ count different groups (12 soldiers, 40 people)",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (quantity(scene, x.var)?, quantity(scene, y.var)?);
            (p.unit == q.unit).then(Vec::new)
        },
    },
    RelationDoc {
        name: "shrinks",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the second article was published on a later day than the first, and counts fewer",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (quantity(scene, x.var)?, quantity(scene, y.var)?);
            let earlier = scene
                .claim(x.var)
                .asserted
                .is_before(scene.claim(y.var).asserted);
            (earlier
                && matches!(p.bound, Bound::Exact | Bound::AtLeast)
                && matches!(q.bound, Bound::Exact | Bound::AtMost)
                && q.high + q.rounding < p.low - p.rounding)
                .then(Vec::new)
        },
    },
    RelationDoc {
        name: "neither_names_both",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "neither article fills both roles: one that names both holders of an office tells of its history",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let role = x.part.as_deref().unwrap_or_default();
            let names = |at: Var, key: &str| {
                let id = scene.id(at);
                let this = scene.graph.claim(id);
                scene
                    .graph
                    .claims_of(scene.graph.source(id))
                    .iter()
                    .any(|other| {
                        let claim = scene.graph.claim(*other);
                        claim.keys == this.keys && claim.role(role).any(|r| one_filler(&r.key, key))
                    })
            };
            let both = scene.fillers(y).iter().any(|k| names(x.var, k))
                || scene.fillers(x).iter().any(|k| names(y.var, k));
            (!both).then(Vec::new)
        },
    },
    RelationDoc {
        name: "neither_tells_both",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "neither article has a claim of the other's predicate: one that tells of both knows how they go together",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let tells = |at: Var, other: Var| {
                let wanted = scene.claim(other).predicate_name();
                let source = scene.graph.source(scene.id(at));
                let mut claims = scene.graph.claims_of(source).iter();
                claims.any(|c| scene.graph.claim(*c).predicate_name() == wanted)
            };
            (!tells(x.var, y.var) && !tells(y.var, x.var)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "neither_tells_both_ways",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "neither article says the one's predicate both with and without a negation: one that does tells how things went on",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let both = |at: Var| {
                let (source, this) = (scene.graph.source(scene.id(at)), scene.claim(at));
                let mut claims = scene
                    .graph
                    .claims_of(source)
                    .iter()
                    .map(|c| scene.graph.claim(*c));
                claims
                    .any(|c| c.predicate == this.predicate && c.polarity == this.polarity.negated())
            };
            (!both(x.var) && !both(y.var)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "not_written_before",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the first claim's article states its day, and that is not before the second claim's event, by its own time or else by its article's day",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let written = scene.claim(x.var).asserted.as_day()?;
            let other = scene.claim(y.var);
            let day = resolved(other)
                .and_then(Interval::as_day)
                .or(other.asserted.as_day())?;
            (written >= day).then(Vec::new)
        },
    },
    RelationDoc {
        name: "both_coarse",
        operands: &[OperandKind::Time, OperandKind::Time],
        binds: false,
        doc: "both times are a month or longer: a wave of events is dated, not one of them",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let coarse = |var: Var| match scene.claim(var).time {
                When::Days(days) => days.n_days().is_some_and(|n| n >= 28),
                When::Yearly { from, to } => to.0 != from.0 || to.1 >= from.1.saturating_add(27),
                _ => false,
            };
            (coarse(x.var) && coarse(y.var)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "within_a_year",
        operands: &[OperandKind::Time, OperandKind::Time],
        binds: false,
        doc: "neither time is longer than a year: a decade tells when somebody was known, not when something happened",
        holds: |scene, of| {
            let fine = |operand: &Operand| match scene.claim(operand.var).time {
                When::Days(days) => days.n_days().is_some_and(|n| n <= 366),
                When::Yearly { .. } => true,
                _ => false,
            };
            of.iter().all(fine).then(Vec::new)
        },
    },
    RelationDoc {
        name: "opposed",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the two open predicates are opposites (`rules/names/opposites.yaml`)",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (
                scene.claim(x.var).predicate_name(),
                scene.claim(y.var).predicate_name(),
            );
            let opposites = &scene.graph.lexicon().opposites;
            opposites
                .are(p, q)
                .then(|| vec![format!("“{p}” and “{q}” exclude each other")])
        },
    },
    RelationDoc {
        name: "same_predicate",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the two claims have one predicate, where the patterns allow several",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            (scene.claim(x.var).predicate == scene.claim(y.var).predicate).then(Vec::new)
        },
    },
    RelationDoc {
        name: "apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the evidence of the two claims shares no word",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.claim(x.var), scene.claim(y.var));
            (!p.evidence.overlaps(q.evidence)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "order_unknown",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "stated publication dates do not say which of the two was written first",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.claim(x.var).asserted, scene.claim(y.var).asserted);
            (!p.is_before(q) && !q.is_before(p) && (p.as_day().is_none() || q.as_day().is_none()))
                .then(Vec::new)
        },
    },
    RelationDoc {
        name: "not_asked",
        operands: &[OperandKind::Claim],
        binds: false,
        doc: "the claim is more than what somebody asks of another (\"urged the court to sentence him\")",
        holds: |scene, of| {
            let [x] = of else { return None };
            (!is_asked(scene, x.var)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "other_noun",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "no noun that names the event or document of one stands in the evidence of the other",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let words = |var: Var| {
                let id = scene.id(var);
                scene
                    .graph
                    .article(id)
                    .text
                    .get(scene.claim(var).evidence.range())
                    .unwrap_or("")
                    .to_lowercase()
            };
            let frames = &scene.graph.lexicon().frames;
            let nouns = frames.of_predicate(scene.claim(x.var).predicate_name())?;
            let (p, q) = (words(x.var), words(y.var));
            let named = nouns.nouns.iter().any(|n| {
                let noun = n.join(" ").replace(" - ", "-");
                p.contains(&noun) && q.contains(&noun)
            });
            (!named).then(Vec::new)
        },
    },
    RelationDoc {
        name: "not_reinstated",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "neither article has a word that takes a cancellation back (`rules/names/chronology.yaml`)",
        holds: |scene, of| {
            let words = &scene.graph.lexicon().chronology;
            let reinstates = |operand: &Operand| {
                let tokens = &scene.graph.extraction(scene.id(operand.var)).tokens;
                (0..tokens.all().len()).any(|t| words.is_reinstating(tokens.lemma(t)))
            };
            (!of.iter().any(reinstates)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "not_revised",
        operands: &[OperandKind::Claim],
        binds: false,
        doc: "the article has no word that says a count was corrected (`rules/names/chronology.yaml`)",
        holds: |scene, of| {
            let [x] = of else { return None };
            let words = &scene.graph.lexicon().chronology;
            let tokens = &scene.graph.extraction(scene.id(x.var)).tokens;
            let revises = (0..tokens.all().len()).any(|t| words.is_revising(tokens.lemma(t)));
            (!revises).then(Vec::new)
        },
    },
    RelationDoc {
        name: "same_day",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the two articles state one and the same publication day",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let day = scene.claim(x.var).asserted.as_day()?;
            (scene.claim(y.var).asserted.as_day() == Some(day)).then(Vec::new)
        },
    },
];

/// By how much the magnitudes of two agencies differ, a tenth lost to floating point granted.
const AGENCIES_DIFFER: f64 = 0.45;

/// By how much an aftershock is weaker than its earthquake, as a rule.
const SHOCKS_DIFFER: f64 = 0.95;

/// Returns every relation, those of pictures last.
pub(super) fn all() -> impl Iterator<Item = &'static RelationDoc> {
    RELATIONS.iter().chain(PICTURE_RELATIONS)
}

/// Returns the relation with a name.
pub(super) fn find(name: &str) -> Option<&'static RelationDoc> {
    all().find(|r| r.name == name)
}

fn with_article(role: &str) -> String {
    format!("a {role}")
}

/// Returns whether two keys name one filler: equal, a part of the full name, or another spelling.
fn one_filler(a: &str, b: &str) -> bool {
    let part = |long: &str, short: &str| short.split(' ').all(|w| long.split(' ').any(|l| l == w));
    let spelled = || {
        let (p, q): (Vec<&str>, Vec<&str>) = (a.split(' ').collect(), b.split(' ').collect());
        p.len() == q.len() && p.iter().zip(&q).all(|(x, y)| one_spelling(x, y))
    };
    a == b || part(a, b) || part(b, a) || spelled()
}

fn near_miss(p: &str, q: &str) -> bool {
    let (p, q) = (p.as_bytes(), q.as_bytes());
    p.len() == q.len()
        && p.len() >= 4
        && p.first() == q.first()
        && p.last() == q.last()
        && p.iter().zip(q).filter(|(a, b)| a != b).count() == 1
}

/// Returns whether the claim's verb depends on one that has somebody else do it: it is the complement of a verb
/// with an object or a person under a preposition before it, and only proposed ("called on Chad to sign").
fn is_asked(scene: &Scene<'_>, var: Var) -> bool {
    let claim = scene.claim(var);
    if claim.status != Status::Proposed {
        return false;
    }
    let tokens = &scene.graph.extraction(scene.id(var)).tokens;
    let range = tokens.of_sentence(claim.sentence as usize);
    let trigger = claim.trigger.range();
    let Some(verb) = range.clone().find(|t| {
        tokens.all().get(*t).is_some_and(|token| {
            trigger.contains(&(token.span.start as usize)) && token.upos == Upos::Verb
        })
    }) else {
        return false;
    };
    let Some(up) = tokens.head(verb) else {
        return false;
    };
    let modal = tokens.child(verb, Relation::Aux).is_some();
    let between = |relation: Relation| {
        tokens
            .child(up, relation)
            .is_some_and(|noun| up < noun && noun < verb)
    };
    match tokens.relation(verb) {
        Relation::Xcomp | Relation::Advcl => between(Relation::Obj) || between(Relation::Obl),
        Relation::Ccomp => !modal && tokens.child(verb, Relation::Nsubj).is_some() && up < verb,
        _ => false,
    }
}

fn quantity<'g>(scene: &Scene<'g>, var: Var) -> Option<&'g Quantity> {
    let idx = scene.claim(var).quantity?;
    scene
        .graph
        .extraction(scene.id(var))
        .mentions
        .quantities
        .get(idx as usize)
}

/// Returns the shortest and longest number of days of the length that a claim was read from.
fn length(scene: &Scene<'_>, var: Var) -> Option<(i32, i32)> {
    let idx = scene.claim(var).timex?;
    let times = &scene.graph.extraction(scene.id(var)).mentions.times;
    times.get(idx as usize)?.length
}

pub(super) fn numbers_apart(p: &Quantity, q: &Quantity) -> bool {
    let slack = p.slack(q).max(p.rounding + q.rounding);
    match (p.bound, q.bound) {
        (Bound::AtLeast, Bound::AtLeast) | (Bound::AtMost, Bound::AtMost) => false,
        (Bound::AtLeast, _) => q.high + slack < p.low,
        (_, Bound::AtLeast) => p.high + slack < q.low,
        (Bound::AtMost, _) => q.low > p.high + slack,
        (_, Bound::AtMost) => p.low > q.high + slack,
        (Bound::About, _) | (_, Bound::About) => {
            let (low, high) = (p.high.min(q.high), p.low.max(q.low));
            low > 0.0 && high / low > 1.5
        }
        (Bound::Exact, Bound::Exact) => p.high + slack < q.low || q.high + slack < p.low,
    }
}

/// Returns the days of a claim's time, relative ones counted from what is known of the publication date.
pub(super) fn resolved(claim: &Claim) -> Option<Interval> {
    match claim.time {
        When::Days(days) => Some(days),
        When::FromPublication { from, to } => {
            let published = claim.asserted;
            (published != Interval::ALWAYS).then(|| Interval {
                from: published.from.map(|d| d.plus(from)),
                to: published.to.map(|d| d.plus(to)),
            })
        }
        When::Yearly { .. } | When::Unknown => None,
    }
}

/// Returns the days on which a person can have been born: by an age at the time of writing, a day
/// of slack at either end, or as stated.
fn birth_window(claim: &Claim) -> Option<Interval> {
    let Some(age) = claim.role("age").next() else {
        return resolved(claim);
    };
    let years = age.key.parse::<i32>().ok()?;
    // A year has 1,461 / 4 days.
    let days = |years: i32| years.saturating_mul(1461) / 4;
    Some(Interval {
        from: Some(claim.asserted.from?.plus(-days(years + 1) - 1)),
        to: Some(claim.asserted.to?.plus(1 - days(years))),
    })
}

/// Returns whether two times share no day for any year and publication date that is not stated.
pub(super) fn disjoint(a: &Claim, b: &Claim) -> bool {
    // Relative times count from what is known of the publication date.
    let when = |claim: &Claim| resolved(claim).map_or(claim.time, When::Days);
    match (when(a), when(b)) {
        (When::Days(p), When::Days(q)) => {
            let single = p.as_day().is_some() && q.as_day().is_some();
            p.widened(i32::from(single)).is_disjoint(q)
        }
        (p, q) => p.is_disjoint(q),
    }
}
