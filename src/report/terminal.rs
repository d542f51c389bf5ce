//! Findings as miette diagnostics, for people.
//!
//! One finding is one diagnostic, over however many articles: the message, a
//! snippet of each article with what it says, the premises as notes, and what
//! would settle it.

use std::error::Error;
use std::fmt::{self, Display};

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, Severity, SourceCode,
    ThemeCharacters, ThemeStyles,
};

use super::snippet::{Drawing, Header, Mark, Snippets};
use super::visible::{visible, visible_but_colors, wrap};
use super::{Appearance, Sources, verdict_name};
use crate::findings::{Evidence, Finding};
use crate::read::Incomplete;
use crate::rules::Level;
use crate::span::Span;

/// Snippets of one finding; further evidence is listed by its place.
const MAX_SNIPPETS: usize = 4;

/// Places that one note lists; the rest is counted.
const MAX_LISTED: usize = 8;

/// Characters of an excerpt that `read` gives; of a longer line they are those around the place.
const EXCERPT: usize = 200;

/// Writes the finding and an empty line behind it.
///
/// # Errors
/// Only those of `out`.
pub fn write_finding(
    out: &mut impl fmt::Write,
    sources: &Sources<'_>,
    finding: &Finding,
    appearance: Appearance,
) -> fmt::Result {
    let view = View::of_finding(sources, finding, appearance);
    view.write(out, appearance)?;
    out.write_char('\n')
}

/// Writes what was not read, and why, with the place where it is known.
///
/// # Errors
/// Only those of `out`.
pub fn write_incomplete(
    out: &mut impl fmt::Write,
    incomplete: &Incomplete,
    appearance: Appearance,
) -> fmt::Result {
    View::of_incomplete(incomplete, appearance).write(out, appearance)
}

/// Writes any diagnostic (of a rule file, of the command line) as findings look.
///
/// # Errors
/// Only those of `out`.
pub fn write_diagnostic(
    out: &mut impl fmt::Write,
    diagnostic: &dyn Diagnostic,
    appearance: Appearance,
) -> fmt::Result {
    let mut drawn = String::new();
    handler(appearance, &[]).render_report(&mut drawn, diagnostic)?;
    out.write_str(&visible_but_colors(&drawn))
}

/// A finding, or an input that was not read, as miette sees it.
#[derive(Debug)]
struct View {
    code: Option<String>,
    severity: Severity,
    message: String,
    notes: Vec<String>,
    help: String,
    snippets: Snippets,
}

impl View {
    fn of_finding(sources: &Sources<'_>, finding: &Finding, appearance: Appearance) -> Self {
        let mut notes = finding.premises.clone();
        let camps = camps(&finding.evidence);
        let (shown, listed) = select(sources, &finding.evidence);
        let last_line = shown
            .iter()
            .flatten()
            .filter_map(|e| sources.lines_of(e.source, e.span).last().map(|(n, _)| *n))
            .max();
        let mut snippets = Snippets::new(drawing(appearance), last_line.unwrap_or(1));
        for article in shown {
            push_article(&mut snippets, sources, &article, &camps);
        }
        for camp in &camps {
            notes.extend(listing(sources, &listed, camp));
        }
        Self {
            code: Some(format!(
                "{} ({})",
                visible(&finding.rule),
                verdict_name(finding.verdict)
            )),
            severity: severity(finding.level),
            message: visible(&finding.message).into_owned(),
            notes,
            help: finding.help.clone(),
            snippets,
        }
    }

    fn of_incomplete(incomplete: &Incomplete, appearance: Appearance) -> Self {
        let line = incomplete.place.map_or(1, |(line, _)| line as usize);
        let mut snippets = Snippets::new(drawing(appearance), line);
        if let (Some((_, column)), Some(excerpt)) = (incomplete.place, &incomplete.excerpt) {
            let name = incomplete.path.strip_suffix(&format!(":{line}"));
            let header = Header {
                name: visible(name.unwrap_or(&incomplete.path)).into_owned(),
                line,
                column: column as usize,
            };
            let column_idx = (column as usize).saturating_sub(1);
            let shown_idx = if column_idx < EXCERPT {
                column_idx
            } else {
                EXCERPT / 2 - 1
            };
            let at = excerpt
                .char_indices()
                .nth(shown_idx)
                .map_or(excerpt.len(), |(idx, _)| idx);
            let mark = Mark {
                line,
                line_bytes: 0..excerpt.len(),
                bytes: at..at,
                label: "here".to_owned(),
                color: 0,
            };
            snippets.push(header, excerpt, &[mark]);
        }
        Self {
            code: None,
            severity: Severity::Warning,
            message: format!(
                "{} was not read in full: {}",
                visible(&incomplete.path),
                visible(&incomplete.reason)
            ),
            notes: Vec::new(),
            help: String::new(),
            snippets,
        }
    }

    fn write(&self, out: &mut impl fmt::Write, appearance: Appearance) -> fmt::Result {
        let mut drawn = String::new();
        handler(appearance, self.snippets.colors()).render_report(&mut drawn, self)?;
        out.write_str(&self.snippets.number_rows(&drawn))?;
        for note in &self.notes {
            write_remark(out, "note", note, appearance)?;
        }
        if !self.help.is_empty() {
            write_remark(out, "help", &self.help, appearance)?;
        }
        Ok(())
    }
}

impl Display for View {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl Error for View {}

/// Notes and help are written below the snippets, where miette has no place for notes.
impl Diagnostic for View {
    fn code<'a>(&'a self) -> Option<Box<dyn Display + 'a>> {
        let code = self.code.as_ref()?;
        Some(Box::new(code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.snippets.is_empty()).then_some(&self.snippets as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.snippets.labels().iter().cloned()))
    }
}

/// Evidence of one article (or of the title of a record), by place.
type OfArticle<'f> = Vec<&'f Evidence>;

/// Groups the evidence by article, first seen first, and says which groups get
/// a snippet: one of every camp before a second one of any.
fn select<'f>(
    sources: &Sources<'_>,
    evidence: &'f [Evidence],
) -> (Vec<OfArticle<'f>>, Vec<OfArticle<'f>>) {
    let key = |e: &Evidence| {
        let in_title = sources.place(e.source, e.span).map(|p| p.in_title);
        (e.source, in_title)
    };
    let mut groups: Vec<((_, _), OfArticle<'f>)> = Vec::new();
    for e in evidence {
        let key = key(e);
        match groups.iter_mut().find(|(seen, _)| *seen == key) {
            Some((_, group)) => group.push(e),
            None => groups.push((key, vec![e])),
        }
    }
    let label = |group: &OfArticle<'f>| group.first().map(|e| e.label.as_str());
    let mut is_first = Vec::with_capacity(groups.len());
    for (idx, (_, group)) in groups.iter().enumerate() {
        let seen = groups
            .iter()
            .take(idx)
            .any(|(_, g)| label(g) == label(group));
        is_first.push(!seen);
    }
    let n_camps = is_first.iter().filter(|first| **first).count();
    let mut spare = MAX_SNIPPETS.saturating_sub(n_camps);
    let mut left = MAX_SNIPPETS;
    let (mut shown, mut listed) = (Vec::new(), Vec::new());
    for ((_, mut group), first) in groups.into_iter().zip(is_first) {
        let take = left > 0 && (first || spare > 0);
        if take {
            left -= 1;
            if !first {
                spare -= 1;
            }
            group.sort_by_key(|e| e.span);
            shown.push(group);
        } else {
            listed.push(group);
        }
    }
    (shown, listed)
}

/// Returns the distinct labels in order of appearance: each gets a colour.
fn camps(evidence: &[Evidence]) -> Vec<&str> {
    let mut camps: Vec<&str> = Vec::new();
    for e in evidence {
        if !camps.contains(&e.label.as_str()) {
            camps.push(&e.label);
        }
    }
    camps
}

fn push_article(
    snippets: &mut Snippets,
    sources: &Sources<'_>,
    evidence: &[&Evidence],
    camps: &[&str],
) {
    let Some(first) = evidence.first() else {
        return;
    };
    let (Some(article), Some(place)) = (
        sources.article(first.source),
        sources.place(first.source, first.span),
    ) else {
        return;
    };
    let title = if place.in_title { " (title)" } else { "" };
    let header = Header {
        name: format!("{}{title}", visible(place.path)),
        line: place.line,
        column: place.column,
    };
    let mut marks: Vec<Mark> = evidence
        .iter()
        .flat_map(|e| marks(sources, e, &article.text, camps))
        .collect();
    marks.sort_by_key(|mark| (mark.line, mark.bytes.start));
    snippets.push(header, &article.text, &marks);
}

/// Returns a mark for each line that the evidence touches; the label stands under the last.
fn marks(sources: &Sources<'_>, evidence: &Evidence, text: &str, camps: &[&str]) -> Vec<Mark> {
    let Some(range) = sources.clip(evidence.source, evidence.span) else {
        return Vec::new();
    };
    let color = camps.iter().position(|c| *c == evidence.label).unwrap_or(0);
    let span = Span::new(range.start, range.end);
    let mut marks = Vec::new();
    for (line, line_bytes) in sources.lines_of(evidence.source, span) {
        let start = range.start.max(line_bytes.start);
        let end = range.end.min(line_bytes.end).max(start);
        let part = text.get(start..end).unwrap_or("");
        let start = start + (part.len() - part.trim_start().len());
        let bytes = start..(start + part.trim().len());
        if bytes.is_empty() && !range.is_empty() {
            continue;
        }
        marks.push(Mark {
            line,
            line_bytes,
            bytes,
            label: String::new(),
            color,
        });
    }
    if let Some(last) = marks.last_mut() {
        last.label.clone_from(&evidence.label);
    }
    marks
}

/// Returns the note that stands for a camp's evidence without a snippet.
fn listing(sources: &Sources<'_>, listed: &[OfArticle<'_>], camp: &str) -> Option<String> {
    let places: Vec<String> = listed
        .iter()
        .flatten()
        .filter(|e| e.label == camp)
        .filter_map(|e| sources.place(e.source, e.span))
        .map(|place| {
            let title = if place.in_title { " (title)" } else { "" };
            format!("{}{title}:{}:{}", place.path, place.line, place.column)
        })
        .collect();
    let named = places.get(..places.len().min(MAX_LISTED))?;
    let more = match places.len() - named.len() {
        0 => String::new(),
        n_more => format!(" and {n_more} more"),
    };
    (!named.is_empty()).then(|| format!("also {camp}: {}{more}", named.join(", ")))
}

/// Writes `  note: …`, later lines standing under the first word.
fn write_remark(
    out: &mut impl fmt::Write,
    kind: &str,
    text: &str,
    appearance: Appearance,
) -> fmt::Result {
    let (on, off) = if appearance.color {
        ("\u{1b}[36m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    for (idx, line) in wrap(text, appearance.width.saturating_sub(8))
        .iter()
        .enumerate()
    {
        if idx == 0 {
            writeln!(out, "  {on}{kind}:{off} {line}")?;
        } else {
            writeln!(out, "        {line}")?;
        }
    }
    Ok(())
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Advice => Severity::Advice,
    }
}

fn drawing(appearance: Appearance) -> Drawing {
    Drawing {
        width: appearance.width,
        unicode: appearance.unicode,
    }
}

/// Returns miette's renderer; `colors` gives the colour of each label in order.
fn handler(appearance: Appearance, colors: &[usize]) -> GraphicalReportHandler {
    let mut styles = if appearance.color {
        ThemeStyles::ansi()
    } else {
        ThemeStyles::none()
    };
    let palette = styles.highlights.clone();
    let chosen: Vec<_> = colors
        .iter()
        .filter_map(|color| palette.iter().cycle().nth(*color).copied())
        .collect();
    if !chosen.is_empty() {
        styles.highlights = chosen;
    }
    let characters = if appearance.unicode {
        ThemeCharacters::unicode()
    } else {
        ThemeCharacters::ascii()
    };
    GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_width(appearance.width)
        .with_links(false)
        .with_context_lines(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Corpus;
    use crate::report::fixture;
    use crate::report::visible::columns;

    const AT_80: Appearance = Appearance {
        width: 80,
        color: false,
        unicode: true,
    };

    fn render(corpus: &Corpus, finding: &Finding, appearance: Appearance) -> String {
        let mut out = String::new();
        let written = write_finding(&mut out, &Sources::new(corpus), finding, appearance);
        assert_eq!(written, Ok(()));
        out
    }

    /// A paragraph on one line, a hard-wrapped article, and a record.
    fn strike() -> Corpus {
        fixture::corpus(vec![
            fixture::article(
                "desk/harbour.txt",
                "Harbour still closed\nShipping lines have diverted most of their vessels since \
                 the dockers of Port Alma walked out in February over a new roster, and the owners \
                 say that no berth will be worked before both sides return to the table next week.\n",
            ),
            fixture::article(
                "wire/port-alma.md",
                "# Port Alma\n\nThe strike at the port, which the dockers began in\n\
                 late March after a week of talks,\nhas cost the town dearly.\n",
            ),
            fixture::record(
                "feed.jsonl#12",
                "Dockers, out since February, vote",
                "The vote is on Monday.",
            ),
        ])
    }

    #[test]
    fn a_finding_shows_each_article_under_its_name() {
        let corpus = strike();
        let evidence = vec![
            fixture::evidence(
                &corpus,
                0,
                "the dockers of Port Alma walked out in February",
                "says February 2031",
            ),
            fixture::evidence(
                &corpus,
                1,
                "the dockers began in\nlate March",
                "says March 2031",
            ),
        ];
        let message = "the start of the strike is dated February 2031 here and March 2031 there";
        let finding = fixture::finding(message, evidence);
        insta::assert_snapshot!(render(&corpus, &finding, AT_80));
    }

    #[test]
    fn a_sentence_longer_than_the_width_is_broken_into_rows_of_one_line() {
        let corpus = strike();
        let text = corpus.articles.first().map_or("", |a| a.text.as_str());
        let sentence = text.lines().nth(1).unwrap_or("");
        let evidence = vec![
            fixture::evidence(
                &corpus,
                0,
                sentence,
                "the owners expect no work before the talks",
            ),
            fixture::evidence(&corpus, 2, "out since February", "says February 2031"),
        ];
        let finding = fixture::finding("one sentence against a title", evidence);
        insta::assert_snapshot!(render(&corpus, &finding, AT_80));
    }

    #[test]
    fn two_places_of_one_article_share_a_snippet() {
        let corpus = strike();
        let evidence = vec![
            fixture::evidence(&corpus, 1, "has cost the town dearly", "says it cost"),
            fixture::evidence(&corpus, 1, "Port Alma", "names the port"),
        ];
        let finding = fixture::finding("the port and its cost", evidence);
        insta::assert_snapshot!(render(&corpus, &finding, AT_80));
    }

    #[test]
    fn many_articles_of_one_camp_are_listed() {
        let articles = (1..=9)
            .map(|n| {
                let month = if n == 9 { "March" } else { "February" };
                fixture::article(&format!("{n}.txt"), &format!("It began in {month}."))
            })
            .collect();
        let corpus = fixture::corpus(articles);
        let evidence = (0..9)
            .map(|n| {
                let month = if n == 8 { "March" } else { "February" };
                let label = format!("says {month}");
                fixture::evidence(&corpus, n, &format!("began in {month}"), &label)
            })
            .collect();
        let finding = fixture::finding("eight say February and one March", evidence);
        insta::assert_snapshot!(render(&corpus, &finding, AT_80));
    }

    #[test]
    fn nothing_in_an_article_drives_the_terminal() {
        let text = "The \u{1b}[2Jdam\u{202e} held\tfirm\u{9b}31m.";
        let corpus = fixture::corpus(vec![fixture::article("a\u{1b}.txt", text)]);
        let evidence = vec![fixture::evidence(
            &corpus,
            0,
            "dam\u{202e} held\tfirm",
            "says \u{1b}[31mheld",
        )];
        let mut finding = fixture::finding("the \u{1b}dam", evidence);
        finding.help = "look \u{1b}c".to_owned();
        let appearance = Appearance {
            unicode: false,
            ..AT_80
        };
        insta::assert_snapshot!(render(&corpus, &finding, appearance));
    }

    #[test]
    fn camps_keep_their_colour_from_article_to_article() {
        let corpus = strike();
        let evidence = vec![
            fixture::evidence(&corpus, 0, "in February", "says February"),
            fixture::evidence(&corpus, 1, "in\nlate March", "says March"),
            fixture::evidence(&corpus, 2, "since February", "says February"),
        ];
        let finding = fixture::finding("February or March", evidence);
        let appearance = Appearance {
            color: true,
            ..AT_80
        };
        let shown = render(&corpus, &finding, appearance).replace('\u{1b}', "^");
        insta::assert_snapshot!(shown);
    }

    #[test]
    fn a_broken_record_is_shown_at_its_place() {
        let incomplete = Incomplete {
            path: "feed.jsonl:3".to_owned(),
            reason: "expected `:`".to_owned(),
            place: Some((3, 8)),
            excerpt: Some("{\"title\" \"Dockers vote\"}".to_owned()),
        };
        let mut out = String::new();
        assert_eq!(write_incomplete(&mut out, &incomplete, AT_80), Ok(()));
        insta::assert_snapshot!(out);
    }

    proptest::proptest! {
        /// miette asserts on offsets that do not fit their line, and says so where a span cannot be read.
        #[test]
        fn any_text_and_any_spans_are_drawn(
            words in proptest::collection::vec("[a-z“漢é]{0,9}[ \t\n\r\u{1b}\u{202e}\u{300}]", 0..90),
            spans in proptest::collection::vec((0_u32..700, 0_u32..400), 1..7),
            body_start in 0_u32..40,
            width in 40_usize..140,
        ) {
            let mut article = fixture::article("a.txt", &words.concat());
            let body = (0..=body_start as usize).rev().find(|at| article.text.is_char_boundary(*at));
            article.body_start = Span::new(0, body.unwrap_or(0)).end;
            let corpus = fixture::corpus(vec![article.clone(), article]);
            let evidence = (0..).zip(&spans).map(|(n, (start, len))| Evidence {
                source: crate::span::SourceId(n % 2),
                span: Span { start: *start, end: start + len },
                label: format!("says {len}"),
            });
            let finding = fixture::finding("any", evidence.collect());
            let appearance = Appearance { width, ..AT_80 };
            let shown = render(&corpus, &finding, appearance);
            proptest::prop_assert!(!shown.contains("Failed to read"), "{}", shown);
            proptest::prop_assert!(!shown.contains(['\u{1b}', '\u{202e}']), "{}", shown);
            // More than nine rows of a text of nine lines widen miette's gutter by one.
            let is_row = |row: &&str| row.trim_start().starts_with(|c: char| c.is_ascii_digit());
            for row in shown.lines().filter(is_row) {
                proptest::prop_assert!(columns(row) <= width + 1, "{}", row);
            }
        }
    }
}
