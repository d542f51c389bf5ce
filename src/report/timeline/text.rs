//! The timeline for a terminal: one line a statement, bars of letters that differ by status.

use std::fmt::Write as _;

use super::axis::{Axis, Room};
use super::{Basis, Manner, Published, Row, Statement, Timeline, label};
use crate::calendar::Interval;
use crate::report::Appearance;
use crate::report::visible::{columns, visible, wrap};

/// Red, for what is in conflict.
const RED: &str = "\u{1b}[31m";
const PLAIN: &str = "\u{1b}[0m";

/// Draws the timeline in the columns of the appearance; the same bytes for the same timeline.
pub fn draw(timeline: &Timeline, appearance: Appearance) -> String {
    let width = appearance.width.max(MIN_WIDTH);
    // A quarter for the names, a third for the words, the rest for the days.
    let name = (width / 4).min(30);
    let words = (width * 35 / 100).min(46);
    let chart = width - name - words - 2;
    let signs = if appearance.unicode { UNICODE } else { ASCII };
    let room = Room {
        width: i64::try_from(chart).unwrap_or(0),
        cut: 2,
        part: 6,
        letter: 1,
    };
    let mut page = Page {
        axis: timeline.axis(room),
        room,
        name,
        chart,
        words,
        signs,
        color: appearance.color,
        out: String::new(),
    };
    page.line(&format!("Timeline: {}", timeline.title()), width);
    page.legend(width);
    if page.axis.is_some() {
        page.head();
        page.published(timeline);
        for row in &timeline.rows {
            page.row(timeline, row, width);
        }
    }
    page.foot(timeline, width);
    page.out
}

/// Narrower ones have no room for days.
const MIN_WIDTH: usize = 60;

/// The letters that bars are drawn with.
#[derive(Debug, Clone, Copy)]
struct Signs {
    done: char,
    ongoing: char,
    ahead: char,
    off: char,
    unsaid: char,
    left: char,
    right: char,
    cut: char,
    published: char,
    window: char,
    axis: char,
    tick: char,
}

const UNICODE: Signs = Signs {
    done: '█',
    ongoing: '▒',
    ahead: '░',
    off: '×',
    unsaid: '─',
    left: '◂',
    right: '▸',
    cut: '≈',
    published: '▾',
    window: '╌',
    axis: '─',
    tick: '┬',
};

const ASCII: Signs = Signs {
    done: '#',
    ongoing: '=',
    ahead: '.',
    off: 'x',
    unsaid: '-',
    left: '<',
    right: '>',
    cut: '~',
    published: 'v',
    window: ':',
    axis: '-',
    tick: '+',
};

impl Signs {
    fn of(self, manner: Manner) -> char {
        match manner {
            Manner::Done => self.done,
            Manner::Ongoing => self.ongoing,
            Manner::Ahead => self.ahead,
            Manner::Off => self.off,
            Manner::Unsaid => self.unsaid,
        }
    }
}

/// What has been written, and how its columns are shared.
struct Page {
    axis: Option<Axis>,
    room: Room,
    name: usize,
    chart: usize,
    words: usize,
    signs: Signs,
    color: bool,
    out: String,
}

impl Page {
    fn legend(&mut self, width: usize) {
        let s = self.signs;
        let mut legend: Vec<String> = Manner::ALL
            .into_iter()
            .map(|(manner, word)| format!("{0}{0} {word}", s.of(manner)))
            .collect();
        legend.push(format!("{} {} end not known", s.left, s.right));
        legend.push(format!("{} article appeared", s.published));
        legend.push("! conflict".to_owned());
        legend.push("? the order of the articles decides".to_owned());
        // An entry is never broken.
        let text = legend
            .into_iter()
            .map(|entry| entry.replace(' ', "\u{a0}"))
            .collect::<Vec<_>>()
            .join(" ");
        let mut line = String::new();
        for entry in text.split(' ') {
            let entry = entry.replace('\u{a0}', " ");
            if !line.is_empty() && columns(&line) + 3 + columns(&entry) > width {
                self.line(&line, width);
                line.clear();
            }
            if !line.is_empty() {
                line.push_str("   ");
            }
            line.push_str(&entry);
        }
        self.line(&line, width);
    }

    /// The labels of the axis, and the axis.
    fn head(&mut self) {
        let Some(axis) = &self.axis else { return };
        let ticks = axis.ticks(self.room);
        let mut labels = vec![' '; self.chart];
        let mut line = vec![self.signs.axis; self.chart];
        for tick in &ticks {
            let at = usize::try_from(tick.at).unwrap_or(0);
            put(&mut line, at, self.signs.tick);
            for (idx, letter) in tick.label.chars().enumerate() {
                put(&mut labels, at + idx, letter);
            }
        }
        for cut in axis.cuts() {
            fill(&mut line, (cut.start, cut.end), self.signs.cut);
        }
        self.out.push('\n');
        self.lane("", &labels, "", false);
        self.lane("", &line, "", false);
    }

    fn published(&mut self, timeline: &Timeline) {
        let Some(axis) = self.axis.clone() else {
            return;
        };
        let mut ticks = self.empty();
        let mut n_stated = 0;
        for article in timeline.published.iter().filter(|p| p.stated) {
            let (Some(from), Some(to)) = (
                article.days.from.or(article.days.to),
                article.days.to.or(article.days.from),
            ) else {
                continue;
            };
            n_stated += 1;
            let at = i64::midpoint(axis.start_of(from), axis.end_of(to));
            put(
                &mut ticks,
                usize::try_from(at).unwrap_or(0),
                self.signs.published,
            );
        }
        let told = match n_stated {
            0 => "no article states its date".to_owned(),
            n => super::counted(n, "dated article"),
        };
        self.lane("published", &ticks, &told, false);
        let windows = timeline
            .published
            .iter()
            .filter(|p| !p.stated && p.days != Interval::ALWAYS);
        for Published { article, days, .. } in windows {
            let mut cells = self.empty();
            let open = (days.from.is_none(), days.to.is_none());
            self.bar(&mut cells, &axis, *days, open, self.signs.window);
            let said = format!("undated: {}", label::days(*days));
            self.lane(&format!("  {article}"), &cells, &said, false);
        }
    }

    fn row(&mut self, timeline: &Timeline, row: &Row, width: usize) {
        self.out.push('\n');
        self.line(&row.heading(), width);
        for statement in &row.statements {
            self.statement(timeline, statement);
        }
    }

    fn statement(&mut self, timeline: &Timeline, statement: &Statement) {
        let Some(axis) = self.axis.clone() else {
            return;
        };
        let mut cells = self.empty();
        if let Some(day) = statement.published.as_day() {
            let at = usize::try_from(axis.start_of(day)).unwrap_or(0);
            put(&mut cells, at, self.signs.published);
        }
        if statement.basis != Basis::Nothing {
            let sign = self.signs.of(statement.manner);
            self.bar(
                &mut cells,
                &axis,
                statement.days,
                statement.open_ends(),
                sign,
            );
        }
        let mut said = String::new();
        for mark in timeline.marks(statement) {
            let _ = write!(said, "{mark} ");
        }
        said.push_str(&statement.says());
        self.lane(
            &format!("  {}", statement.article),
            &cells,
            &said,
            statement.is_in_conflict(timeline),
        );
    }

    fn foot(&mut self, timeline: &Timeline, width: usize) {
        self.out.push('\n');
        for (number, note) in (1..).zip(&timeline.notes) {
            let mark = timeline.mark(number);
            let text = format!("{mark} {}: {}", note.verdict, note.message);
            for (idx, line) in wrap(&text, width - 4).into_iter().enumerate() {
                let indent = if idx == 0 { "" } else { "   " };
                self.line(&format!("{indent}{line}"), width);
            }
        }
        let cuts = self.axis.as_ref().map_or_else(Vec::new, Axis::cuts);
        for text in timeline.left_out(&cuts) {
            for line in wrap(&text, width) {
                self.line(&line, width);
            }
        }
    }

    /// Returns a line of the chart with nothing on it but the cuts.
    fn empty(&self) -> Vec<char> {
        let mut cells = vec![' '; self.chart];
        for cut in self.axis.iter().flat_map(Axis::cuts) {
            fill(&mut cells, (cut.start, cut.end), self.signs.cut);
        }
        cells
    }

    /// Draws the days; at least one letter, and an arrow at an open end.
    fn bar(
        &self,
        cells: &mut [char],
        axis: &Axis,
        days: Interval,
        (open_from, open_to): (bool, bool),
        sign: char,
    ) {
        const BEYOND: i64 = 3;
        let last = self.room.width - 1;
        let start = days.from.map(|d| axis.start_of(d).min(last));
        let end = days.to.map(|d| axis.end_of(d).min(last + 1));
        let (start, end) = match (start, end) {
            (Some(start), Some(end)) => (start, end.max(start + 1)),
            (Some(start), None) => (start.min(last - 1), start + BEYOND),
            (None, Some(end)) => (end.max(1) - BEYOND, end.max(1)),
            (None, None) => return,
        };
        fill(cells, (start, end), sign);
        if open_from {
            put(
                cells,
                usize::try_from(start - 1).unwrap_or(0),
                self.signs.left,
            );
        }
        if open_to {
            put(
                cells,
                usize::try_from(end.min(last)).unwrap_or(0),
                self.signs.right,
            );
        }
    }

    /// Writes name, chart and words side by side.
    fn lane(&mut self, name: &str, cells: &[char], words: &str, in_conflict: bool) {
        let indent = name.len() - name.trim_start().len();
        let shown = label::cut_middle(visible(name.trim_start()).as_ref(), self.name - indent);
        let mut line = format!("{}{shown}", " ".repeat(indent));
        line.push_str(&" ".repeat(self.name.saturating_sub(columns(&line)) + 1));
        line.extend(cells);
        line.push(' ');
        let words = label::cut(visible(words).as_ref(), self.words);
        if in_conflict && self.color {
            let _ = write!(line, "{RED}{words}{PLAIN}");
        } else {
            line.push_str(&words);
        }
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    fn line(&mut self, text: &str, width: usize) {
        self.out
            .push_str(label::cut(visible(text).as_ref(), width).trim_end());
        self.out.push('\n');
    }
}

fn put(cells: &mut [char], at: usize, sign: char) {
    if let Some(cell) = cells.get_mut(at) {
        *cell = sign;
    }
}

fn fill(cells: &mut [char], (start, end): (i64, i64), sign: char) {
    for at in start.max(0)..end {
        put(cells, usize::try_from(at).unwrap_or(usize::MAX), sign);
    }
}
