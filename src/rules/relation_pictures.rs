//! The named relations between captions, file names and the stories around pictures.

use super::relation::{OperandKind, RelationDoc, Scene, disjoint, resolved};
use super::{Operand, Var};
use crate::calendar::{Day, Interval};
use crate::claims::{Claim, Scope};
use crate::graph::ClaimId;
use crate::span::SourceId;

/// Days by which a picture is older than its story before that is worth a word.
const OLD_DAYS: i32 = 366;
/// Days after publication that an update may bring a new picture.
const UPDATE_DAYS: i32 = 7;
/// Sentences below which a story is a stub that names nobody.
const MIN_STORY: usize = 3;
/// Shortest part of a name that tells persons apart or makes them one.
const MIN_NAME: usize = 3;

/// Every relation of pictures.
pub static PICTURE_RELATIONS: &[RelationDoc] = &[
    RelationDoc {
        name: "persons_apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "two captions name different persons as the one shown, and neither names the other's at all (any shared part of a name makes them one)",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (scene.claim(x.var), scene.claim(y.var));
            let names = |claim: &Claim| -> Vec<String> {
                let roles = claim.role("person").chain(claim.role("name"));
                roles.map(|r| r.key.clone()).collect()
            };
            let strange = |subjects: &Claim, other: &Claim| {
                let others = names(other);
                subjects.role("person").next().is_some()
                    && subjects
                        .role("person")
                        .all(|s| !others.iter().any(|o| share_name(&s.key, o)))
            };
            (strange(p, q) && strange(q, p)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "places_apart",
        operands: &[OperandKind::Role, OperandKind::Role],
        binds: false,
        doc: "both roles hold places, and each place of one is known to lie elsewhere than each of the other: in another state, or another city or region of one state; what is unknown or disputed is nowhere else",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            places_apart(scene, x, y).then(Vec::new)
        },
    },
    RelationDoc {
        name: "file_person_apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the caption names whom it shows, the file name names somebody, and neither the caption nor the file name has a part of the other's name",
        holds: |scene, of| {
            let [caption, file] = of else { return None };
            let text = caption_text(scene, caption.var).to_lowercase();
            let words = scene.claim(file.var);
            let has = |name: &str| {
                name.split(' ')
                    .filter(|part| part.len() >= MIN_NAME)
                    .any(|part| text.contains(part))
            };
            let subjects = scene.claim(caption.var);
            let strange = words.role("person").next().is_some()
                && words.role("person").all(|p| !has(&p.key))
                && subjects.role("person").next().is_some()
                && subjects
                    .role("person")
                    .all(|s| !words.role("name").any(|w| share_name(&s.key, &w.key)));
            strange.then(Vec::new)
        },
    },
    RelationDoc {
        name: "file_place_apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the caption says where the picture was taken, and the file name another place that the caption does not name",
        holds: |scene, of| {
            let [caption, file] = of else { return None };
            let place = |operand: &Operand| Operand {
                var: operand.var,
                part: Some("place".to_owned()),
            };
            let text = caption_text(scene, caption.var).to_lowercase();
            let named = scene
                .claim(file.var)
                .role("place")
                .any(|p| text.contains(p.key.as_str()));
            (!named && places_apart(scene, &place(caption), &place(file))).then(Vec::new)
        },
    },
    RelationDoc {
        name: "file_date_apart",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the file name gives another day than the caption; a later one in front of the name may be that of the upload, and says nothing",
        holds: |scene, of| {
            let [caption, file] = of else { return None };
            let (caption, file) = (scene.claim(caption.var), scene.claim(file.var));
            let (shown, named) = (resolved(caption)?, resolved(file)?);
            let upload = file.role("form").any(|f| f.key == "leading") && shown.is_before(named);
            (!upload && disjoint(caption, file)).then(Vec::new)
        },
    },
    RelationDoc {
        name: "same_element",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the two claims come from one picture of one article",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let element = |var: Var| scene.claim(var).role("element").next().map(|r| &r.key);
            (scene.graph.source(scene.id(x.var)) == scene.graph.source(scene.id(y.var))
                && element(x.var).is_some()
                && element(x.var) == element(y.var))
            .then(Vec::new)
        },
    },
    RelationDoc {
        name: "unlike",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "the two captions have not one content word in common, and each has at least four",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (content(scene.claim(x.var)), content(scene.claim(y.var)));
            (p.len() >= 4 && q.len() >= 4 && !p.iter().any(|w| q.contains(w))).then(Vec::new)
        },
    },
    RelationDoc {
        name: "tells_of_same",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "two in three content words of the caption, at least three, stand in the sentence",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (p, q) = (content(scene.claim(x.var)), content(scene.claim(y.var)));
            let common = p.iter().filter(|w| q.contains(w)).count();
            (common >= 3 && common * 3 >= p.len() * 2).then(|| {
                vec![format!(
                    "taken as one event: the caption and the sentence share {common} of {} words",
                    p.len()
                )]
            })
        },
    },
    RelationDoc {
        name: "out_of_story",
        operands: &[OperandKind::Claim],
        binds: false,
        doc: "the picture is dated more than a year before its story (by the story's publication date, else those of dated articles on the same event), no label says archive, and the story names none of the caption's persons and places nor its year",
        holds: |scene, of| {
            let [x] = of else { return None };
            out_of_story(scene, x.var)
        },
    },
    RelationDoc {
        name: "unmentioned_in_story",
        operands: &[OperandKind::Claim],
        binds: false,
        doc: "the story names none of the caption's persons and places, no label says archive, and nothing shows that the picture is of another time",
        holds: |scene, of| {
            let [x] = of else { return None };
            let claim = scene.claim(x.var);
            let names = story(scene, scene.graph.source(scene.id(x.var)))?;
            let long = names
                .role("value")
                .next()
                .and_then(|n| n.key.parse::<usize>().ok())
                .is_some_and(|n| n >= MIN_STORY);
            (long
                && is_strange(claim, names)
                && !is_archive(claim)
                && out_of_story(scene, x.var).is_none())
            .then(Vec::new)
        },
    },
    RelationDoc {
        name: "after_publication",
        operands: &[OperandKind::Claim],
        binds: false,
        doc: "the caption dates the picture more than a week after its article's publication date",
        holds: |scene, of| {
            let [x] = of else { return None };
            let claim = scene.claim(x.var);
            let published = claim.asserted.widened(UPDATE_DAYS);
            let later = claim.asserted.to.is_some() && published.is_before(resolved(claim)?);
            later.then(|| vec![format!("the article was published {}", claim.asserted)])
        },
    },
    RelationDoc {
        name: "office_changed_hands",
        operands: &[OperandKind::Claim, OperandKind::Claim],
        binds: false,
        doc: "an undated caption without an archive label gives an office to one person, its story to another, and the story does not say that the first held it",
        holds: |scene, of| {
            let [x, y] = of else { return None };
            let (shown, told) = (scene.claim(x.var), scene.claim(y.var));
            let source = scene.graph.source(scene.id(x.var));
            let holder = &shown.role("holder").next()?.key;
            let same = |role: &str| {
                let of = |c: &Claim| c.role(role).next().map(|r| r.key.clone());
                of(shown) == of(told)
            };
            let other = !told.role("holder").any(|h| share_name(&h.key, holder));
            if shown.scope != Scope::Caption
                || told.scope == Scope::Caption
                || !same("office")
                || !same("of")
                || !other
            {
                return None;
            }
            let claims = scene.graph.claims_of(source);
            let dated_or_old = claims.iter().any(|id| {
                let c = scene.graph.claim(*id);
                c.predicate_name() == "picture.shows"
                    && c.evidence.overlaps(shown.trigger)
                    && (is_archive(c) || resolved(c).is_some())
            });
            let names = story(scene, source)?;
            let named = holder
                .rsplit(' ')
                .next()
                .is_some_and(|last| names.role("name").any(|n| n.key == last));
            (!dated_or_old && !named).then(Vec::new)
        },
    },
];

/// Returns whether two names have a part in common that can be a surname or a first name.
fn share_name(a: &str, b: &str) -> bool {
    a.split(' ')
        .filter(|part| part.len() >= MIN_NAME)
        .any(|part| b.split(' ').any(|other| other == part))
}

fn places_apart(scene: &Scene<'_>, x: &Operand, y: &Operand) -> bool {
    let (p, q) = (scene.fillers(x), scene.fillers(y));
    let places = &scene.graph.lexicon().places;
    !p.is_empty() && !q.is_empty() && p.iter().all(|a| q.iter().all(|b| places.are_apart(a, b)))
}

/// Returns the whole caption that a claim was read from, however its evidence was cut.
fn caption_text<'g>(scene: &Scene<'g>, var: Var) -> &'g str {
    let claim = scene.claim(var);
    let article = scene.graph.article(scene.id(var));
    claim
        .role("element")
        .next()
        .map_or("", |element| element.span.of(&article.text))
}

fn content(claim: &Claim) -> Vec<&str> {
    claim
        .role("content")
        .next()
        .map(|c| c.key.split('|').filter(|w| !w.is_empty()).collect())
        .unwrap_or_default()
}

fn is_archive(claim: &Claim) -> bool {
    claim.role("label").any(|l| l.key == "archive")
}

/// Returns the claim that says what an article names outside its captions.
fn story<'g>(scene: &Scene<'g>, source: SourceId) -> Option<&'g Claim> {
    let graph = scene.graph;
    graph
        .claims_of(source)
        .iter()
        .map(|id| graph.claim(*id))
        .find(|c| c.predicate_name() == "story.names")
}

/// Returns whether a caption names persons or places, and its story none of them.
fn is_strange(caption: &Claim, names: &Claim) -> bool {
    let named = |word: &str| names.role("name").any(|n| n.key == word);
    let keys = |role: &str| -> Vec<String> { caption.role(role).map(|r| r.key.clone()).collect() };
    let (persons, places) = (keys("person"), keys("place"));
    let person_named = |key: &String| {
        named(key)
            || key
                .split(' ')
                .any(|part| part.len() >= MIN_NAME && named(part))
    };
    let any = !persons.is_empty() || !places.is_empty();
    any && !persons.iter().any(person_named) && !places.iter().any(|p| named(p))
}

/// Returns why a picture is of another time than its story.
fn out_of_story(scene: &Scene<'_>, var: Var) -> Option<Vec<String>> {
    let id = scene.id(var);
    let claim = scene.claim(var);
    let source = scene.graph.source(id);
    let shown = resolved(claim)?;
    let names = story(scene, source)?;
    if is_archive(claim) || !is_strange(claim, names) {
        return None;
    }
    let first = shown.from?.ymd().0;
    let last = shown.to?.ymd().0;
    if (first..=last).any(|year| names.role("name").any(|n| n.key == year.to_string())) {
        return None;
    }
    let (story_from, mut premises) = story_time(scene, id)?;
    let old = shown.to? < story_from.plus(-OLD_DAYS);
    if !old {
        return None;
    }
    premises.extend(other_holder(scene, claim, source));
    Some(premises)
}

/// Returns the first day that a story may be of, and why: its publication date, else the earliest
/// of the dated articles that tell of the same event.
fn story_time(scene: &Scene<'_>, id: ClaimId) -> Option<(Day, Vec<String>)> {
    let graph = scene.graph;
    let article = graph.article(id);
    if article.published != Interval::ALWAYS {
        let from = article.published.from?;
        return Some((
            from,
            vec![format!("the article was published {}", article.published)],
        ));
    }
    let neighbours = graph.dated_neighbours(graph.source(id));
    let (day, source, reasons) = neighbours
        .iter()
        .filter_map(|(s, reasons)| Some((graph.article_at(*s).published.as_day()?, *s, *reasons)))
        .min_by_key(|(day, s, _)| (*day, *s))?;
    let mut premises = vec![format!(
        "the article is undated; {}, published {}, tells of the same event",
        graph.article_at(source).path,
        Interval::day(day)
    )];
    premises.extend(reasons.iter().cloned());
    Some((day, premises))
}

/// Returns who holds the office of the person shown, in a dated article on the same event.
fn other_holder(scene: &Scene<'_>, caption: &Claim, source: SourceId) -> Option<String> {
    let graph = scene.graph;
    let names = &graph.lexicon().names;
    let held = graph
        .claims_of(source)
        .iter()
        .map(|id| graph.claim(*id))
        .find(|c| c.predicate_name() == "office.hold" && caption.evidence.overlaps(c.trigger))?;
    let key = held.keys.first()?;
    let holder = &held.role("holder").next()?.key;
    let sources: Vec<SourceId> = std::iter::once(source)
        .chain(graph.dated_neighbours(source).into_iter().map(|(s, _)| s))
        .collect();
    for other in sources {
        for id in graph.claims_of(other) {
            let claim = graph.claim(*id);
            let now = claim.predicate_name() == "office.hold"
                && claim.scope != Scope::Caption
                && claim.keys.contains(key);
            let (Some(present), true) = (claim.role("holder").next(), now) else {
                continue;
            };
            if share_name(&present.key, holder) {
                continue;
            }
            return Some(format!(
                "the picture's {} of {} is {}; {} has {} in that office",
                held.role("office").next()?.key,
                names.display(&held.role("of").next()?.key),
                names.display(holder),
                graph.article_at(other).path,
                names.display(&present.key),
            ));
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_part_of_a_name_makes_persons_one() {
        for (a, b, one) in [
            ("ann lee", "lee", true),
            ("ann m. lee", "ann lee", true),
            ("ann lee", "bob roy", false),
            ("al roy", "al lee", false),
        ] {
            assert_eq!(share_name(a, b), one, "{a}, {b}");
        }
    }

    #[test]
    fn every_relation_is_documented_once() {
        let mut names: Vec<&str> = crate::rules::relation::all().map(|r| r.name).collect();
        let n = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), n);
        assert!(crate::rules::relation::all().all(|r| r.doc.len() > 20));
    }
}
