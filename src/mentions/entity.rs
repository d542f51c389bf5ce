//! Entities: names and what refers to the same thing within an article.
//!
//! Names are found by their capitals and tags and by the known names of
//! `rules/names/`; chains are built in two passes, full names first, so that
//! a headline's surname finds the full name below it. Two people are never
//! merged by a similar name: only by the same last word, and only where one
//! full name of the article ends in it.

use rustc_hash::FxHashMap;

use super::time::Timex;
use crate::lexicon::names::{NameForm, Names};
use crate::read::{Article, BlockKind};
use crate::sentences::Sentence;
use crate::span::Span;
use crate::tokens::{Tokens, Upos};

/// What an entity is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EntityKind {
    /// A person.
    Person,
    /// A company, agency, party, newspaper, court …
    Organisation,
    /// A country, or its government (`Washington` as one that acts).
    State,
    /// A city, region, sea: somewhere, not someone.
    Place,
    /// Anything else that is named.
    Other,
}

impl EntityKind {
    /// Returns the name that reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::State => "state",
            Self::Place => "place",
            Self::Other => "other",
        }
    }
}

/// A coreference chain within one article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entity {
    /// Canonical key, equal in every article that names the same entity (`iran`, `marco rubio`).
    pub key: String,
    /// The fullest name the article uses.
    pub name: String,
    /// What it is.
    pub kind: EntityKind,
    /// Its mentions in text order.
    pub mentions: Vec<EntityMention>,
}

/// One mention of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EntityMention {
    /// The words, without title.
    pub span: Span,
    /// First and one past the last token.
    pub tokens: (u32, u32),
    /// Token that heads it.
    pub head: u32,
    /// Whether it is an adjective of the entity (`Iranian ports`).
    pub adjective: bool,
}

/// A person named with a title that is an office.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeMention {
    /// Entity of the person.
    pub person: u32,
    /// The office, `secretary of state`.
    pub office: String,
    /// Whether one person at a time holds it.
    pub single: bool,
    /// Entity of the state or organisation it belongs to, where one is named.
    pub of: Option<u32>,
    /// Whether `former`, `acting`, `-elect` move it out of the present.
    pub out_of_office: bool,
    /// Title and name.
    pub span: Span,
    /// Sentence index.
    pub sentence: u32,
}

/// Two parties named together: `the US and Iran`, `between A and B`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pair {
    /// Token of the first.
    pub at: u32,
    /// The two entities.
    pub members: [u32; 2],
}

/// Names joined by commas and `and`: `the US, Israel and Egypt`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct List {
    /// First and one past the last token.
    tokens: (u32, u32),
    members: Vec<u32>,
}

/// The entities of an article and what points to them.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// Chains, by first mention.
    pub all: Vec<Entity>,
    /// Titles that are offices, in text order.
    pub offices: Vec<OfficeMention>,
    /// Pairs of states named together, in text order.
    pub pairs: Vec<Pair>,
    /// Names coordinated with nothing else between them, by their tokens.
    lists: Vec<List>,
    of_token: Vec<u32>,
}

const NONE: u32 = u32::MAX;

/// Tokens that are an article's beginning: headline and first paragraphs.
const BEGINNING: u32 = 120;

impl Entities {
    /// Returns entities that nothing else is known of.
    #[cfg(test)]
    pub(crate) fn of_chains(all: Vec<Entity>) -> Self {
        Self {
            all,
            ..Self::default()
        }
    }

    /// Returns the entity that a token is part of a name of.
    pub fn of_token(&self, token: usize) -> Option<u32> {
        self.of_token.get(token).copied().filter(|e| *e != NONE)
    }

    /// Returns the entities that are coordinated with the name at a token, itself included; the parser
    /// often loses the second of two.
    pub fn coordinated_at(&self, token: usize) -> &[u32] {
        let after = self.lists.partition_point(|l| l.tokens.1 as usize <= token);
        self.lists
            .get(after)
            .filter(|l| l.tokens.0 as usize <= token)
            .map_or(&[], |l| l.members.as_slice())
    }

    /// Returns the entity at an index.
    pub fn get(&self, idx: u32) -> Option<&Entity> {
        self.all.get(idx as usize)
    }

    /// Returns the pair that `the two countries` at a token means: the last pair named before it.
    pub fn pair_before(&self, token: usize) -> Option<[u32; 2]> {
        self.pairs
            .iter()
            .rev()
            .find(|p| (p.at as usize) < token)
            .map(|p| p.members)
    }

    /// Returns the state that the article names most often, where no other comes near.
    pub fn main_state(&self) -> Option<u32> {
        let mut states: Vec<(usize, u32)> = (0_u32..)
            .zip(&self.all)
            .filter(|(_, e)| e.kind == EntityKind::State)
            .map(|(idx, e)| (e.mentions.len(), idx))
            .collect();
        states.sort_unstable_by(|x, y| y.cmp(x));
        match states.as_slice() {
            [(n, first), (m, _), ..] => (*n > 1 && *n >= 2 * m).then_some(*first),
            [(n, only)] => (*n > 1).then_some(*only),
            [] => None,
        }
    }

    /// Returns the pair that the article names throughout: more often than any other, and at its
    /// beginning or at least three times.
    pub fn main_pair(&self) -> Option<[u32; 2]> {
        let mut counts: Vec<([u32; 2], usize)> = Vec::new();
        for pair in &self.pairs {
            let mut members = pair.members;
            members.sort_unstable();
            match counts.iter_mut().find(|(m, _)| *m == members) {
                Some((_, n)) => *n += 1,
                None => counts.push((members, 1)),
            }
        }
        // Of two pairs named equally often, the one whose members are named more often.
        let weight = |(members, n): &([u32; 2], usize)| {
            let mentions: usize = members
                .iter()
                .filter_map(|m| self.get(*m))
                .map(|e| e.mentions.len())
                .sum();
            (*n, mentions)
        };
        let best = counts.iter().max_by_key(|c| weight(c))?;
        let ties = counts.iter().filter(|c| weight(c) == weight(best)).count();
        let at = |members: &[u32; 2]| {
            self.pairs.iter().find(|p| {
                let mut sorted = p.members;
                sorted.sort_unstable();
                sorted == *members
            })
        };
        let early = at(&best.0).is_some_and(|p| p.at < BEGINNING);
        (ties == 1 && (early || best.1 >= 3)).then_some(best.0)
    }
}

/// Returns whether two words are spellings of one name: the same, or apart by less than a third of
/// their letters (`Gadhafi`, `Qaddafi`; not `Harris`, `Morris`).
pub(crate) fn one_spelling(x: &str, y: &str) -> bool {
    let longest = x.chars().count().max(y.chars().count());
    x == y || strsim::damerau_levenshtein(x, y) * 3 < longest && longest > 3
}

/// A name found in the text, before chains are built.
struct Found {
    tokens: (usize, usize),
    head: usize,
    key: String,
    kind: EntityKind,
    known: bool,
    adjective: bool,
    /// Tokens before the name that another entity keeps (`Iranian` of `Iranian Foreign Ministry`).
    after_modifier: usize,
    title: Option<FoundTitle>,
    sentence: usize,
}

struct FoundTitle {
    start: usize,
    office: Option<(String, bool)>,
    of: Option<usize>,
    out_of_office: bool,
}

/// Finds the names of an article and chains them.
pub fn find(
    article: &Article,
    sentences: &[Sentence],
    tokens: &Tokens,
    times: &[Timex],
    names: &Names,
) -> Entities {
    let mut found = Vec::new();
    let mut in_time = vec![false; tokens.all().len()];
    for timex in times {
        for slot in in_time
            .iter_mut()
            .take(timex.tokens.1 as usize)
            .skip(timex.tokens.0 as usize)
        {
            *slot = true;
        }
    }
    let finder = Finder {
        text: &article.text,
        tokens,
        names,
        in_time: &in_time,
    };
    for (idx, sentence) in sentences.iter().enumerate() {
        let kind = article.blocks.get(sentence.block as usize).map(|b| b.kind);
        if kind == Some(BlockKind::Furniture) {
            continue;
        }
        finder.sentence(idx, &mut found);
    }
    chain(&found, &finder)
}

struct Finder<'a> {
    text: &'a str,
    tokens: &'a Tokens,
    names: &'a Names,
    in_time: &'a [bool],
}

impl Finder<'_> {
    fn form(&self, idx: usize) -> &str {
        self.tokens
            .all()
            .get(idx)
            .map_or("", |t| t.span.of(self.text))
    }

    fn is_capital(&self, idx: usize) -> bool {
        self.form(idx)
            .chars()
            .next()
            .is_some_and(char::is_uppercase)
    }

    fn upos(&self, idx: usize) -> Upos {
        self.tokens.all().get(idx).map_or(Upos::X, |t| t.upos)
    }

    /// Returns whether a token can be part of a name that is not known.
    fn is_name_token(&self, idx: usize, first_of_sentence: bool) -> bool {
        if !self.is_capital(idx) || self.in_time.get(idx) == Some(&true) {
            return false;
        }
        match self.upos(idx) {
            Upos::Propn => true,
            Upos::Noun | Upos::Adj | Upos::X => !first_of_sentence,
            _ => false,
        }
    }

    fn sentence(&self, sentence: usize, found: &mut Vec<Found>) {
        let range = self.tokens.of_sentence(sentence);
        let end = range.end;
        let mut at = range.start;
        let mut title: Option<FoundTitle> = None;
        while at < end {
            let lower = self.tokens.lower(at);
            if let Some((len, office)) = self.title_at(at, end) {
                title = Some(self.title(at, len, office, range.start, found));
                at += len;
                continue;
            }
            let known = self.known_at(at, end);
            let n_known = known.as_ref().map_or(0, |(len, ..)| *len);
            let run = self.run_at(at + n_known, end, at == range.start && n_known == 0);
            if let Some((len, key, form)) = known {
                let adjective = form == NameForm::People;
                let joins = run > 0
                    && form != NameForm::Organisation
                    && self.title_at(at + len, end).is_none()
                    && self.known_at(at + len, end).is_none();
                let seat_is_place = form == NameForm::Seat && self.stands_as_place(at, range.start);
                found.push(Found {
                    tokens: (at, at + len),
                    head: at + len - 1,
                    key: if seat_is_place {
                        lower_name(self, at, at + len)
                    } else {
                        key.clone()
                    },
                    kind: match form {
                        NameForm::Organisation => EntityKind::Organisation,
                        NameForm::Seat if seat_is_place => EntityKind::Place,
                        _ => EntityKind::State,
                    },
                    known: true,
                    adjective: adjective || joins,
                    after_modifier: 0,
                    title: None,
                    sentence,
                });
                if joins {
                    let (from, to) = (at, at + len + run);
                    let rest = lower_name(self, at + len, to);
                    found.push(Found {
                        tokens: (from, to),
                        head: to - 1,
                        key: format!("{key} {rest}"),
                        kind: self.kind_of(at + len, to, false),
                        known: false,
                        adjective: false,
                        after_modifier: len,
                        title: None,
                        sentence,
                    });
                    at = to;
                } else {
                    at += len;
                }
                title = None;
                continue;
            }
            if run > 0 {
                let to = at + run;
                let titled = title.take();
                found.push(Found {
                    tokens: (at, to),
                    head: to - 1,
                    key: lower_name(self, at, to),
                    kind: if titled.is_some() {
                        EntityKind::Person
                    } else {
                        self.kind_of(at, to, true)
                    },
                    known: false,
                    adjective: false,
                    after_modifier: 0,
                    title: titled,
                    sentence,
                });
                at = to;
                continue;
            }
            // A comma may stand between an office and its holder: "the prime minister, Ann Lee,".
            if lower != "," {
                title = None;
            }
            at += 1;
        }
    }

    /// Returns the length of the title that begins at a token, and its office.
    fn title_at(&self, at: usize, end: usize) -> Option<(usize, Option<(String, bool)>)> {
        let lower = self.tokens.lower(at);
        let trimmed = lower.strip_suffix('.').unwrap_or(lower);
        self.names
            .titles_starting_with(trimmed)
            .iter()
            .find(|t| {
                at + t.words.len() <= end
                    && t.words.iter().enumerate().skip(1).all(|(i, word)| {
                        let lower = self.tokens.lower(at + i);
                        lower.strip_suffix('.').unwrap_or(lower) == word
                    })
            })
            .map(|t| {
                (
                    t.words.len(),
                    t.office.as_ref().map(|o| (o.clone(), t.single)),
                )
            })
    }

    fn title(
        &self,
        at: usize,
        len: usize,
        office: Option<(String, bool)>,
        from: usize,
        found: &[Found],
    ) -> FoundTitle {
        // What stands just before: "former US", "Iran's", "the US".
        let mut start = at;
        let mut of = None;
        let mut out = false;
        let mut back = at;
        while back > from && at - back < 5 {
            let before = back - 1;
            let lower = self.tokens.lower(before);
            if self.names.is_out_of_office(lower) {
                out = true;
                start = before;
            } else if let Some(idx) = found
                .iter()
                .rposition(|f| f.tokens.0 <= before && before < f.tokens.1)
            {
                of = of.or(Some(idx));
                start = found.get(idx).map_or(before, |f| f.tokens.0);
                back = start;
                continue;
            } else if !matches!(lower, "'s" | "’s" | "'" | "’" | "the" | "-") {
                break;
            }
            back = before;
        }
        // "president-elect", "foreign minister designate"
        let after = self.tokens.lower(at + len);
        let after2 = self.tokens.lower(at + len + 1);
        if self.names.is_out_of_office(after)
            || (after == "-" && self.names.is_out_of_office(after2))
        {
            out = true;
        }
        FoundTitle {
            start,
            office,
            of,
            out_of_office: out,
        }
    }

    /// Returns length, key and form of the known name that begins at a token.
    fn known_at(&self, at: usize, end: usize) -> Option<(usize, String, NameForm)> {
        if self.in_time.get(at) == Some(&true) {
            return None;
        }
        self.names
            .starting_with(self.tokens.lower(at))
            .iter()
            .find(|name| {
                at + name.words.len() <= end
                    && name
                        .words
                        .iter()
                        .enumerate()
                        .all(|(i, word)| same_word(word, self.form(at + i)))
            })
            .map(|name| (name.words.len(), name.key.clone(), name.form))
    }

    /// Returns the number of tokens of the unknown name that begins at a token.
    fn run_at(&self, at: usize, end: usize, first_of_sentence: bool) -> usize {
        if at >= end || !self.is_name_token(at, first_of_sentence) {
            return 0;
        }
        let mut to = at + 1;
        loop {
            // "BP America" is a company, though America is a state.
            let behind_acronym =
                self.form(to - 1).len() > 1 && self.form(to - 1).chars().all(char::is_uppercase);
            let free = |at: usize| {
                self.known_at(at, end)
                    .is_none_or(|(_, _, form)| form == NameForm::State && behind_acronym)
            };
            if to < end && self.is_name_token(to, false) && free(to) {
                to += 1;
                continue;
            }
            // "Bank of England", "Jean-Paul", "Ahmed al-Sharaa", "O'Neil"
            let connects = match self.tokens.lower(to) {
                "of" | "de" | "al" | "el" | "bin" | "ibn" | "von" | "van" | "der" | "la" | "du"
                | "-" | "&" => 1,
                _ => 0,
            };
            let next = to + connects;
            if connects > 0 && next < end {
                let further = match self.tokens.lower(next) {
                    "the" | "-" => 1,
                    _ => 0,
                };
                if next + further < end
                    && self.is_capital(next + further)
                    && self.upos(next + further) == Upos::Propn
                {
                    to = next + further + 1;
                    continue;
                }
            }
            return to - at;
        }
    }

    fn kind_of(&self, from: usize, to: usize, may_be_person: bool) -> EntityKind {
        let mut capitals = 0;
        let mut plain = true;
        for idx in from..to {
            let lower = self.tokens.lower(idx);
            if self.names.is_organisation_word(lower) {
                return EntityKind::Organisation;
            }
            if matches!(lower, "of" | "the" | "&") {
                plain = false;
            } else if self.is_capital(idx) {
                capitals += 1;
            }
        }
        let acronym = to == from + 1
            && self.form(from).len() > 1
            && self.form(from).chars().all(char::is_uppercase);
        if acronym {
            return EntityKind::Organisation;
        }
        let before = from.checked_sub(1).map_or("", |i| self.tokens.lower(i));
        if matches!(before, "in" | "at" | "near" | "outside" | "from") && !plain {
            return EntityKind::Place;
        }
        if matches!(before, "in" | "near" | "outside") {
            return EntityKind::Place;
        }
        if may_be_person && plain && (2..=4).contains(&capitals) && before != "the" {
            return EntityKind::Person;
        }
        EntityKind::Other
    }

    /// Returns whether a seat of government stands for the place: under a preposition of place,
    /// or with the country behind a comma.
    fn stands_as_place(&self, at: usize, from: usize) -> bool {
        let before = if at > from {
            self.tokens.lower(at - 1)
        } else {
            ""
        };
        matches!(
            before,
            "in" | "at"
                | "near"
                | "to"
                | "from"
                | "outside"
                | "around"
                | "across"
                | "through"
                | "into"
                | "over"
        ) && !(before == "from" && at >= 2 && self.tokens.lower(at - 2) == "apart")
            || (self.tokens.lower(at + 1) == ","
                && self
                    .names
                    .starting_with(self.tokens.lower(at + 2))
                    .iter()
                    .any(|n| {
                        n.form == NameForm::State
                            && n.words.first().is_some_and(|w| w == self.form(at + 2))
                    }))
    }
}

/// Returns whether a written form is the name's word: the same, or all in capitals (headlines).
fn same_word(word: &str, form: &str) -> bool {
    word == form
        || (form.len() > 3
            && form.chars().all(|c| !c.is_lowercase())
            && word.to_uppercase() == form)
}

fn lower_name(finder: &Finder<'_>, from: usize, to: usize) -> String {
    let mut out = String::new();
    for idx in from..to {
        let lower = finder.tokens.lower(idx);
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(lower);
    }
    out
}

/// Builds the chains: known and full names by key, then last names and acronyms.
fn chain(found: &[Found], finder: &Finder<'_>) -> Entities {
    let tokens = finder.tokens.all();
    let mut by_key: FxHashMap<&str, u32> = FxHashMap::default();
    let mut last_names: FxHashMap<&str, Option<u32>> = FxHashMap::default();
    let mut acronyms: FxHashMap<String, Option<u32>> = FxHashMap::default();
    let mut all: Vec<Entity> = Vec::new();
    let mut entity_of: Vec<u32> = vec![NONE; found.len()];
    let is_full = |f: &Found| {
        f.known || f.tokens.1 - f.tokens.0 - f.after_modifier > 1 || f.after_modifier > 0
    };
    for full in [true, false] {
        for (idx, f) in found.iter().enumerate() {
            if is_full(f) != full {
                continue;
            }
            let existing = by_key.get(f.key.as_str()).copied().or_else(|| {
                if full {
                    return None;
                }
                last_names
                    .get(f.key.as_str())
                    .copied()
                    .flatten()
                    .or_else(|| acronyms.get(&f.key).copied().flatten())
            });
            let entity = existing.unwrap_or_else(|| {
                let new = u32::try_from(all.len()).unwrap_or(NONE);
                all.push(Entity {
                    key: f.key.clone(),
                    name: String::new(),
                    kind: f.kind,
                    mentions: Vec::new(),
                });
                by_key.insert(&f.key, new);
                new
            });
            if let Some(slot) = entity_of.get_mut(idx) {
                *slot = entity;
            }
            if existing.is_some() {
                if let Some(e) = all.get_mut(entity as usize)
                    && f.title.is_some()
                {
                    e.kind = EntityKind::Person;
                }
                continue;
            }
            if full && !f.known {
                if f.kind == EntityKind::Person
                    && let Some(last) = f.key.rsplit(' ').next()
                {
                    last_names
                        .entry(last)
                        .and_modify(|e| *e = None)
                        .or_insert(Some(entity));
                }
                let initials: String = f
                    .key
                    .split(' ')
                    .filter(|w| !matches!(*w, "of" | "the" | "and" | "for" | "-" | "&"))
                    .filter_map(|w| w.chars().next())
                    .collect();
                if initials.chars().count() > 1 {
                    acronyms
                        .entry(initials)
                        .and_modify(|e| *e = None)
                        .or_insert(Some(entity));
                }
            }
        }
    }
    let mut of_token = vec![NONE; tokens.len()];
    for (f, entity) in found.iter().zip(&entity_of) {
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
            head: as_u32(f.head),
            adjective: f.adjective,
        });
    }
    for e in &mut all {
        if e.name.is_empty() || e.kind == EntityKind::State {
            e.name = finder.names.display(&e.key);
        }
    }
    let offices = offices(found, &entity_of, finder);
    let pairs = pairs(found, &entity_of, &all, finder);
    let lists = lists(found, &entity_of, finder);
    Entities {
        all,
        offices,
        pairs,
        lists,
        of_token,
    }
}

/// Finds names with nothing but commas and `and` between them, the last two joined by `and`.
fn lists(found: &[Found], entity_of: &[u32], finder: &Finder<'_>) -> Vec<List> {
    let mut out: Vec<List> = Vec::new();
    let mut open: Option<List> = None;
    let mut joined = false;
    for (i, (f, &entity)) in found.iter().zip(entity_of).enumerate() {
        let before = i.checked_sub(1).and_then(|b| found.get(b));
        let link = before.filter(|b| b.sentence == f.sentence && b.tokens.1 <= f.tokens.0);
        let between: Vec<&str> = link
            .map(|b| {
                (b.tokens.1..f.tokens.0)
                    .map(|t| finder.tokens.lower(t))
                    .collect()
            })
            .unwrap_or_default();
        let (continues, ends) = match between.as_slice() {
            [","] => (link.is_some(), false),
            ["and"] | [",", "and"] | ["and", "the"] => (link.is_some(), true),
            _ => (false, false),
        };
        if let (true, Some(list)) = (continues && !joined, open.as_mut()) {
            list.members.push(entity);
            list.tokens.1 = as_u32(f.tokens.1);
            joined = ends;
            continue;
        }
        if let Some(list) = open.take().filter(|_| joined) {
            out.push(list);
        }
        joined = false;
        open = Some(List {
            tokens: (as_u32(f.tokens.0), as_u32(f.tokens.1)),
            members: vec![entity],
        });
    }
    out.extend(open.filter(|_| joined));
    out
}

fn offices(found: &[Found], entity_of: &[u32], finder: &Finder<'_>) -> Vec<OfficeMention> {
    let mut out = Vec::new();
    for (f, person) in found.iter().zip(entity_of) {
        let Some(title) = &f.title else { continue };
        let Some((office, single)) = &title.office else {
            continue;
        };
        let tokens = finder.tokens.all();
        let (Some(first), Some(last)) = (tokens.get(title.start), tokens.get(f.tokens.1 - 1))
        else {
            continue;
        };
        out.push(OfficeMention {
            person: *person,
            office: office.clone(),
            single: *single,
            of: title.of.and_then(|i| entity_of.get(i).copied()),
            out_of_office: title.out_of_office,
            span: first.span.join(last.span),
            sentence: as_u32(f.sentence),
        });
    }
    out
}

/// Finds two states joined by `and`: `the US and Iran`, `Tehran and Washington`, `US-Iran`.
fn pairs(found: &[Found], entity_of: &[u32], all: &[Entity], finder: &Finder<'_>) -> Vec<Pair> {
    let is_state = |e: u32| {
        all.get(e as usize)
            .is_some_and(|e| e.kind == EntityKind::State)
    };
    let mut out = Vec::new();
    for (i, window) in found.windows(2).enumerate() {
        let [a, b] = window else { continue };
        if a.sentence != b.sentence || b.tokens.0 < a.tokens.1 {
            continue;
        }
        let between: Vec<&str> = (a.tokens.1..b.tokens.0)
            .map(|t| finder.tokens.lower(t))
            .collect();
        let joined = matches!(
            between.as_slice(),
            ["and" | "-" | "–" | "or" | "nor" | "with"] | ["and" | "or" | "nor", "the"]
        );
        // "A, B and C" is no pair.
        let listed = a.tokens.0 > 0 && finder.tokens.lower(a.tokens.0 - 1) == ",";
        let (Some(&x), Some(&y)) = (entity_of.get(i), entity_of.get(i + 1)) else {
            continue;
        };
        if joined && !listed && x != y && is_state(x) && is_state(y) {
            out.push(Pair {
                at: as_u32(a.tokens.0),
                members: [x, y],
            });
        }
    }
    out
}

fn as_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
