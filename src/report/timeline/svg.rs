//! The timeline as a picture (SVG 1.1, light background).
//!
//! One line a statement, with its words in a column of their own, so that no
//! label meets another. Status is told by pattern and by words, never by
//! colour alone. Tooltips hold the quotation.

use std::fmt::Write as _;

use super::axis::{Axis, Room};
use super::{Basis, Manner, Published, Row, Statement, Timeline, label};
use crate::calendar::Interval;
use crate::report::visible::{visible, wrap};

const WIDTH: i64 = 1100;
const MARGIN: i64 = 16;
/// Where days are drawn.
const CHART: i64 = 236;
const CHART_END: i64 = 786;
/// Where the words of a statement stand.
const WORDS: i64 = 800;
/// Height of a statement's line, and of its bar.
const LINE: i64 = 19;
const BAR: i64 = 11;
/// Least width of a bar: its pattern must be seen.
const LEAST: i64 = 7;
/// Height of an event's heading.
const HEADING: i64 = 26;
/// Letters of an article's name.
const NAME_LETTERS: usize = 32;
/// Letters of a line across the picture.
const LINE_LETTERS: usize = 176;
const HEADING_LETTERS: usize = 140;
/// Lines for the names below the ticks of publication dates.
const TICK_LINES: usize = 9;

const ROOM: Room = Room {
    width: CHART_END - CHART,
    cut: 34,
    part: 66,
    letter: 6,
};

const STYLE: &str = "\
<style>
text { font-family: system-ui, 'Segoe UI', 'DejaVu Sans', Helvetica, Arial, sans-serif; font-size: 11px; fill: #222 }
.title { font-size: 16px; font-weight: bold }
.event { font-size: 12.5px; font-weight: bold }
.dim { fill: #666 }
.mark { font-weight: bold; fill: #b00020 }
.open { font-weight: bold; fill: #8a5a00 }
.grid { stroke: #e2e2e2 }
.rule { stroke: #bbb }
.cut { stroke: #999; stroke-dasharray: 3 3 }
.done { fill: #2f5d8a; stroke: #2f5d8a }
.ongoing { fill: url(#stripes); stroke: #2f5d8a }
.ahead { fill: #fff; stroke: #2f5d8a; stroke-dasharray: 4 3; stroke-width: 1.5 }
.off { fill: #fff; stroke: #666 }
.unsaid { fill: #d5d5d5; stroke: #999 }
.strike { stroke: #444; stroke-width: 1.5 }
.window { fill: url(#hatch); stroke: #777; stroke-dasharray: 2 3 }
.leader { stroke: #aaa }
.published { stroke: #222; stroke-width: 1.5 }
</style>
<defs>
<pattern id=\"stripes\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">\
<rect width=\"7\" height=\"7\" fill=\"#fff\"/><rect width=\"3.5\" height=\"7\" fill=\"#2f5d8a\"/></pattern>
<pattern id=\"hatch\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\">\
<rect width=\"6\" height=\"6\" fill=\"#fff\"/><rect width=\"1.5\" height=\"6\" fill=\"#aaa\"/></pattern>
</defs>
";

/// Draws the timeline; the same bytes for the same timeline.
pub fn draw(timeline: &Timeline) -> String {
    let mut picture = Picture {
        axis: timeline.axis(ROOM),
        out: String::new(),
        y: 0,
    };
    picture.head(timeline);
    let top = picture.y;
    picture.published(timeline);
    for row in &timeline.rows {
        picture.row(timeline, row);
    }
    let bottom = picture.y;
    picture.foot(timeline);
    let drawn = std::mem::take(&mut picture.out);
    // The lines of the axis lie behind what is drawn over them.
    picture.grid(top, bottom);
    let height = picture.y;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{WIDTH}\" height=\"{height}\" \
         viewBox=\"0 0 {WIDTH} {height}\" role=\"img\">\n<title>Timeline: {}</title>\n{STYLE}\
         <rect width=\"{WIDTH}\" height=\"{height}\" fill=\"#fff\"/>\n{}{drawn}</svg>\n",
        escape(&timeline.title()),
        picture.out
    )
}

/// What has been drawn, and down to where.
struct Picture {
    axis: Option<Axis>,
    out: String,
    y: i64,
}

impl Picture {
    fn head(&mut self, timeline: &Timeline) {
        self.y = 28;
        self.text(MARGIN, "title", &format!("Timeline: {}", timeline.title()));
        self.y = 50;
        let mut x = MARGIN;
        for (manner, word) in Manner::ALL {
            self.bar(x, x + 34, (false, false), manner, self.y - 9);
            self.text(x + 40, "dim", word);
            x += 50 + ROOM.letter * letters(word);
        }
        self.bar(x, x + 34, (false, true), Manner::Unsaid, self.y - 9);
        self.text(x + 48, "dim", "end not known");
        x += 140;
        self.published_at(x, self.y - 13);
        self.text(x + 8, "dim", "article appeared");
        x += 106;
        self.text(x, "mark", "!");
        self.text(x + 8, "dim", "conflict");
        x += 58;
        self.text(x, "open", "?");
        self.text(x + 10, "dim", "the order of the articles decides");
        self.y = 78;
        self.axis_labels(self.y);
        self.y = 84;
    }

    fn axis_labels(&mut self, y: i64) {
        let Some(axis) = self.axis.clone() else {
            return;
        };
        for tick in axis.ticks(ROOM) {
            if !tick.label.is_empty() {
                let _ = writeln!(
                    self.out,
                    "<text x=\"{}\" y=\"{y}\" class=\"dim\">{}</text>",
                    CHART + tick.at,
                    escape(&tick.label)
                );
            }
        }
    }

    /// The lines of the axis and its cuts, from `top` to `bottom`.
    fn grid(&mut self, top: i64, bottom: i64) {
        let Some(axis) = self.axis.clone() else {
            return;
        };
        for tick in axis.ticks(ROOM) {
            line(&mut self.out, "grid", CHART + tick.at, top, bottom);
        }
        for cut in axis.cuts() {
            let (start, end) = (CHART + cut.start, CHART + cut.end);
            let _ = writeln!(
                self.out,
                "<g><title>{} left out here; the scale differs on either side</title>\
                 <rect x=\"{start}\" y=\"{top}\" width=\"{}\" height=\"{}\" fill=\"#f4f4f4\"/>",
                cut.length,
                end - start,
                bottom - top
            );
            line(&mut self.out, "cut", start, top, bottom);
            line(&mut self.out, "cut", end, top, bottom);
            self.out.push_str("</g>\n");
        }
        let _ = writeln!(
            self.out,
            "<line x1=\"{CHART}\" x2=\"{CHART_END}\" y1=\"{top}\" y2=\"{top}\" class=\"rule\"/>"
        );
        for cut in axis.cuts() {
            let _ = writeln!(
                self.out,
                "<text x=\"{}\" y=\"{}\" text-anchor=\"middle\" class=\"title\">≈</text>",
                CHART + i64::midpoint(cut.start, cut.end),
                top + 5
            );
        }
    }

    /// When the articles appeared: ticks with names as far as they have room, and a line for each window.
    fn published(&mut self, timeline: &Timeline) {
        let Some(axis) = self.axis.clone() else {
            return;
        };
        self.y += 16;
        self.text(MARGIN, "event", "Published");
        let top = self.y - 12;
        // From right to left, so that the line down to a name crosses no other name.
        let mut begins = [WIDTH; TICK_LINES];
        let mut n_lines = 0;
        for (at, article) in stated(timeline, &axis).into_iter().rev() {
            let x = CHART + at;
            let name = label::cut_middle(&article.article, NAME_LETTERS);
            let end = x + ROOM.letter * letters(&name) + 10;
            let free = (0_i64..).zip(begins).find(|(_, begin)| end <= *begin);
            let free = free.map(|(nth, _)| nth);
            let _ = writeln!(
                self.out,
                "<g><title>{}: {}</title>",
                escape(&article.path),
                label::days(article.days)
            );
            self.published_at(x, top);
            if let Some(nth) = free {
                // The line down to the name takes room, too.
                for (begin, _) in begins.iter_mut().zip(0..=nth) {
                    *begin = x;
                }
                n_lines = n_lines.max(nth + 1);
                let y = top + LINE + 10 + 13 * nth;
                line(&mut self.out, "leader", x, top + LINE - 2, y);
                let _ = writeln!(
                    self.out,
                    "<text x=\"{}\" y=\"{y}\" class=\"dim\">{}</text>",
                    x + 4,
                    escape(&name)
                );
            }
            self.out.push_str("</g>\n");
        }
        self.y = top + LINE + 13 * n_lines + 2;
        for article in windows(timeline) {
            self.window(article, &axis);
        }
        self.y += 4;
    }

    /// A line for an article that states no date.
    fn window(&mut self, article: &Published, axis: &Axis) {
        let (start, end) = stretch(article.days, axis);
        let open = (article.days.from.is_none(), article.days.to.is_none());
        let mut told = format!("{}: not stated", article.path);
        for condition in &article.conditions {
            let _ = write!(told, "\n{condition}");
        }
        let _ = writeln!(self.out, "<g><title>{}</title>", escape(&told));
        self.background();
        shape(&mut self.out, "window", (start, end), open, self.y + 4);
        self.y += LINE - 5;
        self.text(
            MARGIN + 8,
            "",
            &label::cut_middle(&article.article, NAME_LETTERS),
        );
        self.text(
            WORDS,
            "dim",
            &format!("undated: {}", label::days(article.days)),
        );
        self.y += 5;
        self.out.push_str("</g>\n");
    }

    fn row(&mut self, timeline: &Timeline, row: &Row) {
        let _ = writeln!(
            self.out,
            "<line x1=\"{MARGIN}\" x2=\"{}\" y1=\"{y}\" y2=\"{y}\" class=\"rule\"/>",
            WIDTH - MARGIN,
            y = self.y + 4
        );
        self.y += HEADING - 6;
        self.text(
            MARGIN,
            "event",
            &label::cut(&row.heading(), HEADING_LETTERS),
        );
        self.y += 6;
        for statement in &row.statements {
            self.statement(timeline, statement);
        }
    }

    fn statement(&mut self, timeline: &Timeline, statement: &Statement) {
        let Some(axis) = self.axis.clone() else {
            return;
        };
        let _ = writeln!(
            self.out,
            "<g><title>{}: “{}”\n{}</title>",
            escape(&statement.path),
            escape(&statement.quote),
            escape(&statement.says())
        );
        if statement.is_in_conflict(timeline) {
            let _ = writeln!(
                self.out,
                "<rect x=\"{MARGIN}\" y=\"{}\" width=\"{}\" height=\"{LINE}\" fill=\"#b00020\" fill-opacity=\"0.09\"/>",
                self.y,
                WIDTH - 2 * MARGIN
            );
        } else {
            self.background();
        }
        let bar = self.y + 4;
        if statement.basis == Basis::Nothing {
            let _ = writeln!(
                self.out,
                "<line x1=\"{CHART}\" x2=\"{CHART_END}\" y1=\"{y}\" y2=\"{y}\" class=\"cut\"/>",
                y = bar + BAR / 2
            );
        } else {
            let (start, end) = stretch(statement.days, &axis);
            self.bar(start, end, statement.open_ends(), statement.manner, bar);
        }
        if let Some(day) = statement.published.as_day() {
            let at = i64::midpoint(axis.start_of(day), axis.end_of(day));
            self.published_at(CHART + at, self.y + 1);
        }
        self.y += LINE - 5;
        let name = label::cut_middle(&statement.article, NAME_LETTERS);
        self.text(MARGIN + 8, "", &name);
        let mut x = WORDS;
        for mark in timeline.marks(statement) {
            let class = if mark.starts_with('!') {
                "mark"
            } else {
                "open"
            };
            self.text(x, class, &mark);
            x += 7 * letters(&mark) + 5;
        }
        let room = usize::try_from((WIDTH - MARGIN - x) / ROOM.letter).unwrap_or(0);
        self.text(x, "", &label::cut(&statement.says(), room));
        self.y += 5;
        self.out.push_str("</g>\n");
    }

    fn foot(&mut self, timeline: &Timeline) {
        self.y += 12;
        self.axis_labels(self.y);
        self.y += 24;
        for (number, note) in (1..).zip(&timeline.notes) {
            let class = if note.is_conflict { "mark" } else { "open" };
            self.text(MARGIN, class, &timeline.mark(number));
            let text = format!("{}: {}", note.verdict, note.message);
            for line in wrap(&text, LINE_LETTERS) {
                self.text(MARGIN + 34, "", &line);
                self.y += 16;
            }
        }
        let cuts = self.axis.as_ref().map_or_else(Vec::new, Axis::cuts);
        for line in timeline.left_out(&cuts) {
            self.text(MARGIN, "dim", &line);
            self.y += 16;
        }
        self.y += 4;
    }

    fn bar(&mut self, start: i64, end: i64, open: (bool, bool), manner: Manner, y: i64) {
        let class = match manner {
            Manner::Ahead => "ahead",
            Manner::Ongoing => "ongoing",
            Manner::Done => "done",
            Manner::Off => "off",
            Manner::Unsaid => "unsaid",
        };
        shape(&mut self.out, class, (start, end), open, y);
        if manner == Manner::Off {
            let _ = writeln!(
                self.out,
                "<path d=\"M{} {}L{} {}M{0} {3}L{2} {1}\" class=\"strike\"/>",
                start - 2,
                y - 1,
                end + 2,
                y + BAR + 1
            );
        }
    }

    /// The sign for the day on which an article appeared.
    fn published_at(&mut self, x: i64, y: i64) {
        let _ = writeln!(
            self.out,
            "<path d=\"M{x} {y}V{}M{} {y}H{}\" class=\"published\"/>",
            y + LINE - 2,
            x - 3,
            x + 3
        );
    }

    /// What a pointer meets between the words of a line.
    fn background(&mut self) {
        let _ = writeln!(
            self.out,
            "<rect x=\"{MARGIN}\" y=\"{}\" width=\"{}\" height=\"{LINE}\" fill-opacity=\"0\"/>",
            self.y,
            WIDTH - 2 * MARGIN
        );
    }

    /// Writes a line of text that stands on `self.y`.
    fn text(&mut self, x: i64, class: &str, text: &str) {
        let class = match class {
            "" => String::new(),
            class => format!(" class=\"{class}\""),
        };
        let _ = writeln!(
            self.out,
            "<text x=\"{x}\" y=\"{}\"{class}>{}</text>",
            self.y,
            escape(text)
        );
    }
}

/// Returns the articles that state their dates, by day, with where each stands on the axis.
fn stated<'t>(timeline: &'t Timeline, axis: &Axis) -> Vec<(i64, &'t Published)> {
    let mut stated: Vec<(i64, &Published)> = timeline
        .published
        .iter()
        .filter(|p| p.stated)
        .filter_map(|p| {
            let (from, to) = (p.days.from.or(p.days.to)?, p.days.to.or(p.days.from)?);
            Some((i64::midpoint(axis.start_of(from), axis.end_of(to)), p))
        })
        .collect();
    stated.sort_by(|a, b| (a.0, &a.1.path).cmp(&(b.0, &b.1.path)));
    stated
}

/// Returns the articles that state no date, but of whose date something follows.
fn windows(timeline: &Timeline) -> impl Iterator<Item = &Published> {
    timeline
        .published
        .iter()
        .filter(|p| !p.stated && p.days != Interval::ALWAYS)
}

/// Returns where an interval begins and ends; an open end lies a little beyond the other.
fn stretch(days: Interval, axis: &Axis) -> (i64, i64) {
    const BEYOND: i64 = 40;
    let start = days.from.map(|d| CHART + axis.start_of(d));
    let end = days.to.map(|d| CHART + axis.end_of(d));
    match (start, end) {
        (Some(start), Some(end)) => (start, end.max(start + LEAST)),
        (Some(start), None) => (start, (start + BEYOND).min(CHART_END).max(start + LEAST)),
        (None, Some(end)) => ((end - BEYOND).max(CHART).min(end - LEAST), end),
        (None, None) => (CHART, CHART_END),
    }
}

fn line(out: &mut String, class: &str, x: i64, top: i64, bottom: i64) {
    let _ = writeln!(
        out,
        "<line x1=\"{x}\" x2=\"{x}\" y1=\"{top}\" y2=\"{bottom}\" class=\"{class}\"/>"
    );
}

/// A bar; an open end is a tip.
fn shape(
    out: &mut String,
    class: &str,
    (start, end): (i64, i64),
    (open_from, open_to): (bool, bool),
    y: i64,
) {
    const TIP: i64 = 8;
    let (left, right) = (
        if open_from { start - TIP } else { start },
        if open_to { end + TIP } else { end },
    );
    let (middle, bottom) = (y + BAR / 2, y + BAR);
    let _ = writeln!(
        out,
        "<path d=\"M{start} {y}H{end}L{right} {middle}L{end} {bottom}H{start}L{left} {middle}Z\" class=\"{class}\"/>"
    );
}

fn letters(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(0)
}

/// Returns the text as XML holds it: between tags and in attributes alike, without what XML forbids.
fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (idx, part) in text.split('\n').enumerate() {
        if idx > 0 {
            out.push('\n');
        }
        for c in visible(part).chars() {
            match c {
                '&' => out.push_str("&amp;"),
                '<' => out.push_str("&lt;"),
                '>' => out.push_str("&gt;"),
                '"' => out.push_str("&quot;"),
                '\'' => out.push_str("&#39;"),
                '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
                c => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_an_article_is_markup() {
        assert_eq!(
            escape("<b a='1'>\u{1b}&\u{202e}\"\u{ffff}\n"),
            "&lt;b a=&#39;1&#39;&gt;␛&amp;\u{fffd}&quot;\u{fffd}\n"
        );
    }
}
