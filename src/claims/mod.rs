//! Mentions and parses into claims: what a source asserts.
//!
//! Extraction is a pure function of one article and the lexicon.

pub use crate::lexicon::status::{Certainty, Polarity, Status};

use crate::calendar::Interval;
use crate::lexicon::Lexicon;
use crate::lexicon::frames::RoleSpec;
use crate::mentions::entity::EntityKind;
use crate::mentions::quote::{Quotation, Speech};
use crate::mentions::time::When;
use crate::mentions::{self, Mentions, Text};
use crate::read::{Article, BlockKind};
use crate::sentences::{self, Sentence};
use crate::span::Span;
use crate::tokens::{self, Relation, Tokens, Upos};
use grammar::Grammar;

pub use ages::AGE_FACTS;
pub use events::{Event, events};
pub use facts::FACTS;
pub(crate) use hook::{Ground, Hook, Hooks, Side, Words, name_words, word};
pub use links::{Link, LinkKind};
pub use pictures::PICTURE_FACTS;
pub use proposition::{Argument, Proposition, Slot};
pub use statement::Statement;
pub(crate) use statement::hash_of_words;
pub use sums::SUM_FACTS;
pub use ties::TIE_FACTS;

pub use told::Told;
pub(crate) use utterances::alike;
pub use utterances::{UTTERANCE_FACTS, Utterances};

mod ages;

mod attribution;

mod events;

mod facts;

mod file_name;

mod framed;

mod grammar;

mod hook;

mod links;

mod modality;

mod open;

mod outcome;

mod pictures;

mod proposition;

mod statement;

mod story;

mod sums;

mod ties;

mod ranks;

mod told;

mod utterances;

/// What a claim says of its roles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Predicate {
    /// A predicate of a frame: `conflict.start`.
    Frame(String),
    /// Any other: the lemma with its particle or preposition: `break out`.
    Open(String),
}

/// Where in the article the claim stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// The article's title.
    Headline,
    /// Running text.
    Body,
    /// A heading inside.
    CrossHead,
    /// Between quotation marks.
    Quotation,
    /// A picture's caption: about the picture.
    Caption,
    /// Kept, never compared.
    Furniture,
}

/// Who fills a role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Role {
    /// The role's name: `agent`, `patient`, `party`, `mediator`, `place` …
    pub name: String,
    /// Index into the article's entities, where the filler is one.
    pub entity: Option<u32>,
    /// Canonical key: the entity's, or the head lemma of a common noun phrase.
    pub key: String,
    /// The words.
    pub span: Span,
    /// Whether the clause itself names the filler, rather than the article throughout.
    pub stated: bool,
}

/// Who is said to say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribution {
    /// Canonical key of the speaker, or of the description (`pakistani government source`).
    pub speaker: String,
    /// Whether the speaker is named.
    pub named: bool,
    /// The words that name the speaker.
    pub span: Span,
}

/// What a source asserts.
#[derive(Debug, Clone, PartialEq)]
pub struct Claim {
    /// What is said.
    pub predicate: Predicate,
    /// Of whom and what, in text order.
    pub roles: Vec<Role>,
    /// When it is said to happen.
    pub time: When,
    /// The time expression it was read from: index into the article's times.
    pub timex: Option<u32>,
    /// How far the event has come at the time of writing.
    pub status: Status,
    /// How sure the source is.
    pub certainty: Certainty,
    /// Asserted or denied.
    pub polarity: Polarity,
    /// Index into the article's quantities.
    pub quantity: Option<u32>,
    /// From the innermost speaker outwards; empty where the article says it in its own voice.
    pub attribution: Vec<Attribution>,
    /// When the article says it: its publication interval.
    pub asserted: Interval,
    /// Where it stands.
    pub scope: Scope,
    /// Sentence index.
    pub sentence: u32,
    /// The clause or sentence that an editor must see.
    pub evidence: Span,
    /// The words that triggered it.
    pub trigger: Span,
    /// Strings under which it meets other claims.
    pub keys: Vec<String>,
    /// Whether the words say that it is not long past ("recently signed").
    pub recent: bool,
    /// Whether the words only refer to the event ("after the ceasefire"), so that nothing is asserted
    /// of it: times are counted from it, and no rule of one or two claims binds it.
    pub reference: bool,
}

/// All that is read from one article: a pure function of its text.
#[derive(Debug, Clone, Default)]
pub struct Extraction {
    /// Sentences in text order.
    pub sentences: Vec<Sentence>,
    /// Their tokens.
    pub tokens: Tokens,
    /// Times, quantities, quotations, entities.
    pub mentions: Mentions,
    /// What is asserted, in text order.
    pub claims: Vec<Claim>,
    /// How the events of claims lie to each other in time, in text order.
    pub links: Vec<Link>,
    /// Dates told of as past or present, where the article does not state its own.
    pub told: Vec<Told>,
    /// The sentences as wholes, for comparison word by word with their variants.
    pub statements: Vec<Statement>,
}

impl Claim {
    /// Returns the fillers of a role.
    pub fn role<'c>(&'c self, name: &'c str) -> impl Iterator<Item = &'c Role> {
        self.roles.iter().filter(move |r| r.name == name)
    }

    /// Returns the predicate's name.
    pub fn predicate_name(&self) -> &str {
        match &self.predicate {
            Predicate::Frame(name) | Predicate::Open(name) => name,
        }
    }
}

/// What is read of one article's claims, so far.
#[derive(Default)]
struct Found {
    claims: Vec<Claim>,
    links: Vec<Link>,
    told: Vec<Told>,
    statements: Vec<Statement>,
}

/// Reads all that one article asserts.
pub fn extract(article: &Article, lexicon: &Lexicon) -> Extraction {
    let mut read = extract_each(std::slice::from_ref(article), lexicon, Utterances::All);
    read.pop().unwrap_or_default()
}

/// Reads what some articles assert, each by itself and in their order; of what is merely said no more than `which`
/// asks for.
///
/// Each stage reads all of them before the next begins: what it knows stays in the processor's cache.
pub fn extract_each(articles: &[Article], lexicon: &Lexicon, which: Utterances) -> Vec<Extraction> {
    let sentences = articles
        .iter()
        .map(|a| sentences::split(a, &lexicon.sentences));
    let mut read: Vec<Extraction> = sentences
        .map(|sentences| Extraction {
            sentences,
            ..Extraction::default()
        })
        .collect();
    let cut = articles.iter().zip(&read);
    let tokens = tokens::read_each(cut.map(|(a, r)| (a, r.sentences.as_slice())));
    for (read, tokens) in read.iter_mut().zip(tokens) {
        read.tokens = tokens;
    }
    let texts: Vec<Text<'_>> = articles
        .iter()
        .zip(&read)
        .map(|(article, read)| Text {
            article,
            sentences: &read.sentences,
            tokens: &read.tokens,
        })
        .collect();
    let mentions = mentions::find(&texts, lexicon);
    for (read, mentions) in read.iter_mut().zip(mentions) {
        read.mentions = mentions;
    }
    let readers: Vec<Reader<'_>> = articles
        .iter()
        .zip(&read)
        .map(|(article, read)| Reader::of(article, read, lexicon))
        .collect();
    let found = find_each(&readers, which);
    for (read, found) in read.iter_mut().zip(found) {
        read.tokens.settle();
        read.claims = found.claims;
        read.links = found.links;
        read.told = found.told;
        read.statements = found.statements;
    }
    read
}

/// Finds what articles assert, one kind of claim after another.
fn find_each(readers: &[Reader<'_>], which: Utterances) -> Vec<Found> {
    let mut all: Vec<Found> = readers.iter().map(|_| Found::default()).collect();
    let mut each = |find: &dyn Fn(&Reader<'_>, &mut Found)| {
        for (reader, found) in readers.iter().zip(&mut all) {
            find(reader, found);
        }
    };
    each(&|reader, found| framed::find(reader, &mut found.claims));
    each(&|reader, found| open::find(reader, &mut found.claims));
    each(&|reader, found| facts::find(reader, &mut found.claims));
    each(&|reader, found| utterances::find(reader, which, &mut found.claims));
    each(&|reader, found| sums::find(reader, &mut found.claims));
    each(&|reader, found| ages::find(reader, &mut found.claims));
    each(&|reader, found| {
        let names = ties::names(reader);
        ties::find(reader, &names, &mut found.claims);
        outcome::find(reader, &names, &mut found.claims);
    });
    each(&|reader, found| pictures::find(reader, &mut found.claims));
    each(&|reader, found| found.links = links::find(reader, &mut found.claims));
    each(&|reader, found| framed::fill_from_claims(reader, &mut found.claims));
    each(&|reader, found| attribution::attach(reader, &mut found.claims));
    each(&|_, found| sort(&mut found.claims, &mut found.links));
    each(&|reader, found| found.told = told::find(reader));
    each(&|reader, found| found.statements = statement::find(reader));
    all
}

/// Returns what the words of these sentences say of whom, in the order of the sentences.
pub fn propositions(
    article: &Article,
    extraction: &Extraction,
    lexicon: &Lexicon,
    sentences: impl Iterator<Item = usize>,
) -> Vec<Proposition> {
    proposition::find(&Reader::of(article, extraction, lexicon), sentences)
}

/// Returns the quotations of an article with their speakers, by content start.
pub fn quotations<'a>(
    article: &'a Article,
    extraction: &'a Extraction,
    lexicon: &'a Lexicon,
) -> Vec<(&'a Quotation, Option<Attribution>)> {
    attribution::speakers(&Reader::of(article, extraction, lexicon))
}

/// Returns the quotations of an article, to be read as far as they are asked for.
pub(crate) fn speech<'a>(
    article: &'a Article,
    extraction: &'a Extraction,
    lexicon: &'a Lexicon,
) -> Speech<'a> {
    Reader::of(article, extraction, lexicon).speech()
}

/// Returns who says the words at a span of one sentence, innermost first.
pub(crate) fn attributions(
    article: &Article,
    extraction: &Extraction,
    lexicon: &Lexicon,
    span: Span,
) -> Vec<Attribution> {
    let reader = Reader::of(article, extraction, lexicon);
    let around = reader.speech().around(span).into_iter();
    around
        .filter_map(|q| attribution::speaker(&reader, q))
        .collect()
}

/// Returns who says the words at a span between quotation marks, where that is known.
pub(crate) fn quoted_speaker(
    article: &Article,
    extraction: &Extraction,
    lexicon: &Lexicon,
    span: Span,
) -> Option<Attribution> {
    let reader = Reader::of(article, extraction, lexicon);
    let direct = reader.speech().direct().iter();
    direct
        .filter(|q| q.content.contains(span))
        .find_map(|q| attribution::speaker(&reader, q))
}

/// Returns by what the sentences of an article can be held against others.
pub(crate) fn hooks(article: &Article, extraction: &Extraction, lexicon: &Lexicon) -> Hooks {
    hook::find(&Reader::of(article, extraction, lexicon))
}

/// Returns what the words of a sentence are known by.
pub(crate) fn words(
    article: &Article,
    extraction: &Extraction,
    lexicon: &Lexicon,
    sentence: u32,
) -> Words {
    Words::of(&Reader::of(article, extraction, lexicon), sentence as usize)
}

/// Brings the claims into text order; the links follow them.
fn sort(claims: &mut Vec<Claim>, links: &mut [Link]) {
    let mut order: Vec<(u32, Claim)> = (0_u32..).zip(std::mem::take(claims)).collect();
    order.sort_by(|(_, a), (_, b)| {
        (a.trigger, a.predicate_name(), a.evidence).cmp(&(
            b.trigger,
            b.predicate_name(),
            b.evidence,
        ))
    });
    let mut place = vec![0_u32; order.len()];
    for (new, (old, _)) in (0_u32..).zip(&order) {
        if let Some(at) = place.get_mut(*old as usize) {
            *at = new;
        }
    }
    for link in links {
        for end in [&mut link.from, &mut link.to] {
            *end = place.get(*end as usize).copied().unwrap_or(*end);
        }
    }
    claims.extend(order.into_iter().map(|(_, claim)| claim));
}

/// One article with everything that claims are read from.
struct Reader<'a> {
    article: &'a Article,
    sentences: &'a [Sentence],
    grammar: Grammar<'a>,
    lexicon: &'a Lexicon,
    mentions: &'a Mentions,
}

impl<'a> Reader<'a> {
    /// Returns a reader of what has been extracted.
    fn of(article: &'a Article, extraction: &'a Extraction, lexicon: &'a Lexicon) -> Self {
        Self {
            article,
            sentences: &extraction.sentences,
            grammar: Grammar {
                text: &article.text,
                tokens: &extraction.tokens,
            },
            lexicon,
            mentions: &extraction.mentions,
        }
    }
}

impl<'a> Reader<'a> {
    /// Returns the article's quotations.
    fn speech(&self) -> Speech<'a> {
        Speech::new(
            self.article,
            self.sentences,
            self.grammar.tokens,
            &self.lexicon.speech,
            &self.mentions.quotations,
        )
    }

    fn block_kind(&self, sentence: usize) -> BlockKind {
        self.sentences
            .get(sentence)
            .and_then(|s| self.article.blocks.get(s.block as usize))
            .map_or(BlockKind::Furniture, |b| b.kind)
    }

    fn is_headline(&self, token: usize) -> bool {
        let sentence = self.grammar.tokens.sentence_of(token);
        self.block_kind(sentence) == BlockKind::Headline
    }

    fn is_furniture(&self, sentence: usize) -> bool {
        matches!(
            self.block_kind(sentence),
            BlockKind::Furniture | BlockKind::Byline | BlockKind::Publication
        )
    }

    /// Returns a claim with nothing but its place.
    fn claim(&self, predicate: Predicate, sentence: usize, evidence: Span, trigger: Span) -> Claim {
        Claim {
            predicate,
            roles: Vec::new(),
            time: When::Unknown,
            timex: None,
            status: Status::Unstated,
            certainty: Certainty::Certain,
            polarity: Polarity::Positive,
            quantity: None,
            attribution: Vec::new(),
            asserted: self.article.published,
            scope: match self.block_kind(sentence) {
                BlockKind::Headline => Scope::Headline,
                BlockKind::CrossHead => Scope::CrossHead,
                BlockKind::Caption => Scope::Caption,
                BlockKind::PullQuote => Scope::Quotation,
                BlockKind::Furniture | BlockKind::Byline | BlockKind::Publication => {
                    Scope::Furniture
                }
                BlockKind::Paragraph | BlockKind::Dateline => Scope::Body,
            },
            sentence: u32::try_from(sentence).unwrap_or(u32::MAX),
            evidence,
            trigger,
            keys: Vec::new(),
            recent: false,
            reference: false,
        }
    }

    /// Adds to `roles` what a noun phrase names: itself, everything coordinated with it, the pair
    /// that "both sides" means, or the entity that modifies a common noun ("US forces").
    fn fill_role(&self, spec: &RoleSpec, noun: usize, roles: &mut Vec<Role>) {
        let grammar = self.grammar;
        for at in grammar.conjuncts(noun) {
            if let Some(pair) = self.mentions.entities.both_at(at) {
                for entity in pair {
                    self.push_entity(spec, entity, grammar.span(at), roles);
                }
                continue;
            }
            let entities = &self.mentions.entities;
            if let Some(entity) = entities.meant_at(at) {
                self.push_entity(spec, entity, grammar.span(at), roles);
                for other in entities.coordinated_at(at) {
                    self.push_entity(spec, *other, grammar.span(at), roles);
                }
                continue;
            }
            let modifier = grammar
                .tokens
                .children(at)
                .filter(|c| {
                    matches!(
                        grammar.relation(*c),
                        Relation::Amod | Relation::Compound | Relation::NmodPoss
                    )
                })
                .find_map(|c| self.mentions.entities.of_token(c));
            if let Some(entity) = self.titled(at) {
                self.push_entity(spec, entity, grammar.span(at), roles);
            } else if let Some(entity) = modifier {
                self.push_entity(spec, entity, grammar.span(at), roles);
            } else if !spec.named {
                roles.push(Role {
                    name: spec.name.clone(),
                    entity: None,
                    key: grammar.lemma(at).to_owned(),
                    span: grammar.span(at),
                    stated: true,
                });
            }
        }
    }

    /// Tokens from a title to the comma before the name.
    const MAX_TITLE: usize = 8;

    /// Returns the person whose title or trade a noun is: "opposition leader Ann Lee", "a former treasurer of
    /// the club, Ann Lee,".
    fn titled(&self, noun: usize) -> Option<u32> {
        let grammar = self.grammar;
        if grammar.upos(noun) != Upos::Noun {
            return None;
        }
        let end = grammar
            .tokens
            .of_sentence(grammar.tokens.sentence_of(noun))
            .end;
        let entities = &self.mentions.entities;
        let person = |at: usize| {
            let entity = entities.of_token(at)?;
            (entities.get(entity)?.kind == EntityKind::Person).then_some(entity)
        };
        if noun + 1 < end
            && let Some(entity) = person(noun + 1)
        {
            return Some(entity);
        }
        // Behind a comma, over names and small words only, and closed by another.
        let comma = (noun + 1..end.min(noun + Self::MAX_TITLE)).find(|t| {
            !matches!(
                grammar.upos(*t),
                Upos::Propn | Upos::Adp | Upos::Det | Upos::Part
            )
        })?;
        let entity = person(comma + 1).filter(|_| grammar.lower(comma) == ",")?;
        let behind = (comma + 1..end).find(|t| person(*t) != Some(entity))?;
        (grammar.lower(behind) == ",").then_some(entity)
    }

    fn push_entity(&self, spec: &RoleSpec, entity: u32, span: Span, roles: &mut Vec<Role>) {
        let Some(e) = self.mentions.entities.get(entity) else {
            return;
        };
        let usual = match e.kind {
            EntityKind::State => true,
            EntityKind::Organisation | EntityKind::Person => spec.name != "place",
            EntityKind::Place => spec.name == "place",
            EntityKind::Other => false,
        };
        let accepted = if spec.accepts.is_empty() {
            usual || !spec.named
        } else {
            spec.accepts.iter().any(|kind| kind == e.kind.as_str())
        };
        if !accepted {
            return;
        }
        roles.push(Role {
            name: spec.name.clone(),
            entity: Some(entity),
            key: e.key.clone(),
            span,
            stated: true,
        });
    }
}
