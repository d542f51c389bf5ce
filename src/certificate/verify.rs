//! Holds a file of certificates against the sources: all there is to trust, in one file.
//!
//! It reads the sources itself and uses no other part of this program but the format's types and the names of days.
//! It checks that every source is the one that was checked (its hash), that every quotation stands where the
//! certificate says, that every cycle of constraints is closed, adds up and is negative, that each constraint rests on
//! words, on a stated date or on an identity (which keeps no two days apart), that the cycles leave no possibility of a
//! choice open, that relations name claims that are there, and that times called disjoint share no day. That a quotation means what its
//! constraint says, and that two sentences are about one event (the premises), is for a reader to judge.

use std::collections::BTreeMap;

use miette::{Diagnostic, NamedSource, SourceSpan};
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::{Certificate, Certificates, Choice, Cycle, Days, Quote, Step, Time, VERSION};
use crate::calendar::Day;

/// Ways of choosing that are tried to see whether one is left open.
const WAYS: usize = 100_000;
/// The day that dates are counted from.
const FIRST_DAY: &str = "1970-01-01";
/// Longest time, in days, whose days are gone through.
const LONGEST: i32 = 400;

/// What came of a check.
#[derive(Debug, Default)]
pub struct Report {
    /// Certificates in the file.
    pub n_certificates: usize,
    /// Quotations that were compared with their source.
    pub n_quotes: usize,
    /// What does not hold, in the order of the file.
    pub flaws: Vec<Flaw>,
    /// Sources that could not be read, by path.
    pub missing: Vec<String>,
}

/// The file is no file of certificates.
#[derive(Debug, Error, Diagnostic)]
pub enum Unusable {
    /// It does not read as one.
    #[error("not a file of certificates: {reason}")]
    #[diagnostic(help("write one with `gainsay check PATH… --certificates FILE`"))]
    Form {
        /// What is wrong.
        reason: String,
        /// The file.
        #[source_code]
        file: NamedSource<String>,
        /// Where.
        #[label("here")]
        at: SourceSpan,
    },
    /// It is of a version this program does not know.
    #[error("certificates of version {0}; this program knows version {VERSION}")]
    Version(u32),
}

/// One thing that does not hold.
#[derive(Debug, Error, Diagnostic)]
#[error("{what}")]
pub struct Flaw {
    /// What does not hold.
    pub what: String,
    /// What was found instead.
    #[help]
    pub found: Option<String>,
    /// The file of certificates.
    #[source_code]
    pub file: NamedSource<String>,
    /// The place in it.
    #[label("{label}")]
    pub at: SourceSpan,
    /// What stands there.
    pub label: &'static str,
}

/// Checks the certificates in `text`, the content of the file `name`; `open` returns the bytes of a source file, and
/// nothing where it cannot be read.
///
/// # Errors
/// The text is no file of certificates.
pub fn verify(
    name: &str,
    text: &str,
    open: impl Fn(&str) -> Option<Vec<u8>>,
) -> Result<Report, Unusable> {
    let file: Certificates = serde_json::from_str(text).map_err(|error| Unusable::Form {
        reason: error.to_string(),
        file: NamedSource::new(name, text.to_owned()),
        at: offset(text, error.line(), error.column()).into(),
    })?;
    if file.version != VERSION {
        return Err(Unusable::Version(file.version));
    }
    let mut check = Check {
        name,
        text,
        from: 0,
        report: Report {
            n_certificates: file.certificates.len(),
            ..Report::default()
        },
        sources: BTreeMap::new(),
    };
    for source in &file.sources {
        check.source(&source.article, &source.sha256, &open);
    }
    for certificate in &file.certificates {
        check.certificate(certificate);
    }
    Ok(check.report)
}

/// A source: the title of a record, and the text.
struct Text {
    title: Option<String>,
    text: String,
}

impl Text {
    /// Returns a file, or a record of one, out of the file's bytes.
    fn read(bytes: Vec<u8>, record: Option<&str>) -> Option<Self> {
        let text = String::from_utf8(bytes).ok()?;
        let Some(id) = record else {
            return Some(Self { title: None, text });
        };
        (1..).zip(text.lines()).find_map(|(number, line)| {
            let line = line.trim_start_matches('\u{feff}');
            let record: serde_json::Value = serde_json::from_str(line).ok()?;
            let own = match record.get("id") {
                Some(serde_json::Value::String(own)) => own.clone(),
                Some(serde_json::Value::Number(own)) => own.to_string(),
                _ => i32::to_string(&number),
            };
            let field = |name| record.get(name)?.as_str().map(str::to_owned);
            let title: Option<String> = field("title").filter(|t| !t.trim().is_empty());
            (own == id).then_some(Self {
                title,
                text: field("text")?,
            })
        })
    }

    fn sha256(&self) -> String {
        let mut hash = Sha256::new();
        if let Some(title) = &self.title {
            hash.update(title.as_bytes());
            hash.update(b"\n\n");
        }
        hash.update(self.text.as_bytes());
        hash.finalize()
            .iter()
            .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"))
    }
}

struct Check<'c> {
    name: &'c str,
    text: &'c str,
    /// Where the certificate that is being checked begins in the text.
    from: usize,
    report: Report,
    /// Every source that the file names; nothing for one that could not be read.
    sources: BTreeMap<String, Option<Text>>,
}

impl Check<'_> {
    /// Notes a flaw at the place where `words` next stand, as JSON writes them.
    fn flaw(&mut self, what: String, found: Option<String>, words: &str, label: &'static str) {
        let written = serde_json::to_string(words).unwrap_or_default();
        let rest = self.text.get(self.from..).unwrap_or("");
        let at = rest.find(&written).map_or(self.from, |at| self.from + at);
        self.report.flaws.push(Flaw {
            what,
            found,
            file: NamedSource::new(self.name, self.text.to_owned()),
            at: (at, written.len()).into(),
            label,
        });
    }

    fn source(&mut self, article: &str, sha256: &str, open: &impl Fn(&str) -> Option<Vec<u8>>) {
        let (file, record) = match article.rsplit_once(".jsonl#") {
            Some((stem, id)) => (format!("{stem}.jsonl"), Some(id)),
            None => (article.to_owned(), None),
        };
        let text = open(&file).and_then(|bytes| Text::read(bytes, record));
        match &text {
            None => self.report.missing.push(article.to_owned()),
            Some(text) if text.sha256() != sha256 => self.flaw(
                format!("{article} is not the text that was checked"),
                Some(format!("its SHA-256 is {}", text.sha256())),
                sha256,
                "the hash of the text that was checked",
            ),
            Some(_) => {}
        }
        self.sources.insert(article.to_owned(), text);
    }

    fn certificate(&mut self, certificate: &Certificate) {
        let id = serde_json::to_string(&certificate.finding).unwrap_or_default();
        let rest = self.text.get(self.from..).unwrap_or("");
        self.from += rest.find(&id).unwrap_or(0);
        for quote in &certificate.quotes {
            self.quote(quote);
        }
        let n_quotes = certificate.quotes.len();
        let cited = certificate.claims.iter().map(|claim| claim.quote);
        let steps = certificate.days.iter().flat_map(|days| &days.cycles);
        let steps = steps.flat_map(|cycle| &cycle.steps);
        if cited
            .chain(steps.filter_map(|step| step.quote))
            .any(|quote| quote >= n_quotes)
        {
            self.about(certificate, "names words it does not quote", None);
        }
        match &certificate.days {
            Some(days) => self.days(certificate, days),
            None if certificate.claims.is_empty() || n_quotes == 0 => {
                self.about(certificate, "proves nothing: no claim and no cycle", None);
            }
            None => {}
        }
        for of in certificate.relations.iter().flat_map(|r| &r.of) {
            let name = of.split('.').next().unwrap_or_default();
            let mut names = certificate
                .claims
                .iter()
                .map(|claim| &claim.name)
                .peekable();
            if names.peek().is_some() && names.all(|n| n != name) {
                let what = format!("relates “{}”, which is none of its claims", short(of));
                self.about(certificate, &what, None);
            }
        }
        for relation in certificate
            .relations
            .iter()
            .filter(|r| r.name == "disjoint")
        {
            let time = |of: &String| {
                let name = of.strip_suffix(".time")?;
                let claim = certificate.claims.iter().find(|c| c.name == name)?;
                claim.time.as_ref()
            };
            if let [Some(a), Some(b)] = relation.of.iter().map(time).collect::<Vec<_>>()[..]
                && let Some(day) = common_day(a, b)
            {
                let found = format!("both can be {day}");
                self.about(
                    certificate,
                    "calls times disjoint that are not",
                    Some(found),
                );
            }
        }
    }

    fn about(&mut self, certificate: &Certificate, what: &str, found: Option<String>) {
        let (rule, id) = (&certificate.rule, &certificate.finding);
        let what = format!("the certificate of {id} ({rule}) {what}");
        self.flaw(what, found, id, "this certificate");
    }

    fn quote(&mut self, quote: &Quote) {
        let Quote {
            article,
            start,
            end,
            ..
        } = quote;
        let place = format!("bytes {start} to {end} of {article}");
        let found = match self.sources.get(article) {
            None => Some("no hash of that source is given".to_owned()),
            Some(None) => return,
            Some(Some(source)) => {
                self.report.n_quotes += 1;
                let field = match quote.field.as_deref() {
                    Some("title") => source.title.as_deref().unwrap_or(""),
                    _ => source.text.as_str(),
                };
                match field.get(*start..*end) {
                    Some(words) if *words == quote.quote => None,
                    there => Some(match field.find(&quote.quote) {
                        _ if quote.quote.is_empty() => "the quotation is empty".to_owned(),
                        Some(at) => {
                            format!("they stand at bytes {at} to {}", at + quote.quote.len())
                        }
                        None => match there {
                            Some(words) => format!("there stands “{}”", short(words)),
                            None => "there is no such place in it".to_owned(),
                        },
                    }),
                }
            }
        };
        if let Some(found) = found {
            let what = format!("the words quoted do not stand at {place}");
            self.flaw(what, Some(found), &quote.quote, "quoted here");
        }
    }

    fn days(&mut self, certificate: &Certificate, days: &Days) {
        if days.days.first().is_none_or(|first| first != FIRST_DAY) {
            let what = format!("counts from another day than {FIRST_DAY}");
            self.about(certificate, &what, None);
        }
        for (number, cycle) in (1..).zip(&days.cycles) {
            for wrong in wrong_in(cycle, days) {
                let what = format!("has a wrong cycle ({number}): {wrong}");
                self.about(certificate, &what, None);
            }
        }
        let mut n_options = days
            .choices
            .iter()
            .map(|choice| choice.options.len().max(1));
        let n_ways = n_options.try_fold(1, usize::checked_mul);
        match n_ways {
            Some(n) if n <= WAYS => {
                if let Some(way) = (0..n).find(|way| !is_refuted(*way, days)) {
                    let found = days.choices.iter().enumerate();
                    let found: Vec<String> = found
                        .map(|(at, _)| format!("{}", option_of(way, at, &days.choices)))
                        .collect();
                    let found = (!found.is_empty())
                        .then(|| format!("no cycle is for the possibilities {}", found.join(", ")));
                    self.about(certificate, "leaves a possibility open", found);
                }
            }
            _ => self.about(certificate, "has too many possibilities to check", None),
        }
    }
}

/// Returns what is wrong with a cycle by itself.
fn wrong_in(cycle: &Cycle, days: &Days) -> Vec<String> {
    let mut wrong = Vec::new();
    let called = |day: usize| days.days.get(day).map_or("?", String::as_str);
    let next = cycle.steps.iter().cycle().skip(1);
    for (number, (step, next)) in (1..).zip(cycle.steps.iter().zip(next)) {
        if step.to != next.from {
            wrong.push(format!(
                "step {number} ends at “{}”, the next begins at “{}”",
                called(step.to),
                called(next.from)
            ));
        }
        if step.from.max(step.to) >= days.days.len() {
            wrong.push(format!("step {number} names a day that is not listed"));
        }
        if let Some(why) = unfounded(step) {
            wrong.push(format!("step {number} {why}"));
        }
        if !follows(step, &days.choices) {
            wrong.push(format!("step {number} does not follow from its choice"));
        }
    }
    let sum = cycle
        .steps
        .iter()
        .try_fold(0_i64, |sum, step| sum.checked_add(step.at_most));
    match sum {
        Some(sum) if sum != cycle.sum => {
            wrong.push(format!("its steps add up to {sum}, not to {}", cycle.sum));
        }
        Some(sum) if sum >= 0 => {
            wrong.push(format!(
                "it adds up to {sum}: {sum} days are left, none is missing"
            ));
        }
        Some(_) => {}
        None => wrong.push("its sum is out of bounds".to_owned()),
    }
    wrong
}

/// Returns why a step may not stand where it does, for what states it.
fn unfounded(step: &Step) -> Option<String> {
    let dates = step.from == 0 || step.to == 0;
    match step.by.as_str() {
        "claim" => step
            .quote
            .is_none()
            .then(|| "is a claim without its words".to_owned()),
        "estimate" => Some("is an estimate, which proves nothing".to_owned()),
        // One day, or one phase behind another: that keeps no two days apart.
        "identity" => (dates || step.at_most < 0)
            .then(|| "is an identity that sets two days apart".to_owned()),
        "given" => {
            (!dates && step.at_most < 0).then(|| "is given, but is no stated date".to_owned())
        }
        other => Some(format!("is stated by “{}”, which is nothing", short(other))),
    }
}

/// Returns whether a step of a choice holds under the possibility it names, or under all of them.
fn follows(step: &Step, choices: &[Choice]) -> bool {
    let Some(choice) = step.choice else {
        return step.option.is_none();
    };
    let Some(choice) = choices.get(choice) else {
        return false;
    };
    let holds = |(least, most): &(Option<i64>, Option<i64>)| {
        let bound = if (step.from, step.to) == (choice.from, choice.to) {
            *most
        } else if (step.to, step.from) == (choice.from, choice.to) {
            least.and_then(i64::checked_neg)
        } else {
            None
        };
        bound.is_some_and(|bound| bound <= step.at_most)
    };
    match step.option {
        Some(option) => choice.options.get(option).is_some_and(holds),
        None => !choice.options.is_empty() && choice.options.iter().all(holds),
    }
}

/// Returns the possibility of a choice in the `way`-th way of choosing.
fn option_of(way: usize, choice: usize, choices: &[Choice]) -> usize {
    let n = |choice: &Choice| choice.options.len().max(1);
    let before: usize = choices.iter().take(choice).map(n).product();
    way / before % choices.get(choice).map_or(1, n)
}

/// Returns whether some cycle holds under a way of choosing.
fn is_refuted(way: usize, days: &Days) -> bool {
    days.cycles.iter().any(|cycle| {
        cycle
            .steps
            .iter()
            .all(|step| match (step.choice, step.option) {
                (Some(choice), Some(option)) => option_of(way, choice, &days.choices) == option,
                _ => true,
            })
    })
}

/// Returns a day that both times can be; nothing where there is none, and where it cannot be told.
fn common_day(a: &Time, b: &Time) -> Option<Day> {
    let (short, other) = match (length(a), length(b)) {
        (Some(n), Some(m)) if m < n => (b, a),
        (Some(_), _) => (a, b),
        (None, Some(_)) => (b, a),
        (None, None) => return None,
    };
    let from = day(short.from.as_ref()?)?;
    (0..length(short)?)
        .map(|n| from.plus(n))
        .find(|day| has(other, *day))
}

/// Returns the number of days of a time in the calendar, where it is not too long to go through.
fn length(time: &Time) -> Option<i32> {
    let n = day(time.to.as_ref()?)?
        .0
        .checked_sub(day(time.from.as_ref()?)?.0)?;
    (0..LONGEST).contains(&n).then_some(n + 1)
}

/// Returns whether a day lies in a time, or in a stretch of every year.
fn has(time: &Time, this: Day) -> bool {
    let (from, to) = (time.from.as_deref(), time.to.as_deref());
    if let (Some(from), Some(to)) = (
        from.and_then(|f| f.strip_prefix("--")),
        to.and_then(|t| t.strip_prefix("--")),
    ) {
        let (_, month, day) = this.ymd();
        let own = format!("{month:02}-{day:02}");
        let own = own.as_str();
        return if from <= to {
            from <= own && own <= to
        } else {
            from <= own || own <= to
        };
    }
    let after = from.is_none_or(|from| day(from).is_some_and(|from| from <= this));
    let before = to.is_none_or(|to| day(to).is_some_and(|to| this <= to));
    after && before
}

fn day(text: &str) -> Option<Day> {
    Day::parse_iso(text)
}

/// Returns the beginning of long words.
fn short(words: &str) -> String {
    let mut cut: String = words.chars().take(60).collect();
    if cut.len() < words.len() {
        cut.push('…');
    }
    cut
}

/// Returns the byte offset of a line and column as `serde_json` counts them.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (before + column.saturating_sub(1)).min(text.len())
}
