//! Rules: YAML files that say which claims they bind, what must hold between them, and what to tell the reader.
//!
//! A rule yields a [`Match`], never a finding. Loading has two steps: what is
//! written (`schema`), then what it means (`check`); every error of every
//! file is reported at once.

use std::fmt::Write as _;

use crate::claims::{Certainty, Polarity, Predicate, Scope, Status, Utterances};
use crate::graph::ClaimId;
use crate::proof::Proof;
use crate::span::{SourceId, Span};
use crate::word_set::WordSet;

mod apply;

mod chain;

mod check;

mod held;

mod message;

mod relation;

mod relation_pictures;

mod schema;

pub use apply::apply;
pub use check::load;
pub use held::Held;
pub use relation::{RELATIONS, RelationDoc};
pub use relation_pictures::PICTURE_RELATIONS;

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing.
    Advice,
    /// Should be looked at before publishing.
    Warning,
    /// Must be settled before publishing.
    Error,
}

impl Level {
    /// Returns the name that rule files and reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What a finding says about its claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// Both cannot be true, whatever the missing dates are.
    Contradiction,
    /// Both cannot be true, and at least one side is a speaker's that the other does not share.
    Disputed,
    /// Depends on a date that nobody states.
    Unorderable,
    /// The later article still says what the earlier one had overtaken.
    Stale,
    /// The later claim legitimately follows the earlier one.
    Progress,
    /// Wrong by itself.
    Defect,
}

impl Verdict {
    /// Returns the name that rule files and reports use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Contradiction => "contradiction",
            Self::Disputed => "disputed",
            Self::Unorderable => "unorderable",
            Self::Stale => "stale",
            Self::Progress => "progress",
            Self::Defect => "defect",
        }
    }

    /// Returns the level of a verdict under a rule's own level: only a contradiction or a defect
    /// reaches it, progress is never more than advice.
    pub fn level(self, rule: Level) -> Level {
        match self {
            Self::Contradiction | Self::Defect => rule,
            Self::Disputed | Self::Unorderable | Self::Stale => rule.min(Level::Warning),
            Self::Progress => Level::Advice,
        }
    }
}

/// How a rule comes to its verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerdictSource {
    /// A contradiction, or disputed where a speaker stands on one side alone.
    ByVoice,
    /// Always this one.
    Fixed(Verdict),
    /// By the order in which the articles were written: `a` says done, `b` ahead.
    ByOrder,
    /// Two plans: progress where the order is known, else unorderable.
    ByPlans,
}

/// How far a rule has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stability {
    /// May change or go.
    Preview,
    /// Stays.
    Stable,
}

/// Which claims a variable may bind; an empty list allows all.
#[derive(Debug, Clone, Default)]
pub struct Pattern {
    /// Predicates; all where there are none.
    pub predicates: Predicates,
    /// Polarities.
    pub polarities: Vec<Polarity>,
    /// Statuses.
    pub statuses: Vec<Status>,
    /// Certainties.
    pub certainties: Vec<Certainty>,
    /// Scopes.
    pub scopes: Vec<Scope>,
    /// `Some(true)`: the outlet's own voice alone; `Some(false)`: attributed alone.
    pub own_voice: Option<bool>,
}

/// The predicates that a pattern binds claims of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Predicates {
    /// Of frames and of facts, by name: `agreement.sign`.
    named: WordSet,
    /// Frames of which all are meant: `agreement` for `agreement.*`.
    frames: WordSet,
    /// Whether all that no frame has are meant: `open.*`.
    open: bool,
}

impl Predicates {
    /// Reads what is written, one a word.
    pub(super) fn of<'w>(written: impl Iterator<Item = &'w str>) -> Self {
        let mut predicates = Self::default();
        for word in written {
            match word.strip_suffix(".*") {
                Some("open") => predicates.open = true,
                Some(frame) => {
                    predicates.frames.insert(frame.to_owned());
                }
                None => {
                    predicates.named.insert(word.to_owned());
                }
            }
        }
        predicates
    }

    /// Returns whether a frame's predicate or a fact is meant.
    fn have_frame(&self, name: &str) -> bool {
        self.have(&Predicate::Frame(name.to_owned()))
    }

    /// Returns whether one predicate is meant, and no other.
    fn are_only(&self, name: &str) -> bool {
        let one = Self::of(std::iter::once(name));
        *self == one
    }

    /// Returns whether a predicate is meant.
    pub(super) fn have(&self, predicate: &Predicate) -> bool {
        let (Predicate::Frame(name) | Predicate::Open(name)) = predicate;
        let all = !self.open && self.named.is_empty() && self.frames.is_empty();
        let frame = || name.split_once('.').map(|(frame, _)| frame);
        all || self.named.contains(name)
            || self.open && matches!(predicate, Predicate::Open(_))
            || !self.frames.is_empty() && frame().is_some_and(|f| self.frames.contains(f))
    }
}

/// What a relation holds between: a claim, or a part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Var {
    /// The first claim.
    A,
    /// The second claim.
    B,
}

/// An operand of a relation: `a` or `a.time`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// The claim.
    pub var: Var,
    /// The part, where one is named.
    pub part: Option<String>,
}

/// A relation that must hold.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Which: an entry of [`RELATIONS`].
    pub relation: &'static RelationDoc,
    /// Of what.
    pub of: Vec<Operand>,
}

/// How claims are brought together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Binding {
    /// Each claim by itself.
    One,
    /// Two claims joined by a same-event edge.
    SameEvent,
    /// Two claims of one article.
    SameArticle,
    /// All claims of a conflict of the network of days.
    Chain,
}

/// A piece of a message: text, or a part of a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// As it stands.
    Text(String),
    /// `{a.time}`.
    Part(Operand),
    /// `{n}`: the number of claims of `a`.
    Count,
    /// `{order}`: what the order of publication decides.
    Order,
    /// A part of a chain.
    Chain(ChainPart),
}

/// What a message may name of a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainPart {
    /// `{step}`: what one of its claims says, with its number.
    Step,
    /// `{events}`: the events it is about.
    Events,
    /// `{sum}`: the days that it leaves, and those that it needs.
    Sum,
    /// `{odd}`: the article without which the rest agrees.
    Odd,
    /// `{repairs}`: what would mend it.
    Repairs,
}

impl ChainPart {
    /// Every part by its name.
    pub const ALL: [(&'static str, Self); 5] = [
        ("step", Self::Step),
        ("events", Self::Events),
        ("sum", Self::Sum),
        ("odd", Self::Odd),
        ("repairs", Self::Repairs),
    ];
}

/// A text with parts of claims in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Template {
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

/// One article of an inline test.
#[derive(Debug, Clone)]
pub struct TestArticle {
    /// ISO date.
    pub published: Option<String>,
    /// Headline.
    pub title: Option<String>,
    /// Body.
    pub text: String,
}

/// An inline test of a rule.
#[derive(Debug, Clone)]
pub struct RuleTest {
    /// What it shows.
    pub name: String,
    /// Whether the rule must find something, or nothing.
    pub conflict: bool,
    /// The corpus.
    pub articles: Vec<TestArticle>,
}

/// A rule that has been checked.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Kebab-case, the file's stem.
    pub id: String,
    /// One sentence.
    pub summary: String,
    /// What goes wrong for a reader, and the known false alarms.
    pub why: String,
    /// How grave a contradiction or defect is.
    pub level: Level,
    /// Preview or stable.
    pub stability: Stability,
    /// Where the verdict comes from.
    pub verdict: VerdictSource,
    /// How claims are brought together.
    pub binding: Binding,
    /// What `a` may be.
    pub a: Pattern,
    /// What `b` may be, for rules of two claims.
    pub b: Option<Pattern>,
    /// What must hold.
    pub conditions: Vec<Condition>,
    /// What must not be in the article.
    pub absent: Option<Pattern>,
    /// Whether all matches of one article are one finding.
    pub once_per_article: bool,
    /// What is told.
    pub message: Template,
    /// What the words of `a` and `b` say.
    pub labels: [Template; 2],
    /// What would settle it.
    pub help: Template,
    /// Further premises.
    pub premises: Vec<Template>,
    /// Inline tests.
    pub tests: Vec<RuleTest>,
}

/// All rules, by id.
#[derive(Debug, Clone, Default)]
pub struct RuleBook {
    /// The rules, sorted by id.
    pub rules: Vec<Rule>,
}

impl Rule {
    /// The predicate of what somebody says, and the role of what that is.
    const SAYS: [&str; 2] = ["utterance.say", "content"];

    /// Returns whether the rule looks at each utterance by itself, and not only at two of one article that are alike.
    /// Chains are of events with their days; an utterance has none.
    fn looks_at_each_utterance(&self) -> bool {
        let [says, content] = Self::SAYS;
        let binds = |p: Option<&Pattern>| p.is_some_and(|p| p.predicates.have_frame(says));
        let says_alone = |p: Option<&Pattern>| p.is_some_and(|p| p.predicates.are_only(says));
        if self.binding == Binding::Chain {
            return false;
        }
        let (a, b) = (Some(&self.a), self.b.as_ref());
        if !binds(a) && !binds(b) {
            return binds(self.absent.as_ref());
        }
        let alike = self.conditions.iter().any(|c| {
            let contents = c.of.iter().all(|o| o.part.as_deref() == Some(content));
            c.relation.name == "alike" && contents && c.of.first() != c.of.last()
        });
        let pair = self.binding == Binding::SameArticle && says_alone(a) && says_alone(b) && alike;
        !pair || binds(self.absent.as_ref())
    }

    /// Returns the help as written, variables in braces.
    pub fn help_text(&self) -> String {
        let mut out = String::new();
        for piece in &self.help.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Part(operand) => {
                    let var = match operand.var {
                        Var::A => "a",
                        Var::B => "b",
                    };
                    let part = operand.part.as_deref().unwrap_or_default();
                    let _ = write!(out, "{{{var}.{part}}}");
                }
                Piece::Count => out.push_str("{n}"),
                Piece::Order => out.push_str("{order}"),
                Piece::Chain(part) => {
                    let name = ChainPart::ALL.iter().find(|(_, p)| p == part);
                    let _ = write!(out, "{{{}}}", name.map_or("", |(name, _)| name));
                }
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

impl RuleBook {
    /// Returns which utterances the rules look at: all, or only those that one article may have twice.
    pub fn utterances(&self) -> Utterances {
        if self.rules.iter().any(Rule::looks_at_each_utterance) {
            Utterances::All
        } else {
            Utterances::Repeated
        }
    }

    /// Returns the rule with an id.
    pub fn get(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|r| r.id == id)
    }
}

/// Claims that a rule binds, and what it says of them.
#[derive(Debug, Clone)]
pub struct Match<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// What is said of the claims.
    pub verdict: Verdict,
    /// What it holds against each other: one side for rules of one claim, two for rules of two, one for each claim
    /// of a chain. At least one.
    pub sides: Vec<Side>,
    /// What the claims share: matches with one key are one finding.
    pub event_key: String,
    /// The same for the stable id: an article is its file name there, wherever its folder lies.
    pub id_key: String,
    /// Why they are taken together and why they cannot both hold.
    pub premises: Vec<String>,
    /// The message.
    pub message: String,
    /// What would settle it.
    pub help: String,
    /// Message and help with the sides changed, where the rule holds that way, too.
    pub mirrored: Option<[String; 2]>,
    /// What proves it, step by step, where the network of days does.
    pub steps: Vec<String>,
    /// The same as constraints, for a certificate.
    pub proof: Option<Proof>,
}

/// One side of a match.
#[derive(Debug, Clone)]
pub struct Side {
    /// Its claims: one, but for rules that take all of an article and for what joins two.
    pub claims: Vec<ClaimId>,
    /// Where its words are, where they are not the evidence of its claims.
    pub place: Option<(SourceId, Span)>,
    /// What it says, for camps and the stable id.
    pub value: String,
    /// What its words are labelled with.
    pub label: String,
}
