//! Text as a terminal may show it: nothing in an article or a path may move
//! the cursor, change colours or turn the reading direction.

use std::borrow::Cow;

use unicode_width::UnicodeWidthChar;

/// Returns what stands for a character that a terminal must not receive, or the character itself.
///
/// Tabs and line ends become spaces, other control characters their pictures
/// (`␛`), and characters that turn the reading direction or hide text `�`. Every
/// stand-in is one column wide.
pub(crate) fn stand_in(c: char) -> char {
    match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' => '\u{fffd}',
        _ if turns_or_hides(c) => '\u{fffd}',
        _ => c,
    }
}

/// Returns the text with [`stand_in`]s for what a terminal must not receive.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if text.chars().all(|c| stand_in(c) == c) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().map(stand_in).collect())
    }
}

/// Returns drawn text with [`stand_in`]s for all but line ends and colours (`ESC [ … m`).
pub(crate) fn visible_but_colors(drawn: &str) -> String {
    let mut out = String::with_capacity(drawn.len());
    let mut rest = drawn;
    while let Some(c) = rest.chars().next() {
        let color = rest.strip_prefix("\u{1b}[").and_then(|after| {
            let (codes, _) = after.split_once('m')?;
            let are_codes = codes.bytes().all(|b| b.is_ascii_digit() || b == b';');
            are_codes.then_some(codes.len() + 3)
        });
        let len = color.unwrap_or(c.len_utf8());
        match rest.get(..len) {
            Some(kept) if color.is_some() || c == '\n' => out.push_str(kept),
            _ => out.push(stand_in(c)),
        }
        rest = rest.get(len..).unwrap_or("");
    }
    out
}

/// Returns whether the character is one that JSON strings hold as `\uXXXX`
/// here, so that printing them to a terminal is as safe as the other formats.
pub(crate) fn is_escaped_in_json(c: char) -> bool {
    matches!(c, '\u{7f}'..='\u{9f}') || turns_or_hides(c)
}

/// Bidirectional marks, embeddings, overrides and isolates; line and
/// paragraph separators; interlinear annotation; language tags.
fn turns_or_hides(c: char) -> bool {
    matches!(
        c,
        '\u{61c}'
            | '\u{200e}'
            | '\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}'
            | '\u{fff9}'..='\u{fffb}'
            | '\u{e0000}'..='\u{e007f}'
    )
}

/// Returns the number of columns the character takes, its stand-in being shown.
pub(crate) fn columns_of(c: char) -> usize {
    stand_in(c).width().unwrap_or(0)
}

/// Returns the number of columns the text takes, stand-ins being shown.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(columns_of).sum()
}

/// Breaks a text into lines of at most `width` columns, at spaces; a longer word stands alone on its line.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let text = visible(text);
    let mut lines: Vec<String> = Vec::new();
    let mut used = 0;
    for word in text.split_whitespace() {
        let wide = columns(word);
        match lines.last_mut() {
            Some(line) if used + 1 + wide <= width => {
                line.push(' ');
                line.push_str(word);
                used += 1 + wide;
            }
            _ => {
                lines.push(word.to_owned());
                used = wide;
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_drives_a_terminal_passes() {
        assert_eq!(
            visible("a\u{1b}[31m\tb\u{202e}c\u{9b}d\u{7f}"),
            "a␛[31m b\u{fffd}c\u{fffd}d␡"
        );
        assert!(matches!(visible("“Gut so”, sagte er."), Cow::Borrowed(_)));
    }

    #[test]
    fn of_what_is_drawn_only_colours_pass() {
        assert_eq!(
            visible_but_colors("\u{1b}[31;1m×\u{1b}[0m a\u{1b}[2J\u{1b}]8;;x\n\u{1b}"),
            "\u{1b}[31;1m×\u{1b}[0m a␛[2J␛]8;;x\n␛"
        );
    }

    #[test]
    fn wrapping_keeps_words_whole() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("extraordinarily so", 4), ["extraordinarily", "so"]);
        assert!(wrap("  ", 4).is_empty());
    }
}
