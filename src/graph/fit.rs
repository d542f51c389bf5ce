//! Whether two noun phrases of two texts can be one thing.

use crate::claims::Extraction;
use crate::lexicon::Lexicon;
use crate::mentions::entity::{Entity, EntityKind, one_spelling};
use crate::mentions::quantity::{Quantity, Unit};
use crate::tokens::{Relation, TokenWord, Upos, Xpos};

/// Tokens from a title to the name it stands before.
const MAX_TITLE: usize = 5;

/// How two phrases compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fit {
    /// They can be one; the more is said alike, the greater the weight.
    Same(Weight),
    /// They cannot.
    Differs(Difference),
    /// Nobody can say.
    Unknown,
}

/// What speaks for two phrases being one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Weight {
    /// Names in common.
    pub(super) names: u32,
    /// Other content words in common.
    pub(super) words: u32,
    /// Content words that only the first has.
    pub(super) only_first: u32,
}

/// In what two phrases differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Difference {
    /// How many.
    Number,
    /// Who.
    Name,
    /// Where.
    Place,
    /// One of two opposites, of the same thing: "the rise in prices", "the fall in prices".
    Opposite,
}

/// One of two texts.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) extraction: &'a Extraction,
    pub(super) lexicon: &'a Lexicon,
}

impl<'a> Text<'a> {
    fn relation(self, at: usize) -> Relation {
        self.extraction.tokens.relation(at)
    }

    pub(super) fn upos(self, at: usize) -> Upos {
        let tokens = self.extraction.tokens.all();
        tokens.get(at).map_or(Upos::X, |t| t.upos)
    }

    pub(super) fn lemma_word(self, at: usize) -> TokenWord<'a> {
        self.extraction.tokens.lemma_word(at)
    }

    pub(super) fn lower_word(self, at: usize) -> TokenWord<'a> {
        self.extraction.tokens.lower_word(at)
    }

    pub(super) fn lemma(self, at: usize) -> &'a str {
        self.extraction.tokens.lemma(at)
    }

    pub(super) fn lower(self, at: usize) -> &'a str {
        self.extraction.tokens.lower(at)
    }

    fn children(self, at: usize) -> impl Iterator<Item = usize> + 'a {
        self.extraction.tokens.children(at)
    }

    fn entity_at(self, at: usize) -> Option<&'a Entity> {
        let entities = &self.extraction.mentions.entities;
        entities.of_token(at).and_then(|e| entities.get(e))
    }

    /// Returns the name that a phrase is: its head's, or that of the person in apposition
    /// ("Labour candidate Max Purnell").
    pub(super) fn entity(self, head: usize) -> Option<&'a Entity> {
        let representative = || {
            // "The home team of Italy", "the Italian government".
            if !self.lexicon.predicates.stands_for(self.lemma_word(head)) {
                return None;
            }
            let mut children = self.children(head).filter(|c| {
                matches!(
                    self.relation(*c),
                    Relation::Amod | Relation::Compound | Relation::NmodPoss | Relation::Nmod
                )
            });
            children.find_map(|c| self.entity_at(c))
        };
        let titled = || {
            // "Labour candidate Max Purnell", "Mr Lopez Obrador", "Secretary General Willy Claes".
            (head + 1..head + MAX_TITLE).find_map(|t| {
                let entity = self.entity_at(t).filter(|e| e.kind == EntityKind::Person)?;
                let below = std::iter::successors(Some(t), |i| self.head(*i))
                    .take(MAX_TITLE)
                    .any(|i| i == head);
                let bare = (head + 1..t)
                    .all(|i| matches!(self.upos(i), Upos::Noun | Upos::Propn | Upos::Adj));
                (below && bare).then_some(entity)
            })
        };
        self.entity_at(head).or_else(titled).or_else(representative)
    }

    /// Returns whether a token is the first of its sentence: a name may stand there that nothing shows to be one.
    pub(super) fn is_first(self, at: usize) -> bool {
        let tokens = &self.extraction.tokens;
        tokens.of_sentence(tokens.sentence_of(at)).next() == Some(at)
    }

    /// Returns whether a name depends on a token.
    pub(super) fn has_names_below(self, at: usize) -> bool {
        self.children(at).any(|c| {
            let mut others = self.children(c);
            self.entity_at(c).is_some() || others.any(|o| self.entity_at(o).is_some())
        })
    }

    /// Returns every name of a sentence.
    pub(super) fn names_of(self, sentence: usize) -> impl Iterator<Item = &'a Entity> {
        let range = self.extraction.tokens.of_sentence(sentence);
        range.filter_map(move |t| self.entity_at(t))
    }

    /// Returns whether a gerund completes the verb above it.
    pub(super) fn is_gerund_complement(self, at: usize) -> bool {
        let tokens = &self.extraction.tokens;
        let gerund = tokens.all().get(at).is_some_and(|t| t.xpos == Xpos::Vbg);
        gerund && tokens.relation(at) == Relation::Xcomp
    }

    fn head(self, at: usize) -> Option<usize> {
        self.extraction.tokens.head(at)
    }

    /// Returns the content words under a clause's head, itself included.
    pub(super) fn clause(self, head: usize) -> Vec<&'a str> {
        let mut words = Vec::new();
        let mut stack = vec![head];
        while let Some(at) = stack.pop() {
            if words.len() > 20 {
                break;
            }
            let content = matches!(
                self.upos(at),
                Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num
            );
            if content {
                words.push(self.lemma(at));
            }
            stack.extend(self.children(at));
        }
        words
    }

    pub(super) fn quantity(self, head: usize) -> Option<(u32, &'a Quantity)> {
        let of = |at: usize| {
            let Extraction {
                mentions, tokens, ..
            } = self.extraction;
            mentions.quantity_of(tokens, at)
        };
        // "An 85 % chance".
        let share = || {
            let mut children = self.children(head);
            let share = children.find(|c| {
                *c < head && self.relation(*c) == Relation::Compound && self.lower(*c) == "%"
            })?;
            of(share)
        };
        of(head).or_else(share)
    }

    /// Returns whether an adjective or determiner makes the phrase one of several: "another",
    /// "some", "most".
    fn is_partial(self, head: usize) -> bool {
        let partial = &self.lexicon.kinds.partial;
        self.children(head)
            .any(|c| partial.contains(self.lower_word(c)))
    }

    /// Returns whether a phrase is a name, or a noun that is spoken of as known: "the bill", "its members".
    pub(super) fn is_known(self, head: usize) -> bool {
        let definite = &self.lexicon.kinds.definite;
        self.entity(head).is_some()
            || self.children(head).any(|c| {
                self.relation(c) == Relation::NmodPoss || definite.contains(self.lower_word(c))
            })
    }

    /// Returns whether a noun is in the plural.
    pub(super) fn is_plural(self, head: usize) -> bool {
        let token = self.extraction.tokens.all().get(head);
        token.is_some_and(|t| matches!(t.xpos, Xpos::Nns | Xpos::Nnps))
    }

    /// Returns whether the predicate at a token only says which thing is meant, or what somebody would do:
    /// "a united country", "justifies killing him".
    pub(super) fn is_not_told(self, at: usize) -> bool {
        self.relation(at) == Relation::Amod || self.is_gerund_complement(at)
    }

    /// Words before the noun that say which kind of it is meant: "prime", "trade".
    pub(super) fn kinds(self, head: usize) -> Vec<&'a str> {
        self.children(head)
            .filter(|c| {
                *c < head
                    && self.entity_at(*c).is_none()
                    && matches!(self.upos(*c), Upos::Noun | Upos::Adj | Upos::Propn)
                    && matches!(self.relation(*c), Relation::Amod | Relation::Compound)
            })
            .map(|c| self.lemma(c))
            .collect()
    }

    /// Names and other content words that narrow the phrase.
    fn modifiers(self, head: usize) -> (Vec<&'a str>, Vec<&'a str>) {
        let mut names: Vec<&str> = Vec::new();
        let mut words: Vec<&str> = Vec::new();
        for child in self.children(head) {
            let relation = self.relation(child);
            let narrows = matches!(
                relation,
                Relation::Amod
                    | Relation::Compound
                    | Relation::NmodPoss
                    | Relation::Nmod
                    | Relation::NmodDesc
                    | Relation::Acl
            );
            if !narrows {
                continue;
            }
            if let Some(entity) = self.entity_at(child) {
                names.push(&entity.key);
                // "Between Norway and Peru".
                let others = self
                    .children(child)
                    .filter(|c| self.relation(*c) == Relation::Conj);
                names.extend(others.filter_map(|c| Some(self.entity_at(c)?.key.as_str())));
            } else if matches!(self.upos(child), Upos::Noun | Upos::Propn | Upos::Adj)
                || (self.upos(child) == Upos::Verb && relation != Relation::Nmod)
            {
                words.push(self.lemma(child));
            }
        }
        (names, words)
    }
}

/// Returns how the phrase at `x` in one text compares with that at `y` in another.
pub(super) fn fit(a: Text<'_>, x: usize, b: Text<'_>, y: usize) -> Fit {
    match (a.entity(x), b.entity(y)) {
        (Some(p), Some(q)) => names(a, p, q),
        (None, None) => nouns(a, x, b, y),
        (None, Some(q)) => bare_name(a, x, q),
        (Some(p), None) => bare_name(b, y, p),
    }
}

/// "Kraft sold it": the first word of a sentence, bare, which alone does not show that it is a name.
fn bare_name(text: Text<'_>, at: usize, name: &Entity) -> Fit {
    let tokens = &text.extraction.tokens;
    let first = tokens.of_sentence(tokens.sentence_of(at)).next() == Some(at);
    let part = || {
        let mut words = name.key.split(' ');
        words.next() == Some(text.lower(at)) || words.next_back() == Some(text.lower(at))
    };
    let bare = first
        && name.kind != EntityKind::State
        && matches!(text.upos(at), Upos::Noun | Upos::Propn)
        && text.children(at).next().is_none()
        && text.lower(at) == text.lemma(at);
    if bare && part() {
        Fit::Same(Weight {
            names: 1,
            ..Weight::default()
        })
    } else {
        Fit::Unknown
    }
}

fn names(a: Text<'_>, p: &Entity, q: &Entity) -> Fit {
    if one_name(p, q) {
        let names = 1;
        return Fit::Same(Weight {
            names,
            ..Weight::default()
        });
    }
    let place = |k: EntityKind| matches!(k, EntityKind::State | EntityKind::Place);
    if place(p.kind) && place(q.kind) {
        let apart = a.lexicon.places.are_apart(&p.key, &q.key);
        return if apart {
            Fit::Differs(Difference::Place)
        } else {
            Fit::Unknown
        };
    }
    let alike = p
        .key
        .split(' ')
        .any(|w| q.key.split(' ').any(|v| one_spelling(w, v)));
    if p.kind == q.kind && !alike && p.kind != EntityKind::Other {
        Fit::Differs(Difference::Name)
    } else {
        Fit::Unknown
    }
}

/// Returns whether two names, of whatever kind, are surely of two.
pub(super) fn are_two(a: Text<'_>, p: &Entity, q: &Entity) -> bool {
    let place = |k: EntityKind| matches!(k, EntityKind::State | EntityKind::Place);
    if place(p.kind) && place(q.kind) {
        return a.lexicon.places.are_apart(&p.key, &q.key);
    }
    let mut words = p.key.split(' ');
    let alike = words.any(|w| q.key.split(' ').any(|v| one_spelling(w, v)));
    !one_name(p, q) && !alike
}

/// Returns whether two keys name one: equal, or a surname and its full name.
pub(super) fn one_name(p: &Entity, q: &Entity) -> bool {
    let state = p.kind == EntityKind::State || q.kind == EntityKind::State;
    let part = |long: &str, short: &str| {
        let last = long.rsplit(' ').next().unwrap_or_default();
        short.split(' ').all(|w| long.split(' ').any(|l| l == w))
            && short.split(' ').any(|w| w == last)
    };
    // "Kraft" is "Kraft Foods".
    let first = |long: &Entity, short: &Entity| {
        long.kind != EntityKind::Person
            && short.key.len() > 3
            && long
                .key
                .strip_prefix(short.key.as_str())
                .is_some_and(|rest| rest.starts_with(' '))
    };
    let short = !state && (first(p, q) || first(q, p));
    p.key == q.key || short || (!state && (part(&p.key, &q.key) || part(&q.key, &p.key)))
}

fn nouns(a: Text<'_>, x: usize, b: Text<'_>, y: usize) -> Fit {
    let content = |t: Text<'_>, at: usize| {
        matches!(
            t.upos(at),
            Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num
        )
    };
    if !content(a, x) || !content(b, y) {
        return Fit::Unknown;
    }
    if a.lemma(x) != b.lemma(y) {
        return opposites(a, x, b, y);
    }
    if a.is_partial(x) != b.is_partial(y) {
        return Fit::Unknown;
    }
    let ((names_x, words_x), (names_y, words_y)) = (a.modifiers(x), b.modifiers(y));
    let shared = |p: &[&str], q: &[&str]| p.iter().filter(|w| q.contains(w)).count();
    let apart = |p: &[&str], q: &[&str]| !p.is_empty() && !q.is_empty() && shared(p, q) == 0;
    if apart(&names_x, &names_y) || apart(&a.kinds(x), &b.kinds(y)) {
        return Fit::Unknown;
    }
    let opposed = words_x.iter().any(|w| {
        words_y
            .iter()
            .any(|v| a.lexicon.opposites.are(w, v) && !words_x.contains(v))
    });
    if opposed {
        return Fit::Unknown;
    }
    if let (Some((_, p)), Some((_, q))) = (a.quantity(x), b.quantity(y)) {
        let same = (p.low - q.low).abs() <= p.slack(q);
        if !same || p.bound != q.bound {
            // "19 members" and "16 original members" are not one count.
            let counts = matches!((&p.unit, &q.unit), (Unit::Count(_), Unit::Count(_)));
            let alike = a.kinds(x).len() == b.kinds(y).len() && a.kinds(x) == b.kinds(y);
            return if (counts || p.unit == q.unit) && alike {
                Fit::Differs(Difference::Number)
            } else {
                Fit::Unknown
            };
        }
    }
    let n = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    // "The old harbour tax" is the harbour tax.
    let only_first =
        names_x.len() + words_x.len() - shared(&names_x, &names_y) - shared(&words_x, &words_y);
    let told = shared(&names_x, &names_y) + shared(&words_x, &words_y) > 0;
    Fit::Same(Weight {
        names: n(shared(&names_x, &names_y)),
        words: 1 + n(shared(&words_x, &words_y)),
        only_first: if told { 0 } else { n(only_first) },
    })
}

/// The words under a noun, sorted.
fn narrowed(text: Text<'_>, at: usize) -> Vec<&str> {
    let mut words = text.clause(at);
    words.retain(|w| *w != text.lemma(at));
    words.sort_unstable();
    words
}

/// Two opposite nouns that are narrowed alike: "the rise in oil prices", "the fall in oil prices".
fn opposites(a: Text<'_>, x: usize, b: Text<'_>, y: usize) -> Fit {
    let nouns = a.upos(x) == Upos::Noun && b.upos(y) == Upos::Noun;
    if !nouns || !a.lexicon.opposites.are(a.lemma(x), b.lemma(y)) {
        return Fit::Unknown;
    }
    let (p, q) = (narrowed(a, x), narrowed(b, y));
    if p == q && !p.is_empty() {
        Fit::Differs(Difference::Opposite)
    } else {
        Fit::Unknown
    }
}
