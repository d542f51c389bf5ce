//! Builds the chains: known and full names by key, then surnames, short names and acronyms.

use rustc_hash::{FxHashMap, FxHashSet};

use super::case::Case;
use super::find::{Finder, Found};
use super::kind::{Kind, Sure};
use super::person::PersonName;
use super::{Entity, EntityKind, EntityMention, NONE, as_u32};
use crate::lexicon::names::Gender;
use crate::tokens::Relation;

/// The chains of an article.
pub(super) struct Chains {
    /// By first mention.
    pub(super) all: Vec<Entity>,
    /// The chain of each name found.
    pub(super) of_found: Vec<u32>,
    /// The chain that each token names.
    pub(super) of_token: Vec<u32>,
}

/// A chain while it is built.
struct Chain<'f> {
    key: &'f str,
    kind: Kind,
    /// Token of the first mention so far.
    first: usize,
    person: Option<PersonName<'f>>,
    gender: Option<Gender>,
    known: bool,
}

struct Builder<'f> {
    finder: &'f Finder<'f>,
    chains: Vec<Chain<'f>>,
    by_key: FxHashMap<&'f str, usize>,
    /// Chains of full names by each word of a person's surname, last word, first name.
    by_surname: FxHashMap<&'f str, Vec<usize>>,
    by_given: FxHashMap<&'f str, Vec<usize>>,
    /// Chains of other full names by their first and last word and their initials.
    by_first: FxHashMap<&'f str, Vec<usize>>,
    by_last: FxHashMap<&'f str, Vec<usize>>,
    by_initials: FxHashMap<String, Vec<usize>>,
    /// Chains of short names that may stand for several, by key and what a title tells of the gender.
    undecided: FxHashMap<(&'f str, Option<Gender>), usize>,
}

/// Chains the names of an article.
pub(super) fn build(found: &mut [Found], finder: &Finder<'_>) -> Chains {
    tell_by_short_forms(found, finder);
    let found: &[Found] = found;
    let mut builder = Builder {
        finder,
        chains: Vec::new(),
        by_key: FxHashMap::default(),
        by_surname: FxHashMap::default(),
        by_given: FxHashMap::default(),
        by_first: FxHashMap::default(),
        by_last: FxHashMap::default(),
        by_initials: FxHashMap::default(),
        undecided: FxHashMap::default(),
    };
    let mut of_found: Vec<Option<usize>> = vec![None; found.len()];
    let mut persons: Vec<(bool, Option<PersonName<'_>>)> = found
        .iter()
        .map(|f| {
            let person = PersonName::of(&f.key, &finder.lexicon.names);
            (is_full(f, person.as_ref()), person)
        })
        .collect();
    for full in [true, false] {
        for (idx, (f, (is_full, person))) in found.iter().zip(&mut persons).enumerate() {
            if *is_full != full {
                continue;
            }
            let person = person.take();
            let short_for = f.short_for.and_then(|i| of_found.get(i).copied().flatten());
            let chain = if full {
                builder.full(f, person)
            } else {
                builder.short(f, person, short_for)
            };
            if let Some(slot) = of_found.get_mut(idx) {
                *slot = Some(chain);
            }
        }
        if full {
            builder.merge_longer(&mut of_found);
            builder.short_in_parentheses(found, &of_found);
        }
    }
    assemble(found, &of_found, builder.chains, finder)
}

/// Returns whether a name stands for itself: known, or of several words that are not a surname with its particles.
fn is_full(f: &Found, person: Option<&PersonName<'_>>) -> bool {
    f.known || f.after_modifier > 0 || f.key.contains(' ') && person.is_none_or(PersonName::is_full)
}

/// Tells what a name of several words is by the short form that the article goes on with:
/// `Brendan Kilty … Kilty said`, `Norlund Energy … Norlund`.
fn tell_by_short_forms(found: &mut [Found], finder: &Finder<'_>) {
    let unsure = |f: &Found| {
        f.kind.sure == Sure::Guess
            && !f.known
            && f.after_modifier == 0
            && finder.cases.sentence(f.sentence) == Case::Sentence
    };
    let surnames: FxHashSet<&str> = found
        .iter()
        .filter(|f| unsure(f))
        .filter_map(|f| Some(f.key.rsplit_once(' ')?.1))
        .collect();
    let mut single: FxHashMap<&str, bool> = FxHashMap::default();
    for f in found.iter().filter(|f| !f.known && !f.key.contains(' ')) {
        let person = single.entry(f.key.as_str()).or_default();
        *person = *person
            || f.kind.kind == EntityKind::Person
            || surnames.contains(f.key.as_str()) && finder.speaks(f.tokens.1 - 1);
    }
    // "The tanker Norlund Star", "the Norlund Star": not the company that is called Norlund without an article.
    let articles = &finder.lexicon.kinds.articles;
    let is_person = |f: &Found, last: &str| {
        let before = f.tokens.0.checked_sub(1).map_or("", |i| finder.lower(i));
        single.get(last) == Some(&true) && !articles.contains(before)
    };
    let may_be_organisation = |f: &Found, first: &str| {
        single.contains_key(first)
            && !finder.is_common(first)
            && !finder.lexicon.names.is_given_name(first)
            && !finder.lexicon.names.is_people(finder.form(f.tokens.0))
            && !finder.is_all_capitals(f.tokens.1 - 1)
    };
    // Only of these the answer matters, which may take the parse.
    let mut asked: FxHashSet<&str> = FxHashSet::default();
    for f in found.iter().filter(|f| unsure(f)) {
        if let (Some((first, _)), Some((_, last))) = (f.key.split_once(' '), f.key.rsplit_once(' '))
            && !is_person(f, last)
            && may_be_organisation(f, first)
        {
            asked.extend([first, &f.key]);
        }
    }
    let definite: FxHashSet<String> = found
        .iter()
        .filter(|f| asked.contains(f.key.as_str()))
        .filter(|f| {
            let before = f.tokens.0.checked_sub(1).map_or("", |i| finder.lower(i));
            articles.contains(before)
                && !matches!(
                    finder.relation(f.tokens.1 - 1),
                    Relation::Compound | Relation::NmodPoss
                )
        })
        .map(|f| f.key.clone())
        .collect();
    let kinds: Vec<Option<Kind>> = found
        .iter()
        .map(|f| {
            let mut words = f.key.split(' ');
            let (first, last) = (words.next()?, words.next_back()?);
            if !unsure(f) {
                return None;
            }
            if is_person(f, last) {
                Some(Kind::likely(EntityKind::Person))
            } else if may_be_organisation(f, first)
                && (definite.contains(first) || !definite.contains(f.key.as_str()))
            {
                Some(Kind::likely(EntityKind::Organisation))
            } else {
                None
            }
        })
        .collect();
    for (f, kind) in found.iter_mut().zip(kinds) {
        if let Some(kind) = kind {
            f.kind = kind;
        }
    }
}

impl<'f> Builder<'f> {
    fn new_chain(&mut self, f: &'f Found, person: Option<PersonName<'f>>) -> usize {
        let names = &self.finder.lexicon.names;
        let gender = f
            .title
            .as_ref()
            .and_then(|t| t.gender)
            .or_else(|| person.as_ref().and_then(|p| p.gender(names)));
        let idx = self.chains.len();
        self.chains.push(Chain {
            key: &f.key,
            kind: f.kind,
            first: f.tokens.0,
            person: person.filter(|_| f.kind.kind == EntityKind::Person),
            gender: gender.filter(|_| f.kind.kind == EntityKind::Person),
            known: f.known,
        });
        idx
    }

    /// Chains a full name: by its key, or with another form of one person's name.
    fn full(&mut self, f: &'f Found, person: Option<PersonName<'f>>) -> usize {
        if let Some(idx) = self.by_key.get(f.key.as_str()).copied() {
            self.join(idx, f);
            // `Mahmud Fahmi` was a name of nobody before a title told that it is a person's.
            if f.kind.kind == EntityKind::Person
                && let Some(person) = person
                && self
                    .chains
                    .get(idx)
                    .is_some_and(|c| c.person.is_none() && !c.known)
            {
                self.register_person(idx, person);
            }
            return idx;
        }
        if f.kind.kind == EntityKind::Person
            && let Some(name) = &person
            && let Some(idx) = self.same_person(name)
        {
            self.join(idx, f);
            if let Some(chain) = self.chains.get_mut(idx)
                && f.key.len() > chain.key.len()
            {
                chain.key = &f.key;
            }
            self.by_key.insert(&f.key, idx);
            return idx;
        }
        let idx = self.new_chain(f, person.clone());
        self.by_key.insert(&f.key, idx);
        if f.kind.kind == EntityKind::Person {
            if let Some(person) = person {
                self.register_person(idx, person);
            }
        } else if !f.known {
            self.register_other(idx, f);
        }
        idx
    }

    fn register_person(&mut self, idx: usize, person: PersonName<'f>) {
        let list = self.by_surname.entry(person.last()).or_default();
        if !list.contains(&idx) {
            list.push(idx);
        }
        let given = |first: &&str| self.finder.lexicon.names.is_given_name(first);
        if let Some(first) = person.first().filter(given) {
            self.by_given.entry(first).or_default().push(idx);
        }
        let gender = person.gender(&self.finder.lexicon.names);
        if let Some(chain) = self.chains.get_mut(idx) {
            chain.gender = chain.gender.or(gender);
            chain.person = Some(person);
        }
    }

    fn register_other(&mut self, idx: usize, f: &'f Found) {
        let finder = self.finder;
        let kinds = &finder.lexicon.kinds;
        let words: Vec<&str> = f.key.split(' ').collect();
        let (Some(&first), Some(&last)) = (words.first(), words.last()) else {
            return;
        };
        // Of a place no part stands for the whole, nor of capitals of which nothing tells what they are.
        if f.kind.kind == EntityKind::Place || f.kind.sure == Sure::Guess {
            return;
        }
        let holds = words.iter().any(|w| kinds.joining.contains(w));
        if !finder.is_common(first) && !finder.lexicon.names.is_people(finder.form(f.tokens.0)) {
            self.by_first.entry(first).or_default().push(idx);
        }
        if !kinds.loose.contains(last) && !holds {
            self.by_last.entry(last).or_default().push(idx);
        }
        // "BGC Partners" is not BP.
        if (f.tokens.0..f.tokens.1).any(|t| finder.is_all_capitals(t)) {
            return;
        }
        let is_small = |w: &str| {
            kinds.joining.contains(w)
                || kinds.articles.contains(w)
                || kinds.list_joins.contains(w)
                || w == "&"
        };
        let initials = |small: bool| -> String {
            words
                .iter()
                .filter(|w| small || !is_small(w))
                .flat_map(|w| w.split('-'))
                .filter_map(|w| w.chars().next())
                .collect()
        };
        let (short, long) = (initials(false), initials(true));
        for key in [&short, &long] {
            if key.chars().count() > 1 {
                let list = self.by_initials.entry(key.clone()).or_default();
                if !list.contains(&idx) {
                    list.push(idx);
                }
            }
        }
    }

    /// Returns the one person whose full name another form may be.
    fn same_person(&self, name: &PersonName<'_>) -> Option<usize> {
        let mut may = self
            .by_surname
            .get(name.last())?
            .iter()
            .copied()
            .filter(|idx| {
                self.chains
                    .get(*idx)
                    .and_then(|c| c.person.as_ref())
                    .is_some_and(|p| p.may_be(name))
            });
        let first = may.next()?;
        may.next().is_none().then_some(first)
    }

    fn join(&mut self, idx: usize, f: &Found) {
        let Some(chain) = self.chains.get_mut(idx) else {
            return;
        };
        if f.kind.sure > chain.kind.sure && !chain.known {
            chain.kind = f.kind;
        }
        chain.first = chain.first.min(f.tokens.0);
        if let Some(gender) = f.title.as_ref().and_then(|t| t.gender) {
            chain.gender = Some(gender);
        }
    }

    /// Chains a name that may be short for another: a surname, a given name, an acronym, a part.
    fn short(
        &mut self,
        f: &'f Found,
        person: Option<PersonName<'f>>,
        short_for: Option<usize>,
    ) -> usize {
        let found = short_for
            .filter(|idx| self.is_acronym_of(f, *idx))
            .map_or_else(|| self.short_for(f, person.as_ref()), Link::To);
        match found {
            Link::To(idx) => {
                self.join(idx, f);
                if short_for == Some(idx) && !self.by_key.contains_key(f.key.as_str()) {
                    self.by_key.insert(&f.key, idx);
                }
                idx
            }
            // Two have this surname or these initials. An article means one of them throughout by the bare
            // name, though it cannot be told which: a chain apart from both.
            Link::Several { people } => {
                let gender = f.title.as_ref().and_then(|t| t.gender);
                let key = (f.key.as_str(), gender);
                if let Some(idx) = self.undecided.get(&key).copied() {
                    self.join(idx, f);
                    return idx;
                }
                let idx = self.new_chain(f, None);
                self.undecided.insert(key, idx);
                if let Some(chain) = self.chains.get_mut(idx).filter(|_| people) {
                    chain.kind = Kind::likely(EntityKind::Person);
                }
                idx
            }
            Link::None => {
                if let Some(idx) = self.by_key.get(f.key.as_str()).copied() {
                    self.join(idx, f);
                    return idx;
                }
                let idx = self.new_chain(f, person.clone());
                self.by_key.insert(&f.key, idx);
                if f.key.contains(' ')
                    && let Some(person) = person
                {
                    self.register_person(idx, person);
                }
                idx
            }
        }
    }

    fn short_for(&self, f: &Found, person: Option<&PersonName<'_>>) -> Link {
        let kinds = &self.finder.lexicon.kinds;
        let before = f
            .tokens
            .0
            .checked_sub(1)
            .map_or("", |i| self.finder.lower(i));
        let is_place = f.kind == Kind::certain(EntityKind::Place)
            && (kinds.seat_locatives.contains(before) || f.tokens.0 == 0);
        if is_place {
            return Link::None;
        }
        if let Some(idx) = self.by_key.get(f.key.as_str()).copied()
            && self
                .chains
                .get(idx)
                .is_some_and(|c| c.known || c.key != f.key)
        {
            return Link::To(idx);
        }
        let acronym = self.finder.is_all_capitals(f.tokens.0) && f.n_tokens() == 1;
        if acronym && let Some(list) = self.by_initials.get(f.key.as_str()) {
            return self.choose(list, f, |_| true);
        }
        let gender = f.title.as_ref().and_then(|t| t.gender);
        let fits = |c: &Chain<'_>| gender.is_none() || c.gender.is_none() || c.gender == gender;
        let surnames = person.filter(|_| !acronym || f.title.is_some());
        if let Some(list) = surnames.and_then(|p| self.by_surname.get(p.last())) {
            let surname = |c: &Chain<'_>| {
                fits(c)
                    && person.is_some_and(|p| c.person.as_ref().is_some_and(|q| q.has_surname(p)))
            };
            match self.choose(list, f, surname) {
                Link::None => {}
                link => return link,
            }
        }
        if f.title.is_some() && f.kind.kind == EntityKind::Person {
            return Link::None;
        }
        if f.kind.kind == EntityKind::Place && f.kind.sure == Sure::Certain {
            return Link::None;
        }
        // A given name and a ship's: in doubt neither. "Health" alone is no agency, "the Brotherhood" is.
        let common = self.finder.is_common(&f.key) && !kinds.articles.contains(before);
        let mut list: Vec<usize> = Vec::new();
        let maps = [&self.by_given, &self.by_first, &self.by_last];
        // An acronym is no last word of a longer name.
        for map in maps.into_iter().take(if acronym { 2 } else { 3 }) {
            list.extend(
                map.get(f.key.as_str())
                    .into_iter()
                    .flatten()
                    .filter(|_| !common),
            );
        }
        list.sort_unstable();
        list.dedup();
        self.choose(&list, f, fits)
    }

    /// Chooses the one chain that was named before; where none was, the one that is named at all.
    fn choose(&self, list: &[usize], f: &Found, fits: impl Fn(&Chain<'_>) -> bool) -> Link {
        let all = || {
            list.iter()
                .copied()
                .filter(|idx| self.chains.get(*idx).is_some_and(&fits))
        };
        let before: Vec<usize> = all()
            .filter(|idx| self.chains.get(*idx).is_some_and(|c| c.first < f.tokens.0))
            .collect();
        let chosen = if before.is_empty() {
            all().collect()
        } else {
            before
        };
        match chosen.as_slice() {
            [] => Link::None,
            [one] => Link::To(*one),
            several => Link::Several {
                people: several.iter().all(|idx| {
                    self.chains
                        .get(*idx)
                        .is_some_and(|c| c.kind.kind == EntityKind::Person)
                }),
            },
        }
    }

    /// Returns whether a word in parentheses behind a name is made of its letters in order.
    fn is_acronym_of(&self, f: &Found, idx: usize) -> bool {
        let Some(chain) = self.chains.get(idx) else {
            return false;
        };
        let letters = f.key.chars().filter(|c| c.is_alphabetic());
        let n = letters.clone().count();
        let mut initials = chain.key.split([' ', '-']).filter_map(|w| w.chars().next());
        let made = letters.clone().all(|c| initials.any(|i| i == c));
        let other_tongue =
            chain.kind.kind == EntityKind::Organisation && self.finder.is_all_capitals(f.tokens.0);
        n > 1 && chain.kind.kind != EntityKind::Person && (made || other_tongue)
    }

    /// Takes note of what stands in parentheses behind a full name: `… Transport Association (Iata)`.
    fn short_in_parentheses(&mut self, found: &'f [Found], of_found: &[Option<usize>]) {
        for f in found {
            let chain = f.short_for.and_then(|i| of_found.get(i).copied().flatten());
            if let Some(idx) = chain.filter(|idx| self.is_acronym_of(f, *idx)) {
                self.by_key.entry(&f.key).or_insert(idx);
            }
        }
    }

    /// Merges `Pacific Grid` into `Pacific Grid Corp`: a name into the one that only adds what it is.
    fn merge_longer(&mut self, of_found: &mut [Option<usize>]) {
        let names = &self.finder.lexicon.names;
        let mut into: Vec<Option<usize>> = vec![None; self.chains.len()];
        for (idx, chain) in self.chains.iter().enumerate() {
            let plain = !chain.known
                && matches!(
                    chain.kind.kind,
                    EntityKind::Organisation | EntityKind::Other
                );
            let Some(list) = chain
                .key
                .split(' ')
                .next()
                .and_then(|w| self.by_first.get(w))
                .filter(|_| plain)
            else {
                continue;
            };
            let mut longer = list.iter().copied().filter(|other| {
                *other != idx
                    && self.chains.get(*other).is_some_and(|c| {
                        c.kind.kind == EntityKind::Organisation
                            && c.key
                                .strip_prefix(chain.key)
                                .and_then(|rest| rest.strip_prefix(' '))
                                .is_some_and(|rest| {
                                    rest.split(' ')
                                        .all(|w| names.is_corporate_tail(w.trim_end_matches('.')))
                                })
                    })
            });
            let first = longer.next();
            if longer.next().is_none()
                && let Some(slot) = into.get_mut(idx)
            {
                *slot = first;
            }
        }
        for slot in of_found.iter_mut().flatten() {
            // A chain of three is followed to its end; longer names never point back.
            for _ in 0..4 {
                match into.get(*slot).copied().flatten() {
                    Some(longer) => *slot = longer,
                    None => break,
                }
            }
        }
        let lists = self.by_first.values_mut().chain(self.by_last.values_mut());
        // In no order: each list is changed by itself.
        lists
            .chain(self.by_initials.values_mut())
            .for_each(|list| list.retain(|idx| into.get(*idx).copied().flatten().is_none()));
        let first: Vec<usize> = self.chains.iter().map(|c| c.first).collect();
        for (idx, longer) in into.iter().enumerate() {
            if let Some(longer) = longer
                && let (Some(chain), Some(at)) = (self.chains.get_mut(*longer), first.get(idx))
            {
                chain.first = chain.first.min(*at);
            }
        }
    }
}

/// What a short name stands for.
#[derive(Clone, Copy)]
enum Link {
    To(usize),
    /// One of several: it cannot be told which, only whether all of them are people.
    Several {
        people: bool,
    },
    None,
}

/// Makes entities of the chains, by first mention.
fn assemble(
    found: &[Found],
    of_found: &[Option<usize>],
    chains: Vec<Chain<'_>>,
    finder: &Finder<'_>,
) -> Chains {
    let tokens = finder.tokens.all();
    let mut order: Vec<u32> = vec![NONE; chains.len()];
    let mut n = 0;
    for chain in of_found.iter().flatten() {
        if let Some(slot) = order.get_mut(*chain).filter(|s| **s == NONE) {
            *slot = n;
            n += 1;
        }
    }
    let mut all: Vec<Option<Entity>> = vec![None; n as usize];
    for (chain, at) in chains.into_iter().zip(&order) {
        if let Some(slot) = all.get_mut(*at as usize) {
            *slot = Some(Entity {
                key: chain.key.to_owned(),
                name: String::new(),
                kind: chain.kind.kind,
                mentions: Vec::new(),
                references: Vec::new(),
            });
        }
    }
    let mut all: Vec<Entity> = all.into_iter().flatten().collect();
    let of_found: Vec<u32> = of_found
        .iter()
        .map(|c| c.and_then(|c| order.get(c).copied()).unwrap_or(NONE))
        .collect();
    let mut of_token = vec![NONE; tokens.len()];
    for (f, entity) in found.iter().zip(&of_found) {
        for slot in of_token
            .iter_mut()
            .take(f.tokens.1)
            .skip(f.tokens.0 + f.after_modifier)
        {
            *slot = *entity;
        }
        let (Some(first), Some(last)) = (tokens.get(f.tokens.0), tokens.get(f.tokens.1 - 1)) else {
            continue;
        };
        let span = first.span.join(last.span);
        let Some(e) = all.get_mut(*entity as usize) else {
            continue;
        };
        if span.len() > e.name.len() && !f.adjective {
            span.of(finder.text).clone_into(&mut e.name);
        }
        e.mentions.push(EntityMention {
            span,
            tokens: (as_u32(f.tokens.0), as_u32(f.tokens.1)),
            head: as_u32(f.tokens.1 - 1),
            adjective: f.adjective,
        });
    }
    for e in &mut all {
        if e.name.is_empty() || e.kind == EntityKind::State {
            e.name = finder.lexicon.names.display(&e.key);
        }
    }
    Chains {
        all,
        of_found,
        of_token,
    }
}
