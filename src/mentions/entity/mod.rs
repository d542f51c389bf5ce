//! Entities: names and what refers to the same thing within an article.
//!
//! Names are found by their capitals and tags and by the known names of
//! `rules/names/` ([`find`](mod@find), with the [`title`]s before them), given a [`kind`] by
//! what stands in and around them, and joined into [`chain`]s in two passes, full names first, so that
//! a headline's surname finds the full name below it. Last come the common nouns and
//! pronouns that [`refer`] to a chain, and the [`group`]s of names that stand together.
//!
//! In doubt a mention stays alone. Two people are never merged by a similar
//! name: only by the same surname, and only where one full name of the
//! article has it.

use super::quote::Quotation;
use super::time::Timex;
use crate::lexicon::Lexicon;
use crate::mentions::Text;
use crate::read::BlockKind;
use crate::span::Span;
use find::Finder;
use group::{List, Pair};

mod case;
mod chain;
mod find;
mod group;
mod kind;
mod person;
mod refer;
mod title;

#[cfg(test)]
mod tests;

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
    /// Its names, and the adjectives made from them, in text order.
    pub mentions: Vec<EntityMention>,
    /// The common nouns and pronouns that stand for it, in text order.
    pub references: Vec<Reference>,
}

/// A common noun or pronoun that stands for an entity: `the agency`, `she`, `both sides`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reference {
    /// The words.
    pub span: Span,
    /// Token that heads them.
    pub head: u32,
    /// Whether it stands for another entity as well (`both sides`).
    pub plural: bool,
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

/// The entities of an article and what points to them.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// Chains, by first mention.
    pub all: Vec<Entity>,
    /// Titles that are offices, in text order.
    pub offices: Vec<OfficeMention>,
    /// Pairs of states named together, in text order.
    pairs: Vec<Pair>,
    /// Names coordinated with nothing else between them, by their tokens.
    lists: Vec<List>,
    /// What each token names.
    of_token: Vec<u32>,
    /// What common nouns and pronouns stand for, by token.
    referring: Vec<(u32, u32)>,
    /// Common nouns that stand for two entities, by token.
    both: Vec<(u32, [u32; 2])>,
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

    /// Returns the entity that a token names, or that the common noun or pronoun at it stands for.
    pub fn meant_at(&self, token: usize) -> Option<u32> {
        self.of_token(token)
            .or_else(|| self.meant_by_reference(token))
    }

    fn meant_by_reference(&self, token: usize) -> Option<u32> {
        let at = self
            .referring
            .binary_search_by_key(&token, |(t, _)| *t as usize);
        at.ok().and_then(|i| self.referring.get(i)).map(|(_, e)| *e)
    }

    /// Returns the two entities that `the two countries` or `both sides` at a noun stands for.
    pub fn both_at(&self, noun: usize) -> Option<[u32; 2]> {
        let at = self.both.binary_search_by_key(&noun, |(t, _)| *t as usize);
        at.ok()
            .and_then(|i| self.both.get(i))
            .map(|(_, pair)| *pair)
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

    /// Returns the pair that was named last between two tokens.
    fn pair_between(&self, from: usize, to: usize) -> Option<[u32; 2]> {
        let before = self.pairs.iter().rev();
        before
            .filter(|p| (from..to).contains(&(p.at as usize)))
            .map(|p| p.members)
            .next()
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

/// Finds the names of an article, chains them, and finds what else refers to them; `quotations` are its direct ones.
pub fn find(
    text: Text<'_>,
    times: &[Timex],
    quotations: &[Quotation],
    lexicon: &Lexicon,
) -> Entities {
    let Text {
        article,
        sentences,
        tokens,
    } = text;
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
    let cases = case::Cases::of(article, sentences, tokens);
    let finder = Finder {
        text: &article.text,
        tokens,
        lexicon,
        in_time: &in_time,
        cases: &cases,
    };
    let mut found = Vec::new();
    for (idx, sentence) in sentences.iter().enumerate() {
        let kind = article.blocks.get(sentence.block as usize).map(|b| b.kind);
        if kind != Some(BlockKind::Furniture) {
            finder.sentence(idx, &mut found);
        }
    }
    let chains = chain::build(&mut found, &finder);
    let mut entities = Entities {
        offices: title::offices(&found, &chains, &finder),
        pairs: group::pairs(&found, &chains, &finder),
        lists: group::lists(&found, &chains, &finder),
        of_token: chains.of_token,
        all: chains.all,
        referring: Vec::new(),
        both: Vec::new(),
    };
    refer::find(&found, &chains.of_found, quotations, &finder, &mut entities);
    entities
}

fn as_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(NONE)
}
