//! What stands where in an article: lines into blocks, blocks into kinds.
//!
//! In doubt a block is a [`BlockKind::Paragraph`]: prose that is lost as
//! furniture is never checked.

use super::dates::{self, Stated};
use super::lines::{self, Line, Mark, is_stopped};
use super::opening::{self, Byline};
use super::pictures::{self, trimmed};
use super::words::{Cue, LayoutWords, Word, next_word, words as words_of};
use super::{Block, BlockKind, Format, Picture, citations, cut, pull_quotes};
use crate::span::Span;

/// What is known of an article before its text is looked at.
#[derive(Debug, Clone, Default)]
pub(super) struct Given {
    /// Blocks of the record's title or the front matter, in front of everything else.
    pub(super) blocks: Vec<Block>,
    /// Where the text to lay out begins.
    pub(super) body_start: usize,
}

/// The layout of a text.
#[derive(Debug, Clone, Default)]
pub(super) struct Layout {
    pub(super) blocks: Vec<Block>,
    pub(super) pictures: Vec<Picture>,
    pub(super) citations: Vec<Span>,
    pub(super) has_reference_list: bool,
    /// The publication date that the text states.
    pub(super) stated: Option<Stated>,
    pub(super) publisher: Option<String>,
}

/// Lays out a text. Blocks come in text order, do not overlap, and have no white space at their ends.
pub(super) fn lay_out(text: &str, given: Given, format: Format, words: &LayoutWords) -> Layout {
    let pictures: Vec<_> = pictures::find(text, words)
        .into_iter()
        .filter(|picture| picture.span.range().start >= given.body_start)
        .collect();
    let lines = lines::split(text, given.body_start, &pictures, format);
    let groups = group(text, &lines, words);
    let mut composer = Composer {
        text,
        words,
        has_headline: given
            .blocks
            .iter()
            .any(|block| block.kind == BlockKind::Headline),
        blocks: given.blocks,
        transcript: is_transcript(text, &groups, words),
        zone: Zone::Opening,
        n_paragraphs: 0,
        dated: false,
        stated: Vec::new(),
        publisher: None,
    };
    let mut waiting = pictures.iter().peekable();
    for (i, group) in groups.iter().enumerate() {
        while let Some(picture) = waiting.next_if(|picture| picture.span.start < group.span.start) {
            composer.caption(picture);
        }
        let before = i.checked_sub(1).and_then(|i| groups.get(i));
        composer.place(group, before, groups.get(i + 1));
    }
    for picture in waiting {
        composer.caption(picture);
    }
    pull_quotes::mark(text, &mut composer.blocks);
    let stated = composer.publication();
    Layout {
        has_reference_list: citations::has_list(text, &groups, words),
        citations: citations::find(text, &composer.blocks),
        blocks: composer.blocks,
        pictures,
        stated,
        publisher: composer.publisher,
    }
}

/// What a single line tells by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum LineKind {
    Prose,
    Furniture,
    Comments,
    References,
    Publication(Vec<Stated>),
    Byline(Byline),
}

/// Lines that are one piece of text.
#[derive(Debug, Clone)]
pub(super) struct Group {
    pub(super) span: Span,
    gap: bool,
    pub(super) mark: Mark,
    pub(super) kind: LineKind,
}

/// Lines near the ends of the article, where bylines and publication lines are looked for.
const N_OPENING_LINES: usize = 12;

/// The longest line that a phrase at its start makes furniture.
const MAX_FURNITURE_LINE: usize = 260;

fn group(text: &str, lines: &[Line], words: &LayoutWords) -> Vec<Group> {
    let kinds: Vec<_> = lines
        .iter()
        .enumerate()
        .map(|(i, line)| line_kind(text, line, i, lines.len(), words))
        .collect();
    let column = lines::wrap_column(text, lines);
    let mut groups = Vec::with_capacity(lines.len());
    let mut i = 0;
    while let (Some(line), Some(kind)) = (lines.get(i), kinds.get(i)) {
        let mut last = i;
        let mut quoted_to = i;
        while *kind == LineKind::Prose && kinds.get(last + 1) == Some(&LineKind::Prose) {
            quoted_to = quoted_to.max(last + lines::open_quote_lines(text, lines, last));
            if last >= quoted_to && !lines::goes_on(text, lines, last, column, words) {
                break;
            }
            last += 1;
        }
        groups.push(Group {
            span: lines
                .get(last)
                .map_or(line.span, |last| line.span.join(last.span)),
            gap: line.gap,
            mark: line.mark,
            kind: kind.clone(),
        });
        i = last + 1;
    }
    groups
}

fn line_kind(text: &str, line: &Line, i: usize, n_lines: usize, words: &LayoutWords) -> LineKind {
    let line_text = line.span.of(text);
    if line.mark == Mark::Furniture {
        return LineKind::Furniture;
    }
    let len = line_text.len();
    let Some(first) = next_word(line_text, 0) else {
        return LineKind::Prose;
    };
    let first_word = first.of(line_text);
    let at_end = i + 6 >= n_lines;
    let near_top = i < N_OPENING_LINES;
    let cued = words.is_published(first_word) || words.is_updated(first_word);
    if (near_top || at_end || cued)
        && let Some(line) = dates::publication_line(line_text, words)
    {
        return LineKind::Publication(line.stated);
    }
    if let Some(stated) = dates::statement(line_text, words) {
        return LineKind::Publication(vec![stated]);
    }
    let starts = |cue| words.phrase_at(line_text, first.start, cue).is_some();
    let is_tail = at_end && i >= MIN_PARAGRAPHS && len <= words.tail_within();
    let inside = words.inside(line_text, len <= words.contains_within(), is_tail);
    if inside.comments
        || len <= 60 && words.is_phrase(line_text, Cue::CommentsWhole)
        || starts(Cue::CommentsStart)
        || dates::is_comment(line_text, words)
    {
        return LineKind::Comments;
    }
    if len <= 40 && i > 2 && words.is_phrase(line_text, Cue::References) {
        return LineKind::References;
    }
    if len <= 60 && words.is_phrase(line_text, Cue::FurnitureWhole)
        || len <= MAX_FURNITURE_LINE && (starts(Cue::FurnitureStart) || starts(Cue::Statement))
        || inside.furniture
        || len <= MAX_FURNITURE_LINE && words.is_invite(line_text)
        || inside.tail
    {
        return LineKind::Furniture;
    }
    if !near_top && opening::is_foot(line_text, words) {
        return LineKind::Comments;
    }
    if near_top && let Some(stated) = opening::signed_stamp(line_text, words) {
        return LineKind::Publication(stated);
    }
    if near_top
        && opening::dateline(line_text, words).is_none()
        && let Some(byline) = opening::byline(line_text, words)
    {
        return LineKind::Byline(byline);
    }
    LineKind::Prose
}

/// Where in the article the composer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Zone {
    /// Before the dateline or the third paragraph.
    Opening,
    Body,
    /// Behind the closing credits or the heading of the comments.
    Closed,
    /// Behind the heading of the references.
    References,
}

struct Composer<'t> {
    text: &'t str,
    words: &'t LayoutWords,
    blocks: Vec<Block>,
    has_headline: bool,
    transcript: bool,
    zone: Zone,
    n_paragraphs: usize,
    /// Whether a dateline was found.
    dated: bool,
    stated: Vec<Stated>,
    publisher: Option<String>,
}

impl Composer<'_> {
    fn push(&mut self, kind: BlockKind, start: usize, end: usize) {
        if let Some(span) = trimmed(self.text, start, end) {
            self.blocks.push(Block { kind, span });
        }
    }

    fn caption(&mut self, picture: &Picture) {
        if let Some(span) = picture.caption {
            self.blocks.push(Block {
                kind: BlockKind::Caption,
                span,
            });
        }
    }

    fn place(&mut self, group: &Group, before: Option<&Group>, after: Option<&Group>) {
        let range = group.span.range();
        let text = group.span.of(self.text);
        let kind = match &group.kind {
            _ if self.zone == Zone::Closed => BlockKind::Furniture,
            LineKind::Furniture => BlockKind::Furniture,
            LineKind::Comments => {
                if self.n_paragraphs > 0 {
                    self.zone = Zone::Closed;
                }
                BlockKind::Furniture
            }
            LineKind::References => {
                if self.n_paragraphs > 0 {
                    self.zone = Zone::References;
                }
                BlockKind::CrossHead
            }
            LineKind::Publication(stated) => {
                let moved = stated.iter().map(|stated| shifted(*stated, range.start));
                self.stated.extend(moved);
                BlockKind::Publication
            }
            LineKind::Byline(byline) => {
                self.publisher = self.publisher.take().or_else(|| byline.publisher.clone());
                BlockKind::Byline
            }
            LineKind::Prose if self.zone == Zone::References && citations::is_entry(text) => {
                BlockKind::Furniture
            }
            LineKind::Prose if group.mark == Mark::Heading => self.heading(),
            LineKind::Prose if group.mark == Mark::Item => BlockKind::Paragraph,
            LineKind::Prose if self.is_headline(group, after) => self.heading(),
            LineKind::Prose if is_cross_head(self.text, group, before, after) => {
                BlockKind::CrossHead
            }
            LineKind::Prose if after.is_none() && self.is_tail(text, group.span) => {
                BlockKind::Furniture
            }
            LineKind::Prose => BlockKind::Paragraph,
        };
        let closes = group.kind == LineKind::Furniture
            && self.words.phrase_first(text, Cue::Closing).is_some();
        if kind == BlockKind::Paragraph {
            self.paragraph(range.start, range.end);
        } else {
            self.push(kind, range.start, range.end);
        }
        if closes && self.n_paragraphs > 0 {
            self.zone = Zone::Closed;
        }
    }

    /// Returns whether the last line of a longer article is no part of it: it ends without a stop, as
    /// teasers, slogans and legal lines do, and holds no credits in brackets that tell where prose ends.
    fn is_tail(&self, text: &str, span: Span) -> bool {
        let range = span.range();
        let bare = text.trim_end_matches(['*', '_', ' ']);
        self.zone == Zone::Body
            && self.n_paragraphs >= MIN_PARAGRAPHS
            && (!bare.ends_with([':', ';', ',', '-', '–', '—', '”', '"', '’'])
                && !is_stopped(text)
                && !text.contains(['.', '?', '!'])
                || self.is_teaser(text))
            && self.closing(range.start, range.end).is_none()
    }

    /// Returns whether a text is one question without a verb: "The comma - friend, or the writer's worst enemy?"
    fn is_teaser(&self, text: &str) -> bool {
        let Some(asked) = text.strip_suffix('?') else {
            return false;
        };
        let verb = |word: Word| self.words.is_question_verb(word.of(text));
        !asked.contains(['.', '?', '!', '“', '"', '”'])
            && (MIN_TEASER_WORDS..=MAX_CROSS_HEAD_WORDS).contains(&words_of(text).count())
            && !words_of(text).any(verb)
    }

    fn heading(&mut self) -> BlockKind {
        if self.has_headline || self.n_paragraphs > 0 {
            return BlockKind::CrossHead;
        }
        self.has_headline = true;
        BlockKind::Headline
    }

    /// A headline is the first prose: short, without a final stop, and something follows.
    fn is_headline(&self, group: &Group, after: Option<&Group>) -> bool {
        if self.has_headline || self.n_paragraphs > 0 || self.dated {
            return false;
        }
        let Some(after) = after else {
            return false;
        };
        let text = group.span.of(self.text);
        let apart =
            after.gap || matches!(after.kind, LineKind::Publication(_) | LineKind::Byline(_));
        let asks = apart && text.ends_with(['?', '!']);
        let bare = if asks {
            text.trim_end_matches(['?', '!'])
        } else {
            text
        };
        opening::dateline(text, self.words).is_none() && is_heading_like(bare, MAX_HEADLINE_WORDS)
    }

    /// Places a paragraph, taking off what is glued to it.
    fn paragraph(&mut self, start: usize, end: usize) {
        let mut start = start;
        if self.zone == Zone::Opening {
            start = self.open(start, end);
        } else if !self.dated && self.n_paragraphs <= MAX_HIGHLIGHTS {
            start = self.late_dateline(start, end);
        }
        start = self.leads(start, end);
        let rest = cut(self.text, start, end);
        if rest.len() <= 60 && self.words.is_phrase(rest, Cue::FurnitureWhole) {
            self.push(BlockKind::Furniture, start, end);
            return;
        }
        let Some((from, to)) = self.closing(start, end) else {
            self.prose(start, end);
            return;
        };
        self.prose(start, from);
        self.push(BlockKind::Furniture, from, to);
        self.zone = Zone::Closed;
        self.push(BlockKind::Furniture, to, end);
    }

    fn prose(&mut self, start: usize, end: usize) {
        let Some(span) = trimmed(self.text, start, end) else {
            return;
        };
        let (start, end) = (span.range().start, span.range().end);
        if let Some(credit) = self.bracketed_credit(start, end) {
            let kind = if self.n_paragraphs < 2 {
                BlockKind::Caption
            } else {
                BlockKind::Paragraph
            };
            self.push(kind, start, credit);
            self.push(BlockKind::Furniture, credit, end);
            return;
        }
        self.push(BlockKind::Paragraph, start, end);
        self.n_paragraphs += 1;
        if self.n_paragraphs >= 3 && self.zone == Zone::Opening {
            self.zone = Zone::Body;
        }
    }

    /// Takes byline, stamp and dateline off the beginning; returns where the prose begins.
    fn open(&mut self, start: usize, end: usize) -> usize {
        let mut start = start;
        for _ in 0..3 {
            let rest = cut(self.text, start, end);
            if let Some(byline) = opening::glued_byline(rest, self.words) {
                self.publisher = self.publisher.take().or(byline.publisher);
                self.push(BlockKind::Byline, start, start + byline.end);
                start = self.after(start + byline.end, end);
                continue;
            }
            let Some(stamp) = dates::glued_stamp(rest, self.words) else {
                break;
            };
            self.front(start, start + stamp.start);
            self.stated.push(shifted(stamp.stated, start));
            self.push(
                BlockKind::Publication,
                start + stamp.start,
                start + stamp.end,
            );
            start = self.after(start + stamp.end, end);
        }
        let rest = cut(self.text, start, end);
        if self.n_paragraphs == 0
            && self.stated.is_empty()
            && let Some(stated) = dates::opening_date(rest, self.text, self.words)
        {
            let to = start + stated.span.range().end;
            self.stated.push(shifted(stated, start));
            self.push(BlockKind::Publication, start, to);
            start = self.after(to, end);
        }
        let rest = cut(self.text, start, end);
        let mut dateline = opening::dateline(rest, self.words)
            .or_else(|| opening::glued_dateline(rest, self.words).filter(|_| !self.dated));
        // Some wires write it twice: "OSLO -- OSLO (AP) --".
        for _ in 0..2 {
            let Some(dateline) = dateline.take().or_else(|| {
                let rest = cut(self.text, start, end);
                opening::dateline(rest, self.words)
                    .filter(|_| self.dated && self.zone == Zone::Body)
            }) else {
                break;
            };
            self.front(start, start + dateline.start);
            let (from, to) = (start + dateline.start, start + dateline.end);
            if let Some(stated) = dates::date_in(cut(self.text, from, to), self.words) {
                self.stated.push(shifted(stated, from));
            }
            self.publisher = self.publisher.take().or(dateline.publisher);
            self.push(BlockKind::Dateline, from, to);
            self.dated = true;
            self.zone = Zone::Body;
            start = self.after(to, end);
        }
        start
    }

    /// Takes a dateline that names an agency off the beginning, where highlights stand before it.
    fn late_dateline(&mut self, start: usize, end: usize) -> usize {
        let rest = cut(self.text, start, end);
        let Some(dateline) =
            opening::dateline(rest, self.words).filter(|d| d.start == 0 && d.publisher.is_some())
        else {
            return start;
        };
        self.publisher = self.publisher.take().or(dateline.publisher);
        self.push(BlockKind::Dateline, start, start + dateline.end);
        self.dated = true;
        self.after(start + dateline.end, end)
    }

    /// Places text glued in front of a stamp or dateline: the headline where it is short enough.
    fn front(&mut self, start: usize, end: usize) {
        let Some(span) = trimmed(self.text, start, end) else {
            return;
        };
        let is_headline = !self.has_headline
            && self.n_paragraphs == 0
            && is_heading_like(span.of(self.text), MAX_HEADLINE_WORDS);
        let is_furniture = self
            .words
            .is_phrase(span.of(self.text), Cue::FurnitureWhole);
        let kind = if is_furniture {
            BlockKind::Furniture
        } else if is_headline {
            BlockKind::Headline
        } else {
            BlockKind::Paragraph
        };
        self.has_headline |= kind == BlockKind::Headline;
        self.n_paragraphs += usize::from(kind == BlockKind::Paragraph);
        self.blocks.push(Block { kind, span });
    }

    /// Returns the first byte at or after `at` that is not white space.
    fn after(&self, at: usize, end: usize) -> usize {
        trimmed(self.text, at, end).map_or(end, |span| span.range().start)
    }

    /// Takes clock stamps, speaker labels and credits off the beginning.
    fn leads(&mut self, start: usize, end: usize) -> usize {
        let mut start = start;
        for _ in 0..3 {
            let rest = cut(self.text, start, end);
            // "-- (Update 2:15 p.m. ET) Crews arrive."
            let listed = rest.trim_start_matches(['-', '–', '—', '•', ' ']);
            let dashes = rest.len() - listed.len();
            let lead = dates::clock_stamp(listed, self.words)
                .filter(|_| dashes == 0 || listed.starts_with(['(', '[']))
                .map(|len| dashes + len)
                .or_else(|| speaker_label(rest, self.words).filter(|_| self.transcript))
                .or_else(|| stage_direction(rest).filter(|_| self.transcript));
            let Some(len) = lead.or_else(|| self.lead_credit(rest)) else {
                break;
            };
            if lead.is_none() {
                self.make_caption();
            }
            self.push(BlockKind::Furniture, start, start + len);
            start = self.after(start + len, end);
        }
        start
    }

    /// Returns where a credit that the text begins with ends: `Photograph: Jane Doe/Reuters`.
    fn lead_credit(&self, text: &str) -> Option<usize> {
        let cue = self.words.phrase_first(text, Cue::Credit)?;
        let after = cut(text, cue, text.len());
        if !after.starts_with(':') {
            return None;
        }
        let head = text
            .char_indices()
            .nth(MAX_CREDIT)
            .map_or(text, |(at, _)| cut(text, 0, at));
        for word in words_of(head).skip_while(|word| word.start <= cue) {
            let slashed = cut(text, 0, word.start).ends_with(['/', ' ', ':']);
            if let Some(end) = self
                .words
                .phrase_at(text, word.start, Cue::Agency)
                .filter(|_| slashed)
            {
                return Some(end);
            }
            let name = word.of(text);
            if !name.starts_with(char::is_uppercase) && !self.words.is_byline_joiner(name) {
                return None;
            }
        }
        (head.len() == text.len()).then_some(text.len())
    }

    /// The paragraph in front of a credit is the picture's caption, if it may be one.
    fn make_caption(&mut self) {
        let early = self.n_paragraphs <= 2;
        if let Some(block) = self.blocks.last_mut()
            && early
            && block.kind == BlockKind::Paragraph
            && block.span.len() <= MAX_CAPTION
        {
            block.kind = BlockKind::Caption;
            self.n_paragraphs -= 1;
        }
    }

    /// Returns where a credit in brackets at the end begins: `(AP Photo/Jane Doe)`.
    fn bracketed_credit(&self, start: usize, end: usize) -> Option<usize> {
        let text = cut(self.text, start, end);
        if !text.ends_with(')') {
            return None;
        }
        let open = text.rfind('(')?;
        let inside = cut(text, open + 1, text.len() - 1);
        let agency = self.words.phrase_first(inside, Cue::Agency);
        let credited = agency.is_some_and(|end| cut(inside, end, inside.len()).starts_with('/'))
            || self
                .words
                .phrase_first(inside, Cue::Credit)
                .is_some_and(|end| {
                    let after = cut(inside, end, inside.len());
                    after.starts_with([':', '/'])
                        || cut(inside, 0, end).ends_with("by")
                        || after.is_empty()
                });
        (credited && inside.len() <= MAX_CREDIT).then_some(start + open)
    }

    /// Finds credits in brackets that close the article: `(Reporting by …; editing by …)`.
    fn closing(&self, start: usize, end: usize) -> Option<(usize, usize)> {
        if self.n_paragraphs == 0 && self.zone == Zone::Opening && !self.dated {
            return None;
        }
        let text = cut(self.text, start, end);
        for (open, _) in text.match_indices('(') {
            let closes = self.words.phrase_at(text, open + 1, Cue::Closing).is_some();
            if closes {
                let close = cut(text, open, text.len())
                    .find(')')
                    .map_or(text.len(), |at| open + at + 1);
                return Some((start + open, start + close));
            }
        }
        None
    }

    /// The publication date: the first that is not an update's, else the first update's.
    fn publication(&self) -> Option<Stated> {
        let first = self.stated.iter().find(|stated| !stated.is_update);
        first.or(self.stated.first()).copied()
    }
}

/// A teaser has at least so many words: "Why now?" may end an article.
const MIN_TEASER_WORDS: usize = 6;
/// A dateline may stand behind so many lines of highlights.
const MAX_HIGHLIGHTS: usize = 6;
/// So many paragraphs make an article whose last line may be something else.
const MIN_PARAGRAPHS: usize = 5;
const MAX_CREDIT: usize = 90;
const MAX_CAPTION: usize = 400;
const MAX_HEADLINE_WORDS: usize = 30;
const MAX_CROSS_HEAD_WORDS: usize = 14;

fn shifted(stated: Stated, by: usize) -> Stated {
    let range = stated.span.range();
    Stated {
        span: Span::new(range.start + by, range.end + by),
        ..stated
    }
}

/// A cross-head stands between paragraphs, which end with a stop as it does not.
fn is_cross_head(text: &str, group: &Group, before: Option<&Group>, after: Option<&Group>) -> bool {
    let is_text = |group: &Group| {
        let text = group.span.of(text);
        is_stopped(text)
            || text.ends_with(':')
            || words_of(text).nth(MAX_CROSS_HEAD_WORDS).is_some()
    };
    let (Some(before), Some(after)) = (before, after) else {
        return false;
    };
    let follows = after.kind == LineKind::Prose && after.mark != Mark::Heading && is_text(after);
    let precedes =
        before.kind != LineKind::Prose || before.mark == Mark::Heading || is_text(before);
    follows && precedes && is_heading_like(group.span.of(text), MAX_CROSS_HEAD_WORDS)
}

/// Returns whether a text may be a heading: few words, one sentence at most, no final stop.
fn is_heading_like(text: &str, max_words: usize) -> bool {
    let begins = text.starts_with(|c: char| {
        c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '‘' | '"' | '\'')
    });
    let bare = text.trim_end_matches(['”', '"', '’', '\'', ')', ']', '»', ' ']);
    if !begins || bare.ends_with(['.', '!', '?', '…', ':', ';', ',', '-', '–', '—', '_', '|'])
    {
        return false;
    }
    let mut n_words = 0;
    for word in words_of(text) {
        n_words += 1;
        if n_words > max_words {
            return false;
        }
        let after = cut(text, word.end, text.len());
        let ends_sentence = after.starts_with(". ")
            && word.end - word.start > 3
            && cut(after, 2, after.len()).starts_with(char::is_uppercase);
        let label = after
            .strip_prefix(':')
            .is_some_and(|rest| rest.trim_start().starts_with(|c: char| c.is_ascii_digit()));
        if ends_sentence || label {
            return false;
        }
    }
    n_words > 0 && text.contains(char::is_alphabetic)
}

/// Longer labels are no speaker labels.
const MAX_LABEL: usize = 110;

/// Returns where a speaker label that the text begins with ends: `JANE DOE, EXAMPLE ANCHOR (voice-over):`.
fn speaker_label(text: &str, words: &LayoutWords) -> Option<usize> {
    let second = text.as_bytes().get(1);
    if !text.starts_with(|c: char| c.is_ascii_uppercase())
        || second.is_some_and(u8::is_ascii_lowercase)
    {
        return None;
    }
    let colon = text.bytes().take(MAX_LABEL).position(|byte| byte == b':')?;
    let label = cut(text, 0, colon);
    let mut depth = 0_u32;
    let mut n_capitals = 0;
    for c in label.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if c.is_lowercase() || c.is_ascii_digit() => return None,
            _ if c.is_uppercase() => n_capitals += 1,
            _ => {}
        }
    }
    let one_word = !label.contains(' ');
    let is_label = n_capitals >= 2
        && !(one_word && words.is_no_label(label))
        && label.starts_with(char::is_uppercase);
    is_label.then_some(colon + 1)
}

/// Returns where a direction that the text begins with ends: `(CROSSTALK)`, `(BEGIN VIDEO CLIP)`.
fn stage_direction(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('(')?;
    let close = inside
        .bytes()
        .take(MAX_LABEL)
        .position(|byte| byte == b')')?;
    let inside = cut(inside, 0, close);
    let capitals = inside.chars().filter(|c| c.is_uppercase()).count();
    (capitals >= 3 && !inside.contains(char::is_lowercase)).then_some(close + 2)
}

/// How many speaker labels make a text a transcript.
const MIN_LABELS: usize = 4;

fn is_transcript(text: &str, groups: &[Group], words: &LayoutWords) -> bool {
    groups
        .iter()
        .filter(|group| speaker_label(group.span.of(text), words).is_some())
        .nth(MIN_LABELS - 1)
        .is_some()
}
