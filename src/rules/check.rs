//! A rule file as written into a rule that can be applied; every error points at its token.

use rayon::prelude::*;

use super::relation::{self, OperandKind};
use super::schema::{ArticleYaml, MatchYaml, PatternYaml, RuleYaml, TestYaml};
use super::{
    Binding, ChainPart, Condition, Level, Operand, Pattern, Piece, Predicates, Rule, RuleBook,
    RuleTest, Stability, Template, TestArticle, Var, Verdict, VerdictSource,
};
use crate::calendar::Day;
use crate::claims::{
    AGE_FACTS, Certainty, FACTS, PICTURE_FACTS, Polarity, SUM_FACTS, Scope, Status, TIE_FACTS,
    UTTERANCE_FACTS,
};
use crate::graph::{PROPOSITION_DIFFERENCES, STATEMENT_DIFFERENCES};
use crate::lexicon::{FileError, Lexicon, yaml_error};
use crate::read::{RuleFile, RuleFiles};
use crate::span::Span;
use crate::yaml::{self, Spanned};

/// Parts of a claim that a message may name besides its roles.
const PARTS: &[&str] = &[
    "time",
    "quote",
    "words",
    "article",
    "published",
    "status",
    "speaker",
    "quantity",
    "shared",
];

/// Roles of document facts and differences, which no frame declares.
const FACT_ROLES: &[&str] = &[
    "agent",
    "patient",
    "said",
    "actual",
    "name",
    "acronym",
    "kin",
    "one",
    "other",
    "state",
    "title",
    "initials",
    "age",
    "whole",
    "sum",
    "holder",
    "office",
    "of",
    "speaker",
    "naming",
    "content",
    "form",
    "source",
    "value",
    "kind",
    "person",
    "place",
    "file",
    "credit",
    "picture",
    "element",
    "label",
    "organisation",
];

/// Reads and checks all rules.
///
/// # Errors
/// Every error of every file.
pub fn load(files: &RuleFiles, lexicon: &Lexicon) -> Result<RuleBook, Vec<FileError>> {
    let mut errors = Vec::new();
    let mut rules: Vec<Rule> = Vec::new();
    let parsed: Vec<_> = files
        .contradictions
        .par_iter()
        .map(|file| yaml::parse(&file.text))
        .collect();
    for (file, parsed) in files.contradictions.iter().zip(parsed) {
        let written: RuleYaml = match parsed {
            Ok(written) => written,
            Err(e) => {
                errors.push(yaml_error(file, e));
                continue;
            }
        };
        let id = written.id.clone();
        let mut checker = Checker {
            file,
            lexicon,
            errors: &mut errors,
            chain: written.matches.chain.is_some(),
        };
        let rule = checker.rule(written);
        if rules.iter().any(|r| r.id == id.value) {
            errors.push(FileError::new(
                file,
                id.span,
                format!("rule id `{}` is taken by another file", id.value),
            ));
        }
        rules.extend(rule);
    }
    rules.sort_by(|a, b| a.id.cmp(&b.id));
    if errors.is_empty() {
        Ok(RuleBook { rules })
    } else {
        Err(errors)
    }
}

struct Checker<'a> {
    file: &'a RuleFile,
    lexicon: &'a Lexicon,
    errors: &'a mut Vec<FileError>,
    /// Whether the rule at work binds chains.
    chain: bool,
}

impl Checker<'_> {
    fn error(&mut self, span: Span, message: impl Into<String>) {
        self.errors.push(FileError::new(self.file, span, message));
    }

    fn unknown<'k>(
        &mut self,
        what: &str,
        word: &Spanned<String>,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        self.errors.push(
            FileError::new(
                self.file,
                word.span,
                format!("unknown {what} `{}`", word.value),
            )
            .suggest(&word.value, known),
        );
    }

    /// Returns the value of a closed set, or reports the word.
    fn one_of<T: Copy>(
        &mut self,
        what: &str,
        word: &Spanned<String>,
        known: &[(&'static str, T)],
    ) -> Option<T> {
        let found = known.iter().find(|(name, _)| *name == word.value);
        if found.is_none() {
            self.unknown(what, word, known.iter().map(|(name, _)| *name));
        }
        found.map(|(_, value)| *value)
    }

    fn rule(&mut self, written: RuleYaml) -> Option<Rule> {
        let before = self.errors.len();
        if written.id.value != self.file.stem {
            self.error(
                written.id.span,
                format!(
                    "id `{}` is not the file's name, `{}`",
                    written.id.value, self.file.stem
                ),
            );
        }
        for text in [&written.summary, &written.why, &written.help] {
            if text.value.trim().is_empty() {
                self.error(text.span, "nothing is said here");
            }
        }
        let level = self.one_of(
            "level",
            &written.level,
            &[
                ("advice", Level::Advice),
                ("warning", Level::Warning),
                ("error", Level::Error),
            ],
        );
        let stability = written
            .status
            .as_ref()
            .map_or(Some(Stability::Stable), |s| {
                self.one_of(
                    "status",
                    s,
                    &[
                        ("preview", Stability::Preview),
                        ("stable", Stability::Stable),
                    ],
                )
            });
        let verdict = written
            .verdict
            .as_ref()
            .map_or(Some(VerdictSource::ByVoice), |v| {
                self.one_of(
                    "verdict",
                    v,
                    &[
                        ("contradiction", VerdictSource::ByVoice),
                        ("ordered", VerdictSource::ByOrder),
                        ("rescheduled", VerdictSource::ByPlans),
                        ("disputed", VerdictSource::Fixed(Verdict::Disputed)),
                        ("unorderable", VerdictSource::Fixed(Verdict::Unorderable)),
                        ("stale", VerdictSource::Fixed(Verdict::Stale)),
                        ("defect", VerdictSource::Fixed(Verdict::Defect)),
                    ],
                )
            });
        let matched = self.matches(&written.matches, written.id.span);
        let has_b = written.matches.claims.contains_key("b");
        let message = self.template(&written.message, has_b);
        let mut labels = [Template::default(), Template::default()];
        for (name, text) in &written.labels {
            match (name.as_str(), has_b) {
                ("a", _) => labels[0] = self.template(text, has_b),
                ("b", true) => labels[1] = self.template(text, has_b),
                _ => self.error(
                    text.span,
                    format!("label of `{name}`, which binds no claim"),
                ),
            }
        }
        let help = self.template(&written.help, has_b);
        let premises = written
            .premises
            .iter()
            .map(|p| self.template(p, has_b))
            .collect();
        let tests = self.tests(&written.tests, written.id.span);
        let (a, b, binding, conditions) = matched?;
        let absent = written.matches.absent.as_ref().map(|p| self.pattern(p));
        let once_per_article = match &written.matches.once {
            None => false,
            Some(word) => {
                self.one_of("scope of `once`", word, &[("article", ())]);
                true
            }
        };
        if self.errors.len() > before {
            return None;
        }
        Some(Rule {
            id: written.id.value,
            summary: written.summary.value,
            why: written.why.value,
            level: level?,
            stability: stability?,
            verdict: verdict?,
            binding,
            a,
            b,
            conditions,
            absent,
            once_per_article,
            message,
            labels,
            help,
            premises,
            tests,
        })
    }

    fn matches(
        &mut self,
        written: &MatchYaml,
        id: Span,
    ) -> Option<(Pattern, Option<Pattern>, Binding, Vec<Condition>)> {
        let mut a = None;
        let mut b = None;
        for (name, pattern) in &written.claims {
            let checked = self.pattern(pattern);
            match name.as_str() {
                "a" => a = Some(checked),
                "b" => b = Some(checked),
                _ => {
                    let at = pattern.predicate.first().map_or(id, |p| p.span);
                    self.error(at, format!("claims are called `a` and `b`, not `{name}`"));
                }
            }
        }
        let Some(a) = a else {
            self.error(id, "a rule binds at least a claim `a`");
            return None;
        };
        let mut conditions = Vec::new();
        let mut binding = None;
        for relation in &written.relations {
            let Some(doc) = relation::find(&relation.relation.value) else {
                self.unknown(
                    "relation",
                    &relation.relation,
                    relation::all().map(|r| r.name),
                );
                continue;
            };
            if doc.operands.len() != relation.of.len() {
                self.error(
                    relation.relation.span,
                    format!("`{}` takes {} operands", doc.name, doc.operands.len()),
                );
                continue;
            }
            let of = relation
                .of
                .iter()
                .zip(doc.operands)
                .filter_map(|(word, kind)| self.operand(word, *kind, b.is_some()))
                .collect();
            if doc.binds {
                let binds = match doc.name {
                    "same_event" => Binding::SameEvent,
                    _ => Binding::SameArticle,
                };
                if binding.replace(binds).is_some() {
                    self.error(
                        relation.relation.span,
                        "a second relation that brings the claims together",
                    );
                }
            }
            conditions.push(Condition { relation: doc, of });
        }
        if let Some(word) = &written.chain {
            self.one_of("chain", word, &[("days", ())]);
            if b.is_some() || !conditions.is_empty() {
                self.error(
                    word.span,
                    "a chain binds claims by itself: `a` says what each of them may be",
                );
            }
            return Some((a, None, Binding::Chain, Vec::new()));
        }
        let binding = match (b.is_some(), binding) {
            (false, None) => Binding::One,
            (true, Some(binding)) => binding,
            (false, Some(_)) => {
                self.error(id, "a rule of one claim brings no claims together");
                return None;
            }
            (true, None) => {
                self.error(
                    id,
                    "a rule of two claims needs `same_event` or `same_article`, which brings them together",
                );
                return None;
            }
        };
        Some((a, b, binding, conditions))
    }

    fn operand(
        &mut self,
        word: &Spanned<String>,
        kind: OperandKind,
        has_b: bool,
    ) -> Option<Operand> {
        let (var, part) = match word.value.split_once('.') {
            Some((var, part)) => (var, Some(part)),
            None => (word.value.as_str(), None),
        };
        let var = match var {
            "a" => Var::A,
            "b" if has_b => Var::B,
            _ => {
                self.unknown(
                    "variable",
                    word,
                    if has_b { &["a", "b"][..] } else { &["a"] }.iter().copied(),
                );
                return None;
            }
        };
        let fits = match kind {
            OperandKind::Claim => part.is_none(),
            OperandKind::Time => part == Some("time"),
            OperandKind::Role => part.is_some_and(|p| self.is_role(p)),
        };
        if !fits {
            match kind {
                OperandKind::Claim => self.error(word.span, "a claim is wanted here, `a` or `b`"),
                OperandKind::Time => self.error(word.span, "a time is wanted here, `a.time`"),
                OperandKind::Role => {
                    let roles = self.roles();
                    let role = Spanned {
                        value: part.unwrap_or(&word.value).to_owned(),
                        span: word.span,
                    };
                    self.unknown("role", &role, roles.iter().map(String::as_str));
                }
            }
            return None;
        }
        Some(Operand {
            var,
            part: part.map(str::to_owned),
        })
    }

    fn roles(&self) -> Vec<String> {
        let frames = &self.lexicon.frames.frames;
        frames
            .iter()
            .flat_map(|f| f.roles.iter().map(|r| r.name.clone()))
            .chain(FACT_ROLES.iter().map(|r| (*r).to_owned()))
            .collect()
    }

    fn is_role(&self, name: &str) -> bool {
        FACT_ROLES.contains(&name)
            || self
                .lexicon
                .frames
                .frames
                .iter()
                .any(|f| f.roles.iter().any(|r| r.name == name))
    }

    fn pattern(&mut self, written: &PatternYaml) -> Pattern {
        let known: Vec<String> = self
            .lexicon
            .frames
            .predicates()
            .iter()
            .cloned()
            .chain(
                FACTS
                    .iter()
                    .chain(PICTURE_FACTS)
                    .chain(SUM_FACTS)
                    .chain(AGE_FACTS)
                    .chain(TIE_FACTS)
                    .chain(UTTERANCE_FACTS)
                    .chain(STATEMENT_DIFFERENCES)
                    .chain(PROPOSITION_DIFFERENCES)
                    .map(|p| (*p).to_owned()),
            )
            .collect();
        for predicate in &written.predicate {
            let word = predicate.value.as_str();
            let fits = match word.strip_suffix(".*") {
                Some("open") => true,
                Some(frame) => known
                    .iter()
                    .any(|k| k.split_once('.').is_some_and(|(f, _)| f == frame)),
                None => known.iter().any(|k| k == word),
            };
            if !fits {
                self.unknown("predicate", predicate, known.iter().map(String::as_str));
            }
        }
        let statuses: Vec<(&'static str, Status)> =
            Status::ALL.iter().map(|s| (s.as_str(), *s)).collect();
        let certainties: Vec<(&'static str, Certainty)> =
            Certainty::ALL.iter().map(|c| (c.as_str(), *c)).collect();
        let polarities =
            [Polarity::Positive, Polarity::Negative, Polarity::Unknown].map(|p| (p.as_str(), p));
        let scopes = [
            ("headline", Scope::Headline),
            ("body", Scope::Body),
            ("cross-head", Scope::CrossHead),
            ("quotation", Scope::Quotation),
            ("caption", Scope::Caption),
        ];
        let own_voice = written
            .voice
            .as_ref()
            .and_then(|v| self.one_of("voice", v, &[("own", true), ("attributed", false)]));
        Pattern {
            predicates: Predicates::of(written.predicate.iter().map(|p| p.value.as_str())),
            polarities: self.all_of("polarity", &written.polarity, &polarities),
            statuses: self.all_of("status", &written.status, &statuses),
            certainties: self.all_of("certainty", &written.certainty, &certainties),
            scopes: self.all_of("scope", &written.scope, &scopes),
            own_voice,
        }
    }

    fn all_of<T: Copy>(
        &mut self,
        what: &str,
        words: &[Spanned<String>],
        known: &[(&'static str, T)],
    ) -> Vec<T> {
        words
            .iter()
            .filter_map(|w| self.one_of(what, w, known))
            .collect()
    }

    /// Reads `text {a.time} text`.
    fn template(&mut self, written: &Spanned<String>, has_b: bool) -> Template {
        let mut pieces = Vec::new();
        let mut rest = written.value.trim();
        while let Some((before, after)) = rest.split_once('{') {
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let Some((inside, behind)) = after.split_once('}') else {
                self.error(written.span, "`{` without `}`");
                return Template { pieces };
            };
            rest = behind;
            let span = self.place_of(written, inside);
            match inside {
                "n" => pieces.push(Piece::Count),
                "order" => pieces.push(Piece::Order),
                part if self.chain => {
                    if let Some((_, part)) = ChainPart::ALL.iter().find(|(name, _)| *name == part) {
                        pieces.push(Piece::Chain(*part));
                    } else {
                        let word = Spanned {
                            value: part.to_owned(),
                            span,
                        };
                        self.unknown("part of a chain", &word, ChainPart::ALL.iter().map(|p| p.0));
                    }
                }
                _ => {
                    let (var, part) = inside.split_once('.').unwrap_or((inside, ""));
                    let var = match var {
                        "a" => Some(Var::A),
                        "b" if has_b => Some(Var::B),
                        _ => None,
                    };
                    match var {
                        Some(var) if PARTS.contains(&part) || self.is_role(part) => {
                            pieces.push(Piece::Part(Operand {
                                var,
                                part: Some(part.to_owned()),
                            }));
                        }
                        Some(_) => {
                            let word = Spanned {
                                value: part.to_owned(),
                                span,
                            };
                            let roles = self.roles();
                            let known = PARTS
                                .iter()
                                .copied()
                                .chain(roles.iter().map(String::as_str));
                            self.unknown("part of a claim", &word, known);
                        }
                        None => {
                            self.error(span, format!("`{{{inside}}}` names no bound claim"));
                        }
                    }
                }
            }
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Template { pieces }
    }

    /// Returns where a piece of a template stands in the file.
    fn place_of(&self, written: &Spanned<String>, inside: &str) -> Span {
        let text = written.span.of(&self.file.text);
        match text.find(&format!("{{{inside}}}")) {
            Some(at) => {
                let start = written.span.start as usize + at;
                Span::new(start, start + inside.len() + 2)
            }
            None => written.span,
        }
    }

    fn tests(&mut self, written: &[TestYaml], id: Span) -> Vec<RuleTest> {
        let mut tests = Vec::new();
        for test in written {
            let (conflict, articles) = match (test.conflict.is_empty(), test.consistent.is_empty())
            {
                (false, true) => (true, &test.conflict),
                (true, false) => (false, &test.consistent),
                _ => {
                    self.error(
                        test.name.span,
                        "a test has either `conflict` or `consistent`, with at least one article",
                    );
                    continue;
                }
            };
            let articles = articles.iter().map(|a| self.article(a)).collect();
            tests.push(RuleTest {
                name: test.name.value.clone(),
                conflict,
                articles,
            });
        }
        for (conflict, what) in [(true, "conflict"), (false, "consistent")] {
            if !tests.iter().any(|t| t.conflict == conflict) {
                self.error(id, format!("the rule has no `{what}` test"));
            }
        }
        tests
    }

    fn article(&mut self, written: &ArticleYaml) -> TestArticle {
        if let Some(date) = &written.published
            && Day::parse_iso(&date.value).is_none()
        {
            self.error(date.span, format!("`{}` is no date", date.value));
        }
        TestArticle {
            published: written.published.as_ref().map(|d| d.value.clone()),
            title: written.title.clone(),
            text: written.text.clone(),
        }
    }
}
