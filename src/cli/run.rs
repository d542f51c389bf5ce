//! The commands.

use std::ffi::OsString;
use std::fmt::Write as _;
use std::io::{self, Read as _};
use std::mem::ManuallyDrop;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use clap::Parser;
use clap::error::ErrorKind;

use super::args::{
    BaselineArgs, CheckArgs, CheckFormat, Cli, Command, ExplainArgs, GraphArgs, InputArgs,
    InspectArgs, InspectFormat, RulesArgs, TimelineArgs, TimelineFormat, VerifyArgs,
};
use super::baseline::{self, Baseline};
use super::error::{CliError, Outcome};
use super::output;
use super::stages::{self, Knowledge, Options, RuleCard};
use crate::certificate;
use crate::claims::Extraction;
use crate::findings::Finding;
use crate::read::Corpus;
use crate::report::{self, Appearance, Sources, level_name};
use crate::rules::{Level, Verdict};

/// Runs the command line `args`, the program's name first, and returns the exit code.
///
/// 2: nothing could be checked; else 3: an input was skipped or cut; else 1:
/// there is a finding at or above `--fail-on`; else 0. A reader that closes
/// the pipe early is no failure.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            let _ = error.print();
            let is_answer = matches!(
                error.kind(),
                ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
            );
            let outcome = if is_answer {
                Outcome::Clean
            } else {
                Outcome::NotRun
            };
            return outcome.into();
        }
    };
    let outcome = match &cli.command {
        Command::Check(args) => check(&cli, args),
        Command::Baseline(args) => write_baseline(&cli, args),
        Command::Verify(args) => verify(&cli, args),
        Command::Inspect(args) => inspect(&cli, args),
        Command::Graph(args) => graph(&cli, args),
        Command::Rules(args) => list_rules(args),
        Command::Timeline(args) => timeline(&cli, args),
        Command::Explain(args) => explain(&cli, args),
        Command::Test(args) => test_rules(args),
    };
    outcome
        .unwrap_or_else(|error| {
            if error.is_closed_pipe() {
                return Outcome::Clean;
            }
            write_error(&error, output::for_stderr(&cli));
            Outcome::NotRun
        })
        .into()
}

fn write_error(error: &CliError, appearance: Appearance) {
    let mut text = String::new();
    let mut write = |problem: &dyn miette::Diagnostic| {
        let _ = report::terminal::write_diagnostic(&mut text, problem, appearance);
    };
    match error {
        CliError::Refused(problems) => {
            for problem in problems {
                write(problem.as_ref());
            }
            if problems.len() > 1 {
                write(error);
            }
        }
        _ => write(error),
    }
    output::write_status(&text);
}

/// What a command works on.
struct Input {
    knowledge: Knowledge,
    corpus: Corpus,
    extractions: Vec<Extraction>,
    started: Instant,
}

impl Input {
    /// Drives the stages up to the claims, all of them.
    fn read(args: &InputArgs) -> Result<Self, CliError> {
        Self::read_with(args, stages::extract_all)
    }

    /// Drives the stages up to the claims that the rules need.
    fn read_for_rules(args: &InputArgs) -> Result<Self, CliError> {
        Self::read_with(args, stages::extract)
    }

    fn read_with(
        args: &InputArgs,
        extract: fn(&Corpus, &Knowledge) -> Vec<Extraction>,
    ) -> Result<Self, CliError> {
        let started = Instant::now();
        let knowledge = Knowledge::load(args.rules.dir.as_deref())?;
        let reads_stdin = args.paths.iter().any(|path| path == Path::new("-"));
        let mut options = Options {
            stdin: None,
            stdin_format: args.stdin_format,
        };
        if reads_stdin {
            let mut bytes = Vec::new();
            io::stdin()
                .lock()
                .read_to_end(&mut bytes)
                .map_err(CliError::ReadStdin)?;
            options.stdin = Some(bytes);
        }
        in_threads(args.threads, || {
            let corpus = stages::read(&args.paths, &options, &knowledge)?;
            if corpus.articles.is_empty() && corpus.incomplete.is_empty() {
                return Err(CliError::NoArticles);
            }
            let extractions = extract(&corpus, &knowledge);
            Ok(Self {
                knowledge,
                corpus,
                extractions,
                started,
            })
        })?
    }

    fn find(&self, threads: Option<u16>) -> Result<Vec<Finding>, CliError> {
        in_threads(threads, || {
            stages::find(&self.corpus, &self.extractions, &self.knowledge)
        })
    }

    /// Writes what was skipped or cut to standard error.
    fn write_incomplete(&self, appearance: Appearance) {
        let mut text = String::new();
        for incomplete in &self.corpus.incomplete {
            let _ = report::terminal::write_incomplete(&mut text, incomplete, appearance);
        }
        output::write_status(&text);
    }

    /// Returns the outcome of a run that fails as `otherwise` says.
    fn outcome(&self, otherwise: Outcome) -> Outcome {
        if self.corpus.incomplete.is_empty() {
            otherwise
        } else {
            Outcome::Incomplete
        }
    }
}

/// Runs `work` on so many threads, or on as many as there are cores.
fn in_threads<T: Send>(
    threads: Option<u16>,
    work: impl FnOnce() -> T + Send,
) -> Result<T, CliError> {
    let Some(threads) = threads else {
        return Ok(work());
    };
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(usize::from(threads))
        .build()
        .map_err(CliError::Threads)?;
    Ok(pool.install(work))
}

fn check(cli: &Cli, args: &CheckArgs) -> Result<Outcome, CliError> {
    let accepted = args.baseline.as_deref().map(Baseline::read).transpose()?;
    // The program ends next: to take all that was read apart would be work for nobody.
    let input = ManuallyDrop::new(Input::read_for_rules(&args.input)?);
    let all = input.find(args.input.threads)?;
    let vanished = match &accepted {
        Some(baseline) if args.locked => {
            let given = input.corpus.articles.iter().map(|a| a.path.as_str());
            baseline.vanished(&all, given)
        }
        _ => Vec::new(),
    };
    let mut findings = all;
    findings.retain(|finding| args.progress || finding.verdict != Verdict::Progress);
    let is_accepted = |finding: &Finding| accepted.as_ref().is_some_and(|b| b.holds(finding));
    let new: Vec<&Finding> = findings.iter().filter(|f| !is_accepted(f)).collect();
    let result = match args.format {
        CheckFormat::Human => human(&input.corpus, &new, output::for_stdout(cli)),
        CheckFormat::Short => short(&input.corpus, &new),
        CheckFormat::Json => {
            let n_claims: Vec<usize> = input.extractions.iter().map(|e| e.claims.len()).collect();
            let is_accepted: Option<&dyn Fn(&Finding) -> bool> = match &accepted {
                Some(_) => Some(&is_accepted),
                None => None,
            };
            report::json::check(&input.corpus, &n_claims, &findings, is_accepted)
                .map_err(|error| CliError::Write(error.into()))?
        }
    };
    if let Some(path) = &args.certificates {
        let text = stages::certificates(
            &input.corpus,
            &input.extractions,
            &input.knowledge,
            &findings,
        )?;
        write_file(path, &text)?;
    }
    output::write_result(|out| out.write_all(result.as_bytes()))?;
    input.write_incomplete(output::for_stderr(cli));
    for line in &vanished {
        output::write_status(&format!("accepted, but no longer found: {line}\n"));
    }
    output::write_status(
        &Closing {
            n_articles: input.corpus.articles.len(),
            new: &new,
            n_accepted: accepted.is_some().then_some(findings.len() - new.len()),
            n_vanished: vanished.len(),
            n_incomplete: input.corpus.incomplete.len(),
            elapsed: input.started.elapsed(),
        }
        .line(),
    );
    let fails = new.iter().any(|f| args.fail_on.fails(f.level)) || !vanished.is_empty();
    Ok(input.outcome(if fails {
        Outcome::Findings
    } else {
        Outcome::Clean
    }))
}

fn write_file(path: &Path, text: &str) -> Result<(), CliError> {
    std::fs::write(path, text).map_err(|cause| CliError::WriteFile {
        path: path.to_owned(),
        cause,
    })
}

fn verify(cli: &Cli, args: &VerifyArgs) -> Result<Outcome, CliError> {
    let text = std::fs::read_to_string(&args.file).map_err(|cause| CliError::ReadFile {
        path: args.file.clone(),
        cause,
    })?;
    let name = args.file.display().to_string();
    let report = certificate::verify(&name, &text, |path| {
        std::fs::read(args.sources.join(path)).ok()
    })?;
    let appearance = output::for_stdout(cli);
    let mut told = String::new();
    for flaw in &report.flaws {
        let _ = report::terminal::write_diagnostic(&mut told, flaw, appearance);
    }
    output::write_result(|out| out.write_all(told.as_bytes()))?;
    for path in &report.missing {
        output::write_status(&format!("cannot read the source {path}\n"));
    }
    output::write_status(&format!(
        "{}, {} compared, {}{}\n",
        counted(report.n_certificates, "certificate"),
        counted(report.n_quotes, "quotation"),
        match report.flaws.len() {
            0 => "all hold".to_owned(),
            n => format!("{} do not hold", counted(n, "thing")),
        },
        match report.missing.len() {
            0 => String::new(),
            n => format!(", {} missing", counted(n, "source")),
        }
    ));
    Ok(match (report.missing.is_empty(), report.flaws.is_empty()) {
        (false, _) => Outcome::Incomplete,
        (true, false) => Outcome::Findings,
        (true, true) => Outcome::Clean,
    })
}

fn human(corpus: &Corpus, findings: &[&Finding], appearance: Appearance) -> String {
    let sources = Sources::new(corpus);
    let mut text = String::new();
    for finding in findings {
        let _ = report::terminal::write_finding(&mut text, &sources, finding, appearance);
    }
    text
}

fn short(corpus: &Corpus, findings: &[&Finding]) -> String {
    let sources = Sources::new(corpus);
    let mut text = String::new();
    for finding in findings {
        let _ = report::short::write_finding(&mut text, &sources, finding);
    }
    text
}

/// The line that closes a check: `5 articles, 7 findings (3 errors, 4 warnings) in 21 ms`.
struct Closing<'a> {
    n_articles: usize,
    new: &'a [&'a Finding],
    n_accepted: Option<usize>,
    n_vanished: usize,
    n_incomplete: usize,
    elapsed: Duration,
}

impl Closing<'_> {
    fn line(&self) -> String {
        let mut line = counted(self.n_articles, "article");
        let kind = if self.n_accepted.is_some() {
            "new finding"
        } else {
            "finding"
        };
        let _ = write!(line, ", {}", counted(self.new.len(), kind));
        let levels: Vec<String> = [Level::Error, Level::Warning, Level::Advice]
            .into_iter()
            .filter_map(|level| {
                let n = self.new.iter().filter(|f| f.level == level).count();
                let name = level_name(level);
                // "Advice" has no plural.
                (n > 0).then(|| match level {
                    Level::Advice => format!("{n} {name}"),
                    Level::Error | Level::Warning => counted(n, name),
                })
            })
            .collect();
        if !levels.is_empty() {
            let _ = write!(line, " ({})", levels.join(", "));
        }
        if let Some(n_accepted) = self.n_accepted {
            let _ = write!(line, ", {n_accepted} accepted");
        }
        if self.n_vanished > 0 {
            let _ = write!(line, ", {} vanished", self.n_vanished);
        }
        if self.n_incomplete > 0 {
            let _ = write!(
                line,
                ", {} not read in full",
                counted(self.n_incomplete, "input")
            );
        }
        let millis = self.elapsed.as_millis();
        if millis < 10_000 {
            let _ = writeln!(line, " in {millis} ms");
        } else {
            let _ = writeln!(line, " in {:.1} s", self.elapsed.as_secs_f64());
        }
        line
    }
}

fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

fn write_baseline(cli: &Cli, args: &BaselineArgs) -> Result<Outcome, CliError> {
    let input = Input::read(&args.input)?;
    let mut findings = input.find(args.input.threads)?;
    findings.retain(|finding| finding.verdict != Verdict::Progress);
    let text = baseline::render(
        &Sources::new(&input.corpus),
        &findings,
        input.corpus.incomplete.len(),
    );
    std::fs::write(&args.output, text).map_err(|cause| CliError::WriteBaseline {
        path: args.output.clone(),
        cause,
    })?;
    input.write_incomplete(output::for_stderr(cli));
    output::write_status(&format!(
        "{}, {} accepted in {}\n",
        counted(input.corpus.articles.len(), "article"),
        counted(findings.len(), "finding"),
        args.output.display()
    ));
    Ok(input.outcome(Outcome::Clean))
}

fn inspect(cli: &Cli, args: &InspectArgs) -> Result<Outcome, CliError> {
    let input = Input::read(&args.input)?;
    let windows = stages::windows(&input.corpus, &input.extractions, &input.knowledge);
    let result = match args.format {
        InspectFormat::Text => {
            let mut text = String::new();
            let _ = report::page::write_text(
                &mut text,
                &input.corpus,
                &input.extractions,
                &windows,
                &input.knowledge.lexicon,
                report::page::PageOptions {
                    appearance: output::for_stdout(cli),
                    tokens: args.tokens,
                },
            );
            text
        }
        InspectFormat::Json => report::inspect::json(
            &input.corpus,
            &input.extractions,
            &windows,
            &input.knowledge.lexicon,
            args.tokens,
        )
        .map_err(|error| CliError::Write(error.into()))?,
    };
    output::write_result(|out| out.write_all(result.as_bytes()))?;
    input.write_incomplete(output::for_stderr(cli));
    Ok(input.outcome(Outcome::Clean))
}

fn graph(cli: &Cli, args: &GraphArgs) -> Result<Outcome, CliError> {
    let input = Input::read(&args.input)?;
    let result = stages::export_graph(
        &input.corpus,
        &input.extractions,
        &input.knowledge,
        args.format,
    )?;
    output::write_result(|out| out.write_all(result.as_bytes()))?;
    input.write_incomplete(output::for_stderr(cli));
    Ok(input.outcome(Outcome::Clean))
}

fn timeline(cli: &Cli, args: &TimelineArgs) -> Result<Outcome, CliError> {
    let input = Input::read(&args.input)?;
    let timeline = in_threads(args.input.threads, || {
        stages::timeline(&input.corpus, &input.extractions, &input.knowledge)
    })?;
    let text = match args.format {
        TimelineFormat::Svg => report::timeline::svg::draw(&timeline),
        TimelineFormat::Text => {
            // What goes to a file is drawn as for one.
            let appearance = match args.output {
                None => output::for_stdout(cli),
                Some(_) => output::for_file(cli),
            };
            report::timeline::text::draw(&timeline, appearance)
        }
    };
    match &args.output {
        None => output::write_result(|out| out.write_all(text.as_bytes()))?,
        Some(path) => write_file(path, &text)?,
    }
    input.write_incomplete(output::for_stderr(cli));
    Ok(input.outcome(Outcome::Clean))
}

fn list_rules(args: &RulesArgs) -> Result<Outcome, CliError> {
    let cards = stages::rule_cards(&Knowledge::load(args.dir.as_deref())?);
    let width = cards.iter().map(|card| card.id.len()).max().unwrap_or(0);
    let mut text = String::new();
    for card in &cards {
        let level = level_name(card.level);
        let _ = writeln!(text, "{:<width$}  {level:<7}  {}", card.id, card.summary);
    }
    output::write_result(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

fn explain(cli: &Cli, args: &ExplainArgs) -> Result<Outcome, CliError> {
    let cards = stages::rule_cards(&Knowledge::load(args.rules.dir.as_deref())?);
    let Some(card) = cards.iter().find(|card| card.id == args.rule) else {
        return Err(unknown_rule(&args.rule, &cards));
    };
    let text = explanation(card, output::for_stdout(cli));
    output::write_result(|out| out.write_all(text.as_bytes()))?;
    Ok(Outcome::Clean)
}

fn unknown_rule(id: &str, cards: &[RuleCard]) -> CliError {
    let nearest = cards
        .iter()
        .map(|card| (strsim::osa_distance(id, &card.id), card.id.as_str()))
        .min()
        .filter(|(distance, _)| *distance <= 1 + id.len() / 3);
    CliError::UnknownRule {
        id: id.to_owned(),
        help: Some(match nearest {
            Some((_, nearest)) => format!("did you mean `{nearest}`?"),
            None => "`gainsay rules` lists them".to_owned(),
        }),
    }
}

/// Returns a rule's help with words for what a finding puts in its braces.
fn in_general(help: &str) -> String {
    let mut text = String::new();
    let mut rest = help;
    while let Some((before, (inside, behind))) = rest
        .split_once('{')
        .and_then(|(before, after)| Some((before, after.split_once('}')?)))
    {
        text.push_str(before);
        match inside.split_once('.') {
            Some(("a", part)) => text.extend(["the first text's ", part]),
            Some((_, part)) => text.extend(["the second text's ", part]),
            None if inside == "order" => text.push_str(
                "which text appeared first; where nobody states it, the finding says what each order would mean",
            ),
            None => text.push_str("one of the statements read otherwise; the finding says which, and how"),
        }
        rest = behind;
    }
    text + rest
}

fn explanation(card: &RuleCard, appearance: Appearance) -> String {
    let mut text = format!(
        "{} ({})\n{}\n",
        card.id,
        level_name(card.level),
        card.summary
    );
    let mut paragraph = |indent: &str, words: &str| {
        let _ = writeln!(text);
        for line in report::wrap(words, appearance.width.saturating_sub(indent.len())) {
            let _ = writeln!(text, "{indent}{line}");
        }
    };
    paragraph("", &card.why);
    if !card.help.is_empty() {
        paragraph("", &format!("What settles it: {}", in_general(&card.help)));
    }
    for test in &card.tests {
        let kind = if test.is_conflict {
            "Found"
        } else {
            "Not found"
        };
        paragraph("", &format!("{kind}: {}", test.name));
        for (published, article) in &test.articles {
            let published = published.as_deref().unwrap_or("no date");
            paragraph("    ", &format!("[{published}] {article}"));
        }
    }
    text
}

fn test_rules(args: &RulesArgs) -> Result<Outcome, CliError> {
    let outcomes = stages::run_rule_tests(&Knowledge::load(args.dir.as_deref())?);
    let mut text = String::new();
    for outcome in &outcomes {
        let verdict = match &outcome.failure {
            None => "ok",
            Some(failure) => failure.as_str(),
        };
        let _ = writeln!(text, "{}: {}: {verdict}", outcome.rule, outcome.name);
    }
    output::write_result(|out| out.write_all(text.as_bytes()))?;
    let n_failed = outcomes.iter().filter(|o| o.failure.is_some()).count();
    output::write_status(&format!(
        "{}, {n_failed} failed\n",
        counted(outcomes.len(), "test")
    ));
    Ok(if n_failed == 0 {
        Outcome::Clean
    } else {
        Outcome::Findings
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::fixture;

    #[test]
    fn help_in_general_has_no_braces() {
        assert_eq!(
            in_general("check {a.article} against {b.article}; it would be mended by {repairs}."),
            "check the first text's article against the second text's article; it would be mended by \
             one of the statements read otherwise; the finding says which, and how."
        );
        let knowledge = Knowledge::load(None).unwrap_or_else(|_| unreachable!("built in"));
        let cards = stages::rule_cards(&knowledge);
        assert!(cards.len() > 50);
        for card in cards {
            assert!(!in_general(&card.help).contains(['{', '}']), "{}", card.id);
        }
    }

    #[test]
    fn the_closing_line_counts_by_level() {
        let check =
            |levels: &[Level], n_accepted, n_vanished, n_incomplete, millis, expected: &str| {
                let findings: Vec<Finding> = levels
                    .iter()
                    .map(|level| Finding {
                        level: *level,
                        ..fixture::finding("it held", Vec::new())
                    })
                    .collect();
                let closing = Closing {
                    n_articles: 5,
                    new: &findings.iter().collect::<Vec<_>>(),
                    n_accepted,
                    n_vanished,
                    n_incomplete,
                    elapsed: Duration::from_millis(millis),
                };
                assert_eq!(closing.line().trim_end(), expected);
            };
        let (error, warning, advice) = (Level::Error, Level::Warning, Level::Advice);
        check(&[], None, 0, 0, 3, "5 articles, 0 findings in 3 ms");
        check(
            &[advice, error, warning, error, advice],
            None,
            0,
            0,
            21,
            "5 articles, 5 findings (2 errors, 1 warning, 2 advice) in 21 ms",
        );
        check(
            &[error],
            Some(7),
            2,
            1,
            12_340,
            "5 articles, 1 new finding (1 error), 7 accepted, 2 vanished, \
             1 input not read in full in 12.3 s",
        );
    }

    #[test]
    fn an_unknown_rule_is_answered_with_the_nearest() {
        let card = |id: &str| RuleCard {
            id: id.to_owned(),
            level: Level::Error,
            summary: String::new(),
            why: String::new(),
            help: String::new(),
            tests: Vec::new(),
        };
        let cards = [card("conflicting-onset"), card("mismatched-acronym")];
        let check = |id: &str, expected: &str| match unknown_rule(id, &cards) {
            CliError::UnknownRule { help, .. } => assert_eq!(help.as_deref(), Some(expected)),
            other => assert_eq!(other.to_string(), expected),
        };
        check("conflictingonset", "did you mean `conflicting-onset`?");
        check("weather", "`gainsay rules` lists them");
    }
}
